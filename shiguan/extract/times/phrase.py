"""From times that hang on another day to a ValidTime: 三天前, 近三年, 上周五, 次日, 近日, 上世纪90年代."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal

from shiguan.extract.times import intervals, lexicon
from shiguan.extract.times.below import Parts
from shiguan.extract.times.context import Context
from shiguan.extract.times.counting import count, extent
from shiguan.extract.times.match import TimeKind
from shiguan.extract.times.point import Reading
from shiguan.records.time import Precision, ValidTime

_PAST = ("过去", "最近", "近", "前")
_FUTURE = ("未来", "今后", "接下来", "往后")
_LONGEST = 3000  # years: longer lengths are no news


def read_phrase(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    """The reading of a match of `patterns.phrase`; None where the words are no time after all."""
    if "vague" in parts:
        return _vague(parts["vague"], context)
    if "present" in parts:
        anchor = context.anchor
        return Reading(intervals.months(anchor.year, anchor.month) if anchor else None, TimeKind.PRESENT)
    if "untold" in parts:
        return Reading(None, TimeKind.VAGUE)
    if "reach" in parts:
        return _reach(parts, context)
    if "where" in parts:
        return _offset(parts, context, start, end)
    if "dword" in parts or "tdword" in parts or "small" in parts:
        return _day(parts, context)
    if "wrel" in parts or "wlone" in parts or "wlone2" in parts:
        return _week(parts, context, start, end)
    return _age(parts, context)


def _vague(word: str, context: Context) -> Reading:
    anchor = context.anchor
    return Reading(intervals.around(anchor, lexicon.VAGUE_DAYS[word], 0) if anchor else None, TimeKind.VAGUE)


def _length(parts: Parts, prefix: str) -> tuple[Decimal, Decimal, str] | None:
    """(least, most, unit) of a length of time; None where it is none: 三月 is a month of the year, 三个月 a length."""
    text, unit = parts[prefix + "n"], lexicon.UNITS[parts[prefix + "unit"]]
    loose = text[0] in "几数半多" or text[-1] in "几数"
    if unit == "month" and not (
        prefix + "apiece" in parts or prefix + "half" in parts or loose or parts.get("reach") in ("近", "最近")
    ):
        return None
    if unit == "day" and parts[prefix + "unit"] == "日" and text.isdigit() and prefix == "o" and "内" not in parts.get("where", ""):
        return None  # 3日前 is before the 3rd
    halved = prefix + "tail" in parts or (prefix + "half" in parts and text != "半")
    low, high = extent(text, prefix + "more" in parts, halved)
    return None if not high or high > _LONGEST else (low, high, unit)


def _moved(day: date, amount: Decimal, unit: str) -> date | None:
    """The day ``amount`` units on (negative: back)."""
    try:
        match unit:
            case "year":
                return intervals.shift_months(day, int(amount * 12))
            case "quarter":
                return intervals.shift_months(day, int(amount * 3))
            case "month":
                whole = int(amount)
                return intervals.shift_months(day, whole) + timedelta(days=int((amount - whole) * 30))
            case "week":
                return day + timedelta(days=int(amount * 7))
            case "hour":
                return day + timedelta(hours=float(amount))
            case "workday":
                return _workdays(day, int(amount))
        return day + timedelta(days=int(amount))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def _workdays(day: date, amount: int) -> date:
    """Weeks of five days; public holidays are not taken out."""
    step = 1 if amount >= 0 else -1
    left = abs(amount)
    day += timedelta(weeks=step * (left // 5))
    for _ in range(left % 5):
        day += timedelta(days=step)
        while day.weekday() >= 5:
            day += timedelta(days=step)
    return day


def _unit_at(day: date, amount: Decimal, unit: str) -> ValidTime | None:
    """The year, month, week or day that ``day`` is in, as exact as a length told in ``unit`` is."""
    if unit == "year" and amount == int(amount):
        return intervals.years(day.year)
    if unit == "week":
        return intervals.week(day)
    if unit in ("year", "quarter", "month") and amount >= Decimal("0.5") * (1 + (unit == "month")):
        return intervals.months(day.year, day.month)
    return intervals.around(day, 0, 0)


def _reach(parts: Parts, context: Context) -> Reading | None:
    """过去三年, 未来两个月, 此后两年."""
    length, word = _length(parts, "r"), parts["reach"]
    if length is None:
        return None
    _, high, unit = length
    if word == "前" and (unit in ("month", "quarter") or (unit == "year" and high == 1)):
        return None  # 前5个月 are the first five of the year, 前一年 is the year before the one told
    amount = Decimal(5) if parts["rn"] in ("几", "数") else high
    base, back, kind = context.anchor, word in _PAST, TimeKind.ANCHORED
    if word not in (*_PAST, *_FUTURE):
        told = context.told
        base, back, kind = (told.start if word == "此前" else told.end) if told else None, word == "此前", TimeKind.TOLD
    if base is None:
        return Reading(None, kind)
    other = _moved(base, -amount if back else amount, unit)
    if other is None:
        return Reading(None, kind)
    if back:
        return Reading(intervals.days(other, base), kind)
    if unit in ("year", "month", "quarter") and other > base:  # a year from 14 June ends on 13 June
        other -= timedelta(days=1)
    return Reading(intervals.days(base, other), kind)


def _offset(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    """三天前, 5年后, 三个月内, 十年来."""
    length, where = _length(parts, "o"), parts["where"]
    if length is None:
        return None
    low, high, unit = length
    if unit == "hour":
        return None
    if "内" in where or "来" in where:
        if "内" in where and context.reported(start, end):
            return Reading(None, TimeKind.TOLD)  # 一周内突破了: it began when something was told
        return _within(context, high, unit, "来" in where)
    forward = "后" in where
    base, kind = _base(context, high, unit, forward, start, end)
    if base is None:
        return Reading(None, kind)
    sign = 1 if forward else -1
    near, far = _moved(base, sign * low, unit), _moved(base, sign * high, unit)
    if near is None or far is None:
        return Reading(None, kind)
    first, last = sorted((near, far))
    one, two = _unit_at(first, low, unit), _unit_at(last, high, unit)
    if one is None or two is None or one.start is None or two.end is None:
        return Reading(None, kind)
    value = one if one == two else ValidTime(one.start, two.end, Precision.RANGE)
    return Reading(value, kind, None, (first.year, first.month) if value.precision in (Precision.DAY, Precision.MONTH) else None)


def _within(context: Context, amount: Decimal, unit: str, back: bool) -> Reading:
    anchor = context.anchor
    other = _moved(anchor, -amount if back else amount, unit) if anchor else None
    if anchor is None or other is None:
        return Reading(None, TimeKind.ANCHORED)
    first, last = sorted((anchor, other))
    return Reading(intervals.days(first, last), TimeKind.SINCE if back else TimeKind.ANCHORED)


def _base(context: Context, amount: Decimal, unit: str, forward: bool, start: int, end: int) -> tuple[date | None, TimeKind]:
    """What a length hangs on: publication, but in a story already told 三个月后 counts from the time told.

    三个月前 does so only where the words say it (此事三个月前, 在此一年前).
    """
    told, anchor = context.told, context.anchor
    if told and told.start and told.end:
        if forward and not context.promised(start, end):
            reached = _moved(told.start, amount, unit)
            if anchor is None or (reached and reached <= anchor and told.end < anchor):
                return told.start, TimeKind.TOLD
        if not forward and context.text[max(0, start - 4) : start].rstrip().endswith(("此", "此的", "在这", "事发", "那", "其")):
            return told.start, TimeKind.TOLD
    return anchor, TimeKind.ANCHORED


def _day(parts: Parts, context: Context) -> Reading:
    if "dword" in parts:
        moment = context.anchor + timedelta(days=lexicon.DAY_OFFSETS[parts["dword"]]) if context.anchor else None
        return _one_day(moment, TimeKind.ANCHORED)
    told = context.told
    day = told.start if told and told.precision is Precision.DAY else None
    if "small" in parts:  # 凌晨 after an evening is the next morning
        moment = day + timedelta(days=1) if day and context.told_evening else day
        return _one_day(moment, TimeKind.TOLD)
    offset = lexicon.TOLD_DAYS[parts["tdword"]]
    if told is None and offset == 0 and parts["tdword"] in ("当天", "当日", "当晚", "当夜"):
        return _one_day(context.anchor, TimeKind.ANCHORED)
    return _one_day(day + timedelta(days=offset) if day else None, TimeKind.TOLD)


def _one_day(moment: date | None, kind: TimeKind) -> Reading:
    if moment is None:
        return Reading(None, kind)
    return Reading(intervals.around(moment, 0, 0), kind, None, (moment.year, moment.month))


def _week(parts: Parts, context: Context, start: int, end: int) -> Reading:
    anchor = context.anchor
    if anchor is None:
        return Reading(None, TimeKind.ANCHORED)
    monday = anchor - timedelta(days=anchor.weekday())
    if "wrel" in parts:
        word = parts["wrel"]
        offset = {"上": -1, "下": 1}.get(word[0], 0) * len(word)
        monday += timedelta(weeks=offset)
        if "wday" not in parts:
            return Reading(intervals.week(monday), TimeKind.ANCHORED)
        if parts["wday"] == "末":
            return Reading(intervals.days(monday + timedelta(days=5), monday + timedelta(days=6)), TimeKind.ANCHORED)
        return _one_day(monday + timedelta(days=lexicon.WEEKDAYS[parts["wday"]]), TimeKind.ANCHORED)
    moment = monday + timedelta(days=lexicon.WEEKDAYS[parts.get("wlone") or parts["wlone2"]])
    promised = context.promised(start, end)
    if moment > anchor and not promised:
        moment -= timedelta(weeks=1)
    if moment < anchor and promised:
        moment += timedelta(weeks=1)
    return _one_day(moment, TimeKind.ANCHORED)


def _age(parts: Parts, context: Context) -> Reading | None:
    """Centuries and decades; their starts and ends are thirds, 90年代 is the last one's that is past."""
    edge = parts.get("cedge") or parts.get("dedge")
    if "cent" in parts:
        this = (context.anchor.year if context.anchor else 2000) // 100 + 1
        number = {"上": this - 1, "上个": this - 1, "本": this}.get(parts["cent"]) or count(parts["cent"])
        first, length = 100 * (number - 1), 100
        if "cdec" in parts:
            first, length = first + count(parts["cdec"]), 10
    elif "dec" in parts:
        number = 0 if parts["dec"] in ("〇〇", "零零") else count(parts["dec"])
        first, length = (number if number >= 1900 else 2000 if number == 0 else 1900 + number), 10
        latest = context.anchor.year if context.anchor else 2030
        first += 100 if number < 1900 and number and first + 100 <= latest else 0
    else:
        return None
    if first <= 0:
        return Reading(None, TimeKind.ABSOLUTE)
    third = {"初": 0, "前": 0, "中": 1, "后": 2, "末": 2}.get(edge[0]) if edge else None
    if third is None:
        return Reading(intervals.years(first, first + length - 1), TimeKind.ABSOLUTE)
    step = length / 3
    return Reading(intervals.years(first + int(third * step), first + round((third + 1) * step) - 1), TimeKind.ABSOLUTE)
