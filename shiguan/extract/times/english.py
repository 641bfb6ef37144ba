"""English words for times, as news about Chinese firms uses them: last year, on Tuesday, in May, the first half of 2019.

Dates with a figure beside the month (March 14, Sept. 30, 2025, Q1 2019) are read with the Chinese ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from shiguan.extract.times import intervals, lexicon
from shiguan.extract.times.match import TimeKind, TimeMatch
from shiguan.records.document import Span
from shiguan.records.time import ValidTime

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = ("first", "second", "third", "fourth")
_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {"a": 1}  # noqa: SIM905
_YEARS = {"last": -1, "previous": -1, "this": 0, "next": 1}
_MONTH = "|".join(sorted((n.capitalize() for n in lexicon.MONTH_NAMES), key=len, reverse=True))
_DOT = r"\b(?:\.(?= [a-z]))?"  # of an abbreviation
_EDGE = r"(?P<edge>[Ee]arly|[Mm]id|[Ll]ate|(?:at |by )?(?:the )?(?:end|start|beginning) of)"
_OF = r"(?:(?: of)? (?P<of>(?:19|20)\d\d|(?:last|this|next) year))?"
_NO_YEAR = r"(?![\d,.%]*\d|%|元|名|人|台|家|万|亿|年| [a-z]+s\b| people| yuan)"  # in 2000 shops
_FORMS = (
    rf"(?:[Tt]he )?(?P<nth>first|second|third|fourth|last) (?:(?P<spell>two|three|six|nine) months|(?P<part>quarter|half)){_OF}",
    r"(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil) (?P<year>(?:19|20)\d\d)" + _NO_YEAR,
    r"(?:[Tt]he )?(?P<which>[Ll]ast|previous|[Tt]his|[Nn]ext) (?P<unit>year|quarter|month|week)",
    rf"(?P<on>[Oo]n )?(?P<day>{'|'.join(d.capitalize() for d in _DAYS)})(?! [A-Z])",
    r"(?P<word>yesterday|Yesterday|today|tomorrow)",
    rf"(?:about )?(?P<count>a|{'|'.join(_NUMBERS)}|\d{{1,2}}) (?P<units>day|week|month|year)s? ago",
    rf"{_EDGE}[ -](?:in )?(?:(?P<emonth>{_MONTH}){_DOT}|(?P<eyear>(?:the|this|last|next) year|(?:19|20)\d\d))",
    rf"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring) (?P<month>{_MONTH}){_DOT}(?! ?[\dA-Z])",
)
_ANY = re.compile(rf"(?<![A-Za-z\d.,\-])(?<!half )(?:{'|'.join(_FORMS)})(?![A-Za-z])(?!\.com)")
_PROMISE = re.compile(
    r"\b(?:will|would|(?:plan|expect|aim|intend|schedule|hope|set)(?:s|ed|d|uled)? to|(?:is|are|was|were) due to)\b"
)
_HINT = re.compile(r"[a-z]{2} [A-Za-z]{2}|[A-Za-z]day|[A-Za-z] \d{4}")
_HAN = re.compile("[一-鿿]")
_CLAUSE = re.compile(r"[,;.] |\n")


def english_times(text: str, anchor: date | None) -> list[TimeMatch]:
    """The times that English words tell, in order; without ``anchor`` relative ones have no value."""
    return list(_matches(text, anchor)) if _HINT.search(text) else []


def _matches(text: str, anchor: date | None) -> Iterator[TimeMatch]:
    amid_chinese = bool(_HAN.search(text))
    for hit in _ANY.finditer(text):
        parts = {k: v.lower() for k, v in hit.groupdict().items() if v is not None}
        if "day" in parts and "on" not in parts and amid_chinese:
            continue  # 在Black Friday期间
        before = _CLAUSE.split(text[max(0, hit.start() - 60) : hit.start()])[-1]
        ahead = bool(_PROMISE.search(before))
        try:
            value = _value(parts, anchor, ahead)
        except (ValueError, OverflowError):
            value = None
        span = Span(hit.start(), hit.end())
        absolute = any(parts.get(name, "x").isdigit() for name in ("year", "of", "eyear"))
        kind = TimeKind.ABSOLUTE if absolute else TimeKind.ANCHORED
        yield TimeMatch(span, span.of(text), replace(value, expression=span.of(text)) if value else None, kind)


def _value(parts: dict[str, str], anchor: date | None, ahead: bool) -> ValidTime | None:
    if "year" in parts:
        return intervals.years(int(parts["year"]))
    if "of" in parts and parts["of"].isdigit():
        return _part(parts, int(parts["of"]))
    if parts.get("eyear", "x").isdigit():
        return _edge_of(int(parts["eyear"]), parts["edge"])
    if anchor is None:
        return None
    if "of" in parts:
        return _part(parts, anchor.year + _YEARS[parts["of"].split()[0]])
    read = next((build for name, build in _RELATIVE.items() if name in parts), None)
    return read(parts, anchor, ahead) if read else None


def _part(parts: dict[str, str], year: int) -> ValidTime | None:
    """A quarter, a half or the first months of a year."""
    number = (*_ORDINALS, "last").index(parts["nth"]) + 1
    if number > len(_ORDINALS):
        number = 4 if parts.get("part") == "quarter" else 2
    if "spell" in parts:
        return intervals.months(year, 1, _NUMBERS[parts["spell"]]) if number == 1 else None
    if parts["part"] == "quarter":
        return intervals.quarter(year, number)
    return intervals.half(year, number) if number < 3 else None


def _ordinal(parts: dict[str, str], anchor: date, ahead: bool) -> ValidTime | None:
    """Of no year told: this year's if it has begun or is promised, else last year's."""
    now = _part(parts, anchor.year)
    begun = now is not None and now.start is not None and now.start <= anchor
    return now if begun or ahead else _part(parts, anchor.year - 1)


def _which(parts: dict[str, str], anchor: date, _: bool) -> ValidTime | None:
    step, unit = _YEARS[parts["which"]], parts["unit"]
    if unit == "year":
        return intervals.years(anchor.year + step)
    if unit == "week":
        return intervals.week(anchor, step)
    if unit == "month":
        return intervals.months(*intervals.months_from(anchor.year, anchor.month, step))
    year, month = intervals.months_from(anchor.year, anchor.month, 3 * step)
    return intervals.quarter(year, (month + 2) // 3)


def _weekday(parts: dict[str, str], anchor: date, ahead: bool) -> ValidTime | None:
    """The last such day, publication's included; of a promise the next."""
    back = (anchor.weekday() - _DAYS.index(parts["day"])) % 7
    moment = anchor + timedelta(days=(7 - back) % 7 if ahead and back else -back)
    return intervals.days(moment, moment)


