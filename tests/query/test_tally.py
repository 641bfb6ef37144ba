from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.errors import InputError, NotFoundError
from shiguan.extract.amounts import parse_amounts
from shiguan.query.scope import Scope
from shiguan.query.tally import TallyQuestion, tally
from shiguan.query.window import Fall, Window
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind, Value
from shiguan.records.views import Tally
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

Y, L, Q = "云杉医药", "蓝鲸航运", "青石资本"
RUMOURED = {"certainty": Certainty.RUMOURED}
PLANNED = {"certainty": Certainty.PLANNED}
DENIED = {"certainty": Certainty.DENIED, "polarity": Polarity.NEGATED}
STAYED = {"polarity": Polarity.NEGATED}
FIVE = Line("count_claim", {"subject": "五匹黑马", "members": [Y, L, "松果汽车", "白鹭食品", "海棠乳业"]})


def asked(papers: Sequence[Paper], **question: object) -> Tally:
    with viewed(*papers) as view:
        by = str(question.pop("by", "org"))
        return tally(view, TallyQuestion("departure", by, Scope(**question)))  # type: ignore[arg-type]


def counts(found: Tally) -> dict[str | None, tuple[int, int]]:
    return {row.key: (row.low, row.high) for row in found.rows}


def reasons(found: Tally) -> list[str]:
    return sorted(x.reason.split(":")[0] for x in found.excluded)


def test_departures_are_counted_by_organisation_largest_first() -> None:
    found = asked([paper([left("甲一", Y), left("乙二", Y), left("丙三", L)])])
    assert [(r.key, r.low, r.high, len(r.events)) for r in found.rows] == [(Y, 2, 2, 2), (L, 1, 1, 1)]
    assert found.excluded == ()


def test_one_departure_told_by_many_counts_once_and_each_retelling_is_listed() -> None:
    papers = [paper([left("甲一", Y, when)], f"{i}.txt") for i, when in enumerate(["2030-08", "2030-12", None, "2030-08-30"])]
    found = asked(papers)
    assert counts(found) == {Y: (1, 1)}
    assert reasons(found) == ["already counted"] * 3


def test_the_same_person_leaving_again_years_later_counts_twice() -> None:
    papers = [paper([left("甲一", Y, when)], when) for when in ("2027-08", "2030-12")]
    assert counts(asked(papers)) == {Y: (2, 2)}


@pytest.mark.parametrize(
    ("more", "expected", "reason"),
    [
        (RUMOURED, (0, 1), "rumour only"),
        (DENIED, None, "denied"),
        (STAYED, None, "still in office"),
        (PLANNED, None, "not yet in effect"),
    ],
)
def test_what_is_not_a_fact_is_not_counted_as_one(more: dict[str, Any], expected: tuple[int, int] | None, reason: str) -> None:
    found = asked([paper([left("甲一", Y, **more)])])
    assert counts(found) == ({Y: expected} if expected else {})
    assert reasons(found) == [reason]


@pytest.mark.parametrize(
    ("least", "expected"),
    [
        (None, (2, 3)),
        (Certainty.CONFIRMED, (1, 1)),
        (Certainty.REPORTED, (2, 2)),
        (Certainty.PLANNED, (2, 3)),
        (Certainty.RUMOURED, (2, 4)),
    ],
)
def test_the_least_certainty_asked_for_holds(least: Certainty | None, expected: tuple[int, int]) -> None:
    stances = [{"certainty": Certainty.CONFIRMED}, {}, PLANNED, RUMOURED]
    lines = [left(f"员{i}甲", Y, **stance) for i, stance in enumerate(stances)]
    assert counts(asked([paper(lines)], min_certainty=least)) == {Y: expected}


def test_a_rumour_that_came_true_counts_and_one_denied_does_not() -> None:
    first = paper([left("甲一", Y, **RUMOURED), left("乙二", Y, **RUMOURED)], "a", "2031-01")
    found = asked([first, paper([left("甲一", Y), left("乙二", Y, **DENIED)], "b", "2031-02")])
    assert counts(found) == {Y: (1, 1)}
    assert reasons(found) == ["already counted", "denied", "denied"]


WINDOW = {"since": date(2030, 1, 1), "until": date(2030, 12, 31)}


