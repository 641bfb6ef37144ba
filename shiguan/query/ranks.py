"""Places in a table, as told: 第四, 榜首, 前三, No. 4, the top ten."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIRST = ("榜首", "首位", "头名", "头把交椅", "冠军", "状元", "龙头", "top spot", "number one")
_NAMED = dict.fromkeys(_FIRST, 1) | {"亚军": 2, "榜眼": 2, "季军": 3, "探花": 3}
_ENGLISH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMERAL = r"[零〇一二两三四五六七八九十百]+|\d{1,4}"
_LAST = re.compile(rf"倒数第({_NUMERAL})")
_NTH = re.compile(rf"第\s*({_NUMERAL})(?!\s*(?:季度|轮|次|批|届|代|年|期|家|款|大道))|排名?\s*({_NUMERAL})\s*(?:位|名)?$")
_TOP = re.compile(rf"(?:前|TOP|top)\s*-?({_NUMERAL})(?:强|名|位|大|甲)?", re.I)
_LATIN = re.compile(r"(?:no\.?|number|#|rank(?:ed|s)?)\s*(\d{1,4})\b|\b(\d{1,4})(?:st|nd|rd|th)\b", re.I)
_ORDINAL = re.compile(rf"\b({'|'.join(_ENGLISH)})\b", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """A place from ``low`` to ``high`` (前三 is 1 to 3), counted from 1; ``from_bottom`` where it is told from the end."""

    low: int
    high: int
    from_bottom: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one place."""
        return self.low == self.high

    def holds(self, other: Rank) -> bool:
        """Whether both may be true of one standing."""
        return self.from_bottom == other.from_bottom and self.low <= other.high and other.low <= self.high


def read_rank(said: str) -> Rank | None:
    """The place that words tell; None where they tell none (满分, 第一梯队).

    >>> read_rank("第十一名"), read_rank("榜首"), read_rank("TOP 5")
    (Rank(low=11, high=11, from_bottom=False), Rank(low=1, high=1, from_bottom=False), Rank(low=1, high=5, from_bottom=False))
    """
    text = said.strip()
    if "梯队" in text or "阵营" in text:
        return None
    if match := _LAST.search(text):
        return _exactly(match[1], from_bottom=True)
    if match := _NTH.search(text):
        return _exactly(match[1] or match[2])
    if named := [place for word, place in _NAMED.items() if word in text.casefold()]:
        return Rank(named[0], named[0])
    if match := _TOP.search(text):
        bound = _number(match[1])
        return Rank(1, bound) if bound else None
    if match := _LATIN.search(text):
        return _exactly(match[1] or match[2])
    if match := _ORDINAL.search(text):
        return _exactly(str(1 + _ENGLISH.index(match[1].lower())))
    return _exactly(text)


def _exactly(numeral: str, *, from_bottom: bool = False) -> Rank | None:
    place = _number(numeral)
    return Rank(place, place, from_bottom) if place else None


def _number(numeral: str) -> int | None:
    from shiguan.extract.amounts.numerals import numeral as value_of  # brings the readers with it

    if not re.fullmatch(_NUMERAL, numeral):
        return None
    value = value_of(numeral)
    return int(value) if value and value == value.to_integral_value() else None
