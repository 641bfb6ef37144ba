"""Reading the record as of a moment. Nothing here changes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from shiguan.errors import NotFoundError
from shiguan.ledger.claims import CLAIM_COLUMNS, load_claims, load_mentions
from shiguan.ledger.connection import refusals
from shiguan.ledger.corrections import Correction, corrections, said_of
from shiguan.ledger.documents import load_versions
from shiguan.ledger.rows import LISTED, from_moment, moment, newest_of, select_in, time_of
from shiguan.ledger.search import ANYWHERE, Hit, Within, find_passages
from shiguan.records.claim import Claim, Reject
from shiguan.records.document import Document, Script
from shiguan.records.entry import Action, Entry, Run
from shiguan.records.evidence import Mention
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.time import ValidTime

# An entry that asserts, and is the newest of its claim up to a seq.
_STANDING = """
FROM entries e JOIN claims c ON c.version = e.version
WHERE e.action = 'assert' AND e.seq <= :bound
AND NOT EXISTS (SELECT 1 FROM entries n WHERE n.claim = e.claim AND n.seq > e.seq AND n.seq <= :bound)
"""
_STANDING_MENTIONS = f"""
SELECT DISTINCT m.version FROM mentions m JOIN arguments a ON a.mention = m.version
WHERE a.claim IN (SELECT e.version {_STANDING})
"""
_DOCUMENTS = """
SELECT v.document, r.article, p.file, p.url, v.publisher,
    v.published_start, v.published_end, v.published_precision, v.published_expression,
    v.title, v.script, r.recorded_at, u.reader, r.claims
FROM readings r
JOIN document_versions v ON v.version = r.version
JOIN receipts p ON p.version = v.receipt
JOIN runs u ON u.id = r.run
WHERE r.seq <= :bound
AND NOT EXISTS (SELECT 1 FROM readings n WHERE n.article = r.article AND n.seq > r.seq AND n.seq <= :bound) {one}
ORDER BY p.file, v.document LIMIT :limit
"""
# The first reading of each article: its number never changes, and articles that come in later have greater ones.
_FIRST_READ = """
SELECT r.seq, r.article FROM readings r
WHERE r.seq > :after AND r.seq <= :bound
AND NOT EXISTS (SELECT 1 FROM readings e WHERE e.article = r.article AND e.seq < r.seq)
ORDER BY r.seq LIMIT :limit
"""
_READ_VERSIONS = """
SELECT v.document, r.version FROM readings r JOIN document_versions v ON v.version = r.version
WHERE r.seq <= ? AND v.document IN (?*) ORDER BY r.seq
"""
_REJECTS = """
SELECT v.document, j.event_type, j.quote, j.backend, j.reason
FROM rejects j
JOIN readings r ON r.seq = j.reading
JOIN document_versions v ON v.version = r.version
WHERE (:document IS NULL OR v.document = :document) AND r.seq <= :bound
AND NOT EXISTS (SELECT 1 FROM readings n WHERE n.article = r.article AND n.seq > r.seq AND n.seq <= :bound)
ORDER BY v.document, j.ordinal
"""
_NEWEST_READER = """
SELECT u.reader FROM readings r JOIN runs u ON u.id = r.run WHERE r.article = ? ORDER BY r.seq DESC LIMIT 1
"""
_COUNTS = f"""
SELECT (SELECT count(*) FROM articles), (SELECT count(DISTINCT article) FROM readings),
    (SELECT count(*) {_STANDING}), (SELECT count(DISTINCT id) FROM claims),
    (SELECT count(DISTINCT id) FROM mentions), (SELECT count(*) FROM entries),
    (SELECT count(*) FROM judgements), (SELECT count(*) FROM runs)
