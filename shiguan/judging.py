"""What people say of the record, on the command line or in a names.yml: who is who, and which claim is wrong."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from shiguan.clock import now
from shiguan.errors import AmbiguousError, InputError, NotFoundError, ShiguanError
from shiguan.ledger.connection import supposing
from shiguan.ledger.corrections import Correction
from shiguan.ledger.reader import Listed, Reader
from shiguan.ledger.since import Since
from shiguan.ledger.writer import Writer
from shiguan.query.learned import learned_names
from shiguan.query.preview import Preview, changes, events_of, joined, rows, types_of
from shiguan.query.view import View, load
from shiguan.query.who import Roll, candidates, find, is_exact, roll
from shiguan.records.claim import Claim
from shiguan.records.document import Document
from shiguan.records.entry import Action
from shiguan.records.evidence import Mention
from shiguan.records.judgement import Judgement, Verdict, undo
from shiguan.resolve.carry import heirs
from shiguan.resolve.judge import by_person, holding, newest
from shiguan.resolve.names import NameWords
from shiguan.vocabulary.names import SOURCE
from shiguan.vocabulary.said import SaidOfClaim, SaidOfNames
from shiguan.vocabulary.values import UserNames

_NOT_A_PERSON = ("rules", "model", "undo ")
_LISTED = 8
_NO_MORE = f"{SOURCE} says so no more"
_Due: TypeAlias = Sequence[tuple[str, Action, str]]


@dataclass(frozen=True, slots=True)
class Word:
    """Who says something, and why."""

    by: str
    reason: str

    def __post_init__(self) -> None:
        if not self.by.strip() or self.by.startswith(_NOT_A_PERSON):
            raise InputError(f"{self.by!r} is no name to judge by; give another with --by")


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a names.yml: how many verdicts and corrections are new, how many taken back, and those that found nothing."""

    new: int
    taken_back: int
    unmet: tuple[str, ...]


