"""Shapes of names, kept beside the record: rows in and out. What they mean is worked out elsewhere (``shiguan.present.shapes``)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from importlib import resources
from itertools import groupby
from operator import itemgetter
from typing import Any

from shiguan.ledger.connection import statements
from shiguan.ledger.rows import select_in

_TABLES = ("shapes_state", "shapes", "shape_keys", "shape_staff", "shape_mentions", "shape_meant", "shape_pairs")
# Judged by a rule or a model, as ``resolve.judge.by_person`` tells.
_BY_RULES = "(j.judged_by GLOB 'rules*' OR j.judged_by GLOB 'model*')"
_NEWEST = f"""
{_BY_RULES} AND NOT EXISTS (
    SELECT 1 FROM judgements n WHERE n.left_mention = j.left_mention AND n.right_mention = j.right_mention AND n.seq > j.seq
    AND {_BY_RULES.replace("j.", "n.")})
"""
_JUDGED = "j.left_mention, j.right_mention, j.verdict, j.score, j.explanation"
_PAIRS = f"""
INSERT OR REPLACE INTO shape_pairs (low, high, left_mention, right_mention, verdict, score, explanation)
SELECT min(a.shape, b.shape), max(a.shape, b.shape), {_JUDGED} FROM judgements j
CROSS JOIN shape_mentions a ON a.mention = j.left_mention CROSS JOIN shape_mentions b ON b.mention = j.right_mention
WHERE a.shape <> b.shape AND {_NEWEST}
"""
_TIES = f"""
SELECT a.shape, j.left_mention, j.right_mention FROM judgements j
CROSS JOIN shape_mentions a ON a.mention = j.left_mention CROSS JOIN shape_mentions b ON b.mention = j.right_mention
WHERE a.shape = b.shape AND j.verdict = 'same' AND {_NEWEST}
"""


class Use(IntEnum):
    """What a key finds a shape by."""

    NAME = 0
    LONGER = 1
    SPELT = 2


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """A shape: its id, kind, what is told (JSON), how many mentions it has, and the one that the others are tied to."""

    id: int
    kind: str
    told: str
    mentions: int
    anchor: str


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention, its shape, its document, and whether judgements tie it to the shape's anchor."""

    mention: str
    shape: int
    document: str
    tied: bool


