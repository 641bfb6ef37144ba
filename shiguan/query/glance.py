"""A name at a glance: what the latest events about it come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from shiguan.ledger.presented import Outline
from shiguan.query.belonging import belonging
from shiguan.query.dossier import Reading, contradictions, readings
from shiguan.query.groups import Definition, defined
from shiguan.query.links import Link
from shiguan.query.money import Money, money_in
from shiguan.query.names import find_entity, with_members
from shiguan.query.posts import TYPES as PEOPLE
from shiguan.query.posts import Post, posts, unnamed
from shiguan.query.rumours import Rumours, day_of, rumours_in
from shiguan.query.scope import EVERYTHING, Scope, outlined
from shiguan.query.timeline import by_time
from shiguan.query.view import View
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity, Event
from shiguan.resolve.conflicts import Conflict

MONEY = ("funding", "valuation", "acquisition", "listing", "bid_wins")
PRODUCTS = ("product_release", "product_shutdown", "price_change")
DISPUTES = ("lawsuit",)
_KIND = {kind: n for n, kinds in enumerate((PEOPLE, MONEY, PRODUCTS, DISPUTES, ("metric",))) for kind in kinds}
"""What is chosen among itself, by event type; all other types are chosen among each other."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What ``events``, the latest of each kind, by time, tell of an entity as of a day; ``earlier`` counts those not looked at.

    All else is what these come to, as in a ``Dossier``; of ``rumours`` those of any fate. ``definition``: of a group.
    """

    entity: Entity
    as_of: date
    events: tuple[Event, ...]
    earlier: int
    linked: tuple[Link, ...]
    definition: Definition | None
    posts: tuple[Post, ...]
    unnamed: tuple[Event, ...]
    money: Money
    readings: tuple[Reading, ...]
    rumours: Rumours
    contradictions: tuple[Conflict, ...]

    def of(self, event_types: Collection[str]) -> tuple[Event, ...]:
        """The events of these types."""
        return tuple(event for event in self.events if event.event_type in event_types)


def glance(
    view: View, name: str, today: date, limit: int, scope: Scope = EVERYTHING, owners: Mapping[str, str] | None = None
) -> Glance:
    """The latest ``limit`` events of each kind about a name, a group's members among them, so that much news of one kind hides
    none of another; ``today`` and ``owners`` as for a dossier. Raises NotFoundError and AmbiguousError.
    """
    entity = find_entity(view, name)
    ids = with_members(view, entity)
    people = frozenset(i for i in ids if view.entities[i].kind is MentionKind.PERSON)
    found = _in_order(view, ids, scope)
    chosen = _of_each_kind(found, limit)
    events = tuple(sorted(view.events_at(chosen), key=by_time))
    as_of = day_of(view, today)
    return Glance(
        entity=entity,
        as_of=as_of,
        events=events,
        earlier=len(found) - len(chosen),
        linked=belonging(view, entity, events),
        definition=defined(view, entity),
        posts=(*posts(events, ids - people), *posts(events, None, people)),
        unnamed=unnamed(events, ids - people),
        money=money_in(view, entity, ids, events, scope),
        readings=readings(view, events, ids),
        rumours=rumours_in(view, events, as_of),
        contradictions=contradictions(view, events, owners or {}),
    )


def latest(view: View, ids: Collection[str], limit: int) -> tuple[Event, ...]:
    """Of the events in which one of the entities plays a role the latest, by time."""
    keys = view.present.latest_with(sorted(view.present.keys(sorted(ids)).values()), limit)
    return tuple(sorted(view.events_at(keys), key=by_time))


def _in_order(view: View, ids: Collection[str], scope: Scope) -> list[Outline]:
    """The events in which one of the entities plays a role, by time."""
    keys = view.present.events_with(sorted(view.present.keys(sorted(ids)).values()))
    return sorted(outlined(view, scope, keys), key=lambda o: (o.start or o.end or "", o.end or "", o.id))


def _of_each_kind(found: list[Outline], limit: int) -> list[int]:
    kinds: dict[int | None, list[int]] = defaultdict(list)
    for outline in found:
        kinds[_KIND.get(outline.event_type)].append(outline.key)
    return [key for keys in kinds.values() for key in keys[-limit:]]
