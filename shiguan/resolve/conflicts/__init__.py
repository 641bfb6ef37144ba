"""Where tellings disagree: every conflict among events, with its sides and the likely cause. Shown, never settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from shiguan.records.views import Event
from shiguan.resolve.conflicts import counts, deeds, figures, order, people, sweeping, within
from shiguan.resolve.conflicts.grounds import Ground, Whose
from shiguan.resolve.conflicts.records import Cause, Conflict, ConflictKind, Known, Severity, Side

__all__ = ["Cause", "Conflict", "ConflictKind", "Known", "Severity", "Side", "conflicts"]

_RULES: tuple[Callable[[Known], Iterator[Conflict]], ...] = (
    within.times,
    within.denials,
    within.stages,
    within.parties,
    within.sums,
    figures.valuations,
    figures.rounds,
    figures.metrics,
    figures.ranks,
    counts.counts,
    counts.against_record,
    sweeping.exceptions,
    people.titles,
    people.spellings,
    people.founders,
    people.holders,
    people.twice,
    people.posts_only,
    deeds.reversals,
    deeds.returns,
    deeds.denied_deals,
    deeds.teams,
    deeds.cases,
    deeds.forecasts,
    order.sequences,
    order.impossible,
    order.stale,
)


def conflicts(known: Known) -> tuple[Conflict, ...]:
    """Every conflict once, gravest first, then the latest; whatever the order of the events."""
    gravity = list(Severity)
    once: dict[tuple[object, ...], Conflict] = {}
    for rule in _RULES:
        for found in rule(known):
            sentences = frozenset((t.file, t.start, t.end) for side in found.sides for t in side.tellings)
            key = (found.kind, sentences)
            if key not in once or gravity.index(found.severity) < gravity.index(once[key].severity):
                once[key] = found
    return tuple(sorted(once.values(), key=lambda c: (gravity.index(c.severity), -c.published.toordinal(), c.kind, _first(c))))


def grounds(event: Event, whose: Whose) -> frozenset[Ground]:
    """Where the event may be in conflict: with others on a ground where not all say the same, or by itself (``HERE``)."""
    by_rule = (rules.grounds(event, whose) for rules in (within, figures, counts, people, deeds))
    return frozenset(chain(*by_rule, sweeping.grounds(event), order.grounds(event)))


def _first(found: Conflict) -> str:
    return min(t.claim.id for side in found.sides for t in side.tellings)
