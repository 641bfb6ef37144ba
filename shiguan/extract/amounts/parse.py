"""Reading the amounts of a text, left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from shiguan.extract.amounts import patterns
from shiguan.extract.amounts.bounds import Bounds, hedged, joined, number_bounds
from shiguan.extract.amounts.lexicon import CURRENCY_OF
from shiguan.extract.amounts.match import AmountKind, AmountMatch
from shiguan.extract.amounts.numerals import DIGITS, LARGE, LATIN, SMALL, half_width, numeral
from shiguan.extract.amounts.special import read_special
from shiguan.records.amount import Amount
from shiguan.records.document import Span

_RUN = re.compile(r"[A-Za-z]*[\d,.:/_\-]*\d+[A-Za-z]*|[零〇一二两三四五六七八九十百千万亿兆几数]+")
_WORD = re.compile(r"[A-Za-z\d]")
_LATIN_BEFORE = re.compile(r"[A-Za-z][ ]?$")
_CONNECT = re.compile(r"(?:\(含\)|（含）)?" + patterns.CONNECT)
_LISTED = re.compile(r"[ ]?(?:、|和|及|与|以及|或)[ ]?$")
_CAPITALS = {"K": 10**3, "M": 10**6, "B": 10**9}
_RATES = {"‰": Decimal("0.1"), "成": Decimal(10), "折": Decimal(10)}


@dataclass(frozen=True, slots=True)
class Number:
    """One number read: its bounds with its scale in, what scale that was, where it ends, and whether its form alone says number."""

    bounds: Bounds
    scale: Decimal
    end: int
    plain: str
    formal: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: ``factor`` and ``add`` turn the number told into the amount (成 is ten per cent; 3元5角)."""

    kind: AmountKind
    currency: str | None
    unit: str | None
    end: int
    factor: Decimal = Decimal(1)
    add: Decimal = Decimal(0)
    discount: bool = False


def parse_amounts(text: str) -> list[AmountMatch]:
    """The amounts a text tells, in order, not overlapping; spans count in ``text``.

    Dates, times and lengths of time are none, nor are numerals within names: a Chinese numeral needs a scale, a unit or a
    classifier beside it, a plain figure a word that says it is told for its own sake (达, 超过, 共).
    """
    plain = half_width(text)
    found: list[AmountMatch] = []
    position = 0
    while hit := patterns.special().search(plain, position):
        match = read_special(plain, hit) if hit["start"] is None else _amount(plain, hit.start(), position)
        if match is None:
            run = _RUN.match(plain, hit.start()) if hit["start"] is not None else None
            position = max(run.end() if run else hit.end(), hit.start() + 1)
            continue
        span, kind, bounds, currency, unit = match
        words = span.of(text)
        found.append(AmountMatch(span, words, Amount(bounds.low, bounds.high, currency, unit, words), kind))
        position = span.end
    return _listed(plain, found)


Found = tuple[Span, AmountKind, Bounds, str | None, str | None]


def _amount(text: str, start: int, floor: int) -> Found | None:
    if patterns.names().match(text, start):
        return None
    if text[start] in "几数" and text[start - 1 : start] == "前":  # 前几名
        return None
    first = _number(text, start, patterns.sign().search(text, floor, start) is not None)
    if first is None:
        return None
    bounds, end, plain = first.bounds, first.end, first.plain
    unit = _unit(text, end)
    second = _second(text, unit.end if unit else end)
    if second is not None:
        last, last_unit = second
        whole = joined(_lifted(first, last), last.bounds)
        if whole is not None:
            bounds, end, plain = whole, last.end, ""
            unit = last_unit or (replace(unit, end=end) if unit else None)
            first = replace(first, formal=first.formal or last.formal)
    if patterns.time_after().match(text, end) and (unit is None or unit.unit in ("个", "日", "分", "时")):
        return None
    return _settled(text, start, floor, end, Number(bounds, first.scale, end, plain, first.formal), unit)


def _second(text: str, at: int) -> tuple[Number, Unit | None] | None:
    joint = _CONNECT.match(text, at)
    if joint is None:
        return None
    signed = patterns.sign().search(text, at, joint.end())
    last = _number(text, joint.end(), signed is not None)
    return (last, _unit(text, last.end)) if last else None


