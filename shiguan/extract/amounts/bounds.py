"""What a loose number means: the interval of 数千万, 三四百, 一个多亿, 近百亿.

Bounds are included. 多 and 余 add up to one of the number's own step (3000多 is 3000 to 4000, 一个多亿 1亿 to 2亿, 120余 120 to
130); 几 and 数 stand for one to ten (数千万 is 1000万 to 1亿); 上亿 reaches to ten times; 近, 接近 and 约 stray by a tenth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from shiguan.extract.amounts.numerals import DIGITS, SMALL, numeral

STRAY = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Bounds:
    """``low`` to ``high``; None is an open bound."""

    low: Decimal | None
    high: Decimal | None

    def times(self, factor: Decimal) -> Bounds:
        """Both bounds multiplied."""
        return Bounds(None if self.low is None else self.low * factor, None if self.high is None else self.high * factor)


def number_bounds(text: str, more: bool, scaled: bool) -> Bounds | None:
    """Of a number as written, without its hedges; ``more`` when 多 or 余 follows, ``scaled`` when a scale comes after that."""
    text = text.replace(" ", "")
    if "几" in text or "数" in text:
        return _some(text, scaled)
    pair = _PAIR.search(text)
    if pair and DIGITS[pair[1]] < DIGITS[pair[2]] <= DIGITS[pair[1]] + 2:
        low, high = numeral(text[: pair.start(2)] + text[pair.end(2) :]), numeral(text[: pair.start(1)] + text[pair.end(1) :])
        return Bounds(low, high) if low is not None and high is not None and low <= high else None
    value = numeral(text)
    if value is None:
        return None
    return Bounds(value, value + _step(value)) if more else Bounds(value, value)


# Two digits side by side, before a unit or at the end: 三四百, 二三十, 七八.
_PAIR = re.compile(r"(?<![零〇])([一二两三四五六七八])([二两三四五六七八九])(?=[十百千万亿]|$)(?<!\d)")


def _some(text: str, scaled: bool) -> Bounds | None:
    if text[0] in "几数好":
        rest = text.lstrip("好几数")
        if not rest:
            return Bounds(Decimal(1), Decimal(10)) if scaled else Bounds(Decimal(2), Decimal(9))
        base = numeral("一" + rest)
        return Bounds(base, base * 10) if base else None
    head, _, tail = text.partition("几")
    base = numeral(head.rstrip("零"))
    if base is None or not head:
        return None
    step = Decimal(10) if head[-1] in "十零拾" else Decimal(SMALL.get(head[-1], 10))
    scale = numeral("一" + tail) if tail else Decimal(1)
    return None if scale is None else Bounds(base * scale, (base + step) * scale)


def _step(value: Decimal) -> Decimal:
    """One of the last figure told: 1000 for 3000, 10 for 120, 1 for 25, 0.1 for 1.5."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def hedged(bounds: Bounds, hedge: str | None) -> Bounds:
    """With what the words around the number do to it; ``hedge`` is over, under, near, about, upper or None."""
    match hedge:
        case "over":
            return Bounds(bounds.low, None)
        case "under":
            return Bounds(None, bounds.high)
        case "near":
            return Bounds(None if bounds.low is None else bounds.low * (1 - STRAY), bounds.high)
        case "about":
            low, high = bounds.low, bounds.high
            return Bounds(None if low is None else low * (1 - STRAY), None if high is None else high * (1 + STRAY))
        case "upper":
            return Bounds(bounds.low, None if bounds.high is None else bounds.high * 10)
    return bounds


def joined(left: Bounds, right: Bounds) -> Bounds | None:
    """From the lower of two numbers to the higher; None where they run backwards."""
    if left.low is None or right.high is None or left.low > right.high:
        return None
    return Bounds(left.low, right.high)
