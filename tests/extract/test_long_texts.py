"""Texts that are long to do harm are read in time that grows with them, not with their square."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from shiguan.extract import default_backends, extract
from shiguan.extract.amounts import parse_amounts
from shiguan.extract.sentences import split
from shiguan.extract.times import parse_times
from shiguan.vocabulary import load_vocabulary
from tests.extract.rules.page import document
from tests.growth import MOST, growth, numbered, repeated


@pytest.fixture(scope="module")
def read() -> Callable[[str], Callable[[], object]]:
    vocabulary = load_vocabulary()
    readers = default_backends(vocabulary, "rules")

    def reading(text: str) -> Callable[[], object]:
        page = document(text)
        return lambda: extract(page, vocabulary, readers)

    return reading


@pytest.mark.parametrize(
    "unit", ["顾南舟、", "首席财务官", "顾南舟离职，", "云杉医药营收1亿元。", "他表示，“顾南舟离职。”", "“顾南舟离职。", "（。"]
)
def test_reading_grows_with_what_is_said_on_and_on(unit: str, read: Callable[[str], Callable[[], object]]) -> None:
    assert growth(lambda size: read(repeated(unit, size))) < MOST


@pytest.mark.parametrize(
    "unit",
    [
        "{}科技营收3亿元。",
        "云杉医药副总裁顾{}离职。\n",
        "“{0}四小龙”（{0}科技、云杉医药、北辰科技、蓝湾科技）。",
        "{0}科技有限公司（下称“{0}”）裁员。",
    ],
)
def test_reading_grows_with_the_names(unit: str, read: Callable[[str], Callable[[], object]]) -> None:
    assert growth(lambda size: read(numbered(unit, 2 * size))) < MOST


@pytest.mark.parametrize("unit", ["a", "云杉", "上"])
def test_a_sentence_without_end_is_read(unit: str, read: Callable[[str], Callable[[], Any]]) -> None:
    """Tried from every place of it, an expression would take minutes."""
    extraction = read("云杉医药首席财务官顾南舟离职。" + repeated(unit, 40_000))()
    assert "顾南舟" in {mention.name for mention in extraction.mentions}


@pytest.mark.parametrize("unit", ["Monday ", "last week ", "2024年8月30日", "上上周", "12,345.6万元", "一百二十三"])
def test_times_and_amounts_grow_with_the_text(unit: str) -> None:
    def parsing(size: int) -> Callable[[], object]:
        text = repeated(unit, size)
        return lambda: (parse_times(text, date(2025, 1, 1)), parse_amounts(text))

    assert growth(parsing) < MOST


def test_a_sentence_that_never_ends_is_cut_at_its_pauses() -> None:
    text = "顾南舟离职，" * 1000 + "字" * 3000
    pieces = list(split(text))
    assert "".join(piece.of(text) for piece in pieces) == text
    assert all(len(piece.of(text)) <= 1000 for piece in pieces)
    assert all(piece.of(text).endswith("，") for piece in pieces if piece.end < 6000)
