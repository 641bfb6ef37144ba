from __future__ import annotations

from contextlib import closing
from datetime import date, datetime

import pytest

from shiguan.errors import AmbiguousError, NotFoundError
from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from shiguan.query.explain import ClaimExplained, EntityExplained, EventExplained, explain
from shiguan.query.names import find_entity, fold, members
from shiguan.query.scope import Scope
from shiguan.query.search import search
from shiguan.query.timeline import timeline
from shiguan.query.view import load
from shiguan.records.claim import Certainty
from shiguan.records.evidence import MentionKind
from shiguan.resolve.names import NameWords
from tests.query.build import hour, put, recorded, viewed, viewed_by
from tests.resolve.build import Line, left, paper

Y, L = "云杉医药", "蓝鲸航运"
FIVE = Line("count_claim", {"subject": "五匹黑马", "members": [Y, L, "松果汽车"]})


def test_a_view_is_as_of_what_was_known() -> None:
    with recorded(paper([left("甲一", Y)], "a"), paper([left("甲一", Y), left("乙二", Y)], "b")) as reader:
        then, now = load(reader, known_at=hour(0)), load(reader)
        assert [len(e.tellings) for e in then.events] == [1]
        assert sorted(len(e.tellings) for e in now.events) == [1, 2]
        assert {e.name for e in then.entities.values()} == {"甲一", Y}


def test_a_view_is_as_of_what_had_begun() -> None:
    lines = [left("甲一", Y, "2029-05"), left("乙二", Y, "2030-05"), left("丙三", Y)]
    with recorded(paper(lines, published="2031-02-03")) as reader:
        assert len(load(reader, valid_at=date(2029, 12, 31)).events) == 1
        assert len(load(reader, valid_at=date(2030, 12, 31)).events) == 2
        assert len(load(reader, valid_at=date(2031, 12, 31)).events) == 3


def test_a_telling_quotes_what_was_received() -> None:
    with viewed(paper([left("甲一", Y)])) as view:
        (told,) = view.tellings
    assert told.quote == told.claim.evidence.quote
    assert (told.file, told.publisher) == ("a.txt", "测试报")


def test_a_retracted_claim_is_in_no_event() -> None:
    one = paper([left("甲一", Y)])
    with closing(connect(None)) as connection:
        put(connection, [one])
        writer = Writer(connection)
        writer.retract(one.claims[0].id, "wrong person", writer.begin_run("by hand", hour(1)), hour(1))
        view = load(Reader(connection))
        assert view.events == ()
        with pytest.raises(NotFoundError, match="wrong person"):
            explain(view, one.claims[0].id)
        assert isinstance(explain(load(Reader(connection), known_at=hour(0)), one.claims[0].id), ClaimExplained)


@pytest.mark.parametrize("name", [Y, "雲杉醫藥", "云杉医药有限公司", " 云杉 医药 "])
def test_an_entity_is_found_by_any_spelling(name: str) -> None:
    with viewed(paper([left("甲一", Y)])) as view:
        assert find_entity(view, name).name == Y


def test_an_entity_is_found_by_alias_and_by_the_beginning_of_its_id() -> None:
    with viewed(paper([left("甲一", Y)], aliases={Y: ("云杉",)})) as view:
        entity = find_entity(view, "云杉")
        assert find_entity(view, entity.id[:12]) == entity


def test_a_name_before_an_alias() -> None:
    with viewed(paper([left("甲一", Y), left("乙二", L)], aliases={Y: (L,)})) as view:
        assert find_entity(view, L, (MentionKind.ORG,)).name == L


def test_namesakes_are_ambiguous_and_listed() -> None:
    with (
        viewed(paper([left("甲一", Y)], "a"), paper([left("甲一", L)], "b")) as view,
        pytest.raises(AmbiguousError, match=r"e-.*; e-"),
    ):
        find_entity(view, "甲一")


@pytest.mark.parametrize(("asked", "meant"), [("云杉", Y), ("蓝鲸海运", L)])
def test_an_unknown_name_brings_suggestions(asked: str, meant: str) -> None:
    with viewed(paper([left("甲一", Y), left("乙二", L)])) as view, pytest.raises(NotFoundError, match=f"did you mean {meant}"):
        find_entity(view, asked)


def test_a_name_like_nothing_brings_none() -> None:
    with viewed(paper([left("甲一", Y)])) as view, pytest.raises(NotFoundError, match=r"called zzz$"):
        find_entity(view, "zzz")


def test_the_users_names_may_list_a_group() -> None:
    words = NameWords(members={"两强": (Y, "未见报公司")})
    with recorded(paper([left("甲一", Y)])) as reader:
        view = load(reader, words=words)
        assert members(view, "两強") == {find_entity(view, Y).id}


def test_latin_text_is_not_folded() -> None:
    assert fold("Alder Robotics") == "Alder Robotics"


