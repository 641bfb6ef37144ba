"""Calendar arithmetic: from calendar parts to ValidTime. Every function answers None for a date that does not exist."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import ParamSpec

from shiguan.records.time import Precision, ValidTime

P = ParamSpec("P")


def _existing(build: Callable[P, ValidTime]) -> Callable[P, ValidTime | None]:
    @wraps(build)
    def checked(*args: P.args, **kwargs: P.kwargs) -> ValidTime | None:
        try:
            return build(*args, **kwargs)
        except (ValueError, OverflowError, calendar.IllegalMonthError):
            return None

    return checked


def last_day(year: int, month: int) -> date:
    """The last day of a month; ValueError for a month that does not exist."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_from(year: int, month: int, count: int) -> tuple[int, int]:
    """The (year, month) ``count`` months on; ``count`` may be negative."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def shift_months(day: date, count: int) -> date:
    """The same day ``count`` months on, or the last day of that month where it has no such day."""
    year, month = months_from(day.year, day.month, count)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), last_day(year, month))


@_existing
def years(first: int, last: int | None = None) -> ValidTime:
    """One year, or the years from ``first`` to ``last``."""
    if last is None or last == first:
        return ValidTime(date(first, 1, 1), date(first, 12, 31), Precision.YEAR)
    return ValidTime(date(first, 1, 1), date(last, 12, 31), Precision.RANGE)


@_existing
def months(year: int, first: int, last: int | None = None) -> ValidTime:
    """One month, or the months from ``first`` to ``last`` of a year; whole quarters, halves and years get that precision."""
    last = first if last is None else last
    precision = Precision.MONTH if first == last else Precision.RANGE
    return ValidTime(date(year, first, 1), last_day(year, last), precision)


@_existing
def quarter(year: int, number: int) -> ValidTime:
    """A quarter, 1 to 4."""
    return ValidTime(date(year, 3 * number - 2, 1), last_day(year, 3 * number), Precision.QUARTER)


@_existing
def half(year: int, number: int) -> ValidTime:
    """A half year, 1 or 2."""
    return ValidTime(date(year, 6 * number - 5, 1), last_day(year, 6 * number), Precision.HALF)


def months_to(moment: date, count: int) -> ValidTime:
    """``count`` whole months, the last of them that of a day; a quarter, half or year where they are one."""
    year, month = months_from(moment.year, moment.month, 1 - count)
    whole = {3: quarter, 6: half}.get(count)
    if whole and month % count == 1 and (found := whole(year, (month + count - 1) // count)):
        return found
    if count == 12 and month == 1 and (found := years(year)):
        return found
    return ValidTime(date(year, month, 1), last_day(moment.year, moment.month), Precision.RANGE)


@_existing
def day(year: int, month: int, number: int) -> ValidTime:
    """One day."""
    moment = date(year, month, number)
    return ValidTime(moment, moment, Precision.DAY)


@_existing
def days(first: date, last: date) -> ValidTime:
    """The days from ``first`` to ``last``; one day where they are the same."""
    return ValidTime(first, last, Precision.DAY if first == last else Precision.RANGE)


@_existing
def tens(year: int, month: int, first: int, last: int) -> ValidTime:
    """Days ``first`` to ``last`` of a month, cut at its end."""
    end = last_day(year, month)
    return ValidTime(date(year, month, first), min(end, date(year, month, 1) + timedelta(days=last - 1)), Precision.RANGE)


@_existing
def week(moment: date, offset: int = 0) -> ValidTime:
    """The week, Monday to Sunday, ``offset`` weeks from the one ``moment`` is in."""
    monday = moment - timedelta(days=moment.weekday()) + timedelta(weeks=offset)
    return ValidTime(monday, monday + timedelta(days=6), Precision.RANGE)


def around(moment: date, before: int, after: int) -> ValidTime | None:
    """From ``before`` days ahead of a day to ``after`` days past it."""
    try:
        return days(moment - timedelta(days=before), moment + timedelta(days=after))
    except OverflowError:
        return None
