"""What happened to somebody or something, in order."""

from __future__ import annotations

from datetime import date

from shiguan.query.names import find_entity, fold, members
from shiguan.query.view import View
from shiguan.query.window import Fall, Window, bounds
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Event
from shiguan.resolve.names import normal


def timeline(view: View, name: str, since: date | None = None, until: date | None = None) -> tuple[Event, ...]:
    """Events in which the entity plays any role, by time; those of unknown time last, by publication.

    For a group, also the events of its members. Events that may fall between ``since`` and ``until`` (both included) are in.
    Raises NotFoundError and AmbiguousError for the name.
    """
    entity = find_entity(view, name)
    wanted = {entity.id}
    if entity.kind is MentionKind.GROUP and (entity.members or view.words.members.get(normal(fold(name)))):
        wanted |= members(view, name)
    window = Window(since, until)
    found = [e for e in view.events if window.holds(e) is not Fall.OUTSIDE and wanted & _players(e)]
    return tuple(sorted(found, key=_order))


def _players(event: Event) -> set[str]:
    return {value.entity for _, values in event.roles for value in values if value.entity}


def _order(event: Event) -> tuple[bool, date, date, str]:
    """By the day it began, an open beginning by its end; what is known to the day before what is known to the year."""
    start, end = bounds(event)
    return (event.valid_time is None, start or end or date.max, end or date.max, event.id)