class Judging:
    """What people say, put on record beside what rules judged, which it outranks.

    Nothing is ever changed or removed: what is taken back is said to be. ``changed`` is called when something was said.
    """

    def __init__(self, connection: sqlite3.Connection, words: NameWords, changed: Callable[[], None]) -> None:
        self._connection = connection
        self._reader, self._writer = Reader(connection), Writer(connection)
        self._words = words
        self._changed = changed

    def _load(self) -> View:
        return load(self._reader, words=self._words)

    def _say(self, judgement: Judgement) -> None:
        self._writer.judge(judgement)
        self._changed()

    def judge(self, left: str, right: str, verdict: Verdict, word: Word) -> Judgement:
        """Judge two names (as ``query.who.find`` understands them).

        InputError where both are one mention, or are to be kept apart though nothing says which mentions are meant.
        """
        names = roll(self._load())
        return self._append(self._pair(names, left, right), verdict, word)

    def undo(self, identity: str, word: Word) -> Judgement:
        """Take back a judgement of a person by the beginning of its id; the judgement that was taken back."""
        held = (j for j in holding(self._reader.judgements()) if by_person(j) and identity and j.id.startswith(identity))
        # Said twice by one person in one moment of the record, it is one judgement, and taken back as one.
        fitting = {j.id: j for j in held}
        if not fitting:
            raise NotFoundError(f"no judgement of a person that holds has an id that begins with {identity!r}")
        if len(fitting) > 1:
            raise AmbiguousError(f"{identity!r} begins several: {', '.join(sorted(fitting)[:_LISTED])}")
        (judgement,) = fitting.values()
        self._say(undo(judgement, word.reason, word.by, now()))
        return judgement

    def what_if(self, left: str, right: str, verdict: Verdict) -> Preview:
        """What the judgement would change; nothing is kept of it."""
        view = self._load()
        names = roll(view)
        pair = self._pair(names, left, right)
        events = events_of(view, *pair)
        types = types_of(events)
        before = rows(view, types)
        of_left, of_right = (len(events_of(view, mention)) for mention in pair)
        with supposing(self._connection):
            self._writer.judge(Judgement(*pair, verdict, 1.0, "supposed", "somebody", now()))
            then = self._load()
            after = events_of(then, *pair)
            return Preview(changes(before, rows(then, types)), joined(events, after), of_left, of_right, len(after))

    def correct(self, prefix: str, action: Action, word: Word) -> Claim:
        """Say that a claim does not stand, or does; by the beginning of its id. InputError where a person said so already."""
        fitting = self._reader.claim_ids(prefix) if prefix else ()
        if not fitting:
            raise NotFoundError(f"no claim on record has an id that begins with {prefix!r}")
        if len(fitting) > 1:
            raise AmbiguousError(f"{prefix!r} begins several ids: {', '.join(fitting[:_LISTED])}")
        (claim,) = fitting
        held = {c.claim.id: c.action for c in self._reader.corrections()}
        if held.get(claim) is action or not self._correct([(claim, action, word.reason)], word.by):
            raise InputError(f"claim {claim} is {action}ed by a person already")
        return next(c.claim for c in self._reader.corrections() if c.claim.id == claim)

    def _pair(self, names: Roll, said_left: str, said_right: str) -> tuple[str, str]:
        """The pair of mentions to judge; where two entities are meant, the pair that rules hesitated about, if there is one."""
        left, right = find(names, said_left), find(names, said_right)
        if left.id == right.id:
            raise InputError(f"{left.name} and {right.name} are one mention of {names.file(left)}")
        if left.kind is not right.kind:
            raise InputError(f"{left.name} is of the kind {left.kind}, {right.name} {right.kind}: these are never one")
        ends = frozenset(names.view.entity_of[m.id].id for m in (left, right))
        given = min(left.id, right.id), max(left.id, right.id)
        if len(ends) == 1 or any(is_exact(said) for said in (said_left, said_right)):
            return given
        here = {i for m in (left, right) for i in names.view.entity_of[m.id].mentions}
        held = newest(names.view.judgements_of(here))
        open_ = [pair for pair, judgement in sorted(held.items()) if judgement.verdict is Verdict.UNSURE and here >= set(pair)]
        between = [pair for pair in open_ if frozenset(names.view.entity_of[i].id for i in pair) == ends]
        return between[0] if between else given

    def _append(self, pair: tuple[str, str], verdict: Verdict, word: Word) -> Judgement:
        self._say(Judgement(*pair, verdict, 1.0, word.reason, word.by, now()))
        of_pair = Since(self._reader.connection).judgements(pair)
        return newest(j for j in of_pair if (j.left, j.right) == pair)[pair]

    def _correct(self, due: _Due, by: str, gone: Mapping[str, Action] = MappingProxyType({})) -> int:
        """Correct claims, each for its reason, in one run that begins only where there is something to say; how many are new.

        ``gone``: the claims that a correction of before holds no more, and whether they stand.
        """
        if not due and not gone:
            return 0
        run = self._writer.begin_run(by, now())
        ways = {Action.RETRACT: self._writer.retract, Action.ASSERT: self._writer.restore}
        done = sum(ways[action](claim, reason, run, now()) for claim, action, reason in due)
        for claim, action in gone.items():
            self._writer.release(claim, action, _NO_MORE, run, now())
        self._changed()
        return done

    # names.yml: said again on every record that is made with it.

    def replay(self, said: UserNames) -> Said:
        """Put on record what a names.yml says of names and claims, and take back what it said and says no more.

        What a person said of the same pair or claim since is left as it is. What finds nothing on record is returned.
        """
        past = self._reader.judgements()
        corrected = self._reader.corrections()
        if not (said.verdicts or said.corrections or SOURCE in {*(j.by for j in past), *(c.by for c in corrected)}):
            return Said(0, 0, ())
        unmet: list[str] = []
        new, kept = self._replay_verdicts(past, said.verdicts, unmet)
        back = self._take_back(past, kept)
        wanted, gone = _due(Filed(self._reader, corrected, said.corrections), said.corrections, corrected, unmet)
        self._correct(wanted, SOURCE, gone)
        standing = sum(action is Action.ASSERT for action in gone.values())
        return Said(new + len(wanted), back + standing, tuple(unmet))

    def _replay_verdicts(
        self, past: Sequence[Judgement], verdicts: tuple[SaidOfNames, ...], unmet: list[str]
    ) -> tuple[int, set[tuple[str, str]]]:
        """How many are new, and the pairs that are meant, or were when a name that is ambiguous now was not."""
        last = {(j.left, j.right): j for j in past if j.by == SOURCE}
        new, meant = 0, set[tuple[str, str]]()
        if not verdicts:
            return new, meant
        names = roll(self._load())
        for told in verdicts:
            try:
                left, right = find(names, told.left), find(names, told.right)
                pair = self._pair_said(names, left, right)
            except ShiguanError as error:
                unmet.append(f"{told.verdict} {told.left}, {told.right}: {error}")
                ends = candidates(names, told.left), candidates(names, told.right)
                meant |= {p for p, j in last.items() if j.verdict == told.verdict and _joins(p, *ends)}
                continue
            meant.add(pair)
            before = last.get(pair)
            if before is None or before.undoes or before.verdict != told.verdict:
                self._say(Judgement(*pair, Verdict(told.verdict), 1.0, told.reason, SOURCE, now()))
                new += 1
        return new, meant

    def _pair_said(self, names: Roll, left: Mention, right: Mention) -> tuple[str, str]:
        if left.id == right.id or left.kind is not right.kind:
            raise InputError(f"{names.written(left)} and {names.written(right)} cannot be judged")
        return min(left.id, right.id), max(left.id, right.id)

    def _take_back(self, past: Sequence[Judgement], kept: set[tuple[str, str]]) -> int:
        """Take back what names.yml judged of other pairs than these."""
        gone = [j for j in holding(past) if j.judged_by == SOURCE and (j.left, j.right) not in kept]
        for judgement in gone:
            self._say(undo(judgement, _NO_MORE, SOURCE, now()))
        return len(gone)

    def said(self, user: UserNames, *, learned: bool = False) -> UserNames:
        """A names.yml that says all that people said of this record, beside the names and titles of the user's own.

        ``learned`` adds the aliases and groups that the record came to know: with these, articles are read anew.
        """
        view = self._load()
        names = roll(view)
        held = [j for j in newest(self._reader.judgements()).values() if by_person(j)]
        mentions = names.mentions({i for j in held for i in (j.left, j.right)})
        written = {i: names.written(mention) for i, mention in mentions.items()}
        verdicts = {_verdict(written, j) for j in held if {j.left, j.right} <= written.keys()}
        corrected = self._reader.corrections()
        # What was carried over to a newer reading is said of the claim as it is read now.
        moved = Filed(self._reader, corrected).carried([c.claim for c in corrected])
        wrong = [c for c in corrected if c.action is Action.RETRACT and c.claim.id not in moved]
        corrections = {self._written(names, c.claim, c.reason) for c in wrong}
        known = (*user.known, *learned_names(view, user.known)) if learned else user.known
        return UserNames(known, user.titles, tuple(sorted(verdicts)), tuple(sorted(corrections)))

    def _written(self, names: Roll, claim: Claim, reason: str) -> SaidOfClaim:
        """A correction as a names.yml says it."""
        document = self._reader.document(claim.document)
        listed = names.documents.get(claim.document)
        alone = sum(d.file == document.article.file for d in names.documents.values()) == 1
        file = document.article.file if alone else (listed.article if listed else claim.document)
        told = tuple(sorted(_names(claim)))
        return SaidOfClaim("retract", claim.event_type, file, _quote(claim, document), told, reason.strip())


