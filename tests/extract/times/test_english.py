"""English words for times, read against the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.extract.times import parse_times
from shiguan.extract.times.english import english_times

ANCHOR = date(2019, 6, 12)  # a Wednesday


def told(text: str, anchor: date | None = ANCHOR) -> list[tuple[str, str | None]]:
    return [(m.text, m.valid_time.when if m.valid_time else None) for m in parse_times(text, anchor)]


@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        ("She joined in 2016.", "in 2016", "2016"),
        ("Sales rose last year", "last year", "2018"),
        ("the firm said on Tuesday that", "on Tuesday", "2019-06-11"),
        ("said on Wednesday that", "on Wednesday", "2019-06-12"),
        ("will open on Friday", "on Friday", "2019-06-14"),
        ("He left in May.", "in May", "2019-05"),
        ("He left in August.", "in August", "2018-08"),
        ("will start in August", "in August", "2019-08"),
        ("in the first half of 2018", "the first half of 2018", "2018-H1"),
        ("revenue in the fourth quarter was", "the fourth quarter", "2018-Q4"),
        ("will ship in the fourth quarter", "the fourth quarter", "2019-Q4"),
        ("left two years ago", "two years ago", "2017"),
        ("closes at the end of June", "at the end of June", "2019-06-21/2019-06-30"),
        ("earlier this month", "this month", "2019-06"),
        ("quit three days ago", "three days ago", "2019-06-09"),
        ("it was founded a year ago", "a year ago", "2018"),
        ("by the end of the year", "by the end of the year", "2019-12"),
        ("in March 2018", "March 2018", "2018-03"),
        ("The CFO has left, according to a filing on Tuesday.", "on Tuesday", "2019-06-11"),
        ("He moved to Alibaba in August.", "in August", "2018-08"),
        ("due to weak sales on Monday", "on Monday", "2019-06-10"),
        ("is due to open on Monday", "on Monday", "2019-06-17"),
        ("in the first three months of 2018", "the first three months of 2018", "2018-01-01/2018-03-31"),
        ("in the last quarter of 2018", "the last quarter of 2018", "2018-Q4"),
        ("by the end of 2018", "by the end of 2018", "2018-12"),
        ("since 2018年5月以来", "2018年5月以来", "2018-05-01/2019-06-12"),
        ("on March 14, 2018", "March 14, 2018", "2018-03-14"),
    ],
)
def test_words_become_times(text: str, words: str, when: str) -> None:
    assert told(text) == [(words, when)]


@pytest.mark.parametrize(
    "text",
    [
        "Maybe the Sunday Times",
        "in 2,016 shops",
        "a staff of 2000 people",
        "in 2000 stores",
        "售价 from 1999元",
        "Second Cup rose",
        "a quarter of sales",
        "may leave",
        "在Black Friday期间",
        "monday.com在纳斯达克上市",
        "USA Today报道称",
        "led by August Capital",
        "1.5 years ago",
        "half a year ago",
        "rose 20 percent from a year earlier",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert told(text) == []


def test_without_a_day_of_publication_only_years_told_have_a_value() -> None:
    assert told("left last year, in 2016", None) == [("last year", None), ("in 2016", "2016")]


def test_chinese_times_are_read_as_before() -> None:
    assert told("去年5月，Alpha Beta公司成立。") == [("去年5月", "2018-05")]


@settings(deadline=None)
@given(st.text("abcinyear lastmonthQuarterfirstof of2019 ,. Tuesdaytwo ago", max_size=60), st.dates())
def test_every_match_is_its_span_and_nothing_fails(text: str, anchor: date) -> None:
    assert all(m.text == m.span.of(text) for m in english_times(text, anchor))
