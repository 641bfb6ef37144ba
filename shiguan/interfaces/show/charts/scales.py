"""From values to places in a picture: scales, the ticks along them, and labels kept off each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, log10

_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_DAYS = (1, 2, 7, 14)
_YEAR = 12
_DAYS_UP_TO = 62  # where a stretch of time is shorter, its ticks are days


@dataclass(frozen=True, slots=True)
class Scale:
    """``low`` to ``high`` of what is measured, drawn from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value; beyond the ends, the end."""
        part = 0.0 if self.high == self.low else (value - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, part)) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Days:
    """The days ``first`` to ``last``, both included, drawn from ``start`` to ``end``."""

    first: date
    last: date
    start: float
    end: float

    @property
    def scale(self) -> Scale:
        """By day number; a day is as wide as one."""
        return Scale(self.first.toordinal(), self.last.toordinal() + 1, self.start, self.end)

    def begin(self, day: date) -> float:
        """Where the day begins."""
        return self.scale(day.toordinal())

    def close(self, day: date) -> float:
        """Where the day is over."""
        return self.scale(day.toordinal() + 1)

    def middle(self, day: date) -> float:
        """The place of something that was on that day."""
        return self.scale(day.toordinal() + 0.5)


def stretch(days: Iterable[date], least: int = 20) -> tuple[date, date] | None:
    """First and last of the days, at least so many apart; None where there are none."""
    told = sorted(days)
    if not told:
        return None
    first, last = told[0], told[-1]
    missing = max(0, least - (last - first).days)
    before, after = missing // 2, missing - missing // 2
    return (
        date.fromordinal(max(1, first.toordinal() - before)),
        date.fromordinal(min(date.max.toordinal(), last.toordinal() + after)),
    )


def date_ticks(first: date, last: date, fit: Callable[[int, str], bool]) -> list[tuple[date, str]]:
    """First days of years, months or weeks between the two with their labels: as many as ``fit`` (how many, of what) lets."""
    span = (last - first).days
    if span <= _DAYS_UP_TO:
        step = next((s for s in _DAYS if fit(span // s + 1, first.isoformat())), None)
        if step:
            return [(day, day.isoformat()) for day in (first + timedelta(n) for n in range(0, span + 1, step))]
    begin, end = _month(first) + (first.day > 1), _month(last)
    for step in _MONTHS:
        months = range(ceil(begin / step) * step, end + 1, step)
        if months and fit(len(months), _label(months[0], step)):
            return [(_day(month), _label(month, step)) for month in months if month >= _YEAR]
    return []


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _day(month: int) -> date:
    return date(month // _YEAR, month % _YEAR + 1, 1)


def _label(month: int, step: int) -> str:
    day = _day(month)
    return f"{day.year:04d}" if step % _YEAR == 0 else f"{day.year:04d}-{day.month:02d}"


def count_ticks(high: int, most: int) -> list[int]:
    """Whole numbers from 0 to ``high`` or the next above it, in steps of 1, 2 or 5 times a power of ten, at most so many."""
    most = max(2, most)
    step, times = 1, (1, 2, 5)
    power = 0
    while True:
        for one in times:
            step = one * 10**power
            if ceil(high / step) + 1 <= most:
                return list(range(0, max(1, ceil(high / step)) * step + 1, step))
        power += 1


def decades(values: Sequence[Decimal]) -> tuple[int, int]:
    """The powers of ten that the (positive) values lie between; at least one apart."""
    if not values:
        return 0, 1
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def decade_ticks(low: int, high: int, most: int) -> list[int]:
    """The powers of ten to label, at most so many, always the lowest."""
    step = max(1, ceil((high - low + 1) / max(1, most)))
    return list(range(low, high + 1, step))


def fold(sizes: Sequence[int], most: int) -> tuple[list[int], list[int]]:
    """Of things by size which are kept, in their order, and which go into one "others", never one alone."""
    if len(sizes) <= most:
        return list(range(len(sizes))), []
    ranked = sorted(range(len(sizes)), key=lambda i: (-sizes[i], i))
    kept = set(ranked[: max(0, most - 1)])
    return [i for i in range(len(sizes)) if i in kept], [i for i in range(len(sizes)) if i not in kept]


def packed(spans: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """A row for each span such that those in one row keep the gap; spans in order of their beginnings fill the rows from 0."""
    ends: list[float] = []
    rows = [0] * len(spans)
    for i in sorted(range(len(spans)), key=lambda i: (spans[i][0], spans[i][1], i)):
        begin, end = spans[i]
        row = next((n for n, taken in enumerate(ends) if taken + gap <= begin), len(ends))
        if row == len(ends):
            ends.append(end)
        else:
            ends[row] = end
        rows[i] = row
    return rows


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Whether it lies inside the other."""
        return self.left >= other.left and self.right <= other.right and self.top >= other.top and self.bottom <= other.bottom


class Room:
    """What of a picture's part is taken already, so that labels find a free place."""

    def __init__(self, whole: Box) -> None:
        self._whole = whole
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        """Something stands there."""
        self._taken.append(box)

    def first_free(self, wanted: Iterable[Box]) -> Box | None:
        """The first of the boxes that is free, and is taken from now on; None where none is."""
        for box in wanted:
            if box.within(self._whole) and not any(box.overlaps(other) for other in self._taken):
                self._taken.append(box)
                return box
        return None