_ACTIONS = {"retract": Action.RETRACT, "restore": Action.ASSERT}


class Filed:
    """The claims that corrections may be about, by the article that makes them: those of the files that ``told`` names, and those
    corrected, also where a better repair took the place of their document."""

    def __init__(self, reader: Reader, corrected: Sequence[Correction], told: Iterable[SaidOfClaim] = ()) -> None:
        listed = {d.document: d for d in reader.documents()}
        self._current = listed.keys()
        files = {one.file for one in told}
        standing = reader.claims(documents={d.document for d in listed.values() if files & _called(d)}) if files else ()
        claims = {c.id: c for c in (*standing, *(one.claim for one in corrected))}
        self._documents = reader.whole_documents({c.document for c in claims.values()}) if claims else {}
        self._articles: dict[str, set[str]] = defaultdict(set)
        for d in listed.values():
            for name in _called(d):
                self._articles[name].add(d.article)
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims.values():
            article = self._documents[claim.document].article.id
            self._articles[claim.document].add(article)
            self._claims[article].append(claim)

    def is_current(self, claim: Claim) -> bool:
        """Whether its document is the one that holds for its article."""
        return claim.document in self._current

    def meant(self, told: SaidOfClaim) -> dict[str, Claim]:
        """By id the claims that a correction is about, and those that took their place in a newer reading."""
        every = [c for article in self._articles.get(told.file, ()) for c in self._claims[article]]
        of_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in every:
            if _means(told, claim, self._documents):
                of_document[claim.document].append(claim)
        # In each reading those that name just these, where there are some.
        found = [c for some in of_document.values() for c in ([e for e in some if _names(e) == set(told.names)] or some)]
        later = set(heirs(found, filter(self.is_current, every), self._documents).values())
        return {c.id: c for c in (*found, *(c for c in every if c.id in later))}

    def carried(self, claims: Iterable[Claim]) -> Mapping[str, str]:
        """Of these claims those whose place another of them took in a newer reading, and which."""
        every = list(claims)
        old = [c for c in every if not self.is_current(c)]
        return heirs(old, filter(self.is_current, every), self._documents) if old else {}


