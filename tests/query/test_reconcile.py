"""Claimed totals against the record: who is named, what is missing, and what totals within totals leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shiguan.errors import InputError, NotFoundError
from shiguan.query.counts import Counted
from shiguan.query.reconcile import Line as Row
from shiguan.query.reconcile import ReconcileQuestion, Reconciliation, reconcile
from shiguan.query.scope import Scope
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind, Value
from shiguan.records.time import ValidTime
from shiguan.vocabulary import load_vocabulary
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

Y, L, S = "云杉医药", "蓝鲸航运", "松果汽车"
GROUP = "三匹黑马"
LISTED = Line("count_claim", {"subject": GROUP, "members": [Y, L, S]}, {"value": "三"})
DEPARTURES = Counted.of(load_vocabulary(), "departures")


def claimed(subject: str, number: int | None, measure: str = "高管离职", **more: Any) -> Line:
    """A count as told in one sentence; ``said`` is what stands before the rest."""
    unit = more.pop("unit", "位")
    expression = f"{number}{unit}"
    value: dict[str, Value] = {
        "value": Amount(Decimal(number or 0), Decimal(number or 0), more.pop("currency", None), unit, expression)
    }
    if measure:
        value["measure"] = measure
    period = more.pop("period", None)
    if period:
        value["period"] = ValidTime.of(more["when"], period) if more.get("when") else period
    kind = more.pop("kind", MentionKind.GROUP if subject == GROUP else MentionKind.ORG)
    return Line("count_claim", {"subject": subject}, value, kinds={"subject": kind}, **more)


@contextmanager
def asked(*papers: Paper, **scope: Any) -> Iterator[tuple[View, Reconciliation]]:
    with viewed(*papers) as view:
        yield view, answer(view, **scope)


def answer(view: View, **scope: Any) -> Reconciliation:
    counted = scope.pop("counted", DEPARTURES)
    by_hand = {key: scope.pop(key) for key in ("claimed", "of") if key in scope}
    return reconcile(view, ReconcileQuestion(counted, Scope(**scope), **by_hand))


def row(found: Reconciliation, subject: str, low: int | None = None) -> Row:
    (one,) = (r for r in found.lines if r.subject == subject and (low is None or (r.claimed is not None and r.claimed.low == low)))
    return one


def names(found: Row) -> list[str]:
    return sorted(n.name for n in found.named)


def test_those_named_are_set_against_the_number_claimed() -> None:
    first = paper([claimed(Y, 4), left("甲一", Y, texts={"position": "总裁"}), left("乙二", Y)], "a")
    second = paper([left("甲一", Y, "2030-05", texts={"position": "首席执行官"})], "b")
    with asked(first, second) as (_, found):
        one = row(found, Y)
    assert one.claimed is not None
    assert (one.claimed.low, one.claimed.high, one.claimed.what) == (4, 4, "高管")
    assert names(one) == ["乙二", "甲一"]
    assert (one.firm, one.unnamed, one.unnamed_firm, one.over) == (2, 2, 2, 0)
    (twice,) = (n for n in one.named if n.name == "甲一")
    assert sorted(p.text for p in twice.positions) == ["总裁", "首席执行官"]
    assert [d.time.when for d in twice.times] == ["2030-05"]


def test_at_least_is_read_from_before_the_number_and_leaves_the_most_open() -> None:
    with asked(paper([claimed(Y, 3, said="该公司至少3位高管离职，"), left("甲一", Y)])) as (_, found):
        one = row(found, Y)
    assert one.claimed is not None
    assert (one.claimed.low, one.claimed.high, one.unnamed, one.over) == (3, None, 2, None)


NESTED = [
    LISTED,
    claimed(GROUP, 12, when="2030-01-01/2031-02-03", period="2030年至今", said="已有至少12位，"),
    claimed(GROUP, 5, when="2031", period="今年"),
    claimed(Y, 4, when="2031-02", period="目前"),
    claimed(Y, 2, "技术骨干离职"),
    claimed(L, 3, when="2031", period="今年"),
    left("甲一", Y, "2031-01"),
    left("乙二", L, "2031-01"),
    left("丙三", S, "2030-06"),
    left("丁四", S),
]


def test_totals_nest_by_group_time_and_word_and_are_never_added() -> None:
    with asked(paper(NESTED), group=GROUP, since=date(2030, 1, 1)) as (_, found):
        rows = found.lines
        holder = {(r.subject, r.claimed.low): r.within for r in rows if r.claimed}
        at = {(r.subject, r.claimed.low): i for i, r in enumerate(rows) if r.claimed}
    assert rows[0].claimed is not None
    assert (rows[0].claimed.low, rows[0].claimed.high, rows[0].within) == (12, None, None)
    assert holder[GROUP, 5] == holder[Y, 4] == at[GROUP, 12]
    assert holder[Y, 2] == at[Y, 4]  # by another word, in the same article: some of the four
    assert holder[L, 3] == at[GROUP, 5]
    assert len(rows[0].named) == 4
    assert rows[0].unnamed == 8


def test_what_totals_leave_is_worked_out_for_the_others_and_for_the_other_time() -> None:
    with asked(paper(NESTED), group=GROUP, since=date(2030, 1, 1)) as (_, found):
        rest = [(r.low, r.high, r.orgs, r.start, r.end, r.named) for r in found.remainders]
    assert (5, None, (S,), date(2030, 1, 1), date(2031, 2, 3), ("丙三", "丁四")) in rest
    assert (7, None, (), date(2030, 1, 1), date(2030, 12, 31), ("丙三",)) in rest
    others = next(r for r in rest if r[0] == 2)
    assert (others[1], set(others[2])) == (2, {Y, S})  # 5 of this year less the 3 of one
    assert len(rest) == 3


def test_a_count_of_two_in_a_later_paper_of_the_same_time_is_not_within_four_of_another() -> None:
    with asked(paper([claimed(Y, 4)], "a"), paper([claimed(Y, 2, "技术骨干离职")], "b")) as (_, found):
        assert [r.within for r in found.lines] == [None, None]


def test_undated_leavings_are_in_doubt_for_a_narrower_time_only() -> None:
    with asked(paper(NESTED), group=GROUP, since=date(2030, 1, 1)) as (_, found):
        all_, year = row(found, GROUP, 12), row(found, GROUP, 5)
    assert all_.firm == 4
    assert {n.name: n.doubts for n in year.named} == {
        "甲一": (),
        "乙二": (),
        "丁四": ("undated: perhaps not in the time counted",),
    }
    assert [(n.name, n.doubts) for n in year.beside] == [("丙三", ("before the time counted",))]
    assert (year.unnamed, year.unnamed_firm) == (2, 3)


def test_the_beginning_is_taken_from_the_total_of_the_same_article_and_says_so() -> None:
    with asked(paper(NESTED), group=GROUP) as (_, found):
        count = row(found, Y, 4).claimed
    assert count is not None
    assert (count.start, count.end) == (date(2030, 1, 1), date(2031, 2, 3))
    assert count.note == "since when is not said: taken from the total in the same article"
    with asked(paper([claimed(Y, 4)])) as (_, found):
        alone = row(found, Y).claimed
    assert alone is not None
    assert (alone.start, alone.note) == (None, None)


def test_who_is_denied_thought_of_or_elsewhere_is_not_named_and_who_is_rumoured_is_in_doubt() -> None:
    lines = [
        LISTED,
        claimed(Y, 3),
        left("甲一", Y, certainty=Certainty.DENIED, polarity=Polarity.NEGATED),
        left("乙二", Y, certainty=Certainty.OPINION),
        left("丙三", "白杨银行"),
        left("丁四", Y, certainty=Certainty.RUMOURED),
        Line("departure", {"org": Y}, {"person": "几位高管"}),
    ]
    with asked(paper(lines), group=GROUP) as (_, found):
        one = row(found, Y)
    assert [(n.name, n.doubts) for n in one.named] == [("丁四", ("only rumoured or planned",))]
    assert (one.unnamed, one.unnamed_firm) == (2, 3)


def test_who_left_after_the_count_was_made_is_beside_it() -> None:
    first = paper([claimed(Y, 1), left("甲一", Y, "2030-12")], "a", "2031-01-10")
    second = paper([left("乙二", Y, "2031-03"), left("丙三", Y)], "b", "2031-04-01")
    with asked(first, second) as (_, found):
        one = row(found, Y)
    assert [n.name for n in one.beside] == ["乙二"]
    assert {n.name: bool(n.doubts) for n in one.named} == {"甲一": False, "丙三": True}
    assert (one.unnamed, one.over) == (0, 0)


def test_a_researcher_is_perhaps_none_of_the_executives_counted() -> None:
    lines = [
        claimed(Y, 3),
        left("甲一", Y, texts={"position": "核心研究员"}),
        left("乙二", Y, texts={"position": "首席研究员"}),
        left("丙三", Y),
    ]
    with asked(paper(lines)) as (_, found):
        one = row(found, Y)
    doubted = {n.name: n.doubts for n in one.named if n.doubts}
    assert doubted == {"甲一": ("is called 核心研究员: perhaps none of the 高管 counted",)}
    assert (one.unnamed, one.unnamed_firm) == (0, 1)
    with asked(paper([claimed(Y, 3, "员工离职"), *lines[1:]])) as (_, found):
        assert row(found, Y).firm == 3


def test_who_the_counting_article_does_not_name_is_in_doubt_where_it_names_others() -> None:
    first, second = paper([claimed(Y, 3), left("甲一", Y)], "a"), paper([left("乙二", Y)], "b")
    with asked(first, second) as (_, found):
        one = row(found, Y)
    assert (one.firm, one.unnamed, one.unnamed_firm, one.over) == (1, 1, 2, 0)
    assert {n.name: n.doubts for n in one.named} == {
        "甲一": (),
        "乙二": ("not named by the article that counts: whether among those counted is not said",),
    }
    with asked(paper([claimed(Y, 3)], "a"), second) as (_, found):
        assert [n.doubts for n in row(found, Y).named] == [()]


def test_who_left_a_product_left_the_one_that_makes_it() -> None:
    made = Line("product_shutdown", {"org": Y, "product": "云雀笔记"})
    lines = [LISTED, made, claimed(Y, 2), left("甲一", "云雀笔记", "2030-05"), left("甲一", Y, "2030-05")]
    with asked(paper(lines), group=GROUP) as (_, found):
        assert names(row(found, Y)) == ["甲一"]
    with asked(paper([*lines[:3], left("甲一", "云雀笔记")]), group=GROUP) as (_, found):
        (one,) = row(found, Y).named
    assert one.notes == (f"told to have left 云雀笔记, which is of {Y}",)
    also = Line("product_release", {"org": L, "product": "云雀笔记"})
    with asked(paper([*lines[:3], also, left("甲一", "云雀笔记")]), group=GROUP) as (_, found):
        assert names(row(found, Y)) == []  # whose it is, the record does not agree on


def test_more_may_be_named_than_are_claimed() -> None:
    with asked(paper([claimed(Y, 1), left("甲一", Y), left("乙二", Y)])) as (_, found):
        one = row(found, Y)
    assert (one.unnamed, one.over) == (0, 1)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (claimed(GROUP, 3, "有高管离职的公司数"), "counts organisations, not what happened to them"),
        (claimed(GROUP, 3, unit="家"), "counts organisations, not what happened to them"),
        (claimed("该公司", 3, kind=MentionKind.PERSON), "does not say of whom, in a name the record knows"),
        (claimed("七匹野马", 3, kind=MentionKind.GROUP), "does not say of whom, in a name the record knows"),
        (claimed(GROUP, 3, said="每家各3位高管离职，"), "counts for each, not for all together"),
        (claimed(Y, 7, certainty=Certainty.FORECAST), "foreseen, planned or thought, not counted"),
        (claimed(Y, 7, said="两家合计7位高管离职，"), "a sum over several organisations, not told of one"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_count_that_is_none_of_anybodys_leavings_is_left_out_with_the_reason(line: Line, reason: str) -> None:
    with asked(paper([LISTED, line])) as (_, found):
        assert [x.reason for x in found.excluded] == [reason]
        assert not found.lines


@pytest.mark.parametrize(
    "line",
    [
        claimed(Y, 3, "门店"),
        claimed(Y, 30, "离职率", unit="%"),
        claimed(Y, 30, "离职补偿", unit="元", currency="CNY"),
        claimed(Y, 3, polarity=Polarity.NEGATED),
        Line("count_claim", {"subject": Y}, {"measure": "高管离职", "value": "多位"}, kinds={"subject": MentionKind.ORG}),
    ],
    ids=["another matter", "a rate", "money", "not so", "no number"],
)
def test_what_is_no_count_of_leavings_is_no_line(line: Line) -> None:
    with asked(paper([line])) as (_, found):
        assert (found.lines, found.excluded) == ((), ())


def test_a_count_that_leaves_unsaid_what_it_counts_goes_on_from_the_one_before() -> None:
    after = claimed(GROUP, 2, "", when="2031", period="今年")
    with asked(paper([LISTED, claimed(GROUP, 6), after]), group=GROUP) as (_, found):
        count = row(found, GROUP, 2).claimed
        assert count is not None
        assert count.note == "what is counted is not said again: taken from the count before it"
    with asked(paper([LISTED, claimed(GROUP, 6)], "a"), paper([LISTED, after], "b"), group=GROUP) as (_, found):
        assert [r.claimed.low for r in found.lines if r.claimed] == [6]


def test_that_nobody_left_is_a_count_of_none_and_may_be_overtaken() -> None:
    none = Line("departure", {"org": S}, {"person": "高管"}, polarity=Polarity.NEGATED)
    with asked(paper([none], "a", "2031-01-10"), paper([left("甲一", S, "2031-03")], "b", "2031-04-01")) as (_, found):
        one = row(found, S)
    assert one.claimed is not None
    assert (one.claimed.low, one.claimed.high, names(one)) == (0, 0, [])
    assert [n.name for n in one.beside] == ["甲一"]


def test_the_same_count_told_again_is_one() -> None:
    heading = claimed(Y, 4)
    body = claimed(Y, 4, when="2030-01-01/2031-02-03", period="2030年以来", said="至少4位，")
    with asked(paper([heading, body])) as (_, found):
        (one,) = found.lines
    assert one.claimed is not None
    assert (one.claimed.low, one.claimed.high, one.claimed.start, len(one.claimed.tellings)) == (4, None, date(2030, 1, 1), 2)


def test_every_organisation_of_a_group_has_a_line() -> None:
    with asked(paper([LISTED, claimed(Y, 2), left("甲一", L)]), group=GROUP) as (_, found):
        assert {r.subject: (r.claimed is not None, names(r), r.unnamed) for r in found.lines} == {
            Y: (True, [], 2),
            L: (False, ["甲一"], None),
            S: (False, [], None),
        }


def test_the_rest_of_a_group_counts_for_its_members_only() -> None:
    rest = Line("count_claim", {"subject": "其他两家", "members": [L, S]})
    told = paper([LISTED, rest, claimed("其他两家", 3, kind=MentionKind.GROUP), left("甲一", L), left("乙二", Y)])
    with asked(told) as (view, found):
        (line,) = [row for row in found.lines if row.claimed is not None and row.subject == "其他两家"]
        assert {view.entities[i].name for i in line.whose} == {L, S}
        assert [(n.name, line.unnamed) for n in line.named] == [("甲一", 2)]


def test_a_total_given_by_hand_is_set_against_the_record() -> None:
    with viewed(paper([LISTED, left("甲一", L), left("乙二", Y)])) as view:
        found = answer(view, claimed=Amount(Decimal(3), None, None, None, "至少3"), of=GROUP)
        assert (found.lines[0].unnamed, names(found.lines[0])) == (1, ["乙二", "甲一"])
        assert found.lines[0].claimed is not None
        assert found.lines[0].claimed.tellings == ()
        with pytest.raises(InputError, match="--of"):
            answer(view, claimed=Amount(Decimal(3), None, None, None, "3"))
        with pytest.raises(InputError, match="--claimed"):
            answer(view, of=Y)
        with pytest.raises(NotFoundError):
            answer(view, claimed=Amount(Decimal(3), None, None, None, "3"), of="无此公司")


def test_the_scope_keeps_out_other_groups_and_times() -> None:
    lines = [LISTED, claimed(GROUP, 9, when="2031", period="今年"), claimed("白杨银行", 2), claimed(Y, 2, when="2029")]
    with asked(paper(lines), group=f"{Y},{L}", since=date(2030, 1, 1)) as (_, found):
        assert [r.subject for r in found.lines] == [Y, L]
        assert all(r.claimed is None for r in found.lines)
        assert {x.reason for x in found.excluded} == {"counts others too", "outside the time window"}


def test_other_things_than_leavings_are_counted_too() -> None:
    rounds = Counted.of(load_vocabulary(), "融资")
    lines = [
        claimed(Y, 3, "融资", unit="轮"),
        Line("funding", {"org": Y}, {"round": "A轮"}, when="2030-02"),
        Line("funding", {"org": Y}, {"round": "B轮"}, when="2030-09", certainty=Certainty.RUMOURED),
        left("甲一", Y),
    ]
    with asked(paper(lines), counted=rounds) as (_, found):
        one = row(found, Y)
    assert [n.name for n in one.named] == ["A轮", "B轮"]
    assert (one.firm, one.unnamed, one.unnamed_firm) == (1, 1, 2)


def test_nothing_claimed_is_no_answer_and_an_unknown_type_is_refused() -> None:
    with asked(paper([left("甲一", Y)])) as (_, found):
        assert (found.lines, found.remainders, found.excluded) == ((), (), ())
    with pytest.raises(InputError, match="weddings"):
        Counted.of(load_vocabulary(), "weddings")


def test_who_is_unnamed_of_a_part_is_unnamed_of_the_whole() -> None:
    others = [left(f"{name}甲", S, "2031-01") for name in "赵钱孙"]
    lines = [LISTED, claimed(GROUP, 8, when="2031", period="今年"), claimed(Y, 4, when="2031", period="今年"), *others]
    lines += [claimed(L, 3, when="2031", period="今年"), *(left(f"{name}乙", S, "2031-01") for name in "李周吴")]
    with asked(paper(lines), group=GROUP) as (_, found):
        assert (row(found, Y).unnamed, row(found, L).unnamed) == (4, 3)
        assert (row(found, GROUP).unnamed, row(found, GROUP).unnamed_firm) == (7, 7)


def test_a_total_given_by_hand_and_one_told_of_the_same_are_rivals() -> None:
    papers = [paper([claimed(Y, 7), claimed(Y, 2, when="2031", period="今年"), left("甲一", Y)])]
    nine = Amount(Decimal(9), Decimal(9), None, None, "9")
    with asked(*papers, claimed=nine, of=Y) as (_, found):
        assert [(r.claimed.low, r.within) for r in found.lines if r.claimed] == [(9, None), (7, None), (2, 1)]
    with asked(*papers, claimed=nine, of=Y, since=date(2030, 1, 1)) as (_, found):
        within = {r.claimed.low: r.within for r in found.lines if r.claimed}
    assert within[7] is None
    assert within[2] is not None


def test_the_sentence_in_which_the_number_is_its_own_stands_first() -> None:
    beside = Line("count_claim", {"subject": Y}, {"measure": "与蓝鲸航运相当，后者已有高管离职", "value": "5位"}, None)
    own = Line("count_claim", {"subject": Y}, {"value": "5位", "measure": "高管离职"}, None)
    kinds = {"subject": MentionKind.ORG}
    with asked(paper([replace(beside, kinds=kinds), replace(own, kinds=kinds)])) as (_, found):
        count = row(found, Y).claimed
    assert count is not None
    assert [told.quote for told in count.tellings] == [own.sentence, beside.sentence]
