"""Which shapes are one: by what is certain first, then by what is likely and fits nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shiguan.records.evidence import MentionKind
from shiguan.records.judgement import Verdict
from shiguan.resolve.compare import Comparison, Strength, compare
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.names import NameWords
from shiguan.resolve.neighbours import Kept, beginnings, keys, misspellings
from shiguan.resolve.shapes import Shape


@dataclass(frozen=True, slots=True)
class Finding:
    """What came out for two shapes, each by the ids of its parts; ``within``: because of a document that names both."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    verdict: Verdict
    score: float
    explanation: str
    within: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """What came out for the shapes of one kind.

    ``touched``: those that new ones have to do with; ``set_of``: of each shape, the set it falls in; ``alike``: touched shapes that
    nothing tells apart, now that it is known who the employers are; ``findings``: what to say of which others.
    """

    touched: frozenset[int]
    set_of: Mapping[int, int]
    names: Mapping[int, str]
    alike: Sequence[tuple[int, ...]]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two shapes (ids, ``left < right``) that have something in common."""

    left: int
    right: int
    comparison: Comparison


def join(shapes: Sequence[Shape], fresh: Collection[int], kept: Kept, words: NameWords) -> Joined:
    """For shapes of one kind: what new ones (``fresh``) make of them."""
    by_id = {shape.id: shape for shape in _merged(shapes)}
    pairs = sorted(_pairs(by_id, kept, words), key=lambda p: (-p.comparison.score, p.left, p.right))
    near = Disjoint(by_id)
    for pair in pairs:
        if pair.comparison.strength is not Strength.DOUBTFUL:
            near.join(pair.left, pair.right)
    reached = {near.find(shape.id) for shape in by_id.values() if not set(shape.ids).isdisjoint(fresh)}
    within = {i for i in by_id if near.find(i) in reached}
    sets = Disjoint(by_id)
    findings = [f for pair, f in _settle(pairs, sets, by_id).items() if not within.isdisjoint(pair)]
    return Joined(
        frozenset(part for i in within for part in by_id[i].ids),
        {part: sets.find(i) for i, shape in by_id.items() for part in shape.ids},
        {part: shape.name for shape in by_id.values() for part in shape.ids},
        [by_id[i].ids for i in sorted(within) if len(by_id[i].ids) > 1],
        findings,
    )


def _merged(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Shapes that nothing tells apart, as one."""
    alike: dict[object, list[Shape]] = defaultdict(list)
    for shape in shapes:
        alike[shape.told].append(shape)
    for several in alike.values():
        ids = tuple(sorted(shape.id for shape in several))
        yield replace(several[0], id=ids[0], parts=ids, documents=sum(shape.documents for shape in several))


def _pairs(shapes: Mapping[int, Shape], kept: Kept, words: NameWords) -> Iterator[_Pair]:
    """Every pair of shapes that share a key, or that one document may call by one name, once, with what they have in common."""

    def together(left: Shape, right: Shape) -> bool:
        return any(kept.beside(a, b) for a in left.ids for b in right.ids)

    for left, right in sorted(_candidates(shapes, kept, words)):
        comparison = compare(shapes[left], shapes[right], together, words)
        if comparison:
            yield _Pair(left, right, comparison)


def _candidates(shapes: Mapping[int, Shape], kept: Kept, words: NameWords) -> set[tuple[int, int]]:
    """Two people who are each of one document only are none: a name alone does not tie them, and there may be many."""
    every: dict[object, set[int]] = defaultdict(set)
    told: dict[object, set[int]] = defaultdict(set)
    for i, shape in shapes.items():
        for key in _keys(shape, words):
            every[key].add(i)
            if shape.own is None:
                told[key].add(i)
    found: set[tuple[int, int]] = set()
    for i, shape in shapes.items():
        keyed = every if shape.own is None else told
        near = set[int]().union(*(keyed[key] for key in _keys(shape, words)), *(keyed.get(b, ()) for b in beginnings(shape, words)))
        found |= {(min(i, other), max(i, other)) for other in near - {i}}
    whole = {part: i for i, shape in shapes.items() for part in shape.ids if shape.kind is MentionKind.PERSON}
    ends = [(whole[a], whole[b]) for a, b in kept.meant(whole)] if whole else []
    return found | {(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]}