def _settled(text: str, start: int, floor: int, end: int, number: Number, unit: Unit | None) -> Found | None:
    """The amount, once its hedges, currency sign and unit are known; None where nothing makes the number an amount."""
    left, hedge = start, None
    sign = patterns.sign().search(text, max(floor, start - 6), start)
    if sign:
        left = sign.start()
    if text[left - 1 : left] in ("-", "负") and left > floor and not _WORD.match(text[left - 2 : left - 1]) and number.plain:
        left -= 1
        number = replace(number, bounds=Bounds(*(None if b is None else -b for b in (number.bounds.high, number.bounds.low))))
    word = patterns.before().search(text, max(floor, left - 6), left)
    if word and not (word["over"] == "过" and text[start] not in "百千万亿"):  # 管理过3000人 says nothing of more
        hedge, left = word.lastgroup, word.start()
    if not _counts(text, start, floor, end, number, unit, hedge is not None or sign is not None):
        return None
    bounds = number.bounds
    if unit:
        if unit.discount and bounds.low is not None and bounds.low > 10:  # 五五折 is 55, not 550
            unit = replace(unit, factor=Decimal(1))
        bounds = Bounds(*(None if b is None else b * unit.factor + unit.add for b in (bounds.low, bounds.high)))
        end = unit.end
    tail = patterns.after().match(text, end)
    if tail and not (tail["more"] and unit and unit.kind is AmountKind.COUNT):
        end = tail.end()
        hedge = hedge or ("over" if tail.lastgroup == "more" else tail.lastgroup)
    bounds = hedged(bounds, hedge)
    if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
        return None
    currency = unit.currency if unit else None
    if sign and (unit is None or currency in (None, "CNY")):
        currency = CURRENCY_OF[sign["sign"]]
    kind = AmountKind.MONEY if currency else unit.kind if unit else AmountKind.NUMBER
    return Span(left, end), kind, bounds, currency, None if currency or unit is None else unit.unit


def _counts(text: str, start: int, floor: int, end: int, number: Number, unit: Unit | None, hedged_or_signed: bool) -> bool:
    """Whether a number in its surroundings is an amount at all."""
    plain = number.plain
    if plain in _FORMAL_DIGITS and (unit is None or unit.kind is AmountKind.COUNT):
        return False
    if unit is not None:
        if plain == "一" and unit.kind is AmountKind.COUNT:  # 一家 is "a", unless it is all there is
            return text[max(floor, start - 2) : start].endswith(("仅", "只有", "仅有", "唯"))
        if plain in ("几", "数") and unit.kind is not AmountKind.COUNT:
            return number.formal
        if plain in _BARE and unit.kind is AmountKind.COUNT and unit.unit not in _BARE_UNITS:
            return False
        return not (plain.isascii() and unit.unit in ("分", "章", "集", "轮", "代") and not hedged_or_signed)
    if text[end : end + 1] in tuple("强后") and not number.formal:
        return False
    if _LATIN_BEFORE.search(text, max(0, start - 2), start) and not number.formal and not hedged_or_signed:
        return False
    if number.formal:
        return True
    if text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        return False
    if hedged_or_signed and plain in ("百", "千", "万", "亿"):
        return True
    if plain in _BARE or (len(plain) == 1 and not plain.isdigit()):
        return False
    if hedged_or_signed or patterns.cue().search(text, max(0, start - 4), start):
        return text[end : end + 1] not in tuple("-/:.")
    return start == 0 and end == len(text)


# What a bare 百, 千 or 万 may count: 千人, 万台; 百度 and 万科 are names.
_BARE_UNITS = ("人", "名", "家", "台", "辆", "户", "吨", "万吨", "册", "亩", "员工", "用户")
# Digits of cheques, which alone are parts of words: 登陆部队, 拾起.
_FORMAL_DIGITS = tuple("壹贰叁肆伍陆柒捌玖拾佰仟")
_BARE = ("十", "百", "千", "万", "亿", "兆", "几", "数")


def _number(text: str, at: int, signed: bool) -> Number | None:
    """The number that starts at ``at``; ``signed`` when a currency stands before it, which lets 30M be 30 million."""
    hit = patterns.number().match(text, at)
    if hit is None:
        return None
    written, scale_word, end = hit["a"], hit["s"], hit.end()
    if written[0] in "零〇" and any(c in LARGE or c in SMALL for c in written):  # no numeral is written so
        return None
    more = bool((hit["m"] and hit["m"] not in ("个", "来")) or hit["n"])
    if hit["m"] and not scale_word and not hit["n"]:
        end = hit.end("m")
        if "个" in hit["m"]:
            end -= 1
        if hit["m"] == "来":
            more, end = False, hit.end("a")
    elif not hit["m"] and not scale_word and not hit["n"]:
        end = hit.end("a")
    scale = Decimal(1)
    if scale_word:
        if scale_word in _CAPITALS and not signed:
            return None
        value = _CAPITALS.get(scale_word) or LATIN.get(scale_word.lower()) or numeral("一" + scale_word)
        scale = Decimal(value or 1)
    if "e" in written:
        bounds: Bounds | None = Bounds(Decimal(written.replace(",", "")), Decimal(written.replace(",", "")))
    else:
        bounds = number_bounds(written, more, scale_word is not None)
    if bounds is None:
        return None
    formal = bool(scale_word) or more and len(written) > 1 or _formal(written, text[end : end + 1])
    return Number(bounds.times(scale), scale * _own_scale(written), end, written if not scale_word else "", formal)


