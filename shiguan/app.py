"""Shiguan: the thin façade that every door calls."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Self

from shiguan import __version__, settings
from shiguan.errors import AmbiguousError, GatherError, InputError, NotFoundError
from shiguan.extract import Backend, default_backends, reader_version
from shiguan.extract.amounts import AmountMatch, parse_amounts
from shiguan.extract.times import TimeMatch, parse_times
from shiguan.gather import Failure, find, receive
from shiguan.gather.dates import published
from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Listed, Reader
from shiguan.pipeline import Outcome, Reading, Status, ingest
from shiguan.query.explain import Explained, explain
from shiguan.query.search import DEFAULT_LIMIT, Found, search
from shiguan.query.tally import TallyQuestion, tally
from shiguan.query.timeline import timeline
from shiguan.query.view import View, load
from shiguan.records.document import Document
from shiguan.records.views import Event, Tally, Told
from shiguan.repair import Explanation, repair
from shiguan.repair import explain as explain_repairs
from shiguan.resolve.names import name_words
from shiguan.vocabulary import Vocabulary, load_vocabulary

IN_MEMORY = ":memory:"


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What became of everything that was to be read; ``failures`` are those of files, folders, manifests and articles."""

    outcomes: tuple[Outcome, ...]
    failures: tuple[Failure, ...]

    @property
    def read(self) -> tuple[Outcome, ...]:
        """The articles that were read now."""
        return tuple(o for o in self.outcomes if o.status is Status.READ)

    @property
    def known(self) -> tuple[Outcome, ...]:
        """The articles that this reader had read before."""
        return tuple(o for o in self.outcomes if o.status is Status.KNOWN)

    @property
    def claims(self) -> int:
        """How many claims were found in the articles read now."""
        return sum(len(o.extraction.claims) for o in self.read if o.extraction)


@dataclass(frozen=True, slots=True)
class AsOf:
    """What a question is asked as of: of what had begun by ``valid_at``, as known at ``known_at``. None: no bound."""

    valid_at: date | None = None
    known_at: datetime | None = None


Progress = Callable[[int, int, Outcome | None], None]
"""Called with how many articles are done, of how many, and the one just done (None: about to begin)."""


