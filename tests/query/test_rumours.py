"""Rumours and their fates on papers of invented firms and people."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.errors import InputError, NotFoundError
from shiguan.query.rumours import Rumour, Rumours, RumoursQuestion, rumours
from shiguan.query.scope import Scope
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.resolve.fates import Fate, Part, Reason
from shiguan.resolve.related import Link
from tests.query.build import viewed, viewed_by
from tests.resolve.build import Line, Paper, left, paper

Y, L, P, Q = "云杉医药", "蓝鲸航运", "松果汽车", "青石资本"
TODAY = date(2031, 3, 5)
RUMOURED: dict[str, Any] = {"certainty": Certainty.RUMOURED}
DENIED: dict[str, Any] = {"certainty": Certainty.DENIED, "polarity": Polarity.NEGATED}


def bought(target: str = Y, by: str | None = L, **more: Any) -> Line:
    roles: dict[str, str | list[str]] = {"target": target}
    if by:
        roles["acquirer"] = by
    return Line("acquisition", roles, **more)


def money(number: int) -> Amount:
    return Amount(Decimal(number), Decimal(number), "CNY", None, f"{number}元")


def ask(*papers: Paper, name: str | None = None, fate: str | None = None, scope: Scope | None = None) -> Rumours:
    with viewed(*papers) as view:
        return rumours(view, RumoursQuestion(TODAY, name, fate), scope or Scope())


def only(*papers: Paper) -> Rumour:
    (found,) = ask(*papers).rumours
    return found


def parts(rumour: Rumour) -> list[Part]:
    return [step.part for step in rumour.steps]


FIRST = paper([bought(**RUMOURED)], "a", "2031-02-03")


def test_a_rumour_that_nothing_follows_is_open_and_ages() -> None:
    found = only(FIRST)
    assert (found.fate, found.reason, found.by) == (Fate.OPEN, Reason.NOTHING_SINCE, None)
    assert found.age == 30
    assert parts(found) == [Part.RUMOUR]


def test_an_old_rumour_is_counted_to_the_day_that_is_asked_for() -> None:
    with viewed(FIRST) as view:
        assert rumours(view, RumoursQuestion(date(2031, 2, 4))).rumours[0].age == 1


def test_a_rumour_of_an_undated_paper_has_no_age() -> None:
    assert only(paper([bought(**RUMOURED)], "a", None)).age is None


def test_a_denial_by_the_party_denies_it() -> None:
    found = only(FIRST, paper([bought(speaker=Y, **DENIED)], "b", "2031-02-05"))
    assert (found.fate, found.reason, found.age) == (Fate.DENIED, Reason.DENIED, None)
    assert found.by is not None
    assert found.by.claim.speaker == Y
    assert parts(found) == [Part.RUMOUR, Part.DENIAL]


def test_a_rumour_carried_on_after_its_denial_is_still_denied() -> None:
    found = only(FIRST, paper([bought(**DENIED)], "b", "2031-02-05"), paper([bought(**RUMOURED)], "c", "2031-02-08"))
    assert found.fate is Fate.DENIED
    assert parts(found) == [Part.RUMOUR, Part.DENIAL, Part.RUMOUR]


def test_no_answer_is_no_denial() -> None:
    silent = Line("statement", {}, {"gist": "对此未予回应"}, said="公司")
    found = only(paper([bought(**RUMOURED), silent], "a"))
    assert (found.fate, found.reason) == (Fate.OPEN, Reason.NO_ANSWER)
    assert parts(found) == [Part.RUMOUR, Part.NO_ANSWER]


@pytest.mark.parametrize("certainty", [Certainty.REPORTED, Certainty.CONFIRMED])
def test_told_as_a_fact_later_bears_it_out(certainty: Certainty) -> None:
    found = only(FIRST, paper([bought(certainty=certainty)], "b", "2031-02-20"))
    assert (found.fate, found.reason) == (Fate.BORNE_OUT, Reason.TOLD_AS_FACT)
    assert found.by is not None
    assert found.by.file == "b"


def test_a_fact_later_in_the_same_paper_bears_it_out() -> None:
    assert only(paper([left("甲一", Y, **RUMOURED), left("甲一", Y)])).fate is Fate.BORNE_OUT


def test_denied_then_told_as_a_fact() -> None:
    found = only(FIRST, paper([bought(**DENIED)], "b", "2031-02-05"), paper([bought()], "c", "2031-02-25"))
    assert (found.fate, found.reason) == (Fate.DENIED_THEN_BORNE_OUT, Reason.FACT_SINCE)
    assert parts(found) == [Part.RUMOUR, Part.DENIAL, Part.REPORT]


def test_what_was_reported_and_denied_after_that_is_denied() -> None:
    found = only(FIRST, paper([bought()], "b", "2031-02-05"), paper([bought(**DENIED)], "c", "2031-02-25"))
    assert found.fate is Fate.DENIED


def test_on_one_day_only_the_partys_own_word_outweighs_a_denial() -> None:
    denial = paper([bought(**DENIED)], "b", "2031-02-05")
    assert only(FIRST, denial, paper([bought()], "c", "2031-02-05")).fate is Fate.DENIED
    confirmed = paper([bought(certainty=Certainty.CONFIRMED)], "c", "2031-02-05")
    assert only(FIRST, denial, confirmed).fate is Fate.DENIED_THEN_BORNE_OUT


def test_a_rumour_that_it_is_not_so_denies_nothing() -> None:
    doubt = bought(certainty=Certainty.RUMOURED, polarity=Polarity.NEGATED)
    assert only(FIRST, paper([doubt], "b", "2031-02-05")).fate is Fate.OPEN


def test_what_was_denied_before_it_was_rumoured_was_another_rumour() -> None:
    found = only(paper([bought(**DENIED)], "b", "2030-02-05"), FIRST)
    assert found.fate is Fate.OPEN


def test_who_told_it_takes_it_back() -> None:
    first = paper([bought(**RUMOURED)], "a", "2031-02-03", publisher="晨星报")
    back = paper(
        [bought(said="本报更正并致歉：", certainty=Certainty.REPORTED, polarity=Polarity.NEGATED)],
        "b",
        "2031-02-06",
        None,
        "晨星报",
    )
    found = only(first, back)
    assert (found.fate, found.reason) == (Fate.WITHDRAWN, Reason.TAKEN_BACK)
    elsewhere = paper(
        [bought(said="本报更正并致歉：", certainty=Certainty.REPORTED, polarity=Polarity.NEGATED)],
        "b",
        "2031-02-06",
        None,
        "暮星报",
    )
    assert only(first, elsewhere).fate is Fate.DENIED


def test_an_announcement_bears_it_out_in_part() -> None:
    found = only(FIRST, paper([bought(certainty=Certainty.PLANNED)], "b", "2031-02-20"))
    assert (found.fate, found.reason) == (Fate.PARTLY, Reason.ANNOUNCED)


def test_another_destination_than_rumoured_bears_it_out_in_part() -> None:
    found = only(paper([left("甲一", Y, to=L, **RUMOURED)], "a"), paper([left("甲一", Y, to=P)], "b", "2031-02-20"))
    assert (found.fate, found.reason) == (Fate.PARTLY, Reason.OTHERWISE)
    assert [step.differs for step in found.steps] == [(), ("destination_org",)]


def test_another_price_than_rumoured_bears_it_out_in_part() -> None:
    rumoured, done = (
        Line("acquisition", {"target": Y, "acquirer": L}, {"amount": money(n)}, **c) for n, c in ((5, RUMOURED), (9, {}))
    )
    assert only(paper([rumoured], "a"), paper([done], "b", "2031-02-20")).fate is Fate.PARTLY


def test_some_of_those_rumoured_bear_it_out_in_part() -> None:
    both = Line("abandonment", {"org": [Y, L]}, {"subject": "造船"}, **RUMOURED)
    one = Line("abandonment", {"org": Y}, {"subject": "造船"})
    found = only(paper([both], "a"), paper([one], "b", "2031-02-20"))
    assert (found.fate, found.reason) == (Fate.PARTLY, Reason.NOT_ALL)


def test_at_the_new_firm_the_rumoured_departure_is_borne_out() -> None:
    joined = Line("appointment", {"person": "甲一", "org": L}, {"position": "船长"})
    found = only(paper([left("甲一", Y, to=L, **RUMOURED)], "a"), paper([joined], "b", "2031-02-20"))
    assert found.fate is Fate.BORNE_OUT
    assert found.steps[-1].link is Link.JOINED


def test_a_rumoured_appointment_is_borne_out_by_a_departure_to_there() -> None:
    joins = Line("appointment", {"person": "甲一", "org": L}, **RUMOURED)
    found = only(paper([joins], "a"), paper([left("甲一", Y, to=L)], "b", "2031-02-20"))
    assert found.fate is Fate.BORNE_OUT
    assert found.steps[-1].link is Link.LEFT_FOR


def test_called_by_a_former_post_he_has_left() -> None:
    def in_office(said: str) -> Line:
        return Line("membership", {"person": "甲一", "org": Y}, {"position": "船长"}, said=said)

    rumour = paper([left("甲一", Y, **RUMOURED)], "a")
    former = only(rumour, paper([in_office("前船长说，")], "b", "2031-02-20"))
    assert (former.fate, former.steps[-1].link) == (Fate.BORNE_OUT, Link.FORMER)
    assert only(rumour, paper([in_office("船长说，")], "b", "2031-02-20")).fate is Fate.OPEN


def test_the_same_firms_other_deal_has_nothing_to_do_with_it() -> None:
    other = bought(target=P)
    assert only(FIRST, paper([other], "b", "2031-02-20")).fate is Fate.OPEN


def test_a_deal_told_with_one_party_does_not_bear_it_out() -> None:
    assert only(FIRST, paper([bought(by=None)], "b", "2031-02-20")).fate is Fate.OPEN


def test_a_firm_and_its_unit_are_one_party_to_a_rumour() -> None:
    unit = paper([bought(by="蓝鲸航运物流", **DENIED)], "b", "2031-02-05")
    assert only(FIRST, unit).fate is Fate.DENIED


def test_a_rumour_that_names_nobody_is_borne_out_by_a_fact_that_names_nobody() -> None:
    rumour = Line("abandonment", {}, {"org": "两家船厂", "subject": "造船"}, **RUMOURED)
    fact = Line("abandonment", {}, {"org": "多家船厂", "subject": "造船业务"})
    found = only(paper([rumour], "a"), paper([fact], "b", "2031-02-20"))
    assert (found.fate, found.steps[-1].link) == (Fate.BORNE_OUT, Link.NAMELESS)


def test_a_named_firms_word_settles_nothing_about_the_unnamed() -> None:
    rumour = Line("abandonment", {}, {"org": "两家船厂", "subject": "造船"}, **RUMOURED)
    stays = Line("abandonment", {"org": Y}, {"subject": "造船"}, **DENIED)
    assert only(paper([rumour, stays], "a")).fate is Fate.OPEN


def test_a_guess_at_who_it_is_ties_a_denial_to_the_unnamed() -> None:
    rumour = Line("abandonment", {}, {"org": "两家船厂", "subject": "造船"}, **RUMOURED)
    guess = Line("abandonment", {"org": Y}, {"subject": "造船"}, **RUMOURED)
    denial = Line("abandonment", {"org": Y}, {"subject": "造船"}, **DENIED)
    found = only(paper([rumour, guess, denial], "a"))
    assert (found.fate, parts(found)) == (Fate.DENIED, [Part.RUMOUR, Part.RUMOUR, Part.DENIAL])


def test_unnamed_people_are_known_by_post_and_employer() -> None:
    def some(who: str, org: str = Y, **more: Any) -> Line:
        return Line("departure", {"org": org}, {"person": who}, **more)

    rumour = paper([some("几位港口业务负责人", **RUMOURED)], "a")
    assert only(rumour, paper([some("多名港口业务负责人")], "b", "2031-02-20")).fate is Fate.BORNE_OUT
    assert only(rumour, paper([some("多名财务人员")], "b", "2031-02-20")).fate is Fate.OPEN
    assert only(rumour, paper([some("多名港口业务负责人", L)], "b", "2031-02-20")).fate is Fate.OPEN


def test_a_rumoured_valuation_is_borne_out_by_the_round() -> None:
    worth = Line("valuation", {"org": Y}, {"amount": money(500)}, **RUMOURED)
    round_ = Line("funding", {"org": Y}, {"valuation": money(500), "round": "B轮"})
    assert only(paper([worth], "a"), paper([round_], "b", "2031-02-20")).fate is Fate.BORNE_OUT


def test_the_word_of_an_unnamed_source_is_a_rumour() -> None:
    hearsay = only(paper([bought(speaker="接近公司的知情人士")], "a"))
    assert hearsay.fate is Fate.OPEN
    assert ask(paper([bought(speaker=Y)], "a")).rumours == ()


def test_a_sentence_about_the_talk_is_no_fact() -> None:
    doubted = bought(said="公司说，被收购的说法并不合理，")
    assert only(FIRST, paper([doubted], "b", "2031-02-20")).fate is Fate.OPEN


def test_what_is_known_only_by_its_denial_is_a_rumour_too() -> None:
    found = only(paper([bought(said="公司否认此传闻：", **DENIED)], "a"))
    assert (found.fate, found.reason) == (Fate.DENIED, Reason.ONLY_DENIAL)
    still_there = left("甲一", Y, said="他依然在职，", **DENIED)
    assert ask(paper([still_there], "a")).rumours == ()


def test_one_sale_denied_in_several_ways_is_one_rumour() -> None:
    ways = [bought(), bought(by=None), bought(by="蓝鲸航运物流"), bought(target="云杉医药研究院")]
    denied = [replace(way, said=f"第{n}家公司称传闻不实：", **DENIED) for n, way in enumerate(ways)]
    found = only(*(paper([one], f"{n}", f"2031-02-0{n + 3}") for n, one in enumerate(denied)))
    assert (found.fate, found.reason, parts(found)) == (Fate.DENIED, Reason.ONLY_DENIAL, [Part.DENIAL] * 4)
    assert only(paper(denied, "a")).steps


def test_denials_of_other_deals_and_other_years_are_rumours_of_their_own() -> None:
    said = {"said": "公司称传闻不实：", **DENIED}
    assert len(ask(paper([bought(**said), bought(target=P, by=Q, **said)], "a")).rumours) == 2
    assert len(ask(paper([bought(**said), bought(by=Q, **said)], "a")).rumours) == 2
    years = [paper([bought(by="蓝鲸航运" if y == 2029 else "蓝鲸航运物流", **said)], f"{y}", f"{y}-02-03") for y in (2029, 2031)]
    assert len(ask(*years).rumours) == 2


@pytest.mark.parametrize(("day", "chained"), [("2031-01-30", True), ("2030-10-30", False)])
def test_talk_that_is_on_record_only_after_its_denial_is_denied(day: str, chained: bool) -> None:
    found = ask(paper([bought(said="公司称传闻不实：", **DENIED)], "b", day), FIRST).rumours
    assert [(r.fate, parts(r)) for r in found] == (
        [(Fate.DENIED, [Part.DENIAL, Part.RUMOUR])] if chained else [(Fate.DENIED, [Part.DENIAL]), (Fate.OPEN, [Part.RUMOUR])]
    )


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from((L, None, "蓝鲸航运物流")), st.booleans()), min_size=1, max_size=4), st.randoms())
def test_planted_denials_and_rumours_of_one_sale_are_one(told: list[tuple[str | None, bool]], order: random.Random) -> None:
    papers = [
        paper([bought(by=by, said=f"第{n}家称传闻不实：", **(DENIED if denied else RUMOURED))], f"{n}", f"2031-02-{n + 1:02}")
        for n, (by, denied) in enumerate(told)
    ]
    order.shuffle(papers)
    found = only(*papers)
    assert len(found.steps) == len(told)
    assert (found.fate is Fate.DENIED) is any(denied for _, denied in told)


def test_outlets_and_independent_sources_are_counted() -> None:
    words = "临港的货代们私下里议论纷纷，谁也说不清这笔买卖究竟是由哪一方先开口提出来的，只知道双方的律师上周都到了场，"
    taken, again = (
        paper([bought(said=words, **RUMOURED)], file, day, publisher=who)
        for file, day, who in (("b", "2031-02-04", "暮星报"), ("c", "2031-02-05", "夜星报"))
    )
    found = only(paper([bought(by=None, **RUMOURED)], "a", "2031-02-03"), taken, again)
    assert found.outlets == ("测试报", "暮星报", "夜星报")
    assert found.sources == 2


def test_asked_by_name_fate_and_scope() -> None:
    papers = [FIRST, paper([left("甲一", P, **RUMOURED)], "b", "2031-01-01"), paper([left("甲一", P)], "c", "2031-02-01")]
    assert [r.fate for r in ask(*papers).rumours] == [Fate.BORNE_OUT, Fate.OPEN]
    assert ask(*papers).fates == ((Fate.OPEN, 1), (Fate.BORNE_OUT, 1))
    assert [r.fate for r in ask(*papers, name=P).rumours] == [Fate.BORNE_OUT]
    assert [r.fate for r in ask(*papers, name="甲一").rumours] == [Fate.BORNE_OUT]
    assert [r.fate for r in ask(*papers, fate="open").rumours] == [Fate.OPEN]
    assert [r.fate for r in ask(*papers, scope=Scope(group=L)).rumours] == [Fate.OPEN]
    assert [r.fate for r in ask(*papers, scope=Scope(min_certainty=Certainty.REPORTED)).rumours] == [Fate.BORNE_OUT]
    assert ask(*papers, name=P).rumours == ask(*papers).rumours[:1]


def test_what_is_no_fate_and_who_is_unknown() -> None:
    with pytest.raises(InputError, match="choose one of open"):
        ask(FIRST, fate="maybe")
    with pytest.raises(NotFoundError):
        ask(FIRST, name=Q)


def test_the_order_of_reading_does_not_matter() -> None:
    papers = [FIRST, paper([bought(**DENIED)], "b", "2031-02-05"), paper([bought()], "c", "2031-02-25")]
    assert ask(*papers).rumours[0].steps == ask(*reversed(papers)).rumours[0].steps


def by_day(day: str, *papers: Paper, **question: Any) -> tuple[Rumour, ...]:
    with viewed_by(day, *papers) as view:
        return rumours(view, RumoursQuestion(TODAY, **question)).rumours


def test_as_of_a_day_what_was_said_later_is_not_known() -> None:
    papers = (FIRST, paper([bought(**DENIED)], "b", "2031-02-20"))
    (then,) = by_day("2031-02-10", *papers)
    assert (then.fate, then.age, [s.told.file for s in then.steps]) == (Fate.OPEN, 7, ["a"])
    assert [t.file for t in then.event.tellings] == ["a"]
    assert [r.fate for r in by_day("2031-02-10", *papers, fate="open")] == [Fate.OPEN]
    assert [r.fate for r in by_day("2031-02-20", *papers)] == [Fate.DENIED]
    assert by_day("2031-02-02", *papers) == ()


def test_as_of_a_day_a_rumour_of_what_is_to_come_is_open() -> None:
    papers = (paper([bought(when="2031-06", **RUMOURED)], "a"), paper([bought(when="2031-06-05")], "b", "2031-06-05"))
    (then,) = by_day("2031-03-03", *papers)
    assert (then.fate, then.age) == (Fate.OPEN, 28)
    assert then.event.certainty is Certainty.RUMOURED
    assert [r.fate for r in by_day("2031-06-30", *papers)] == [Fate.BORNE_OUT]
    assert [r.fate for r in by_day("2031-03-03", *papers, name=Y)] == [Fate.OPEN]
