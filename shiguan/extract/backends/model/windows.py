"""Stretches of a document that are read in one go: some sentences, with the ones before them and the head as context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shiguan.records.document import Span

LONGEST = 280  # characters whose events are read; about 180 pieces
CONTEXT = 150  # characters before them, so that a subject named there is seen
HEAD = 60  # characters of the document's beginning (title, lead), so that its protagonist is seen


@dataclass(frozen=True, slots=True)
class Window:
    """``span`` is what is seen, in the text's coordinates; events are looked for from ``target`` on.

    ``head`` is the document's beginning where ``span`` does not hold it; it is read as a line before the rest. Places in
    what is read are called window coordinates.
    """

    span: Span
    target: int
    head: Span | None = None

    @property
    def shift(self) -> int:
        """How many characters are read before ``span``."""
        return self.head.end - self.head.start + 1 if self.head else 0

    def read(self, text: str) -> str:
        """What is read of the document's text."""
        return f"{self.head.of(text)}\n{self.span.of(text)}" if self.head else self.span.of(text)

    def inside(self, start: int, end: int) -> tuple[int, int] | None:
        """A stretch of the document in window coordinates; None where it is not seen whole."""
        if self.span.start <= start and end <= self.span.end:
            return start - self.span.start + self.shift, end - self.span.start + self.shift
        if self.head and self.head.start <= start and end <= self.head.end:
            return start - self.head.start, end - self.head.start
        return None

    def outside(self, start: int, end: int) -> Span | None:
        """A stretch in window coordinates as one of the document; None where it runs over the head's end."""
        if start >= self.shift:
            return Span(start - self.shift + self.span.start, end - self.shift + self.span.start)
        if self.head and end < self.shift:
            return Span(start + self.head.start, end + self.head.start)
        return None


def windows(sentences: Sequence[Span]) -> Iterator[Window]:
    """Windows over sentences in text order.

    Together their targets cover every sentence once, but for the far end of one beyond measure.
    """
    for window in _bodies(sentences):
        yield Window(window.span, window.target, _head(sentences, window.span.start))


def _head(sentences: Sequence[Span], before: int) -> Span | None:
    """The first sentences as far as they fit and end before a place, at least a part of the first."""
    start = sentences[0].start
    fitting = [s.end for s in sentences[:HEAD] if s.end - start <= HEAD and s.end <= before]
    end = max(fitting, default=start + HEAD)
    return Span(start, end) if end <= before else None


def _bodies(sentences: Sequence[Span]) -> Iterator[Window]:
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
        while end - at > 2 * LONGEST - CONTEXT:  # a list without a full stop
            yield Window(Span(seen, at + LONGEST), at)
            seen, at = at + LONGEST - CONTEXT, at + LONGEST
        yield Window(Span(seen, end), at)
        first = last + 1
