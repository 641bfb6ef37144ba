"""What people corrected: claims that a person took back or put back, whether they stand or not."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from shiguan.ledger.claims import CLAIM_COLUMNS, load_claims
from shiguan.ledger.rows import from_moment
from shiguan.records.claim import Claim
from shiguan.records.entry import Action

_CORRECTED = f"""
SELECT e.action, e.reason, u.reader, e.recorded_at, {CLAIM_COLUMNS}
FROM entries e JOIN claims c ON c.version = e.version JOIN runs u ON u.id = e.run
WHERE e.origin = 'correction' AND e.seq <= :bound
AND NOT EXISTS (SELECT 1 FROM entries n WHERE n.claim = e.claim AND n.seq > e.seq AND n.seq <= :bound)
ORDER BY e.seq
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim that a person said does not stand (RETRACT) or does (ASSERT), why, who and when; the newest word on it."""

    claim: Claim
    action: Action
    reason: str
    by: str
    recorded_at: datetime


def corrections(connection: sqlite3.Connection, bound: int) -> tuple[Correction, ...]:
    """The corrections that hold, up to an entry's seq, oldest first."""
    rows = list(connection.execute(_CORRECTED, {"bound": bound}))
    claims = load_claims(connection, [row[4:] for row in rows])
    return tuple(
        Correction(claim, Action(action), reason, by, from_moment(at))
        for claim, (action, reason, by, at, *_) in zip(claims, rows, strict=True)
    )
