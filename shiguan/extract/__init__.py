"""Document → mentions, claims and rejects. No evidence, no claim."""

from __future__ import annotations

from collections.abc import Sequence

from shiguan.errors import InputError
from shiguan.extract.align import align
from shiguan.extract.backends.base import Backend
from shiguan.extract.backends.rules.reader import RulesBackend
from shiguan.extract.sentences import prepare
from shiguan.records.document import Document
from shiguan.records.extraction import Extraction
from shiguan.settings import READERS
from shiguan.vocabulary import Vocabulary

__all__ = ["Backend", "default_backends", "extract", "reader_version"]


def default_backends(vocabulary: Vocabulary, reader: str = "model") -> tuple[Backend, ...]:
    """The readers that ship: ``model`` (network and rules side by side, where the weights are there) or ``rules`` alone.

    Raises InputError for any other.
    """
    if reader not in READERS:
        raise InputError(f"no reader is called {reader!r}; there are {' and '.join(READERS)}")
    if reader == "model":
        from shiguan.extract.backends.model.network import network
        from shiguan.extract.backends.model.reader import ModelBackend  # brings onnxruntime, which the rules do without

        loaded = network()
        if loaded is not None:
            return (ModelBackend(vocabulary, loaded),)
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
