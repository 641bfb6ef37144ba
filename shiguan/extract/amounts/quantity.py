"""A number, its unit and the words around it: whether it is an amount, and which."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from shiguan.extract.amounts import patterns
from shiguan.extract.amounts.bounds import Bounds, hedged, joined
from shiguan.extract.amounts.lexicon import CURRENCY_OF
from shiguan.extract.amounts.match import AmountKind
from shiguan.extract.amounts.number import Number, lifted, read_number
from shiguan.extract.amounts.special import Found
from shiguan.extract.amounts.unit import Unit, read_unit
from shiguan.records.document import Span

_ALPHANUMERIC = re.compile(r"[A-Za-z\d]")
_LATIN_BEFORE = re.compile(r"[A-Za-z][ ]?$")
_CONNECT = re.compile(r"(?:\(含\)|（含）)?" + patterns.CONNECT)
_BARE = ("十", "百", "千", "万", "亿", "兆", "几", "数")
# What a bare 百, 千 or 万 may count: 千人, 万台; 百度 and 万科 are names.
_BARE_UNITS = ("人", "名", "家", "台", "辆", "户", "吨", "万吨", "册", "亩", "员工", "用户")
# Digits of cheques, which alone are parts of words: 登陆部队, 拾起.
_CHEQUE_DIGITS = tuple("壹贰叁肆伍陆柒捌玖拾佰仟")
# A text of figures and nothing else: a cell, or a row of them.
_FIGURES = re.compile(r"[\d., ]+(?:、|, )[\d.,、 ]+")
# What is measured by the month or the like: 674万月活 is no length of time, 7月销量 tells a month.
_BY_PERIOD = re.compile("[日周月季年](?:均|活|度活跃|销[量售]|访问量|独立|新增|营收|收入|产[量能值])")
# Units that a figure stands before without counting: 第3集 and 3分 are no amounts.
_ORDINAL_UNITS = ("分", "章", "集", "轮", "代")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: ``floor`` is the end of the amount before it, past which nothing is read backwards."""

    text: str
    start: int
    floor: int

    def before(self, width: int) -> str:
        """Up to ``width`` characters before the number."""
        return self.text[max(self.floor, self.start - width) : self.start]


def read_quantity(text: str, start: int, floor: int) -> Found | None:
    """The amount whose number starts at ``start``; None where the number is none, or no amount."""
    place = Place(text, start, floor)
    if patterns.names().match(text, start) or (text[start] in "几数" and text[start - 1 : start] == "前"):  # 前几名
        return None
    first = read_number(text, start, patterns.sign().search(place.before(6)) is not None)
    if first is None:
        return None
    number, unit = _ranged(text, first, read_unit(text, first.end))
    lasts = patterns.time_after().match(text, number.end) and (unit is None or unit.unit in ("个", "日", "分", "时"))
    if lasts and not (text[number.end - 1] in "万亿" and _BY_PERIOD.match(text, number.end)):
        return None
    return _settled(place, number, unit)


def _ranged(text: str, first: Number, unit: Unit | None) -> tuple[Number, Unit | None]:
    """The number with the one it leads to, where it leads to one: 10亿至15亿元, 2-3成."""
    joint = _CONNECT.match(text, unit.end if unit else first.end)
    if joint is None:
        return first, unit
    last = read_number(text, joint.end(), patterns.sign().search(text, joint.start(), joint.end()) is not None)
    bounds = joined(lifted(first, last), last.bounds) if last else None
    if last is None or bounds is None:
        return first, unit
    last_unit = read_unit(text, last.end)
    if unit and last_unit and (unit.kind is AmountKind.RATE) != (last_unit.kind is AmountKind.RATE):  # 下滑12.4%至88.3亿元
        return first, unit
    whole = Number(bounds, first.scale, last.end, "", first.formal or last.formal)
    return whole, last_unit or (replace(unit, end=last.end) if unit else None)


