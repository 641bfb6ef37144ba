"""Claims that stand, some at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shiguan.query.names import find_entity
from shiguan.query.view import View
from shiguan.records.evidence import Mention
from shiguan.records.views import Told


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims: of an event type, of events in which somebody of that name plays a role, of a document (by id); None: all."""

    event_type: str | None = None
    name: str | None = None
    document: str | None = None


def claims_after(view: View, claim: str, limit: int | None, wanted: Wanted) -> tuple[tuple[Told, str | None], ...]:
    """At most ``limit`` claims (None: all) in order of id, after the id ``claim``, each with the id of the event that it tells.

    Ids come from content: what comes in meanwhile may lie before or after, and each claim is given once.
    NotFoundError and AmbiguousError where the name is none, or several.
    """
    entity = None if wanted.name is None else find_entity(view, wanted.name).id
    key = None if entity is None else view.present.keys([entity])[entity]
    ids = view.present.claims_after(claim, limit, wanted.event_type, key, wanted.document)
    told = sorted(view.tellings_of(ids), key=lambda t: t.claim.id)
    view.entity_of.bring({mention for t in told for mention in _mentioned(t)})
    events = view.present.events_of_claims(ids)
    named = {seen.key: seen.id for seen in view.present.events(sorted(set(events.values())))}
    return tuple((t, named.get(events.get(t.claim.id, -1))) for t in told)


def _mentioned(told: Told) -> Iterator[str]:
    return (a.value.id for a in told.claim.arguments if isinstance(a.value, Mention))
