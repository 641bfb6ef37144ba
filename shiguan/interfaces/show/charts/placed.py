"""The places of one name over time: a lane for each measure, scope and count, as only these may be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import figures, values
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import TICK, Frame, bounds_of, frame, framed, span
from shiguan.interfaces.show.charts.canvas import PAGE, Canvas, Font, Look
from shiguan.interfaces.show.charts.scales import Box, fold, packed
from shiguan.interfaces.show.dossier import counted
from shiguan.query.dossier import Reading
from shiguan.query.measured import Measured
from shiguan.query.ranks import Rank
from shiguan.records.views import Entity

_LANES = 8
_TILE = 20.0
_ROW = 24.0
_UNDATED = 90.0
_NAMED = 3


class Placed(Protocol):
    """An answer that tells of the places of a name."""

    @property
    def entity(self) -> Entity:
        """Whose they are."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The figures and places."""


@dataclass(frozen=True, slots=True)
class _Tile:
    """A place told, and where it stands: in which row, from where to where."""

    reading: Reading
    rank: Rank
    row: int
    left: float
    right: float


def placed(messages: Messages, answer: Placed, look: Look = PAGE) -> str:
    """A tile for each place told, at the time that was measured; of many lanes those of most places."""
    canvas = Canvas("placed", messages, look)
    title = messages("chart.placed", name=answer.entity.name)
    canvas.heading(title)
    lanes: dict[str, list[tuple[Reading, Rank]]] = defaultdict(list)
    for reading in answer.readings:
        if reading.measured.rank:
            lanes[_under(messages, reading.measured, answer.entity)].append((reading, reading.measured.rank))
    if not lanes:
        canvas.empty(messages("chart.placed.empty"))
        return canvas.svg(title, messages("chart.placed.empty"))
    told = list(lanes.items())
    kept, others = fold([len(places) for _, places in told], _LANES)
    _Lanes(canvas, [told[i] for i in kept]).draw()
    if others:
        canvas.note(messages("chart.not_drawn", count=len(others)))
    count = sum(len(places) for _, places in told)
    first = [f"{_when(r)} {figures.rank(messages, rank)}" for _, places in told for r, rank in places][:_NAMED]
    said = messages("chart.placed.said", name=answer.entity.name, count=count, first=messages("list.comma").join(first))
    return canvas.svg(title, said)


def _under(messages: Messages, one: Measured, entity: Entity) -> str:
    """What the places of a lane are by, whose they are where not the name's own, and who counts."""
    parts = [figures.measure(messages, one.measure, one.words)]
    parts += [one.subject] if one.entity != entity.id else []
    parts += [figures.conditions(messages, one.scope)] if one.scope else []
    return " · ".join([*parts, counted(messages, one.counter, one.counted)])


def _when(reading: Reading) -> str:
    return values.when(reading.measured.period)


class _Lanes:
    """The lanes below each other on one axis of time."""

    def __init__(self, canvas: Canvas, lanes: Sequence[tuple[str, Sequence[tuple[Reading, Rank]]]]) -> None:
        self._canvas, self._lanes = canvas, lanes
        self._font = Font(canvas.size - 1, "", "middle", bold=True)
        times = [reading.measured.period for _, places in lanes for reading, _ in places]
        self._frame: Frame = frame(times, (canvas.left, canvas.right), _UNDATED)

    def draw(self) -> None:
        """First where all stands, then the axis, then the tiles on it."""
        canvas = self._canvas
        laid: list[tuple[str, list[_Tile], float]] = []
        tracks = []
        for said, places in self._lanes:
            tiles = self._tiles(places)
            laid.append((said, tiles, canvas.bottom))
            top = canvas.bottom + canvas.size * 1.6
            canvas.bottom = top + (max(tile.row for tile in tiles) + 1) * _ROW + 4
            tracks.append((top, canvas.bottom - 2))
        foot = canvas.bottom
        framed(canvas, self._frame, tracks, foot)
        for said, tiles, above in laid:
            canvas.words(canvas.left, above + canvas.size * 1.2, said, Font(canvas.size), canvas.right - canvas.left)
            for tile in tiles:
                self._drawn(tile, above + canvas.size * 1.6 + tile.row * _ROW + 2)
        canvas.bottom = foot + TICK * 1.9

    def _tiles(self, places: Sequence[tuple[Reading, Rank]]) -> list[_Tile]:
        """Each at the middle of its time, none over another."""
        rooms = []
        for reading, rank in places:
            half = writing.width(figures.rank(self._canvas.messages, rank), self._font.size) / 2 + 7
            middle = min(max(self._middle(reading), self._canvas.left + half), self._canvas.right - half)
            rooms.append((middle - half, middle + half))
        rows = packed(rooms, 3)
        return [_Tile(*place, row, *room) for place, row, room in zip(places, rows, rooms, strict=True)]

    def _middle(self, reading: Reading) -> float:
        period = reading.measured.period
        if period and self._frame.days and bounds_of([period]):
            return span(self._frame.days, period).middle
        assert self._frame.undated is not None  # it was made for this place
        return sum(self._frame.undated) / 2

    def _drawn(self, tile: _Tile, top: float) -> None:
        canvas, m, one = self._canvas, self._canvas.messages, tile.reading.measured
        rank = figures.rank(m, tile.rank)
        when = _when(tile.reading) if one.period else m("chart.undated")
        with canvas.mark(m("chart.league.mark", who=one.subject, rank=rank, when=when), one.told.claim.id):
            canvas.rect(Box(tile.left, top, tile.right, top + _TILE), "c-tile c-blue", rx=4)
            canvas.words((tile.left + tile.right) / 2, top + _TILE / 2 + self._font.size * 0.36, rank, self._font)
