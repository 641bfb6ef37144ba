"""Whole small documents: what is proposed of them, once each, in text order, with time and stance settled."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shiguan.extract.backends.base import Proposal
from shiguan.extract.backends.rules.reader import RulesBackend
from shiguan.extract.sentences import prepare
from shiguan.records.claim import Certainty
from shiguan.records.document import Document, RegionKind
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import load_vocabulary
from tests.extract.rules.page import document
from tests.extract.rules.scenery import vocabulary


def proposals(page: Document, *types: str) -> list[Proposal]:
    """What is proposed, of the given types only where some are given."""
    found = RulesBackend(vocabulary()).propose(prepare(page))
    return [p for p in found if not types or p.event_type in types]


def read(text: str, *types: str, published: str | None = "2024-05-20") -> list[Proposal]:
    return proposals(document(text, published), *types)


def roles(proposal: Proposal) -> dict[str, str]:
    return {r.role: r.name or r.text for r in proposal.roles}


def when(proposal: Proposal) -> str | None:
    return proposal.valid_time.when if proposal.valid_time else None


def test_quotes_and_roles_stand_where_the_proposals_say() -> None:
    page = document(
        "星河汽车高管离职\n\n星河汽车首席财务官王远舟因个人原因于5月10日离职。李明岸出任远大电子总裁。\n云帆科技完成了3亿元天使轮融资。\n"
    )
    found = proposals(page)
    assert {p.event_type for p in found} == {"departure", "appointment", "funding"}
    for proposal in found:
        assert proposal.start is not None
        assert page.text.startswith(proposal.quote, proposal.start)
        for role in proposal.roles:
            assert role.start is None or page.text.startswith(role.text, role.start)
            assert role.text in page.text
        assert 0 < proposal.confidence <= 1


def test_proposals_come_in_text_order() -> None:
    found = read("王远舟已离职。\n李明岸已离职。\n张思琪已离职。", "departure")
    assert [roles(p)["person"] for p in found] == ["王远舟", "李明岸", "张思琪"]


TITLE = "王远舟离开星河汽车"


def test_a_title_gives_way_to_the_fuller_telling_of_the_body() -> None:
    page = document(f"{TITLE}\n\n5月10日，王远舟因个人原因离开星河汽车。云帆科技没有回应。")
    (title,) = page.regions_of([RegionKind.TITLE])
    (found,) = proposals(page, "departure")
    assert found.start is not None
    assert found.start >= title.span.end
    assert (when(found), roles(found)["reason"]) == ("2024-05-10", "个人原因")


def test_what_only_the_title_tells_is_told() -> None:
    (found,) = read(f"{TITLE}\n\n云帆科技召开了会议。", "departure")
    assert (found.start, found.quote) == (0, TITLE)


def test_a_telling_and_its_repetition_are_one_proposal_the_fuller_one() -> None:
    (found,) = read("王远舟离开星河汽车。\n5月10日，王远舟因个人原因离开星河汽车。\n王远舟离开星河汽车。", "departure")
    assert roles(found) == {"person": "王远舟", "org": "星河汽车", "reason": "个人原因"}


def test_a_name_and_its_short_form_are_one_telling() -> None:
    (found,) = read("云杉医药董事长王远舟出席。\n云杉的股价下跌，王远舟离开云杉医药。\n王远舟离开云杉。", "departure")
    assert roles(found)["org"] == "云杉医药"


def test_a_given_name_and_its_given_alias_are_one_telling() -> None:
    found = read("王远舟离开星河汽车。\n王远舟离开星河。", "departure")
    assert [roles(p)["org"] for p in found] == ["星河汽车"]


def test_who_leaves_a_firm_that_is_named_does_not_leave_the_one_spoken_of_before() -> None:
    found = read("王远舟离开星河汽车。\n李明岸离开云帆科技。", "departure")
    assert [(roles(p)["person"], roles(p)["org"]) for p in found] == [("王远舟", "星河汽车"), ("李明岸", "云帆科技")]


@pytest.mark.parametrize(
    "text",
    [
        "王远舟离开星河汽车。\n王远舟离开云帆科技。",
        "王远舟离开星河汽车。\n李明岸离开星河汽车。",
        "据传王远舟离开星河汽车。\n星河汽车宣布，王远舟离开星河汽车。",
        "王远舟没有离开星河汽车。\n王远舟已离开星河汽车。",
    ],
)
def test_what_differs_in_a_key_role_or_in_stance_is_told_twice(text: str) -> None:
    assert len(read(text, "departure")) == 2


def test_two_steps_of_a_career_in_one_house_are_two() -> None:
    found = read("2019年，王远舟加入星河汽车任总监。2023年，王远舟升任星河汽车总裁。", "appointment")
    assert [(roles(p)["position"], when(p)) for p in found] == [("总监", "2019"), ("总裁", "2023")]


def test_a_rumour_and_a_plan_of_one_event_are_both_hedged_and_so_one() -> None:
    (found,) = read("据传王远舟离开星河汽车。\n王远舟计划离开星河汽车。", "departure")
    assert found.certainty in (Certainty.RUMOURED, Certainty.PLANNED)


@pytest.mark.parametrize("text", ["王远舟离开造车四小龙。", "造车四小龙的总裁王远舟离职。"])
def test_a_nickname_of_several_firms_employs_nobody(text: str) -> None:
    assert read(text, "departure", "membership", "appointment", "founding") == []


def test_who_leaves_several_firms_by_nickname_leaves_the_one_he_is_known_to_be_of() -> None:
    (found,) = read("星河汽车总裁王远舟出席了会议。此后王远舟离开了造车四小龙。", "departure")
    assert roles(found) == {"person": "王远舟", "org": "星河汽车"}
    assert all(r.kind is not MentionKind.GROUP for r in found.roles)


def test_names_are_mentions_of_their_kind_with_their_fullest_form() -> None:
    (found,) = read("云杉医药董事长王远舟出席。\n云杉的股价下跌，王远舟离开云杉。", "departure")
    kinds = {r.role: (r.text, r.kind, r.name) for r in found.roles}
    assert kinds["person"] == ("王远舟", MentionKind.PERSON, "王远舟")
    assert kinds["org"] == ("云杉", MentionKind.ORG, "云杉医药")
    assert {r.role: r.aliases for r in found.roles}["org"] == ("云杉",)


def test_an_amount_is_a_quantity() -> None:
    (found,) = read("云帆科技完成了3亿元天使轮融资。", "funding")
    (amount,) = [r.amount for r in found.roles if r.role == "amount"]
    assert amount is not None
    assert (amount.low, amount.currency) == (Decimal(300_000_000), "CNY")


@pytest.mark.parametrize(("money", "currency"), [("3亿元A轮", "CNY"), ("3亿美元Pre-B轮", "USD"), ("5000万元B+轮", "CNY")])
def test_an_amount_keeps_its_currency_before_a_lettered_round(money: str, currency: str) -> None:
    (found,) = read(f"云帆科技完成了{money}融资。", "funding")
    assert [r.amount.currency for r in found.roles if r.amount] == [currency]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5月10日，王远舟离开星河汽车。", "2024-05-10"),
        ("王远舟于去年离开星河汽车。", "2023"),
        ("王远舟上周离开星河汽车。", "2024-05-13/2024-05-19"),
        ("王远舟离开星河汽车。", None),
        ("目前王远舟已离开星河汽车。", None),
        ("5月3日，星河汽车召开会议。王远舟离开星河汽车。", None),
        ("5月3日，星河汽车召开会议。\n王远舟离开星河汽车。", None),
    ],
)
def test_the_time_is_the_one_told_in_its_sentence_or_unknown(text: str, told: str | None) -> None:
    (found,) = read(text, "departure")
    assert when(found) == told


def test_a_relative_time_means_nothing_without_a_day_of_publication() -> None:
    (found,) = read("王远舟上周离开星河汽车。", "departure", published=None)
    assert found.valid_time is None


def test_boilerplate_makes_no_proposals() -> None:
    page = "云帆科技召开会议。\n\n图：王远舟离开星河汽车\n相关阅读\n李明岸离开星河汽车\n"
    assert read(page, "departure") == []


def test_a_long_clause_is_quoted_around_what_says_it() -> None:
    text = (
        "云帆科技" + "在报告中说各项业务都在有序推进" * 20 + "而王远舟已于上月离开星河汽车" + "并且各项业务仍在有序推进" * 20 + "。"
    )
    for found in read(text, "departure"):
        assert "离开" in found.quote
        assert len(found.quote) <= 200


def test_somebody_understood_from_before_has_no_place_of_its_own() -> None:
    (found,) = read("星河汽车首席财务官王远舟出席会议。他已离职。", "departure")
    (person,) = [r for r in found.roles if r.role == "person"]
    assert (person.text, person.start) == ("王远舟", None)


def test_what_was_told_of_somebody_before_has_no_place_of_its_own_either() -> None:
    (found,) = read("星河汽车首席财务官王远舟出席会议。他已离职。", "departure")
    assert {r.role: (r.text, r.start) for r in found.roles if r.role != "person"} == {
        "org": ("星河汽车", None),
        "position": ("首席财务官", None),
    }


@pytest.mark.parametrize("text", ["", "。", "无事。", "\n\n", "12345", "王远舟", "“”（）《》", "😀😀"])
def test_a_text_that_tells_nothing_makes_no_proposals(text: str) -> None:
    assert read(f"公告\n{text}\n") == []


def test_the_version_is_that_of_the_vocabulary() -> None:
    one, other = RulesBackend(load_vocabulary()), RulesBackend(vocabulary())
    assert one.name == other.name == "rules"
    assert one.version != other.version
    assert one.version == RulesBackend(load_vocabulary()).version
