"""Events kept up as tellings come and go: only those are grouped again that a change can reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from shiguan.ledger.present import EventRow, PresentStore, TellingRow
from shiguan.ledger.rows import in_bulk, time_row
from shiguan.ledger.since import Since
from shiguan.present.tellings import day_of, first_told, iso, telling_of, whose
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import Mention
from shiguan.records.views import Event, RoleValue, Told
from shiguan.resolve.agree import Identified, Telling
from shiguan.resolve.conflicts import grounds
from shiguan.resolve.consensus import sources
from shiguan.resolve.copies import Copies
from shiguan.resolve.events import EVENT_RULES, event_of, fits, grouped
from shiguan.resolve.happenings import ROLES_OF, Summary, happenings
from shiguan.resolve.rounds import is_total
from shiguan.resolve.sources import DocumentText
from shiguan.resolve.voices import first_of

_T = TypeVar("_T")
_AT_HAND = 4000  # documents: some 20 MB of text
_BATCH = 4000  # tellings
_GROUPING = 0.1  # of the time that making all takes


class Documents:
    """Documents of the record as they are compared, with the names that claims of theirs name; those asked for last at hand."""

    def __init__(self, store: PresentStore, since: Since) -> None:
        self._store = store
        self._since = since
        self._held: dict[str, DocumentText] = {}

    def texts(self, ids: Collection[str]) -> dict[str, DocumentText]:
        """Documents by id; many together take less than one by one."""
        missing = {i for i in ids if i not in self._held}
        if missing:
            if len(self._held) + len(missing) > _AT_HAND:
                self._held.clear()
                missing = set(ids)
            names = self._store.names_in(missing)
            for i, (_, d) in self._since.documents(missing).items():
                self._held[i] = DocumentText(i, d.text, d.publisher, names.get(i, ()))
        return {i: self._held[i] for i in ids}


@dataclass(frozen=True, slots=True)
class Workshop:
    """What events are made of: where they are kept, the record they come from, and the documents at hand."""

    store: PresentStore
    since: Since
    copies: Copies
    documents: Documents

    def told(self, rows: Sequence[TellingRow]) -> list[Told]:
        """The tellings of rows, whole: their places as received are kept, so that no document need be loaded for them."""
        with in_bulk():
            claims = self.since.claims([r.version for r in rows])
        origins = self.store.origins({r.document for r in rows})
        return [Told(claims[r.version], *origins[r.document], r.start, r.end, r.quote) for r in rows]


def build(shop: Workshop, tell: Callable[[float], None]) -> None:
    """All events anew, from all tellings that are kept.

    They are found block by block, but made in the order in which their claims came on record: what a batch needs of claims,
    documents and tellings then lies together. In the order of blocks each would be a page of its own. ``tell`` hears the share
    that is done.
    """
    store = shop.store
    groups: list[tuple[int, list[str]]] = []
    blocks: list[str] = []
    for block in store.blocks():
        first = {r.claim: r.version for r in block}
        found = [[t.claim for t in group] for group in grouped(map(telling_of, block))]
        groups += [(min(first[c] for c in claims), claims) for claims in found]
        blocks.append(block[0].block)
    groups.sort()
    made = 0
    for batch in batches(groups, lambda group: len(group[1])):
        tell(_GROUPING + (1 - _GROUPING) * made / len(groups))
        made += len(batch)
        rows = {r.claim: r for r in store.tellings([c for _, claims in batch for c in claims])}
        _make(shop, [[rows[c] for c in claims] for _, claims in batch])
    for start in range(0, len(blocks), _BATCH):
        _count(store, blocks[start : start + _BATCH])


def batches(items: Iterable[_T], size: Callable[[_T], int]) -> Iterator[list[_T]]:
    """The items in batches of some ``_BATCH`` tellings in all; ``size`` says how many an item holds."""
    batch: list[_T] = []
    held = 0
    for item in items:
        batch.append(item)
        held += size(item)
        if held >= _BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def update(shop: Workshop, before: Sequence[TellingRow], after: Sequence[TellingRow]) -> set[str]:
    """Take tellings out as they were and put them in as they are now; a telling in both has changed. The claims grouped again.

    Every telling that one of them fits, or that fits one of these, and so on, is grouped again with them: what the others come to
    does not depend on these.
    """
    store = shop.store
    seeds = {r.claim for r in after}
    for old in before:
        seeds |= {r.claim for r, _ in _fitting(old, _candidates(store, old))}
    touched_events = {r.event for r in before if r.event is not None}
    blocks = {r.block for r in (*before, *after)}
    gone = {r.claim for r in before}
    store.drop_tellings(gone)
    store.put_tellings(after)
    seeds |= {r.claim for r in store.tellings_of_events(touched_events)}
    reached = _closure(store, store.tellings(seeds - (gone - {a.claim for a in after})))
    dropped = touched_events | {r.event for r in reached.values() if r.event is not None}
    store.drop_events(dropped)
    by_block: dict[str, list[TellingRow]] = defaultdict(list)
    for kept in reached.values():
        by_block[kept.block].append(kept)
    groups = [[reached[t.claim] for t in group] for rows in by_block.values() for group in grouped(map(telling_of, rows))]
    _make(shop, groups)
    _count(store, sorted(blocks | by_block.keys()))
    return set(reached)


def _candidates(store: PresentStore, one: TellingRow) -> list[TellingRow]:
    return store.block(one.block) if one.near is None else store.near(one.block, one.near)


def _fitting(one: TellingRow, others: Iterable[TellingRow]) -> Iterable[tuple[TellingRow, Telling]]:
    mine = telling_of(one)
    for other in others:
        if other.claim != one.claim and fits(mine, yours := telling_of(other)):
            yield other, yours


def _closure(store: PresentStore, seeds: Iterable[TellingRow]) -> dict[str, TellingRow]:
    """The seeds, all tellings that fit one of them, and so on, by claim."""
    reached = {r.claim: r for r in seeds}
    waiting = list(reached.values())
    at_hand: dict[tuple[str, int | None], list[TellingRow]] = {}
    compared: Callable[[TellingRow], Telling] = cache(telling_of)
    while waiting:
        one = waiting.pop()
        place = one.block, one.near
        if place not in at_hand:
            at_hand[place] = _candidates(store, one)
        mine = compared(one)
        for other in at_hand[place]:
            if other.claim not in reached and fits(mine, compared(other)):
                reached[other.claim] = other
                waiting.append(other)
    return reached


def _make(shop: Workshop, groups: Sequence[Sequence[TellingRow]]) -> None:
    """Keep an event of each group of tellings."""
    store = shop.store
    tellings = {t.claim.id: t for t in shop.told([r for rows in groups for r in rows])}
    entities = whose(store, [t.claim for t in tellings.values()])
    names = {str(k): row.name for k, row in store.entity_rows({int(key.id) for key in entities.values()}).items()}
    documents = [{r.document for r in rows} for rows in groups]
    several = {i for together in documents if len(together) > 1 for i in together}
    shop.copies.compare(documents)
    texts = {i: d.text for i, d in shop.documents.texts(several).items()}
    for rows, together in zip(groups, documents, strict=True):
        group = [tellings[r.claim] for r in rows]
        source_of = sources(group, shop.copies.among(together), texts)
        event = event_of(group, entities, names, source_of)
        where = _grounds(event, entities) if event.event_type in EVENT_RULES else ()
        store.put_event(_row(event, rows[0].block, group, tuple(where)), source_of)


def _grounds(event: Event, entities: Mapping[str, Identified]) -> Iterator[tuple[str, str, bool]]:
    """Where the event may be in conflict."""

    def named(told: Told, role: str) -> tuple[str, ...]:
        values = (a.value for a in told.claim.values(role))
        return tuple(entities[v.id].id for v in values if isinstance(v, Mention) and v.id in entities)

    yield from ((one.key, one.said, one.open) for one in grounds(event, named))


def _row(event: Event, block: str, group: Sequence[Told], where: tuple[tuple[str, str, bool], ...]) -> EventRow:
    whose: list[object] = []
    for roles in ROLES_OF.values():
        value = next((v for role in roles for v in event.role(role)), None)
        whose += [None, None] if value is None else [_key(value), value.text]
    named = any(value.entity is not None for value in event.role("person"))
    values = tuple((role, n, _key(value), value.text, value.support) for role, told in event.roles for n, value in enumerate(told))
    columns = (
        *(event.id, event.event_type, block, str(event.certainty), str(event.polarity), *time_row(event.valid_time)),
        *(*first_told(group), event.sources, len(group), named, is_total(event), event.outlets, first_of(event.tellings), *whose),
    )
    return EventRow(columns, values, where)


def _key(value: RoleValue) -> int | None:
    return None if value.entity is None else int(value.entity)


def _count(store: PresentStore, blocks: Sequence[str]) -> None:
    """Say of each event of the blocks with which it is counted."""
    by_block: dict[str, list[Summary]] = defaultdict(list)
    for row in store.event_rows("block", blocks):
        by_block[row[3]].append(_summary(row))
    placed = [row for found in by_block.values() for row in _placed(found)]
    store.set_happenings(sorted(placed, key=lambda row: row[-1]))


def _placed(found: Sequence[Summary]) -> Iterator[tuple[Any, ...]]:
    """As ``set_happenings`` takes them."""
    together: dict[int, list[Summary]] = defaultdict(list)
    counted_with = happenings(found)
    for one in found:
        together[counted_with[one.key]].append(one)
    for happening, events in together.items():
        told = [(-e.sources, -e.tellings, e.id) for e in events]
        best = sorted(range(len(events)), key=lambda i: (events[i].org is None, told[i]))
        day = min(range(len(events)), key=lambda i: (not events[i].dated, told[i]))
        for place, i in enumerate(best):
            # What is told without a time has that of what it is counted with.
            when = events[i] if events[i].dated or not events[day].dated else events[day]
            yield happening, len(events) == 1, place, events[day].dated, iso(when.start), iso(when.end), events[i].key


def _summary(row: Sequence[Any]) -> Summary:
    """From the number and columns of an event."""
    key, identity, event_type, _, certainty, polarity, start, end, precision, _, _, told, sources, tellings, _, _, _, _, *whose = (
        row
    )
    org_entity, org_text, person, *_ = whose
    return Summary(
        key=key,
        id=identity,
        event_type=event_type,
        person=person,
        org=org_text if org_entity is None else org_entity,
        dated=precision is not None,
        start=day_of(start) if precision else None,
        end=day_of(end if precision else told),
        firm=certainty in (Certainty.CONFIRMED, Certainty.REPORTED) and polarity == Polarity.AFFIRMED,
        counts=polarity == Polarity.AFFIRMED,
        sources=sources,
        tellings=tellings,
    )
