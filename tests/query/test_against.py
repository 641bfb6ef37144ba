"""Whether two times, two amounts agree. Everything is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.query.against import Says, compare_amounts, compare_times
from shiguan.records.amount import Amount
from shiguan.records.time import ValidTime
from tests.query.build import money


def test_words_that_count_people_are_one_unit() -> None:
    def count(low: int, high: int | None, unit: str) -> Amount:
        return Amount(Decimal(low), None if high is None else Decimal(high), None, unit, f"{low}{unit}")

    assert compare_amounts(count(22, None, "名"), count(22, 22, "位")) is Says.AGREES
    assert compare_amounts(count(22, 22, "人"), count(23, 23, "位")) is Says.DIFFERS
    assert compare_amounts(count(22, 22, "家"), count(22, 22, "位")) is Says.NOTHING


DAYS = st.dates(date(2029, 1, 1), date(2031, 12, 31))


@given(DAYS, DAYS)
def test_times_agree_just_when_one_lies_in_the_other(day: date, other: date) -> None:
    mine, month = ValidTime.of(str(day)), ValidTime.of(str(other)[:7])
    says = compare_times(month, mine)
    assert (says is Says.AGREES) == (str(day)[:7] == str(other)[:7])
    assert says is Says.AGREES or says is Says.DIFFERS
    assert (compare_times(mine, month) is Says.DIFFERS) == (says is Says.DIFFERS)


@settings(max_examples=60)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_sums_agree_within_rounding_and_a_currency_is_never_left_out(low: int, other: int) -> None:
    mine, theirs = money(low, low, "a"), money(other, other, "b")
    says = compare_amounts(mine, theirs)
    assert says is compare_amounts(theirs, mine) or abs(low - other) <= 0.03 * max(low, other)
    if low == other:
        assert says is Says.AGREES
        assert compare_amounts(mine, replace(theirs, currency="USD")) is Says.DIFFERS
    if abs(low - other) > 0.05 * max(low, other):
        assert says is Says.DIFFERS


def test_over_three_is_not_over_thirty_three() -> None:
    assert compare_amounts(money(33, None, "超过33"), money(3, None, "超过3")) is Says.DIFFERS
    assert compare_amounts(money(3, None, "超过3"), money(33, 33, "33")) is Says.AGREES
    assert compare_amounts(money(33, 33, "33"), money(30, None, "超过30")) is Says.COARSER
