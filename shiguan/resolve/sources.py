"""Which documents are one source: copies and reprints tell a thing once, however many they are."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.names import normal

_GRAM = 5
# Of the shorter text's five-grams, the share found in the longer one that makes it a copy: a reprint keeps nearly all of
# them, cut or with a few words changed; two reports of one story, or a quoted paragraph, share far fewer.
_COPIED = 0.7
# Shorter texts than this many five-grams are copies only when they are the same: a notice repeats its fixed phrases.
_LEAST_GRAMS = 60
# Candidates are found by the five-grams whose checksum is a multiple of this.
_SAMPLE = 8
_LEAST_SAMPLED = 3
_LETTERS = re.compile(r"\W+")
# Nineteen characters running are taken over, not hit upon twice: set phrases and names in Chinese news are shorter.
_LEAST_PASSAGE = 19


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What is compared of a document: its id and its text as read."""

    id: str
    text: str


def independent(documents: Sequence[DocumentText]) -> dict[str, str]:
    """Document id → key of its source; documents with one key are copies of each other, or of one text between them.

    The key is the smallest id among them. A copy has at least 70 % of the shorter text's five-character runs in the longer one.
    """
    sources = Disjoint(d.id for d in documents)
    grams = {d.id: _grams(d.text) for d in documents}
    same: dict[str, str] = {}
    for d in sorted(documents, key=lambda d: d.id):
        sources.join(d.id, same.setdefault(_letters(d.text), d.id))
    for (left, right), shared in _candidates(grams).items():
        fewer = min(len(grams[left]), len(grams[right]))
        if shared >= _LEAST_SAMPLED and fewer >= _LEAST_GRAMS and len(grams[left] & grams[right]) >= _COPIED * fewer:
            sources.join(left, right)
    return {d.id: sources.find(d.id) for d in documents}


def _letters(text: str) -> str:
    """The text without spaces and punctuation, which reprints change."""
    return _LETTERS.sub("", normal(text))


def _grams(text: str) -> frozenset[str]:
    letters = _letters(text)
    return frozenset(letters[i : i + _GRAM] for i in range(len(letters) - _GRAM + 1))


def _candidates(grams: dict[str, frozenset[str]]) -> Counter[tuple[str, str]]:
    """Pairs of documents and how many sampled five-grams they share."""
    holders: dict[str, list[str]] = defaultdict(list)
    for document in sorted(grams):
        for gram in grams[document]:
            if zlib.crc32(gram.encode()) % _SAMPLE == 0:
                holders[gram].append(document)
    return Counter((a, b) for ids in holders.values() for i, a in enumerate(ids) for b in ids[i + 1 :])


def same_passage(left: str, right: str, least: int = _LEAST_PASSAGE) -> bool:
    """Whether the two texts share a run of ``least`` characters or more, spaces and punctuation not counted."""
    a, b = _letters(left), _letters(right)
    runs = {a[i : i + least] for i in range(len(a) - least + 1)}
    return any(b[i : i + least] in runs for i in range(len(b) - least + 1))
