from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from shiguan.errors import LedgerError
from shiguan.ledger.connection import APPLICATION_ID, connect, statements, transaction
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Writer
from shiguan.records.claim import Reject
from shiguan.records.document import Repair, Span
from shiguan.records.extraction import Extraction
from tests.ledger import build

DERIVED = ("passage_terms", "sqlite_")  # the search index and SQLite's own: made from the record, no part of it


def tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if not name.startswith(DERIVED)]


def full() -> sqlite3.Connection:
    """A ledger with a row in every table."""
    connection = build.in_memory()
    writer = Writer(connection)
    home = build.document()
    home = replace(home, repairs=(Repair("width", Span(0, 1), "甘", "甘", "nothing, but a row"),))
    claims = (build.funding(home), build.departure(home))
    found = build.extraction(*claims)
    rejects = (Reject(home.id, "layoff", "裁员", "model", "not in the text"),)
    run = writer.begin_run("rules 1", build.at(0))
    judgement = build.judgement(found.mentions[0].id, found.mentions[1].id, 1)
    writer.record(home, Extraction(found.mentions, claims, rejects), [judgement], run, build.at(1))
    return connection


def all_tables() -> list[str]:
    with closing(connect(None)) as connection:
        return tables(connection)


def test_a_new_file_becomes_a_record_and_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    connect(path).close()
    again = connect(path, create=False)
    assert again.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    numbers = [number for (number,) in again.execute("SELECT number FROM migrations ORDER BY number")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert again.execute("PRAGMA user_version").fetchone() == (numbers[-1],)
    again.close()


def test_it_is_opened_so_that_a_killed_writer_leaves_it_whole(tmp_path: Path) -> None:
    connection = connect(tmp_path / "r.db")
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    connection.close()


def test_an_empty_file_is_a_new_record(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    connection = connect(path, create=False)
    assert Reader(connection).counts().entries == 0
    connection.close()


def test_a_missing_file_is_not_made_when_only_read(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with pytest.raises(LedgerError, match="there is no record at"):
        connect(path, create=False)
    assert not path.exists()


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("牛奶两箱\n" * 400, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="no shiguan record"):
        connect(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("application", [0, 77])
def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, application: int) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.executescript(f"CREATE TABLE t (x); PRAGMA application_id = {application}")
    other.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program's database"):
        connect(path)
    assert path.read_bytes() == before


def test_a_record_of_a_newer_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    connection = connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LedgerError, match="newer shiguan"):
        connect(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be used"):
        connect(tmp_path)


def test_a_second_writer_is_told_that_the_record_is_being_written(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    first, second = connect(path), connect(path, busy_seconds=0.01)
    with transaction(first), pytest.raises(LedgerError, match="being written by another process"):
        Writer(second).begin_run("rules 1", build.at(0))
    assert Writer(second).begin_run("rules 1", build.at(0)).reader == "rules 1"
    first.close()
    second.close()


def test_readers_do_not_wait_for_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    first, second = connect(path), connect(path, busy_seconds=0.01)
    with transaction(first):
        assert Reader(second).claims() == ()
    first.close()
    second.close()


def test_messages_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(LedgerError) as caught:
        connect(path)
    assert "\n" not in str(caught.value)


def test_every_table_has_rows_in_the_full_ledger() -> None:
    connection = full()
    assert [t for t in tables(connection) if not connection.execute(f"SELECT 1 FROM {t}").fetchone()] == []


@pytest.mark.parametrize("table", all_tables())
def test_no_row_is_changed_or_removed(table: str) -> None:
    connection = full()
    (column,) = connection.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1").fetchone()
    before = connection.execute(f"SELECT * FROM {table}").fetchall()
    changes = [
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ]
    for change in changes:
        with pytest.raises(sqlite3.IntegrityError, match="the past is appended to, never edited"):
            connection.execute(change)
    assert connection.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("table", ["entries", "readings", "judgements"])
def test_nothing_is_recorded_before_what_is_there(table: str) -> None:
    connection = full()
    columns = [name for (name,) in connection.execute(f"SELECT name FROM pragma_table_info('{table}')") if name != "seq"]
    values = ", ".join("'2001-01-01'" if name == "recorded_at" else name for name in columns)
    with pytest.raises(sqlite3.IntegrityError, match="never edited"):
        connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} LIMIT 1")


def test_a_transaction_that_fails_leaves_nothing() -> None:
    connection = full()
    runs = Reader(connection).runs()

    def interrupted() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO runs (id, started_at, reader) VALUES ('r-1', '2031', 'x')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert Reader(connection).runs() == runs


def test_a_script_is_cut_where_its_statements_end() -> None:
    script = "-- why; so\nCREATE TABLE t (x);\nCREATE TRIGGER g BEFORE DELETE ON t\nBEGIN SELECT 1; END;\n"
    assert [s.split()[-1] for s in statements(script)] == ["(x);", "END;"]
    with pytest.raises(LedgerError, match="middle of a statement"):
        list(statements("CREATE TABLE t (x)"))


def test_a_record_that_many_open_at_once_is_made_once(tmp_path: Path) -> None:
    path, threads = tmp_path / "r.db", 6
    barrier = Barrier(threads)

    def begin(_: int) -> str:
        barrier.wait()
        with closing(connect(path)) as connection:
            return Writer(connection).begin_run("rules 1", build.at(0)).id

    with ThreadPoolExecutor(threads) as pool:
        runs = list(pool.map(begin, range(threads)))
    with closing(connect(path)) as connection:
        assert {run.id for run in Reader(connection).runs()} == set(runs)
        assert len(set(runs)) == threads


def test_a_damaged_record_says_so_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with closing(connect(path)) as connection:
        writer = Writer(connection)
        run = writer.begin_run("rules 1", build.at(0))
        home = build.document()
        writer.record(home, build.extraction(build.funding(home)), (), run, build.at(1))
        roots = [
            page for (page,) in connection.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'claims' AND rootpage")
        ]
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        for page in roots:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
    with closing(connect(path)) as connection, pytest.raises(LedgerError, match="damaged") as caught:
        Reader(connection).claims()
    assert "\n" not in str(caught.value)
