"""Of a whole record only what may be in conflict is compared, and that finds what comparing everything does."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiguan.query.conflicts import ConflictQuestion, conflicts
from shiguan.query.disputed import disputed
from shiguan.query.view import load
from shiguan.resolve.conflicts import Known
from tests.query.build import recorded, viewed
from tests.query.test_conflicts import AGREEING, CASES, Y, measured, money
from tests.resolve.build import Line, Paper, left, paper

# As of a day by which all had been told everything is compared.
LAST = date(2200, 1, 1)
_TOLD = [one for papers, _ in CASES.values() for one in papers] + [one for papers in AGREEING.values() for one in papers]
PAPERS = list({one.document.id: one for one in _TOLD}.values())
# Of product's names, and of organisations' that are brands of others, the firms.
OWNERS: tuple[dict[str, str], ...] = ({}, {"小舟": Y, "蓝鲸航运研究院": "蓝鲸航运", "海棠乳业": "白鹭食品"})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.sampled_from(PAPERS), min_size=2, max_size=12, unique_by=lambda one: one.document.id), st.sampled_from(OWNERS))
def test_it_finds_what_comparing_everything_does(papers: list[Paper], owners: dict[str, str]) -> None:
    with recorded(*papers) as reader:
        found = conflicts(load(reader), ConflictQuestion(), owners)
        assert found == conflicts(load(reader, valid_at=LAST), ConflictQuestion(), owners)


def test_all_papers_at_once() -> None:
    with recorded(*PAPERS) as reader:
        found = conflicts(load(reader), ConflictQuestion())
        assert len(found.conflicts) > len(CASES) // 2
        assert found == conflicts(load(reader, valid_at=LAST), ConflictQuestion())


def compared(*papers: Paper) -> Known:
    with viewed(*papers) as view:
        return disputed(view, {})


def test_what_all_tell_alike_is_not_compared() -> None:
    assert compared(*(paper([left("甲一", Y, "2030-11-03")], f"{n}.txt") for n in range(3))).events == ()
    months = [paper([measured("营收", money("3亿元", "3e8"), when=f"2030-0{n}")], f"{n}.txt") for n in range(1, 5)]
    assert compared(*months).events == ()


def test_a_figure_of_a_year_is_compared_with_that_of_a_day_in_it() -> None:
    lines = [measured("门店数", money(f"{n}家", str(n), unit="家"), when=when) for n, when in ((300, "2030"), (500, "2030-05-06"))]
    apart = Line("metric", {}, {"measure": "员工人数", "value": money("7人", "7"), "subject": "云杉"}, when="2030")
    told = compared(*(paper([line], f"{n}.txt") for n, line in enumerate((*lines, apart))))
    assert sorted(t.file for event in told.events for t in event.tellings) == ["0.txt", "1.txt"]
