"""Looking around in a sentence: its clauses, what stands before and after, times, and who acts."""

from __future__ import annotations

import re

import pytest

from shiguan.extract.backends.rules.phrases import LETTERS, SYMBOLS, Item, Phrase, Skeleton
from shiguan.extract.backends.rules.scene import Scene, gap
from shiguan.records.document import Span
from tests.extract.rules.scenery import last_scene, scenes_of


def at(scene: Scene, words: str) -> int:
    """The skeleton position where words that are no phrase begin."""
    return scene.skeleton.text.index(words)


def readable(scene: Scene, span: Span) -> str:
    return "".join(f"<{LETTERS[c]}>" if c in LETTERS else c for c in span.of(scene.skeleton.text))


def names(found: tuple[Item, ...]) -> list[str]:
    return [i.text for i in found]


def test_a_skeleton_leads_back_to_the_sentence() -> None:
    text = "昨日王远舟离开星河汽车。"
    skeleton = Skeleton.of(text, [Phrase("P", Span(2, 5), ()), Phrase("O", Span(7, 11), ())])
    assert skeleton.readable() == "昨日<P>离开<O>。"
    assert skeleton.text == f"昨日{SYMBOLS['P']}离开{SYMBOLS['O']}。"
    assert [o.of(text) for o in skeleton.origins] == ["昨", "日", "王远舟", "离", "开", "星河汽车", "。"]
    assert skeleton.span(2, 5).of(text) == "王远舟离开"
    assert [p.letter if p else None for p in skeleton.phrases] == [None, None, "P", None, None, "O", None]


def test_a_sentence_without_phrases_is_its_own_skeleton() -> None:
    skeleton = Skeleton.of("没有消息。", [])
    assert (skeleton.text, skeleton.readable(), set(skeleton.phrases)) == ("没有消息。", "没有消息。", {None})


CLAUSES = "星河汽车公告，王远舟离职：云帆科技任命李明岸"


def test_clauses_are_without_their_punctuation() -> None:
    scene = last_scene(CLAUSES + "！")
    assert [readable(scene, c) for c in scene.clauses()] == ["<O>公告", "<P>离职", "<O>任命<P>"]


@pytest.mark.parametrize(("words", "clause"), [("公告", "<O>公告"), ("离职", "<P>离职"), ("任命", "<O>任命<P>"), ("：", "：")])
def test_the_clause_a_place_lies_in(words: str, clause: str) -> None:
    scene = last_scene(CLAUSES)
    assert readable(scene, scene.clause_at(at(scene, words))) == clause


def test_evidence_is_whole_clauses() -> None:
    scene = last_scene(CLAUSES + "。")
    start = at(scene, "职")
    assert scene.evidence(start, start + 1).of(scene.text) == "王远舟离职"
    assert scene.evidence(start, at(scene, "任命")).of(scene.text) == "王远舟离职：云帆科技任命李明岸"


def test_phrases_before_and_after_come_nearest_first() -> None:
    scene = last_scene("星河汽车称，云帆科技起诉远大电子，北辰集团旁听。")
    middle = at(scene, "起诉")
    assert [names(p.items) for _, p in scene.before(middle, "O")] == [["云帆科技"], ["星河汽车"]]
    assert [names(p.items) for _, p in scene.after(middle, "O")] == [["远大电子"], ["北辰集团"]]
    assert list(scene.before(middle, "P")) == []
    assert all(scene.skeleton.phrases[i] is p for i, p in [*scene.before(middle, "O"), *scene.after(middle, "O")])


def test_looking_around_stops_at_a_full_stop_inside_the_sentence() -> None:
    scene = last_scene("星河汽车（云帆科技起诉。远大电子旁听）公告。")
    assert [names(p.items) for _, p in scene.before(at(scene, "旁听"), "O")] == [["远大电子"]]
    assert [names(p.items) for _, p in scene.after(at(scene, "起诉"), "O")] == []


def test_a_stretch_of_one_symbol_is_what_it_names() -> None:
    scene = last_scene("据悉“星河汽车”、云帆科技合作。")
    start = scene.skeleton.text.index(SYMBOLS["O"])
    assert names(scene.items(start, start + 1)) == names(scene.phrases[0].items)


def test_any_other_stretch_is_text_without_the_quotation_marks_around_it() -> None:
    scene = last_scene("王远舟放弃“造车计划”，离开星河汽车。")
    start, end = at(scene, "“"), at(scene, "，")
    for item in (scene.item(start, end), *scene.items(start, end)):
        assert item.text == "造车计划"
        assert item.span is not None
        assert item.span.of(scene.text) == "造车计划"
    whole = scene.item(at(scene, "离开"), len(scene.skeleton.text) - 1)
    assert (whole.text, whole.name) == ("离开星河汽车", None)