def _keys(shape: Shape, words: NameWords) -> Iterator[object]:
    yield from keys(shape, words)
    if shape.kind is MentionKind.PERSON:
        yield from misspellings(shape, shape.employers, words)


def _settle(pairs: Sequence[_Pair], sets: Disjoint[int], shapes: Mapping[int, Shape]) -> dict[tuple[int, int], Finding]:
    """Join ``sets`` by what is certain, then by what is likely and fits nothing else; say so of each pair that mattered."""
    said = _Said(shapes)
    for pair in pairs:
        if pair.comparison.strength is Strength.CERTAIN and sets.find(pair.left) != sets.find(pair.right):
            sets.join(pair.left, pair.right)
            said.add(pair, Verdict.SAME)
    likely: dict[int, list[_Pair]] = defaultdict(list)
    size = {root: sum(shapes[i].documents for i in ids) for root, ids in sets.sets().items()}
    for pair in pairs:
        if pair.comparison.strength is Strength.LIKELY:
            likely[_lesser(pair, sets, size)].append(pair)
    names = {root: max((shapes[i].name for i in ids), key=lambda n: (len(n), n)) for root, ids in sets.sets().items()}
    apart = [(p.left, p.right) for p in pairs if p.comparison.strength is Strength.APART]
    # The longest names first: what a longer name has become part of, a shorter one no longer hesitates between.
    for root in sorted(likely, key=lambda r: (-len(names[r]), names[r], r)):
        _attach(likely[root], sets, apart, said)
    for pair in pairs:
        asked = pair.comparison.strength in (Strength.DOUBTFUL, Strength.APART) and pair.comparison.score > 0
        if asked and (pair.left, pair.right) not in said.findings and sets.find(pair.left) != sets.find(pair.right):
            said.add(pair, Verdict.UNSURE)
    return said.findings


class _Said:
    """What is said of pairs, so far."""

    def __init__(self, shapes: Mapping[int, Shape]) -> None:
        self._shapes = shapes
        self.findings: dict[tuple[int, int], Finding] = {}

    def add(self, pair: _Pair, verdict: Verdict, score: float | None = None, more: str = "") -> None:
        """Say it, in place of what was said before."""
        told = pair.comparison
        self.findings[pair.left, pair.right] = Finding(
            self._shapes[pair.left].ids,
            self._shapes[pair.right].ids,
            verdict,
            told.score if score is None else score,
            told.explanation + more,
            told.within,
        )


def _lesser(pair: _Pair, sets: Disjoint[int], size: Mapping[int, int]) -> int:
    """The set that says less of itself; where neither does, the one that fewer documents name."""
    left, right = sets.find(pair.left), sets.find(pair.right)
    if pair.comparison.lesser is None:
        return min((left, right), key=lambda root: (size[root], root))
    return left if pair.comparison.lesser == "left" else right


def _attach(pairs: Sequence[_Pair], sets: Disjoint[int], apart: Sequence[tuple[int, int]], said: _Said) -> None:
    """Join a lesser set to the one set that its best evidence points to; UNSURE of each when they are several.

    Of what some pair is ``apart`` from it is not joined.
    """
    clashing = {frozenset({sets.find(left), sets.find(right)}) for left, right in apart}
    fitting = [(p, frozenset({sets.find(p.left), sets.find(p.right)})) for p in pairs]
    fitting = [(p, ends) for p, ends in fitting if ends not in clashing]
    best = max((p.comparison.score for p, _ in fitting), default=0.0)
    by_target: dict[frozenset[int], _Pair] = {}
    for pair, ends in fitting:
        if pair.comparison.score == best and len(ends) == 2:
            by_target.setdefault(ends, pair)
    chosen = list(by_target.values())
    if len(chosen) == 1:
        sets.join(chosen[0].left, chosen[0].right)
        said.add(chosen[0], Verdict.SAME, best)
        return
    for pair in chosen:
        said.add(pair, Verdict.UNSURE, round(best / 2, 2), f"; fits {len(chosen)} that are not known to be one")
