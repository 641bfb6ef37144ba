"""Standings put into tables: what may be compared stands together, and what is odd about it is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shiguan.query.among import Condition, ConditionKind
from shiguan.query.measured import Counter, Measured
from shiguan.query.ranks import Rank
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty
from shiguan.records.time import ValidTime
from shiguan.records.views import Told
from shiguan.resolve.agree import grain, same_amount
from shiguan.resolve.names import normal

_FIRM = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})


class FlagKind(StrEnum):
    """What is odd about a table.

    ``loose``: it is told in words that may mean another measure than the one asked about; ``tie``: two names in one place;
    ``shared``: the same words read of several names; ``ranks``: one name in two places; ``values``: one name with two values;
    ``listed``: several places or values of one name read of one sentence; ``order``: values that contradict the places;
    ``carried``: words taken from the sentence before.
    """

    LOOSE = "loose"
    TIE = "tie"
    SHARED = "shared"
    RANKS = "ranks"
    VALUES = "values"
    LISTED = "listed"
    ORDER = "order"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Flag:
    """What is odd, whom it is about, and the same in words."""

    kind: FlagKind
    subjects: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A name and every place and value told of it in one table, best told first; none where none is told."""

    subject: str
    entity: str | None
    ranks: tuple[Rank, ...]
    values: tuple[Amount, ...]
    told: tuple[Told, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Standings that may be compared: one measure, scope, period and count.

    ``measure`` is a name of ``vocabulary.measures`` or the words told, ``words`` all wordings met; ``certainty`` is ``reported``
    for what is firm. ``gaps`` are the places that are not told, from and to, up to the last one told.
    """

    measure: str
    words: tuple[str, ...]
    scope: tuple[Condition, ...]
    period: ValidTime | None
    counter: str | None
    counted: Counter
    certainty: Certainty
    rows: tuple[Row, ...]
    gaps: tuple[tuple[int, int], ...]
    flags: tuple[Flag, ...]


def beside(found: Sequence[Measured]) -> list[Measured]:
    """The same, a value told in one sentence with a place put under the place's scope.

    How much somebody has does not depend on among whom it is ranked; what is left out or put in (with, without) it does.
    """
    places = {(m.told.claim.document, m.sentence, m.entity or m.subject, m.measure): m for m in found if m.rank}
    moved = []
    for one in found:
        beside = places.get((one.told.claim.document, one.sentence, one.entity or one.subject, one.measure))
        free = beside is not None and all(c.kind in (ConditionKind.AMONG, ConditionKind.WHERE) for c in beside.scope)
        moved.append(replace(one, scope=beside.scope) if beside and free and not one.rank and not one.scope else one)
    return moved


def tables(found: Sequence[Measured], asked: str | None) -> tuple[Table, ...]:
    """The tables, those of the measure asked about first, then by how many they rank."""
    groups: list[list[Measured]] = []
    for one in sorted(found, key=lambda m: (m.told.file, m.told.start, m.told.claim.id, m.subject)):
        home = next((g for g in groups if _comparable(g[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    made = [_table(group, asked) for group in groups]
    return tuple(sorted(made, key=lambda t: (t.measure != asked, not t.gaps and not _ranked(t), -len(t.rows), _when(t), t.words)))


def wordings(group: Iterable[Measured]) -> tuple[str, ...]:
    """The words the measure is told in, as met."""
    return tuple(dict.fromkeys(m.words for m in group if m.words))


def _comparable(left: Measured, right: Measured) -> bool:
    """Whether the two stand in one table: what is foreseen or rumoured never stands beside what is so."""
    sure = [m.told.claim.certainty for m in (left, right)]
    return (
        left.measure == right.measure
        and (left.period.when if left.period else None) == (right.period.when if right.period else None)
        and normal(left.counter or "") == normal(right.counter or "")
        and same_scope(left.scope, right.scope)
        and (sure[0] == sure[1] or set(sure) <= _FIRM)
    )


def same_scope(left: tuple[Condition, ...], right: tuple[Condition, ...]) -> bool:
    """Whether two standings are under the same conditions."""
    return len(left) == len(right) and all(a.same(b) for a, b in zip(left, right, strict=True))


def _table(group: Sequence[Measured], asked: str | None) -> Table:
    first = group[0]
    loose = asked is not None and first.measure != asked
    names: dict[str, list[Measured]] = defaultdict(list)
    for one in group:
        names[one.entity or one.subject].append(one)
    rows = _ordered([_row(told) for told in names.values()])
    sure = first.told.claim.certainty
    return Table(
        measure=first.measure or "",
        words=wordings(group),
        scope=first.scope,
        period=first.period,
        counter=first.counter,
        counted=min((m.counted for m in group), key=list(Counter).index),
        certainty=Certainty.REPORTED if sure in _FIRM else sure,
        rows=rows,
        gaps=_gaps(rows),
        flags=(*(_loose(group, rows) if loose else ()), *_flags(rows, _sentences(names)), *_shared(group), *_carried(group)),
    )


def _row(told: Sequence[Measured]) -> Row:
    ranks: dict[Rank, float] = defaultdict(float)
    values: list[Amount] = []
    for one in sorted(told, key=lambda m: (-m.told.claim.confidence, m.told.claim.id)):
        if one.rank:
            ranks[one.rank] += one.told.claim.confidence
        if one.value and not any(_same_value(one.value, v) for v in values):
            values.append(one.value)
    return Row(
        subject=told[0].subject,
        entity=told[0].entity,
        ranks=tuple(sorted(ranks, key=lambda r: (-ranks[r], r))),
        values=tuple(values),
        told=tuple({m.told.claim.id: m.told for m in told}.values()),
        events=tuple(dict.fromkeys(m.event for m in told)),
    )


def _same_value(left: Amount, right: Amount) -> bool:
    return left.currency == right.currency and left.unit == right.unit and same_amount(left, right)


def _ordered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """By place; where every row tells a value of one kind, by value, so that those without a place stand where it puts them."""
    kinds = {(r.values[0].currency, r.values[0].unit) if r.values else None for r in rows}
    if None not in kinds and len(kinds) == 1 and not any(r.ranks and r.ranks[0].from_bottom for r in rows):
        return tuple(sorted(rows, key=lambda r: (-_size(r.values[0]), r.ranks[:1], r.subject)))
    return tuple(sorted(rows, key=lambda r: (_place(r), -_size(r.values[0]) if r.values else Decimal(0), r.subject)))


def _place(row: Row) -> tuple[bool, bool, int, int]:
    if not row.ranks:
        return (True, False, 0, 0)
    first = row.ranks[0]
    return (False, first.from_bottom, -first.high if first.from_bottom else first.low, first.high)


def _size(amount: Amount) -> Decimal:
    return next((end for end in (amount.low, amount.high) if end is not None), Decimal(0))


def _gaps(rows: Sequence[Row]) -> tuple[tuple[int, int], ...]:
    told = {r.ranks[0].low for r in rows if r.ranks and r.ranks[0].exact and not r.ranks[0].from_bottom}
    gaps: list[tuple[int, int]] = []
    at = 1
    for place_told in sorted(told):
        if place_told > at:
            gaps.append((at, place_told - 1))
        at = place_told + 1
    return tuple(gaps)


def _sentences(names: Mapping[str, Sequence[Measured]]) -> Mapping[str, int]:
    """In how many sentences each name is told of."""
    return {name: len({(m.told.claim.document, m.sentence) for m in told}) for name, told in names.items()}


def _flags(rows: Sequence[Row], sentences: Mapping[str, int]) -> Iterable[Flag]:
    for row in rows:
        if sentences[row.entity or row.subject] == 1 and (len(row.ranks) > 1 or len(row.values) > 1):
            words = f"several places or values of {row.subject} are read of one sentence, which may list several names"
            yield Flag(FlagKind.LISTED, (row.subject,), words)
            continue
        if any(not row.ranks[0].holds(other) for other in row.ranks[1:]):
            told = ", ".join(_written(rank) for rank in row.ranks)
            yield Flag(FlagKind.RANKS, (row.subject,), f"{row.subject} is told in the places {told}: they contradict each other")
        if len(row.values) > 1:
            values = ", ".join(v.expression for v in row.values)
            yield Flag(
                FlagKind.VALUES, (row.subject,), f"{row.subject} is told with the values {values}: they contradict each other"
            )
    for i, left in enumerate(rows):
        for right in rows[i + 1 :]:
            yield from _pair(left, right)


def _pair(left: Row, right: Row) -> Iterable[Flag]:
    """What is odd between two rows: one place for both, or the larger value in the lower place."""
    if not left.ranks or not right.ranks or left.ranks[0].from_bottom or right.ranks[0].from_bottom:
        return
    mine, yours = left.ranks[0], right.ranks[0]
    if mine == yours and mine.exact:
        names = (left.subject, right.subject)
        yield Flag(
            FlagKind.TIE, names, f"{names[0]} and {names[1]} are both told in place {mine.low}: a tie, or one of them is wrong"
        )
    if not left.values or not right.values:
        return
    for better, worse, rank in ((left, right, (mine, yours)), (right, left, (yours, mine))):
        if rank[0].high < rank[1].low and _smaller(better.values[0], worse.values[0]):
            said = f"{better.subject} is placed before {worse.subject} with the smaller value"
            yield Flag(FlagKind.ORDER, (better.subject, worse.subject), f"{said}: the values contradict the places")


def _smaller(left: Amount, right: Amount) -> bool:
    alike_told = left.currency == right.currency and left.unit == right.unit
    return alike_told and left.high is not None and right.low is not None and left.high < right.low


def _loose(group: Sequence[Measured], rows: Sequence[Row]) -> Iterable[Flag]:
    words = ", ".join(wordings(group))
    yield Flag(
        FlagKind.LOOSE, tuple(r.subject for r in rows), f"told as {words}, which may be another measure than the one asked about"
    )


def _shared(group: Sequence[Measured]) -> Iterable[Flag]:
    """Words that were read of several names, of whom they can be told of one only."""
    readers: dict[tuple[str, int, Rank], dict[str, None]] = defaultdict(dict)
    for one in group:
        if one.rank and one.rank.exact:
            readers[one.told.claim.document, one.figure_at, one.rank][one.subject] = None
    for (_, _, rank), names in sorted(readers.items(), key=lambda item: item[0]):
        if len(names) > 1:
            words = f"the same words for place {rank.low} are read of {', '.join(names)}: they can be told of one only"
            yield Flag(FlagKind.SHARED, tuple(names), words)


def _written(rank: Rank) -> str:
    return str(rank.low) if rank.exact else f"{rank.low}–{rank.high}"


def _carried(group: Sequence[Measured]) -> Iterable[Flag]:
    for what in ("measure", "scope"):
        names = tuple(dict.fromkeys(m.subject for m in group if what in m.carried))
        if names:
            yield Flag(FlagKind.CARRIED, names, f"the {what} for {', '.join(names)} is taken from the sentence before")


def _ranked(table: Table) -> bool:
    return any(row.ranks for row in table.rows)


def _when(table: Table) -> tuple[date, int]:
    return (table.period.start or date.min, grain(table.period)) if table.period else (date.max, 0)
