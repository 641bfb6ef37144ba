"""The record as of two times: what was so by a day, as far as was known at a moment. Built once for a question, never stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from shiguan.ledger.reader import Reader
from shiguan.records.claim import Claim
from shiguan.records.document import Document
from shiguan.records.judgement import Judgement
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.cluster import cluster
from shiguan.resolve.events import events
from shiguan.resolve.names import NAME_WORDS, NameWords
from shiguan.resolve.profile import members_of
from shiguan.resolve.sources import DocumentText, independent

# Groups are known by the documents that list their members, whatever the question is about.
_MEMBERS_TYPE = "count_claim"


@dataclass(frozen=True, slots=True)
class View:
    """Everything a question is answered from.

    ``entity_of`` goes from a mention's id to its entity, ``entities`` from an entity's id; ``documents`` holds those that
    ``tellings`` come from, by id. ``valid_at`` None: no matter when it was so; ``known_at`` None: as known now.
    """

    record: Reader
    words: NameWords
    valid_at: date | None
    known_at: datetime | None
    entities: Mapping[str, Entity]
    entity_of: Mapping[str, Entity]
    judgements: tuple[Judgement, ...]
    documents: Mapping[str, Document]
    tellings: tuple[Told, ...]
    events: tuple[Event, ...]


def load(
    record: Reader,
    *,
    valid_at: date | None = None,
    known_at: datetime | None = None,
    event_types: Collection[str] | None = None,
    words: NameWords = NAME_WORDS,
) -> View:
    """The view of the record: what was known by ``known_at`` of what had begun by ``valid_at``.

    ``event_types`` reads only claims of these types (and those that list the members of groups), which a question about
    one type needs; None reads all. Events of unknown time had begun when they were first told.
    """
    wanted = None if event_types is None else {*event_types, _MEMBERS_TYPE}
    claims = record.claims(wanted, known_at)
    judgements = record.judgements(known_at)
    entities = cluster(record.mentions(known_at), judgements, members_of(claims))
    entity_of = {mention: entity for entity in entities for mention in entity.mentions}
    documents = record.whole_documents({c.document for c in claims}, known_at)
    tellings = tuple(_told(c, documents[c.document]) for c in claims)
    sources = independent([DocumentText(d.id, d.text) for d in documents.values()])
    found = events(tellings, entity_of, sources)
    return View(
        record=record,
        words=words,
        valid_at=valid_at,
        known_at=known_at,
        entities={e.id: e for e in entities},
        entity_of=entity_of,
        judgements=judgements,
        documents=documents,
        tellings=tellings,
        events=tuple(e for e in found if valid_at is None or _begun(e, valid_at)),
    )


def _told(claim: Claim, document: Document) -> Told:
    span, quote = document.received_quote(claim.evidence.span)
    return Told(claim, document.article.file, document.publisher, document.published_at, span.start, span.end, quote)


def _begun(event: Event, day: date) -> bool:
    if event.valid_time:
        return (event.valid_time.start or date.min) <= day
    published = [t.published_at.start for t in event.tellings if t.published_at and t.published_at.start]
    return not published or min(published) <= day
