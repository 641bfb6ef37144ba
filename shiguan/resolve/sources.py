"""Which documents are one source: copies, reprints and rewrites tell a thing once, however many they are.

Candidates are found by marks, a winnowed sample of a text's character runs (Schleimer, Wilkerson and Aiken 2003, "Winnowing"),
and then compared whole. MinHash, the usual way, estimates how much two texts share of all that both have; a reprint cut to a fifth
shares a fifth of that, and yet all of it is copied: what is measured here is how much of the shorter text stands in the longer one.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.records.document import Span
from shiguan.resolve.names import normal
from shiguan.resolve.passages import LEAST_PASSAGE, letters, units
from shiguan.resolve.rewrites import facts, keys, rewritten

_GRAM = 5
# Of the shorter text's five-grams, the share found in the longer one that makes it a copy: a reprint keeps nearly all of
# them, cut or with a few words changed; two reports of one story, or a quoted paragraph, share far fewer.
_COPIED = 0.7
# A text that says it is taken from the other's publisher, or from where the other is taken from, may be cut and edited more.
_COPIED_AS_SAID = 0.4
# Shorter texts than this many five-grams are copies only when they are the same: a notice repeats its fixed phrases.
_LEAST_GRAMS = 60
# A mark is the least checksum of a run of so many letters in every window of so many runs: texts that share 71 letters running
# share a mark. Short texts, which edits break up more, have one in every window of eight besides.
_RUN = 8
_WINDOW = 64
_SHORT = 300
_SHORT_WINDOW = 8
# To be compared, two documents share so much of the marks of the one that has fewer, or so many of their facts two by two.
_LIKELY = 0.2
_LEAST_KEYS = 3
_EDGE = 200
# Before and after a quote, characters in which a passage that reaches into it is looked for: long names are few.
_BESIDE = 4 * LEAST_PASSAGE
_NAME = r"[《〈“\"【]?([^\s《》〈〉“”\"【】()（）:：,，。;；|｜/]{2,20})"
_SAYS_TAKEN = re.compile(rf"(?:来源|转载自|转自|摘自|原载于?|原文刊于|首发于?|本文来自)\s*[:：]?\s*{_NAME}")


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What is compared of a document: its id, its text as read, who published it, and the names that are known to stand in it.

    Without names only figures, Latin words and titles show a rewrite.
    """

    id: str
    text: str
    publisher: str | None = None
    names: tuple[str, ...] = ()


def taken_from(text: str) -> frozenset[str]:
    """Normal forms of the publishers that the text, at its beginning or end, says it is taken from (来源：…, 转自…)."""
    edges = [text] if len(text) <= 2 * _EDGE else [text[:_EDGE], text[-_EDGE:]]
    return frozenset(normal(match[1]) for edge in edges for match in _SAYS_TAKEN.finditer(edge))


def same_source(left: DocumentText, right: DocumentText) -> str | None:
    """Why the two are one source, in words: the same text, a copy, a reprint as one of them says, a rewrite; None: they are not.

    It depends on the two alone, and not on which is first.
    """
    left, right = sorted((left, right), key=lambda d: d.id)
    mine, yours = letters(left.text), letters(right.text)
    if mine == yours:
        return "the same text"
    a, b = _grams(mine), _grams(yours)
    fewer = min(len(a), len(b))
    share = len(a & b) / fewer if fewer >= _LEAST_GRAMS else 0.0
    if share >= _COPIED:
        return f"{share:.0%} of the shorter text stands in the longer one"
    said = _says(left, right)
    if said and share >= _COPIED_AS_SAID:
        return f"taken from {said}, as it says; {share:.0%} of the shorter text stands in the longer one"
    names = {*left.names, *right.names}
    retold = rewritten(facts(left.text, names), facts(right.text, names))
    return f"{retold} names and figures in the same order, between words of the same" if retold else None


def _says(left: DocumentText, right: DocumentText) -> str | None:
    """Whom one says it is taken from, when that is the other's publisher or whom the other says it is taken from."""
    mine, yours = taken_from(left.text), taken_from(right.text)
    by_me, by_you = normal(left.publisher or ""), normal(right.publisher or "")
    named = ({by_you} & mine) | ({by_me} & yours) | (mine & yours - {by_me, by_you})
    return min(named - {""}, default=None)


def marks(text: str) -> frozenset[int]:
    """The marks of a text (its ``letters``), by which texts that share much of it are found."""
    sums = [zlib.crc32(text[i : i + _RUN].encode()) for i in range(max(1, len(text) - _RUN + 1))]
    found = _least(sums, _WINDOW)
    # Inverted, the marks that short texts have among themselves are no marks of longer ones.
    return frozenset(found | {~s for s in _least(sums, _SHORT_WINDOW)} if len(text) <= _SHORT else found)


def _least(sums: Sequence[int], window: int) -> set[int]:
    """The least number of every window."""
    found: set[int] = set()
    waiting: deque[int] = deque()
    for i, number in enumerate(sums):
        while waiting and sums[waiting[-1]] >= number:
            waiting.pop()
        waiting.append(i)
        if waiting[0] <= i - window:
            waiting.popleft()
        if i >= window - 1 or i == len(sums) - 1:
            found.add(sums[waiting[0]])
    return found


def runs_at(text: str, span: Span, least: int = LEAST_PASSAGE) -> frozenset[str]:
    """Every run of ``least`` letters (a Latin word or number is one) that reaches into the span, marks and spaces not counted.

    Spans of two texts that share one stand, each or in part, in a passage that both have: a quote may be shorter than that.
    """
    start = max(0, span.start - _BESIDE)
    told, at = units(text[start : span.end + _BESIDE])
    inside = [i for i, place in enumerate(at) if place.end + start > span.start and place.start + start < span.end]
    if not inside:
        return frozenset()
    first, last = max(0, inside[0] - least + 1), min(inside[-1], len(told) - least)
    return frozenset(" ".join(told[i : i + least]) for i in range(first, last + 1))


def _grams(plain: str) -> frozenset[str]:
    return frozenset(plain[i : i + _GRAM] for i in range(len(plain) - _GRAM + 1))


@dataclass(frozen=True, slots=True)
class Trace:
    """What two documents are seen by to be likely one source, before they are compared whole."""

    marks: frozenset[int]
    keys: frozenset[int]

    def likely(self, other: Trace) -> bool:
        """Whether they share as much as it takes."""
        fewer = min(len(self.marks), len(other.marks))
        return len(self.marks & other.marks) >= _LIKELY * fewer or len(self.keys & other.keys) >= _LEAST_KEYS


def trace(document: DocumentText) -> Trace:
    """The trace of a document."""
    return Trace(marks(letters(document.text)), keys(facts(document.text, document.names)))
