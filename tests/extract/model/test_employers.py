"""The words beside an organisation say who is employed there, whatever the network takes it for."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.model.employers import without_misplaced
from shiguan.extract.backends.model.sight import SeenRole
from shiguan.records.document import Span


def parts(text: str, **roles: str) -> list[SeenRole]:
    found = []
    for role, values in roles.items():
        for value in values.split():
            start = text.index(value)
            found.append(SeenRole(role, Span(start, start + len(value)), 0.6))
    return found


def left(event_type: str, text: str, **roles: str) -> dict[str, list[str]]:
    kept, _ = without_misplaced(event_type, parts(text, **roles), lambda span: (text, span))
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
        ("appointment", "空缺由来自北辰科技的董事总经理甲一填补", "北辰科技", {}),
        ("appointment", "总经理转任集团旗下北辰科技董事长，遗缺由资深副总甲一升任", "北辰科技", {}),
        ("appointment", "甲一加入北辰科技，任副总裁", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "此前北辰科技副总裁甲一升任总裁", "北辰科技", {"org": ["北辰科技"]}),
        ("appointment", "北辰科技聘任甲一为财务总监", "北辰科技", {"org": ["北辰科技"]}),
    ],
)
def test_an_employer_that_is_none_is_left_out(event_type: str, text: str, org: str, kept: dict[str, list[str]]) -> None:
    assert left(event_type, text, person="甲一", org=org) == {"person": ["甲一"], **kept}


def test_other_events_keep_their_parts() -> None:
    assert left("funding", "投身北辰科技的甲一", person="甲一", org="北辰科技") == {"person": ["甲一"], "org": ["北辰科技"]}
