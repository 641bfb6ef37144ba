"""Opening the one SQLite file that holds the record, and bringing its tables up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from shiguan.clock import now
from shiguan.errors import LedgerError, ReadOnlyError
from shiguan.ledger.rows import moment

APPLICATION_ID = 0x53484755  # "SHGU" in the file's header: SQLite's own place to say whose file it is
BUSY_SECONDS = 10.0  # how long a second writer waits: many times what recording one article takes

_MIGRATIONS_TABLE = """
CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)
"""


def connect(path: Path | None, *, create: bool = True, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open the record at ``path`` (None: a new one in memory), made or brought up to date where needed.

    With ``create=False`` a missing file is an error. A connection may be handed from thread to thread, but used by one at a time.
    LedgerError, in one line: missing, unreadable, not a record, of a newer shiguan, or locked.
    """
    if path is not None and not create and not path.exists():
        raise LedgerError(f"there is no record at {path}")
    name = "memory" if path is None else str(path)
    with refusals(name):
        connection = sqlite3.connect(
            ":memory:" if path is None else path, timeout=busy_seconds, isolation_level=None, check_same_thread=False
        )
        try:
            _refuse_strangers(connection, name)
            _configure(connection)
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """Turn what SQLite raises into a LedgerError of one line; ``name`` says which record. A decorator too."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise LedgerError(f"the record refused this: {error}") from error
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LedgerError(f"the record {name} is being written by another process") from error
        if "readonly" in str(error):
            raise ReadOnlyError(f"the record {name} may be read but not written") from error
        if "fts5" in str(error):
            raise LedgerError("this Python's SQLite has no full-text search (FTS5)") from error
        raise LedgerError(f"the record {name} cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        raise LedgerError(f"the record {name} is damaged, or is no shiguan record: {error}") from error
    except UnicodeEncodeError as error:
        raise LedgerError(f"this text holds half a character and cannot be recorded: {error.reason}") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or none of it; the only writer meanwhile. Within ``supposing`` it is part of what is supposed."""
    if _within(connection):
        yield
        return
    with refusals(_file_of(connection)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _within(connection: sqlite3.Connection) -> bool:
    return connection.in_transaction


def snapshot(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A second connection that sees the record as it is now, whatever is written meanwhile; to be closed.

    The connection itself where there can be none: a record in memory, or one in the middle of being written.
    """
    path = _file_of(connection)
    if path == "memory" or _within(connection):
        return connection
    with refusals(path):
        second = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        second.execute("PRAGMA cache_size = -131072")
        second.execute("PRAGMA temp_store = MEMORY")  # counting has tables of its own for a moment
        second.execute("BEGIN")
        second.execute("SELECT count(*) FROM migrations").fetchone()  # the moment is that of the first look
    return second


@contextmanager
def supposing(connection: sqlite3.Connection) -> Iterator[None]:
    """A block that may write and ask what would come of it; in the end nothing of it is kept."""
    with refusals(_file_of(connection)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def settled(connection: sqlite3.Connection, at: str) -> str:
    """``at``, or the newest time on record where that is later.

    A clock that went back would otherwise change what the past, asked again, answers.
    """
    sql = """
    SELECT max(at) FROM (
        SELECT max(recorded_at) AS at FROM entries
        UNION ALL SELECT max(recorded_at) FROM readings
        UNION ALL SELECT max(recorded_at) FROM judgements)
    """
    (newest,) = connection.execute(sql).fetchone()
    return max(at, newest) if newest else at


def _file_of(connection: sqlite3.Connection) -> str:
    """The file's path, for messages."""
    return next((str(row[2]) for row in connection.execute("PRAGMA database_list") if row[1] == "main" and row[2]), "memory")


def _refuse_strangers(connection: sqlite3.Connection, name: str) -> None:
    """LedgerError unless the file is empty or a record this code can read. Changes nothing: the file may be somebody else's."""
    connection.execute("BEGIN")  # one look at all three: another process may be making the record just now
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute("COMMIT")
    if application != APPLICATION_ID and (application or tables):
        raise LedgerError(f"{name} is not a shiguan record, but another program's database")
    newest = _migrations()[-1][0]
    if version > newest:
        raise LedgerError(f"the record {name} is of a newer shiguan (form {version}; this one knows {newest})")


def _configure(connection: sqlite3.Connection) -> None:
    """WAL: readers never wait for the writer, and a killed writer leaves whole transactions only.

    synchronous FULL: what was said to be recorded is on the disk, also after a power cut; a correction is typed once.
    recursive_triggers: else INSERT OR REPLACE would delete rows without asking the triggers.
    cache_size: at most so many KiB of pages in memory; with SQLite's 2 MiB, keeping a large record's present reads each page anew.
    """
    for pragma in (
        "cache_size = -131072",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "recursive_triggers = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _migrations() -> list[tuple[int, str, str]]:
    """Number, name and SQL of each migration, in order."""
    folder = resources.files("shiguan.ledger") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [(int(f.name[:4]), f.name, f.read_text(encoding="utf-8")) for f in files]


def _migrate(connection: sqlite3.Connection) -> None:
    """Apply what is missing, each migration in a transaction of its own."""
    for number, name, sql in _migrations():
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version >= number:
            continue
        with transaction(connection):
            # Asked again under the lock: another process may have been quicker.
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version < number:
                connection.execute(_MIGRATIONS_TABLE)
                for statement in statements(sql):
                    connection.execute(statement)
                row = (number, name, moment(now()))
                connection.execute("INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, ?)", row)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")


def statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one; ``executescript`` would commit behind our back."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        raise LedgerError(f"a migration ends in the middle of a statement: {pending.strip()[:60]}")
