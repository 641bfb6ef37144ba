"""Amounts that are no number and unit: 百分之三十, 三分之一, 第三名, 前十, TOP 6, 一半, 翻番."""

from __future__ import annotations

import re
from decimal import Decimal

from shiguan.extract.amounts import patterns
from shiguan.extract.amounts.bounds import Bounds, hedged
from shiguan.extract.amounts.match import AmountKind
from shiguan.extract.amounts.numerals import numeral
from shiguan.records.document import Span

_PARTS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01"), "百万": Decimal("0.0001"), "万万": Decimal("0.000001")}
_FOLDS = {"番": 2, "一番": 2, "两番": 4, "二番": 4, "三番": 8, "四番": 16, "倍": 2}

Found = tuple[Span, AmountKind, Bounds, str | None, str | None]


def read_special(text: str, hit: re.Match[str], floor: int) -> Found | None:
    """The amount of a match of `patterns.special`; None where its numerals are none. Nothing is read back past ``floor``."""
    kind, unit = AmountKind.RATE, "%"
    if hit["base"] or hit["whole"]:
        bounds = _share(hit)
    elif hit["nth"] or hit["top"] or hit["first"] or hit["head"] or hit["elder"]:
        kind, unit, bounds = AmountKind.RANK, "名", _rank(hit)
    elif hit["fold"]:
        unit, bounds = "倍", _exactly(Decimal(_FOLDS[hit["fold"]]))
    elif hit["tenths"]:
        bounds = _exactly(Decimal(5))
    else:
        half = Decimal(50)
        bounds = Bounds(half, Decimal(100)) if hit["half"] == "过半" or hit["halfmore"] == "以上" else _exactly(half)
    if bounds is None:
        return None
    start, end = hit.span()
    if kind is AmountKind.RATE and not hit["half"]:
        word = patterns.before().search(text, max(floor, start - 6), start)
        if word:
            bounds, start = hedged(bounds, word.lastgroup), word.start()
    return Span(start, end), kind, bounds, None, unit


def _exactly(value: Decimal) -> Bounds:
    return Bounds(value, value)


def _share(hit: re.Match[str]) -> Bounds | None:
    """Per cent: 百分之三十 is 30, 三分之一 is 33.3333."""
    if hit["whole"]:
        whole, part = _signed(hit["whole"]), _signed(hit["part"])
        if not whole or part is None:
            return None
        share = 100 * part / whole
        return _exactly(round(share, max(4, 4 - share.adjusted())))
    low, factor = _signed(hit["share"]), _PARTS[hit["base"]]
    high = _signed(hit["share2"]) if hit["share2"] else low
    if low is None or high is None or low > high:
        return None
    return Bounds(low * factor, high * factor)


def _signed(text: str) -> Decimal | None:
    value = numeral(text.lstrip("-负"))
    return -value if value is not None and text[0] in "-负" else value


def _rank(hit: re.Match[str]) -> Bounds | None:
    if hit["head"]:
        return _exactly(Decimal(1))
    if hit["elder"]:  # 稳居老三
        return _exactly(Decimal("大二三四五".index(hit["elder"]) + 1))
    place = numeral(hit["nth"] or hit["top"] or hit["first"])
    if not place or place < 1:
        return None
    return _exactly(place) if hit["nth"] else Bounds(Decimal(1), place)
