"""Rumours, plans and denials, kept up as papers come in, are read again, corrected and judged, are what all events come to."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiguan.errors import AmbiguousError, NotFoundError
from shiguan.ledger.chained import ChainStore
from shiguan.ledger.connection import connect
from shiguan.ledger.present import PresentStore
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from shiguan.present import keep, past
from shiguan.query.followed import kept as kept_chains
from shiguan.query.followed import loaded
from shiguan.query.forecasts import ForecastsQuestion, forecasts
from shiguan.query.rumours import RumoursQuestion, rumours
from shiguan.query.said import identities
from shiguan.query.scope import Scope
from shiguan.query.view import View, load
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.judgement import Judgement, Verdict
from shiguan.resolve.events import EVENT_RULES
from shiguan.resolve.fates import Chain, Part, chains, plans
from tests.present.test_keep import kept
from tests.query.build import hour, put
from tests.resolve.build import Line, Paper, paper

LAST = date(2040, 1, 1)
PEOPLE = ("顾南舟", "沈未晞")
FIRMS = ("云杉医药", "云杉", "蓝鲸航运", "Alder Robotics")
SURE = (Certainty.REPORTED, Certainty.RUMOURED, Certainty.CONFIRMED, Certainty.PLANNED)
# Words that say how a telling is meant: hearsay, a denial of talk, no answer, something taken back.
SAID = ("", "", "知情人士称，", "公司否认传闻，", "公司未予置评，", "本报更正，", "拟")

SHIPS = tuple(Amount(Decimal(n), Decimal(n), None, "艘", f"{n}艘") for n in (30, 45))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """What may begin a rumour or a plan, bear it out, deny it, or leave it open."""
    org, other = draw(st.sampled_from(FIRMS)), draw(st.sampled_from(FIRMS))
    person = draw(st.sampled_from(PEOPLE))
    more: dict[str, Any] = {
        "when": draw(st.sampled_from((None, "2030-08", "2030-08-30", "2031-01"))),
        "certainty": draw(st.sampled_from(SURE)),
        "said": draw(st.sampled_from(SAID)),
        "speaker": draw(st.sampled_from((None, None, "知情人士", "沈未晞"))),
    }
    if draw(st.integers(0, 3)) == 0:
        more |= {"certainty": Certainty.DENIED, "polarity": Polarity.NEGATED}
    match draw(st.integers(0, 8)):
        case 0:
            return Line("departure", {"person": person, "org": org, "destination_org": other}, **more)
        case 1:
            return Line(draw(st.sampled_from(("appointment", "membership"))), {"person": person, "org": other}, **more)
        case 2:
            return Line("departure", {"org": org}, {"person": "一位高管", "position": "研发总监"}, **more)
        case 3:
            return Line("acquisition", {"acquirer": org, "target": other}, **more)
        case 4:
            return Line("funding", {"org": org}, {"round": draw(st.sampled_from(("A轮", "B轮")))}, **more)
        case 5:
            return Line("statement", {}, {"speaker": "发言人", "gist": "不予置评"}, **more)
        case 6:
            gist = draw(
                st.sampled_from((f"{org}将完成A轮融资", f"{org}会收购{other}", f"{org}不会收购{other}", f"{org}交船量达30艘"))
            )
            foretold: dict[str, Any] = {"gist": gist} | draw(st.sampled_from(({}, {"horizon": "2031年"}, {"horizon": "明年"})))
            return Line("forecast", {}, foretold, **more | {"certainty": Certainty.FORECAST})
        case 7:
            value = draw(st.sampled_from(SHIPS))
            said = draw(st.sampled_from(("", "", "这一预测已经应验：", "远低于预期：")))
            return Line("metric", {}, {"subject": org, "measure": "交船量", "value": value}, **more | {"said": said})
    return Line("departure", {"person": person, "org": org}, **more)


@st.composite
def papers(draw: st.DrawFn, number: int) -> Paper:
    """A paper of one to four lines, by one of two publishers."""
    told = draw(st.lists(lines(), min_size=1, max_size=4))
    day = draw(st.sampled_from(("2030-09-01", "2030-09-20", "2031-02-03", None)))
    return paper(told, f"{number}.txt", day, publisher=draw(st.sampled_from(("测试报", "晨报"))))


def assert_followed(reader: Reader) -> None:
    """What is kept is what all events come to, and what is kept when it is made anew; so are the answers made of it."""
    view = load(reader)
    # As of a day on which all had been told, the events are looked through.
    looked_through = load(reader, valid_at=LAST)
    for scope in (Scope(), Scope(group=FIRMS[0]), Scope(since=date(2030, 9, 10)), Scope(min_certainty=Certainty.REPORTED)):
        with suppress(NotFoundError, AmbiguousError):
            assert rumours(view, RumoursQuestion(LAST), scope) == rumours(looked_through, RumoursQuestion(LAST), scope)
            assert forecasts(view, ForecastsQuestion(LAST), scope) == forecasts(looked_through, ForecastsQuestion(LAST), scope)
    events = view.events_of(EVENT_RULES)
    whose = identities(view, (t for event in events for t in event.tellings))
    assert _kept(view, (Part.RUMOUR, Part.DENIAL)) == _without_idle(chains(events, whose))
    assert _kept(view, (Part.PLAN,)) == _without_idle(plans(events, whose))
    anew = past(reader.connection, hour(1000))
    try:
        assert kept(PresentStore(reader.connection)) == kept(anew)
    finally:
        anew.close()


def _kept(view: View, parts: tuple[Part, ...]) -> list[object]:
    found = list(loaded(view, [one.key for one in kept_chains(view, parts)]))
    assert all(event.id == chain.events[0] for chain, event in found)
    return _without_idle(chain for chain, _ in found)


def _without_idle(found: Iterable[Chain]) -> list[object]:
    return [(chain.steps, chain.events, chain.verdict) for chain in found]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_chains_equal_those_of_all_events_after_every_step(data: st.DataObject) -> None:
    told = [data.draw(papers(n)) for n in range(data.draw(st.integers(2, 4)))]
    with closing(connect(None)) as connection:
        reader, writer = Reader(connection), Writer(connection)
        keep(connection)
        for number, one in enumerate(told):
            put(connection, [one], since=number)
            assert_followed(reader)
        run = writer.begin_run("by hand", hour(20))
        for step in range(data.draw(st.integers(0, 4))):
            claims, mentions = reader.claims(), sorted(m.id for m in reader.mentions())
            retracting = data.draw(st.booleans())
            if claims and retracting:
                writer.retract(claims[data.draw(st.integers(0, len(claims) - 1))].id, "wrong", run, hour(21 + step))
            elif len(mentions) > 1:
                left, right = sorted(data.draw(st.lists(st.sampled_from(mentions), min_size=2, max_size=2, unique=True)))
                verdict = data.draw(st.sampled_from(tuple(Verdict)))
                writer.judge(Judgement(left, right, verdict, 1.0, "by hand", "somebody", hour(21 + step)))
            assert_followed(reader)


def test_a_new_denial_touches_only_the_rumour_that_it_is_of() -> None:
    rumours = [
        paper([Line("acquisition", {"acquirer": a, "target": b}, certainty=Certainty.RUMOURED)], f"{a}.txt")
        for a, b in (("云杉医药", "蓝鲸航运"), ("松涛汽车", "鹿鸣食品"))
    ]
    denial = Line(
        "acquisition",
        {"acquirer": "云杉医药", "target": "蓝鲸航运"},
        certainty=Certainty.DENIED,
        polarity=Polarity.NEGATED,
        said="公司否认传闻，",
    )
    with closing(connect(None)) as connection:
        put(connection, rumours)
        before = dict(ChainStore(keep(connection)).in_order((Part.RUMOUR,)))
        put(connection, [paper([denial], "denial.txt", "2031-02-05")], since=2)
        after = dict(ChainStore(keep(connection)).in_order((Part.RUMOUR,)))
    assert sorted(before.values()) == ["open", "open"]
    assert sorted(after.values()) == ["denied", "open"]
    assert len(before.items() & after.items()) == 1


def test_a_rumour_that_goes_parts_those_that_it_joined() -> None:
    told = [
        paper([Line("funding", {"org": "云杉医药"}, {"round": name} if name else {}, certainty=Certainty.RUMOURED)], f"{n}.txt")
        for n, name in enumerate(("A轮", None, "B轮"))
    ]
    with closing(connect(None)) as connection:
        put(connection, told)
        reader = Reader(connection)
        assert len(ChainStore(keep(connection)).in_order((Part.RUMOUR,))) == 1
        writer = Writer(connection)
        writer.retract(told[1].claims[0].id, "wrong", writer.begin_run("by hand", hour(20)), hour(20))
        assert len(ChainStore(keep(connection)).in_order((Part.RUMOUR,))) == 2
        assert_followed(reader)
