"""Forecasts and plans held against what was told later; everything is invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shiguan.errors import InputError
from shiguan.query.forecasts import Forecasts, ForecastsQuestion, Foreseen, Mark, Why, forecasts
from shiguan.query.scope import Scope
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from tests.query.build import viewed, viewed_by
from tests.resolve.build import Line, Paper, left, paper

Y, L = "云杉医药", "蓝鲸航运"
TODAY = date(2033, 3, 5)


def foretold(gist: str, horizon: str | None = None, **more: Any) -> Line:
    texts: dict[str, Any] = {"gist": gist} | ({"horizon": horizon} if horizon else {})
    return Line("forecast", {}, texts, certainty=Certainty.FORECAST, **more)


def sold(number: int, when: str | None, unit: str = "艘") -> Line:
    value = Amount(Decimal(number), Decimal(number), None, unit, f"{number}{unit}")
    return Line("metric", {}, {"subject": L, "measure": "交船量", "value": value}, when=when)


def ask(*papers: Paper, today: date = TODAY, **question: Any) -> Forecasts:
    scope = question.pop("scope", Scope())
    with viewed(*papers) as view:
        return forecasts(view, ForecastsQuestion(today, **question), scope)


def only(*papers: Paper, today: date = TODAY) -> Foreseen:
    (found,) = ask(*papers, today=today).foreseen
    return found


def test_a_day_to_come_is_open_and_one_that_passed_unheard_cannot_be_told() -> None:
    said = paper([foretold("航运业会复苏", "2年后")], published="2031-02-03")
    assert (only(said).mark, only(said).why) == (Mark.OPEN, Why.DAY_AHEAD)
    later = only(said, today=date(2034, 1, 1))
    assert (later.mark, later.why, later.evidence) == (Mark.CANNOT_TELL, Why.NOT_HEARD, ())
    assert later.horizon is not None
    assert later.horizon.end == date(2033, 12, 31)


def test_a_forecast_that_names_no_day_stays_open() -> None:
    found = only(paper([foretold("航运业终会复苏", speaker="甲一")]))
    assert (found.mark, found.why, found.horizon, found.speaker) == (Mark.OPEN, Why.NO_DAY, None, "甲一")


@pytest.mark.parametrize(
    ("gist", "mark"),
    [
        ("蓝鲸航运交船量将达到20艘", Mark.COME_TRUE),
        ("蓝鲸航运交船量将超过15艘", Mark.COME_TRUE),
        ("蓝鲸航运交船量将超过25艘", Mark.FAILED),
        ("蓝鲸航运交船量不超过18艘", Mark.FAILED),
        ("蓝鲸航运交船量不超过28艘", Mark.COME_TRUE),
        ("蓝鲸航运交船量不会超过18艘", Mark.CANNOT_TELL),
        ("蓝鲸航运交船量将增长20艘", Mark.CANNOT_TELL),
        ("蓝鲸航运交船量将达到20万吨", Mark.CANNOT_TELL),
        ("蓝鲸航运航次将达到25艘", Mark.CANNOT_TELL),
        ("云杉医药交船量将达到25艘", Mark.CANNOT_TELL),
    ],
)
def test_a_figure_is_held_against_the_figure_of_its_time(gist: str, mark: Mark) -> None:
    said = paper([foretold(gist, "2032年")], "a", "2031-02-03")
    told = paper([sold(20, "2032")], "b", "2033-02-01")
    found = only(said, told)
    assert found.mark is mark
    assert [t.file for t in found.evidence] == ([] if mark is Mark.CANNOT_TELL else ["b"])


def test_the_figure_of_another_time_fails_nothing() -> None:
    said = paper([foretold("蓝鲸航运交船量将超过25艘", "2032年")], "a", "2031-02-03")
    assert only(said, paper([sold(20, "2031")], "b", "2032-02-01")).mark is Mark.CANNOT_TELL


def test_what_is_reached_before_or_after_its_day() -> None:
    at_least = paper([foretold("蓝鲸航运交船量将超过15艘", "2032年")], "a", "2031-02-03")
    at_most = paper([foretold("蓝鲸航运交船量不超过25艘", "2032年")], "a", "2031-02-03")
    before, after = (paper([sold(20, when)], "b", "2034-02-01") for when in ("2031", "2033"))
    late = date(2035, 1, 1)
    assert (only(at_least, before, today=late).mark, only(at_least, after, today=late).mark) == (Mark.COME_TRUE, Mark.CANNOT_TELL)
    assert only(at_most, before, today=late).mark is Mark.CANNOT_TELL


def test_what_was_told_before_bears_on_nothing() -> None:
    said = paper([foretold("蓝鲸航运交船量将达到20艘", "2032年")], "b", "2031-02-03")
    assert only(paper([sold(20, "2030")], "a", "2031-01-01"), said).mark is Mark.CANNOT_TELL


def acquired(when: str | None = None) -> Paper:
    return paper([Line("acquisition", {"target": Y, "acquirer": L}, when=when)], "b", "2033-01-01")


def test_a_happening_with_all_its_parties_comes_true() -> None:
    said = paper([foretold("蓝鲸航运会收购云杉医药", "2032年")], "a", "2031-02-03")
    assert (only(said, acquired("2032-05")).mark, only(said, acquired("2032-05")).why) == (Mark.COME_TRUE, Why.HAPPENED)
    assert only(said, acquired("2033-01")).why is Why.LATE


def test_what_was_not_to_be_and_is_has_failed() -> None:
    said = paper([foretold("蓝鲸航运不会收购云杉医药")], "a", "2031-02-03")
    assert only(said, acquired()).why is Why.HAPPENED_NOT


@pytest.mark.parametrize("gist", ["蓝鲸航运会收购一家药企", "蓝鲸航运会与云杉医药合作", "会有人收购云杉医药"])
def test_a_happening_that_is_not_the_one_foretold_settles_nothing(gist: str) -> None:
    assert only(paper([foretold(gist)], "a", "2031-02-03"), acquired()).mark is Mark.OPEN


@pytest.mark.parametrize(
    ("verdict", "mark"), [("结果未达到", Mark.FAILED), ("后来果然应验", Mark.COME_TRUE), ("公司很大", Mark.OPEN)]
)
def test_what_the_text_says_of_it_right_after(verdict: str, mark: Mark) -> None:
    said = Line("statement", {}, {"gist": verdict})
    found = only(paper([foretold("航运业终会复苏"), said]))
    assert found.mark is mark


def test_the_verdict_is_on_the_nearer_forecast() -> None:
    lines = [foretold("航运业终会复苏"), foretold("云杉医药的新药会大卖"), Line("statement", {}, {"gist": "结果相差甚远"})]
    marks = {one.gist: one.mark for one in ask(paper(lines)).foreseen}
    assert marks == {"航运业终会复苏": Mark.OPEN, "云杉医药的新药会大卖": Mark.FAILED}


PLANNED: dict[str, Any] = {"certainty": Certainty.PLANNED}


def test_a_plan_told_as_done_later() -> None:
    found = only(paper([left("甲一", Y, "2031-06", **PLANNED)], "a"), paper([left("甲一", Y)], "b", "2031-07-01"))
    assert (found.planned, found.mark, found.why) == (True, Mark.COME_TRUE, Why.HAPPENED)
    assert [t.file for t in found.evidence] == ["b"]


def test_that_it_was_announced_again_does_not_carry_a_plan_out() -> None:
    again = left("甲一", Y, said="甲一宣布自己将离开，", certainty=Certainty.CONFIRMED)
    found = only(paper([left("甲一", Y, "2031-06", **PLANNED)], "a"), paper([again], "b", "2031-07-01"))
    assert found.why is Why.NOT_HEARD


def test_a_plan_called_off() -> None:
    off = left("甲一", Y, certainty=Certainty.DENIED, polarity=Polarity.NEGATED)
    assert only(paper([left("甲一", Y, "2031-06", **PLANNED)], "a"), paper([off], "b", "2031-05-01")).why is Why.CALLED_OFF


def test_a_plan_whose_day_has_passed_unheard() -> None:
    plan = paper([left("甲一", Y, "2031-06", **PLANNED)], "a")
    assert (only(plan).mark, only(plan).why) == (Mark.CANNOT_TELL, Why.NOT_HEARD)
    assert only(plan, today=date(2031, 3, 1)).why is Why.DAY_AHEAD
    assert only(paper([left("甲一", Y, **PLANNED)], "a")).why is Why.NO_DAY


def test_asked_by_name_mark_and_scope() -> None:
    papers = [
        paper([left("甲一", Y, "2031-06", **PLANNED), foretold("云杉医药会复苏"), foretold("蓝鲸航运会复苏")]),
        paper([sold(1, None)], "b"),
    ]
    assert [f.gist for f in ask(*papers, name=Y).foreseen if not f.planned] == ["云杉医药会复苏"]
    assert len(ask(*papers, name=Y).foreseen) == 2
    assert [f.planned for f in ask(*papers, mark="cannot-tell").foreseen] == [True]
    assert ask(*papers).marks == ((Mark.OPEN, 2), (Mark.CANNOT_TELL, 1))
    assert [f.planned for f in ask(*papers, scope=Scope(group=Y)).foreseen] == [True]
    with pytest.raises(InputError, match="choose one of come-true"):
        ask(*papers, mark="perhaps")


def by_day(day: str, *papers: Paper) -> list[tuple[Mark, Why]]:
    with viewed_by(day, *papers) as view:
        return [(f.mark, f.why) for f in forecasts(view, ForecastsQuestion(TODAY)).foreseen]


def test_as_of_a_day_what_lies_ahead_is_open() -> None:
    said = paper([foretold("航运业会复苏", "2年后", when="2033")], "a", "2031-02-03")
    plan = paper([left("甲一", Y, "2032-06", certainty=Certainty.PLANNED)], "b", "2031-02-03")
    assert by_day("2031-03-01", said) == [(Mark.OPEN, Why.DAY_AHEAD)]
    assert by_day("2031-03-01", plan) == [(Mark.OPEN, Why.DAY_AHEAD)]
    assert by_day("2031-02-02", said, plan) == []


def test_as_of_a_day_a_plan_is_not_borne_out_by_what_was_told_later() -> None:
    plan = paper([left("甲一", Y, "2031-06", certainty=Certainty.PLANNED)], "a", "2031-02-03")
    done = paper([left("甲一", Y, "2031-06")], "b", "2031-07-01")
    assert by_day("2031-06-15", plan, done) == [(Mark.OPEN, Why.DAY_AHEAD)]
    assert by_day("2031-07-01", plan, done) == [(Mark.COME_TRUE, Why.HAPPENED)]


def test_what_was_over_when_it_was_foreseen_bears_nothing_out() -> None:
    said = paper([foretold("甲一将离开云杉医药")], "a", "2031-02-03")
    assert only(said, paper([left("甲一", Y, "2029")], "b", "2032-01-01")).mark is Mark.OPEN
    assert only(said, paper([left("甲一", Y, "2031-08")], "b", "2032-01-01")).mark is Mark.COME_TRUE


def test_a_window_is_that_in_which_it_was_said() -> None:
    papers = [
        paper([foretold("航运业会复苏", "2035年")], "a.txt", "2031-02-03"),
        paper([foretold("车市会复苏", "2035年")], "b.txt", "2032-02-03"),
    ]
    assert [f.gist for f in ask(*papers, scope=Scope(since=date(2032, 1, 1))).foreseen] == ["车市会复苏"]
    assert [f.gist for f in ask(*papers, scope=Scope(until=date(2031, 12, 31))).foreseen] == ["航运业会复苏"]
