"""Two names side by side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shiguan.errors import InputError, NotFoundError
from shiguan.extract.amounts import parse_amounts
from shiguan.query.compare import Comparison, compare
from shiguan.query.scope import Scope
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

Y, L = "云杉医药", "蓝鲸航运"
TODAY = date(2032, 1, 1)


def side(*papers: Paper, names: tuple[str, ...] = (Y, L)) -> Comparison:
    with viewed(*papers) as view:
        return compare(view, names, TODAY)


def counts(answer: Comparison) -> dict[str, list[tuple[int, int]]]:
    return {line.key: [(cell.low, cell.high) for cell in line.cells] for line in answer.lines}


def figure(name: str, text: str, when: str = "2030", **more: Any) -> Line:
    value = Amount(Decimal(int(text)), Decimal(int(text)), "CNY", None, f"{text}元")
    return Line("metric", {"subject": name}, {"measure": "营收", "value": value}, when, kinds={"subject": MentionKind.ORG}, **more)


def test_each_is_counted_in_its_own_column() -> None:
    lines = [
        left("甲一", Y, "2030"),
        left("乙二", Y, certainty=Certainty.RUMOURED),
        left("丙三", L, "2030", to=Y),
        Line("product_release", {"org": Y, "product": "青霉"}),
        Line("lawsuit", {"plaintiff": L, "defendant": "松果"}),
    ]
    found = counts(side(paper(lines)))
    assert found["left"] == [(1, 2), (1, 1)]
    assert found["joined"] == [(1, 1), (0, 0)]
    assert found["releases"] == [(1, 1), (0, 0)]
    assert found["disputes"] == [(0, 0), (1, 1)]
    assert "shutdowns" not in found


def test_each_cell_leads_to_its_events() -> None:
    answer = side(paper([left("甲一", Y, "2030"), left("丙三", L, "2030")]))
    (line,) = answer.lines
    assert [[e.role("person")[0].text for e in cell.events] for cell in line.cells] == [["甲一"], ["丙三"]]


def test_what_is_told_not_to_be_so_is_left_out_with_the_reason() -> None:
    denied = Line("acquisition", {"acquirer": L, "target": Y}, {}, "2030", Certainty.DENIED, Polarity.NEGATED)
    answer = side(paper([denied, left("甲一", Y)]))
    assert "deals" not in counts(answer)
    assert [x.reason for x in answer.excluded] == ["denied"]


def test_money_is_summed_apart_and_the_latest_valuation_shown() -> None:
    def raised(org: str, text: str | None, when: str) -> Line:
        return Line("funding", {"org": org}, {"amount": parse_amounts(text)[0].amount} if text else {}, when)

    worth = [
        Line("valuation", {"org": L}, {"amount": parse_amounts(t)[0].amount}, w) for t, w in (("9亿元", "2029"), ("20亿元", "2031"))
    ]
    answer = side(paper([raised(Y, "1亿元", "2028"), raised(Y, None, "2031"), raised(L, "2亿美元", "2030"), *worth]))
    rounds, valuation = (next(line for line in answer.lines if line.key == key) for key in ("rounds", "valuation"))
    assert [[(s.currency, s.low) for s in cell.sums] for cell in rounds.cells] == [
        [("CNY", Decimal(10**8))],
        [("USD", Decimal(2 * 10**8))],
    ]
    assert [cell.undisclosed for cell in rounds.cells] == [1, 0]
    assert [[a.expression for a in cell.amounts] for cell in valuation.cells] == [[], ["20亿元"]]


def test_figures_meet_when_measure_and_period_are_the_same() -> None:
    answer = side(paper([figure(Y, "500"), figure(L, "700"), figure(Y, "900", "2031")]))
    (line,) = answer.lines
    assert (line.key, line.measure, line.period.when if line.period else None) == ("measure", "revenue", "2030")
    assert [[a.expression for a in cell.amounts] for cell in line.cells] == [["500元"], ["700元"]]
    assert not line.apart


def test_figures_of_other_scopes_or_counts_are_not_to_be_compared() -> None:
    answer = side(paper([figure(Y, "500", said="据灯塔研究数据，"), figure(L, "700", said="据罗盘咨询数据，")]))
    assert [line.apart for line in answer.lines] == [True]


def test_open_rumours_are_counted() -> None:
    rumour = Line("acquisition", {"acquirer": "松果", "target": L}, {}, "2030", Certainty.RUMOURED)
    assert counts(side(paper([rumour, left("甲一", Y)])))["rumours"] == [(0, 0), (1, 1)]


def test_one_name_is_not_two() -> None:
    with pytest.raises(InputError):
        side(paper([left("甲一", Y)]), names=(Y, Y))
    with pytest.raises(NotFoundError):
        side(paper([left("甲一", Y)]), names=(Y, "无此公司"))


def test_more_than_two_stand_side_by_side() -> None:
    answer = side(paper([left("甲一", Y), left("乙二", L), left("丙三", "松果")]), names=(Y, L, "松果"))
    assert [e.name for e in answer.entities] == [Y, L, "松果"]
    assert counts(answer)["left"] == [(1, 1)] * 3


def test_what_falls_in_the_window_only_perhaps_is_in_the_high_count_only() -> None:
    lines = [
        left("甲一", Y, "2030-05"),
        left("乙二", Y),
        left("丙三", L, "2029"),
        Line("product_release", {"org": Y, "product": "青霉"}),
        Line("product_release", {"org": L, "product": "白帆"}, when="2030-02"),
        Line("funding", {"org": Y}, {"round": "A轮"}),
    ]
    with viewed(paper(lines)) as view:
        found = counts(compare(view, (Y, L), TODAY, Scope(since=date(2029, 6, 1), until=date(2030, 12, 31))))
    assert found == {"left": [(1, 2), (0, 1)], "releases": [(0, 1), (1, 1)], "rounds": [(0, 1), (0, 0)]}