"""
_ENDLESS = "9999"  # after every moment, as text
_END = 2**63 - 1  # SQLite's largest integer
_asked = refusals("that was asked")


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in few words. ``recorded_at`` and ``reader`` tell of its newest reading, which read ``claims`` claims."""

    document: str
    article: str
    file: str
    url: str | None
    publisher: str | None
    published_at: ValidTime | None
    title: str | None
    script: Script
    recorded_at: datetime
    reader: str
    claims: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is on record. ``standing`` claims are those asserted now; ``claims`` were ever made; ``mentions`` likewise."""

    articles: int
    documents: int
    standing: int
    claims: int
    mentions: int
    entries: int
    judgements: int
    runs: int


class Reader:
    """Asks the record over one connection. ``known_at`` (with time zone) asks what it held then; None, what it holds.

    Any question raises LedgerError where the file turns out to be damaged or locked.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> sqlite3.Connection:
        """What the record is read over."""
        return self._connection

    @_asked
    def already_read(self, article: str, reader: str) -> bool:
        """Whether the newest reading of the article is this reader's: reading it again would change nothing."""
        newest = self._connection.execute(_NEWEST_READER, (article,)).fetchone()
        return newest is not None and bool(newest[0] == reader)

    @_asked
    def listed(self, article: str, known_at: datetime | None = None) -> Listed | None:
        """The document that holds for an article."""
        return next(iter(self._listed(self._bound("readings", known_at), article)), None)

    @_asked
    def documents(self, known_at: datetime | None = None, limit: int | None = None) -> tuple[Listed, ...]:
        """The document that holds for each article, by file name; the first so many, where there is a limit."""
        return self._listed(self._bound("readings", known_at), limit=limit)

    @_asked
    def how_many(self, known_at: datetime | None = None) -> int:
        """How many articles are on record."""
        sql = "SELECT count(DISTINCT article) FROM readings WHERE seq <= ?"
        return int(self._connection.execute(sql, (self._bound("readings", known_at),)).fetchone()[0])

    @_asked
    def documents_after(self, number: int, limit: int, known_at: datetime | None = None) -> tuple[tuple[int, Listed], ...]:
        """As ``documents``, in the order in which articles first came in, each with its number in it; those after ``number``."""
        bound = self._bound("readings", known_at)
        first = self._connection.execute(_FIRST_READ, {"after": number, "bound": bound, "limit": limit}).fetchall()
        return tuple((seq, listed) for seq, article in first for listed in self._listed(bound, article))

    def _listed(self, bound: int, article: str | None = None, limit: int | None = None) -> tuple[Listed, ...]:
        one = "" if article is None else "AND r.article = :article"
        return tuple(
            Listed(
                document=document,
                article=article,
                file=file,
                url=url,
                publisher=publisher,
                published_at=time_of(*published),
                title=title,
                script=Script(script),
                recorded_at=from_moment(recorded_at),
                reader=reader,
                claims=claims,
            )
            for document, article, file, url, publisher, *published, title, script, recorded_at, reader, claims in (
                self._connection.execute(
                    _DOCUMENTS.format(one=one), {"bound": bound, "article": article, "limit": -1 if limit is None else limit}
                )
            )
        )

    @_asked
    def document(self, document: str, known_at: datetime | None = None) -> Document:
        """The document, equal to what was recorded last under its id; NotFoundError."""
        try:
            return self.whole_documents([document], known_at)[document]
        except KeyError:
            raise NotFoundError(f"no document {document} is on record") from None

    @_asked
    def whole_documents(self, documents: Collection[str] | None = None, known_at: datetime | None = None) -> dict[str, Document]:
        """Documents by id, in bulk; those not on record are left out. None: the one that holds for each article."""
        bound = self._bound("readings", known_at)
        wanted = [d.document for d in self.documents(known_at)] if documents is None else documents
        versions: dict[str, int] = dict(select_in(self._connection, _READ_VERSIONS, wanted, bound))
        loaded = load_versions(self._connection, list(versions.values()))
        return {document: loaded[version] for document, version in versions.items()}

    @_asked
    def claims(
        self,
        event_types: Collection[str] | None = None,
        known_at: datetime | None = None,
        ids: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        valid_between: tuple[date, date] | None = None,
    ) -> tuple[Claim, ...]:
        """The claims that stand, by document and place in it; every filter given must fit, and an empty one fits nothing.

        ``valid_between`` (both days included) keeps claims whose time shares a day with it; those of unknown time are left out.
        """
        bound = self._bound("entries", known_at)
        filters = [("c.event_type", event_types, 3), ("c.id", ids, 1), ("c.document", documents, 2)]
        sql, values = "", {"bound": bound, "first": "", "last": ""}
        for column, wanted, _ in filters:
            if wanted is not None and len(wanted) <= LISTED:
                names = {f"{column[2:]}_{n}": value for n, value in enumerate(sorted(set(wanted)))}
                sql += f" AND {column} IN ({', '.join(f':{name}' for name in names)})"
                values |= names
        if valid_between:
            sql += " AND c.valid_precision IS NOT NULL"
            sql += " AND (c.valid_start IS NULL OR c.valid_start <= :last) AND (c.valid_end IS NULL OR c.valid_end >= :first)"
            values |= {"first": valid_between[0].isoformat(), "last": valid_between[1].isoformat()}
        order = " ORDER BY c.document, c.span_start, c.span_end, c.id"
        rows = list(self._connection.execute(f"SELECT {CLAIM_COLUMNS} {_STANDING}{sql}{order}", values))
        for _, wanted, position in filters:
            if wanted is not None and len(wanted) > LISTED:
                kept = set(wanted)
                rows = [row for row in rows if row[position] in kept]
        return load_claims(self._connection, rows)

    @_asked
    def claim_ids(self, prefix: str) -> tuple[str, ...]:
        """Ids of all claims ever made that begin so, in order."""
        sql = "SELECT DISTINCT id FROM claims WHERE id >= ? AND id < ? ORDER BY id"
        return tuple(row[0] for row in self._connection.execute(sql, (prefix, prefix + "\U0010ffff")))

    @_asked
    def mentions(self, known_at: datetime | None = None) -> tuple[Mention, ...]:
        """The mentions that a standing claim names, by document and place in it."""
        bound = self._bound("entries", known_at)
        versions = [row[0] for row in self._connection.execute(_STANDING_MENTIONS, {"bound": bound})]
        newest: dict[str, Mention] = {}
        # A claim held by a correction may still name an earlier version of a mention; the newest version speaks.
        for _, mention in sorted(load_mentions(self._connection, versions).items()):
            newest[mention.id] = mention
        return tuple(sorted(newest.values(), key=lambda m: (m.evidence.document, m.evidence.span, m.kind, m.name)))

    @_asked
    def judgements(self, known_at: datetime | None = None) -> tuple[Judgement, ...]:
        """All judgements, oldest first: the last of a pair holds."""
        sql = """
        SELECT left_mention, right_mention, verdict, score, explanation, judged_by, recorded_at
        FROM judgements WHERE seq <= ? ORDER BY seq
        """
        rows = self._connection.execute(sql, (self._bound("judgements", known_at),))
        return tuple(
            Judgement(left, right, Verdict(verdict), score, explanation, by, from_moment(at))
            for left, right, verdict, score, explanation, by, at in rows
        )

    @_asked
    def entries(self, claim: str) -> tuple[Entry, ...]:
        """The history of one claim, oldest first."""
        sql = "SELECT seq, claim, action, recorded_at, run, reason FROM entries WHERE claim = ? ORDER BY seq"
        return tuple(
            Entry(seq, identity, Action(action), from_moment(at), run, reason)
            for seq, identity, action, at, run, reason in self._connection.execute(sql, (claim,))
        )

    @_asked
    def histories(self, claims: Collection[str], known_at: datetime | None = None) -> dict[str, tuple[Entry, ...]]:
        """The histories of several claims, each oldest first."""
        sql = "SELECT seq, claim, action, recorded_at, run, reason FROM entries WHERE seq <= ? AND claim IN (?*)"
        found: dict[str, list[Entry]] = {claim: [] for claim in claims}
        for seq, claim, action, at, run, reason in sorted(
            select_in(self._connection, sql, claims, self._bound("entries", known_at))
        ):
            found[claim].append(Entry(seq, claim, Action(action), from_moment(at), run, reason))
        return {claim: tuple(entries) for claim, entries in found.items()}

    @_asked
    def newest(self, known_at: datetime | None = None) -> datetime | None:
        """When something was last put on record; None where nothing was."""
        sql = """
        SELECT max(at) FROM (
            SELECT max(recorded_at) AS at FROM entries WHERE recorded_at <= :by
            UNION ALL SELECT max(recorded_at) FROM readings WHERE recorded_at <= :by
            UNION ALL SELECT max(recorded_at) FROM judgements WHERE recorded_at <= :by)
        """
        (at,) = self._connection.execute(sql, {"by": _ENDLESS if known_at is None else moment(known_at)}).fetchone()
        return from_moment(at) if at else None

    @_asked
    def corrections(self, known_at: datetime | None = None) -> tuple[Correction, ...]:
        """What people said of claims and still holds, oldest first."""
        return corrections(self._connection, self._bound("entries", known_at))

    @_asked
    def said_of(self, claims: Collection[str], known_at: datetime | None = None) -> tuple[Correction, ...]:
        """Everything that people ever said of these claims; of each claim oldest first."""
        return said_of(self._connection, claims, self._bound("entries", known_at))

    @_asked
    def rejects(self, document: str | None = None, known_at: datetime | None = None) -> tuple[Reject, ...]:
        """What the readings that hold refused: in one document, or in all."""
        asked = {"document": document, "bound": self._bound("readings", known_at)}
        return tuple(Reject(*row) for row in self._connection.execute(_REJECTS, asked))

    @_asked
    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        rows = self._connection.execute("SELECT id, started_at, reader FROM runs ORDER BY seq")
        return tuple(Run(identity, from_moment(at), reader) for identity, at, reader in rows)

    @_asked
    def newest_reading(self, known_at: datetime | None = None) -> Run | None:
        """The run that read the article read last; those in which people only corrected claims are none."""
        sql = "SELECT u.id, u.started_at, u.reader FROM readings r JOIN runs u ON u.id = r.run WHERE r.seq = ?"
        row = self._connection.execute(sql, (self._bound("readings", known_at),)).fetchone()
        return Run(row[0], from_moment(row[1]), row[2]) if row else None

    @_asked
    def counts(self) -> Counts:
        """How much is on record now."""
        return Counts(*self._connection.execute(_COUNTS, {"bound": _END}).fetchone())

    @_asked
    def search(self, text: str, limit: int, known_at: datetime | None = None, within: Within = ANYWHERE) -> tuple[Hit, ...]:
        """Passages that hold every stretch of ``text`` between blanks, best first; ``text`` is folded to simplified script.

        Any word of any length is found; punctuation only parts, and operators mean nothing.
        """
        return find_passages(self._connection, text, limit, self._bound("readings", known_at), within)

    def _bound(self, table: str, known_at: datetime | None) -> int:
        """The newest seq of the table known then. Nothing older is ever added, so that a bound fixes a view for good."""
        return newest_of(self._connection, table, known_at)
