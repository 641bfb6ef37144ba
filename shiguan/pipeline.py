"""One article's journey, from bytes to the record."""

from __future__ import annotations

import logging
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from shiguan.clock import now
from shiguan.errors import ShiguanError
from shiguan.extract import Backend, extract
from shiguan.gather import Source, receive
from shiguan.ledger.reader import Listed, Reader
from shiguan.ledger.writer import Recorded, Writer
from shiguan.records.document import Article, Document
from shiguan.records.entry import Run
from shiguan.records.extraction import Extraction
from shiguan.records.judgement import Judgement
from shiguan.repair import repair
from shiguan.resolve.judge import judge
from shiguan.resolve.names import name_words
from shiguan.resolve.neighbours import Neighbours
from shiguan.resolve.profile import profiles
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


class _Journey:
    """What one run carries from article to article."""

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        self._reader, self._writer = Reader(connection), Writer(connection)
        self._reading = reading
        self._listed = {listed.article: listed for listed in self._reader.documents()}
        self._run: Run | None = None
        self._known: _Known | None = None

    def take(self, source: Source) -> Outcome:
        """The six steps; querying, which the steps are for, is asked of the record later."""
        article = receive(source)  # 1 gather
        if self._is_known(article):  # 2 known already? then stop
            return Outcome(source.file, Status.KNOWN, article.id)
        document = repair(article)  # 3 repair
        extraction = extract(document, self._reading.vocabulary, self._reading.backends)  # 4 extract
        known = self._known_mentions()
        judgements = known.judge(document, extraction)  # 5 resolve
        recorded = self._writer.record(document, extraction, judgements, self._begun(), now())  # 6 record
        known.add(document, extraction, judgements)
        return Outcome(source.file, Status.READ, article.id, document, extraction, recorded)

    def _is_known(self, article: Article) -> bool:
        """Whether this reader has read these bytes, and nothing new is said of where they are from."""
        return self._reader.already_read(article.id, self._reading.reader) and not _says_more(article, self._listed.get(article.id))

    def _begun(self) -> Run:
        self._run = self._run or self._writer.begin_run(self._reading.reader, now())
        return self._run

    def _known_mentions(self) -> _Known:
        self._known = self._known or _Known(self._reader, self._reading.vocabulary)
        return self._known


class _Known:
    """The mentions on record and what was judged of them, kept up as articles come in."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self._words = name_words(vocabulary)
        article_of = {listed.document: listed.article for listed in reader.documents()}
        known = profiles(reader.claims(), reader.mentions(), self._words)
        self._neighbours = Neighbours(known.values(), self._words)
        self._mentions_of: dict[str, set[str]] = defaultdict(set)
        for profile in known.values():
            article = article_of.get(profile.mention.evidence.document)
            if article is not None:  # a claim a person holds may be of a document that a better repair took the place of
                self._mentions_of[article].add(profile.mention.id)
        self._standing = list(reader.judgements())

    def judge(self, document: Document, extraction: Extraction) -> tuple[Judgement, ...]:
        """What the document's mentions make necessary to judge; what an earlier reading of its article named is left out."""
        fresh = profiles(extraction.claims, extraction.mentions, self._words)
        before: Set[str] = self._mentions_of.get(document.article.id, frozenset())
        others = [p for p in self._neighbours.near(fresh.values()) if p.mention.id not in before]
        return judge(tuple(fresh.values()), others, now(), standing=self._standing, words=self._words)

    def add(self, document: Document, extraction: Extraction, judgements: Iterable[Judgement]) -> None:
        """From now on the document is known, in place of what was read in its article before."""
        for mention in self._mentions_of.pop(document.article.id, ()):
            self._neighbours.remove(mention)
        for profile in profiles(extraction.claims, extraction.mentions, self._words).values():
            self._neighbours.add(profile)
            self._mentions_of[document.article.id].add(profile.mention.id)
        self._standing += judgements


def _says_more(article: Article, listed: Listed | None) -> bool:
    """Whether the same file now comes with another publisher or date than is on record; relative times hang on the date."""
    if listed is None or listed.file != article.file:
        return False
    told = ((article.publisher, listed.publisher), (article.published_at, listed.published_at))
    return any(new is not None and new != old for new, old in told)
