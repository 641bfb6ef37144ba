"""A draft against the record: every name, date and number in it, and what the record says to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shiguan.query.against import TIME, Part, Says, Telling, compare_amounts, compare_times, of_people, rule_of
from shiguan.query.cast import Cast, Meant, Others, first_naming
from shiguan.query.draft import Draft, DraftSentence, Item, ItemKind, Never
from shiguan.query.standing import Standing, standing
from shiguan.query.verdicts import Ruling, Verdict, rule, told_there
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Claim
from shiguan.records.document import Span
from shiguan.records.evidence import Argument, Mention, MentionKind
from shiguan.records.places import Places, over
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import Played
from shiguan.resolve.names import normal
from shiguan.resolve.passages import passages

# Words in these roles are as good as numbers; all others are wordings, of which no two need be alike, and are not marked.
_WORDS = frozenset({"round", "rank", "step"})
# That nobody has up to now is said of all the time before.
_UNTIL_NOW = re.compile(r"[至迄]今|目前|现在|如今|截至|\b(?:now|to date|so far|currently)\b", re.I)
_NAMED = frozenset(
    {"person", "org", "destination_org", "acquirer", "target", "product", "subject", "orgs", "members", "investors"}
    | {"plaintiff", "defendant", "speaker", "unit", "exchange", "issuer", "forum"}
)


@dataclass(frozen=True, slots=True)
class Note:
    """A finding, numbered as it comes in the text: the verdict, why in words, and what says so.

    ``event_type`` is that of the draft's claim, None where the draft claims nothing of what is marked. ``told`` is the sentence
    on record; ``newest`` the figure that holds now, where the draft's has been superseded.
    """

    number: int
    verdict: Verdict
    reason: str
    event_type: str | None
    told: Told | None
    event: Event | None
    newest: Event | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A name, time, amount or round in the draft, at its place in the text as received.

    ``verdict`` is the gravest of its notes; ``notes`` are their numbers.
    """

    start: int
    end: int
    text: str
    kind: str
    verdict: Verdict
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The draft as received, its marks in text order, its notes by number, and how many marks have which verdict."""

    file: str
    text: str
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]
    counts: Mapping[str, int]

    def only(self, allowed: Collection[Verdict]) -> bool:
        """Whether every mark is supported or of an allowed verdict."""
        return all(m.verdict is Verdict.SUPPORTED or m.verdict in allowed for m in self.marks)


@dataclass(frozen=True, slots=True)
class _Finding:
    """A verdict on a stretch of the draft (read coordinates)."""

    span: Span
    kind: str
    verdict: Verdict
    reason: str
    event_type: str | None
    told: Told | None
    event: Event | None = None
    newest: Event | None = None


def check(view: View, draft: Draft) -> Checked:
    """What the record says to each name, time and number of the draft.

    Where the draft is itself on record, what it and copies of it say is left out. A claim is measured against the event on record
    that it tells; what stands in no claim, against what is told of the names beside it.
    """
    return _Checking(view, draft).checked()


class _Checking:
    """One draft being checked."""

    def __init__(self, view: View, draft: Draft) -> None:
        self._view, self._draft = view, draft
        self._cast = Cast(view)
        self._others = Others(view, draft.document)
        self._about: dict[frozenset[str], tuple[Event, ...]] = {}
        edges = frozenset(at for s in draft.sentences for at in s.edges)
        self._standing = standing(view, draft.document.text, edges)

    def checked(self) -> Checked:
        claimed = [f for claim in self._draft.extraction.claims if not self._misread(claim) for f in self._claim(claim)]
        taken = bytearray(len(self._draft.document.text))
        for f in claimed:
            taken[f.span.start : f.span.end] = b"\1" * (f.span.end - f.span.start)
        sentences = [replace(s, items=self._items(s)) for s in self._draft.sentences]
        loose = [f for s in sentences for item in _free(s, taken) for f in self._loose(item, s)]
        never = [f for s in sentences for f in self._never(s)]
        return _set_out(self._draft, [*claimed, *loose, *never])

    def _misread(self, claim: Claim) -> bool:
        """Whether the claim takes for a person what is on record as something else, and as no person."""
        persons = [a for a in claim.arguments if isinstance(a.value, Mention) and a.value.kind is MentionKind.PERSON]
        known = [one for a in persons if (one := self._over(a.evidence.span))]
        return any(not one.may_be(MentionKind.PERSON) for one in known)

    def _over(self, span: Span) -> Standing | None:
        """The name on record that stands over the whole stretch."""
        return next((one for one in over(self._standing, span) if one.span.contains(span)), None)

    def _items(self, sentence: DraftSentence) -> tuple[Item, ...]:
        """The sentence's items with the names on record that stand in it: what is cut out of one of these is that name."""
        mine = [one for one in over(self._standing, sentence.span) if sentence.span.contains(one.span)]
        kept = [i for i in sentence.items if not any(one.span.overlaps(i.span) and not i.span.contains(one.span) for one in mine)]
        new = [one for one in mine if not any(i.span.overlaps(one.span) for i in kept)]
        text = self._draft.document.text
        names = [Item(ItemKind.NAME, one.span, one.span.of(text)) for one in new]
        return tuple(sorted((*kept, *names), key=lambda i: i.span))

    def _never(self, sentence: DraftSentence) -> Iterator[_Finding]:
        """That nobody did it there, against what is told of the organisations of the sentence."""
        text = self._draft.document.text
        times = [v for i in sentence.items if isinstance(v := i.value, ValidTime) and not _UNTIL_NOW.search(i.span.of(text))]
        for never in sentence.never:
            item = self._firm_of(never, sentence)
            firm = self._meant(item).of if item else None
            if item is not None and firm is not None:
                verdict, reason, told, event = told_there(self._events([firm.id]), firm, never.event_type, times)
                yield _Finding(item.span, item.kind, verdict, reason, never.event_type, told, event)

    def _firm_of(self, never: Never, sentence: DraftSentence) -> Item | None:
        """The organisation last named before the words, or, as English has it, first after them."""
        names = [i for i in sentence.items if i.kind is ItemKind.NAME]
        firms = [i for i in names if (of := self._meant(i).of) and of.kind is MentionKind.ORG]
        before = [i for i in firms if i.span.end <= never.span.start]
        english = never.span.of(self._draft.document.text).isascii()
        return before[-1] if before else next(iter(firms), None) if english else None

    def _events(self, entities: Iterable[str]) -> tuple[Event, ...]:
        wanted = frozenset(entities)
        if wanted not in self._about:
            self._about[wanted] = self._others.about(wanted) if wanted else ()
        return self._about[wanted]

    def _claim(self, claim: Claim) -> Iterator[_Finding]:
        telling = Telling(claim, tuple(self._parts(claim)))
        names = {p.value.entity for p in telling.parts if isinstance(p.value, Played) and p.value.entity}
        block = [p for role in rule_of(claim.event_type).block for p in telling.of(role)]
        unknown = [p for p in block if isinstance(p.value, Played) and not p.value.entity]
        events = self._events(names)
        if unknown and not any(e.event_type == claim.event_type for e in events):
            events = (*events, *self._others.of_type(claim.event_type))
        for ruling in rule(telling, events, self._view.entity_of):
            kind = _kind(ruling.part)
            if kind is not None:
                yield self._finding(claim, self._unknown(ruling), kind)

    def _unknown(self, ruling: Ruling) -> Ruling:
        """A ruling on a name that nobody on record goes by says so."""
        value = ruling.part.value
        named = ruling.part.role in _NAMED and isinstance(value, Played) and value.entity is None
        if not named or ruling.verdict is not Verdict.UNSUPPORTED or _kind(ruling.part) != "name":
            return ruling
        meant = self._cast.meant(ruling.part.text)
        return (
            replace(ruling, reason=_several(meant))
            if meant.among
            else replace(ruling, reason="not on record", told=None, event=None)
        )

    def _finding(self, claim: Claim, ruling: Ruling, kind: str) -> _Finding:
        reason = ruling.reason
        if ruling.verdict is Verdict.SUPPORTED and reason == "on record" and ruling.event and _only_quoted(claim, ruling.event):
            reason = "on record only in the passage that the draft takes over"
        return _Finding(ruling.part.span, kind, ruling.verdict, reason, claim.event_type, ruling.told, ruling.event, ruling.newest)

    def _parts(self, claim: Claim) -> Iterator[Part]:
        for argument in claim.arguments:
            if isinstance(argument.value, ValidTime):
                yield Part(argument.role, argument.evidence.span, argument.text, argument.value)
            else:
                yield self._name_or_words(argument)
        time = self._time(claim)
        if time is not None:
            yield time

    def _time(self, claim: Claim) -> Part | None:
        """The claim's time, where its sentence tells it."""
        told = claim.valid_time
        if told is None:
            return None
        for sentence in self._draft.sentences:
            if sentence.span.overlaps(claim.evidence.span):
                for item in sentence.items:
                    if isinstance(item.value, ValidTime) and item.value.when == told.when:
                        return Part(TIME, item.span, item.span.of(self._draft.document.text), told)
        return None

    def _name_or_words(self, argument: Argument) -> Part:
        """The part of an argument; what is cut out of a name on record is that name."""
        span, played = argument.evidence.span, self._played(argument)
        over = self._over(span) if argument.role in _NAMED and played.entity is None else None
        whole = over.only() if over and over.span != span else None
        if over is None or whole is None:
            return Part(argument.role, span, argument.text, played)
        return Part(argument.role, over.span, over.span.of(self._draft.document.text), _as_played(whole))

    def _played(self, argument: Argument) -> Played:
        value = argument.value
        if isinstance(value, Amount):
            return Played(argument.text, None, frozenset({normal(argument.text)}), value)
        entity: Entity | None = None
        if isinstance(value, Mention):
            entity = self._cast.meant(value.name, value.kind, value.aliases).of
        elif argument.role in _NAMED:
            entity = self._cast.meant(argument.text).of
        if entity is None:
            return Played(argument.text, None, frozenset({normal(argument.text)}), None)
        return _as_played(entity)

    def _loose(self, item: Item, sentence: DraftSentence) -> Iterator[_Finding]:
        if item.kind is ItemKind.NAME:
            yield self._name(item)
            return
        beside = frozenset(e.id for i in sentence.items if i.kind is ItemKind.NAME and (e := self._meant(i).of))
        for event in self._events(beside):
            for told in event.tellings:
                if _tells(told, item.value):
                    yield _Finding(
                        item.span, item.kind, Verdict.SUPPORTED, "on record beside a name of this sentence", None, told, event
                    )
                    return
        reason = "not on record beside any name of this sentence" if beside else "no name on record stands beside it"
        yield _Finding(item.span, item.kind, Verdict.UNSUPPORTED, reason, None, None)

    def _name(self, item: Item) -> _Finding:
        meant = self._meant(item)
        known = [meant.of] if meant.of else list(meant.among)
        for entity in known:
            told = first_naming(self._events([entity.id]), entity, self._view.entity_of)
            if told is not None:
                reason = _several(meant) if meant.of is None else _called(entity, item)
                return _Finding(item.span, item.kind, Verdict.SUPPORTED, reason, None, told)
        return _Finding(item.span, item.kind, Verdict.UNSUPPORTED, "not on record", None, None)

    def _meant(self, item: Item) -> Meant:
        text = item.span.of(self._draft.document.text)
        name = item.value if isinstance(item.value, str) else text
        return self._cast.meant(name, item.of, (text,))