@pytest.mark.parametrize(
    ("when", "published", "expected", "reason"),
    [
        ("2030-08", "2031-02", (1, 1), None),
        ("2030", "2031-02", (1, 1), None),
        ("2029-08", "2031-02", None, "outside the time window"),
        ("2031-01", "2031-02", None, "outside the time window"),
        ("2029-12/2030-01", "2031-02", (0, 1), "its time is too coarse to be sure that it falls in the window"),
        (None, "2030-06-03", (1, 1), None),
        (None, "2029-06-03", None, "outside the time window"),
        (None, "2030", (1, 1), None),
        (None, "2029-12/2030-01", (0, 1), "its time is unknown to be sure that it falls in the window"),
        (None, "2029/2031", (0, 1), "its time is unknown to be sure that it falls in the window"),
        (None, "2031-06-03", (0, 1), "its time is unknown to be sure that it falls in the window"),
        (None, None, (0, 1), "its time is unknown to be sure that it falls in the window"),
        ("../2030-05", "2031-02", (1, 1), None),
    ],
)
def test_the_window_holds_what_surely_falls_in_it(
    when: str | None, published: str | None, expected: tuple[int, int] | None, reason: str | None
) -> None:
    found = asked([paper([left("甲一", Y, when)], published=published)], **WINDOW)
    assert counts(found) == ({Y: expected} if expected else {})
    assert reasons(found) == ([reason] if reason else [])


def test_undated_news_of_a_year_may_be_older_than_a_day_in_it() -> None:
    """The question and the count go by one rule."""
    told = [paper([left("甲一", Y)], published="2031")]
    assert counts(asked(told, since=date(2031, 1, 1))) == {Y: (1, 1)}
    assert counts(asked(told, since=date(2031, 3, 1))) == {Y: (0, 1)}
    with viewed(*told) as view:
        (event,) = view.events
    assert [Window(date(2031, month, 1), None).holds(event) for month in (1, 3)] == [Fall.INSIDE, Fall.PERHAPS]
    assert Window(date(2032, 1, 1), None).holds(event) is Fall.OUTSIDE


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from((None, "2030", "2030-08", "2030-08-30", "2031", "../2030-05")),
    st.sampled_from((None, "2030", "2030-06", "2031-02-03", "2029-12/2030-01")),
    st.sampled_from((None, date(2030, 1, 1), date(2030, 8, 15))),
    st.sampled_from((None, date(2030, 12, 31), date(2030, 8, 15))),
)
def test_one_event_is_counted_as_the_window_holds_it(
    when: str | None, published: str | None, since: date | None, until: date | None
) -> None:
    with viewed(paper([left("甲一", Y, when)], published=published)) as view:
        found = counts(tally(view, TallyQuestion("departure", scope=Scope(since=since, until=until))))
        (event,) = view.events
    expected = {Fall.INSIDE: {Y: (1, 1)}, Fall.PERHAPS: {Y: (0, 1)}, Fall.OUTSIDE: {}}
    assert found == expected[Window(since, until).holds(event)]


def test_undated_news_counts_since_a_day_before_its_publication() -> None:
    assert counts(asked([paper([left("甲一", Y)], published="2031-02")], since=date(2030, 1, 1))) == {Y: (1, 1)}


def test_a_group_counts_its_members_only() -> None:
    papers = [paper([FIVE], "g"), paper([left("甲一", Y), left("乙二", Q), Line("departure", {"person": "丙三"})])]
    found = asked(papers, group="“五匹黑马”")
    assert counts(found) == {Y: (1, 1)}
    assert sorted(x.reason for x in found.excluded) == [
        "does not say of which organisation",
        f"{Q} is not one of “五匹黑马”",
    ]


def test_a_group_may_be_given_as_names() -> None:
    papers = [paper([left("甲一", Y), left("乙二", Q), left("丙三", L)])]
    assert set(counts(asked(papers, group=f"{Y}，{L}"))) == {Y, L}
    assert set(counts(asked(papers, group=Q))) == {Q}


def test_a_group_without_known_members_is_an_error_not_an_empty_answer() -> None:
    lone = Line("count_claim", {"subject": "五匹黑马"})
    with pytest.raises(InputError, match="五匹黑马"):
        asked([paper([lone, left("甲一", Y)])], group="五匹黑马")
    with pytest.raises(NotFoundError, match=f"did you mean {Y}"):
        asked([paper([left("甲一", Y)])], group="云杉药业")


