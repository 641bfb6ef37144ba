"""What one telling measures: whom, by what, how much or in what place, when, among whom and by whose count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shiguan.query.among import Condition, ConditionKind, board, conditions, counted_by, part
from shiguan.query.explain import sentence_at
from shiguan.query.ranks import Rank, read_rank
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Claim
from shiguan.records.document import Document, Span
from shiguan.records.evidence import Argument, Mention
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Told
from shiguan.resolve.names import normal
from shiguan.vocabulary.measures import Measure, MeasureWords, load_measures

TYPES = ("metric", "bid_wins")
"""The event types that tell figures and places."""

_BIDS = "bids_won"
# How long something took is no amount of what is measured.
_DURATIONS = frozenset({"年", "月", "个月", "天", "日", "周", "小时", "分钟", "秒", "岁", "years", "months", "days"})
_SUBJECT = {"metric": ("subject",), "bid_wins": ("org",)}
_VALUE = {"metric": ("value",), "bid_wins": ("count", "amount")}


class Counter(StrEnum):
    """How we know who counts: the claim's speaker, one named in the text, or nobody but the publisher."""

    SPEAKER = "speaker"
    NAMED = "named"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Measured:
    """One telling's figure or place, and all that it is comparable by.

    ``measure`` is a name of ``vocabulary.measures``, or the words told where those are none of them (None: untold); ``words`` those
    words. ``carried`` is what was taken from the sentence before: ``measure`` or ``scope``. ``sentence`` is where it stands (read
    coordinates), ``figure_at`` where in the text its place or value does.
    """

    told: Told
    event: str
    subject: str
    entity: str | None
    measure: str | None
    words: str
    rank: Rank | None
    value: Amount | None
    period: ValidTime | None
    scope: tuple[Condition, ...]
    counter: str | None
    counted: Counter
    carried: tuple[str, ...]
    sentence: Span
    figure_at: int


def named(claim: Claim, words: MeasureWords | None = None) -> Measure | None:
    """The known measure that the claim itself names; none for a length of time."""
    of = words or load_measures()
    value = figure(claim)
    if value is not None and value.unit in _DURATIONS:
        return None
    if claim.event_type == "bid_wins":
        return of.measures[_BIDS]
    return next((found for a in claim.values("measure") if (found := of.of(a.text))), None)


def _is_tally(claim: Claim) -> bool:
    """Whether a claim of bids won counts them or ranks who won: one bid is no measure, and its sum and place are its own."""
    if claim.event_type != "bid_wins":
        return True
    return bool(claim.values("count") or (claim.values("rank") and not claim.values("subject")))


def place(claim: Claim) -> Rank | None:
    """The place that the claim tells."""
    return next((rank for a in claim.values("rank") if (rank := read_rank(a.text))), None)


def figure(claim: Claim) -> Amount | None:
    """The value that the claim tells."""
    roles = _VALUE.get(claim.event_type, ())
    return next((a.value for role in roles for a in claim.values(role) if isinstance(a.value, Amount)), None)


def measured(view: View, events: Iterable[tuple[Event, Told]]) -> Iterator[Measured]:
    """What the tellings measure, with the words around them read; those that measure nothing of anybody are left out."""
    pairs = list(events)
    documents = view.documents.bring({told.claim.document for _, told in pairs})
    for event, told in pairs:
        document = documents.get(told.claim.document)
        for argument in _subjects(told.claim):
            if document is not None and _is_tally(told.claim) and (place(told.claim) or figure(told.claim)):
                yield _one(view, event, told, argument, document)


def _subjects(claim: Claim) -> Sequence[Argument]:
    return next((found for role in _SUBJECT[claim.event_type] if (found := claim.values(role))), ())


