"""Who reports from where: found at the head of a sentence, and nobody of whom anything is told."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.rules.datelines import dateline
from shiguan.records.document import Span
from tests.extract.rules.scenery import last_scene


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("东江晚报讯（记者 孔远）", "星河汽车公告，公司拟收购云帆科技。"),
        ("东江财经网8月3日讯 ", "星河汽车公告，公司拟收购云帆科技。"),
        ("东江社北京3月5日电（记者孔远）", "星河汽车宣布收购云帆科技。"),
        ("【东江报专讯】", "星河汽车宣布收购云帆科技。"),
        ("（东江社记者孔远台北3日电）", "星河汽车宣布收购云帆科技。"),
        ("MILAN, Sept 12 (Dongjiang News) -", " Xinghe has agreed to buy Yunfan."),
    ],
)
def test_a_dateline_ends_before_the_news(line: str, rest: str) -> None:
    assert line.startswith((line + rest)[: dateline(line + rest, ())].rstrip())
    assert dateline(line + rest, ()) >= len(line.rstrip())


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("【本报讯】疫情重创饮食业。", "疫情重创饮食业。"),
        ("（记者王远舟／台北报导）星河汽车停产。", "星河汽车停产。"),
        ("【云帆日报记者王远舟／台北报导】星河汽车停产。", "星河汽车停产。"),
        ("云帆新闻6月5日讯 星河汽车停产。", " 星河汽车停产。"),
        ("云帆之家 9 月 23 日消息，星河汽车停产。", "，星河汽车停产。"),
        ("云帆新闻独家获悉，星河汽车停产。", "星河汽车停产。"),
        ("LONDON, May 19 (Agency) - Retailer Harrow closed.", " Retailer Harrow closed."),
        ("（股份代号：0123）星河汽车停产。", "（股份代号：0123）星河汽车停产。"),
        ("记者从星河汽车获悉，工厂将停产。", "记者从星河汽车获悉，工厂将停产。"),
        ("星河汽车通讯设备停产。", "星河汽车通讯设备停产。"),
    ],
)
def test_a_report_begins_behind_its_dateline(text: str, report: str) -> None:
    assert text[dateline(text) :] == report


@pytest.mark.parametrize(
    "text",
    [
        "星河汽车公告，公司拟收购云帆科技。",
        "云帆科技3月5日讯飞跃发展。",
        "星河汽车报讯息显示收购完成。",
        "（以下简称云帆）星河汽车宣布收购。",
        "3月5日电池厂商云帆科技宣布裁员。",
    ],
)
def test_other_sentences_have_none(text: str) -> None:
    assert dateline(text, ()) == 0


def test_no_name_is_cut() -> None:
    text = "东江晚报讯达科技宣布裁员。"
    assert dateline(text, (Span(4, 8),)) == 0


def test_who_reports_does_nothing_in_it() -> None:
    scene = last_scene("北辰集团8月3日讯 星河汽车公告，公司拟收购云帆科技。")
    assert [i.text for p in scene.phrases if p.letter == "O" for i in p.items] == ["星河汽车", "星河汽车", "云帆科技"]


def test_a_deed_whose_doer_is_not_named_is_not_that_of_who_brings_the_news() -> None:
    scene = last_scene("星河汽车召开会议。【云帆科技讯】昨日关闭了工厂。")
    position = scene.skeleton.text.index("关闭")
    assert [i.text for i in scene.agent(position)] == ["星河汽车"]


def test_who_brings_the_news_is_not_what_it_is_about() -> None:
    scene = last_scene("【云帆科技讯】星河汽车召开会议。随后关闭了工厂。")
    story = scene.discourse.story.about()
    assert story is not None
    assert story.text == "星河汽车"
