"""Everything on record about one name, put in order."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shiguan.query.belonging import belonging
from shiguan.query.disputed import known
from shiguan.query.links import Link
from shiguan.query.measured import TYPES as MEASURING
from shiguan.query.measured import Measured, measured
from shiguan.query.money import Money, money_of
from shiguan.query.names import find_entity, with_members
from shiguan.query.posts import Post, posts, unnamed
from shiguan.query.rumours import Rumour, RumoursQuestion, day_of, rumours
from shiguan.query.scope import EVERYTHING, Scope, held
from shiguan.query.timeline import by_time
from shiguan.query.view import View
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity, Event
from shiguan.resolve.conflicts import Conflict, Severity, conflicts
from shiguan.resolve.fates import Fate

# Section, and the event types that stand in it, in reading order.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("products", ("product_release", "product_shutdown", "price_change")),
    ("turns", ("pivot", "abandonment", "spin_off", "layoff", "listing")),
    ("partnerships", ("partnership",)),
    ("disputes", ("lawsuit",)),
    ("forecasts", ("forecast",)),
    ("statements", ("statement",)),
    ("counts", ("count_claim",)),
)


@dataclass(frozen=True, slots=True)
class Section:
    """Events of one kind, by time; ``key`` is one of ``SECTIONS``."""

    key: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure or place told, with all that it compares by."""

    event: Event
    measured: Measured


@dataclass(frozen=True, slots=True)
class Sources:
    """Who tells it: ``outlets`` with how many documents each; of ``documents`` in all, copies of one text counted once."""

    outlets: tuple[tuple[str, int], ...]
    documents: int
    independent: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is told of an entity as of a day.

    ``posts``: of an organisation, who came and went; of a person, where they were. ``unnamed``: comings and goings of people that
    no text names. What stands in ``money`` and ``readings`` does not stand in ``sections``.
    """

    entity: Entity
    as_of: date
    linked: tuple[Link, ...]
    posts: tuple[Post, ...]
    unnamed: tuple[Event, ...]
    money: Money
    readings: tuple[Reading, ...]
    sections: tuple[Section, ...]
    rumours: tuple[Rumour, ...]
    contradictions: tuple[Conflict, ...]
    sources: Sources

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event that stands in it, once."""
        found = [*(e for one in self.linked for e in one.events), *(e for p in self.posts for e in p.events), *self.unnamed]
        found += [*money_events(self.money), *(r.event for r in self.readings), *(e for s in self.sections for e in s.events)]
        found += [r.event for r in self.rumours]
        return tuple({e.id: e for e in found}.values())


def dossier(view: View, name: str, today: date, scope: Scope = EVERYTHING, owners: Mapping[str, str] | None = None) -> Dossier:
    """The dossier of a name; of a group it tells of its members too.

    ``today`` is the day that ages are counted to where the view is as of no day; ``owners``: of a product's name its firm's, where
    the vocabulary knows it. Raises NotFoundError and AmbiguousError.
    """
    entity = find_entity(view, name)
    ids = with_members(view, entity)
    events = tuple(sorted(held(view, scope, view.events_about(ids)), key=by_time))
    person = entity.kind is MentionKind.PERSON
    return Dossier(
        entity=entity,
        as_of=day_of(view, today),
        linked=belonging(view, entity, events),
        posts=posts(events, None, ids) if person else posts(events, ids),
        unnamed=() if person else unnamed(events, ids),
        money=money_of(view, entity, ids, scope),
        readings=readings(view, events, ids),
        sections=tuple(Section(key, told) for key, types in SECTIONS if (told := _of(events, types))),
        rumours=rumours(view, RumoursQuestion(today, entity.id, Fate.OPEN), scope).rumours,
        contradictions=contradictions(view, events, owners or {}),
        sources=_sources(view, events),
    )


def money_events(money: Money) -> Iterator[Event]:
    """The events that stand in the money."""
    yield from (one.event for one in money.rounds)
    yield from (one.event for one in money.totals)
    yield from (one.event for one in money.valuations)
    yield from (one.event for one in money.figures)
    yield from (one.event for one in money.deals)
    yield from (one.event for one in money.runway if one.event)


def contradictions(view: View, events: tuple[Event, ...], owners: Mapping[str, str]) -> tuple[Conflict, ...]:
    """What disagrees among the events about the name itself; ``query.conflicts`` looks at those of all who take part too."""
    return tuple(c for c in conflicts(known(view, events, owners)) if c.severity is not Severity.COMPATIBLE)


def _of(events: Sequence[Event], types: Sequence[str]) -> tuple[Event, ...]:
    return tuple(e for e in events if e.event_type in types)


def readings(view: View, events: Sequence[Event], ids: Collection[str]) -> tuple[Reading, ...]:
    """The figures and places that events tell of the entities, by the time measured; one told twice in the same words once."""
    by_id = {e.id: e for e in events if e.event_type in MEASURING}
    told: dict[tuple[object, ...], Reading] = {}
    found = measured(view, [(e, t) for e in by_id.values() for t in e.tellings])
    for one in sorted(found, key=lambda m: (m.period is None, m.period.when if m.period else "", m.measure or "", m.told.claim.id)):
        key = (one.measure, one.period, one.rank, one.value, one.scope, one.told.claim.document)
        if one.entity in ids:
            told.setdefault(key, Reading(by_id[one.event], one))
    return tuple(told.values())


def _sources(view: View, events: Sequence[Event]) -> Sources:
    documents = {t.claim.document: t.publisher or t.file for e in events for t in e.tellings}
    outlets = Count(documents.values())
    independent = len(set(view.sources_of_documents(documents).values()))
    return Sources(tuple(sorted(outlets.items(), key=lambda o: (-o[1], o[0]))), len(documents), independent)
