"""Values as columns and back: times, moments, and lists too long for one statement."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from shiguan.ids import content_id
from shiguan.records.time import Precision, ValidTime

TimeRow: TypeAlias = tuple[str | None, str | None, str | None, str | None]
Column: TypeAlias = str | int | float | bytes | None

LISTED = 500  # values in one IN (…): SQLite before 3.32 takes 999 parameters in all
NO_TIME: TimeRow = (None, None, None, None)


@contextmanager
def in_bulk() -> Iterator[None]:
    """While much is loaded: what is made is all kept, and looking through it for what is not takes as long as making it."""
    watched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if watched:
            gc.enable()


def moment(at: datetime) -> str:
    """UTC text of fixed width, so that text order is time order; ValueError for a moment without a time zone."""
    if at.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {at.isoformat()}")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def from_moment(text: str) -> datetime:
    """The inverse of ``moment``, in UTC."""
    return datetime.fromisoformat(text)


def time_row(time: ValidTime | None) -> TimeRow:
    """Start, end, precision, expression; all None for no time."""
    if time is None:
        return NO_TIME
    start = time.start.isoformat() if time.start else None
    end = time.end.isoformat() if time.end else None
    return start, end, str(time.precision), time.expression


@lru_cache(maxsize=4096)  # documents of one day and what they tell of it share their times
def time_of(start: str | None, end: str | None, precision: str | None, expression: str | None) -> ValidTime | None:
    """The inverse of ``time_row``."""
    if precision is None:
        return None
    return ValidTime(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        Precision(precision),
        expression or "",
    )


def fingerprint(*rows: object) -> str:
    """Hash of columns, or of lists of rows: equal columns, equal fingerprint."""
    return content_id("f", *(row if row is None or isinstance(row, bytes | str) else repr(row) for row in rows))


def marks(values: Collection[object]) -> str:
    """``(?, ?, …)``, one mark a value."""
    return f"({', '.join('?' * len(values))})"


def newest_of(connection: sqlite3.Connection, log: str, known_at: datetime | None = None) -> int:
    """The newest number of a log, or that which was known then; 0 where nothing was.

    A log is written in order of time (its triggers see to that), so that the newest by time has the greatest number.
    """
    if known_at is None:
        row = connection.execute(f"SELECT max(seq) FROM {log}").fetchone()
    else:
        sql = f"SELECT seq FROM {log} WHERE recorded_at <= ? ORDER BY recorded_at DESC, seq DESC LIMIT 1"
        row = connection.execute(sql, (moment(known_at),)).fetchone()
    return int(row[0] or 0) if row else 0


def select_in(
    connection: sqlite3.Connection, sql: str, values: Collection[Column], *parameters: Column
) -> Iterator[tuple[Any, ...]]:
    """Rows of ``sql``, whose ``(?*)`` is filled with ``values``, in batches; ``parameters`` go to the marks before it."""
    remaining = iter(values)
    while batch := list(islice(remaining, LISTED)):
        yield from connection.execute(sql.replace("(?*)", marks(batch)), [*parameters, *batch])
