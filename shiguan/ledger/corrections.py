"""What people corrected: claims that a person took back or put back, whether they stand or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shiguan.ledger.claims import CLAIM_COLUMNS, load_claims
from shiguan.ledger.rows import from_moment, select_in
from shiguan.records.claim import Claim
from shiguan.records.entry import Action

_SAID = f"""
SELECT e.action, e.reason, u.reader, e.recorded_at, {CLAIM_COLUMNS}
FROM entries e JOIN claims c ON c.version = e.version JOIN runs u ON u.id = e.run
WHERE e.origin = 'correction'
"""
_CORRECTED = f"""
{_SAID} AND +e.seq <= :bound
AND NOT EXISTS (SELECT 1 FROM entries n WHERE n.claim = e.claim AND n.seq > e.seq AND n.seq <= :bound)
ORDER BY e.seq
"""
_SAID_OF = f"{_SAID} AND e.seq <= ? AND e.claim IN (?*) ORDER BY e.seq"


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim that a person said does not stand (RETRACT) or does (ASSERT), why, who and when."""

    claim: Claim
    action: Action
    reason: str
    by: str
    recorded_at: datetime


def corrections(connection: sqlite3.Connection, bound: int) -> tuple[Correction, ...]:
    """The corrections that hold, up to an entry's seq, oldest first: each the newest word on its claim."""
    return _loaded(connection, list(connection.execute(_CORRECTED, {"bound": bound})))


def said_of(connection: sqlite3.Connection, claims: Collection[str], bound: int) -> tuple[Correction, ...]:
    """Everything that people ever said of these claims, up to an entry's seq; of each claim oldest first."""
    return _loaded(connection, list(select_in(connection, _SAID_OF, claims, bound)))


def _loaded(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> tuple[Correction, ...]:
    claims = load_claims(connection, [row[4:] for row in rows])
    return tuple(
        Correction(claim, Action(action), reason, by, from_moment(at))
        for claim, (action, reason, by, at, *_) in zip(claims, rows, strict=True)
    )
