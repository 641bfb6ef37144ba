"""Places in tables: over time where one count is told of several periods, else as bars of what is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import figures, values
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import Key, legend
from shiguan.interfaces.show.charts.canvas import PAGE, Canvas, Font, Look
from shiguan.interfaces.show.charts.places import Series, bump
from shiguan.interfaces.show.charts.scales import Box, Scale
from shiguan.interfaces.show.charts.tally import Bar, bars
from shiguan.interfaces.show.dossier import counted
from shiguan.query.league import League
from shiguan.query.ranks import Rank
from shiguan.query.standings import Row, Table, same_scope
from shiguan.records.amount import Amount
from shiguan.resolve.names import normal

_TABLES, _ROWS = 6, 15
_MEASURES = 20
_NAMED = 5
_BAR = 12.0


def league(messages: Messages, answer: League, look: Look = PAGE) -> str:
    """A picture of places over time for each count of several periods, bars for each of one; the measures, where none was asked."""
    canvas = Canvas("league", messages, look)
    if answer.asked is None:
        return _measures(canvas, messages, answer)
    title = messages("chart.league", measure=answer.asked)
    canvas.heading(title)
    told = [table for table in answer.tables if any(row.ranks or row.values for row in table.rows)]
    if not told:
        canvas.empty(messages("chart.league.empty"))
        return canvas.svg(title, messages("chart.league.empty"))
    drawn = 0
    for group in _series(told)[:_TABLES]:
        drawn += len(group.tables)
        _under(canvas, messages, group)
        if len(group.tables) > 1:
            bump(canvas, group)
        else:
            _Bars(canvas, group.tables[0]).draw()
        canvas.bottom += 12
    if drawn < len(told):
        canvas.note(messages("chart.league.tables", count=len(told) - drawn))
    first = [f"{figures.ranks(messages, row.ranks)} {row.subject}" for row in told[0].rows if row.ranks][:_NAMED]
    rows = messages("chart.first", rows=messages("list.comma").join(first)) if first else ""
    return canvas.svg(title, messages("chart.league.said", measure=answer.asked, tables=len(answer.tables), first=rows))


def _measures(canvas: Canvas, messages: Messages, answer: League) -> str:
    title = messages("chart.league.measures")
    canvas.heading(title)
    if not answer.measures:
        canvas.empty(messages("chart.league.empty"))
        return canvas.svg(title, messages("chart.league.empty"))
    labels = [figures.measure(messages, one.measure, one.words[0] if one.words else "") for one in answer.measures]
    told = zip(labels, answer.measures, strict=True)
    rows = [Bar(label, one.ranked, one.tellings, None, str(one.tellings)) for label, one in told]
    bars(canvas, rows[:_MEASURES], (messages("chart.league.ranked"), messages("chart.league.told")))
    if len(rows) > _MEASURES:
        canvas.note(messages("chart.not_drawn", count=len(rows) - _MEASURES))
    said = messages("list.comma").join(f"{row.name} {row.high}" for row in rows[:_NAMED])
    return canvas.svg(title, messages("chart.first", rows=said))


def _series(tables: Sequence[Table]) -> list[Series]:
    """The tables that differ in their period alone together, in order of time; those of most periods first."""
    groups: list[list[Table]] = []
    for table in tables:
        home = next((g for g in groups if _one_count(g[0], table)), None)
        if home is None:
            groups.append([table])
        else:
            home.append(table)
    made = []
    for group in groups:
        ranked = [t for t in group if t.period and any(row.ranks for row in t.rows)]
        if len(ranked) > 1:
            made.append(Series(tuple(sorted(ranked, key=_when))))
            group = [t for t in group if t not in ranked]  # noqa: PLW2901  # what is left of it stands alone
        made += [Series((table,)) for table in group]
    return sorted(made, key=lambda s: -len(s.tables))


def _one_count(left: Table, right: Table) -> bool:
    return (
        left.measure == right.measure
        and normal(left.counter or "") == normal(right.counter or "")
        and left.certainty == right.certainty
        and same_scope(left.scope, right.scope)
    )


def _when(table: Table) -> tuple[date, date]:
    period = table.period
    assert period is not None
    return period.start or date.min, period.end or date.max


def _under(canvas: Canvas, messages: Messages, group: Series) -> None:
    """What the places are by: measure, and what else makes them comparable."""
    table = group.tables[0]
    label = figures.measure(messages, table.measure, table.words[0] if table.words else "")
    when = values.when(table.period) if table.period else messages("league.undated")
    if len(group.tables) > 1:
        when = f"{when} – {values.when(group.tables[-1].period)}"
    sure = [] if table.certainty == "reported" else [messages(f"certainty.{table.certainty}")]
    canvas.paragraph(label, Font(canvas.size, bold=True), most=2)
    about = [when, figures.conditions(messages, table.scope), counted(messages, table.counter, table.counted), *sure]
    canvas.note(" · ".join(about))
    canvas.bottom += 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table: a place (None: not told) and who stands there; ``others``: that it is told in other places too."""

    rank: Rank | None
    row: Row
    others: bool


