"""Dates in any common form, as exact as they were written."""

from datetime import date, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shiguan.errors import GatherError
from shiguan.gather.dates import published

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases/gather/dates.yml").read_text(encoding="utf-8"))
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: str(case["written"]))
def test_a_date_is_read_as_exactly_as_it_was_written(case: dict[str, Any]) -> None:
    found = published(case["written"])
    assert found.when == case["when"]
    assert found.expression == str(case["written"])


@pytest.mark.parametrize("written", CASES["refused"])
def test_what_is_no_date_is_refused_in_one_line(written: str) -> None:
    with pytest.raises(GatherError) as refusal:
        published(written)
    assert "\n" not in str(refusal.value)


@given(DAYS)
def test_every_form_of_a_day_names_the_same_day(day: date) -> None:
    forms = [
        f"{day:%Y-%m-%d} 23:59:59",
        f"{day:%Y/%m/%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"民國{day.year - 1911}年{day.month}月{day.day}日",
        format_datetime(datetime(day.year, day.month, day.day)),
        f"{day:%B} {day.day}, {day.year}",
    ]
    assert {published(form).when for form in forms} == {day.isoformat()}


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = published(text)
    except GatherError:
        return
    assert found.start is not None or found.end is not None
