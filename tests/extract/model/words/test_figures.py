"""Whose a figure is: in rows a name is no measure, and what only a firm has is no product's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shiguan.extract.backends.model.names import is_a_word
from shiguan.extract.backends.model.sight import SeenEvent, SeenRole
from shiguan.extract.backends.model.words.figures import won
from shiguan.extract.backends.rules.scene import Finding
from shiguan.records.document import Span
from tests.extract.model.test_findings import event, found, values
from tests.extract.model.words.test_mending import mend


def figure(text: str, value: str, **roles: str) -> SeenEvent:
    return event(text, "metric", value, value=value, **roles)


def told(one: Finding) -> tuple[str | None, str | None, str]:
    roles = values(one)
    return roles.get("subject"), roles.get("measure"), roles["value"]


ROW = "按月活计：星河汽车4100万，北辰集团2750万，云帆科技1320万。"


def test_the_names_of_a_row_have_the_figures_behind_them_and_share_its_measure() -> None:
    first = figure(ROW, "4100万", subject="星河汽车", measure="月活")
    second = figure(ROW, "2750万", subject="星河汽车", measure="北辰集团")
    third = figure(ROW, "1320万", subject="云帆科技", measure="北辰集团")
    assert [told(f) for f in found(ROW, first, second, third)] == [
        ("星河汽车", "月活", "4100万"),
        ("北辰集团", "月活", "2750万"),
        ("云帆科技", "月活", "1320万"),
    ]


def test_a_name_that_does_not_stand_before_the_figure_is_only_no_measure() -> None:
    text = "星河汽车去年卖掉北辰集团后营收9亿元。"
    (one,) = found(text, figure(text, "9亿元", subject="星河汽车", measure="北辰集团"))
    assert told(one) == ("星河汽车", None, "9亿元")


def test_a_figure_with_a_measure_of_its_own_takes_none_of_another() -> None:
    text = "星河汽车告别北辰集团，去年营收9亿元，员工3000人。"
    one = figure(text, "9亿元", subject="星河汽车", measure="北辰集团 营收")
    other = figure(text, "3000人", subject="星河汽车", measure="员工")
    assert [told(f)[1] for f in found(text, one, other)] == ["营收", "员工"]


@pytest.mark.parametrize("measure", ["月活", "营收"])
def test_words_that_are_no_name_stay_the_measure(measure: str) -> None:
    text = f"星河汽车{measure}4100万。"
    (one,) = found(text, figure(text, "4100万", subject="星河汽车", measure=measure))
    assert told(one) == ("星河汽车", measure, "4100万")


BOOKS = "星河汽车公布年报。总裁王远很高兴。员工从去年底的170人涨到463人。"


def seen(text: str, subject: str, measure: str, value: str, score: float) -> SeenEvent:
    start = text.index(subject)
    whose = SeenRole("subject", Span(start, start + len(subject)), score)
    one = figure(text, value, measure=measure)
    return replace(one, roles=(*one.roles, whose))


@pytest.mark.parametrize(
    ("text", "score", "wanted"),
    [
        (BOOKS, 0.5, "星河汽车"),
        (BOOKS, 0.9, "王远"),
        (BOOKS.replace("员工从", "粉丝从"), 0.5, "王远"),
        (BOOKS.replace("员工从", "北辰集团的员工从"), 0.5, "北辰集团"),
        (BOOKS.replace("员工从", "据北辰集团统计，员工从"), 0.5, "星河汽车"),
        (BOOKS.replace("员工从", "与北辰集团不同，员工从"), 0.5, "星河汽车"),
        (BOOKS.replace("员工从", "北辰集团退出后，云帆科技的员工从"), 0.5, "云帆科技"),
        (BOOKS.replace("员工从", "收入从"), 0.5, "王远"),
    ],
)
def test_what_only_a_firm_has_is_nobody_elses_unless_the_network_is_sure(text: str, score: float, wanted: str) -> None:
    measure = next(m for m in ("粉丝", "收入", "员工") if m in text)
    (one,) = mend(text, seen(text, "王远", measure, "170人", score))
    assert told(one)[0] == wanted


WON = "2024年星河汽车中标32个项目，居第三。"


def tender(**roles: str) -> list[tuple[str, dict[str, str]]]:
    counted = figure(WON, "32个", subject="星河汽车", measure="中标")
    place = event(WON, "metric", "第三", rank="第三", **roles)
    return [(f.event_type, values(f)) for f in won(found(WON, counted, place))]


def test_how_many_tenders_are_won_is_a_tender_with_its_place() -> None:
    assert tender(subject="星河汽车") == [("bid_wins", {"org": "星河汽车", "count": "32个", "rank": "第三"})]


def test_the_place_of_another_is_none_of_it() -> None:
    assert [kind for kind, _ in tender(subject="2024年")] == ["bid_wins", "metric"]


def test_a_sum_won_is_no_count() -> None:
    text = "2024年星河汽车中标32亿元。"
    assert [f.event_type for f in won(found(text, figure(text, "32亿元", subject="星河汽车", measure="中标")))] == ["metric"]


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("星河汽车营收增长25.9%至13.5亿元。", "增长25.9%至13.5亿元", ["25.9%", "13.5亿元"]),
        ("星河汽车营收增长25.9%，净利13.5亿元。", "25.9%，净利13.5亿元", ["25.9%"]),
        ("星河汽车营收13.5亿元至14亿元。", "13.5亿元至14亿元", ["13.5亿元至14亿元"]),
    ],
)
def test_by_how_much_and_to_what_are_two_figures(text: str, value: str, wanted: list[str]) -> None:
    assert [told(f)[2] for f in found(text, figure(text, value, subject="星河汽车", measure="营收"))] == wanted


@pytest.mark.parametrize(
    ("between", "wanted"),
    [("，其中北辰集团贡献了", "交付"), ("，其中包括北辰集团贡献的", "交付"), ("；北辰集团去年贡献了", "贡献")],
)
def test_a_part_of_a_figure_is_measured_as_the_whole(between: str, wanted: str) -> None:
    text = f"星河汽车交付2.1万辆{between}1.5万辆。"
    whole = figure(text, "2.1万辆", subject="星河汽车", measure="交付")
    part = figure(text, "1.5万辆", subject="北辰集团", measure="贡献")
    assert [told(f) for f in found(text, whole, part)] == [("星河汽车", "交付", "2.1万辆"), ("北辰集团", wanted, "1.5万辆")]


def test_a_part_is_of_the_figure_that_is_counted_alike() -> None:
    text = "星河汽车交付3万辆，门店增至200家，其中北辰集团贡献2万辆。"
    whole = figure(text, "3万辆", subject="星河汽车", measure="交付")
    other = figure(text, "200家", subject="星河汽车", measure="门店")
    part = figure(text, "2万辆", subject="北辰集团", measure="贡献")
    assert [told(f)[1] for f in found(text, whole, other, part)] == ["交付", "门店", "交付"]
    text = "星河汽车营收100亿元，其中云业务贡献30亿元。"
    whole = figure(text, "100亿元", subject="星河汽车", measure="营收")
    part = figure(text, "30亿元", subject="星河汽车", measure="云业务贡献")
    assert [told(f)[1] for f in found(text, whole, part)] == ["营收", "云业务贡献"]


@pytest.mark.parametrize(
    ("told_so", "wanted"),
    [
        ("的估值从去年的12亿美元降到了7亿美元。", ["12亿美元", "7亿美元"]),
        ("的估值由12亿美元缩水至7亿美元。", ["12亿美元", "7亿美元"]),
        ("的估值在12亿美元与7亿美元之间。", ["12亿美元"]),
    ],
)
def test_what_a_firm_was_worth_and_what_it_is_worth_are_two(told_so: str, wanted: list[str]) -> None:
    text = "云帆科技" + told_so
    one = found(text, event(text, "valuation", "估值", org="云帆科技", amount="12亿美元 7亿美元"))
    assert [values(f)["amount"] for f in one] == wanted


def test_how_many_ends_where_the_number_and_its_counter_do() -> None:
    text = "星河汽车今年已有五位副总裁离开。"
    (one,) = found(text, event(text, "count_claim", "五位副", subject="星河汽车", value="五位副", measure="总裁离开"))
    assert told(one) == ("星河汽车", "副总裁离开", "五位")
    (one,) = found(text, event(text, "count_claim", "五位", subject="星河汽车", value="五位", measure="离开"))
    assert told(one) == ("星河汽车", "离开", "五位")
    text = "星河汽车今年已有五位高管离开。"
    (one,) = found(text, event(text, "count_claim", "五位高管", subject="星河汽车", value="五位高管", measure="离开"))
    assert told(one) == ("星河汽车", "离开", "五位")


@pytest.mark.parametrize(
    ("text", "value", "kept"),
    [
        ("星河汽车上季营收35亿元（约5亿美元），同比持平。", "5亿美元", False),
        ("星河汽车上季营收35亿元人民币（5亿美元）。", "5亿美元", False),
        ("星河汽车上季营收35亿元（净利润5亿元），同比持平。", "5亿元", True),
        ("星河汽车上季净利润3.1亿元，市场预估2.9亿元。", "2.9亿元", False),
        ("星河汽车上季净利润3.1亿元，预期2.9亿元。", "2.9亿元", False),
        ("星河汽车上季净利润3.1亿元，预计全年净利润12亿元。", "12亿元", True),
    ],
)
def test_a_sum_told_again_in_other_money_or_as_expected_is_no_figure(text: str, value: str, kept: bool) -> None:
    assert bool(mend(text, figure(text, value, subject="星河汽车"))) is kept


@pytest.mark.parametrize("told", ["中标", "中选了"])
def test_what_was_won_and_counted_is_a_tender_whatever_it_is_called(told: str) -> None:
    text = f"去年，星河汽车{told}32个项目。"
    (one,) = won(found(text, event(text, "count_claim", "32个", value="32个", subject="星河汽车", measure="项目")))
    assert one.event_type == "bid_wins"


def test_what_was_made_and_counted_is_none() -> None:
    text = "去年，星河汽车完成32个项目。"
    (one,) = won(found(text, event(text, "count_claim", "32个", value="32个", subject="星河汽车", measure="项目")))
    assert one.event_type == "count_claim"


@pytest.mark.parametrize("word", ["ARR", "EBITDA", "归属公司", "归属于上市公司股东", "算上", "元老里懂技术"])
def test_what_is_part_of_a_measure_or_a_mere_word_names_nobody(word: str) -> None:
    assert is_a_word(word)


@pytest.mark.parametrize("name", ["星河ARR", "华中能源", "万里有色", "算上科技", "归属感"])
def test_a_name_with_such_a_word_in_it_is_one(name: str) -> None:
    assert not is_a_word(name)
