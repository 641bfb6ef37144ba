from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shiguan.errors import NotFoundError
from shiguan.ledger.reader import Reader
from shiguan.ledger.rows import LISTED
from shiguan.ledger.writer import Writer
from shiguan.records.amount import Amount
from shiguan.records.time import Precision, ValidTime
from tests.ledger import build
from tests.ledger.build import at, claim, departure, document, funding, ledger


def test_the_record_answers_as_of_any_moment() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home)], 1)
    book.record(home, [departure(home)], 3)
    book.record(home, [funding(home), departure(home)], 5)
    expected = {0: set(), 1: {funding(home)}, 2: {funding(home)}, 3: {departure(home)}, 4: {departure(home)}}
    for hours, claims in expected.items():
        assert book.standing(hours) == claims
    assert book.standing(5) == book.standing() == {funding(home), departure(home)}
    assert book.reader.documents(at(0)) == ()
    assert {m.name for m in book.reader.mentions(at(1))} == {"甘露乳业", "青石资本"}
    assert {m.name for m in book.reader.mentions(at(3))} == {"陆小满"}


def test_a_retracted_claim_stood_until_then() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home)], 1)
    book.writer.retract(funding(home).id, "not so", book.run, at(4))
    assert (book.standing(3), book.standing(4), book.standing()) == ({funding(home)}, set(), set())


def test_claims_come_by_document_and_place() -> None:
    books = [ledger(), ledger()]
    homes = [document(), document(build.TEXT + "\n完", file="b.txt")]
    for book, order in zip(books, (homes, homes[::-1]), strict=True):
        for home in order:
            book.record(home, [departure(home), funding(home)], 1)
    first, second = (book.reader.claims() for book in books)
    assert first == second
    assert [(c.document, c.evidence.span) for c in first] == sorted((c.document, c.evidence.span) for c in first)


def test_filters_narrow_and_an_empty_one_fits_nothing() -> None:
    book, home, other = ledger(), document(), document(build.TEXT + "\n完", file="b.txt")
    for read in (home, other):
        book.record(read, [funding(read), departure(read)], 1)
    reader = book.reader
    assert set(reader.claims(["funding"])) == {funding(home), funding(other)}
    assert reader.claims({"funding"}, documents=[home.id]) == (funding(home),)
    assert reader.claims(ids=[departure(other).id, "c-0"]) == (departure(other),)
    assert reader.claims(ids=[departure(other).id], event_types=["funding"]) == ()
    assert reader.claims([]) == reader.claims(ids=()) == reader.claims(documents=frozenset()) == ()


def test_a_filter_may_list_more_than_one_statement_takes() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home), departure(home)], 1)
    crowd = [f"c-{n}" for n in range(LISTED + 1)]
    assert book.reader.claims(ids=[*crowd, funding(home).id]) == (funding(home),)
    assert book.reader.claims(ids=crowd) == ()
    assert list(book.reader.whole_documents([*crowd, home.id])) == [home.id]


@pytest.mark.parametrize(
    ("when", "found"),
    [("2030-08", True), ("2030", True), ("2030-08-31/..", True), ("../2030-08-01", True), ("2030-09", False), ("2029", False)],
)
def test_valid_time_narrows_to_what_shares_a_day(when: str, found: bool) -> None:
    book, home = ledger(), document()
    book.record(home, [departure(home, valid_time=ValidTime.of(when)), funding(home)], 1)
    claims = book.reader.claims(valid_between=(date(2030, 8, 1), date(2030, 8, 31)))
    assert [c.event_type for c in claims] == (["departure"] if found else [])


@pytest.mark.parametrize(
    "time",
    [
        ValidTime(None, None, Precision.RANGE, "一直"),
        ValidTime(date(2030, 1, 2), None, Precision.RANGE, "年初以来"),
        ValidTime(None, date(9999, 12, 31), Precision.RANGE, ""),
        ValidTime(date(1, 1, 1), date(1, 1, 1), Precision.DAY, "元年"),
        *(ValidTime.of(when, when) for when in ("2030", "2030-H2", "2030-Q1", "2030-02", "2030-02-28")),
    ],
    ids=lambda t: t.when,
)
def test_times_come_back_exactly(time: ValidTime) -> None:
    book, home = ledger(), document()
    made = departure(home, valid_time=time, arguments=())
    other = claim(home, "甘露乳业", [("since", time, "去年底")])
    book.record(replace(home, published_at=time), [made, other], 1)
    assert book.standing() == {made, other}
    assert book.reader.document(home.id).published_at == book.reader.documents()[0].published_at == time


