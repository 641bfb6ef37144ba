"""Small records to draw, asked of papers as any record is. All of it is invented; what is hostile in it is meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shiguan.query.dossier import dossier
from shiguan.query.flows import FlowsQuestion, flows
from shiguan.query.league import League
from shiguan.query.measured import Counter
from shiguan.query.money import money
from shiguan.query.ranks import Rank
from shiguan.query.rumours import RumoursQuestion, rumours
from shiguan.query.standings import Row, Table
from shiguan.query.tally import TallyQuestion, tally
from shiguan.query.tenure import TenureQuestion, tenure
from shiguan.query.timeline import timeline
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty
from shiguan.records.time import ValidTime
from shiguan.vocabulary import load_vocabulary
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)//公司",
    "\u202e司公倒\u202c写",
    "]]></title></svg><b>&amp;",
    "ا" * 12 + "﷽公司",
    "极" * 60,
    "W" * 70,
    "👩‍👩‍👧‍👦家族办公室",
)
"""Names that try to be markup, to turn the writing around, or to take all the room."""


def sum_of(amount: str, low: int | None, high: int | None, currency: str | None = "USD") -> Amount:
    """A sum of money as told."""
    return Amount(None if low is None else Decimal(low), None if high is None else Decimal(high), currency, None, amount)


def papers(names: tuple[str, ...] = ()) -> tuple[Paper, ...]:
    """People who come and go, money, rumours and their ends; at companies called ``names``, or by plain names."""
    a, b, c = (*names, "云杉医药", "蓝鲸航运", "石榴汽车")[:3]
    one = [
        left("甲一", a, "2029-01", to=b),
        left("乙二", a, "2030-05-06"),
        left("丙三", b, "2030", to=c),
        left("丁四", c),
        left("戊五", c, certainty=Certainty.RUMOURED, to=a),
        Line("appointment", {"person": "乙二", "org": a}, when="2027-03"),
        Line("appointment", {"person": "己六", "org": b}, when="2029-11-02"),
        Line("appointment", {"person": "庚七", "org": a}, when="2026"),
        Line("founding", {"person": "辛八", "org": c}, when="2025-02"),
    ]
    two = [
        Line("funding", {"org": a}, {"amount": sum_of("2亿美元", 200_000_000, 200_000_000), "round": "A轮"}, "2029-02-03"),
        Line("funding", {"org": a}, {"amount": sum_of("超过3亿美元", 300_000_000, None), "round": "B轮"}, "2030"),
        Line("funding", {"org": a}, {"amount": sum_of("数亿元", 10**8, 10**9, "CNY"), "round": "C轮"}),
        Line("funding", {"org": a}, {"round": "D轮"}, "2030-10"),
        Line("valuation", {"org": a}, {"amount": sum_of("33亿美元", 3_300_000_000, 3_300_000_000)}, "2030-08"),
    ]
    three = [Line("acquisition", {"acquirer": b, "target": c}, certainty=Certainty.RUMOURED, said="据传，")]
    four = [Line("acquisition", {"acquirer": b, "target": c}, certainty=Certainty.DENIED, said="公司否认：")]
    five = [left("壬九", b, certainty=Certainty.RUMOURED, said="据传，")]
    return (
        paper(one, "one.txt", "2030-12-01"),
        paper(two, "two.txt", "2030-12-02", publisher="别的报"),
        paper(three, "three.txt", "2030-12-03", publisher=names[0] if names else "丙报"),
        paper(four, "four.txt", "2031-01", publisher="丁报"),
        paper(five, "five.txt", None, publisher="戊报"),
    )


@dataclass(frozen=True)
class Answers:
    """What the questions answer, by their names."""

    by: dict[str, Any]
    name: str


@contextmanager
def answers(names: tuple[str, ...] = (), also: tuple[Paper, ...] = ()) -> Iterator[Answers]:
    """The answers to all that can be drawn."""
    with viewed(*papers(names), *also) as view:
        name = next(e.name for e in view.entities.values() if e.kind == "org" and view.events_about([e.id]) and _funded(view, e.id))
        found = {
            "dossier": dossier(view, name, date(2031, 6, 1)),
            "flows": flows(view, FlowsQuestion(), load_vocabulary()),
            "tenure": tenure(view, TenureQuestion()),
            "tally": tally(view, TallyQuestion("departure")),
            "timeline": timeline(view, name),
            "money": money(view, name),
            "rumours": rumours(view, RumoursQuestion(date(2031, 6, 1))),
        }
        yield Answers(found, name)


def _funded(view: Any, entity: str) -> bool:
    return any(e.event_type == "funding" for e in view.events_about([entity]))


def row(subject: str, *ranks: Rank, value: Amount | None = None) -> Row:
    """Who stands where in a table."""
    return Row(subject, None, ranks, (value,) if value else (), (), (f"ev-{subject}",))


def table(when: str | None, *rows: Row) -> Table:
    """A table of one measure and count."""
    period = ValidTime.of(when) if when else None
    return Table("monthly_active_users", ("月活",), (), period, "某机构", Counter.NAMED, Certainty.REPORTED, rows, (), ())


def place(low: int, high: int | None = None, *, from_bottom: bool = False) -> Rank:
    """A place in a table."""
    return Rank(low, high or low, from_bottom)


def standings(*tables: Table) -> League:
    """An answer that holds the tables."""
    return League("月活", (), tables, (), ())
