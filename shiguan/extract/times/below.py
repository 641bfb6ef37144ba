"""What stands below a year and below a month, built once the year is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from shiguan.extract.times import festivals, intervals, lexicon
from shiguan.extract.times.context import Build, Context
from shiguan.extract.times.counting import count
from shiguan.records.time import Precision, ValidTime

Parts = dict[str, str]
_END = 3


def edge_of_year(year: int, edge: str) -> ValidTime | None:
    """The third of a year that 初 or 中 names; of 底 the last quarter."""
    third = lexicon.EDGES[edge]
    return intervals.quarter(year, 4) if third == _END else intervals.months(year, 4 * third - 3, 4 * third)


def quarter_part(year: int, quarter: int, edge: str | None) -> ValidTime | None:
    """A quarter, or its first or last month."""
    if edge:
        return intervals.months(year, 3 * quarter - (2 if edge == "初" else 0))
    return intervals.quarter(year, quarter)


def season(year: int, name: str) -> ValidTime | None:
    """A season or school holiday; winter ends in the next year."""
    first, length = lexicon.SEASONS[name]
    last = first + length - 1
    if last <= 12:
        return intervals.months(year, first, last)
    return intervals.days(date(year, first, 1), intervals.last_day(year + 1, last - 12))


def below_year(parts: Parts, context: Context) -> Build | None:
    """What builds the time once its year is known; None where only the year is told."""
    for name, build in _BELOW.items():
        if name in parts:
            return lambda year: build(parts, year)
    if "same" in parts:
        return lambda year: _same_stretch(year, context)
    anchor = context.anchor
    if anchor and "sameday" in parts:
        return lambda year: intervals.day(year, anchor.month, anchor.day)
    if anchor and "samemonth" in parts:
        return lambda year: intervals.months(year, anchor.month)
    if anchor and parts.get("rmonth") in ("本月", "这个月"):
        return lambda year: month_part(parts, year, anchor.month)
    told = context.told
    if told and told.start and parts.get("tmonth") in ("同月", "当月", "该月"):
        month = told.start.month
        return lambda year: month_part(parts, year, month)
    return None


def _same_stretch(year: int, context: Context) -> ValidTime | None:
    """同期: the stretch told before, in another year; the whole year where none was told."""
    told = context.told
    if told is None or told.start is None or told.end is None or told.start.year != told.end.year:
        return intervals.years(year)
    if told.precision is Precision.DAY:
        return intervals.day(year, told.start.month, told.start.day)
    if told.precision is Precision.HALF:
        return intervals.half(year, 1 if told.start.month == 1 else 2)
    if told.precision is Precision.QUARTER:
        return intervals.quarter(year, (told.start.month + 2) // 3)
    return intervals.months(year, told.start.month, told.end.month) if told.precision != Precision.YEAR else intervals.years(year)


def _half(parts: Parts, year: int) -> ValidTime | None:
    return intervals.half(year, 1 if parts["half"] in "上前" else 2)


def _nth_quarter(parts: Parts, year: int) -> ValidTime | None:
    name = next(parts[n] for n in ("qn", "qb", "q", "qx") if n in parts)
    return quarter_part(year, lexicon.QUARTERS[name], parts.get("qe") or parts.get("qf"))


def _quarters(parts: Parts, year: int) -> ValidTime | None:
    first = lexicon.QUARTERS[parts.get("qfrom") or parts["mfrom"]]
    return intervals.months(year, 3 * first - 2, 3 * lexicon.QUARTERS[parts.get("qto") or parts["mto"]])


def _first_months(parts: Parts, year: int) -> ValidTime | None:
    if "firstq" in parts:
        return intervals.months(year, 1, 3 * count(parts["firstq"]))
    return intervals.months(year, 1, count(parts["firstm"]))


def _last_months(parts: Parts, year: int) -> ValidTime | None:
    return intervals.months(year, 13 - count(parts["lastm"]), 12)


def _month(parts: Parts, year: int) -> ValidTime | None:
    month = 1 if parts["month"] == "元" else count(parts["month"])
    if "monthpair" in parts:
        return intervals.months(year, count(parts["monthpair"]), month)
    return month_part(parts, year, month)


def _festival(parts: Parts, year: int) -> ValidTime | None:
    name, mod = parts["fest"], parts.get("fmod", "")
    moment = festivals.festival(name, year)
    if moment is None:
        return None
    first, length = festivals.HOLIDAY.get(name, festivals.HOLIDAY_ELSE)
    holiday = moment + timedelta(days=first)
    if mod in ("期间", "小长假", "长假", "假期", "黄金周", "假日", "档") or name.endswith("黄金周"):
        return intervals.around(holiday, 0, length - 1)
    if mod == "前后":  # half a month either way
        return intervals.around(moment, 15, 15)
    if mod == "前夕" or mod.endswith("前"):
        return intervals.days(moment - timedelta(days=15), moment - timedelta(days=1))
    if mod.endswith("后"):  # the month after the holiday
        return intervals.days(holiday + timedelta(days=length), holiday + timedelta(days=length + 30))
    return intervals.around(moment, 0, 0)


def _weeks(parts: Parts, year: int) -> ValidTime | None:
    return intervals.week(_first_monday(year, 1), count(parts["yweek"]) - 1)


def _year_days(parts: Parts, year: int) -> ValidTime | None:
    first = date(year, 1, 1)
    if "yfirstd" in parts:
        return intervals.days(first, first + timedelta(days=count(parts["yfirstd"]) - 1))
    return intervals.around(first + timedelta(days=count(parts["ynthd"]) - 1), 0, 0)


def _year_last(parts: Parts, year: int) -> ValidTime | None:
    number, last = count(parts["ylast"]), date(year, 12, 31)
    if parts["ylastu"] == "个月":
        return intervals.months(year, 13 - number, 12)
    if parts["ylastu"] != "天":
        return _last_weeks(last, number)
    return intervals.days(last - timedelta(days=number - 1), last)


def _last_weeks(last: date, number: int) -> ValidTime | None:
    """The last whole weeks, Monday to Sunday, that end by a day."""
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    return intervals.days(sunday - timedelta(days=7 * number - 1), sunday)


_BELOW: dict[str, Callable[[Parts, int], ValidTime | None]] = {
    "half": _half,
    "h": lambda parts, year: intervals.half(year, int(parts["h"])),
    "qfrom": _quarters,
    "mfrom": _quarters,
    "qn": _nth_quarter,
    "qb": _nth_quarter,
    "q": _nth_quarter,
    "qx": _nth_quarter,
    "firstq": _first_months,
    "firstm": _first_months,
    "firstmonth": lambda _, year: intervals.months(year, 1),
    "nthm": lambda parts, year: intervals.months(year, count(parts["nthm"])),
    "lastm": _last_months,
    "month": _month,
    "bmonth": lambda parts, year: month_part(parts, year, int(parts["bmonth"])),
    "fest": _festival,
    "season": lambda parts, year: season(year, parts["season"]),
    "vacation": lambda parts, year: season(year, parts["vacation"]),
    "yseason": lambda parts, year: season(year, parts["yseason"]),
    "start": lambda _, year: intervals.months(year, 1),
    "edgeword": lambda parts, year: edge_of_year(year, parts["edgeword"]),
    "yedge": lambda parts, year: edge_of_year(year, parts["yedge"]),
    "yweek": _weeks,
    "yfirstd": _year_days,
    "ynthd": _year_days,
    "ylast": _year_last,
    "whole": lambda _, year: intervals.years(year),
}


def month_part(parts: Parts, year: int, month: int) -> ValidTime | None:
    """What is told of a month; the whole of it where nothing more is."""
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return None
    tens = parts.get("tens") or parts.get("mhalf", "") * 2
    if tens:
        return intervals.tens(year, month, *lexicon.TENS[tens])
    if parts.get("medge"):
        return intervals.tens(year, month, *(((1, 10), (11, 20), (21, 31))[lexicon.EDGES[parts["medge"]] - 1]))
    if "day" in parts:
        return intervals.day(year, month, count(parts["day"]))
    return _days_of_month(parts, date(year, month, 1), intervals.last_day(year, month))


def _days_of_month(parts: Parts, first: date, last: date) -> ValidTime | None:
    """Weeks and days counted within a month."""
    year, month = first.year, first.month
    if "nthweek" in parts:
        return intervals.week(_first_monday(year, month), count(parts["nthweek"]) - 1)
    if "nthday" in parts:
        wanted = (lexicon.WEEKDAYS[parts["nthday"]] - first.weekday()) % 7 + 7 * (count(parts["nth"]) - 1)
        return intervals.around(first + timedelta(days=wanted), 0, 0)
    if "lastday" in parts:
        return intervals.around(last - timedelta(days=(last.weekday() - lexicon.WEEKDAYS[parts["lastday"]]) % 7), 0, 0)
    if "firstd" in parts:
        return intervals.days(first, first + timedelta(days=count(parts["firstd"]) - 1))
    if "lastw" in parts:
        return _last_weeks(last, count(parts["lastw"]))
    if "lastd" in parts:
        return intervals.days(last - timedelta(days=count(parts["lastd"]) - 1), last)
    return intervals.months(year, month)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)
