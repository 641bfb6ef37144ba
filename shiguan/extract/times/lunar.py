"""Days of the lunar calendar: 农历正月初八, 去年腊月廿三, 大年三十, 闰四月."""

from __future__ import annotations

from datetime import date, timedelta

from shiguan.extract.times import festivals, intervals
from shiguan.extract.times.below import Parts
from shiguan.extract.times.context import Context
from shiguan.extract.times.counting import count, digits
from shiguan.extract.times.match import TimeKind
from shiguan.extract.times.point import Reading
from shiguan.records.time import ValidTime

# Groups of `patterns.phrase`: one of them says that a match is a lunar day or month.
LUNAR_PARTS = frozenset({"lm", "om", "nm", "dn"})
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_OFFSETS = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}


def read_lunar(parts: Parts, context: Context, start: int, end: int) -> Reading:
    """The reading of a match of `patterns.phrase`; without a value outside the table of `festivals`."""
    month, day = _month_and_day(parts)
    told, relative = (next((parts[k + n] for k in "lkj" if k + n in parts), None) for n in "yr")

    def build(year: int) -> ValidTime | None:
        if "dn" in parts and day != 0:
            return _days(festivals.lunar_day(year, 1, day))
        if "dn" in parts:  # the eve of the year that begins, as 除夕
            return _days(festivals.festival("除夕", year))
        bounds = festivals.lunar_month(year, _number(month), "闰" in month)
        if bounds is None or not day:
            return intervals.days(*bounds) if bounds else None
        moment = bounds[0] + timedelta(days=day - 1)
        return _days(moment if moment <= bounds[1] else None)

    if told:
        return Reading(build(int(told) if told.isdigit() and told.isascii() else digits(told)), TimeKind.ABSOLUTE)
    if relative:
        anchor = context.anchor
        return Reading(build(anchor.year + _OFFSETS[relative]) if anchor else None, TimeKind.ANCHORED)
    return Reading(*context.dated(build, start, end))


def _month_and_day(parts: Parts) -> tuple[str, int]:
    """The month's words, and the day; 0 where none is told, and for the eve of the year."""
    if "dn" in parts:
        return "正", count(parts["dn"][1:]) if parts["dn"][0] == "初" else 0
    month = next(parts[n] for n in ("lm", "om", "nm") if n in parts)
    day = next((parts[n] for n in ("ld", "od", "nd") if n in parts), "")
    return month, count(day.lstrip("初")) if day else 0


def _number(month: str) -> int:
    month = month.lstrip("闰")
    return _MONTHS.get(month) or count(month)


def _days(moment: date | None) -> ValidTime | None:
    return intervals.days(moment, moment) if moment else None
