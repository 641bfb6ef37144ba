"""What happened to somebody or something, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shiguan.query.names import find_entity, with_members
from shiguan.query.scope import EVERYTHING, Scope, outlined
from shiguan.query.view import View
from shiguan.query.window import bounds
from shiguan.records.views import Event

_LAST = date.max.isoformat()


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened to ``name``, in order of time; ``earlier`` counts what happened before and was not asked for."""

    name: str
    events: tuple[Event, ...]
    earlier: int


def timeline(view: View, name: str, scope: Scope = EVERYTHING, limit: int | None = None) -> Timeline:
    """Events in which the entity plays any role, by time; those of unknown time last, by publication.

    For a group, also the events of its members; of these and of others those that the scope may hold. ``limit``: the latest so
    many. Raises NotFoundError and AmbiguousError for the name.
    """
    entity = find_entity(view, name)
    about = view.present.keys(sorted(with_members(view, entity)))
    found = list(outlined(view, scope, view.present.events_with(sorted(about.values()))))
    latest = sorted(found, key=lambda o: (o.start or o.end or _LAST, o.end or _LAST, o.id))[-limit if limit else 0 :]
    events = view.events_at([outline.key for outline in latest])
    return Timeline(entity.name, tuple(sorted(events, key=by_time)), len(found) - len(latest))


def by_time(event: Event) -> tuple[bool, date, date, str]:
    """By the day it began, an open beginning by its end; what is known to the day before what is known to the year."""
    start, end = bounds(event)
    return (event.valid_time is None, start or end or date.max, end or date.max, event.id)
