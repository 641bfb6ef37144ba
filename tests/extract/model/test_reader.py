"""What both readers saw is put together: names mended by the rest of the text, findings compared, doubts told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shiguan.extract.backends.model.reader import _note_employers, names_of, sightings
from shiguan.extract.backends.model.sight import SeenName, Sight
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from tests.extract.rules.scenery import last_scene, phrase_of, scenes_of, vocabulary


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


def told(scene: Scene, kind: str, evidence: str, **roles: str) -> Finding:
    """A finding whose roles stand in the scene's sentence, with the trigger at the head of its evidence."""
    start = scene.text.index(evidence)
    places = {role: scene.text.index(words) for role, words in roles.items()}
    items = (Role(role, Item(Span(at, at + len(roles[role])), roles[role])) for role, at in places.items())
    whole = Span(start, start + len(evidence))
    return Finding(kind, tuple(items), whole, whole, 0.9, support=0.9)


def kept(mine: list[Finding], others: list[Finding]) -> list[tuple[str, str, str]]:
    found = sightings(mine, others, {}, vocabulary())
    whose = [next(i.text for r in ("subject", "org") for i in s.finding.values(r)) for s in found]
    return [(s.by, s.finding.event_type, name) for s, name in zip(found, whose, strict=True)]


def test_a_membership_without_a_post_does_not_repeat_the_house_left() -> None:
    scene = last_scene("星河汽车合伙人王远舟离职，去了北辰集团。")
    gone = told(scene, "departure", "星河汽车合伙人王远舟离职", person="王远舟", org="星河汽车")
    there = told(scene, "membership", "星河汽车合伙人王远舟", person="王远舟", org="星河汽车")
    elsewhere = told(scene, "membership", "王远舟离职，去了北辰集团", person="王远舟", org="北辰集团")
    post = told(scene, "membership", "星河汽车合伙人王远舟", person="王远舟", org="星河汽车", position="合伙人")
    assert [k[1:] for k in kept([gone, there, elsewhere], [])] == [("departure", "星河汽车"), ("membership", "北辰集团")]
    assert ("model", "membership", "星河汽车") in kept([gone, post], [])


def test_a_deal_that_the_rules_read_as_called_off_is_off() -> None:
    scene = last_scene("星河汽车终止收购云帆科技。")
    seen_so = told(scene, "acquisition", "星河汽车终止收购云帆科技", acquirer="星河汽车", target="云帆科技")
    off = replace(seen_so, certainty=Certainty.REPORTED, polarity=Polarity.NEGATED)
    for other, wanted in ((off, Polarity.NEGATED), (seen_so, None)):
        (one,) = sightings([seen_so], [other], {}, vocabulary())
        assert one.finding.polarity is wanted


def test_a_membership_repeats_the_post_that_somebody_takes_but_not_his_deputys() -> None:
    scene = last_scene("云帆科技由副总裁王远舟接任公司总裁。")
    took = told(scene, "appointment", "接任公司总裁", person="王远舟", org="云帆科技", position="总裁")
    same = told(scene, "membership", "接任公司总裁", person="王远舟", org="云帆科技", position="公司总裁")
    before = told(scene, "membership", "副总裁王远舟", person="王远舟", org="云帆科技", position="副总裁")
    assert [k[1] for k in kept([took, same], [])] == ["appointment"]
    assert [k[1] for k in kept([took, before], [])] == ["appointment", "membership"]


def test_a_figure_is_of_the_firm_in_its_own_clause() -> None:
    scene = last_scene("星河汽车的对手很多，例如天工机器人的开销有6亿元。")
    far = told(scene, "metric", "例如天工机器人的开销有6亿元", subject="星河汽车", value="6亿元")
    near = told(scene, "metric", "例如天工机器人的开销有6亿元", subject="天工机器人", value="6亿元")
    assert kept([far], [near]) == [("rules+model", "metric", "天工机器人")]
    assert kept([near], [far]) == [("model", "metric", "天工机器人"), ("rules", "metric", "星河汽车")]


def test_a_firm_guessed_elsewhere_yields_to_the_one_that_the_rules_understand() -> None:
    scene = last_scene("星河汽车很好。天工机器人也好。8月裁员三成。")
    cut = told(scene, "layoff", "8月裁员三成", count="三成")
    mine = replace(cut, roles=(*cut.roles, Role("org", Item(None, "星河汽车"))))
    understood = replace(cut, roles=(*cut.roles, Role("org", Item(None, "天工机器人"))))
    assert kept([replace(mine, support=0.3)], [understood]) == [("rules+model", "layoff", "天工机器人")]
    assert kept([replace(mine, support=0.8)], [understood]) == [("rules+model", "layoff", "星河汽车")]


def test_whose_firm_somebody_founded_is_known_from_then_on() -> None:
    scenes = scenes_of("创始人王远舟说，星河汽车很好。王远舟很忙。")
    founded = told(scenes[0], "founding", "创始人王远舟", person="王远舟", org="星河汽车")
    _note_employers(scenes[0], founded)
    employer = scenes[-1].discourse.employer(phrase_of(scenes[-1], "P").items[0])
    assert employer is not None
    assert employer.text == "星河汽车"


def test_a_figure_guessed_elsewhere_yields_to_whom_the_rules_read_in_the_sentence() -> None:
    scene = last_scene("天工机器人也好。星河汽车递交招股书，上半年营收2.75亿元。")
    near = told(scene, "metric", "上半年营收2.75亿元", subject="星河汽车", value="2.75亿元")
    far = replace(near, roles=(*(r for r in near.roles if r.role != "subject"), Role("subject", Item(None, "天工机器人"))))
    assert kept([replace(far, support=0.3)], [near])[0] == ("rules+model", "metric", "星河汽车")
    assert kept([replace(far, support=0.9)], [near])[0] == ("model", "metric", "天工机器人")


def test_the_network_words_a_post_and_the_rules_a_forum() -> None:
    scene = last_scene("星河汽车造型设计总监王远舟离职。")
    mine = told(scene, "departure", "王远舟离职", person="王远舟", org="星河汽车", position="造型设计总监")
    other = told(scene, "departure", "王远舟离职", person="王远舟", org="星河汽车", position="设计总监")
    (one,) = sightings([mine], [other], {}, vocabulary())
    assert [i.text for i in one.finding.values("position")] == ["造型设计总监"]
    suit = last_scene("王远舟向海东区法院起诉星河汽车。")
    seen = told(suit, "lawsuit", "起诉星河汽车", plaintiff="王远舟", defendant="星河汽车", forum="法院")
    read = told(suit, "lawsuit", "起诉星河汽车", plaintiff="王远舟", defendant="星河汽车", forum="海东区法院")
    (one,) = sightings([seen], [read], {}, vocabulary())
    assert [i.text for i in one.finding.values("forum")] == ["海东区法院"]


@pytest.mark.parametrize(("support", "wanted"), [(0.9, "天工机器人"), (0.5, "星河汽车")])
def test_a_house_of_another_sentence_stands_where_the_network_is_sure_of_it(support: float, wanted: str) -> None:
    scene = last_scene("天工机器人很好。在星河汽车干过的王远舟是副总裁。")
    read = told(scene, "membership", "王远舟是副总裁", person="王远舟", org="星河汽车", position="副总裁")
    far = Role("org", Item(None, "天工机器人"))
    mine = replace(read, roles=(*(r for r in read.roles if r.role != "org"), far), support=support)
    (one,) = sightings([mine], [read], {}, vocabulary())
    assert [i.text for i in one.finding.values("org")] == [wanted]
