"""Reading the times of a text, left to right."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shiguan.extract.amounts.numerals import half_width
from shiguan.extract.times import intervals, lexicon, patterns
from shiguan.extract.times.below import Parts
from shiguan.extract.times.context import Context
from shiguan.extract.times.counting import count
from shiguan.extract.times.english import english_times
from shiguan.extract.times.match import TimeKind, TimeMatch
from shiguan.extract.times.phrase import read_phrase
from shiguan.extract.times.point import Reading, read_point
from shiguan.records.document import Span
from shiguan.records.places import over
from shiguan.records.time import Precision, ValidTime

# Groups of `patterns.phrase`: one of them in a match says that it is a phrase, no place in the calendar.
_PHRASES = (
    "lm",
    "om",
    "nm",
    "dn",
    "vague",
    "present",
    "untold",
    "reach",
    "ahead",
    "passing",
    "where",
    "pair",
    "trading",
    "sametime",
    "plan",
    "bword",
    "dword",
    "tdword",
    "small",
    "wrel",
    "wlone",
    "wlone2",
    "cent",
    "dec",
)
_LATE = re.compile("[底末尾]$")
_EVENING = re.compile("晚|夜")
_BETWEEN = re.compile(r"\s*[和与]\s*")
_BETWEEN_END = re.compile(r"之间|期间|间(?![隔接])")
_LISTED = re.compile(r"[、和及与](?=\d{1,2}月|[一二三四五六七八九十]{1,2}月)")
_LISTED_YEARS = re.compile(r"[、和及与](?=(?:19|20)\d{2}(?:年|[、和及与](?:19|20)\d{2}))")
_NEXT_DAY = re.compile(r"[，,、和及与](?P<day>3[01]|[12]\d|[1-9])[号日](?![内元均线楼])")
# A year that says since when somebody is there tells no year to the rest of the sentence: 2019年成立的某公司5月15日宣布.
_AGED_AFTER = re.compile(r"(?:正式)?(?:成立|创立|创办|创建|上市|毕业|出生|建成|设立|诞生|获批)[^，。；]{0,8}?的")
_AGED_BEFORE = re.compile(r"(?:成立|创立|创办|创建|上市|毕业|生|建|始|设立|诞生|源)于\s*$")
_NEAR = 20  # characters
_UP_TO = ("截至", "截止")


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading and where its words end."""

    reading: Reading
    start: int
    end: int
    parts: Parts


def parse_times(text: str, anchor: date | None, told: ValidTime | None = None) -> list[TimeMatch]:
    """The times a text tells, in order, not overlapping; spans count in ``text``.

    ``anchor`` is the day of publication, which 去年, 三天前 and a month without a year hang on; without it they are found and have
    no value. ``told`` is a time told before ``text`` (同年, 次日, 三个月后 hang on it, and the ones told within ``text`` take its
    place); a year told earlier in the same sentence is that of a month or day told after it. A month or day with no year
    otherwise is the nearest past one, or where the clause promises something the next.
    """
    plain = half_width(text)
    context = Context(plain, anchor, told)
    matches: list[TimeMatch] = []
    position = 0
    while hit := patterns.anywhere().search(plain, position):
        context.enter(hit.start(), position)
        found = _read(hit, context)
        if found is None:
            position = hit.start() + 1
            continue
        while wider := _range(found, context):
            found = wider
        found = _counted(_days_on(found, context), context)
        value, kind, end = _qualified(found, context)
        span = Span(found.start, end)
        if value is not None:
            value = replace(value, expression=span.of(text))
        matches.append(TimeMatch(span, span.of(text), value, kind))
        _tell(found, kind, context)
        position = end
    return _with_english(matches, english_times(text, anchor))


def _with_english(matches: list[TimeMatch], others: list[TimeMatch]) -> list[TimeMatch]:
    """Both in order; where two overlap the finer, or the one that was read with its Chinese surroundings."""
    if not others:
        return matches
    kept = [o for o in others if all(_coarser(m, o) for m in over(matches, o.span))]
    return sorted([*kept, *(m for m in matches if not over(kept, m.span))], key=lambda m: m.span)


def _coarser(match: TimeMatch, other: TimeMatch) -> bool:
    """Whether another match says more precisely when: the first half of 2019 rather than 2019."""
    one, two = match.valid_time, other.valid_time
    if one is None or two is None or one.start is None or one.end is None or two.start is None or two.end is None:
        return one is None and two is not None
    return two.end - two.start < one.end - one.start


