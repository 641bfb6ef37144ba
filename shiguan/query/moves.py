"""Who left, joined, held or founded what: all that is told of one person and one organisation, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from shiguan.query.names import members
from shiguan.query.scope import EVERYTHING, Scope, held, rank
from shiguan.query.view import View
from shiguan.query.window import Fall, Window, bounds
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, RoleValue, Told
from shiguan.resolve.consensus import valid_time
from shiguan.resolve.names import normal

PERSONAL = ("departure", "appointment", "membership", "founding")
# What is told of one person and one organisation more than a year apart is told of two moves.
_CLEARLY_APART_DAYS = 365
_OF_PRODUCTS = ("product_release", "product_shutdown", "price_change")
_SAID_SO = rank(Certainty.REPORTED)
# Why what is on record is perhaps not in the time asked about.
UNDATED = "undated: perhaps not in the time counted"
TOO_COARSE = "its time is too coarse to be sure that it is in the time counted"


@dataclass(frozen=True, slots=True)
class Dated:
    """A time that a telling gives."""

    time: ValidTime
    told: Told


@dataclass(frozen=True, slots=True)
class Move:
    """A person's leaving (joining, holding, founding) of an organisation; every post and time told of it, with the support.

    ``events`` are those that tell it, best told first; ``time`` is what most tellings agree to, None where none is told.
    ``sure``: some event of it is reported or confirmed, not only rumoured or planned. ``told_of``: the product it is told of where
    ``org`` is the one organisation that is told to make it; else None. ``inside``: it falls in the time asked about for certain,
    not only perhaps.
    """

    person: RoleValue
    org: RoleValue | None
    positions: tuple[RoleValue, ...]
    time: ValidTime | None
    times: tuple[Dated, ...]
    sure: bool
    events: tuple[Event, ...]
    told_of: str | None = None
    inside: bool = True

    def role(self, name: str) -> tuple[RoleValue, ...]:
        """The values that its events give a role, best supported first."""
        return united(self.events, name)

    @property
    def tellings(self) -> tuple[Told, ...]:
        """Those that affirm it, by publication."""
        told = [t for e in self.events for t in e.tellings if t.claim.polarity is Polarity.AFFIRMED]
        return tuple(sorted(told, key=lambda t: (*published(t), t.claim.document, t.start, t.claim.id)))

    @property
    def first_told(self) -> Told:
        """The telling published first."""
        return self.tellings[0]

    def bounds(self) -> tuple[date | None, date | None]:
        """First and last day it may have happened on: its time, or up to its first publication."""
        if self.time:
            return self.time.start, self.time.end
        known = [t.published_at.end for t in self.tellings if t.published_at and t.published_at.end]
        return None, min(known, default=None)


def published(told: Told) -> tuple[bool, date]:
    """By publication, unknown last."""
    day = told.published_at.end if told.published_at else None
    return (day is None, day or date.max)


def moves(view: View, event_type: str, scope: Scope = EVERYTHING) -> tuple[Move, ...]:
    """The moves of a type (one of ``PERSONAL``) of people who are named, that the scope may hold; by person and time.

    What is denied, thought or foreseen is none. Who left a product left the organisation that makes it. Raises NotFoundError,
    AmbiguousError and InputError for the scope's group.
    """
    of = members(view, scope.group) if scope.group else None
    makers = _makers(view) if event_type == "departure" else {}
    told: dict[str, list[tuple[RoleValue, Event]]] = defaultdict(list)
    for event in held(view, replace(scope, group=None), view.events_of([event_type])):
        whose = event.players | {v.entity for v in _orgs(event, makers)}
        if happens(event) and (of is None or not of.isdisjoint(whose)):
            for person in _people(event):
                told[person.entity or ""].append((person, event))
    moved = [_move(person, group, makers) for cases in told.values() for person, group in _grouped(cases, makers)]
    found = [replace(move, inside=certainly_in(scope.window, move.events)) for move in moved]
    return tuple(sorted(found, key=_order))


def nameless(view: View, event_type: str, scope: Scope = EVERYTHING) -> tuple[Event, ...]:
    """The events of the type that name nobody: teams, and people described but not named."""
    return tuple(e for e in held(view, scope, view.events_of([event_type])) if happens(e) and not _people(e))


def happens(event: Event) -> bool:
    """Whether it is told as a thing that happens, were it by rumour or for later."""
    return event.polarity is Polarity.AFFIRMED and event.certainty not in (Certainty.OPINION, Certainty.FORECAST)


def certainly_in(window: Window, events: Iterable[Event]) -> bool:
    """Whether one of the surest of the events falls in the window for certain: what is told undated may have been at any time."""
    found = tuple(events)
    sure = [e for e in found if rank(e.certainty) <= _SAID_SO] or found
    return any(window.holds(e) is Fall.INSIDE for e in sure)


def _makers(view: View) -> Mapping[str, RoleValue]:
    """By a product's normal name the organisation that makes it, where only one is told to, and the name is no organisation's."""
    makers: dict[str, dict[str, RoleValue]] = defaultdict(dict)
    for event in (e for e in view.outlines_of(_OF_PRODUCTS) if e.polarity is Polarity.AFFIRMED):
        for product in event.role("product"):
            makers[normal(product.text)].update({v.entity: v for v in event.role("org") if v.entity})
    orgs = {normal(v.text) for found in makers.values() for v in found.values()}
    return {
        name: next(iter(found.values()))
        for name, found in makers.items()
        if len(found) == 1 and name not in orgs and (MentionKind.ORG, name) not in view.words.known
    }


def _orgs(event: Event, makers: Mapping[str, RoleValue]) -> tuple[RoleValue, ...]:
    """The organisations it tells of, for a product its maker."""
    return tuple(makers.get(normal(v.text), v) for v in event.role("org"))


def _people(event: Event) -> tuple[RoleValue, ...]:
    named = tuple(v for v in event.role("person") if v.entity)
    return named if event.event_type == "founding" else named[:1]


def _grouped(cases: list[tuple[RoleValue, Event]], makers: Mapping[str, RoleValue]) -> Iterator[tuple[RoleValue, list[Event]]]:
    """The events of one person by organisation and time; one that names no organisation goes to the best told that fits."""
    groups: list[tuple[RoleValue, list[Event]]] = []
    for person, event in sorted(cases, key=lambda c: _best_told(c[1])):
        fitting = next((g for _, g in groups if all(_one(event, other, makers) for other in g)), None)
        if fitting is None:
            groups.append((person, [event]))
        else:
            fitting.append(event)
    yield from groups


def _best_told(event: Event) -> tuple[bool, bool, int, int, str]:
    return (rank(event.certainty) > _SAID_SO, not event.role("org"), -event.sources, -len(event.tellings), event.id)


def _one(left: Event, right: Event, makers: Mapping[str, RoleValue]) -> bool:
    mine, yours = ({v.entity or v.text for v in _orgs(e, makers)} for e in (left, right))
    if mine and yours and not mine & yours:
        return False
    (start, end), (other_start, other_end) = bounds(left), bounds(right)
    gaps = [(b - a).days for a, b in ((end, other_start), (other_end, start)) if a and b]
    return max(gaps, default=0) <= _CLEARLY_APART_DAYS


def united(events: Iterable[Event], role: str) -> tuple[RoleValue, ...]:
    """The values that several events give a role, each once with all its support, best supported first."""
    found: dict[str, RoleValue] = {}
    for value in (v for event in events for v in event.role(role)):
        key = value.entity or value.text
        found[key] = replace(found[key], support=found[key].support + value.support) if key in found else value
    return tuple(sorted(found.values(), key=lambda v: (-v.support, v.text, v.entity or "")))


def _move(person: RoleValue, events: Iterable[Event], makers: Mapping[str, RoleValue]) -> Move:
    found = tuple(events)
    org = next(iter(united(found, "org")), None)
    whole = makers.get(normal(org.text)) if org else None
    told = [t for e in found for t in e.tellings if t.claim.polarity is Polarity.AFFIRMED]
    return Move(
        person=next((v for v in united(found, "person") if v.entity == person.entity), person),
        org=whole or org,
        positions=united(found, "position"),
        time=valid_time(told, {t.claim.id: t.claim.document for t in told}),
        times=tuple(_dated(told)),
        sure=any(rank(e.certainty) <= _SAID_SO for e in found),
        events=found,
        told_of=org.text if whole and org else None,
    )


def _dated(told: Iterable[Told]) -> Iterator[Dated]:
    """Each time told, once, by its beginning; of several tellings that give it the first published."""
    first: dict[str, Dated] = {}
    for one in sorted(told, key=published):
        time = one.claim.valid_time
        if time and time.when not in first:
            first[time.when] = Dated(time, one)
    yield from sorted(first.values(), key=lambda d: (d.time.start or date.min, d.time.when))


def _order(move: Move) -> tuple[bool, date, date, str, str]:
    start, end = move.bounds()
    return (move.time is None, start or end or date.max, end or date.max, move.person.text, move.events[0].id)
