"""The only writer. It appends; what stands and what no longer stands is said by the newest entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shiguan.errors import LedgerError, NotFoundError
from shiguan.ids import content_id
from shiguan.ledger.claims import MentionStore, Stored, store_claim
from shiguan.ledger.connection import settled, transaction
from shiguan.ledger.documents import store_document
from shiguan.ledger.rows import Column, fingerprint, moment
from shiguan.records.document import Document
from shiguan.records.entry import Action, Run
from shiguan.records.evidence import Evidence, Mention
from shiguan.records.extraction import Extraction
from shiguan.records.judgement import Judgement

_READING = "reading"
_CORRECTION = "correction"

_INSERT_ENTRY = """
INSERT INTO entries (claim, version, action, origin, recorded_at, run, reason) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_READING = """
INSERT INTO readings (run, article, version, claims, fingerprint, recorded_at) VALUES (?, ?, ?, ?, ?, ?)
"""
_INSERT_REJECT = """
INSERT INTO rejects (reading, ordinal, event_type, quote, backend, reason) VALUES (?, ?, ?, ?, ?, ?)
"""
_INSERT_JUDGEMENT = """
INSERT INTO judgements (left_mention, right_mention, verdict, score, explanation, judged_by, recorded_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_NEWEST_ENTRIES_OF_ARTICLE = """
SELECT e.claim, e.version, c.document, e.action, e.origin
FROM documents d
JOIN claims c ON c.document = d.id
JOIN entries e ON e.version = c.version
WHERE d.article = ? AND NOT EXISTS (SELECT 1 FROM entries n WHERE n.claim = e.claim AND n.seq > e.seq)
ORDER BY e.seq
"""
_NEWEST_ENTRY = "SELECT version, action, origin FROM entries WHERE claim = ? ORDER BY seq DESC LIMIT 1"
_NEWEST_READING = "SELECT fingerprint FROM readings WHERE article = ? ORDER BY seq DESC LIMIT 1"
_NEWEST_JUDGEMENT = """
SELECT verdict, score, explanation, judged_by FROM judgements
WHERE left_mention = ? AND right_mention = ? ORDER BY seq DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one reading did to its article's claims.

    ``asserted`` now stand and did not; ``retracted`` stood and were not found again; ``kept`` stand as they stood;
    ``revised`` stand with other values or another confidence under the same id; ``held`` were found or missed
    against a person's correction, which holds.
    """

    asserted: int
    retracted: int
    kept: int
    revised: int
    held: int


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Who appends, and when (as on record)."""

    run: str
    at: str


@dataclass(frozen=True, slots=True)
class _Newest:
    """The newest entry of a claim."""

    version: int
    document: str
    action: Action
    origin: str


