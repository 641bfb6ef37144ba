"""The answers of language models, kept so that nothing is paid for twice: a file of its own, no part of the record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from shiguan.errors import LedgerError

_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"


class AnswersFile:
    """Answers by what was asked, in a file that may be removed at any time; opened for each call, so nothing is left to close.

    LedgerError, in one line, where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, key: str, /) -> str | None:
        """The answer; None where there is none."""
        with self._opened() as connection:
            row = connection.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def __setitem__(self, key: str, answer: str, /) -> None:
        """Keep an answer in the place of an earlier one."""
        with self._opened() as connection, connection:
            connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, answer))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path)) as connection:
                connection.execute(_TABLE)
                yield connection
        except sqlite3.Error as error:
            raise LedgerError(f"the answers of language models in {self._path} cannot be used: {error}") from error
