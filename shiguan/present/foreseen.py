"""Forecasts kept up with what bears on them: a new fact is held against those that name whom it is about."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from shiguan.ledger.foretold import ForetoldRow, ForetoldStore
from shiguan.ledger.rows import time_of, time_row
from shiguan.present.borne import SAID, Foretold, Sought, about, first_pairs, foretold, is_fact, is_forecast, said_after
from shiguan.present.events import Workshop, batches
from shiguan.present.tellings import amount_of, amount_row, iso, placed, whose
from shiguan.records.views import Told
from shiguan.resolve.agree import Identified, told_by
from shiguan.resolve.events import EVENT_RULES

_FEW = 200  # forecasts whose facts are looked through together


def forget(shop: Workshop, claims: Collection[str]) -> None:
    """Let go of what the claims foresee or tell as facts."""
    store = ForetoldStore(shop.store)
    pairs = {claim: _read(claim, sought).pairs for claim, sought in store.sought(claims).items()}
    store.drop(claims, pairs)


def take(shop: Workshop, told: Iterable[Told], entities: Mapping[str, Identified]) -> None:
    """Keep what of these tellings foresees something, and whom those are about that are facts."""
    store = ForetoldStore(shop.store)
    known = [t for t in told if t.claim.event_type in EVENT_RULES]
    store.put([_row(t, foretold(t, entities)) for t in known if is_forecast(t)])
    store.put_facts((name, t.claim.id) for t in known if is_fact(t) for name in about(t, entities))


def build(shop: Workshop) -> None:
    """All that bears on forecasts, anew."""
    store = ForetoldStore(shop.store)
    every = store.every()
    for start in range(0, len(every), _FEW):
        some = store.sought(every[start : start + _FEW])
        _hold_against([_read(claim, sought) for claim, sought in some.items()], shop)
        _say(shop, some)


def update(shop: Workshop, fresh: Collection[str], documents: Collection[str]) -> None:
    """Hold what ``fresh`` claims foresee against the facts, and the facts they tell against forecasts.

    ``documents``: those of which a claim is new, gone, or of another event than before.
    """
    store = ForetoldStore(shop.store)
    forecasts = store.sought(fresh)
    _hold_against([_read(claim, sought) for claim, sought in forecasts.items()], shop)
    facts = shop.told(shop.store.tellings(sorted(store.facts_among(fresh))))
    entities = whose(shop.store, [t.claim for t in facts])
    near = store.beginning_with(first_pairs(name for t in facts for name in about(t, entities))) - forecasts.keys()
    _keep(store, Sought(_read(claim, sought) for claim, sought in store.sought(sorted(near)).items()), facts, entities)
    _say(shop, store.in_documents(documents))


def _hold_against(forecasts: Sequence[Foretold], shop: Workshop) -> None:
    """Keep what bears on the forecasts, of all facts on record."""
    store, sought = ForetoldStore(shop.store), Sought(forecasts)
    names = frozenset[str]().union(*(one.within for one in forecasts))
    kinds = frozenset[str]().union(*(one.kinds for one in forecasts))
    for claims in batches(sorted(store.facts_about(names, kinds)), lambda _: 1):
        told = shop.told(shop.store.tellings(claims))
        _keep(store, sought, told, whose(shop.store, [t.claim for t in told]))


def _keep(store: ForetoldStore, sought: Sought, facts: Iterable[Told], entities: Mapping[str, Identified]) -> None:
    store.put_bearing((forecast, told.claim.id, how) for told in facts for forecast, how in sought.by(told, entities))


def _say(shop: Workshop, forecasts: Collection[str]) -> None:
    """Keep what the same text says of forecasts, in place of what was kept of that."""
    store = ForetoldStore(shop.store)
    store.drop_said(forecasts, SAID)
    rows = shop.store.tellings(
        sorted(shop.store.tellings_of_documents({r.document for r in shop.store.tellings(sorted(forecasts))}))
    )
    by_document: dict[str, list[Told]] = defaultdict(list)
    for told, _ in placed(shop.store, shop.told([r for r in rows if r.event_type in EVENT_RULES])):
        by_document[told.claim.document].append(told)
    for document in by_document.values():
        said = ((t.claim.id, said_after(t, document)) for t in document if t.claim.id in forecasts)
        store.put_bearing((forecast, *how) for forecast, how in said if how)


def _row(said: Told, one: Foretold) -> ForetoldRow:
    due = iso(one.horizon.end) if one.horizon else None
    undated = said.published_at is None or said.published_at.end is None
    place = said.claim.document, undated, told_by(said).isoformat(), said.claim.evidence.span.start
    return ForetoldRow(said.claim.id, *place, due, _written(one), one.pairs)


def _written(one: Foretold) -> str:
    times = [*time_row(one.published), *time_row(one.horizon)]
    words = [one.text, sorted(one.names), sorted(one.measures), amount_row(one.amount), one.counts]
    return json.dumps([*times, *words], ensure_ascii=False, separators=(",", ":"))


def _read(claim: str, written: str) -> Foretold:
    *times, text, names, measures, amount, counts = json.loads(written)
    published, horizon = time_of(*times[:4]), time_of(*times[4:])
    return Foretold(claim, published, text, frozenset(names), horizon, frozenset(measures), amount_of(amount), counts)
