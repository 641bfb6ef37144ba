"""From the named parts of a calendar place to a ValidTime."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shiguan.extract.times import intervals, lexicon, patterns
from shiguan.extract.times.below import Parts, below_year, edge_of_year, month_part, quarter_part, season
from shiguan.extract.times.context import Context
from shiguan.extract.times.counting import count, digits
from shiguan.extract.times.match import TimeKind
from shiguan.records.time import Precision, ValidTime

_COMPARED = ("较", "比", "与", "于", "同")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, how it was come by, and what it tells the rest of the sentence: its year, its (year, month)."""

    value: ValidTime | None
    kind: TimeKind
    year: int | None = None
    month: tuple[int, int] | None = None


def read_point(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    """The reading of a match of `patterns.point`; None where the words are no time after all."""
    if parts.keys() & {"iy", "uy", "vy"}:
        return _iso(parts, context, end)
    if parts.keys() & {"wm", "wm2"}:
        month, number = int(parts.get("wm") or parts["wm2"]), int(parts.get("wd") or parts["wd2"])
        value, kind = context.dated(lambda year: intervals.day(year, month, number), start, end)
        return Reading(value, kind, None, _month_of(value))
    if {"em", "bm", "eqy", "eqf", "eqz", "fqy"} & parts.keys():
        return _english(parts, context, start, end)
    if "both" in parts:
        first = context.anchor.year + lexicon.PAIRS[parts["both"][:2]] if context.anchor else None
        return Reading(intervals.years(first, first + 1) if first else None, TimeKind.ANCHORED)
    if "nowyear" in parts:
        year = context.anchor.year + "去今明".index(parts["nowyear"]) - 1 if context.anchor else None
        return Reading(season(year, parts["nowseason"]) if year else None, TimeKind.ANCHORED, year)
    if parts.keys() & {
        "roc",
        "minguo",
        "fy",
        "fiscal",
        "byear",
        "year",
        "cyear",
        "year2",
        "cyear2",
        "cyear3",
        "zero",
        "ryear",
        "tyear",
    }:
        return _with_year(parts, context, start, end)
    return _without_year(parts, context, start, end)


def _iso(parts: Parts, context: Context, end: int) -> Reading | None:
    if "uy" in parts:
        first, second, year = int(parts["ud"]), int(parts["um"]), int(parts["uy"])
        value = intervals.day(year, second, first) or intervals.day(year, first, second)
        return Reading(value, TimeKind.ABSOLUTE, year, _month_of(value)) if value else None
    if "vy" in parts:
        year = _full_year(int(parts["vy"]), context)
        value = intervals.day(year, int(parts["vm"]), int(parts["vd"]))
        return Reading(value, TimeKind.ABSOLUTE, year, _month_of(value)) if value else None
    if "xm" in parts or "sm" in parts:
        return _loose_iso(parts)
    year, month = int(parts["iy"]), int(parts.get("im") or parts["cm"])
    number = parts.get("id") or parts.get("cd")
    if parts.get("sep") == "." and number is None and len(parts["im"]) == 1:  # 2024.8 may be a plain number
        whole = context.text.strip() == f"{year}.{month}"
        if not (whole or context.joined or patterns.dotted().match(context.text, end)):
            return None
    value = intervals.day(year, month, int(number)) if number else intervals.months(year, month)
    return Reading(value, TimeKind.ABSOLUTE, year, (year, month))


def _loose_iso(parts: Parts) -> Reading | None:
    """Dates with spaces, or with two kinds of separator: 1994.01-19; but 2024.09-12 leads from month to month."""
    year, month, number = int(parts["iy"]), int(parts.get("xm") or parts["sm"]), int(parts.get("xd") or parts["sd"])
    if parts.get("xs") == "-" and month < number <= 12:
        return Reading(intervals.months(year, month, number), TimeKind.ABSOLUTE, year)
    value = intervals.day(year, month, number)
    return Reading(value, TimeKind.ABSOLUTE, year, (year, month)) if value else None


def _english(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    for quarter, half, year in (("eq", "eh", "eqy"), ("eq", "eh", "eqf"), ("eq", "eh", "eqz"), ("fq", "fh", "fqy")):
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
        told = context.told
        base = (told.end if told.precision is Precision.RANGE else told.start) if told else None
        if base is None and parts["tyear"] == "次年" and context.anchor:
            base = context.anchor
        return (base.year + offset if base else None), TimeKind.TOLD
    if "roc" in parts:
        number = 1 if parts["roc"] == "元" else count(parts["roc"])
        return lexicon.ERAS[parts["era"]] + number - 1, TimeKind.ABSOLUTE
    if "byear" in parts:
        number = int(parts["byear"])
        return (number if number > 999 else 1911 + number), TimeKind.ABSOLUTE
    if "minguo" in parts:
        return 1911 + int(parts["minguo"]), TimeKind.ABSOLUTE
    for name in ("cyear", "cyear2", "cyear3", "zero"):
        if name in parts:
            return _full_year(digits(parts[name]), context), TimeKind.ABSOLUTE
    text = next(parts[n] for n in ("year", "year2", "fy", "fiscal") if n in parts)
    return _full_year(
        int(text[-2:] if "/" in text or "-" in text else text), context
    ), TimeKind.ABSOLUTE  # 2023/24财年 ends in 2024


def _with_year(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    if "yend" in parts and not context.joined:
        return None  # four digits behind a dash
    if "cyear3" in parts and digits(parts["cyear3"]) % 11 == 1:
        return None  # 二三年, 三四年: a length, roughly
    year, kind = _year_of(parts, context)
    build = below_year(parts, context)
    if build is None and "year2" in parts and not _plausible(parts["year2"], context, start, end):
        return None
    if year is None:
        return Reading(None, kind)
    value = build(year) if build else intervals.years(year)
    if "same" in parts and kind is TimeKind.ANCHORED and build and value and context.told and _alike(value, context.told):
        value = build(year - 1)  # the report of a year that is over calls the one before it 上年
    if build and value and parts.get("ryear") == "今年" and "month" in parts and _stale(value, context, start, end):
        year -= 1
        value = build(year)
    if "fiscal" in parts and build and value and value.start and context.anchor and value.start > context.anchor:
        return Reading(None, kind)  # 2027财年第一季度, told in August 2026: when that year begins its house knows
    return Reading(value, kind, year, _month_of(value))


def _alike(one: ValidTime, other: ValidTime) -> bool:
    return (one.start, one.end) == (other.start, other.end)


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
        return Reading(_relative_quarter(parts, context, start, end), TimeKind.ANCHORED)
    if "rmonth" in parts or "tmonth" in parts:
        at, kind = _relative_month(parts, context)
        return Reading(month_part(parts, *at) if at else None, kind, at[0] if at else None, at)
    if "edge" in parts:
        return _lone_edge(parts["edge"], context, start, end)
    if "nextday" in parts and not context.month:
        return None
    if parts.keys() & {"lone", "last", "nextday"}:
        return _lone_day(count(parts.get("lone") or parts.get("last") or parts["nextday"]), context, start, end)
    if parts.keys() & {"bedge", "btens", "halfmonth"}:
        at = context.month or ((context.anchor.year, context.anchor.month) if context.anchor else None)
        kind = TimeKind.TOLD if context.month else TimeKind.ANCHORED
        part = {"medge": parts.get("bedge", ""), "tens": parts.get("btens") or parts.get("halfmonth", "") * 2}
        return Reading(month_part(part, *at) if at else None, kind)
    build = below_year(parts, context)
    if build is None:
        return None
    value, kind = context.dated(build, start, end)
    return Reading(value, kind, context.year, _month_of(value) if parts.keys() & {"month", "bmonth"} else None)


def _relative_quarter(parts: Parts, context: Context, start: int, end: int) -> ValidTime | None:
    """Counted from publication; in the report of a quarter 本季 is that quarter, and 较上季 compares it with the one before."""
    if context.anchor is None:
        return None
    base, offset, told = context.anchor, lexicon.QUARTER_OFFSETS[parts["rq"]], context.told
    if told and told.start and told.end and told.precision is Precision.QUARTER and told.end < base:
        compared = offset < 0 and context.text.endswith(_COMPARED, 0, start)
        if compared or (offset == 0 and not context.promised(start, end)):
            base = told.start
    year, month = intervals.months_from(base.year, base.month, 3 * offset)
    return quarter_part(year, (month + 2) // 3, parts.get("rqe"))


def _relative_month(parts: Parts, context: Context) -> tuple[tuple[int, int] | None, TimeKind]:
    if "rmonth" in parts:
        anchor, offset = context.anchor, lexicon.MONTH_OFFSETS[parts["rmonth"]]
        return (intervals.months_from(anchor.year, anchor.month, offset) if anchor else None), TimeKind.ANCHORED
    told, offset = context.told, lexicon.TOLD_MONTHS[parts["tmonth"]]
    if told is None and context.anchor and (parts["tmonth"] in ("当月", "同月") or offset < 0):
        return intervals.months_from(context.anchor.year, context.anchor.month, offset), TimeKind.ANCHORED
    if told is None or told.start is None or told.precision not in (Precision.DAY, Precision.MONTH):
        return None, TimeKind.TOLD
    return intervals.months_from(told.start.year, told.start.month, offset), TimeKind.TOLD


def _lone_edge(word: str, context: Context, start: int, end: int) -> Reading:
    anchor = context.anchor
    year, kind = context.year, TimeKind.TOLD if context.year else TimeKind.ANCHORED
    part = next((c for c in "初中底末尾" if c in word), "")
    if len(word) == 4:  # 岁末年初: the turn of the year, December and January
        turn = anchor.year - (anchor.month <= 6) if anchor else year
        return Reading(intervals.days(date(turn, 12, 1), date(turn + 1, 1, 31)) if turn else None, TimeKind.ANCHORED)
    if year is None and anchor:  # 年底 in the first months of a year, with no promise, is the year before's
        late = part in ("底", "末", "尾") and anchor.month <= 3 and not context.promised(start, end) and not context.due(end)
        year = anchor.year - 1 if late else anchor.year
    if year is None:
        return Reading(None, kind)
    if word == "年内":
        return Reading(intervals.years(year), kind)
    return Reading(edge_of_year(year, part or "初"), kind, year)


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


def _month_of(value: ValidTime | None) -> tuple[int, int] | None:
    if value and value.start and value.end and (value.start.year, value.start.month) == (value.end.year, value.end.month):
        return value.start.year, value.start.month
    return None
