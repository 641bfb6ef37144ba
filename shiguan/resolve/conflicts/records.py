"""What a disagreement is: its kind, how grave it is, its sides and the likely cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shiguan.records.amount import Amount
from shiguan.records.document import Document
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import told_by


class ConflictKind(StrEnum):
    """In what the tellings disagree."""

    TIME = "time"
    TITLE = "title"
    NAME = "name"
    AMOUNT = "amount"
    ROUND = "round"
    METRIC = "metric"
    RANK = "rank"
    COUNT = "count"
    PARTY = "party"
    FOUNDERS = "founders"
    POST = "post"
    DENIAL = "denial"
    EXCEPTION = "exception"
    STAGE = "stage"
    EXTENT = "extent"
    REVERSAL = "reversal"
    FORECAST = "forecast"
    ORDER = "order"


class Severity(StrEnum):
    """Gravest first. CONTRADICTION: one must be wrong. TENSION: both can be so, read with care. COMPATIBLE: both are so."""

    CONTRADICTION = "contradiction"
    TENSION = "tension"
    COMPATIBLE = "compatible"


class Cause(StrEnum):
    """The likely cause; a guess by rule, never a verdict."""

    CURRENCY = "currency"
    ROUNDING = "rounding"
    BOUND = "bound"
    TOTAL = "total"
    PRE_POST = "pre_post"
    PERIOD = "period"
    SCOPE = "scope"
    HOUSE = "house"
    LATER = "later"
    ANNOUNCED = "announced"
    TITLES = "titles"
    MORE_NAMED = "more_named"
    SPELLING = "spelling"
    REPRINT = "reprint"
    DENIED = "denied"
    BORNE_OUT = "borne_out"
    PLANNED = "planned"
    PART = "part"
    MOVED = "moved"
    POST_ONLY = "post_only"
    EXCEPTION = "exception"
    MISSED = "missed"
    STALE = "stale"
    SEQUENCE = "sequence"
    ONE_CASE = "one_case"
    UNEXPLAINED = "unexplained"


EXPLANATIONS: Mapping[Cause, str] = {
    Cause.CURRENCY: "the figures are in different currencies, and about one sum at the usual rate",
    Cause.ROUNDING: "the figures differ by rounding only",
    Cause.BOUND: "one gives a lower or upper bound where the other gives the bare number",
    Cause.TOTAL: "one is a total of several, the other a part of it",
    Cause.PRE_POST: "one may be before the money of the round, the other after it",
    Cause.PERIOD: "the figures are of periods that overlap and are not the same",
    Cause.SCOPE: "they may count or mean different things: the scope or the measure is worded differently",
    Cause.HOUSE: "one tells it of the firm, the other of a unit or a product of the same house",
    Cause.LATER: "the later telling may replace the earlier",
    Cause.ANNOUNCED: "the times lie close together: one may be of the announcement, the other of the event or of the news",
    Cause.TITLES: "one person may hold several posts or be called by several titles",
    Cause.MORE_NAMED: "one names more than the other; both can be right",
    Cause.SPELLING: "the names differ by one character: one may be misspelt",
    Cause.REPRINT: "one passage is taken over from the other, or both from a third, with a change",
    Cause.DENIED: "told by some and denied by others",
    Cause.BORNE_OUT: "denied at first, told as a fact later",
    Cause.PLANNED: "one tells it as still to come, the other as done",
    Cause.PART: "they tell of different parts of a whole, or of different places to go to",
    Cause.MOVED: "the deal is denied, but people did move between the two",
    Cause.POST_ONLY: "who left is told to take another post in the same house: the post was left, perhaps not the firm",
    Cause.EXCEPTION: "a sweeping statement, and a case that it does not fit",
    Cause.MISSED: "what came is not what was expected",
    Cause.STALE: "the time words do not fit the day of publication: the passage may be older",
    Cause.SEQUENCE: "the order told and the dates told cannot both be right",
    Cause.ONE_CASE: "it may be one case under two descriptions",
    Cause.UNEXPLAINED: "nothing told explains the difference",
}
"""Each cause in words."""


@dataclass(frozen=True, slots=True)
class Side:
    """One way it is told: the value in words, the event it belongs to, and every telling that says so.

    Those that give the very value come first, then those that only agree with it; of each the first published first.
    """

    value: str
    event: str
    tellings: tuple[Told, ...]

    @property
    def published(self) -> date:
        """When it was first told; the calendar's first day where that is unknown."""
        return min(told_by(t) for t in self.tellings)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disagreement. ``explanation`` is the cause in words, ``detail`` a figure for it (``6.1 CNY/USD``) or empty.

    ``later`` is the index of the side first told later than every other; None where none is.
    """

    kind: ConflictKind
    severity: Severity
    subject: Entity | None
    sides: tuple[Side, ...]
    cause: Cause
    explanation: str
    detail: str
    later: int | None

    @property
    def published(self) -> date:
        """The last publication among the sides' first ones."""
        return max(side.published for side in self.sides)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared. ``entity_of`` goes by mention id; ``owners`` from a product's entity id to its firm's.

    ``by_type`` holds the events; ``document`` gives a document by id; ``amounts`` reads the amounts in a text.
    """

    by_type: Mapping[str, tuple[Event, ...]]
    entities: Mapping[str, Entity]
    entity_of: Mapping[str, Entity]
    owners: Mapping[str, str]
    document: Callable[[str], Document | None]
    amounts: Callable[[str], tuple[Amount, ...]]

    def of(self, *event_types: str) -> tuple[Event, ...]:
        """The events of these types."""
        return tuple(e for t in event_types for e in self.by_type.get(t, ()))

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, by type."""
        return tuple(e for events in self.by_type.values() for e in events)
