from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.views import Event
from shiguan.resolve.cluster import cluster
from shiguan.resolve.events import events
from shiguan.resolve.profile import members_of, profiles
from shiguan.resolve.sources import DocumentText
from tests.resolve.build import NOON, Line, Paper, left, paper
from tests.resolve.shelf import independent, judge

DENIED = {"certainty": Certainty.DENIED, "polarity": Polarity.NEGATED}
RUMOURED = {"certainty": Certainty.RUMOURED}
G, Y = "顾南舟", "云杉医药"


def told(papers: Sequence[Paper]) -> tuple[Event, ...]:
    claims = [c for p in papers for c in p.claims]
    mentions = [m for p in papers for m in p.mentions]
    judgements = judge(list(profiles(claims, mentions).values()), [], NOON)
    entity_of = {m: e for e in cluster(mentions, judgements, members_of(claims)) for m in e.mentions}
    sources = independent([DocumentText(p.document.id, p.document.text) for p in papers])
    return events([t for p in papers for t in p.tellings], entity_of, sources, {p.document.id: p.document.text for p in papers})


def one_each(*lines: Line, published: Sequence[str] = ()) -> tuple[Event, ...]:
    """Each line told by a paper of its own."""
    dates = [*published, *["2031-02-03"] * len(lines)]
    return told([paper([line], f"{i}.txt", dates[i]) for i, line in enumerate(lines)])


def sizes(found: Sequence[Event]) -> list[int]:
    return sorted(len(e.tellings) for e in found)


def yuan(low: int, high: int | None = None, currency: str | None = "CNY") -> Amount:
    return Amount(Decimal(low), Decimal(high or low), currency, None, f"{low}元")


def funding(org: str, *, round_: str | None = None, amount: Amount | None = None, when: str | None = None) -> Line:
    texts = {"round": round_, "amount": amount}
    return Line("funding", {"org": org}, {k: v for k, v in texts.items() if v}, when=when)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("2030-08", "2030-08-30"), [2]),
        (("2030-11", "2030-12"), [2]),
        (("2030-08", None), [2]),
        (("2030", "2030-08"), [2]),
        (("2028-01", "2030-08"), [1, 1]),
        (("2029", "2030-01"), [1, 1]),
        (("2028-01", "2030-08", None), [1, 1, 1]),
        (("2028-01", "2028-01", "2030-08"), [1, 2]),
    ],
)
def test_times_must_fit(times: tuple[str | None, ...], expected: list[int]) -> None:
    assert sizes(one_each(*(left(G, Y, when) for when in times))) == expected


def test_what_was_told_before_it_happened_is_another_event() -> None:
    assert sizes(one_each(left(G, Y), left(G, Y, "2030-08"), published=["2029-05-01"])) == [1, 1]


def test_an_event_told_without_its_organisation_goes_with_the_only_one_that_fits() -> None:
    bare = Line("departure", {"person": G})
    assert sizes(told([paper([left(G, Y), bare], "a")])) == [2]
    assert sizes(told([paper([left(G, Y), left(G, "蓝鲸航运"), bare], "a")])) == [1, 1, 1]


