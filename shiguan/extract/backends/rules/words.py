"""Words of ordinary Chinese: a frequency dictionary, and the likeliest segmentation of a stretch of text.

The dictionary is the one jieba ships (MIT); only its data file is read, so that segmentation is deterministic and
knows nothing but the dictionary and the words handed in.
"""

from __future__ import annotations

import importlib.util
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shiguan.records.document import Span

_RUN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.\-+&'’][A-Za-z0-9]+)*|\d+(?:[.,]\d+)*%?|\s+|.", re.DOTALL)
_LONGEST = 8  # longer dictionary entries are idioms and foreign names in full; they never decide a boundary here
_EXTRA_FREQUENCY = 20_000  # of a word that the document or the vocabulary vouches for: about that of 公司


def is_han(character: str) -> bool:
    """Whether the character is a Han character (the unified block and extension A)."""
    return "一" <= character <= "鿿" or "㐀" <= character <= "䶿"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``span`` in that text, ``tag`` the dictionary's part of speech ('' when it is no word there)."""

    span: Span
    text: str
    tag: str
    frequency: int


@dataclass(frozen=True, slots=True)
class WordModel:
    """Frequencies and parts of speech of dictionary words."""

    entries: Mapping[str, tuple[int, str]]
    log_total: float

    def frequency(self, word: str) -> int:
        """How often the dictionary's corpus has the word; 0 when it has not."""
        entry = self.entries.get(word)
        return entry[0] if entry else 0

    def tag(self, word: str) -> str:
        """Part of speech (jieba's set), '' for no word."""
        entry = self.entries.get(word)
        return entry[1] if entry else ""

    def segment(self, text: str, extra: frozenset[str] = frozenset()) -> list[Token]:
        """The likeliest segmentation; ``extra`` words count as frequent ones. Latin words and numbers stay whole."""
        units = [(m.start(), m.end()) for m in _RUN.finditer(text)]
        starts = [u[0] for u in units] + [len(text)]
        n = len(units)
        best: list[tuple[float, int]] = [(0.0, n)] * (n + 1)
        for i in range(n - 1, -1, -1):
            best[i] = self._best_from(text, starts, i, best, extra)
        tokens: list[Token] = []
        i = 0
        while i < n:
            j = best[i][1]
            word = text[starts[i] : starts[j]]
            frequency, tag = self.entries.get(word, (0, ""))
            tokens.append(Token(Span(starts[i], starts[j]), word, "nx" if word in extra and not tag else tag, frequency))
            i = j
        return tokens

    def _best_from(
        self, text: str, starts: list[int], i: int, best: list[tuple[float, int]], extra: frozenset[str]
    ) -> tuple[float, int]:
        chosen = (-math.inf, i + 1)
        limit = min(len(starts) - 1, i + _LONGEST)
        for j in range(i + 1, limit + 1):
            word = text[starts[i] : starts[j]]
            if word in extra:
                frequency = _EXTRA_FREQUENCY * (j - i)
            elif (entry := self.entries.get(word)) is not None:
                frequency = max(entry[0], 1)
            elif j == i + 1:
                frequency = 1
            else:
                continue
            score = math.log(frequency) - self.log_total + best[j][0]
            if score > chosen[0]:
                chosen = (score, j)
        return chosen


def is_odd_character(character: str) -> bool:
    """Whether a character seldom stands alone as a word: 衿 does, 在 does not."""
    return word_model().frequency(character) < 20_000


@cache
def word_model() -> WordModel:
    """The dictionary, read once a process (about a third of a second)."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:  # a broken installation: the dependency is declared
        raise ModuleNotFoundError("jieba's dictionary is not installed")
    entries: dict[str, tuple[int, str]] = {}
    total = 0
    with Path(spec.origin).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, tag = line.split()
            count = int(frequency)
            total += count
            if len(word) <= _LONGEST:
                entries[word] = (count, tag)
    return WordModel(entries, math.log(total))
