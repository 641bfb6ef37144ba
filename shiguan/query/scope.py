"""What part of the record a question is about: whose, when, and how sure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from shiguan.ledger.presented import Outline
from shiguan.query.names import members
from shiguan.query.view import View
from shiguan.query.window import Fall, Window
from shiguan.records.claim import Certainty
from shiguan.records.views import Event

# Surest first. Opinions and forecasts are as little a deed done as what is planned; a denial is as firm as a report.
SURE = (Certainty.CONFIRMED, Certainty.REPORTED, Certainty.PLANNED, Certainty.RUMOURED)
_RANK = {c: SURE.index(c) for c in SURE} | {Certainty.FORECAST: 2, Certainty.OPINION: 2, Certainty.DENIED: 1}


@dataclass(frozen=True, slots=True)
class Scope:
    """``group`` as ``names.members`` takes it; ``since`` and ``until``, both included; how sure at least.

    None leaves that side open.
    """

    group: str | None = None
    since: date | None = None
    until: date | None = None
    min_certainty: Certainty | None = None

    @property
    def window(self) -> Window:
        """The stretch of time."""
        return Window(self.since, self.until)


EVERYTHING = Scope()


def rank(certainty: Certainty) -> int:
    """How far from sure: 0 confirmed, 1 reported (and denied), 2 planned, foreseen or thought, 3 rumoured."""
    return _RANK[certainty]


def within(view: View, scope: Scope, event_types: Collection[str]) -> tuple[Event, ...]:
    """The events of these types that the scope may hold, in order of type and id.

    Raises NotFoundError, AmbiguousError and InputError for the group.
    """
    return view.events_at([outline.key for outline in outlined(view, scope, view.present.event_keys(event_types))])


def outlined(view: View, scope: Scope, keys: Collection[int]) -> Iterator[Outline]:
    """As ``held``, of events by number, which need not be loaded for it."""
    if scope.group:
        of = view.present.keys(sorted(members(view, scope.group)))
        keys = sorted(set(keys) & set(view.present.events_with(sorted(of.values()))))
    found = view.present.outlines(keys)
    if (scope.since, scope.until, scope.min_certainty) == (None, None, None):
        return found
    least = None if scope.min_certainty is None else rank(scope.min_certainty)
    return (
        one
        for one in found
        if scope.window.falls(_day(one.start), _day(one.end)) is not Fall.OUTSIDE
        and (least is None or rank(Certainty(one.certainty)) <= least)
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def held(view: View, scope: Scope, events: Iterable[Event]) -> Iterator[Event]:
    """Those of the events that the scope may hold.

    Of a group are those in which an organisation of it plays any role; what only perhaps falls in the window is held.
    """
    of = members(view, scope.group) if scope.group else None
    least = None if scope.min_certainty is None else rank(scope.min_certainty)
    for event in events:
        whose = of is None or not of.isdisjoint(event.players)
        if whose and scope.window.holds(event) is not Fall.OUTSIDE and (least is None or rank(event.certainty) <= least):
            yield event
