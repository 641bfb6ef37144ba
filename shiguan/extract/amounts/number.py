"""One number in a text, with its scale: 3000多万, 两个亿, 三四百, 30M."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from shiguan.extract.amounts import patterns
from shiguan.extract.amounts.bounds import Bounds, number_bounds
from shiguan.extract.amounts.numerals import LARGE, LATIN, SMALL, numeral

# Letters that scale only behind a currency sign: $30M, but no 7B model and no 30m.
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9, "m": 10**6, "b": 10**9}
_VERSION = re.compile(r"\.\d")


@dataclass(frozen=True, slots=True)
class Number:
    """``bounds`` with the scale in; ``scale`` what it was; ``written`` the numeral where no scale stands apart from it.

    ``formal`` when its form alone says that it is a number: a comma or decimal point in figures, a scale in characters.
    """

    bounds: Bounds
    scale: Decimal
    end: int
    written: str
    formal: bool


def read_number(text: str, at: int, signed: bool) -> Number | None:
    """The number that starts at ``at``; ``signed`` when a currency stands before it."""
    hit = patterns.number().match(text, at)
    if hit is None or (hit["s"] in _LETTERS and not signed):
        return None
    written = hit["a"]
    if written[0] in "零〇" and any(c in LARGE or c in SMALL for c in written):  # no numeral is written so
        return None
    more, end = _more(hit), _end(hit)
    if written[-2:] in ("十千", "百千") and end == hit.end("a"):  # 五十千瓦 counts 千瓦
        written, end = written[:-1], end - 1
    if _VERSION.match(text, end):  # 2.5.1
        return None
    bounds = number_bounds(written, more, hit["s"] is not None)
    if bounds is None:
        return None
    scale = _scale(hit["s"])
    formal = bool(hit["s"]) or (more and len(written) > 1) or _formal(written, text[end : end + 1])
    return Number(bounds.times(scale), scale * _own_scale(written), end, "" if hit["s"] else written, formal)


def _more(hit: re.Match[str]) -> bool:
    """Whether 多 or 余 adds to the number; the 来 of 十来家 does not."""
    return bool(hit["n"] or (hit["m"] and hit["m"] != "个" and (hit["m"] != "来" or hit["s"])))


def _end(hit: re.Match[str]) -> int:
    """Where the number's own words end: 个 belongs to what is counted unless a scale follows it."""
    if hit["s"] or hit["n"]:
        return hit.end()
    if not hit["m"] or hit["m"] == "来":
        return hit.end("a")
    return hit.end("m") - ("个" in hit["m"])


def _scale(word: str | None) -> Decimal:
    if word is None:
        return Decimal(1)
    return Decimal(_LETTERS.get(word) or LATIN.get(word.lower()) or numeral("一" + word) or 1)


def _formal(written: str, ahead: str) -> bool:
    if written.isascii():
        return "," in written or ("." in written and not (ahead.isascii() and ahead.isalpha()))
    if written[0].isdigit():
        return True
    large = sum(c in LARGE or c in "百千佰仟" for c in written)
    return large >= 2 or (large == 1 and len(written) >= 2 and written[0] not in "百千万亿兆")


def _own_scale(written: str) -> Decimal:
    """The scale words a number ends in: 10000 of 五十万, 10 million of 三千万."""
    scale, at = Decimal(1), len(written)
    while at and (written[at - 1] in LARGE or (written[at - 1] in SMALL and written[at - 1] != "十")):
        scale *= LARGE.get(written[at - 1]) or SMALL[written[at - 1]]
        at -= 1
    return scale


def lifted(first: Number, last: Number) -> Bounds:
    """The first number of a range with the scale that only the last one tells: 300-500万, 两到三千, 四千到六千亿."""
    if first.scale >= 10**4 or last.scale == 1 or first.bounds.high is None or last.bounds.high is None:
        return first.bounds
    large = next((Decimal(s) for s in (10**8, 10**4) if last.scale >= s), Decimal(1))
    raised = first.bounds.times(last.scale if first.scale == 1 else large)
    return raised if raised.low is not None and raised.low <= last.bounds.high else first.bounds
