"""Papers put on record as the pipeline does it: each judged against what is known, then recorded. Everything is invented."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal

from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from shiguan.query.view import View, load
from shiguan.records.amount import Amount
from shiguan.resolve.profile import profiles
from tests.resolve.build import NOON, Paper
from tests.resolve.shelf import judge


def hour(count: int) -> datetime:
    """When the paper of that number was put on record."""
    return NOON + timedelta(hours=count)


def put(connection: sqlite3.Connection, papers: Sequence[Paper], since: int = 0) -> None:
    """Record the papers, one an hour, from the hour of that number on."""
    reader, writer = Reader(connection), Writer(connection)
    run = writer.begin_run("test", NOON)
    for count, one in enumerate(papers, since):
        known = [m for m in reader.mentions() if m.evidence.document != one.document.id]
        told = profiles([*reader.claims(), *one.claims], [*known, *one.mentions])
        judgements = judge(
            [told[m.id] for m in one.mentions], [told[m.id] for m in known], hour(count), standing=reader.judgements()
        )
        writer.record(one.document, one.extraction, judgements, run, hour(count))


@contextmanager
def recorded(*papers: Paper) -> Iterator[Reader]:
    """A record in memory that holds the papers."""
    with closing(connect(None)) as connection:
        put(connection, papers)
        yield Reader(connection)


@contextmanager
def viewed(*papers: Paper) -> Iterator[View]:
    """All that the papers come to, as known now."""
    with recorded(*papers) as reader:
        yield load(reader)


@contextmanager
def viewed_by(day: str, *papers: Paper) -> Iterator[View]:
    """All that the papers come to as of a day in the world, as known now."""
    with recorded(*papers) as reader:
        yield load(reader, valid_at=date.fromisoformat(day))


def money(low: int | None, high: int | None, words: str, currency: str = "CNY") -> Amount:
    """A sum as the words tell it; yuan where nothing else is said."""
    return Amount(None if low is None else Decimal(low), None if high is None else Decimal(high), currency, None, words)