def _as_played(entity: Entity) -> Played:
    return Played(entity.name, entity.id, frozenset(normal(n) for n in (entity.name, *entity.aliases)), None)


def _called(entity: Entity, item: Item) -> str:
    return "on record" if normal(str(item.value)) == normal(entity.name) else f"on record as {entity.name}"


def _several(meant: Meant) -> str:
    return f"{len(meant.among)} of that name are on record"


def _kind(part: Part) -> str | None:
    """What the part is marked as; None for wordings, which are not marked."""
    if isinstance(part.value, ValidTime):
        return "time"
    if part.value.amount:
        return "amount"
    if part.role in _WORDS:
        return "words"
    return "name" if part.role in _NAMED and (part.value.entity or part.role != "unit") else None


def _free(sentence: DraftSentence, taken: bytearray) -> Iterator[Item]:
    """The items that stand in no part of a claim; ``taken`` marks the characters of these."""
    return (item for item in sentence.items if taken.find(1, item.span.start, item.span.end) < 0)


def _only_quoted(claim: Claim, event: Event) -> bool:
    """Whether all that tell the event tell it in the words that the draft takes over."""
    return all(passages(claim.evidence.quote, told.claim.evidence.quote) for told in event.tellings)


def _tells(told: Told, value: str | ValidTime | Amount) -> bool:
    """Whether the telling has the time or the amount."""
    from shiguan.extract.amounts import parse_amounts  # brings the readers with it, which only loose figures need

    arguments = [a.value for a in told.claim.arguments]
    if isinstance(value, ValidTime):
        times = [told.claim.valid_time, *(v for v in arguments if isinstance(v, ValidTime))]
        return any(time is not None and compare_times(value, time) is Says.AGREES for time in times)
    if isinstance(value, str):
        return False
    amounts = [v for v in arguments if isinstance(v, Amount)] or [m.amount for m in parse_amounts(told.claim.evidence.quote)]
    return any(_same_kind(value, amount) and compare_amounts(value, amount) is Says.AGREES for amount in amounts)


