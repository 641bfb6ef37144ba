"""Wrong characters, slips of the pen, people called by half a name, companies of one house: what ties, and what does not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.records.evidence import MentionKind
from shiguan.records.judgement import Judgement, Verdict
from shiguan.resolve.judge import newest
from shiguan.resolve.names import NameWords, given_only, group_core, house, name_words, surname_only
from shiguan.resolve.profile import profiles
from shiguan.resolve.spelling import alike_to_the_eye, letters_less, one_apart, one_letter, same_sound
from shiguan.vocabulary import load_vocabulary
from tests.resolve.build import NOON, Line, Paper, left, paper
from tests.resolve.shelf import judge
from tests.resolve.test_judge import named, resolved

KNOWN = NameWords(known={(MentionKind.ORG, "bluewhale"): "bluewhale"}, surnames=frozenset("顾王林李"))
AI = NameWords(trades=(frozenset({"ai", "人工智能"}), frozenset({"汽车", "造车"})))


def unsure(judgements: list[Judgement]) -> list[Judgement]:
    return [j for j in newest(judgements).values() if j.verdict is Verdict.UNSURE]


def at(person: str, org: str, post: str, file: str) -> Paper:
    return paper([Line("departure", {"person": person, "org": org}, {"position": post})], file)


@pytest.mark.parametrize(
    ("left_", "right", "alike"),
    [("顾南舟", "顾楠洲", True), ("顾南舟", "顾南舟", False), ("顾南舟", "顾湘舟", False), ("周明远", "周名远", True)],
)
def test_names_read_alike(left_: str, right: str, alike: bool) -> None:
    assert same_sound(left_, right) is alike


@pytest.mark.parametrize(
    ("left_", "right", "alike"),
    [("顾未已", "顾末己", True), ("顾未", "顾末", True), ("顾未", "顾未", False), ("顾章", "顾张", False), ("未", "末", False)],
)
def test_names_look_alike(left_: str, right: str, alike: bool) -> None:
    assert alike_to_the_eye(left_, right) is alike_to_the_eye(right, left_) is alike


@pytest.mark.parametrize("post", ["研发总监", "市场总监"])
@pytest.mark.parametrize("other", ["顾末", "顾末己"])
def test_a_name_that_looks_alike_at_one_employer_is_asked_about_and_decides_nothing(post: str, other: str) -> None:
    one = other.replace("末", "未").replace("己", "已")
    judgements, entities = resolved([at(one, "云杉医药", "研发总监", "a"), at(other, "云杉医药", post, "b")])
    assert named(entities, one) != named(entities, other)
    (asked,) = [j for j in unsure(judgements) if "look alike" in j.explanation]
    assert "both with 云杉医药" in asked.explanation


@pytest.mark.parametrize(("other", "org"), [("顾末", "蓝鲸航运"), ("顾木", "云杉医药")])
def test_who_looks_alike_elsewhere_or_not_at_all_is_not_asked_about(other: str, org: str) -> None:
    judgements, _ = resolved([at("顾未", "云杉医药", "研发总监", "a"), at(other, org, "市场总监", "b")])
    assert not unsure(judgements)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from("未己戌土千申冶吴晴沈季衫"), st.sampled_from("末已戍士干甲治昊睛沉李杉"), st.booleans())
def test_planted_lookalikes_are_never_joined_and_asked_about_where_they_look_alike(a: str, b: str, last: bool) -> None:
    names = [f"顾{c}南" if last else f"顾南{c}" for c in (a, b)]
    told = [at(name, "云杉医药", f"总监{n}", f"{n}") for n, name in enumerate(names)]
    judgements, entities = resolved(told)
    assert named(entities, names[0]) != named(entities, names[1])
    # What is read alike too is asked about as such.
    assert any("alike" in j.explanation for j in unsure(judgements)) is (alike_to_the_eye(*names) or same_sound(*names))


@pytest.mark.parametrize(
    ("left_", "right", "slip"),
    [
        ("bluewhale", "bluewhal", True),
        ("bluewhale", "blewhale", True),
        ("bluewhale", "bluewhile", True),
        ("bluewhale", "bleuwhale", True),
        ("bluewhale", "bluewhale", False),
        ("bluewhale", "redwhale", False),
        ("model-4.5", "model-4.6", False),
        ("model4", "model", False),
        ("kiwi", "kimi", False),
        ("云杉医药公司", "云杉医学公司", False),
    ],
)
def test_a_slip_of_one_letter(left_: str, right: str, slip: bool) -> None:
    assert one_letter(left_, right) is one_letter(right, left_) is slip
    if slip:
        assert set(letters_less(left_)) & set(letters_less(right)), "they would never be compared"


LATIN = st.text("abcdef", min_size=6, max_size=9)


@settings(max_examples=200)
@given(LATIN, LATIN)
def test_names_one_letter_apart_meet_under_a_key(left_: str, right: str) -> None:
    if one_letter(left_, right):
        assert set(letters_less(left_)) & set(letters_less(right))


def test_a_name_read_alike_at_one_employer_in_one_post_is_a_misprint() -> None:
    judgements, entities = resolved([at("顾南舟", "云杉医药", "研发总监", "a"), at("顾楠洲", "云杉医药", "研发总监", "b")])
    assert named(entities, "顾南舟") == named(entities, "顾楠洲")
    (judged,) = (j for j in judgements if "read alike" in j.explanation)
    assert "both with 云杉医药" in judged.explanation
    assert "same post 研发总监" in judged.explanation


@pytest.mark.parametrize(
    ("org", "post"),
    [("云杉医药", "市场总监"), ("蓝鲸航运", "研发总监"), ("蓝鲸航运", "市场总监")],
    ids=["post", "employer", "both"],
)
def test_sound_alone_decides_nothing(org: str, post: str) -> None:
    judgements, entities = resolved([at("顾南舟", "云杉医药", "研发总监", "a"), at("顾楠洲", org, post, "b")])
    assert named(entities, "顾南舟") != named(entities, "顾楠洲")
    asked = [j for j in unsure(judgements) if "read alike" in j.explanation]
    assert bool(asked) is (org == "云杉医药")


def test_two_people_whom_one_document_names_are_two_however_they_sound() -> None:
    lines = [Line("departure", {"person": p, "org": "云杉医药"}, {"position": "研发总监"}) for p in ("顾南舟", "顾楠洲")]
    judgements, entities = resolved([paper(lines, "a")])
    assert named(entities, "顾南舟") != named(entities, "顾楠洲")
    assert [j.verdict for j in judgements] == [Verdict.UNSURE]


def test_a_misspelt_company_goes_with_the_known_one() -> None:
    papers = [paper([left("顾南舟", "BlueWhale")], "a"), paper([left("林听雨", "Blue Whal")], "b")]
    _, entities = resolved(papers, KNOWN)
    assert named(entities, "BlueWhale") == named(entities, "Blue Whal")
    judgements, entities = resolved(papers)
    assert named(entities, "BlueWhale") != named(entities, "Blue Whal")
    assert [j.verdict for j in unsure(judgements) if "one letter" in j.explanation] == [Verdict.UNSURE]


def test_a_spelling_met_once_beside_the_common_one_is_a_slip() -> None:
    common = [paper([left(f"顾南{n}", "BlueWhale")], n) for n in "甲乙丙"]
    both = paper([left("林听雨", "BlueWhale"), left("何向晚", "BleWhale")], "d")
    _, entities = resolved([*common, both])
    assert named(entities, "BlueWhale") == named(entities, "BleWhale")
    _, entities = resolved([common[0], both])
    assert named(entities, "BlueWhale") != named(entities, "BleWhale")


def test_versions_of_a_product_are_no_slips() -> None:
    lines = [Line("product_release", {"product": f"Bluewhale-{n}", "org": "蓝鲸航运"}) for n in (4, 5)]
    judgements, entities = resolved([paper([line], str(n)) for n, line in enumerate(lines)])
    assert len([e for e in entities if e.kind is MentionKind.PRODUCT]) == 2
    assert not unsure(judgements)


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("王总", "王"),
        ("李氏", "李"),
        ("欧阳女士", "欧阳"),
        ("老周", "周"),
        ("小顾", "顾"),
        ("周启明", None),
        ("王总理", None),
        ("总", None),
    ],
)
def test_who_is_called_by_a_surname_only(name: str, surname: str | None) -> None:
    assert surname_only(name) == surname
    assert surname_only(name, name_words(load_vocabulary())) == surname


def quoted(person: str) -> Line:
    return Line("statement", {"person": person})


def test_half_a_name_goes_with_the_only_bearer_in_its_document() -> None:
    _, entities = resolved([paper([left("王思远", "云杉医药"), quoted("王总"), quoted("思远")], "a")])
    (one,) = (e for e in entities if e.kind is MentionKind.PERSON)
    assert {one.name, *one.aliases} == {"王思远", "王总", "思远"}


def test_half_a_name_that_fits_two_in_its_document_is_neithers() -> None:
    _, entities = resolved([paper([left("王思远", "云杉医药"), left("王听雨", "云杉医药"), quoted("王总")], "a")])
    assert len([e for e in entities if e.kind is MentionKind.PERSON]) == 3


def test_half_a_name_ties_nobody_across_documents() -> None:
    papers = [paper([left("王思远", "云杉医药"), quoted("王总")], "a"), paper([left("王听雨", "云杉医药"), quoted("王总")], "b")]
    papers.append(paper([quoted("王总")], "c"))
    _, entities = resolved(papers)
    people = [e for e in entities if e.kind is MentionKind.PERSON]
    assert sorted(len(e.mentions) for e in people) == [1, 2, 2]


@pytest.mark.parametrize(
    ("short", "full", "given_"),
    [
        ("思远", "王思远", True),
        ("思远", "欧阳思远", False),
        ("李沐", "王李沐", False),
        ("思远", "思远", False),
        ("远", "王远", False),
    ],
)
def test_a_given_name(short: str, full: str, given_: bool) -> None:
    assert given_only(short, full, KNOWN) is given_


@pytest.mark.parametrize(
    ("left_", "right", "shared"),
    [
        ("禾骊医药", "禾骊食品", "禾骊"),
        ("云杉医药", "云杉医药", None),
        ("中国移动", "中国银行", None),
        ("东方财富", "东方航空", None),
        ("蓝鲸航运", "云杉医药", None),
        ("bluewhale", "blueberry", None),
    ],
)
def test_companies_of_one_house_begin_alike_and_with_no_common_word(left_: str, right: str, shared: str | None) -> None:
    assert house(left_, right, name_words(load_vocabulary())) == shared


def test_namesakes_in_companies_of_one_house_and_one_post_are_one() -> None:
    _, entities = resolved([at("顾南舟", "禾骊医药", "联合创始人", "a"), at("顾南舟", "禾骊食品", "联合创始人", "b")])
    assert len(named(entities, "顾南舟")) == 1
    judgements, entities = resolved([at("顾南舟", "禾骊医药", "联合创始人", "a"), at("顾南舟", "禾骊食品", "法务", "b")])
    assert len(named(entities, "顾南舟")) == 2
    assert any("called 禾骊" in j.explanation for j in unsure(judgements))


def test_namesakes_in_a_company_and_its_unit_in_one_post_are_one() -> None:
    words = NameWords(owners={(MentionKind.ORG, "青松研究院"): "云杉医药"})
    _, entities = resolved([at("顾南舟", "云杉医药", "院长", "a"), at("顾南舟", "青松研究院", "院长", "b")], words)
    assert len(named(entities, "顾南舟")) == 1
    assert named(entities, "云杉医药") != named(entities, "青松研究院"), "the unit is no other name of the company"


def test_namesakes_in_one_post_at_unrelated_companies_stay_two() -> None:
    _, entities = resolved([at("顾南舟", "云杉医药", "首席执行官", "a"), at("顾南舟", "蓝鲸航运", "首席执行官", "b")])
    assert len(named(entities, "顾南舟")) == 2


def grouped(name: str, file: str) -> Paper:
    return paper([Line("count_claim", {"subject": name})], file)


def test_a_group_is_one_whatever_its_trade_is_called() -> None:
    assert group_core("国产“AI 四小龙”", AI) == ("四小龙", frozenset({0}))
    _, entities = resolved([grouped("AI四小龙", "a"), grouped("人工智能“四小龙”", "b")], AI)
    assert len(entities) == 1


def test_groups_of_two_trades_or_of_two_nicknames_are_two() -> None:
    _, entities = resolved([grouped("AI四小龙", "a"), grouped("造车四小龙", "b")], AI)
    assert len(entities) == 2
    judgements, entities = resolved([grouped("AI四小龙", "a"), grouped("AI四小虎", "b")], AI)
    assert len(entities) == 2
    assert len(unsure(judgements)) == 1


def test_names_one_character_apart() -> None:
    assert one_apart("顾南舟", "顾湘舟")
    assert not one_apart("顾南舟", "顾南")


PEOPLE = ["王思远", "王思媛", "汪思远", "王总", "思远", "王听雨"]
HOUSES = ["禾骊医药", "禾骊食品", "BlueWhale", "BleWhale", "云杉医药"]
ONE = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(HOUSES), st.sampled_from(["创始人", "法务"]))
TOLD = st.lists(st.lists(ONE, min_size=1, max_size=2), min_size=1, max_size=6)


def told(papers: list[list[tuple[str, str, str]]]) -> list[Paper]:
    return [
        paper([Line("departure", {"person": p, "org": org}, {"position": post}) for p, org, post in one], f"{i}.txt")
        for i, one in enumerate(papers)
    ]


@settings(max_examples=80, deadline=None)
@given(TOLD, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_entity(papers: list[list[tuple[str, str, str]]], order: random.Random) -> None:
    made = told(papers)
    shuffled = list(made)
    order.shuffle(shuffled)
    assert resolved(made, KNOWN)[1] == resolved(shuffled, KNOWN)[1]


@settings(max_examples=80, deadline=None)
@given(TOLD, TOLD)
def test_the_neighbours_of_a_document_are_all_that_it_is_judged_against(
    before: list[list[tuple[str, str, str]]], after: list[list[tuple[str, str, str]]]
) -> None:
    papers = told([*before, *after])
    known_, new = papers[: len(before)], papers[len(before) :]
    profiled = profiles([c for p in papers for c in p.claims], [m for p in papers for m in p.mentions], KNOWN)
    old = [profiled[m.id] for p in known_ for m in p.mentions]
    fresh = [profiled[m.id] for p in new for m in p.mentions]
    held = judge(old, [], NOON, words=KNOWN)
    near = judge(fresh, old, NOON, standing=held, words=KNOWN, neighbours_only=True)
    assert near == judge(fresh, old, NOON, standing=held, words=KNOWN)
