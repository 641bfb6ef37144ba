"""What the record comes to, worked out at one go from everything that stands: what the present, kept up bit by bit, must equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from shiguan.ledger.reader import Reader
from shiguan.present.tellings import told
from shiguan.records.evidence import Mention
from shiguan.records.views import Entity, Event
from shiguan.resolve.agree import called
from shiguan.resolve.cluster import cluster
from shiguan.resolve.events import events
from shiguan.resolve.profile import members_of
from shiguan.resolve.sources import DocumentText
from tests.resolve.shelf import independent


def worked_out(record: Reader, known_at: datetime | None = None) -> tuple[tuple[Entity, ...], tuple[Event, ...]]:
    """Entities and events."""
    claims = record.claims(known_at=known_at)
    entities = cluster(record.mentions(known_at), record.judgements(known_at), members_of(claims))
    entity_of = {mention: entity for entity in entities for mention in entity.mentions}
    entity_of |= _by_name({m.id: m for m in record.mentions(known_at)}, entities)
    documents = record.whole_documents({c.document for c in claims}, known_at)
    names = {i: tuple(sorted(m.name for m in record.mentions(known_at) if m.evidence.document == i)) for i in documents}
    sources = independent([DocumentText(i, d.text, d.publisher, names[i]) for i, d in documents.items()])
    texts = {i: d.text for i, d in documents.items()}
    return entities, events([told(c, documents[c.document]) for c in claims], entity_of, sources, texts)


def _by_name(mentions: Mapping[str, Mention], entities: Sequence[Entity]) -> dict[str, Entity]:
    """The entities that are the only ones of their kind and name, by these."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for key in {called(entity.kind, mentions[m].name) for m in entity.mentions}:
            found[key].append(entity)
    return {key: several[0] for key, several in found.items() if len(several) == 1}
