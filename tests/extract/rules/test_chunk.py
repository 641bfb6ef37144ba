"""Phrases: what stands around a name and belongs to it, lists as one, and what 他, 公司, 前者 mean."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Scene
from tests.extract.rules.scenery import CASES, last_scene, people, phrase_of

DATA = yaml.safe_load((CASES / "phrases" / "persons.yml").read_text(encoding="utf-8"))


def told(item: Item) -> str:
    posts = "/".join(p.text for p in item.positions)
    return f"{item.text} {item.org.text if item.org else '-'} {posts or '-'}"


def check(case: dict[str, Any]) -> None:
    found = people(last_scene(case["text"]))
    assert [told(i) for i in found] == case["persons"]
    assert [i.text for i in found if i.former] == case.get("former", [])


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda c: c["text"][:24])
def test_persons_have_what_belongs_to_them(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", DATA["known_failures"], ids=lambda c: c["why"])
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_known_failure(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("云帆科技讯 星河汽车昨日公告，公司将扩产。", "星河汽车"),
        ("据云帆科技报道，星河汽车公告，公司将扩产。", "星河汽车"),
        ("证监会批复之后，星河汽车公告，公司将扩产。", "星河汽车"),
        ("云帆科技与星河汽车签约，公司将扩产。", "云帆科技"),
    ],
)
def test_the_company_is_neither_who_brings_the_news_nor_an_authority(text: str, firm: str) -> None:
    (meant,) = [i.text for p in last_scene(text).phrases if p.pronoun for i in p.items]
    assert meant == firm


def skeleton(text: str) -> str:
    return last_scene(text).skeleton.readable()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("星河汽车前首席财务官王远舟离职。", "<P>离职。"),
        ("王远舟、李明岸和张思琪离职。", "<P>离职。"),
        ("王远舟（54岁）离职。", "<P>离职。"),
        ("星河汽车、云帆科技和远大电子宣布合作。", "<O>宣布合作。"),
        ("星河汽车和王远舟出席。", "<O>和<P>出席。"),
        ("星河汽车任命王远舟为首席财务官。", "<O>任命<P>为<T>。"),
        ("5月3日，星河汽车融资3亿元。", "<W>，<O>融资<N>。"),
        ("这是一家科技公司。", "这是一家科技公司。"),
    ],
)
def test_a_symbol_stands_for_a_whole_phrase(text: str, wanted: str) -> None:
    assert skeleton(text) == wanted


def test_a_phrase_covers_all_that_belongs_to_it() -> None:
    scene = last_scene("据悉，前星河汽车CFO王远舟先生（54岁）、李明岸离职。")
    assert phrase_of(scene, "P").span.of(scene.text) == "前星河汽车CFO王远舟先生（54岁）、李明岸"


def test_each_item_stands_at_its_own_place() -> None:
    scene = last_scene("星河汽车首席财务官王远舟、李明岸离职。")
    first, second = people(scene)
    assert first.org is not None
    spans = (first.org.span, first.positions[0].span, first.span, second.span)
    assert [s.of(scene.text) for s in spans if s] == ["星河汽车", "首席财务官", "王远舟", "李明岸"]


def orgs(scene: Scene) -> list[tuple[str, bool]]:
    return [(i.text, p.pronoun) for p in scene.phrases if p.letter == "O" for i in p.items]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("星河汽车发布公告。该公司没有回应。", [("星河汽车", True)]),
        ("星河汽车发布公告。公司没有回应。", [("星河汽车", True)]),
        ("星河汽车发布公告，公司没有回应。", [("星河汽车", False), ("星河汽车", True)]),
        ("星河汽车发布公告。王远舟离开公司。", [("星河汽车", True)]),
        ("据云帆科技统计，星河汽车停牌，公司没有回应。", [("云帆科技", False), ("星河汽车", False), ("星河汽车", True)]),
        ("星河汽车停牌。据云帆科技统计，公司份额下滑。", [("云帆科技", False), ("星河汽车", True)]),
        ("星河汽车停牌。云帆科技称，公司份额下滑。", [("云帆科技", False), ("云帆科技", True)]),
        ("星河汽车发布公告。目前，这家企业没有回应。", [("星河汽车", True)]),
        ("星河汽车发布公告。这是一家科技公司。", []),
        ("星河汽车起诉云帆科技。前者索赔，后者否认。", [("星河汽车", True), ("云帆科技", True)]),
        ("该公司没有回应。", []),
        ("公司没有回应。", []),
        ("前者索赔，后者否认。", []),
    ],
)
def test_the_company_is_the_one_spoken_of_or_nobody(text: str, wanted: list[tuple[str, bool]]) -> None:
    assert orgs(last_scene(text)) == wanted


def test_what_a_pronoun_means_stands_nowhere_in_the_sentence() -> None:
    scene = last_scene("星河汽车首席财务官王远舟离职。他离开该公司。")
    assert [(p.pronoun, [i.span for i in p.items]) for p in scene.phrases] == [(True, [None]), (True, [None])]
    (he,) = people(scene)
    assert he.name is not None
    assert (he.name.name, phrase_of(scene, "P").span.of(scene.text)) == ("王远舟", "他")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("王远舟出任智能座舱业务负责人。", "智能座舱业务负责人"),
        ("王远舟出任公司副总裁。", "副总裁"),
        ("王远舟出任集团财务总监。", "财务总监"),
        ("王远舟出任高级副总裁。", "高级副总裁"),
        ("王远舟卸任首席供应链官。", "首席供应链官"),
        ("王远舟是总裁。", "总裁"),
    ],
)
def test_a_title_reaches_over_what_it_is_the_title_of(text: str, title: str) -> None:
    scene = last_scene(text)
    assert phrase_of(scene, "T").span.of(scene.text) == title


@pytest.mark.parametrize("title", ["副董事长", "首席执行官", "董事长"])
def test_the_company_before_its_highest_posts_is_no_part_of_them(title: str) -> None:
    scene = last_scene(f"王远舟出任公司{title}。")
    assert phrase_of(scene, "T").span.of(scene.text) == title


@pytest.mark.parametrize("text", ["他离开了公司。", "他加入了公司。"])
def test_the_company_after_a_finished_verb_is_the_one_spoken_of(text: str) -> None:
    assert orgs(last_scene(f"星河汽车首席财务官王远舟离职。{text}")) == [("星河汽车", True)]


@pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="names/orgs.py: a verb and its object after 公司 are taken for a firm"
)
def test_what_the_company_does_is_no_company() -> None:
    assert orgs(last_scene("星河汽车任命王远舟。公司表示感谢。")) == [("星河汽车", True)]


@pytest.mark.xfail(
    strict=True, raises=AssertionError, reason="names/orgs.py: a firm's name that is given runs on into what follows it"
)
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王远舟离开星河汽车影响很大。", ["星河汽车"]),
        ("星河汽车宣传总监王远舟离职。", ["星河汽车"]),
    ],
)
def test_a_known_firm_ends_where_its_name_ends(text: str, names: list[str]) -> None:
    scene = last_scene(text)
    told_of = [p.org.text for p in people(scene) if p.org]
    assert [name for name, _ in orgs(scene)] + list(dict.fromkeys(told_of)) == names


def test_the_company_means_the_firm_in_english_too() -> None:
    scene = last_scene("Microsoft raised money. The company plans to list.")
    assert [i.text for p in scene.phrases if p.letter == "O" for i in p.items] == ["Microsoft"]
    scene = last_scene("Microsoft raised money. The company founded by Ms Li plans to list.")
    assert not [p for p in scene.phrases if p.letter == "O"]


def test_a_name_is_not_cut_out_of_an_amount() -> None:
    scene = last_scene("星河汽车以1.04亿欧元收购云帆科技。")
    assert [p.items[0].text for p in scene.phrases] == ["星河汽车", "1.04亿欧元", "云帆科技"]