def _one(view: View, event: Event, told: Told, argument: Argument, document: Document) -> Measured:
    claim = told.claim
    around = _Around(document, claim)
    name, identity = _whose(view, event, argument)
    measure, words, carried = _measure(claim, around)
    scope = around.scope
    if not scope and carried:
        scope = conditions(around.before, len(around.before) - 1) if around.before else ()
        carried = (*carried, "scope") if scope else carried
    whole = place(claim) is not None or measure is None or any(c.kind is ConditionKind.WHERE for c in scope)
    share = None if whole else part(around.sentence, around.at)
    scope = (*scope, share) if share else scope
    counter, how = _counter(told, around)
    return Measured(
        told=told,
        event=event.id,
        subject=name,
        entity=identity,
        measure=measure,
        words=words,
        rank=place(claim),
        value=figure(claim),
        period=claim.valid_time or _told_period(claim),
        scope=scope,
        counter=counter,
        counted=how,
        carried=carried,
        sentence=around.span,
        figure_at=around.span.start + around.at,
    )


def _whose(view: View, event: Event, argument: Argument) -> tuple[str, str | None]:
    """The name and the entity that play the argument's role; asked of the record only where the event does not say it alone."""
    if not isinstance(argument.value, Mention):
        return argument.text, None
    told = event.role(argument.role)
    if len(told) == 1 and told[0].entity:
        return told[0].text, told[0].entity
    entity = view.entity_of.get(argument.value.id)
    return (entity.name, entity.id) if entity else (argument.text, None)


class _Around:
    """The words around a claim's figure: its sentence, the sentence before it in the paragraph, and all of the paragraph so far."""

    def __init__(self, document: Document, claim: Claim) -> None:
        text, span = document.text, claim.evidence.span
        whole = sentence_at(document, span)
        start = text.rfind("\n", 0, whole.start) + 1
        self.span = whole
        self.sentence = whole.of(text)
        self.at = _figure_at(claim, whole, self.sentence)
        self.paragraph = text[start : whole.end]
        self.at_in_paragraph = whole.start - start + self.at
        said = text[start : whole.start].rstrip()
        before = sentence_at(document, Span(start + len(said) - 1, start + len(said))) if said else None
        self.before = before.of(text) if before else ""
        self.scope = conditions(self.sentence, self.at)


def _figure_at(claim: Claim, whole: Span, sentence: str) -> int:
    """Where in the sentence the place (or else the value) stands; its end where that is not told."""
    for role in ("rank", *_VALUE.get(claim.event_type, ())):
        for argument in claim.values(role):
            start = argument.evidence.span.start - whole.start
            if 0 <= start < len(sentence) and sentence.startswith(argument.text, start):
                return start
            found = sentence.find(argument.text)
            if found >= 0:
                return found
    return max(0, len(sentence) - 1)


def _measure(claim: Claim, around: _Around) -> tuple[str | None, str, tuple[str, ...]]:
    """The measure, the words it is told in, and whether it was carried on from the sentence before.

    A place without a measure of its own is by the nearest one of its sentence, else by the board it is on, else by that of the
    sentence before.
    """
    words = load_measures()
    told = next((a.text for a in claim.values("measure")), "")
    known = named(claim, words)
    if known or place(claim) is None:
        return (known.name if known else normal(told) or None), told or (known.zh if known else ""), ()
    near = min(words.find(around.sentence), key=lambda hit: (abs(hit[0] - around.at), hit[0]), default=None)
    if near:
        start, end, measure = near
        return measure.name, around.sentence[start:end], ()
    listed = board(around.sentence, around.at)
    if listed:
        return normal(listed), listed, ()
    carried = max(words.find(around.before), key=lambda hit: hit[1], default=None)
    if carried:
        start, end, measure = carried
        return measure.name, around.before[start:end], ("measure",)
    return normal(told) or None, told, ()


def _counter(told: Told, around: _Around) -> tuple[str | None, Counter]:
    if told.claim.speaker:
        return told.claim.speaker, Counter.SPEAKER
    who = counted_by(around.sentence, len(around.sentence)) or counted_by(around.paragraph, around.at_in_paragraph)
    return (who, Counter.NAMED) if who else (told.publisher, Counter.PUBLISHER)


def _told_period(claim: Claim) -> ValidTime | None:
    return next((a.value for a in claim.values("period") if isinstance(a.value, ValidTime)), None)
