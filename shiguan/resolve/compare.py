"""Compare two mentions of one kind: what speaks for their being one thing, and how strongly.

The weights are settled by hand, not learnt: they order the evidence and let a person see it. What decides is ``Strength``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from shiguan.records.evidence import MentionKind
from shiguan.resolve.names import (
    NAME_WORDS,
    NameWords,
    alias_forms,
    blocks,
    core,
    forms,
    group_cores,
    han,
    house,
    starts,
    surname_only,
)
from shiguan.resolve.shapes import Shape, short_for
from shiguan.resolve.spelling import alike_to_the_eye, one_apart, one_letter, same_sound

# Shorter group names (“五虎”) are worn by too many groups to be taken for the end of a longer one.
_LEAST_GROUP_NAME = 3
_LEAST_MEMBERS = 3
# Two lists of one length that differ in one place are one list, when at least this many are shared.
_LEAST_SHARED_MEMBERS = 4
_BOTH_NAMED = ("one document names both", -0.4)
# A foreign name written out in so many characters is hardly another's by chance.
_LONG_NAME = 4
_READ_ALIKE = 0.5
_LOOK_ALIKE = 0.35
_SEVERAL = 2


# Whether one document names both.
Together: TypeAlias = Callable[[Shape, Shape], bool]


class Strength(StrEnum):
    """CERTAIN holds on its own; LIKELY holds if the lesser of the two fits nothing else; DOUBTFUL is for a person to judge.

    APART speaks against: nothing that is only likely joins what the two belong to.
    """

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two mentions have in common; ``features`` with their weights, which add up to ``score`` (0 to 1).

    ``lesser`` is the mention that says less of itself (``left``, ``right``; None where neither does, and then it is the one of the
    smaller set): the short name, the person without an employer. ``within``: it is so in a document that names both.
    """

    strength: Strength
    features: tuple[tuple[str, float], ...]
    lesser: str | None = None
    within: bool = False

    @property
    def score(self) -> float:
        """The sum of the weights, within 0 and 1."""
        return round(min(1.0, max(0.0, sum(weight for _, weight in self.features))), 2)

    @property
    def explanation(self) -> str:
        """The features in words, each with its weight."""
        return "; ".join(f"{words} ({weight:+.2f})" for words, weight in self.features)


def compare(left: Shape, right: Shape, together: Together, words: NameWords = NAME_WORDS) -> Comparison | None:
    """What speaks for the two being one; None when nothing does or when they are of different kinds.

    ``together`` is asked only where it matters whether one document names both.
    """
    kind = left.kind
    if kind is not right.kind:
        return None
    match kind:
        case MentionKind.PERSON:
            return _people(left, right, together, words)
        case MentionKind.GROUP:
            return _groups(left, right, together, words)
        case _:
            return _things(left, right, together, words)


def _things(left: Shape, right: Shape, together: Together, words: NameWords) -> Comparison | None:
    """Organisations and products: by name alone."""
    mine, yours = forms(left, words), forms(right, words)
    if mine & yours:
        return Comparison(Strength.CERTAIN, ((f"same name {min(mine & yours)}", 1.0),))
    by_alias = _alias(left, right, together, words)
    if by_alias:
        return by_alias
    misspelt = _misspelt(left, right, together, words)
    if misspelt:
        return misspelt
    if left.kind is MentionKind.ORG:
        a, b = core(left.name, words), core(right.name, words)
        for lesser, short, long in (("left", a, b), ("right", b, a)):
            if starts(short, long, words) and not together(left, right):
                return Comparison(Strength.LIKELY, ((f"{short} is the start of {long}", 0.7),), lesser)
    return None


def _alias(left: Shape, right: Shape, together: Together, words: NameWords) -> Comparison | None:
    """One goes by a name of the other's that some document uses for both; or they share such a name, which is little."""
    mine, yours = forms(left, words), forms(right, words)
    also_mine, also_yours = alias_forms(left, words), alias_forms(right, words)
    for lesser, shared in (("left", mine & also_yours), ("right", yours & also_mine)):
        if shared and together(left, right):
            return Comparison(Strength.DOUBTFUL, ((f"also called {min(shared)}", 0.9), _BOTH_NAMED))
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


