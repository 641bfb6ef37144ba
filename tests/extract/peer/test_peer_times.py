"""How many of other projects' date cases the time parser gets right: floors that only rise."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Any

from opencc import OpenCC

from shiguan.extract.amounts.numerals import half_width
from shiguan.extract.times import TimeMatch, parse_times
from shiguan.extract.times.intervals import shift_months
from tests.extract.peer.readers import SCOPE, JioCase, jionlp, left_out, recognizers

RECOGNIZERS_FLOOR = 0.94
JIONLP_FLOOR = 0.91
JIONLP_EXACT_FLOOR = 0.73


@cache
def _folder() -> Any:
    return OpenCC("t2s")


def _units_end(day: date) -> set[date]:
    """Ends that an exclusive end may mean: the day before, the day itself, the end of the week, month or year it opens."""
    ends = {day - timedelta(days=1), day}
    if day.day == 1:
        ends.add((day + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        if day.month == 1:
            ends.add(day.replace(month=12, day=31))
    return ends


def _says(value: dict[str, str], match: TimeMatch) -> bool:
    """Whether a match has one of a result's values. Where one bound is told, that bound is compared."""
    found = match.valid_time
    if value.get("value") == "not resolved":
        return found is None
    if found is None:
        return False
    if "value" in value:
        day = date.fromisoformat(value["value"])
        near = found.start is not None and found.start <= day <= (found.end or day)
        return near and (found.start == day == found.end or "年前" in match.text or "年后" in match.text)
    start, end = (date.fromisoformat(value[k]) if k in value else None for k in ("start", "end"))
    if start and found.start != start and not (value.get("Mod") == "after" and found.start == start + timedelta(days=1)):
        return False
    if end and value.get("Mod") == "before":
        return found.end == end - timedelta(days=1)
    return not end or found.end in _units_end(end)


def recognizers_right(case: dict[str, Any]) -> bool:
    text = _folder().convert(case["Input"])
    anchor = date.fromisoformat(case.get("Context", {}).get("ReferenceDateTime", "2020-01-01")[:10])
    matches = parse_times(text, anchor)
    if len(matches) != len(case["Results"]):
        return False
    for match, result in zip(matches, case["Results"], strict=True):
        start, end = result["Start"], result["Start"] + len(result["Text"])
        if not (match.span.start < end and start < match.span.end):
            return False
        if not any(_says(v, match) for v in result["Resolution"]["values"]):
            return False
    return True


def recognizers_in_scope() -> list[dict[str, Any]]:
    kinds = {f"datetimeV2.{k}" for k in SCOPE["recognizers_types"]["in"]}
    cases = recognizers("DateTime", "Chinese", "DateTimeModel.json")
    return [c for c in cases if {r["TypeName"] for r in c["Results"]} <= kinds and not left_out(_folder().convert(c["Input"]))]


def _last(day: date, text: str) -> date:
    """News looks back where jionlp looks ahead: the last Sunday, the last 30th, the last September."""
    if re.search("周|星期|礼拜", text):
        return day - timedelta(days=7)
    return shift_months(day, -1 if re.fullmatch(r"\w{1,3}[日号]", text) else -12)


def jionlp_right(case: JioCase) -> bool:
    """Exact where jionlp calls its reading accurate; where it calls it a blur, a third of the union in days must be shared."""
    matches = parse_times(case.text, case.base)
    if len(matches) != 1 or matches[0].valid_time is None:
        return False
    found, base = matches[0].valid_time, case.base or date.max
    bounds = [None if t.endswith("inf") else date.fromisoformat(t[:10]) for t in case.expected["time"]]
    readings = [bounds]
    if bounds[0] and bounds[1] and bounds[0] > base and not re.search("年", case.text):
        readings.append([_last(d, case.text) for d in bounds if d])
    for start, end in readings:
        if (start is None or found.start == start) and (end is None or found.end == end):
            return True
        if case.expected["definition"] == "blur" and start and end and found.start and found.end:
            shared = (min(end, found.end) - max(start, found.start)).days + 1
            union = (max(end, found.end) - min(start, found.start)).days + 1
            if shared / union >= 1 / 3:
                return True
    return False


def jionlp_exact(case: JioCase) -> bool:
    """With no allowance: both bounds as jionlp has them."""
    matches = parse_times(case.text, case.base)
    bounds = [None if t.endswith("inf") else date.fromisoformat(t[:10]) for t in case.expected["time"]]
    found = matches[0].valid_time if len(matches) == 1 else None
    return found is not None and [found.start, found.end] == bounds


def _clock(text: str) -> bool:
    """Whether the text is out of scope: as scope.yml says, and the times of day that its pattern misses (10：13, 午后, 三分半)."""
    return left_out(half_width(text)) or bool(re.search("午后|分半", text))


def jionlp_in_scope() -> list[JioCase]:
    def days_only(case: JioCase) -> bool:
        times = case.expected.get("time")
        if case.expected.get("type") not in ("time_point", "time_span") or not isinstance(times, list) or case.base is None:
            return False
        base = case.base.isoformat()
        first, last = times
        whole = first.endswith(("00:00:00", "inf")) or first.startswith(base)
        return whole and (last.endswith(("23:59:59", "inf")) or last.startswith(base)) and not _clock(case.text)

    return [c for c in jionlp("test_time_parser.py", "time_string_list") if days_only(c)]


def test_recognizers_dates() -> None:
    cases = recognizers_in_scope()
    right = sum(map(recognizers_right, cases))
    assert len(cases) > 50
    assert right / len(cases) >= RECOGNIZERS_FLOOR, f"{right} of {len(cases)}"


def test_jionlp_dates() -> None:
    cases = jionlp_in_scope()
    right = sum(map(jionlp_right, cases))
    assert len(cases) > 100
    assert right / len(cases) >= JIONLP_FLOOR, f"{right} of {len(cases)}"
    exact = sum(map(jionlp_exact, cases))
    assert exact / len(cases) >= JIONLP_EXACT_FLOOR, f"{exact} of {len(cases)} with no allowance"
