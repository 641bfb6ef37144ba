"""Block: which shapes are compared at all, found by keys instead of by looking at every pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from shiguan.records.evidence import MentionKind
from shiguan.records.judgement import Verdict
from shiguan.resolve.names import Named, NameWords, blocks, forms, group_cores, rest_of_a_group
from shiguan.resolve.shapes import Shape
from shiguan.resolve.spelling import letters_less, outline, sound


@dataclass(frozen=True, slots=True)
class Held:
    """What rules last said of a pair of mentions that are of two shapes, ``low < high``."""

    low: int
    high: int
    left: str
    right: str
    verdict: Verdict
    score: float
    explanation: str


class Kept(Protocol):
    """All shapes on record, by their keys, their mentions, and what rules said of these."""

    def shapes(self, ids: Collection[int]) -> dict[int, Shape]:
        """Shapes by id; those that are not kept are left out."""

    def named(self, keys: Collection[object]) -> set[int]:
        """Shapes that have one of the keys (``keys``)."""

    def longer(self, keys: Collection[object]) -> set[int]:
        """Shapes one of whose beginnings (``beginnings``) is one of the keys."""

    def spelt(self, keys: Collection[object]) -> set[int]:
        """People whose names, misspelt (``misspellings``), may be one of the keys."""

    def staff(self, houses: Collection[int]) -> set[int]:
        """Those who work for the organisations."""

    def contested(self, ids: Collection[int]) -> set[int]:
        """Whom these people may mean, or who may mean these, in documents where it is not plain."""

    def meant(self, ids: Collection[int]) -> set[tuple[int, int]]:
        """Of these people, who may mean whom in some document."""

    def beside(self, left: int, right: int) -> tuple[str, str] | None:
        """The mentions of both in the first document that names both."""

    def held(self, ids: Collection[int]) -> list[Held]:
        """What rules say of mentions of two of the shapes."""

    def untied(self, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Mentions that no judgement ties to the others of their shape, by shape."""

    def anchors(self, ids: Collection[int]) -> dict[int, str]:
        """The mention of each shape that the others are tied to."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of documents: the shapes of those that are new, those of them never met before, and what went."""

    fresh: Mapping[int, Shape]
    made: Collection[int]
    lost: Sequence[Shape] = ()


def keys(shape: Shape, words: NameWords) -> Iterator[object]:
    """The blocks of a shape: its names; of people also how their names are read beside an employer; of groups their members.

    Who is left of a group (其他五家) is found by nothing: it is of its document only.
    """
    kind = shape.kind
    if rest_of_a_group(shape):
        return
    yield from ((kind, block) for block in blocks(shape, words))
    if kind is MentionKind.PERSON:
        yield from ((kind, sound(name), employer) for name in forms(shape, words) for employer in shape.employers)
    elif kind is MentionKind.GROUP:
        for called, trades in group_cores(shape, words):
            yield from ((kind, called[:i] + "?" + called[i + 1 :], *sorted(trades)) for i in range(len(called)) if trades)
    else:
        yield from ((kind, "letters", less) for name in forms(shape, words) for less in letters_less(name))
    for member in shape.members:
        yield from ((kind, "member", form) for form in member)


def misspellings(shape: Shape, employers: Iterable[str], words: NameWords) -> Iterator[object]:
    """What a person's name and a misprint of it have in common at each employer; only asked about, never joined by it alone."""
    spelt = set(spellings(shape, words))
    yield from ((name, employer) for employer in employers for name in spelt)


def spellings(named: Named, words: NameWords) -> Iterator[object]:
    """What a name and a misprint of it have in common: all but one character, how it is read, or how it looks."""
    for name in forms(named, words):
        yield from (name[:i] + "?" + name[i + 1 :] for i in range(len(name)))
        yield from (name, name[:-1], sound(name), outline(name))


def beginnings(shape: Shape, words: NameWords) -> Iterator[object]:
    """The shorter names that this one may be the long form of: the beginnings of a company's, the ends of a group's."""
    if rest_of_a_group(shape):
        return
    for name in forms(shape, words):
        if shape.kind is MentionKind.ORG:
            yield from ((shape.kind, name[:i]) for i in range(2, len(name)))
        elif shape.kind is MentionKind.GROUP:
            yield from ((shape.kind, name[i:]) for i in range(1, len(name) - 1))


@dataclass(frozen=True, slots=True)
class Near:
    """What has to do with a change: shapes by id, and those of them that are new or whose neighbours went."""

    shapes: Mapping[int, Shape]
    fresh: frozenset[int]


