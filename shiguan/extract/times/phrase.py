"""From times that hang on another day to a ValidTime: 三天前, 近三年, 上周五, 次日, 近日, 上世纪90年代."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from shiguan.extract.times import intervals, lexicon
from shiguan.extract.times.below import Parts
from shiguan.extract.times.context import Context
from shiguan.extract.times.counting import count, extent
from shiguan.extract.times.lunar import LUNAR_PARTS, read_lunar
from shiguan.extract.times.match import TimeKind
from shiguan.extract.times.point import Reading
from shiguan.records.time import Precision, ValidTime

_PAST = ("过去", "最近", "近", "前", "上")
_FUTURE = ("未来", "今后", "接下来", "往后")
# Before 前一日 where it is the day before publication, and no day before an event (股东大会前一天).
_OPEN = re.compile(r"(?:^|[^\u4e00-\u9fff]|[与较比在于的从])$")
_ORDINAL = re.compile(r"[^，,。；;]{0,12}?第[一二三四五六七八九十\d]{1,3}[位次名家起度任]")
_LONGEST = 3000  # years: longer lengths are no news


def read_phrase(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    """The reading of a match of `patterns.phrase`; None where the words are no time after all."""
    for names, read in _READERS:
        if names & parts.keys():
            return read(parts, context, start, end)
    return _age(parts, context)


def _word(parts: Parts, context: Context, *_at: int) -> Reading:
    """近日, 目前, 此前, 同期."""
    if "vague" in parts:
        return _vague(parts["vague"], context)
    if "present" in parts:
        return Reading(_present(parts["present"], context.anchor), TimeKind.PRESENT)
    if "untold" in parts:
        return Reading(None, TimeKind.VAGUE)
    return Reading(context.told, TimeKind.TOLD)


def _present(word: str, anchor: date | None) -> ValidTime | None:
    if anchor is None:
        return None
    return intervals.days(anchor, anchor) if word in lexicon.NOW else intervals.months(anchor.year, anchor.month)


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
    if prefix + "years" in parts:  # 一年零三个月
        years = 12 * count(parts[prefix + "years"])
        low, high = years + low, years + high
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


def _reach(parts: Parts, context: Context, *_at: int) -> Reading | None:
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
        told, back = context.told, word == "此前"
        if unit != "day" or not back or (told and told.precision is Precision.DAY):
            base, kind = (told.start if back else told.end) if told else None, TimeKind.TOLD
        if back and unit == "day" and high == 1:  # 此前一天 is that day, and hangs on no mere year
            return _one_day(base - timedelta(days=1) if base else None, kind)
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


def _ahead(parts: Parts, context: Context, *_at: int) -> Reading | None:
    """后1年: from tomorrow on; 过两天, 再过三周: from then on."""
    prefix, anchor = ("a" if "ahead" in parts else "p"), context.anchor
    length = _length(parts, prefix)
    if length is None or length[2] == "hour":
        return None
    low, high, unit = length
    other = _moved(anchor, high if prefix == "a" else low, unit) if anchor else None
    if anchor is None or other is None:
        return Reading(None, TimeKind.ANCHORED)
    if prefix == "p":
        return Reading(ValidTime(other, None, Precision.RANGE), TimeKind.BOUND)
    return Reading(intervals.days(anchor + timedelta(days=1), other), TimeKind.ANCHORED)


def _counted_days(parts: Parts, context: Context, *_at: int) -> Reading:
    """今明两天, 上一交易日."""
    anchor = context.anchor
    if anchor is None:
        return Reading(None, TimeKind.ANCHORED)
    if "pair" in parts:
        first = lexicon.PAIRS[parts["pair"]]
        return Reading(intervals.around(anchor, -first, first + 1), TimeKind.ANCHORED)
    return _one_day(_workdays(anchor, lexicon.TRADING_DAYS[parts["trading"]]), TimeKind.ANCHORED)


def _offset(parts: Parts, context: Context, start: int, end: int) -> Reading | None:
    """三天前, 5年后, 三个月内, 十年来."""
    length, where = _length(parts, "o"), parts["where"]
    if length is None:
        return None
    low, high, unit = length
    if unit == "hour":
        return None
    if "内" in where or "来" in where:
        so_far = "内" in where and _ORDINAL.match(context.text, end)  # 半年内流失的第四位高管
        if so_far:
            return _within(context, high, unit, True)
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


def _day(parts: Parts, context: Context, start: int, _end: int) -> Reading:
    if "dword" in parts:
        moment = context.anchor + timedelta(days=lexicon.DAY_OFFSETS[parts["dword"]]) if context.anchor else None
        return _one_day(moment, TimeKind.ANCHORED)
    told = context.told
    day = told.start if told and told.precision is Precision.DAY else None
    if "bword" in parts:
        return _one_day(
            _numbered_day(lexicon.DAY_OFFSETS[parts["bword"] + "日"], count(parts["bday"]), context.anchor), TimeKind.ANCHORED
        )
    if "small" in parts:  # 凌晨 after an evening is the next morning
        moment = day + timedelta(days=1) if day and context.told_evening else day
        return _one_day(moment, TimeKind.TOLD)
    offset = lexicon.TOLD_DAYS[parts["tdword"]]
    here = parts["tdword"] in ("当天", "当日", "当晚", "当夜", "全天")
    if told is None and context.anchor and (here or (offset < 0 and _OPEN.search(context.text, max(0, start - 1), start))):
        return _one_day(context.anchor + timedelta(days=offset), TimeKind.ANCHORED)
    return _one_day(day + timedelta(days=offset) if day else None, TimeKind.TOLD)


def _numbered_day(offset: int, number: int, anchor: date | None) -> date | None:
    """今(3)日: the day of that number nearest to the one the word says, as news is published on the next day too."""
    if anchor is None:
        return None
    said = anchor + timedelta(days=offset)
    near = (said + timedelta(days=step) for step in (0, -1, 1, -2, 2, -3, 3))
    return next((day for day in near if day.day == number), None)


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
    promised = context.promised(start, end)
    if parts.get("wlone") == "末":
        back = 0 if promised or anchor.weekday() >= 5 else 1
        saturday = monday + timedelta(days=5, weeks=-back)
        return Reading(intervals.days(saturday, saturday + timedelta(days=1)), TimeKind.ANCHORED)
    moment = monday + timedelta(days=lexicon.WEEKDAYS[parts.get("wlone") or parts["wlone2"]])
    if moment > anchor and not promised:
        moment -= timedelta(weeks=1)
    if moment < anchor and promised:
        moment += timedelta(weeks=1)
    return _one_day(moment, TimeKind.ANCHORED)


def _age(parts: Parts, context: Context) -> Reading | None:
    """Centuries and decades; their starts and ends are thirds, 90年代 is the last one's that is past."""
    edge = parts.get("cedge") or parts.get("dedge")
    if "plan" in parts:  # five-year plans: the 14th began in 2021
        first = 1951 + 5 * count(parts["plan"][:2])
        at = {"初": first, "开": first, "末": first + 4, "收": first + 4}.get(parts.get("planedge", " ")[0])
        return Reading(intervals.years(at) if at else intervals.years(first, first + 4), TimeKind.ABSOLUTE)
    if "cent" in parts:
        this = (context.anchor.year if context.anchor else 2000) // 100 + 1
        number = {"上": this - 1, "上个": this - 1, "本": this}.get(parts["cent"]) or count(parts["cent"])
        first, length = 100 * (number - 1), 100
        if "cdec" in parts:
            first, length = _decades(first + count(parts["cdec"]), parts.get("cfrom"))
    elif "dec" in parts:
        first, length = _decades(_decade(parts["dec"], context), parts.get("dfrom"))
    else:
        return None
    if first <= 0:
        return Reading(None, TimeKind.ABSOLUTE)
    third = {"初": 0, "前": 0, "中": 1, "后": 2, "末": 2}.get(edge[0]) if edge else None
    if third is None:
        return Reading(intervals.years(first, first + length - 1), TimeKind.ABSOLUTE)
    step = length / 3
    return Reading(intervals.years(first + int(third * step), first + round((third + 1) * step) - 1), TimeKind.ABSOLUTE)


