"""The record of each outlet: what it told, what it told first, how its rumours ended, and whom it copies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shiguan.errors import NotFoundError
from shiguan.ledger.voices import Carried, EventVoices, Paper, VoiceStore
from shiguan.query.followed import kept
from shiguan.query.later import Later
from shiguan.query.names import fold
from shiguan.query.rumours import TYPES, Rumour, RumoursQuestion, day_of, rumours, rumours_at
from shiguan.query.said import said_of
from shiguan.query.scope import EVERYTHING, Scope, held, outlined
from shiguan.query.view import View
from shiguan.records.views import Event, Told
from shiguan.resolve.fates import Fate, Part, Reason
from shiguan.resolve.names import normal
from shiguan.resolve.voices import first_of, outlet_of


@dataclass(frozen=True, slots=True)
class Shared:
    """An event that several outlets tell: by how many, and how many independent sources these come to."""

    event: Event
    outlets: int
    sources: int


@dataclass(frozen=True, slots=True)
class OutletRecord:
    """What an outlet told. One that is only named as the source of rumours (``named_only``) has no document of its own.

    ``first`` are the events that several outlets tell and it told on the earliest day, alone; ``alone`` counts those that no other
    outlet tells. ``fates`` count the ``rumours`` that it carried or is named as the source of; ``known`` are those that it carried
    when they were facts already, told as such before or in the same document: they speak neither for it nor against it. ``copies``
    counts its tellings in documents that are copies of what another outlet published on an earlier day, ``copied`` those outlets.
    """

    outlet: str
    named_only: bool
    documents: int
    tellings: int
    events: int
    first: Sequence[Event]
    alone: int
    fates: tuple[tuple[Fate, int], ...]
    rumours: Sequence[Rumour]
    known: Sequence[Rumour]
    copies: int
    copied: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlets, those that told most first. ``documents`` come to ``sources`` independent ones; ``shared``: what several tell."""

    as_of: date
    documents: int
    sources: int
    shared: Sequence[Shared]
    outlets: tuple[OutletRecord, ...]


_CAME_TRUE = frozenset({Fate.BORNE_OUT, Fate.DENIED_THEN_BORNE_OUT, Fate.PARTLY})
# A source of a rumour that is an outlet itself, by how the names of media end; or it has documents on record.
_MEDIUM = re.compile(
    r"(?:报|刊|新闻|财经|通讯社|新华社|新社|电视台|广播|传媒|时报|网|Times|Post|Journal|News|Reuters|Bloomberg)$", re.IGNORECASE
)


def outlets(view: View, question: RumoursQuestion, scope: Scope = EVERYTHING, *, whole: bool = True) -> Outlets:
    """The record of each outlet, or of the one named; events and rumours are those that the scope may hold.

    A document without a publisher is its own outlet, by its file. Copies are told by ``resolve.sources``: documents of one source.
    ``whole``: with all events and rumours; else they are loaded when they are looked at, as long as the view is open.
    Raises NotFoundError for an outlet not on record, and as ``rumours`` for the scope.
    """
    as_of = day_of(view, question.today)
    told = _kept(view, scope, as_of) if view.valid_at is None else _told(view, scope, as_of)
    own: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for event, document in told.tellings:
        own[told.papers[document].outlet].append((event, document))
    documents = {document for _, document in told.tellings}
    copied = _copied([told.papers[d] for d in sorted(documents)])
    rumoured = _rumoured(told.rumours, told.papers, own.keys())
    names = _chosen(question.name, sorted({*own, *rumoured}))
    records = [_record(name, own.get(name, []), rumoured.get(name, []), copied, told) for name in names]
    by = {event for name in names for event, _ in own.get(name, [])}
    answer = Outlets(
        as_of=as_of,
        documents=len(documents),
        sources=len({told.papers[d].source for d in documents}),
        shared=_shared([event for event in told.events if event.key in by], told),
        outlets=tuple(sorted(records, key=lambda r: (-r.tellings, -len(r.rumours), r.outlet))),
    )
    return loaded(answer) if whole else answer