class ShapeStore:
    """The tables of shapes. Nothing here begins or ends a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    # What it is made up to.

    def state(self) -> dict[str, str]:
        """How far the record went when it was made, and by which rules and words; empty where there are no tables."""
        found = self.connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'shapes_state'").fetchone()
        return dict(self.connection.execute("SELECT name, value FROM shapes_state")) if found else {}

    def reached(self, state: Mapping[str, str]) -> None:
        """It goes so far now."""
        self.connection.executemany("INSERT OR REPLACE INTO shapes_state (name, value) VALUES (?, ?)", state.items())

    def newest(self) -> dict[str, int]:
        """The newest numbers of the logs that shapes are made from."""
        logs = ("entries", "judgements")
        return {log: int(self.connection.execute(f"SELECT max(seq) FROM {log}").fetchone()[0] or 0) for log in logs}

    def make(self) -> None:
        """Empty tables, without indexes, in place of those there are."""
        for table in _TABLES:
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        self._script("CREATE TABLE")

    def _script(self, *beginnings: str) -> None:
        script = (resources.files("shiguan.ledger") / "shapes.sql").read_text(encoding="utf-8")
        for statement in statements(script):
            bare = "\n".join(line for line in statement.splitlines() if not line.startswith("--")).strip()
            if bare.startswith(beginnings):
                self.connection.execute(bare)

    # Asked.

    def rows(self, ids: Collection[int]) -> list[ShapeRow]:
        """Shapes by id."""
        return [ShapeRow(*row) for row in self._select("SELECT id, kind, told, mentions, anchor FROM shapes WHERE id IN (?*)", ids)]

    def with_keys(self, use: Use, keys: Collection[int]) -> set[int]:
        """Shapes that have one of the keys for this use."""
        return {row[0] for row in self._select("SELECT shape FROM shape_keys WHERE used = ? AND key IN (?*)", keys, int(use))}

    def staff(self, houses: Collection[int]) -> set[int]:
        """The people of these organisations."""
        return {row[0] for row in self._select("SELECT person FROM shape_staff WHERE house IN (?*)", houses)}

    def contested(self, people: Collection[int]) -> set[int]:
        """The other ends of what is contested."""
        longer = "SELECT full FROM shape_meant WHERE contested = 1 AND short IN (?*)"
        short = "SELECT short FROM shape_meant WHERE contested = 1 AND full IN (?*)"
        return {row[0] for sql in (longer, short) for row in self._select(sql, people)}

    def meant(self, people: Collection[int]) -> set[tuple[int, int]]:
        """Who among these may be called short for whom."""
        return set(self._within("SELECT DISTINCT short, full FROM shape_meant WHERE short IN {0} AND full IN {0}", people))

    def beside(self, left: int, right: int) -> tuple[str, str] | None:
        """The mentions of two shapes in the first document that names both."""
        sql = """
        SELECT a.mention, b.mention FROM shape_mentions a CROSS JOIN shape_mentions b ON b.document = a.document
        WHERE a.shape = ? AND b.shape = ? ORDER BY a.document LIMIT 1
        """
        few, many = sorted((left, right), key=self._size)
        found = self.connection.execute(sql, (few, many)).fetchone()
        return None if found is None else (found[0], found[1]) if few == left else (found[1], found[0])

    def _size(self, shape: int) -> int:
        found = self.connection.execute("SELECT mentions FROM shapes WHERE id = ?", (shape,)).fetchone()
        return int(found[0]) if found else 0

    def pairs(self, shapes: Collection[int]) -> list[tuple[Any, ...]]:
        """What rules say of mentions of two of the shapes: low, high, left, right, verdict, score, explanation."""
        sql = "SELECT low, high, left_mention, right_mention, verdict, score, explanation FROM shape_pairs"
        return sorted(self._within(f"{sql} WHERE low IN {{0}} AND high IN {{0}}", shapes))

    def untied(self, shapes: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Mentions that nothing ties to the anchors of their shapes."""
        found: dict[int, list[str]] = defaultdict(list)
        # Without being told, SQLite goes through all mentions of a shape.
        sql = """
        SELECT shape, mention FROM shape_mentions INDEXED BY shape_mentions_untied
        WHERE tied = 0 AND shape IN (?*) ORDER BY mention
        """
        for shape, mention in self._select(sql, shapes):
            found[shape].append(mention)
        return {shape: tuple(mentions) for shape, mentions in found.items()}

    def mentions_of(self, documents: Collection[str]) -> list[MentionRow]:
        """The mentions of documents."""
        sql = "SELECT mention, shape, document, tied FROM shape_mentions WHERE document IN (?*)"
        return [MentionRow(m, s, d, bool(t)) for m, s, d, t in self._select(sql, documents)]

    def mentions_named(self, mentions: Collection[str]) -> list[MentionRow]:
        """Mentions by id."""
        sql = "SELECT mention, shape, document, tied FROM shape_mentions WHERE mention IN (?*)"
        return [MentionRow(m, s, d, bool(t)) for m, s, d, t in self._select(sql, mentions)]

    def several(self) -> Iterator[tuple[int, list[str]]]:
        """The mentions of each shape that has more than one, in order, shape by shape."""
        sql = "SELECT shape, mention FROM shape_mentions ORDER BY shape, mention"
        for shape, rows in groupby(self.connection.execute(sql), key=itemgetter(0)):
            mentions = [mention for _, mention in rows]
            if len(mentions) > 1:
                yield shape, mentions

    def first_mention(self, shape: int) -> str | None:
        """A mention that may be a shape's anchor: of those that are tied to the old one, else of any, the smallest."""
        sql = "SELECT mention FROM shape_mentions WHERE shape = ? ORDER BY tied DESC, mention LIMIT 1"
        found = self.connection.execute(sql, (shape,)).fetchone()
        return None if found is None else str(found[0])

    def _select(self, sql: str, values: Collection[Any], *parameters: Any) -> Iterator[tuple[Any, ...]]:
        return select_in(self.connection, sql, values, *parameters)

    def _within(self, sql: str, ids: Collection[int]) -> Iterator[tuple[Any, ...]]:
        """Rows of a statement in which ``{0}`` stands twice for the ids, however many they are."""
        self.connection.execute("CREATE TEMP TABLE IF NOT EXISTS asked_shapes (id INTEGER PRIMARY KEY)")
        self.connection.execute("DELETE FROM asked_shapes")
        self.connection.executemany("INSERT INTO asked_shapes (id) VALUES (?)", ((i,) for i in set(ids)))
        yield from self.connection.execute(sql.format("(SELECT id FROM asked_shapes)"))

    # Changed.

    def put_shapes(self, rows: Iterable[ShapeRow]) -> None:
        """Keep new shapes."""
        values = ((r.id, r.kind, r.told, r.mentions, r.anchor) for r in rows)
        self.connection.executemany("INSERT INTO shapes (id, kind, told, mentions, anchor) VALUES (?, ?, ?, ?, ?)", values)

    def put_keys(self, rows: Iterable[tuple[int, Use, int]]) -> None:
        """Keep keys of shapes: key, use, shape."""
        self.connection.executemany("INSERT INTO shape_keys (key, used, shape) VALUES (?, ?, ?)", rows)

    def put_staff(self, rows: Iterable[tuple[int, int]]) -> None:
        """Keep who works where: house, person."""
        self.connection.executemany("INSERT INTO shape_staff (house, person) VALUES (?, ?)", rows)

    def put_mentions(self, rows: Iterable[MentionRow]) -> None:
        """Keep mentions."""
        values = ((r.mention, r.shape, r.document, int(r.tied)) for r in rows)
        self.connection.executemany("INSERT INTO shape_mentions (mention, shape, document, tied) VALUES (?, ?, ?, ?)", values)

    def put_meant(self, rows: Iterable[tuple[int, int, str, bool]]) -> None:
        """Keep who may be called short for whom: short, full, document, contested."""
        self.connection.executemany("INSERT INTO shape_meant (short, full, document, contested) VALUES (?, ?, ?, ?)", rows)

    def grown(self, sizes: Iterable[tuple[int, int]]) -> None:
        """Shapes have so many mentions more: how many, shape."""
        self.connection.executemany("UPDATE shapes SET mentions = mentions + ? WHERE id = ?", sizes)

    def settle(self) -> None:
        """Count the mentions of all shapes, make the smallest of each its anchor, and make the indexes."""
        run = self.connection.execute
        run("CREATE TEMP TABLE counted (shape INTEGER PRIMARY KEY, mentions INTEGER NOT NULL, first TEXT NOT NULL)")
        run("INSERT INTO counted SELECT shape, count(*), min(mention) FROM shape_mentions GROUP BY shape")
        run("UPDATE shapes SET (mentions, anchor) = (SELECT c.mentions, c.first FROM counted c WHERE c.shape = shapes.id)")
        run("DROP TABLE counted")
        self._script("CREATE INDEX", "CREATE UNIQUE INDEX")

    def set_anchors(self, anchors: Iterable[tuple[str, int]]) -> None:
        """Shapes have other anchors, which are tied to themselves: mention, shape."""
        rows = list(anchors)
        self.connection.executemany("UPDATE shapes SET anchor = ? WHERE id = ?", rows)
        self.tie([mention for mention, _ in rows], tied=True)

    def tie(self, mentions: Iterable[str], *, tied: bool) -> None:
        """Mentions are, or are no longer, tied to their anchors."""
        sql = "UPDATE shape_mentions SET tied = ? WHERE mention = ?"
        self.connection.executemany(sql, ((int(tied), mention) for mention in mentions))

    def drop_mentions(self, mentions: Collection[str]) -> None:
        """Forget mentions and what was judged of them."""
        rows = [(m,) for m in mentions]
        self.connection.executemany("DELETE FROM shape_mentions WHERE mention = ?", rows)
        self.connection.executemany("DELETE FROM shape_pairs WHERE left_mention = ?", rows)
        self.connection.executemany("DELETE FROM shape_pairs WHERE right_mention = ?", rows)

    def drop_meant(self, document: str) -> None:
        """Forget who may be called short for whom in a document."""
        self.connection.execute("DELETE FROM shape_meant WHERE document = ?", (document,))

    def drop_shapes(self, shapes: Collection[int], keys: Iterable[tuple[int, Use, int]], staff: Iterable[tuple[int, int]]) -> None:
        """Forget shapes that have no mention left, their keys and where they work."""
        self.connection.executemany("DELETE FROM shapes WHERE id = ?", ((i,) for i in shapes))
        self.connection.executemany("DELETE FROM shape_keys WHERE key = ? AND used = ? AND shape = ?", keys)
        self.connection.executemany("DELETE FROM shape_staff WHERE house = ? AND person = ?", staff)

    # What rules said.

    def hear_all(self) -> None:
        """Keep what rules say of pairs of mentions of two shapes, for all judgements."""
        self.connection.execute(_PAIRS)

    def hear(self, after: int) -> None:
        """Keep it for the judgements after that number."""
        self.connection.execute(f"{_PAIRS} AND j.seq > ?", (after,))

    def hear_of(self, mentions: Collection[str]) -> None:
        """Keep it for what was judged of these mentions."""
        for end in ("left_mention", "right_mention"):
            for mention in mentions:
                self.connection.execute(f"{_PAIRS} AND j.{end} = ?", (mention,))

    def all_ties(self) -> Iterator[tuple[int, str, str]]:
        """Pairs of mentions of one shape that rules judged to be one, shape by shape."""
        yield from self.connection.execute(f"{_TIES} ORDER BY 1")

    def ties(self, after: int) -> list[tuple[int, str, str]]:
        """Those judged after that number."""
        return list(self.connection.execute(f"{_TIES} AND j.seq > ? ORDER BY j.seq", (after,)))

    def ties_of(self, mentions: Collection[str]) -> list[tuple[int, str, str]]:
        """Those of these mentions."""
        ends = ("left_mention", "right_mention")
        return [row for m in mentions for end in ends for row in self.connection.execute(f"{_TIES} AND j.{end} = ?", (m,))]
