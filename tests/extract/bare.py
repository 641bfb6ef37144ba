"""A document that needed no repair, so that a test says itself what the text and its regions are."""

from __future__ import annotations

from datetime import UTC, datetime

from shiguan.records.document import Article, Document, OffsetMap, Region, RegionKind, Script, Span
from shiguan.records.time import ValidTime


def bare(text: str, regions: tuple[Region, ...] | None = None, published: str | None = None) -> Document:
    """The text as it stands; one region of body unless told otherwise."""
    told = ValidTime.of(published) if published else None
    received = datetime(2024, 6, 1, tzinfo=UTC)
    article = Article(text.encode("utf-8", "surrogatepass"), text, "utf-8", "text/plain", "a.txt", None, None, told, None, received)
    everything = (Region(RegionKind.BODY, Span(0, len(text))),)
    spans = everything if regions is None else regions
    return Document(article, text, OffsetMap.identity(len(text)), (), spans, Script.SIMPLIFIED, None, None, told)
