"""What had been said by a day: events as they were told up to the day the view is as of, whatever is known of them since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from shiguan.query.view import View
from shiguan.records.evidence import Mention
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Told
from shiguan.resolve.agree import may_name
from shiguan.resolve.events import event_of


@dataclass(frozen=True, slots=True)
class Identity:
    """The id of an entity, where nothing else of it is needed."""

    id: str


def identities(view: View, tellings: Iterable[Told]) -> dict[str, Identity]:
    """By mention id, whom the mentions in the tellings name; and by name, what texts in them do (``agree.called``)."""
    claims = [t.claim for t in tellings]
    keys = view.store.entities_of({a.value.id for c in claims for a in c.arguments if isinstance(a.value, Mention)})
    keys |= view.store.entities_by_name({key for c in claims for key in may_name(c)})
    ids = view.present.ids(set(keys.values()))
    return {name: Identity(ids[key]) for name, key in keys.items()}


def published_by(published_at: ValidTime | None, day: date | None) -> bool:
    """Whether what was published then may have been by the day; of unknown time it may, and with no day nothing is too late."""
    start = published_at.start if published_at else None
    return day is None or start is None or start <= day


def said_of(view: View, event_types: Collection[str]) -> tuple[Event, ...]:
    """The events of these types that had been told by the day of the view, and only as told by then; in order of type and id.

    What was told to lie ahead is among them.
    """
    return tuple(_as_told(view, view.events_at(view.present.event_keys(event_types, told=True))))


def said_about(view: View, entities: Collection[str]) -> tuple[Event, ...]:
    """As ``said_of``, of the events in which one of the entities (by id) plays a role."""
    keys = view.present.keys(sorted(set(entities)))
    return tuple(_as_told(view, view.events_at(view.present.events_with(sorted(keys.values()), told=True))))


def _as_told(view: View, events: Iterable[Event]) -> Iterator[Event]:
    for event in events:
        told = [t for t in event.tellings if published_by(t.published_at, view.valid_at)]
        if len(told) == len(event.tellings):
            yield event
        elif told:
            # What it comes to by then: a rumour that was borne out since was a rumour.
            who = identities(view, told)
            names = {one.id: view.entities[one.id].name for one in who.values()}
            source_of = view.sources_of({t.claim.id for t in told})
            yield replace(event_of(told, who, names, source_of), id=event.id)