def loaded(answer: Outlets) -> Outlets:
    """The same with all events and rumours, to be kept when the view is closed."""
    records = (replace(r, first=tuple(r.first), rumours=tuple(r.rumours), known=tuple(r.known)) for r in answer.outlets)
    return replace(answer, shared=tuple(answer.shared), outlets=tuple(records))


@dataclass(frozen=True, slots=True)
class _Talk:
    """A rumour by its number, its fate, the document that tells the fact it proved to be, and the tellings that carried it."""

    key: int
    fate: Fate
    fact: str | None
    tellings: Sequence[Carried]


@dataclass(frozen=True, slots=True)
class _Voices:
    """Who tells what, by number: the events, each telling of them with its document, and the rumours.

    ``load_events`` and ``load_rumours`` give these whole, in the order of the numbers.
    """

    papers: Mapping[str, Paper]
    events: Sequence[EventVoices]
    tellings: Sequence[tuple[int, str]]
    rumours: Sequence[_Talk]
    load_events: Callable[[Sequence[int]], Sequence[Event]]
    load_rumours: Callable[[Sequence[int]], Sequence[Rumour]]


def _kept(view: View, scope: Scope, as_of: date) -> _Voices:
    """As it is kept beside the record."""
    store = VoiceStore(view.store)
    events = store.events(TYPES)
    if scope != EVERYTHING:
        within = {outline.key for outline in outlined(view, scope, [event.key for event in events])}
        events = [event for event in events if event.key in within]
    inside = {event.key for event in events}
    carried: dict[int, list[Carried]] = defaultdict(list)
    for one in store.carried((Part.RUMOUR,)):
        carried[one.chain].append(one)
    facts = store.settling(sorted(_CAME_TRUE), Reason.ANNOUNCED)
    held: dict[int, Rumour] = {}

    def load_rumours(keys: Sequence[int]) -> list[Rumour]:
        missing = [key for key in keys if key not in held]
        held.update(zip(missing, rumours_at(view, missing, as_of), strict=True))
        return [held[key] for key in keys]

    return _Voices(
        papers=store.papers(),
        events=events,
        tellings=[one for one in store.tellings() if one[0] in inside],
        rumours=[_Talk(k.key, k.fate, facts.get(k.key), carried[k.key]) for k in kept(view, (Part.RUMOUR,), scope)],
        load_events=view.events_in_order,
        load_rumours=load_rumours,
    )


def _told(view: View, scope: Scope, as_of: date) -> _Voices:
    """As it had been told by the day of the view."""
    events = list(held(view, scope, said_of(view, TYPES)))
    carried = rumours(view, RumoursQuestion(as_of), scope).rumours
    told = [(number, t) for number, event in enumerate(events) for t in event.tellings]
    talk = [(n, [s.told for s in rumour.steps if s.part is Part.RUMOUR], _fact(rumour)) for n, rumour in enumerate(carried)]
    every = [*(t for _, t in told), *(t for _, tellings, fact in talk for t in (*tellings, *([fact] if fact else [])))]
    source_of = view.sources_of_documents({t.claim.document for t in every})
    return _Voices(
        papers={t.claim.document: _paper(t, source_of) for t in every},
        events=[EventVoices(n, e.id, e.sources, e.outlets, first_of(e.tellings)) for n, e in enumerate(events)],
        tellings=[(number, t.claim.document) for number, t in told],
        rumours=[
            _Talk(n, carried[n].fate, fact.claim.document if fact else None, [_carried(n, t) for t in tellings])
            for n, tellings, fact in talk
        ],
        load_events=lambda keys: [events[key] for key in keys],
        load_rumours=lambda keys: [carried[key] for key in keys],
    )


def _fact(rumour: Rumour) -> Told | None:
    """The fact that the rumour proved to be."""
    return rumour.by if rumour.fate in _CAME_TRUE and rumour.reason is not Reason.ANNOUNCED else None


def _paper(told: Told, source_of: Mapping[str, str]) -> Paper:
    document, time = told.claim.document, told.published_at
    source = source_of.get(document, document)
    return Paper(document, outlet_of(told), source, time.start if time else None, time.end if time else None)


def _carried(rumour: int, told: Told) -> Carried:
    return Carried(rumour, told.claim.document, told.claim.speaker)


