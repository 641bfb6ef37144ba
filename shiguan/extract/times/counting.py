"""Small numerals as time words use them: 三, 两, 十几, 半, 2.5."""

from __future__ import annotations

from decimal import Decimal

from shiguan.extract.amounts.numerals import DIGITS, SMALL, numeral


def count(text: str) -> int:
    """A whole count; 0 for what is none."""
    value = numeral(text)
    return int(value) if value is not None else 0


def digits(text: str) -> int:
    """Digit characters read one by one: 二〇二四 is 2024, 九八 is 98."""
    return int("".join(c if c.isdigit() and c.isascii() else str(DIGITS[c]) for c in text))


def extent(text: str, more: bool, half: bool) -> tuple[Decimal, Decimal]:
    """The least and most a loose count means, in units: 三 is 3 to 3, 十几 is 11 to 19, 几 is 2 to 9, 三…半 is 3.5."""
    if text in ("半", ""):
        return Decimal("0.5"), Decimal("0.5")
    if text == "多":
        return Decimal(5), Decimal(20)
    if text.endswith("多"):
        text, more = text[:-1], True
    if text[-1] in "几数" or text[0] in "几数":
        tens = count(text[:-1]) if len(text) > 1 and text[-1] in "几数" else 0
        scale = count("一" + text[1:]) if len(text) > 1 and text[0] in "几数" else 1
        return (Decimal(tens + 1), Decimal(tens + 9)) if tens else (Decimal(2 * scale), Decimal(9 * scale))
    if len(text) == 2 and text[0] in DIGITS and text[1] in DIGITS:  # 三五年, 两三个月
        return Decimal(DIGITS[text[0]]), Decimal(max(DIGITS[text[0]], DIGITS[text[1]]))
    if len(text) == 3 and text[0] in DIGITS and text[1] in DIGITS and text[2] in SMALL:  # 二三十年
        pair = sorted((DIGITS[text[0]], DIGITS[text[1]]))
        return Decimal(pair[0] * SMALL[text[2]]), Decimal(pair[1] * SMALL[text[2]])
    value = numeral(text) or Decimal(0)
    value += Decimal("0.5") if half else 0
    return value, value + (_slack(value) if more else 0)


def _slack(value: Decimal) -> Decimal:
    """What 多 may add: up to the next unit, the next ten, the next hundred."""
    for step in (100, 10):
        if value >= step and value % step == 0:
            return Decimal(step)
    return Decimal(1)
