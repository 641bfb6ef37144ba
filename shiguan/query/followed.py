"""Rumours and plans of the whole record with what became of them, as they are kept beside it: no more is loaded than is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from shiguan.ledger.chained import ChainRow, ChainStore
from shiguan.query.scope import EVERYTHING, Scope, outlined
from shiguan.query.view import View
from shiguan.records.views import Event, Told
from shiguan.resolve.fates import Chain, Fate, Part, Reason, Step, Verdict
from shiguan.resolve.related import Link


@dataclass(frozen=True, slots=True)
class Kept:
    """A chain by its number, and what became of it."""

    key: int
    fate: Fate


def kept(view: View, parts: Sequence[Part], scope: Scope = EVERYTHING) -> list[Kept]:
    """The chains that begin so and of whose events the scope may hold one, by first telling; those of all that is known."""
    store = ChainStore(view.store)
    found = [Kept(key, Fate(fate)) for key, fate in store.in_order(parts)]
    if scope == EVERYTHING:
        return found
    events = list(store.events_in([one.key for one in found]))
    within = {outline.key for outline in outlined(view, scope, {event for _, event in events})}
    inside = {chain for chain, event in events if event in within}
    return [one for one in found if one.key in inside]


def loaded(view: View, keys: Collection[int]) -> Iterator[tuple[Chain, Event]]:
    """Chains by number, in their order, each with the event that its first one is."""
    rows = ChainStore(view.store).chains(keys)
    numbers = view.present.events_of_claims(sorted({step.claim for row in rows.values() for step in row.steps}))
    ids = {outline.key: outline.id for outline in view.present.outlines(sorted(set(numbers.values())))}
    whose = {claim: ids[number] for claim, number in numbers.items()}
    firsts = {row.events[0] for row in rows.values()}
    events = {e.id: e for e in view.events_at(sorted(number for number, identity in ids.items() if identity in firsts))}
    told = {t.claim.id: t for event in events.values() for t in event.tellings}
    told |= {t.claim.id: t for t in view.tellings_of(whose.keys() - told.keys())}
    for key in keys:
        yield _chain(rows[key], told, whose), events[rows[key].events[0]]


def _chain(row: ChainRow, told: dict[str, Told], whose: dict[str, str]) -> Chain:
    steps = tuple(
        Step(told[s.claim], whose[s.claim], Part(s.part), Link(s.link), s.differs) for s in row.steps if s.part and s.link
    )
    by = told[row.settled] if row.settled else None
    return Chain(steps, row.events, Verdict(Fate(row.fate), Reason(row.reason), by))
