"""Forecasts and what bears on them as they are kept: rows in and out. What they mean is in ``present.borne``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shiguan.ledger.chained import CHAIN_ORDER
from shiguan.ledger.present import PresentStore
from shiguan.ledger.rows import marks

_ORDER = "f.undated, f.day, f.document, f.start, t.event_type, e.id, t.received_start, f.claim"


@dataclass(frozen=True, slots=True)
class ForetoldRow:
    """A forecast: its claim, its place in the order, by when it was to come, what it is sought by, and its pairs of characters."""

    claim: str
    document: str
    undated: bool
    day: str
    start: int
    due: str | None
    sought: str
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What was foreseen: the claim that says so, its event's number, by when it was to come, and when it was published."""

    claim: str
    event: int
    due: date | None
    told_start: date | None
    told_end: date | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan, what became of it, and the claim that settles it."""

    said: SaidRow
    fate: str
    settled: str | None


class ForetoldStore:
    """The forecasts of one present, and the facts that are held against them."""

    def __init__(self, store: PresentStore) -> None:
        self._store = store

    def put(self, rows: Collection[ForetoldRow]) -> None:
        """Keep forecasts."""
        told = ((r.claim, r.document, r.undated, r.day, r.start, r.due, r.sought) for r in rows)
        sql = "INSERT INTO {foretold} (claim, document, undated, day, start, due, sought) VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._store.many(sql, told)
        self._store.many("INSERT INTO {pairs} (pair, claim) VALUES (?, ?)", ((p, r.claim) for r in rows for p in r.pairs))

    def put_facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """Keep names of facts, each with the claim."""
        self._store.many("INSERT OR REPLACE INTO {facts} (name, claim) VALUES (?, ?)", rows)

    def put_bearing(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keep what bears on forecasts: the forecast's claim, the fact's, how."""
        self._store.many("INSERT OR REPLACE INTO {bearing} (forecast, fact, how) VALUES (?, ?, ?)", rows)

    def drop(self, claims: Collection[str], pairs: Mapping[str, Collection[str]]) -> None:
        """Forget what claims foresee, and what they tell that bears on forecasts; ``pairs``: of characters, by forecast."""
        self._store.many("DELETE FROM {pairs} WHERE pair = ? AND claim = ?", ((p, c) for c, some in pairs.items() for p in some))
        for table, column in (("foretold", "claim"), ("facts", "claim"), ("bearing", "forecast"), ("bearing", "fact")):
            self._store.many(f"DELETE FROM {{{table}}} WHERE {column} = ?", ((c,) for c in claims))

    def drop_said(self, forecasts: Collection[str], hows: Collection[str]) -> None:
        """Forget what bears so on forecasts."""
        sql = f"DELETE FROM {{bearing}} WHERE forecast = ? AND how IN {marks(hows)}"
        self._store.many(sql, ((f, *hows) for f in forecasts))

    def sought(self, claims: Collection[str]) -> dict[str, str]:
        """By claim, what forecasts are sought by."""
        return dict(self._store.select("SELECT claim, sought FROM {foretold} WHERE claim IN (?*)", claims))

    def every(self) -> list[str]:
        """The claims of all forecasts."""
        return [row[0] for row in self._store.execute("SELECT claim FROM {foretold} ORDER BY claim")]

    def facts_among(self, claims: Collection[str]) -> set[str]:
        """Of these claims those that tell facts."""
        return {row[0] for row in self._store.select("SELECT claim FROM {facts} WHERE claim IN (?*)", claims)}

    def in_documents(self, documents: Collection[str]) -> set[str]:
        """The forecasts that documents make."""
        return {row[0] for row in self._store.select("SELECT claim FROM {foretold} WHERE document IN (?*)", documents)}

    def beginning_with(self, pairs: Collection[str]) -> set[str]:
        """The forecasts in which a name may stand that begins with one of these pairs of characters."""
        return {row[0] for row in self._store.select("SELECT claim FROM {pairs} WHERE pair IN (?*)", pairs)}

    def facts_about(self, names: Collection[str], event_types: Collection[str]) -> set[str]:
        """The facts of these types about whom the names name."""
        sql = f"""
        SELECT n.claim FROM {{facts}} n JOIN {{tellings}} t ON t.claim = n.claim AND t.event_type IN {marks(event_types)}
        WHERE n.name IN (?*)
        """
        return {row[0] for row in self._store.select(sql, names, *sorted(event_types))}

    def forecasts(self) -> list[SaidRow]:
        """All forecasts, those said first first: one for each event."""
        sql = f"""
        SELECT f.claim, t.event, f.due, d.published_start, d.published_end FROM {{foretold}} f
        JOIN {{tellings}} t ON t.claim = f.claim JOIN {{events}} e ON e.key = t.event
        JOIN {{documents}} d ON d.document = t.document ORDER BY {_ORDER}
        """
        first: dict[int, SaidRow] = {}
        for row in self._store.execute(sql):
            first.setdefault(row[1], _said(row))
        return list(first.values())

    def naming(self, names: Collection[str]) -> set[str]:
        """The claims that foresee or plan something and hold one of the names in quote, gist or speaker."""
        sql = """
        SELECT t.claim, c.quote || char(10) || coalesce(c.speaker, '') || char(10) ||
            coalesce(group_concat(coalesce(a.text, m.name)), '')
        FROM (SELECT claim FROM {foretold} UNION SELECT said FROM {chains} WHERE said IS NOT NULL) f
        JOIN {tellings} t ON t.claim = f.claim JOIN claims c ON c.version = t.version
        LEFT JOIN arguments a ON a.claim = c.version AND a.role IN ('gist', 'speaker')
        LEFT JOIN mentions m ON m.version = a.mention GROUP BY t.claim
        """
        return {claim for claim, words in self._store.execute(sql) if any(name in words for name in names)}

    def plans(self) -> list[PlanRow]:
        """All plans, first told first; each of the event that its chain is first of."""
        sql = f"""
        SELECT c.said, e.key, c.due, d.published_start, d.published_end, c.fate, c.settled FROM {{chains}} c
        JOIN {{tellings}} t ON t.claim = c.said JOIN {{documents}} d ON d.document = t.document
        JOIN {{events}} e ON e.id = substr(c.events, 1, instr(c.events || ' ', ' ') - 1)
        WHERE c.part = 'plan' ORDER BY {", ".join(f"c.{column}" for column in CHAIN_ORDER)}
        """
        return [PlanRow(_said(row[:5]), *row[5:]) for row in self._store.execute(sql)]

    def bearing(self, day: date, always: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """What bears on forecasts and may have been published by a day, and all that bears so: forecast's claim, fact's, how."""
        sql = f"""
        SELECT b.forecast, b.fact, b.how FROM {{bearing}} b
        JOIN {{tellings}} t ON t.claim = b.fact JOIN {{documents}} d ON d.document = t.document
        WHERE b.how IN {marks(always)} OR d.published_start IS NULL OR d.published_start <= ?
        """
        yield from self._store.execute(sql, (*always, day.isoformat()))


def _said(row: tuple[Any, ...]) -> SaidRow:
    claim, event, *days = row
    return SaidRow(claim, event, *(None if day is None else date.fromisoformat(day) for day in days))
