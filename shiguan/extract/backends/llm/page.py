"""A document in which what a model wrote of it is found again, with the names, times and amounts that are read there."""

from __future__ import annotations

import unicodedata
from functools import cache

from shiguan.extract.align import locate
from shiguan.extract.amounts import AmountMatch
from shiguan.extract.backends.rules.lexicon import lexicon
from shiguan.extract.backends.rules.names.draft import Line, draft
from shiguan.extract.backends.rules.names.table import Name, name_table
from shiguan.extract.reading import Reading
from shiguan.extract.times import TimeMatch
from shiguan.records.document import Span
from shiguan.vocabulary import Vocabulary
from shiguan.vocabulary.characters import simplified

LONGEST_QUOTE = 300
"""Characters; what is longer is no sentence."""

_DOUBLE, _SINGLE, _DASHES, _DOTS = "“”„「」『』﹁﹂", "‘’‚`´", "—–－‐‑―", "•・"
_MARKS = {ord(c): plain for marks, plain in ((_DOUBLE, '"'), (_SINGLE, "'"), (_DASHES, "-"), (_DOTS, "·")) for c in marks}


class Page:
    """A document's text, its readable sentences, and its names by how they are written."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        words = lexicon(vocabulary)
        self.text = reading.document.text
        self.vocabulary = vocabulary
        self.lines: list[Line] = draft(reading, words)
        self.names: dict[str, Name] = name_table(self.lines, words).names
        self._folded = ""

    def find(self, wanted: str, near: int) -> Span | None:
        """Where it stands, nearest to ``near``: to the character, or in the other script, other width, other quotation marks.

        These differ character for character, so the place is certain; what stands there is what counts.
        """
        if not wanted or len(wanted) > LONGEST_QUOTE:
            return None
        exact = locate(self.text, wanted, near)
        if exact is not None:
            return exact
        self._folded = self._folded or _folded(self.text)
        return locate(self._folded, _folded(wanted), near)

    def find_for(self, quote: Span, wanted: str) -> Span | None:
        """Where it stands that a quote speaks of: in the quote, else the last place before it, else the next one."""
        inside = self.find(wanted, quote.start)
        if inside is None or quote.contains(inside):
            return inside
        exact = inside.of(self.text)
        within = self.text.find(exact, quote.start, quote.end)
        start = within if within >= 0 else self.text.rfind(exact, 0, quote.start)
        return Span(start, start + len(exact)) if start >= 0 else inside

    def sentences(self, span: Span) -> list[Line]:
        """The readable sentences that the span touches."""
        return [line for line in self.lines if line.sentence.span.overlaps(span)]

    def amount(self, span: Span) -> tuple[Span, AmountMatch] | None:
        """The amount read at a place, with its own place: the one that shares most with it."""
        found = [(_in_document(line, m.span), m) for line in self.sentences(span) for m in line.amounts]
        return max((f for f in found if f[0].overlaps(span)), key=lambda f: _shared(f[0], span), default=None)

    def time(self, span: Span) -> TimeMatch | None:
        """The time read at a place, likewise."""
        found = [(_in_document(line, m.span), m) for line in self.sentences(span) for m in line.times]
        best = max((f for f in found if f[0].overlaps(span)), key=lambda f: _shared(f[0], span), default=None)
        return best[1] if best else None


def _in_document(line: Line, span: Span) -> Span:
    base = line.sentence.span.start
    return Span(base + span.start, base + span.end)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _folded(text: str) -> str:
    return "".join(map(_fold, text))


@cache
def _fold(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return simplified(plain if len(plain) == 1 else character).translate(_MARKS)
