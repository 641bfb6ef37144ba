"""How long people stay: time in post by organisation, as intervals, and the share still in post after so long."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

from shiguan.errors import InputError
from shiguan.ledger.rows import in_bulk
from shiguan.query.foundings import founded_on
from shiguan.query.moves import Move, moves
from shiguan.query.names import members
from shiguan.query.scope import EVERYTHING, Scope
from shiguan.query.stays import by_stay, comebacks
from shiguan.query.view import View
from shiguan.records.claim import Polarity
from shiguan.records.time import Precision, ValidTime
from shiguan.records.views import Event, RoleValue, Told
from shiguan.resolve.names import normal

# Days of a month and of a year on average (Gregorian calendar), to show days as months.
MONTH_DAYS = 30.4375
_Z = 1.96  # of the normal distribution: 95 %


@dataclass(frozen=True, slots=True)
class TenureQuestion:
    """``presumed``: who is not said to have left is counted as in post up to the as-of day, not up to when last told of."""

    scope: Scope = EVERYTHING
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """One person's time in post at one organisation, of one stay: ``least`` to ``most`` days, as exact as the two ends are told.

    ``ended``: a leaving is told; else it is censored: the person was still in post after so long. ``last``: where not ended, the
    day it is known up to. ``began`` and ``left`` are the events that tell the two ends.
    """

    person: RoleValue
    org: RoleValue
    positions: tuple[RoleValue, ...]
    start: ValidTime
    end: ValidTime | None
    last: date
    least: int
    most: int
    ended: bool
    began: tuple[Event, ...]
    left: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """After ``days`` in post the ``share`` still in post, ``low`` to ``high`` with 95 % confidence (None: not defined).

    ``at_risk`` were still followed just before, ``left`` of them left then.
    """

    days: int
    at_risk: int
    left: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Undated:
    """Somebody whose time in post cannot be said, and why."""

    person: RoleValue
    org: RoleValue
    reason: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class OrgTenure:
    """One organisation, or all together (``org`` None).

    ``shortest`` is the curve were every time in post its least, ``longest`` were it its most; ``median`` (days) is where each
    falls to a half, None where it does not.
    """

    org: RoleValue | None
    lives: tuple[Life, ...]
    ended: int
    shortest: tuple[Step, ...]
    longest: tuple[Step, ...]
    median: tuple[int | None, int | None]
    undated: tuple[Undated, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """All organisations together, then each, most people first; as of ``as_of`` (None: no day is told anywhere).

    ``presumed``: who is not said to have left was taken to be in post up to then.
    """

    as_of: date | None
    together: OrgTenure
    orgs: tuple[OrgTenure, ...]
    presumed: bool = False


@in_bulk()
def tenure(view: View, question: TenureQuestion = TenureQuestion()) -> Tenure:
    """Times in post by organisation.

    A post begins with an appointment or founding of which the time is told, or with a post told as held since then; it ends
    with a leaving of which the time is told. Who left at an untold time, or began at one, has no usable dates: the time at which
    somebody is only called a founder is none of the founding, nor is one after the leaving. A word for a trade is no employer. As
    of the view's ``valid_at``, else the last publication on record of these people. Who came back has a time in post for each
    stay. The scope's window holds those whose time in post has days in it. Raises
    NotFoundError, AmbiguousError and InputError for the scope's group.
    """
    scope = question.scope
    everything = Scope(None, None, None, scope.min_certainty)
    told = {kind: moves(view, kind, everything) for kind in ("departure", "appointment", "founding", "membership")}
    of = members(view, scope.group) if scope.group else None
    by_post: dict[tuple[str, str], dict[str, list[Move]]] = defaultdict(lambda: defaultdict(list))
    for kind, found in told.items():
        for move in found:
            if move.org and move.org.entity and move.person.entity and (of is None or move.org.entity in of):
                by_post[move.org.entity, move.person.entity][kind].append(move)
    posts_told = [_with_foundings(posts) for _, posts in sorted(by_post.items()) if not _of_trade(view, posts)]
    as_of = _as_of(view, (m for found in told.values() for m in found))
    stays = [stay for posts in posts_told for stay in _stays(posts)]
    cases = [_case(view, stay, as_of, presumed=question.presumed) for stay in stays]
    lives = [c for c in cases if isinstance(c, Life) and _in_window(c, scope)]
    undated = [c for c in cases if isinstance(c, Undated)]
    by_org: dict[str, tuple[list[Life], list[Undated]]] = defaultdict(lambda: ([], []))
    for life in lives:
        by_org[life.org.entity or ""][0].append(life)
    for one in undated:
        by_org[one.org.entity or ""][1].append(one)
    orgs = [_of_org((lived or without)[0].org, lived, without) for lived, without in by_org.values()]
    orgs.sort(key=lambda o: (-len(o.lives), -len(o.undated), o.org.text if o.org else ""))
    return Tenure(as_of, _of_org(None, lives, undated), tuple(orgs), question.presumed)


def _of_trade(view: View, posts: Mapping[str, Sequence[Move]]) -> bool:
    """Whether what is told as the employer is a word for a trade (机器人 of 机器人公司), not a name."""
    orgs = {normal(m.org.text) for told in posts.values() for m in told if m.org}
    return any(orgs & trade for trade in view.words.trades)


def _with_foundings(posts: Mapping[str, Sequence[Move]]) -> dict[str, Sequence[Move]]:
    """With the foundings dated as they are told to have been; nobody founds what they have left, so not after the leaving."""
    left = min((m.time.start for m in posts.get("departure", ()) if m.sure and m.time and m.time.start), default=date.max)
    found = {**posts}
    if "founding" in posts:
        dated = ((m, founded_on(m.tellings)) for m in posts["founding"])
        found["founding"] = [replace(m, time=t if t and t.start and t.start < left else None) for m, t in dated]
    return found


def _stays(posts: Mapping[str, Sequence[Move]]) -> list[dict[str, list[Move]]]:
    """The moves of each stay, by kind: a beginning after an end begins another."""
    times = {kind: [m.time for m in moved if m.sure and m.time] for kind, moved in posts.items()}
    starts = comebacks([*times.get("appointment", ()), *times.get("founding", ())], times.get("departure", ()))
    stays = []
    for stay in by_stay([(kind, m) for kind, moved in posts.items() for m in moved], starts, _day_of):
        by_kind: dict[str, list[Move]] = defaultdict(list)
        for kind, move in stay:
            by_kind[kind].append(move)
        stays.append(by_kind)
    return stays


def _day_of(told: tuple[str, Move]) -> date | None:
    """The day that says of which stay a move is: a leaving by its last day, all else by its first."""
    kind, move = told
    start, end = move.bounds()
    return end or start if kind == "departure" else start or end


def _as_of(view: View, found: Iterable[Move]) -> date | None:
    if view.valid_at:
        return view.valid_at
    return max((day for move in found for told in move.tellings if (day := _published(told))), default=None)


def _published(told: Told) -> date | None:
    return told.published_at.end if told.published_at else None


def _case(view: View, posts: Mapping[str, Sequence[Move]], as_of: date | None, *, presumed: bool) -> Life | Undated:
    """The time in post, or why it cannot be said."""
    every = [m for kind in ("departure", "appointment", "founding", "membership") for m in posts.get(kind, ())]
    person, org = every[0].person, every[0].org or every[0].person
    events = tuple(e for m in every for e in m.events)
    departures = posts.get("departure", ())
    began = _beginning(posts)
    if began is None:
        return Undated(person, org, "since when is not told", events)
    start, by = began
    left = next((m for m in departures if m.sure and (not m.time or _after(m.time, start))), None)
    if left is not None and left.time is None:
        return Undated(person, org, "left, but when is not told", events)
    end = left.time if left else None
    last = end.end if end and end.end else _last_seen(view, person, org, every, as_of, presumed=presumed)
    if last is None or start.start is None or last < start.start or (end and (end.start is None or end.end is None)):
        return Undated(person, org, "its times are open or do not fit together", events)
    latest = start.end or start.start
    first = end.start if end and end.start else last
    least = max(0, (first - latest).days)
    positions = tuple({p.text: p for m in every for p in m.positions}.values())
    most = max(least, (last - start.start).days)
    return Life(person, org, positions, start, end, last, least, most, end is not None, by, left.events if left else ())


def _after(end: ValidTime, start: ValidTime) -> bool:
    return start.start is None or end.end is None or end.end >= start.start


def _beginning(posts: Mapping[str, Sequence[Move]]) -> tuple[ValidTime, tuple[Event, ...]] | None:
    """The first time told of an appointment or founding; else since when a post is told to be held."""
    told = [(m.time, m.events) for kind in ("appointment", "founding") for m in posts.get(kind, ()) if m.sure and m.time]
    told += [(m.time, m.events) for m in posts.get("membership", ()) if m.sure and m.time and _since(m.time)]
    # Who is appointed in the month of leaving was given another post on leaving, and has been there since before.
    leaving = [(m.time.start, m.time.end) for m in posts.get("departure", ()) if m.sure and m.time]
    begun = [(t, e) for t, e in told if t.start and not any(a and b and a <= t.start <= b for a, b in leaving)]
    return min(begun, key=lambda c: (c[0].start or date.min, c[0].end or date.max), default=None)


def _since(time: ValidTime) -> bool:
    """Whether it is open towards now: 2021年起. A post told as of a day was held then, and nobody knows since when."""
    return time.precision is Precision.RANGE and time.start is not None and time.end is None


def _last_seen(
    view: View, person: RoleValue, org: RoleValue, every: Sequence[Move], as_of: date | None, *, presumed: bool
) -> date | None:
    """Up to when somebody is known to have been in post: when last told of there, also by being said not to have left."""
    if presumed:
        return as_of
    told = [t for m in every if m.events[0].event_type != "departure" for t in m.tellings]
    told += [
        t
        for event in view.events_about([person.entity or ""])
        if event.event_type == "departure" and any(v.entity == org.entity for v in event.role("org"))
        for t in event.tellings
        if t.claim.polarity is Polarity.NEGATED
    ]
    seen = max((day for one in told if (day := _published(one))), default=None)
    return min(seen, as_of) if seen and as_of else seen


def _in_window(life: Life, scope: Scope) -> bool:
    begun = life.start.start or date.min
    return (scope.until is None or begun <= scope.until) and (scope.since is None or life.last >= scope.since)


def _of_org(org: RoleValue | None, lives: Sequence[Life], undated: Sequence[Undated]) -> OrgTenure:
    ordered = tuple(sorted(lives, key=lambda x: (x.start.start or date.min, x.person.text)))
    shortest = kaplan_meier([(x.least, x.ended) for x in ordered])
    longest = kaplan_meier([(x.most, x.ended) for x in ordered])
    medians = (median(shortest), median(longest))
    return OrgTenure(org, ordered, sum(x.ended for x in ordered), shortest, longest, medians, tuple(undated))


def kaplan_meier(times: Sequence[tuple[int, bool]]) -> tuple[Step, ...]:
    """The share still in post after so many days, from (days, whether it ended then; else it was followed so long and no longer).

    The product-limit estimate: S(t) is the product over the times of leaving tᵢ ≤ t of 1 − dᵢ/nᵢ, with dᵢ leaving and nᵢ still
    followed just before. E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, Journal of the American
    Statistical Association 53 (1958), 457–481. The variance after M. Greenwood (1926): S² times the sum of dᵢ / (nᵢ (nᵢ − dᵢ));
    the bounds are S ± 1.96 times its root, cut to 0 and 1, and not defined once all have left. InputError for negative days.

    >>> [(s.days, round(s.share, 3)) for s in kaplan_meier([(6, True), (6, True), (6, True), (6, False), (7, True), (9, False)])]
    [(6, 0.5), (7, 0.25)]
    """
    if any(days < 0 for days, _ in times):
        raise InputError("a time in post cannot be negative")
    leaving = Counter(days for days, ended in times if ended)
    steps: list[Step] = []
    share, spread = 1.0, 0.0
    for days, left in sorted(leaving.items()):
        at_risk = sum(1 for other, _ in times if other >= days)
        share *= 1 - left / at_risk
        if at_risk > left:
            spread += left / (at_risk * (at_risk - left))
            reach = _Z * share * sqrt(spread)
            steps.append(Step(days, at_risk, left, share, max(0.0, share - reach), min(1.0, share + reach)))
        else:
            steps.append(Step(days, at_risk, left, 0.0, None, None))
    return tuple(steps)


def median(steps: Sequence[Step]) -> int | None:
    """The days after which half or fewer are still in post; None where more than half are to the end."""
    return next((step.days for step in steps if step.share <= 0.5), None)
