"""Places over time: a column for each period, a row for each place told, and each name followed from column to column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.interfaces.show import figures, values
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import TICK, Key, legend
from shiguan.interfaces.show.charts.canvas import Canvas, Font, path
from shiguan.interfaces.show.charts.palette import SERIES
from shiguan.interfaces.show.charts.scales import Box
from shiguan.query.ranks import Rank
from shiguan.query.standings import Row, Table

_COLUMN, _WIDEST = 104.0, 190.0
_COLUMN_NARROW = 78.0
_TILE = 20.0
_ROW = 26.0
_ROWS = 16


@dataclass(frozen=True, slots=True)
class Series:
    """Tables that differ in nothing but their period, in order of time."""

    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _Stand:
    """One name at one place in one column."""

    column: int
    rank: Rank
    row: Row


def bump(canvas: Canvas, series: Series) -> None:
    """The places of the latest periods that there is room for; names told in several places stand in all of them, joined."""
    column = _COLUMN_NARROW if canvas.narrow else _COLUMN
    ranks = sorted({r for t in series.tables for row in t.rows for r in row.ranks}, key=_order)
    said = max(writing.width(figures.rank(canvas.messages, rank), TICK + 1) for rank in ranks) + 8
    fit = max(2, int((canvas.right - canvas.left - said) // column))
    tables = series.tables[-fit:]
    _Bump(canvas, tables, said).draw()
    if len(series.tables) > fit:
        canvas.note(canvas.messages("chart.earlier", count=len(series.tables) - fit))


def _order(rank: Rank) -> tuple[bool, int, int]:
    return rank.from_bottom, rank.low, rank.high


class _Bump:
    """The tiles of a series and the lines between them."""

    def __init__(self, canvas: Canvas, tables: Sequence[Table], gutter: float) -> None:
        self._canvas, self._tables, self._gutter = canvas, tables, gutter
        every = [_Stand(c, rank, row) for c, table in enumerate(tables) for row in table.rows for rank in row.ranks]
        ranks = sorted({stand.rank for stand in every}, key=_order)
        self._ranks, self._left_out = ranks[:_ROWS], len(ranks) - _ROWS
        self._stands = [stand for stand in every if stand.rank in set(self._ranks)]
        step = min(_WIDEST, (canvas.right - canvas.left - gutter) / len(tables))
        self._step, self._tile = step, step * (0.72 if not canvas.narrow else 0.8)
        self._hues = {name: i % SERIES for i, name in enumerate(dict.fromkeys(map(_name, self._stands)))}
        self._boxes = self._laid_out(canvas.bottom + TICK * 1.8)

    def _laid_out(self, top: float) -> dict[_Key, Box]:
        """A tile for each; names in one place of one period stand below each other."""
        cells: dict[tuple[int, Rank], list[_Stand]] = defaultdict(list)
        for stand in self._stands:
            cells[stand.column, stand.rank].append(stand)
        boxes: dict[_Key, Box] = {}
        self._tops: list[tuple[Rank, float, float]] = []
        y = top
        for rank in self._ranks:
            tall = max(len(cells[c, rank]) for c in range(len(self._tables))) * _ROW
            self._tops.append((rank, y, y + tall))
            for column in range(len(self._tables)):
                for number, stand in enumerate(cells[column, rank]):
                    middle = self._middle(column)
                    above = y + number * _ROW + (_ROW - _TILE) / 2
                    boxes[_key(stand)] = Box(middle - self._tile / 2, above, middle + self._tile / 2, above + _TILE)
            y += tall
        self._foot = y
        return boxes

    def _middle(self, column: int) -> float:
        return self._canvas.left + self._gutter + self._step * (column + 0.5)

    def draw(self) -> None:
        """Periods above, places at the left, lines below the tiles."""
        canvas, m = self._canvas, self._canvas.messages
        for column, table in enumerate(self._tables):
            said = values.when(table.period)
            canvas.words(self._middle(column), canvas.bottom + TICK * 1.2, said, Font(TICK, "c-dim", "middle"), self._step - 4)
        end = self._middle(len(self._tables) - 1) + self._tile / 2
        for rank, top, foot in self._tops:
            canvas.line(canvas.left, top, (end, top), "c-rule")
            y = (top + foot) / 2 + TICK * 0.36
            canvas.words(canvas.left + self._gutter - 6, y, figures.rank(m, rank), Font(TICK + 1, "c-dim", "end"), self._gutter)
        self._joined()
        for stand in self._stands:
            self._drawn(stand)
        canvas.bottom = self._foot + 4
        if self._left_out > 0:
            canvas.note(m("chart.not_drawn", count=self._left_out))
        if any(len(stand.row.ranks) > 1 for stand in self._stands):
            legend(canvas, [Key("box", "c-tile c-perhaps c-grey", m("chart.league.both"))])

    def _joined(self) -> None:
        """From the place told best in one period to that in the next; none is drawn past a period that tells none."""
        best = {(s.column, _name(s)): s for s in self._stands if s.rank == s.row.ranks[0]}
        for (column, name), stand in best.items():
            following = best.get((column + 1, name))
            if following:
                one, other = self._boxes[_key(stand)], self._boxes[_key(following)]
                start, end = (one.right, (one.top + one.bottom) / 2), (other.left, (other.top + other.bottom) / 2)
                middle = (start[0] + end[0]) / 2
                steps = path("M", start, "C", (middle, start[1]), (middle, end[1]), end)
                self._canvas.path(steps, f"c-line c-s{self._hues[name]}")

    def _drawn(self, stand: _Stand) -> None:
        canvas, m, box = self._canvas, self._canvas.messages, self._boxes[_key(stand)]
        when = values.when(self._tables[stand.column].period)
        said = m("chart.league.mark", who=stand.row.subject, rank=figures.ranks(m, stand.row.ranks), when=when)
        several = len(stand.row.ranks) > 1
        with canvas.mark(said, stand.row.events[0] if stand.row.events else stand.row.entity):
            look = f"c-tile c-s{self._hues[_name(stand)]}" + (" c-perhaps" if several else "")
            canvas.rect(box, look, rx=4)
            font = Font(canvas.size - 1, "", "middle")
            foot = (box.top + box.bottom) / 2 + font.size * 0.36
            canvas.words((box.left + box.right) / 2, foot, stand.row.subject, font, self._tile - 8)


_Key = tuple[int, Rank, str]


def _key(stand: _Stand) -> _Key:
    return stand.column, stand.rank, _name(stand)


def _name(stand: _Stand) -> str:
    return stand.row.entity or stand.row.subject
