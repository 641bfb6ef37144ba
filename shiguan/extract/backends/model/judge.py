"""Whether what one reader or both saw is so: a small logistic model over who saw it and how surely, fitted by training/judge.py."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from shiguan.extract.backends.rules.scene import Finding

BOTH, MODEL, RULES = "rules+model", "model", "rules"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A finding with what speaks for and against it.

    ``event`` is how likely the network finds such an event in the sentence, ``support`` how likely its least sure key
    participant, ``rules`` what the rules say of theirs; each 0 to 1 and None where that reader says nothing.
    """

    finding: Finding
    by: str
    event: float | None = None
    support: float | None = None
    rules: float | None = None
    rivalled: bool = False

    def features(self) -> dict[str, float]:
        """By name; what is not told is 0, which is the log-odds of not knowing."""
        kind = self.finding.event_type
        found = {
            "": 1.0,
            f"{kind}": 1.0,
            "event": logit(self.event),
            "support": logit(self.support),
            "rules": logit(self.rules),
            "rivalled": float(self.rivalled),
            "understood": float(any(r.item.span is None and r.role in ("org", "person", "subject") for r in self.finding.roles)),
            "short": float(self.finding.evidence.end - self.finding.evidence.start < _SHORT),
        }
        return {f"{self.by}:{name}": value for name, value in found.items()}


_SHORT = 12


def logit(p: float | None) -> float:
    """Log-odds, kept within ±5."""
    if p is None:
        return 0.0
    p = min(max(p, 0.0067), 0.9933)
    return math.log(p / (1 - p))


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights by feature; ``at_least`` by event type is how likely a claim must be to be let in, "" for the others."""

    weights: Mapping[str, float]
    at_least: Mapping[str, float]

    def probability(self, sighting: Sighting) -> float:
        """That the finding is so."""
        odds = sum(self.weights.get(name, 0.0) * value for name, value in sighting.features().items())
        return 1.0 / (1.0 + math.exp(-odds))

    def lets_in(self, sighting: Sighting, probability: float) -> bool:
        """Whether a finding of that probability becomes a claim."""
        return probability >= self.at_least.get(sighting.finding.event_type, self.at_least.get("", 0.5))
