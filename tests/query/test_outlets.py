"""The record of outlets, on papers of invented firms and people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shiguan.errors import NotFoundError
from shiguan.query.outlets import OutletRecord, Outlets, outlets
from shiguan.query.rumours import RumoursQuestion
from shiguan.query.scope import Scope
from shiguan.records.claim import Certainty, Polarity
from shiguan.resolve.fates import Fate
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

Y, L, P = "云杉医药", "蓝鲸航运", "松果汽车"
RUMOURED: dict[str, Any] = {"certainty": Certainty.RUMOURED}
DENIED: dict[str, Any] = {"certainty": Certainty.DENIED, "polarity": Polarity.NEGATED}
MORNING, EVENING = "晨星报", "暮星报"


def ask(*papers: Paper, name: str | None = None, scope: Scope | None = None) -> Outlets:
    with viewed(*papers) as view:
        return outlets(view, RumoursQuestion(date(2031, 3, 5), name), scope or Scope())


def of(answer: Outlets, name: str) -> OutletRecord:
    return next(record for record in answer.outlets if record.outlet == name)


def test_who_told_first_and_what_nobody_else_tells() -> None:
    first = paper([left("甲一", Y), left("乙二", L)], "a", "2031-02-03", publisher=MORNING)
    later = paper([left("甲一", Y)], "b", "2031-02-05", publisher=EVENING)
    answer = ask(first, later)
    morning, evening = of(answer, MORNING), of(answer, EVENING)
    assert (morning.tellings, morning.events, len(morning.first), morning.alone) == (2, 2, 1, 1)
    assert (evening.tellings, evening.events, len(evening.first), evening.alone) == (1, 1, 0, 0)
    assert [record.outlet for record in answer.outlets] == [MORNING, EVENING]


def test_on_the_same_day_nobody_is_first() -> None:
    papers = [paper([left("甲一", Y)], file, "2031-02-03", publisher=who) for file, who in (("a", MORNING), ("b", EVENING))]
    assert all(record.first == () for record in ask(*papers).outlets)


def test_nobody_is_first_while_a_month_is_all_that_is_known() -> None:
    month = paper([left("甲一", Y)], "a", "2031-02", publisher=MORNING)
    assert all(r.first == () for r in ask(month, paper([left("甲一", Y)], "b", "2031-02-20", publisher=EVENING)).outlets)


def test_how_its_rumours_ended() -> None:
    rumoured = [left("甲一", Y, **RUMOURED), left("乙二", Y, **RUMOURED), left("丙三", Y, **RUMOURED)]
    carried = paper(rumoured, "a", "2031-02-03", publisher=MORNING)
    since = paper([left("甲一", Y), left("乙二", Y, **DENIED)], "b", "2031-02-09", publisher=EVENING)
    answer = ask(carried, since)
    assert of(answer, MORNING).fates == ((Fate.OPEN, 1), (Fate.DENIED, 1), (Fate.BORNE_OUT, 1))
    assert of(answer, EVENING).rumours == ()


def test_a_rumour_told_when_it_was_a_fact_speaks_neither_for_an_outlet_nor_against_it() -> None:
    early = paper([left("甲一", Y, **RUMOURED)], "a", "2031-02-01", publisher=MORNING)
    fact = paper([left("甲一", Y)], "b", "2031-02-03", publisher="午星报")
    late = paper([left("甲一", Y, **RUMOURED)], "c", "2031-02-09", publisher=EVENING)
    answer = ask(early, fact, late)
    assert of(answer, MORNING).fates == ((Fate.BORNE_OUT, 1),)
    for record in (of(answer, EVENING), of(ask(fact, late), EVENING)):
        assert (record.fates, record.rumours, len(record.known)) == ((), (), 1)


def test_a_rumour_told_beside_the_fact_is_no_news_of_the_outlet() -> None:
    answer = ask(paper([left("甲一", Y, **RUMOURED), left("甲一", Y)], "a", "2031-02-03", publisher=MORNING))
    assert (of(answer, MORNING).fates, len(of(answer, MORNING).known)) == ((), 1)


def test_when_a_medium_told_what_others_tell_on_its_word_is_unknown() -> None:
    looking_back = paper([left("甲一", Y, speaker="长庚财经", **RUMOURED), left("甲一", Y)], "a", publisher=MORNING)
    answer = ask(looking_back)
    assert of(answer, "长庚财经").fates == ((Fate.BORNE_OUT, 1),)
    assert (of(answer, MORNING).fates, len(of(answer, MORNING).known)) == ((), 1)


def test_a_medium_named_as_the_source_has_a_record_of_its_own() -> None:
    named = paper(
        [left("甲一", Y, speaker="长庚财经", **RUMOURED), left("乙二", Y, speaker="一位朋友", **RUMOURED)], publisher=MORNING
    )
    answer = ask(named)
    assert of(answer, "长庚财经").named_only
    assert of(answer, "长庚财经").fates == ((Fate.OPEN, 1),)
    assert {record.outlet for record in answer.outlets} == {MORNING, "长庚财经"}


def long_paper(file: str, day: str, publisher: str) -> Paper:
    return paper([left(f"甲{n}", f"第{n}远洋渔业公司") for n in range(10, 24)], file, day, publisher=publisher)


def test_a_copy_is_told_of_whom() -> None:
    answer = ask(long_paper("a", "2031-02-03", MORNING), long_paper("b", "2031-02-04", EVENING))
    assert (answer.documents, answer.sources) == (2, 1)
    assert (of(answer, EVENING).copies, of(answer, EVENING).copied) == (14, ((MORNING, 14),))
    assert (of(answer, MORNING).copies, of(answer, MORNING).copied) == (0, ())
    assert {(shared.outlets, shared.sources) for shared in answer.shared} == {(2, 1)}


def test_of_copies_of_one_day_none_is_the_copy() -> None:
    answer = ask(long_paper("a", "2031-02-03", MORNING), long_paper("b", "2031-02-03", EVENING))
    assert answer.sources == 1
    assert all(record.copies == 0 for record in answer.outlets)


def test_asked_by_name_and_scope() -> None:
    papers = [
        paper([left("甲一", Y), Line("layoff", {"org": L})], "a", publisher=MORNING),
        paper([left("乙二", Y)], "b", publisher=EVENING),
    ]
    assert [record.outlet for record in ask(*papers, name="暮星").outlets] == [EVENING]
    assert of(ask(*papers, scope=Scope(group=L)), MORNING).tellings == 1
    with pytest.raises(NotFoundError, match="on record are"):
        ask(*papers, name="夜星报")