def _shared(events: Iterable[EventVoices], told: _Voices) -> Sequence[Shared]:
    """What several outlets tell; most told first."""
    several = [event for event in events if event.outlets > 1]
    ordered = sorted(several, key=lambda e: (-e.outlets, min(e.outlets, e.sources), e.id))

    def load(keys: Sequence[EventVoices]) -> list[Shared]:
        found = told.load_events([key.key for key in keys])
        return [Shared(event, key.outlets, min(key.outlets, key.sources)) for key, event in zip(keys, found, strict=True)]

    return Later(ordered, load)


def _record(
    name: str, own: Sequence[tuple[int, str]], carried: Sequence[_Talk], copied: Mapping[str, str], told: _Voices
) -> OutletRecord:
    events = {event for event, _ in own}
    whom = Counter(copied[document] for _, document in own if document in copied)
    known = [talk for talk in carried if _was_known(talk, name, told.papers)]
    facts = {talk.key for talk in known}
    open_then = [talk for talk in carried if talk.key not in facts]
    fates = Counter(talk.fate for talk in open_then)
    mine = [event for event in told.events if event.key in events]
    return OutletRecord(
        outlet=name,
        named_only=not own,
        documents=len({document for _, document in own}),
        tellings=len(own),
        events=len(events),
        first=Later([event.key for event in mine if event.first == name], told.load_events),
        alone=sum(1 for event in mine if event.outlets == 1),
        fates=tuple((fate, fates[fate]) for fate in Fate if fates[fate]),
        rumours=Later([talk.key for talk in open_then], told.load_rumours),
        known=Later([talk.key for talk in known], told.load_rumours),
        copies=sum(whom.values()),
        copied=tuple(sorted(whom.items(), key=lambda item: (-item[1], item[0]))),
    )


def _copied(papers: Iterable[Paper]) -> dict[str, str]:
    """Of each document that copies another outlet's of an earlier day: which outlet's."""
    of_source: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        of_source[paper.source].append(paper)
    found = {}
    for copies in of_source.values():
        dated = sorted((paper.published for paper in copies if paper.published), key=lambda d: d[1])
        if len(copies) == 1 or not dated:
            continue
        originals = {paper.outlet for paper in copies if paper.published == dated[0]}
        for paper in copies:
            later = paper.published is not None and paper.published[0] > dated[0][1]
            if later and len(originals) == 1 and paper.outlet not in originals:
                found[paper.document] = min(originals)
    return found


def _rumoured(carried: Iterable[_Talk], papers: Mapping[str, Paper], publishers: Collection[str]) -> dict[str, list[_Talk]]:
    """The rumours by who carried them, and by the medium that they are told on the word of."""
    found: dict[str, list[_Talk]] = defaultdict(list)
    for talk in carried:
        speakers = {one.speaker for one in talk.tellings if one.speaker}
        media = {s for s in speakers if s in publishers or _MEDIUM.search(s)}
        for outlet in {papers[one.document].outlet for one in talk.tellings} | media:
            found[outlet].append(talk)
    return found


def _was_known(talk: _Talk, outlet: str, papers: Mapping[str, Paper]) -> bool:
    """Whether each of the outlet's own tellings had by then the fact that the rumour proved to be.

    When a medium told what others tell on its word is not on record.
    """
    own = [papers[one.document] for one in talk.tellings if papers[one.document].outlet == outlet]
    on_its_word = any(one.speaker == outlet for one in talk.tellings)
    if talk.fact is None or not own or on_its_word:
        return False
    fact = papers[talk.fact]
    return all(fact.document == paper.document or (fact.end and paper.start and fact.end < paper.start) for paper in own)


def _chosen(name: str | None, on_record: Sequence[str]) -> Sequence[str]:
    """The outlet of that name, in either script; of none, those whose names hold it; all where none is asked for."""
    if name is None:
        return on_record
    asked = normal(fold(name))
    forms = {outlet: normal(fold(outlet)) for outlet in on_record}
    found = [o for o in on_record if forms[o] == asked] or [o for o in on_record if asked and asked in forms[o]]
    if not found:
        raise NotFoundError(f"no outlet on record is called {name}; on record are {', '.join(on_record) or 'none'}")
    return found
