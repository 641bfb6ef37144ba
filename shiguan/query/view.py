"""The record as of two times: what was so by a day, as far as was known at a moment. Only what is asked for is loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import Self, TypeVar, overload

from shiguan.clock import now
from shiguan.errors import ReadOnlyError
from shiguan.ledger.connection import snapshot
from shiguan.ledger.present import PresentStore
from shiguan.ledger.presented import EventSeen, PresentReader, ToldRow
from shiguan.ledger.reader import Reader
from shiguan.ledger.rows import in_bulk
from shiguan.ledger.since import Since
from shiguan.present import keep, past
from shiguan.records.document import Document
from shiguan.records.evidence import MentionKind
from shiguan.records.judgement import Judgement
from shiguan.records.views import Entity, Event, RoleValue, Told
from shiguan.resolve.cluster import members
from shiguan.resolve.events import told_order
from shiguan.resolve.names import NAME_WORDS, NameWords
from shiguan.resolve.profile import members_of

Held = TypeVar("Held")
_BATCH = 500  # events loaded at a time, where all pass by


class View:
    """Everything a question is answered from.

    ``entity_of`` goes from a mention's id to its entity, ``entities`` from an entity's id; ``documents`` holds those on record,
    by id. ``valid_at`` None: no matter when it was so; ``known_at`` None: as known now. What is loaded is kept: a view of a
    moment never changes, and one of now is of the moment it was made.
    """

    def __init__(self, live: Reader, store: PresentStore, valid_at: date | None, known_at: datetime | None, words: NameWords):
        self._live = live
        self.record = Reader(store.connection)
        self.words = words
        self.valid_at = valid_at
        self.known_at = known_at
        self.present = PresentReader(store, valid_at)
        self.store = store
        self._since = Since(store.connection, known_at)
        self._events: dict[int, Event] = {}
        self.entities: Lazy[Entity] = Lazy(self._entities_by_id, self._all_entities)
        self.entity_of: Lazy[Entity] = Lazy(self._entities_by_mention, None)
        self.documents: Lazy[Document] = Lazy(self._documents_by_id, self.present.documents)

    def close(self) -> None:
        """Let go of the moment that the view is of; what was not loaded yet cannot be any more."""
        self.store.close()
        if self.store.connection is not self._live.connection:
            self.store.connection.close()

    def is_current(self) -> bool:
        """Whether the record has nothing new since the view was made; a view of the past is as it is."""
        return self.known_at is not None or Since(self._live.connection).bounds == self._since.bounds

    @property
    def lines(self) -> int:
        """How many lines the log of the record has."""
        return self._since.bounds.entries

    def events_of(self, event_types: Collection[str]) -> tuple[Event, ...]:
        """The events of these types, in order of type and id."""
        return self.events_at(self.present.event_keys(event_types))

    def events_about(self, entities: Collection[str]) -> tuple[Event, ...]:
        """The events in which one of the entities (by id) plays a role, in order of type and id."""
        keys = self.present.keys(sorted(set(entities)))
        return self.events_at(self.present.events_with(sorted(keys.values())))

    def event(self, event_id: str) -> Event | None:
        """The event of that id."""
        found = self.events_at(self.present.events_by_id(event_id, 1))
        return next((e for e in found if e.id == event_id), None)

    def event_telling(self, claim_id: str) -> Event | None:
        """The event that a claim tells; None where the claim does not stand, or the event had not begun."""
        keys = self.present.begun(list(self.present.events_of_claims([claim_id]).values()))
        return next(iter(self.events_at(keys)), None)

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, in order of type and id."""
        return self.events_at(self.present.event_keys())

    @cached_property
    def tellings(self) -> tuple[Told, ...]:
        """All claims that stand, as told, by document and place."""
        return self._told(self.present.told_of_claims(None))

    def tellings_of(self, claims: Collection[str]) -> tuple[Told, ...]:
        """Of these claims those that stand, as told, by document and place."""
        return self._told(self.present.told_of_claims(sorted(claims)))

    def tellings_in(self, documents: Collection[str]) -> tuple[Told, ...]:
        """What documents tell, by document and place."""
        return self.tellings_of(self.present.claims_in(documents))

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, oldest first."""
        return tuple(self._since.judgements())

    @cached_property
    def judgements_questioned(self) -> tuple[Judgement, ...]:
        """All judgements of the pairs of which one was ever by a person, or unsure, oldest first."""
        return tuple(self._since.questioned())

    def judgements_of(self, mentions: Collection[str]) -> tuple[Judgement, ...]:
        """The judgements that touch mentions, oldest first."""
        return tuple(self._since.judgements(sorted(mentions)))

    def sources_of_documents(self, documents: Collection[str]) -> dict[str, str]:
        """From the ids of documents to their sources: those that tell an event together and are copies of one text share one."""
        return self.store.sources(documents)

    def sources_of(self, claims: Collection[str]) -> dict[str, str]:
        """From the ids of claims to the independent source that each is of, among all that tell its event."""
        return self.store.sources_of_claims(claims)

    def events_at(self, keys: Collection[int]) -> tuple[Event, ...]:
        """Events by number, in order of type and id."""
        missing = [k for k in keys if k not in self._events]
        if missing:
            self._events.update(self._loaded(missing))
        return tuple(sorted((self._events[k] for k in keys), key=lambda e: (e.event_type, e.id)))

    def events_passing(self) -> Iterator[Event]:
        """All events, in order of type and id; none of them is kept, however many there are."""
        keys = iter(self.present.event_keys_in_order())
        while batch := list(islice(keys, _BATCH)):
            loaded = self._loaded(batch)
            yield from (loaded[key] for key in batch)

    def _loaded(self, keys: Collection[int]) -> dict[int, Event]:
        told: dict[int, list[ToldRow]] = defaultdict(list)
        with in_bulk():
            for row in self.present.told_of_events(keys):
                told[row.event].append(row)
            whole = {t.claim.id: t for t in self._told([row for rows in told.values() for row in rows])}
            return self._events_of(keys, {key: [whole[row.claim] for row in rows] for key, rows in told.items()})

    def _events_of(self, keys: Collection[int], told: Mapping[int, list[Told]]) -> dict[int, Event]:
        seen = self.present.events(keys)
        ids = self.present.ids({e for s in seen for values in s.values.values() for _, e, _ in values if e is not None})
        return {one.key: _event(one, ids, told.get(one.key, [])) for one in seen}

    def outlines_of(self, event_types: Collection[str]) -> tuple[Event, ...]:
        """The events of these types without their tellings, where what they come to is enough; in order of type and id."""
        with in_bulk():
            return tuple(self._events_of(self.present.event_keys(event_types), {}).values())

    def events_in_order(self, keys: Sequence[int]) -> tuple[Event, ...]:
        """Events by number, in the order of the numbers."""
        self.events_at(keys)
        return tuple(self._events[k] for k in keys)

    def _told(self, rows: Collection[ToldRow]) -> tuple[Told, ...]:
        with in_bulk():
            claims = self._since.claims([row.version for row in rows])
        found = [Told(claims[r.version], r.file, r.publisher, r.published_at, r.start, r.end, r.quote) for r in rows]
        return tuple(sorted(found, key=lambda t: (t.claim.document, t.claim.evidence.span, t.claim.id)))

    def _entities_by_id(self, ids: Collection[str]) -> dict[str, Entity]:
        return {e.id: e for e in self.entities_at(self.present.keys(ids).values())}

    def _entities_by_mention(self, mentions: Collection[str]) -> dict[str, Entity]:
        keys = self.store.entities_of(mentions)
        ids = self.present.ids(set(keys.values()))
        return {mention: self.entities[ids[key]] for mention, key in keys.items()}

    def _all_entities(self) -> list[str]:
        keys = self.present.all_entities()
        ids = self.present.ids(keys)
        return [ids[k] for k in keys]

    def _documents_by_id(self, ids: Collection[str]) -> dict[str, Document]:
        return {i: d for i, (_, d) in self._since.documents(ids).items()}

    def entities_at(self, keys: Collection[int]) -> tuple[Entity, ...]:
        """Entities by number, in their order."""
        rows = self.store.entity_rows(keys)
        forms: dict[int, set[str]] = defaultdict(set)
        for form in self.store.forms(keys):
            forms[form.entity].add(form.form)
        found = []
        for key in keys:
            row = rows[key]
            mentions = _Mentions(self.store, key, row.mentions)
            listed = self._members(mentions) if row.kind == MentionKind.GROUP else ()
            aliases = tuple(sorted(forms[key] - {row.name}))
            found.append(Entity(row.id, MentionKind(row.kind), row.name, aliases, listed, mentions))
        return tuple(found)

    def _members(self, mentions: Collection[str]) -> tuple[str, ...]:
        """Ids of a group's members, as the documents that name it list them."""
        lists = members_of(t.claim for t in self.tellings_of(self.present.lists_of(mentions)))
        mine = {group: listed for group, listed in lists.items() if group in set(mentions)}
        keys = self.store.entities_of({m.id for listed in mine.values() for m in listed})
        ids = self.present.ids(set(keys.values()))
        return members(mine, {mention: ids[key] for mention, key in keys.items()})


