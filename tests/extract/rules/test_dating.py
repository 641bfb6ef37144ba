"""Which of the times that a text tells is that of a finding. Texts are published on 2024-05-20."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.rules.dating import times, when
from shiguan.extract.backends.rules.scene import Finding, Scene
from shiguan.records.document import Span
from tests.extract.rules.scenery import last_scene


def at(scene: Scene, words: str) -> int:
    """The skeleton position where words that are no phrase begin."""
    return scene.skeleton.text.index(words)


def told(text: str, kind: str, trigger: str) -> str | None:
    """The time of a finding of a kind that these words of the last sentence tell."""
    scene = last_scene(text)
    start = scene.text.index(trigger)
    span = Span(start, start + len(trigger))
    found = when(scene, Finding(kind, (), span, span))
    return found.when if found else None


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("星河汽车去年营收大涨，云帆科技下跌。", "大涨", ["2023"]),
        ("2022年，星河汽车2023年营收大涨，2024年下跌。", "大涨", ["2023", "2022"]),
        ("2022年，星河汽车营收大涨至2023年，随后下跌。", "大涨", ["2023", "2022"]),
        ("星河汽车营收大涨，2024年下跌。", "大涨", []),
        ("星河汽车营收大涨。", "大涨", []),
    ],
)
def test_times_come_likeliest_first(text: str, words: str, wanted: list[str]) -> None:
    scene = last_scene(text)
    trigger = at(scene, words), at(scene, words) + len(words)
    assert [t.when for t in times(scene, trigger, "metric")] == wanted


def test_now_is_no_time_of_what_has_happened_by_now() -> None:
    scene = last_scene("目前星河汽车已关闭工厂。")
    trigger = at(scene, "关闭"), at(scene, "关闭") + 2
    assert [t.when for t in times(scene, trigger, "metric")] == ["2024-05"]
    assert list(times(scene, trigger, "product_shutdown")) == []


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("2009年创办的云帆科技后来卖给了星河汽车。", "卖给", None),
        ("2015年上市的星河汽车拟收购云帆科技。", "收购", None),
        ("成立于2012年的云帆科技被星河汽车收购。", "收购", None),
        ("星河汽车收购2019年成立的云帆科技。", "收购", None),
        ("星河汽车去年收购2019年成立的云帆科技。", "收购", "2023"),
        ("星河汽车去年收购退休的王远舟的云帆科技。", "收购", "2023"),
        ("2021年3月，星河汽车收购云帆科技。", "收购", "2021-03"),
    ],
)
def test_when_something_began_that_is_only_described_is_no_time_of_the_event(text: str, trigger: str, wanted: str | None) -> None:
    assert told(text, "acquisition", trigger) == wanted


def test_the_day_of_an_attribute_is_that_of_what_it_tells_itself() -> None:
    assert told("2016年创办的云帆科技今年关门。", "founding", "创办") == "2016"
    assert told("成立于2017年的云帆科技由王远舟创办。", "founding", "创办") == "2017"


def test_what_is_said_of_whom_somebody_follows_takes_no_time_from_the_event() -> None:
    assert told("2024年4月王远舟接替退休的李明岸。", "appointment", "接替") == "2024-04"


def test_then_is_the_time_told_before() -> None:
    assert told("李明岸将于6月3日卸任，王远舟届时接任。", "appointment", "接任") == "2024-06-03"


def test_a_time_behind_whom_somebody_is_told_to_have_left_is_not_that_of_leaving() -> None:
    assert told("离职的王远舟去年加入云帆科技。", "departure", "离职") is None
    assert told("王远舟离职去年才公布。", "departure", "离职") == "2023"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("王远舟2016年加入云帆科技，任内推出新车。", None),
        ("2016年王远舟加入云帆科技，后来推出新车。", None),
        ("2016年王远舟加入云帆科技，此前推出新车。", None),
        ("2016年王远舟加入云帆科技，推出新车。", "2016"),
    ],
)
def test_what_came_later_did_not_come_at_the_time_told_before(text: str, wanted: str | None) -> None:
    assert told(text, "product_release", "推出") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("星河汽车总裁王远舟昨日出席论坛。", "2024-05-19"),
        ("星河汽车前总裁王远舟昨日出席论坛。", None),
        ("王远舟昨日当选，他曾任星河汽车总裁。", None),
        ("王远舟2019年毕业，历任星河汽车经理、总裁。", None),
    ],
)
def test_a_post_is_held_when_its_holder_is_told_of_but_not_a_past_one(text: str, wanted: str | None) -> None:
    assert told(text, "membership", "总裁") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("星河汽车创始人王远舟去年卸任。", None),
        ("星河汽车成立于2017年，创始人为王远舟。", "2017"),
        ("星河汽车2017年创立，创始人为王远舟。", "2017"),
        ("云帆科技成立于2017年，由星河汽车创始人王远舟控股。", None),
    ],
)
def test_whom_a_text_calls_a_founder_founded_when_it_says_the_firm_began(text: str, wanted: str | None) -> None:
    assert told(text, "founding", "创始人") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("星河汽车起诉云帆科技，法院将于6月3日开庭。", None),
        ("5月6日，星河汽车起诉云帆科技一案和解。", None),
        ("5月6日，星河汽车起诉云帆科技。", "2024-05-06"),
    ],
)
def test_the_day_in_court_is_not_the_day_of_the_suit(text: str, wanted: str | None) -> None:
    assert told(text, "lawsuit", "起诉") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2023年星河汽车扩张很快。门店有300家。", "2023"),
        ("截至4月30日，星河汽车扩张很快。门店有300家。", "2024-04-30"),
        ("星河汽车4月25日晚间发布年报。门店有300家。", None),
        ("营收比去年同期多。门店有300家。", None),
        ("营收较2021年多。门店有300家。", None),
        ("2012年成立的星河汽车扩张很快。门店有300家。", None),
        ("2023年星河汽车扩张很快。\n门店有300家。", None),
    ],
)
def test_a_figure_has_the_period_that_the_paragraph_names(text: str, wanted: str | None) -> None:
    assert told(text, "metric", "300家") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2016年星河汽车迁到上海，巅峰时期门店有300家。", None),
        ("2016年星河汽车迁到上海，2018年高峰期门店有300家。", "2018"),
        ("2016年星河汽车迁到上海，门店有300家。", "2016"),
    ],
)
def test_the_best_of_times_was_at_a_time_of_its_own(text: str, wanted: str | None) -> None:
    assert told(text, "metric", "300家") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5月6日，星河汽车公告，王远舟当选董事长；李明岸辞任总裁。", "2024-05-06"),
        ("5月6日，星河汽车公告三项变动：王远舟当选；张三丰退休；李明岸辞任总裁。", "2024-05-06"),
        ("5月6日，星河汽车公告，王远舟当选董事长；李明岸4月辞任总裁。", "2024-04"),
        ("5月6日，星河汽车公告，王远舟当选董事长；李明岸此前辞任总裁。", None),
        ("5月6日，星河汽车公告，王远舟当选董事长。李明岸辞任总裁。", None),
        ("5月6日，星河汽车公告，王远舟当选董事长。李明岸同时辞任总裁。", "2024-05-06"),
        ("5月6日，星河汽车公告，王远舟当选董事长。公司平稳。李明岸同时辞任总裁。", None),
        ("2023年，星河汽车亏损；李明岸辞任总裁。", None),
        ("2023年，星河汽车亏损。李明岸同时辞任总裁。", None),
    ],
)
def test_the_points_of_an_announcement_have_its_day(text: str, wanted: str | None) -> None:
    assert told(text, "departure", "辞任") == wanted


def test_what_is_said_in_an_announcement_has_no_day_but_its_own() -> None:
    assert told("5月6日，星河汽车公告换将；王远舟认为经营平稳。", "statement", "认为") is None
