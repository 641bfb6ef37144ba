"""Names in single sentences, the hardest setting: no second mention to go by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from shiguan.extract.backends.rules.lexicon import lexicon
from shiguan.extract.backends.rules.names.draft import draft
from shiguan.extract.backends.rules.names.table import name_table
from shiguan.extract.sentences import prepare
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import load_vocabulary
from tests.extract.rules.page import document

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/names/sentences.yml").read_text(encoding="utf-8"))


def names(text: str) -> dict[str, MentionKind]:
    """The names found where they stand in the text."""
    words = lexicon(load_vocabulary())
    lines = draft(prepare(document(text)), words)
    table = name_table(lines, words)
    return {found.name.surface: found.name.kind for line in lines for found in table.find(line)}


def check(case: dict[str, Any]) -> None:
    found = names(case["text"])
    for person in case.get("persons", ()):
        assert found.get(person) is MentionKind.PERSON, found
    for org in case.get("orgs", ()):
        assert found.get(org) is MentionKind.ORG, found
    for word in case.get("not", ()):
        assert word not in found, found


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda c: c["text"][:12])
def test_a_sentence_gives_its_names(case: dict[str, Any]) -> None:
    check(case)


FAILURES = [pytest.param(c, marks=pytest.mark.xfail(reason=c["why"], strict=True)) for c in CASES["known_failures"]]


@pytest.mark.parametrize("case", FAILURES)
def test_known_failures_of_names(case: dict[str, Any]) -> None:
    check(case)


def test_a_short_form_is_the_long_form_of_its_document() -> None:
    words = lexicon(load_vocabulary())
    text = "云杉医药公布年报，云杉医药董事长周仲石出席。\n云杉去年亏损3亿元，云杉的股价下跌。"
    table = name_table(draft(prepare(document(text)), words), words)
    assert table.names["云杉"].name == "云杉医药"


def test_a_numbered_nickname_is_a_group() -> None:
    found = names("“造车三兄弟”(蔚来、小鹏、理想汽车)本周公布了交付量。")
    assert any(kind is MentionKind.GROUP and "三兄弟" in name for name, kind in found.items())
