"""What two texts share word for word, and where it stands in each."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.records.document import Span

# Nineteen characters running are taken over, not hit upon twice: set phrases and names in Chinese news are shorter.
LEAST_PASSAGE = 19
# A line that stands more often in a text is looked at in so many places only.
_MOST_PLACES = 50
_UNIT = re.compile(r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+|\w")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that stands in two texts: ``left`` in the first, ``right`` in the second.

    ``length`` is in characters, spaces not counted; where the two set their marks differently, the shorter one's.
    """

    left: Span
    right: Span
    length: int


def letters(text: str) -> str:
    """The text in one width and case without spaces, punctuation and signs, which reprints change.

    >>> letters("“星图 · AI”，Ｖ2.5！")
    '星图aiv25'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def units(text: str) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The text's letters, and where in the text each stands; a word of Latin letters or digits is one.

    By letters, one long foreign name would make a passage.
    """
    found: list[str] = []
    at: list[Span] = []
    for match in _UNIT.finditer(text):
        word = match[0]
        unit = word if len(word) == 1 and "一" <= word <= "鿿" else letters(word)  # most are one Han character, its own letter
        if unit:
            found.append(unit)
            at.append(Span(*match.span()))
    return tuple(found), tuple(at)


def passages(left: str, right: str, least: int = LEAST_PASSAGE) -> tuple[Passage, ...]:
    """Every stretch of ``least`` characters or more that stands in both texts, as long as it goes, in the order of the left one.

    Width, case and spaces are not compared, nor the marks between letters; marks at its ends belong to it where both have them.
    It has three letters (``units``) to four characters at least, so that no long foreign name is one.
    A stretch that stands twice in a text is given for each place, of one that repeats a line on and on for the first places only.
    """
    (mine, at_mine), (yours, at_yours) = units(left), units(right)
    seed = max(2, least * 3 // 4)
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(yours) - seed + 1):
        starts[yours[j : j + seed]].append(j)
    found: list[Passage] = []
    reached: dict[int, int] = {}  # of each way to lay the one text beside the other, how far it has been looked at in the left one
    for i in range(len(mine) - seed + 1):
        for j in starts.get(mine[i : i + seed], ())[:_MOST_PLACES]:
            if i < reached.get(j - i, 0):
                continue  # within a stretch that began before
            first, last = _stretch(mine, yours, i, j)
            reached[j - i] = last
            here, there = at_mine[first:last], at_yours[first + j - i : last + j - i]
            spans = Span(here[0].start, here[-1].end), Span(there[0].start, there[-1].end)
            passage = _with_marks(left, right, *spans)
            if passage.length >= least:
                found.append(passage)
    return tuple(found)


def _stretch(mine: Sequence[str], yours: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """From where to where in the left text both are alike around a place; it began before where a line stands too often."""
    first, last, by = i, i, j - i
    while first and first + by and mine[first - 1] == yours[first + by - 1]:
        first -= 1
    while last < len(mine) and last + by < len(yours) and mine[last] == yours[last + by]:
        last += 1
    return first, last


def _with_marks(left: str, right: str, mine: Span, yours: Span) -> Passage:
    """The stretch with the marks before and after it that both texts have; signs of one kind in two widths are one."""
    before = after = 0
    while before < min(mine.start, yours.start) and _same_mark(left[mine.start - before - 1], right[yours.start - before - 1]):
        before += 1
    ahead = min(len(left) - mine.end, len(right) - yours.end)
    while after < ahead and _same_mark(left[mine.end + after], right[yours.end + after]):
        after += 1
    mine, yours = (Span(span.start - before, span.end + after) for span in (mine, yours))
    length = min(sum(not c.isspace() for c in stretch) for stretch in (mine.of(left), yours.of(right)))
    return Passage(mine, yours, length)


def _same_mark(left: str, right: str) -> bool:
    return not left.isspace() and unicodedata.normalize("NFKC", left) == unicodedata.normalize("NFKC", right) and not left.isalnum()
