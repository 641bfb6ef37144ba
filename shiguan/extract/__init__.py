"""Document → mentions, claims and rejects. No evidence, no claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from shiguan.errors import InputError
from shiguan.extract.align import align
from shiguan.extract.backends.base import Backend, Bill, Costly
from shiguan.extract.backends.rules.reader import RulesBackend
from shiguan.extract.sentences import prepare
from shiguan.records.document import Document
from shiguan.records.extraction import Extraction
from shiguan.settings import READERS, LanguageModel, language_model
from shiguan.vocabulary import Vocabulary

if TYPE_CHECKING:
    from shiguan.extract.backends.llm.reader import Answers

__all__ = ["Backend", "Bill", "default_backends", "expected", "extract", "reader_version", "spent"]


def default_backends(
    vocabulary: Vocabulary, reader: str = "model", model: LanguageModel | None = None, answers: Answers | None = None
) -> tuple[Backend, ...]:
    """The readers that ship: ``model`` (network and rules side by side, where the weights are there), ``rules``, or ``llm``.

    The last asks the language ``model`` (default: the settings') and keeps its ``answers``; ``model+llm`` reads with both. Raises
    InputError for any other reader, and where the language model cannot be asked as it is set.
    """
    if reader not in READERS:
        raise InputError(f"no reader is called {reader!r}; there are {' and '.join(READERS)}")
    if reader in ("llm", "model+llm"):
        from shiguan.extract.backends.llm.beside import Beside  # few ask one
        from shiguan.extract.backends.llm.reader import language_reader

        llm = language_reader(vocabulary, model or language_model(), {} if answers is None else answers)
        return (llm if reader == "llm" else Beside(vocabulary, default_backends(vocabulary)[0], llm),)
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


def expected(documents: Iterable[Document], backends: Sequence[Backend]) -> Bill | None:
    """What reading the documents would cost; None where no backend costs anything."""
    costly = next((b for b in backends if isinstance(b, Costly)), None)
    return costly.expected(map(prepare, documents)) if costly else None


def spent(backends: Sequence[Backend]) -> Bill | None:
    """What reading with the backends has cost; None where none costs anything."""
    return next((b.spent() for b in backends if isinstance(b, Costly)), None)
