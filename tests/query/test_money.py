"""Rounds, valuations, totals, figures, deals: kept apart, and never added up in silence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from shiguan.errors import NotFoundError
from shiguan.extract.amounts import parse_amounts
from shiguan.query.financing import total_in
from shiguan.query.money import DisagreementKind, Money, Sum, money
from shiguan.query.runway import tells_runway
from shiguan.query.scope import Scope
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind, Value
from shiguan.records.time import ValidTime
from tests.query.build import viewed, viewed_by
from tests.resolve.build import Line, Paper, paper

Y, L = "云杉医药", "蓝鲸航运"


def sum_of(text: str) -> Amount:
    return parse_amounts(text)[0].amount


def raised(org: str, amount: str | None = None, round: str | None = None, when: str | None = None, **more: Any) -> Line:  # noqa: A002
    texts: dict[str, Any] = {}
    if round:
        texts["round"] = round
    if amount:
        texts["amount"] = sum_of(amount)
    if worth := more.pop("worth", None):
        texts["valuation"] = sum_of(worth)
    roles: dict[str, Any] = {"org": org}
    if investors := more.pop("investors", None):
        roles["investors"] = investors
    return Line("funding", roles, texts, when, **more)


def told(*papers: Paper, name: str = Y, scope: Scope | None = None) -> Money:
    with viewed(*papers) as view:
        return money(view, name, scope) if scope else money(view, name)


def test_rounds_are_in_order_of_time_and_the_undated_by_their_names() -> None:
    lines = [
        raised(Y, "3亿元", "B轮"),
        raised(Y, "2000万元", "天使轮"),
        raised(Y, "5亿元", "C轮", "2030-05"),
        raised(Y, "8000万元", "A轮"),
        raised(Y, "6000万元", "Pre-A轮"),
    ]
    found = told(paper(lines))
    assert [r.round for r in found.rounds] == ["C轮", "天使轮", "Pre-A轮", "A轮", "B轮"]


def test_what_rounds_come_to_is_a_range_and_says_what_is_undisclosed() -> None:
    lines = [
        raised(Y, "数亿元", "A轮", "2028"),
        raised(Y, "5亿元", "B轮", "2029"),
        raised(Y, None, "C轮", "2030"),
        raised(Y, "3亿美元", "D轮", "2031"),
    ]
    found = told(paper(lines))
    by_currency = {s.currency: s for s in found.sums}
    assert by_currency["CNY"] == Sum("CNY", Decimal(6 * 10**8), Decimal(15 * 10**8), 2)
    assert by_currency["USD"].high == 3 * 10**8
    assert (found.undisclosed, found.unsure) == (1, 0)


def test_a_sum_with_an_open_end_is_open() -> None:
    found = told(paper([raised(Y, "超过3亿元", "A轮", "2028"), raised(Y, "5亿元", "B轮", "2029")]))
    (total,) = found.sums
    assert total.low == 8 * 10**8
    assert total.high is None


@pytest.mark.parametrize(
    ("certainty", "polarity"),
    [(Certainty.RUMOURED, Polarity.AFFIRMED), (Certainty.PLANNED, Polarity.AFFIRMED), (Certainty.DENIED, Polarity.NEGATED)],
)
def test_what_is_not_sure_is_in_no_sum(certainty: Certainty, polarity: Polarity) -> None:
    lines = [raised(Y, "5亿元", "A轮", "2028"), raised(Y, "9亿元", "B轮", "2030", certainty=certainty, polarity=polarity)]
    found = told(paper(lines))
    assert [s.low for s in found.sums] == [5 * 10**8]
    assert (len(found.rounds), found.unsure) == (2, 1)


@pytest.mark.parametrize("said", ["三轮合计融资20亿元，", "成立以来累计获得20亿元，", "融资20亿元累计，", "in total 20亿元，"])
def test_a_total_is_no_round(said: str) -> None:
    found = told(paper([raised(Y, "3亿元", "A轮", "2028"), raised(Y, "20亿元", when="2031", said=said)]))
    assert [r.round for r in found.rounds] == ["A轮"]
    assert [(t.amount.expression, t.read) for t in found.totals] == [("20亿元", True)]
    assert [s.low for s in found.sums] == [3 * 10**8]


def test_a_third_round_is_no_total_of_three() -> None:
    found = told(paper([raised(Y, "3亿元", "第三轮", "2028")]))
    assert (len(found.rounds), found.totals) == (1, ())


@pytest.mark.parametrize("said", ["以10亿美元估值融资，", "估值10亿美元，", "完成一轮投后估值达10亿美元的融资，"])
def test_what_stands_as_a_valuation_is_not_what_was_raised(said: str) -> None:
    found = told(paper([raised(Y, "10亿美元", when="2030", said=said)]))
    (one,) = found.rounds
    assert one.amounts == ()
    assert [v.expression for v in one.valuations] == ["10亿美元"]
    assert one.remark is not None
    assert found.undisclosed == 1
    assert [(v.amount.currency, v.by_round) for v in found.valuations] == [("USD", True)]


def test_tellings_of_one_round_that_contradict_each_other_are_shown() -> None:
    papers = [paper([raised(Y, "3亿元", "A轮", "2030-05")], "a"), paper([raised(Y, "3.01亿元", "A轮", "2030-05")], "b")]
    found = told(*papers)
    assert [len(r.amounts) for r in found.rounds] == [1]
    assert found.disagreements == ()


def test_valuations_keep_their_currency_and_are_not_compared_across() -> None:
    worth = [
        Line("valuation", {"org": Y}, {"amount": sum_of(text)}, when)
        for text, when in (("20亿美元", "2029"), ("33亿美元", "2030"), ("200亿元", "2030"), ("236亿", "2031"))
    ]
    found = told(paper(worth))
    assert [(v.amount.currency, v.time.when if v.time else None) for v in found.valuations] == [
        ("USD", "2029"),
        ("CNY", "2030"),
        ("USD", "2030"),
        (None, "2031"),
    ]
    assert [d.kind for d in found.disagreements] == [DisagreementKind.CURRENCIES]


def test_valuations_of_one_time_that_differ_contradict_each_other() -> None:
    worth = [Line("valuation", {"org": Y}, {"amount": sum_of(text)}, "2030") for text in ("20亿元", "33亿元")]
    assert [d.kind for d in told(paper(worth)).disagreements] == [DisagreementKind.VALUATIONS]


def test_figures_of_the_books_are_money_only() -> None:
    def figure(measure: str, value: str) -> Line:
        texts: dict[str, Value] = {"measure": measure, "value": sum_of(value)}
        return Line("metric", {"subject": Y}, texts, "2030", kinds={"subject": MentionKind.ORG})

    found = told(paper([figure("营收", "3亿元"), figure("净亏损", "5000万元"), figure("月活", "3000万"), figure("毛利率", "38%")]))
    assert {f.measure for f in found.figures} == {"revenue", "loss"}


def test_deals_say_on_which_side() -> None:
    bought = Line("acquisition", {"acquirer": Y, "target": L}, {"amount": sum_of("7亿元")}, "2030")
    sold = Line("acquisition", {"acquirer": "松果资本", "target": Y}, {}, "2031", Certainty.DENIED, Polarity.NEGATED)
    won = Line("bid_wins", {"org": Y}, {"amount": sum_of("2亿元")}, "2032")
    found = told(paper([bought, sold, won]))
    assert [(d.side, [a.expression for a in d.amounts]) for d in found.deals] == [
        ("acquirer", ["7亿元"]),
        ("target", []),
        ("winner", ["2亿元"]),
    ]


def test_others_money_is_not_theirs() -> None:
    lines = [raised(L, "3亿元", "A轮", "2030", investors=[Y]), Line("valuation", {"org": L}, {"amount": sum_of("9亿元")}, "2030")]
    found = told(paper(lines))
    assert (found.rounds, found.valuations, found.sums) == ((), (), ())


def test_a_group_is_its_members() -> None:
    group = Line("count_claim", {"subject": "四匹黑马", "members": [Y, L]})
    found = told(paper([group, raised(Y, "1亿元", "A轮", "2030"), raised(L, "2亿元", "A轮", "2031")]), name="四匹黑马")
    assert [r.orgs[0].text for r in found.rounds] == [Y, L]


def test_a_scope_leaves_out_what_is_outside() -> None:
    until = ValidTime.of("2030").end
    found = told(paper([raised(Y, "1亿元", "A轮", "2030"), raised(Y, "2亿元", "B轮", "2031")]), scope=Scope(until=until))
    assert [r.round for r in found.rounds] == ["A轮"]


def test_nobody_of_that_name() -> None:
    with pytest.raises(NotFoundError):
        told(paper([raised(Y, "1亿元")]), name="无此公司")


@pytest.mark.parametrize(
    "text",
    [
        "账上的钱还能撑两年",
        "公司现金足够维持18个月",
        "手里的资金可以烧3-5年",
        "The company has 18 months of runway",
        "少一些的也能撑过一年",
    ],
)
def test_how_long_money_lasts_is_recognised(text: str) -> None:
    assert tells_runway(text)


@pytest.mark.parametrize("text", ["公司成立两年", "账上的钱不多", "该产品可以用三年", "他在公司干了三年", "钱都花完了"])
def test_other_sentences_say_nothing_of_it(text: str) -> None:
    assert not tells_runway(text)


def test_what_is_said_of_its_group_is_told_as_such() -> None:
    group = Line("count_claim", {"subject": "四匹黑马", "members": [Y, L]})
    said = Line("statement", {"subject": "四匹黑马"}, {"gist": "账上的钱还能撑两三年"})
    found = told(paper([group, said]))
    (one,) = found.runway
    assert (one.about, one.of_group, one.told) == ("四匹黑马", True, "账上的钱还能撑两三年")
    assert one.event is not None
    assert told(paper([group, Line("statement", {"subject": "三条大鱼"}, {"gist": "账上的钱还能撑两三年"})])).runway == ()


def test_a_sentence_that_was_read_as_no_claim_is_found_and_marked() -> None:
    line = Line("departure", {"person": "甲一", "org": Y}, said="账上的钱还能撑两三年，")
    (one,) = told(paper([line])).runway
    assert one.event is None
    assert one.sentence.startswith("账上的钱")


@pytest.mark.parametrize(
    ("sentence", "low"),
    [
        ("第一轮1亿元，第二轮2亿元，总融资额已超过3亿元。", 3 * 10**8),
        ("该公司累计融资20亿元。", 20 * 10**8),
        ("It raised 5 million dollars; total funding reached 20 million dollars.", 20 * 10**6),
    ],
)
def test_a_total_beside_a_round_is_found(sentence: str, low: int) -> None:
    found = total_in(sentence)
    assert found is not None
    assert found.low == Decimal(low)


@pytest.mark.parametrize("sentence", ["该公司完成3亿元B轮融资。", "累计融资金额没有公布。", "第三轮融资超过3亿元。"])
def test_no_total_where_none_is_told(sentence: str) -> None:
    assert total_in(sentence) is None


def test_as_of_a_day_no_later_sentence_tells_how_long_money_lasts() -> None:
    claim = Line("statement", {"subject": "四匹黑马"}, {"gist": "账上的钱还能撑两三年"})
    group = Line("count_claim", {"subject": "四匹黑马", "members": [Y, L]})
    sentence = Line("departure", {"person": "甲一", "org": Y}, said="账上的现金还能撑一年，")
    papers = (paper([group], "a", "2031-01-01"), paper([claim], "b", "2031-03-01"), paper([sentence], "c", "2031-03-01"))
    with viewed_by("2031-02-01", *papers) as view:
        assert money(view, Y).runway == ()
    with viewed_by("2031-03-01", *papers) as view:
        assert len(money(view, Y).runway) == 2


def test_what_is_said_of_others_money_does_not_hide_what_is_said_of_its_own() -> None:
    others = [
        paper([Line("departure", {"person": f"甲{n}", "org": L}, said="现金，现金，账上的现金还能撑两年，")], f"{n:03}")
        for n in range(70)
    ]
    of_it = "在经历了漫长的一个冬天以后，账上的现金还能撑三年，"
    own = paper([Line("departure", {"person": "乙二", "org": Y}, said=of_it)], "own")
    (one,) = told(*others, own).runway
    assert one.file == "own"
