"""Sentences of a document: what can be read by itself, without the quotation marks and brackets that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiguan.extract.reading import Reading, Sentence
from shiguan.records.document import Document, RegionKind, Span

READ_KINDS = (RegionKind.TITLE, RegionKind.HEADING, RegionKind.BODY)
_ENDS = frozenset("。！？!?；;…")
_CLOSERS = frozenset("”’」』》）)】〉\"'")
_GO_ON = frozenset("，,、；;：:的也是这并而但")
_STOP = re.compile(r"\.[\"'”’)]*(?=\s+[\"“‘(]?[A-Z0-9])")
_TORN_NUMBER = re.compile(r"\d\.\s+\d")
_SHORT = re.compile(
    r"(?:(?<!Series )(?<!Class )(?<!Model )(?<!Round )(?<!Plan )(?<![A-Za-z])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])|(?<![A-Za-z])(?:"
    r"Mr|Mrs|Ms|Dr|Prof|Sen|Gov|Gen|Rep|Jr|Sr|Inc|Co|Corp|Ltd|Pty|Bros|No|St|Mt|Vol|Fig|vs?|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?:^|[\n。！？])\s*\d{1,2})$"
)
"""Before a full stop in English: what is abbreviated rather than ended by it."""
_REACH = 201  # characters from a bracket to where it must be closed at the latest, itself counted
_OPENERS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》"}


_LONGEST = 1000
"""Characters of a sentence that is read as a whole, several times what people write; longer ones are damage, or meant to be."""
_ITEMS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""①甲涨价②乙停牌: each opens an item of its own."""
_PAUSE = re.compile(r"[，,、：:]|\s")


def split(text: str) -> Iterator[Span]:
    """Spans of the sentences of one paragraph, trimmed; a full stop inside brackets or a book title ends nothing.

    Inside quotation marks a sentence ends only with the quotation when a comma or verb goes on after it. One that never seems to
    end is cut at its pauses, as all that looks about in a sentence takes its time by the square of its length.
    """
    brackets = _Brackets(text)
    position = 0
    numbered = "①" in text and "②" in text
    while position < len(text):
        if text[position] == "." and _ends_english(text, position) and not brackets.hold(position):
            end = position + 1
            while end < len(text) and text[end] in _CLOSERS:
                end += 1
        elif text[position] in _ENDS and not brackets.hold(position):
            end = position + 1
            while end < len(text) and (text[end] in _ENDS or text[end] in _CLOSERS):
                end += 1
        elif numbered and text[position] in _ITEMS and position > brackets.start and not brackets.hold(position):
            end = position
        else:
            position += 1
            continue
        yield from _pieces(text, brackets.start, end)
        position = end
        brackets.begin(end)
    yield from _pieces(text, brackets.start, len(text))


def _ends_english(text: str, position: int) -> bool:
    """Whether a dot is an English full stop: a blank and a capital or figure follow, no abbreviation or number stands before."""
    if not _STOP.match(text, position) or _TORN_NUMBER.match(text, position - 1):
        return False
    return not _SHORT.search(text[max(0, position - 16) : position])


class _Brackets:
    """The brackets and quotation marks that are open in a sentence, kept up from place to place. ``start``: where it begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.begin(0)

    def begin(self, start: int) -> None:
        """A sentence begins here, in which nothing is open."""
        self.start = self._seen = start
        self._open: list[tuple[str, int]] = []

    def hold(self, position: int) -> bool:
        """Whether a bracket opened in the sentence is still open and closes within reason (an unclosed one is damage)."""
        text = self._text
        for i in range(self._seen, position):
            character = text[i]
            if self._open and character == self._open[-1][0]:
                self._open.pop()
            elif character in _OPENERS:
                self._open.append((_OPENERS[character], i))
        self._seen = position
        if not self._open:
            return False
        closer, opened = self._open[-1]
        closing = text.find(closer, position, opened + _REACH)
        if closing < 0:
            return False
        if closer not in "”」』":
            return True  # brackets and titles are not cut
        introduced = len(self._open) == 1 and text[max(self.start, opened - 1) : opened] in ("：", ":")
        if introduced and closing == position + 1:  # 说：“……。”随后 ends with its quotation; “……。”他说 and 说：“……。”的他 go on
            return text[closing + 1 : closing + 2] in _GO_ON
        return "。" not in text[position : closing - 1]  # a quotation of several sentences is read sentence by sentence


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence, trimmed, in pieces where it is very long."""
    while end - start > _LONGEST:
        pauses = [m.end() for m in _PAUSE.finditer(text, start, start + _LONGEST)]
        cut = pauses[-1] if pauses else start + _LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def prepare(document: Document) -> Reading:
    """The document's readable sentences in order; boilerplate regions are left out."""
    sentences: list[Sentence] = []
    paragraph = 0
    for region in document.regions_of(READ_KINDS):
        offset = region.span.start
        for line in region.span.of(document.text).splitlines(keepends=True):
            found = False
            for span in split(line):
                found = True
                whole = Span(offset + span.start, offset + span.end)
                sentences.append(Sentence(len(sentences), paragraph, region.kind, whole, whole.of(document.text)))
            offset += len(line)
            paragraph += found
    anchor = document.published_at.end if document.published_at else None
    return Reading(document, tuple(sentences), anchor)
