"""Statements and forecasts tell who says what, in the words of the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shiguan.extract.backends.model.words.speakers import told_once, without_listeners
from tests.extract.model.test_findings import event, found, values
from tests.extract.model.words.test_employers import parts


def said(text: str, trigger: str, kind: str = "statement", **roles: str) -> dict[str, str]:
    (one,) = found(text, event(text, kind, trigger, **roles))
    return values(one)


def test_who_says_it_and_what_are_parts_of_a_statement() -> None:
    text = "星河汽车董事长王远表示，公司不会卖掉星河电池。"
    assert said(text, "表示", speaker="王远", gist="公司不会卖掉星河电池") == {"speaker": "王远", "gist": "公司不会卖掉星河电池"}


def test_what_is_said_keeps_its_figures() -> None:
    text = "王远预计，全年销量将到30万辆。"
    assert said(text, "预计", "forecast", speaker="王远", gist="全年销量将到30")["gist"] == "全年销量将到30万辆"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("王远表示公司不会卖掉星河电池，请放心。", "不会卖掉星河"),
        ("“公司不会卖掉星河电池。”王远表示。", "卖掉"),
        ("公司不会卖掉星河电池，王远表示。", "不会卖掉"),
    ],
)
def test_what_is_said_is_told_in_whole_clauses(text: str, seen: str) -> None:
    assert said(text, "表示", speaker="王远", gist=seen)["gist"] == "公司不会卖掉星河电池"


def test_a_forecast_is_not_told_once_more_as_a_statement() -> None:
    text = "王远认为，价格明年会跌。"
    (foreseen,) = found(text, event(text, "forecast", "认为", speaker="王远", gist="价格明年会跌"))
    (stated,) = found(text, event(text, "statement", "认为", speaker="王远", gist="价格明年会跌"))
    other = replace(stated, roles=())
    assert told_once([foreseen, stated, other]) == [foreseen, other]
    assert told_once([stated]) == [stated]


def test_words_quoted_are_what_is_said() -> None:
    text = "“不会再打价格战。”王远这样说。"
    assert said(text, "说", speaker="王远") == {"speaker": "王远", "gist": "不会再打价格战"}


def test_nothing_said_is_no_statement() -> None:
    text = "王远不愿多说。"
    assert found(text, event(text, "statement", "说", speaker="王远")) == []


def test_he_is_who_was_spoken_of() -> None:
    text = "星河汽车董事长王远出席了发布会。他坦言日子不好过。"
    assert said(text, "坦言", gist="日子不好过") == {"speaker": "王远", "gist": "日子不好过"}


def test_somebody_unnamed_may_speak_and_a_number_may_not() -> None:
    text = "一位分析师表示，价格还会跌。"
    assert said(text, "表示", speaker="一位分析师", gist="价格还会跌")["speaker"].endswith("分析师")
    text = "其中一位表示，价格还会跌。"
    assert "speaker" not in said(text, "表示", speaker="一位", gist="价格还会跌")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("一位股东对海东晚报表示，账上没钱了。", ["一位股东"]),
        ("一位股东告诉海东晚报记者，账上没钱了。", ["一位股东"]),
        ("一位股东对海东晚报不满，账上没钱了。", ["一位股东", "海东晚报"]),
        ("一位股东说，海东晚报表示道歉。", ["一位股东", "海东晚报"]),
    ],
)
def test_who_is_only_spoken_to_says_nothing(text: str, speakers: list[str]) -> None:
    kept = without_listeners(parts(text, speaker="一位股东 海东晚报"), lambda span: (text, span))
    assert [p.span.of(text) for p in kept] == speakers
