"""Bringing the present up to the record: a little after each reading, all of it where there is none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from shiguan.ledger.connection import transaction
from shiguan.ledger.present import PresentStore, TellingRow
from shiguan.ledger.rows import time_row
from shiguan.ledger.since import Since
from shiguan.present import chains, entities, events, foreseen
from shiguan.present.events import Documents, Workshop
from shiguan.present.tellings import row, told, whose
from shiguan.resolve.agree import called
from shiguan.resolve.copies import Copies

# What is kept is made anew when it was made by other rules: the number goes up with each change of resolve/ that may give others.
_FORM = 8
_BATCH = 2000
# From so many changed claims on, and a third of what is kept, all is made anew: that goes faster.
_MANY = 500
# Of the time that making all takes, the share of entities, of tellings and of what is followed; the rest is that of events.
_ENTITIES, _TELLINGS, _CHAINS = 0.05, 0.12, 0.2


Tell = Callable[[float], None]
"""Called with the share that is done, from 0 to 1."""


def keep(connection: sqlite3.Connection, tell: Tell = lambda _: None) -> PresentStore:
    """The present, brought up to the newest entry of the record; in one transaction, whole or not at all.

    ``tell`` hears how far it is where all is made anew, which takes half a millisecond a claim or more.
    """
    store = PresentStore(connection)
    if _state(Since(connection)).items() <= store.state().items():
        return store
    with transaction(connection):
        since = Since(connection)
        state = store.state()
        if not _state(since).items() <= state.items():
            _catch_up(store, since, state, tell)
            store.reached(_state(since))
    return store


def past(connection: sqlite3.Connection, known_at: datetime) -> PresentStore:
    """The present as it was at a moment, in memory; to be closed."""
    store = PresentStore.past(connection)
    _build(store, Since(connection, known_at), lambda _: None)
    return store


def _state(since: Since) -> dict[str, int]:
    return {"form": _FORM, **asdict(since.bounds)}


def _catch_up(store: PresentStore, since: Since, state: dict[str, int], tell: Tell) -> None:
    changed = since.changed_claims(state.get("entries", 0))
    (kept,) = store.execute("SELECT count(*) FROM {tellings}").fetchone()
    if state.get("form") != _FORM or len(changed) > max(_MANY, kept // 3):
        _build(store, since, tell)
    else:
        read = store.tellings_of_documents(since.changed_documents(state["readings"]))
        _update(store, since, changed | read, since.changed_pairs(state["judgements"]))


def _build(store: PresentStore, since: Since, tell: Tell) -> None:
    """Everything anew."""
    tell(0.0)
    store.empty()
    standing = since.all_standing()
    named = entities.standing_mentions(since.named([version for _, version in standing]))
    entities.build(store, since, named)
    shop = _workshop(store, since)
    for start in range(0, len(standing), _BATCH):
        tell(_ENTITIES + _TELLINGS * start / len(standing))
        store.put_tellings(_rows(shop, dict(standing[start : start + _BATCH])))
    rest = 1 - _ENTITIES - _TELLINGS
    events.build(shop, lambda share: tell(1 - rest + (rest - _CHAINS) * share))
    chains.build(shop)
    foreseen.build(shop)
    _keep_sources(shop)
    tell(1.0)


def _update(store: PresentStore, since: Since, changed: Collection[str], pairs: Collection[tuple[str, str]]) -> None:
    """Bring up to date what hangs on these claims and on these pairs of mentions judged anew."""
    standing = since.standing(changed)
    before = store.tellings(changed)
    # What is found of two documents hangs on the names that their own claims name, too.
    store.forget_compared(since.documents_of(changed))
    naming = list(since.named([*standing.values(), *(r.version for r in before)]))
    touched = {mention for _, mention, _ in naming}
    others = since.standing(since.naming(touched) - standing.keys() - {r.claim for r in before})
    named = entities.standing_mentions(r for r in since.named([*standing.values(), *others.values()]) if r[1] in touched)
    moved = entities.update(store, since, named, touched - named.keys(), pairs)
    also = since.standing(since.naming(moved)) if moved else {}
    names = since.mentions({*(version for _, _, version in naming), *store.versions_of(moved).values()})
    also |= since.standing(store.told_otherwise({called(m.kind, m.name) for m in names.values()}) - standing.keys())
    before += store.tellings(also.keys() - {r.claim for r in before})
    shop = _workshop(store, since)
    foreseen.forget(shop, {r.claim for r in before})
    after = _rows(shop, standing | also)
    regrouped = events.update(shop, before, after)
    chains.update(shop, {r.claim for r in (*before, *after)}, regrouped)
    told_in = {r.document for r in (*before, *after, *store.tellings(sorted(regrouped)))}
    foreseen.update(shop, {r.claim for r in after}, told_in)
    parted = store.part_sources({r.document for r in (*before, *after)})
    shop.copies.compare(store.documents_together(parted))
    _keep_sources(shop)


def _keep_sources(shop: Workshop) -> None:
    shop.store.join_sources(shop.copies.pairs())
    shop.store.put_compared(shop.copies.found)


def _workshop(store: PresentStore, since: Since) -> Workshop:
    documents = Documents(store, since)
    return Workshop(store, since, Copies(documents.texts, store.compared), documents)


def _rows(shop: Workshop, standing: dict[str, int]) -> Sequence[TellingRow]:
    """The tellings of claims (with the version of each that stands), their documents kept too."""
    claims = shop.since.claims(list(standing.values()))
    documents = shop.since.documents({c.document for c in claims.values()})
    shop.store.put_documents(
        (i, version, d.article.file, d.publisher, *time_row(d.published_at)) for i, (version, d) in documents.items()
    )
    keys = whose(shop.store, claims.values())
    tellings = {version: told(claim, documents[claim.document][1]) for version, claim in claims.items()}
    foreseen.take(shop, tellings.values(), keys)
    return [row(version, one, keys, documents[one.claim.document][1].text) for version, one in tellings.items()]
