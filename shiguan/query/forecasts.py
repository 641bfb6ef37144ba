"""What was foreseen or planned, and whether it came: each held against what was told later, with the evidence for the mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from shiguan.errors import InputError
from shiguan.query.borne import Borne, bearing, is_forecast
from shiguan.query.names import find_entity, with_members
from shiguan.query.rumours import day_of
from shiguan.query.said import Identity, identities, said_of
from shiguan.query.scope import EVERYTHING, Scope, held
from shiguan.query.view import View
from shiguan.query.window import Fall, Window
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Told
from shiguan.resolve.events import EVENT_RULES
from shiguan.resolve.fates import Chain, Fate, plans


class Mark(StrEnum):
    """What came of it, by what is on record."""

    COME_TRUE = "come_true"
    FAILED = "failed"
    OPEN = "open"
    CANNOT_TELL = "cannot_tell"


class Why(StrEnum):
    """Why something has its mark."""

    HAPPENED = "it is told as done"
    HAPPENED_NOT = "what was not to be is told as done"
    LATE = "it is told as done only after its day"
    REACHED = "the figure told later is what was foreseen"
    MISSED = "the figure told for its day is another"
    SAID_TRUE = "the text says that it came true"
    SAID_FAILED = "the text says that it fell short"
    CALLED_OFF = "said not to be so since"
    DAY_AHEAD = "its day has not come"
    NO_DAY = "names no day, and nothing on record bears on it"
    NOT_HEARD = "its day has passed, and nothing on record tells of it"


_MARKS = {
    Why.HAPPENED: Mark.COME_TRUE,
    Why.HAPPENED_NOT: Mark.FAILED,
    Why.LATE: Mark.FAILED,
    Why.REACHED: Mark.COME_TRUE,
    Why.MISSED: Mark.FAILED,
    Why.SAID_TRUE: Mark.COME_TRUE,
    Why.SAID_FAILED: Mark.FAILED,
    Why.CALLED_OFF: Mark.FAILED,
    Why.DAY_AHEAD: Mark.OPEN,
    Why.NO_DAY: Mark.OPEN,
    Why.NOT_HEARD: Mark.CANNOT_TELL,
}
_BORNE = {
    Borne.HAPPENED: Why.HAPPENED,
    Borne.HAPPENED_NOT: Why.HAPPENED_NOT,
    Borne.LATE: Why.LATE,
    Borne.REACHED: Why.REACHED,
    Borne.MISSED: Why.MISSED,
    Borne.SAID_TRUE: Why.SAID_TRUE,
    Borne.SAID_FAILED: Why.SAID_FAILED,
}


@dataclass(frozen=True, slots=True)
class ForecastsQuestion:
    """Whose forecasts and plans, or about whom (``name``; None: all), of which mark (None: any); ``today`` as for rumours."""

    today: date
    name: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One forecast, or one plan (``planned``): who said what by when, and what came of it, by which tellings.

    ``horizon`` is the time by which it was to come, None where none is told; ``event`` is the forecast's or the plan's own.
    """

    event: Event
    planned: bool
    speaker: str | None
    gist: str
    horizon: ValidTime | None
    said: Told
    mark: Mark
    why: Why
    evidence: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Forecasts:
    """Forecasts, then plans, each by publication; ``marks`` counts them; ``as_of`` is the day their days are compared with."""

    as_of: date
    marks: tuple[tuple[Mark, int], ...]
    foreseen: tuple[Foreseen, ...]


def forecasts(view: View, question: ForecastsQuestion, scope: Scope = EVERYTHING) -> Forecasts:
    """What was foreseen and planned, marked by what was told later; what nothing tells of stays open or untold.

    A forecast comes true or fails by a figure of the same subject, measure and unit, by a happening that it names with all its
    parties, or by what the text says of it right after; a plan by being told as done or off (``resolve.fates``). As of a day,
    only what had been published by then is told; the scope's window is that in which it was said. Raises InputError for a mark
    that is none, NotFoundError and AmbiguousError for names.
    """
    mark = _mark(question.mark)
    as_of = day_of(view, question.today)
    events = said_of(view, tuple(EVENT_RULES))
    about = _About(view, question.name) if question.name else None
    within = {event.id for event in held(view, replace(scope, since=None, until=None), events)}
    found = [*_forecasts(view, events, as_of), *_plans(view, events, as_of)]
    chosen = [
        one
        for one in found
        if one.event.id in within
        and _said_within(scope.window, one)
        and mark in (None, one.mark)
        and (about is None or about.concerns(one))
    ]
    return _counted(as_of, chosen)