def load(
    record: Reader,
    *,
    valid_at: date | None = None,
    known_at: datetime | None = None,
    words: NameWords = NAME_WORDS,
    tell: Callable[[float], None] = lambda _: None,
) -> View:
    """The view of the record: what was known by ``known_at`` of what had begun by ``valid_at``.

    Events of unknown time had begun when they were first told. What is known now is kept beside the record and brought up
    to it (``tell`` hears the share done, where all is made anew); for a moment past it is worked out in memory, which takes longer.
    """
    if known_at is not None:
        return View(record, past(record.connection, known_at), valid_at, known_at, words)
    try:
        keep(record.connection, tell)
    except ReadOnlyError:  # it cannot be kept there: worked out in memory, as for a moment past
        return View(record, past(record.connection, now()), valid_at, None, words)
    return View(record, PresentStore(snapshot(record.connection)), valid_at, None, words)


def _event(seen: EventSeen, ids: Mapping[int, str], tellings: list[Told]) -> Event:
    roles = {
        role: tuple(RoleValue(text, None if key is None else ids[key], support) for text, key, support in values)
        for role, values in seen.values.items()
    }
    return Event(
        id=seen.id,
        event_type=seen.event_type,
        roles=tuple(sorted(roles.items())),
        valid_time=seen.valid_time,
        certainty=seen.certainty,
        polarity=seen.polarity,
        tellings=tuple(sorted(tellings, key=told_order)),
        sources=seen.sources,
    )