def test_who_is_not_named_is_the_same_only_with_one_organisation() -> None:
    unnamed = Line("departure", {"org": Y}, {"person": "两位副总裁"})
    elsewhere = Line("departure", {"org": "蓝鲸航运"}, {"person": "两位副总裁"})
    assert sizes(one_each(unnamed, unnamed, elsewhere, left(G, Y))) == [1, 1, 2]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (funding(Y, round_="A轮"), funding(Y, round_="B轮"), [1, 1]),
        (funding(Y, round_="B轮"), funding(Y, amount=yuan(300)), [2]),
        (funding(Y, amount=yuan(3000)), funding(Y, amount=yuan(2900, 3100)), [2]),
        (funding(Y, amount=yuan(3000)), funding(Y, amount=yuan(3020)), [2]),
        (funding(Y, amount=yuan(3000)), funding(Y, amount=yuan(5000)), [1, 1]),
        (funding(Y, amount=yuan(3000)), funding(Y, amount=yuan(3000, currency="USD")), [1, 1]),
        (funding(Y, amount=yuan(3000)), funding(Y, amount=yuan(3000, currency=None)), [2]),
        (funding(Y, round_="A轮"), funding(Y, round_="Pre-A轮"), [1, 1]),
        (funding(Y, round_="B轮"), funding(Y, round_="B轮融资"), [2]),
        (funding(Y, round_="B轮"), funding(Y, round_="新一轮"), [2]),
        (funding(Y, round_="第一轮"), funding(Y, round_="第二轮"), [1, 1]),
        (funding(Y, round_="A轮"), funding("蓝鲸航运", round_="A轮"), [1, 1]),
    ],
)
def test_rounds_are_told_apart_by_what_is_told_of_them(one: Line, other: Line, expected: list[int]) -> None:
    assert sizes(one_each(one, other)) == expected


def test_a_wording_may_differ_and_a_subject_may_not() -> None:
    def gave_up(subject: str) -> Line:
        return Line("abandonment", {"org": Y}, {"subject": subject})

    assert sizes(one_each(gave_up("自建冷链仓库"), gave_up("自建冷链仓库业务"))) == [2]
    assert sizes(one_each(gave_up("自建冷链仓库"), gave_up("海外开店计划"))) == [1, 1]


def won(subject: str | None = None, amount: Amount | None = None, *, issuer: str | None = None, when: str | None = None) -> Line:
    told = {"subject": subject, "amount": amount, "issuer": issuer}
    return Line("bid_wins", {"org": Y}, {k: v for k, v in told.items() if v}, when=when)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (won("天河市环卫一体化服务项目"), won("天河环卫项目"), [2]),
        (won("天河市环卫一体化服务项目", yuan(576)), won(amount=yuan(576)), [2]),
        (won("天河市环卫一体化服务项目", yuan(576)), won("今年最大的一单", yuan(576)), [2]),
        (won("地铁设备采购", when="2030-08"), won("地铁设备采购", when="2030-09"), [2]),
        (won("天河环卫项目一标段"), won("天河环卫项目二标段"), [1, 1]),
        (won("天河轨道交通项目"), won("云海轨道交通项目"), [1, 1]),
        (won("天河环卫项目", yuan(576)), won("天河环卫项目", yuan(830)), [1, 1]),
        (won("天河环卫项目", issuer="天河市城管局"), won("天河环卫项目", issuer="云海集团"), [1, 1]),
        (won("地铁设备采购", when="2028-08"), won("地铁设备采购", when="2030-09"), [1, 1]),
    ],
)
def test_one_tender_told_twice_is_one_and_two_are_two(one: Line, other: Line, expected: list[int]) -> None:
    assert sizes(one_each(one, other)) == expected


