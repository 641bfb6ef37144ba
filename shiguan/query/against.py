"""One claim against the record: which event it tells, and what the record says to each part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shiguan.records.amount import Amount
from shiguan.records.claim import Claim, Polarity
from shiguan.records.document import Span
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import Played, agrees, days, event_time, played, same_amount
from shiguan.resolve.consensus import LIFE_CYCLE
from shiguan.resolve.events import EVENT_RULES, EventRule

TIME = "when"
# These happen once to whom they happen: told of another day, it is the same deed told otherwise.
_ONCE = frozenset(
    {"departure", "membership", "founding", "acquisition", "partnership", "product_release", "product_shutdown", "spin_off"}
)
# What happens again and again (rounds, layoffs) may be the one told only within a year of it.
_APART_DAYS = 366
_QUARTER_DAYS = 92
# Sums are rounded when retold.
_ROUNDING = Decimal("0.02")
# Words that count people: 22名, 22位 and 22人 are one number.
_PERSONS = "人"
_FOR_PERSONS = frozenset({"人", "名", "位", "people", "persons"})
_ANY = EventRule(("org", "person", "subject"))


class Says(StrEnum):
    """What an event says to a part of a claim; COARSER: it may be so, but the record does not say it as exactly."""

    AGREES = "agrees"
    COARSER = "coarser"
    DIFFERS = "differs"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Part:
    """A role's values, or the time (role ``when``), as the draft tells them; ``span`` in read coordinates."""

    role: str
    span: Span
    text: str
    value: Played | ValidTime


@dataclass(frozen=True, slots=True)
class Answer:
    """What the event says to the part: by which telling, and which other telling says otherwise."""

    part: Part
    says: Says
    told: Told | None = None
    otherwise: Told | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An event that may be the one a claim tells. ``same``: it is, as far as can be seen; else it is only the nearest."""

    event: Event
    answers: tuple[Answer, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim of a draft: its parts, and the claim itself."""

    claim: Claim
    parts: tuple[Part, ...]

    def of(self, role: str) -> tuple[Part, ...]:
        """The parts in that role."""
        return tuple(p for p in self.parts if p.role == role)


def rule_of(event_type: str) -> EventRule:
    """By what events of the type are told apart."""
    return EVENT_RULES.get(event_type, _ANY)


def best_match(telling: Telling, events: Iterable[Event], entity_of: Mapping[str, Entity]) -> Match | None:
    """Of the events of the claim's type the one that says most like it; None where none has to do with whom it is about."""
    rule = rule_of(telling.claim.event_type)
    block = next((role for role in (*rule.block, *rule.agree) if telling.of(role)), None)
    fitting = [e for e in events if e.event_type == telling.claim.event_type and block and _shares(telling, block, e, entity_of)]
    found = [_match(telling, block, event, entity_of, alone=len(fitting) == 1) for event in fitting if block]
    return min(found, key=_rank, default=None)


def _rank(match: Match) -> tuple[bool, int, int, int, int, str]:
    # Of what happens once a draft may have the day wrong: an event that tells no day is no likelier to be the one it tells.
    counted = [a for a in match.answers if not (match.same and match.event.event_type in _ONCE and _other_day(a))]
    counts = [sum(a.says is says for a in counted) for says in (Says.AGREES, Says.DIFFERS, Says.COARSER)]
    sure = LIFE_CYCLE.index(match.event.certainty)
    return (not match.same, counts[1] - counts[0], -counts[2], sure, -match.event.sources, match.event.id)


def _other_day(said: Answer) -> bool:
    return said.part.role == TIME and said.says is Says.DIFFERS


def _shares(telling: Telling, block: str, event: Event, entity_of: Mapping[str, Entity]) -> bool:
    mine = tuple(p.value for p in telling.of(block) if isinstance(p.value, Played))
    return any((yours := played(t.claim, block, entity_of)) and agrees(block, mine, yours) for t in event.tellings)


def _match(telling: Telling, block: str, event: Event, entity_of: Mapping[str, Entity], *, alone: bool) -> Match:
    whole = _telling_whole(telling, event, entity_of)
    answers = tuple(answer(part, event, entity_of, whole) for part in telling.parts)
    return Match(event, answers, _is_same(telling.claim.event_type, block, answers, event, alone=alone))


def _is_same(event_type: str, block: str, answers: Sequence[Answer], event: Event, *, alone: bool) -> bool:
    """Whether the event can be the one told, though parts of it be told otherwise.

    It is where nothing that tells such events apart differs. Where something does, something else that tells them apart must
    agree; but of what happens once, the time alone may differ.
    """
    telling_apart = {*rule_of(event_type).agree, TIME}
    differing = [a for a in answers if a.says is Says.DIFFERS and a.part.role in telling_apart]
    if not differing:
        return True
    agreeing = [a for a in answers if a.says is Says.AGREES and a.part.role in telling_apart and a.part.role != block]
    if event_type in _ONCE and {a.part.role for a in differing} == {TIME}:
        return alone or bool(agreeing)
    if any(a.part.role == TIME and _far(a.part.value, event) for a in differing):
        return False
    exact = [a for a in agreeing if not isinstance(a.part.value, ValidTime) or days(a.part.value) <= _QUARTER_DAYS]
    return bool(exact)


