"""Document → mentions, claims and rejects. No evidence, no claim."""

from __future__ import annotations

from collections.abc import Sequence

from shiguan.extract.align import align
from shiguan.extract.backends.base import Backend
from shiguan.extract.backends.rules.reader import RulesBackend
from shiguan.extract.sentences import prepare
from shiguan.records.document import Document
from shiguan.records.extraction import Extraction
from shiguan.vocabulary import Vocabulary

__all__ = ["Backend", "default_backends", "extract", "reader_version"]


def default_backends(vocabulary: Vocabulary) -> tuple[Backend, ...]:
    """The readers that ship."""
    return (RulesBackend(vocabulary),)


def reader_version(backends: Sequence[Backend]) -> str:
    """Names what reads: a document read by another version may be read again."""
    return ",".join(f"{b.name}-{b.version}" for b in backends)


def extract(document: Document, vocabulary: Vocabulary, backends: Sequence[Backend] | None = None) -> Extraction:
    """Read a document with every backend; of claims with one id the surest reader's is kept."""
    reading = prepare(document)
    parts = [align(document, b.propose(reading), b.name, vocabulary) for b in backends or default_backends(vocabulary)]
    mentions = {m.id: m for part in parts for m in part.mentions}
    claims = {c.id: c for c in sorted((c for part in parts for c in part.claims), key=lambda c: c.confidence)}
    return Extraction(tuple(mentions.values()), tuple(claims.values()), tuple(r for part in parts for r in part.rejects))
