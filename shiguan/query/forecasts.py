"""What was foreseen or planned, and whether it came: each held against what was told later, with the evidence for the mark."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from shiguan.errors import InputError
from shiguan.ledger.foretold import ForetoldStore, SaidRow
from shiguan.present.borne import SAID, Borne, Sought, foretold, horizon, is_fact, is_forecast, said_after, settled
from shiguan.query.names import find_entity, with_members
from shiguan.query.rumours import day_of
from shiguan.query.said import Identity, identities, published_by, said_of
from shiguan.query.scope import EVERYTHING, Scope, held, outlined
from shiguan.query.view import View
from shiguan.query.window import Fall, Window
from shiguan.records.claim import Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Told
from shiguan.resolve.events import EVENT_RULES
from shiguan.resolve.fates import Fate, planned, plans

Found = TypeVar("Found")


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
    """Whose forecasts and plans, or about whom (``name``; None: all), of which mark (None: any); ``today`` as for rumours.

    ``limit``: so many, those said last.
    """

    today: date
    name: str | None = None
    mark: str | None = None
    limit: int | None = None


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
    """Forecasts, then plans, each by publication; ``marks`` counts all, also those not given.

    ``as_of`` is the day their days are compared with.
    """

    as_of: date
    marks: tuple[tuple[Mark, int], ...]
    foreseen: tuple[Foreseen, ...]

    @property
    def total(self) -> int:
        """How many there are, of which ``foreseen`` may be those said last."""
        return sum(count for _, count in self.marks)


def forecasts(view: View, question: ForecastsQuestion, scope: Scope = EVERYTHING) -> Forecasts:
    """What was foreseen and planned, marked by what was told later; what nothing tells of stays open or untold.

    A forecast comes true or fails by a figure of the same subject, measure and unit, by a happening that it names with all its
    parties, or by what the text says of it right after; a plan by being told as done or off (``resolve.fates``). As of a day,
    only what had been published by then is told; the scope's window is that in which it was said. Raises InputError for a mark
    that is none, NotFoundError and AmbiguousError for names.
    """
    mark = _mark(question.mark)
    as_of = day_of(view, question.today)
    about = _About(view, question.name) if question.name else None
    if view.valid_at is None and about is None:
        fitting = [one for one in _kept(view, scope, as_of) if mark in (None, one.mark)]
        counted = Counter(one.mark for one in fitting)
        shown = tuple(_loaded(view, _latest(fitting, [one.said.told_end for one in fitting], question.limit)))
    else:
        told = [one for one in _concerning(view, about, scope, as_of) if mark in (None, one.mark)]
        counted, shown = Counter(one.mark for one in told), tuple(_latest(told, [_said_on(one) for one in told], question.limit))
    return Forecasts(as_of, tuple((m, counted[m]) for m in Mark if counted[m]), shown)


def _latest(found: Sequence[Found], days: Sequence[date | None], limit: int | None) -> Sequence[Found]:
    """Of what was said on these days the last so many, in their order."""
    if limit is None or limit >= len(found):
        return found
    last = sorted(range(len(found)), key=lambda i: (days[i] or date.min, i))[-limit:]
    return [found[i] for i in sorted(last)]


def _said_on(one: Foreseen) -> date | None:
    return one.said.published_at.end if one.said.published_at else None


@dataclass(frozen=True, slots=True)
class _Marked:
    """Something foreseen, by what is kept of it: the claim that says so, why it has its mark, the claims that show it."""

    said: SaidRow
    planned: bool
    why: Why
    evidence: tuple[str, ...]

    @property
    def mark(self) -> Mark:
        return _MARKS[self.why]


def _kept(view: View, scope: Scope, as_of: date) -> Iterator[_Marked]:
    """All that is foreseen and planned, as far as the scope may hold it, as it is kept beside the record."""
    store = ForetoldStore(view.store)
    bearing: dict[str, list[tuple[str, Borne]]] = defaultdict(list)
    for forecast, fact, how in store.bearing(as_of, SAID):
        bearing[forecast].append((fact, Borne(how)))
    found = []
    for said in store.forecasts():
        borne = settled(bearing.get(said.claim, ()))
        found.append(_Marked(said, False, _BORNE[borne[0]] if borne else _unborne(said.due, as_of), borne[1] if borne else ()))
    for plan in store.plans():
        kept_to = _kept_to(Fate(plan.fate))
        why = kept_to or _unborne(plan.said.due, as_of)
        found.append(_Marked(plan.said, True, why, (plan.settled,) if kept_to and plan.settled else ()))
    whole = replace(scope, since=None, until=None)
    events = {one.said.event for one in found}
    within = events if whole == EVERYTHING else {outline.key for outline in outlined(view, whole, events)}
    for one in found:
        if one.said.event in within and _falls_within(scope.window, one.said.told_start, one.said.told_end):
            yield one


def _loaded(view: View, found: Sequence[_Marked]) -> Iterator[Foreseen]:
    """What is kept, with the tellings and the events it is of."""
    events = dict(zip(keys := sorted({one.said.event for one in found}), view.events_in_order(keys), strict=True))
    told = {t.claim.id: t for event in events.values() for t in event.tellings}
    others = {claim for one in found for claim in (one.said.claim, *one.evidence)} - told.keys()
    told |= {t.claim.id: t for t in view.tellings_of(others)}
    for one in found:
        said = told[one.said.claim]
        evidence = tuple(told[claim] for claim in one.evidence)
        yield _foreseen(events[one.said.event], said, one.why, evidence, planned=one.planned)


def _foreseen(event: Event, said: Told, why: Why, evidence: tuple[Told, ...], *, planned: bool) -> Foreseen:
    by_when = said.claim.valid_time if planned else horizon(said)
    return Foreseen(event, planned, _speaker(said), _gist(said), by_when, said, _MARKS[why], why, evidence)


def _concerning(view: View, about: _About | None, scope: Scope, as_of: date) -> Iterator[Foreseen]:
    """What is foreseen by or about somebody, or as of a day."""
    if view.valid_at is not None:
        found = _told(view, scope, as_of)
    else:
        found = _loaded(view, [one for one in _kept(view, scope, as_of) if about is None or about.may_concern(one)])
    yield from (one for one in found if about is None or about.concerns(one))


def _told(view: View, scope: Scope, as_of: date) -> Iterator[Foreseen]:
    """What had been foreseen by the day of the view, held against all events that had been told."""
    events = said_of(view, tuple(EVENT_RULES))
    within = {event.id for event in held(view, replace(scope, since=None, until=None), events)}
    whose = identities(view, (t for event in events for t in event.tellings))
    for one in (*_forecasts(events, whose, as_of), *_plans(events, whose, as_of)):
        if one.event.id in within and _said_within(scope.window, one):
            yield one


def last(answer: Forecasts, limit: int) -> Forecasts:
    """Of what is foreseen there so many, those said last, as when they are asked for; all are counted."""
    return replace(answer, foreseen=tuple(_latest(answer.foreseen, [_said_on(one) for one in answer.foreseen], limit)))


def marked(answer: Forecasts, mark: str) -> Forecasts:
    """Of these forecasts and plans those that are marked so, as when they are asked for; InputError for a mark that is none."""
    wanted = _mark(mark)
    return _counted(answer.as_of, [one for one in answer.foreseen if one.mark is wanted])


def _counted(as_of: date, chosen: Collection[Foreseen]) -> Forecasts:
    counted = Counter(one.mark for one in chosen)
    return Forecasts(as_of, tuple((m, counted[m]) for m in Mark if counted[m]), tuple(chosen))


def _said_within(window: Window, one: Foreseen) -> bool:
    said = one.said.published_at
    return _falls_within(window, said.start if said else None, said.end if said else None)


def _falls_within(window: Window, start: date | None, end: date | None) -> bool:
    """Whether what was said then may have been in the window, which its own day may lie far outside of."""
    return window.falls(start, end) is not Fall.OUTSIDE


class _About:
    """Whether something foreseen is by, or about, whom the question names."""

    def __init__(self, view: View, name: str) -> None:
        self._ids = with_members(view, find_entity(view, name))
        self._names = tuple({form for i in self._ids for e in [view.entities[i]] for form in (e.name, *e.aliases) if len(form) > 1})
        self._view = view

    @cached_property
    def _events(self) -> frozenset[int]:
        of = self._view.present.keys(sorted(self._ids))
        return frozenset(self._view.present.events_with(sorted(of.values())))

    @cached_property
    def _claims(self) -> set[str]:
        return ForetoldStore(self._view.store).naming(self._names)

    def may_concern(self, one: _Marked) -> bool:
        """Whether it is worth loading: it is of an event of theirs, or a name stands in its words."""
        return one.said.event in self._events or one.said.claim in self._claims

    def concerns(self, one: Foreseen) -> bool:
        """Whether it is: they play a role in it, or a name of theirs stands in what is foreseen, or by whom."""
        texts = (one.gist, one.speaker or "", one.said.claim.evidence.quote)
        return not self._ids.isdisjoint(one.event.players) or any(name in text for name in self._names for text in texts)


def _forecasts(events: Sequence[Event], whose: Mapping[str, Identity], as_of: date) -> Iterator[Foreseen]:
    told = [(t, event) for event in events for t in event.tellings]
    found = list(_once(sorted((one for one in told if is_forecast(one[0])), key=lambda one: _order(one[0]))))
    sought = Sought(foretold(said, whose) for said, _ in found)
    bearing: dict[str, list[tuple[str, Borne]]] = defaultdict(list)
    by_document: dict[str, list[Told]] = defaultdict(list)
    for one, _ in told:
        by_document[one.claim.document].append(one)
        if is_fact(one) and published_by(one.published_at, as_of):
            for forecast, how in sought.by(one, whose):
                bearing[forecast].append((one.claim.id, how))
    at_hand = {one.claim.id: one for one, _ in told}
    for said, event in found:
        itself = said_after(said, by_document[said.claim.document])
        borne = settled([*bearing[said.claim.id], *([itself] if itself else [])])
        due = horizon(said)
        why = _BORNE[borne[0]] if borne else _unborne(due.end if due else None, as_of)
        yield _foreseen(event, said, why, tuple(at_hand[claim] for claim in borne[1]) if borne else (), planned=False)


def _once(told: Iterable[tuple[Told, Event]]) -> Iterator[tuple[Told, Event]]:
    """The first telling of each event: forecasts of one speaker that say the same are one."""
    first: dict[str, tuple[Told, Event]] = {}
    for one in told:
        first.setdefault(one[1].id, one)
    yield from first.values()


def _plans(events: Sequence[Event], whose: Mapping[str, Identity], as_of: date) -> Iterator[Foreseen]:
    by_id = {event.id: event for event in events}
    for chain in plans(events, whose):
        said, by = planned(chain), chain.verdict.by
        due = said.claim.valid_time
        kept_to = _kept_to(chain.verdict.fate)
        why = kept_to or _unborne(due.end if due else None, as_of)
        yield _foreseen(by_id[chain.events[0]], said, why, (by,) if by and kept_to else (), planned=True)


def _kept_to(fate: Fate) -> Why | None:
    match fate:
        case Fate.BORNE_OUT | Fate.DENIED_THEN_BORNE_OUT | Fate.PARTLY:
            return Why.HAPPENED
        case Fate.DENIED | Fate.WITHDRAWN:
            return Why.CALLED_OFF
    return None


def _unborne(due: date | None, as_of: date) -> Why:
    """The mark of what nothing on record bears on; ``due``: the last day by which it was to come."""
    if due is None:
        return Why.NO_DAY
    return Why.NOT_HEARD if due < as_of else Why.DAY_AHEAD


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
