"""All that is on record, passing by: a few documents' claims, events or entities are held at a time, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from shiguan.query.view import View
from shiguan.records.evidence import Mention
from shiguan.records.views import Entity, Told

_DOCUMENTS = 100
_ENTITIES = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim that stands; the id of the event it tells (None: not yet begun), and the entities of its mentions by their ids."""

    told: Told
    event: str | None
    entities: Mapping[str, str]


def standing_of(view: View, told: Told, event: str | None) -> Standing:
    """One claim of the event of that id."""
    named = {a.value.id for a in told.claim.arguments if isinstance(a.value, Mention)}
    return Standing(told, event, {m: view.entity_of[m].id for m in sorted(named) if m in view.entity_of})


def standing(view: View) -> Iterator[Standing]:
    """Every claim, by file, document and place."""
    documents = iter(view.present.documents_by_file())
    while batch := list(islice(documents, _DOCUMENTS)):
        order = {document: place for place, document in enumerate(batch)}
        told = sorted(view.tellings_in(batch), key=lambda t: (order[t.claim.document], t.start, t.end, t.claim.id))
        numbers = view.present.events_of_claims([t.claim.id for t in told])
        events = {outline.key: outline.id for outline in view.present.outlines(view.present.begun(sorted(set(numbers.values()))))}
        named = {a.value.id for t in told for a in t.claim.arguments if isinstance(a.value, Mention)}
        keys = view.store.entities_of(named)
        ids = view.present.ids(set(keys.values()))
        for one in told:
            mentions = [a.value.id for a in one.claim.arguments if isinstance(a.value, Mention) and a.value.id in keys]
            yield Standing(one, events.get(numbers.get(one.claim.id, -1)), {m: ids[keys[m]] for m in mentions})


def entities(view: View) -> Iterator[Entity]:
    """Every entity, by kind, name and id."""
    keys = iter(view.present.all_entities())
    while batch := list(islice(keys, _ENTITIES)):
        yield from view.entities_at(batch)