def _people(left: Shape, right: Shape, together: Together, words: NameWords) -> Comparison | None:
    """People: a name is shared by many, so an employer must speak too; one who has none fits whom nobody else fits."""
    within = _in_document(left, right, together, words)
    if within or surname_only(left.name, words) or surname_only(right.name, words):
        return within
    names = blocks(left, words) & blocks(right, words)
    employer = related(left.employers, right.employers)
    positions = left.positions & right.positions
    if not names:
        return _misprint(left, right, together, employer, positions)
    named = (f"same name {min(names)}", 0.5)
    if employer:
        also = ((f"same post {min(positions)}", 0.1),) if positions else ()
        if left.employers & right.employers:
            return Comparison(Strength.CERTAIN, (named, (f"both with {employer}", 0.4), *also))
        # A short name that was not found to be the longer one's may be another's, who may have a namesake of this person.
        lesser = "left" if employer in left.employers else "right"
        return Comparison(Strength.LIKELY, (named, (f"both with {employer}, or a part of it", 0.3), *also), lesser)
    if not left.employers and not right.employers:
        return Comparison(Strength.CERTAIN, (named, ("no employer told of either", 0.1)))
    if left.employers and right.employers:
        tie = _tied(left, right, positions, words)
        strength = Strength.LIKELY if len(tie) > 1 else Strength.DOUBTFUL
        return Comparison(strength, (named, *(tie or (("different employers", -0.2),))))
    lesser = "right" if left.employers else "left"
    return Comparison(Strength.LIKELY, (named, ("no employer told of one", 0.15)), lesser)


def _tied(left: Shape, right: Shape, positions: frozenset[str], words: NameWords) -> tuple[tuple[str, float], ...]:
    """What ties two namesakes whose employers are two organisations of one house: only with the same post is it likely enough."""
    mine, yours = (
        e | {words.owners[MentionKind.ORG, f] for f in e if (MentionKind.ORG, f) in words.owners}
        for e in (left.employers, right.employers)
    )
    owner = related(mine, yours)
    heads = sorted({h for a in left.employers for b in right.employers if (h := house(a, b, words))}, key=lambda h: (-len(h), h))
    if not owner and not heads:
        return ()
    tie = (f"employers that belong to {owner}", 0.2) if owner else (f"employers both called {heads[0]} something", 0.15)
    return (tie, (f"same post {min(positions)}", 0.1)) if positions else (tie,)


def _in_document(left: Shape, right: Shape, together: Together, words: NameWords) -> Comparison | None:
    """Somebody called by a surname and a title, or by the given name, in a document that names one who may be meant."""
    for lesser, short, full in (("left", left.name, right.name), ("right", right.name, left.name)):
        if not short_for(short, full, words) or not together(left, right):
            continue
        if surname_only(short, words):
            return Comparison(Strength.LIKELY, ((f"{short}: one document names {full} too", 0.8),), lesser, within=True)
        said = f"{short} is the given name of {full}, whom the same document names"
        return Comparison(Strength.LIKELY, ((said, 0.8),), lesser, within=True)
    return None


@dataclass(frozen=True, slots=True)
class _Spelt:
    """How two spellings of a name differ; ``alone``: enough to be asked about without a post that both have."""

    words: str
    weight: float
    alone: bool


def _misprint(left: Shape, right: Shape, together: Together, employer: str | None, positions: frozenset[str]) -> Comparison | None:
    """Names that differ in one character, are read or look alike, at one employer: a wrong character, or two people.

    Only a name that is read alike, of the same post, is taken for a misprint, and not where one document names both.
    """
    pairs = ((a, b) for a in sorted(forms(left)) for b in sorted(forms(right)))
    spelt = next((s for a, b in pairs if (s := _spelt(min(a, b), max(a, b)))), None) if employer else None
    if spelt is None or not (positions or spelt.alone):
        return None
    features = [(spelt.words, spelt.weight), (f"both with {employer}", 0.1)]
    if positions:
        features.append((f"same post {min(positions)}", 0.1))
    if together(left, right):
        return Comparison(Strength.DOUBTFUL, (*features, _BOTH_NAMED))
    if positions and spelt.weight >= _READ_ALIKE:
        return Comparison(Strength.LIKELY, tuple(features))
    return Comparison(Strength.DOUBTFUL, tuple(features))


