"""A document as the readers get it, made of plain text."""

from __future__ import annotations

from datetime import UTC, datetime

from shiguan.records.document import Article, Document
from shiguan.records.time import ValidTime
from shiguan.repair import repair


def document(text: str, published: str | None = "2024-05-20") -> Document:
    """The text as an article, repaired, published on the day given in the export form."""
    told = ValidTime.of(published) if published else None
    received = datetime(2024, 6, 1, tzinfo=UTC)
    return repair(Article(text.encode(), text, "utf-8", "text/plain", "page.txt", None, None, told, None, received))
