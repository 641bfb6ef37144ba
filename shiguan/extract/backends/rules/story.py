"""Whom a document is about at each of its sentences: the organisation that 公司 means, and that sentences leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from shiguan.extract.backends.rules.bystanders import Bystanders, is_source
from shiguan.extract.backends.rules.datelines import dateline
from shiguan.extract.backends.rules.phrases import Item
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind

# How much a mention brings an organisation to mind: chosen by how often the one most in mind is what a sentence of our
# training articles leaves out.
_FADES = 0.7  # with every sentence that names somebody
_FORGOTTEN = 1e-9  # of what is most in mind; sixty sentences ago
_FIRST = 2.0  # the subject of a paragraph's first sentence, where that of another one counts 1
_IN_PASSING = 0.6
_BACKER = 0.3  # where the opening does not name it
_WATCHER = 0.05
WEIGHTS = {
    "mind": 2.2,  # how much it is in mind beside the one most in mind, 0 to 1
    "opening": 0.35,  # how much it was so after the first sentence that named one
    "share": 2.9,  # how often the document names it, before here and behind, beside the other candidates, 0 to 1
    "near": 2.0,  # 1 / (1 + how many sentences ago it was named last)
    "paragraph": 2.55,  # named in this paragraph
    "first": 0.45,  # named in the first sentence, which is the title where there is one
    "backs": -0.65,
    "watches": -0.5,
}
"""What each feature of an organisation counts: a conditional logit, fitted by ``python -m training.story``."""
_RIVAL = 3.0  # so much less may the next one count, to be meant instead: odds of one to twenty; from 2 on features read the same
_BEGINS = re.compile(r"(?:^|[，,；;：:。“])(?:[^，,；;：:。“]{0,6}(?:公司|企业|集团|平台|品牌|厂商|厂|社区|龙头|商|银行))?[“「]?$")
_LEADS = re.compile(r"^[^，,；;：:。在与和从向对被由为]{0,12}$")


def _faded(mind: dict[str, float]) -> dict[str, float]:
    most = max(mind.values(), default=0.0)
    return {known: weight * _FADES for known, weight in mind.items() if not weight or weight > most * _FORGOTTEN}


def _beside_most(weights: Mapping[str, float]) -> dict[str, float]:
    most = max(weights.values(), default=0.0)
    return {known: weight / most for known, weight in weights.items()} if most else {}


@dataclass(slots=True)
class Story:
    """Moves through the document sentence by sentence.

    ``often`` is how often the whole of it names each organisation, by its fullest form.
    """

    bystanders: Bystanders = field(default_factory=Bystanders)
    often: Mapping[str, int] = field(default_factory=dict)
    _items: dict[str, Item] = field(default_factory=dict)
    _mind: dict[str, float] = field(default_factory=dict)
    _crowds: dict[str, float] = field(default_factory=dict)
    _opening: dict[str, float] = field(default_factory=dict)
    _first: frozenset[str] = frozenset()
    _named: dict[str, tuple[int, int | None]] = field(default_factory=dict)  # in which sentence and paragraph, last
    _aside: dict[str, tuple[bool, bool]] = field(default_factory=dict)  # whether it backs, and whether it watches
    _told: dict[str, float] | None = None  # how much each is what it is about here, once worked out
    _sentence: int = 0
    _paragraph: int | None = None
    _paragraph_before: int | None = None

    def turn_to(self, paragraph: int | None) -> None:
        """The sentence that is read next stands in this paragraph."""
        self._paragraph = paragraph
        self._told = None

    def note(self, said: Sequence[tuple[Item, Span]], text: str) -> None:
        """Who was the subject or named beside somebody in a sentence counts, above all in one that opens a paragraph; whoever is
        only a source does not at all, bystanders hardly."""
        opens = self._paragraph is not None and self._paragraph != self._paragraph_before
        self._paragraph_before = self._paragraph
        self._sentence += 1
        self._told = None
        if not said:
            return
        self._mind, self._crowds = _faded(self._mind), _faded(self._crowds)
        for place, (org, span) in enumerate(sorted(said, key=lambda s: s[1])):
            self._items[org.key] = org.elsewhere()
            group = org.name is not None and org.name.kind is MentionKind.GROUP
            weight = self._weight(org, span, text, opens=opens, first=place == 0)
            self._mind[org.key] = self._mind.get(org.key, 0.0) + (0.0 if group else weight)
            if weight:
                self._named[org.key] = (self._sentence, self._paragraph)
            if group:
                self._crowds[org.key] = self._crowds.get(org.key, 0.0) + weight
        if self._sentence == 1:
            self._first = frozenset(self._named)
        if not self._opening:
            self._opening = {known: weight for known, weight in self._mind.items() if weight}

    def _weight(self, org: Item, span: Span, text: str, *, opens: bool, first: bool) -> float:
        if is_source(text, span):
            return 0.0
        before = text[dateline(text) : span.start]
        begins = not text or _BEGINS.search(before) or (first and _LEADS.search(before))
        weight = (_FIRST if opens and first else 1.0) if begins else _IN_PASSING
        backs, watches = self._stands_aside(org)
        if watches:
            return weight * _WATCHER
        return weight * _BACKER if backs and org.key not in self._opening else weight

    def _stands_aside(self, org: Item) -> tuple[bool, bool]:
        if org.key not in self._aside:
            forms = (org.text, org.key)
            self._aside[org.key] = (self.bystanders.backs(*forms), self.bystanders.watches(*forms))
        return self._aside[org.key]

    def standing(self, org: Item) -> float:
        """How much an organisation is in mind beside the one that the story is about, 0 to 1; 1 where it was never named."""
        story = self.about()
        most = self._mind[story.key] if story else 0.0
        return min(1.0, self._mind.get(org.key, most) / most) if most else 1.0

    def counted(self) -> Item | None:
        """Of whom a count without a subject is: a group of firms where it is more in mind than any one firm, else the story's."""
        crowd = max(self._crowds, key=self._crowds.__getitem__, default=None)
        more = crowd is not None and self._crowds[crowd] >= max(self._mind.values(), default=0.0)
        return self._items[crowd] if crowd is not None and more else self.about()

    def about(self, without: Set[str] = frozenset()) -> Item | None:
        """The organisation that the story is about by now; the next, if it may be, where that is in ``without`` (texts)."""
        if self._told is None:
            self._told = {known: sum(WEIGHTS[f] * v for f, v in features.items()) for known, _, features in self.candidates()}
        at_least = max(self._told.values(), default=0.0) - _RIVAL
        meant = [k for k, much in self._told.items() if much >= at_least and without.isdisjoint((k, self._items[k].text))]
        return self._items[max(meant, key=self._told.__getitem__)] if meant else None

    def candidates(self) -> Iterator[tuple[str, Item, dict[str, float]]]:
        """Whom it may be about, by the fullest form of the name, with what ``WEIGHTS`` weighs."""
        mind, opening = _beside_most(self._mind), _beside_most(self._opening)
        share = _beside_most({known: self.often.get(known, 0) for known, weight in mind.items() if weight})
        for known in (k for k, weight in mind.items() if weight):
            sentence, paragraph = self._named[known]
            backs, watches = self._aside[known]
            yield (
                known,
                self._items[known],
                {
                    "mind": mind[known],
                    "opening": opening.get(known, 0.0),
                    "share": share.get(known, 0.0),
                    "near": 1 / (2 + self._sentence - sentence),
                    "paragraph": float(paragraph is not None and paragraph == self._paragraph),
                    "first": float(known in self._first),
                    "backs": float(backs),
                    "watches": float(watches),
                },
            )
