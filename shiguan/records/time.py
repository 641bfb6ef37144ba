"""When something was so in the world: an interval of days, never more exact than what was said."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a time was told."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


_WHEN = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")


@dataclass(frozen=True, slots=True)
class ValidTime:
    """``start`` to ``end``, both included; ``None`` is an open bound. Unknown time is no ValidTime at all.

    >>> ValidTime.of("2024-H1").end
    datetime.date(2024, 6, 30)
    """

    start: date | None
    end: date | None
    precision: Precision
    expression: str = ""

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"time ends before it starts: {self.start} > {self.end}")

    @classmethod
    def of(cls, when: str, expression: str = "") -> ValidTime:
        """From the export form: ``2024``, ``2024-H1``, ``2024-Q3``, ``2024-08``, ``2024-08-30``, ``A/B`` (``..`` is an open bound).

        Raises ValueError for anything else.
        """
        if "/" in when:
            left, right = when.split("/", 1)
            start = None if left == ".." else cls.of(left).start
            end = None if right == ".." else cls.of(right).end
            return cls(start, end, Precision.RANGE, expression)
        match = _WHEN.match(when)
        if not match:
            raise ValueError(f"not a time: {when!r}")
        year, half, quarter, month, day = match.groups()
        y = int(year)
        if half:
            return cls._months(y, 6 * int(half) - 5, 6, Precision.HALF, expression)
        if quarter:
            return cls._months(y, 3 * int(quarter) - 2, 3, Precision.QUARTER, expression)
        if day:
            moment = date(y, int(month), int(day))
            return cls(moment, moment, Precision.DAY, expression)
        if month:
            return cls._months(y, int(month), 1, Precision.MONTH, expression)
        return cls._months(y, 1, 12, Precision.YEAR, expression)

    @classmethod
    def _months(cls, year: int, first: int, count: int, precision: Precision, expression: str) -> ValidTime:
        last = first + count - 1
        return cls(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), precision, expression)

    @property
    def when(self) -> str:
        """The export form; the inverse of ``of``."""
        match self.precision, self.start:
            case Precision.DAY, date() as s:
                return s.isoformat()
            case Precision.MONTH, date() as s:
                return f"{s.year:04d}-{s.month:02d}"
            case Precision.QUARTER, date() as s:
                return f"{s.year:04d}-Q{(s.month + 2) // 3}"
            case Precision.HALF, date() as s:
                return f"{s.year:04d}-H{1 if s.month <= 6 else 2}"
            case Precision.YEAR, date() as s:
                return f"{s.year:04d}"
        return f"{self.start.isoformat() if self.start else '..'}/{self.end.isoformat() if self.end else '..'}"

    def overlaps(self, other: ValidTime) -> bool:
        """Whether the two intervals share a day."""
        return (self.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (self.end or date.max)

    def near(self, other: ValidTime, days: int) -> bool:
        """Whether the two intervals overlap once both are widened by half of ``days``."""
        slack = timedelta(days=days)
        start, end = other.start or date.min, other.end or date.max
        return (self.start or date.min) <= (end if end == date.max else end + slack) and (
            start if start == date.min else start - slack
        ) <= (self.end or date.max)
