"""Chains of rumours, plans and denials as they are kept: rows in and out. What they mean is in ``resolve.fates``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from shiguan.ledger.present import PresentStore
from shiguan.ledger.rows import marks

_CHAIN = "part, fate, reason, settled, undated, day, document, start, claim, events, said, due"
CHAIN_ORDER = ("undated", "day", "document", "start", "claim", "events")
"""The columns by which chains are put in order, as ``resolve.fates`` does."""
# Where tellings that share something stand: the table, what they share, and the step they stand on.
_SHARED = (("keys", "key", "step"), ("tellings", "document", "NULL"))


@dataclass(frozen=True, slots=True)
class Found:
    """A telling under something it shares with others: the step it stands on, and what it may begin."""

    claim: str
    step: int | None
    part: str | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A telling in a chain; ``part`` None: it has none as the chain stands."""

    claim: str
    part: str | None
    link: str | None
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A chain: what begins it, what became of it, the claim that settles it, its first step's place in the order, its events.

    ``said``: of a plan, the claim that first tells it as one; ``due``: the last day of the time that it names.
    """

    part: str
    fate: str
    reason: str
    settled: str | None
    first: tuple[bool, str, str, int, str]
    events: tuple[str, ...]
    said: str | None
    due: str | None
    steps: tuple[StepRow, ...]


class ChainStore:
    """The chains of one present."""

    def __init__(self, store: PresentStore) -> None:
        self._store = store

    # What may have to do with each other.

    def together(self, parts: Sequence[str]) -> Iterator[list[Found]]:
        """All tellings that share a key or a document, where one of them may begin one of these."""
        for table, key, step in _SHARED:
            begun = f"SELECT {key} FROM {{{table}}} WHERE part IN {marks(parts)}"
            sql = f"SELECT {key}, claim, {step}, part FROM {{{table}}} WHERE {key} IN ({begun}) ORDER BY {key}"
            yield from _groups(self._store.execute(sql, parts))

    def beside(self, claims: Collection[str]) -> Iterator[list[Found]]:
        """The tellings that share a key or a document with one of these, these among them."""
        for table, key, step in _SHARED:
            shared = {row[0] for row in self._store.select(f"SELECT {key} FROM {{{table}}} WHERE claim IN (?*)", claims)}
            sql = f"SELECT {key}, claim, {step}, part FROM {{{table}}} WHERE {key} IN (?*) ORDER BY {key}"
            yield from _groups(self._store.select(sql, sorted(shared)))

    def beginning(self, part: str) -> set[str]:
        """All claims that may begin such a chain."""
        return {row[0] for row in self._store.execute("SELECT claim FROM {tellings} WHERE part = ?", (part,))}

    def parts(self, claims: Collection[str]) -> dict[str, str]:
        """Of these tellings those that may begin something, and what."""
        return dict(self._store.select("SELECT claim, part FROM {tellings} WHERE part IS NOT NULL AND claim IN (?*)", claims))

    def told_with(self, claims: Collection[str], part: str) -> set[str]:
        """The claims that may begin such a chain and tell an event with one of these."""
        events = {row[0] for row in self._store.select("SELECT event FROM {tellings} WHERE claim IN (?*)", claims)}
        sql = "SELECT claim FROM {tellings} WHERE part = ? AND event IN (?*)"
        return {row[0] for row in self._store.select(sql, sorted(events), part)}

    # Chains.

    def holding(self, claims: Collection[str], part: str) -> set[int]:
        """The chains that begin so and that the claims have to do with."""
        sql = "SELECT s.chain FROM {steps} s JOIN {chains} c ON c.key = s.chain WHERE c.part = ? AND s.claim IN (?*)"
        return {row[0] for row in self._store.select(sql, sorted(claims), part)}

    def beginning_of(self, chains: Collection[int]) -> set[str]:
        """The claims that the chains begin with, all of them."""
        sql = "SELECT s.claim FROM {steps} s JOIN {chains} c ON c.key = s.chain WHERE s.part = c.part AND c.key IN (?*)"
        return {row[0] for row in self._store.select(sql, chains)}

    def claims_in(self, chains: Collection[int]) -> set[str]:
        """Every claim that has to do with the chains."""
        return {row[0] for row in self._store.select("SELECT claim FROM {steps} WHERE chain IN (?*)", chains)}

    def in_steps(self, part: str, claims: Collection[str]) -> set[str]:
        """Of these claims those that have a part in a chain that begins so."""
        sql = """
        SELECT s.claim FROM {steps} s JOIN {chains} c ON c.key = s.chain
        WHERE c.part = ? AND s.part IS NOT NULL AND s.claim IN (?*)
        """
        return {row[0] for row in self._store.select(sql, claims, part)}

    def drop(self, chains: Collection[int]) -> None:
        """Forget chains."""
        self._store.many("DELETE FROM {chains} WHERE key = ?", ((key,) for key in chains))
        self._store.many("DELETE FROM {steps} WHERE chain = ?", ((key,) for key in chains))

    def put(self, rows: Iterable[ChainRow]) -> None:
        """Keep new chains."""
        (last,) = self._store.execute("SELECT coalesce(max(key), 0) FROM {chains}").fetchone()
        numbered = list(enumerate(rows, int(last) + 1))
        chains = ((key, r.part, r.fate, r.reason, r.settled, *r.first, " ".join(r.events), r.said, r.due) for key, r in numbered)
        self._store.many(f"INSERT INTO {{chains}} (key, {_CHAIN}) VALUES {marks(range(13))}", chains)
        steps = (
            (key, place, s.claim, s.part, s.link, " ".join(s.differs)) for key, r in numbered for place, s in enumerate(r.steps)
        )
        self._store.many("INSERT INTO {steps} (chain, place, claim, part, link, differs) VALUES (?, ?, ?, ?, ?, ?)", steps)

    def in_order(self, parts: Sequence[str]) -> list[tuple[int, str]]:
        """All chains of these parts, first told first: number and fate."""
        return list(
            self._store.execute(
                f"SELECT key, fate FROM {{chains}} WHERE part IN {marks(parts)} ORDER BY {', '.join(CHAIN_ORDER)}", parts
            )
        )

    def events_in(self, chains: Collection[int]) -> Iterator[tuple[int, int]]:
        """The numbers of the events that the steps of chains tell: chain, event."""
        sql = """
        SELECT DISTINCT s.chain, t.event FROM {steps} s JOIN {tellings} t ON t.claim = s.claim
        WHERE s.part IS NOT NULL AND s.chain IN (?*)
        """
        yield from self._store.select(sql, chains)

    def chains(self, keys: Collection[int]) -> dict[int, ChainRow]:
        """Chains by number, with the steps that have a part in them."""
        sql = "SELECT chain, claim, part, link, differs FROM {steps} WHERE part IS NOT NULL AND chain IN (?*) ORDER BY chain, place"
        steps: dict[int, list[StepRow]] = {}
        for key, claim, part, link, differs in self._store.select(sql, keys):
            steps.setdefault(key, []).append(StepRow(claim, part, link, tuple(differs.split())))
        rows = self._store.select(f"SELECT key, {_CHAIN} FROM {{chains}} WHERE key IN (?*)", keys)
        return {row[0]: _chain(row[1:], tuple(steps[row[0]])) for row in rows}


def _chain(row: tuple[Any, ...], steps: tuple[StepRow, ...]) -> ChainRow:
    part, fate, reason, settled, undated, day, document, start, claim, events, said, due = row
    first = bool(undated), day, document, start, claim
    return ChainRow(part, fate, reason, settled, first, tuple(events.split()), said, due, steps)


def _groups(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Found]]:
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield [Found(*row[1:]) for row in group]
