"""What the network saw, put right by the words around it: pronouns of pairs, lists told one by one, products, founders, buyers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shiguan.extract.backends.model.findings import findings
from shiguan.extract.backends.model.sight import SeenEvent
from shiguan.extract.backends.model.stage import Stage
from shiguan.extract.backends.model.words.mending import mended, with_names_for_products
from shiguan.extract.backends.rules.events.metric import listed_owner
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.reader import scenes
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.extract.sentences import prepare
from shiguan.records.claim import Polarity
from shiguan.records.document import Span
from tests.extract.model.test_findings import event, stances, values
from tests.extract.rules.page import document
from tests.extract.rules.scenery import last_scene, phrase_of, vocabulary


def mend(text: str, seen: SeenEvent) -> list[Finding]:
    told: list[Finding] = []
    earlier: list[Scene] = []
    for scene in scenes(prepare(document(text)), vocabulary()):
        whole = scene.line.sentence.span
        if whole.start <= seen.trigger.start < whole.end:
            told += [m for f in findings(Stage(scene, earlier, vocabulary()), [seen]) if (m := mended(scene, f))]
        earlier.append(scene)
    return told


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "roles", "role", "wanted"),
    [
        (
            "云帆科技和天工机器人都拿到了钱，前者完成3亿元融资，后者则完成B轮融资。",
            "funding",
            "完成3亿元",
            {"org": "天工机器人", "amount": "3亿元"},
            "org",
            "云帆科技",
        ),
        (
            "云帆科技和天工机器人都拿到了钱，前者完成3亿元融资，后者则完成B轮融资。",
            "funding",
            "完成B轮",
            {"org": "云帆科技", "round": "B轮"},
            "org",
            "天工机器人",
        ),
        (
            "云帆科技和天工机器人都有官司，后者则被星河汽车起诉。",
            "lawsuit",
            "起诉",
            {"plaintiff": "星河汽车", "defendant": "云帆科技"},
            "defendant",
            "天工机器人",
        ),
    ],
)
def test_what_begins_with_a_pronoun_of_a_pair_is_said_of_the_one_it_means(
    text: str, kind: str, trigger: str, roles: dict[str, str], role: str, wanted: str
) -> None:
    (one,) = mend(text, event(text, kind, trigger, **roles))
    assert values(one)[role] == wanted


def test_a_pair_named_in_another_sentence_is_left_to_the_network() -> None:
    text = "云帆科技和天工机器人合并了。星河汽车称，其中前者去年营收20亿元。"
    (one,) = mend(text, event(text, "metric", "20亿元", subject="星河汽车", measure="营收", value="20亿元"))
    assert values(one)["subject"] == "星河汽车"


def test_who_leads_a_product_leaves_the_firm_that_makes_it() -> None:
    text = "星河汽车“海鸥”产品负责人王远舟离职。"
    (one,) = mend(text, event(text, "departure", "离职", person="王远舟", org="海鸥"))
    assert values(one)["org"] == "星河汽车"


def test_each_figure_is_of_the_name_at_its_place_in_the_list() -> None:
    text = "云帆科技，天工机器人，星河汽车分别以3.4亿、1.6亿和7000万的出货套数居前三。"
    owners = {
        value: values(mend(text, event(text, "metric", value, subject="星河汽车", measure="出货套数", value=value))[0])["subject"]
        for value in ("3.4亿", "1.6亿", "7000万")
    }
    assert owners == {"3.4亿": "云帆科技", "1.6亿": "天工机器人", "7000万": "星河汽车"}


@pytest.mark.parametrize(
    "text",
    [
        "走量的云帆科技、家用的天工机器人和上市的星河汽车，分别为3.4亿、1.6亿和7000万。",
        "云帆科技、天工机器人（Tiangong）和星河汽车紧随其后，分别为3.4亿、1.6亿和7000万。",
        "把别家剔掉：云帆科技，天工机器人，星河汽车分别为3.4亿、1.6亿和7000万。",
    ],
)
def test_a_list_of_names_may_say_what_they_are_and_pause_before_the_figures(text: str) -> None:
    (one,) = mend(text, event(text, "metric", "1.6亿", subject="星河汽车", measure="分别", value="1.6亿"))
    assert values(one)["subject"] == "天工机器人"


def test_a_product_in_a_list_may_follow_its_house() -> None:
    text = "北辰集团推出应用“海鸥”。云帆科技，北辰集团海鸥，星河汽车分别以3.4亿、1.6亿和7000万的用户居前三。"
    (one,) = mend(text, event(text, "metric", "1.6亿", subject="星河汽车", measure="用户", value="1.6亿"))
    assert values(one)["subject"] == "海鸥"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("星河汽车从云帆科技请来了大客户部总经理王远舟。", "云帆科技"),
        ("星河汽车在云帆科技旁边请来了大客户部总经理王远舟。", "星河汽车"),
    ],
)
def test_a_post_is_of_where_its_holder_was_hired_from(text: str, wanted: str) -> None:
    seen = event(text, "membership", "大客户部总经理", person="王远舟", org="星河汽车", position="大客户部总经理")
    (one,) = mend(text, seen)
    assert values(one)["org"] == wanted


def test_more_names_than_figures_are_no_such_list() -> None:
    scene = last_scene("云帆科技、天工机器人和星河汽车分别以3.4亿和1.6亿的出货套数居前。")
    assert listed_owner(scene, scene.skeleton.phrases.index(phrase_of(scene, "N"))) is None


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("星河汽车发布财报。在国内，去年17家企业停了产。", "17家", "企业"),
        ("星河汽车发布财报。在国内，停产的企业有41家。", "41家", "企业"),
        ("星河汽车发布财报。在国内，比去年多了6家。", "6家", "星河汽车"),
    ],
)
def test_what_is_counted_goes_before_a_name_from_another_sentence(text: str, value: str, wanted: str) -> None:
    (one,) = mend(text, event(text, "count_claim", value, subject="星河汽车", measure="国内", value=value))
    assert values(one)["subject"] == wanted


@pytest.mark.parametrize(
    ("text", "subject", "measure", "wanted"),
    [
        ("星河汽车发布财报。22位高管离职。", "高管", "离职", {"subject": "星河汽车", "measure": "高管离职"}),
        # Firms are counted for themselves, and so are people who are nobody's.
        ("星河汽车发布财报。22家车企停产。", "车企", "停产", {"subject": "车企", "measure": "停产"}),
        ("22位高管离职。", "高管", "离职", {"subject": "高管", "measure": "离职"}),
    ],
)
def test_people_who_are_counted_by_their_posts_are_somebodys(text: str, subject: str, measure: str, wanted: dict[str, str]) -> None:
    value = text[text.index("22") : text.index("22") + 3]
    (one,) = mend(text, event(text, "count_claim", value, subject=subject, measure=measure, value=value))
    assert {r: v for r, v in values(one).items() if r != "value"} == wanted


def test_whom_something_is_sold_to_buys_it() -> None:
    text = "星河汽车要把团队卖给北辰集团。"
    (one,) = mend(text, event(text, "acquisition", "卖给", acquirer="星河汽车", target="北辰集团"))
    assert (values(one)["acquirer"], values(one)["target"]) == ("北辰集团", "星河汽车")
    text = "星河汽车收购北辰集团。"
    (one,) = mend(text, event(text, "acquisition", "收购", acquirer="星河汽车", target="北辰集团"))
    assert (values(one)["acquirer"], values(one)["target"]) == ("星河汽车", "北辰集团")


def test_what_a_firm_is_worth_is_not_what_it_raised() -> None:
    text = "海棠资本去年参加了星河汽车那笔26亿元估值融资。"
    (one,) = mend(text, event(text, "funding", "融资", org="星河汽车", amount="26亿元", round="估值"))
    assert values(one) == {"org": "星河汽车", "valuation": "26亿元"}


@pytest.mark.parametrize(
    ("text", "seen", "wanted"),
    [
        ("星河汽车关闭了其陪伴产品“海鸥”。", "陪伴", ["海鸥"]),
        ("星河汽车上线了新功能……", "……", []),
        ("星河汽车推出“海鸥”。", "“海鸥", ["海鸥"]),
        ("星河汽车推出新车。", "星河汽车", []),
        ("星河汽车海鸥7今起开卖。", "海鸥7今", ["海鸥7"]),
        ("星河汽车今日官宣海鸥7将于10月亮相。", "今日官宣海鸥7", ["海鸥7"]),
    ],
)
def test_a_product_is_a_name_and_not_the_marks_around_it(text: str, seen: str, wanted: list[str]) -> None:
    scene = last_scene(text)
    start = scene.text.index(seen)
    product = Role("product", Item(Span(start, start + len(seen)), seen))
    whole = Span(0, len(scene.text))
    found = with_names_for_products(
        scene, Finding("product_release", (Role("org", phrase_of(scene, "O").items[0]), product), whole, whole)
    )
    assert [i.text for i in found.values("product")] == wanted if found else wanted == []


def test_a_sum_raised_at_a_value_is_no_value() -> None:
    text = "星河汽车寻求以50亿美元估值融资5亿美元。"
    (one,) = mend(text, event(text, "funding", "融资", org="星河汽车", amount="5亿美元", valuation="50亿美元"))
    assert (values(one)["amount"], values(one)["valuation"]) == ("5亿美元", "50亿美元")


def test_a_former_founder_has_left_a_post_and_a_founder_founded() -> None:
    text = "原星河汽车创始人王远舟表示很忙。"
    (one,) = mend(text, event(text, "founding", "创始人", person="王远舟", org="星河汽车"))
    assert (one.event_type, values(one)["position"]) == ("membership", "创始人")
    text = "星河汽车创始人王远舟表示很忙。"
    (one,) = mend(text, event(text, "founding", "创始人", person="王远舟", org="星河汽车"))
    assert one.event_type == "founding"


def test_a_founding_team_founds_nothing_by_that_word() -> None:
    text = "星河汽车创始团队中只剩下王远舟。"
    assert mend(text, event(text, "founding", "创始", person="王远舟", org="星河汽车")) == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("She denied that 星河汽车 was exiting Europe.", "denied"),
        ("She denied the report but said 星河汽车 was exiting Europe.", "reported"),
        ("She declined to say when 星河汽车 was exiting Europe.", "reported"),
    ],
)
def test_what_follows_that_somebody_denied_is_denied(text: str, certainty: str) -> None:
    seen = replace(event(text, "abandonment", "exiting", org="星河汽车", subject="Europe"), certainty=stances(reported=1.0))
    (one,) = mend(text, seen)
    assert one.certainty is not None
    assert one.certainty.value == certainty


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("星河汽车已将“云雀”关停。", "reported"),
        ("星河汽车已于上月将“云雀”关停。", "reported"),
        ("星河汽车已决定将“云雀”关停。", "planned"),
        ("星河汽车将把“云雀”关停。", "planned"),
    ],
)
def test_what_was_done_to_a_thing_is_not_to_come(text: str, certainty: str) -> None:
    seen = replace(event(text, "product_shutdown", "关停", org="星河汽车", product="云雀"), certainty=stances(planned=1.0))
    (one,) = mend(text, seen)
    assert one.certainty is not None
    assert one.certainty.value == certainty


@pytest.mark.parametrize(
    ("text", "trigger", "org", "certainty", "polarity"),
    [
        ("星河汽车中标公交采购项目。", "中标", "星河汽车", "reported", "affirmed"),
        ("星河汽车预中标公交采购项目。", "中标", "星河汽车", "planned", "affirmed"),
        ("星河汽车去年竞标公交采购项目，但败给了云帆科技。", "竞标", "星河汽车", "reported", "negated"),
        ("星河汽车中标公交采购项目，同场的云帆科技落选。", "中标", "星河汽车", "reported", "affirmed"),
    ],
)
def test_who_is_beaten_has_not_won_and_who_is_proposed_not_yet(
    text: str, trigger: str, org: str, certainty: str, polarity: str
) -> None:
    (one,) = mend(text, event(text, "bid_wins", trigger, org=org, subject="公交采购项目"))
    assert (one.certainty, one.polarity) == (certainty, polarity)


def test_who_declines_to_comment_states_nothing() -> None:
    text = "王远对此不予置评。"
    assert mend(text, event(text, "statement", "置评", speaker="王远", gist="不予置评")) == []
    text = "王远评论称，价格还会跌。"
    assert len(mend(text, event(text, "statement", "称", speaker="王远", gist="价格还会跌"))) == 1


@pytest.mark.parametrize(
    ("text", "seen", "wanted"),
    [
        ("星河汽车中标1.5GW储能系统。", {"count": "1.5GW"}, {"subject": "1.5GW"}),
        ("星河汽车中标1.5GW储能系统。", {"amount": "1.5GW", "subject": "储能系统"}, {"subject": "储能系统"}),
        ("星河汽车中标3亿元的项目。", {"count": "3亿元"}, {"amount": "3亿元"}),
        ("星河汽车中标9个项目。", {"count": "9个"}, {"count": "9个"}),
    ],
)
def test_what_a_quantity_is_of_a_tender_is_told_by_its_unit(text: str, seen: dict[str, str], wanted: dict[str, str]) -> None:
    (one,) = mend(text, event(text, "bid_wins", "中标", org="星河汽车", **seen))
    assert values(one) == {"org": "星河汽车", **wanted}


def test_a_list_of_those_who_won_tenders_is_no_win() -> None:
    text = "星河汽车发布去年的中标名单。"
    assert mend(text, event(text, "bid_wins", "中标", org="星河汽车", subject="名单")) == []
    text = "星河汽车在中标名单上列第三。"
    assert len(mend(text, event(text, "bid_wins", "中标", org="星河汽车", rank="第三"))) == 1


def test_who_counts_the_tenders_did_not_put_them_out() -> None:
    text = "云帆科技的统计说，星河汽车去年中标32个项目。"
    (one,) = mend(text, event(text, "bid_wins", "中标", org="星河汽车", count="32个", issuer="云帆科技"))
    assert "issuer" not in values(one)
    text = "星河汽车去年中标云帆科技的32个项目。"
    (one,) = mend(text, event(text, "bid_wins", "中标", org="星河汽车", count="32个", issuer="云帆科技"))
    assert values(one)["issuer"] == "云帆科技"


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("云帆科技少了高管。公司要员、“星河汽车”产品负责人王远舟淡出。", "云帆科技"),
        ("云帆科技少了高管。“星河汽车”总裁王远舟淡出。", "星河汽车"),
        ("云帆科技少了高管。星河汽车产品负责人王远舟淡出。", "星河汽车"),
    ],
)
def test_nobody_is_employed_by_what_is_called_a_product(text: str, org: str) -> None:
    (one,) = mend(text, event(text, "departure", "淡出", person="王远舟", org="星河汽车"))
    assert values(one)["org"] == org


@pytest.mark.parametrize(
    ("text", "org", "position", "wanted"),
    [
        ("建设局规划司司长王远舟发言。", "建设局规划", "司司长", ("建设局规划司", "司长")),
        ("星河汽车研究院院长王远舟发言。", "星河汽车研究", "院院长", ("星河汽车研究院", "院长")),
        ("星河汽车总经理王远舟发言。", "星河汽车", "总经理", ("星河汽车", "总经理")),
    ],
)
def test_a_house_and_the_post_in_it_have_the_character_they_share_each_once(
    text: str, org: str, position: str, wanted: tuple[str, str]
) -> None:
    (one,) = mend(text, event(text, "membership", position, person="王远舟", org=org, position=position))
    assert (values(one)["org"], values(one)["position"]) == wanted


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("星河汽车没有排除进一步裁员的可能。", False),
        ("星河汽车不排除今后裁员。", False),
        ("星河汽车排除了裁员的可能，但停招了，也裁员了。", True),
        ("星河汽车不排除出售资产，上周还宣布裁员。", True),
        ("星河汽车因未排除安全隐患而裁员。", True),
        ("星河汽车在不排除涨价的情况下裁员。", True),
    ],
)
def test_what_nobody_rules_out_is_not_told(text: str, kept: bool) -> None:
    seen = event(text, "layoff", "裁员", org="星河汽车")
    if kept:  # the last one is meant
        at = text.rindex("裁员")
        seen = replace(seen, trigger=Span(at, at + 2))
    assert bool(mend(text, seen)) is kept


def test_what_a_product_is_set_against_is_no_product_of_its_maker_and_no_tender() -> None:
    text = "星河汽车推出对标云帆科技的“云雀”。"
    (one,) = mend(text, event(text, "product_release", "推出", org="星河汽车", product="云雀 云帆科技"))[:1]
    assert values(one)["product"] == "云雀"
    assert mend(text, event(text, "product_release", "推出", org="星河汽车", product="云帆科技")) == []
    assert mend(text, event(text, "bid_wins", "标", org="星河汽车", subject="云雀")) == []


@pytest.mark.parametrize(
    ("text", "kind", "trigger", "product", "kept"),
    [
        ("星河汽车发布《智能训练场研究报告（2026年）》。", "product_release", "发布", "智能训练场", False),
        ("星河汽车发布《云上之城（重制版）》。", "product_release", "发布", "云上之城", True),
        ("星河汽车发布手游《蔚蓝协议》。", "product_release", "发布", "蔚蓝协议", True),
        ("星河汽车的《云上周刊》停刊。", "product_shutdown", "停刊", "云上周刊", True),
    ],
)
def test_a_report_is_no_product_and_a_periodical_may_end(text: str, kind: str, trigger: str, product: str, kept: bool) -> None:
    assert bool(mend(text, event(text, kind, trigger, org="星河汽车", product=product))) is kept


@pytest.mark.parametrize(
    ("text", "polarity"),
    [("星河汽车董事长王远舟暂缓交棒。", "negated"), ("星河汽车董事长王远舟交棒。", "affirmed")],
)
def test_who_puts_it_off_does_not_go_yet(text: str, polarity: str) -> None:
    (one,) = mend(text, event(text, "departure", "交棒", person="王远舟", org="星河汽车"))
    assert one.polarity == polarity


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("星河汽车裁员的消息近日在网上流传。", "rumoured"),
        ("星河汽车裁员的消息属实。", "reported"),
        ("星河汽车裁员一事在行业里引起震动。", "reported"),
    ],
)
def test_what_is_passed_on_is_a_rumour(text: str, certainty: str) -> None:
    (one,) = mend(text, event(text, "layoff", "裁员", org="星河汽车"))
    assert one.certainty is not None
    assert one.certainty.value == certainty


@pytest.mark.parametrize(
    ("text", "trigger", "roles"),
    [
        ("星河汽车首发｜给机器人造“云雀”。", "首发", []),
        ("星河汽车获悉，“云雀”首发。", "首发", [{"product": "云雀"}]),
        ("星河汽车数据显示，《云雀》上映。", "上映", [{"product": "云雀"}]),
        ("星河汽车首发“云雀”。", "首发", [{"org": "星河汽车", "product": "云雀"}]),
    ],
)
def test_who_has_the_news_first_or_the_figures_brings_out_nothing(text: str, trigger: str, roles: list[dict[str, str]]) -> None:
    assert [values(f) for f in mend(text, event(text, "product_release", trigger, org="星河汽车", product="云雀"))] == roles


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("星河汽车推迟“云雀”的上市时间。", True),
        ("星河汽车将“云雀”推迟到5月上市。", False),
        ("星河汽车的“云雀”上市，交付推迟。", False),
        ("星河汽车推迟一年后终于让“云雀”上市。", False),
        ("星河汽车搁置造车计划后“云雀”上市。", False),
    ],
)
def test_what_is_put_off_is_not_brought_out(text: str, negated: bool) -> None:
    (one,) = mend(text, event(text, "product_release", "上市", org="星河汽车", product="云雀"))
    assert (one.polarity is Polarity.NEGATED) is negated


def test_by_how_much_profit_fell_is_not_how_many_are_let_go() -> None:
    text = "星河汽车净利润下滑四成，裁员关厂。"
    (one,) = mend(text, event(text, "layoff", "裁员", org="星河汽车", count="四成", unit="关厂"))
    assert values(one) == {"org": "星河汽车"}
    text = "星河汽车裁员四成。"
    (one,) = mend(text, event(text, "layoff", "裁员", org="星河汽车", count="四成"))
    assert values(one)["count"] == "四成"


@pytest.mark.parametrize(
    ("text", "trigger", "kept"),
    [
        ("云帆科技将独立运营的云服务更名为“云雀”。", "独立运营", False),
        ("云帆科技将独立运营的云服务升级为独立公司。", "独立运营", True),
        ("云帆科技宣布分拆的智能驾驶业务将更名为云雀智驾。", "分拆", True),
        ("云帆科技的云服务将独立运营，并更名为云雀。", "独立运营", True),
    ],
)
def test_what_has_long_stood_by_itself_and_is_renamed_is_not_spun_off(text: str, trigger: str, kept: bool) -> None:
    assert bool(mend(text, event(text, "spin_off", trigger, org="云帆科技"))) is kept


@pytest.mark.parametrize(("product", "kept"), [("软件公司", False), ("“云雀公司”", True), ("云雀", True)])
def test_a_kind_of_firm_is_nothing_that_is_offered(product: str, kept: bool) -> None:
    text = f"过去一年，{product}倒闭。"
    start = text.index(product)
    span, end = Span(start, start + len(product)), start + len(product)
    trigger = Span(end, end + 2)
    seen = Finding("product_shutdown", (Role("product", Item(span, product)),), trigger, Span(start, end + 2), 0.8)
    assert (with_names_for_products(last_scene(text), seen) is not None) is kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("云帆科技没有透露何时推出新版本。", False),
        ("记者问云帆科技是否会推出新版本。", False),
        ("无论何时推出新版本，云帆科技都会道歉。", True),
        ("新版本已由云帆科技推出，是否涨价未知。", True),
        ("云帆科技推出新版本，何时涨价未知。", True),
    ],
)
def test_what_is_only_asked_is_not_told(text: str, kept: bool) -> None:
    assert bool(mend(text, event(text, "product_release", "推出", org="云帆科技", product="新版本"))) is kept


def test_a_contract_that_ends_is_no_suit() -> None:
    text = "云帆科技与星河汽车解约，随后将其起诉。"
    assert mend(text, event(text, "lawsuit", "解约", plaintiff="云帆科技", defendant="星河汽车")) == []
    assert len(mend(text, event(text, "lawsuit", "起诉", plaintiff="云帆科技", defendant="星河汽车"))) == 1