class Writer:
    """Appends to the record over one connection; every method is one transaction.

    A time handed in that lies before the newest time on record is recorded as that one, so that the past stays as it was.
    LedgerError where the record is locked, full or damaged, or where something would go in that the text does not say.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin_run(self, reader: str, at: datetime) -> Run:
        """A new run of the reader; two begun at once are two."""
        with transaction(self._connection):
            (runs,) = self._connection.execute("SELECT count(*) FROM runs").fetchone()
            run = Run(content_id("r", reader, moment(at), runs), at, reader)
            row = (run.id, moment(at), reader)
            self._connection.execute("INSERT INTO runs (id, started_at, reader) VALUES (?, ?, ?)", row)
        return run

    def record(
        self, document: Document, extraction: Extraction, judgements: Sequence[Judgement], run: Run, at: datetime
    ) -> Recorded:
        """Put one article on record, whole or not at all; reading twice is reading once.

        The claims found stand from now on; those that an earlier reading found in any document of the same article,
        and this one does not, are retracted. What a person corrected stays as corrected.
        """
        _refuse_ungrounded(document, extraction)
        with transaction(self._connection):
            stamp = _Stamp(run.id, settled(self._connection, moment(at)))
            version = store_document(self._connection, document)
            mentions = MentionStore(self._connection)
            for mention in extraction.mentions:
                mentions.store(mention)
            # One id twice in one reading (two backends, say): the first is taken.
            found: dict[str, Stored] = {}
            for claim in extraction.claims:
                if claim.id not in found:
                    found[claim.id] = store_claim(self._connection, claim, mentions)
            self._append_reading(document, version, found, extraction, run, stamp)
            recorded = self._append_entries(document, found, stamp)
            for judgement in judgements:
                self._append_judgement(judgement)
        return recorded

    def judge(self, judgement: Judgement) -> bool:
        """Append a judgement; False where the newest of its pair already says just that."""
        with transaction(self._connection):
            return self._append_judgement(judgement)

    def retract(self, claim: str, reason: str, run: Run, at: datetime) -> bool:
        """A person's correction: the claim does not stand, whatever later readings find.

        False where this was already corrected; NotFoundError for an unknown id.
        """
        return self._correct(claim, Action.RETRACT, reason, _Stamp(run.id, moment(at)))

    def restore(self, claim: str, reason: str, run: Run, at: datetime) -> bool:
        """A person's correction: the claim stands, whatever later readings miss.

        False where this was already corrected; NotFoundError for an unknown id.
        """
        return self._correct(claim, Action.ASSERT, reason, _Stamp(run.id, moment(at)))

    def release(self, claim: str, action: Action, reason: str, run: Run, at: datetime) -> None:
        """No correction holds the claim any more: it stands (or, RETRACT, does not) until a reading says otherwise."""
        with transaction(self._connection):
            (version, *_) = self._connection.execute(_NEWEST_ENTRY, (claim,)).fetchone()
            stamp = settled(self._connection, moment(at))
            self._connection.execute(_INSERT_ENTRY, (claim, version, str(action), _READING, stamp, run.id, reason))

    def _correct(self, claim: str, action: Action, reason: str, stamp: _Stamp) -> bool:
        with transaction(self._connection):
            newest = self._connection.execute(_NEWEST_ENTRY, (claim,)).fetchone()
            if newest is None:
                raise NotFoundError(f"no claim {claim} is on record")
            if newest[1:] == (str(action), _CORRECTION):
                return False
            at = settled(self._connection, stamp.at)
            self._connection.execute(_INSERT_ENTRY, (claim, newest[0], str(action), _CORRECTION, at, stamp.run, reason))
        return True

    def _append_reading(
        self, document: Document, version: int, found: dict[str, Stored], extraction: Extraction, run: Run, stamp: _Stamp
    ) -> None:
        """The line that says the document was read whole, and its rejects; unless the newest line says just that."""
        rejects = [(r.event_type, r.quote, r.backend, r.reason) for r in extraction.rejects]
        print_ = fingerprint(run.reader, version, [s.fingerprint for s in found.values()], rejects)
        article = document.article.id
        if self._connection.execute(_NEWEST_READING, (article,)).fetchone() == (print_,):
            return
        row = (stamp.run, article, version, len(found), print_, stamp.at)
        reading = self._connection.execute(_INSERT_READING, row).lastrowid
        self._connection.executemany(_INSERT_REJECT, [(reading, n, *row) for n, row in enumerate(rejects)])

    def _append_entries(self, document: Document, found: dict[str, Stored], stamp: _Stamp) -> Recorded:
        """Assert what is new, retract what is gone."""
        newest = {
            claim: _Newest(version, home, Action(action), origin)
            for claim, version, home, action, origin in self._connection.execute(_NEWEST_ENTRIES_OF_ARTICLE, (document.article.id,))
        }
        rows: list[tuple[Column, ...]] = []
        counts = {"asserted": 0, "retracted": 0, "kept": 0, "revised": 0, "held": 0}
        for claim, stored in found.items():
            outcome, reason = _outcome_of_found(newest.get(claim), stored)
            counts[outcome] += 1
            if reason:
                rows.append((claim, stored.version, str(Action.ASSERT), _READING, stamp.at, stamp.run, reason))
        for claim, entry in newest.items():
            if claim in found or entry.action is Action.RETRACT:
                continue
            if entry.origin == _CORRECTION:
                counts["held"] += 1
                continue
            counts["retracted"] += 1
            reason = "no longer found" if entry.document == document.id else "the article was repaired otherwise and read anew"
            rows.append((claim, entry.version, str(Action.RETRACT), _READING, stamp.at, stamp.run, reason))
        self._connection.executemany(_INSERT_ENTRY, rows)
        return Recorded(**counts)

    def _append_judgement(self, judgement: Judgement) -> bool:
        pair = (judgement.left, judgement.right)
        said = (str(judgement.verdict), judgement.score, judgement.explanation, judgement.judged_by)
        if self._connection.execute(_NEWEST_JUDGEMENT, pair).fetchone() == said:
            return False
        at = settled(self._connection, moment(judgement.recorded_at))
        self._connection.execute(_INSERT_JUDGEMENT, (*pair, *said, at))
        return True


def _outcome_of_found(newest: _Newest | None, stored: Stored) -> tuple[str, str]:
    """Which count a found claim goes to, and the reason of the entry to append; an empty reason appends none."""
    if newest is None:
        return "asserted", "read"
    if newest.origin == _CORRECTION:
        return ("kept", "") if newest.action is Action.ASSERT else ("held", "")
    if newest.action is Action.RETRACT:
        return "asserted", "found again"
    if newest.version != stored.version:
        return "revised", "read anew, with other values"
    return "kept", ""


def _refuse_ungrounded(document: Document, extraction: Extraction) -> None:
    """LedgerError unless every quote stands in this document at its span: no evidence, no claim, also at the last gate."""
    identity, text = document.id, document.text

    def refuse(what: str, pieces: Iterable[Evidence]) -> None:
        for evidence in pieces:
            if evidence.document != identity:
                raise LedgerError(f"{what} cites document {evidence.document}, not {identity}")
            if not evidence.quote or evidence.span.of(text) != evidence.quote:
                raise LedgerError(f"{what}: its quote does not stand at {evidence.span.start}:{evidence.span.end} of {identity}")

    for mention in extraction.mentions:
        refuse(f"mention {mention.id}", [mention.evidence])
    for claim in extraction.claims:
        refuse(f"claim {claim.id}", [claim.evidence, *(a.evidence for a in claim.arguments)])
        named = (a.value.evidence for a in claim.arguments if isinstance(a.value, Mention))
        refuse(f"claim {claim.id}", named)
