"""Finding passages by what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from shiguan.ledger.rows import time_of
from shiguan.ledger.terms import find, phrases_of, terms_of
from shiguan.records.document import Span
from shiguan.records.time import ValidTime

_SIDE = 80  # characters of a sentence shown on either side of what was found
_STOPS = "。！？!?；;\n"

# Of the readings that hold at the bound; nothing from links to other articles, whose words are not this article's.
_PASSAGES = """
SELECT v.document, f.file, v.publisher,
    v.published_start, v.published_end, v.published_precision, v.published_expression,
    substr(d.text, p.span_start + 1, p.span_end - p.span_start), p.span_start, bm25(passage_terms) AS rank_of_passage
FROM passage_terms
JOIN passages p ON p.id = passage_terms.rowid
JOIN documents d ON d.id = p.document
JOIN document_versions v ON v.document = d.id
JOIN receipts f ON f.version = v.receipt
JOIN readings r ON r.version = v.version
WHERE passage_terms MATCH :terms AND r.seq <= :bound
AND NOT EXISTS (SELECT 1 FROM readings n WHERE n.article = r.article AND n.seq > r.seq AND n.seq <= :bound)
AND NOT EXISTS (
    SELECT 1 FROM regions g
    WHERE g.version = v.version AND g.kind = 'related' AND g.span_start <= p.span_start AND p.span_end <= g.span_end)
AND (:day IS NULL OR v.published_start IS NULL OR v.published_start <= :day)
AND (:naming IS NULL OR p.document IN (
    SELECT n.document FROM passage_terms JOIN passages n ON n.id = passage_terms.rowid WHERE passage_terms MATCH :naming))
ORDER BY rank_of_passage, coalesce(v.published_end, '') DESC, v.document, p.span_start
"""


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
    day = within.day.isoformat() if within.day else None
    rows = connection.execute(_PASSAGES, {"terms": match, "bound": bound, "day": day, "naming": within.naming})
    for document, file, publisher, *published, line, offset, rank in rows:
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


def _sentence(line: str, span: Span) -> Span:
    """The sentence around a span of the line, cut to what can be shown."""
    start = max((line.rfind(stop, 0, span.start) + 1 for stop in _STOPS), default=0)
    ends = [end + 1 for stop in _STOPS if (end := line.find(stop, span.end)) >= 0]
    end = min(ends, default=len(line))
    start, end = max(start, span.start - _SIDE), min(end, span.end + _SIDE)
    while start < span.start and line[start].isspace():
        start += 1
    return Span(start, end)
