"""Numerals, and text made half-width without moving a character."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.extract.amounts.numerals import half_width, numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十二", 32),
        ("十", 10),
        ("廿二", 22),
        ("两千五百", 2500),
        ("六千三百八", 6380),
        ("两千零五", 2005),
        ("1.5万", 15000),
        ("3万5千", 35000),
        ("三万五", 35000),
        ("一点五", "1.5"),
        ("一点五亿", 150000000),
        ("二〇二四", 2024),
        ("四万万", 400000000),
        ("三万七千亿", 3700000000000),
        ("三百零十万", 3100000),
        ("柒仟叁佰", 7300),
        ("1,200", 1200),
        ("40k", 40000),
        ("三亿八千一百二十六万零七十四", 381260074),
    ],
)
def test_a_numeral_has_its_value(text: str, value: int | str) -> None:
    assert numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "元", "三x", "点五", "一点"])
def test_what_is_no_numeral_has_none(text: str) -> None:
    assert numeral(text) is None


@given(st.text(alphabet="零〇一二两三九十百千万亿兆点0123456789.,k廿 "))
def test_any_numeral_like_text_is_read_without_harm(text: str) -> None:
    value = numeral(text)
    assert value is None or value >= 0


@given(st.text())
def test_half_width_text_keeps_every_place(text: str) -> None:
    assert len(half_width(text)) == len(text)
