"""What is asked of the present: events, entities and tellings found by what they hold. Nothing here changes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from shiguan.ledger.present import EVENT_COLUMNS, PresentStore
from shiguan.ledger.rows import marks, time_of
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime

TOLD = "(:day IS NULL OR told_start IS NULL OR told_start <= :day)"
# What is planned, foreseen, rumoured, thought or denied need never come: it begins when it is told, however far ahead its time.
BEGUN = f"""
(:day IS NULL OR (CASE WHEN valid_precision IS NOT NULL THEN valid_start ELSE told_start END) IS NULL
 OR (CASE WHEN valid_precision IS NOT NULL THEN valid_start ELSE told_start END) <= :day
 OR (certainty NOT IN ('confirmed', 'reported') AND {TOLD}))
"""
_TOLD = """
SELECT t.event, t.claim, t.version, t.received_start, t.received_end, t.quote, d.file, d.publisher,
    d.published_start, d.published_end, d.published_precision, d.published_expression
FROM {tellings} t JOIN {documents} d ON d.document = t.document
"""
_LAST_DAY = "CASE WHEN valid_precision IS NULL THEN told_end ELSE valid_end END"
_BEYOND = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A telling as shown: the claim by version, its event's number, its place as received, and where it is from."""

    event: int
    claim: str
    version: int
    start: int
    end: int
    quote: str
    file: str
    publisher: str | None
    published_at: ValidTime | None


@dataclass(frozen=True, slots=True)
class EventSeen:
    """An event without its tellings; ``values`` by role: the text, the entity's number, the support."""

    key: int
    id: str
    event_type: str
    certainty: Certainty
    polarity: Polarity
    valid_time: ValidTime | None
    sources: int
    values: Mapping[str, tuple[tuple[str, int | None, int], ...]]


class Outline(NamedTuple):
    """Of an event what a question chooses by: its type, how sure it is, when it may have happened (``query.window.bounds``).

    Days are as they are kept (YYYY-MM-DD), and so is the certainty: most are only put in order, and there are many.
    """

    key: int
    id: str
    event_type: str
    certainty: str
    start: str | None
    end: str | None


