"""The record of each outlet: what it told, what it told first, how its rumours ended, and whom it copies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shiguan.errors import NotFoundError
from shiguan.query.names import fold
from shiguan.query.rumours import TYPES, Rumour, RumoursQuestion, rumours
from shiguan.query.said import said_of
from shiguan.query.scope import EVERYTHING, Scope, held
from shiguan.query.view import View
from shiguan.records.claim import Polarity
from shiguan.records.views import Event, Told
from shiguan.resolve.fates import Fate, Part, Reason, was_known
from shiguan.resolve.names import normal


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
    first: tuple[Event, ...]
    alone: int
    fates: tuple[tuple[Fate, int], ...]
    rumours: tuple[Rumour, ...]
    known: tuple[Rumour, ...]
    copies: int
    copied: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlets, those that told most first. ``documents`` come to ``sources`` independent ones; ``shared``: what several tell."""

    as_of: date
    documents: int
    sources: int
    shared: tuple[Shared, ...]
    outlets: tuple[OutletRecord, ...]


_CAME_TRUE = frozenset({Fate.BORNE_OUT, Fate.DENIED_THEN_BORNE_OUT, Fate.PARTLY})
# A source of a rumour that is an outlet itself, by how the names of media end; or it has documents on record.
_MEDIUM = re.compile(
    r"(?:报|刊|新闻|财经|通讯社|新华社|新社|电视台|广播|传媒|时报|网|Times|Post|Journal|News|Reuters|Bloomberg)$", re.IGNORECASE
)


def outlets(view: View, question: RumoursQuestion, scope: Scope = EVERYTHING) -> Outlets:
    """The record of each outlet, or of the one named; events and rumours are those that the scope may hold.

    A document without a publisher is its own outlet, by its file. Copies are told by ``resolve.sources``: documents of one source.
    Raises NotFoundError for an outlet not on record, and as ``rumours`` for the scope.
    """
    events = tuple(held(view, scope, said_of(view, TYPES)))
    carried = rumours(view, RumoursQuestion(question.today), scope)
    told = [t for event in events for t in event.tellings]
    same = view.sources_of_documents({told.claim.document for event in events for told in event.tellings})
    copied = _copied(told, same)
    by_outlet: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for outlet in {_outlet(t) for t in event.tellings}:
            by_outlet[outlet].append(event)
    rumoured = _rumoured(carried.rumours, by_outlet.keys())
    names = _chosen(question.name, sorted({*by_outlet, *rumoured}))
    records = [_record(name, by_outlet.get(name, []), rumoured.get(name, []), copied) for name in names]
    documents = {t.claim.document for t in told}
    return Outlets(
        as_of=carried.as_of,
        documents=len(documents),
        sources=len({same.get(d, d) for d in documents}),
        shared=_shared(events, names),
        outlets=tuple(sorted(records, key=lambda r: (-r.tellings, -len(r.rumours), r.outlet))),
    )


def _outlet(told: Told) -> str:
    return told.publisher or told.file


def _shared(events: Iterable[Event], names: Sequence[str]) -> tuple[Shared, ...]:
    """What several outlets tell, one of them chosen; most told first."""
    found = []
    for event in events:
        by = {_outlet(t) for t in event.tellings}
        if len(by) > 1 and not by.isdisjoint(names):
            found.append(Shared(event, len(by), min(len(by), event.sources)))
    return tuple(sorted(found, key=lambda s: (-s.outlets, s.sources, s.event.id)))


def _record(name: str, events: Sequence[Event], carried: Sequence[Rumour], copied: Mapping[str, str]) -> OutletRecord:
    own = [t for event in events for t in event.tellings if _outlet(t) == name]
    whom = Counter(copied[t.claim.document] for t in own if t.claim.document in copied)
    known = tuple(rumour for rumour in carried if _was_known(rumour, name))
    open_then = tuple(rumour for rumour in carried if rumour not in known)
    fates = Counter(rumour.fate for rumour in open_then)
    return OutletRecord(
        outlet=name,
        named_only=not own,
        documents=len({t.claim.document for t in own}),
        tellings=len(own),
        events=len(events),
        first=tuple(event for event in events if _first(event) == name),
        alone=sum(1 for event in events if {_outlet(t) for t in event.tellings} == {name}),
        fates=tuple((fate, fates[fate]) for fate in Fate if fates[fate]),
        rumours=open_then,
        known=known,
        copies=sum(whom.values()),
        copied=tuple(sorted(whom.items(), key=lambda item: (-item[1], item[0]))),
    )


def _first(event: Event) -> str | None:
    """The one outlet of several that affirmed it on the earliest day; None where that cannot be told."""
    days: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for told in event.tellings:
        if told.claim.polarity is Polarity.AFFIRMED:
            days[_outlet(told)].append(_published(told) or (date.min, date.max))
    if len(days) < 2:  # first among several
        return None
    earliest = {outlet: min(published, key=lambda d: (d[1], d[0])) for outlet, published in days.items()}
    name = min(earliest, key=lambda outlet: (earliest[outlet][1], outlet))
    return name if all(earliest[name][1] < start for outlet, (start, _) in earliest.items() if outlet != name) else None


def _published(told: Told) -> tuple[date, date] | None:
    time = told.published_at
    return (time.start, time.end) if time and time.start and time.end else None


def _copied(told: Iterable[Told], source_of: Mapping[str, str]) -> dict[str, str]:
    """Of each document that copies another outlet's of an earlier day: which outlet's."""
    of_source: dict[str, dict[str, Told]] = defaultdict(dict)
    for one in told:
        document = one.claim.document
        of_source[source_of.get(document, document)].setdefault(document, one)
    found = {}
    for copies in of_source.values():
        dated = sorted((d for t in copies.values() if (d := _published(t))), key=lambda d: d[1])
        if len(copies) == 1 or not dated:
            continue
        originals = {_outlet(t) for t in copies.values() if _published(t) == dated[0]}
        for document, one in copies.items():
            published = _published(one)
            later = published is not None and published[0] > dated[0][1]
            if later and len(originals) == 1 and _outlet(one) not in originals:
                found[document] = min(originals)
    return found


def _rumoured(carried: Iterable[Rumour], publishers: Iterable[str]) -> dict[str, list[Rumour]]:
    """The rumours by who carried them, and by the medium that they are told on the word of."""
    known = frozenset(publishers)
    found: dict[str, list[Rumour]] = defaultdict(list)
    for rumour in carried:
        tellings = [step.told for step in rumour.steps if step.part is Part.RUMOUR]
        speakers = {t.claim.speaker for t in tellings if t.claim.speaker}
        media = {s for s in speakers if s in known or _MEDIUM.search(s)}
        for outlet in {_outlet(t) for t in tellings} | media:
            found[outlet].append(rumour)
    return found


def _was_known(rumour: Rumour, outlet: str) -> bool:
    """Whether each of the outlet's own tellings had by then the fact that the rumour proved to be.

    When a medium told what others tell on its word is not on record.
    """
    fact = rumour.by if rumour.fate in _CAME_TRUE and rumour.reason is not Reason.ANNOUNCED else None
    tellings = [step.told for step in rumour.steps if step.part is Part.RUMOUR]
    own = [told for told in tellings if _outlet(told) == outlet]
    on_its_word = any(told.claim.speaker == outlet for told in tellings)
    return fact is not None and bool(own) and not on_its_word and all(was_known(fact, told) for told in own)


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
