"""Text as the encoder reads it: pieces of the pruned vocabulary, and the piece that owns each character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

BOS, PAD, EOS, UNKNOWN = 0, 1, 2, 3
"""Rows of the special pieces, as in XLM-R's vocabulary."""
_SPACE = "▁"
_UNKNOWN_PENALTY = 10.0  # below the rarest piece, as sentencepiece has it
FARTHEST = 7  # characters further into a piece are not told apart


@dataclass(frozen=True, slots=True)
class Pieces:
    """``ids`` with BOS and EOS.

    Per character the index of its piece in ``ids``, its place in the piece, and the row it has by itself.
    """

    ids: tuple[int, ...]
    owner: tuple[int, ...]
    place: tuple[int, ...]
    alone: tuple[int, ...]


@dataclass(slots=True)
class Tokenizer:
    """Unigram segmentation (Kudo 2018) over the given pieces; rows count from 0 in their order, the specials first."""

    rows: dict[str, int]
    scores: list[float]
    _begins: set[str] = field(init=False)
    _lowest: float = field(init=False)

    def __post_init__(self) -> None:
        self._begins = {piece[:n] for piece in self.rows for n in range(1, len(piece) + 1)}
        self._lowest = min(self.scores) - _UNKNOWN_PENALTY

    @classmethod
    def of(cls, lines: Iterable[str]) -> Tokenizer:
        """From lines of piece, tab, score. Raises ValueError where a line is no such pair."""
        rows: dict[str, int] = {}
        scores: list[float] = []
        for line in lines:
            piece, score = line.split("\t")
            rows[piece] = len(scores)
            scores.append(float(score))
        return cls(rows, scores)

    def __call__(self, text: str) -> Pieces:
        """Segment ``text``, whose every code point stays one character."""
        folded = _SPACE + "".join(map(fold, text))
        ids, owner, place = [BOS], [0] * len(folded), [0] * len(folded)
        for start, end in self._segments(folded):
            for at in range(start, end):
                owner[at], place[at] = len(ids), min(at - start, FARTHEST)
            ids.append(self.rows.get(folded[start:end], UNKNOWN))
        ids.append(EOS)
        alone = tuple(self.rows.get(c, UNKNOWN) for c in folded[1:])
        return Pieces(tuple(ids), tuple(owner[1:]), tuple(place[1:]), alone)

    def _segments(self, text: str) -> list[tuple[int, int]]:
        """The likeliest segmentation, by Viterbi; a character no piece covers stands alone."""
        best = [0.0] + [-1e30] * len(text)
        back = [0] * (len(text) + 1)
        rows, scores, begins = self.rows, self.scores, self._begins
        for start in range(len(text)):
            so_far = best[start]
            unknown = so_far + self._lowest
            if unknown > best[start + 1]:
                best[start + 1], back[start + 1] = unknown, start
            for end in range(start + 1, len(text) + 1):
                piece = text[start:end]
                if piece not in begins:
                    break
                row = rows.get(piece)
                if row is not None and so_far + scores[row] > best[end]:
                    best[end], back[end] = so_far + scores[row], start
        segments: list[tuple[int, int]] = []
        end = len(text)
        while end:
            segments.append((back[end], end))
            end = back[end]
        return segments[::-1]


def fold(character: str) -> str:
    """One code point as the vocabulary has it: compatibility forms folded where that leaves one, white space as the word mark."""
    if character.isspace():
        return _SPACE
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) == 1 else character