def _settled(place: Place, number: Number, unit: Unit | None) -> Found | None:
    """The amount, with the currency sign, the minus and the hedges around it."""
    text, left, bounds = place.text, place.start, number.bounds
    sign = patterns.sign().search(place.before(6))
    if sign:
        left -= len(sign[0])
    if _negative(place, number, left):
        left -= 1
        bounds = Bounds(*(None if b is None else -b for b in (bounds.high, bounds.low)))
    word = patterns.before().search(text, max(place.floor, left - 6), left)
    if word and word["over"] == "过" and text[place.start] not in "百千万亿":  # 修过300台 says nothing of more
        word = None
    if not _is_amount(place, number, unit, word is not None or sign is not None):
        return None
    hedge, left = (word.lastgroup, word.start()) if word else (None, left)
    end = unit.end if unit else number.end
    tail = patterns.after().match(text, end)
    if tail and not ((tail["more"] or tail["upper"]) and unit and unit.kind is AmountKind.COUNT):
        end = tail.end()
        hedge = hedge or _tail_hedge(tail, text[place.start : number.end])
    elif text.startswith("级", number.end) and not text[place.start : number.end].strip("十百千万亿"):  # 千万级美元
        hedge = hedge or "upper"
    bounds = hedged(unit.measure(bounds) if unit else bounds, hedge)
    if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
        return None
    currency = unit.currency if unit else None
    if sign and currency in (None, "CNY"):
        currency = CURRENCY_OF[sign["sign"]]
    kind = AmountKind.MONEY if currency else unit.kind if unit else AmountKind.NUMBER
    return Span(left, end), kind, bounds, currency, None if currency or unit is None else unit.unit


def _tail_hedge(tail: re.Match[str], written: str) -> str | None:
    """What the words after an amount do to it; 千万级 reaches to the next scale, 5亿级 is about 5亿."""
    if tail["more"]:
        return "over"
    if tail["upper"]:
        return "upper" if not written.strip("十百千万亿") else "about"
    return tail.lastgroup


def _negative(place: Place, number: Number, left: int) -> bool:
    minus = left > place.floor and place.text[left - 1] in "-负"
    return minus and bool(number.written) and not _ALPHANUMERIC.match(place.text[max(0, left - 2) : left - 1])


def _is_amount(place: Place, number: Number, unit: Unit | None, marked: bool) -> bool:
    """Whether a number in its surroundings is an amount; ``marked`` when a hedge or a currency stands before it."""
    if number.written in _CHEQUE_DIGITS and (unit is None or unit.kind is AmountKind.COUNT):
        return False
    return _counted(place, number, unit, marked) if unit else _told_alone(place, number, marked)


def _counted(place: Place, number: Number, unit: Unit, marked: bool) -> bool:
    written = number.written
    if unit.kind is not AmountKind.COUNT:
        return number.formal or written not in ("几", "数")
    if written == "一":  # 一家 is "a", unless it is all there is
        return place.before(2).endswith(("仅", "只有", "仅有", "唯"))
    if written in _BARE and written not in ("几", "数"):
        return marked or unit.unit in _BARE_UNITS
    return marked or not (written.isascii() and written and unit.unit in _ORDINAL_UNITS)


def _told_alone(place: Place, number: Number, marked: bool) -> bool:
    """Whether a number beside nothing it counts is told for its own sake, and no part of a name, a date or a code."""
    text, written, ahead = place.text, number.written, place.text[number.end : number.end + 1]
    if number.formal:
        return True
    if ahead in ("强", "后") or (_LATIN_BEFORE.search(place.before(2)) and not marked):
        return False
    if _ALPHANUMERIC.match(ahead):
        return False
    if marked and written in ("百", "千", "万", "亿"):
        return True
    if written in _BARE or (len(written) == 1 and not written.isdigit()):
        return False
    if marked or patterns.cue().search(place.before(4)):
        return ahead not in ("-", "/", ":", ".")
    alone = not text[: place.start].strip("-负 ") and number.end == len(text)
    return alone or _FIGURES.fullmatch(text) is not None
