"""A claimed total set against the record of the same thing: who is named, how many are not, and what the claims leave for the rest.

Claims nest and are never added to what holds them: 22 of a group since last year, 12 of them this half-year, 7 of one company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from shiguan.errors import InputError
from shiguan.query.counts import Count, Counted, counts
from shiguan.query.flows import arrival
from shiguan.query.moves import PERSONAL, TOO_COARSE, UNDATED, Dated, Move, happens, moves, united
from shiguan.query.names import members
from shiguan.query.scope import EVERYTHING, Scope, held, rank
from shiguan.query.view import View
from shiguan.query.window import Fall, Window, bounds
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Exclusion, RoleValue

# Who is counted by such a word holds a post above the rank and file …
_ABOVE = re.compile(r"高管|高级管理|管理层|高层|领导|executive|leader", re.IGNORECASE)
# … and these posts are not, unless something in them says otherwise.
_RANK_AND_FILE = re.compile(
    r"研究员|研究人员|工程师|程序员|分析师|设计师|员工|记者|编辑|主播|专员|助理|讲师|交易员|产品经理|项目经理|实习|"
    r"researcher|engineer|analyst|staff",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"首席|总|负责|主管|主任|主席|院长|所长|部长|创始|创办|联创|合伙|董事|行长|牵头|掌门|CEO|CTO|CFO|COO|VP|chief|head|lead|director|"
    r"president|founder|partner",
    re.IGNORECASE,
)
_NOT_SAID = "not named by the article that counts: whether among those counted is not said"
_OF = ("org", "subject", "target", "defendant", "orgs")
_THING = ("product", "round", "unit", "acquirer", "plaintiff", "investors", "status", "step", "change", "amount", "subject")


@dataclass(frozen=True, slots=True)
class ReconcileQuestion:
    """What is counted and where; ``claimed`` of ``of`` (default: the scope's group) is a total given by hand."""

    counted: Counted
    scope: Scope = EVERYTHING
    claimed: Amount | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One of those on record: a person who left, a round, a product.

    ``positions`` are those told of the leaving, then those the person is told to have held there. ``arrival``: the event of its own
    that ``went_to`` is taken from, where the leaving was told without it. ``sure``: reported or confirmed, not only rumoured or
    planned. ``doubts``: why it may not be among those counted; ``notes``:
    what else there is to know, without a doubt.
    """

    name: str
    entity: str | None
    org: RoleValue
    positions: tuple[RoleValue, ...]
    time: ValidTime | None
    times: tuple[Dated, ...]
    went_to: tuple[RoleValue, ...]
    sure: bool
    events: tuple[Event, ...]
    arrival: Event | None = None
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def bounds(self) -> tuple[date | None, date | None]:
        """First and last day it may have happened on: its time, or up to its first publication."""
        if self.time:
            return self.time.start, self.time.end
        return None, min((end for _, end in map(bounds, self.events) if end), default=None)


@dataclass(frozen=True, slots=True)
class Line:
    """A claimed total and the record of the same. ``within``: number of the line whose total holds this one.

    ``named`` may all be among those counted, the ``firm`` of them are without doubt; ``beside`` are of the organisation but not of
    the time counted. ``unnamed``: at least so many of those counted are not on record, no fewer than of the totals within it;
    ``unnamed_firm``: so many, if only the firm are counted; ``over``: so many more than are claimed are on record without doubt.
    All None where nothing is claimed.
    """

    subject: str
    whose: tuple[str, ...]
    claimed: Count | None
    within: int | None
    named: tuple[Named, ...]
    firm: int
    beside: tuple[Named, ...]
    unnamed: int | None
    unnamed_firm: int | None
    over: int | None


@dataclass(frozen=True, slots=True)
class Remainder:
    """What the totals of lines ``parts`` leave of the total of line ``of``: ``low`` to ``high`` (None: at least).

    It is left for ``orgs``; or, where ``orgs`` is empty, for the days ``start`` to ``end``. Of it are on record ``named``, and
    ``perhaps`` those of whom there is a doubt.
    """

    of: int
    parts: tuple[int, ...]
    low: int
    high: int | None
    orgs: tuple[str, ...]
    start: date | None
    end: date | None
    named: tuple[str, ...]
    perhaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Lines, those that hold others first; what they leave; and the counts that were not used."""

    event_type: str
    lines: tuple[Line, ...]
    remainders: tuple[Remainder, ...]
    excluded: tuple[Exclusion, ...]


def reconcile(view: View, question: ReconcileQuestion) -> Reconciliation:
    """Every claimed total of the kind against those on record.

    With a group (or ``of``), each of its organisations has a line, also where nothing is claimed of it. Raises NotFoundError,
    AmbiguousError and InputError for names, and InputError for a total given by hand that is of nobody.
    """
    scope = question.scope if question.scope.group else replace(question.scope, group=question.of)
    claimed, excluded = counts(view, question.counted, scope)
    if question.claimed is not None or question.of is not None:
        claimed = (_by_hand(view, question), *claimed)
    found = tuple(_on_record(view, question.counted.event_type, scope))
    of = members(view, scope.group) if scope.group else frozenset()
    silent = sorted(of - {c.whose[0] for c in claimed if len(c.whose) == 1})
    ordered = _ordered(claimed)
    lines = _with_parts([_line(view, count, ordered, found, scope) for count in ordered])
    lines += sorted((_silent(view, org, found, scope) for org in silent), key=lambda line: (-len(line.named), line.subject))
    return Reconciliation(question.counted.event_type, tuple(lines), tuple(_remainders(view, lines)), excluded)


def _by_hand(view: View, question: ReconcileQuestion) -> Count:
    of, amount = question.of or question.scope.group, question.claimed
    if amount is None or of is None:
        raise InputError("a total given by hand needs a number and a name: --claimed 22 --of NAME")
    low = int((amount.low or Decimal(0)).to_integral_value(ROUND_CEILING))
    high = None if amount.high is None else int(amount.high.to_integral_value(ROUND_FLOOR))
    return Count(of, tuple(sorted(members(view, of))), low, high, "", question.scope.since, question.scope.until, ())


def _ordered(claimed: Sequence[Count]) -> list[Count]:
    """By subject, the widest and largest first; of a subject what holds others before them."""
    best: dict[tuple[str, ...], int] = {}
    for count in claimed:
        best[count.whose] = max(best.get(count.whose, 0), count.low)

    def order(count: Count) -> tuple[int, int, tuple[str, ...], bool, int, date]:
        held_by_own = any(count.within(other) and other.whose == count.whose for other in claimed)
        return (-len(count.whose), -best[count.whose], count.whose, held_by_own, -count.low, count.end or date.max)

    return sorted(claimed, key=order)


def _holder(count: Count, claimed: Sequence[Count]) -> int | None:
    """The narrowest count that holds it."""

    def narrow(i: int) -> tuple[int, int, int]:
        other = claimed[i]
        days = (other.end - other.start).days if other.start and other.end else date.max.toordinal()
        return (len(other.whose), days, other.low)

    return min((i for i, other in enumerate(claimed) if count.low and count.within(other)), key=narrow, default=None)


def _on_record(view: View, event_type: str, scope: Scope) -> Iterator[Named]:
    """Everything of the type that names somebody and an organisation."""
    if event_type in PERSONAL:
        for move in moves(view, event_type, scope):
            if move.org is not None:
                yield _person(view, move, move.org)
        return
    for event in held(view, scope, view.events_of([event_type])):
        org = next((v for role in _OF for v in event.role(role) if v.entity), None)
        if org is not None and happens(event) and not event.role("count"):  # a number of them is no one of them
            yield _thing(event, org)


def _person(view: View, move: Move, org: RoleValue) -> Named:
    person = move.person.entity or ""
    told = [e for e in view.events_about([person]) if happens(e) and any(v.entity == person for v in e.role("person"))]
    there = {org.entity, *(v.entity for e in move.events for v in e.role("org"))}
    held_there = [e for e in told if e.event_type == "membership" and any(v.entity in there for v in e.role("org"))]
    posts = {p.text: p for p in (*united(held_there, "position"), *move.positions)}
    positions = (*move.positions, *(p for text, p in posts.items() if text not in {q.text for q in move.positions}))
    went, by = (*move.role("destination_org"), *move.role("destination_activity")), None
    if not went and move.events[0].event_type == "departure":
        after = arrival(move, [e for e in told if e.event_type in ("appointment", "founding", "membership")])
        went, by = (_place(after[0]), after[0]) if after else ((), None)
    notes = (f"told to have left {move.told_of}, which is of {org.text}",) if move.told_of else ()
    return Named(move.person.text, person, org, positions, move.time, move.times, went, move.sure, move.events, by, notes=notes)


def _place(event: Event) -> tuple[RoleValue, ...]:
    return (*event.role("position")[:1], *event.role("org")[:1])


def _thing(event: Event, org: RoleValue) -> Named:
    values = (event.role(role) for role in _THING)
    name = next((v for told in values for v in told if v.entity != org.entity or v.entity is None), None)
    times = tuple(
        Dated(t.claim.valid_time, t) for t in event.tellings if t.claim.valid_time and t.claim.polarity is Polarity.AFFIRMED
    )
    sure = rank(event.certainty) <= rank(Certainty.REPORTED)
    return Named(
        name.text if name else org.text, name.entity if name else None, org, (), event.valid_time, times[:1], (), sure, (event,)
    )


def _line(view: View, count: Count, claimed: Sequence[Count], found: Iterable[Named], scope: Scope) -> Line:
    holder = _holder(count, claimed)
    narrowed = holder is not None and claimed[holder].whose == count.whose and count.start != claimed[holder].start
    of = [n for n in found if n.org.entity in count.whose]
    judged = [_judged(n, count, scope, narrowed=narrowed) for n in of]
    apart = tuple(n for n, outside in judged if outside)
    named = _with_silence(count, [n for n, outside in judged if not outside])
    firm = sum(1 for n in named if not n.doubts)
    return Line(
        subject=count.subject if len(count.whose) > 1 else view.entities[count.whose[0]].name,
        whose=count.whose,
        claimed=count,
        within=holder,
        named=named,
        firm=firm,
        beside=apart,
        unnamed=max(0, count.low - len(named)),
        unnamed_firm=max(0, count.low - firm),
        over=None if count.high is None else max(0, firm - count.high),
    )


def _with_parts(lines: Sequence[Line]) -> list[Line]:
    """Who is unnamed of a part is unnamed of the whole, too: of all the organisations together, and of a narrower time."""
    least: dict[int, tuple[int, int]] = {}

    def unnamed(i: int) -> tuple[int, int]:
        if i not in least:
            line = lines[i]
            least[i] = (line.unnamed or 0, line.unnamed_firm or 0)
            by_part: dict[tuple[str, ...], tuple[int, int]] = {}
            for j, other in enumerate(lines):
                if line.claimed and other.claimed and other.claimed.within(line.claimed):
                    known = by_part.get(other.whose, (0, 0))
                    by_part[other.whose] = _larger(known, unnamed(j))
            alone = [by_part[whose] for whose in by_part if len(whose) == 1 and whose != line.whose]
            least[i] = _larger(least[i], by_part.get(line.whose, (0, 0)), (sum(a for a, _ in alone), sum(b for _, b in alone)))
        return least[i]

    return [
        replace(line, unnamed=unnamed(i)[0], unnamed_firm=unnamed(i)[1]) if line.claimed else line for i, line in enumerate(lines)
    ]


def _larger(*pairs: tuple[int, int]) -> tuple[int, int]:
    return max(a for a, _ in pairs), max(b for _, b in pairs)


def _silent(view: View, org: str, found: Iterable[Named], scope: Scope) -> Line:
    """An organisation of which no total is claimed."""
    of = tuple(replace(n, doubts=(*_unsure(n), *_untimely(n, scope.window))) for n in found if n.org.entity == org)
    firm = sum(1 for n in of if not n.doubts)
    return Line(view.entities[org].name, (org,), None, None, of, firm, (), None, None, None)


def _judged(named: Named, count: Count, scope: Scope, *, narrowed: bool) -> tuple[Named, bool]:
    """With the doubts there are whether it is among those counted; and whether its time says that it is not."""
    start, end = count.start or scope.since, count.end
    first, last = named.bounds()
    if end and first and first > end:
        return replace(named, doubts=("after the time counted",)), True
    if start and last and last < start:
        return replace(named, doubts=("before the time counted",)), True
    doubts = list(_unsure(named))
    if named.time is None and (narrowed or (end and last and last > end)):
        doubts.append(UNDATED)
    elif named.time and ((start and (first is None or first < start)) or (end and (last is None or last > end))):
        doubts.append(TOO_COARSE)
    if _ABOVE.search(count.what) and _below(named.positions):
        doubts.append(f"is called {named.positions[0].text}: perhaps none of the {count.what} counted")
    return replace(named, doubts=tuple(doubts)), False


def _unsure(named: Named) -> Iterator[str]:
    if not named.sure:
        yield "only rumoured or planned"


def _untimely(named: Named, window: Window) -> Iterator[str]:
    """Why it is perhaps not in the time asked about."""
    if window.falls(*named.bounds()) is not Fall.INSIDE:
        yield TOO_COARSE if named.time else UNDATED


def _below(positions: Sequence[RoleValue]) -> bool:
    return bool(positions) and all(_RANK_AND_FILE.search(p.text) and not _LEADING.search(p.text) for p in positions)


def _with_silence(count: Count, named: Sequence[Named]) -> tuple[Named, ...]:
    """Where the article that counts names some but not this one, it is in doubt whether this one is counted."""
    told_there = {i for i, n in enumerate(named) if any(t.claim.document in count.documents for e in n.events for t in e.tellings)}
    if not told_there:
        return tuple(named)
    return tuple(n if i in told_there else replace(n, doubts=(*n.doubts, _NOT_SAID)) for i, n in enumerate(named))


def _remainders(view: View, lines: Sequence[Line]) -> Iterator[Remainder]:
    """What is left of a total once the totals it holds are taken off: for the other organisations, and for the other time."""
    for i, line in enumerate(lines):
        total = line.claimed
        if total is None:
            continue
        inside = [(j, c) for j, other in enumerate(lines) if (c := other.claimed) and c.low and c.within(total)]
        yield from _for_others(view, lines, i, total, inside)
        for j, part in inside:
            rest = _rest_of_time(total, part) if part.whose == total.whose else None
            if rest:
                yield _left(lines, i, [(j, part)], (), rest)


def _for_others(
    view: View, lines: Sequence[Line], i: int, total: Count, inside: Sequence[tuple[int, Count]]
) -> Iterator[Remainder]:
    if len(total.whose) == 1:
        return
    largest: dict[str, tuple[int, Count]] = {}
    for j, part in inside:
        if len(part.whose) == 1 and (part.whose[0] not in largest or part.low > largest[part.whose[0]][1].low):
            largest[part.whose[0]] = (j, part)
    others = tuple(sorted(set(total.whose) - set(largest)))
    if largest and others:
        yield _left(lines, i, list(largest.values()), others, (total.start, total.end), view)


def _left(
    lines: Sequence[Line],
    i: int,
    parts: Sequence[tuple[int, Count]],
    orgs: Sequence[str],
    time: tuple[date | None, date | None],
    view: View | None = None,
) -> Remainder:
    total = lines[i].claimed
    assert total is not None  # only a line that claims something leaves something
    highs = [p.high for _, p in parts]
    most = sum(h for h in highs if h is not None)
    low = 0 if None in highs else max(0, total.low - most)
    high = None if total.high is None else max(0, total.high - sum(p.low for _, p in parts))
    named = [n for n in lines[i].named if (n.org.entity in orgs if orgs else _inside(n, *time))]
    names = tuple(view.entities[o].name for o in orgs) if view else ()
    firm, perhaps = (tuple(n.name for n in named if bool(n.doubts) is doubted) for doubted in (False, True))
    return Remainder(i, tuple(j for j, _ in parts), low, high, names, *time, firm, perhaps)


def _inside(named: Named, start: date | None, end: date | None) -> bool:
    if named.time is None:
        return False
    first, last = named.bounds()
    return (start is None or (first is not None and first >= start)) and (end is None or (last is not None and last <= end))


def _rest_of_time(total: Count, part: Count) -> tuple[date | None, date | None] | None:
    """The days of the total that the part leaves; None where it leaves none, or some on both sides, or counts by another word."""
    if part.what and total.what and part.what != total.what:
        return None
    if part.end == total.end and part.start and part.start != total.start:
        return total.start, part.start - timedelta(days=1)
    if part.start == total.start and part.end and part.end != total.end:
        return part.end + timedelta(days=1), total.end
    return None
