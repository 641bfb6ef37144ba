"""What a reader has in mind after some sentences: whom 他 means, who works where, what the article is about."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.rules.discourse import Discourse
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from tests.extract.rules.scenery import last_scene

PLACE = Span(0, 3)


def org(surface: str, full: str | None = None) -> Item:
    return Item(PLACE, surface, Name(MentionKind.ORG, surface, full or surface))


def person(name: str, at: Item | None = None, former: bool = False) -> Item:
    return Item(PLACE, name, Name(MentionKind.PERSON, name, name), at, former=former)


def phrase(*items: Item, pronoun: bool = False) -> Phrase:
    kinds = {MentionKind.PERSON: "P", MentionKind.PRODUCT: "D"}
    name = items[0].name
    return Phrase(kinds.get(name.kind, "O") if name else "O", PLACE, items, pronoun)


def after(*sentences: tuple[Phrase, ...]) -> Discourse:
    """The discourse once it has heard the sentences, all of one paragraph."""
    discourse = Discourse()
    for sentence in sentences:
        discourse.note(sentence)
    return discourse


WANG, LI = person("王远舟"), person("李明岸")
XINGHE, YUNFAN = org("星河汽车"), org("云帆科技")


def texts(items: tuple[Item, ...]) -> list[str]:
    return [i.text for i in items]


def test_at_first_nothing_is_meant() -> None:
    nothing = Discourse()
    assert (nothing.persons(False), nothing.persons(True), nothing.products()) == ((), (), ())
    assert (nothing.story.about(), nothing.pair(), nothing.kind_of_pair(), nothing.employer(WANG)) == (None,) * 4


def test_he_is_the_first_person_of_the_last_sentence_that_named_one() -> None:
    discourse = after((phrase(LI),), (phrase(WANG), phrase(LI)), (phrase(XINGHE),))
    assert texts(discourse.persons(many=False)) == ["王远舟"]


def test_a_pronoun_does_not_change_whom_it_means() -> None:
    discourse = after((phrase(WANG),), (phrase(WANG, pronoun=True), phrase(LI)))
    assert texts(discourse.persons(many=False)) == ["李明岸"]


def test_they_are_a_list_of_persons_and_nobody_where_only_one_was_named() -> None:
    assert texts(after((phrase(WANG, LI),)).persons(many=True)) == ["王远舟", "李明岸"]
    assert texts(after((phrase(WANG, LI),)).persons(many=False)) == ["王远舟"]
    assert after((phrase(WANG),)).persons(many=True) == ()


def story(discourse: Discourse, *without: str) -> str:
    found = discourse.story.about(frozenset(without))
    return found.name.name if found and found.name else ""


@pytest.mark.parametrize("last", [(phrase(XINGHE),), (phrase(XINGHE), phrase(LI)), (phrase(person("王远舟", XINGHE)),)])
def test_the_story_goes_over_to_the_firm_spoken_of(last: tuple[Phrase, ...]) -> None:
    assert story(after((phrase(YUNFAN),), last, last, (phrase(WANG),))) == "星河汽车"


def test_of_two_firms_of_a_sentence_the_story_is_about_the_first() -> None:
    assert story(after((phrase(XINGHE), phrase(YUNFAN)))) == "星河汽车"


def test_the_story_is_about_another_where_the_first_cannot_be_meant() -> None:
    assert story(after((phrase(XINGHE), phrase(YUNFAN))), "星河汽车") == "云帆科技"


def test_a_firm_counts_by_whatever_name() -> None:
    assert story(after((phrase(YUNFAN),), (phrase(XINGHE),), (phrase(org("星河", "星河汽车")),))) == "星河汽车"


def test_a_firm_named_by_the_way_does_not_take_the_story_over() -> None:
    assert story(after((phrase(XINGHE),), (phrase(XINGHE),), (phrase(YUNFAN),))) == "星河汽车"


@pytest.mark.parametrize(
    "aside",
    [
        "市场监管总局上周约谈了多家平台。",
        "证监会已受理投诉。",
        "据北辰咨询统计，行业去年下滑一成。",
        "北辰证券在研报里认为，价格战会持续。",
        "北辰证券上周将目标价下调至三元。",
        "多名员工对第一财经说，工资已停发。",
        "投资方北辰资本没有回应。",
    ],
)
def test_who_stands_beside_the_story_does_not_take_it_over(aside: str) -> None:
    scene = last_scene(f"星河汽车总裁离职。\n{aside}\n财务总监留任。")
    assert story(scene.discourse) == "星河汽车"


def test_a_bystander_has_hardly_any_standing_and_a_rival_has() -> None:
    scene = last_scene("星河汽车宣布降价。\n据云帆科技统计，市场下滑一成。\n财务总监留任。")
    assert scene.discourse.story.standing(YUNFAN) == 0.0
    scene = last_scene("星河汽车宣布降价。\n云帆科技随后跟进。\n财务总监留任。")
    assert scene.discourse.story.standing(YUNFAN) > 0.5


def test_a_firm_never_named_has_full_standing() -> None:
    assert after((phrase(XINGHE),)).story.standing(YUNFAN) == 1.0


def test_what_a_firm_gives_out_itself_makes_it_no_source() -> None:
    scene = last_scene("据星河汽车公告，总裁离职。\n财务总监留任。")
    assert story(scene.discourse) == "星河汽车"


def test_a_story_may_be_about_an_investor() -> None:
    scene = last_scene("北辰资本合伙人离职。\n星河汽车没有回应。\n北辰资本去年募资十亿元。\n财务总监留任。")
    assert story(scene.discourse) == "北辰资本"


@pytest.mark.parametrize(("pause", "expected"), [("\n", "云帆科技"), ("", "星河汽车")])
def test_the_first_subject_of_a_paragraph_counts_more(pause: str, expected: str) -> None:
    scene = last_scene(f"星河汽车总裁离职。{pause}云帆科技的日子也不好过。财务总监已离职。")
    assert story(scene.discourse) == expected


def test_what_is_remembered_no_longer_stands_anywhere() -> None:
    discourse = after((phrase(person("王远舟", XINGHE), LI),))
    pair = discourse.pair()
    assert pair is not None
    remembered = (*discourse.persons(many=True), discourse.story.about(), *pair)
    assert [i.span for i in remembered if i] == [None] * 5
    employer = discourse.employer(WANG)
    assert employer is not None
    assert employer.span is None


def test_somebody_works_where_the_text_last_said_most_often() -> None:
    discourse = after(
        (phrase(person("王远舟", YUNFAN)),),
        (phrase(person("王远舟", XINGHE)),),
        (phrase(person("王远舟", org("星河", "星河汽车"))),),
    )
    employer = discourse.employer(WANG)
    assert employer is not None
    assert employer.text in ("星河", "星河汽车")
    assert discourse.employer(LI) is None


def test_what_the_phrase_itself_says_of_the_employer_comes_first() -> None:
    discourse = after((phrase(person("王远舟", XINGHE)),))
    assert discourse.employer(person("王远舟", YUNFAN)) == YUNFAN


def test_the_former_and_the_latter_are_the_last_list_of_two() -> None:
    discourse = after((phrase(WANG, LI),), (phrase(XINGHE, YUNFAN),))
    pair = discourse.pair()
    assert pair is not None
    assert texts(pair) == ["星河汽车", "云帆科技"]
    assert discourse.kind_of_pair() is MentionKind.ORG


def test_two_firms_of_one_sentence_are_a_pair_though_not_side_by_side() -> None:
    pair = after(
        (phrase(XINGHE), phrase(YUNFAN)),
    ).pair()
    assert pair is not None
    assert texts(pair) == ["星河汽车", "云帆科技"]


def test_a_firm_beside_itself_and_a_list_of_three_are_no_pair() -> None:
    assert after((phrase(XINGHE), phrase(XINGHE))).pair() is None
    assert after((phrase(WANG, LI, person("张思琪")),)).pair() is None


def test_the_product_is_the_one_last_spoken_of() -> None:
    one, other = (Item(PLACE, n, Name(MentionKind.PRODUCT, n, n)) for n in ("云雀", "海燕"))
    assert texts(after((phrase(one),), (phrase(other),), (phrase(XINGHE),)).products()) == ["海燕"]
