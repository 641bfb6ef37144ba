from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from shiguan.errors import LedgerError, NotFoundError
from shiguan.ledger.writer import Recorded
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Reject
from shiguan.records.document import OffsetMap, OffsetSegment, Region, RegionKind, Repair, Script, Span
from shiguan.records.entry import Action, Run
from shiguan.records.evidence import Argument, Evidence
from shiguan.records.extraction import Extraction
from shiguan.records.judgement import Verdict
from shiguan.records.time import ValidTime
from tests.ledger import build
from tests.ledger.build import at, departure, document, extraction, funding, ledger

NOTHING = Recorded(0, 0, 0, 0, 0)


def test_what_is_found_stands() -> None:
    book, home = ledger(), document()
    assert book.record(home, [funding(home), departure(home)], 1) == replace(NOTHING, asserted=2)
    assert book.standing() == {funding(home), departure(home)}


def test_reading_twice_is_reading_once() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home), departure(home)], 1)
    counts, listed = book.reader.counts(), book.reader.documents()
    later = replace(home, article=replace(home.article, retrieved_at=at(5)))
    assert book.record(later, [funding(home), departure(home)], 6) == replace(NOTHING, kept=2)
    assert (book.reader.counts(), book.reader.documents()) == (counts, listed)


def test_what_a_newer_reader_no_longer_finds_is_retracted_with_a_reason() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home), departure(home)], 1)
    newer = book.writer.begin_run("rules 2", at(2))
    assert book.record(home, [funding(home)], 3, newer) == replace(NOTHING, kept=1, retracted=1)
    assert book.standing() == {funding(home)}
    told = [(e.action, e.recorded_at, e.run, e.reason) for e in book.reader.entries(departure(home).id)]
    assert told == [(Action.ASSERT, at(1), book.run.id, "read"), (Action.RETRACT, at(3), newer.id, "no longer found")]


def test_what_is_found_again_stands_again() -> None:
    book, home = ledger(), document()
    for hours, claims in enumerate([[funding(home)], [], [funding(home)]], 1):
        book.record(home, claims, hours)
    assert [e.action for e in book.reader.entries(funding(home).id)] == [Action.ASSERT, Action.RETRACT, Action.ASSERT]
    assert book.standing() == {funding(home)}


def test_a_better_repair_supersedes_the_claims_of_the_older_document() -> None:
    book, old = ledger(), document()
    better = document(build.TEXT, "简讯\n" + build.TEXT)
    assert better.article.id == old.article.id
    book.record(old, [funding(old), departure(old)], 1)
    assert book.record(better, [funding(better)], 2) == replace(NOTHING, asserted=1, retracted=2)
    assert book.standing() == {funding(better)}
    assert "repaired otherwise" in book.reader.entries(funding(old).id)[-1].reason


def test_another_article_is_left_alone() -> None:
    book, one, other = ledger(), document(), document(build.TEXT + "\n完", file="b.txt")
    book.record(one, [funding(one)], 1)
    assert book.record(other, [], 2) == NOTHING
    assert book.standing() == {funding(one)}


def test_a_better_value_under_the_same_id_is_a_revision() -> None:
    book, home = ledger(), document()
    old = funding(home)
    amount = Amount(None, None, "CNY", None, "约3亿元")
    better = replace(
        old, confidence=0.5, arguments=tuple(replace(a, value=amount) if a.role == "amount" else a for a in old.arguments)
    )
    assert better.id == old.id
    book.record(home, [old], 1)
    assert book.record(home, [better], 2) == replace(NOTHING, revised=1)
    assert book.standing() == {better}
    assert book.standing(1) == {old}
    assert book.record(home, [old], 3) == replace(NOTHING, revised=1)
    assert book.standing() == {old}


def test_of_one_id_read_twice_at_once_the_first_is_taken() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home), replace(funding(home), backend="model")], 1)
    assert book.standing() == {funding(home)}


def test_a_correction_outlives_later_readings() -> None:
    book, home = ledger(), document()
    wrong, right = funding(home), departure(home)
    book.record(home, [wrong, right], 1)
    assert book.writer.retract(wrong.id, "the sum is the valuation", book.run, at(2))
    assert book.writer.restore(right.id, "read it myself", book.run, at(3))
    assert book.record(home, [wrong], 4) == replace(NOTHING, held=2)
    assert book.standing() == {right}
    assert book.writer.restore(wrong.id, "no, it was the sum", book.run, at(5))
    assert book.standing() == {wrong, right}


def test_the_same_correction_twice_is_one() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home)], 1)
    assert book.writer.retract(funding(home).id, "wrong", book.run, at(2))
    assert not book.writer.retract(funding(home).id, "wrong", book.run, at(3))
    assert len(book.reader.entries(funding(home).id)) == 2


def test_only_what_is_on_record_is_corrected() -> None:
    book = ledger()
    with pytest.raises(NotFoundError, match="no claim c-0"):
        book.writer.retract("c-0", "wrong", book.run, at(1))
    with pytest.raises(NotFoundError, match="no claim c-0"):
        book.writer.restore("c-0", "right", book.run, at(1))


