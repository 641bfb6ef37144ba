"""Names judged article by article, by shapes kept beside the record, come to what judging everything at one go comes to."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiguan.ledger.connection import connect, transaction
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from shiguan.present import Resolved
from shiguan.records.entry import Run
from shiguan.records.evidence import Mention
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.views import Entity
from shiguan.resolve.cluster import cluster
from shiguan.resolve.judge import by_person
from shiguan.resolve.names import name_words
from shiguan.resolve.profile import members_of, profiles
from shiguan.vocabulary import load_vocabulary
from tests.resolve.build import NOON, Line, Paper, left, paper
from tests.resolve.shelf import judge

WORDS = load_vocabulary()
PEOPLE = ("顾南舟", "顾楠洲", "顾湘舟", "林听雨", "李伟", "李未", "李末", "顾总", "林总", "听雨")
FIRMS = ("云杉医药", "云杉", "云杉汽车", "云杉医药有限公司", "Spruce Pharma", "蓝鲸航运", "Bluewhale", "Bluewhal")
ALIASES: dict[str, tuple[str, ...]] = {"云杉医药": ("云杉",), "云杉汽车": ("Spruce Pharma",), "蓝鲸航运": ("Bluewhale",)}
POSTS = ("研发总监", "总经理")


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """A line that names somebody, somebody of a firm, a product or a group."""
    person, firm = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(FIRMS))
    match draw(st.integers(0, 6)):
        case 0:
            return Line("funding", {"org": firm})
        case 1:
            return Line("statement", {"person": person})
        case 2:
            return Line("product_release", {"product": draw(st.sampled_from(("Aurora X", "Aurorra X"))), "org": firm})
        case 3:
            listed = draw(st.lists(st.sampled_from(FIRMS[2:]), min_size=3, max_size=5, unique=True))
            return Line("count_claim", {"subject": draw(st.sampled_from(("五匹黑马", "新贵五强"))), "members": listed})
        case 4:
            return left(person, firm, to=draw(st.sampled_from(FIRMS)))
    return Line("departure", {"person": person, "org": firm}, {"position": draw(st.sampled_from(POSTS))})


@st.composite
def papers(draw: st.DrawFn) -> list[Paper]:
    """Two to six papers of one to four lines."""
    told = draw(st.lists(st.lists(lines(), min_size=1, max_size=4), min_size=2, max_size=6))
    return [paper(one, f"{n}.txt", aliases=ALIASES if draw(st.booleans()) else None) for n, one in enumerate(told)]


def shortened(one: Paper, claims: int) -> Paper:
    """The paper as a reader sees it who finds only so many of its claims."""
    kept = one.claims[:claims]
    named = {a.value.id: a.value for c in kept for a in c.arguments if isinstance(a.value, Mention)}
    return Paper(one.document, replace(one.extraction, claims=kept, mentions=tuple(named.values())))


class Desk:
    """Reads papers into a record, one by one, each as a process that has just opened it does."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.reader = Reader(connection)
        self._writer = Writer(connection)
        self._run: Run = self._writer.begin_run("test", NOON)
        self._count = 0

    def read(self, told: Sequence[Paper]) -> None:
        """Put papers on record."""
        for one in told:
            self._count += 1
            resolved = Resolved(self.connection, WORDS)
            resolved.open()
            at = NOON + timedelta(hours=self._count)
            with transaction(self.connection):
                self._writer.record(one.document, one.extraction, (), self._run, at)
                resolved.take(one.document.id, one.extraction.mentions, at)

    def entities(self) -> tuple[Entity, ...]:
        """What was judged comes to."""
        return cluster(self.reader.mentions(), self.reader.judgements(), members_of(self.reader.claims()))

    def at_one_go(self) -> tuple[Entity, ...]:
        """What judging all that stands at once comes to."""
        claims, mentions = self.reader.claims(), self.reader.mentions()
        told = profiles(claims, mentions, name_words(WORDS))
        return cluster(mentions, judge(list(told.values()), [], NOON, words=name_words(WORDS)), members_of(claims))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(papers(), st.data())
