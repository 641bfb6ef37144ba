"""Whether two mentions are one entity: said, explained, never erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What was judged; UNSURE keeps the two apart and puts them on the review list."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``left`` and ``right`` are mention ids, ``left < right``; the newest judgement of a pair holds.

    ``explanation`` says in words what spoke for the verdict.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    explanation: str
    judged_by: str
    recorded_at: datetime

    def __post_init__(self) -> None:
        if self.left >= self.right:
            raise ValueError("a judgement names its pair in order, and no mention beside itself")
