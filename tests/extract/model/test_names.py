"""Names that the network tore, ran on or took for another kind are mended by the words beside them and the rest of the text."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.model.names import names_of
from shiguan.extract.backends.model.sight import SeenName, Sight
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind


def seen(text: str, *names: tuple[str, str, int]) -> Sight:
    """Names as (kind, words, which occurrence)."""
    found = []
    for kind, words, nth in names:
        at = -1
        for _ in range(nth):
            at = text.index(words, at + 1)
        found.append(SeenName(kind, Span(at, at + len(words)), 0.95))
    return Sight(tuple(found))


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("董事会收到副总经理柏杨先生的辞呈。", [("per", "柏杨先", 1)], {"柏杨"}),
        ("副总经理乔安女士的辞呈。", [("per", "乔安女", 1)], {"乔安"}),
        ("东瀚国际主席冼耀棠荣休。冼耀棠说，冼耀棠会留任。", [("per", "冼耀棠荣", 1), ("per", "冼耀棠", 2)], {"冼耀棠"}),
        ("李明任董事长。李明说，接班的是其弟李明华。", [("per", "李明", 1), ("per", "李明华", 1)], {"李明", "李明华"}),
        ("Chen left. Chen said so. Cheng stayed.", [("per", "Chen", 1), ("per", "Cheng", 1)], {"Chen", "Cheng"}),
        ("张继先生于1956年。张继先现任董事长。", [("per", "张继先", 1)], {"张继先"}),
        ("物流总监宁江和采购副总监顾南舟离职。", [("per", "宁江和", 1), ("per", "顾南舟", 1)], {"宁江", "顾南舟"}),
        ("离职的宁江和采购副总监顾南舟。", [("org", "宁江和", 1), ("per", "顾南舟", 1)], {"宁江", "顾南舟"}),
        ("物流总监宁江和离职。", [("per", "宁江和", 1)], {"宁江和"}),
        ("中科院士气高涨。", [("org", "中科院", 1)], {"中科院"}),
        ("东瀚国际换帅。东瀚国际宣布。", [("org", "东瀚国际", 1), ("org", "瀚国际", 2)], {"东瀚国际"}),
        ("东瀚国际换帅。东瀚宣布。", [("org", "东瀚国际", 1), ("org", "东瀚", 2)], {"东瀚国际", "东瀚"}),
        ("Rival Skua cut prices. Skua grew.", [("org", "Rival Skua", 1), ("org", "Skua", 2)], {"Skua"}),
        ("Makers of cars met. Skua Maker grew.", [("org", "Skua Maker", 1)], {"Skua Maker"}),
        ("李明与李明华同时离职，李明华说。", [("per", "李明", 1), ("per", "李明华", 1)], {"李明", "李明华"}),
        ("合伙人李明华本月离职。", [("per", "李明华本", 1)], {"李明华"}),
        ("星辰数据显示，销量下滑。", [("org", "星辰数", 1)], {"星辰"}),
        ("星辰大数据显示，销量下滑。", [("org", "星辰大数", 1)], {"星辰大数据"}),
        ("星河汽车CEO王远未离职。", [("per", "王远未", 1)], {"王远"}),
        ("总裁王远发内部信。", [("per", "王远发", 1)], {"王远"}),
        ("增聘王远为景裕安和混合基金经理。", [("per", "王远", 1), ("per", "景裕安", 1)], {"王远"}),
        ("王远和李明持有该基金，王远旗下的混合型基金亏了。", [("per", "王远", 1), ("per", "李明", 1)], {"王远", "李明"}),
        ("总裁王远拟任董事长。", [("per", "王远拟", 1)], {"王远"}),
        ("李未央称王未已到。", [("per", "李未央", 1)], {"李未央"}),
        ("公司由选手左丘一手拉起。", [("per", "左丘一", 1)], {"左丘"}),
        ("合伙人李本月初离职。", [("per", "李本", 1)], {"李本"}),
        ("行政總裁施文（Dana Shea）離職。", [("per", "Dana Shea）", 1)], {"Dana Shea"}),
        ("Dr Dana Shea（施文）left.", [("per", "Dr Dana Shea（施文）", 1)], {"Dana Shea"}),
        ("总监施文接受乔安之邀。", [("per", "乔安之", 1)], {"乔安"}),
        ("云雀的发布晚了。云雀上线。云雀涨价。", [("product", "云雀的", 1)], {"云雀"}),
        ("美的的发布晚了。", [("org", "美的", 1)], {"美的"}),
        ("淘鲜的“云雀”项目上线。", [("product", "云雀”项目", 1)], {"云雀"}),
        ("中单“Tern”和“云帆（台湾）”离队。", [("per", "Tern”", 1), ("org", "云帆（台湾）", 1)], {"Tern", "云帆（台湾）"}),
    ],
)
def test_a_torn_name_or_one_that_runs_on_is_mended(text: str, names: list[tuple[str, str, int]], wanted: set[str]) -> None:
    assert set(names_of(text, seen(text, *names))) == wanted


def test_the_likelier_kind_is_taken() -> None:
    text = "云帆发布新车。云帆的云帆卖得好。"
    sight = seen(text, ("org", "云帆", 1), ("product", "云帆", 2), ("org", "云帆", 3))
    assert names_of(text, sight) == {"云帆": MentionKind.ORG}


YUNCHUAN, GU = "锡州云川半导体有限公司", "顾南舟体育用品有限公司"


@pytest.mark.parametrize(
    ("text", "whole", "votes", "kind"),
    [
        (f"{YUNCHUAN}停产。", ("org", YUNCHUAN), ("云川", "per", "per", "org"), "org"),
        (f"{YUNCHUAN}停产。", ("org", YUNCHUAN), ("云川", "per", "per", "per", "org"), "person"),
        # It bears its founder's name, and hardly anybody takes him for it.
        (f"{GU}成立。", ("org", GU), ("顾南舟", *["per"] * 8, "org"), "person"),
        # More than a place stands before what would be the firm's name.
        ("我国最大民企云川半导体有限公司停产。", ("org", "我国最大民企云川半导体有限公司"), ("云川", "per", "org"), "person"),
        ("顾南舟创办的半导体公司停产。", ("org", "顾南舟创办的半导体公司"), ("顾南舟", "per", "org"), "person"),
        ("Tara Quill left. ", ("per", "Tara Quill"), ("Tara", "org", "org", "per"), "person"),
        ("Tara Quill founded Tara. ", ("per", "Tara Quill"), ("Tara", *["org"] * 6, "per"), "org"),
        ("Tarapore Li left. ", ("per", "Tarapore Li"), ("Tara", "org"), "org"),
    ],
)
def test_a_part_of_a_name_is_of_the_kind_of_the_whole_where_that_is_in_doubt(
    text: str, whole: tuple[str, str], votes: tuple[str, ...], kind: str
) -> None:
    name, *labels = votes
    text += "".join(f"{name} 说。" for _ in labels)
    before = text.count(name) - len(labels)
    named = [(label, name, before + n) for n, label in enumerate(labels, 1)]
    assert names_of(text, seen(text, (*whole, 1), *named))[name].value == kind


def test_a_part_is_of_the_kind_of_the_whole_in_great_and_small_letters() -> None:
    text = "Tara Quill left. Tara grew. TARA grew. Tara said."
    names = (("per", "Tara Quill", 1), ("org", "Tara", 2), ("org", "TARA", 1), ("per", "Tara", 3))
    kinds = names_of(text, seen(text, *names))
    assert kinds["Tara"] is kinds["TARA"] is MentionKind.PERSON


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        # Once of four times: no name.
        ("造车是热门。造车的公司很多。造车公司“云帆”说造车难。", [("org", "造车", 1), ("org", "云帆", 1)], {"云帆"}),
        ("云帆说。云帆称。云帆认为。", [("org", "云帆", 1), ("org", "云帆", 2)], {"云帆"}),
        ("云帆说。云帆称。", [("org", "云帆", 1)], {"云帆"}),
        # Inside a longer name that was seen it need not be seen by itself.
        ("海鸥说。海鸥号说。海鸥号称。", [("org", "海鸥", 1), *(("org", "海鸥号", n) for n in (1, 2))], {"海鸥", "海鸥号"}),
    ],
)
def test_what_is_mostly_passed_over_is_no_name(text: str, names: list[tuple[str, str, int]], wanted: set[str]) -> None:
    assert set(names_of(text, seen(text, *names))) == wanted


def test_the_code_behind_a_name_is_none_of_it() -> None:
    text = "云帆科技（3×××）说。云帆科技（台湾）说。"
    assert set(names_of(text, seen(text, ("org", "云帆科技（3×××", 1), ("org", "云帆科技（台湾）", 1)))) == {
        "云帆科技",
        "云帆科技（台湾）",
    }


def test_what_differs_in_great_and_small_letters_is_of_one_kind() -> None:
    text = "SkyLark说。SkyLark称。Skylark的车。"
    kinds = names_of(text, seen(text, ("org", "SkyLark", 1), ("org", "SkyLark", 2), ("product", "Skylark", 1)))
    assert kinds == {"SkyLark": MentionKind.ORG, "Skylark": MentionKind.ORG}


@pytest.mark.parametrize("text", ["星河的应用 Gull 和 Tern 停了。Tern 的人走了。", "星河的App“Tern”停了。Tern 的人走了。"])
def test_what_is_called_a_product_is_one(text: str) -> None:
    assert names_of(text, seen(text, ("org", "Tern", 1), ("org", "Tern", 2)))["Tern"] is MentionKind.PRODUCT


@pytest.mark.parametrize(
    ("as_product", "as_firm", "known"), [(0.65, 0.4, True), (0.65, 0.2, False), (0.45, 0.55, True), (0.8, 0.1, True)]
)
def test_what_is_surely_a_name_is_one_though_its_kind_is_not_sure(as_product: float, as_firm: float, known: bool) -> None:
    text = "今年云雀涨价。"
    span = Span(2, 4)
    sight = Sight((SeenName("product", span, as_product), SeenName("org", span, as_firm)))
    assert ("云雀" in names_of(text, sight)) is known
