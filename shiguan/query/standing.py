"""Names that are on record, where they stand in a draft: also those that its reader did not see, or cut short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from shiguan.query.view import View
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity

# A name of up to so many characters is taken only where words begin and end with it.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """A name on record at a place (coordinates of the text), and those of that name."""

    span: Span
    entities: tuple[Entity, ...]

    def only(self) -> Entity | None:
        """The one of that name; None where there are several."""
        return self.entities[0] if len(self.entities) == 1 else None

    def may_be(self, kind: MentionKind) -> bool:
        """Whether one of that name is of the kind; a group is as good as an organisation."""
        kinds = {kind, MentionKind.GROUP} if kind is MentionKind.ORG else {kind}
        return any(e.kind in kinds for e in self.entities)


def standing(view: View, text: str, edges: Collection[int]) -> tuple[Standing, ...]:
    """The names in the text, the longest at each place, in text order.

    ``edges``: where words begin or end; a short name is no part of a word, and no Latin name of a longer one.
    """
    forms: dict[str, set[int]] = defaultdict(set)
    for key, form in view.present.forms_within(text):
        forms[form.lower()].add(key)
    found: list[Standing] = []
    # İ has two characters in lower case, which would shift all that follows.
    lower, taken = "".join(c.lower() if len(c.lower()) == 1 else c for c in text), bytearray(len(text))
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        entities = view.entities_at(sorted(forms[form]))
        for span in _places(lower, form):
            if taken.find(1, span.start, span.end) < 0 and _is_word(text, span, edges):
                found.append(Standing(span, entities))
                taken[span.start : span.end] = b"\1" * len(form)
    return tuple(sorted(found, key=lambda s: s.span))


def _places(text: str, form: str) -> Iterator[Span]:
    at = text.find(form)
    while at >= 0:
        yield Span(at, at + len(form))
        at = text.find(form, at + 1)


def _is_word(text: str, span: Span, edges: Collection[int]) -> bool:
    def joined(left: str, right: str) -> bool:
        return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()

    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if (before and joined(before, text[span.start])) or (after and joined(text[span.end - 1], after)):
        return False
    return span.end - span.start > _SHORT or (span.start in edges and span.end in edges)
