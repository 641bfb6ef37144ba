"""What came in (Article) and what is read (Document), with the way back from the second to the first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shiguan.ids import content_id
from shiguan.records.time import ValidTime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)`` in code points; which text it counts in is said where it is used."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def of(self, text: str) -> str:
        """The stretch of ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies within."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One article as received.

    ``content`` the bytes; ``received`` the text decoded or taken out of them, before any repair (received coordinates count in it);
    ``encoding`` the codec that decoded it (None where text was taken out of a page); ``file`` the received file's name.
    """

    content: bytes
    received: str
    encoding: str | None
    media_type: str
    file: str
    url: str | None
    publisher: str | None
    published_at: ValidTime | None
    title: str | None
    retrieved_at: datetime

    @property
    def id(self) -> str:
        """Hash of the bytes: the same bytes are the same article, whatever they are called."""
        return content_id("a", self.content)


class RegionKind(StrEnum):
    """What a stretch of a document is; only TITLE and BODY make claims."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    NOTICE = "notice"
    RELATED = "related"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of ``Document.text`` and what it is."""

    kind: RegionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to the text: ``before`` at ``received`` (received coordinates) reads ``after`` now.

    ``fixer`` made it, because ``reason``.
    """

    fixer: str
    received: Span
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class OffsetSegment:
    """``length`` read characters from ``read`` on; the first came from ``received``.

    ``width`` 0: character i came from the one received character at ``received + i``;
    otherwise every one of them came from ``[received, received + width)`` as a whole.
    """

    read: int
    length: int
    received: int
    width: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From each read character back to the received stretch it came from. Segments are in order and cover the text."""

    segments: tuple[OffsetSegment, ...]

    @classmethod
    def from_spans(cls, spans: Iterable[tuple[int, int]]) -> OffsetMap:
        """From one received ``(start, end)`` per read character, in order."""
        segments: list[OffsetSegment] = []
        for position, (start, end) in enumerate(spans):
            width = 0 if end == start + 1 else end - start
            last = segments[-1] if segments else None
            if last and width == last.width == 0 and start == last.received + last.length:
                segments[-1] = OffsetSegment(last.read, last.length + 1, last.received, 0)
            elif last and width and width == last.width and start == last.received:
                segments[-1] = OffsetSegment(last.read, last.length + 1, start, width)
            else:
                segments.append(OffsetSegment(position, 1, start, width))
        return cls(tuple(segments))

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Of a text that needed no repair."""
        return cls((OffsetSegment(0, length, 0, 0),) if length else ())

    def character(self, position: int) -> tuple[int, int]:
        """Received ``(start, end)`` of one read character; IndexError outside the text."""
        index = bisect_right(self.segments, position, key=lambda s: s.read) - 1
        if index < 0 or position >= self.segments[index].read + self.segments[index].length:
            raise IndexError(position)
        segment = self.segments[index]
        if segment.width:
            return segment.received, segment.received + segment.width
        start = segment.received + position - segment.read
        return start, start + 1

    def received(self, span: Span) -> Span:
        """The received stretch that a read stretch came from: from its first character's start to its last one's end."""
        if span.start == span.end:
            raise ValueError("an empty span comes from nowhere")
        ends = [self.character(span.start), self.character(span.end - 1)]
        return Span(min(s for s, _ in ends), max(e for _, e in ends))


class Script(StrEnum):
    """The script a document was received in."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    MIXED = "mixed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Document:
    """An article repaired for reading: ``text`` is in simplified script; ``regions`` are in order and do not overlap."""

    article: Article
    text: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...]
    regions: tuple[Region, ...]
    script: Script
    title: str | None
    publisher: str | None
    published_at: ValidTime | None

    @property
    def id(self) -> str:
        """Hash of the article and of what is read in it: another repair makes another document."""
        return content_id("d", self.article.id, self.text)

    def received_quote(self, span: Span) -> tuple[Span, str]:
        """The received span, and received text, of a read span."""
        received = self.offsets.received(span)
        return received, received.of(self.article.received)

    def regions_of(self, kinds: Sequence[RegionKind]) -> tuple[Region, ...]:
        """The regions of the given kinds, in order."""
        return tuple(r for r in self.regions if r.kind in kinds)