def _same_kind(left: Amount, right: Amount) -> bool:
    left, right = of_people(left), of_people(right)
    return left.currency == right.currency and (left.unit == right.unit or None in (left.unit, right.unit))


def _set_out(draft: Draft, findings: Sequence[_Finding]) -> Checked:
    """The findings numbered in text order; those that say the same by the same telling are one note."""
    document = draft.document
    numbers: dict[tuple[object, ...], int] = {}
    notes: list[Note] = []
    at: dict[Span, list[_Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: (f.span, _gravity(f.verdict))):
        at[finding.span].append(finding)
    marks = []
    for span, found in sorted(_innermost(at)):
        numbered = []
        for f in found:
            key = (
                f.verdict,
                f.reason,
                f.event_type,
                f.told.claim.id if f.told else (span if f.verdict is not Verdict.SUPPORTED else ""),
            )
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                notes.append(Note(numbers[key], f.verdict, f.reason, f.event_type, f.told, f.event, f.newest))
            numbered.append(numbers[key])
        received, text = document.received_quote(span)
        grave = min((f.verdict for f in found), key=_gravity)
        marks.append(Mark(received.start, received.end, text, found[0].kind, grave, tuple(dict.fromkeys(numbered))))
    counts = {verdict.value: sum(m.verdict is verdict for m in marks) for verdict in Verdict}
    return Checked(document.article.file, document.article.received, tuple(marks), tuple(notes), counts)


def _innermost(at: Mapping[Span, list[_Finding]]) -> list[tuple[Span, list[_Finding]]]:
    """The stretches, those that overlap an earlier and graver one put to it, so that no two marks overlap."""
    kept: dict[Span, list[_Finding]] = {}
    places = Places()
    for span, found in sorted(at.items(), key=lambda s: _by_length(s[0])):
        inner = min(places.over(span), key=_by_length, default=None)
        if inner is None:
            kept[span] = list(found)
            places.add(span)
        else:
            kept[inner] += found
    return list(kept.items())


def _by_length(span: Span) -> tuple[int, Span]:
    return span.end - span.start, span


def _gravity(verdict: Verdict) -> int:
    return tuple(Verdict).index(verdict)
