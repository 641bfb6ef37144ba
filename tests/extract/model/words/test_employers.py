"""The words beside an organisation say who is employed there, whatever the network takes it for."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.model.sight import SeenRole
from shiguan.extract.backends.model.words.employers import without_misplaced
from shiguan.records.document import Span


def parts(text: str, **roles: str) -> list[SeenRole]:
    found = []
    for role, values in roles.items():
        for value in values.split():
            start = text.index(value)
            found.append(SeenRole(role, Span(start, start + len(value)), 0.6))
    return found


def left(event_type: str, text: str, trigger: str = "", **roles: str) -> dict[str, list[str]]:
    start = text.find(trigger) if trigger else len(text) - 1
    kept, _ = without_misplaced(event_type, Span(start, start + 1), parts(text, **roles), lambda span: (text, span))
    told: dict[str, list[str]] = {}
    for part in kept:
        told.setdefault(part.role, []).append(part.span.of(text))
    return told


@pytest.mark.parametrize(
    ("event_type", "text", "org", "kept"),
    [
        ("departure", "甲一已于去年8月去了北辰科技", "北辰科技", {"destination_org": ["北辰科技"]}),
        ("departure", "甲一刚刚离任，转投重庆房企北辰地产任执行总裁", "北辰地产", {"destination_org": ["北辰地产"]}),
        ("departure", "甲一离开，创办了做寄卖的北辰科技", "北辰科技", {"destination_org": ["北辰科技"]}),
        ("departure", "甲一离开北辰科技", "北辰科技", {"org": ["北辰科技"]}),
        ("departure", "有人加入北辰科技，甲一退休", "北辰科技", {}),
        ("appointment", "任命原北辰科技研发负责人甲一为首席开发官", "北辰科技", {}),
        ("appointment", "甲一原是北辰科技的副组长，7月到岗。", "北辰科技", {}),
        ("appointment", "青田资本为北辰科技派来新人，甲一7月到岗。", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "此前任命的北辰科技董事长离职，由甲一接任。", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "甲一原是北辰科技的副组长。", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "空缺由来自北辰科技的董事总经理甲一填补", "北辰科技", {}),
        ("appointment", "总经理转任集团旗下北辰科技董事长，遗缺由资深副总甲一升任", "北辰科技", {}),
        ("appointment", "甲一加入北辰科技，任副总裁", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "此前北辰科技副总裁甲一升任总裁", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "北辰科技聘任甲一为财务总监", "北辰科技", {"org": ["北辰科技"]}),
        ("departure", "财务总监甲一被对手北辰科技挖走", "北辰科技", {"destination_org": ["北辰科技"]}),
        ("departure", "甲一被北辰科技解聘", "北辰科技", {"org": ["北辰科技"]}),
        ("departure", "甲一将转会北辰科技", "北辰科技", {"destination_org": ["北辰科技"]}),
        ("departure", "北辰科技记者获悉，甲一离职", "北辰科技", {}),
        ("departure", "（北辰科技江城4月1日电）甲一离职", "北辰科技", {}),
        ("departure", "《北辰晚报》率先披露甲一将离职", "北辰晚报", {}),
        ("departure", "《北辰晚报》总编辑甲一离职，无人报道", "北辰晚报", {"org": ["北辰晚报"]}),
        ("departure", "北辰科技电话客服主管甲一离职", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "甲一1998年自北辰科技转来，去年升副院长", "北辰科技", {}),
        ("appointment", "甲一从北辰科技的技术员做起，去年升副院长", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "甲一辞去北辰科技总监，三周后出任总裁", "北辰科技", {}),
        ("appointment", "股东北辰科技派出的合伙人甲一当选董事", "北辰科技", {}),
        ("appointment", "北辰科技时期的老同事甲一出任顾问", "北辰科技", {}),
        ("appointment", "甲一, who came in 2021 from 北辰科技, took charge", "北辰科技", {}),
        ("appointment", "甲一, until May head of supply chain at 北辰科技, began on Monday", "北辰科技", {}),
        ("appointment", "甲一 was finance director at 北辰科技", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "甲一 was previously a director at 北辰科技, which she joined in 2014", "北辰科技", {"org": ["北辰科技"]}),
    ],
)
def test_an_employer_that_is_none_is_left_out(event_type: str, text: str, org: str, kept: dict[str, list[str]]) -> None:
    assert left(event_type, text, person="甲一", org=org) == {"person": ["甲一"], **kept}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("甲一今年初才到任，此前在北辰科技任主任", {}),
        ("甲一今年初才到任，入职前是北辰科技的主任", {}),
        ("甲一今年初才到任，办公地点在北辰科技", {"org": ["北辰科技"]}),
        ("此前在北辰科技的甲一今年到任", {"org": ["北辰科技"]}),
    ],
)
def test_where_somebody_was_before_is_told_behind_what_happens(text: str, kept: dict[str, list[str]]) -> None:
    assert left("appointment", text, "到任", person="甲一", org="北辰科技") == {"person": ["甲一"], **kept}


def test_what_stands_behind_a_verb_of_leaving_is_left() -> None:
    told = left(
        "departure", "甲一 spent years at 云帆 after leaving 北辰, a group", person="甲一", org="云帆", destination_org="北辰"
    )
    assert told == {"person": ["甲一"], "org": ["北辰"]}
    told = left("departure", "甲一 left 云帆 for 北辰", person="甲一", org="云帆", destination_org="北辰")
    assert told == {"person": ["甲一"], "org": ["云帆"], "destination_org": ["北辰"]}


@pytest.mark.parametrize(
    ("event_type", "text", "trigger", "kept"),
    [
        ("appointment", "甲一1998年从北辰科技调来，2019年升副总裁", "升", {}),
        ("appointment", "甲一去年从北辰科技加盟", "加盟", {}),
        ("appointment", "另一张工牌来自北辰科技，甲一2008年入职", "入职", {"org": ["北辰科技"]}),
        ("appointment", "甲一今年初才到任，此前在北辰科技任财务主任", "到任", {}),
        ("appointment", "甲一此前在北辰科技任财务主任", "任财务", {"org": ["北辰科技"]}),
        ("appointment", "甲一从北辰科技实习生做起，去年升任总监", "升任", {"org": ["北辰科技"]}),
        ("membership", "现任总裁甲一今年初才到任，此前在北辰科技任主任", "总裁", {}),
        ("membership", "现任总裁甲一今年初才到任，此前在北辰科技任主任", "任主任", {"org": ["北辰科技"]}),
        ("membership", "服务由从北辰科技过来的版权总监甲一主持", "版权总监", {}),
        ("membership", "服务由从北辰科技挖来的版权总监甲一主持", "版权总监", {"org": ["北辰科技"]}),
        ("membership", "星河从北辰科技请来了版权总监甲一", "版权总监", {"org": ["北辰科技"]}),
        ("membership", "星河由北辰科技请来了版权总监甲一", "版权总监", {}),
        ("membership", "星河从北辰科技请来的不是版权总监甲一", "版权总监", {}),
        ("membership", "服务由从北辰科技过来的前版权总监甲一主持", "前版权总监", {"org": ["北辰科技"]}),
        ("membership", "服务由从北辰科技挖来的甲一主持，版权总监未变", "版权总监", {}),
        ("membership", "由北辰科技总监甲一主持", "总监", {"org": ["北辰科技"]}),
        ("membership", "Chief scientist 甲一, who came last year from 北辰科技, said so", "Chief scientist", {}),
        ("membership", "甲一, until May head of supply at 北辰科技, began as chief executive", "began", {}),
        ("membership", "甲一, until May head of supply at 北辰科技, began as chief executive", "head", {"org": ["北辰科技"]}),
    ],
)
def test_nobody_is_employed_where_he_came_from(event_type: str, text: str, trigger: str, kept: dict[str, list[str]]) -> None:
    assert left(event_type, text, trigger, person="甲一", org="北辰科技") == {"person": ["甲一"], **kept}


def test_other_events_keep_their_parts() -> None:
    assert left("funding", "投身北辰科技的甲一", person="甲一", org="北辰科技") == {"person": ["甲一"], "org": ["北辰科技"]}
