"""Counts as bars, each from what is sure to all; and along time as columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.axes import TICK, Key, legend, number_range
from shiguan.interfaces.show.charts.canvas import PAGE, UNKNOWN, Canvas, Font, Look
from shiguan.interfaces.show.charts.scales import Box, Scale, count_ticks
from shiguan.records.views import Tally, TallyRow

_MOST = 30
_BAR = 14.0
_NAMED = 5
_COLUMN, _COLUMN_APART = 9.0, 2.0  # least width of a column, and the room between two
_HIGH = 92.0
_PER_YEAR = {"month": 12, "quarter": 4, "year": 1}
_KEY = re.compile(r"(\d{4})(?:-Q?(\d{1,2}))?$")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its name (None: not said), its count, what it leads to, and how the count is written (empty: as a range)."""

    name: str | None
    low: int
    high: int
    identity: str | None = None
    written: str = ""

    @property
    def count(self) -> str:
        """As it stands beside the bar."""
        return self.written or number_range(self.low, self.high)


def tally(messages: Messages, answer: Tally, look: Look = PAGE) -> str:
    """A bar for each row, the unsure part of it lighter; by month, quarter or year columns along time."""
    if answer.by in _PER_YEAR:
        return columns(messages, answer, look)
    canvas = Canvas("tally", messages, look)
    title = _title(messages, answer)
    canvas.heading(title)
    if not answer.rows:
        return _nothing(canvas, messages, answer, title)
    rows = [Bar(row.key, row.low, row.high, _identity(answer.by, row)) for row in answer.rows]
    bars(canvas, rows[:_MOST], (messages("chart.sure"), messages("chart.doubted")))
    more = answer.more_rows + max(0, len(rows) - _MOST)
    if more:
        canvas.note(messages("chart.tally.rows", count=more))
    return canvas.svg(title, _said(messages, answer))


def bars(canvas: Canvas, rows: Sequence[Bar], said: tuple[str, str]) -> None:
    """The rows as bars with their counts; what the two shades mean is said below."""
    m, font = canvas.messages, Font(canvas.size)
    names = [m("tally.unsaid") if row.name is None else writing.clean(row.name) for row in rows]
    room = min((canvas.right - canvas.left) * 0.38, max(writing.width(name, font.size) for name in names) + 1)
    counts = max(writing.width(row.count, font.size) for row in rows) + 8
    scale = Scale(0, max(1, *(row.high for row in rows)), canvas.left + room + 8, canvas.right - counts)
    top = canvas.bottom
    for row, name in zip(rows, names, strict=True):
        count = row.count
        middle = canvas.bottom + canvas.size
        foot = middle + font.size * 0.36
        with canvas.mark(m("chart.tally.row", name=name, count=count), row.identity):
            canvas.words(canvas.left + room, foot, name, Font(font.size, "c-dim" if row.name is None else "", "end"), room)
            whole = Box(scale(0), middle - _BAR / 2, scale(row.high), middle + _BAR / 2)
            if row.name is None:
                canvas.rect(whole, "c-edge", fill=UNKNOWN)
            else:
                if row.low:
                    canvas.rect(Box(whole.left, whole.top, scale(row.low), whole.bottom), "c-full c-blue")
                if row.high > row.low:
                    canvas.rect(Box(scale(row.low), whole.top, whole.right, whole.bottom), "c-faint c-blue")
            canvas.words(whole.right + 5, foot, count, Font(font.size, "c-dim"), counts)
        canvas.bottom += font.size * 1.75
    canvas.line(scale(0), top, (scale(0), canvas.bottom), "c-axis")
    keys = [Key("box", "c-full c-blue", said[0])]
    if any(row.high > row.low for row in rows):
        legend(canvas, [*keys, Key("box", "c-faint c-blue", said[1])])


