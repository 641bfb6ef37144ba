"""All shapes of some mentions, in memory: the plainest form of what is kept beside the record, and what that must come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from shiguan.records.judgement import Judgement, Verdict
from shiguan.resolve import judge as judging
from shiguan.resolve.copies import Copies
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.judge import by_person, newest
from shiguan.resolve.names import NAME_WORDS, NameWords
from shiguan.resolve.neighbours import Changed, Held, Near, beginnings, keys, misspellings, near
from shiguan.resolve.profile import Profile
from shiguan.resolve.shapes import Shape, meant, shapes
from shiguan.resolve.sources import DocumentText


def independent(documents: Iterable[DocumentText]) -> dict[str, str]:
    """Document id → the smallest id of its source, every two compared, whatever they tell."""
    every = {d.id: d for d in documents}
    return Copies(lambda ids: {i: every[i] for i in ids}).among(every)


class Shelf:
    """The shapes of mentions and what rules judged of them."""

    def __init__(self, profiles: Iterable[Profile], standing: Iterable[Judgement] = (), words: NameWords = NAME_WORDS) -> None:
        by_document: dict[str, dict[str, Profile]] = defaultdict(dict)
        for profile in profiles:
            by_document[profile.mention.evidence.document][profile.mention.id] = profile
        self.words = words
        self.shape_of: dict[str, int] = {}
        self.every: dict[int, Shape] = {}
        self._mentions: dict[int, dict[str, str]] = defaultdict(dict)
        self._meant: set[tuple[int, int, bool]] = set()
        for document, told in by_document.items():
            mine = shapes(told, words)
            for mention, shape in mine.items():
                self.shape_of[mention] = shape.id
                self._mentions[shape.id][document] = mention
                self.every[shape.id] = replace(shape, documents=len(self._mentions[shape.id]))
            self._meant |= {(mine[m.short].id, mine[m.full].id, m.contested) for m in meant(mine, words)}
        rules = newest(j for j in standing if not by_person(j))
        self._rules = {pair: j for pair, j in rules.items() if set(pair) <= self.shape_of.keys()}

    def shapes(self, ids: Collection[int]) -> dict[int, Shape]:
        return {i: self.every[i] for i in ids if i in self.every}

    def _found(self, of: Callable[[Shape], Iterator[object]], wanted: Collection[object]) -> set[int]:
        return {i for i, shape in self.every.items() if not set(wanted).isdisjoint(of(shape))}

    def named(self, wanted: Collection[object]) -> set[int]:
        return self._found(lambda shape: keys(shape, self.words), wanted)

    def longer(self, wanted: Collection[object]) -> set[int]:
        return self._found(lambda shape: beginnings(shape, self.words), wanted)

    def spelt(self, wanted: Collection[object]) -> set[int]:
        people = {i for i, shape in self.every.items() if shape.kind == "person"}
        return people & self._found(lambda shape: misspellings(shape, shape.employers, self.words), wanted)

    def staff(self, houses: Collection[int]) -> set[int]:
        return {i for i, shape in self.every.items() if not shape.houses.isdisjoint(houses)}

    def contested(self, ids: Collection[int]) -> set[int]:
        pairs = [(a, b) for a, b, contested in self._meant if contested]
        return {b for a, b in pairs if a in ids} | {a for a, b in pairs if b in ids}

    def meant(self, ids: Collection[int]) -> set[tuple[int, int]]:
        return {(a, b) for a, b, _ in self._meant if a in ids and b in ids}

    def beside(self, left: int, right: int) -> tuple[str, str] | None:
        both = sorted(self._mentions[left].keys() & self._mentions[right].keys())
        return (self._mentions[left][both[0]], self._mentions[right][both[0]]) if both else None

    def held(self, ids: Collection[int]) -> list[Held]:
        found = []
        for (left, right), j in self._rules.items():
            low, high = sorted((self.shape_of[left], self.shape_of[right]))
            if low != high and low in ids and high in ids:
                found.append(Held(low, high, left, right, j.verdict, j.score, j.explanation))
        return found

    def untied(self, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
        found = {}
        for i in ids:
            mentions = sorted(self._mentions[i].values())
            tied = Disjoint(mentions)
            for (left, right), j in self._rules.items():
                if self.shape_of[left] == self.shape_of[right] == i and j.verdict is Verdict.SAME:
                    tied.join(left, right)
            found[i] = tuple(root for root in tied.sets() if root != mentions[0])
        return found

    def anchors(self, ids: Collection[int]) -> dict[int, str]:
        return {i: min(self._mentions[i].values()) for i in ids}


def changed_by(shelf: Shelf, new: Iterable[Profile], known: Iterable[Profile]) -> Changed:
    """What the new mentions, which the shelf holds already, changed."""
    before = {shelf.shape_of[p.mention.id] for p in known}
    fresh = {shelf.shape_of[p.mention.id] for p in new}
    return Changed(shelf.shapes(fresh), fresh - before)


def judge(
    new: Collection[Profile],
    known: Collection[Profile],
    at: datetime,
    *,
    standing: Iterable[Judgement] = (),
    words: NameWords = NAME_WORDS,
    neighbours_only: bool = False,
) -> tuple[Judgement, ...]:
    """The judgements that ``new`` mentions make necessary among themselves and ``known`` ones: among all, or among neighbours."""
    shelf = Shelf([*known, *new], standing, words)
    changed = changed_by(shelf, new, known)
    among = near(shelf, changed, words) if neighbours_only else Near(shelf.every, frozenset(changed.fresh))
    return judging.judge(shelf, among, at, words)
