"""Event readers that a pattern cannot express; each takes a scene and gives findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shiguan.extract.backends.rules.events import acquisitions, counts, funding, layoffs, metric, moves, posts, ranks, releases
from shiguan.extract.backends.rules.scene import Finding, Scene

READERS: tuple[Callable[[Scene], Iterable[Finding]], ...] = (
    counts.read,
    funding.read,
    metric.read,
    ranks.read,
    moves.read,
    posts.read,
    releases.read,
    acquisitions.read,
    layoffs.read,
)
