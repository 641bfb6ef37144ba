"""Numerals as Chinese news writes them: 1.5, 1,200, 三十二, 两千四百五, 3万5, 一点五亿, 廿二, 壹仟. All to Decimal, exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

DIGITS = {
    c: v for v, cs in enumerate(("零〇○", "一壹", "二两贰俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in cs
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
TENS = {"廿": "二十", "卅": "三十"}
LATIN = {
    "k": 10**3,
    "w": 10**4,
    "m": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "mln": 10**6,
    "bln": 10**9,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

# Characters of times and amounts that traditional script writes otherwise: a text may come straight from its reader's clipboard.
_TRADITIONAL = str.maketrans(
    "萬億兩個後來時號點禮週這當過內間將開現終歲幾數餘幣圓歐鎊韓盧國貳參陸節聖慶陽勞兒婦親師雙從預計劃達財營業績獲虧約滿負戶臺"
    "輛噸員單筆張顆項種類門層畝僅總於與為農曆臘閏舊紀連長減馬塊錢漲實淨鐘頭關學隻稱擬爭報傳發佈會屆無據處變遞審",
    "万亿两个后来时号点礼周这当过内间将开现终岁几数余币圆欧镑韩卢国贰叁陆节圣庆阳劳儿妇亲师双从预计划达财营业绩获亏约满负户台"
    "辆吨员单笔张颗项种类门层亩仅总于与为农历腊闰旧纪连长减马块钱涨实净钟头关学只称拟争报传发布会届无据处变递审",
)
_HALF_WIDTH = (
    {ord("０") + i: str(i) for i in range(10)} | str.maketrans("，．％～／：－＋−　（）＄￥＝", ",.%~/:-+- ()$¥=") | _TRADITIONAL
)


@lru_cache(maxsize=8)  # one reader asks after the other
def half_width(text: str) -> str:
    """Full-width digits and signs as half-width ones, traditional characters as simplified: every offset stays the same.

    A comma is turned only where it stands among digits: elsewhere it ends a clause.
    """
    turned = text.translate(_HALF_WIDTH)
    return _loose_commas().sub(lambda m: text[m.start()], turned)


@cache
def _loose_commas() -> re.Pattern[str]:
    # $20，300美元 are two amounts: each has its own currency.
    own = r",(?=\d+[美欧日]?[元圆])"
    return re.compile(rf"(?<!\d),|,(?!\d{{3}}(?!\d))|(?<=[$¥€£]\d){own}|(?<=[$¥€£]\d\d){own}|(?<=[$¥€£]\d\d\d){own}")


@cache
def _rising() -> re.Pattern[str]:
    """Small units that rise with no digit between them: 五十千 is no numeral."""
    return re.compile("[十拾][百佰千仟]|[百佰][千仟]")


@cache
def _pieces() -> re.Pattern[str]:
    digits, small, large = "".join(DIGITS), "".join(SMALL), "".join(LARGE)
    latin = "|".join(sorted(LATIN, key=len, reverse=True))
    return re.compile(
        rf"(?P<number>\d[\d,]*(?:\.\d+)?)|(?P<digits>[{digits}]+)|(?P<unit>[{small}{large}])|(?P<latin>{latin})", re.I
    )


@lru_cache(maxsize=1024)
def numeral(text: str) -> Decimal | None:
    """The value of a numeral; None for what is none.

    >>> numeral("六千三百八"), numeral("3万5千"), numeral("一点五亿"), numeral("二〇二四")
    (Decimal('6380'), Decimal('35000'), Decimal('150000000'), Decimal('2024'))
    """
    text = re.sub(r"\s", "", text)
    text = "0" + text if text.startswith(".") else text
    if _rising().search(text):
        return None
    for short, full in TENS.items():
        text = text.replace(short, full)
    whole, point, rest = text.partition("点")
    if not point:
        return _whole(whole)
    match = re.match(r"[" + "".join(DIGITS) + r"\d]+", rest)
    left = _whole(whole)
    if left is None or not match:
        return None
    fraction = Decimal("0." + "".join(str(DIGITS.get(c, c)) for c in match[0]))
    scale = _whole("一" + rest[match.end() :]) if match.end() < len(rest) else Decimal(1)
    return None if scale is None else (left + fraction) * scale


def _whole(text: str) -> Decimal | None:
    stack: list[tuple[Decimal, int]] = []
    section, current, last, at = Decimal(0), None, 0, 0
    for match in _pieces().finditer(text):
        if match.start() != at:
            return None
        at, piece = match.end(), match[0]
        if match["number"]:
            current = Decimal(piece.replace(",", ""))
        elif match["digits"]:
            current, last = _positional(piece, last)
        elif match["unit"] and piece in SMALL:
            last = SMALL[piece]
            section, current = section + (current or Decimal(1)) * last, None
        else:
            last = LARGE.get(piece) or LATIN[piece.lower()]
            total = section + (current or 0)
            section, current = Decimal(0), None
            while stack and stack[-1][1] < last:
                total += stack.pop()[0]
            if not total and stack:  # 四万万
                total = stack.pop()[0]
            stack.append(((total or Decimal(1)) * last, last))
    if at != len(text) or not text:
        return None
    if current is not None and last >= 100 and current < 10 and _shorthand(text):
        current *= last // 10
    return sum((value for value, _ in stack), section) + (current or 0)


def _positional(piece: str, last: int) -> tuple[Decimal, int]:
    """The value of a run of digit characters, and the unit that still governs what follows: 零 ends the shorthand of 两千五."""
    if len(piece) > 1 and piece[0] in "零〇○":
        return Decimal("".join(str(DIGITS[c]) for c in piece)), 0
    if piece in ("零", "〇", "○"):
        return Decimal(0), last
    return Decimal("".join(str(DIGITS[c]) for c in piece)), last


def _shorthand(text: str) -> bool:
    """Whether the last digit stands for a digit of the next lower unit: 两千五 is 2500, 3万5 is 35000, 两千零五 is not."""
    return len(text) >= 2 and text[-2] in "".join((*SMALL, *LARGE)) and (text[-1] in DIGITS or text[-1].isdigit())
