"""The views for people who open the file: each can be read, and nothing on record changes for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from shiguan.ledger import connection as ledger
from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Reader
from shiguan.query.view import load
from tests.query.build import hour, put
from tests.resolve.build import left, paper

PAPERS = [
    paper([left("王远", "星河汽车", "2031-01", to="云帆科技")], "a.txt", publisher="甲报", aliases={"星河汽车": ("星河",)}),
    paper([left("王远", "星河汽车", "2031-01")], "b.txt", publisher="乙报"),
]
VIEWS = ("view_claims", "view_events", "view_entities", "view_articles", "view_judgements", "view_log")


def rows(connection: sqlite3.Connection, view: str) -> list[dict[str, Any]]:
    found = connection.execute(f"SELECT * FROM {view}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


@pytest.fixture
def record() -> Iterator[sqlite3.Connection]:
    with closing(connect(None)) as connection:
        put(connection, PAPERS)
        load(Reader(connection))  # the present is made by the first look
        yield connection


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_read(record: sqlite3.Connection, view: str) -> None:
    assert rows(record, view)


def test_there_are_no_other_views(record: sqlite3.Connection) -> None:
    found = record.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")
    assert [row[0] for row in found] == sorted(VIEWS)


def test_claims_and_events_say_their_roles_in_words(record: sqlite3.Connection) -> None:
    claims = {row["file"]: row for row in rows(record, "view_claims")}
    (event,) = rows(record, "view_events")
    assert claims["a.txt"]["roles"] == "person: 王远; org: 星河汽车; destination_org: 云帆科技"
    assert (claims["a.txt"]["publisher"], claims["a.txt"]["valid_start"], claims["a.txt"]["event"]) == (
        "甲报",
        "2031-01-01",
        event["event"],
    )
    assert event["roles"] == "destination_org: 云帆科技; org: 星河汽车; person: 王远"
    assert event["tellings"] == 2


def test_entities_say_their_other_names_and_articles_where_they_are_from(record: sqlite3.Connection) -> None:
    firm = next(row for row in rows(record, "view_entities") if row["name"] == "星河汽车")
    assert (firm["kind"], firm["also_called"], firm["mentions"], firm["events"]) == ("org", "星河", 2, 1)
    assert [(row["file"], row["claims"]) for row in rows(record, "view_articles")] == [("a.txt", 1), ("b.txt", 1)]
    judged = {(row["left"], row["right"], row["verdict"]) for row in rows(record, "view_judgements")}
    assert ("王远", "王远", "same") in judged


def test_an_older_record_gets_them_and_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, migrations = tmp_path / "a.db", ledger._migrations()
    with monkeypatch.context() as older:
        older.setattr(ledger, "_migrations", lambda: [one for one in migrations if one[0] < 5])
        with closing(connect(path)) as connection:
            put(connection, PAPERS)
            load(Reader(connection)).close()
            before = list(connection.iterdump())
    with closing(connect(path)) as connection:
        assert rows(connection, "view_claims")
        after = list(connection.iterdump())
    added = [line for line in after if line not in set(before)]
    assert [line for line in before if line not in set(after)] == []
    assert all(line.startswith(("CREATE VIEW", "CREATE INDEX", 'INSERT INTO "migrations"', "--")) for line in added)


def test_the_histories_of_claims_are_those_of_each(record: sqlite3.Connection) -> None:
    reader = Reader(record)
    claims = [claim.id for claim in reader.claims()]
    assert reader.histories([*claims, "c-none"]) == {**{claim: reader.entries(claim) for claim in claims}, "c-none": ()}
    assert all(reader.entries(claim) for claim in claims)
    first, second = reader.histories(claims, hour(0)).values()
    assert sorted(map(len, (first, second))) == [0, 1]


def test_when_something_was_last_put_on_record_is_known(record: sqlite3.Connection) -> None:
    reader = Reader(record)
    assert reader.newest() == hour(1)
    assert reader.newest(hour(0)) == hour(0)
    with closing(connect(None)) as empty:
        assert Reader(empty).newest() is None