@pytest.mark.parametrize("bound", [None, "0", "-0.05", "1E+3", "1000", "299999999.123456789012345678901234567890", "Infinity"])
def test_amounts_come_back_exactly(bound: str | None) -> None:
    book, home = ledger(), document()
    amount = Amount(None if bound is None else Decimal(bound), None, None, "%", "约3亿元")
    made = claim(home, "甘露乳业", [("change", amount, "约3亿元")])
    book.record(home, [made], 1)
    (found,) = book.reader.claims()
    assert found == made
    assert repr(found) == repr(made)


def test_a_mention_keeps_its_aliases_in_order_and_the_newest_reading_speaks() -> None:
    book, home = ledger(), document()
    few, more = (build.mention(home, "甘露乳业", aliases=names) for names in (["露"], ["乳业", "甘露", ""]))
    for hours, named in enumerate((few, more), 1):
        book.record(home, [claim(home, "甘露乳业", [("org", named, "甘露乳业")])], hours)
        assert book.reader.mentions() == (named,)
    assert book.reader.mentions(at(1)) == (few,)


def test_a_mention_of_which_nothing_stands_any_more_is_not_listed() -> None:
    book, home = ledger(), document()
    book.record(home, [departure(home)], 1)
    book.writer.retract(departure(home).id, "not so", book.run, at(2))
    assert book.reader.mentions() == ()
    assert [m.name for m in book.reader.mentions(at(1))] == ["陆小满"]


def test_an_article_is_known_to_the_reader_that_read_it_last() -> None:
    book, home = ledger(), document()
    article = home.article.id
    assert not book.reader.already_read(article, "rules 1")
    book.record(home, [], 1)
    assert book.reader.already_read(article, "rules 1")
    assert not book.reader.already_read(article, "rules 2")
    book.record(home, [], 2, book.writer.begin_run("rules 2", at(2)))
    assert book.reader.already_read(article, "rules 2")
    assert not book.reader.already_read(article, "rules 1")


def test_the_listing_tells_of_the_document_that_holds() -> None:
    book, old = ledger(), document()
    better = document(build.TEXT, "简讯\n" + build.TEXT)
    book.record(old, [funding(old)], 1)
    book.record(better, [funding(better), departure(better)], 2)
    (listed,) = book.reader.documents()
    assert (listed.document, listed.article, listed.file, listed.claims) == (better.id, old.article.id, "a.txt", 2)
    assert (listed.url, listed.publisher, listed.title) == (old.article.url, "乳业观察", "简讯")
    assert (listed.recorded_at, listed.reader, listed.script) == (at(2), "rules 1", better.script)
    assert [d.document for d in book.reader.documents(at(1))] == [old.id]
    assert book.reader.whole_documents() == {better.id: better}
    assert book.reader.whole_documents(known_at=at(1)) == {old.id: old}
    assert book.reader.document(old.id) == old


def test_what_is_not_on_record_is_said_to_be_missing() -> None:
    reader = ledger().reader
    with pytest.raises(NotFoundError, match="on record"):
        reader.document("d-0")
    assert reader.entries("c-0") == ()


def test_ids_are_found_by_their_beginning() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home), departure(home)], 1)
    book.record(home, [funding(home)], 2)
    both = tuple(sorted((funding(home).id, departure(home).id)))
    assert book.reader.claim_ids("c-") == book.reader.claim_ids("") == both
    assert book.reader.claim_ids(funding(home).id) == (funding(home).id,)
    assert book.reader.claim_ids("c-%") == book.reader.claim_ids("d-") == ()


def test_the_counts_tell_what_stands_from_what_was_ever_said() -> None:
    book, home = ledger(), document()
    book.record(home, [funding(home), departure(home)], 1)
    book.record(home, [funding(home)], 2)
    book.writer.judge(build.judgement("m-1", "m-2", 3))
    found = book.reader.counts()
    assert (found.articles, found.documents, found.standing, found.claims, found.mentions) == (1, 1, 1, 2, 3)
    assert (found.entries, found.judgements, found.runs) == (3, 1, 1)


def test_many_claims_take_no_more_statements_than_few() -> None:
    def asked(claims: int) -> int:
        connection = build.in_memory()
        writer, home = Writer(connection), document()
        run = writer.begin_run("rules 1", at(0))
        made = [funding(home, speaker=f"发言人{n}") for n in range(claims)]
        writer.record(home, build.extraction(*made), (), run, at(1))
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        assert set(Reader(connection).claims()) == set(made)
        return len(statements)

    assert asked(2) == asked(200)
