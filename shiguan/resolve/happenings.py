"""Which events are counted once: told so differently that they stay apart, but of one person at one organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# The role that says whose event it is, first told first.
ROLES_OF: Mapping[str, tuple[str, ...]] = {
    "org": ("org", "subject", "target", "defendant", "orgs"),
    "person": ("person", "speaker"),
    "destination": ("destination_org", "destination_activity"),
}
# Of one person and one organisation, each of these is counted once, unless the times are clearly apart.
ONCE = frozenset({"departure", "membership", "founding"})
_CLEARLY_APART_DAYS = 365


@dataclass(frozen=True, slots=True)
class Summary:
    """What of an event decides with which others it is counted.

    ``person`` and ``org``: ids, or what the text says; ``start`` to ``end``: when it may have happened (an event of unknown
    time, not ``dated``: up to its first publication); ``firm``: reported or confirmed to happen; ``counts`` False for what is
    said not to be so.
    """

    key: int
    id: str
    event_type: str
    person: int | None
    org: int | str | None
    dated: bool
    start: date | None
    end: date | None
    firm: bool
    counts: bool
    sources: int
    tellings: int


def happenings(events: Iterable[Summary]) -> dict[int, int]:
    """Key of each event → key of the best told event that it is counted with, its own where it is counted by itself."""
    kept: list[Summary] = []
    found: dict[int, int] = {}
    ranked = sorted(events, key=lambda e: (not e.firm, e.org is None, -e.sources, -e.tellings, e.id))
    for event in ranked:
        same = next((k for k in kept if _one(k, event)), None) if event.event_type in ONCE and event.counts else None
        if same is None and event.event_type in ONCE and event.counts:
            kept.append(event)
        found[event.key] = event.key if same is None else same.key
    return found


def _one(left: Summary, right: Summary) -> bool:
    if left.event_type != right.event_type or left.person is None or left.person != right.person:
        return False
    if left.org is not None and right.org is not None and left.org != right.org:
        return False
    gaps = [(b - a).days for a, b in ((left.end, right.start), (right.end, left.start)) if a and b]
    return max(gaps, default=0) <= _CLEARLY_APART_DAYS
