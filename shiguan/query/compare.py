"""Two or more side by side: what is told of each, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shiguan.errors import InputError
from shiguan.query.among import Condition
from shiguan.query.measured import TYPES as MEASURING
from shiguan.query.measured import Measured, measured
from shiguan.query.money import Money, Sum, money_of
from shiguan.query.names import find_entity, with_members
from shiguan.query.posts import Post, Status, posts
from shiguan.query.ranks import Rank
from shiguan.query.rumours import RumoursQuestion, rumours
from shiguan.query.scope import EVERYTHING, Scope, held
from shiguan.query.standings import same_scope
from shiguan.query.timeline import by_time
from shiguan.query.view import View
from shiguan.query.window import Fall, Window
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, Exclusion
from shiguan.resolve.fates import Fate

_FIRM = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})
# Line, and the event types that are counted in it.
_COUNTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("releases", ("product_release",)),
    ("shutdowns", ("product_shutdown",)),
    ("prices", ("price_change",)),
    ("partnerships", ("partnership",)),
    ("disputes", ("lawsuit",)),
    ("turns", ("pivot", "abandonment")),
    ("layoffs", ("layoff",)),
    ("deals", ("acquisition",)),
    ("listings", ("listing",)),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one of those compared has in a line: a count from ``low`` (reported or confirmed) to ``high`` (with what is unsure).

    What falls in the time asked about only perhaps is in ``high`` only.

    Of money and measures also the ``amounts``, ``ranks`` and ``sums`` told, and how many rounds are ``undisclosed``.
    """

    low: int
    high: int
    events: tuple[Event, ...]
    amounts: tuple[Amount, ...] = ()
    ranks: tuple[Rank, ...] = ()
    sums: tuple[Sum, ...] = ()
    undisclosed: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One thing compared: ``key`` says which. ``measure``, ``words``, ``period`` and ``scope`` are told of a measure's line only.

    A line of a measure holds what is told of one period; ``apart`` where scopes or who counts differ, so that its figures do not
    compare.
    """

    key: str
    cells: tuple[Cell, ...]
    measure: str | None = None
    words: str = ""
    period: ValidTime | None = None
    scope: tuple[Condition, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Those compared, the lines in which something is told of one of them, and what is in no cell, with the reason."""

    entities: tuple[Entity, ...]
    lines: tuple[Line, ...]
    excluded: tuple[Exclusion, ...]


def compare(view: View, names: Sequence[str], today: date, scope: Scope = EVERYTHING) -> Comparison:
    """Those of these names side by side; ``today`` is the day up to which rumours are open where the view is as of no day.

    Raises InputError for fewer than two, NotFoundError and AmbiguousError for the names.
    """
    entities = tuple({e.id: e for e in (find_entity(view, name) for name in names)}.values())
    if len(entities) < 2:
        raise InputError("name two or more to compare; these are one")
    ids = [with_members(view, entity) for entity in entities]
    events = [tuple(sorted(held(view, scope, view.events_about(of)), key=by_time)) for of in ids]
    monies = [money_of(view, entity, of, scope) for entity, of in zip(entities, ids, strict=True)]
    lines = [
        *_people(events, ids, scope.window),
        *_money(monies, scope.window),
        *(Line(key, tuple(_counted(told, types, scope.window) for told in events)) for key, types in _COUNTED),
        Line("rumours", tuple(_rumours(view, entity, today, scope) for entity in entities)),
        *_measures(view, events, ids),
    ]
    told = tuple(line for line in lines if any(cell.events for cell in line.cells))
    return Comparison(entities, told, _excluded(told, events))


def _people(events: Sequence[Sequence[Event]], ids: Sequence[frozenset[str]], window: Window) -> Sequence[Line]:
    held_by = [posts(told, of) for told, of in zip(events, ids, strict=True)]
    came = ("appointment", "departure")
    return (
        Line("left", tuple(_posts(told, ("departure",), window, Status.LEFT, Status.LEAVING) for told in held_by)),
        Line("joined", tuple(_posts(told, came, window, Status.JOINED, Status.JOINING) for told in held_by)),
        Line("stays", tuple(_posts(told, ("departure",), window, Status.STAYS) for told in held_by)),
    )


