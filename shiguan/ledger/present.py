"""The present, kept beside the record: rows in and out. What they mean is worked out elsewhere (``shiguan.present``)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import count
from typing import Any

from shiguan.ledger.connection import refusals, statements, transaction
from shiguan.ledger.rows import marks, select_in, time_of
from shiguan.records.time import ValidTime

_TABLES = (
    *("state", "entities", "mentions", "forms", "tellings", "texts", "events", "values", "documents", "compared"),
    *("keys", "chains", "steps", "foretold", "pairs", "facts", "bearing", "grounds"),
)
_LAYOUT = 12  # of the tables: with another they are dropped, and made anew
_past = count(1)
_ASKED = "that was asked"


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity: its number, id, kind and name, the smallest id of its mentions and how many there are."""

    key: int
    id: str
    kind: str
    name: str
    first: str
    mentions: int


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form of an entity's name; ``named`` mentions have it as their name, ``also`` as another form."""

    entity: int
    form: str
    named: int
    also: int
    normal: str
    core: str | None


@dataclass(frozen=True, slots=True)
class TellingRow:
    """A claim that stands, and what it is compared by; ``start`` and ``end`` in received coordinates.

    ``part``: what chain it may begin (``resolve.fates.begins``); ``leads``: its document goes on with a word for what came next.

    ``texts``: keys of what its texts may name, each with the number of the one entity of that name, None where there is none.
    ``keys``: what chains find it by, with ``step`` (``resolve.related``). These are kept, and not read back.
    """

    claim: str
    version: int
    document: str
    event_type: str
    block: str
    near: int | None
    event: int | None
    compared: str
    start: int
    end: int
    quote: str
    part: str | None
    leads: bool
    texts: tuple[tuple[str, int | None], ...] = ()
    keys: tuple[str, ...] = ()
    step: int | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event's columns after its number, its values (role, ordinal, entity, text, support) and grounds (key, said, open)."""

    columns: tuple[Any, ...]
    values: tuple[tuple[str, int, int | None, str, int], ...]
    grounds: tuple[tuple[str, str, bool], ...]


EVENT_COLUMNS = (
    "id, event_type, block, certainty, polarity, valid_start, valid_end, valid_precision, valid_expression, "
    "told_start, told_end, sources, tellings, named, total, outlets, first_outlet, "
    "org_entity, org_text, person_entity, person_text, destination_entity, destination_text"
)
_TELLING = "claim, version, document, event_type, block, near, event, compared, received_start, received_end, quote, part, leads"


