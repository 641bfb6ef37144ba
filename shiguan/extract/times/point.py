"""From the named parts of a calendar place to a ValidTime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from shiguan.extract.times import festivals, intervals, lexicon
from shiguan.extract.times.context import Build, Context
from shiguan.extract.times.counting import count, digits
from shiguan.extract.times.match import TimeKind
from shiguan.records.time import Precision, ValidTime

Parts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, how it was come by, and what it tells the rest of the sentence: its year, its (year, month)."""

    value: ValidTime | None
    kind: TimeKind
    year: int | None = None
    month: tuple[int, int] | None = None


def read_point(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    """The reading of a match of `patterns.point`; None where the words are no time after all."""
    if "iy" in parts:
        return _iso(parts)
    if {"em", "bm", "eqy", "fqy"} & parts.keys():
        return _english(parts, context, start, end)
    if "both" in parts:
        first = context.anchor.year + (parts["both"][0] == "去") * -1 if context.anchor else None
        return Reading(intervals.years(first, first + 1) if first else None, TimeKind.ANCHORED)
    if "nowyear" in parts:
        year = context.anchor.year + "去今明".index(parts["nowyear"]) - 1 if context.anchor else None
        return Reading(_season(year, parts["nowseason"]) if year else None, TimeKind.ANCHORED, year)
    if parts.keys() & {"roc", "fy", "fiscal", "year", "cyear", "year2", "cyear2", "zero", "ryear", "tyear"}:
        return _with_year(parts, context, start, end)
    return _without_year(parts, context, start, end)


def _iso(parts: Parts) -> Reading | None:
    year, month = int(parts["iy"]), int(parts.get("im") or parts["cm"])
    number = parts.get("id") or parts.get("cd")
    if parts.get("sep") == "." and number is None and len(parts["im"]) == 1:
        return None  # 2024.8 may be a plain number
    value = intervals.day(year, month, int(number)) if number else intervals.months(year, month)
    return Reading(value, TimeKind.ABSOLUTE, year, (year, month))


def _english(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    for quarter, half, year in (("eq", "eh", "eqy"), ("fq", "fh", "fqy")):
        if year in parts:
            full = _full_year(int(parts[year]), context)
            if quarter in parts:
                return Reading(intervals.quarter(full, int(parts[quarter])), TimeKind.ABSOLUTE, full)
            return Reading(intervals.half(full, int(parts[half])), TimeKind.ABSOLUTE, full)
    month = lexicon.MONTH_NAMES[(parts.get("em") or parts["bm"]).lower()]
    number, told = parts.get("ed") or parts.get("bd"), parts.get("ey") or parts.get("emy") or parts.get("by")

    def build(year: int) -> ValidTime | None:
        return intervals.day(year, month, int(number)) if number else intervals.months(year, month)

    if told:
        return Reading(build(int(told)), TimeKind.ABSOLUTE, int(told), (int(told), month))
    value, kind = context.dated(build, start, end)
    return Reading(value, kind, None, _month_of(value))


def _full_year(number: int, context: Context) -> int:
    """24 is 2024, 98 is 1998: no more than ten years past publication."""
    if number > 99:
        return number
    latest = (context.anchor.year if context.anchor else 2030) + 10
    return 2000 + number if 2000 + number <= latest else 1900 + number


def _year_of(parts: Parts, context: Context) -> tuple[int | None, TimeKind]:
    if "ryear" in parts:
        offset = lexicon.YEAR_OFFSETS[parts["ryear"]]
        return (context.anchor.year + offset if context.anchor else None), TimeKind.ANCHORED
    if "tyear" in parts:
        offset = lexicon.TOLD_YEARS[parts["tyear"]]
        base = context.told.start if context.told else None
        if base is None and parts["tyear"] == "次年" and context.anchor:
            base = context.anchor
        return (base.year + offset if base else None), TimeKind.TOLD
    if "roc" in parts:
        return 1911 + count(parts["roc"]), TimeKind.ABSOLUTE
    for name in ("cyear", "cyear2", "zero"):
        if name in parts:
            return _full_year(digits(parts[name]), context), TimeKind.ABSOLUTE
    text = next(parts[n] for n in ("year", "year2", "fy", "fiscal") if n in parts)
    return _full_year(int(text), context), TimeKind.ABSOLUTE


def _with_year(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    year, kind = _year_of(parts, context)
    build = below_year(parts, context)
    if build is None and "year2" in parts and not _plausible(parts["year2"], context, start, end):
        return None
    if year is None:
        return Reading(None, kind)
    value = build(year) if build else intervals.years(year)
    if build and value and parts.get("ryear") == "今年" and "month" in parts and _stale(value, context, start, end):
        year -= 1
        value = build(year)
    return Reading(value, kind, year, _month_of(value))


def _stale(value: ValidTime, context: Context, start: int, end: int) -> bool:
    """Whether 今年 was written in the old year and published in the new: 今年11月 in January, with no promise around it."""
    opening = context.anchor is not None and context.anchor.month <= 2
    return opening and value.start is not None and value.start.month >= 9 and not context.promised(start, end)


def _plausible(text: str, context: Context, start: int, end: int) -> bool:
    """Whether two digits and 年 are a year and no length of time: 08年, or a year near publication that nothing measures."""
    if text[0] == "0":
        return True
    before, ahead = context.text[max(0, start - 3) : start], context.text[end : end + 3]
    if (
        context.anchor is None
        or before[-1:] in tuple("近第这那过历经用了达满共超逾约前后每几数多长整为以有仅只业工干续距任时")
        or before.endswith(("从业", "持续"))
    ):
        return start == 0 and end == len(context.text)
    if ahead[:1] in tuple("前后来间内多半之以历时期老经里的") and not ahead.startswith(("以后", "之后", "以来", "以前", "之前")):
        return ahead[:1] == "的" and abs(2000 + int(text) - context.anchor.year) <= 2
    return abs(2000 + int(text) - context.anchor.year) <= 5 or start == 0


def _without_year(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    if "rq" in parts:
        return Reading(_relative_quarter(parts, context), TimeKind.ANCHORED)
    if "rmonth" in parts or "tmonth" in parts:
        at, kind = _relative_month(parts, context)
        return Reading(month_part(parts, *at) if at else None, kind, at[0] if at else None, at)
    if "edge" in parts:
        return _lone_edge(parts["edge"], context, start, end)
    if "lone" in parts or "last" in parts:
        return _lone_day(count(parts.get("lone") or parts["last"]), context, start, end)
    if parts.keys() & {"bedge", "btens", "halfmonth"}:
        at = context.month or ((context.anchor.year, context.anchor.month) if context.anchor else None)
        kind = TimeKind.TOLD if context.month else TimeKind.ANCHORED
        part = {"medge": parts.get("bedge", ""), "tens": parts.get("btens") or parts.get("halfmonth", "") * 2}
        return Reading(month_part(part, *at) if at else None, kind)
    build = below_year(parts, context)
    if build is None:
        return None
    value, kind = context.dated(build, start, end)
    return Reading(value, kind, context.year, _month_of(value) if "month" in parts else None)


def _relative_quarter(parts: Parts, context: Context) -> ValidTime | None:
    if context.anchor is None:
        return None
    offset = lexicon.QUARTER_OFFSETS[parts["rq"]]
    year, month = intervals.months_from(context.anchor.year, context.anchor.month, 3 * offset)
    return _quarter_part(year, (month + 2) // 3, parts.get("rqe"))


def _relative_month(parts: Parts, context: Context) -> tuple[tuple[int, int] | None, TimeKind]:
    if "rmonth" in parts:
        anchor, offset = context.anchor, lexicon.MONTH_OFFSETS[parts["rmonth"]]
        return (intervals.months_from(anchor.year, anchor.month, offset) if anchor else None), TimeKind.ANCHORED
    told, offset = context.told, lexicon.TOLD_MONTHS[parts["tmonth"]]
    if told is None and parts["tmonth"] in ("当月", "同月") and context.anchor:
        return (context.anchor.year, context.anchor.month), TimeKind.ANCHORED
    if told is None or told.start is None or told.precision not in (Precision.DAY, Precision.MONTH):
        return None, TimeKind.TOLD
    return intervals.months_from(told.start.year, told.start.month, offset), TimeKind.TOLD


def _lone_edge(word: str, context: Context, start: int, end: int) -> Reading:
    anchor = context.anchor
    if word in ("岁末年初", "年末岁初"):
        if anchor is None:
            return Reading(None, TimeKind.ANCHORED)
        year = anchor.year if anchor.month >= 11 else anchor.year - 1
        value = intervals.days(date(year, 12, 1), date(year + 1, 1, 31))
        return Reading(value, TimeKind.ANCHORED)
    if word in ("年内", "开年"):
        year = context.year or (anchor.year if anchor else None)
        built = intervals.years(year) if word == "年内" and year else _edge_of_year(year, "初") if year else None
        return Reading(built, TimeKind.ANCHORED)
    part = next(c for c in ("初", "中", "底", "末", "尾") if c in word)
    year = context.year
    if year is None and anchor:  # 年底 in the first months of a year, with no promise, is the year before's
        late = part in "底末尾" and anchor.month <= 3 and not context.promised(start, end)
        year = anchor.year - 1 if late else anchor.year
    kind = TimeKind.TOLD if context.year else TimeKind.ANCHORED
    return Reading(_edge_of_year(year, part) if year else None, kind, year)


def _lone_day(number: int, context: Context, start: int, end: int) -> Reading:
    if context.month:
        return Reading(intervals.day(*context.month, number), TimeKind.TOLD, None, context.month)
    anchor = context.anchor
    if anchor is None:
        return Reading(None, TimeKind.ANCHORED)
    ahead = number > anchor.day and not context.promised(start, end)
    for back in range(1 if ahead else 0, 12):  # 31日 said in March of February's is January's: the last month that has it
        year, month = intervals.months_from(anchor.year, anchor.month, -back)
        value = intervals.day(year, month, number)
        if value:
            return Reading(value, TimeKind.ANCHORED, None, (year, month))
    return Reading(None, TimeKind.ANCHORED)


def _edge_of_year(year: int, edge: str) -> ValidTime | None:
    third = lexicon.EDGES[edge]
    return intervals.months(year, 4 * third - 3, 4 * third)


def _quarter_part(year: int, quarter: int, edge: str | None) -> ValidTime | None:
    if edge:
        return intervals.months(year, 3 * quarter - (2 if edge == "初" else 0))
    return intervals.quarter(year, quarter)


def _season(year: int, name: str) -> ValidTime | None:
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
    name = next(parts[n] for n in ("qn", "qb", "q") if n in parts)
    return _quarter_part(year, lexicon.QUARTERS[name], parts.get("qe"))


def _first_months(parts: Parts, year: int) -> ValidTime | None:
    if "firstq" in parts:
        return intervals.months(year, 1, 3 * count(parts["firstq"]))
    return intervals.months(year, 1, count(parts["firstm"]))


def _last_months(parts: Parts, year: int) -> ValidTime | None:
    return intervals.months(year, 13 - count(parts["lastm"]), 12)


def _month(parts: Parts, year: int) -> ValidTime | None:
    month = count(parts["month"])
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
    return intervals.days(last - timedelta(days=number * (7 if parts["ylastu"] == "周" else 1) - 1), last)


_BELOW: dict[str, Callable[[Parts, int], ValidTime | None]] = {
    "half": _half,
    "h": lambda parts, year: intervals.half(year, int(parts["h"])),
    "qn": _nth_quarter,
    "qb": _nth_quarter,
    "q": _nth_quarter,
    "firstq": _first_months,
    "firstm": _first_months,
    "firstmonth": lambda _, year: intervals.months(year, 1),
    "nthm": lambda parts, year: intervals.months(year, count(parts["nthm"])),
    "lastm": _last_months,
    "month": _month,
    "fest": _festival,
    "season": lambda parts, year: _season(year, parts["season"]),
    "vacation": lambda parts, year: _season(year, parts["vacation"]),
    "yseason": lambda parts, year: _season(year, parts["yseason"]),
    "edgeword": lambda parts, year: _edge_of_year(year, parts["edgeword"]),
    "yedge": lambda parts, year: _edge_of_year(year, parts["yedge"]),
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
    if parts.get("tens"):
        return intervals.tens(year, month, *lexicon.TENS[parts["tens"]])
    if parts.get("medge"):
        return intervals.tens(year, month, *(((1, 10), (11, 20), (21, 31))[lexicon.EDGES[parts["medge"]] - 1]))
    if "day" in parts:
        return intervals.day(year, month, count(parts["day"]))
    first, last = date(year, month, 1), intervals.last_day(year, month)
    if "nthweek" in parts:
        return intervals.week(_first_monday(year, month), count(parts["nthweek"]) - 1)
    if "nthday" in parts:
        wanted = (lexicon.WEEKDAYS[parts["nthday"]] - first.weekday()) % 7 + 7 * (count(parts["nth"]) - 1)
        return intervals.around(first + timedelta(days=wanted), 0, 0)
    if "lastday" in parts:
        return intervals.around(last - timedelta(days=(last.weekday() - lexicon.WEEKDAYS[parts["lastday"]]) % 7), 0, 0)
    if "firstd" in parts:
        return intervals.days(first, first + timedelta(days=count(parts["firstd"]) - 1))
    if "lastd" in parts:
        return intervals.days(last - timedelta(days=count(parts["lastd"]) - 1), last)
    return intervals.months(year, month)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _month_of(value: ValidTime | None) -> tuple[int, int] | None:
    if value and value.start and value.end and (value.start.year, value.start.month) == (value.end.year, value.end.month):
        return value.start.year, value.start.month
    return None
