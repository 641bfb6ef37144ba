"""How many: events counted by who, where or when, and all that was left out, with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shiguan.errors import InputError
from shiguan.query.names import members
from shiguan.query.view import View
from shiguan.query.window import Fall, Window, bounds
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.views import Event, Exclusion, RoleValue, Tally, TallyRow

# The role that says whose event it is, first told first.
_ROLES_OF: Mapping[str, tuple[str, ...]] = {
    "org": ("org", "subject", "target", "defendant", "orgs"),
    "person": ("person", "speaker"),
    "destination": ("destination_org", "destination_activity"),
}
_PERIODS = ("month", "quarter", "year")
BY = (*_ROLES_OF, *_PERIODS)
# Of one person and one organisation, each of these is counted once, unless the times are clearly apart.
_ONCE = frozenset({"departure", "membership", "founding"})
_PERSONAL = _ONCE | {"appointment"}
_CLEARLY_APART_DAYS = 365
_SURE = (Certainty.CONFIRMED, Certainty.REPORTED, Certainty.PLANNED, Certainty.RUMOURED)
_ALWAYS_COUNTED = 2  # confirmed and reported


@dataclass(frozen=True, slots=True)
class TallyQuestion:
    """What to count. ``by`` is one of ``BY``; ``group`` as ``names.members`` takes it; ``since``, ``until`` both included.

    ``min_certainty``: None counts what is confirmed or reported, with rumours in ``high`` only; ``confirmed`` or ``reported``
    leaves out all that is less; ``planned`` and ``rumoured`` let in, as ``high``, what is planned too.
    """

    event_type: str
    by: str = "org"
    group: str | None = None
    since: date | None = None
    until: date | None = None
    min_certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class _Counted:
    """An event and whether it counts: in both, in ``high`` only, or in neither; the ``reason`` for less than both."""

    event: Event
    low: bool
    high: bool
    reason: str | None


_IN = (True, True, None)


def tally(view: View, question: TallyQuestion) -> Tally:
    """The events of a type, counted by a key.

    ``low`` counts distinct events that are reported or confirmed, ``high`` also those only rumoured. A departure counts once for
    a person and an organisation, however often and wherever told, unless the times lie more than a year apart; so do
    memberships and foundings. Left out, with the reason in words: what is denied or said not to be so (somebody
    is still in office), not yet in effect, outside the window, not of the group, and each further telling of what is
    counted. An event of unknown time is taken as news of the day it was first told (see ``window``); one whose time lies
    across a bound is in ``high`` only. Of people, only the named are counted. Raises InputError, NotFoundError, AmbiguousError.
    """
    if question.by not in BY:
        raise InputError(f"cannot count by {question.by!r}; choose one of {', '.join(BY)}")
    scope = members(view, question.group) if question.group else None
    judged = [_judge(e, question, scope) for e in view.events if e.event_type == question.event_type]
    counted, excluded = (
        _once([c for c in judged if c.high]) if question.event_type in _ONCE else ([c for c in judged if c.high], [])
    )
    for case in judged:
        if case.reason is not None:
            excluded += [Exclusion(told, case.reason) for told in case.event.tellings]
    for case in counted:
        excluded += _told_again(case)
    order = sorted(excluded, key=lambda x: (x.told.file, x.told.start, x.told.claim.id, x.reason))
    first = {x.told.claim.id: x for x in reversed(order)}
    return Tally(question.event_type, question.by, _rows(counted, question.by), tuple(reversed(first.values())))


def _judge(event: Event, question: TallyQuestion, scope: frozenset[str] | None) -> _Counted:
    """Whether the event counts; the first reason against it is the one given, what keeps it out altogether before the rest."""
    checks = [
        _polarity(event),
        _certainty(event, question.min_certainty),
        _scope(event, question.group, scope),
        _window(event, Window(question.since, question.until)),
        _named(event),
    ]
    reasons = sorted(((high, reason) for _, high, reason in checks if reason is not None), key=lambda r: r[0])
    low, high = (all(c[0] for c in checks), all(c[1] for c in checks))
    return _Counted(event, low, high, reasons[0][1] if reasons else None)


def _polarity(event: Event) -> tuple[bool, bool, str | None]:
    if event.polarity is Polarity.AFFIRMED:
        return _IN
    if event.certainty is Certainty.DENIED:
        return False, False, "denied"
    said = "still in office" if event.event_type == "departure" else "said not to be so"
    return False, False, said


def _certainty(event: Event, least: Certainty | None) -> tuple[bool, bool, str | None]:
    """Against the order confirmed, reported, planned, rumoured; opinions and forecasts go with what is planned."""
    rank = _SURE.index(event.certainty) if event.certainty in _SURE else _SURE.index(Certainty.PLANNED)
    allowed = None if least is None else (_SURE.index(least) if least in _SURE else len(_SURE) - 1)
    if rank < _ALWAYS_COUNTED:
        return _IN if allowed is None or rank <= allowed else (False, False, f"only {event.certainty}")
    rumoured = event.certainty is Certainty.RUMOURED
    if rumoured and (allowed is None or rank <= allowed):
        return False, True, "rumour only: in the high count, not in the low one"
    if not rumoured and allowed is not None and rank <= allowed:
        return False, True, "not yet in effect: in the high count, not in the low one"
    return False, False, "rumour only" if rumoured else "not yet in effect"


def _scope(event: Event, group: str | None, scope: frozenset[str] | None) -> tuple[bool, bool, str | None]:
    if scope is None:
        return _IN
    values = [value for role in _ROLES_OF["org"] for value in event.role(role)]
    if any(value.entity in scope for value in values):
        return _IN
    if not values:
        return False, False, "does not say of which organisation"
    return False, False, f"{values[0].text} is not one of {group}"


def _window(event: Event, window: Window) -> tuple[bool, bool, str | None]:
    match window.holds(event):
        case Fall.INSIDE:
            return _IN
        case Fall.OUTSIDE:
            return False, False, "outside the time window"
    words = "its time is too coarse" if event.valid_time else "its time is unknown"
    return False, True, f"{words} to be sure that it falls in the window: in the high count only"


def _named(event: Event) -> tuple[bool, bool, str | None]:
    if event.event_type not in _PERSONAL or any(value.entity for value in event.role("person")):
        return _IN
    return False, False, "names nobody, and who it is may be counted already"


def _once(counted: Sequence[_Counted]) -> tuple[list[_Counted], list[Exclusion]]:
    """Of the events of one person and one organisation, the best told; the others are told twice unless clearly apart."""
    kept: list[_Counted] = []
    repeats: list[Exclusion] = []
    ranked = sorted(
        counted, key=lambda c: (not c.low, not _of(c.event, "org"), -c.event.sources, -len(c.event.tellings), c.event.id)
    )
    for case in ranked:
        same = next((k for k in kept if _one_happening(k.event, case.event)), None)
        if same is None:
            kept.append(case)
        else:
            repeats += [Exclusion(told, f"already counted: the same as {same.event.id}") for told in case.event.tellings]
    return kept, repeats


def _one_happening(left: Event, right: Event) -> bool:
    mine, yours = ({v.entity for v in e.role("person") if v.entity} for e in (left, right))
    if not mine & yours:
        return False
    my_org, your_org = _of(left, "org"), _of(right, "org")
    if my_org and your_org and (my_org.entity or my_org.text) != (your_org.entity or your_org.text):
        return False
    (start, end), (other_start, other_end) = bounds(left), bounds(right)
    gaps = [(b - a).days for a, b in ((end, other_start), (other_end, start)) if a and b]
    return max(gaps, default=0) <= _CLEARLY_APART_DAYS


def _told_again(case: _Counted) -> list[Exclusion]:
    """The tellings of a counted event beyond the first that affirms it."""
    affirmed = [t for t in case.event.tellings if t.claim.polarity is Polarity.AFFIRMED]
    denying = [t for t in case.event.tellings if t.claim.polarity is Polarity.NEGATED]
    again = [Exclusion(told, f"already counted: the same as {case.event.id}") for told in affirmed[1:]]
    return again + [Exclusion(told, f"said not to be so, and affirmed since: {case.event.id}") for told in denying]


def _of(event: Event, by: str) -> RoleValue | None:
    return next((value for role in _ROLES_OF[by] for value in event.role(role)), None)


def _rows(counted: Sequence[_Counted], by: str) -> tuple[TallyRow, ...]:
    """One row a key, largest first; what does not say last."""
    cases: dict[tuple[str | None, str | None], list[_Counted]] = defaultdict(list)
    for case in counted:
        cases[_key(case.event, by)].append(case)
    rows = [
        TallyRow(key, sum(c.low for c in group), len(group), tuple(sorted((c.event for c in group), key=_by_time)))
        for (_, key), group in cases.items()
    ]
    if by in _PERIODS:
        return tuple(sorted(rows, key=lambda r: (r.key is None, r.key or "")))
    return tuple(sorted(rows, key=lambda r: (r.key is None, -r.low, -r.high, r.key or "", r.events[0].id)))


def _key(event: Event, by: str) -> tuple[str | None, str | None]:
    """What the event is counted under: an identity and how it is written; both None where the text does not say."""
    if by in _PERIODS:
        period = _period(event, by)
        return period, period
    value = _of(event, by)
    return (value.entity or value.text, value.text) if value else (None, None)


def _period(event: Event, by: str) -> str | None:
    """The month, quarter or year that the event's time lies within."""
    time = event.valid_time
    if time is None or time.start is None or time.end is None:
        return None
    first, last = (_written(day, by) for day in (time.start, time.end))
    return first if first == last else None


def _written(day: date, by: str) -> str:
    match by:
        case "month":
            return f"{day.year:04d}-{day.month:02d}"
        case "quarter":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return f"{day.year:04d}"


def _by_time(event: Event) -> tuple[date, date, str]:
    start, end = bounds(event)
    return (start or end or date.max, end or date.max, event.id)
