"""Many words looked up at once, longest first (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from shiguan.records.document import Span

T = TypeVar("T")


class Matcher(Generic[T]):
    """Finds the words of a table in a text: leftmost, longest, without overlap."""

    def __init__(self, table: Mapping[str, T]) -> None:
        self._words = [w for w in table if w]
        self._values = [table[w] for w in self._words]
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)

    def find(self, text: str) -> list[tuple[Span, T]]:
        """Spans of the words found, in order, with what the table holds for each."""
        found = self._automaton.find_matches_as_indexes(text)
        return [(Span(start, end), self._values[index]) for index, start, end in found]


class Everywhere:
    """Finds every occurrence of a set of words in a text, also those that overlap."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick(list(dict.fromkeys(w for w in words if w)), implementation=Implementation.ContiguousNFA)

    def all(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each occurrence, word by word as they were given, then in text order."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [(start, end) for _, start, end in sorted(found)]

    def firsts(self, text: str) -> list[tuple[int, int]]:
        """Start and end of the first occurrence of each word the text has."""
        found: dict[int, tuple[int, int]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            found.setdefault(index, (start, end))  # of one word the matches come in order
        return list(found.values())


class Endings:
    """Which of a set of words a text ends with, or starts with, at a position: the longest."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(w for w in words if w)
        # Most positions are ruled out by one character.
        self._by_first = _lengths(self._words, 0)
        self._by_last = _lengths(self._words, -1)

    def before(self, text: str, position: int, floor: int = 0) -> str:
        """The longest word that ends at ``position`` and starts at or after ``floor``; '' when none does."""
        for length in self._by_last.get(text[position - 1 : position], ()):
            if position - length >= floor and text[position - length : position] in self._words:
                return text[position - length : position]
        return ""

    def after(self, text: str, position: int) -> str:
        """The longest word that starts at ``position``; '' when none does."""
        for length in self._by_first.get(text[position : position + 1], ()):
            if text[position : position + length] in self._words and position + length <= len(text):
                return text[position : position + length]
        return ""

    def __contains__(self, word: object) -> bool:
        return word in self._words


def _lengths(words: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    """For each character that words have at an index, how long these are, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[at], set()).add(len(word))
    return {character: tuple(sorted(found, reverse=True)) for character, found in lengths.items()}
