"""Finding passages by what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shiguan.ledger.rows import time_of
from shiguan.ledger.terms import find, phrases_of, terms_of
from shiguan.records.document import Span
from shiguan.records.time import ValidTime

_SIDE = 80  # characters of a sentence shown on either side of what was found
_STOPS = "。！？!?；;\n"

_SCORED = "SELECT rowid, bm25(passage_terms) FROM passage_terms WHERE passage_terms MATCH ?"
# Of the readings that hold at the bound; nothing from links to other articles, whose words are not this article's.
_PASSAGES = """
SELECT p.id, v.document, f.file, v.publisher,
    v.published_start, v.published_end, v.published_precision, v.published_expression,
    substr(d.text, p.span_start + 1, p.span_end - p.span_start), p.span_start
FROM passages p
JOIN documents d ON d.id = p.document
JOIN document_versions v ON v.document = d.id
JOIN receipts f ON f.version = v.receipt
JOIN readings r ON r.version = v.version
WHERE r.seq <= :bound
AND NOT EXISTS (SELECT 1 FROM readings n WHERE n.article = r.article AND n.seq > r.seq AND n.seq <= :bound)
AND NOT EXISTS (
    SELECT 1 FROM regions g
    WHERE g.version = v.version AND g.kind = 'related' AND g.span_start <= p.span_start AND p.span_end <= g.span_end)
AND (:day IS NULL OR v.published_start IS NULL OR v.published_start <= :day)
AND (:naming IS NULL OR p.document IN (
    SELECT n.document FROM passage_terms JOIN passages n ON n.id = passage_terms.rowid WHERE passage_terms MATCH :naming))
AND p.id IN ({ids})
"""
_AT_ONCE = 10  # times the limit: so many passages are looked at before the next, as some are passed over


@dataclass(frozen=True, slots=True)
class Hit:
    """``span`` (read coordinates) is what was found; ``text`` the sentence around it, and ``sentence`` its span.

    ``score`` is bm25, higher is better, and compares within one search only.
    """

    document: str
    file: str
    publisher: str | None
    published_at: ValidTime | None
    span: Span
    sentence: Span
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Within:
    """Where passages are looked for: in documents published by ``day``, that hold one of the ``names``. None and (): in all."""

    day: date | None = None
    names: Collection[str] = ()

    @property
    def naming(self) -> str | None:
        """As an FTS5 expression."""
        held = (" AND ".join(phrase.match for phrase in phrases_of(name)) for name in self.names)
        return " OR ".join(f"({match})" for match in dict.fromkeys(held) if match) or None


ANYWHERE = Within()


def find_passages(connection: sqlite3.Connection, query: str, limit: int, bound: int, within: Within = ANYWHERE) -> tuple[Hit, ...]:
    """At most ``limit`` passages that hold every phrase of the query, best first, then newest; readings up to ``bound`` count."""
    phrases = phrases_of(query)
    hits: list[Hit] = []
    if not phrases or limit <= 0:
        return ()
    match = " AND ".join(phrase.match for phrase in phrases)
    bounds = {"bound": bound, "day": within.day.isoformat() if within.day else None, "naming": within.naming}
    rows = (row for scored in _scored(connection, match, _AT_ONCE * limit) for row in _passages(connection, scored, bounds))
    for rank, document, file, publisher, *published, line, offset in rows:
        terms = terms_of(line)
        places = [find(phrase, terms) for phrase in phrases]
        # The index is asked, the text decides.
        if places[0] is None or None in places:
            continue
        span = places[0]
        sentence = _sentence(line, span)
        hits.append(
            Hit(
                document=document,
                file=file,
                publisher=publisher,
                published_at=time_of(*published),
                span=Span(offset + span.start, offset + span.end),
                sentence=Span(offset + sentence.start, offset + sentence.end),
                text=sentence.of(line),
                score=-rank,
            )
        )
        if len(hits) == limit:
            break
    return tuple(hits)


def _scored(connection: sqlite3.Connection, match: str, size: int) -> Iterator[dict[int, float]]:
    """Ids of passages and how well they match (the less the better), some ``size`` at a time; those that match alike together."""
    found = sorted(((rank, number) for number, rank in connection.execute(_SCORED, (match,))))
    start = 0
    while start < len(found):
        end = min(start + size, len(found))
        while end < len(found) and found[end][0] == found[end - 1][0]:
            end += 1
        yield {number: rank for rank, number in found[start:end]}
        start = end


def _passages(connection: sqlite3.Connection, scored: Mapping[int, float], bounds: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """Those of the passages that may be shown, best first, then newest: how well they match, and the columns."""
    sql = _PASSAGES.replace("{ids}", ", ".join(map(str, scored)))  # numbers of ours, no words of a user's
    rows = [(scored[number], *row) for number, *row in connection.execute(sql, bounds)]
    rows.sort(key=lambda row: (row[1], row[-1]))
    rows.sort(key=lambda row: row[5] or "", reverse=True)
    return sorted(rows, key=lambda row: row[0])


def _sentence(line: str, span: Span) -> Span:
    """The sentence around a span of the line, cut to what can be shown."""
    start = max((line.rfind(stop, 0, span.start) + 1 for stop in _STOPS), default=0)
    ends = [end + 1 for stop in _STOPS if (end := line.find(stop, span.end)) >= 0]
    end = min(ends, default=len(line))
    start, end = max(start, span.start - _SIDE), min(end, span.end + _SIDE)
    while start < span.start and line[start].isspace():
        start += 1
    return Span(start, end)
