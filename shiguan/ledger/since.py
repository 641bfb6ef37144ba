"""What is new on record between two looks at it, and what stood at a moment: read in bulk, by number."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from shiguan.ledger.claims import CLAIM_COLUMNS, load_claims, load_mentions
from shiguan.ledger.documents import load_versions
from shiguan.ledger.rows import from_moment, newest_of, select_in
from shiguan.records.claim import Claim
from shiguan.records.document import Document
from shiguan.records.evidence import Mention
from shiguan.records.judgement import Judgement, Verdict

_LOGS = ("entries", "judgements", "readings")
_JUDGEMENT = "left_mention, right_mention, verdict, score, explanation, judged_by, recorded_at"
_STANDING_OF = """
SELECT e.claim, e.version, e.action FROM entries e
WHERE e.claim IN (?*) AND e.seq <= {bound}
AND NOT EXISTS (SELECT 1 FROM entries n WHERE n.claim = e.claim AND n.seq > e.seq AND n.seq <= {bound})
"""
_STANDING = """
SELECT e.claim, e.version FROM entries e
WHERE e.action = 'assert' AND e.seq <= :bound
AND NOT EXISTS (SELECT 1 FROM entries n WHERE n.claim = e.claim AND n.seq > e.seq AND n.seq <= :bound)
ORDER BY e.version
"""
_NAMED = """
SELECT DISTINCT a.claim, m.id, a.mention FROM arguments a JOIN mentions m ON m.version = a.mention WHERE a.claim IN (?*)
"""
_NAMING = """
SELECT DISTINCT c.id FROM mentions m JOIN arguments a ON a.mention = m.version JOIN claims c ON c.version = a.claim
WHERE m.id IN (?*)
"""
# Pairs that a person may have to look at, or did: somebody judged them, or something once hesitated.
_QUESTIONED = f"""
SELECT seq, {_JUDGEMENT} FROM judgements WHERE seq <= :bound AND (left_mention, right_mention) IN (
    SELECT left_mention, right_mention FROM judgements
    WHERE (verdict = 'unsure' OR judged_by NOT GLOB 'rules*' AND judged_by NOT GLOB 'model*') AND +seq <= :bound)
