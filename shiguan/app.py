"""Shiguan: the thin façade that every door calls."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict, Unpack

from shiguan import __version__, settings
from shiguan.clock import now
from shiguan.errors import AmbiguousError, InputError, NotFoundError
from shiguan.extract import Backend, Bill, default_backends, expected, extract, reader_version, spent
from shiguan.extract.amounts import AmountMatch, parse_amounts
from shiguan.extract.times import TimeMatch, parse_times
from shiguan.gather import Failure, find, receive
from shiguan.judging import Judging, Said
from shiguan.ledger.answers import AnswersFile
from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Listed, Reader
from shiguan.ledger.since import Since
from shiguan.pipeline import Outcome, Reading, Status, ingest, unread
from shiguan.present import keep
from shiguan.query.changes import Changes, ChangesQuestion, changes
from shiguan.query.check import Checked, check
from shiguan.query.compare import Comparison, compare
from shiguan.query.conflicts import ConflictQuestion, Conflicts, conflicts
from shiguan.query.counts import Counted
from shiguan.query.dossier import Dossier, dossier
from shiguan.query.draft import drafted
from shiguan.query.explain import Explained, explain
from shiguan.query.flows import Flows, FlowsQuestion, flows
from shiguan.query.forecasts import Forecasts, ForecastsQuestion, forecasts
from shiguan.query.glance import Glance, glance
from shiguan.query.league import League, league
from shiguan.query.listing import Wanted, claims_after
from shiguan.query.moments import day_of, in_utc, moment_of, to_the_minute
from shiguan.query.money import Money, money
from shiguan.query.names import like, passed_over
from shiguan.query.news import News, Newsroom
from shiguan.query.outlets import Outlets, outlets
from shiguan.query.reconcile import ReconcileQuestion, Reconciliation, reconcile
from shiguan.query.review import Pair, pairs
from shiguan.query.rumours import Rumours, RumoursQuestion, rumours
from shiguan.query.scope import SURE, Scope
from shiguan.query.search import DEFAULT_LIMIT, Found, search
from shiguan.query.tally import TallyQuestion, tally
from shiguan.query.tenure import Tenure, TenureQuestion, tenure
from shiguan.query.timeline import Timeline, timeline
from shiguan.query.understand import NotUnderstood, Understood, understand
from shiguan.query.view import View, load
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty
from shiguan.records.document import Document
from shiguan.records.time import Precision, ValidTime
from shiguan.records.views import Entity, Tally, Told
from shiguan.repair import Explanation, repair
from shiguan.repair import explain as explain_repairs
from shiguan.resolve.names import NameWords, name_words
from shiguan.vocabulary import Vocabulary, load_vocabulary

IN_MEMORY = ":memory:"
LAST = "last"


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What became of everything that was to be read; ``failures`` are those of files, folders, manifests and articles.

    ``said``: what came of the verdicts and corrections in names.yml; None where there is no names.yml. ``spent``: what this
    façade's reading has cost so far; None where reading costs nothing.
    """

    outcomes: tuple[Outcome, ...]
    failures: tuple[Failure, ...]
    said: Said | None = None
    spent: Bill | None = None

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


class ScopeWords(TypedDict, total=False):
    """What part of the record a question is about: as ``query.scope.Scope``, with times in any written form."""

    group: str | None
    since: date | str | None
    until: date | str | None
    min_certainty: Certainty | str | None


Progress = Callable[[int, int, Outcome | None], None]
"""Called with how many articles are done, of how many, and the one just done (None: about to begin)."""


