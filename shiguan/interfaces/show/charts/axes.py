"""What several charts have in common: an axis of time, a legend, the words for events and lengths of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.canvas import Canvas, Font, text_box
from shiguan.interfaces.show.charts.scales import Box, Days, date_ticks, stretch
from shiguan.query.tenure import MONTH_DAYS
from shiguan.records.time import ValidTime
from shiguan.records.views import Event

TICK = 11.0
_SWATCH = 18.0
_GAP = 14.0
_TICKS_APART = 14.0
_TOGETHER = "、"  # between values that were told together
_SAID = 3  # values of an event's roles that stand beside its mark


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: how it is drawn (a symbol's name, or ``box`` or ``line``), its class, and what it means."""

    shape: str
    look: str
    said: str
    fill: str = ""


def legend(canvas: Canvas, keys: Sequence[Key]) -> None:
    """What the marks mean, in as many lines as they need, below all that is drawn."""
    font = Font(canvas.size - 1, "c-dim")
    x, line = canvas.left, font.size * 1.7
    canvas.bottom += line
    for key in keys:
        said = writing.clean(key.said)
        room = min(writing.width(said, font.size), canvas.right - canvas.left - _SWATCH)
        if x + _SWATCH + room > canvas.right and x > canvas.left:
            x = canvas.left
            canvas.bottom += line
        _swatch(canvas, key, x, canvas.bottom - line / 2)
        canvas.words(x + _SWATCH, canvas.bottom - line / 2 + font.size * 0.35, said, font, room + 0.1)
        x += _SWATCH + room + _GAP
    canvas.bottom += 4


def _swatch(canvas: Canvas, key: Key, x: float, y: float) -> None:
    if key.shape == "box":
        attributes = {"fill": key.fill} if key.fill else {}
        canvas.rect(Box(x, y - 4.5, x + 13, y + 4.5), key.look, **attributes)
    elif key.shape == "line":
        canvas.line(x, y, (x + 13, y), key.look)
    else:
        canvas.symbol(key.shape, x + 6, y, key.look)


Parts = Sequence[tuple[float, float]]
"""Stretches from top to foot."""


def time_axis(canvas: Canvas, days: Days, parts: Parts, foot: float) -> None:
    """Lines for years or months through the parts, their labels below ``foot``; none of these touch or leave the chart."""
    font = Font(TICK, "c-dim", "middle")
    room, taken = days.end - days.start, canvas.left
    ticks = date_ticks(days.first, days.last, lambda count, label: count * (writing.width(label, TICK) + _TICKS_APART) <= room)
    for day, label in ticks:
        x = days.begin(day)
        for top, end in parts:
            canvas.line(x, top, (x, end), "c-rule")
        half = writing.width(label, TICK) / 2
        middle = min(max(x, canvas.left + half), canvas.right - half)
        if middle - half >= taken:
            canvas.words(middle, foot + TICK * 1.3, label, font)
            taken = middle + half + 6
    if not ticks:
        canvas.words(days.start, foot + TICK * 1.3, f"{days.first} – {days.last}", Font(TICK, "c-dim"), room)
    canvas.line(days.start, foot, (days.end, foot), "c-axis")


def bounds_of(times: Iterable[ValidTime | None]) -> list[date]:
    """The days that the times begin and end on, as far as told."""
    return [day for time in times if time for day in (time.start, time.end) if day]


def gist(messages: Messages, event: Event, without: Iterable[str] = ()) -> str:
    """What an event tells, in few words: the values of its roles, but for the names that go without saying."""
    event = values.read_right(messages, event)
    left_out = {*without}
    order = [r.name for r in messages.events[event.event_type].roles] if event.event_type in messages.events else []
    told = dict(event.roles)
    said = [values.role_text(event, [name]) for name in [*order, *(n for n in told if n not in order)] if name in told]
    told_of = (
        _TOGETHER.join(name for name in said_one.split(_TOGETHER) if name not in left_out) for said_one in dict.fromkeys(said)
    )
    return " · ".join([writing.clean(t) for t in told_of if t and t != values.NONE][:_SAID])


def named(messages: Messages, event: Event, without: Iterable[str] = ()) -> str:
    """The event's type and gist, when, how sure: what its mark is called."""
    sure = values.certainty(messages, event).plain
    when = values.when(event.valid_time) if event.valid_time else messages("chart.undated")
    return " · ".join(part for part in (messages.event(event.event_type), gist(messages, event, without), when, sure) if part)


def length(messages: Messages, least: int, most: int, *, ended: bool) -> str:
    """How long, in days where under two months, else in months; at least so long where it did not end."""
    unit, key = (1.0, "days") if most < 2 * MONTH_DAYS else (MONTH_DAYS, "months")
    low, high = (f"{days / unit:.0f}" for days in (least, most))
    if not ended and low == "0":
        return messages("chart.no_length")
    count = low if low == high else f"{low}–{high}"
    return messages(f"chart.{key}", count=count) if ended else messages(f"chart.{key}_at_least", count=low)


def number_range(low: int, high: int) -> str:
    """A count: 6, or 6–7 where it is unsure."""
    return str(low) if low == high else f"{low}–{high}"


