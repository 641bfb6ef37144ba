"""The stretch of text that says something, and the names and values found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self, TypeAlias

from shiguan.ids import content_id
from shiguan.records.amount import Amount
from shiguan.records.document import Document, Span
from shiguan.records.time import ValidTime


@dataclass(frozen=True, slots=True)
class Evidence:
    """``quote`` is exactly ``span`` (read coordinates) of the document's text; build it with ``of``."""

    document: str
    span: Span
    quote: str

    @classmethod
    def of(cls, document: Document, span: Span) -> Evidence:
        """The evidence at a span; ValueError for an empty span or one outside the text."""
        if span.start == span.end or span.end > len(document.text):
            raise ValueError(f"no text at {span.start}:{span.end}")
        return cls(document.id, span, span.of(document.text))


class MentionKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORG = "org"
    PRODUCT = "product"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as one document uses it: ``name`` its fullest form there (simplified), ``aliases`` the other forms met there.

    ``evidence`` is where the fullest form first stands.
    """

    kind: MentionKind
    name: str
    aliases: tuple[str, ...]
    evidence: Evidence
    _id: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """One id per document, kind and name."""
        if self._id is None:  # worked out once, as a claim's
            object.__setattr__(self, "_id", content_id("m", self.evidence.document, self.kind, self.name))
        assert self._id is not None
        return self._id

    def known_as(self, identity: str) -> Self:
        """Itself, its id being known: as it comes off the record it need not be worked out again."""
        object.__setattr__(self, "_id", identity)
        return self


Value: TypeAlias = Mention | Amount | ValidTime | str


@dataclass(frozen=True, slots=True)
class Argument:
    """What plays a role in an event, and where the text says so. A role may be played by several arguments."""

    role: str
    value: Value
    evidence: Evidence

    @property
    def text(self) -> str:
        """The value as text: a mention's name, an amount's or time's expression, or the text itself."""
        match self.value:
            case Mention(name=name):
                return name
            case Amount(expression=expression) | ValidTime(expression=expression):
                return expression
            case text:
                return text
