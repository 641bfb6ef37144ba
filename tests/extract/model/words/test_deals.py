"""Who buys and who sells, a stake without control, and rounds and listings as the words around them bear them out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shiguan.extract.backends.model.sight import SeenRole
from shiguan.extract.backends.model.words.deals import told_as_one_deal
from shiguan.extract.backends.model.words.mending import checked
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.reader import rule_findings
from shiguan.extract.backends.rules.scene import Finding, Role
from shiguan.records.claim import Polarity
from shiguan.records.document import Span
from tests.extract.model.test_findings import event, span
from tests.extract.model.words.test_mending import mend
from tests.extract.rules.scenery import last_scene, vocabulary

BUYER, SELLER, BOUGHT = "星河汽车", "北辰集团", "云帆科技"


def told(finding: Finding) -> dict[str, list[str]]:
    return {r: [i.text for i in finding.values(r)] for r in dict.fromkeys(role.role for role in finding.roles)}


@pytest.mark.parametrize(
    ("text", "trigger", "acquirer", "wanted"),
    [
        ("北辰集团正寻求出售云帆科技的多数股权。", "出售", SELLER, []),
        ("北辰集团已与星河汽车签署协议，以3亿元出售云帆科技全部股权。", "出售", SELLER, [BUYER]),
        ("北辰集团昨日将云帆科技整体转让。", "转让", SELLER, []),
        ("星河汽车拟向北辰集团购买其持有的云帆科技51%股权。", "购买", SELLER, [BUYER]),
        ("星河汽车自北辰集团手中取得云帆科技全部股权。", "取得", SELLER, [BUYER]),
        ("星河汽车向北辰集团出售云帆科技全部股权。", "出售", BUYER, [SELLER]),
        ("云帆科技公告，控股股东北辰集团与星河汽车签订协议，拟以3亿元出让29.2%股份，控制权变更。", "出让", SELLER, [BUYER]),
        ("北辰集团正与代工企业星河汽车商谈出售其云帆科技。", "出售", SELLER, [BUYER]),
        ("云帆科技完成变更，星河汽车以1.5亿元受让原股东北辰集团所持80%股权。", "受让", SELLER, [BUYER]),
        ("星河汽车与北辰集团达成协议，对方将出售云帆科技全部股权。", "出售", BUYER, []),
        ("Sony has agreed to sell Yunfan to Microsoft.", "sell", "Sony", ["Microsoft"]),
    ],
)
def test_who_sells_does_not_buy(text: str, trigger: str, acquirer: str, wanted: list[str]) -> None:
    target = "Yunfan" if "Yunfan" in text else BOUGHT
    (one,) = mend(text, event(text, "acquisition", trigger, acquirer=acquirer, target=target))
    assert told(one).get("acquirer", []) == wanted
    assert told(one)["target"] == [target]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("北辰集团向星河汽车出售云帆科技。", "出售"),
        ("北辰集团与星河汽车达成协议，由星河汽车收购云帆科技。", "收购"),
        ("星河汽车收购了刚出售电池业务的云帆科技。", "收购"),
        ("星河汽车由子公司收购云帆科技。", "收购"),
        ("星河汽车与北辰集团签约，共同收购云帆科技。", "收购"),
        ("星河汽车与北辰集团签署合作协议，并买下云帆科技，两家不出售电池。", "买下"),
        ("星河汽车与北辰集团达成框架协议，剥离不良业务，控股云帆科技。", "控股"),
        ("云帆科技获得星河汽车所提出的全面收购要约。", "收购"),
        ("星河汽车将收购云帆科技。", "收购"),
    ],
)
def test_who_buys_stays_the_buyer(text: str, trigger: str) -> None:
    (one,) = mend(text, event(text, "acquisition", trigger, acquirer=BUYER, target=BOUGHT))
    assert told(one)["acquirer"] == [BUYER]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("星河汽车的资金来源为并购贷款。", []),
        ("星河汽车的收购告吹。", []),
        ("星河汽车收购云帆科技。", [BOUGHT]),
        ("星河汽车收购了“云雀”手机业务。", ["云雀"]),
        ("云帆科技停产半年。此后云帆科技拟收购整个公司。", []),
        ("云帆科技停产半年。此后星河汽车收购公司全部股权。", [BOUGHT]),
    ],
)
def test_what_the_rules_take_for_bought_has_a_name_or_is_the_story(text: str, wanted: list[str]) -> None:
    scene = last_scene(text)
    told_of = [f for f in rule_findings(scene, vocabulary()) if f.event_type == "acquisition"]
    kept = [f for x in told_of if (f := checked(scene, x))]
    assert [i.text for f in kept for i in f.values("target")] == wanted


@pytest.mark.parametrize("text", ["星河汽车以3亿元收购云帆科技12%股权。", "星河汽车收购云帆科技，持股18%。"])
def test_a_stake_without_control_is_a_round(text: str) -> None:
    (one,) = mend(text, event(text, "acquisition", "收购", acquirer=BUYER, target=BOUGHT))
    assert one.event_type == "funding"
    assert (told(one)["org"], told(one)["investors"]) == ([BOUGHT], [BUYER])


@pytest.mark.parametrize(
    "text",
    [
        "星河汽车以3亿元收购云帆科技55%股权。",
        "星河汽车收购云帆科技。",
        "星河汽车收购云帆科技剩余30%股权。",
        "星河汽车收购云帆科技30%股份，成为控股股东。",
        "星河汽车收购云帆科技，毛利率达30%。",
        "星河汽车收购云帆科技，北辰集团持股12%。",
    ],
)
def test_control_is_an_acquisition(text: str) -> None:
    (one,) = mend(text, event(text, "acquisition", "收购", acquirer=BUYER, target=BOUGHT))
    assert one.event_type == "acquisition"


def test_an_adviser_is_no_investor() -> None:
    text = "云帆科技完成A轮融资，由星河汽车领投，北辰集团担任独家财务顾问。"
    (one,) = mend(text, event(text, "funding", "融资", org=BOUGHT, round="A轮", investors="星河汽车 北辰集团"))
    assert told(one)["investors"] == [BUYER]
    text = "云帆科技完成A轮融资，由北辰集团领投，星河汽车跟投，财务顾问未披露。"
    (one,) = mend(text, event(text, "funding", "融资", org=BOUGHT, round="A轮", investors="星河汽车 北辰集团"))
    assert len(told(one)["investors"]) == 2


@pytest.mark.parametrize(
    ("holds", "investors"),
    [("仍持股51%", None), ("依然持有51%股份", None), ("认购了其中一半", [SELLER]), ("目前持股15%", [SELLER])],
)
def test_who_keeps_what_it_has_puts_nothing_in(holds: str, investors: list[str] | None) -> None:
    text = f"云帆科技完成A轮融资，北辰集团{holds}。"
    (one,) = mend(text, event(text, "funding", "融资", org=BOUGHT, round="A轮", investors=SELLER))
    assert told(one).get("investors") == investors


def test_who_invests_and_keeps_what_he_has_invests() -> None:
    text = "云帆科技获5亿元增资，投资方北辰集团继续持股51%。"
    (one,) = mend(text, event(text, "funding", "增资", org=BOUGHT, amount="5亿元", investors=SELLER))
    assert told(one)["investors"] == [SELLER]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("投资人给云帆科技的估值从12亿美元降到了7亿美元。", ["valuation"]),
        ("云帆科技融资7亿美元，估值从12亿美元涨到了30亿美元。", ["funding"]),
        ("云帆科技的估值从12亿美元涨到30亿美元后又拿到7亿美元。", ["funding"]),
        ("云帆科技近日完成融资，估值由去年的12亿美元涨到7亿美元。", ["funding"]),
    ],
)
def test_a_value_that_goes_up_or_down_is_no_round(text: str, kinds: list[str]) -> None:
    found = mend(text, event(text, "funding", "7亿美元", org=BOUGHT, amount="7亿美元", valuation="12亿美元"))
    assert [f.event_type for f in found] == kinds


def test_what_the_sentence_tells_of_a_later_round_is_not_of_the_first() -> None:
    text = "云帆科技2021年8月获得星河汽车的天使轮融资，2022年6月完成北辰集团领投的A轮融资。"
    (one,) = mend(text, event(text, "funding", "获得", org=BOUGHT, round="天使轮", investors="星河汽车 北辰集团"))
    assert told(one)["investors"] == [BUYER]
    text = "云帆科技2021年8月获得天使轮融资，2022年6月披露出资方是北辰集团。"
    (one,) = mend(text, event(text, "funding", "获得", org=BOUGHT, round="天使轮", investors="北辰集团"))
    assert told(one)["investors"] == [SELLER]


@pytest.mark.parametrize("text", ["云帆科技累计融资3亿元。", "云帆科技已累计完成融资3亿元。"])
def test_a_sum_of_several_rounds_is_no_round(text: str) -> None:
    assert mend(text, event(text, "funding", "融资", org=BOUGHT, amount="3亿元")) == []


def test_one_round_is_one() -> None:
    text = "云帆科技完成融资3亿元，累计用户过亿。"
    assert len(mend(text, event(text, "funding", "融资", org=BOUGHT, amount="3亿元"))) == 1


def test_trading_of_shares_raises_nothing() -> None:
    text = "机构席位卖出云帆科技3亿元。"
    assert mend(text, event(text, "funding", "卖出", org=BOUGHT, amount="3亿元")) == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [("星河汽车向云帆科技增资3亿元。", "增资"), ("星河汽车入股云帆科技。", "入股"), ("星河汽车去年投资了云帆科技。", "投资")],
)
def test_money_goes_where_the_words_say(text: str, trigger: str) -> None:
    (one,) = mend(text, event(text, "funding", trigger, org=BUYER))
    assert (told(one)["org"], told(one)["investors"]) == ([BOUGHT], [BUYER])


def test_who_is_invested_in_stays_so() -> None:
    text = "星河汽车获云帆科技投资。"
    (one,) = mend(text, event(text, "funding", "投资", org=BUYER, investors=BOUGHT))
    assert (told(one)["org"], told(one)["investors"]) == ([BUYER], [BOUGHT])


@pytest.mark.parametrize(
    ("text", "trigger", "org"),
    [
        ("云帆科技去年在深交所上市。", "上市", "深交所"),
        ("云帆科技自上市以来从不分红。", "上市", BOUGHT),
        ("云帆科技与星河汽车公堂相见。", "相见", BOUGHT),
    ],
)
def test_what_is_no_listing(text: str, trigger: str, org: str) -> None:
    assert mend(text, event(text, "listing", trigger, org=org)) == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [("云帆科技去年在深交所上市。", "上市"), ("云帆科技自2019年上市以来从不分红。", "上市"), ("云帆科技转战北交所。", "转战")],
)
def test_what_is_one(text: str, trigger: str) -> None:
    parts = {"org": BOUGHT} | ({"time": "2019年"} if "2019年" in text else {})
    (one,) = mend(text, event(text, "listing", trigger, **parts))
    assert told(one)["org"] == [BOUGHT]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("云帆科技公告称，北交所已终止对其上市审核。", "negated"),
        ("云帆科技上周撤回了IPO申请。", "negated"),
        ("云帆科技股票终止上市。", "affirmed"),
        ("云帆科技终止收购，继续推进上市。", "affirmed"),
        ("云帆科技去年撤回A股上市申请后，今日在港交所挂牌。", "affirmed"),
    ],
)
def test_a_listing_that_is_called_off_is_none(text: str, polarity: str) -> None:
    trigger = next(t for t in ("挂牌", "上市", "IPO") if t in text)
    (one,) = mend(text, event(text, "listing", trigger, org=BOUGHT))
    assert one.polarity == polarity


@pytest.mark.parametrize("text", ["云帆科技否认出售。", "云帆科技创始人王远舟说，没有人来谈过收购云帆科技。"])
def test_what_is_bought_is_told_without_a_buyer_where_nobody_else_is_named(text: str) -> None:
    trigger = "出售" if "出售" in text else "收购"
    (one,) = mend(text, event(text, "acquisition", trigger, target=BOUGHT))
    assert told(one) == {"target": [BOUGHT]}


def test_what_somebody_holds_is_bought_and_not_the_holder() -> None:
    text = "星河汽车拟受让北辰集团所持云帆科技18%股份，成为控股股东。"
    (one,) = mend(text, event(text, "acquisition", "受让", acquirer=BUYER, target=SELLER))
    assert told(one) == {"acquirer": [BUYER], "target": [BOUGHT]}


def test_who_has_no_plan_to_sell_shares_buys_nothing() -> None:
    text = "云帆科技完成A轮融资。星河汽车表示，公司没有出售股权的计划。"
    (one,) = mend(text, event(text, "acquisition", "出售股权", acquirer=BUYER, target=BOUGHT))
    assert told(one) == {"target": [BUYER]}
    text = "云帆科技完成A轮融资。投资人星河汽车有意转让股权。"
    (one,) = mend(text, event(text, "acquisition", "转让股权", acquirer=BUYER, target=BOUGHT))
    assert told(one) == {"target": [BOUGHT]}
    text = "云帆科技完成A轮融资。星河汽车表示，会出售旧厂房。"
    (one,) = mend(text, event(text, "acquisition", "出售", acquirer=BUYER, target=BOUGHT))
    assert told(one) == {"acquirer": [BUYER], "target": [BOUGHT]}


def test_what_is_put_into_another_is_bought_by_it() -> None:
    text = "星河汽车有意把云帆科技并入旗下上市公司北辰集团。"
    (one,) = mend(text, event(text, "acquisition", "并入", acquirer=BOUGHT, target=SELLER))
    assert told(one) == {"acquirer": [SELLER], "target": [BOUGHT]}


@pytest.mark.parametrize(
    "text",
    [
        "云帆科技获注资，星河汽车从北辰集团手中接过24%。",
        "星河汽车注资北辰集团旗下的云帆科技。",
        "云帆科技获注资，北辰集团担任财务顾问。",
    ],
)
def test_who_sells_or_owns_is_no_investor(text: str) -> None:
    (one,) = mend(text, event(text, "funding", "注资", org=BOUGHT, round="注资", investors="北辰集团"))
    assert told(one).get("investors", []) == []


def test_what_a_firm_is_worth_is_no_sum_raised() -> None:
    text = "刚拿到C轮融资的云帆科技估值一度冲到45亿元。"
    (one,) = mend(text, event(text, "funding", "拿到", org=BOUGHT, round="C轮", amount="45亿元"))
    assert (told(one)["valuation"], told(one).get("amount")) == (["45亿元"], None)
    text = "估值翻倍的云帆科技拿到45亿元C轮融资。"
    (one,) = mend(text, event(text, "funding", "拿到", org=BOUGHT, round="C轮", amount="45亿元"))
    assert (told(one)["amount"], told(one).get("valuation")) == (["45亿元"], None)


def test_who_denies_a_purchase_is_the_buyer_understood() -> None:
    text = "星河汽车第三季亏损。对于要收购云帆科技的传闻，发言人说没有这回事。"
    (one,) = mend(text, event(text, "acquisition", "没有这回事", target=BOUGHT))
    assert told(one) == {"target": [BOUGHT], "acquirer": [BUYER]}
    text = "北辰集团接盘，拟易主的星河汽车更名。"
    (one,) = mend(text, event(text, "acquisition", "易主", acquirer=SELLER, target=BUYER))
    assert told(one) == {"acquirer": [SELLER], "target": [BUYER]}


def test_where_others_are_named_a_deal_has_a_buyer_or_is_none() -> None:
    text = "云帆科技否认出售，北辰集团未作说明。"
    assert mend(text, event(text, "acquisition", "出售", target=BOUGHT)) == []


def test_who_invests_is_not_valued() -> None:
    text = "云帆科技2015年创立。北辰集团投了1亿元，估值7亿元。"
    (one,) = mend(text, event(text, "valuation", "估值", org=SELLER, amount="7亿元"))
    assert told(one)["org"] == [BOUGHT]
    text = "云帆科技2015年创立。北辰集团估值7亿元。"
    (one,) = mend(text, event(text, "valuation", "估值", org=SELLER, amount="7亿元"))
    assert told(one)["org"] == [SELLER]


def test_what_changes_hands_is_bought() -> None:
    text = "云帆科技拟易主星河汽车。"
    (one,) = mend(text, event(text, "acquisition", "易主", acquirer=BOUGHT, target=BUYER))
    assert told(one) == {"target": [BOUGHT], "acquirer": [BUYER]}


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("北辰集团公布年报。2016年B轮翻到1.6亿元，云山资本继续加码。", "加码", {"org": [SELLER], "investors": ["云山资本"]}),
        ("云山资本公布年报。2016年云山资本募资1.6亿元。", "募资", {"org": ["云山资本"]}),
        ("北辰集团公布年报。旗下云山资本完成1.6亿元募资。", "募资", {"org": ["云山资本"]}),
    ],
)
def test_who_backs_others_invests_unless_the_story_is_of_him(text: str, trigger: str, wanted: dict[str, list[str]]) -> None:
    start = text.rindex("云山资本")
    seen = event(text, "funding", trigger, amount="1.6亿元")
    whose = SeenRole("org", Span(start, start + 4), 0.9)
    (one,) = mend(text, replace(seen, roles=(*seen.roles, whose)))
    assert {r: told(one)[r] for r in wanted} == wanted


def deal(text: str, kind: str, sure: float, trigger: str, **roles: str) -> Finding:
    named = tuple(Role(r, Item(span(text, v), v)) for r, v in roles.items())
    return Finding(kind, named, span(text, trigger), Span(0, len(text)), sure)


PAYS, BOTH = "星河汽车拿出3亿元收下云帆科技。", ["funding", "acquisition"]
ROUND, PURCHASE = {"org": BOUGHT, "investors": BUYER}, {"acquirer": BUYER, "target": BOUGHT}


@pytest.mark.parametrize(
    ("text", "triggers", "one", "other", "kept"),
    [
        (PAYS, ("拿出", "收下"), {"org": BUYER, "amount": "3亿元"}, PURCHASE | {"amount": "3亿元"}, ["acquisition"]),
        (PAYS, ("收下", "收下"), ROUND, PURCHASE, ["acquisition"]),
        (PAYS, ("收下", "收下"), ROUND | {"round": "收下"}, PURCHASE, BOTH),
        (PAYS, ("拿出", "收下"), {"org": BOUGHT, "amount": "3亿元"}, PURCHASE, BOTH),
        (
            "星河汽车拟募资3亿元收下云帆科技。",
            ("募资", "收下"),
            {"org": BUYER, "amount": "3亿元"},
            PURCHASE | {"amount": "3亿元"},
            BOTH,
        ),
        ("星河汽车先入股云帆科技，又收下它。", ("入股", "收下"), ROUND, PURCHASE, BOTH),
    ],
)
def test_one_deal_is_told_once(
    text: str, triggers: tuple[str, str], one: dict[str, str], other: dict[str, str], kept: list[str]
) -> None:
    findings = [deal(text, "funding", 0.5, triggers[0], **one), deal(text, "acquisition", 0.8, triggers[1], **other)]
    assert [f.event_type for f in told_as_one_deal(last_scene(text), findings)] == kept


def test_sums_of_other_sentences_are_not_one_sum() -> None:
    one = deal(PAYS, "funding", 0.5, "拿出", org=BUYER)
    other = deal(PAYS, "acquisition", 0.8, "收下", acquirer=BUYER)
    far = [replace(f, roles=(*f.roles, Role("amount", Item(None, t)))) for f, t in ((one, "3亿元"), (other, "9亿元"))]
    assert told_as_one_deal(last_scene(PAYS), far) == far


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("星河汽车拟投资30亿元在匈牙利建厂。", "投资"),
        ("星河汽车计划投资30亿元新建云州工厂。", "投资"),
    ],
)
def test_what_a_plant_costs_is_no_round(text: str, trigger: str) -> None:
    assert mend(text, event(text, "funding", trigger, org="星河汽车", amount="30亿元")) == []


def test_a_round_told_with_what_it_is_for_is_one() -> None:
    text = "星河汽车获北辰集团30亿元投资，用于建设云州工厂。"
    assert len(mend(text, event(text, "funding", "投资", org="星河汽车", amount="30亿元", investors="北辰集团"))) == 1


def test_who_may_buy_is_not_what_is_sold() -> None:
    text = "星河汽车正在寻求出售。星河汽车的潜在买家包括北辰集团和云帆科技。"
    seen = event(text, "acquisition", "买家", acquirer="北辰集团", target="云帆科技")
    (one,) = mend(text, seen)
    assert (one.values("acquirer")[0].text, one.values("target")[0].text) == ("北辰集团", "星河汽车")


def test_a_purchase_called_off_is_no_abandonment_besides() -> None:
    text = "星河汽车终止收购北辰集团51%股权，放弃云州市场。"
    scene = last_scene(text)
    (bought,) = mend(text, event(text, "acquisition", "收购", acquirer="星河汽车", target="北辰集团"))
    bought = replace(bought, polarity=Polarity.NEGATED)
    off = mend(text, event(text, "abandonment", "终止", org="星河汽车", subject="北辰集团51%股权"))
    left = mend(text, event(text, "abandonment", "放弃", org="星河汽车", subject="云州市场"))
    assert told_as_one_deal(scene, [bought, *off, *left]) == [bought, *left]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("星河汽车旗下品牌「海鸥」6月在泰国上市。", False),
        ("星河汽车旗下品牌「海鸥」计划在港交所上市。", True),
        ("星河汽车6月在香港上市。", True),
    ],
)
def test_goods_come_to_the_market_without_their_firm(text: str, kept: bool) -> None:
    assert bool(mend(text, event(text, "listing", "上市", org="星河汽车"))) is kept
