"""Who tells what, in rows short enough to go through all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shiguan.ledger.present import PresentStore
from shiguan.ledger.rows import marks

Days = tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class EventVoices:
    """An event by number and id: how many outlets tell it, how many sources these come to, and the outlet that told it first."""

    key: int
    id: str
    sources: int
    outlets: int
    first: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that tells something: its outlet, its source, and the first and last day it may have been published on."""

    document: str
    outlet: str
    source: str
    start: date | None
    end: date | None

    @property
    def published(self) -> Days:
        """These days; None where one is unknown."""
        return (self.start, self.end) if self.start and self.end else None


@dataclass(frozen=True, slots=True)
class Carried:
    """A telling of a rumour in its chain: the document, and on whose word it is told."""

    chain: int
    document: str
    speaker: str | None


class VoiceStore:
    """Asks one present who tells what."""

    def __init__(self, store: PresentStore) -> None:
        self._store = store

    def papers(self) -> dict[str, Paper]:
        """Every document that tells something."""
        sql = "SELECT document, coalesce(nullif(publisher, ''), file), source, published_start, published_end FROM {documents}"
        return {row[0]: Paper(*row[:3], *map(_day, row[3:])) for row in self._store.execute(sql)}

    def events(self, event_types: Sequence[str]) -> list[EventVoices]:
        """The events of these types, in order of type and id."""
        sql = f"""
        SELECT key, id, sources, outlets, first_outlet FROM {{events}} WHERE event_type IN {marks(event_types)}
        ORDER BY event_type, id
        """
        return [EventVoices(*row) for row in self._store.execute(sql, event_types)]

    def tellings(self) -> Iterator[tuple[int, str]]:
        """Of every telling its event's number and its document."""
        yield from self._store.execute("SELECT event, document FROM {tellings}")

    def carried(self, parts: Sequence[str]) -> list[Carried]:
        """The tellings of rumours in the chains that begin so."""
        sql = f"""
        SELECT s.chain, t.document, c.speaker FROM {{chains}} k JOIN {{steps}} s ON s.chain = k.key
        JOIN {{tellings}} t ON t.claim = s.claim JOIN claims c ON c.version = t.version
        WHERE s.part = 'rumour' AND k.part IN {marks(parts)}
        """
        return [Carried(*row) for row in self._store.execute(sql, parts)]

    def settling(self, fates: Sequence[str], not_for: str) -> dict[int, str]:
        """By chain of such a fate, but not for that reason, the document that settles it."""
        sql = f"""
        SELECT c.key, t.document FROM {{chains}} c JOIN {{tellings}} t ON t.claim = c.settled
        WHERE c.fate IN {marks(fates)} AND c.reason <> ?
        """
        return dict(self._store.execute(sql, (*fates, not_for)))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