def marked(answer: Forecasts, mark: str) -> Forecasts:
    """Of these forecasts and plans those that are marked so, as when they are asked for; InputError for a mark that is none."""
    wanted = _mark(mark)
    return _counted(answer.as_of, [one for one in answer.foreseen if one.mark is wanted])


def _counted(as_of: date, chosen: Collection[Foreseen]) -> Forecasts:
    counted = Counter(one.mark for one in chosen)
    return Forecasts(as_of, tuple((m, counted[m]) for m in Mark if counted[m]), tuple(chosen))


def _said_within(window: Window, one: Foreseen) -> bool:
    """Whether it may have been said in the window, which its own day may lie far outside of."""
    said = one.said.published_at
    return window.falls(said.start if said else None, said.end if said else None) is not Fall.OUTSIDE


class _About:
    """Whether something foreseen is by, or about, whom the question names."""

    def __init__(self, view: View, name: str) -> None:
        self._ids = with_members(view, find_entity(view, name))
        self._names = tuple({form for i in self._ids for e in [view.entities[i]] for form in (e.name, *e.aliases) if len(form) > 1})

    def concerns(self, one: Foreseen) -> bool:
        texts = (one.gist, one.speaker or "", one.said.claim.evidence.quote)
        return not self._ids.isdisjoint(one.event.players) or any(name in text for name in self._names for text in texts)


def _forecasts(view: View, events: Sequence[Event], as_of: date) -> Iterator[Foreseen]:
    bears = bearing(events, _identities(view, events))
    told = [(t, event) for event in events for t in event.tellings if is_forecast(t)]
    for said, event in _once(sorted(told, key=lambda one: _order(one[0]))):
        horizon = bears.horizon(said)
        borne = bears.on(said, horizon, as_of)
        why = _BORNE[borne.how] if borne else _unborne(horizon, as_of)
        evidence = borne.evidence if borne else ()
        yield Foreseen(event, False, _speaker(said), _gist(said), horizon, said, _MARKS[why], why, evidence)


def _identities(view: View, events: Iterable[Event]) -> dict[str, Identity]:
    return identities(view, (t for event in events for t in event.tellings))


def _once(told: Iterable[tuple[Told, Event]]) -> Iterator[tuple[Told, Event]]:
    """The first telling of each event: forecasts of one speaker that say the same are one."""
    first: dict[str, tuple[Told, Event]] = {}
    for one in told:
        first.setdefault(one[1].id, one)
    yield from first.values()


def _plans(view: View, events: Sequence[Event], as_of: date) -> Iterator[Foreseen]:
    by_id = {event.id: event for event in events}
    for chain in plans(events, _identities(view, events)):
        event = by_id[chain.events[0]]
        said = next(s.told for s in chain.steps if s.told.claim.certainty is Certainty.PLANNED)
        horizon = said.claim.valid_time
        why = _kept(chain) or _unborne(horizon, as_of)
        evidence = (chain.verdict.by,) if chain.verdict.by and why in (Why.HAPPENED, Why.CALLED_OFF) else ()
        yield Foreseen(event, True, _speaker(said), _gist(said), horizon, said, _MARKS[why], why, evidence)


def _kept(chain: Chain) -> Why | None:
    match chain.verdict.fate:
        case Fate.BORNE_OUT | Fate.DENIED_THEN_BORNE_OUT | Fate.PARTLY:
            return Why.HAPPENED
        case Fate.DENIED | Fate.WITHDRAWN:
            return Why.CALLED_OFF
    return None


def _unborne(horizon: ValidTime | None, as_of: date) -> Why:
    """The mark of what nothing on record bears on."""
    if horizon is None or horizon.end is None:
        return Why.NO_DAY
    return Why.NOT_HEARD if horizon.end < as_of else Why.DAY_AHEAD


def _speaker(told: Told) -> str | None:
    return told.claim.speaker or next((a.text for a in told.claim.values("speaker")), None)


def _gist(told: Told) -> str:
    """What is foreseen, as the claim says it: its gist, or the quote."""
    gist = next((a.text for a in told.claim.values("gist")), None)
    return gist if gist and told.claim.polarity is Polarity.AFFIRMED else told.claim.evidence.quote


def _order(told: Told) -> tuple[bool, date, str, int]:
    published = told.published_at.end if told.published_at else None
    return (published is None, published or date.min, told.claim.document, told.claim.evidence.span.start)


def _mark(given: str | None) -> Mark | None:
    if given is None:
        return None
    try:
        return Mark(given.replace("-", "_"))
    except ValueError:
        raise InputError(f"no mark of a forecast: {given!r}; choose one of {', '.join(Mark).replace('_', '-')}") from None
