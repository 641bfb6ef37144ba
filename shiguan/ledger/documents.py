"""Articles and documents: put on record, and read back equal to what was put there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from shiguan.ledger.rows import Column, fingerprint, from_moment, moment, select_in, time_of, time_row
from shiguan.ledger.terms import passages_of
from shiguan.records.document import Article, Document, OffsetMap, OffsetSegment, Region, RegionKind, Repair, Script, Span

_INSERT_RECEIPT = """
INSERT INTO receipts (
    article, fingerprint, received, encoding, media_type, file, url, publisher,
    published_start, published_end, published_precision, published_expression, title, retrieved_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_VERSION = """
INSERT INTO document_versions (
    document, fingerprint, receipt, script, title, publisher,
    published_start, published_end, published_precision, published_expression)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_SEGMENT = """
INSERT INTO offset_segments (version, ordinal, read_start, length, received_start, width) VALUES (?, ?, ?, ?, ?, ?)
"""
_INSERT_REPAIR = """
INSERT INTO repairs (version, ordinal, fixer, received_start, received_end, before_text, after_text, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_SELECT_VERSIONS = """
SELECT v.version, d.text, v.script, v.title, v.publisher,
    v.published_start, v.published_end, v.published_precision, v.published_expression,
    a.content, r.received, r.encoding, r.media_type, r.file, r.url, r.publisher,
    r.published_start, r.published_end, r.published_precision, r.published_expression, r.title, r.retrieved_at
FROM document_versions v
JOIN documents d ON d.id = v.document
JOIN receipts r ON r.version = v.receipt
JOIN articles a ON a.id = r.article
WHERE v.version IN (?*)
"""
_SELECT_SEGMENTS = """
SELECT version, read_start, length, received_start, width FROM offset_segments WHERE version IN (?*) ORDER BY version, ordinal
"""
_SELECT_REPAIRS = """
SELECT version, fixer, received_start, received_end, before_text, after_text, reason
FROM repairs WHERE version IN (?*) ORDER BY version, ordinal
"""
_SELECT_REGIONS = """
SELECT version, kind, span_start, span_end FROM regions WHERE version IN (?*) ORDER BY version, ordinal
"""


def store_document(connection: sqlite3.Connection, document: Document) -> int:
    """Put on record what of the document is new there; its version.

    Read twice, a document has one version. When it was retrieved is no difference; another title, region or offset is.
    """
    receipt = _store_receipt(connection, document.article)
    identity = document.id
    if not connection.execute("SELECT 1 FROM documents WHERE id = ?", (identity,)).fetchone():
        row = (identity, document.article.id, document.text)
        connection.execute("INSERT INTO documents (id, article, text) VALUES (?, ?, ?)", row)
        _store_passages(connection, identity, document.text)
    head: list[Column] = [receipt, str(document.script), document.title, document.publisher, *time_row(document.published_at)]
    segments = [(s.read, s.length, s.received, s.width) for s in document.offsets.segments]
    repairs = [(r.fixer, r.received.start, r.received.end, r.before, r.after, r.reason) for r in document.repairs]
    regions = [(str(r.kind), r.span.start, r.span.end) for r in document.regions]
    print_ = fingerprint(head, segments, repairs, regions)
    sql = "SELECT version FROM document_versions WHERE document = ? AND fingerprint = ?"
    if known := connection.execute(sql, (identity, print_)).fetchone():
        return int(known[0])
    version = connection.execute(_INSERT_VERSION, (identity, print_, *head)).lastrowid
    assert version is not None  # an INSERT that did not raise has made a row
    connection.executemany(_INSERT_SEGMENT, [(version, n, *row) for n, row in enumerate(segments)])
    connection.executemany(_INSERT_REPAIR, [(version, n, *row) for n, row in enumerate(repairs)])
    sql = "INSERT INTO regions (version, ordinal, kind, span_start, span_end) VALUES (?, ?, ?, ?, ?)"
    connection.executemany(sql, [(version, n, *row) for n, row in enumerate(regions)])
    return version


def _store_receipt(connection: sqlite3.Connection, article: Article) -> int:
    """Put the article on record where it, or something said of it, is new; the version of its receipt."""
    identity = article.id
    if not connection.execute("SELECT 1 FROM articles WHERE id = ?", (identity,)).fetchone():
        connection.execute("INSERT INTO articles (id, content) VALUES (?, ?)", (identity, article.content))
    row = (
        *(article.received, article.encoding, article.media_type, article.file, article.url, article.publisher),
        *(*time_row(article.published_at), article.title),
    )
    print_ = fingerprint(row)
    sql = "SELECT version FROM receipts WHERE article = ? AND fingerprint = ?"
    if known := connection.execute(sql, (identity, print_)).fetchone():
        return int(known[0])
    version = connection.execute(_INSERT_RECEIPT, (identity, print_, *row, moment(article.retrieved_at))).lastrowid
    assert version is not None  # an INSERT that did not raise has made a row
    return version


def _store_passages(connection: sqlite3.Connection, document: str, text: str) -> None:
    """Make the document's lines findable."""
    for span, terms in passages_of(text):
        sql = "INSERT INTO passages (document, span_start, span_end) VALUES (?, ?, ?)"
        number = connection.execute(sql, (document, span.start, span.end)).lastrowid
        connection.execute("INSERT INTO passage_terms (rowid, terms) VALUES (?, ?)", (number, terms))


def load_versions(connection: sqlite3.Connection, versions: Collection[int]) -> dict[int, Document]:
    """The documents of the given versions, whole, in four statements a batch."""
    segments: dict[int, list[OffsetSegment]] = defaultdict(list)
    for version, read, length, received, width in select_in(connection, _SELECT_SEGMENTS, versions):
        segments[version].append(OffsetSegment(read, length, received, width))
    repairs: dict[int, list[Repair]] = defaultdict(list)
    for version, fixer, start, end, before, after, reason in select_in(connection, _SELECT_REPAIRS, versions):
        repairs[version].append(Repair(fixer, Span(start, end), before, after, reason))
    regions: dict[int, list[Region]] = defaultdict(list)
    for version, kind, start, end in select_in(connection, _SELECT_REGIONS, versions):
        regions[version].append(Region(RegionKind(kind), Span(start, end)))
    return {
        version: Document(
            article=_article(row[8:]),
            text=row[0],
            offsets=OffsetMap(tuple(segments[version])),
            repairs=tuple(repairs[version]),
            regions=tuple(regions[version]),
            script=Script(row[1]),
            title=row[2],
            publisher=row[3],
            published_at=time_of(*row[4:8]),
        )
        for version, *row in select_in(connection, _SELECT_VERSIONS, versions)
    }


def _article(row: list[Any]) -> Article:
    """From the columns of ``_SELECT_VERSIONS`` that tell of the article."""
    content, received, encoding, media_type, file, url, publisher, *published, title, retrieved_at = row
    return Article(
        content=content,
        received=received,
        encoding=encoding,
        media_type=media_type,
        file=file,
        url=url,
        publisher=publisher,
        published_at=time_of(*published),
        title=title,
        retrieved_at=from_moment(retrieved_at),
    )
