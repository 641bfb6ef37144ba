"""Compare two mentions of one kind: what speaks for their being one thing, and how strongly.

The weights are settled by hand, not learnt: they order the evidence and let a person see it. What decides is ``Strength``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shiguan.records.evidence import MentionKind
from shiguan.resolve.names import NAME_WORDS, NameWords, alias_forms, blocks, core, forms, han, starts
from shiguan.resolve.profile import Profile

# Shorter group names (“五虎”) are worn by too many groups to be taken for the end of a longer one.
_LEAST_GROUP_NAME = 3
_LEAST_MEMBERS = 3
# Two lists of one length that differ in one place are one list, when at least this many are shared.
_LEAST_SHARED_MEMBERS = 4


class Strength(StrEnum):
    """CERTAIN holds on its own; LIKELY holds if the lesser of the two fits nothing else; DOUBTFUL is for a person to judge."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two mentions have in common; ``features`` with their weights, which add up to ``score`` (0 to 1).

    ``lesser`` is the mention that says less of itself (``left``, ``right``; None where neither does): the short name, the
    person without an employer.
    """

    strength: Strength
    features: tuple[tuple[str, float], ...]
    lesser: str | None = None

    @property
    def score(self) -> float:
        """The sum of the weights, within 0 and 1."""
        return round(min(1.0, max(0.0, sum(weight for _, weight in self.features))), 2)

    @property
    def explanation(self) -> str:
        """The features in words, each with its weight."""
        return "; ".join(f"{words} ({weight:+.2f})" for words, weight in self.features)


def compare(left: Profile, right: Profile, words: NameWords = NAME_WORDS) -> Comparison | None:
    """What speaks for the two being one; None when nothing does or when they are of different kinds."""
    kind = left.mention.kind
    if kind is not right.mention.kind:
        return None
    match kind:
        case MentionKind.PERSON:
            return _people(left, right, words)
        case MentionKind.GROUP:
            return _groups(left, right, words)
        case _:
            return _things(left, right, words)


def _things(left: Profile, right: Profile, words: NameWords) -> Comparison | None:
    """Organisations and products: by name alone."""
    mine, yours = forms(left.mention, words), forms(right.mention, words)
    if mine & yours:
        return Comparison(Strength.CERTAIN, ((f"same name {min(mine & yours)}", 1.0),))
    by_alias = _alias(left, right, words)
    if by_alias:
        return by_alias
    apart = left.documents & right.documents
    if left.mention.kind is MentionKind.ORG and not apart:
        a, b = core(left.mention.name, words), core(right.mention.name, words)
        for lesser, short, long in (("left", a, b), ("right", b, a)):
            if starts(short, long, words):
                return Comparison(Strength.LIKELY, ((f"{short} is the start of {long}", 0.7),), lesser)
    return None


def _alias(left: Profile, right: Profile, words: NameWords) -> Comparison | None:
    """One goes by a name of the other's that some document uses for both; or they share such a name, which is little."""
    mine, yours = forms(left.mention, words), forms(right.mention, words)
    also_mine, also_yours = alias_forms(left.mention, words), alias_forms(right.mention, words)
    for lesser, shared in (("left", mine & also_yours), ("right", yours & also_mine)):
        if shared and left.documents & right.documents:
            features = ((f"also called {min(shared)}", 0.9), ("one document names both", -0.4))
            return Comparison(Strength.DOUBTFUL, features)
        if shared:
            return Comparison(Strength.LIKELY, ((f"one document uses {min(shared)} and the longer name for it", 0.9),), lesser)
    if also_mine & also_yours:
        return Comparison(Strength.DOUBTFUL, ((f"both are also called {min(also_mine & also_yours)}", 0.4),))
    return None


def related(left: frozenset[str], right: frozenset[str]) -> str | None:
    """A form that both sets of organisation names have, or that starts one in the other; the smallest, None when there is none."""
    shared = left & right
    if shared:
        return min(shared)
    begun = {a for a in left for b in right if b.startswith(a) and han(a) >= 2}
    begun |= {b for a in left for b in right if a.startswith(b) and han(b) >= 2}
    return min(begun, default=None)


