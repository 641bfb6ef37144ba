"""The words around a figure: its scope, its source, its place."""

from __future__ import annotations

import pytest

from shiguan.query.among import ConditionKind, board, conditions, counted_by, part
from shiguan.query.ranks import Rank, read_rank

WITHOUT, WITH, AMONG, WHERE = ConditionKind.WITHOUT, ConditionKind.WITH, ConditionKind.AMONG, ConditionKind.WHERE


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("不含出口，云杉汽车销量排名第五", "第五", [(WITHOUT, "出口")]),
        ("剔除二手房后，蓝鲸地产位居第二", "第二", [(WITHOUT, "二手房")]),
        ("先把皮卡剔掉，云杉位列第三", "第三", [(WITHOUT, "皮卡")]),
        ("除皮卡以外，云杉位列第三", "第三", [(WITHOUT, "皮卡")]),
        ("包含出口在内，云杉汽车位居第九", "第九", [(WITH, "出口")]),
        ("把出口算进去，云杉掉到第九", "第九", [(WITH, "出口")]),
        ("如果算上出口，云杉只排第九", "第九", [(WITH, "出口")]),
        ("在国产轿车中排名第三", "第三", [(AMONG, "国产轿车")]),
        ("云杉汽车销量居全国第五", "第五", [(WHERE, "全国")]),
        ("不含出口，云杉销量居全国第五", "第五", [(WHERE, "全国"), (WITHOUT, "出口")]),
        ("不含出口，云杉第五；含出口在内，云杉第九", "第九", [(WITH, "出口")]),
        ("不含出口，云杉第五；含出口在内，云杉第九", "第五", [(WITHOUT, "出口")]),
        ("Excluding exports, Spruce ranked fifth", "fifth", [(WITHOUT, "exports")]),
        ("Spruce ranked fifth", "fifth", []),
        ("据灯塔数据，云杉销量第五", "第五", []),
        ("不含出口，公司很好。云杉销量第五", "第五", []),
    ],
)
def test_conditions_are_those_that_the_figure_stands_under(
    text: str, figure: str, expected: list[tuple[ConditionKind, str]]
) -> None:
    assert [(c.kind, c.of) for c in conditions(text, text.index(figure))] == sorted(expected)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("灯塔研究的数据显示，云杉第五", "灯塔研究"),
        ("根据灯塔研究统计，云杉第五", "灯塔研究"),
        ("此前据灯塔研究数据，云杉第五", "灯塔研究"),
        ("灯塔研究公布的3月数据里，云杉第五", "灯塔研究"),
        ("According to Lighthouse Research, Spruce is fifth", "Lighthouse Research"),
        ("公开数据显示，云杉第五", None),
        ("公司财务数据显示，云杉第五", None),
        ("云杉第五", None),
    ],
)
def test_the_source_named_is_found(text: str, who: str | None) -> None:
    assert counted_by(text, len(text)) == who


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("照此推算，该业务2030年贡献收入约3000万元", "该业务"),
        ("海外产品的收入达到3000万元", "海外产品"),
        ("2030年，冷链业务营收3000万元", "冷链业务"),
        ("云杉的收入为3000万元", None),
        ("云杉推出新产品，收入达到3000万元", None),
        ("海外业务很好。收入达到3000万元", None),
        ("The overseas business had revenue of 3000万", "overseas business"),
    ],
)
def test_a_figure_of_a_part_is_not_of_the_whole(text: str, of: str | None) -> None:
    found = part(text, text.index("3000万"))
    assert (found.of if found else None) == of


def test_a_board_is_found_by_its_name() -> None:
    text = "在灯塔的电池安全排行榜上，云杉位居第六"
    assert board(text, text.index("第六")) == "灯塔的电池安全排行榜"
    assert board("云杉位居第六", 4) is None


@pytest.mark.parametrize(
    ("said", "rank"),
    [
        ("第四", Rank(4, 4)),
        ("第十一名", Rank(11, 11)),
        ("第35位", Rank(35, 35)),
        ("榜首", Rank(1, 1)),
        ("前三", Rank(1, 3)),
        ("TOP 6", Rank(1, 6)),
        ("倒数第二", Rank(2, 2, from_bottom=True)),
        ("No. 12", Rank(12, 12)),
        ("4th", Rank(4, 4)),
        ("fourth", Rank(4, 4)),
        ("3", Rank(3, 3)),
    ],
)
def test_places_are_read(said: str, rank: Rank) -> None:
    assert read_rank(said) == rank


@pytest.mark.parametrize("said", ["满分", "第一梯队", "第一季度", "第二轮", "很高", ""])
def test_what_is_no_place_is_none(said: str) -> None:
    assert read_rank(said) is None