class PresentStore:
    """The tables of the present in one database: ``main`` keeps those of now, others those of a moment past, in memory."""

    def __init__(self, connection: sqlite3.Connection, schema: str = "main") -> None:
        self.connection = connection
        self.schema = schema
        self._make()

    @classmethod
    def past(cls, connection: sqlite3.Connection) -> PresentStore:
        """Empty tables in a new database in memory; ``close`` lets go of it."""
        schema = f"past{next(_past)}"
        connection.execute(f"ATTACH DATABASE ':memory:' AS {schema}")
        return cls(connection, schema)

    def close(self) -> None:
        """Let go of a past; the present stays."""
        if self.schema != "main":
            self.connection.execute(f"DETACH DATABASE {self.schema}")

    def _make(self) -> None:
        """Empty tables, where there are none or they are of another layout."""
        named = "SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name LIKE 'present!_%' ESCAPE '!'"
        found = {row[0] for row in self.connection.execute(named.format(schema=self.schema))}
        if "present_state" in found and self.state().get("layout") == _LAYOUT:
            return
        script = (resources.files("shiguan.ledger") / "present.sql").read_text(encoding="utf-8")
        with transaction(self.connection):
            for table in sorted(found):
                self.connection.execute(f"DROP TABLE {self.schema}.{table}")
            for statement in statements(script.replace("SCHEMA.", f"{self.schema}.")):
                self.connection.execute(statement)
            self.reached({"layout": _LAYOUT})

    def table(self, name: str) -> str:
        """A table's name with its database."""
        return f"{self.schema}.present_{name}"

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        """Run a statement in which ``{name}`` stands for one of the tables."""
        with refusals(_ASKED):
            return self.connection.execute(self._named(sql), parameters)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        with refusals(_ASKED):
            self.connection.executemany(self._named(sql), rows)

    def select(self, sql: str, values: Collection[Any], *parameters: Any) -> Iterator[tuple[Any, ...]]:
        """Rows of a statement whose ``(?*)`` is filled with the values, in batches."""
        with refusals(_ASKED):
            yield from select_in(self.connection, self._named(sql), values, *parameters)

    def _named(self, sql: str) -> str:
        for name in _TABLES:
            sql = sql.replace(f"{{{name}}}", f"{self.schema}.present_{name}")
        return sql

    # What it is made up to.

    def state(self) -> dict[str, int]:
        """How far the record went when it was made."""
        return dict(self.execute("SELECT name, seq FROM {state}"))

    def reached(self, state: Mapping[str, int]) -> None:
        """It goes so far now."""
        self.many(
            "INSERT INTO {state} (name, seq) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq", state.items()
        )

    def empty(self) -> None:
        """Forget everything but the layout."""
        for name in _TABLES:
            self.execute(f"DELETE FROM {{{name}}}")
        self.reached({"layout": _LAYOUT})

    # Entities.

    def entities_of(self, mentions: Collection[str]) -> dict[str, int]:
        """The numbers of the entities that these mentions belong to, by mention."""
        return dict(self.select("SELECT mention, entity FROM {mentions} WHERE mention IN (?*)", mentions))

    def mentions_of(self, entities: Collection[int]) -> dict[int, list[str]]:
        """The mentions of entities, in order."""
        found: dict[int, list[str]] = defaultdict(list)
        for entity, mention in self.select(
            "SELECT entity, mention FROM {mentions} WHERE entity IN (?*) ORDER BY mention", entities
        ):
            found[entity].append(mention)
        return found

    def entities_by_name(self, keys: Collection[str]) -> dict[str, int]:
        """The numbers of the entities that are the only ones of their kind and name (``org:云杉医药``), by these."""
        sql = """
        SELECT e.kind || ':' || f.normal, f.entity FROM {forms} f JOIN {entities} e ON e.key = f.entity
        WHERE f.named > 0 AND f.normal IN (?*)
        """
        found: dict[str, set[int]] = defaultdict(set)
        for key, entity in self.select(sql, {key.partition(":")[2] for key in keys}):
            found[key].add(entity)
        return {key: next(iter(found[key])) for key in keys if len(found.get(key, ())) == 1}

    def told_otherwise(self, keys: Collection[str]) -> set[str]:
        """The claims with a text that may name what has one of these keys, and that is of another entity now than it was."""
        now = self.entities_by_name(keys)
        rows = self.select("SELECT claim, name, entity FROM {texts} WHERE name IN (?*)", keys)
        return {claim for claim, name, entity in rows if now.get(name) != entity}

    def versions_of(self, mentions: Collection[str]) -> dict[str, int]:
        """The versions that speak for mentions."""
        return dict(self.select("SELECT mention, version FROM {mentions} WHERE mention IN (?*)", mentions))

    def entity_rows(self, keys: Collection[int]) -> dict[int, EntityRow]:
        """Entities by number."""
        sql = "SELECT key, id, kind, name, first, mentions FROM {entities} WHERE key IN (?*)"
        return {row[0]: EntityRow(*row) for row in self.select(sql, keys)}

    def forms(self, entities: Collection[int]) -> list[FormRow]:
        """The forms of entities' names."""
        sql = "SELECT entity, form, named, also, normal, core FROM {forms} WHERE entity IN (?*)"
        return [FormRow(*row) for row in self.select(sql, entities)]

    def next_entity(self) -> int:
        """A number that no entity has."""
        (last,) = self.execute("SELECT coalesce(max(key), 0) FROM {entities}").fetchone()
        return int(last) + 1

    def put_entities(self, rows: Iterable[EntityRow]) -> None:
        """Keep entities, in place of those of the same number."""
        sql = "INSERT OR REPLACE INTO {entities} (key, id, kind, name, first, mentions) VALUES (?, ?, ?, ?, ?, ?)"
        self.many(sql, ((r.key, r.id, r.kind, r.name, r.first, r.mentions) for r in rows))

    def put_forms(self, rows: Iterable[FormRow]) -> None:
        """Keep forms, in place of the same forms of the same entities."""
        sql = "INSERT OR REPLACE INTO {forms} (entity, form, named, also, normal, core) VALUES (?, ?, ?, ?, ?, ?)"
        self.many(sql, ((r.entity, r.form, r.named, r.also, r.normal, r.core) for r in rows))

    def put_mentions(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Keep mentions: id, version, entity."""
        self.many("INSERT OR REPLACE INTO {mentions} (mention, version, entity) VALUES (?, ?, ?)", rows)

    def drop_mentions(self, mentions: Iterable[str]) -> None:
        """Forget mentions."""
        self.many("DELETE FROM {mentions} WHERE mention = ?", ((m,) for m in mentions))

    def drop_entities(self, keys: Collection[int]) -> None:
        """Forget entities and their forms."""
        self.many("DELETE FROM {entities} WHERE key = ?", ((k,) for k in keys))
        self.many("DELETE FROM {forms} WHERE entity = ?", ((k,) for k in keys))

    # Documents.

    def put_documents(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep documents: id, version, file, publisher, publication (four columns); each at first a source of its own."""
        columns = "file, publisher, published_start, published_end, published_precision, published_expression"
        changed = ", ".join(f"{name} = excluded.{name}" for name in ("version", *columns.split(", ")))
        sql = f"""
        INSERT INTO {{documents}} (document, version, {columns}, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (document) DO UPDATE SET {changed}
        """
        self.many(sql, ((*row, row[0]) for row in rows))

    def origins(self, documents: Collection[str]) -> dict[str, tuple[str, str | None, ValidTime | None]]:
        """Where documents are from: file, publisher, publication."""
        sql = """
        SELECT document, file, publisher, published_start, published_end, published_precision, published_expression
        FROM {documents} WHERE document IN (?*)
        """
        return {row[0]: (row[1], row[2], time_of(*row[3:])) for row in self.select(sql, documents)}

    def part_sources(self, documents: Collection[str]) -> set[str]:
        """Make each of the documents, and each that is one source with one, a source of its own again; all of these.

        Those that tell nothing any more are forgotten.
        """
        sources = {row[0] for row in self.select("SELECT source FROM {documents} WHERE document IN (?*)", documents)}
        found = {row[0] for row in self.select("SELECT document FROM {documents} WHERE source IN (?*)", sources)}
        told = {row[0] for row in self.select("SELECT DISTINCT document FROM {tellings} WHERE document IN (?*)", found)}
        self.many("DELETE FROM {documents} WHERE document = ?", ((d,) for d in found - told))
        self.many("UPDATE {documents} SET source = document WHERE document = ?", ((d,) for d in told))
        return told

    def documents_together(self, documents: Collection[str]) -> set[frozenset[str]]:
        """The documents that tell an event together with one of these: a set for each event that several tell."""
        sql = "SELECT DISTINCT event FROM {tellings} WHERE event IS NOT NULL AND document IN (?*)"
        events = {row[0] for row in self.select(sql, documents)}
        held: dict[int, set[str]] = defaultdict(set)
        for event, document in self.select("SELECT event, document FROM {tellings} WHERE event IN (?*)", events):
            held[event].add(document)
        return {frozenset(found) for found in held.values() if len(found) > 1}

    def join_sources(self, pairs: Iterable[tuple[str, str]]) -> None:
        """The documents of each pair are one source."""
        for left, right in pairs:
            ends = sorted({row[0] for row in self.select("SELECT source FROM {documents} WHERE document IN (?*)", [left, right])})
            if len(ends) == 2:
                self.execute("UPDATE {documents} SET source = ? WHERE source = ?", ends)

    def compared(self, documents: Collection[str]) -> dict[tuple[str, str], bool]:
        """What was found of pairs among the documents, the smaller id first."""
        ids = {v: d for d, v in self.select("SELECT document, version FROM {documents} WHERE document IN (?*)", documents)}
        rows = self.select("SELECT left, right, one FROM {compared} WHERE left IN (?*)", ids)
        return {_ordered(ids[left], ids[right]): bool(one) for left, right, one in rows if right in ids}

    def put_compared(self, found: Mapping[tuple[str, str], bool]) -> None:
        """Keep what was found of pairs."""
        ends = {i for pair in found for i in pair}
        of = dict(self.select("SELECT document, version FROM {documents} WHERE document IN (?*)", ends))
        rows = sorted((*sorted((of[left], of[right])), one) for (left, right), one in found.items() if {left, right} <= of.keys())
        self.many("INSERT OR REPLACE INTO {compared} (left, right, one) VALUES (?, ?, ?)", rows)

    def forget_compared(self, documents: Collection[str]) -> None:
        """Forget what was found of pairs in which one of the documents is."""
        versions = [row[0] for row in self.select("SELECT version FROM {documents} WHERE document IN (?*)", documents)]
        for end in ("left", "right"):
            self.many(f"DELETE FROM {{compared}} WHERE {end} = ?", ((v,) for v in versions))

    def sources(self, documents: Collection[str]) -> dict[str, str]:
        """The source of each document."""
        return dict(self.select("SELECT document, source FROM {documents} WHERE document IN (?*)", documents))

    def sources_of_claims(self, claims: Collection[str]) -> dict[str, str]:
        """The source of each claim that tells an event."""
        return dict(self.select("SELECT claim, source FROM {tellings} WHERE source IS NOT NULL AND claim IN (?*)", claims))

    def names_in(self, documents: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The names that stand in documents, by document, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        sql = """
        SELECT m.document, m.name FROM mentions m JOIN {mentions} p ON p.mention = m.id AND p.version = m.version
        WHERE m.document IN (?*)
        """
        for document, name in self.select(sql, documents):
            found[document].append(name)
        return {document: tuple(sorted(names)) for document, names in found.items()}

    # Tellings.

    def tellings(self, claims: Collection[str]) -> list[TellingRow]:
        """The tellings of claims."""
        return [TellingRow(*row) for row in self.select(f"SELECT {_TELLING} FROM {{tellings}} WHERE claim IN (?*)", claims)]

    def tellings_of_documents(self, documents: Collection[str]) -> set[str]:
        """The claims that documents make."""
        return {row[0] for row in self.select("SELECT claim FROM {tellings} WHERE document IN (?*)", documents)}

    def tellings_of_events(self, events: Collection[int]) -> list[TellingRow]:
        """The tellings of events."""
        return [TellingRow(*row) for row in self.select(f"SELECT {_TELLING} FROM {{tellings}} WHERE event IN (?*)", events)]

    def event_ids(self, claims: Collection[str]) -> dict[str, str]:
        """The ids of the events that claims tell, by claim."""
        sql = "SELECT t.claim, e.id FROM {tellings} t JOIN {events} e ON e.key = t.event WHERE t.claim IN (?*)"
        return dict(self.select(sql, claims))

    def block(self, block: str) -> list[TellingRow]:
        """The tellings of a block."""
        return [TellingRow(*row) for row in self.execute(f"SELECT {_TELLING} FROM {{tellings}} WHERE block = ?", (block,))]

    def near(self, block: str, near: int) -> list[TellingRow]:
        """The tellings of a block that may be near."""
        sql = f"SELECT {_TELLING} FROM {{tellings}} WHERE block = ? AND near BETWEEN ? AND ?"
        rows = list(self.execute(sql, (block, near - 1, near + 1)))
        rows += self.execute(f"SELECT {_TELLING} FROM {{tellings}} WHERE block = ? AND near IS NULL", (block,))
        return [TellingRow(*row) for row in rows]

    def blocks(self) -> Iterator[list[TellingRow]]:
        """All tellings, block by block."""
        held: list[TellingRow] = []
        # Sorted, not read by an index: its rows lie all over the table, and each would be a page of its own.
        for row in self.execute(f"SELECT {_TELLING} FROM {{tellings}} ORDER BY +block, version"):
            one = TellingRow(*row)
            if held and held[0].block != one.block:
                yield held
                held = []
            held.append(one)
        if held:
            yield held

    def put_tellings(self, rows: Sequence[TellingRow]) -> None:
        """Keep tellings, in place of those of the same claims."""
        texts = ((r.claim, *text) for r in rows for text in r.texts)
        self.many("INSERT OR REPLACE INTO {texts} (claim, name, entity) VALUES (?, ?, ?)", texts)
        keys = ((key, r.claim, r.step, r.part) for r in rows for key in r.keys)
        self.many("INSERT OR REPLACE INTO {keys} (key, claim, step, part) VALUES (?, ?, ?, ?)", keys)
        columns = ((r.claim, r.version, r.document, r.event_type, r.block, r.near, r.event, r.compared) for r in rows)
        shown = ((r.start, r.end, r.quote, r.part, r.leads) for r in rows)
        sql = f"INSERT OR REPLACE INTO {{tellings}} ({_TELLING}) VALUES {marks(range(13))}"
        self.many(sql, ((*one, *other) for one, other in zip(columns, shown, strict=True)))

    def drop_tellings(self, claims: Collection[str]) -> None:
        """Forget tellings."""
        self.many("DELETE FROM {tellings} WHERE claim = ?", ((c,) for c in claims))
        self.many("DELETE FROM {texts} WHERE claim = ?", ((c,) for c in claims))
        self.many("DELETE FROM {keys} WHERE claim = ?", ((c,) for c in claims))

    # Events.

    def put_event(self, row: EventRow, source_of: Mapping[str, str]) -> int:
        """Keep a new event of these claims (each with its source); its number."""
        key = self._next_event()
        self.execute(f"INSERT INTO {{events}} (key, {EVENT_COLUMNS}) VALUES {marks((key, *row.columns))}", (key, *row.columns))
        sql = "INSERT INTO {values} (event, role, ordinal, entity, text, support) VALUES (?, ?, ?, ?, ?, ?)"
        self.many(sql, ((key, *value) for value in row.values))
        sql = "INSERT INTO {grounds} (event, ground, said, open) VALUES (?, ?, ?, ?)"
        self.many(sql, ((key, *ground) for ground in row.grounds))
        self.many("UPDATE {tellings} SET event = ?, source = ? WHERE claim = ?", ((key, s, c) for c, s in source_of.items()))
        return key

    def _next_event(self) -> int:
        (last,) = self.execute("SELECT coalesce(max(key), 0) FROM {events}").fetchone()
        return int(last) + 1

    def drop_events(self, keys: Collection[int]) -> None:
        """Forget events; their tellings tell none."""
        self.many("DELETE FROM {events} WHERE key = ?", ((k,) for k in keys))
        self.many("DELETE FROM {values} WHERE event = ?", ((k,) for k in keys))
        self.many("DELETE FROM {grounds} WHERE event = ?", ((k,) for k in keys))
        self.many("UPDATE {tellings} SET event = NULL, source = NULL WHERE event = ?", ((k,) for k in keys))

    def event_rows(self, where: str, values: Collection[Any]) -> list[tuple[Any, ...]]:
        """Number and columns of the events whose column ``where`` is one of the values."""
        assert where in ("key", "block")
        return list(self.select(f"SELECT key, {EVENT_COLUMNS} FROM {{events}} WHERE {where} IN (?*)", values))

    def set_happenings(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Say with which event each is counted: happening, alone, place, dated, first_day, last_day, number."""
        columns = "happening = ?, alone = ?, place = ?, dated = ?, first_day = ?, last_day = ?"
        self.many(f"UPDATE {{events}} SET {columns} WHERE key = ?", rows)


def _ordered(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)