class PresentReader:
    """Asks the tables of one present. ``day``: only of events that had begun by then."""

    def __init__(self, store: PresentStore, day: date | None = None) -> None:
        self._store = store
        self._day = None if day is None else day.isoformat()

    def event_keys(self, event_types: Collection[str] | None = None, *, told: bool = False) -> list[int]:
        """Events of these types, or all; ``told``: those told by the day, whenever they begin."""
        sql = f"SELECT key FROM {{events}} WHERE {TOLD if told else BEGUN}"
        named = {f"t{n}": name for n, name in enumerate(sorted(event_types or ()))}
        if event_types is not None:
            sql += f" AND event_type IN ({', '.join(f':{n}' for n in named)})"
        return [row[0] for row in self._store.execute(sql, {"day": self._day, **named})]

    def event_keys_in_order(self) -> list[int]:
        """All events that had begun, in order of type and id."""
        sql = f"SELECT key FROM {{events}} WHERE {BEGUN} ORDER BY event_type, id"
        return [row[0] for row in self._store.execute(sql, {"day": self._day})]

    def events_with(self, entities: Collection[int], *, told: bool = False) -> list[int]:
        """Events in which one of the entities plays a role; ``told``: those told by the day, whenever they begin."""
        sql = "SELECT DISTINCT event FROM {values} WHERE entity IN (?*)"
        return self.begun(sorted({row[0] for row in self._store.select(sql, entities)}), told=told)

    def events_played(self, entities: Collection[int], role: str, event_types: Sequence[str]) -> list[int]:
        """Events of these types in which one of the entities plays the role."""
        sql = f"""
        SELECT DISTINCT v.event FROM {{values}} v JOIN {{events}} e ON e.key = v.event AND e.event_type IN {marks(event_types)}
        WHERE v.role = ? AND v.entity IN (?*)
        """
        return self.begun(sorted({row[0] for row in self._store.select(sql, entities, *event_types, role)}))

    def players_in_both(self, role: str, event_type: str, other: str, words: Sequence[str]) -> set[int]:
        """Who plays a role in an event of each of two types that one document tells, the first in a quote with one of the words."""
        held = " OR ".join("instr(lower(c.quote), ?)" for _ in words)
        sql = f"""
        SELECT DISTINCT v.entity FROM {{events}} e JOIN {{values}} v ON v.event = e.key AND v.role = ? AND v.entity IS NOT NULL
        WHERE e.event_type = ? AND EXISTS (
            SELECT 1 FROM {{tellings}} t JOIN claims c ON c.version = t.version WHERE t.event = e.key AND ({held}))
        AND EXISTS (
            SELECT 1 FROM {{tellings}} t JOIN {{tellings}} u ON u.document = t.document AND u.event_type = ?
            JOIN {{values}} w ON w.event = u.event AND w.role = v.role AND w.entity = v.entity WHERE t.event = e.key)
        """
        return {row[0] for row in self._store.execute(sql, (role, event_type, *words, other))}

    def begun(self, keys: Collection[int], *, told: bool = False) -> list[int]:
        """Of these events those that had begun (``told``: that had been told) by the day."""
        if self._day is None:
            return list(keys)
        by_then = (TOLD if told else BEGUN).replace(":day", repr(self._day))
        sql = f"SELECT key FROM {{events}} WHERE {by_then} AND key IN (?*)"
        return [row[0] for row in self._store.select(sql, keys)]

    def outlines(self, keys: Collection[int]) -> Iterator[Outline]:
        """Events by number, in no order."""
        sql = f"SELECT key, id, event_type, certainty, valid_start, {_LAST_DAY} FROM {{events}} WHERE key IN (?*)"
        return map(Outline._make, self._store.select(sql, keys))

    def latest_with(self, entities: Collection[int], limit: int) -> list[int]:
        """Of the events in which one of the entities plays a role the latest so many, by time; those of no known time are first."""
        begun = BEGUN.replace(":day", repr(self._day)) if self._day else "TRUE"
        sql = f"""
        SELECT coalesce(valid_start, {_LAST_DAY}, ''), coalesce({_LAST_DAY}, ''), id, key FROM {{events}}
        WHERE key IN (SELECT event FROM {{values}} WHERE entity IN (?*)) AND {begun}
        ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT {limit}
        """
        found = sorted(set(self._store.select(sql, entities)))
        return [key for _, _, _, key in found[-limit:]]

    def products_counted(self, event_type: str) -> set[int]:
        """The products that events of a type are of: in the role of the organisation, or where none is told."""
        whose = """
        SELECT DISTINCT e.org_entity FROM {events} e JOIN {entities} n ON n.key = e.org_entity
        WHERE e.event_type = ? AND n.kind = 'product'
        """
        alone = """
        SELECT DISTINCT v.entity FROM {events} e JOIN {values} v ON v.event = e.key AND v.role = 'product'
        WHERE e.event_type = ? AND e.org_entity IS NULL AND e.org_text IS NULL AND v.entity IS NOT NULL
        """
        found = {row[0] for row in self._store.execute(whose, (event_type,))}
        return found | {row[0] for row in self._store.execute(alone, (event_type,))}

    def makers_told(self, products: Collection[int], event_types: Sequence[str]) -> dict[int, set[int]]:
        """The organisations that events of these types say bring out products, by product."""
        sql = f"""
        SELECT DISTINCT p.entity, o.entity FROM {{values}} p
        JOIN {{events}} e ON e.key = p.event AND e.polarity = 'affirmed' AND e.event_type IN {marks(event_types)}
        JOIN {{values}} o ON o.event = p.event AND o.role = 'org' AND o.entity IS NOT NULL
        WHERE p.role = 'product' AND p.entity IN (?*)
        """
        found: dict[int, set[int]] = defaultdict(set)
        for product, maker in self._store.select(sql, products, *event_types):
            found[product].add(maker)
        return found

    def events_by_id(self, prefix: str, limit: int) -> list[int]:
        """Events whose id begins so."""
        sql = "SELECT key FROM {events} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
        return self.begun([row[0] for row in self._store.execute(sql, (prefix, prefix + _BEYOND, limit))])

    def events_of_claims(self, claims: Collection[str]) -> dict[str, int]:
        """The event that each claim tells."""
        sql = "SELECT claim, event FROM {tellings} WHERE event IS NOT NULL AND claim IN (?*)"
        return dict(self._store.select(sql, claims))

    def events(self, keys: Collection[int]) -> list[EventSeen]:
        """Events by number, in order of type and id."""
        values: dict[int, dict[str, list[tuple[str, int | None, int]]]] = defaultdict(lambda: defaultdict(list))
        sql = """
        SELECT v.event, v.role, coalesce(e.name, v.text), v.entity, v.support FROM {values} v
        LEFT JOIN {entities} e ON e.key = v.entity WHERE v.event IN (?*) ORDER BY v.event, v.role, v.ordinal
        """
        for event, role, text, entity, support in self._store.select(sql, keys):
            values[event][role].append((text, entity, support))
        found = [_event(row, values[row[0]]) for row in self._store.event_rows("key", keys)]
        return sorted(found, key=lambda e: (e.event_type, e.id))

    def told_of_events(self, events: Collection[int]) -> list[ToldRow]:
        """The tellings of events."""
        return [_told(row) for row in self._store.select(f"{_TOLD} WHERE t.event IN (?*)", events)]

    def told_of_claims(self, claims: Collection[str] | None) -> list[ToldRow]:
        """The tellings of claims; None: all."""
        if claims is None:
            return [_told(row) for row in self._store.execute(_TOLD)]
        return [_told(row) for row in self._store.select(f"{_TOLD} WHERE t.claim IN (?*)", claims)]

    def claims_by_id(self, prefix: str, limit: int) -> list[str]:
        """Claims that stand and whose id begins so."""
        sql = "SELECT claim FROM {tellings} WHERE claim >= ? AND claim < ? ORDER BY claim LIMIT ?"
        return [row[0] for row in self._store.execute(sql, (prefix, prefix + _BEYOND, limit))]

    def claims_after(
        self, claim: str, limit: int | None, event_type: str | None = None, entity: int | None = None, document: str | None = None
    ) -> list[str]:
        """Claims that stand, by id; those after ``claim``. ``entity``: of events in which it plays a role."""
        sql = "SELECT claim FROM {tellings} WHERE claim > :after"
        sql += "" if event_type is None else " AND event_type = :type"
        sql += "" if entity is None else " AND event IN (SELECT event FROM {values} WHERE entity = :entity)"
        sql += "" if document is None else " AND document = :document"
        asked = {
            "after": claim,
            "limit": -1 if limit is None else limit,
            "type": event_type,
            "entity": entity,
            "document": document,
        }
        return [row[0] for row in self._store.execute(f"{sql} ORDER BY claim LIMIT :limit", asked)]

    def claims_in(self, documents: Collection[str]) -> set[str]:
        """Claims that documents make."""
        return self._store.tellings_of_documents(documents)

    def documents(self) -> set[str]:
        """Documents that tell something."""
        return {row[0] for row in self._store.execute("SELECT DISTINCT document FROM {tellings}")}

    def documents_by_file(self) -> list[str]:
        """The same, in order of file name and id."""
        return [row[0] for row in self._store.execute("SELECT document FROM {documents} ORDER BY file, document")]

    # Entities.

    def entities_by_id(self, prefix: str, limit: int) -> list[int]:
        """Entities whose id begins so."""
        sql = "SELECT key FROM {entities} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
        return [row[0] for row in self._store.execute(sql, (prefix, prefix + _BEYOND, limit))]

    def entities_named(self, normal: str) -> list[int]:
        """Entities whose name's normal form is this."""
        sql = "SELECT DISTINCT e.key FROM {forms} f JOIN {entities} e ON e.key = f.entity AND e.name = f.form WHERE f.normal = ?"
        return [row[0] for row in self._store.execute(sql, (normal,))]

    def entities_called(self, normal: str) -> list[int]:
        """Entities one of whose forms has this normal form."""
        return [row[0] for row in self._store.execute("SELECT DISTINCT entity FROM {forms} WHERE normal = ?", (normal,))]

    def forms_within(self, text: str) -> list[tuple[int, str]]:
        """Entities with a form of two characters or more that stands in the text, and that form."""
        sql = "SELECT entity, form FROM {forms} WHERE length(form) > 1 AND instr(:text, lower(form)) ORDER BY entity, form"
        return list(self._store.execute(sql, {"text": text.lower()}))

    def entities_with_core(self, core: str) -> list[int]:
        """Organisations one of whose forms has this core."""
        return [row[0] for row in self._store.execute("SELECT DISTINCT entity FROM {forms} WHERE core = ?", (core,))]

    def entities_of_kind(self, kind: str) -> list[int]:
        """The entities of a kind."""
        return [row[0] for row in self._store.execute("SELECT key FROM {entities} WHERE kind = ?", (kind,))]

    def entities_bearing(self, normals: Collection[str]) -> set[int]:
        """Entities one of whose forms has one of these normal forms."""
        return {row[0] for row in self._store.select("SELECT entity FROM {forms} WHERE normal IN (?*)", normals)}

    def firms_named(self, normals: Collection[str]) -> dict[str, str]:
        """By these normal forms the id of the organisation that has such a form; of several the greatest."""
        sql = """
        SELECT f.normal, max(e.id) FROM {forms} f JOIN {entities} e ON e.key = f.entity AND e.kind = 'org'
        WHERE f.normal IN (?*) GROUP BY f.normal
        """
        return dict(self._store.select(sql, normals))

    def all_entities(self) -> list[int]:
        """Every entity."""
        return [row[0] for row in self._store.execute("SELECT key FROM {entities} ORDER BY kind, name, id")]

    def most_named(self, kind: str, limit: int) -> list[int]:
        """The entities of a kind that most mentions name."""
        sql = "SELECT key FROM {entities} WHERE kind = ? ORDER BY mentions DESC, id LIMIT ?"
        return [row[0] for row in self._store.execute(sql, (kind, limit))]

    def forms_holding(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Entities with a form whose normal form holds the text, and that form; the shortest first."""
        sql = "SELECT entity, normal FROM {forms} WHERE instr(normal, ?) ORDER BY length(normal), entity LIMIT ?"
        return list(self._store.execute(sql, (text, limit)))

    def forms_like(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Entities with a form that holds the text or that the text holds, or that shares its first or last character."""
        held = "instr(normal, :text) OR instr(:text, normal)"
        sql = f"SELECT entity, normal FROM {{forms}} WHERE normal <> '' AND ({held}) ORDER BY length(normal) DESC LIMIT :limit"
        found = list(self._store.execute(sql, {"text": text, "limit": limit}))
        sql = """
        SELECT entity, normal FROM {forms} WHERE (normal LIKE :first || '%' OR normal LIKE '%' || :last)
        AND abs(length(normal) - :length) <= 2 LIMIT :limit
        """
        ends = {"first": text[:1], "last": text[-1:], "length": len(text), "limit": limit}
        return found + list(self._store.execute(sql, ends))

    def ids(self, keys: Collection[int]) -> dict[int, str]:
        """Ids of entities by number."""
        return dict(self._store.select("SELECT key, id FROM {entities} WHERE key IN (?*)", keys))

    def keys(self, ids: Collection[str]) -> dict[str, int]:
        """Numbers of entities by id."""
        return dict(self._store.select("SELECT id, key FROM {entities} WHERE id IN (?*)", ids))

    def lists_of(self, mentions: Collection[str]) -> set[str]:
        """Claims that stand and count something of groups that these mentions name."""
        sql = """
        SELECT t.claim FROM mentions m JOIN arguments a ON a.mention = m.version JOIN claims c ON c.version = a.claim
        JOIN {tellings} t ON t.claim = c.id AND t.version = c.version
        WHERE t.event_type = 'count_claim' AND a.role = 'subject' AND m.id IN (?*)
        """
        return {row[0] for row in self._store.select(sql, mentions)}


def _event(row: tuple[Any, ...], values: Mapping[str, list[tuple[str, int | None, int]]]) -> EventSeen:
    key, identity, event_type, _, certainty, polarity, start, end, precision, expression, _, _, sources, *_ = row
    ordered = {role: tuple(told) for role, told in values.items()}
    return EventSeen(
        key,
        identity,
        event_type,
        Certainty(certainty),
        Polarity(polarity),
        time_of(start, end, precision, expression),
        sources,
        ordered,
    )


def _told(row: tuple[Any, ...]) -> ToldRow:
    event, claim, version, start, end, quote, file, publisher, *published = row
    return ToldRow(event, claim, version, start, end, quote, file, publisher, time_of(*published))


assert EVENT_COLUMNS.startswith("id, event_type, block, certainty, polarity")  # the order that _event reads
