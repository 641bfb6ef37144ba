"""How long the money lasts, as somebody says: 账上的钱还能撑两年, eighteen months of runway."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shiguan.ledger.search import Within
from shiguan.query.belonging import groups_of
from shiguan.query.explain import sentence_at
from shiguan.query.names import fold
from shiguan.query.said import published_by, said_about
from shiguan.query.scope import Scope, held
from shiguan.query.view import View
from shiguan.query.window import Fall
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Document, Span
from shiguan.records.evidence import MentionKind
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event

_TYPES = ("statement", "forecast", "metric", "count_claim")
_STOCK = r"(?:账上|账面|手里|手头|手上|现有|储备)?(?:的)?(?:钱|现金|资金|弹药|余粮|粮草|储备)"
_LASTS = r"(?:够|足够|能|可以|可|还能|撑|支撑|维持|支持|烧|用|花|活|运转|运营)"
_LONG = r"(?:[\d一二两三四五六七八九十几数半.至到~～\-–—]{1,6}\s*(?:多)?\s*(?:个月|年|个季度|周))"
_RUNWAY = re.compile(
    rf"{_STOCK}[^，。；！？\n]{{0,12}}{_LASTS}[^，。；！？\n]{{0,8}}{_LONG}|{_LASTS}[^，。；！？\n]{{0,4}}{_LONG}[^，。；！？\n]{{0,6}}{_STOCK}|"
    rf"(?:少一些|少的|多的|多一些|最少|至少)[^，。；！？\n]{{0,6}}(?:撑|够|活)[^，。；！？\n]{{0,6}}{_LONG}|"
    r"(?:cash|money|funds|runway)[^.\n]{0,40}\b(?:months?|years?)\b|\b(?:months?|years?)\b[^.\n]{0,12}(?:of )?(?:runway|cash)",
    re.I,
)
# What the text index is asked for: sentences that hold one of these are read for what they say.
_CUES = ("账上", "账面", "现金", "资金", "余粮", "弹药", "runway", "cash")
_PASSAGES = 2000  # of documents that name somebody asked about, for each cue


class Named(StrEnum):
    """Where the name stands that a sentence is taken to be about."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Runway:
    """A sentence that says how long money lasts. ``event`` is the claim's that was read there, None where none was.

    ``told`` are its words for how long. ``about`` is who it is said of: the entity, or (``of_group``) a group it is in; ``named``
    says where that name stands. ``start`` and ``end`` are received coordinates.
    """

    event: Event | None
    told: str
    about: str
    of_group: bool
    named: Named
    sentence: str
    document: str
    file: str
    publisher: str | None
    published_at: ValidTime | None
    start: int
    end: int


def tells_runway(text: str) -> bool:
    """Whether the text says how long money lasts."""
    return _RUNWAY.search(text) is not None


def runway(view: View, entity: Entity, events: Sequence[Event], scope: Scope) -> tuple[Runway, ...]:
    """What is said of how long the money of an entity, or of a group it belongs to, lasts; by publication.

    ``events`` are those about it (and, of a group, about its members).

    Claims first, then sentences that the text index finds and no claim was read from, where they, what stands before them in
    the paragraph, or the title name one of them. As of a day, only what had been published by then.
    """
    ids = {entity.id, *entity.members}
    groups = {group.id: group for group in (*groups_of(view, ids, events), *([entity] if entity.kind is MentionKind.GROUP else []))}
    told = [
        (event, t)
        for event in (*events, *held(view, scope, said_about(view, set(groups) - {entity.id})))
        if event.event_type in _TYPES
        for t in event.tellings
        if published_by(t.published_at, view.valid_at) and tells_runway(t.claim.evidence.quote)
    ]
    documents = view.record.whole_documents({t.claim.document for _, t in told}, view.known_at)
    found = [_claimed(event, t.claim, documents[t.claim.document], entity, groups) for event, t in told]
    found += [one for one in _passages(view, entity, groups) if scope.window.holds(_as_event(one)) is not Fall.OUTSIDE]
    first: dict[tuple[str, str], Runway] = {}
    for one in found:
        first.setdefault((one.document, one.sentence), one)
    return tuple(sorted(first.values(), key=lambda r: (r.published_at.when if r.published_at else "~", r.file, r.start)))


def _claimed(event: Event, claim: Claim, document: Document, entity: Entity, groups: dict[str, Entity]) -> Runway:
    of = next((groups[p] for p in sorted(event.players) if p in groups), None)
    grouped = entity.id not in event.players and of is not None
    about = _About(of.name if grouped and of else entity.name, grouped, Named.SENTENCE)
    return _made(document, sentence_at(document, claim.evidence.span), event, about)


@dataclass(frozen=True, slots=True)
class _About:
    name: str
    of_group: bool
    named: Named


def _passages(view: View, entity: Entity, groups: dict[str, Entity]) -> Iterator[Runway]:
    names = dict.fromkeys((entity.name, *entity.aliases), entity.name)
    for group in groups.values():
        names |= {form: group.name for form in (group.name, *group.aliases) if form not in names}
    # Who it is said of may be named in another paragraph, or in the title, but is named in the document.
    where = Within(view.valid_at, names)
    hits = [hit for cue in _CUES for hit in view.record.search(cue, _PASSAGES, view.known_at, where)]
    hits = [hit for hit in hits if tells_runway(hit.text)]
    documents = view.record.whole_documents({hit.document for hit in hits}, view.known_at)
    for hit in hits:
        document = documents[hit.document]
        span = sentence_at(document, hit.span)
        about = _about(document, span, names, entity)
        if about and tells_runway(span.of(document.text)):
            yield _made(document, span, None, about)


def _about(document: Document, span: Span, names: dict[str, str], entity: Entity) -> _About | None:
    """Whom the sentence is about: the last name in it, else the nearest before it in the paragraph, else one in the title."""
    start = document.text.rfind("\n", 0, span.start) + 1
    places = (
        (Named.SENTENCE, span.of(document.text)),
        (Named.PARAGRAPH, document.text[start : span.start]),
        (Named.TITLE, fold(document.title or "")),
    )
    for named, text in places:
        said = [(text.rfind(form), len(form), name) for form, name in names.items() if form in text]
        if said:
            name = max(said)[2]
            return _About(name, name != entity.name, named)
    return None


def _made(document: Document, span: Span, event: Event | None, about: _About) -> Runway:
    received, _ = document.received_quote(span)
    sentence = span.of(document.text).strip()
    told = _RUNWAY.search(sentence)
    return Runway(
        event=event,
        told=told[0] if told else sentence,
        about=about.name,
        of_group=about.of_group,
        named=about.named,
        sentence=sentence,
        document=document.id,
        file=document.article.file,
        publisher=document.publisher,
        published_at=document.published_at,
        start=received.start,
        end=received.end,
    )


def _as_event(one: Runway) -> Event:
    return one.event or Event("", "statement", (), one.published_at, Certainty.REPORTED, Polarity.AFFIRMED, (), 1)
