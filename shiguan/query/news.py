"""What came on record since a moment, at a glance: no more is looked at than the newest lines of the log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from shiguan.ledger.since import Since
from shiguan.query.disputed import known
from shiguan.query.glance import latest
from shiguan.query.rumours import Rumour, day_of, rumoured_of, rumours_in
from shiguan.query.view import View
from shiguan.records.views import Event
from shiguan.resolve.conflicts import Conflict, Severity, conflicts
from shiguan.resolve.fates import Fate

_AROUND = 60
"""Older events, the latest, that new ones are compared with: those of the same people, firms and products."""

_KEPT = 32  # visitors whose last visits are apart


@dataclass(frozen=True, slots=True)
class News:
    """What the newest lines of the log come to.

    Of ``total`` lines ``lines`` were written after ``since``, of which the newest ``seen`` are looked at.
    ``events`` are those of which nothing was known before, newest in the world first; ``told_again`` counts those that were
    known, ``withdrawn`` the claims taken back. ``rumours`` are open ones.
    """

    since: datetime
    total: int
    lines: int
    seen: int
    events: tuple[Event, ...]
    told_again: int
    withdrawn: int
    rumours: tuple[Rumour, ...]
    contradictions: tuple[Conflict, ...]

    def of(self, event_types: Collection[str]) -> tuple[Event, ...]:
        """The new events of these types."""
        return tuple(event for event in self.events if event.event_type in event_types)


@dataclass(slots=True)
class Newsroom:
    """Answers are kept, and given again while the record is what it was: it is what everybody sees first."""

    owners: Mapping[str, str]
    _record: object = None
    _answers: dict[tuple[datetime, int], News] = field(default_factory=dict)

    def news(self, view: View, since: datetime, limit: int, today: date) -> News:
        """As ``news``."""
        record = (view.store.state(), view.valid_at, view.known_at, today)
        if self._record != record:
            self._record, self._answers = record, {}
        if (since, limit) not in self._answers:
            if len(self._answers) >= _KEPT:
                self._answers.clear()
            self._answers[since, limit] = news(view, since, limit, today, self.owners)
        return self._answers[since, limit]


def news(view: View, since: datetime, limit: int, today: date, owners: Mapping[str, str] | None = None) -> News:
    """What came since; of more than ``limit`` lines of the log only the newest are looked at."""
    log, then = Since(view.record.connection, view.known_at), Since(view.record.connection, since)
    lines = max(0, log.bounds.entries - then.bounds.entries)
    touched = log.changed_claims(max(then.bounds.entries, log.bounds.entries - limit)) if lines else set()
    keys = view.present.begun(sorted(set(view.present.events_of_claims(sorted(touched)).values())))
    told = view.events_at(keys)
    before = then.standing({t.claim.id for e in told for t in e.tellings})
    fresh = tuple(e for e in told if not any(t.claim.id in before for t in e.tellings))
    return News(
        since=since,
        total=log.bounds.entries,
        lines=lines,
        seen=min(lines, limit),
        events=tuple(sorted(fresh, key=_newest)),
        told_again=len(told) - len(fresh),
        withdrawn=len(touched) - len(log.standing(touched)),
        rumours=_rumours(view, fresh, day_of(view, today)),
        contradictions=_contradictions(view, told, touched, owners or {}),
    )


def _newest(event: Event) -> tuple[int, str]:
    day = event.valid_time.start or event.valid_time.end if event.valid_time else None
    return (-(day or date.min).toordinal(), event.id)


def _rumours(view: View, events: tuple[Event, ...], as_of: date) -> tuple[Rumour, ...]:
    """The new rumours of which nothing that is told of the same people and products says how they ended."""
    new = {e.id for e in events}
    around = latest(view, rumoured_of(events), _AROUND)
    pool = {e.id: e for e in (*around, *events)}
    found = rumours_in(view, pool.values(), as_of)
    return tuple(r for r in found.rumours if r.fate is Fate.OPEN and r.event.id in new)


def _contradictions(
    view: View, events: tuple[Event, ...], touched: Collection[str], owners: Mapping[str, str]
) -> tuple[Conflict, ...]:
    """The conflicts in which something new takes part, and that cannot all be so."""
    near = latest(view, frozenset[str]().union(*(e.players for e in events)), _AROUND)
    pool = {e.id: e for e in (*near, *events)}
    return tuple(
        c
        for c in conflicts(known(view, tuple(pool[i] for i in sorted(pool)), owners))
        if c.severity is not Severity.COMPATIBLE and any(t.claim.id in touched for side in c.sides for t in side.tellings)
    )
