"""League tables: what compares stands together, and what does not is told apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shiguan.errors import NotFoundError
from shiguan.query.among import ConditionKind
from shiguan.query.league import League, league
from shiguan.query.measured import Counter
from shiguan.query.scope import Scope
from shiguan.query.standings import FlagKind
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind, Value
from shiguan.records.time import ValidTime
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, paper

S, B, P = "云杉出行", "蓝鲸出行", "松果出行"


def count(value: int, text: str) -> Amount:
    return Amount(Decimal(value), Decimal(value), None, None, text)


def told(name: str, rank: str | None = None, value: Amount | None = None, **more: Any) -> Line:
    """A figure as told in one sentence; its measure is 月活 unless said."""
    measure = more.pop("measure", "月活")
    texts = {k: v for k, v in (("measure", measure), ("rank", rank), ("value", value)) if v}
    more.setdefault("when", "2031-03")
    more.setdefault("said", "灯塔研究的数据显示，")
    return Line("metric", {"subject": name}, texts, kinds={"subject": MentionKind.PRODUCT}, **more)


def asked(*papers: Paper, measure: str = "月活", when: str | None = None) -> League:
    with viewed(*papers) as view:
        return league(view, measure, ValidTime.of(when) if when else None)


def test_what_only_the_scope_leaves_out_is_not_said_to_be_missing() -> None:
    with viewed(paper([told(S, "第一")])) as view:
        with pytest.raises(NotFoundError, match="none of it in the scope"):
            league(view, "月活", scope=Scope(since=date(2032, 1, 1)))
        with pytest.raises(NotFoundError, match="nothing on record is measured by 票房; told are: 月活"):
            league(view, "票房", scope=Scope(since=date(2032, 1, 1)))


def test_two_scopes_are_two_tables_and_the_difference_is_explained() -> None:
    lines = [
        told(S, "第四", said="灯塔研究的数据显示，不含网约车，"),
        told(S, "第九", said="灯塔研究的数据显示，包含网约车在内，"),
    ]
    answer = asked(paper(lines))
    assert sorted(t.rows[0].ranks[0].low for t in answer.tables) == [4, 9]
    assert {t.scope[0].kind for t in answer.tables} == {ConditionKind.WITHOUT, ConditionKind.WITH}
    (difference,) = answer.differences
    assert (difference.subject, difference.because) == (S, ("scope",))


def test_one_scope_is_one_table_in_order_of_place() -> None:
    answer = asked(paper([told(S, "第四"), told(B, "榜首"), told(P, "第三")]))
    (table,) = answer.tables
    assert [(r.subject, r.ranks[0].low) for r in table.rows] == [(B, 1), (P, 3), (S, 4)]
    assert table.gaps == ((2, 2),)
    assert (table.counter, table.counted) == ("灯塔研究", Counter.NAMED)
    assert answer.differences == ()
    assert table.flags == ()


@pytest.mark.parametrize(
    ("change", "because"),
    [({"when": "2031-04"}, "period"), ({"said": "罗盘咨询的数据显示，"}, "count"), ({"speaker": "罗盘咨询"}, "count")],
)
def test_another_time_or_another_count_is_another_table(change: dict[str, Any], because: str) -> None:
    answer = asked(paper([told(S, "第四"), told(S, "第二", **change)]))
    assert len(answer.tables) == 2
    assert answer.differences[0].because == (because,)


def test_who_is_named_nowhere_is_the_publisher() -> None:
    (table,) = asked(paper([told(S, "第四", said="")])).tables
    assert (table.counter, table.counted) == ("测试报", Counter.PUBLISHER)


@pytest.mark.parametrize("word", ["月活", "MAU", "monthly active users", "月活跃用户數"])
def test_a_measure_is_asked_for_in_any_of_its_words(word: str) -> None:
    answer = asked(paper([told(S, "第四", measure="月活跃用户数"), told(B, "第二", measure="MAU")]), measure=word)
    (table,) = answer.tables
    assert [r.subject for r in table.rows] == [B, S]


def test_another_measure_is_not_in_it() -> None:
    answer = asked(paper([told(S, "第四"), told(B, "第二", measure="日活"), told(P, "第一", measure="营收")]))
    assert [r.subject for t in answer.tables for r in t.rows] == [S]


def test_a_looser_measure_stands_apart_with_a_warning() -> None:
    answer = asked(paper([told(S, "第四"), told(B, "第二", measure="用户规模")]))
    assert [(t.rows[0].subject, [f.kind for f in t.flags]) for t in answer.tables] == [(S, []), (B, [FlagKind.LOOSE])]


def test_a_measure_that_nobody_knows_is_found_by_its_words() -> None:
    lines = [told(S, "第四", measure="车厢清洁度"), told(B, "第二", measure="准点率")]
    (table,) = asked(paper(lines), measure="清洁度").tables
    assert [r.subject for r in table.rows] == [S]


def test_what_contradicts_is_flagged() -> None:
    lines = [
        told(S, "第一", count(100, "100")),
        told(B, "第二", count(900, "900")),
        told(P, "第二", count(50, "50")),
        told(P, "第五"),
    ]
    (table,) = asked(paper(lines)).tables
    found = {(f.kind, f.subjects) for f in table.flags}
    assert (FlagKind.ORDER, (S, B)) in found or (FlagKind.ORDER, (B, S)) in found
    assert (FlagKind.RANKS, (P,)) in found
    assert any(kind is FlagKind.TIE and set(names) == {B, P} for kind, names in found)


def test_places_that_agree_are_not_flagged() -> None:
    lines = [told(S, "前三"), told(S, "第二"), told(B, "第一", count(900, "900")), told(P, "第三", count(50, "50"))]
    (table,) = asked(paper(lines)).tables
    assert table.flags == ()


def test_two_values_of_one_name_contradict_each_other_unless_they_are_one_sum() -> None:
    (table,) = asked(paper([told(S, value=count(100, "100")), told(S, value=count(200, "200"))])).tables
    assert [f.kind for f in table.flags] == [FlagKind.VALUES]
    (table,) = asked(paper([told(S, value=count(1000, "1000"))]), paper([told(S, value=count(1005, "1005"))], "b")).tables
    assert table.flags == ()


def test_a_place_and_a_value_of_one_sentence_stand_in_one_row() -> None:
    both: dict[str, Value] = {"measure": "月活", "rank": "第三", "value": count(32, "32万")}
    line = Line("metric", {"subject": S}, both, "2031-03", said="在城际出行平台中", kinds={"subject": MentionKind.PRODUCT})
    (table,) = asked(paper([line])).tables
    assert [(r.ranks[0].low, r.values[0].expression) for r in table.rows] == [(3, "32万")]


def test_what_is_foreseen_never_stands_beside_what_is() -> None:
    answer = asked(paper([told(S, "第四"), told(B, "第一", certainty=Certainty.FORECAST)]))
    assert {t.certainty: [r.subject for r in t.rows] for t in answer.tables} == {Certainty.FORECAST: [B], Certainty.REPORTED: [S]}
    assert len(answer.tables) == 2


def test_what_is_denied_is_left_out_with_the_reason() -> None:
    denied = told(B, "第一", certainty=Certainty.DENIED, polarity=Polarity.NEGATED)
    answer = asked(paper([told(S, "第四"), denied]))
    assert [x.reason for x in answer.excluded] == ["denied"]
    assert [r.subject for t in answer.tables for r in t.rows] == [S]


def test_when_keeps_what_may_be_of_that_time() -> None:
    lines = [told(S, "第四"), told(B, "第二", when="2031-05"), told(P, "第一", when="2031")]
    answer = asked(paper(lines), when="2031-03")
    assert sorted(r.subject for t in answer.tables for r in t.rows) == sorted([S, P])
    assert [x.reason for x in answer.excluded] == ["outside the time window"]


def test_bids_won_are_a_measure() -> None:
    won: dict[str, Value] = {"count": count(32, "32个"), "rank": "第三"}
    line = Line("bid_wins", {"org": S}, won, "2030", said="罗盘咨询统计，在城建企业中，")
    (table,) = asked(paper([line]), measure="中标").tables
    assert (table.measure, table.counter) == ("bids_won", "罗盘咨询")
    assert table.rows[0].values[0].low == 32


def test_one_bid_won_is_no_measure() -> None:
    single = Line("bid_wins", {"org": S}, {"subject": "天河环卫项目", "amount": count(576, "576元"), "rank": "第一"}, "2030")
    counted = Line("bid_wins", {"org": B}, {"count": count(9, "9个")}, "2030")
    (table,) = asked(paper([single, counted]), measure="中标").tables
    assert [r.subject for r in table.rows] == [B]


def test_without_a_measure_those_on_record_are_listed() -> None:
    with viewed(paper([told(S, "第四"), told(B, value=count(3, "3亿"), measure="营收")])) as view:
        answer = league(view)
    assert [(m.measure, m.tellings, m.ranked) for m in answer.measures] == [
        ("monthly_active_users", 1, 1),
        ("revenue", 1, 0),
    ]
    assert answer.tables == ()


def test_a_measure_that_is_not_on_record_names_those_that_are() -> None:
    with pytest.raises(NotFoundError, match="月活"):
        asked(paper([told(S, "第四")]), measure="市盈率")


def test_the_order_of_papers_does_not_change_the_tables() -> None:
    papers = [paper([told(S, "第四")], "a"), paper([told(B, "第一")], "b"), paper([told(P, "第二", said="不含专车，")], "c")]
    one, other = asked(*papers), asked(*reversed(papers))
    assert [(t.scope, [r.subject for r in t.rows]) for t in one.tables] == [
        (t.scope, [r.subject for r in t.rows]) for t in other.tables
    ]
