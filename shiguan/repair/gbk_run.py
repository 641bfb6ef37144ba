"""A stretch of text as GBK bytes, some of them lost, and the likeliest way to read it.

Text falls out of step when a reader pairs the second byte of one character with the first of the next. The bytes are still
there, but for those that the reader found no character for. A run holds the bytes between two places in step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from shiguan.repair.readings import decode_pair
from shiguan.vocabulary.characters import cost, cost_after

_Way: TypeAlias = tuple[str, int, int, int]

LEADS = range(0x81, 0xFF)
_TRAILS = range(0x80, 0xFF)
_WIDTH, _WAYS, _LASTS = 16, 64, 6
"""Readings kept at each step of the search; characters tried for a pair of bytes, of 4,000 where both were lost, by what they are
likely to be after the last characters of so many readings."""

LOST = "?"
"""Stands for a character that stays lost, as it does in the text received."""


@dataclass(frozen=True, slots=True)
class Byte:
    """A byte and where in the text it came from; ``choices`` are what a lost one may have been, each with its cost.

    ``after_lost``: the byte before it was lost in one ``?`` with this one, so the two made no character.
    """

    value: int
    start: int
    end: int
    choices: tuple[tuple[int, int], ...] = ()
    after_lost: bool = False

    def possible(self) -> tuple[tuple[int, int], ...]:
        """Values with their costs."""
        return self.choices or ((self.value, 0),)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a run: ``text`` with ``LOST`` for what stays open, and where each character came from.

    ``cost`` is the likeliest way's, in tenths of nats, with the character before the run and the one behind; ``others`` are the
    other ways nearly as likely.
    """

    text: str
    origins: tuple[tuple[int, int], ...]
    cost: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """What two bytes may be: (character, cost, first byte, second byte); ``linked`` to the pair before by a lost pair."""

    ways: tuple[_Way, ...]
    origin: tuple[int, int]
    linked: bool


def lost_pair(start: int, end: int) -> tuple[Byte, Byte]:
    """Two bytes that made no character: the second of one and the first of the next."""
    seconds = tuple((u, 0) for u in _bad_pairs())
    return Byte(0x80, start, end, seconds), Byte(0x81, start, end, tuple((v, 0) for v in LEADS), after_lost=True)


def lost_second(start: int, end: int) -> Byte:
    """The second byte of a character, lost together with an ASCII character behind it."""
    return Byte(0x80, start, end, tuple((u, 0) for u in _TRAILS))


def lost_first(start: int, end: int) -> Byte:
    """The first byte of a character."""
    return Byte(0x81, start, end, tuple((v, 0) for v in LEADS))


def read(data: Sequence[Byte], left: str, right: str, margin: int, quotes: Mapping[str, int]) -> Reading | None:
    """The likeliest reading between the characters ``left`` and ``right`` (or empty); None where bytes make no character.
    ``quotes`` adds to the cost of marks that must, or cannot, stand here.

    Where readings less than ``margin`` apart differ, the character stays ``LOST``.
    """
    pairs = _pairs(data)
    if pairs is None:
        return None
    beam: list[tuple[int, str, int]] = [(0, left, 0)]
    for pair in pairs:
        ways = pair.ways if len(pair.ways) <= _WAYS else _likely(pair.ways, {written[-1:] for _, written, _ in beam[:_LASTS]})
        steps = [
            (
                so_far + way_cost + quotes.get(way, 0) + (cost_after(written[-1], way) if written else cost(way)),
                written + way,
                second,
            )
            for so_far, written, last in beam
            for way, way_cost, first, second in ways
            if not pair.linked or first in _bad_pairs()[last]
        ]
        beam = sorted(steps)[:_WIDTH]
    if not beam:
        return None
    ranked = sorted((total + (cost_after(written[-1], right) if right else 0), written[len(left) :]) for total, written, _ in beam)
    lowest, best = ranked[0]
    near = [written for total, written in ranked if total - lowest < margin]
    text = "".join(c if all(other[i] == c for other in near) else LOST for i, c in enumerate(best))
    return Reading(text, tuple(p.origin for p in pairs), lowest, tuple(dict.fromkeys(near)))


def _likely(ways: Sequence[_Way], lasts: set[str]) -> list[_Way]:
    """The ways likeliest by themselves or after one of the characters before."""
    return sorted(ways, key=lambda way: way[1] + min(cost_after(last, way[0]) if last else cost(way[0]) for last in lasts))[:_WAYS]


def _pairs(data: Sequence[Byte]) -> list[_Pair] | None:
    pairs = []
    stream: Iterator[Byte] = iter(data)
    for first in stream:
        if first.value < 0x80:
            pairs.append(_Pair(((chr(first.value), 0, 0, 0),), (first.start, first.end), linked=False))
            continue
        second = next(stream, None)
        if second is None:
            return None
        ways = tuple(
            (character, a_cost + b_cost, a, b)
            for a, a_cost in first.possible()
            for b, b_cost in second.possible()
            if (character := _character(a, b))
        )
        if not ways:
            return None
        pairs.append(_Pair(ways, (first.start, second.end), first.after_lost))
    return pairs


@cache
def _character(first: int, second: int) -> str | None:
    character = decode_pair(bytes((first, second)))
    return None if character is None or "\ue000" <= character <= "\uf8ff" else character


@cache
def _bad_pairs() -> dict[int, frozenset[int]]:
    """For each byte, the bytes above 80 that make no character of GBK behind it; only bytes that have such."""
    pairs = {}
    for first in range(0x80, 0xFF):
        bad = frozenset(second for second in LEADS if _character(first, second) is None)
        if bad:
            pairs[first] = bad
    return pairs
