"""Why the record says what it says: back from a claim, an event or an entity to the text and the judgements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from shiguan.errors import AmbiguousError, NotFoundError
from shiguan.query.belonging import belonging
from shiguan.query.links import Link
from shiguan.query.view import View
from shiguan.records.claim import Reject
from shiguan.records.document import Document, Repair, Span
from shiguan.records.entry import Entry
from shiguan.records.judgement import Judgement
from shiguan.records.views import Entity, Event, Told

_LISTED = 8


@dataclass(frozen=True, slots=True)
class ClaimExplained:
    """A claim's ``sentence`` as read and as ``received``, the ``repairs`` made in it, and what happened to the claim on record.

    ``event`` is the one it tells; None while the view does not reach it. ``otherwise`` is what else a reader proposed of the
    sentence and was not let in.
    """

    told: Told
    sentence: str
    received: str
    repairs: tuple[Repair, ...]
    entries: tuple[Entry, ...]
    event: Event | None
    otherwise: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class EventExplained:
    """An event: who tells it is in its tellings, and how many say what in its roles' values."""

    event: Event


@dataclass(frozen=True, slots=True)
class EntityExplained:
    """An entity, the judgements between its own mentions, those that keep others apart from it, and what it belongs to."""

    entity: Entity
    within: tuple[Judgement, ...]
    apart: tuple[Judgement, ...]
    links: tuple[Link, ...] = ()


Explained: TypeAlias = ClaimExplained | EventExplained | EntityExplained


def explain(view: View, id_prefix: str) -> Explained:
    """What is behind the claim, event or entity whose id begins so.

    Raises NotFoundError (also for a claim that no longer stands, with the reason) and AmbiguousError, which lists what fits.
    """
    claims = view.present.claims_by_id(id_prefix, _LISTED + 1)
    events = [e.id for e in view.events_at(view.present.events_by_id(id_prefix, _LISTED + 1))]
    entities = [e.id for e in view.entities_at(view.present.entities_by_id(id_prefix, _LISTED + 1))]
    fitting = sorted([*claims, *events, *entities])
    if not id_prefix or len(fitting) > 1:
        listed = ", ".join(fitting[:_LISTED]) or "everything"
        raise AmbiguousError(f"{id_prefix!r} begins several ids: {listed}{' …' if len(fitting) > _LISTED else ''}")
    if claims:
        return _claim(view, view.tellings_of(claims)[0])
    if events:
        return EventExplained(_event(view, events[0]))
    if entities:
        return _entity(view, view.entities[entities[0]])
    raise NotFoundError(_missing(view, id_prefix))


def _event(view: View, event_id: str) -> Event:
    found = view.event(event_id)
    assert found is not None  # it was found by its id just now
    return found


def _claim(view: View, told: Told) -> ClaimExplained:
    document = view.documents[told.claim.document]
    sentence = sentence_at(document, told.claim.evidence.span)
    received, text = document.received_quote(sentence)
    return ClaimExplained(
        told=told,
        sentence=sentence.of(document.text),
        received=text,
        repairs=tuple(r for r in document.repairs if r.received.overlaps(received)),
        entries=tuple(e for e in view.record.entries(told.claim.id) if not view.known_at or e.recorded_at <= view.known_at),
        event=view.event_telling(told.claim.id),
        otherwise=tuple(r for r in view.record.rejects(document.id, view.known_at) if r.quote in sentence.of(document.text)),
    )


def sentence_at(document: Document, span: Span) -> Span:
    """The sentence or sentences of the document that hold the span (read coordinates)."""
    from shiguan.extract.sentences import split  # brings the readers with it, which no other question needs

    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    line = document.text[start : len(document.text) if end < 0 else end]
    held = [Span(start + s.start, start + s.end) for s in split(line)]
    held = [s for s in held if s.overlaps(span)]
    return Span(min(held[0].start, span.start), max(held[-1].end, span.end)) if held else span


def _entity(view: View, entity: Entity) -> EntityExplained:
    mine = set(entity.mentions)
    touching = view.judgements_of(mine)
    within = tuple(j for j in touching if {j.left, j.right} <= mine)
    apart = tuple(j for j in touching if not {j.left, j.right} <= mine)
    return EntityExplained(entity, within, apart, belonging(view, entity))


def _missing(view: View, id_prefix: str) -> str:
    """What to say of an id that is not in the view: perhaps it was, and was taken back."""
    for claim in view.record.claim_ids(id_prefix)[:1]:
        known = [e for e in view.record.entries(claim) if not view.known_at or e.recorded_at <= view.known_at]
        if known:
            return f"claim {claim} does not stand: {known[-1].reason}"
    return f"nothing on record has an id that begins with {id_prefix!r}"