def _read(hit: re.Match[str], context: Context) -> _Found | None:
    parts = {name.removeprefix("Y"): value for name, value in hit.groupdict().items() if value is not None}
    if any(name in parts for name in _PHRASES):
        reading = _safely(read_phrase, parts, context, hit)
        if reading is not None:
            return _Found(reading, hit.start(), hit.end(), parts)
        again = patterns.point().match(context.text, hit.start())
        if again is None:
            return None
        hit = again
        parts = {name.removeprefix("Y"): value for name, value in hit.groupdict().items() if value is not None}
    reading = _safely(read_point, parts, context, hit)
    return _Found(reading, hit.start(), hit.end(), parts) if reading else None


def _safely(
    read: Callable[[Parts, Context, int, int], Reading | None], parts: Parts, context: Context, hit: re.Match[str]
) -> Reading | None:
    """The reading; without a value where it counts past the ends of the calendar."""
    try:
        return read(parts, context, hit.start(), hit.end())
    except (OverflowError, ValueError):
        return Reading(None, TimeKind.ANCHORED)


def _days_on(left: _Found, context: Context) -> _Found:
    """With the days that follow it in a list, one after the other: 5月9日、10日、11日."""
    value, end = left.reading.value, left.end
    if not left.parts.keys() & {"day", "lone", "nextday"} or value is None or value.start is None or value.start != value.end:
        return left
    last = value.start
    while hit := _NEXT_DAY.match(context.text, end):
        if last == date.max or int(hit["day"]) != (last + timedelta(days=1)).day:
            break
        last, end = last + timedelta(days=1), hit.end()
    if last == value.start:
        return left
    reading = replace(left.reading, value=intervals.days(value.start, last))
    return _Found(reading, left.start, end, left.parts | {"ranged": ""})


def _counted(last: _Found, context: Context) -> _Found:
    """With the months that are counted up to it: 截至12月底止九个月."""
    value = last.reading.value
    hit = patterns.stretch().match(context.text, last.end) if context.text.endswith(_UP_TO, 0, last.start) else None
    if hit is None or value is None or value.end is None:
        return last
    size = count(hit["months"]) if hit["months"] else 6 if hit["half"] else 12
    reading = replace(last.reading, value=intervals.months_to(value.end, size))
    return _Found(reading, last.start, hit.end(), last.parts | {"ranged": ""})


def _listing(left: _Found, context: Context) -> re.Match[str] | None:
    """What stands between two months or years of a list whose first lacks its word: 3、4月, 2022和2023年."""
    ends = context.text[left.end - 1]
    if "month" in left.parts and ends != "月":
        return _LISTED.match(context.text, left.end)
    hit = _LISTED_YEARS.match(context.text, left.end) if "year" in left.parts and ends.isdigit() else None
    return hit if hit and context.text[hit.end() : hit.end() + 4] == str(int(left.parts["year"]) + 1) else None


def _unreal(left: _Found) -> bool:
    """Whether a day is told that the calendar has not."""
    return left.reading.value is None and left.reading.kind is TimeKind.ABSOLUTE and "day" in left.parts


def _range(left: _Found, context: Context) -> _Found | None:
    """From one time to another: 2021年至2023年, 5月15日至20日, 三月和九月之间, 3、4月."""
    joint = patterns.connect().match(context.text, left.end)
    between = None if joint else _BETWEEN.match(context.text, left.end)
    listed = None if joint else _listing(left, context)
    hit = patterns.anywhere().match(
        context.text, joint.end() if joint else between.end() if between else listed.end() if listed else 0
    )
    if hit is None or not (joint or between or listed) or (left.reading.value is None and not _unreal(left)):
        return None
    ending = _BETWEEN_END.match(context.text, hit.end())
    if not joint and not listed and not ending:
        return None
    before = context.year, context.month
    context.year, context.month = left.reading.year or context.year, left.reading.month or context.month
    context.joined = True
    right = _read(hit, context)
    context.joined = False
    context.year, context.month = before
    if right is None or right.reading.value is None:
        return None
    if left.reading.value is None:
        return _Found(left.reading, left.start, right.end, left.parts | {"ranged": ""})
    value = _spanning(left.reading.value, right, context)
    if value is None:
        return None
    end = ending.end() if ending and not joint else right.end
    kinds = (right.reading.kind, left.reading.kind)
    reading = Reading(
        value, kinds[0] if kinds[0] != TimeKind.TOLD else kinds[1], right.reading.year or left.reading.year, right.reading.month
    )
    return _Found(reading, left.start, end, right.parts | {"ranged": ""})