def beside(box: Box, taken: float, font: Font) -> list[tuple[float, float, Font, Box]]:
    """Where the text of a mark may stand: right of it, left of it, above, below, or aslant; each with its place and its room."""
    middle = (box.top + box.bottom) / 2 + font.size * 0.35
    centre = (box.left + box.right) / 2
    ends = (
        (box.right + 4, middle, "start"),
        (box.left - 4, middle, "end"),
        (centre, box.top - 5, "middle"),
        (centre, box.bottom + font.size, "middle"),
        (box.right, box.top - 5, "end"),
        (box.right, box.bottom + font.size, "end"),
        (box.left, box.top - 5, "start"),
        (box.left, box.bottom + font.size, "start"),
    )
    found = []
    for x, y, anchor in ends:
        placed = Font(font.size, font.look, anchor, font.bold)
        found.append((x, y, placed, text_box(x, y, taken, placed)))
    return found


@dataclass(frozen=True, slots=True)
class Frame:
    """Where what is dated stands, and right of it (from, to) what is not; None where there is none of it."""

    days: Days | None
    undated: tuple[float, float] | None


def frame(times: Sequence[ValidTime | None], room: tuple[float, float], undated: float, also: Iterable[date] = ()) -> Frame:
    """The room shared out: what is undated gets ``undated`` of it, or all where nothing is dated."""
    left, right = room
    told = [*bounds_of(times), *also]
    days = stretch(told)
    missing = any(not bounds_of([time]) for time in times)
    if days is None:
        return Frame(None, (left, right))
    # The room of a dot, so that what was on the first or last day does not run into what stands beside.
    end = right - undated - _BESIDE if missing else right
    return Frame(Days(*days, left + _EDGE, end - _EDGE), (right - undated, right) if missing else None)


def framed(canvas: Canvas, made: Frame, parts: Parts, foot: float) -> None:
    """The axis of time, and the border and heading of what is undated; drawn before the marks, labels below ``foot``."""
    if made.days:
        time_axis(canvas, made.days, parts, foot)
    if made.undated:
        left, right = made.undated
        if made.days:
            for top, end in parts:
                canvas.line(left - _BESIDE / 2, top, (left - _BESIDE / 2, end), "c-axis")
        canvas.line(left, foot, (right, foot), "c-now")
        said = canvas.messages("chart.undated" if made.days else "chart.undated_here")
        canvas.words(left, foot + TICK * 1.3, said, Font(TICK, "c-dim"), right - left)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a time is drawn: from ``begin`` to ``end``; ``exact`` where it is one day; which ends are open."""

    begin: float
    end: float
    exact: bool
    open_before: bool = False
    open_after: bool = False

    @property
    def middle(self) -> float:
        """Where a mark of it stands, if it is one day."""
        return (self.begin + self.end) / 2

    @property
    def room(self) -> tuple[float, float]:
        """All that it takes, what says that an end is open among it."""
        return self.begin - (OPEN if self.open_before else 0), self.end + (OPEN if self.open_after else 0)


OPEN = 13.0
"""The room of what says that an end is open."""
_POINT = 5.0
_CORNER = 1.5  # square enough that the shortest bar is not taken for the dot of a day
_EDGE = 6.0
_BESIDE = 20.0


def span(days: Days, time: ValidTime) -> Span:
    """Where the time is drawn; one whose one end is open is drawn at the other, and says so."""
    start, end = time.start, time.end
    if start is not None and end is not None and start == end:
        x = days.middle(start)
        return Span(x - _POINT, x + _POINT, True)
    if start is None or end is None:
        day = start or end
        assert day is not None  # a time with no end at all is none
        x = days.begin(day) if start else days.close(day)
        return Span(x - _POINT / 2, x + _POINT / 2, False, start is None, end is None)
    begin, close = days.begin(start), days.close(end)
    short = max(0.0, 2 * _POINT - (close - begin)) / 2
    return Span(begin - short, close + short, False)


def stroke(canvas: Canvas, drawn: Span, y: float, look: tuple[str, str, str], high: float = 9.0) -> None:
    """The mark of a span: a symbol where it is one day, else a bar as long as it; ``look``: symbol, class of a point, hue."""
    symbol, point, hue = look
    if drawn.exact:
        canvas.symbol(symbol, drawn.middle, y, f"{point} {hue}")
        return
    box = Box(drawn.begin, y - high / 2, drawn.end, y + high / 2)
    if point == "c-thin":  # a denial has no body
        canvas.rect(box, f"c-tile {hue}", rx=_CORNER)
        canvas.symbol(symbol, drawn.middle, y, f"{point} {hue}", 3.4)
    else:
        canvas.rect(box, f"{'c-full' if point == 'c-full' else 'c-tile'} {hue}", rx=_CORNER)
    if drawn.open_before:
        canvas.line(drawn.begin - 3, y, (drawn.begin - OPEN + 2, y), f"c-open {hue}")
    if drawn.open_after:
        canvas.line(drawn.end + 3, y, (drawn.end + OPEN - 2, y), f"c-open {hue}")
