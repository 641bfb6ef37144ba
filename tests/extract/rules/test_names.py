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


def names(text: str, seen: dict[str, MentionKind] | None = None) -> dict[str, MentionKind]:
    """The names found where they stand in the text; ``seen`` are those of another reader."""
    words = lexicon(load_vocabulary())
    lines = draft(prepare(document(text)), words, seen)
    table = name_table(lines, words, seen)
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


PERSON, ORG = MentionKind.PERSON, MentionKind.ORG


@pytest.mark.parametrize(
    ("text", "seen", "wanted", "none"),
    [
        ("北辰集团董事长退休，由石峻接任。石峻说。", {"石峻": PERSON}, "石峻", "由石峻"),
        ("3月，原亚锐总经理李明离职。", {"亚锐": ORG, "李明": PERSON}, "亚锐", "原亚锐"),
        ("董事长由博群总经理李明升任。", {"博群证券": ORG, "李明": PERSON}, "李明", "由博群"),
        ("戚大有曾在安侯建业担任协理。", {"安侯建业": ORG, "戚大有": PERSON}, "安侯建业", "侯建业"),
        ("星河汽车总裁江美云辞职。", {"星河汽车": ORG}, "江美云", "美云"),
    ],
)
def test_pieces_of_names_that_were_seen_are_no_persons(text: str, seen: dict[str, MentionKind], wanted: str, none: str) -> None:
    found = names(text, seen)
    assert wanted in found
    assert none not in found


def test_a_name_that_was_seen_may_end_in_a_word_of_trade() -> None:
    assert "高瓴投资" in names("本轮由高瓴投资领投。", {"高瓴投资": ORG})
    assert "高瓴正在" not in names("高瓴正在领投。", {"高瓴正在": ORG})
    assert "高瓴投资" not in names("高瓴投资星河汽车5亿元。", {"高瓴投资": ORG, "星河汽车": ORG})


def test_the_number_of_an_ordinal_begins_no_name() -> None:
    assert "一财" not in names("星河汽车第一财季的营收增长。", {"星河汽车": ORG})
    assert "一财" in names("据一财的报道，营收增长。", {"星河汽车": ORG})


@pytest.mark.parametrize(
    ("text", "none"),
    [("李明已于本周入职星河汽车。", "于本周"), ("李明是山西人，进入星河汽车。", "山西人"), ("星河汽车换帅，董事长交棒。", "交棒")],
)
def test_times_and_where_somebody_is_from_and_what_he_does_are_no_names(text: str, none: str) -> None:
    assert none not in names(text)


def test_a_family_name_stands_for_the_whole_one_unless_two_bear_it() -> None:
    words = lexicon(load_vocabulary())
    for text, whole in (
        ("Dana Shea说，Shea会离职。", "Dana Shea"),
        ("亚伯拉·怀特兰说，怀特兰会离职。", "亚伯拉·怀特兰"),
        ("Dana Shea和Tom Shea说，Shea会离职。", "Shea"),
        ("俞景澄辞职，俞先生会留任董事。", "俞景澄"),
        ("俞景澄辞职，老俞会留任董事。", "俞景澄"),
        ("俞景澄和俞景明辞职，俞先生会留任董事。", "俞先生"),
        ("俞景澄辞职，景澄说他会留任董事。", "俞景澄"),
        ("俞景澄致歉，用户俞先生不满意。", "俞先生"),
    ):
        known = ("Dana Shea", "Tom Shea", "Shea", "亚伯拉·怀特兰", "怀特兰", "俞景澄", "俞景明", "俞先生", "老俞", "景澄")
        seen = dict.fromkeys((n for n in known if n in text), PERSON)
        table = name_table(draft(prepare(document(text)), words, seen), words, seen)
        last = next(n for n in ("怀特兰", "Shea", "俞先生", "老俞", "景澄") if n in text)
        assert table.names[last].name == whole
