"""What the record comes to, computed when asked and never stored: entities, events, and the answers built of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.time import ValidTime


@dataclass(frozen=True, slots=True)
class Entity:
    """A cluster of mentions. ``name`` is the form most documents use; ``members`` are entity ids, for groups.

    ``mentions``: their ids in order; a view loads them when they are looked at, and so only as long as it is open.
    """

    id: str
    kind: MentionKind
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    mentions: Sequence[str] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: a claim, and the file, publisher and publication time of its document.

    ``start``, ``end`` and ``quote`` are in received coordinates.
    """

    claim: Claim
    file: str
    publisher: str | None
    published_at: ValidTime | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class RoleValue:
    """A value some telling gives a role: its text, its entity where it names one, and how many independent sources give it."""

    text: str
    entity: str | None
    support: int


@dataclass(frozen=True, slots=True)
class Event:
    """A cluster of claims that tell one happening; ``sources`` counts the independent ones among its tellings."""

    id: str
    event_type: str
    roles: tuple[tuple[str, tuple[RoleValue, ...]], ...]
    valid_time: ValidTime | None
    certainty: Certainty
    polarity: Polarity
    tellings: tuple[Told, ...]
    sources: int

    @property
    def players(self) -> frozenset[str]:
        """Ids of the entities that play a role in it."""
        return frozenset(value.entity for _, values in self.roles for value in values if value.entity)

    @property
    def outlets(self) -> int:
        """How many publishers tell it, copies or not; a document of unknown publisher counts by its file."""
        return len({told.publisher or told.file for told in self.tellings})

    def role(self, name: str) -> tuple[RoleValue, ...]:
        """The values of a role, best supported first; empty where nothing is told."""
        return dict(self.roles).get(name, ())


@dataclass(frozen=True, slots=True)
class TallyRow:
    """``low`` counts what is affirmed; ``high`` adds what is only rumoured. ``key`` is None where the text does not say.

    ``lifted``: of its events that are told of a product whose maker ``key`` is, the id, and the product's name.
    """

    key: str | None
    low: int
    high: int
    events: tuple[Event, ...]
    lifted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A telling that was looked at and not counted, and why, in words."""

    told: Told
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows, largest first, and everything left out of them.

    ``low`` and ``high`` are of all rows, ``more_rows`` of which are not given; ``left_out`` is how many tellings are not
    counted, of which ``excluded`` may give the first.
    """

    event_type: str
    by: str
    rows: tuple[TallyRow, ...]
    excluded: tuple[Exclusion, ...]
    low: int
    high: int
    more_rows: int
    left_out: int
