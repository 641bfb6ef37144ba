"""What the network sees in a document, before it is made into claims: names and events, with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from shiguan.records.document import Span


@dataclass(frozen=True, slots=True)
class SeenName:
    """A name; ``kind`` is one of ``labels.KINDS``, ``span`` in read coordinates, ``score`` 0 to 1."""

    kind: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class SeenRole:
    """A part of an event, in read coordinates; where it is a pronoun or 该公司, ``refers`` is the name it stands for."""

    role: str
    span: Span
    score: float
    refers: Span | None = None


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """An event; ``certainty`` with the probability of each of ``labels.CERTAINTIES``, ``negated`` the probability that it is.

    ``score`` is how likely there is such an event here at all.
    """

    type: str
    trigger: Span
    roles: tuple[SeenRole, ...]
    certainty: tuple[float, ...]
    negated: float
    score: float


@dataclass(frozen=True, slots=True)
class Sight:
    """Names and events of a document in text order."""

    names: tuple[SeenName, ...] = ()
    events: tuple[SeenEvent, ...] = ()