ORDER BY seq
"""
_READ_BETWEEN = """
SELECT DISTINCT v.document FROM readings r JOIN document_versions v ON v.version = r.version WHERE r.seq > ? AND r.seq <= ?
"""
_VERSIONS = """
SELECT v.document, r.version FROM readings r JOIN document_versions v ON v.version = r.version
WHERE r.seq <= {bound} AND v.document IN (?*) ORDER BY r.seq
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The newest number of each log that is looked at."""

    entries: int
    judgements: int
    readings: int


class Since:
    """Reads the record up to ``bounds``."""

    def __init__(self, connection: sqlite3.Connection, known_at: datetime | None = None) -> None:
        self._connection = connection
        self.bounds = Bounds(*(newest_of(connection, log, known_at) for log in _LOGS))

    def changed_claims(self, after: int) -> set[str]:
        """Claims with an entry after that number."""
        sql = "SELECT DISTINCT claim FROM entries WHERE seq > ? AND seq <= ?"
        return {row[0] for row in self._connection.execute(sql, (after, self.bounds.entries))}

    def changed_documents(self, after: int) -> set[str]:
        """Documents read after that number."""
        return {row[0] for row in self._connection.execute(_READ_BETWEEN, (after, self.bounds.readings))}

    def changed_pairs(self, after: int) -> set[tuple[str, str]]:
        """Pairs of mentions judged after that number."""
        sql = "SELECT DISTINCT left_mention, right_mention FROM judgements WHERE seq > ? AND seq <= ?"
        return set(self._connection.execute(sql, (after, self.bounds.judgements)))

    def standing(self, claims: Collection[str]) -> dict[str, int]:
        """Of these claims those that stand, and the version that does."""
        rows = select_in(self._connection, _STANDING_OF.replace("{bound}", str(self.bounds.entries)), claims)
        return {claim: version for claim, version, action in rows if action == "assert"}

    def all_standing(self) -> list[tuple[str, int]]:
        """Every claim that stands, with its version, in order of version."""
        return list(self._connection.execute(_STANDING, {"bound": self.bounds.entries}))

    def documents_of(self, claims: Collection[str]) -> set[str]:
        """The documents that make claims."""
        return {row[0] for row in select_in(self._connection, "SELECT DISTINCT document FROM claims WHERE id IN (?*)", claims)}

    def claims_in(self, documents: Collection[str]) -> set[str]:
        """The claims that documents make, whether they stand or not."""
        return {row[0] for row in select_in(self._connection, "SELECT DISTINCT id FROM claims WHERE document IN (?*)", documents)}

    def telling(self) -> list[str]:
        """Documents that ever made a claim, as they came in."""
        return [row[0] for row in self._connection.execute("SELECT document FROM claims GROUP BY document ORDER BY min(version)")]

    def of_types(self, versions: Collection[int], event_types: Collection[str]) -> list[int]:
        """Of these versions of claims those of the types."""
        sql = "SELECT version, event_type FROM claims WHERE version IN (?*)"
        return [version for version, kind in select_in(self._connection, sql, versions) if kind in event_types]

    def latest(self, mentions: Collection[str]) -> dict[str, Mention]:
        """Mentions by id, as they were last put on record."""
        sql = "SELECT max(version) FROM mentions WHERE id IN (?*) GROUP BY id"
        versions = [row[0] for row in select_in(self._connection, sql, mentions)]
        return {m.id: m for m in self.mentions(versions).values()}

    def read_as(self, document: str) -> set[str]:
        """The documents that the article of this one was ever read as."""
        sql = "SELECT o.id FROM documents d JOIN documents o ON o.article = d.article WHERE d.id = ?"
        return {row[0] for row in self._connection.execute(sql, (document,))}

    def claims(self, versions: Collection[int]) -> dict[int, Claim]:
        """Claims by version."""
        rows = list(select_in(self._connection, f"SELECT {CLAIM_COLUMNS} FROM claims c WHERE c.version IN (?*)", versions))
        return {row[0]: claim for row, claim in zip(rows, load_claims(self._connection, rows), strict=True)}

    def named(self, versions: Collection[int]) -> Iterator[tuple[int, str, int]]:
        """Which mentions claims name: version of the claim, the mention's id, the mention's version."""
        yield from select_in(self._connection, _NAMED, versions)

    def naming(self, mentions: Collection[str]) -> set[str]:
        """The claims that name mentions, whether they stand or not."""
        return {row[0] for row in select_in(self._connection, _NAMING, mentions)}

    def mentions(self, versions: Collection[int]) -> dict[int, Mention]:
        """Mentions by version."""
        return load_mentions(self._connection, versions)

    def judgements(self, mentions: Collection[str] | None = None) -> list[Judgement]:
        """All judgements, or those that touch mentions, oldest first."""
        if mentions is None:
            sql = f"SELECT seq, {_JUDGEMENT} FROM judgements WHERE seq <= ? ORDER BY seq"
            rows = {row[0]: row for row in self._connection.execute(sql, (self.bounds.judgements,))}
        else:
            rows = {}
            for end in ("left_mention", "right_mention"):
                sql = f"SELECT seq, {_JUDGEMENT} FROM judgements WHERE seq <= ? AND {end} IN (?*)"
                rows |= {row[0]: row for row in select_in(self._connection, sql, mentions, self.bounds.judgements)}
        return [_judgement(rows[seq][1:]) for seq in sorted(rows)]

    def questioned(self) -> list[Judgement]:
        """All judgements of the pairs of which one was ever by a person, or unsure, oldest first."""
        rows = self._connection.execute(_QUESTIONED, {"bound": self.bounds.judgements})
        return [_judgement(row[1:]) for row in rows]

    def told_apart(self) -> list[tuple[str, str]]:
        """Pairs that somebody at some time judged to be different."""
        sql = "SELECT DISTINCT left_mention, right_mention FROM judgements WHERE verdict = 'different' AND seq <= ?"
        return list(self._connection.execute(sql, (self.bounds.judgements,)))

    def documents(self, documents: Collection[str]) -> Mapping[str, tuple[int, Document]]:
        """Documents as last read: their versions and themselves."""
        sql = _VERSIONS.replace("{bound}", str(self.bounds.readings))
        versions: dict[str, int] = dict(select_in(self._connection, sql, documents))
        loaded = load_versions(self._connection, list(versions.values()))
        return {document: (version, loaded[version]) for document, version in versions.items()}


def _judgement(row: tuple[str, ...]) -> Judgement:
    left, right, verdict, score, explanation, by, at = row
    return Judgement(left, right, Verdict(verdict), float(score), explanation, by, from_moment(at))
