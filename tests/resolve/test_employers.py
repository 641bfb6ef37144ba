"""People are told apart by whom they work for, whatever a document calls it; groups by who is in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.records.judgement import Judgement
from shiguan.records.views import Entity
from shiguan.resolve.cluster import cluster
from shiguan.resolve.profile import Profile, members_of, profiles
from tests.resolve.build import NOON, Line, Paper, left, paper
from tests.resolve.shelf import judge

LATIN: dict[str, tuple[str, ...]] = {"云杉医药": ("Spruce Pharma",)}
NONE: dict[str, tuple[str, ...]] = {}
SHORT: dict[str, tuple[str, ...]] = {"云杉医药": ("云杉",), "云杉汽车": ("云杉",)}


def resolved(papers: Sequence[Paper]) -> tuple[Entity, ...]:
    """The entities of papers read one after the other, each judged against its neighbours only, as the pipeline does it."""
    known: list[Profile] = []
    judgements: list[Judgement] = []
    for hours, one in enumerate(papers):
        fresh = list(profiles(one.claims, one.mentions).values())
        at = NOON + timedelta(hours=hours)
        judgements += judge(fresh, known, at, standing=judgements, neighbours_only=True)
        known += fresh
    claims = [c for p in papers for c in p.claims]
    return cluster([m for p in papers for m in p.mentions], judgements, members_of(claims))


def sizes(entities: Sequence[Entity], name: str) -> list[int]:
    """Of the entities of that name, how many mentions each has, most first."""
    return sorted((len(e.mentions) for e in entities if name in (e.name, *e.aliases)), reverse=True)


def test_a_foreign_name_of_the_firm_is_the_same_employer() -> None:
    one, other = paper([left("顾南舟", "云杉医药")], "a"), paper([left("顾南舟", "Spruce Pharma")], "b")
    introduces = paper([Line("funding", {"org": "云杉医药"})], "c", aliases=LATIN)
    assert sizes(resolved([one, other]), "顾南舟") == [1, 1]
    assert sizes(resolved([one, other, introduces]), "顾南舟") == [2]
    assert sizes(resolved([introduces, other, one]), "顾南舟") == [2]


def test_a_short_name_that_two_firms_share_ties_nobody_to_both() -> None:
    papers = [paper([left("顾南舟", "云杉医药")], "a", aliases=SHORT), paper([left("顾南舟", "云杉汽车")], "b", aliases=SHORT)]
    assert sizes(resolved(papers), "顾南舟") == [1, 1]
    assert sizes(resolved(papers), "云杉") == [1, 1]


def test_whom_only_a_shared_short_name_places_fits_both_namesakes_and_is_neither() -> None:
    papers = [paper([left("顾南舟", firm)], f"{firm}.txt", aliases=SHORT) for firm in ("云杉医药", "云杉汽车", "云杉")]
    assert sizes(resolved(papers), "顾南舟") == [1, 1, 1]


def test_a_mover_is_one_person_once_a_document_names_both_firms() -> None:
    papers = [
        paper([left("顾南舟", "Spruce Pharma")], "a"),
        paper([left("顾南舟", "蓝鲸航运")], "b"),
        paper([left("顾南舟", "云杉医药", to="蓝鲸航运")], "c", aliases=LATIN),
    ]
    assert sizes(resolved(papers), "顾南舟") == [3]


def members(name: str, *firms: str) -> Line:
    roles: dict[str, str | list[str]] = {"subject": name, "members": list(firms)}
    return Line("count_claim", roles)


def test_a_third_text_does_not_make_one_of_groups_with_other_members() -> None:
    trade = members("机器六骏马", "甲机器人", "乙机器人", "丙机器人", "丁机器人")
    other = members("六骏马", "子汽车", "丑汽车", "寅汽车", "卯汽车")
    papers = [paper([line], f"{i}.txt") for i, line in enumerate([trade, other])]
    bare = [paper([Line("count_claim", {"subject": name})], f"{name}.txt") for name in ("六骏马", "机器六骏马")]
    for order in ([*papers, *bare], [*bare, *papers]):
        groups = [e for e in resolved(order) if e.kind == "group"]
        assert sorted(len(e.mentions) for e in groups) == [2, 2]
        assert sorted(len(e.members) for e in groups) == [4, 4]


ORGS = ["云杉医药", "Spruce Pharma", "云杉", "云杉汽车", "云杉医药有限公司", "蓝鲸航运"]
TOLD = st.lists(
    st.tuples(st.sampled_from(["顾南舟", "林听雨", ""]), st.sampled_from(ORGS), st.sampled_from([NONE, LATIN, SHORT])),
    min_size=2,
    max_size=7,
)


@settings(max_examples=80, deadline=None)
@given(TOLD, st.randoms(use_true_random=False))
def test_read_in_any_order_beside_their_neighbours_only(
    told: list[tuple[str, str, dict[str, tuple[str, ...]]]], order: random.Random
) -> None:
    papers = [
        paper([left(person, org) if person else Line("funding", {"org": org})], f"{i}.txt", aliases=aliases)
        for i, (person, org, aliases) in enumerate(told)
    ]
    shuffled = list(papers)
    order.shuffle(shuffled)
    assert resolved(papers) == resolved(shuffled)
