"""The acceptance case: five real articles in, a sourced tally out. It reads ../shared, and is skipped where that is absent."""

from __future__ import annotations

import json
import re
import runpy
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shiguan import Shiguan
from shiguan.interfaces.render import claim_lines
from shiguan.resolve.names import normal

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "articles").exists(), reason="the reference articles are not beside this checkout")

# Floors, by reader; they only rise.
FLOORS = {
    "rules": {"departure": 0.88, "micro": 0.46, "evidence": 0.93, "polarity": 0.98, "left": 15},
    "model": {"departure": 0.93, "micro": 0.59, "evidence": 0.93, "polarity": 0.99, "left": 14},
}


@pytest.fixture(scope="module", params=FLOORS)
def reader(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def record(reader: str, read_by: Callable[[str], Shiguan]) -> Shiguan:
    return read_by(reader)


def _forms() -> dict[str, str]:
    """Each form of a name, normal, to the first form of its group in the gold's aliases."""
    groups: list[list[str]] = json.loads((SHARED / "gold/aliases.json").read_text(encoding="utf-8"))
    return {normal(form): normal(group[0]) for group in groups for form in group}


def _summary() -> str:
    return (SHARED / "gold/SUMMARY.md").read_text(encoding="utf-8")


def _leavers() -> set[str]:
    """The people of the table of departures from the six."""
    table = _summary().split("### The six")[1].split("\n\n")[0]
    names = [row.split("|")[1].strip() for row in table.splitlines() if row.startswith("|") and "---" not in row]
    return {normal(name) for name in names if name != "person"}


def _stayers() -> set[str]:
    line = re.search(r"\*\*Not departures:\*\*(.*)", _summary())
    assert line
    return {normal(re.sub(r"[(（].*", "", part).strip()) for part in re.split(r"[,，;；]", line[1])[:5]}


def _people(record: Shiguan) -> Counter[str]:
    tally = record.tally("departures", by="org", group="六小龙", since="2024")
    return Counter(v.text for row in tally.rows for event in row.events for v in event.role("person")[:1])


def test_the_tally_names_those_who_left_and_none_who_stayed(record: Shiguan, reader: str) -> None:
    forms = _forms()
    found = Counter(forms.get(normal(p), normal(p)) for p in _people(record))
    assert len(_leavers()) == 16
    assert len(_leavers() & set(found)) >= FLOORS[reader]["left"]
    assert not _stayers() & set(found)


def test_each_of_them_is_counted_once(record: Shiguan) -> None:
    assert [p for p, count in _people(record).items() if count > 1] == []


def test_every_claim_quotes_the_article_to_the_character(record: Shiguan) -> None:
    rows = list(claim_lines(record.view()))
    assert len(rows) > 100
    for row in rows:
        received = (SHARED / "articles" / str(row["file"])).read_bytes().decode("utf-8")
        assert received[row["start"] : row["end"]] == row["quote"]


def test_reading_again_changes_nothing(record: Shiguan) -> None:
    before = list(claim_lines(record.view()))
    assert len(record.read([SHARED / "articles"]).known) == 5
    assert list(claim_lines(record.view())) == before


def test_the_scorer_finds_no_figure_below_its_floor(record: Shiguan, reader: str) -> None:
    scorer: dict[str, Any] = runpy.run_path(str(SHARED / "score/score_claims.py"))
    gold = scorer["read"](SHARED / "gold/seeds.jsonl")
    names = scorer["Names"](json.loads((SHARED / "gold/aliases.json").read_text(encoding="utf-8")))
    types = [t for t in scorer["KEYS"] if any(g["type"] == t for g in gold)]
    per, soft, _, _ = scorer["score"](gold, list(claim_lines(record.view())), names, types)
    f1, floors = scorer["prf"], FLOORS[reader]
    assert f1(per["departure"])[2] >= floors["departure"]
    assert f1(sum(per.values(), Counter()))[2] >= floors["micro"]
    assert soft["ev_ok"] / soft["ev_n"] >= floors["evidence"]
    assert soft["polarity_ok"] / soft["n"] >= floors["polarity"]
