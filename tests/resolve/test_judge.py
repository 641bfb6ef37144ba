from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.records.claim import Claim
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.views import Entity
from shiguan.resolve.cluster import cluster
from shiguan.resolve.judge import newest
from shiguan.resolve.names import NameWords, name_words, normal
from shiguan.resolve.profile import members_of, profiles
from shiguan.vocabulary import load_vocabulary
from tests.resolve.build import NOON, Line, Paper, left, paper
from tests.resolve.shelf import judge

GROUP = "count_claim"


def resolved(papers: Sequence[Paper], words: NameWords | None = None) -> tuple[list[Judgement], tuple[Entity, ...]]:
    """The papers read one after the other, each judged against those before."""
    known: list[Mention] = []
    judgements: list[Judgement] = []
    claims: list[Claim] = []
    for hours, one in enumerate(papers):
        claims += one.claims
        told = profiles(claims, [*known, *one.mentions])
        judgements += judge(
            [told[m.id] for m in one.mentions],
            [told[m.id] for m in known],
            NOON + timedelta(hours=hours),
            standing=judgements,
            words=words or NameWords(),
        )
        known += one.mentions
    return judgements, cluster(known, judgements, members_of(claims))


def named(entities: Sequence[Entity], name: str) -> list[Entity]:
    return [e for e in entities if name in (e.name, *e.aliases)]


def test_one_employer_ties_people_of_one_name() -> None:
    _, entities = resolved([paper([left("顾南舟", "云杉医药")], "a"), paper([left("顾南舟", "云杉医药有限公司")], "b")])
    assert len(named(entities, "顾南舟")) == 1
    assert len(named(entities, "云杉医药")) == 1


def test_namesakes_with_different_employers_stay_apart_and_are_reviewed() -> None:
    judgements, entities = resolved([paper([left("顾南舟", "云杉医药")], "a"), paper([left("顾南舟", "蓝鲸航运")], "b")])
    assert len(named(entities, "顾南舟")) == 2
    assert [j.verdict for j in judgements] == [Verdict.UNSURE]
    assert "different employers" in judgements[0].explanation


def test_a_destination_ties_a_leaver_to_the_newcomer() -> None:
    joined = Line("appointment", {"person": "顾南舟", "org": "蓝鲸航运"})
    _, entities = resolved([paper([left("顾南舟", "云杉医药", to="蓝鲸航运")], "a"), paper([joined], "b")])
    assert len(named(entities, "顾南舟")) == 1


COMMON = name_words(load_vocabulary())


@pytest.mark.parametrize(("name", "people"), [("李伟", 3), ("王建国", 3), ("顾南舟", 1), ("李慕白", 1), ("沈伟", 1)])
def test_a_name_that_many_have_ties_nobody_of_whom_nothing_else_is_told(name: str, people: int) -> None:
    told = [paper([Line("statement", {"person": name}, {"gist": f"第{n}件事"})], f"{n}") for n in range(3)]
    judgements, entities = resolved(told, COMMON)
    assert len(named(entities, name)) == people
    assert [j.verdict for j in judgements] == [Verdict.SAME] * (3 - people)


def test_a_post_an_employer_or_the_users_names_tie_who_has_a_common_name() -> None:
    post = [paper([Line("departure", {"person": "李伟"}, {"position": "研发总监"})], f) for f in "ab"]
    assert len(named(resolved(post, COMMON)[1], "李伟")) == 1
    bare = paper([Line("statement", {"person": "李伟"})], "c")
    assert len(named(resolved([paper([left("李伟", "云杉医药")], "a"), bare], COMMON)[1], "李伟")) == 1
    known = replace(COMMON, known={**COMMON.known, (MentionKind.PERSON, "李伟"): "李伟"})
    again = paper([Line("statement", {"person": "李伟"})], "d")
    assert len(named(resolved([bare, again], known)[1], "李伟")) == 1


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("李伟", "王芳", "顾南舟")), st.sampled_from((None, "云杉医药", "蓝鲸航运"))), max_size=6),
    st.randoms(use_true_random=False),
)
def test_planted_namesakes_are_never_joined_by_name_alone(told: list[tuple[str, str | None]], order: random.Random) -> None:
    papers = [paper([left(p, o) if o else Line("statement", {"person": p})], f"{n}") for n, (p, o) in enumerate(told)]
    before = sorted(tuple(e.mentions) for e in resolved(papers, COMMON)[1])
    order.shuffle(papers)
    _, entities = resolved(papers, COMMON)
    assert sorted(tuple(e.mentions) for e in entities) == before
    for name in ("李伟", "王芳"):
        orgs = {o for p, o in told if p == name and o}
        bare = sum(p == name and o is None for p, o in told)
        assert len(named(entities, name)) == len(orgs) + (bare if len(orgs) != 1 else 0)


def test_one_without_employer_goes_with_the_only_namesake() -> None:
    quoted = Line("statement", {"person": "顾南舟"})
    judgements, entities = resolved([paper([left("顾南舟", "云杉医药")], "a"), paper([quoted], "b")])
    assert len(named(entities, "顾南舟")) == 1
    assert judgements[0].score < 0.7


