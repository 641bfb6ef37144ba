"""Judge which mentions are one entity: every judgement that a new document makes necessary, and no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shiguan.records.evidence import MentionKind
from shiguan.records.judgement import Judgement, Verdict
from shiguan.resolve.compare import Comparison, Strength, compare
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.names import NAME_WORDS, NameWords
from shiguan.resolve.neighbours import beginnings, keys
from shiguan.resolve.profile import Profile

_RULES = "rules-1"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two stand-ins (mention ids, ``left < right``) that have something in common."""

    left: str
    right: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class _Finding:
    """What came out for a pair of mentions."""

    verdict: Verdict
    score: float
    explanation: str


def by_person(judgement: Judgement) -> bool:
    """Whether a person judged, not a rule or a model."""
    return not judgement.judged_by.startswith(("rules", "model"))


def newest(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The judgement that holds for each pair: the newest by a person, else the newest; of one moment, the last given."""
    held: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        pair = judgement.left, judgement.right
        old = held.get(pair)
        if old is None or (by_person(old), old.recorded_at) <= (by_person(judgement), judgement.recorded_at):
            held[pair] = judgement
    return held


def judge(
    new: Sequence[Profile],
    known: Sequence[Profile],
    at: datetime,
    *,
    standing: Iterable[Judgement] = (),
    words: NameWords = NAME_WORDS,
    judged_by: str = _RULES,
) -> tuple[Judgement, ...]:
    """The judgements that ``new`` mentions make necessary among themselves and ``known`` ones, in order of their pairs.

    What comes of it does not depend on which mentions came first: a likely match holds only while nothing else fits, so
    a new mention may take back what was judged before. ``standing`` are all judgements so far: what holds already is not
    judged again, what no longer holds is judged UNSURE, and a pair that a person judged is left alone. Not every pair of
    an entity is judged, only as many as tie it together.
    """
    every = {p.mention.id: p for p in (*known, *new)}
    held = newest(standing)
    fresh = {p.mention.id for p in new}
    judged: list[Judgement] = []
    for kind in MentionKind:
        mentions = [every[i] for i in sorted(every) if every[i].mention.kind is kind]
        touched, partition, found = _judge_kind(mentions, fresh, words)
        for (left, right), old in held.items():
            apart = left in touched and right in touched and partition[left] != partition[right]
            if apart and old.verdict is Verdict.SAME and (left, right) not in found:
                found[left, right] = _Finding(Verdict.UNSURE, old.score, f"no longer holds, others fit as well: {old.explanation}")
        for pair, finding in found.items():
            before = held.get(pair)
            if before is None or not (by_person(before) or before.verdict is finding.verdict):
                judged.append(Judgement(*pair, finding.verdict, finding.score, finding.explanation, judged_by, at))
    return tuple(sorted(judged, key=lambda j: (j.left, j.right)))


def _judge_kind(
    mentions: Sequence[Profile], fresh: set[str], words: NameWords
) -> tuple[set[str], dict[str, str], dict[tuple[str, str], _Finding]]:
    """For mentions of one kind: those that new ones have to do with, the set each falls in, and what to say of which pair."""
    shapes = _shapes(mentions)
    by_id = {p.mention.id: p for p in mentions}
    stand_ins = {ids[0]: _merged([by_id[i] for i in ids]) for ids in shapes}
    pairs = sorted(_pairs(stand_ins, words), key=lambda p: (-p.comparison.score, p.left, p.right))
    near = Disjoint(stand_ins)
    for pair in pairs:
        near.join(pair.left, pair.right)
    shape_of = {mention: ids[0] for ids in shapes for mention in ids}
    reached = {near.find(shape_of[p.mention.id]) for p in mentions if p.mention.id in fresh}
    found: dict[tuple[str, str], _Finding] = {}
    for ids in shapes:
        if near.find(ids[0]) in reached:
            name = stand_ins[ids[0]].mention.name
            found |= {(ids[0], other): _Finding(Verdict.SAME, 1.0, f"{name}: told alike in both (+1.00)") for other in ids[1:]}
    sets = Disjoint(stand_ins)
    found |= _settle([p for p in pairs if near.find(p.left) in reached], sets, stand_ins)
    touched = {mention for mention, shape in shape_of.items() if near.find(shape) in reached}
    return touched, {mention: sets.find(shape) for mention, shape in shape_of.items()}, found


def _shapes(mentions: Sequence[Profile]) -> list[tuple[str, ...]]:
    """Mentions that nothing tells apart, together (ids in order): compared once, however often a name is in the news."""
    alike: dict[object, list[str]] = defaultdict(list)
    for p in mentions:
        alike[p.mention.name, frozenset(p.mention.aliases), p.employers, p.positions, p.members].append(p.mention.id)
    return sorted(tuple(sorted(ids)) for ids in alike.values())


def _merged(profiles: Sequence[Profile]) -> Profile:
    """The first profile, named in the documents of all."""
    return replace(profiles[0], documents=frozenset().union(*(p.documents for p in profiles)))


def _pairs(profiles: Mapping[str, Profile], words: NameWords) -> Iterator[_Pair]:
    """Every pair of stand-ins that share a key, once, with what they have in common."""
    keyed: dict[object, set[str]] = defaultdict(set)
    for i, profile in profiles.items():
        for key in keys(profile, words):
            keyed[key].add(i)
    seen: set[tuple[str, str]] = set()
    for i, profile in profiles.items():
        near = set[str]().union(
            *(keyed[key] for key in keys(profile, words)), *(keyed.get(b, ()) for b in beginnings(profile, words))
        )
        for other in near - {i}:
            pair = min(i, other), max(i, other)
            if pair not in seen:
                seen.add(pair)
                comparison = compare(profiles[pair[0]], profiles[pair[1]], words)
                if comparison:
                    yield _Pair(*pair, comparison)


def _settle(pairs: Sequence[_Pair], sets: Disjoint, profiles: Mapping[str, Profile]) -> dict[tuple[str, str], _Finding]:
    """Join ``sets`` by what is certain, then by what is likely and fits nothing else; say so of each pair that mattered."""
    found: dict[tuple[str, str], _Finding] = {}
    for pair in pairs:
        if pair.comparison.strength is Strength.CERTAIN and sets.find(pair.left) != sets.find(pair.right):
            sets.join(pair.left, pair.right)
            found[pair.left, pair.right] = _Finding(Verdict.SAME, pair.comparison.score, pair.comparison.explanation)
    likely: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.comparison.strength is Strength.LIKELY:
            likely[sets.find(pair.left if pair.comparison.lesser == "left" else pair.right)].append(pair)
    names = {root: max((profiles[i].mention.name for i in ids), key=lambda n: (len(n), n)) for root, ids in sets.sets().items()}
    # The longest names first: what a longer name has become part of, a shorter one no longer hesitates between.
    for root in sorted(likely, key=lambda r: (-len(names[r]), names[r], r)):
        found |= _attach(likely[root], sets)
    for pair in pairs:
        key = pair.left, pair.right
        if pair.comparison.strength is Strength.DOUBTFUL and key not in found and sets.find(pair.left) != sets.find(pair.right):
            found[key] = _Finding(Verdict.UNSURE, pair.comparison.score, pair.comparison.explanation)
    return found


def _attach(pairs: Sequence[_Pair], sets: Disjoint) -> dict[tuple[str, str], _Finding]:
    """Join a lesser set to the one set that its best evidence points to; UNSURE of each when they are several."""
    best = max(p.comparison.score for p in pairs)
    by_target: dict[frozenset[str], _Pair] = {}
    for pair in pairs:
        ends = frozenset({sets.find(pair.left), sets.find(pair.right)})
        if pair.comparison.score == best and len(ends) == 2:
            by_target.setdefault(ends, pair)
    chosen = list(by_target.values())
    if len(chosen) == 1:
        sets.join(chosen[0].left, chosen[0].right)
        return {(chosen[0].left, chosen[0].right): _Finding(Verdict.SAME, best, chosen[0].comparison.explanation)}
    several = f"fits {len(chosen)} that are not known to be one"
    return {
        (p.left, p.right): _Finding(Verdict.UNSURE, round(best / 2, 2), f"{p.comparison.explanation}; {several}") for p in chosen
    }
