"""What a sum is, whose figure it is and who plans what, as people are shown it; everything is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import StringIO

from rich.console import Console, RenderableType

from shiguan.extract.amounts import parse_amounts
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import dossier as dossiers
from shiguan.interfaces.show import rumours, tally, values
from shiguan.query.dossier import dossier
from shiguan.query.forecasts import ForecastsQuestion, forecasts
from shiguan.query.tally import TallyQuestion
from shiguan.query.tally import tally as tallied
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty
from shiguan.records.evidence import MentionKind, Value
from shiguan.records.views import Event
from shiguan.vocabulary.load import load_vocabulary
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

Y = "云杉医药"
TODAY = date(2031, 3, 5)


def chinese() -> Messages:
    return Messages("zh", load_vocabulary().events)


def sum_of(text: str) -> Amount:
    return parse_amounts(text)[0].amount


def raised(amount: str, said: str, certainty: Certainty = Certainty.REPORTED, round_name: str | None = None) -> Line:
    texts: dict[str, Value] = {"amount": sum_of(amount)}
    if round_name:
        texts["round"] = round_name
    return Line("funding", {"org": Y}, texts, "2030", certainty, said=said)


def the_event(*papers: Paper) -> Event:
    with viewed(*papers) as view:
        (event,) = view.events_of(["funding"])
    return event


def printed(shown: RenderableType) -> str:
    console = Console(file=StringIO(), width=120)
    console.print(shown)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def counted(papers: Sequence[Paper]) -> str:
    with viewed(*papers) as view:
        answer = tallied(view, TallyQuestion("funding"))
    return printed(tally.tally(chinese(), answer, {}))


def test_a_valuation_is_not_shown_as_money_raised() -> None:
    line = raised("10亿美元", "以10亿美元估值融资，", round_name="估值")
    shown = values.roles(chinese(), the_event(paper([line])))
    assert "估值 10亿美元" in shown
    assert "金额 未披露" in shown
    assert "轮次" not in shown
    assert "未披露" in counted([paper([line])])


def test_a_total_of_several_rounds_is_no_round() -> None:
    line = raised("20亿元", "三轮合计融资20亿元，")
    assert "轮次 几轮合计 · 金额 20亿元" in values.roles(chinese(), the_event(paper([line])))
    assert "是几轮的总额，不是一轮" in counted([paper([line])])


def test_a_sum_raised_is_shown_as_told() -> None:
    shown = values.roles(chinese(), the_event(paper([raised("3亿元", "完成A轮融资，", round_name="A轮")])))
    assert "轮次 A轮 · 金额 3亿元" in shown


def test_the_sentence_shown_gives_the_sum_shown() -> None:
    bare = Line("funding", {"org": Y}, {"round": "A轮"}, "2030", said="只说完成了，")
    full = raised("3亿元", "说了多少，", round_name="A轮")
    event = the_event(paper([bare], "a", "2031-02-01"), paper([full], "b", "2031-02-03"))
    assert len(event.tellings) == 2
    assert "说了多少" in values.telling(event, ["round", "amount"]).claim.evidence.quote


def test_of_two_that_give_it_the_surer_is_shown() -> None:
    unsure = raised("3亿元", "据说，", Certainty.RUMOURED, "A轮")
    sure = raised("3亿元", "公告说，", Certainty.CONFIRMED, "A轮")
    event = the_event(paper([unsure], "a", "2031-02-01"), paper([sure], "b", "2031-02-03"))
    assert "公告说" in values.telling(event, ["round", "amount"]).claim.evidence.quote


def test_a_figure_of_a_part_of_the_business_says_so() -> None:
    value: dict[str, Value] = {"measure": "收入", "value": sum_of("3000万元")}
    line = Line("metric", {"subject": Y}, value, "2030", said="海外业务收入3000万元，", kinds={"subject": MentionKind.ORG})
    with viewed(paper([line])) as view:
        sheet = dossiers.dossier(chinese(), dossier(view, Y, TODAY), {})
    (section,) = (s for s in sheet.shown if s.title == chinese()("dossier.readings"))
    assert "只计海外业务" in section.lines[0].rest


def test_a_plan_names_whose_it_is() -> None:
    line = left("甲一", Y, certainty=Certainty.PLANNED)
    with viewed(paper([line])) as view:
        answer = forecasts(view, ForecastsQuestion(TODAY))
    shown = printed(rumours.forecasts(chinese(), answer, {}))
    assert "关于 甲一、云杉医药" in shown
    assert "未说明是谁" not in shown
