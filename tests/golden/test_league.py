"""One product's places by two scopes: those of examples/, and those of the reference articles as ../shared tells them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.query.among import ConditionKind
from shiguan.query.league import League, league
from shiguan.query.view import View
from shiguan.resolve.names import normal
from tests.golden.gold import SHARED

_ABSENT = "the reference articles are not beside this checkout"


def _places(answer: League, name: str) -> dict[tuple[ConditionKind, ...], int]:
    """The place told best of a name, by the kinds of the conditions of its table."""
    return {
        tuple(c.kind for c in table.scope): row.ranks[0].low
        for table in answer.tables
        for row in table.rows
        if row.ranks and normal(row.subject) == normal(name)
    }


def test_two_scopes_of_the_examples_are_two_tables(demo_record: Path) -> None:
    with Shiguan(demo_record) as record:
        answer = record.league("月活", "2025-03")
    found = _places(answer, "Kimi")
    assert found == {(ConditionKind.WITHOUT,): 4, (ConditionKind.WITH,): 9}
    (difference,) = [d for d in answer.differences if normal(d.subject) == "kimi"]
    assert "scope" in difference.because
    assert {normal(table.counter or "") for table in answer.tables} == {"questmobile"}


def test_a_place_and_a_count_of_one_sentence_stand_in_one_row(demo_record: Path) -> None:
    with Shiguan(demo_record) as record:
        answer = record.league("中标", "2024")
    rows = [row for table in answer.tables for row in table.rows if row.ranks and row.values]
    assert [(row.ranks[0].low, row.values[0].low) for row in rows] == [(3, Decimal(32))]


@dataclass(frozen=True)
class Told:
    """What the summary's first league table says: each name with its place, value, and its place by the other scope."""

    period: str
    rows: tuple[tuple[str, int, int, int | None], ...]


def _told() -> Told:
    text = (SHARED / "gold/SUMMARY.md").read_text(encoding="utf-8").split("## 6.")[1].split("## 7.")[0]
    heading = re.search(r"\*\*\w+, (\d{4}-\d{2})", text)
    assert heading
    rows = []
    for line in text.splitlines():
        cells = [cell.strip().strip("*") for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].isdigit():
            value = re.search(r"\(([\d,]+)\)", cells[2])
            other = re.match(r"\**(\d+)", cells[3])
            assert value
            rows.append((cells[1], int(cells[0]), int(value[1].replace(",", "")), int(other[1]) if other else None))
    return Told(heading[1], tuple(rows))


@pytest.fixture(scope="module")
def of_gold(gold: View) -> League:
    return league(gold, "月活")


def test_the_table_of_the_summary_comes_out_whole(of_gold: League) -> None:
    told = _told()
    assert len(told.rows) > 2
    table = of_gold.tables[0]
    assert table.period is not None
    assert table.period.when == told.period
    found = [(normal(r.subject), r.ranks[0].low, r.values[0].low) for r in table.rows]
    assert found == [(normal(name), place, Decimal(value)) for name, place, value, _ in told.rows]
    assert table.flags == ()


def test_the_place_by_the_other_scope_is_another_table_and_explained(of_gold: League) -> None:
    twice = [(name, place, other) for name, place, _, other in _told().rows if other is not None]
    assert twice
    for name, place, other in twice:
        found = _places(of_gold, name)
        assert sorted(found.values()) == sorted([place, other])
        assert {kind for kinds in found for kind in kinds} == {ConditionKind.WITH, ConditionKind.WITHOUT}
        (difference,) = [d for d in of_gold.differences if normal(d.subject) == normal(name)]
        assert "scope" in difference.because


def test_the_shipped_reader_tells_the_two_places_apart(five_articles: Shiguan) -> None:
    answer = five_articles.league("月活", _told().period)
    for name, place, _, other in _told().rows:
        if other is not None:
            assert sorted(_places(answer, name).values()) == sorted([place, other])
