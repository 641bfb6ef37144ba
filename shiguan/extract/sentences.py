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
_OPENERS = {"“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》"}


def split(text: str) -> Iterator[Span]:
    """Spans of the sentences of one paragraph, trimmed; a full stop inside brackets or a book title ends nothing.

    Inside quotation marks a sentence ends only with the quotation when a comma or verb goes on after it.
    """
    start = 0
    position = 0
    while position < len(text):
        if text[position] == "." and _ends_english(text, position) and not _inside(text, start, position):
            end = position + 1
            while end < len(text) and text[end] in _CLOSERS:
                end += 1
            yield from _trimmed(text, start, end)
            start = position = end
        elif text[position] in _ENDS and not _inside(text, start, position):
            end = position + 1
            while end < len(text) and (text[end] in _ENDS or text[end] in _CLOSERS):
                end += 1
            yield from _trimmed(text, start, end)
            start = position = end
        else:
            position += 1
    yield from _trimmed(text, start, len(text))


def _ends_english(text: str, position: int) -> bool:
    """Whether a dot is an English full stop: a blank and a capital or figure follow, no abbreviation or number stands before."""
    if not _STOP.match(text, position) or _TORN_NUMBER.match(text, position - 1):
        return False
    return not _SHORT.search(text[max(0, position - 16) : position])


def _inside(text: str, start: int, position: int) -> bool:
    """Whether a bracket opened since ``start`` is still open and closes within reason (an unclosed one is damage)."""
    stack: list[tuple[str, int]] = []
    for i in range(start, position):
        character = text[i]
        if stack and character == stack[-1][0]:
            stack.pop()
        elif character in _OPENERS:
            stack.append((_OPENERS[character], i))
    if not stack:
        return False
    closer, opened = stack[-1]
    closing = text.find(closer, position)
    if closing < 0 or closing - opened > 200:
        return False
    if closer not in "”」』":
        return True  # brackets and titles are not cut
    introduced = len(stack) == 1 and text[max(start, opened - 1) : opened] in ("：", ":")
    if introduced and closing == position + 1:  # 说：“……。”随后 ends with its quotation; “……。”他说 and 说：“……。”的他 go on
        return text[closing + 1 : closing + 2] in _GO_ON
    return "。" not in text[position : closing - 1]  # a quotation of several sentences is read sentence by sentence


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