def test_who_is_not_named_may_be_counted_already() -> None:
    found = asked([paper([left("甲一", Y), Line("departure", {"org": Y}, {"person": "多位副总裁"})])])
    assert counts(found) == {Y: (1, 1)}
    assert reasons(found) == ["names nobody, and who it is may be counted already"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("person", {"甲一": (1, 1), "乙二": (1, 1), "丙三": (1, 1)}),
        ("destination", {Q: (1, 1), "创业": (1, 1), None: (1, 1)}),
        ("month", {"2030-08": (1, 1), None: (2, 2)}),
        ("quarter", {"2030-Q3": (1, 1), None: (2, 2)}),
        ("year", {"2030": (2, 2), None: (1, 1)}),
    ],
)
def test_departures_may_be_counted_otherwise(by: str, expected: dict[str | None, tuple[int, int]]) -> None:
    own = Line("departure", {"person": "乙二", "org": Y}, {"destination_activity": "创业"}, when="2030")
    found = asked([paper([left("甲一", Y, "2030-08-02", to=Q), own, left("丙三", L)])], by=by)
    assert counts(found) == expected


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(InputError, match="month"):
        asked([paper([left("甲一", Y)])], by="colour")


def test_namesakes_of_two_organisations_are_two_leavers() -> None:
    papers = [paper([left("甲一", Y)], "a"), paper([left("甲一", L)], "b")]
    assert counts(asked(papers, by="person")) == {"甲一": (1, 1)}
    assert counts(asked(papers)) == {Y: (1, 1), L: (1, 1)}


def test_other_event_types_count_each_event() -> None:
    rounds = [Line("funding", {"org": Y}, {"round": r}) for r in ("A轮", "B轮")]
    with viewed(paper([*rounds, left("甲一", Y)])) as view:
        assert counts(tally(view, TallyQuestion("funding"))) == {Y: (2, 2)}


PRODUCT, ORG = MentionKind.PRODUCT, MentionKind.ORG


def measured(name: str, kind: MentionKind, number: int = 3) -> Line:
    return Line("metric", {"subject": name}, {"measure": "月活", "value": f"{number}万"}, kinds={"subject": kind})


def by_org(event_type: str, *lines: Line, **scope: Any) -> Tally:
    with viewed(*(paper([line], f"{n}.txt") for n, line in enumerate(lines))) as view:
        return tally(view, TallyQuestion(event_type, scope=Scope(**scope)))


RELEASED = Line("product_release", {"product": "星图", "org": Y})


def test_what_is_told_of_a_product_counts_for_its_maker_and_says_so() -> None:
    found = by_org("metric", RELEASED, measured("星图", PRODUCT), measured(Y, ORG, 8))
    assert counts(found) == {Y: (2, 2)}
    (row,) = found.rows
    (lifted,) = [e for e in row.events if e.role("subject")[0].text == "星图"]
    assert row.lifted == ((lifted.id, "星图"),)
    assert counts(by_org("metric", RELEASED, measured("星图", PRODUCT), group=Y)) == {Y: (1, 1)}
    assert counts(by_org("metric", RELEASED, measured("星图", PRODUCT), measured(L, ORG), group=L)) == {L: (1, 1)}


def test_a_price_told_of_the_product_alone_is_its_makers() -> None:
    price = Line("price_change", {"product": "星图"}, {"change": "降价"})
    found = by_org("price_change", RELEASED, price)
    assert counts(found) == {Y: (1, 1)}
    assert [of for row in found.rows for _, of in row.lifted] == ["星图"]


def test_a_product_of_no_known_maker_or_of_two_stays_its_own() -> None:
    other = Line("product_release", {"product": "星图", "org": L})
    denied = Line("product_release", {"product": "星图", "org": Y}, polarity=Polarity.NEGATED)
    for told in ([], [RELEASED, other], [denied]):
        found = by_org("metric", *told, measured("星图", PRODUCT))
        assert counts(found) == {"星图": (1, 1)}
        assert [row.lifted for row in found.rows] == [()]


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(st.sampled_from(("星图", "云帆", "天梭")), st.sampled_from((Y, L, None)), min_size=1),
    st.lists(st.sampled_from(("星图", "云帆", "天梭", Y, L)), min_size=1, max_size=5, unique=True),
)
def test_planted_products_count_where_they_are_made(makers: dict[str, str | None], told: list[str]) -> None:
    made = [Line("product_release", {"product": p, "org": o}) for p, o in makers.items() if o]
    found = by_org("metric", *made, *(measured(name, ORG if name in (Y, L) else PRODUCT) for name in told))
    expected = Counter(makers.get(name) or name for name in told)
    assert counts(found) == {name: (n, n) for name, n in expected.items()}


def raised(words: str, name: str | None = None) -> Line:
    """A funding told in words such as 累计融资10亿元."""
    told: dict[str, Value] = {"amount": parse_amounts(words)[0].amount}
    if name:
        told["round"] = name
    return Line("funding", {"org": Y}, told, said=f"{words}。")


