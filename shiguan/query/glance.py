"""A name at a glance: what the latest events about it come to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from shiguan.query.belonging import belonging
from shiguan.query.dossier import contradictions
from shiguan.query.links import Link
from shiguan.query.money import Money, money_in
from shiguan.query.names import find_entity, with_members
from shiguan.query.posts import Post, posts, unnamed
from shiguan.query.rumours import Rumour, day_of, rumours_in
from shiguan.query.scope import EVERYTHING, Scope, outlined
from shiguan.query.timeline import by_time
from shiguan.query.view import View
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity, Event
from shiguan.resolve.conflicts import Conflict


@dataclass(frozen=True, slots=True)
class Glance:
    """What ``events``, by time, tell of an entity as of a day; ``earlier`` counts those before them, which are not looked at.

    All else is what these come to, as in a ``Dossier``; of ``rumours`` those of any fate.
    """

    entity: Entity
    as_of: date
    events: tuple[Event, ...]
    earlier: int
    linked: tuple[Link, ...]
    posts: tuple[Post, ...]
    unnamed: tuple[Event, ...]
    money: Money
    rumours: tuple[Rumour, ...]
    contradictions: tuple[Conflict, ...]

    def of(self, event_types: Collection[str]) -> tuple[Event, ...]:
        """The events of these types."""
        return tuple(event for event in self.events if event.event_type in event_types)


def glance(
    view: View, name: str, today: date, limit: int, scope: Scope = EVERYTHING, owners: Mapping[str, str] | None = None
) -> Glance:
    """The latest ``limit`` events about a name, a group's members among them; ``today`` and ``owners`` as for a dossier.

    Raises NotFoundError and AmbiguousError.
    """
    entity = find_entity(view, name)
    ids = with_members(view, entity)
    events, earlier = latest(view, ids, limit, scope)
    person = entity.kind is MentionKind.PERSON
    as_of = day_of(view, today)
    return Glance(
        entity=entity,
        as_of=as_of,
        events=events,
        earlier=earlier,
        linked=belonging(view, entity, events),
        posts=posts(events, None, ids) if person else posts(events, ids),
        unnamed=() if person else unnamed(events, ids),
        money=money_in(view, entity, ids, events, scope),
        rumours=rumours_in(view, events, as_of),
        contradictions=contradictions(view, events, owners or {}),
    )


def latest(view: View, ids: Collection[str], limit: int, scope: Scope = EVERYTHING) -> tuple[tuple[Event, ...], int]:
    """Of the events in which one of the entities plays a role the latest, by time, and how many are before them."""
    keys = view.present.events_with(sorted(view.present.keys(sorted(ids)).values()))
    found = sorted(outlined(view, scope, keys), key=lambda o: (o.start or o.end or date.min, o.end or date.min, o.id))
    events = view.events_at([outline.key for outline in found[-limit:]])
    return tuple(sorted(events, key=by_time)), max(0, len(found) - limit)
