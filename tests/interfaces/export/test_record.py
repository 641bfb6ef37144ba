"""Claims, events and entities as tables and as lines: all of them, flat, a few held at a time."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from shiguan import Shiguan
from shiguan.interfaces import render
from shiguan.interfaces.export import Table, record
from shiguan.interfaces.messages import Messages
from shiguan.query import view as views
from shiguan.query import whole
from shiguan.query.view import View
from shiguan.records.views import Told
from tests.query.build import viewed, viewed_by
from tests.resolve.build import Line, left, paper


def rows(table: Table) -> list[dict[str, Any]]:
    keys = [column.key for column in table.columns]
    assert len(set(keys)) == len(keys)
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def test_a_claim_is_a_row_with_its_roles_its_times_and_where_it_stands(messages: Messages) -> None:
    with viewed(paper([left("王远", "星河汽车", "2031-Q1", to="云帆科技")], file="a.txt", publisher="甲报")) as view:
        (row,) = rows(record.claims(messages, view))
        (event,) = view.events
    assert (row["type"], row["role_person"], row["role_org"], row["role_destination_org"]) == (
        "departure",
        "王远",
        "星河汽车",
        "云帆科技",
    )
    assert (row["when"], str(row["when_start"]), str(row["when_end"])) == ("2031-Q1", "2031-01-01", "2031-03-31")
    assert (row["file"], row["publisher"], row["published"], row["certainty"]) == ("a.txt", "甲报", "2031-02-03", "reported")
    assert row["event"] == event.id
    assert row["entity_person"] == event.role("person")[0].entity
    assert row["role_gist"] is None


def test_claims_in_every_form_are_the_same_claims(hostile: View, messages: Messages) -> None:
    table, lines = rows(record.claims(messages, hostile)), list(render.claim_lines(hostile))
    assert len(table) == len(lines) == len(hostile.tellings) > 60
    for row, line in zip(table, lines, strict=True):
        assert (row["quote"], row["start"], row["end"], row["document"]) == (
            line["quote"],
            line["start"],
            line["end"],
            line["document"],
        )
        assert (row["event"], row["entity_org"]) == (line["event"], line["entities"].get("org"))
        received = hostile.documents[row["document"]].article.received
        assert received[row["start"] : row["end"]] == row["quote"]


def test_an_amount_is_a_number_beside_its_words(hostile: View, messages: Messages) -> None:
    for table in (record.claims(messages, hostile), record.events(messages, hostile)):
        told = [row for row in rows(table) if row["type"] == "funding"]
        assert told
        assert all((row["amount_low"], row["amount_high"]) == (3000000, 5000000) for row in told)
        assert all(row["role_amount"].endswith("三百万") for row in told)


def test_an_event_is_a_row_with_all_that_its_roles_are_told_to_be(messages: Messages) -> None:
    told = Line("partnership", {"orgs": ["云帆科技", "星河汽车", "长岭证券"]})
    with viewed(paper([told], file="a.txt"), paper([told], file="b.txt", publisher="乙报")) as view:
        (row,) = rows(record.events(messages, view))
    assert sorted(row["role_orgs"].split("; ")) == ["云帆科技", "星河汽车", "长岭证券"]
    assert len(row["entity_orgs"].split("; ")) == 3
    assert (row["sources"], row["outlets"], row["tellings"]) == (1, 2, 2)


def test_an_entity_is_a_row_with_its_other_names(messages: Messages) -> None:
    with viewed(paper([left("王远", "星河汽车")], aliases={"星河汽车": ("星河",)})) as view:
        found = {row["name"]: row for row in rows(record.entity_table(messages, view))}
    assert found["星河汽车"]["kind"] == "org"
    assert found["星河汽车"]["aliases"] == "星河"
    assert found["王远"]["mentions"] == 1


def test_a_role_that_the_vocabulary_does_not_know_is_kept(messages: Messages) -> None:
    known = {name: event for name, event in messages.events.items() if name != "departure"}
    with viewed(paper([left("王远", "星河汽车", to="云帆科技")])) as view:
        (row,) = rows(record.claims(Messages("zh", known), view))
    assert row["role_other"] == "destination_org: 云帆科技"


def test_what_had_not_begun_is_no_event_yet(messages: Messages) -> None:
    with viewed_by("2031-02-10", paper([left("王远", "星河汽车", "2031-05")])) as view:
        assert [row["event"] for row in rows(record.claims(messages, view))] == [None]
        assert rows(record.events(messages, view)) == []


def test_all_that_passes_is_the_same_however_few_are_held(hostile_record: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> list[object]:
        with Shiguan(hostile_record) as shiguan:
            view = shiguan.view()
            lines = [*render.claim_lines(view), *map(render.event_line, view.events_passing())]
            return [*lines, *map(render.entity_line, whole.entities(view))]

    usual = said()
    monkeypatch.setattr(whole, "_DOCUMENTS", 1)
    monkeypatch.setattr(whole, "_ENTITIES", 2)
    monkeypatch.setattr(views, "_BATCH", 3)
    assert said() == usual


def test_events_pass_in_the_order_in_which_they_are_listed(hostile: View) -> None:
    assert tuple(hostile.events_passing()) == hostile.events


def test_claims_are_loaded_as_they_are_asked_for(hostile: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "_DOCUMENTS", 1)
    loaded: list[object] = []
    tellings = View.tellings_in

    def seen(view: View, documents: Collection[str]) -> tuple[Told, ...]:
        loaded.append(documents)
        return tellings(view, documents)

    monkeypatch.setattr(View, "tellings_in", seen)
    lines = render.claim_lines(hostile)
    next(lines)
    assert len(loaded) == 1


def test_nothing_on_record_is_no_row(empty_record: Any, messages: Messages) -> None:
    with Shiguan(empty_record) as shiguan:
        for table in (record.claims, record.events, record.entity_table):
            assert rows(table(messages, shiguan.view())) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_column_has_a_heading_in_the_language(hostile: View, language: str) -> None:
    said = Messages(language, Shiguan().vocabulary.events)
    for table in (record.claims(said, hostile), record.events(said, hostile), record.entity_table(said, hostile)):
        for column in table.columns:
            assert column.label
            assert language == "en" or any("\u4e00" <= c <= "\u9fff" for c in column.label)