def _spanning(first: ValidTime, right: _Found, context: Context) -> ValidTime | None:
    last = right.reading.value
    if last is None or first.start is None or last.end is None:
        return None
    end = last.end
    weekday = lexicon.WEEKDAYS.get(right.parts.get("wlone") or right.parts.get("wlone2") or "")
    if weekday is not None:  # 下周一至周五: in the week of the first
        end = first.start + timedelta(days=(weekday - first.start.weekday()) % 7)
    if end < first.start and "month" in right.parts and not right.parts.keys() & {"year", "ryear", "iy", "cyear"}:
        try:
            end = end.replace(year=first.start.year + (end.replace(year=first.start.year) < first.start))
        except ValueError:
            return None
    if right.reading.kind is TimeKind.PRESENT and context.anchor:
        end = context.anchor
    return ValidTime(first.start, end, Precision.RANGE) if first.start <= end else None


def _qualified(found: _Found, context: Context) -> tuple[ValidTime | None, TimeKind, int]:
    """The time with what follows it taken in: 以来, 之前, 后, 起, 左右."""
    value, kind, end = found.reading.value, found.reading.kind, found.end
    if kind in (TimeKind.VAGUE, TimeKind.PRESENT) or "where" in found.parts or "reach" in found.parts:
        return value, kind, end
    tail = patterns.after().match(context.text, end)
    if tail is None:
        return value, kind, end
    end = tail.end()
    if value is None or value.start is None or value.end is None:
        return value, kind, end
    anchor = context.anchor
    if tail["since"]:
        return (*_from(value.start, anchor, TimeKind.SINCE), end)
    if tail["before"] and found.parts.get("ranged") is None:
        late = _LATE.search(context.text, found.start, found.end)  # 2018年底前: by its last day
        return (*_until(_next(value.end) if late else value.start, value.end, anchor), end)
    if tail["later"]:
        return (*_from(_next(value.end), anchor, TimeKind.BOUND), end)
    if tail["incl"]:
        if tail["inclside"] == "前":
            return ValidTime(None, value.end, Precision.RANGE), TimeKind.BOUND, end
        return (*_from(value.start, anchor, TimeKind.BOUND), end)
    if tail["near"] == "前后" and value.precision is Precision.DAY:
        return intervals.around(value.start, 7, 7), kind, end
    return value, kind, end


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _from(start: date, anchor: date | None, kind: TimeKind) -> tuple[ValidTime, TimeKind]:
    return ValidTime(start, anchor if anchor and start <= anchor else None, Precision.RANGE), kind


def _until(start: date, end: date, anchor: date | None) -> tuple[ValidTime | None, TimeKind]:
    """A deadline still to come runs from publication to its last day; a time gone by ends the day before."""
    if anchor and end > anchor:
        return ValidTime(anchor, end, Precision.RANGE), TimeKind.BOUND
    if start == date.min:
        return None, TimeKind.BOUND
    return ValidTime(None, start - timedelta(days=1), Precision.RANGE), TimeKind.BOUND


def _tell(found: _Found, kind: TimeKind, context: Context) -> None:
    """Let the rest of the text know what was told; a time that is only compared with (较2019年同期) tells nothing."""
    reading = found.reading
    if "same" in found.parts or context.text.endswith(("较", "比"), 0, found.start):
        return
    if reading.value is not None and kind not in (TimeKind.VAGUE, TimeKind.PRESENT):
        context.told = reading.value
        if context.anchor and reading.value.start and reading.value.start > context.anchor:
            context.ahead = reading.value.start
        context.told_evening = bool(_EVENING.search(context.text, found.start, found.end))
    if reading.month is not None:
        context.month = reading.month
    if reading.year is None:
        return
    only_year = reading.value is not None and reading.value.precision is Precision.YEAR
    aged = only_year and (
        _AGED_AFTER.match(context.text, found.end) or _AGED_BEFORE.search(context.text, max(0, found.start - _NEAR), found.start)
    )
    if not aged:
        context.year = reading.year
        if reading.month is None:
            context.month = None
