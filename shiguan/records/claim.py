"""What one sentence of one document says about one event; and what was refused for want of evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from shiguan.ids import content_id
from shiguan.records.evidence import Argument, Evidence
from shiguan.records.time import ValidTime


class Certainty(StrEnum):
    """How sure the text is (gold/GUIDELINE's rule: rumoured needs a hedge, confirmed needs the party's own word)."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    RUMOURED = "rumoured"
    DENIED = "denied"
    PLANNED = "planned"
    FORECAST = "forecast"
    OPINION = "opinion"


class Polarity(StrEnum):
    """Whether the event named by the type is said to happen or not to happen."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. ``speaker`` is who says it where the text names somebody; ``confidence`` is 0 to 1; ``backend`` who read it."""

    event_type: str
    arguments: tuple[Argument, ...]
    valid_time: ValidTime | None
    certainty: Certainty
    polarity: Polarity
    speaker: str | None
    evidence: Evidence
    confidence: float
    backend: str
    _id: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def document(self) -> str:
        """Id of the document that makes the claim."""
        return self.evidence.document

    @property
    def id(self) -> str:
        """Hash of what identifies the claim; who read it and how sure the reader was are no part of it."""
        if self._id is None:
            roles = sorted((a.role, a.text, a.evidence.span.start) for a in self.arguments)
            when = self.valid_time.when if self.valid_time else None
            span = self.evidence.span
            who = self.certainty, self.polarity, self.speaker
            # Worked out once: it is asked for many times over, and nothing it is made of changes.
            object.__setattr__(
                self, "_id", content_id("c", self.document, self.event_type, roles, when, *who, span.start, span.end)
            )
        assert self._id is not None
        return self._id

    def known_as(self, identity: str) -> Self:
        """Itself, its id being known: as it comes off the record it need not be worked out again."""
        object.__setattr__(self, "_id", identity)
        return self

    def values(self, role: str) -> tuple[Argument, ...]:
        """The arguments that play the role, in text order."""
        return tuple(a for a in self.arguments if a.role == role)


@dataclass(frozen=True, slots=True)
class Reject:
    """A proposal that was not let in: what it said, who proposed it, and why it was refused."""

    document: str
    event_type: str
    quote: str
    backend: str
    reason: str
