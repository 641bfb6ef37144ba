"""Stretches of a document that are read in one go: some sentences, with the ones before them as context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shiguan.records.document import Span

LONGEST = 220  # characters whose events are read; about 140 pieces
CONTEXT = 70  # characters before them, so that a subject named there is seen


@dataclass(frozen=True, slots=True)
class Window:
    """``span`` is what is seen, in the text's coordinates; events are looked for from ``target`` on."""

    span: Span
    target: int


def windows(sentences: Sequence[Span]) -> Iterator[Window]:
    """Windows over sentences in text order.

    Together their targets cover every sentence once, but for the far end of one beyond measure.
    """
    first = 0
    while first < len(sentences):
        last = first
        while last + 1 < len(sentences) and sentences[last + 1].end - sentences[first].start <= LONGEST:
            last += 1
        start = first
        while start and sentences[first].start - sentences[start - 1].start <= CONTEXT:
            start -= 1
        if start == first and first:  # a long sentence before: its end
            seen = max(sentences[first - 1].start, sentences[first].start - CONTEXT)
        else:
            seen = sentences[start].start
        end = sentences[last].end
        at = sentences[first].start
        while end - at > 2 * LONGEST:  # a list without a full stop
            yield Window(Span(seen, at + LONGEST), at)
            seen, at = at + LONGEST - CONTEXT, at + LONGEST
        yield Window(Span(seen, end), at)
        first = last + 1
