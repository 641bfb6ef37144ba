"""How many of other projects' number and money cases the amount parser gets right: floors that only rise."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from opencc import OpenCC

from shiguan.extract.amounts import AmountKind, AmountMatch, parse_amounts
from shiguan.extract.amounts.lexicon import CURRENCY_OF
from tests.extract.peer.readers import JioCase, jionlp, left_out, recognizers

CURRENCY_FLOOR = 1.0
NUMBER_FLOOR = 0.94
PERCENT_FLOOR = 0.88
MONEY_FLOOR = 0.98
# jionlp's own rounding, in the last digit of a number of many digits.
SLACK = Decimal("0.000001")


@cache
def _folder() -> Any:
    return OpenCC("t2s")


def _holds(match: AmountMatch, value: Decimal) -> bool:
    """Whether the value lies within the bounds; a match without loose words must be exactly it."""
    low, high = match.amount.low, match.amount.high
    if low is not None and low == high:
        return abs(low - value) <= abs(value) * SLACK
    return (low is None or low <= value) and (high is None or value <= high)


def _right(text: str, results: list[dict[str, Any]], matches: list[AmountMatch]) -> bool:
    if len(matches) != len(results):
        return False
    for match, result in zip(matches, results, strict=True):
        start, end = result["Start"], result.get("End", result["Start"] + len(result["Text"]) - 1) + 1
        if not (match.span.start < end and start < match.span.end):
            return False
        told = result["Resolution"]
        value = Decimal(str(told["value"]).rstrip("%"))
        percent = match.kind is AmountKind.RATE and match.amount.unit == "%" and "%" not in str(told["value"]) and "分之" in text
        if not (_holds(match, value) or (percent and _holds(match, value * 100))):
            return False
        currency = told.get("isoCurrency") or {"Bitcoin": "XBT", "Dollar": "USD"}.get(told.get("unit", ""))
        if currency and match.amount.currency != currency:
            return False
    return True


def recognizers_cases(*parts: str) -> list[tuple[str, list[dict[str, Any]]]]:
    cases = []
    for case in recognizers(*parts):
        text = _folder().convert(case["Input"])
        valued = all((r.get("Resolution") or {}).get("value") not in (None, "") for r in case["Results"])
        single = any(len(r["Text"]) == 1 and not r["Text"].isascii() for r in case["Results"])
        if valued and not single and not left_out(text, "numbers_out_of_scope"):
            cases.append((text, case["Results"]))
    return cases


def share_right(*parts: str, kinds: frozenset[AmountKind] = frozenset(AmountKind)) -> float:
    """Of what the parser finds only ``kinds`` are compared: the currency suite tells nothing of other numbers."""
    cases = recognizers_cases(*parts)
    assert len(cases) >= 15
    found = (([m for m in parse_amounts(text) if m.kind in kinds], text, results) for text, results in cases)
    return sum(_right(text, results, matches) for matches, text, results in found) / len(cases)


def money_cases() -> list[JioCase]:
    return list(jionlp("test_money_parser.py", "money_string_list"))


def money_right(case: JioCase) -> bool:
    text = _folder().convert(case.text)
    matches = parse_amounts(text)
    if len(matches) != 1:
        return False
    match, told = matches[0], case.expected
    numbers = told["num"] if isinstance(told["num"], list) else [told["num"]]
    implied = not re.search("元|块|圆", text) and told["case"] == "元"  # jionlp takes every bare number for yuan
    if not implied and match.amount.currency != CURRENCY_OF[told["case"]]:
        return False
    if told["definition"].startswith("blur"):
        return all(_holds(match, Decimal(n)) for n in numbers)
    return (
        match.amount.low is not None and match.amount.low == match.amount.high and abs(match.amount.low - Decimal(numbers[0])) < 1
    )


def test_recognizers_currency() -> None:
    money = frozenset({AmountKind.MONEY})
    assert share_right("NumberWithUnit", "Chinese", "CurrencyModel.json", kinds=money) >= CURRENCY_FLOOR


def test_recognizers_numbers() -> None:
    assert share_right("Number", "Chinese", "NumberModel.json") >= NUMBER_FLOOR


def test_recognizers_percent() -> None:
    assert share_right("Number", "Chinese", "PercentModel.json") >= PERCENT_FLOOR


def test_jionlp_money() -> None:
    cases = money_cases()
    assert len(cases) > 30
    assert sum(map(money_right, cases)) / len(cases) >= MONEY_FLOOR