@pytest.mark.parametrize(
    ("tellings", "expected"),
    [
        ([("2031-01", RUMOURED)], (Certainty.RUMOURED, Polarity.AFFIRMED)),
        ([("2031-01", RUMOURED), ("2031-02", {})], (Certainty.REPORTED, Polarity.AFFIRMED)),
        ([("2031-01", {}), ("2031-02", {"certainty": Certainty.CONFIRMED})], (Certainty.CONFIRMED, Polarity.AFFIRMED)),
        ([("2031-01", {"certainty": Certainty.PLANNED}), ("2031-02", RUMOURED)], (Certainty.PLANNED, Polarity.AFFIRMED)),
        ([("2031-01", RUMOURED), ("2031-02", DENIED)], (Certainty.DENIED, Polarity.NEGATED)),
        ([("2031-01", {}), ("2031-02", DENIED)], (Certainty.DENIED, Polarity.NEGATED)),
        ([("2031-01", DENIED), ("2031-02", RUMOURED)], (Certainty.DENIED, Polarity.NEGATED)),
        ([("2031-01", DENIED), ("2031-02", {})], (Certainty.REPORTED, Polarity.AFFIRMED)),
        ([("2031-01", DENIED), ("2031-01", {})], (Certainty.DENIED, Polarity.NEGATED)),
        ([("2031-01", DENIED), ("2031-01", {"certainty": Certainty.CONFIRMED})], (Certainty.CONFIRMED, Polarity.AFFIRMED)),
        ([("2031-01", {"polarity": Polarity.NEGATED})], (Certainty.REPORTED, Polarity.NEGATED)),
    ],
)
def test_the_last_firm_word_holds(tellings: list[tuple[str, dict[str, Any]]], expected: tuple[Certainty, Polarity]) -> None:
    lines = [left(G, Y, **more) for _, more in tellings]
    (event,) = one_each(*lines, published=[day for day, _ in tellings])
    assert (event.certainty, event.polarity) == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (("2030", "2030-08", "2030-08-30"), "2030-08-30"),
        (("2030-11", "2030-12", "2030-12"), "2030-12"),
        ((None, "2030-H2"), "2030-H2"),
        ((None, None), None),
        (("2031-01", "2030-12"), "2030-12"),
    ],
)
def test_the_time_is_the_most_exact_that_most_agree_to(times: tuple[str | None, ...], expected: str | None) -> None:
    (event,) = one_each(*(left(G, Y, when) for when in times))
    assert (event.valid_time.when if event.valid_time else None) == expected


def test_of_two_times_the_surer_telling_has_the_right_one() -> None:
    (event,) = one_each(left(G, Y, "2030-11"), left(G, Y, "2030-12", certainty=Certainty.CONFIRMED))
    assert event.valid_time is not None
    assert event.valid_time.when == "2030-12"


def test_roles_count_who_says_what() -> None:
    one, other = {"person": G, "org": Y}, {"org": Y, "person": G}  # in words of their own
    told = [(one, "研发总监"), (other, "研发总监"), (one, "首席科学家"), (other, "研发总监")]
    (event,) = one_each(*(Line("departure", {**roles}, {"position": post}) for roles, post in told))
    assert [(v.text, v.support) for v in event.role("position")] == [("研发总监", 2), ("首席科学家", 1)]
    assert [(v.text, v.support) for v in event.role("org")] == [(Y, 3)]
    assert event.role("org")[0].entity


def test_a_passage_taken_over_is_one_source() -> None:
    quote = "据悉此人离开之前已有三个月不再出席任何一次公司例会"
    said = ["本报获悉，", f"有消息说：{quote}，", f"甲报写道，{quote}；"]
    own = [Line("departure", {"person": G}, said=words) for words in said]
    (event,) = one_each(*own)
    assert (len(event.tellings), event.sources) == (3, 2)


ORGS = st.sampled_from([Y, "蓝鲸航运"])
WHEN = st.sampled_from([None, "2029-03", "2030", "2030-08", "2030-09-01", "2031-01"])
STANCE = st.sampled_from([{}, RUMOURED, DENIED, {"certainty": Certainty.PLANNED}])
LINES = st.lists(st.builds(lambda p, o, w, s: left(p, o, w, **s), st.sampled_from([G, "林听雨"]), ORGS, WHEN, STANCE), max_size=7)


@settings(max_examples=60, deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_event(lines: list[Line], order: random.Random) -> None:
    papers = [paper([line], f"{i}.txt", f"2031-0{i + 1}") for i, line in enumerate(lines)]
    shuffled = list(papers)
    order.shuffle(shuffled)
    assert told(papers) == told(shuffled)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_every_telling_is_in_one_event(lines: list[Line]) -> None:
    papers = [paper([line], f"{i}.txt") for i, line in enumerate(lines)]
    found = told(papers)
    assert sorted(t.claim.id for e in found for t in e.tellings) == sorted(c.id for p in papers for c in p.claims)
    assert all(1 <= e.sources <= len(e.tellings) for e in found)