def test_one_without_employer_goes_with_none_of_two_namesakes_even_if_it_went_with_one_before() -> None:
    quoted = paper([Line("statement", {"person": "顾南舟"})], "c")
    first, second = paper([left("顾南舟", "云杉医药")], "a"), paper([left("顾南舟", "蓝鲸航运")], "b")
    judgements, entities = resolved([first, quoted, second])
    assert len(named(entities, "顾南舟")) == 3
    assert any(j.verdict is Verdict.SAME for j in judgements), "it was one before"
    assert all(j.verdict is not Verdict.SAME for j in newest(judgements).values())


def test_one_character_apart_at_one_employer_and_post_is_for_a_person_to_say() -> None:
    lines = [Line("departure", {"person": name, "org": "云杉医药"}, {"position": "研发总监"}) for name in ("顾南舟", "顾湘舟")]
    judgements, entities = resolved([paper([lines[0]], "a"), paper([lines[1]], "b")])
    unsure = [j for j in judgements if "one character" in j.explanation]
    assert [j.verdict for j in unsure] == [Verdict.UNSURE]
    assert unsure[0].score == 0.45
    assert not set(named(entities, "顾南舟")) & set(named(entities, "顾湘舟"))


def test_a_name_two_names_of_one_employer_share_no_character_with_is_nobodys() -> None:
    judgements, _ = resolved([paper([left("顾南舟", "云杉医药")], "a"), paper([left("林听雨", "云杉医药")], "b")])
    assert [j for j in judgements if j.verdict is Verdict.UNSURE] == []


def test_a_short_form_that_a_document_uses_for_the_long_one_ties_both() -> None:
    full = paper([left("顾南舟", "云杉医药")], "a", aliases={"云杉医药": ("云杉",)})
    judgements, entities = resolved([full, paper([left("林听雨", "云杉")], "b")])
    assert named(entities, "云杉") == named(entities, "云杉医药")
    assert len(named(entities, "云杉")) == 1
    assert "one document uses" in judgements[0].explanation


def test_a_short_form_that_fits_two_is_neither() -> None:
    papers = [paper([left(p, org)], p) for p, org in (("顾南舟", "云杉医药"), ("林听雨", "云杉"), ("何向晚", "云杉汽车"))]
    judgements, entities = resolved(papers)
    assert len(entities) == 6
    assert "云杉" in {e.name for e in entities}
    assert sum(j.verdict is Verdict.UNSURE for j in newest(judgements).values()) == 2


def test_names_that_one_document_keeps_apart_are_not_joined_by_their_beginning() -> None:
    both = paper([left("顾南舟", "云杉医药"), left("林听雨", "云杉")], "a")
    assert len(resolved([both])[1]) == 4


def test_a_unit_is_not_its_house() -> None:
    _, entities = resolved([paper([left("顾南舟", "蓝鲸物流")], "a"), paper([left("林听雨", "蓝鲸")], "b")])
    assert len(entities) == 4


def test_known_aliases_tie_what_no_document_ties() -> None:
    words = NameWords(known={(MentionKind.ORG, normal(n)): "蓝鲸航运" for n in ("蓝鲸航运", "BlueWhale")})
    _, entities = resolved([paper([left("顾南舟", "蓝鲸航运")], "a"), paper([left("林听雨", "BlueWhale")], "b")], words)
    assert len(named(entities, "BlueWhale")) == 1
    assert named(entities, "BlueWhale") == named(entities, "蓝鲸航运")


FIVE = ["云杉医药", "蓝鲸航运", "松果汽车", "青石资本", "白鹭食品"]


def group(name: str, members: Sequence[str], file: str) -> Paper:
    return paper([Line(GROUP, {"subject": name, "members": list(members)})], file)


def test_groups_of_the_same_members_are_one_whatever_they_are_called() -> None:
    _, entities = resolved([group("新贵五强", FIVE, "a"), group("“五匹黑马”", FIVE[::-1], "b")])
    (one,) = named(entities, "新贵五强")
    assert one in named(entities, "“五匹黑马”")
    assert {e.name for e in entities if e.id in one.members} == set(FIVE)


def test_groups_of_one_name_and_other_members_are_two() -> None:
    _, entities = resolved([group("五匹黑马", FIVE, "a"), group("五匹黑马", ["甲木", "乙火", "丙土", "丁金", "戊水"], "b")])
    assert len(named(entities, "五匹黑马")) == 2


def test_the_rest_of_a_group_is_not_the_group() -> None:
    judgements, entities = resolved([group("新贵五强", FIVE, "a"), group("另外四强", FIVE[:4], "b")])
    assert named(entities, "新贵五强") != named(entities, "另外四强")
    assert any("members of one are members of the other" in j.explanation for j in judgements)