def _people(left: Profile, right: Profile, words: NameWords) -> Comparison | None:
    """People: a name is shared by many, so an employer must speak too; one who has none fits whom nobody else fits."""
    names = blocks(left.mention, words) & blocks(right.mention, words)
    employer = related(left.employers, right.employers)
    positions = left.positions & right.positions
    if not names:
        return _misprint(left, right, employer, positions)
    named = (f"same name {min(names)}", 0.5)
    if employer:
        also = ((f"same post {min(positions)}", 0.1),) if positions else ()
        return Comparison(Strength.CERTAIN, (named, (f"both with {employer}", 0.4), *also))
    if not left.employers and not right.employers:
        return Comparison(Strength.CERTAIN, (named, ("no employer told of either", 0.1)))
    if left.employers and right.employers:
        return Comparison(Strength.DOUBTFUL, (named, ("different employers", -0.2)))
    lesser = "right" if left.employers else "left"
    return Comparison(Strength.LIKELY, (named, ("no employer told of one", 0.15)), lesser)


def _misprint(left: Profile, right: Profile, employer: str | None, positions: frozenset[str]) -> Comparison | None:
    """Names one character apart, at one employer and in one post: perhaps a wrong character, perhaps two people."""
    if not employer or not positions:
        return None
    pairs = sorted((a, b) for a in forms(left.mention) for b in forms(right.mention) if one_apart(a, b))
    if not pairs:
        return None
    a, b = pairs[0]
    shared = ((f"both with {employer}", 0.1), (f"same post {min(positions)}", 0.1))
    return Comparison(Strength.DOUBTFUL, ((f"{min(a, b)} and {max(a, b)} differ in one character", 0.25), *shared))


def one_apart(left: str, right: str) -> bool:
    """Whether two names of one length, at least two, differ in exactly one character."""
    return len(left) == len(right) >= 2 and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def _groups(left: Profile, right: Profile, words: NameWords) -> Comparison | None:
    """Groups: by who is in them before what they are called; one nickname is worn by groups of several trades."""
    mine, yours = forms(left.mention, words), forms(right.mention, words)
    listed = _members(left, right)
    if listed is not None and listed[1] == 0.0:
        name = mine & yours
        return Comparison(Strength.DOUBTFUL, ((f"same name {min(name)}", 0.5), (listed[0], -0.3))) if name else None
    if mine & yours:
        return Comparison(Strength.CERTAIN, ((f"same name {min(mine & yours)}", 0.9), *((listed,) if listed else ())))
    if listed is not None:
        strength = Strength.CERTAIN if listed[1] > 0.8 else Strength.DOUBTFUL
        return Comparison(strength, (listed,))
    by_alias = _alias(left, right, words)
    if by_alias or left.documents & right.documents:
        return by_alias
    for lesser, short, long in (("left", min(mine), min(yours)), ("right", min(yours), min(mine))):
        if len(short) >= _LEAST_GROUP_NAME and long.endswith(short):
            return Comparison(Strength.LIKELY, ((f"{short} is the end of {long}", 0.65),), lesser)
    return None


def _members(left: Profile, right: Profile) -> tuple[str, float] | None:
    """How the two lists of members agree, in words and as a weight; None when one has no list worth the name, 0 when they clash."""
    mine, yours = left.members, right.members
    if min(len(mine), len(yours)) < _LEAST_MEMBERS:
        return None
    shared = sum(1 for a in mine if any(a & b for b in yours))
    if shared == len(mine) == len(yours):
        return "the same members", 1.0
    if len(mine) == len(yours) and shared == len(mine) - 1 >= _LEAST_SHARED_MEMBERS:
        return f"the same members but one of {len(mine)}", 0.85
    if shared == min(len(mine), len(yours)):
        return "the members of one are members of the other", 0.5
    return f"{shared} members shared of {len(mine)} and {len(yours)}", 0.0