def _decade(word: str, context: Context) -> int:
    number = 0 if word in ("〇〇", "零零") else count(word)
    first = number if number >= 1900 else 2000 if number == 0 else 1900 + number
    latest = context.anchor.year if context.anchor else 2030
    return first + (100 if number < 1900 and number and first + 100 <= latest else 0)


def _decades(last: int, since: str | None) -> tuple[int, int]:
    """First year and length of a decade, or of those from an earlier one to it: 八九十年代."""
    if since is None:
        return last, 10
    tens = count(since) * (1 if (since.isdigit() and since.isascii()) or since.endswith("十") else 10)
    back = last % 100 - tens
    return (last - back, back + 10) if back > 0 else (last, 10)


_READERS: tuple[tuple[frozenset[str], Callable[[Parts, Context, int, int], Reading | None]], ...] = (
    (LUNAR_PARTS, read_lunar),
    (frozenset({"vague", "present", "untold", "sametime"}), _word),
    (frozenset({"reach"}), _reach),
    (frozenset({"ahead", "passing"}), _ahead),
    (frozenset({"pair", "trading"}), _counted_days),
    (frozenset({"where"}), _offset),
    (frozenset({"bword", "dword", "tdword", "small"}), _day),
    (frozenset({"wrel", "wlone", "wlone2"}), _week),
)
