from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.records.document import RegionKind
from shiguan.repair.front import published_at, publisher, title
from shiguan.repair.regions import split
from tests.repair.texts import cases


@pytest.mark.parametrize("page", cases("lines"), ids=lambda page: str(page["name"]))
def test_each_line_is_told_apart(page: dict[str, Any]) -> None:
    text = "\n".join(line for _, line in page["lines"])
    found = [(r.kind.value, r.span.of(text)) for r in split(text)]
    assert found == [tuple(line) for line in page["lines"]]


def test_a_known_title_is_found_though_marks_and_spaces_differ() -> None:
    text = "首页\n新厂 “落户” 合肥\n新厂将在明年投产，预计年产值二十亿元。\n第二段继续说明。"
    regions = split(text, "新厂“落户”合肥")
    assert [r.kind for r in regions] == [RegionKind.NOTICE, RegionKind.TITLE, RegionKind.BODY, RegionKind.BODY]


def test_a_first_sentence_is_no_title() -> None:
    regions = split("新厂将在明年投产。\n预计年产值二十亿元。\n第三段。")
    assert {r.kind for r in regions} == {RegionKind.BODY}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("来源：示例日报", "示例日报"),
        ("来源|车圈观察", "车圈观察"),
        ("文章来源: 示例财经网 作者：张三", "示例财经网"),
        ("2023-05-06 08:00  来源：示例晚报", "示例晚报"),
        ("来源：示例周刊（ID：shili）", "示例周刊"),
        ("作者：张三", None),
    ],
)
def test_the_publisher_stands_behind_its_word(line: str, name: str | None) -> None:
    text = f"港口吞吐量创新高\n{line}\n上半年吞吐量增长百分之四，其中外贸增长更快。\n专家认为增速会放缓。"
    assert publisher(text, split(text)) == name


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("2023-05-06 08:00", "2023-05-06"),
        ("2023年5月6日", "2023-05-06"),
        ("发布时间：2023/5/6 8:00:00", "2023-05-06"),
        ("示例晚报 2023年5月", "2023-05"),
        ("2023-13-40 08:00", None),
        ("5月6日", None),
    ],
)
def test_the_time_is_as_exact_as_written(line: str, when: str | None) -> None:
    text = f"港口吞吐量创新高\n{line}\n上半年吞吐量增长百分之四，其中外贸增长更快。\n专家认为增速会放缓。"
    found = published_at(text, split(text))
    assert (found and found.when) == when


def test_a_date_in_the_body_is_not_the_time_of_publication() -> None:
    text = "港口吞吐量创新高\n2020年5月6日，港口吞吐量第一次超过百万箱，此后一路上升。\n专家认为增速会放缓。"
    assert published_at(text, split(text)) is None
    assert title(text, split(text)) == "港口吞吐量创新高"


@given(st.text(alphabet="公司来源图：|文\n 。，1《a\u3000", max_size=80))
def test_regions_cover_all_text_that_is_not_blank_in_order(text: str) -> None:
    regions = split(text)
    covered = [i for r in regions for i in range(r.span.start, r.span.end)]
    assert covered == sorted(set(covered))
    assert all(c.isspace() for i, c in enumerate(text) if i not in set(covered))