class Shiguan:
    """A record and what may be asked of it; a context manager.

    ``record`` is the ledger file (default: settings.record_path; ``:memory:`` for one that is gone afterwards), made by the first
    ``read``. ``names`` is the user's names.yml (default: settings.names_path). ``reader`` is one of settings.READERS (default:
    settings.reader); ``llm`` is the language model that some of them ask (default: settings.language_model). ``tell`` hears the
    share that is done while all that the record comes to is made anew, as after a change of the rules. Raises ShiguanErrors only,
    each in one line.
    """

    def __init__(
        self,
        record: Path | str | None = None,
        names: Path | str | None = None,
        reader: str | None = None,
        tell: Callable[[float], None] = lambda _: None,
        llm: settings.LanguageModel | None = None,
    ) -> None:
        self._path = None if record == IN_MEMORY else Path(record) if record else settings.record_path()
        self._names = Path(names) if names else settings.names_path()
        self._read_by = reader or settings.reader()
        self._tell = tell
        self._llm = llm
        self._as_of = AsOf()
        self._opened: sqlite3.Connection | None = None
        self._view: View | None = None
        self._newsroom: Newsroom | None = None
        self._name_words: NameWords | None = None
        self._words: Vocabulary | None = None
        self._readers: tuple[Backend, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the record; the next call opens it again."""
        self._forget()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def as_of(self, valid_at: date | str | None = None, known_at: datetime | str | None = None) -> Self:
        """From now on answer of what had begun by the day ``valid_at``, as it was known at ``known_at``; None lifts the bound."""
        self._forget()
        moment = moment_of(known_at) if isinstance(known_at, str) else known_at
        self._as_of = AsOf(day_of(valid_at, last=True), None if moment is None else in_utc(moment))
        return self

    def read(self, paths: Iterable[str | Path], progress: Progress | None = None) -> ReadReport:
        """Read files, folders and ``-`` (the standard input) into the record; what fails is reported and the rest goes on."""
        self._forget()
        found = find(paths)
        connection, total = self._connection(create=True), len(found.sources)
        outcomes: list[Outcome] = []
        if progress:
            progress(0, total, None)
        for outcome in ingest(found.sources, connection, self._how()):
            outcomes.append(outcome)
            if progress:
                progress(len(outcomes), total, outcome)
        failed = tuple(Failure(o.file, o.reason or "") for o in outcomes if o.status is Status.FAILED)
        said = self.judging().replay(self.vocabulary.user) if self._names else None
        keep(connection, self._tell)  # the first question need not wait for it, and one who may only read the file can ask
        return ReadReport(tuple(outcomes), (*found.failures, *failed), said, spent(self._backends()))

    def expected(self, paths: Iterable[str | Path]) -> Bill | None:
        """What ``read`` would cost, about, but for what is on the standard input; None where the reader costs nothing."""
        how = self._how()
        if spent(how.backends) is None:
            return None
        return expected(unread(find(paths).sources, self._connection(create=True), how), how.backends)

    def tally(
        self,
        event_type: str,
        by: str = "org",
        limit: int | None = None,
        **words: Unpack[ScopeWords],
    ) -> Tally:
        """How many events of a type (any name or label of it), by whom or when; ``limit``: so many are shown at most."""
        name = self.vocabulary.event(event_type).name
        return tally(self.view(), TallyQuestion(name, by, _scope(words), limit))

    def timeline(self, name: str, limit: int | None = None, **words: Unpack[ScopeWords]) -> Timeline:
        """What happened to a person, organisation, product or group, in order; with ``limit`` the latest so many."""
        return timeline(self.view(), name, _scope(words), limit)

    def reconcile(
        self, event_type: str = "departure", claimed: str | None = None, of: str | None = None, **words: Unpack[ScopeWords]
    ) -> Reconciliation:
        """Claimed totals of a type against those on record; ``claimed`` (22, 至少22位) of ``of`` is one more, given by hand."""
        counted = Counted.of(self.vocabulary, event_type)
        question = ReconcileQuestion(counted, _scope(words), _total(claimed), of)
        return reconcile(self.view(), question)

    def flows(self, by: str = "org", **words: Unpack[ScopeWords]) -> Flows:
        """Who went from where to where, by ``org``, ``kind`` of place or ``person``."""
        return flows(self.view(), FlowsQuestion(by, _scope(words)), self.vocabulary)

    def tenure(self, *, presumed: bool = False, **words: Unpack[ScopeWords]) -> Tenure:
        """How long people stay in post, by organisation; ``presumed``: who is not said to have left is still there."""
        return tenure(self.view(), TenureQuestion(_scope(words), presumed))

    def league(self, measure: str | None = None, when: date | str | None = None, **words: Unpack[ScopeWords]) -> League:
        """Who ranks where by a measure (None: which measures are on record), of what may be of the time ``when``."""
        period = None if when is None else ValidTime(day_of(when), day_of(when, last=True), Precision.RANGE)
        return league(self.view(), measure, period, _scope(words))

    def money(self, name: str, **words: Unpack[ScopeWords]) -> Money:
        """Rounds, valuations, figures and deals of an organisation, or of the members of a group."""
        return money(self.view(), name, _scope(words))

    def compare(self, names: Iterable[str], **words: Unpack[ScopeWords]) -> Comparison:
        """Two or more names side by side."""
        return compare(self.view(), tuple(names), now().date(), _scope(words))

    def dossier(self, name: str, **words: Unpack[ScopeWords]) -> Dossier:
        """Everything on record about a name."""
        return dossier(self.view(), name, now().date(), _scope(words), self._owners())

    def glance(self, name: str, limit: int, **words: Unpack[ScopeWords]) -> Glance:
        """What the latest so many events of each kind about a name come to, quickly however much is on record."""
        return glance(self.view(), name, now().date(), limit, _scope(words), self._owners())

    def news(self, limit: int, since: datetime | str = LAST) -> News:
        """What came on record since (as in ``changes``), of no more than the newest so many lines of the log."""
        self._newsroom = self._newsroom or Newsroom(self._owners())
        return self._newsroom.news(self.view(), self._since(since, None).since, limit, now().date())

    def like(self, text: str, limit: int) -> tuple[Entity, ...]:
        """Who and what on record has a name with the text in it, the most named first."""
        return like(self.view(), text, limit)

    def changes(self, since: datetime | str = LAST, of: str | None = None) -> Changes:
        """What is new on record since a moment or the beginning of a day, what changed and what was withdrawn.

        ``last``: since before the newest run that read something. ``of``: only about somebody.
        """
        question = self._since(since, of)
        now_known = self.view()
        then = load(self._reader(), valid_at=now_known.valid_at, known_at=question.since, words=now_known.words)
        try:
            return changes(then, now_known, question, self._owners())
        finally:
            then.close()

    def understand(self, question: str) -> Understood | NotUnderstood:
        """Which of the fixed queries a question in plain words asks; relative times hang on today (or the day asked as of)."""
        return understand(question, self.view(), self.vocabulary, self._as_of.valid_at or now().date())

    def ask(self, question: str) -> tuple[Understood | NotUnderstood, object]:
        """How the question is understood, and the answer of the method that is called like its query; None where it is not."""
        asked = self.understand(question)
        return asked, None if isinstance(asked, NotUnderstood) else asked.answered_by(self)

    def check(self, path: str | Path, at: date | str | None = None) -> Checked:
        """Every name, date and number of a draft (a file, or ``-``) against the record; the draft is not recorded.

        Relative times in it hang on the day ``at`` (default: the one it gives, else today).
        """
        document = self._repaired(Path(path))
        if at is not None or document.published_at is None:
            day = day_of(at, last=True) or now().date()
            document = replace(document, published_at=ValidTime(day, day, Precision.DAY))
        return check(self.view(), drafted(document, extract(document, self.vocabulary, self._backends()), self.vocabulary))

    def rumours(
        self, name: str | None = None, fate: str | None = None, limit: int | None = None, **words: Unpack[ScopeWords]
    ) -> Rumours:
        """Rumours (of somebody) and what became of them; with ``limit`` the latest so many."""
        return rumours(self.view(), RumoursQuestion(now().date(), name, fate, limit), _scope(words))

    def forecasts(
        self, name: str | None = None, mark: str | None = None, limit: int | None = None, **words: Unpack[ScopeWords]
    ) -> Forecasts:
        """What was foreseen and planned (by or about somebody), and whether it came; with ``limit`` so many, those said last."""
        return forecasts(self.view(), ForecastsQuestion(now().date(), name, mark, limit), _scope(words))

    def outlets(self, name: str | None = None, *, whole: bool = True, **words: Unpack[ScopeWords]) -> Outlets:
        """The record of each outlet: what it told first, how its rumours ended, whom it copies.

        Not ``whole``: events and rumours are loaded when they are looked at, before anything else is asked.
        """
        return outlets(self.view(), RumoursQuestion(now().date(), name), _scope(words), whole=whole)

    def conflicts(self, name: str | None = None, kind: str | None = None, **words: Unpack[ScopeWords]) -> Conflicts:
        """Where tellings disagree (about somebody; in one kind of thing), both sides kept, with the likely cause."""
        return conflicts(self.view(), ConflictQuestion(name, kind, _scope(words)), self._owners())

    def passed_over(self, name: str) -> tuple[Entity, ...]:
        """The products called so, where a question takes the name for the organisation's."""
        return passed_over(self.view(), name)

    def explain(self, id_prefix: str) -> Explained:
        """What is behind a claim, an event or an entity."""
        return explain(self.view(), id_prefix)

    def search(self, text: str, limit: int = DEFAULT_LIMIT) -> tuple[Found, ...]:
        """Sentences that hold every word of the text, in either script, and the claims in them."""
        return search(self.view(), text, limit)

    def claims(self) -> tuple[Told, ...]:
        """Every claim that stands, with its file and its received span."""
        return self.view().tellings

    def claims_after(
        self,
        claim: str = "",
        limit: int | None = None,
        event_type: str | None = None,
        name: str | None = None,
        document: str | None = None,
    ) -> tuple[tuple[Told, str | None], ...]:
        """Claims that stand, by id, after the id ``claim``, each with its event's id: of a type, about a name, of a document."""
        of_type = None if event_type is None else self.vocabulary.event(event_type).name
        return claims_after(self.view(), claim, limit, Wanted(of_type, name, document))

    def judging(self) -> Judging:
        """What people say of the record: verdicts on names, corrections of claims, and what they would change."""
        return Judging(self._connection(create=False), name_words(self.vocabulary), self._forget)

    def pairs(self, *, unsure: bool = False) -> tuple[Pair, ...]:
        """Pairs of names that rules hesitate about, surest first, and (unless ``unsure``) those that people judged."""
        return pairs(self.view(), unsure=unsure)

    def view(self) -> View:
        """Documents, claims, entities and events as of the two times; NotFoundError where there is no record.

        It is made once and kept until the record has something new, or another time is asked of.
        """
        if self._view is not None and not self._view.is_current():
            self._forget()
        if self._view is None:
            self._name_words = self._name_words or name_words(self.vocabulary)
            as_of = self._as_of
            self._view = load(
                self._reader(), valid_at=as_of.valid_at, known_at=as_of.known_at, words=self._name_words, tell=self._tell
            )
        return self._view

    def _forget(self) -> None:
        """The view held so far is no longer that of the record."""
        if self._view is not None:
            self._view.close()
            self._view = None

    def articles(self, limit: int | None = None) -> tuple[Listed, ...]:
        """What is on record, by file name; with ``limit`` the first so many."""
        return self._reader().documents(self._as_of.known_at, limit)

    def how_many_articles(self) -> int:
        """How many articles are on record."""
        return self._reader().how_many(self._as_of.known_at)

    def articles_after(self, number: int = 0, limit: int = 100) -> tuple[tuple[int, Listed], ...]:
        """What is on record in the order in which it first came in, each with its number in it; those after ``number``."""
        return self._reader().documents_after(number, limit, self._as_of.known_at)

    def article(self, name: str) -> tuple[Listed, Document, tuple[Explanation, ...]]:
        """An article on record, the document that holds for it, and each repair made to it; no file is looked at.

        ``name``: its id or its document's (or the beginning of one), or its file name. NotFoundError, AmbiguousError.
        """
        listed = self._reader().listed(name, self._as_of.known_at) or self._listed(name)
        document = self._reader().document(listed.document, self._as_of.known_at)
        return listed, document, explain_repairs(document)

    def state(self) -> str:
        """A mark of all that answers hang on but the day: another one once anything is recorded, or the user's names change."""
        bounds, newest = Since(self._connection(create=False)).bounds, self._reader().newest_reading()
        numbers = f"{bounds.entries}.{bounds.judgements}.{bounds.readings}"
        return f"{__version__} {self.vocabulary.digest} {numbers} {newest.id if newest else ''}"

    def documents(self, ids: Collection[str] | None = None) -> dict[str, Document]:
        """Whole documents by id: those named, or all that are on record."""
        return self._reader().whole_documents(ids, self._as_of.known_at)

    def repairs(self, name: str | Path) -> tuple[Document, tuple[Explanation, ...]]:
        """A file's document, or that of a document on record (by id, or by file name), and each repair made to it."""
        document = self._repaired(Path(name)) if Path(name).is_file() else self._on_record(str(name))
        return document, explain_repairs(document)

    def parse_times(self, text: str, at: date | str | None = None) -> list[TimeMatch]:
        """The times that a text tells, where they stand, as of the day ``at``: relative ones need it."""
        return parse_times(text, day_of(at, last=True))

    def parse_amounts(self, text: str) -> list[AmountMatch]:
        """The amounts that a text tells, where they stand."""
        return parse_amounts(text)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words known before reading, the user's names among them."""
        self._words = self._words or load_vocabulary(self._names)
        return self._words

    def _owners(self) -> dict[str, str]:
        return {known.name: known.owner for known in self.vocabulary.known if known.owner}

    def _since(self, since: datetime | str, of: str | None) -> ChangesQuestion:
        """The moment after which something counts as new, and why that one."""
        if since == LAST:
            newest = self._reader().newest_reading(self._as_of.known_at)
            if newest is None:
                raise NotFoundError("nothing was read into this record yet")
            begun = newest.started_at
            return ChangesQuestion(begun - timedelta(microseconds=1), f"before the newest run, begun {to_the_minute(begun)}", of)
        if isinstance(since, str):
            day = None if ":" in since else day_of(since)
            moment = in_utc(datetime.combine(day, time.min)) - timedelta(microseconds=1) if day else moment_of(since)
        else:
            moment = since
        moment = in_utc(moment)
        return ChangesQuestion(moment, f"as asked, {to_the_minute(moment)}", of)

    def _backends(self) -> tuple[Backend, ...]:
        if not self._readers:
            kept = settings.answers_path(self._path)
            answers = AnswersFile(kept) if kept else None
            self._readers = default_backends(self.vocabulary, self._read_by, self._llm, answers)
        return self._readers

    def _how(self) -> Reading:
        backends = self._backends()
        reader = f"shiguan-{__version__} {reader_version(backends)} {self.vocabulary.digest}"
        return Reading(reader, backends, self.vocabulary)

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
        return self._reader().document(self._listed(name).document, self._as_of.known_at)

    def _listed(self, name: str) -> Listed:
        fitting = [d for d in self.articles() if name and any(i.startswith(name) for i in (d.document, d.article, d.file))]
        fitting = [d for d in fitting if d.file == name] or fitting
        if not fitting:
            raise NotFoundError(f"{name} is no file here, and no document on record")
        if len(fitting) > 1:
            raise AmbiguousError(f"{name} may be: {', '.join(f'{d.document} ({d.file})' for d in fitting)}")
        return fitting[0]


def _scope(words: ScopeWords) -> Scope:
    """The scope that the words name; InputError for a time or a certainty that is none."""
    least = words.get("min_certainty")
    if least is not None and least not in SURE:
        raise InputError(f"cannot ask for {least!r} at least; choose one of {', '.join(SURE)}")
    since, until = day_of(words.get("since")), day_of(words.get("until"), last=True)
    if since and until and since > until:
        raise InputError(f"since {since} is after until {until}")
    return Scope(words.get("group"), since, until, None if least is None else Certainty(least))


def _total(written: str | None) -> Amount | None:
    """The number that the words tell; InputError where they tell none."""
    if written is None:
        return None
    found = [m.amount for m in parse_amounts(written)]
    if len(found) != 1:
        raise InputError(f"not a number of things: {written!r}; write 22, 至少22 or 20多人")
    return found[0]
