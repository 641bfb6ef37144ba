"""What is said of people's comings and goings: no more than is told."""

from __future__ import annotations

from datetime import date
from io import StringIO

from rich.console import Console, RenderableType

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import lifelines, people
from shiguan.query.flows import FlowsQuestion, flows
from shiguan.query.scope import Scope
from shiguan.query.tenure import TenureQuestion, tenure
from shiguan.vocabulary import load_vocabulary
from tests.query.build import viewed
from tests.resolve.build import Line, left, paper

Y, L = "云杉医药", "蓝鲸航运"
ZH = Messages("zh", {})


def shown(picture: RenderableType) -> str:
    console = Console(width=100, file=(written := StringIO()))
    console.print(picture)
    return written.getvalue()


def test_who_was_only_last_heard_of_is_not_told_to_be_still_in_post() -> None:
    came = Line("appointment", {"person": "甲一", "org": Y}, when="2029-01")
    with viewed(paper([came, left("乙二", Y, "2030-05"), left("乙二", L, "2030-05")])) as view:
        seen, presumed = (shown(lifelines.tenure(ZH, tenure(view, TenureQuestion(presumed=p)))) for p in (False, True))
    assert "→ 最后见于 2031-02-03" in seen
    assert "→ 仍在任" not in seen
    assert "→ 仍在任" in presumed
    assert "1 人没有可用的时间，共 2 段" in seen


def test_the_heading_counts_people_not_ways() -> None:
    lines = [left("甲一", Y, "2029-01", to=L), left("甲一", L, "2030-05"), left("乙二", Y)]
    with viewed(paper(lines)) as view:
        every = flows(view, FlowsQuestion(), load_vocabulary())
        early = flows(view, FlowsQuestion(scope=Scope(until=date(2030, 12, 31))), load_vocabulary())
    assert "去向：2 人，共 3 段" in shown(people.flows(ZH, every, {}))
    assert "去向：1 至 2 人" in (said := shown(people.flows(ZH, early, {})))
    assert "时间不明，未必在所计时段内" in said
