"""How the learning rate goes over a run."""

from __future__ import annotations


def rate(done: float, level: float) -> float:
    """The share of the learning rate after a share of the run: up over a twentieth, level until ``level``, then down to nothing."""
    return min(done / 0.05 + 0.001, 1.0, max(0.0, 1.0 - done) / (1.0 - level) if level < 1 else 1.0)
