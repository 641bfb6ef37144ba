"""What became of the reference articles' rumours: the fates that ../shared tells, against those that come out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from shiguan import Shiguan
from shiguan.query.rumours import Rumours, RumoursQuestion, rumours
from shiguan.query.view import View
from shiguan.resolve.fates import Fate, Part
from tests.golden.gold import PRESENT, SHARED, overlapping, seed_of, seeds

pytestmark = pytest.mark.skipif(not PRESENT, reason="the reference articles are not beside this checkout")

TODAY = date(2026, 1, 1)
# Of the sixteen: with all claims found, and with those that the reader finds. Floors, which only rise.
FLOOR_OF_GOLD, FLOOR_OF_READER = 15, 4
_ID = re.compile(r"\b\d-\d{3}\b")
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z.0-9]{2,}")
# What a row's English words say of the type that the rumour is told as.
_TYPES = {
    "departure": r"\bleft\b|\bleav",
    "funding": r"\braising\b|\binvestors?\b",
    "acquisition": r"\bto buy\b",
    "layoff": r"\blayoff",
}


class Row:
    """A row of the table: its rumour's words, the articles it names, and the fate it states."""

    def __init__(self, cells: list[str]) -> None:
        self.rumour, self.first, _, told = cells
        self.fate = _stated(told)
        files = re.findall(r"[(（](?:[^)）0-9]*)(\d)\b(?!-)", self.rumour) or re.findall(r"[(（][^)）]*?(\d)[)）]", self.first)
        self.files = frozenset(files)

    @property
    def claims(self) -> tuple[Mapping[str, Any], ...]:
        """The gold claims it is about: the first that it cites; where it cites none, those it describes best."""
        cited = _ID.search(self.rumour)
        if cited:
            return tuple(seed for seed in seeds() if seed["id"] == cited[0])
        ranked = [(self._likeness(seed), seed) for seed in seeds() if not self.files or seed["id"][0] in self.files]
        best = max(likeness for likeness, _ in ranked)
        return tuple(seed for likeness, seed in ranked if likeness == best)

    def _likeness(self, seed: Mapping[str, Any]) -> tuple[bool, int, bool]:
        kinds = [kind for kind, words in _TYPES.items() if re.search(words, self.rumour)]
        told = json.dumps([seed["roles"], seed["attributed_to"]], ensure_ascii=False)
        shared = [forms for forms in _names() if _holds(self.rumour, forms) and _holds(told, forms)]
        shared += [{word} for word in set(_LATIN.findall(self.rumour)) & set(_LATIN.findall(told))]
        return seed["type"] in kinds, len(shared), seed["certainty"] == "rumoured"


def _names() -> list[set[str]]:
    groups: list[list[str]] = json.loads((SHARED / "gold/aliases.json").read_text(encoding="utf-8"))
    people = {seed["roles"].get("person") for seed in seeds() if isinstance(seed["roles"].get("person"), str)}
    listed = {form for group in groups for form in group}
    return [{form for form in group if len(form) > 1} for group in groups] + [{name} for name in sorted(people - listed)]


def _holds(text: str, forms: set[str]) -> bool:
    return any(form in text for form in forms)


def _stated(told: str) -> Fate:
    """The class of a fate told in words."""
    words = told.replace("*", "").lower()
    if "denied then" in words:
        return Fate.DENIED_THEN_BORNE_OUT
    if words.startswith("denied"):
        return Fate.DENIED
    if "in part" in words:
        return Fate.PARTLY
    if words.startswith("borne out"):
        return Fate.BORNE_OUT
    assert re.search(r"\bopen\b|(?:never|not) confirmed|unspecified", words), told
    return Fate.OPEN


def _rows() -> list[Row]:
    section = re.split(r"^## 8\..*$", (SHARED / "gold/SUMMARY.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1]
    table = [line for line in section.split("\n## ")[0].splitlines() if line.startswith("|")]
    return [Row([cell.strip() for cell in line.strip("|").split("|")]) for line in table[2:]]


def _right(row: Row, answer: Rumours, *, by_place: bool) -> bool:
    """Whether every claim that the row is about is told in a chain of the fate it states."""
    return all(any(row.fate is fate for fate in _fates(claim, answer, by_place=by_place)) for claim in row.claims)


def _fates(claim: Mapping[str, Any], answer: Rumours, *, by_place: bool) -> Iterator[Fate]:
    for rumour in answer.rumours:
        if by_place:
            told = [step.told for step in rumour.steps if step.part is Part.RUMOUR and step.told.claim.event_type == claim["type"]]
            if overlapping(told, claim["file"], claim["start"], claim["end"]):
                yield rumour.fate
        elif any(claim["id"] in seed_of(step.told) for step in rumour.steps):
            yield rumour.fate


@pytest.fixture(scope="module")
def of_gold(gold: View) -> Rumours:
    return rumours(gold, RumoursQuestion(TODAY))


@pytest.fixture(scope="module")
def read(five_articles: Shiguan) -> Rumours:
    return five_articles.rumours()


def test_the_table_is_whole_and_each_row_is_about_a_claim() -> None:
    rows = _rows()
    assert len(rows) == 16
    assert all(row.claims for row in rows)


def test_the_fates_come_out_of_the_gold_claims(of_gold: Rumours) -> None:
    rows = _rows()
    wrong = [row.rumour for row in rows if not _right(row, of_gold, by_place=False)]
    assert len(rows) - len(wrong) >= FLOOR_OF_GOLD, wrong


def test_no_answer_is_not_taken_for_a_denial(of_gold: Rumours) -> None:
    asked = [row for row in _rows() if "no reply" in f"{row.rumour} {row.first}" or row.fate is Fate.OPEN]
    assert not [row.rumour for row in asked for claim in row.claims if Fate.DENIED in _fates(claim, of_gold, by_place=False)]


def test_the_fates_come_out_of_what_is_read(read: Rumours) -> None:
    rows = _rows()
    right = [row.rumour for row in rows if _right(row, read, by_place=True)]
    assert len(right) >= FLOOR_OF_READER, right
