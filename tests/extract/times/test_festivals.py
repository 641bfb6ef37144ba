"""The lunar table against days that are known."""

from __future__ import annotations

from datetime import date

import pytest

from shiguan.extract.times.festivals import festival, lunar_day, lunar_month

# Chinese New Year, as published by observatories.
NEW_YEARS = (
    "2000-02-05 2005-02-09 2010-02-14 2015-02-19 2019-02-05 2020-01-25 "
    "2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2030-02-03 2035-02-08"
)


@pytest.mark.parametrize("day", NEW_YEARS.split())
def test_the_new_year_falls_on_its_day(day: str) -> None:
    moment = date.fromisoformat(day)
    assert festival("春节", moment.year) == moment


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("中秋", "2023-09-29"),
        ("端午", "2024-06-10"),
        ("元宵", "2025-02-12"),
        ("除夕", "2024-02-09"),
        ("母亲节", "2024-05-12"),
        ("国庆", "2024-10-01"),
    ],
)
def test_a_festival_falls_on_its_day(name: str, day: str) -> None:
    moment = date.fromisoformat(day)
    assert festival(name, moment.year) == moment


def test_a_repeated_month_follows_its_namesake() -> None:
    first, again = lunar_month(2023, 2), lunar_month(2023, 2, repeated=True)
    assert first is not None
    assert again is not None
    assert (again[0] - first[1]).days == 1


def test_what_the_table_lacks_is_none() -> None:
    assert festival("春节", 1990) is None
    assert lunar_month(2024, 2, repeated=True) is None
    assert lunar_day(2024, 1, 31) is None
