"""Words of ordinary Chinese: a frequency dictionary, and the likeliest segmentation of a stretch of text.

The dictionary is the one jieba ships (MIT); only its data file is read, so that segmentation is deterministic and
knows nothing but the dictionary and the words handed in.
"""

from __future__ import annotations

import importlib.util
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path as File

from shiguan.records.document import Span

_RUN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.\-+&'’][A-Za-z0-9]+)*|\d+(?:[.,]\d+)*%?|\s+|.", re.DOTALL)
_SINGLE = re.compile(r"[^A-Za-z\d\s]*")  # nothing that two characters of could be one unit
_NO_WORD = (0, "")
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
class Path:
    """For each unit of a text the one after the likeliest word that begins there, and that word's log-probability."""

    nexts: list[int]
    gains: list[float]

    def weight(self, unit: int) -> float:
        """Log-probability of the likeliest words from a unit to the end of the text."""
        total = 0.0
        while unit < len(self.nexts):
            total += self.gains[unit]
            unit = self.nexts[unit]
        return total


@dataclass(frozen=True, slots=True)
class WordModel:
    """Frequencies and parts of speech of dictionary words.

    ``reach`` is the length of the longest word, for each two characters that words begin with.
    """

    entries: Mapping[str, tuple[int, str]]
    log_total: float
    reach: Mapping[str, int]

    def frequency(self, word: str) -> int:
        """How often the dictionary's corpus has the word; 0 when it has not."""
        entry = self.entries.get(word)
        return entry[0] if entry else 0

    def tag(self, word: str) -> str:
        """Part of speech (jieba's set), '' for no word."""
        entry = self.entries.get(word)
        return entry[1] if entry else ""

    def segment(self, text: str, extra: frozenset[str] = frozenset(), new: frozenset[str] = frozenset()) -> list[Token]:
        """The likeliest segmentation; ``extra`` words, and those ``new`` in a document, count as frequent ones.

        Latin words and numbers stay whole.
        """
        tokens: list[Token] = []
        for start, end in pairwise(self._edges(text, extra, new)):
            word = text[start:end]
            frequency, tag = self.entries.get(word, _NO_WORD)
            named = not tag and (word in extra or word in new)
            tokens.append(Token(Span(start, end), word, "nx" if named else tag, frequency))
        return tokens

    def path(self, text: str) -> Path:
        """The likeliest segmentation from every unit on."""
        return self._path(text, _starts(text))

    def _edges(self, text: str, extra: frozenset[str], new: frozenset[str]) -> Iterator[int]:
        """Where the words of the likeliest segmentation begin, and the end of the text."""
        starts = _starts(text)
        nexts = self._path(text, starts, extra, new).nexts
        i = 0
        while i < len(nexts):
            yield starts[i]
            i = nexts[i]
        yield len(text)

    def _path(self, text: str, starts: list[int], extra: frozenset[str] = frozenset(), new: frozenset[str] = frozenset()) -> Path:
        """Found from the end of the text backwards: the likeliest word from a unit on depends on nothing before it."""
        entries, log_total, log, reach = self.entries, self.log_total, math.log, self.reach
        others = [_reach(words) for words in (extra, new) if words]
        n = len(starts) - 1
        nexts, gains, scores = [n] * n, [0.0] * n, [0.0] * (n + 1)
        for i in range(n - 1, -1, -1):
            start, best = starts[i], -math.inf
            head = text[start : start + 2]
            far = reach.get(head, 0)
            for other in others:
                far = max(far, other.get(head, 0))
            for j in range(i + 1, min(n, i + _LONGEST) + 1 if far else i + 2):
                word = text[start : starts[j]]
                if word in extra or word in new:
                    gain = log(_EXTRA_FREQUENCY * (j - i)) - log_total
                elif (entry := entries.get(word)) is not None:
                    gain = log(entry[0] or 1) - log_total
                elif j == i + 1:
                    gain = -log_total
                elif starts[j] - start > far:  # no word from here goes so far
                    break
                else:
                    continue
                score = gain + scores[j]
                if score > best:
                    best, nexts[i], gains[i], scores[i] = score, j, gain, score
        return Path(nexts, gains)


def _starts(text: str) -> list[int]:
    """Where the units begin that a word is made of, and the end of the text."""
    if _SINGLE.fullmatch(text):
        return list(range(len(text) + 1))
    return [*(m.start() for m in _RUN.finditer(text)), len(text)]


@lru_cache(maxsize=8)  # the vocabulary's sets, and that of the document being read
def _reach(words: frozenset[str]) -> dict[str, int]:
    return _longest(words)


def _longest(words: Iterable[str]) -> dict[str, int]:
    """The length of the longest word for each two characters that words begin with."""
    reach: dict[str, int] = {}
    for word in words:
        head, length = word[:2], len(word)
        if length > 1 and length > reach.get(head, 0):
            reach[head] = length
    return reach


def is_odd_character(character: str) -> bool:
    """Whether a character seldom stands alone as a word: 衿 does, 在 does not."""
    return word_model().frequency(character) < 20_000


@cache
def word_model() -> WordModel:
    """The dictionary, read once a process (less than half a second)."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:  # a broken installation: the dependency is declared
        raise ModuleNotFoundError("jieba's dictionary is not installed")
    entries: dict[str, tuple[int, str]] = {}
    total = 0
    with File(spec.origin).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, tag = line.split()
            count = int(frequency)
            total += count
            if len(word) <= _LONGEST:
                entries[word] = (count, tag)
    return WordModel(entries, math.log(total), _longest(entries))