class _Bars:
    """One table: place, name, and what it has as a bar from the least to the most that is told."""

    def __init__(self, canvas: Canvas, table: Table) -> None:
        self._canvas, self._messages = canvas, canvas.messages
        self._table = table
        self._lines = list(_lines(table))
        self._font = Font(canvas.size)
        told = [figures.rank(self._messages, line.rank) for line in self._lines if line.rank]
        self._place = max((writing.width(said, canvas.size) for said in told), default=0.0) + 14
        whole = canvas.right - canvas.left
        names = max(writing.width(writing.clean(line.row.subject), canvas.size) for line in self._lines)
        self._name = min(names + 1, whole * 0.34)
        self._x = canvas.left + self._place + self._name + 18
        self._scales = self._scaled()

    def _scaled(self) -> dict[tuple[str | None, str | None], Scale]:
        """A scale for each currency and unit: what is counted differently is not compared."""
        highest: dict[tuple[str | None, str | None], Decimal] = defaultdict(Decimal)
        for amount in (a for line in self._lines for a in line.row.values):
            key = (amount.currency, amount.unit)
            highest[key] = max(highest[key], *(b for b in (amount.low, amount.high) if b is not None), Decimal(0))
        said = max((writing.width(_said(self._messages, line.row), 12) for line in self._lines), default=0.0)
        end = self._canvas.right - min(said + 10, (self._canvas.right - self._x) * 0.55)
        return {key: Scale(0, float(high), self._x, end) for key, high in highest.items() if high > 0}

    def draw(self) -> None:
        """The lines, then what the looks mean."""
        canvas = self._canvas
        for line in self._lines[:_ROWS]:
            self._line(line)
        canvas.bottom += 2
        left_out = len(self._lines) - _ROWS
        if left_out > 0:
            canvas.note(self._messages("chart.not_drawn", count=left_out))
        keys = [Key("box", "c-tile c-blue", self._messages("chart.league.one"))] if any(x.rank for x in self._lines) else []
        if any(line.others or len(line.row.values) > 1 for line in self._lines):
            keys.append(Key("box", "c-tile c-perhaps c-red", self._messages("chart.league.both")))
        if any(a.low != a.high for line in self._lines for a in line.row.values):
            keys.append(Key("box", "c-faint c-blue", self._messages("chart.league.value")))
        if len(keys) > 1:
            legend(canvas, keys)

    def _line(self, line: _Line) -> None:
        canvas, m = self._canvas, self._messages
        middle = canvas.bottom + canvas.size * 0.9
        foot = middle + canvas.size * 0.36
        said = figures.rank(m, line.rank) if line.rank else m("chart.league.no_rank")
        value = _said(m, line.row)
        with canvas.mark(f"{line.row.subject}：{said} {value}", line.row.entity or next(iter(line.row.events), None)):
            if line.rank:
                tile = Box(canvas.left, middle - canvas.size * 0.72, canvas.left + self._place, middle + canvas.size * 0.72)
                canvas.rect(tile, "c-tile c-perhaps c-red" if line.others else "c-tile c-blue", rx=4)
                canvas.words((tile.left + tile.right) / 2, foot, said, Font(canvas.size, "", "middle", bold=True))
            canvas.words(canvas.left + self._place + 8, foot, line.row.subject, self._font, self._name)
            alone = len(line.row.values) == 1
            # Values that contradict each other are drawn one over the other, the largest first, none of them as the true one.
            told = sorted(line.row.values, key=lambda a: -(a.high or a.low or 0))
            end = max([self._x, *(self._bar(amount, middle, alone=alone) for amount in told)])
            room = canvas.right - end - 6
            canvas.words(end + 6, foot, value or m("chart.league.no_value"), Font(canvas.size - 1, "c-dim"), room)
        canvas.bottom += canvas.size * 1.8

    def _bar(self, amount: Amount, middle: float, *, alone: bool) -> float:
        """Full up to the least, pale up to the most; where it ends."""
        scale = self._scales.get((amount.currency, amount.unit))
        if scale is None:
            return self._x
        low = float(amount.low or 0)
        high = float(amount.high) if amount.high is not None else low
        top, foot = middle - _BAR / 2, middle + _BAR / 2
        if not alone:
            self._canvas.rect(Box(scale(0), top, scale(max(low, high)), foot), "c-tile c-perhaps c-red")
            return scale(max(low, high))
        if low > 0:
            self._canvas.rect(Box(scale(0), top, scale(low), foot), "c-full c-blue")
        if high > low:
            self._canvas.rect(Box(scale(low), top, scale(high), foot), "c-faint c-blue")
        if amount.high is None:
            self._canvas.line(scale(low) + 3, middle, (scale(low) + 14, middle), "c-open c-blue")
            return scale(low) + 16
        return scale(max(low, high))


def _lines(table: Table) -> Iterator[_Line]:
    """By place; who is told in several stands in each of them; whose place is not told comes last."""
    ranked = [(rank, row) for row in table.rows for rank in row.ranks]
    for rank, row in sorted(ranked, key=lambda r: (r[0].from_bottom, r[0].low, r[0].high)):
        yield _Line(rank, row, len(row.ranks) > 1)
    for row in table.rows:
        if not row.ranks and row.values:
            yield _Line(None, row, False)


def _said(messages: Messages, row: Row) -> str:
    return figures.money(messages, row.values, none="") if any(v.currency for v in row.values) else _values(messages, row)


def _values(messages: Messages, row: Row) -> str:
    return messages("money.or").join(v.expression for v in row.values)
