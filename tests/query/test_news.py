"""What is new at a glance: what changes tells, of the newest lines of the log. Everything is invented."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime

from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from shiguan.query.news import News, news
from shiguan.query.view import load
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.extraction import Extraction
from tests.query.build import hour, put
from tests.resolve.build import Paper, left, paper

TODAY = date(2031, 3, 1)
OLD = paper([left("王远", "星禾汽车", "2031-01"), left("孙文", "星禾汽车", "2030-11")])
AGAIN = paper([left("王远", "星禾汽车", "2031-01"), left("李清", "星禾汽车", "2031-02")], file="b.txt", published="2031-02-10")
RUMOUR = paper([left("钱进", "云杉医药", certainty=Certainty.RUMOURED)], file="c.txt", published="2031-02-11")


def told(*papers: Paper, since: datetime, limit: int = 100) -> News:
    with closing(connect(None)) as connection:
        put(connection, papers)
        return news(load(Reader(connection)), since, limit, TODAY)


def people(found: News) -> list[str]:
    return [e.role("person")[0].text for e in found.events]


def test_what_is_told_for_the_first_time_is_new() -> None:
    found = told(OLD, AGAIN, RUMOUR, since=hour(0))
    assert (found.total, found.lines, found.seen) == (5, 3, 3)
    assert people(found) == ["李清", "钱进"]
    assert found.told_again == 1
    assert [r.event.role("person")[0].text for r in found.rumours] == ["钱进"]
    assert len(found.of(("departure",))) == 2
    assert found.of(("funding",)) == ()


def test_no_more_is_looked_at_than_the_newest_lines() -> None:
    found = told(OLD, AGAIN, RUMOUR, since=hour(-1), limit=1)
    assert (found.lines, found.seen) == (5, 1)
    assert people(found) == ["钱进"]


def test_after_the_last_line_nothing_is_new() -> None:
    found = told(OLD, since=hour(5))
    assert (found.total, found.lines, found.events, found.told_again, found.withdrawn) == (2, 0, (), 0, 0)


def test_a_rumour_that_was_denied_before_is_not_open() -> None:
    denied = left("钱进", "云杉医药", certainty=Certainty.DENIED, polarity=Polarity.NEGATED)
    answered = paper([denied], file="d.txt", published="2031-02-12")
    assert told(answered, RUMOUR, since=hour(0)).rumours == ()


def test_what_contradicts_an_older_telling_is_told() -> None:
    first = paper([left("王远", "星禾汽车", "2031-01-03", to="北辰银行")])
    second = paper([left("王远", "星禾汽车", "2031-01-03", to="蓝湾科技")], file="b.txt", published="2031-02-20")
    assert len(told(first, second, since=hour(0)).contradictions) == 1
    assert told(first, second, since=hour(1)).contradictions == ()


def test_a_claim_taken_back_is_counted() -> None:
    with closing(connect(None)) as connection:
        put(connection, [OLD])
        writer = Writer(connection)
        nothing = Extraction((), (), ())
        writer.record(OLD.document, nothing, [], writer.begin_run("better", hour(1)), hour(1))
        found = news(load(Reader(connection)), hour(0), 100, TODAY)
    assert (found.withdrawn, found.events) == (2, ())