def columns(messages: Messages, answer: Tally, look: Look = PAGE, last: int | None = None) -> str:
    """A small chart of counts along time: of the ``last`` so many months (quarters, years), or as many as fit."""
    canvas = Canvas("columns", messages, look)
    title = _title(messages, answer)
    canvas.heading(title)
    dated = {at: row for row in answer.rows if row.key and (at := _period(row.key, answer.by)) is not None}
    if not dated:
        return _nothing(canvas, messages, answer, title)
    fit = int((canvas.right - canvas.left - 40) // (_COLUMN + _COLUMN_APART))
    end = max(dated)
    begin = max(min(dated), end - min(fit, last or fit) + 1)
    _columns(canvas, answer.by, [(at, dated.get(at)) for at in range(begin, end + 1)])
    earlier = sum(row.high for at, row in dated.items() if at < begin)
    if earlier:
        canvas.note(messages("chart.earlier", count=earlier))
    undated = [row for row in answer.rows if row.key is None]
    if undated:
        low, high = sum(r.low for r in undated), sum(r.high for r in undated)
        canvas.note(messages("chart.columns.unsaid", count=number_range(low, high)))
    return canvas.svg(title, _said(messages, answer))


def _columns(canvas: Canvas, by: str, counted: Sequence[tuple[int, TallyRow | None]]) -> None:
    ticks = count_ticks(max(row.high for _, row in counted if row), 4)
    axis = max(writing.width(str(tick), TICK) for tick in ticks) + 6
    top, foot = canvas.bottom + 8, canvas.bottom + 8 + _HIGH
    scale = Scale(0, ticks[-1], foot, top)
    for tick in ticks:
        canvas.line(canvas.left + axis, scale(tick), (canvas.right, scale(tick)), "c-axis" if tick == 0 else "c-rule")
        canvas.words(canvas.left + axis - 4, scale(tick) + TICK * 0.35, str(tick), Font(TICK, "c-dim", "end"))
    # A few columns stay columns, and do not become walls.
    step = min(56.0, (canvas.right - canvas.left - axis) / len(counted))
    room, taken = step - max(_COLUMN_APART, step * 0.25), canvas.left + axis
    for number, (at, row) in enumerate(counted):
        x = canvas.left + axis + step * number + (step - room) / 2
        if row:
            said = canvas.messages("chart.tally.row", name=_written(at, by), count=number_range(row.low, row.high))
            with canvas.mark(said, _identity(by, row)):
                if row.low:
                    canvas.rect(Box(x, scale(row.low), x + room, foot), "c-full c-blue")
                if row.high > row.low:
                    canvas.rect(Box(x, scale(row.high), x + room, scale(row.low)), "c-faint c-blue")
        taken = _period_label(canvas, (at, by), (x + room / 2, foot), (canvas.left + axis, taken))
    canvas.bottom = foot + TICK * 1.7
    if any(row and row.high > row.low for _, row in counted):
        m = canvas.messages
        legend(canvas, [Key("box", "c-full c-blue", m("chart.sure")), Key("box", "c-faint c-blue", m("chart.doubted"))])


def _period_label(canvas: Canvas, period: tuple[int, str], place: tuple[float, float], room: tuple[float, float]) -> float:
    """The period below its column, where there is room beside the one before; up to where room is taken then."""
    label, (start, taken) = _written(*period), room
    half = writing.width(label, TICK) / 2
    # The first may stand a little right of its column, not left of the axis.
    middle = max(min(place[0], canvas.right - half), start + half)
    if middle - half < taken - 0.1:
        return taken
    canvas.words(middle, place[1] + TICK * 1.3, label, Font(TICK, "c-dim", "middle"))
    return middle + half + 8


def _period(key: str, by: str) -> int | None:
    """The number of a month, quarter or year; None for what is none."""
    told = _KEY.match(key)
    if not told or (by != "year") != bool(told[2]):
        return None
    return int(told[1]) * _PER_YEAR[by] + (int(told[2]) - 1 if told[2] else 0)


def _written(at: int, by: str) -> str:
    year, part = divmod(at, _PER_YEAR[by])
    return {"month": f"{year:04d}-{part + 1:02d}", "quarter": f"{year:04d}-Q{part + 1}", "year": f"{year:04d}"}[by]


def _identity(by: str, row: TallyRow) -> str | None:
    """The entity that the row is of; else its event, where it has but one."""
    if by not in _PER_YEAR and row.events:
        values = (v for _, told in row.events[0].roles for v in told)
        entity = next((v.entity for v in values if v.entity and v.text == row.key), None)
        if entity:
            return entity
    return row.events[0].id if row.high == 1 and row.events else None


def _nothing(canvas: Canvas, messages: Messages, answer: Tally, title: str) -> str:
    said = messages("chart.tally.empty", type=messages.event(answer.event_type))
    canvas.empty(said)
    return canvas.svg(title, said)


def _title(messages: Messages, answer: Tally) -> str:
    return messages("chart.tally", type=messages.event(answer.event_type), by=messages(f"chart.tally.by.{answer.by}"))


def _said(messages: Messages, answer: Tally) -> str:
    rows = [f"{row.key or messages('tally.unsaid')} {number_range(row.low, row.high)}" for row in answer.rows[:_NAMED]]
    return messages(
        "chart.tally.said",
        type=messages.event(answer.event_type),
        count=number_range(answer.low, answer.high),
        rows=len(answer.rows) + answer.more_rows,
        first=messages("chart.first", rows=messages("list.comma").join(rows)),
    )