def near(kept: Kept, changed: Changed, words: NameWords) -> Near:
    """All shapes that what is new or gone has to do with, where both are kept up with already.

    These are those that it leads to by name, directly or by way of others; where an organisation goes by a name as it never
    did before, or one document names two that may be one, those of its people whose employers are told in several ways; and
    what all the employers of these people are called. Judging among these comes to the same as judging among all.
    """
    return _Search(kept, words).near(changed)


class _Search:
    """One search for neighbours; what was loaded is remembered."""

    def __init__(self, kept: Kept, words: NameWords) -> None:
        self._kept = kept
        self._words = words
        self._loaded: dict[int, Shape] = {}

    def near(self, changed: Changed) -> Near:
        given = [*changed.fresh.values(), *changed.lost]
        reached = self._reach(given)
        fresh = changed.fresh.keys() | self._reach(changed.lost)
        orgs = [s for s in given if s.kind is MentionKind.ORG]
        gone = {s.id for s in changed.lost}
        moved = [s for s in orgs if s.id in changed.made or s.id in gone] + self._alike(orgs)
        staff = self._shapes(self._kept.staff(self._reach(moved))) if moved else []
        reached |= self._reach([*self._divided(staff), *self._misspelt(staff), *self._spelt_like(given)])
        houses = {house for person in (*given, *self._shapes(reached)) for house in person.houses}
        reached |= self._reach(self._shapes(houses - reached))
        return Near({i: self._loaded[i] for i in sorted(reached)}, frozenset(fresh))

    def _shapes(self, ids: Collection[int]) -> list[Shape]:
        self._loaded |= self._kept.shapes([i for i in ids if i not in self._loaded])
        return [self._loaded[i] for i in sorted(ids) if i in self._loaded]

    def _reach(self, shapes: Iterable[Shape]) -> set[int]:
        """Ids of the kept shapes that lead to each other by name, from the given ones on."""
        waiting = list(shapes)
        reached: set[int] = set()
        while waiting:
            named = {key for shape in waiting for key in keys(shape, self._words)}
            begun = {key for shape in waiting for key in beginnings(shape, self._words)}
            people = [shape.id for shape in waiting if shape.kind is MentionKind.PERSON]
            met = self._kept.named(named | begun) | self._kept.longer(named) | self._kept.contested(people)
            waiting = self._shapes(met - reached)
            reached |= met
        return reached

    def _divided(self, staff: Sequence[Shape]) -> list[Shape]:
        """Those of one name with somebody whose employers are told otherwise."""
        self._shapes(self._kept.named({key for person in staff for key in _names(person, self._words)}))
        told: dict[object, set[frozenset[str]]] = defaultdict(set)
        for person in self._loaded.values():
            if person.kind is MentionKind.PERSON:
                for key in _names(person, self._words):
                    told[key].add(person.employers)
        return [p for p in staff if any(len(told[key]) > 1 for key in _names(p, self._words))]

    def _misspelt(self, staff: Sequence[Shape]) -> list[Shape]:
        """Those whose name may be a misprint of another's among them."""
        named: dict[object, set[str]] = defaultdict(set)
        for person in staff:
            for spelt in spellings(person, self._words):
                named[spelt].add(person.name)
        return [p for p in staff if any(len(named[spelt]) > 1 for spelt in spellings(p, self._words))]

    def _spelt_like(self, given: Sequence[Shape]) -> list[Shape]:
        """Those whose name may be a misprint of a given one's, at any organisation that may be the same employer."""
        met: set[int] = set()
        for person in (s for s in given if s.kind is MentionKind.PERSON and s.employers):
            known = self._shapes(self._reach(self._shapes(person.houses)))
            names = person.employers.union(*(blocks(house, self._words) for house in known))
            met |= self._kept.spelt(set(misspellings(person, names, self._words)))
        return self._shapes(met)

    def _alike(self, orgs: Sequence[Shape]) -> list[Shape]:
        """Those of one document that lead to each other, which then may not be one."""
        mine = {org.id: set(keys(org, self._words)) for org in orgs}
        short = {org.id: mine[org.id] | set(beginnings(org, self._words)) for org in orgs}
        return [a for a in orgs if any(a.id != b.id and (mine[a.id] & short[b.id] or short[a.id] & mine[b.id]) for b in orgs)]


def _names(shape: Shape, words: NameWords) -> Iterator[object]:
    """Those of the keys of a shape that are its names."""
    return ((shape.kind, block) for block in blocks(shape, words))