def funding(*lines: Line) -> Tally:
    with viewed(*(paper([line], f"{n}.txt") for n, line in enumerate(lines))) as view:
        return tally(view, TallyQuestion("funding"))


@pytest.mark.parametrize("name", [None, "三轮"])
def test_a_total_of_rounds_is_no_further_round(name: str | None) -> None:
    found = funding(raised("融资2亿元", "A轮"), raised("累计融资10亿元", name))
    assert counts(found) == {Y: (1, 1)}
    assert reasons(found) == ["a total of rounds, no round"]


@pytest.mark.parametrize(
    "told", [[raised("累计融资10亿元", "A轮")], [raised("融资10亿元")], [raised("累计融资10亿元"), raised("融资10亿元")]]
)
def test_what_is_told_as_a_round_is_one_though_another_calls_it_a_total(told: list[Line]) -> None:
    assert counts(funding(*told)) == {Y: (1, 1)}


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from((None, "A轮", "B轮")), st.sampled_from(("累计融资", "融资"))), min_size=1, max_size=4))
def test_planted_totals_never_count(told: list[tuple[str | None, str]]) -> None:
    lines = [raised(f"{words}{3 ** (n + 1)}亿元", name) for n, (name, words) in enumerate(told)]
    assert funding(*lines).high == sum(name is not None or words == "融资" for name, words in told)


PEOPLE, ORGS = ["甲一", "乙二", "丙三", "丁四"], [Y, L]
LINES = st.lists(
    st.builds(
        lambda p, o, w, s: left(p, o, w, **s),
        st.sampled_from(PEOPLE[:3]),
        st.sampled_from(ORGS),
        st.sampled_from([None, "2030", "2030-08", "2031-01"]),
        st.sampled_from([{}, RUMOURED, DENIED, PLANNED]),
    ),
    min_size=1,
    max_size=5,
)


def same(found: Tally) -> tuple[object, object]:
    return found.rows, found.excluded


@settings(max_examples=25, deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_tally(lines: list[Line], order: random.Random) -> None:
    papers = [paper([line], f"{i}.txt", f"2031-0{i + 1}") for i, line in enumerate(lines)]
    shuffled = list(papers)
    order.shuffle(shuffled)
    assert same(asked(papers)) == same(asked(shuffled))


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_a_reprint_changes_no_count(lines: list[Line]) -> None:
    once = [paper(lines, "a.txt")]
    assert counts(asked([*once, paper(lines, "b.txt")])) == counts(asked(once))


@settings(max_examples=25, deadline=None)
@given(LINES, st.sampled_from(ORGS))
def test_who_stays_is_never_counted(lines: list[Line], org: str) -> None:
    stays = left(PEOPLE[3], org, **STAYED)
    found = asked([paper([*lines, stays], "a.txt"), paper([stays, *lines], "b.txt", "2031-03")], by="person")
    assert PEOPLE[3] not in counts(found)
    assert sum(x.reason == "still in office" for x in found.excluded) == 2


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_every_telling_is_counted_or_left_out_with_a_reason(lines: list[Line]) -> None:
    found = asked([paper(lines)])
    told = {t.claim.id for row in found.rows for e in row.events for t in e.tellings} | {x.told.claim.id for x in found.excluded}
    assert told == {c.id for c in paper(lines).claims}
    assert all(x.reason for x in found.excluded)
    assert all(row.low <= row.high == len(row.events) for row in found.rows)


def test_of_one_happening_a_destination_told_anywhere_is_counted_under() -> None:
    """The best told event of a happening may be one that does not say where to."""
    early = [paper([left("甲一", Y, "2030-03", said=f"第{n}家说，")], f"{n}.txt") for n in "ab"]
    late = paper([left("甲一", Y, "2030-10", to="蓝鲸航运")], "c.txt")
    with viewed(*early, late) as view:
        assert counts(tally(view, TallyQuestion("departure", "destination"))) == {"蓝鲸航运": (1, 1)}


def test_what_is_told_without_a_time_has_that_of_what_it_is_counted_with() -> None:
    """Told of 2029 and, years later and undated, again: no departure of 2031."""
    told = paper([left("甲一", Y, "2029-03")], "a.txt", "2029-04-01")
    again = paper([Line("departure", {"person": "甲一"}), left("甲一", L)], "b.txt", "2031-02-03")
    with viewed(told, again) as view:
        found = tally(view, TallyQuestion("departure", scope=Scope(since=date(2031, 1, 1))))
        assert Y not in counts(found)
