"""Whom the names of a draft mean on record; and what the record tells of them, the draft's own tellings left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shiguan.errors import AmbiguousError, NotFoundError
from shiguan.query.names import find_entity, fold
from shiguan.query.view import View
from shiguan.records.document import Document
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.copies import Copies
from shiguan.resolve.events import events
from shiguan.resolve.names import normal
from shiguan.resolve.passages import letters
from shiguan.resolve.sources import DocumentText

_ENDS = re.compile(r"[。！？!?；;\n]+")
# So many of the draft's sentences are looked for, and so many places of each looked at.
_SOUGHT = 5
_HITS = 20
_ENOUGH = 200  # characters of a sentence, to find it by


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a name means: the entity, or several of that name (``of`` None), or nobody on record."""

    of: Entity | None
    among: tuple[Entity, ...] = ()


class Cast:
    """The names of a draft as found on record; each is looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[tuple[str, MentionKind | None], Meant] = {}

    def meant(self, name: str, kind: MentionKind | None = None, aliases: Iterable[str] = ()) -> Meant:
        """Whom the name means, of that kind where one is known; ``aliases`` are asked for where it finds nobody."""
        for form in (name, *aliases):
            found = self._meant(form, kind)
            if found.of or found.among:
                return found
        return Meant(None)

    def _meant(self, name: str, kind: MentionKind | None) -> Meant:
        key = (name, kind)
        if key not in self._found:
            self._found[key] = self._look(name, kind)
        return self._found[key]

    def _look(self, name: str, kind: MentionKind | None) -> Meant:
        kinds = tuple(MentionKind) if kind is None else (kind,)
        try:
            return Meant(find_entity(self._view, name, kinds))
        except NotFoundError:
            return Meant(None)
        except AmbiguousError:
            present, asked = self._view.present, normal(fold(name))
            keys = present.entities_named(asked) or present.entities_called(asked)
            fitting = (e for e in self._view.entities_at(sorted(keys)) if e.kind in kinds)
            return Meant(None, tuple(sorted(fitting, key=lambda e: e.id)))


class Others:
    """The record without the draft: what the draft itself, and copies of it, say of a thing is no support for it."""

    def __init__(self, view: View, draft: Document) -> None:
        self._view = view
        self._copies = Copies(self._texts)
        near = self._holding(draft)
        words = letters(draft.text)
        listed = view.record.documents(view.known_at)
        itself = {i for i, d in near.items() if letters(d.text) == words}
        self._itself = itself | {d.document for d in listed if d.article == draft.article.id}
        self._own = dict.fromkeys(self._itself, True)
        self._cut: dict[str, tuple[Event, ...]] = {}
        self._compare(near)

    def about(self, entities: Collection[str]) -> tuple[Event, ...]:
        """The events about the entities (by id), as the others tell them."""
        return self._without(self._view.events_about(entities))

    def of_type(self, event_type: str) -> tuple[Event, ...]:
        """The events of the type, as the others tell them."""
        return self._without(self._view.events_of([event_type]))

    def _holding(self, draft: Document) -> dict[str, Document]:
        """Documents that hold one of the draft's longest sentences: were it on record, it or a copy would."""
        sentences = sorted((s.strip() for s in _ENDS.split(draft.text)), key=len, reverse=True)[:_SOUGHT]
        hits = [h for s in sentences if s for h in self._view.record.search(s[:_ENOUGH], _HITS, self._view.known_at)]
        return self._view.record.whole_documents({h.document for h in hits}, self._view.known_at)

    def _texts(self, documents: Collection[str]) -> Mapping[str, DocumentText]:
        loaded = self._view.record.whole_documents(documents, self._view.known_at)
        names = self._view.store.names_in(documents)
        return {i: DocumentText(i, d.text, d.publisher, names.get(i, ())) for i, d in loaded.items()}

    def _compare(self, documents: Iterable[str]) -> None:
        """Find out which of the documents are copies of the draft, where that is on record itself."""
        for document in documents:
            if self._itself and document not in self._own:
                found = self._copies.among([document, min(self._itself)])
                self._own[document] = len(set(found.values())) == 1

    def _without(self, told: Sequence[Event]) -> tuple[Event, ...]:
        """The events with no telling of the draft's in them; those that only it tells are gone."""
        if not self._itself:
            return tuple(told)
        for event in told:
            if event.id not in self._cut:
                self._cut[event.id] = self._kept(event)
        return tuple(kept for event in told for kept in self._cut[event.id])

    def _kept(self, event: Event) -> tuple[Event, ...]:
        documents = {t.claim.document for t in event.tellings}
        # A copy tells what the draft tells: only beside the draft can there be one.
        if not documents.isdisjoint(self._itself):
            self._compare(documents)
        tellings = tuple(t for t in event.tellings if not self._own.get(t.claim.document))
        if len(tellings) == len(event.tellings):
            return (event,)
        named = {a.value.id for t in tellings for a in t.claim.arguments if isinstance(a.value, Mention)}
        known = {i: self._view.entity_of[i] for i in named if i in self._view.entity_of}
        told_in = {t.claim.document for t in tellings}
        texts = {i: d.text for i, d in self._texts(told_in).items()}
        return tuple(replace(e, id=event.id) for e in events(tellings, known, self._copies.among(told_in), texts))


def first_naming(told_events: Iterable[Event], entity: Entity, entity_of: Mapping[str, Entity]) -> Told | None:
    """The first telling, by publication, that names the entity."""
    naming = [
        told
        for event in told_events
        for told in event.tellings
        if any(isinstance(a.value, Mention) and entity_of.get(a.value.id) == entity for a in told.claim.arguments)
    ]
    return min(naming, key=lambda t: (t.published_at.when if t.published_at else "~", t.file, t.start, t.claim.id), default=None)
