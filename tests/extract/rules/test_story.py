"""Whom a document is about at a sentence of it, and what speaks for and against an organisation."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.rules.reader import scenes
from shiguan.extract.backends.rules.story import Story
from shiguan.extract.sentences import prepare
from tests.extract.rules.page import document
from tests.extract.rules.scenery import vocabulary

LEAVES = "财务总监已离职。"


def at(text: str, sentence: str = LEAVES) -> Story:
    """What a reader has in mind who comes to a sentence of a text."""
    reading = prepare(document(text))
    return next(s for s in scenes(reading, vocabulary()) if s.text == sentence).discourse.story


def about(text: str) -> str:
    found = at(text).about()
    return found.text if found else ""


def features(text: str, firm: str) -> dict[str, float]:
    return {known: told for known, _, told in at(text).candidates()}[firm]


@pytest.mark.parametrize("firm", ["星河汽车", "云帆科技"])
def test_whom_the_rest_of_the_document_names_is_meant_sooner(firm: str) -> None:
    assert about(f"年终盘点\n星河汽车降价。\n云帆科技也降价。\n{LEAVES}\n{firm}没有回应。{firm}的车还在卖。") == firm


@pytest.mark.parametrize(
    "text",
    [
        "云帆科技发布新品。\n星河汽车总裁离职。\n星河汽车随后停牌。\n据云帆科技统计，市场下滑一成。",
        "年终盘点\n星河汽车总裁离职。\n云帆科技跟进。\n星河汽车停牌。\n据云帆科技统计，下滑一成。据云帆科技测算，下滑还会继续。",
    ],
)
def test_who_is_quoted_does_not_take_the_story_over_though_it_was_spoken_of_before(text: str) -> None:
    assert about(text + LEAVES) == "星河汽车"


def test_the_nearest_mention_counts_more_the_nearer_it_is() -> None:
    text = f"星河汽车降价。云帆科技也降价。市场很大。{LEAVES}"
    assert (features(text, "星河汽车")["near"], features(text, "云帆科技")["near"]) == (1 / 4, 1 / 3)


def test_a_mention_counts_more_in_the_paragraph_that_is_read() -> None:
    text = f"盘点\n星河汽车降价。\n云帆科技也降价。{LEAVES}"
    assert (features(text, "星河汽车")["paragraph"], features(text, "云帆科技")["paragraph"]) == (0, 1)


def test_whom_the_first_sentence_names_is_known_by_it() -> None:
    text = f"星河汽车换帅\n云帆科技也降价。{LEAVES}"
    assert (features(text, "星河汽车")["first"], features(text, "云帆科技")["first"]) == (1, 0)


def test_how_often_is_counted_beside_the_other_candidates() -> None:
    text = f"星河汽车降价。云帆科技也降价。云帆科技没有回应。{LEAVES}"
    assert (features(text, "星河汽车")["share"], features(text, "云帆科技")["share"]) == (1 / 2, 1)


def test_who_stands_beside_is_known_by_the_name() -> None:
    text = f"星河汽车降价。北辰资本没有回应。市场监管局约谈了平台。{LEAVES}"
    assert features(text, "北辰资本")["backs"] == 1
    assert features(text, "星河汽车")["backs"] == features(text, "星河汽车")["watches"] == 0


def test_what_is_asked_again_is_worked_out_anew_in_the_next_sentence() -> None:
    reading = prepare(document("星河汽车降价。云帆科技也降价。云帆科技没有回应。云帆科技停产。"))
    told = [found.text if (found := scene.discourse.story.about()) else "" for scene in scenes(reading, vocabulary())]
    assert told[0] == ""
    assert told[1] == "星河汽车"
    assert told[-1] == "云帆科技"


def test_where_the_likeliest_cannot_be_meant_it_is_the_next_unless_that_was_named_by_the_way() -> None:
    near, far = at(f"星河汽车降价。云帆科技也降价。{LEAVES}"), at(f"星河汽车开会。云帆科技列席。星河汽车亏损。{LEAVES}")
    (first, second), (only, nobody) = ([s.about(), s.about(frozenset(("星河汽车",)))] for s in (near, far))
    assert [i.text for i in (first, second, only) if i] == ["星河汽车", "云帆科技", "星河汽车"]
    assert nobody is None
