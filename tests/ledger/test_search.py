from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.ledger.terms import Term, find, passages_of, phrases_of, terms_of
from shiguan.records.document import Region, RegionKind, Span
from tests.ledger.build import Ledger, at, document, ledger

CASES = Path(__file__).parents[1] / "cases" / "ledger" / "search.yaml"


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    text: str
    query: str
    found: list[str]


def cases() -> list[Case]:
    return [Case(**case) for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))]


def of(*texts: str, **published: str) -> Ledger:
    """A ledger with a document of each text, published in order of days."""
    book = ledger()
    for n, text in enumerate(texts, 1):
        book.record(document(text, file=f"{n}.txt", published=published.get(f"day{n}", f"2031-01-{n:02d}")), [], n)
    return book


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.name)
def test_search_finds(case: Case) -> None:
    hits = of(case.text).reader.search(case.query, 10)
    assert [h.span.of(case.text) for h in hits] == case.found
    assert all(h.sentence.of(case.text) == h.text and h.sentence.contains(h.span) for h in hits)


LINE = st.text(st.sampled_from("港口航线运费TBa４0，。 、\n𠮷"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.data(), LINE)
def test_every_stretch_of_ideographs_is_found(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    query = text[start : data.draw(st.integers(start + 1, len(text)))]
    hits = of(text).reader.search(query, 100)
    if all(c in "港口航线运费𠮷" for c in query):
        assert {h.span.of(text) for h in hits} == {query}
        assert len(hits) == sum(query in line for line in text.split("\n"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30).filter(lambda t: "\x00" not in t))
def test_no_query_does_harm(query: str, text: str) -> None:
    hits = of(text).reader.search(query, 5)
    for hit in hits:
        assert phrases_of(hit.span.of(text)) != []


@given(st.text(max_size=60))
def test_terms_stand_where_they_say(text: str) -> None:
    terms = terms_of(text)
    assert [t.start for t in terms] == sorted(t.start for t in terms)
    for term in terms:
        assert len(term.text) == term.end - term.start
        assert not term.text.isascii() or term.text.isalnum()
    for span, row in passages_of(text):
        assert row.split(" ") == [t.text for t in terms_of(span.of(text))]


def test_terms_are_pairs_letters_and_digits() -> None:
    found = terms_of("甲乙丙ＴB12。丁")
    assert [t.text for t in found] == ["甲乙", "乙丙", "丙", "tb", "12", "丁"]
    assert found[3] == Term("tb", 3, 5)


def test_a_phrase_is_found_in_terms_only_where_they_follow_each_other() -> None:
    (phrase,) = phrases_of("乙丙TB")
    assert find(phrase, terms_of("甲乙丙ＴB12")) == Span(1, 5)
    assert find(phrase, terms_of("甲乙丙，丁TB")) is None


def test_better_hits_come_first_then_newer_ones() -> None:
    line = "港口扩建"
    book = of(line, line + "二期，工程预计两年完成，耗资未定", line + "。")
    assert [h.file for h in book.reader.search("港口", 10)] == ["3.txt", "1.txt", "2.txt"]
    assert [h.file for h in book.reader.search("港口", 1)] == ["3.txt"]
    assert book.reader.search("港口", 0) == ()
    scores = [h.score for h in book.reader.search("港口", 10)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == scores[1] > scores[2]


def test_an_older_document_of_an_article_is_no_longer_found_but_was() -> None:
    book = ledger()
    old, better = document("港囗扩建，港口照旧"), document("港囗扩建，港口照旧", "港口扩建，港口照旧")
    book.record(old, [], 1)
    book.record(better, [], 2)
    assert [(h.document, h.span.start) for h in book.reader.search("港口", 5)] == [(better.id, 0)]
    assert [(h.document, h.span.start) for h in book.reader.search("港口", 5, at(1))] == [(old.id, 5)]
    assert book.reader.search("港口", 5, at(0)) == ()


def test_links_to_other_articles_are_not_searched() -> None:
    text = "港口扩建\n铁路停工"
    home = replace(document(text), regions=(Region(RegionKind.BODY, Span(0, 4)), Region(RegionKind.RELATED, Span(4, 9))))
    book = ledger()
    book.record(home, [], 1)
    assert book.reader.search("铁路", 5) == ()
    assert len(book.reader.search("港口", 5)) == 1


def test_the_sentence_around_the_hit_is_shown() -> None:
    text = "前一句说船。 港口的后一句说运费！第三句。"
    (hit,) = of(text).reader.search("运费", 5)
    assert (hit.text, hit.publisher, hit.published_at) == (
        "港口的后一句说运费！",
        "乳业观察",
        document(text, published="2031-01-01").published_at,
    )
    long = "船" * 300 + "运费" + "船" * 300
    (hit,) = of(long).reader.search("运费", 5)
    assert len(hit.text) == 162