def test_a_timeline_is_in_order_with_the_undated_last() -> None:
    lines = [
        left("甲一", Y),
        left("乙二", Y, "2030-08-30"),
        left("丙三", Y, "2030"),
        left("丁四", Y, "../2029-03"),
        left("戊五", L),
    ]
    with viewed(paper(lines)) as view:
        found = timeline(view, Y).events
    assert [e.role("person")[0].text for e in found] == ["丁四", "丙三", "乙二", "甲一"]


def test_the_latest_are_given_and_the_earlier_ones_counted() -> None:
    lines = [left("甲一", Y, "2029-03"), left("乙二", Y, "2030-08-30"), left("丙三", Y, "2028"), left("丁四", Y, "2030-11")]
    with viewed(paper(lines)) as view:
        found = timeline(view, Y, limit=2)
        assert [e.role("person")[0].text for e in found.events] == ["乙二", "丁四"]
        assert found.earlier == 2
        assert timeline(view, Y, limit=4) == timeline(view, Y)


def test_a_timeline_has_what_may_fall_in_the_window() -> None:
    lines = [left("甲一", Y, "2030"), left("乙二", Y, "2029"), left("丙三", Y, "2031-01")]
    with viewed(paper(lines)) as view:
        found = timeline(view, Y, Scope(since=date(2030, 6, 1), until=date(2030, 12, 31))).events
    assert [e.role("person")[0].text for e in found] == ["甲一"]


def test_the_timeline_of_a_group_is_that_of_its_members() -> None:
    with viewed(paper([FIVE, left("甲一", Y), left("乙二", "青石资本")])) as view:
        found = timeline(view, "五匹黑马").events
        assert sorted(e.event_type for e in found) == ["count_claim", "departure"]
        assert len(timeline(view, "青石资本").events) == 1


def test_a_destination_has_the_event_in_its_timeline() -> None:
    with viewed(paper([left("甲一", Y, to=L)])) as view:
        assert len(timeline(view, L).events) == 1


def test_a_search_brings_the_claims_of_the_sentence() -> None:
    with viewed(paper([left("甲一", Y), left("乙二", L)])) as view:
        (found,) = search(view, "藍鯨")
        assert [t.claim.values("person")[0].text for t in found.tellings] == ["乙二"]
        assert search(view, "无此词") == ()


def test_as_of_a_day_nothing_published_later_is_found() -> None:
    papers = (
        paper([left("甲一", Y)], "a", "2031-02-03"),
        paper([left("乙二", Y)], "b", "2031-02-05"),
        paper([left("丙三", Y)], "c", None),
    )
    for day, files in (("2031-02-02", {"c"}), ("2031-02-03", {"a", "c"}), ("2031-02-05", {"a", "b", "c"})):
        with viewed_by(day, *papers) as view:
            assert {found.hit.file for found in search(view, Y)} == files


def test_as_of_a_day_a_plan_told_by_then_has_begun() -> None:
    plan, done = left("甲一", Y, "2032-06", certainty=Certainty.PLANNED), left("乙二", Y, "2032-06")
    with viewed_by("2031-03-01", paper([plan, done], "a", "2031-02-03")) as view:
        (event,) = timeline(view, Y).events
        assert [v.text for v in event.role("person")] == ["甲一"]
    with viewed_by("2031-02-02", paper([plan, done], "a", "2031-02-03")) as view:
        assert view.events == ()


def test_a_claim_is_explained_down_to_the_text() -> None:
    one = paper([left("甲一", Y)])
    with viewed(one) as view:
        found = explain(view, one.claims[0].id[:14])
        assert isinstance(found, ClaimExplained)
        assert found.event == view.events[0]
    assert found.sentence == found.received == one.claims[0].evidence.quote
    assert [e.action for e in found.entries] == ["assert"]
    assert found.repairs == ()


def test_events_and_entities_are_explained() -> None:
    with viewed(paper([left("甲一", Y)], "a"), paper([left("甲一", Y)], "b"), paper([left("甲一", L)], "c")) as view:
        event = next(e for e in view.events if len(e.tellings) == 2)
        entity = next(e for e in view.entities.values() if e.name == "甲一" and len(e.mentions) == 2)
        assert explain(view, event.id) == EventExplained(event)
        found = explain(view, entity.id)
    assert isinstance(found, EntityExplained)
    assert (len(found.within), len(found.apart)) == (1, 1)


def test_an_id_of_nothing_and_one_of_many() -> None:
    with viewed(paper([left("甲一", Y)])) as view:
        with pytest.raises(NotFoundError):
            explain(view, "c-none")
        with pytest.raises(AmbiguousError, match="e-"):
            explain(view, "e-")
        with pytest.raises(AmbiguousError):
            explain(view, "")


def test_what_was_judged_later_is_not_known_before() -> None:
    papers = [paper([left("甲一", Y)], "a"), paper([left("甲一", Y)], "b")]
    with recorded(*papers) as reader:
        assert load(reader, known_at=hour(0)).judgements == ()
        assert len(load(reader, known_at=datetime.max.replace(tzinfo=hour(0).tzinfo)).judgements) == 2