def _due(
    filed: Filed, told: Iterable[SaidOfClaim], corrected: Iterable[Correction], unmet: list[str]
) -> tuple[_Due, dict[str, Action]]:
    """What a names.yml newly says of claims as they are read now; and those it retracted and says nothing of now, with whether
    they stand, as those do that are read now.
    """
    last = {c.claim.id: c for c in corrected}
    meant: set[str] = set()
    wanted: dict[str, tuple[Action, str]] = {}
    for one in told:
        found = filed.meant(one)
        if not found:
            unmet.append(f"{one.action} {one.event_type} in {one.file}: no such claim on “{one.quote}”")
        meant |= found.keys()
        wanted |= {i: (_ACTIONS[one.action], one.reason or SOURCE) for i in sorted(found) if filed.is_current(found[i])}
    new = [
        (i, action, reason)
        for i, (action, reason) in wanted.items()
        if i not in last or (last[i].by == SOURCE and last[i].action is not action)
    ]
    gone = {
        i: Action.ASSERT if filed.is_current(c.claim) else Action.RETRACT
        for i, c in last.items()
        if c.by == SOURCE and c.action is Action.RETRACT and i not in meant
    }
    return new, gone


def _called(listed: Listed) -> set[str]:
    """What a correction may call a file."""
    return {listed.file, listed.article, listed.document}


def _joins(pair: tuple[str, str], left: Collection[str], right: Collection[str]) -> bool:
    return (pair[0] in left and pair[1] in right) or (pair[1] in left and pair[0] in right)


def _verdict(written: Mapping[str, str], judgement: Judgement) -> SaidOfNames:
    left, right = sorted((written[judgement.left], written[judgement.right]))
    return SaidOfNames(str(judgement.verdict), left, right, judgement.explanation.strip())


def _names(claim: Claim) -> set[str]:
    return {a.value.name for a in claim.arguments if isinstance(a.value, Mention)}


def _quote(claim: Claim, document: Document) -> str:
    """The stretch of the received text that the claim quotes, without white space around."""
    return document.received_quote(claim.evidence.span)[1].strip()


def _means(told: SaidOfClaim, claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether the correction is about the claim: its type, its quote (as received or as read), and every name."""
    if claim.event_type != told.event_type:
        return False
    quotes = {claim.evidence.quote.strip(), _quote(claim, documents[claim.document])}
    return told.quote in quotes and set(told.names) <= _names(claim)
