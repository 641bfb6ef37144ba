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


class Endings:
    """Which of a set of words a text ends with, or starts with, at a position: the longest."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(w for w in words if w)
        self._lengths = sorted({len(w) for w in self._words}, reverse=True)

    def before(self, text: str, position: int, floor: int = 0) -> str:
        """The longest word that ends at ``position`` and starts at or after ``floor``; '' when none does."""
        for length in self._lengths:
            if position - length >= floor and text[position - length : position] in self._words:
                return text[position - length : position]
        return ""

    def after(self, text: str, position: int) -> str:
        """The longest word that starts at ``position``; '' when none does."""
        for length in self._lengths:
            if text[position : position + length] in self._words and position + length <= len(text):
                return text[position : position + length]
        return ""

    def __contains__(self, word: object) -> bool:
        return word in self._words