def _posts(told: Sequence[Post], types: Sequence[str], window: Window, sure: Status, unsure: Status | None = None) -> Cell:
    """People of a status, each once, with the events of these types that tell it."""
    polarity = Polarity.NEGATED if sure is Status.STAYS else Polarity.AFFIRMED
    found = [
        (post, [e for e in post.events if e.event_type in types and e.polarity is polarity])
        for status in (sure, unsure)
        for post in told
        if post.status is status
    ]
    firm = sum(post.status is sure and any(_certain(e, window) for e in events) for post, events in found)
    return Cell(firm, len(found), tuple(e for _, events in found for e in events))


def _certain(event: Event, window: Window) -> bool:
    """Whether it is reported or confirmed (or denied so), and falls in the window for certain."""
    sure = event.certainty in _FIRM or event.polarity is Polarity.NEGATED
    return sure and window.holds(event) is Fall.INSIDE


def _counted(events: Sequence[Event], types: Sequence[str], window: Window) -> Cell:
    told = tuple(e for e in events if e.event_type in types and e.polarity is Polarity.AFFIRMED)
    return Cell(sum(_certain(e, window) for e in told), len(told), told)


def _rumours(view: View, entity: Entity, today: date, scope: Scope) -> Cell:
    still = rumours(view, RumoursQuestion(today, entity.id, Fate.OPEN), scope).rumours
    return Cell(len(still), len(still), tuple(one.event for one in still))


def _money(monies: Sequence[Money], window: Window) -> Sequence[Line]:
    rounds = []
    for money in monies:
        events = tuple(r.event for r in money.rounds if r.event.polarity is Polarity.AFFIRMED)
        sure = sum(_certain(e, window) for e in events)
        rounds.append(Cell(sure, len(events), events, sums=money.sums, undisclosed=money.undisclosed))
    latest = [[v for v in money.valuations if v.event.polarity is Polarity.AFFIRMED][-1:] for money in monies]
    valuations = tuple(Cell(len(v), len(v), tuple(x.event for x in v), amounts=tuple(x.amount for x in v)) for v in latest)
    return (Line("rounds", tuple(rounds)), Line("valuation", valuations))


def _measures(view: View, events: Sequence[Sequence[Event]], ids: Sequence[frozenset[str]]) -> Sequence[Line]:
    """A line for each measure that is told of two or more of them for one period."""
    groups: dict[tuple[str, str | None], list[list[tuple[Measured, Event]]]] = defaultdict(lambda: [[] for _ in ids])
    for column, (told, of) in enumerate(zip(events, ids, strict=True)):
        by_id = {e.id: e for e in told if e.event_type in MEASURING and e.polarity is Polarity.AFFIRMED}
        for one in measured(view, [(e, t) for e in by_id.values() for t in e.tellings]):
            if one.entity in of and one.measure and one.told.claim.certainty in _FIRM:
                groups[one.measure, one.period.when if one.period else None][column].append((one, by_id[one.event]))
    shared = {key: columns for key, columns in groups.items() if sum(bool(column) for column in columns) > 1}
    return [_measure(key[0], shared[key]) for key in sorted(shared, key=lambda k: (k[0], k[1] or "~"))]


def _measure(measure: str, columns: Sequence[Sequence[tuple[Measured, Event]]]) -> Line:
    every = [one for column in columns for one, _ in column]
    first = every[0]
    apart = any(not same_scope(first.scope, one.scope) or first.counter != one.counter for one in every)
    cells = tuple(
        Cell(
            low=len(column),
            high=len(column),
            events=tuple({e.id: e for _, e in column}.values()),
            amounts=tuple(dict.fromkeys(one.value for one, _ in column if one.value)),
            ranks=tuple(dict.fromkeys(one.rank for one, _ in column if one.rank)),
        )
        for column in columns
    )
    return Line("measure", cells, measure, first.words, first.period, () if apart else first.scope, apart)


def _excluded(lines: Sequence[Line], events: Sequence[Sequence[Event]]) -> tuple[Exclusion, ...]:
    """What is told not to be so, and stands in no cell for that."""
    shown = {e.id for line in lines for cell in line.cells for e in cell.events}
    types = {kind for _, kinds in _COUNTED for kind in kinds} | {"departure", "appointment", "funding", "valuation"}
    found: dict[str, Exclusion] = {}
    for event in (e for told in events for e in told):
        if event.polarity is Polarity.NEGATED and event.event_type in types and event.id not in shown:
            reason = "denied" if event.certainty is Certainty.DENIED else "said not to be so"
            found[event.id] = Exclusion(event.tellings[0], reason)
    return tuple(found.values())