def _formal(written: str, ahead: str) -> bool:
    """Whether a number is one by its form: a comma or decimal point in figures, a scale in characters."""
    if written[0].isdigit() and written.isascii():
        return "," in written or ("." in written and not ahead.isalpha()) or "e" in written
    if written[0].isdigit():
        return True
    large = sum(c in LARGE or c in "百千佰仟" for c in written)
    return large >= 2 or (large == 1 and len(written) >= 2 and written[0] not in "百千万亿兆")


def _own_scale(written: str) -> Decimal:
    """The scale words a number ends in: 10000 of 五十万, 10 million of 三千万."""
    scale, at = Decimal(1), len(written)
    while at and (written[at - 1] in LARGE or written[at - 1] in SMALL and written[at - 1] != "十"):
        scale *= LARGE.get(written[at - 1]) or SMALL[written[at - 1]]
        at -= 1
    return scale


def _lifted(first: Number, last: Number) -> Bounds:
    """The first number of a range with the scale that only the last one tells: 300-500万, 两到三千, 七千到九千亿."""
    if first.scale >= 10**4 or last.scale == 1 or first.bounds.high is None or last.bounds.high is None:
        return first.bounds
    if first.scale == 1:
        raised = first.bounds.times(last.scale)
    else:
        large = Decimal(10**8 if last.scale >= 10**8 else 10**4 if last.scale >= 10**4 else 1)
        raised = first.bounds.times(large)
    return raised if raised.low is not None and raised.low <= last.bounds.high else first.bounds


def _unit(text: str, at: int) -> Unit | None:
    hit = patterns.unit().match(text, at)
    if hit is None:
        return None
    if hit["rate"]:
        word = hit["rate"]
        return _rate(text, word, hit.end())
    if hit["currency"]:
        cents = Decimal(_digit(hit["jiao"])) / 10 + Decimal(_digit(hit["fen"])) / 100 + Decimal(_digit(hit["cents"])) / 100
        return Unit(AmountKind.MONEY, CURRENCY_OF[hit["currency"]], None, hit.end(), add=cents)
    if hit["kuai"] is not None:
        cents = Decimal(_digit(hit["mao"] or hit["mao2"])) / 10 + Decimal(_digit(hit["fen2"])) / 100
        return Unit(AmountKind.MONEY, "CNY", None, hit.end(), add=cents)
    word = hit["measure"] or hit["noun"] or hit["class"]
    return Unit(AmountKind.COUNT, None, word, hit.end())


def _digit(text: str | None) -> int:
    value = numeral(text) if text else None
    return int(value) if value is not None else 0


def _rate(text: str, word: str, end: int) -> Unit:
    if word.endswith("百分点"):
        return Unit(AmountKind.RATE, None, "百分点", end)
    if word.endswith("基点") or word.startswith("bp"):
        return Unit(AmountKind.RATE, None, "基点", end)
    if word == "倍":
        return Unit(AmountKind.RATE, None, "倍", end)
    add = Decimal(0)
    if word == "成" and text[end : end + 1] in DIGITS:  # 七成六
        add, end = Decimal(DIGITS[text[end]]), end + 1
    return Unit(AmountKind.RATE, None, "%", end, _RATES.get(word, Decimal(1)), add, word == "折")


def _listed(text: str, found: list[AmountMatch]) -> list[AmountMatch]:
    """Numbers in a list take the currency their neighbours tell: 1.2亿元、3000万和5亿元."""
    for order in (range(len(found) - 2, -1, -1), range(1, len(found))):
        step = 1 if order.step < 0 else -1
        for i in order:
            here, near = found[i], found[i + step]
            first, last = (here, near) if step > 0 else (near, here)
            if here.kind is AmountKind.NUMBER and near.kind is AmountKind.MONEY and here.amount.unit is None:
                between = text[first.span.end : last.span.start]
                if _LISTED.fullmatch(between):
                    found[i] = replace(here, kind=AmountKind.MONEY, amount=replace(here.amount, currency=near.amount.currency))
    return found