def test_the_rest_of_a_group_is_of_its_own_document() -> None:
    firms = ["云杉医药", "蓝鲸航运", "松果汽车", "青石软件", "赤狐能源", "白鹭食品"]
    told = [paper([Line(GROUP, {"subject": "其他五家", "members": [f for f in firms if f != out]})], out) for out in firms[:3]]
    told += [paper([Line(GROUP, {"subject": "其他两家", "members": firms[n : n + 2]})], f"{n}") for n in range(2)]
    told.append(paper([Line(GROUP, {"subject": "五匹黑马", "members": firms[1:]})], "group"))
    judgements, entities = resolved(told)
    groups = [e for e in entities if e.kind is MentionKind.GROUP]
    assert sorted(len(e.members) for e in groups) == [2, 2, 5, 5, 5, 5]
    of_groups = {m for e in groups for m in e.mentions}
    assert not [j for j in judgements if j.left in of_groups]


def test_what_a_person_judged_is_not_judged_again_and_holds() -> None:
    papers = [paper([left("顾南舟", "云杉医药")], f) for f in ("a", "b")]
    judgements, entities = resolved(papers)
    (person,) = named(entities, "顾南舟")
    pair = sorted(person.mentions)
    no = Judgement(pair[0], pair[1], Verdict.DIFFERENT, 1.0, "father and son", "li", NOON + timedelta(days=1))
    claims = [c for p in papers for c in p.claims]
    told = profiles(claims, [m for p in papers for m in p.mentions])
    again = judge(list(told.values()), [], NOON + timedelta(days=2), standing=[*judgements, no])
    assert again == ()
    split = cluster([m for p in papers for m in p.mentions], [*judgements, no])
    assert len(named(split, "顾南舟")) == 2


def test_a_person_may_join_what_rules_keep_apart() -> None:
    papers = [paper([left("顾南舟", "云杉医药")], "a"), paper([left("顾南舟", "蓝鲸航运")], "b")]
    judgements, entities = resolved(papers)
    a, b = sorted(e.mentions[0] for e in named(entities, "顾南舟"))
    yes = Judgement(a, b, Verdict.SAME, 1.0, "known to the desk", "li", NOON)
    assert len(named(cluster([m for p in papers for m in p.mentions], [yes, *judgements]), "顾南舟")) == 1


def test_the_name_most_documents_use_is_the_name() -> None:
    used = ["云杉医药有限公司", "云杉医药", "云杉医药"]
    _, entities = resolved([paper([left("顾南舟", org)], str(i)) for i, org in enumerate(used)])
    (org,) = named(entities, "云杉医药")
    assert org.aliases == ("云杉医药有限公司",)


ORGS = ["云杉医药", "云杉", "云杉汽车", "蓝鲸航运", "蓝鲸航运有限公司"]
TELLINGS = st.lists(st.tuples(st.sampled_from(["顾南舟", "林听雨"]), st.sampled_from(ORGS), st.booleans()), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(TELLINGS, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_entity(tellings: list[tuple[str, str, bool]], order: random.Random) -> None:
    papers = [
        paper(
            [left(person, org) if at_work else Line("statement", {"person": person})],
            f"{i}.txt",
            aliases={"云杉医药": ("云杉",)} if i == 3 else None,
        )
        for i, (person, org, at_work) in enumerate(tellings)
    ]
    shuffled = list(papers)
    order.shuffle(shuffled)
    assert resolved(papers)[1] == resolved(shuffled)[1]


@settings(max_examples=60, deadline=None)
@given(TELLINGS, TELLINGS)
def test_the_neighbours_of_a_document_are_all_that_it_is_judged_against(
    before: list[tuple[str, str, bool]], after: list[tuple[str, str, bool]]
) -> None:
    papers = [paper([left(person, org)], f"{i}.txt") for i, (person, org, _) in enumerate([*before, *after])]
    told = profiles([c for p in papers for c in p.claims], [m for p in papers for m in p.mentions])
    known = [told[m.id] for p in papers[: len(before)] for m in p.mentions]
    new = [told[m.id] for p in papers[len(before) :] for m in p.mentions]
    held = judge(known, [], NOON)
    assert judge(new, known, NOON, standing=held, neighbours_only=True) == judge(new, known, NOON, standing=held)


@settings(max_examples=30, deadline=None)
@given(TELLINGS)
def test_judging_again_says_nothing_new(tellings: list[tuple[str, str, bool]]) -> None:
    papers = [paper([left(person, org)], f"{i}.txt") for i, (person, org, _) in enumerate(tellings)]
    judgements, _ = resolved(papers)
    told = profiles([c for p in papers for c in p.claims], [m for p in papers for m in p.mentions])
    assert judge(list(told.values()), [], NOON + timedelta(days=9), standing=judgements) == ()


def test_a_document_that_names_both_makes_an_alias_doubtful() -> None:
    both = paper([left("顾南舟", "云杉医药"), left("林听雨", "云杉")], "a", aliases={"云杉医药": ("云杉",)})
    judgements, entities = resolved([both])
    assert [j.verdict for j in judgements] == [Verdict.UNSURE]
    assert len(entities) == 4
