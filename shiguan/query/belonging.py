"""All that belongs with a name: its products or maker, its units or house, the groups it is in, its members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from shiguan.errors import AmbiguousError, NotFoundError
from shiguan.query.links import Link, LinkKind, in_order, links
from shiguan.query.names import find_entity, with_members
from shiguan.query.view import View
from shiguan.records.claim import Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity, Event
from shiguan.resolve.names import normal


def belonging(view: View, entity: Entity, events: Sequence[Event] | None = None) -> tuple[Link, ...]:
    """The entity's ``links``, its members if it is a group, and the groups it is in; ``events`` may tell so (None: all)."""
    about = view.events_about([entity.id]) if events is None else events
    return tuple(sorted((*links(view, entity, about), *_in_groups(view, entity, about)), key=in_order))


def groups_of(view: View, ids: Collection[str], events: Iterable[Event]) -> tuple[Entity, ...]:
    """The groups that list one of the entities (whose ``events`` these are) as a member, in documents or the user's names."""
    return tuple(view.entities[group] for group in _groups(view, ids, events))


def _in_groups(view: View, entity: Entity, events: Iterable[Event]) -> Iterator[Link]:
    """The members of a group, and the groups the entity is in."""
    for member in sorted(with_members(view, entity) - {entity.id}):
        yield Link(LinkKind.GROUP_OF, view.entities[member], "listed in it", ())
    for group, told in _groups(view, {entity.id}, events).items():
        yield Link(LinkKind.MEMBER_OF, view.entities[group], "listed in it" if told else "known names say so", told)


def _groups(view: View, ids: Collection[str], events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """The groups, by id in order, that one of the entities is a member of, with the events that list it."""
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        lists = event.event_type == "count_claim" and event.polarity is Polarity.AFFIRMED
        if lists and any(v.entity in ids for v in event.role("members")):
            for value in event.role("subject"):
                if value.entity and view.entities[value.entity].kind is MentionKind.GROUP:
                    told[value.entity].append(event)
    found = {group.id: () for group in _groups_by_users(view, ids)} | {group: tuple(listing) for group, listing in told.items()}
    return {group: found[group] for group in sorted(found) if group not in ids}


def _groups_by_users(view: View, ids: Collection[str]) -> Iterator[Entity]:
    mine = {normal(form) for i in ids for form in (view.entities[i].name, *view.entities[i].aliases)}
    for group, listed in view.words.members.items():
        if mine & {normal(member) for member in listed}:
            try:
                yield find_entity(view, group, (MentionKind.GROUP,))
            except (NotFoundError, AmbiguousError):
                continue