class Shiguan:
    """A record and what may be asked of it; a context manager.

    ``record`` is the ledger file (default: settings.record_path; ``:memory:`` for one that is gone afterwards), made by the first
    ``read``. ``names`` is the user's names.yml (default: settings.names_path). ``reader`` is ``model`` or ``rules`` (default:
    settings.reader). Raises ShiguanErrors only, each in one line.
    """

    def __init__(self, record: Path | str | None = None, names: Path | str | None = None, reader: str | None = None) -> None:
        self._path = None if record == IN_MEMORY else Path(record) if record else settings.record_path()
        self._names = Path(names) if names else settings.names_path()
        self._read_by = reader or settings.reader()
        self._as_of = AsOf()
        self._opened: sqlite3.Connection | None = None
        self._words: Vocabulary | None = None
        self._readers: tuple[Backend, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the record; the next call opens it again."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def as_of(self, valid_at: date | str | None = None, known_at: datetime | str | None = None) -> Self:
        """From now on answer of what had begun by the day ``valid_at``, as it was known at ``known_at``; None lifts the bound."""
        moment = _moment(known_at) if isinstance(known_at, str) else known_at
        self._as_of = AsOf(_day(valid_at, last=True), moment if moment is None or moment.tzinfo else moment.astimezone())
        return self

    def read(self, paths: Iterable[str | Path], progress: Progress | None = None) -> ReadReport:
        """Read files, folders and ``-`` (the standard input) into the record; what fails is reported and the rest goes on."""
        found = find(paths)
        connection, total = self._connection(create=True), len(found.sources)
        reader = f"shiguan-{__version__} {reader_version(self._backends())} {self.vocabulary.digest}"
        outcomes: list[Outcome] = []
        if progress:
            progress(0, total, None)
        for outcome in ingest(found.sources, connection, Reading(reader, self._backends(), self.vocabulary)):
            outcomes.append(outcome)
            if progress:
                progress(len(outcomes), total, outcome)
        failed = tuple(Failure(o.file, o.reason or "") for o in outcomes if o.status is Status.FAILED)
        return ReadReport(tuple(outcomes), (*found.failures, *failed))

    def tally(
        self,
        event_type: str,
        by: str = "org",
        group: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> Tally:
        """How many events of a type (any name or label of it), by whom or when, between two days or written times."""
        name = self.vocabulary.event(event_type).name
        question = TallyQuestion(name, by, group, _day(since), _day(until, last=True))
        return tally(self.view([name]), question)

    def timeline(self, name: str, since: date | str | None = None, until: date | str | None = None) -> tuple[Event, ...]:
        """What happened to a person, organisation, product or group, in order."""
        return timeline(self.view(), name, _day(since), _day(until, last=True))

    def explain(self, id_prefix: str) -> Explained:
        """What is behind a claim, an event or an entity."""
        return explain(self.view(), id_prefix)

    def search(self, text: str, limit: int = DEFAULT_LIMIT) -> tuple[Found, ...]:
        """Sentences that hold every word of the text, in either script, and the claims in them."""
        return search(self.view(), text, limit)

    def claims(self) -> tuple[Told, ...]:
        """Every claim that stands, with its file and its received span."""
        return self.view().tellings

    def view(self, event_types: Collection[str] | None = None) -> View:
        """Documents, claims, entities and events as of the two times; NotFoundError where there is no record."""
        return load(
            self._reader(),
            valid_at=self._as_of.valid_at,
            known_at=self._as_of.known_at,
            event_types=event_types,
            words=name_words(self.vocabulary),
        )

    def articles(self) -> tuple[Listed, ...]:
        """What is on record, by file name."""
        return self._reader().documents(self._as_of.known_at)

    def documents(self, ids: Collection[str] | None = None) -> dict[str, Document]:
        """Whole documents by id: those named, or all that are on record."""
        return self._reader().whole_documents(ids, self._as_of.known_at)

    def repairs(self, name: str | Path) -> tuple[Document, tuple[Explanation, ...]]:
        """A file's document, or that of a document on record (by id, or by file name), and each repair made to it."""
        document = self._repaired(Path(name)) if Path(name).is_file() else self._on_record(str(name))
        return document, explain_repairs(document)

    def parse_times(self, text: str, at: date | str | None = None) -> list[TimeMatch]:
        """The times that a text tells, where they stand, as of the day ``at``: relative ones need it."""
        return parse_times(text, _day(at, last=True))

    def parse_amounts(self, text: str) -> list[AmountMatch]:
        """The amounts that a text tells, where they stand."""
        return parse_amounts(text)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words known before reading, the user's names among them."""
        self._words = self._words or load_vocabulary(self._names)
        return self._words

    def _backends(self) -> tuple[Backend, ...]:
        self._readers = self._readers or default_backends(self.vocabulary, self._read_by)
        return self._readers

    def _connection(self, *, create: bool) -> sqlite3.Connection:
        if self._opened is None:
            if not create and (self._path is None or not self._path.exists()):
                raise NotFoundError(f"there is no record at {self._path or IN_MEMORY}; read some articles first")
            self._opened = connect(self._path, create=create)
        return self._opened

    def _reader(self) -> Reader:
        return Reader(self._connection(create=False))

    def _repaired(self, path: Path) -> Document:
        found = find([path])
        if not found.sources:
            raise InputError("; ".join(f"{failure.file}: {failure.reason}" for failure in found.failures))
        return repair(receive(found.sources[0]))

    def _on_record(self, name: str) -> Document:
        fitting = [d for d in self.articles() if name and any(i.startswith(name) for i in (d.document, d.article, d.file))]
        fitting = [d for d in fitting if d.file == name] or fitting
        if not fitting:
            raise NotFoundError(f"{name} is no file here, and no document on record")
        if len(fitting) > 1:
            raise AmbiguousError(f"{name} may be: {', '.join(f'{d.document} ({d.file})' for d in fitting)}")
        return self._reader().document(fitting[0].document, self._as_of.known_at)


def _day(when: date | str | None, *, last: bool = False) -> date | None:
    """The first (or last) day of a time as written."""
    if when is None or isinstance(when, date):
        return when
    try:
        told = published(when)
    except GatherError as error:
        raise InputError(str(error)) from error
    return told.end if last else told.start


def _moment(when: str) -> datetime:
    """A moment as written: ISO form, or the end of a day (of this machine's time zone)."""
    try:
        return datetime.fromisoformat(when) if ":" in when else datetime.combine(_day(when, last=True) or date.max, time.max)
    except ValueError as error:
        raise InputError(f"not a moment: {when!r} ({error})") from error