def _spelt(left: str, right: str) -> _Spelt | None:
    short, long = sorted((left, right), key=len)
    if same_sound(left, right):
        return _Spelt(f"{left} and {right} are read alike", _READ_ALIKE, alone=True)
    if alike_to_the_eye(left, right):
        return _Spelt(f"{left} and {right} look alike", _LOOK_ALIKE, alone=True)
    if one_apart(left, right):
        return _Spelt(f"{left} and {right} differ in one character", 0.25, alone=len(left) >= _LONG_NAME)
    if len(short) >= 2 and len(long) == len(short) + 1 and long.startswith(short):
        return _Spelt(f"{short} is {long} without the last character", 0.25, alone=False)
    return None


def _misspelt(left: Shape, right: Shape, together: Together, words: NameWords) -> Comparison | None:
    """Latin names that differ by one letter: a slip of the pen, or two names, which is to be asked."""
    mine, yours = forms(left, words), forms(right, words)
    pairs = sorted((a, b) for a in mine for b in yours if one_letter(a, b))
    if not pairs:
        return None
    a, b = pairs[0]
    features = [(f"{min(a, b)} and {max(a, b)} differ by one letter", 0.3)]
    maker = related(left.employers, right.employers)
    if maker:
        features.append((f"both of {maker}", 0.1))
    known, known_too = (any((left.kind, form) in words.known for form in side) for side in (mine, yours))
    if known != known_too:
        return Comparison(Strength.LIKELY, (*features, ("only one of them is a known name", 0.4)), "right" if known else "left")
    lesser = None if known or a[-1] != b[-1] else _once(left, right, together)
    if lesser is None:
        return Comparison(Strength.DOUBTFUL, tuple(features))
    return Comparison(Strength.LIKELY, (*features, ("met once, in a document that names the common one too", 0.3)), lesser)


def _once(left: Shape, right: Shape, together: Together) -> str | None:
    """The name that stands in one document only, which has the other too, where that is met in several more."""
    for lesser, rare, common in (("left", left, right), ("right", right, left)):
        if rare.documents == 1 and common.documents > _SEVERAL and together(rare, common):
            return lesser
    return None


def _groups(left: Shape, right: Shape, together: Together, words: NameWords) -> Comparison | None:
    """Groups: by who is in them before what they are called; one nickname is worn by groups of several trades."""
    mine, yours = forms(left, words), forms(right, words)
    listed = _members(left, right)
    if listed is not None and listed[1] == 0.0:
        name = mine & yours
        return Comparison(Strength.APART, (*(((f"same name {min(name)}", 0.5),) if name else ()), (listed[0], -0.3)))
    if mine & yours and bool(left.members) != bool(right.members):
        lesser = "right" if left.members else "left"
        return Comparison(Strength.LIKELY, ((f"same name {min(mine & yours)}, members told of one", 0.85),), lesser)
    if mine & yours:
        return Comparison(Strength.CERTAIN, ((f"same name {min(mine & yours)}", 0.9), *((listed,) if listed else ())))
    if listed is not None:
        strength = Strength.CERTAIN if listed[1] > 0.8 else Strength.DOUBTFUL
        return Comparison(strength, (listed,))
    of_one_trade = _of_one_trade(left, right, words)
    if of_one_trade:
        return of_one_trade
    by_alias = _alias(left, right, together, words)
    if by_alias or together(left, right):
        return by_alias
    for lesser, short, long in (("left", min(mine), min(yours)), ("right", min(yours), min(mine))):
        if len(short) >= _LEAST_GROUP_NAME and long.endswith(short):
            return Comparison(Strength.LIKELY, ((f"{short} is the end of {long}", 0.65),), lesser)
    return None


def _of_one_trade(left: Shape, right: Shape, words: NameWords) -> Comparison | None:
    """Groups of one trade, however it is called, and of one nickname; or of two nicknames that differ in one character."""
    mine, yours = (group_cores(side, words) for side in (left, right))
    alike = sorted(
        (a, b) for a, trades in mine for b, others in yours if trades and trades == others and len(a) >= _LEAST_GROUP_NAME
    )
    same = next((a for a, b in alike if a == b), None)
    if same is not None:
        return Comparison(Strength.LIKELY, ((f"both {same}, of one trade", 0.7),))
    near = next(((a, b) for a, b in alike if one_apart(a, b)), None)
    if near is not None:
        return Comparison(Strength.DOUBTFUL, ((f"{min(near)} and {max(near)}, of one trade", 0.4),))
    return None


def _members(left: Shape, right: Shape) -> tuple[str, float] | None:
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
