"""Where people went: told with the leaving, told apart, learned later, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from shiguan.errors import InputError
from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Reader
from shiguan.query.destinations import Kind
from shiguan.query.flows import Flow, Flows, FlowsQuestion, flows
from shiguan.query.scope import Scope
from shiguan.query.view import load
from shiguan.records.claim import Certainty, Polarity
from shiguan.vocabulary import load_vocabulary
from tests.query.build import hour, put, viewed
from tests.resolve.build import Line, Paper, left, paper

Y, L, S = "云杉医药", "蓝鲸航运", "松果汽车"
LISTED = Line("count_claim", {"subject": "三匹黑马", "members": [Y, L, S]}, {"value": "三"})


@contextmanager
def asked(*papers: Paper, by: str = "org", **scope: Any) -> Iterator[Flows]:
    with viewed(*papers) as view:
        yield flows(view, FlowsQuestion(by, Scope(**scope)), load_vocabulary())


def one(*lines: Line) -> Flow:
    with asked(paper(lines)) as found:
        (flow,) = found.flows
        return flow


def joined(person: str, org: str, when: str | None = None, **more: Any) -> Line:
    return Line("appointment", {"person": person, "org": org}, when=when, **more)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (left("甲一", Y, to="百度"), Kind.KNOWN),
        (left("甲一", Y, to="百度研究院"), Kind.KNOWN),
        (left("甲一", Y, to=L), Kind.COMPANY),
        (left("甲一", Y, to="南山大学"), Kind.UNIVERSITY),
        (left("甲一", Y, to="南山市政府"), Kind.STATE),
        (left("甲一", Y, to="云杉医药研究院"), Kind.INSIDE),
        (left("甲一", Y, texts={"destination_activity": "创业"}), Kind.STARTUP),
        (left("甲一", Y, texts={"destination_activity": "创办一家公司"}), Kind.STARTUP),
        (left("甲一", Y, texts={"destination_activity": "改任产品顾问"}), Kind.ADVISER),
        (left("甲一", Y, to=Y, texts={"destination_activity": "顾问"}), Kind.ADVISER),
        (left("甲一", Y, texts={"destination_org": "一家国企"}), Kind.STATE),
        (left("甲一", Y, texts={"destination_org": "一家外资公司"}), Kind.COMPANY),
        (left("甲一", Y, texts={"destination_activity": "回高校任教"}), Kind.UNIVERSITY),
        (left("甲一", Y, texts={"destination_activity": "休息一段时间"}), Kind.OTHER),
        (left("甲一", Y), Kind.UNKNOWN),
    ],
    ids=lambda value: value.sentence if isinstance(value, Line) else str(value),
)
def test_the_kind_of_place_is_told_by_words_and_names(line: Line, kind: Kind) -> None:
    assert one(line).destination.kind is kind


def test_what_is_not_told_stays_unknown() -> None:
    place = one(left("甲一", Y)).destination
    assert (place.org, place.name, place.told, place.learned, place.recorded_at, place.later) == (
        None,
        None,
        None,
        None,
        None,
        False,
    )


def test_a_listed_company_is_known_and_one_that_only_means_to_list_is_not() -> None:
    done = Line("listing", {"org": L}, {"step": "挂牌"})
    with asked(paper([left("甲一", Y, to=L), done])) as found:
        assert found.flows[0].destination.kind is Kind.KNOWN
    planned = Line("listing", {"org": L}, {"step": "递表"}, certainty=Certainty.PLANNED)
    with asked(paper([left("甲一", Y, to=L), planned])) as found:
        assert found.flows[0].destination.kind is Kind.COMPANY


def test_a_company_that_the_person_founded_is_a_start_up() -> None:
    with asked(paper([left("甲一", Y, "2030-05", to=L), Line("founding", {"person": "甲一", "org": L}, when="2030-06")])) as found:
        assert found.flows[0].destination.kind is Kind.STARTUP
    with asked(paper([left("甲一", Y, "2030-05", to=L), Line("founding", {"person": "乙二", "org": L}, when="2030-06")])) as found:
        assert found.flows[0].destination.kind is Kind.COMPANY


def test_who_is_appointed_elsewhere_soon_after_leaving_went_there() -> None:
    flow = one(left("甲一", Y, "2030-05"), joined("甲一", L, "2030-07"))
    assert flow.destination.org is not None
    assert flow.destination.org.text == L
    assert flow.destination.paired == "told by itself: appointment there soon after"
    assert [e.event_type for e in flow.events] == ["departure", "appointment"]


@pytest.mark.parametrize(
    "line",
    [
        joined("甲一", L, "2029-01"),  # before
        joined("甲一", L, "2033-01"),  # long after
        joined("乙二", L, "2030-07"),  # somebody else
        joined("甲一", Y, "2030-07"),  # where he was
        joined("甲一", L, "2030-07", certainty=Certainty.DENIED, polarity=Polarity.NEGATED),
        Line("membership", {"person": "甲一", "org": L}, when="2030-07", said="前蓝鲸航运董事，"),  # a post of the past
    ],
    ids=["before", "long after", "another", "the same", "denied", "former"],
)
def test_what_is_told_of_another_time_or_person_is_not_where_one_went(line: Line) -> None:
    assert one(left("甲一", Y, "2030-05"), line).destination.kind is Kind.UNKNOWN


def test_undated_it_must_stand_next_to_the_leaving() -> None:
    assert one(left("甲一", Y), joined("甲一", L)).destination.paired == "told next to it in the same article"
    held = Line("membership", {"person": "甲一", "org": L})  # perhaps before
    assert one(left("甲一", Y), held).destination.kind is Kind.UNKNOWN
    with asked(paper([left("甲一", Y)], "a"), paper([joined("甲一", L)], "b")) as found:
        assert found.flows[0].destination.kind is Kind.UNKNOWN


def test_what_the_leaving_was_told_with_goes_before_what_is_told_apart() -> None:
    flow = one(left("甲一", Y, "2030-05", to=L), joined("甲一", S, "2030-07"))
    assert flow.destination.name == L
    assert flow.destination.paired is None


def test_several_destinations_are_shown_beside_the_best_supported() -> None:
    in_its_own_words = Line("departure", {"destination_org": L, "org": Y, "person": "甲一"}, when="2030-05")
    papers = [paper([left("甲一", Y, "2030-05", to=to)], file) for file, to in (("a", L), ("c", S))]
    papers.append(paper([in_its_own_words], "b"))
    with asked(*papers) as found:
        (flow,) = found.flows
    assert flow.destination.name == L
    assert [v.text for v in flow.destination.others] == [S]


def test_a_former_post_told_with_an_appointment_is_a_flow() -> None:
    post = Line("membership", {"person": "甲一", "org": Y}, {"position": "副总裁"}, said="前云杉医药副总裁，")
    flow = one(post, joined("甲一", L, "2030-07"))
    assert flow.origin is not None
    assert (flow.origin.text, flow.destination.name) == (Y, L)
    with asked(paper([Line("membership", {"person": "甲一", "org": Y}), joined("甲一", L, "2030-07")])) as found:
        assert found.flows == ()


def test_a_leaving_told_makes_no_second_flow_of_the_appointment() -> None:
    post = Line("membership", {"person": "甲一", "org": Y}, said="前云杉医药副总裁，")
    flow = one(left("甲一", Y, "2030-05", to=L), post, joined("甲一", L, "2030-07"))
    assert flow.destination.name == L


EARLY, LATE = paper([left("甲一", Y, "2030-05")], "a", "2030-06-01"), paper([left("甲一", Y, "2030-05", to=L)], "b", "2030-09-01")


def test_what_is_learned_later_says_when() -> None:
    with asked(EARLY, LATE) as found:
        place = found.flows[0].destination
    assert (place.name, place.later, place.recorded_at) == (L, True, hour(1))
    assert place.learned is not None
    assert place.learned.when == "2030-09-01"
    with asked(LATE) as found:
        assert not found.flows[0].destination.later


def test_before_it_was_on_record_it_was_unknown() -> None:
    connection = connect(None)
    put(connection, [EARLY, LATE])
    view = load(Reader(connection), known_at=hour(0))
    assert flows(view, FlowsQuestion(), load_vocabulary()).flows[0].destination.kind is Kind.UNKNOWN
    view.close()
    connection.close()


def test_a_person_who_is_told_of_often_is_one_flow_and_one_who_is_denied_none() -> None:
    again = [left("甲一", Y, "2030-05"), left("甲一", Y), left("甲一", Y, "2030-05")]
    stays = left("乙二", Y, certainty=Certainty.DENIED, polarity=Polarity.NEGATED)
    with asked(paper([*again, stays], "a"), paper(again, "b")) as found:
        assert [f.person.text for f in found.flows] == ["甲一"]
    with asked(paper([left("甲一", Y, "2025-05"), left("甲一", Y, "2030-05")])) as found:
        assert len(found.flows) == 2


@pytest.mark.parametrize(
    ("by", "targets"), [("org", [L, "unknown"]), ("kind", ["company", "unknown"]), ("person", [L, "unknown", "unknown"])]
)
def test_links_count_what_is_sure_and_what_is_rumoured(by: str, targets: list[str]) -> None:
    lines = [left("甲一", Y, to=L), left("乙二", Y), left("丙三", Y, certainty=Certainty.RUMOURED)]
    with asked(paper(lines), by=by) as found:
        label = {node.id: node.label for node in found.nodes}
        assert sorted(str(label[link.target]) for link in found.links) == sorted(targets)
        assert (sum(link.low for link in found.links), sum(link.high for link in found.links)) == (2, 3)
        assert {e for link in found.links for e in link.events} == {e.id for f in found.flows for e in f.events}


def test_a_group_holds_those_who_leave_or_join_it() -> None:
    lines = [LISTED, left("甲一", Y), left("乙二", "白杨银行", to=L), left("丙三", "白杨银行", to="南山大学")]
    with asked(paper(lines), group="三匹黑马") as found:
        assert sorted(f.person.text for f in found.flows) == ["乙二", "甲一"]


def test_the_scope_of_time_and_certainty_is_kept() -> None:
    lines = [left("甲一", Y, "2029-05"), left("乙二", Y, "2030-05"), left("丙三", Y, "2030-06", certainty=Certainty.RUMOURED)]
    with asked(paper(lines), since=date(2030, 1, 1), min_certainty=Certainty.REPORTED) as found:
        assert [f.person.text for f in found.flows] == ["乙二"]


def test_those_who_are_not_named_stand_apart() -> None:
    with asked(paper([left("甲一", Y), Line("departure", {"org": Y}, {"person": "算法团队"})])) as found:
        assert (len(found.flows), len(found.nameless)) == (1, 1)


def test_an_unknown_key_is_refused_and_an_empty_record_has_no_flows() -> None:
    with asked(paper([joined("甲一", L)])) as found:
        assert (found.flows, found.links, found.nodes) == ((), (), ())
    with pytest.raises(InputError, match="colour"), asked(paper([left("甲一", Y)]), by="colour"):
        pass


@pytest.mark.parametrize(("when", "counted"), [("2029-05", (1, 1)), (None, (0, 1)), ("2028/..", (0, 1)), ("2031", None)])
def test_what_falls_in_the_window_only_perhaps_is_in_the_high_count_only(when: str | None, counted: tuple[int, int] | None) -> None:
    with asked(paper([left("甲一", Y, when)]), since=date(2029, 1, 1), until=date(2030, 12, 31)) as found:
        assert [(link.low, link.high) for link in found.links] == ([counted] if counted else [])
        assert (found.low, found.high) == (counted or (0, 0))
        assert all(bool(f.doubts) is not f.sure for f in found.flows)


def test_a_founding_that_is_only_planned_makes_no_start_up_of_where_somebody_went() -> None:
    planned = Line("founding", {"person": "甲一", "org": L}, when="2030-06", certainty=Certainty.PLANNED)
    assert one(left("甲一", Y, "2030-05", to=L), planned).destination.kind is Kind.COMPANY
    words = left("甲一", Y, "2030-05", texts={"destination_org": "一家外资公司"})
    assert one(words, planned).destination.kind is Kind.COMPANY
