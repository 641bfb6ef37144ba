"""Times as news tells them, case by case, and what holds of any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shiguan.extract.times import TimeKind, parse_times
from shiguan.records.time import ValidTime

CASES = Path(__file__).parents[2] / "cases" / "times"
PIECES = [
    word
    for line in (
        "2024年 24年 去年 今年 同年 次日 8月 十二月 30日 三十号 上半年 第三季度 Q3 H1 年底 月初 上旬 近三年 三天前 5年后",
        "以来 之前 之后 起 至 到 - 、 周五 上周 近日 目前 凌晨 晚 春节 前后 期间 90年代 上世纪 ， 。 的 将 了 农历",
        "99999年 0月 32日 99月 年 月 日 前 后 几 半 FY 民国 9999年 世纪 0世纪",
    )
    for word in line.split()
]


def cases() -> list[Any]:
    rows = []
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
            rows.append(pytest.param(case, id=f"{path.stem}:{case['text']}@{case.get('at', '')}", marks=marks))
    return rows


@pytest.mark.parametrize("case", cases())
def test_a_time_is_read_as_told(case: dict[str, Any]) -> None:
    told = ValidTime.of(str(case["told"])) if "told" in case else None
    matches = parse_times(case["text"], case.get("at"), told)
    assert {m.text: m.valid_time.when if m.valid_time else None for m in matches} == case.get("want", {})


def test_a_match_carries_its_words_and_how_it_was_come_by() -> None:
    (first, second) = parse_times("２０２３年停产，近日复产", date(2024, 9, 20))
    assert first.text == "２０２３年"
    assert first.valid_time is not None
    assert first.valid_time.expression == "２０２３年"
    assert first.kind is TimeKind.ABSOLUTE
    assert second.kind is TimeKind.VAGUE


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=8).map("".join)),
    st.none() | st.dates(),
    st.none() | st.dates().map(lambda d: ValidTime.of(d.isoformat())),
)
def test_any_text_is_read_without_harm(text: str, anchor: date | None, told: ValidTime | None) -> None:
    last = 0
    for match in parse_times(text, anchor, told):
        assert last <= match.span.start < match.span.end <= len(text)
        assert match.span.of(text) == match.text
        if match.valid_time and match.valid_time.start and match.valid_time.end:
            assert match.valid_time.start <= match.valid_time.end
        last = match.span.end