def _word(parts: dict[str, str], anchor: date, _: bool) -> ValidTime | None:
    moment = anchor + timedelta(days=("yesterday", "today", "tomorrow").index(parts["word"]) - 1)
    return intervals.days(moment, moment)


def _ago(parts: dict[str, str], anchor: date, _: bool) -> ValidTime | None:
    count = _NUMBERS.get(parts["count"]) or int(parts["count"])
    match parts["units"]:
        case "day":
            moment = anchor - timedelta(days=count)
            return intervals.days(moment, moment)
        case "week":
            return intervals.week(anchor, -count)
        case "month":
            return intervals.months(*intervals.months_from(anchor.year, anchor.month, -count))
    return intervals.years(anchor.year - count)


def _edge(parts: dict[str, str], anchor: date, ahead: bool) -> ValidTime | None:
    """Early, middle or late in a month (ten days each) or a year (four months, the last for its end)."""
    if "eyear" in parts:
        return _edge_of(anchor.year + _YEARS.get(parts["eyear"].split()[0], 0), parts["edge"])
    third = _third(parts["edge"])
    near = _nearest(lexicon.MONTH_NAMES[parts["emonth"]], anchor, ahead)
    if near is None or near.start is None or near.end is None:
        return None
    first = near.start + timedelta(days=10 * third)
    return intervals.days(first, near.end if third == 2 else first + timedelta(days=9))


def _third(edge: str) -> int:
    return 0 if re.search("early|start|beginning", edge) else 1 if "mid" in edge else 2


def _edge_of(year: int, edge: str) -> ValidTime | None:
    if "end" in edge:
        return intervals.months(year, 12)
    return intervals.months(year, 4 * _third(edge) + 1, 4 * _third(edge) + 4)


def _month(parts: dict[str, str], anchor: date, ahead: bool) -> ValidTime | None:
    return _nearest(lexicon.MONTH_NAMES[parts["month"]], anchor, ahead)


def _nearest(month: int, anchor: date, ahead: bool) -> ValidTime | None:
    """The last such month, or the next where something is promised."""
    if ahead:
        return intervals.months(anchor.year + (month < anchor.month), month)
    return intervals.months(anchor.year - (month > anchor.month), month)


_RELATIVE: dict[str, Callable[[dict[str, str], date, bool], ValidTime | None]] = {
    "nth": _ordinal,
    "which": _which,
    "day": _weekday,
    "word": _word,
    "count": _ago,
    "edge": _edge,
    "month": _month,
}
