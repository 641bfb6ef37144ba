"""Shapes of names kept up with the record, so that a new article is judged without loading what is on it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from shiguan.ids import content_id
from shiguan.ledger.shapes import MentionRow, ShapeRow, ShapeStore, Use
from shiguan.records.evidence import MentionKind
from shiguan.records.judgement import Verdict
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.names import NameWords
from shiguan.resolve.neighbours import Held, beginnings, keys, misspellings
from shiguan.resolve.shapes import Shape, meant

# Keys whose hashes are kept at hand: a name is looked for again and again.
_REMEMBERED = 1 << 16


@lru_cache(maxsize=_REMEMBERED)
def _number(key: object) -> int:
    """The hash of a key, 63 bits; two keys of one hash only make one look at a shape in vain."""
    return int(content_id("k", repr(key)).removeprefix("k-"), 16) >> 1


def _numbers(found: Iterable[object]) -> set[int]:
    return {_number(key) for key in found}


class KeptShapes:
    """The shapes on record (``resolve.neighbours.Kept``), and the means to keep them up."""

    def __init__(self, store: ShapeStore, words: NameWords) -> None:
        self._store = store
        self._words = words

    # Asked.

    def shapes(self, ids: Collection[int]) -> dict[int, Shape]:
        """Shapes by id."""
        return {row.id: _read(row) for row in self._store.rows(ids)}

    def named(self, keys: Collection[object]) -> set[int]:
        """Shapes that have one of the keys."""
        return self._store.with_keys(Use.NAME, _numbers(keys))

    def longer(self, keys: Collection[object]) -> set[int]:
        """Shapes one of whose beginnings is one of the keys."""
        return self._store.with_keys(Use.LONGER, _numbers(keys))

    def spelt(self, keys: Collection[object]) -> set[int]:
        """People whose names, misspelt, may be one of the keys."""
        return self._store.with_keys(Use.SPELT, _numbers(keys))

    def staff(self, houses: Collection[int]) -> set[int]:
        """Those who work for the organisations."""
        return self._store.staff(houses)

    def contested(self, ids: Collection[int]) -> set[int]:
        """Whom these people may mean, or who may mean these, where it is not plain."""
        return self._store.contested(ids)

    def meant(self, ids: Collection[int]) -> set[tuple[int, int]]:
        """Of these people, who may mean whom in some document."""
        return self._store.meant(ids)

    def beside(self, left: int, right: int) -> tuple[str, str] | None:
        """The mentions of both in the first document that names both."""
        return self._store.beside(left, right)

    def held(self, ids: Collection[int]) -> list[Held]:
        """What rules say of mentions of two of the shapes."""
        return [
            Held(low, high, left, right, Verdict(verdict), score, explanation)
            for low, high, left, right, verdict, score, explanation in self._store.pairs(ids)
        ]

    def untied(self, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Mentions that no judgement ties to the others of their shape."""
        return self._store.untied(ids)

    def anchors(self, ids: Collection[int]) -> dict[int, str]:
        """The mention of each shape that the others are tied to."""
        return {row.id: row.anchor for row in self._store.rows(ids)}

    # Kept up.

    def fill(self, documents: Iterable[tuple[str, Mapping[str, Shape]]]) -> None:
        """All shapes anew, of what each document names, and what rules said of them."""
        store = self._store
        store.make()
        known: set[int] = set()
        for document, named in documents:
            made = {shape.id: shape for shape in named.values() if shape.id not in known}
            known |= made.keys()
            store.put_shapes(ShapeRow(i, shape.kind, _written(shape), 0, "") for i, shape in made.items())
            self._put_keys(made.values())
            store.put_mentions(MentionRow(mention, shape.id, document, tied=True) for mention, shape in sorted(named.items()))
            store.put_meant(_meant(document, named, self._words))
        store.settle()
        store.hear_all()
        self._tie_all()

    def put(self, document: str, named: Mapping[str, Shape]) -> tuple[set[int], list[Shape]]:
        """A document now names these, in place of what it named; the shapes that are new, and those that lost a mention."""
        store = self._store
        before = {row.mention: row.shape for row in store.mentions_of([document])}
        gone = [m for m, shape in before.items() if m not in named or named[m].id != shape]
        new = {m: shape for m, shape in sorted(named.items()) if before.get(m) != shape.id}
        lost = self._drop(gone, {before[m] for m in gone})
        known = {row.id for row in store.rows([shape.id for shape in new.values()])}
        made = {shape.id: shape for shape in new.values() if shape.id not in known}
        first = {shape.id: mention for mention, shape in new.items()}  # a document names a thing of one kind and name once
        store.put_shapes(ShapeRow(i, shape.kind, _written(shape), 0, first[i]) for i, shape in made.items())
        self._put_keys(made.values())
        store.put_mentions(MentionRow(m, s.id, document, tied=s.id in made) for m, s in new.items())
        store.grown((count, i) for i, count in Counter(s.id for s in new.values()).items())
        store.drop_meant(document)
        store.put_meant(_meant(document, named, self._words))
        store.hear_of(list(new))
        self._tie(store.ties_of(list(new)))
        return set(made), lost

    def hear(self, after: int) -> None:
        """Keep what rules said after that number."""
        self._store.hear(after)
        self._tie(self._store.ties(after))

    def _drop(self, mentions: Collection[str], of: Collection[int]) -> list[Shape]:
        """Forget mentions; the shapes that lost some, which are forgotten too where none is left."""
        if not mentions:
            return []
        store = self._store
        anchors = {row.id: row.anchor for row in store.rows(of)}
        loose = {m for _, left, right in store.ties_of(mentions) for m in (left, right)} - set(mentions)
        shapes = self.shapes(of)
        sizes = Counter(row.shape for row in store.mentions_named(mentions))
        store.drop_mentions(mentions)
        store.grown((-count, shape) for shape, count in sizes.items())
        store.tie(loose, tied=False)
        firsts = {i: store.first_mention(i) for i, anchor in anchors.items() if anchor in mentions}
        store.set_anchors((first, i) for i, first in firsts.items() if first is not None)
        store.tie([a for i, a in anchors.items() if a in loose and i not in firsts], tied=True)
        empty = [i for i, first in firsts.items() if first is None]
        rows = [row for i in empty for row in self._keys(shapes[i])]
        store.drop_shapes(empty, rows, [(house, i) for i in empty for house in shapes[i].houses])
        return [shapes[i] for i in sorted(shapes)]

    def _put_keys(self, shapes: Collection[Shape]) -> None:
        self._store.put_keys(row for shape in shapes for row in self._keys(shape))
        self._store.put_staff((house, shape.id) for shape in shapes for house in sorted(shape.houses))

    def _keys(self, shape: Shape) -> Iterator[tuple[int, Use, int]]:
        """The rows of a shape's keys."""
        found: list[tuple[Use, Iterator[object]]] = [
            (Use.NAME, keys(shape, self._words)),
            (Use.LONGER, beginnings(shape, self._words)),
        ]
        if shape.kind is MentionKind.PERSON:
            found.append((Use.SPELT, misspellings(shape, shape.employers, self._words)))
        return ((number, use, shape.id) for use, told in found for number in sorted(_numbers(told)))

    def _tie(self, pairs: Iterable[tuple[int, str, str]]) -> None:
        """What is tied to something tied is tied."""
        pairs = list(pairs)
        loose = {m for mentions in self._store.untied({shape for shape, _, _ in pairs}).values() for m in mentions}
        ends = [(left, right) for _, left, right in pairs]
        found: set[str] = set()
        while new := {m for a, b in ends for m, other in ((a, b), (b, a)) if m in loose and other not in loose}:
            loose -= new
            found |= new
        self._store.tie(sorted(found), tied=True)

    def _tie_all(self) -> None:
        """Of each shape, tie what judgements tie to its anchor, and one mention of the rest of each set is loose."""
        loose: list[str] = []
        tied = ((shape, list(pairs)) for shape, pairs in groupby(self._store.all_ties(), key=lambda row: row[0]))
        waiting = next(tied, None)
        for shape, mentions in self._store.several():
            while waiting is not None and waiting[0] < shape:
                waiting = next(tied, None)
            sets = Disjoint(mentions)
            if waiting is not None and waiting[0] == shape:
                for _, left, right in waiting[1]:
                    sets.join(left, right)
            loose += [m for m in sets.sets() if m != mentions[0]]
        self._store.tie(loose, tied=False)


def _meant(document: str, named: Mapping[str, Shape], words: NameWords) -> list[tuple[int, int, str, bool]]:
    return [(named[one.short].id, named[one.full].id, document, one.contested) for one in meant(named, words)]


def _written(shape: Shape) -> str:
    members = sorted(sorted(member) for member in shape.members)
    told = [shape.name, shape.aliases, sorted(shape.employers), sorted(shape.positions), members, sorted(shape.houses), shape.own]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _read(row: ShapeRow) -> Shape:
    name, aliases, employers, positions, members, houses, own = json.loads(row.told)
    return Shape(
        row.id,
        MentionKind(row.kind),
        name,
        tuple(aliases),
        frozenset(employers),
        frozenset(positions),
        frozenset(frozenset(member) for member in members),
        frozenset(houses),
        own,
        row.mentions,
    )
