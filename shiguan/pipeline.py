"""One article's journey, from bytes to the record."""

from __future__ import annotations

import logging
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from shiguan.clock import now
from shiguan.errors import ShiguanError
from shiguan.extract import Backend, extract
from shiguan.gather import Source, receive
from shiguan.ledger.connection import transaction
from shiguan.ledger.corrections import Correction
from shiguan.ledger.reader import Listed, Reader
from shiguan.ledger.writer import Recorded, Writer
from shiguan.present import Resolved
from shiguan.records.document import Article, Document
from shiguan.records.entry import Action, Run
from shiguan.records.extraction import Extraction
from shiguan.repair import repair
from shiguan.resolve.carry import heirs
from shiguan.vocabulary import Vocabulary

_LOG = logging.getLogger(__name__)


class Status(StrEnum):
    """What became of a source."""

    READ = "read"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source; ``document``, ``extraction`` and ``recorded`` when it was read now, ``reason`` when it failed."""

    file: str
    status: Status
    article: str | None = None
    document: Document | None = None
    extraction: Extraction | None = None
    recorded: Recorded | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are read. ``reader`` names the code, the backends and the words; a new one reads known articles again."""

    reader: str
    backends: Sequence[Backend]
    vocabulary: Vocabulary


def ingest(sources: Iterable[Source], connection: sqlite3.Connection, reading: Reading) -> Iterator[Outcome]:
    """Take each source the whole way; what happened to it is yielded once its article is on record, whole, or refused.

    A source that fails is reported and the next ones go on; nothing of it is on record.
    """
    journey = _Journey(connection, reading)
    for source in sources:
        try:
            yield journey.take(source)
        except ShiguanError as error:
            yield Outcome(source.file, Status.FAILED, reason=str(error))
        except Exception as error:  # the boundary of one article: a defect met in it must not cost the others
            _LOG.debug("%s failed", source.file, exc_info=True)
            yield Outcome(source.file, Status.FAILED, reason=f"{type(error).__name__}: {error}")


def unread(sources: Iterable[Source], connection: sqlite3.Connection, reading: Reading) -> Iterator[Document]:
    """The documents that ``ingest`` would read, but for the standard input, which can be read once; what fails it will report."""
    journey = _Journey(connection, reading)
    for source in sources:
        if source.path is None:
            continue
        try:
            document = journey.unread(source)
        except ShiguanError:
            continue
        if document is not None:
            yield document


class _Journey:
    """What one run carries from article to article."""

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        self._connection = connection
        self._reader, self._writer = Reader(connection), Writer(connection)
        self._reading = reading
        self._run: Run | None = None
        self._resolved: Resolved | None = None
        self._corrected: _Corrected | None = None

    def take(self, source: Source) -> Outcome:
        """The six steps; querying, which the steps are for, is asked of the record later."""
        article = receive(source)  # 1 gather
        if self._is_known(article):  # 2 known already? then stop
            return Outcome(source.file, Status.KNOWN, article.id)
        document = repair(article)  # 3 repair
        extraction = extract(document, self._reading.vocabulary, self._reading.backends)  # 4 extract
        run, corrected, resolved = self._begun(), self._people(), self._resolving()
        with transaction(self._connection):
            recorded = self._writer.record(document, extraction, (), run, now())  # 5 record
            corrected.carry(document, extraction, run)
            resolved.take(document.id, extraction.mentions, now())  # 6 resolve
        return Outcome(source.file, Status.READ, article.id, document, extraction, recorded)

    def unread(self, source: Source) -> Document | None:
        """The first three steps; None for what is known already."""
        article = receive(source)
        return None if self._is_known(article) else repair(article)

    def _is_known(self, article: Article) -> bool:
        """Whether this reader has read these bytes, and nothing new is said of where they are from."""
        return self._reader.already_read(article.id, self._reading.reader) and not _says_more(
            article, self._reader.listed(article.id)
        )

    def _begun(self) -> Run:
        self._run = self._run or self._writer.begin_run(self._reading.reader, now())
        return self._run

    def _people(self) -> _Corrected:
        self._corrected = self._corrected or _Corrected(self._reader, self._writer)
        return self._corrected

    def _resolving(self) -> Resolved:
        if self._resolved is None:
            self._resolved = Resolved(self._connection, self._reading.vocabulary)
            self._resolved.open()
        return self._resolved


class _Corrected:
    """What people corrected, by article and oldest first, kept up as it goes over to the claims of new readings."""

    def __init__(self, reader: Reader, writer: Writer) -> None:
        self._writer = writer
        self._held: dict[str, list[Correction]] = defaultdict(list)
        every = reader.corrections()
        self._documents = reader.whole_documents({c.claim.document for c in every}) if every else {}
        for done in every:
            self._held[self._documents[done.claim.document].article.id].append(done)

    def carry(self, document: Document, extraction: Extraction, run: Run) -> None:
        """Say what people said of an article's claims again of those that took their place; the newest word on each holds."""
        held = self._held.get(document.article.id)
        if not held:
            return
        self._documents[document.id] = document
        found = {c.id: c for c in extraction.claims}
        to = heirs([c.claim for c in held], found.values(), self._documents)
        last = {to.get(c.claim.id, c.claim.id): c for c in held}
        for done in (c for c in held if c.claim.id in to and c.action is Action.ASSERT):
            self._writer.release(done.claim.id, Action.RETRACT, f"read anew as {to[done.claim.id]}", run, now())
        held = [c for c in held if c.claim.id not in to or c.action is Action.RETRACT]
        own = {c.claim.id: c.action for c in held}
        fresh = [replace(c, claim=found[i]) for i, c in last.items() if i in found and own.get(i) is not c.action]
        for done in fresh:
            write = self._writer.retract if done.action is Action.RETRACT else self._writer.restore
            write(done.claim.id, done.reason, self._writer.begin_run(done.by, now()), now())
        self._held[document.article.id] = [c for c in held if c.claim.id not in {f.claim.id for f in fresh}] + fresh


def _says_more(article: Article, listed: Listed | None) -> bool:
    """Whether the same file now comes with another publisher or date than is on record; relative times hang on the date."""
    if listed is None or listed.file != article.file:
        return False
    told = ((article.publisher, listed.publisher), (article.published_at, listed.published_at))
    return any(new is not None and new != old for new, old in told)
