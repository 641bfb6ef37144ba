"""A document prepared for readers: its sentences, in order, with the paragraph each stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shiguan.records.document import Document, RegionKind, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """``span`` in read coordinates; ``paragraph`` counts from 0; ``kind`` is TITLE, HEADING or BODY."""

    index: int
    paragraph: int
    kind: RegionKind
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a backend is given: the whole document, so that it may look before and after a sentence.

    ``anchor`` is the day that relative times hang on (the last day of the publication time), None when unknown.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    anchor: date | None
