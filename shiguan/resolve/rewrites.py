"""Whether one text tells another's facts one by one in its order, in other words: a spun copy is no second source.

Names, numbers and titles survive what changes every other word. Two reporters of one event also name the same people and sums,
but each has facts of their own and puts them in an order of their own; so all three must speak: what is told, in what order, and
what stands between.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shiguan.resolve.names import han, normal

# A figure with its measure word, a Latin word, a title in its marks: what a rewriter dares not change.
_FIGURE = re.compile(
    r"\d[\d,.]*\s?(?:[%％‰]|[万亿千百]{1,2}|[年月日时分倍个家名位人款篇])?|[A-Za-z][A-Za-z0-9.+-]+|《[^》\n]{1,30}》"
)
# Two texts must share at least this many different facts, or their order says nothing.
_LEAST_SHARED = 12
# The share of the shorter text's facts that the other tells too; of those shared, how many stand in one order, and how many
# stand beside the one that they stand beside in the other text. Independent reports reach 0.8, 0.6 and 0.3; spun copies have 0.7, 1
# and 0.7.
_COVERED = 0.65
_IN_ORDER = 0.9
_BESIDE = 0.5
# Between two such neighbours rewriters leave this share of the characters standing, seen in at least so many places: in a ranking,
# whose order is nobody's, nothing stands between.
_LEFT_STANDING = 0.4
_LEAST_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A name, figure or title, in its normal form, and what stands between it and the one before."""

    what: str
    before: str


def facts(text: str, names: Iterable[str] = ()) -> tuple[Fact, ...]:
    """What the text names and counts, each where it first stands. ``names``: those that are known to stand in it.

    One-character names are passed over.
    """
    found: dict[str, Fact] = {}
    end = 0
    for start, stop in _places(text, {n for n in names if len(n) > 1}):
        if start < end:
            continue  # within the name before
        what = normal(text[start:stop])
        if what and what not in found:
            found[what] = Fact(what, normal(text[end:start]))
        end = stop
    return tuple(found.values())


def _places(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Where names and figures stand: by place, at one place names before figures and longer names before shorter ones."""
    found = [(m.start(), 1, -len(m[0]), m.end()) for m in _FIGURE.finditer(text)]
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append((at, 0, -len(name), at + len(name)))
            at = text.find(name, at + 1)
    return [(start, stop) for start, _, _, stop in sorted(found)]


def keys(told: Sequence[Fact]) -> frozenset[int]:
    """Numbers of which rewrites of one text share several: checksums of its facts two by two."""
    return frozenset(zlib.crc32(f"{a.what}\x1f{b.what}".encode()) for a, b in pairwise(told))


def rewritten(left: Sequence[Fact], right: Sequence[Fact]) -> int:
    """How many facts one tells in the other's order, its words left standing between them; 0 when neither rewrites the other."""
    mine, yours = {f.what: i for i, f in enumerate(left)}, {f.what: i for i, f in enumerate(right)}
    shared = [f.what for f in left if f.what in yours]
    if len(shared) < max(_LEAST_SHARED, _COVERED * min(len(left), len(right))):
        return 0
    run = _longest_rising([yours[what] for what in shared])
    if run < _IN_ORDER * len(shared):
        return 0
    beside = [(a, b) for a, b in pairwise(shared) if mine[b] == mine[a] + 1 and yours[b] == yours[a] + 1]
    if len(beside) < _BESIDE * len(shared):
        return 0
    between = [(left[mine[b]].before, right[yours[b]].before) for _, b in beside]
    kept = [_standing(a, b) for a, b in between if han(a) >= 2 and han(b) >= 2]
    return run if len(kept) >= _LEAST_BETWEEN and sum(kept) >= _LEFT_STANDING * len(kept) else 0


def _longest_rising(numbers: Iterable[int]) -> int:
    """The length of the longest rising subsequence (patience sorting)."""
    ends: list[int] = []
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
    return len(ends)


def _standing(left: str, right: str) -> float:
    """The share of the shorter text's characters that the longer one has too."""
    mine, yours = set(left), set(right)
    return len(mine & yours) / min(len(mine), len(yours))
