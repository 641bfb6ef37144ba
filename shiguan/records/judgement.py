"""Whether two mentions are one entity: said, explained, taken back, never erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from shiguan.ids import content_id

_UNDO = "undo "
_BY = " by "


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

    @property
    def id(self) -> str:
        """Hash of who judged what when; of a judgement on record, as it is on record."""
        at = self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
        return content_id("j", self.left, self.right, self.verdict, self.explanation, self.judged_by, at)

    @property
    def undoes(self) -> str | None:
        """Id of the judgement that this one takes back; None for one that judges."""
        return self.judged_by.removeprefix(_UNDO).partition(_BY)[0] if self.judged_by.startswith(_UNDO) else None

    @property
    def by(self) -> str:
        """Who judged, or took back."""
        return self.judged_by.partition(_BY)[2] if self.undoes else self.judged_by


def undo(judgement: Judgement, reason: str, by: str, at: datetime) -> Judgement:
    """What takes a judgement back: appended like any other, it leaves the pair as it was without it, and may be taken back too."""
    judged_by = f"{_UNDO}{judgement.id}{_BY}{by}"
    return Judgement(judgement.left, judgement.right, Verdict.UNSURE, 0.0, reason, judged_by, at)