class _Mentions(Sequence[str]):
    """The mentions of an entity, loaded when they are looked at: a firm in the news has tens of thousands."""

    def __init__(self, store: PresentStore, entity: int, count: int) -> None:
        self._store = store
        self._entity = entity
        self._count = count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return self._whole[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    @cached_property
    def _whole(self) -> tuple[str, ...]:
        return tuple(self._store.mentions_of([self._entity])[self._entity])

    def __len__(self) -> int:
        return self._count


class Lazy(Mapping[str, Held]):
    """Loads what is asked for and keeps it; all of it when it is gone through."""

    def __init__(
        self, load_some: Callable[[Collection[str]], Mapping[str, Held]], keys: Callable[[], Collection[str]] | None
    ) -> None:
        self._load = load_some
        self._keys = keys
        self._held: dict[str, Held] = {}
        self._whole: list[str] | None = None

    def __getitem__(self, key: str) -> Held:
        if key not in self._held:
            self._held.update(self._load([key]))
        return self._held[key]

    def bring(self, keys: Collection[str]) -> Self:
        """Load those of these keys that there are, all at once, before they are asked for one by one."""
        missing = [k for k in keys if k not in self._held]
        if missing:
            self._held.update(self._load(missing))
        return self

    def __iter__(self) -> Iterator[str]:
        if self._whole is None:
            if self._keys is None:
                raise TypeError("this can be asked, not gone through")
            self._whole = list(self._keys())
            missing = [k for k in self._whole if k not in self._held]
            self._held.update(self._load(missing))
        return iter(self._whole)

    def __len__(self) -> int:
        return sum(1 for _ in self)
