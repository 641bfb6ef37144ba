"""All that was read in one document."""

from __future__ import annotations

from dataclasses import dataclass

from shiguan.records.claim import Claim, Reject
from shiguan.records.evidence import Mention


@dataclass(frozen=True, slots=True)
class Extraction:
    """``mentions`` holds each mention that an argument of ``claims`` names, once; ``rejects`` what was refused."""

    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    rejects: tuple[Reject, ...]
