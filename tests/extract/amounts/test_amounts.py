"""Amounts as news tells them, case by case, and what holds of any text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shiguan.extract.amounts import AmountKind, AmountMatch, parse_amounts, parse_quantity, qualifier

CASES = Path(__file__).parents[2] / "cases" / "amounts"
PIECES = [
    word
    for line in (
        "3 12 1.5 1,200 2024 二 三十二 两千五 几 数 十几 百 千 万 亿 兆 多 余 个 元 美元 $ HK$ % 成 折 倍 家 名 近 超过",
        "不到 约 上 至 到 - ~ 、 和 第 前 TOP 分之 百分之 翻番 一半 点 零 〇 负 e5 0 000 分 角 块 位 强 年 月 日 ， 。",
        "左右 以上",
    )
    for word in line.split()
]


def cases() -> list[Any]:
    rows = []
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
            rows.append(pytest.param(case, id=f"{path.stem}:{case['text']}", marks=marks))
    return rows


def told(match: AmountMatch) -> list[Any]:
    amount = match.amount
    return [None if b is None else float(b) for b in (amount.low, amount.high)] + [amount.currency or amount.unit]


@pytest.mark.parametrize("case", cases())
def test_an_amount_is_read_as_told(case: dict[str, Any]) -> None:
    assert {m.text: told(m) for m in parse_amounts(case["text"])} == case.get("want", {})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("3亿元", AmountKind.MONEY),
        ("三成", AmountKind.RATE),
        ("300名", AmountKind.COUNT),
        ("第三名", AmountKind.RANK),
        ("3亿", AmountKind.NUMBER),
    ],
)
def test_an_amount_says_what_is_measured(text: str, kind: AmountKind) -> None:
    (match,) = parse_amounts(text)
    assert match.kind is kind
    assert match.amount.expression == match.text == text


def test_values_are_exact() -> None:
    (match,) = parse_amounts("1.1亿元")
    assert match.amount.low == Decimal(110_000_000)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=10).map("".join)))
def test_any_text_is_read_without_harm(text: str) -> None:
    last = 0
    for match in parse_amounts(text):
        assert last <= match.span.start < match.span.end <= len(text)
        assert match.span.of(text) == match.text
        last = match.span.end


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("至少17位", ">="),
        ("40家以上", ">="),
        ("超过6亿元", ">"),
        ("两百多万", ">"),
        ("130余家", ">"),
        ("至多3人", "<="),
        ("不到10家", "<"),
        ("6000万元左右", "~"),
        ("约400亿元", "~"),
        ("将近2.6亿元", "~<"),
        ("近八成", "~<"),
        ("27家", None),
        ("4-5成", None),
        ("数千万元", None),
    ],
)
def test_an_amount_says_how_exactly_it_is_told(text: str, sign: str | None) -> None:
    (match,) = parse_amounts(text)
    assert qualifier(match.amount) == sign


@pytest.mark.parametrize(
    ("text", "low", "unit"), [("97天", 97, "天"), ("3100根", 3100, "根"), ("五任", 5, "任"), ("11.8小时", Decimal("11.8"), "小时")]
)
def test_what_is_known_to_be_a_quantity_counts_whatever_it_counts(text: str, low: Decimal, unit: str) -> None:
    match = parse_quantity(text)
    assert match
    assert (match.amount.low, match.amount.unit, match.text) == (low, unit, text)


@pytest.mark.parametrize("text", ["", "天", "97", "2015年", "15日", "一部分", "一些", "一直", "三季度", "2024财年", "97天后再说"])
def test_other_words_are_no_quantity(text: str) -> None:
    assert parse_quantity(text) is None
