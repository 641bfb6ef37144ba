"""The log: what the record came to hold, when, and why. Only appended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    """What an entry does with its claim."""

    ASSERT = "assert"
    RETRACT = "retract"


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of articles; ``reader`` names the code and vocabulary that read (a new one reads known articles again)."""

    id: str
    started_at: datetime
    reader: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log; a claim stands at ``known_at`` when its newest entry up to then asserts it."""

    seq: int
    claim: str
    action: Action
    recorded_at: datetime
    run: str
    reason: str