def test_rejects_are_those_of_the_reading_that_holds() -> None:
    book, home = ledger(), document()
    first = tuple(Reject(home.id, "layoff", f"裁员{n}人", "model", "not in the text") for n in range(2))
    book.writer.record(home, Extraction((), (), first), (), book.run, at(1))
    assert book.reader.rejects(home.id) == book.reader.rejects() == first
    book.writer.record(home, Extraction((), (), first[1:]), (), book.run, at(2))
    assert book.reader.rejects(home.id) == first[1:]
    assert book.reader.rejects(home.id, at(1)) == first
    assert book.reader.rejects(None, at(0)) == ()
    assert book.reader.rejects("d-0") == ()


def test_judgements_are_appended_and_the_same_one_only_once() -> None:
    book, home = ledger(), document()
    found = extraction(funding(home))
    left, right = (m.id for m in found.mentions)
    first, second = build.judgement(left, right, 1), build.judgement(left, right, 9)
    book.writer.record(home, found, [first], book.run, at(1))
    book.writer.record(home, found, [second], book.run, at(2))
    assert book.reader.judgements() == (first,)
    undone = build.judgement(left, right, 3, Verdict.DIFFERENT, "editor")
    assert book.writer.judge(undone)
    assert not book.writer.judge(undone)
    assert book.writer.judge(second)
    assert book.reader.judgements() == (first, undone, second)
    assert book.reader.judgements(at(3)) == (first, undone)


def test_a_clock_that_goes_back_does_not_change_the_past() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home), departure(home)], 5)
    book.record(home, [funding(home)], 2)
    book.writer.judge(build.judgement("m-1", "m-2", 1))
    assert book.standing(5) == {funding(home)}
    assert book.standing(4) == set()
    assert book.reader.judgements()[0].recorded_at == at(5)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    book, home = ledger(), document()
    with pytest.raises(ValueError, match="without a time zone"):
        book.writer.record(home, extraction(), (), book.run, datetime(2031, 1, 1))
    assert book.reader.counts().documents == 0


def test_runs_begun_at_once_are_two() -> None:
    book = ledger()
    other = book.writer.begin_run("rules 1", at(0))
    assert book.reader.runs() == (book.run, other)
    assert book.run.id != other.id


def test_a_run_begun_elsewhere_is_refused_and_nothing_stays() -> None:
    book, home = ledger(), document()
    with pytest.raises(LedgerError, match="refused this"):
        book.record(home, [funding(home)], 1, Run("r-elsewhere", at(0), "rules 1"))
    counts = book.reader.counts()
    assert (counts.articles, counts.claims, counts.entries) == (0, 0, 0)
    assert book.reader.search("融资", 5) == ()


def test_a_quote_that_the_text_does_not_hold_is_refused_whole() -> None:
    book, home = ledger(), document()
    good, bad = funding(home), departure(home)
    lies = Evidence(home.id, Span(0, 4), "甘露集团")
    for claim in (
        replace(bad, evidence=lies),
        replace(bad, evidence=Evidence(home.id, Span(900, 904), "甘露乳业")),
        replace(bad, arguments=(Argument("org", "甘露集团", lies),)),
        replace(bad, evidence=Evidence("d-other", bad.evidence.span, bad.evidence.quote)),
    ):
        with pytest.raises(LedgerError, match=r"quote does not stand|cites document"):
            book.record(home, [good, claim], 1)
    named = replace(build.mention(home, "青石资本"), evidence=lies)
    with pytest.raises(LedgerError, match="mention m-"):
        book.writer.record(home, Extraction((named,), (good,), ()), (), book.run, at(1))
    assert book.reader.counts().articles == 0


def test_half_a_character_is_refused_in_one_line() -> None:
    book, home = ledger(), document()
    broken = replace(home, title="甘\ud800露")
    with pytest.raises(LedgerError, match="half a character"):
        book.record(broken, [], 1)


@pytest.mark.parametrize(
    "change",
    [
        {"regions": (Region(RegionKind.TITLE, Span(0, 10)),)},
        {"repairs": (Repair("width", Span(0, 1), "甘", "甘", "no change"),)},
        {"offsets": OffsetMap((OffsetSegment(0, len(build.TEXT), 0, len(build.TEXT)),))},
        {"title": None},
        {"script": Script.MIXED},
        {"published_at": ValidTime.of("2031-02-03", "今晨")},
        {"article": build.article(file="renamed.txt")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_same_text_read_otherwise_is_a_new_version_and_the_older_may_return(change: dict[str, Any]) -> None:
    book, home = ledger(), document()
    other = replace(home, **change)
    assert other.id == home.id
    for hours, read in enumerate([home, other, home], 1):
        book.record(read, [], hours)
        assert book.reader.document(home.id) == read
    assert book.reader.document(home.id, at(2)) == other
    assert len(book.reader.documents()) == 1


def test_a_claim_is_kept_with_its_certainty() -> None:
    book, home = ledger(), document()
    for hours, certainty in enumerate(Certainty, 1):
        claim = funding(home, certainty=certainty, speaker=None if hours % 2 else "青石资本")
        book.record(home, [claim], hours)
        assert book.standing() == {claim}
