"""What a sentence leaves out is understood from what came before, where nothing in it says otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shiguan.extract.backends.model.findings import findings
from shiguan.extract.backends.model.sight import SeenRole
from shiguan.extract.backends.model.stage import Stage
from shiguan.extract.backends.rules.reader import scenes
from shiguan.extract.sentences import prepare
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from tests.extract.model.test_findings import event, found, span, values
from tests.extract.rules.page import document
from tests.extract.rules.scenery import vocabulary


def test_whoever_is_called_by_an_unread_name_has_no_other_employer() -> None:
    told = "云杉医药首席财务官顾南舟离职。"
    text = f"{told}今年8月，星澜的宁江去了北辰科技。"
    seen = event(text, "departure", "去了", person="宁江")
    assert found(text, seen) == []
    text = f"{told}今年8月辞职的宁江去了北辰科技。"
    (one,) = found(text, event(text, "departure", "辞职", person="宁江"))
    assert values(one) == {"person": "宁江", "org": "云杉医药"}


def test_who_rises_does_so_where_he_is_known_to_work_and_a_successor_follows_where_the_other_did() -> None:
    text = "星河汽车副总裁王远升任总裁。云帆科技、云帆科技与云帆科技合作。王远2015年升任总监。"
    seen = event("2015年升任总监", "appointment", "升任")
    moved = replace(seen, trigger=Span(text.rindex("升任"), text.rindex("升任") + 2), roles=())
    person = SeenRole("person", Span(text.rindex("王远"), text.rindex("王远") + 2), 0.9)
    (one,) = found(text, replace(moved, roles=(person,)))
    assert values(one)["org"] == "星河汽车"
    text = "星河汽车副总裁王远离开。云帆科技、云帆科技与云帆科技合作。接替王远的是李明。"
    follows = Span(text.index("接替"), text.index("接替") + 2)
    person = SeenRole("person", span(text, "李明"), 0.9)
    (one,) = found(text, replace(moved, trigger=follows, roles=(person,)))
    assert values(one)["org"] == "星河汽车"


def test_a_figure_that_names_nobody_is_of_whom_the_story_is_about() -> None:
    text = "星河汽车公布年报。账上的现金有8.6亿元。"
    (one,) = found(text, event(text, "metric", "8.6亿元", measure="现金", value="8.6亿元"))
    assert values(one)["subject"] == "星河汽车"
    assert one.values("subject")[0].span is None
    text = "账上的现金有8.6亿元。"
    assert found(text, event(text, "metric", "8.6亿元", measure="现金", value="8.6亿元")) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("星河汽车公布年报。北辰集团的毛利率为12%。", "12%"),
        ("星河汽车公布年报。行业平均毛利率为12%。", "12%"),
        ("星河汽车公布年报。全国新能源汽车渗透率升到52%。", "52%"),
    ],
)
def test_a_figure_of_another_or_of_a_market_is_not_of_the_story(text: str, figure: str) -> None:
    assert found(text, event(text, "metric", figure, value=figure)) == []


@pytest.mark.parametrize(
    ("text", "plaintiff"),
    [
        ("星河汽车公布年报。37名加盟商4月起诉北辰集团，请求返还押金。", "37名加盟商"),
        ("星河汽车公布年报。37名加盟商4月起诉前东家，请求返还押金。", "37名加盟商"),
        ("星河汽车停产半年。这时星河汽车起诉，要求返还押金。", "星河汽车"),
    ],
)
def test_who_is_sued_is_not_guessed_where_the_sentence_goes_on(text: str, plaintiff: str) -> None:
    start = text.rindex(plaintiff)
    who = SeenRole("plaintiff", Span(start, start + len(plaintiff)), 0.9)
    assert found(text, replace(event(text, "lawsuit", "起诉"), roles=(who,))) == []


@pytest.mark.parametrize(
    "text",
    [
        "星河汽车总裁王远舟接受采访。他透露，云帆科技首席财务官已离职。",
        "星河汽车总裁王远舟接受采访。他的助理已离职。",
    ],
)
def test_a_pronoun_of_another_clause_or_before_another_noun_does_not_do_it(text: str) -> None:
    assert found(text, event(text, "departure", "离职", org="星河汽车")) == []


def test_who_is_sued_and_not_named_is_whom_the_story_is_about() -> None:
    text = "星河汽车停产半年。37名加盟商4月起诉，请求返还押金。"
    (one,) = found(text, event(text, "lawsuit", "起诉", plaintiff="37名加盟商"))
    assert values(one)["defendant"] == "星河汽车"
    text = "星河汽车4月起诉，请求返还押金。"
    assert found(text, event(text, "lawsuit", "起诉", plaintiff="星河汽车")) == []


def test_the_pronoun_before_the_words_is_who_does_it_where_nobody_is_seen() -> None:
    text = "总监王远舟离开云帆科技。今年他在星河汽车又提了副总经理。"
    (one,) = found(text, event(text, "appointment", "提了", org="星河汽车", position="副总经理"))
    assert values(one) == {"person": "王远舟", "org": "星河汽车", "position": "副总经理"}
    text = "总监王远舟离开云帆科技。今年李明岸在星河汽车又提了副总经理。"
    assert found(text, event(text, "appointment", "提了", org="星河汽车", position="副总经理")) == []


def test_somebody_leaves_the_house_that_he_is_called_by() -> None:
    text = "云帆科技没有回应。云帆科技的车还在卖。走了的是王远。这位星河汽车的前联合创始人去年8月离职。"
    (one,) = found(text, event(text, "departure", "离职", person="王远"))
    assert values(one)["org"] == "星河汽车"


@pytest.mark.parametrize(
    ("text", "told", "wanted"),
    [
        ("北辰集团换帅。北辰集团说，云帆科技的王远很好。王远周一到岗。", "到岗", "北辰集团"),
        ("北辰集团换帅。北辰集团说，云帆科技的王远很好。王远周一兼任总裁。", "兼任", "云帆科技"),
        ("北辰集团换帅。北辰集团说，云帆科技的王远很好。王远周一兼任总裁，新人到岗。", "兼任", "云帆科技"),
        ("北辰集团换帅。北辰集团说，云帆科技的王远很好。云帆科技说，王远周一到岗。", "到岗", "云帆科技"),
    ],
)
def test_who_arrives_does_so_where_the_story_is_unless_his_firm_is_named(text: str, told: str, wanted: str) -> None:
    person = SeenRole("person", Span(text.rindex("王远"), text.rindex("王远") + 2), 0.9)
    seen = replace(event(text, "appointment", told), roles=(person,))
    (one,) = found(text, seen)
    assert values(one)["org"] == wanted


@pytest.mark.parametrize(
    ("text", "trigger", "new", "founders"),
    [
        ("近日，星河汽车与云帆科技成立合资公司远川动力。", "成立", "远川动力", ["星河汽车", "云帆科技"]),
        ("2019年，星河汽车在锡州设立子公司远川动力。", "设立", "远川动力", ["星河汽车"]),
        ("近日，远川动力成立，由星河汽车全资持股。", "成立", "远川动力", ["星河汽车"]),
        ("远川动力成立，由星河汽车等共同持股。", "成立", "远川动力", []),
        ("星河汽车今年成立了远川事业部。", "成立", "远川事业部", []),
        ("远川动力成立于2019年，是星河汽车的供应商。", "成立", "远川动力", []),
        ("星河汽车说，远川动力成立于2019年。", "成立", "远川动力", []),
        ("星河汽车副总裁王远去年成立远川动力。", "成立", "远川动力", []),
    ],
)
def test_a_firm_founds_what_it_sets_up_or_owns_the_whole_of(text: str, trigger: str, new: str, founders: list[str]) -> None:
    told = found(text, event(text, "founding", trigger, org=new))
    assert [i.text for f in told for i in f.values("person")] == founders


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Monthly active users reached 40 million, Skua said.", ["Skua"]),
        ("Monthly active users reached 40 million, Skua said of Plover.", []),
        ("月活40 million，星河汽车说。", []),
    ],
)
def test_an_english_figure_of_nobody_is_of_the_one_firm_named(text: str, subject: list[str]) -> None:
    firms = {"Skua": MentionKind.ORG, "Plover": MentionKind.ORG}
    (scene,) = scenes(prepare(document(text)), vocabulary(), firms)
    seen = event(text, "metric", "40 million", value="40")
    told = findings(Stage(scene, [], vocabulary()), [seen])
    assert [i.text for f in told for i in f.values("subject")] == subject