def test_an_empty_stretch_names_nothing() -> None:
    scene = last_scene("王远舟放弃“ ”。")
    start = at(scene, "“")
    assert scene.items(start, start) == ()


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("星河汽车宣布关闭工厂。", "关闭", ["星河汽车"]),
        ("星河汽车公告，将关闭工厂。", "关闭", ["星河汽车"]),
        ("星河汽车公告，云帆科技关闭工厂。", "关闭", ["云帆科技"]),
        ("星河汽车总裁王远舟宣布关闭工厂。", "关闭", ["星河汽车"]),
        ("据云帆科技，关闭了工厂。", "关闭", []),
        ("关闭了工厂。", "关闭", []),
        ("“我们不会关闭工厂。”星河汽车总裁王远舟说。", "关闭", ["星河汽车"]),
        ("“云帆科技不会关闭工厂。”星河汽车总裁王远舟说。", "关闭", ["云帆科技"]),
        ("“我们不会关闭工厂。”会上有人说，星河汽车没有回应。", "关闭", []),
    ],
)
def test_who_acts_is_the_subject_of_the_nearest_clause_that_has_one(text: str, words: str, wanted: list[str]) -> None:
    scene = last_scene(text)
    assert names(scene.agent(at(scene, words))) == wanted


def test_whom_a_sentence_names_as_its_source_does_not_act() -> None:
    scene = last_scene("星河汽车召开会议。据云帆科技，关闭了工厂。")
    assert names(scene.agent(at(scene, "关闭"))) == ["星河汽车"]


def test_where_the_sentence_says_nobody_the_document_does() -> None:
    scene = last_scene("星河汽车召开会议。云帆科技列席。星河汽车亏损。随后关闭了工厂。")
    assert names(scene.agent(at(scene, "关闭"))) == ["星河汽车"]
    assert scene.agent(at(scene, "关闭"), frozenset({"星河汽车"})) == ()


def test_who_is_acted_on_does_not_act() -> None:
    scene = last_scene("云帆科技公告，星河汽车收购工厂。")
    assert names(scene.agent(at(scene, "收购"), frozenset({"星河汽车"}))) == ["云帆科技"]


def test_a_scene_knows_the_one_before_it() -> None:
    first, second = scenes_of("王远舟离职。李明岸接任。")
    assert first.previous is None
    assert second.previous is first
    assert second.text == "李明岸接任。"


@pytest.mark.parametrize(
    ("between", "fits"),
    [
        ("", True),
        ("已经于", True),
        ("已经于去", False),
        ("，", False),
        ("。", False),
        (SYMBOLS["P"], False),
        (SYMBOLS["O"], False),
        (SYMBOLS["W"], True),
    ],
)
def test_a_gap_stays_in_the_clause_and_crosses_no_name(between: str, fits: bool) -> None:
    assert (re.fullmatch(f"甲{gap(3)}乙", f"甲{between}乙") is not None) is fits


def test_a_gap_may_be_told_what_not_to_cross() -> None:
    assert re.fullmatch(f"甲{gap(3, 'D')}乙", f"甲{SYMBOLS['P']}乙")
    assert not re.fullmatch(f"甲{gap(3, 'D')}乙", f"甲{SYMBOLS['D']}乙")


def test_an_authority_that_speaks_of_a_firm_is_not_the_one_that_acts() -> None:
    scene = last_scene("星河汽车亏损。桐江法院通报，关闭工厂。")
    assert names(scene.agent(at(scene, "关闭"))) == ["星河汽车"]
    scene = last_scene("桐江法院通报案情。工厂关闭。")
    assert scene.agent(at(scene, "关闭")) == ()


def test_a_firm_spoken_of_by_a_pronoun_is_no_authority() -> None:
    scene = last_scene("星河汽车收到桐江法院通知，该公司关闭工厂。")
    assert [i.text for p in scene.phrases if p.pronoun for i in p.items] == ["星河汽车"]


def test_a_firm_is_not_where_somebody_of_the_sentence_was_before() -> None:
    scene = last_scene("星河汽车宣布调整。前云帆科技副总裁王远舟加入公司，担任首席技术官。")
    assert [i.text for p in scene.phrases if p.pronoun for i in p.items] == ["星河汽车"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("先走的是王远舟，接着是副总裁李明岸，她加盟云帆科技。", "李明岸"),
        ("王远舟接替李明岸，他将出任总裁。", "王远舟"),
        ("Daniel said little. 王远舟 left. He resigned.", "王远舟"),
    ],
)
def test_a_pronoun_means_who_was_just_introduced_else_the_first(text: str, meant: str) -> None:
    scene = last_scene(text)
    assert [i.text for p in scene.phrases if p.pronoun for i in p.items] == [meant]


def test_who_is_taken_as_a_model_does_not_act() -> None:
    scene = last_scene("星河汽车召开会议。早先以云帆科技为榜样，随后关闭了工厂。")
    assert names(scene.agent(at(scene, "关闭"))) == ["星河汽车"]


@pytest.mark.parametrize(
    ("text", "stretch", "wanted"),
    [
        ("没有《青石巷》的研发", "青石巷》的研发", "《青石巷》的研发"),
        ("没有研发《青石巷》", "研发《青石巷", "研发《青石巷》"),
        ("没有“青石巷”", "“青石巷", "青石巷"),
        ("没有《青石巷》", "青石巷》", "青石巷"),
        ("他们的青石巷", "的青石巷", "青石巷"),
    ],
)
def test_a_stretch_of_text_has_no_mark_whose_other_half_it_lacks(text: str, stretch: str, wanted: str) -> None:
    scene = last_scene(text)
    start = scene.skeleton.text.index(stretch)
    assert scene.item(start, start + len(stretch)).text == wanted
