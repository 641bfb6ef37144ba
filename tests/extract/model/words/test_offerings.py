"""Products, prices, jobs and courses of business as the network saw them: told apart by the words beside them, or let go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extract.model.test_findings import event, span, values
from tests.extract.model.words.test_mending import mend


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "roles"),
    [
        ("7月，星河汽车中标江州公交十二个场站。", "price_change", "中标", {"org": "星河汽车", "product": "十二个场站"}),
        ("星河汽车 shelved plans to open stores in Japan.", "layoff", "shelved", {"org": "星河汽车"}),
        ("上周，云雀课堂连续宕机两次。", "product_shutdown", "宕机", {"product": "云雀课堂"}),
        ("海鸥会在第三季度进入试产。", "product_shutdown", "试产", {"product": "海鸥"}),
        ("星河汽车终止上市，三年长跑归零。", "abandonment", "终止", {"org": "星河汽车", "subject": "上市"}),
        ("新药海鸥的上市申请已获受理。", "product_release", "上市", {"product": "海鸥"}),
        ("星河汽车员工总数1.8万人，较年初减少1200人。", "layoff", "减少", {"org": "星河汽车", "count": "1200人"}),
        ("星河汽车项目组并入其他团队。", "layoff", "并入", {"org": "星河汽车", "unit": "项目组"}),
        ("星河汽车江州厂自11月起减班。", "layoff", "减班", {"org": "星河汽车", "unit": "江州厂"}),
        ("星河汽车将优化门店网络，关闭百家店。", "layoff", "优化", {"org": "星河汽车", "unit": "门店网络"}),
        ("星河汽车称不会缩减车队规模。", "layoff", "缩减", {"org": "星河汽车", "unit": "车队规模"}),
        ("星河汽车6月送走旧年。", "layoff", "送走", {"org": "星河汽车"}),
        ("星河汽车6月送走二百四十名旅客。", "layoff", "送走", {"org": "星河汽车", "count": "二百四十名"}),
        ("很多人没了解海鸥。", "product_shutdown", "没了解", {"product": "海鸥"}),
        ("星河汽车快递件量增长。", "listing", "快递件", {"org": "星河汽车"}),
        ("星河汽车4月递了辞呈。", "listing", "递了", {"org": "星河汽车"}),
        ("星河汽车为同行敲响警钟。", "listing", "敲响警钟", {"org": "星河汽车"}),
    ],
)
def test_words_that_tell_no_such_event_make_none(text: str, kind: str, trigger: str, roles: dict[str, str]) -> None:
    assert mend(text, replace(event(text, kind, trigger, **roles), score=0.5)) == []


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "score", "told"),
    [
        ("4月，星河汽车把分成从五成提到六成。", "price_change", "提到", 0.7, True),
        ("海鸥因为占用带宽没能保住。", "product_shutdown", "没能保住", 0.7, True),
        ("海鸥因为占用带宽没能保住。", "product_shutdown", "没能保住", 0.4, False),
        ("星河汽车6月送走旧年。", "layoff", "送走", 0.7, False),
        ("星河汽车的市场部连锅端走。", "layoff", "连锅端走", 0.9, True),
        ("星河汽车去年11月在纽约敲了钟。", "listing", "敲了钟", 0.4, True),
    ],
)
def test_words_nobody_thought_of_tell_it_where_the_network_is_sure(
    text: str, kind: str, trigger: str, score: float, told: bool
) -> None:
    roles = {"price_change": {"product": "分成", "change": "六成"}, "product_shutdown": {"product": "海鸥"}}
    seen = replace(event(text, kind, trigger, **roles.get(kind, {"org": "星河汽车"})), score=score)
    assert bool(mend(text, seen)) is told


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "roles"),
    [
        ("新药海鸥的上市申请获批准。", "product_release", "获批准", {"product": "海鸥"}),
        ("星河汽车江州厂减产，并裁员三百人。", "layoff", "裁员", {"org": "星河汽车"}),
        ("星河汽车优化产品团队人员。", "layoff", "优化", {"org": "星河汽车"}),
        ("星河汽车终止上市计划。", "abandonment", "终止", {"org": "星河汽车", "subject": "上市计划"}),
        ("星河汽车把月租减半。", "price_change", "减半", {"org": "星河汽车", "product": "月租"}),
        ("星河汽车6月送走二百四十名。", "layoff", "送走", {"org": "星河汽车", "count": "二百四十名"}),
        ("海鸥2月从货架上消失。", "product_shutdown", "消失", {"product": "海鸥"}),
        ("星河汽车4月递了材料。", "listing", "递了材料", {"org": "星河汽车"}),
        ("星河汽车4月主动撤件。", "listing", "撤件", {"org": "星河汽车"}),
    ],
)
def test_what_only_looks_like_them_stays(text: str, kind: str, trigger: str, roles: dict[str, str]) -> None:
    assert [f.event_type for f in mend(text, event(text, kind, trigger, **roles))] == [kind]


@pytest.mark.parametrize(
    ("text", "trigger", "stays"),
    [
        ("星河汽车董事长没有回答关于裁员的提问。", "裁员", False),
        ("星河汽车被问及是否会裁员，发言人拒绝回应。", "裁员", False),
        ("星河汽车上月裁员，对此没有回应。", "裁员", True),
        ("对于网传裁员三成的消息，星河汽车没有回应。", "裁员", True),
    ],
)
def test_what_is_asked_and_not_answered_is_not_told(text: str, trigger: str, stays: bool) -> None:
    assert bool(mend(text, event(text, "layoff", trigger, org="星河汽车"))) is stays


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "roles", "wanted", "told"),
    [
        (
            "星河汽车下月起停收电池管理费。",
            "product_shutdown",
            "停收",
            {"org": "星河汽车", "product": "电池管理费"},
            "price_change",
            {"org": "星河汽车", "product": "电池管理费"},
        ),
        (
            "星河汽车宣布撤销储能海外事业部。",
            "abandonment",
            "撤销",
            {"org": "星河汽车", "subject": "储能海外事业部"},
            "layoff",
            {"org": "星河汽车", "unit": "储能海外事业部"},
        ),
        (
            "星河汽车随后把涨价取消了。",
            "price_change",
            "涨价",
            {"org": "星河汽车"},
            "abandonment",
            {"org": "星河汽车", "subject": "涨价"},
        ),
        (
            "星河汽车 has stopped making its headset Skua.",
            "abandonment",
            "stopped making",
            {"org": "星河汽车", "subject": "Skua"},
            "product_shutdown",
            {"org": "星河汽车", "product": "Skua"},
        ),
        (
            "星河汽车宣布剥离餐饮业务。",
            "abandonment",
            "剥离",
            {"org": "星河汽车", "subject": "餐饮业务"},
            "spin_off",
            {"org": "星河汽车", "unit": "餐饮业务"},
        ),
        (
            "星河汽车停止客机“海鸥”的研制。",
            "product_shutdown",
            "停止",
            {"org": "星河汽车", "product": "海鸥"},
            "abandonment",
            {"org": "星河汽车", "subject": "海鸥"},
        ),
        (
            "星河汽车首台皮卡“海鸥”昨日下线。",
            "product_shutdown",
            "下线",
            {"org": "星河汽车", "product": "海鸥"},
            "product_release",
            {"org": "星河汽车", "product": "海鸥"},
        ),
        (
            "星河汽车的应用“海鸥”将在12月15日下线。",
            "product_shutdown",
            "下线",
            {"org": "星河汽车", "product": "海鸥"},
            "product_shutdown",
            {"org": "星河汽车", "product": "海鸥"},
        ),
        (
            "星河汽车 rolled out the Skua in August.",
            "product_shutdown",
            "rolled out",
            {"org": "星河汽车", "product": "Skua"},
            "product_release",
            {"org": "星河汽车", "product": "Skua"},
        ),
        (
            "星河汽车退出海外市场。",
            "abandonment",
            "退出",
            {"org": "星河汽车", "subject": "海外市场"},
            "abandonment",
            {"org": "星河汽车", "subject": "海外市场"},
        ),
    ],
)
def test_the_verb_and_what_it_is_said_of_tell_the_type(
    text: str, kind: str, trigger: str, roles: dict[str, str], wanted: str, told: dict[str, str]
) -> None:
    (one,) = mend(text, event(text, kind, trigger, **roles))
    assert one.event_type == wanted
    assert values(one) == told


def test_what_ends_by_itself_stands_before_the_verb() -> None:
    text = "云帆科技熄灯　星河汽车关掉赔钱电商"
    (one,) = mend(text, event(text, "product_shutdown", "熄灯", org="云帆科技", product="赔钱电商"))
    assert values(one) == {"product": "云帆科技"}
    (other,) = mend(text, event(text, "product_shutdown", "关掉", org="星河汽车", product="赔钱电商"))
    assert values(other) == {"org": "星河汽车", "product": "赔钱电商"}


def test_a_firm_is_not_what_it_sells() -> None:
    text = "星河汽车本周发出涨价函。"
    (one,) = mend(text, event(text, "price_change", "涨价", org="星河汽车", product="星河汽车"))
    assert values(one) == {"org": "星河汽车"}


def test_who_was_given_something_did_not_do_what_comes_next() -> None:
    text = "星河汽车近半员工随业务转入云帆科技，其余四十人被裁。"
    (one,) = mend(text, event(text, "layoff", "被裁", org="云帆科技", count="四十人"))
    assert values(one)["org"] == "星河汽车"


def test_the_unit_that_people_move_to_is_not_cut_nor_is_pay_a_head_count() -> None:
    text = "星河汽车多数人并入电机团队，约六十人被裁。"
    (one,) = mend(text, event(text, "layoff", "被裁", org="星河汽车", unit="电机团队", count="约六十人"))
    assert "unit" not in values(one)
    text = "星河汽车没有裁员，但管理层减薪两成。"
    (one,) = mend(text, event(text, "layoff", "裁员", org="星河汽车", count="两成"))
    assert "count" not in values(one)


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "seen", "wanted"),
    [
        ("有消息称，银驰K3将在五一上市。", "product_release", "上市", "银驰", "银驰K3"),
        ("银驰App将在五一上市。", "product_release", "上市", "银驰", "银驰"),
        ("星河汽车把储能电芯单价下调一成。", "price_change", "下调", "储能电芯单价", "储能电芯"),
        ("星河汽车上月关停所有面向儿童的课程。", "product_shutdown", "关停", "所有", "所有面向儿童的课程"),
        ("星河汽车结束亏损多年的江州厂。", "product_shutdown", "结束", "亏损多年的", "亏损多年的江州厂"),
        ("星河汽车App今日起停止服务。", "product_shutdown", "停止服务", "App", "星河汽车App"),
    ],
)
def test_a_thing_is_called_by_its_whole_name(text: str, kind: str, trigger: str, seen: str, wanted: str) -> None:
    (one,) = mend(text, event(text, kind, trigger, product=seen))
    assert values(one)["product"] == wanted


def test_a_change_that_says_no_size_is_none_and_a_share_keeps_its_sign() -> None:
    text = "星河汽车把江州店租金下调15%，以应对竞争。"
    seen = event(text, "price_change", "下调", org="星河汽车", product="江州店租金")
    (one,) = mend(text, replace(seen, roles=(*seen.roles, replace(seen.roles[0], role="change", span=span(text, "15%")))))
    assert values(one)["change"] == "15%"
    (one,) = mend(text, replace(seen, roles=(*seen.roles, replace(seen.roles[0], role="change", span=span(text, "以")))))
    assert "change" not in values(one)


@pytest.mark.parametrize(
    ("text", "trigger", "house"),
    [
        ("星河汽车去年亏损。院方下月起裁员三成。", "裁员", "院方"),
        ("星河汽车去年亏损。我行下月起裁员三成。", "裁员", "我行"),
        ("星河汽车 lost money. The firm cut 300 jobs.", "cut", "The"),
    ],
)
def test_a_common_word_for_a_house_means_one_that_was_named(text: str, trigger: str, house: str) -> None:
    (one,) = mend(text, event(text, "layoff", trigger, org=house))
    assert values(one)["org"] == "星河汽车"
