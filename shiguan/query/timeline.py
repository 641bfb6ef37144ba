"""What happened to somebody or something, in order."""

from __future__ import annotations

from datetime import date

from shiguan.query.names import find_entity, with_members
from shiguan.query.scope import EVERYTHING, Scope, held
from shiguan.query.view import View
from shiguan.query.window import bounds
from shiguan.records.views import Event


def timeline(view: View, name: str, scope: Scope = EVERYTHING) -> tuple[Event, ...]:
    """Events in which the entity plays any role, by time; those of unknown time last, by publication.

    For a group, also the events of its members; of these and of others those that the scope may hold.
    Raises NotFoundError and AmbiguousError for the name.
    """
    entity = find_entity(view, name)
    return tuple(sorted(held(view, scope, view.events_about(with_members(view, entity))), key=by_time))


def by_time(event: Event) -> tuple[bool, date, date, str]:
    """By the day it began, an open beginning by its end; what is known to the day before what is known to the year."""
    start, end = bounds(event)
    return (event.valid_time is None, start or end or date.max, end or date.max, event.id)
