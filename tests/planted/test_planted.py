"""Floors for the record of planted documents, whose truth is known. ``python -m tests.planted`` measures larger corpora."""

from __future__ import annotations

import random
from contextlib import ExitStack
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.interfaces.render import claim_lines, dumps, plain
from shiguan.ledger.writer import Writer
from shiguan.query.tally import TallyQuestion, tally
from shiguan.query.view import View, load
from shiguan.records.judgement import Judgement, Verdict, undo
from tests.planted.measure import TYPES, Report, measure
from tests.planted.record import Corpus, corpus, on_connection, on_record
from tests.resolve.build import NOON

SEEDS = (1, 2, 3)


@cache
def measured(seed: int) -> tuple[Corpus, Report]:
    """A corpus and what is wrong with its record, worked out once for all tests."""
    made = corpus(seed, 90)
    with on_record(made.printed) as view:
        return made, measure(made, view)


@pytest.fixture(params=SEEDS)
def planted(request: pytest.FixtureRequest) -> tuple[Corpus, Report]:
    return measured(request.param)


def test_every_count_by_organisation_is_true(planted: tuple[Corpus, Report]) -> None:
    report = planted[1]
    assert report.tally_error == 0, report.wrong


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_count_by_month_is_true(seed: int) -> None:
    _, report = measured(seed)
    assert report.month_error == 0, report.wrong


def test_no_happening_is_counted_twice(planted: tuple[Corpus, Report]) -> None:
    report = planted[1]
    assert report.happenings > 90
    assert report.over_count <= 1.02, report.wrong


def test_no_namesakes_are_taken_for_one(planted: tuple[Corpus, Report]) -> None:
    made, report = planted
    assert len(made.world.namesakes) >= 3
    assert (report.namesakes, report.false) == (0, 0), report.wrong


def test_few_names_of_one_are_kept_apart(planted: tuple[Corpus, Report]) -> None:
    report = planted[1]
    assert report.together > 3000
    assert report.missed_share <= 0.02, report.wrong


def test_copies_reprints_rewrites_and_quotations_are_no_sources(planted: tuple[Corpus, Report]) -> None:
    made, report = planted
    assert len({p.draft.origin for p in made.printed}) < len(made.printed)
    assert report.sources_wrong == 0, report.wrong


def exported(view: View) -> tuple[str, ...]:
    """Everything that a view comes to, as it is written out."""
    entities = sorted(view.entities.values(), key=lambda e: e.id)
    tallies = [tally(view, TallyQuestion(event_type, by)) for event_type in TYPES for by in ("org", "month")]
    return (
        *(dumps(line) for line in sorted(claim_lines(view), key=dumps)),
        *(dumps(plain(entity)) for entity in entities),
        *(dumps(plain(event)) for event in view.events_of(TYPES)),
        *(dumps(plain(answer)) for answer in tallies),
    )


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 40), st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(seed: int, order: random.Random) -> None:
    made = corpus(seed, 14)
    shuffled = list(made.printed)
    order.shuffle(shuffled)
    with on_record(made.printed) as view:
        before = exported(view)
    with on_record(shuffled) as view:
        assert exported(view) == before


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 40), st.data())
def test_a_merge_taken_back_leaves_the_record_as_it_was(seed: int, data: st.DataObject) -> None:
    made = corpus(seed, 10)
    with ExitStack() as stack:
        connection, reader, words = stack.enter_context(on_connection(made.printed))
        view = load(reader, words=words)
        before = exported(view)
        kinds = sorted({e.kind for e in view.entities.values()})
        kind = data.draw(st.sampled_from(kinds))
        choice = sorted(e.mentions[0] for e in view.entities.values() if e.kind is kind)
        left, right = (
            sorted(data.draw(st.lists(st.sampled_from(choice), min_size=2, max_size=2, unique=True)))
            if len(choice) > 1
            else ("", "")
        )
        if not left:
            return
        Writer(connection).judge(Judgement(left, right, Verdict.SAME, 1.0, "by mistake", "desk", NOON))
        assert exported(load(reader, words=words)) != before
        wrong = next(j for j in reader.judgements() if j.judged_by == "desk")
        Writer(connection).judge(undo(wrong, "a slip", "desk", NOON))
        assert exported(load(reader, words=words)) == before


def test_with_wrong_characters_in_names_nobody_is_taken_for_another() -> None:
    made = corpus(5, 60, misprints=0.06)
    with on_record(made.printed) as view:
        report = measure(made, view)
    assert (report.namesakes, report.false) == (0, 0), report.wrong
    assert report.missed_share <= 0.02