def _far(told: Played | ValidTime, event: Event) -> bool:
    other = event.valid_time
    return isinstance(told, ValidTime) and other is not None and not told.near(other, _APART_DAYS)


def _telling_whole(telling: Telling, event: Event, entity_of: Mapping[str, Entity]) -> frozenset[str]:
    """Ids of the claims that name all whom the draft's claim is about, not one of them only, and like it tell or deny."""
    rule = rule_of(telling.claim.event_type)
    named = [p for p in telling.parts if p.role in (*rule.block, *rule.agree) and isinstance(p.value, Played) and p.value.entity]
    alike = [t for t in event.tellings if t.claim.polarity is telling.claim.polarity]
    return frozenset(t.claim.id for t in alike if all(_says(p, t, entity_of) is Says.AGREES for p in named))


def answer(part: Part, event: Event, entity_of: Mapping[str, Entity], whole: frozenset[str] = frozenset()) -> Answer:
    """What the event's tellings say to a part; of those that agree the surest speaks, else of those that come nearest.

    Tellings of the claims ``whole`` speak before the others.
    """
    said: dict[Says, list[Told]] = {}
    for told in sorted(event.tellings, key=lambda t: (t.claim.id not in whole, LIFE_CYCLE.index(t.claim.certainty))):
        if told.claim.polarity is Polarity.AFFIRMED or event.polarity is Polarity.NEGATED:
            said.setdefault(_says(part, told, entity_of), []).append(told)
    for says in (Says.AGREES, Says.COARSER, Says.DIFFERS):
        if says in said:
            other = said.get(Says.DIFFERS, [None])[0] if says is not Says.DIFFERS else None
            return Answer(part, says, said[says][0], other)
    return Answer(part, Says.NOTHING)


def _says(part: Part, told: Told, entity_of: Mapping[str, Entity]) -> Says:
    if isinstance(part.value, ValidTime):
        return max_of(compare_times(part.value, time) for time in _times(part, told))
    values = played(told.claim, part.role, entity_of)
    return max_of(_compare(part.role, part.value, value) for value in values)


def _times(part: Part, told: Told) -> Iterator[ValidTime]:
    if part.role == TIME:
        time = event_time(told)
        if time:
            yield time
        return
    for argument in told.claim.values(part.role):
        if isinstance(argument.value, ValidTime):
            yield argument.value


def max_of(said: Iterable[Says]) -> Says:
    """What comes nearest to agreeing."""
    order = (Says.AGREES, Says.COARSER, Says.DIFFERS, Says.NOTHING)
    return min(said, key=order.index, default=Says.NOTHING)


def compare_times(mine: ValidTime, theirs: ValidTime) -> Says:
    """Agrees when what is told lies within what the draft tells: who says 2031 where March 2031 is on record says nothing wrong."""
    if not mine.overlaps(theirs):
        return Says.DIFFERS
    within = (mine.start or date.min) <= (theirs.start or date.min) and (theirs.end or date.max) <= (mine.end or date.max)
    return Says.AGREES if within else Says.COARSER


def compare_amounts(mine: Amount, theirs: Amount) -> Says:
    """Agrees when the quantity told lies within the draft's, rounding allowed; of another currency or unit nothing is said."""
    mine, theirs = of_people(mine), of_people(theirs)
    if mine.unit and theirs.unit and mine.unit != theirs.unit:
        return Says.NOTHING
    if not same_amount(mine, theirs):
        other = mine.currency and theirs.currency and mine.currency != theirs.currency
        same_figure = mine.low == theirs.low and mine.high == theirs.high
        return Says.NOTHING if other and not same_figure else Says.DIFFERS
    if _within(theirs, mine):
        return Says.AGREES
    return Says.DIFFERS if _other_bound(mine, theirs) else Says.COARSER


def of_people(amount: Amount) -> Amount:
    """The amount with one unit for people, whichever word counts them."""
    return replace(amount, unit=_PERSONS) if amount.unit in _FOR_PERSONS else amount


def _other_bound(left: Amount, right: Amount) -> bool:
    """Whether both tell a bound on the same side only, and the one is more than twice the other: over 3 is not over 33."""
    lows, highs = (left.low, right.low), (left.high, right.high)
    told = next((pair for pair, other in ((lows, highs), (highs, lows)) if None not in pair and set(other) == {None}), (None, None))
    return None not in told and max(abs(b) for b in told if b is not None) > 2 * min(abs(b) for b in told if b is not None)


def _within(inner: Amount, outer: Amount) -> bool:
    """Whether all that the inner quantity may be the outer one may be, rounding allowed."""
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low - abs(outer.low) * _ROUNDING)
    high = outer.high is None or (inner.high is not None and inner.high <= outer.high + abs(outer.high) * _ROUNDING)
    return low and high


def _compare(role: str, mine: Played, theirs: Played) -> Says:
    if mine.amount and theirs.amount:
        return compare_amounts(mine.amount, theirs.amount)
    return Says.AGREES if agrees(role, (mine,), (theirs,)) else Says.DIFFERS
