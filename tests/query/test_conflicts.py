"""Where tellings disagree; every paper here is invented."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.errors import InputError, NotFoundError
from shiguan.query.conflicts import ConflictQuestion, conflicts
from shiguan.query.scope import Scope
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind, Value
from shiguan.resolve.conflicts import Cause, Conflict, ConflictKind, Severity
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

Y, L, Q = "云杉医药", "蓝鲸航运", "青石资本"
NOT_SO: dict[str, Any] = {"polarity": Polarity.NEGATED}
DENIED: dict[str, Any] = {"certainty": Certainty.DENIED, "polarity": Polarity.NEGATED}
ORGS = {"plaintiff": MentionKind.ORG, "defendant": MentionKind.ORG, "subject": MentionKind.ORG, "investors": MentionKind.ORG}
FIVE = Line("count_claim", {"subject": "五匹黑马", "members": [Y, L, "松果汽车", "白鹭食品", "海棠乳业"]})
C, T, OK = Severity.CONTRADICTION, Severity.TENSION, Severity.COMPATIBLE


def asked(papers: Sequence[Paper], owners: dict[str, str] | None = None, **question: Any) -> tuple[Conflict, ...]:
    name, kind = question.pop("name", None), question.pop("kind", None)
    with viewed(*papers) as view:
        return conflicts(view, ConflictQuestion(name, kind, Scope(**question)), owners).conflicts


def seen(found: Sequence[Conflict]) -> set[tuple[str, str, str]]:
    return {(str(c.kind), str(c.cause), str(c.severity)) for c in found}


def money(text: str, low: str | None, high: str | None = "=", currency: str | None = None, unit: str | None = None) -> Amount:
    start = None if low is None else Decimal(low)
    return Amount(start, start if high == "=" else None if high is None else Decimal(high), currency, unit, text)


def post(person: str, org: str, position: str, event_type: str = "membership", **more: Any) -> Line:
    return Line(event_type, {"person": person, "org": org}, {"position": position}, **more)


def worth(text: str, low: str, currency: str | None = None, **more: Any) -> Line:
    return Line("valuation", {"org": Y}, {"amount": money(text, low, currency=currency)}, **more)


def measured(measure: str, value: Value, subject: str = Y, **more: Any) -> Line:
    role = "value" if isinstance(value, Amount) else "rank"
    kinds = {"subject": more.pop("kind", MentionKind.ORG)}
    return Line("metric", {"subject": subject}, {"measure": measure, role: value}, kinds=kinds, **more)


def counted(subject: str, measure: str, value: Amount, **more: Any) -> Line:
    return Line("count_claim", {"subject": subject}, {"measure": measure, "value": value}, kinds=ORGS, **more)


def two(one: Line | list[Line], other: Line | list[Line], days: tuple[str, str] = ("2031-02-03", "2031-02-03")) -> list[Paper]:
    lines = [x if isinstance(x, list) else [x] for x in (one, other)]
    return [paper(x, f"{i}.txt", day) for i, (x, day) in enumerate(zip(lines, days, strict=True))]


MONTHS = ("2031-02", "2031-05")
SUIT: dict[str, str | list[str]] = {"plaintiff": Q, "defendant": Y}
CASES: dict[str, tuple[list[Paper], tuple[str, Cause, Severity]]] = {
    "a month apart": (two(left("甲一", "海棠", "2030-11"), left("甲一", "海棠", "2030-12", to=Q)), ("time", Cause.ANNOUNCED, T)),
    "a month apart, in a copy": (
        two(left("甲一", Y, "2030-11", to=Q), left("甲一", Y, "2030-12", to=Q)),
        ("time", Cause.REPRINT, T),
    ),
    "a day apart": (
        two(left("甲一", "海棠", "2030-11-03"), left("甲一", "海棠", "2030-11-04", to=Q)),
        ("time", Cause.ANNOUNCED, OK),
    ),
    "half a year apart": (two(left("甲一", Y, "2030-03"), left("甲一", Y, "2030-10")), ("time", Cause.ANNOUNCED, T)),
    "left or not": (two(left("甲一", Y), left("甲一", Y, **DENIED)), ("denial", Cause.DENIED, C)),
    "denied, then done": (two(left("甲一", Y, **DENIED), left("甲一", Y), MONTHS), ("denial", Cause.BORNE_OUT, T)),
    "only rumoured and denied": (
        two(left("甲一", Y, certainty=Certainty.RUMOURED), left("甲一", Y, **DENIED)),
        ("denial", Cause.DENIED, T),
    ),
    "went elsewhere": (two(left("甲一", Y, to=Q), left("甲一", Y, to=L)), ("party", Cause.UNEXPLAINED, C)),
    "went to a part of it": (two(left("甲一", Y, to=L), left("甲一", Y, to=L + "研究院")), ("party", Cause.HOUSE, OK)),
    "done or planned": (
        two(Line("partnership", {"orgs": [Y, L]}), Line("partnership", {"orgs": [Y, L]}, certainty=Certainty.PLANNED)),
        ("stage", Cause.PLANNED, T),
    ),
    "two titles": (
        two(post("甲一", Y, "财务总监", "departure"), post("甲一", Y, "合伙人", "departure")),
        ("title", Cause.TITLES, OK),
    ),
    "a title in office, another when leaving": (
        two(post("甲一", Y, "平台负责人"), post("甲一", Y, "副总裁", "departure")),
        ("title", Cause.TITLES, OK),
    ),
    "a wrong character": (
        two(post("丁小川", Y, "平台负责人", "departure"), post("丁小州", Y, "平台负责人", "departure")),
        ("name", Cause.SPELLING, T),
    ),
    "another currency": (two(worth("10亿美元", "1e9", "USD"), worth("70亿元", "7e9", "CNY")), ("amount", Cause.CURRENCY, OK)),
    "another currency, loosely": (
        two(worth("10亿美元", "1e9", "USD"), worth("58亿元", "5.8e9", "CNY")),
        ("amount", Cause.CURRENCY, T),
    ),
    "no conversion": (two(worth("10亿美元", "1e9", "USD"), worth("20亿元", "2e9", "CNY")), ("amount", Cause.UNEXPLAINED, C)),
    "rounded": (two(worth("3亿元", "3e8", "CNY"), worth("3.21亿元", "3.21e8", "CNY")), ("amount", Cause.ROUNDING, OK)),
    "before or after the round": (
        two(worth("10亿元", "1e9", "CNY", said="投前"), worth("12亿元", "1.2e9", "CNY", said="投后")),
        ("amount", Cause.PRE_POST, T),
    ),
    "a total": (
        two(
            Line("funding", {"org": Y}, {"amount": money("3亿元", "3e8", currency="CNY")}, when="2030-08"),
            Line("funding", {"org": Y}, {"amount": money("5亿元", "5e8", currency="CNY")}, when="2030-08", said="累计"),
        ),
        ("amount", Cause.TOTAL, OK),
    ),
    "one round, two sums": (
        two(
            Line("funding", {"org": Y}, {"amount": money("3亿元", "3e8"), "round": "B轮"}, when="2030-08"),
            Line("funding", {"org": Y}, {"amount": money("5亿元", "5e8"), "round": "B轮"}, when="2030-08"),
        ),
        ("amount", Cause.UNEXPLAINED, C),
    ),
    "one sum, two rounds": (
        two(
            Line("funding", {"org": Y}, {"amount": money("5亿元", "5e8"), "round": "A轮"}, when="2030-08"),
            Line("funding", {"org": Y}, {"amount": money("5亿元", "5e8"), "round": "B轮融资"}, when="2030-08"),
        ),
        ("round", Cause.UNEXPLAINED, T),
    ),
    "one year, two revenues": (
        two(measured("营收", money("3亿", "3e8"), when="2030"), measured("营业收入", money("5亿", "5e8"), when="2030")),
        ("metric", Cause.SCOPE, T),
    ),
    "overlapping periods": (
        two(measured("广告投放", money("3亿", "3e8"), when="2030-H1"), measured("广告投放", money("1亿", "1e8"), when="2030")),
        ("metric", Cause.PERIOD, T),
    ),
    "one measure, one time": (
        two(measured("门店数", money("300家", "300", unit="家")), measured("门店数", money("500家", "500", unit="家"))),
        ("metric", Cause.UNEXPLAINED, C),
    ),
    "ranked twice": (
        two(measured("月活", "第四", when="2030-03"), measured("用户规模", "第九位", when="2030-03")),
        ("rank", Cause.SCOPE, T),
    ),
    "rank changes": (
        two(measured("销量", "第1", when="2029"), measured("销量", "第三", when="2030")),
        ("rank", Cause.LATER, OK),
    ),
    "counted again": (
        two(counted(Y, "离职高管", money("4位", "4", unit="位")), counted(Y, "离职高管", money("5位", "5", unit="位")), MONTHS),
        ("count", Cause.LATER, T),
    ),
    "at least": (
        two(
            counted(Y, "离职高管", money("22位", "22", unit="位")), counted(Y, "离职高管", money("至少22人", "22", None, unit="人"))
        ),
        ("count", Cause.BOUND, OK),
    ),
    "none left, one has": (
        two(Line("departure", {"org": Y}, {"person": "高管"}, **NOT_SO), left("甲一", Y, "2031-04"), MONTHS),
        ("exception", Cause.LATER, T),
    ),
    "all left, one stays": (
        [paper([post("乙二", Y, "财务总监", "departure", said="全部骨干都已离任"), left("甲一", Y, **NOT_SO)])],
        ("exception", Cause.EXCEPTION, C),
    ),
    "every firm lost some, one none": (
        [
            paper([FIVE], "g"),
            paper([Line("count_claim", {"subject": "五匹黑马"}, said="每一家都有人辞职")], "h"),
            paper([Line("departure", {"org": L}, {"person": "高管"}, **NOT_SO)], "i"),
        ],
        ("exception", Cause.EXCEPTION, C),
    ),
    "not the only one": (
        [
            paper([FIVE], "g"),
            paper([Line("funding", {"org": Y}, when="2030", said="五匹黑马中唯一完成融资的")], "h"),
            paper([Line("funding", {"org": L}, when="2030-05")], "i"),
        ],
        ("count", Cause.SCOPE, T),
    ),
    "more on record than counted": (
        [
            paper([FIVE], "g"),
            paper(
                [Line("count_claim", {"subject": "五匹黑马"}, {"measure": "融资的公司", "value": money("1", "1")}, when="2030")],
                "h",
            ),
            paper([Line("funding", {"org": Y}, when="2030-03"), Line("funding", {"org": L}, when="2030-05")], "i"),
        ],
        ("count", Cause.SCOPE, T),
    ),
    "more founders": (
        two(
            Line("founding", {"person": "甲一", "org": Y}, said="创立"),
            [Line("founding", {"person": p, "org": Y}, said="一同创立") for p in ("甲一", "乙二")],
        ),
        ("founders", Cause.MORE_NAMED, OK),
    ),
    "other founders": (
        two(
            Line("founding", {"person": "甲一", "org": Y}, said="创立"), Line("founding", {"person": "乙二", "org": Y}, said="创立")
        ),
        ("founders", Cause.UNEXPLAINED, T),
    ),
    "one post, two holders": (
        two(post("甲一", Y, "首席执行官"), post("乙二", Y, "CEO")),
        ("post", Cause.UNEXPLAINED, C),
    ),
    "a successor": (two(post("甲一", Y, "CEO"), post("乙二", Y, "CEO"), MONTHS), ("post", Cause.LATER, T)),
    "left the post only": (
        two(left("甲一", Y, "2030-08"), post("甲一", Y, "顾问", "appointment", said="转任", when="2030-09")),
        ("extent", Cause.POST_ONLY, T),
    ),
    "given up and gone on with": (
        two(
            Line("abandonment", {"org": Y}, {"subject": "疫苗研发"}),
            Line("abandonment", {"org": Y}, {"subject": "疫苗研发"}, **NOT_SO),
        ),
        ("denial", Cause.DENIED, C),
    ),
    "another part given up": (
        two(
            Line("abandonment", {"org": Y}, {"subject": "大型疫苗的研发与生产"}),
            Line("abandonment", {"org": Y}, {"subject": "小儿疫苗"}, **NOT_SO),
        ),
        ("reversal", Cause.SCOPE, T),
    ),
    "denied and then given up": (
        two(
            Line("abandonment", {"org": Y}, {"subject": "疫苗"}, when="2030-10", **DENIED),
            Line("abandonment", {"org": Y}, {"subject": "研发全部停止"}, when="2031-04"),
            MONTHS,
        ),
        ("reversal", Cause.BORNE_OUT, T),
    ),
    "stopped, then released": (
        [
            paper(
                [
                    Line("product_shutdown", {"product": "小舟", "org": Y}, when="2030-03"),
                    Line("product_release", {"product": "小舟", "org": Y}, when="2030-09"),
                ]
            )
        ],
        ("reversal", Cause.SEQUENCE, T),
    ),
    "deal denied, people moved": (
        two(
            Line("acquisition", {"acquirer": Q, "target": Y}, **DENIED),
            Line("departure", {"org": Y, "destination_org": Q}, {"person": "研发团队"}, when="2031-01"),
        ),
        ("denial", Cause.MOVED, T),
    ),
    "most or some of a team": (
        two(
            Line("departure", {"org": Y, "destination_org": Q}, {"person": "大部分研发团队"}, when="2031-01"),
            Line("departure", {"org": Y, "destination_org": Q}, {"person": "研发团队部分成员"}, when="2031-01"),
        ),
        ("extent", Cause.PART, T),
    ),
    "one case, two accusers": (
        two(
            Line("lawsuit", SUIT, said="仲裁", kinds=ORGS),
            Line("lawsuit", {"plaintiff": L, "defendant": Y}, said="仲裁", kinds=ORGS),
        ),
        ("party", Cause.ONE_CASE, T),
    ),
    "missed": (
        two(
            Line("forecast", {"org": Y}, {"gist": "年营收"}, said="预计全年营收超过10亿元", certainty=Certainty.FORECAST),
            measured("营收", money("3亿元", "3e8", currency="CNY"), when="2031"),
        ),
        ("forecast", Cause.MISSED, T),
    ),
    "afterwards, and before": (
        [paper([left("甲一", Y, "2030-06"), left("乙二", Y, "2030-02", said="随后，")])],
        ("order", Cause.SEQUENCE, C),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_disagreement_is_found_with_its_cause(case: str) -> None:
    papers, (kind, cause, severity) = CASES[case]
    assert (kind, str(cause), str(severity)) in seen(asked(papers))


AGREEING = {
    "told twice": two(left("甲一", Y, "2030-11"), left("甲一", Y, "2030-11")),
    "told more coarsely": two(left("甲一", Y, "2030-11"), left("甲一", Y, "2030")),
    "two people": two(left("甲一", Y, "2030-11"), left("乙二", Y, "2030-03")),
    "a title within another": two(post("甲一", Y, "副总裁、合伙人", "departure"), post("甲一", Y, "合伙人", "departure")),
    "another word for the title": two(post("甲一", Y, "联创", "departure"), post("甲一", Y, "联合创始人", "departure")),
    "shared posts": two(post("甲一", Y, "副总裁"), post("乙二", Y, "副总裁")),
    "a former holder": two(post("甲一", Y, "CEO", said="前"), post("乙二", Y, "CEO")),
    "two rounds": two(
        Line("funding", {"org": Y}, {"amount": money("3亿", "3e8"), "round": "A轮"}, when="2030-08"),
        Line("funding", {"org": Y}, {"amount": money("5亿", "5e8"), "round": "B轮"}, when="2030-09"),
    ),
    "other years": two(measured("营收", money("3亿", "3e8"), when="2029"), measured("营收", money("5亿", "5e8"), when="2030")),
    "growth in one passage": [paper([measured("月活", money("3百万", "3e6")), measured("月活", money("2千万", "2e7"))])],
    "other measures": two(measured("营收", money("3亿", "3e8"), when="2030"), measured("净利润", money("1亿", "1e8"), when="2030")),
    "a share is no sum": two(
        measured("营收", money("3亿", "3e8"), when="2030"), measured("营收占比", money("20%", "20", unit="%"), when="2030")
    ),
    "valuations years apart": two(worth("1亿元", "1e8", "CNY", when="2027"), worth("9亿元", "9e8", "CNY", when="2030")),
    "other things given up": two(
        Line("abandonment", {"org": Y}, {"subject": "疫苗"}), Line("abandonment", {"org": Y}, {"subject": "航线"}, **NOT_SO)
    ),
    "who is called a founder": two(
        Line("founding", {"person": "甲一", "org": Y}, said="创始人"), Line("founding", {"person": "乙二", "org": Y}, said="创始人")
    ),
    "two names of two characters": two(post("丁一", Y, "平台负责人", "departure"), post("丁二", Y, "平台负责人", "departure")),
    "subsets of a count": [
        paper([counted(Y, "离职高管", money("7位", "7", unit="位")), counted(Y, "离职技术人才", money("5位", "5", unit="位"))])
    ],
    "counted otherwise": two(counted(Y, "离职高管", money("7位", "7")), counted(Y, "新开门店", money("5家", "5"))),
    "an only one": [paper([FIVE], "g"), paper([Line("funding", {"org": Y}, when="2030", said="五匹黑马中唯一完成融资的")], "h")],
    "a firm lost some though one stays": [
        paper([FIVE], "g"),
        paper([Line("count_claim", {"subject": "五匹黑马"}, said="每一家都有人辞职"), left("甲一", Y, **NOT_SO)], "h"),
    ],
    "suits and arbitrations": two(
        Line("lawsuit", SUIT, said="仲裁", kinds=ORGS), Line("lawsuit", {"plaintiff": L, "defendant": Y}, kinds=ORGS)
    ),
    "reached": two(
        Line("forecast", {"org": Y}, {"gist": "年营收"}, said="预计全年营收超过1亿元", certainty=Certainty.FORECAST),
        measured("营收", money("3亿元", "3e8", currency="CNY"), when="2031"),
    ),
    "in order": [paper([left("甲一", Y, "2030-02"), left("乙二", Y, "2030-06", said="随后，")])],
}


@pytest.mark.parametrize("case", AGREEING)
def test_what_agrees_is_no_conflict(case: str) -> None:
    assert seen(asked(AGREEING[case])) == set()


def test_money_cannot_come_before_the_founding_that_is_dated_in_its_own_sentence() -> None:
    dated = Line("founding", {"person": "甲一", "org": Y}, when="2030-06", said="创立")
    assert seen(asked(two(dated, Line("funding", {"org": Y}, when="2029-06")))) == set()  # its time has no words in the sentence


def test_a_firm_and_its_product_are_one_house_for_money() -> None:
    spent = measured("广告投入", money("3千万", "3e7", currency="CNY"), when="2030-H1", speaker="甲报")
    by_product = measured("广告投入", money("1.4亿元", "1.4e8", currency="CNY"), "小舟", when="2030-H1", speaker="乙报")
    release = Line("product_release", {"product": "小舟2.5", "org": Y})
    assert ("metric", "house", "tension") in seen(asked([paper([spent, by_product, release])]))
    assert seen(asked([paper([spent, by_product])])) == set()
    assert ("metric", "house", "tension") in seen(asked([paper([spent, by_product])], {"小舟": Y}))


def test_sides_keep_every_telling_and_say_which_is_later() -> None:
    papers = [paper([left("甲一", Y, "2030-11")], f"{i}.txt", f"2031-0{i + 1}") for i in range(2)]
    found = asked([*papers, paper([left("甲一", Y, "2030-12")], "9.txt", "2031-06")], kind="time")
    assert [(s.value, [t.file for t in s.tellings]) for s in found[0].sides] == [
        ("2030-11", ["0.txt", "1.txt"]),
        ("2030-12", ["9.txt"]),
    ]
    assert found[0].later == 1
    assert found[0].subject
    assert found[0].subject.name == "甲一"
    assert found[0].explanation


def test_a_sides_first_sentence_gives_the_value_shown() -> None:
    """What only agrees with it (over three agrees with thirty) stands after it."""
    loose = Line("valuation", {"org": Y}, {"amount": money("超过3亿美元", "300000000", None, "USD")})
    papers = [paper([line], f"{i}.txt", f"2031-0{i + 1}") for i, line in enumerate((loose, exact("30亿美元", "3000000000")))]
    papers.append(paper([exact("12亿美元", "1200000000")], "9.txt", "2031-03"))
    (found,) = (c for c in asked(papers) if str(c.kind) == "amount")
    for side in found.sides:
        assert side.value in side.tellings[0].claim.evidence.quote
        assert side.event


def exact(text: str, low: str) -> Line:
    return worth(text, low, "USD")


def test_one_speaker_does_not_contradict_himself_within_a_document() -> None:
    lines = [measured("门店数", money(f"{n}家", str(n), unit="家"), said="一" * 80) for n in (300, 500)]
    assert seen(asked([paper(lines)])) == set()


GRAVITY = [
    *two(worth("10亿美元", "1e9", "USD"), worth("70亿元", "7e9", "CNY")),
    *[paper([left("甲一", L, when)], f"t{when}", f"2031-0{i}") for i, when in ((3, "2030-11"), (4, "2030-12"))],
    *[paper([left("乙二", L, when)], f"u{when}", f"2031-0{i}") for i, when in ((5, "2030-11"), (6, "2030-12"))],
    *two(left("丙三", Q), left("丙三", Q, **DENIED)),
]


def test_the_gravest_come_first_then_the_latest() -> None:
    found = [(c.severity, c.subject.name if c.subject else None) for c in asked(GRAVITY)]
    assert found == [(C, "丙三"), (T, "乙二"), (T, "甲一"), (OK, Y)]


def test_a_question_may_be_of_one_name_one_kind_and_a_scope() -> None:
    assert [c.kind for c in asked(GRAVITY, name="丙三")] == [ConflictKind.DENIAL]
    assert [c.kind for c in asked(GRAVITY, name=Y)] == [ConflictKind.AMOUNT]
    assert {c.kind for c in asked(GRAVITY, kind="time")} == {ConflictKind.TIME}
    assert {c.kind for c in asked(GRAVITY, group=f"{Y}、{Q}")} == {ConflictKind.AMOUNT, ConflictKind.DENIAL}
    assert {c.kind for c in asked(GRAVITY, since=date(2031, 1, 1))} == {ConflictKind.AMOUNT, ConflictKind.DENIAL}
    assert len(asked(GRAVITY, min_certainty=Certainty.REPORTED)) == 4
    assert asked(GRAVITY, min_certainty=Certainty.CONFIRMED) == ()
    assert [c.kind for c in asked([paper([FIVE], "g"), *GRAVITY], name="五匹黑马", kind="amount")] == [ConflictKind.AMOUNT]


def test_what_is_not_known_is_an_error() -> None:
    with pytest.raises(NotFoundError, match="云杉药业"):
        asked(GRAVITY, name="云杉药业")
    with pytest.raises(InputError, match="founders"):
        asked(GRAVITY, kind="colour")


LINES = st.lists(
    st.sampled_from(
        [
            left("甲一", Y, "2030-11"),
            left("甲一", Y, "2030-12"),
            left("甲一", Y, **DENIED),
            post("甲一", Y, "合伙人", "departure"),
            post("甲一", Y, "财务总监"),
            post("乙二", Y, "财务总监"),
            worth("10亿美元", "1e9", "USD"),
            worth("70亿元", "7e9", "CNY"),
            worth("20亿元", "2e9", "CNY"),
            measured("门店数", money("300家", "300", unit="家")),
            measured("门店数", money("500家", "500", unit="家")),
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_conflict(lines: list[Line], order: random.Random) -> None:
    papers = [paper([line], f"{i}.txt", f"2031-0{i + 1}") for i, line in enumerate(lines)]
    shuffled = list(papers)
    order.shuffle(shuffled)
    assert asked(papers) == asked(shuffled)


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_every_conflict_has_sides_that_are_told(lines: list[Line]) -> None:
    papers = [paper([line], f"{i}.txt", f"2031-0{i + 1}") for i, line in enumerate(lines)]
    for found in asked(papers):
        assert len(found.sides) > 1
        assert all(side.value and side.event and side.tellings for side in found.sides)
        claims = [t.claim.id for side in found.sides for t in side.tellings]
        assert len(claims) == len(set(claims))
        assert found.later is None or found.sides[found.later].published == found.published
