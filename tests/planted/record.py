"""Planted documents put on record as the pipeline does it, one after another, and the view of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from shiguan.ledger.connection import connect, transaction
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from shiguan.present import Resolved
from shiguan.query.view import View, load
from shiguan.resolve.names import NameWords, name_words
from shiguan.vocabulary import load_vocabulary
from tests.planted.draft import Printed, printed
from tests.planted.press import Press
from tests.planted.world import World, world
from tests.resolve.build import NOON


@dataclass(frozen=True)
class Corpus:
    """A world and all that is printed of it."""

    world: World
    printed: tuple[Printed, ...]

    @property
    def who(self) -> dict[str, str]:
        """Mention id → who it truly is."""
        return {m: who for p in self.printed for m, who in p.who.items()}

    @property
    def truth(self) -> dict[str, int]:
        """Claim id → number of the happening."""
        return {c: number for p in self.printed for c, number in p.truth.items()}


def corpus(seed: int, size: int, misprints: float = 0.0) -> Corpus:
    """About three documents for each of ``size`` happenings; the same for the same seed."""
    made = world(seed, size)
    return Corpus(made, tuple(printed(d) for d in Press(made, seed, misprints).drafts()))


@contextmanager
def on_connection(documents: Sequence[Printed]) -> Iterator[tuple[sqlite3.Connection, Reader, NameWords]]:
    """A record in memory that was given the documents in this order, and how it compares names."""
    vocabulary = load_vocabulary()
    with closing(connect(None)) as connection:
        reader, writer = Reader(connection), Writer(connection)
        resolved = Resolved(connection, vocabulary)
        resolved.open()
        run = writer.begin_run("planted", NOON)
        for count, one in enumerate(documents):
            with transaction(connection):
                writer.record(one.paper.document, one.paper.extraction, (), run, NOON + timedelta(minutes=count))
                resolved.take(one.paper.document.id, one.paper.extraction.mentions, NOON + timedelta(minutes=count))
        yield connection, reader, name_words(vocabulary)


@contextmanager
def on_record(documents: Sequence[Printed]) -> Iterator[View]:
    """The view of that record."""
    with on_connection(documents) as (_, reader, words):
        yield load(reader, words=words)