def test_reading_one_by_one_comes_to_what_judging_all_at_once_does(told: list[Paper], data: st.DataObject) -> None:
    with closing(connect(None)) as connection:
        desk = Desk(connection)
        for one in told:
            desk.read([one])
            assert desk.entities() == desk.at_one_go()
        again = data.draw(st.lists(st.sampled_from(told), max_size=3))
        for one in again:
            desk.read([shortened(one, data.draw(st.integers(0, len(one.claims))))])
            assert desk.entities() == desk.at_one_go()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(papers(), st.integers(0, 6))
def test_shapes_made_of_a_whole_record_are_those_kept_up_with_it(told: list[Paper], count: int) -> None:
    tables = ("shapes", "shape_keys", "shape_staff", "shape_mentions", "shape_meant", "shape_pairs")
    columns = {"shapes": "id, kind, told, mentions", "shape_mentions": "mention, shape, document"}
    with closing(connect(None)) as connection:
        desk = Desk(connection)
        desk.read([*told, *(shortened(one, 1) for one in told[:count])])

        def rows() -> list[list[tuple[object, ...]]]:
            return [sorted(connection.execute(f"SELECT {columns.get(t, '*')} FROM {t}")) for t in tables]

        kept = rows()
        connection.execute("UPDATE shapes_state SET value = 'other' WHERE name = 'form'")
        Resolved(connection, WORDS).open()
        assert rows() == kept
        desk.read([told[0]])
        assert desk.entities() == desk.at_one_go()


def test_reading_again_says_nothing_new() -> None:
    told = [paper([left("顾南舟", firm)], f"{n}.txt") for n, firm in enumerate(("云杉医药", "云杉", "云杉医药"))]
    with closing(connect(None)) as connection:
        desk = Desk(connection)
        desk.read(told)
        before = desk.reader.judgements()
        desk.read(told)
        assert desk.reader.judgements() == before


def test_one_judgement_ties_a_new_mention_however_many_there_are() -> None:
    with closing(connect(None)) as connection:
        desk = Desk(connection)
        desk.read([paper([left("顾南舟", "云杉医药")], f"{n}.txt") for n in range(8)])
        assert len(desk.reader.judgements()) == 7 * 2
        assert [len(e.mentions) for e in desk.entities()] == [8, 8]


@pytest.mark.parametrize("gone", range(5))
def test_what_others_were_tied_to_may_go(gone: int) -> None:
    told = [paper([left("顾南舟", "云杉医药"), Line("funding", {"org": "蓝鲸航运"})], f"{n}.txt") for n in range(5)]
    with closing(connect(None)) as connection:
        desk = Desk(connection)
        desk.read(told)
        without = told[gone].claims[1:]
        named = tuple(a.value for c in without for a in c.arguments if isinstance(a.value, Mention))
        extraction = replace(told[gone].extraction, claims=without, mentions=named)
        desk.read([Paper(told[gone].document, extraction)])
        assert sorted(len(e.mentions) for e in desk.entities()) == [4, 4, 5]


def test_what_a_person_said_is_said_of_the_mention_that_takes_the_place() -> None:
    one, other = paper([left("顾南舟", "云杉医药")], "a.txt"), paper([left("顾南舟", "蓝鲸航运")], "b.txt")
    (person,) = (m for m in one.mentions if m.kind == "person")
    renamed = replace(person, name="顾南舟先生")
    claim = replace(
        one.claims[0], arguments=tuple(replace(a, value=renamed) if a.value == person else a for a in one.claims[0].arguments)
    )
    mentions = tuple(renamed if m == person else m for m in one.mentions)
    with closing(connect(None)) as connection:
        desk = Desk(connection)
        desk.read([one, other])
        (namesake,) = (m for m in other.mentions if m.kind == "person")
        pair = sorted((person.id, namesake.id))
        Writer(connection).judge(Judgement(pair[0], pair[1], Verdict.SAME, 1.0, "known", "li", NOON + timedelta(hours=9)))
        desk.read([Paper(one.document, replace(one.extraction, claims=(claim,), mentions=mentions))])
        said = [j for j in desk.reader.judgements() if by_person(j)]
        assert [{j.left, j.right} for j in said] == [{person.id, namesake.id}, {renamed.id, namesake.id}]
        assert any({renamed.id, namesake.id} <= set(e.mentions) for e in desk.entities())
