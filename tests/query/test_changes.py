"""What is new, changed and withdrawn between two views of one record. Everything is invented."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.errors import NotFoundError
from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from shiguan.query.changes import Changes, ChangesQuestion, Difference, changes, differences, withdrawn
from shiguan.query.view import load
from shiguan.records.claim import Certainty
from shiguan.records.extraction import Extraction
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.views import Event
from tests.query.build import hour, put
from tests.resolve.build import Line, Paper, left, paper

RUMOUR = paper([left("王远", "星禾汽车", "2031-01", certainty=Certainty.RUMOURED)])
NEWS = paper([left("王远", "星禾汽车", "2031-01", to="北辰银行")], file="b.txt", published="2031-02-10")


@contextmanager
def desk(*papers: Paper) -> Iterator[sqlite3.Connection]:
    with closing(connect(None)) as connection:
        put(connection, papers)
        yield connection


def since(connection: sqlite3.Connection, moment: datetime, name: str | None = None) -> Changes:
    reader = Reader(connection)
    with closing(load(reader, known_at=moment)) as then:
        return changes(then, load(reader), ChangesQuestion(moment, "as asked", name))


def counts(found: Changes) -> tuple[int, int, int, int]:
    return len(found.new), len(found.changed), len(found.withdrawn), found.told_again


def test_what_was_put_on_record_since_is_new_with_the_log_s_line() -> None:
    with desk(RUMOUR, paper([left("李清", "云杉医药")], file="b.txt")) as connection:
        found = since(connection, hour(0))
    assert counts(found) == (1, 0, 0, 0)
    (change,) = found.new
    assert change.before is None
    assert change.after is not None
    assert [v.text for v in change.after.role("person")] == ["李清"]
    (logged,) = change.logged
    assert (logged.entry.action, logged.entry.recorded_at) == ("assert", hour(1))
    assert logged.told.file == "b.txt"


def test_a_rumour_that_is_reported_since_has_changed_and_so_has_what_is_told_more() -> None:
    with desk(RUMOUR, NEWS) as connection:
        found = since(connection, hour(0))
    assert counts(found) == (0, 1, 0, 0)
    (change,) = found.changed
    assert change.differences == (
        Difference("destination_org", None, "北辰银行"),
        Difference("certainty", "rumoured", "reported"),
    )


def test_what_is_only_told_again_is_counted_and_not_listed() -> None:
    again = paper([left("王远", "星禾汽车", "2031-01", certainty=Certainty.RUMOURED)], file="b.txt", published="2031-02-11")
    with desk(RUMOUR, again) as connection:
        assert counts(since(connection, hour(0))) == (0, 0, 0, 1)


def test_nothing_has_changed_since_the_last_line_of_the_log() -> None:
    with desk(RUMOUR, NEWS) as connection:
        found = since(connection, hour(1))
    assert counts(found) == (0, 0, 0, 0)
    assert (found.merged, found.split, found.arisen.conflicts) == ((), (), ())


def test_since_before_all_everything_is_new() -> None:
    with desk(RUMOUR, NEWS) as connection:
        assert counts(since(connection, hour(-1))) == (1, 0, 0, 0)


def test_what_a_person_takes_back_is_withdrawn_with_the_reason() -> None:
    with desk(RUMOUR) as connection:
        writer = Writer(connection)
        run = writer.begin_run("desk", hour(2))
        writer.retract(RUMOUR.claims[0].id, "the paper took it back", run, hour(2))
        found = since(connection, hour(1))
    assert counts(found) == (0, 0, 1, 0)
    (logged,) = withdrawn(found.withdrawn[0])
    assert (logged.entry.reason, logged.entry.recorded_at) == ("the paper took it back", hour(2))


def test_a_sentence_that_is_read_otherwise_has_changed_and_is_not_both_new_and_withdrawn() -> None:
    with desk(RUMOUR) as connection:
        claim = replace(RUMOUR.claims[0], certainty=Certainty.REPORTED)
        writer = Writer(connection)
        run = writer.begin_run("better", hour(2))
        writer.record(RUMOUR.document, Extraction(RUMOUR.mentions, (claim,), ()), (), run, hour(2))
        found = since(connection, hour(1))
    assert counts(found) == (0, 1, 0, 0)
    (change,) = found.changed
    assert change.differences == (Difference("certainty", "rumoured", "reported"),)
    assert {logged.entry.action for logged in change.logged} == {"assert", "retract"}


def _two_names() -> tuple[Paper, Paper]:
    return paper([left("王远", "星禾汽车")]), paper([left("王远", "云杉医药")], file="b.txt")


def _pair(*papers: Paper) -> tuple[str, str]:
    first, second = sorted(next(m.id for m in one.mentions if m.kind == "person") for one in papers)
    return first, second


def test_names_that_a_person_joins_and_parts_are_told_with_the_judgement() -> None:
    papers = _two_names()
    with desk(*papers) as connection:
        writer = Writer(connection)
        writer.judge(Judgement(*_pair(*papers), Verdict.SAME, 1.0, "known to the desk", "li", hour(3)))
        joined = since(connection, hour(2))
        writer.judge(Judgement(*_pair(*papers), Verdict.DIFFERENT, 1.0, "father and son", "li", hour(5)))
        parted = since(connection, hour(4))
    (merged,) = joined.merged
    assert (len(merged.before), len(merged.after)) == (2, 1)
    assert [j.explanation for j in merged.judgements] == ["known to the desk"]
    assert joined.split == parted.merged == ()
    (split,) = parted.split
    assert (len(split.before), len(split.after)) == (1, 2)
    assert [j.explanation for j in split.judgements] == ["father and son"]


def test_what_became_one_event_with_its_names_is_neither_new_nor_withdrawn() -> None:
    papers = (paper([left("王远", "星禾汽车", "2031-01")]), paper([left("王源", "星禾汽车", "2031-01")], file="b.txt"))
    with desk(*papers) as connection:
        Writer(connection).judge(Judgement(*_pair(*papers), Verdict.SAME, 1.0, "one man, misspelt", "li", hour(3)))
        found = since(connection, hour(2))
    assert (found.new, found.withdrawn) == ((), ())
    assert all(c.differences for c in found.changed)
    assert len({c.before.id for c in found.changed if c.before}) == len(found.changed) > 0
    assert len({c.after.id for c in found.changed if c.after}) == 1


def test_only_what_is_about_the_one_named() -> None:
    other = paper([left("李清", "云杉医药")], file="b.txt")
    with desk(RUMOUR, other) as connection:
        assert counts(since(connection, hour(-1), "云杉医药")) == (1, 0, 0, 0)
        assert counts(since(connection, hour(0), "星禾汽车")) == (0, 0, 0, 0)
        with pytest.raises(NotFoundError):
            since(connection, hour(0), "赤松集团")


def test_a_conflict_that_came_with_a_paper_has_arisen() -> None:
    first = paper([left("王远", "星禾汽车", "2031-01-03", to="北辰银行")])
    second = paper([left("王远", "星禾汽车", "2031-01-03", to="蓝湾科技")], file="b.txt", published="2031-02-20")
    with desk(first, second) as connection:
        assert since(connection, hour(1)).arisen.conflicts == ()
        arisen = since(connection, hour(0)).arisen
    assert len(arisen.conflicts) == sum(arisen.counts.values()) > 0
    third = paper([left("李清", "星禾汽车", "2031-01-03")], file="c.txt", published="2031-02-21")
    with desk(first, second, third) as connection:
        assert since(connection, hour(1)).arisen.conflicts == ()


PEOPLE = st.sampled_from(["王远", "李清", "陈默"])
FIRMS = st.sampled_from(["星禾汽车", "云杉医药"])
LINES = st.builds(
    left,
    PEOPLE,
    FIRMS,
    st.sampled_from([None, "2030-11", "2031-01"]),
    certainty=st.sampled_from([Certainty.RUMOURED, Certainty.REPORTED]),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(LINES, min_size=1, max_size=3), min_size=1, max_size=4), st.integers(0, 4))
def test_the_difference_leads_from_the_one_view_to_the_other(told: list[list[Line]], at: int) -> None:
    papers = [paper(lines, file=f"{n}.txt", published=f"2031-02-{n + 1:02d}") for n, lines in enumerate(told)]
    moment = hour(at) - timedelta(minutes=1)
    with desk(*papers) as connection:
        reader = Reader(connection)
        with closing(load(reader, known_at=moment)) as then:
            before = {e.id: e for e in then.events}
        now = {e.id: e for e in load(reader).events}
        found = since(connection, moment)
    listed = {c.after.id for c in (*found.new, *found.changed) if c.after}
    gone = {c.before.id for c in (*found.changed, *found.withdrawn) if c.before}
    assert listed <= set(now)
    assert gone <= set(before)
    assert found.withdrawn == ()  # nothing was taken back
    stood = {t.claim.id for e in before.values() for t in e.tellings}
    assert {c.after.id for c in found.new if c.after} == {i for i, e in now.items() if stood.isdisjoint(_claims(e))}
    # What is not listed is told as it was told then.
    for identity in set(now) - listed:
        assert any(_claims(e) & _claims(now[identity]) and not differences(e, now[identity]) for e in before.values())


def _claims(event: Event) -> set[str]:
    return {t.claim.id for t in event.tellings}
