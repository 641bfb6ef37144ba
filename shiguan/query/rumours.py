"""Rumours and what became of them: who carried each, who denied it, whether it was borne out, how long it has been open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from shiguan.errors import InputError
from shiguan.query.followed import kept, loaded
from shiguan.query.names import find_entity, with_members
from shiguan.query.said import identities, said_about, said_of
from shiguan.query.scope import EVERYTHING, Scope, held
from shiguan.query.view import View
from shiguan.records.claim import Certainty
from shiguan.records.views import Event, Told
from shiguan.resolve.events import EVENT_RULES
from shiguan.resolve.fates import Chain, Fate, Part, Reason, Step, chains
from shiguan.resolve.related import is_rumour

Found = TypeVar("Found")
TYPES = tuple(EVENT_RULES)
"""The types in which rumours are looked for: all."""


@dataclass(frozen=True, slots=True)
class RumoursQuestion:
    """Whose rumours (``name``: anybody or anything on record, None: all), of which fate (None: any).

    ``today`` is the day that the age of open rumours is counted to where the view is as of no day. ``limit``: the latest so many.
    """

    today: date
    name: str | None = None
    fate: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Rumour:
    """One rumour. ``event`` is that of its first telling, ``steps`` are all its tellings in order, ``by`` the one that settles it.

    ``outlets`` carried it, of which ``sources`` are independent. ``age`` is in days from its first publication, told of
    open ones only; None where the day is unknown.
    """

    event: Event
    fate: Fate
    reason: Reason
    by: Told | None
    steps: tuple[Step, ...]
    outlets: tuple[str, ...]
    sources: int
    age: int | None


@dataclass(frozen=True, slots=True)
class Rumours:
    """Rumours by first telling; ``fates`` counts all, also those not given; ``as_of`` is the day their age is counted to."""

    as_of: date
    fates: tuple[tuple[Fate, int], ...]
    rumours: tuple[Rumour, ...]

    @property
    def total(self) -> int:
        """How many there are, of which ``rumours`` may be the latest."""
        return sum(count for _, count in self.fates)


def rumours(view: View, question: RumoursQuestion, scope: Scope = EVERYTHING) -> Rumours:
    """The rumours on record and their fate.

    A rumour is what is told with a hedge, or as the word of somebody unnamed; also what is known only by its denial. The scope
    holds it when it holds one of the events told in its chain. Asked by name, only what those asked about and the
    people and products in their rumours did is looked through, so that what names nobody is not found. As of a day, only what had
    been published by then is told. Raises InputError for a fate that is none, NotFoundError and AmbiguousError for names.
    """
    fate = _fate(question.fate)
    as_of = day_of(view, question.today)
    if question.name is None and view.valid_at is None:
        kept_ones = [one for one in kept(view, (Part.RUMOUR, Part.DENIAL), scope) if fate in (None, one.fate)]
        counted = Counter(one.fate for one in kept_ones)
        shown = tuple(rumours_at(view, [one.key for one in latest(kept_ones, question.limit)], as_of))
    else:
        told = [one for one in _told(view, question, scope, as_of) if fate in (None, one.fate)]
        counted, shown = Counter(one.fate for one in told), tuple(latest(told, question.limit))
    return Rumours(as_of, tuple((fate, counted[fate]) for fate in Fate if counted[fate]), shown)


def _told(view: View, question: RumoursQuestion, scope: Scope, as_of: date) -> Iterator[Rumour]:
    """The rumours about somebody, or as of a day, followed through the events that may have to do with them."""
    about = with_members(view, find_entity(view, question.name)) if question.name else None
    pool = {event.id: event for event in (said_of(view, TYPES) if about is None else _near(view, about))}
    wanted = {event.id for event in held(view, scope, pool.values())}
    for chain in chains(pool.values(), identities(view, (t for event in pool.values() for t in event.tellings))):
        told = [pool[event] for event in chain.events]
        of = about is None or any(not about.isdisjoint(event.players) for event in told)
        if of and not wanted.isdisjoint(chain.events):
            yield _rumour(view, chain, told[0], as_of)


def latest(found: Sequence[Found], limit: int | None) -> Sequence[Found]:
    """The last so many; all where there is no limit."""
    return found if limit is None else found[len(found) - min(limit, len(found)) :]


def last(answer: Rumours, limit: int) -> Rumours:
    """Of these rumours the latest so many, as when they are asked for; all are counted."""
    return replace(answer, rumours=tuple(latest(answer.rumours, limit)))


def ended(answer: Rumours, fate: str) -> Rumours:
    """Of these rumours those that ended so, as when they are asked for; InputError for a fate that is none."""
    wanted = _fate(fate)
    return _counted(answer.as_of, [rumour for rumour in answer.rumours if rumour.fate is wanted])


def rumours_in(view: View, events: Iterable[Event], as_of: date) -> Rumours:
    """The rumours that these events tell, and their fate as far as these tell it."""
    pool = {event.id: event for event in events}
    found = chains(pool.values(), identities(view, (t for event in pool.values() for t in event.tellings)))
    return _counted(as_of, [_rumour(view, chain, pool[chain.events[0]], as_of) for chain in found])


def _counted(as_of: date, found: Sequence[Rumour]) -> Rumours:
    fates = Counter(rumour.fate for rumour in found)
    return Rumours(as_of, tuple((fate, fates[fate]) for fate in Fate if fates[fate]), tuple(found))


def rumours_at(view: View, chains: Sequence[int], as_of: date) -> list[Rumour]:
    """The rumours that are kept under these numbers, in their order."""
    return [_rumour(view, chain, event, as_of) for chain, event in loaded(view, chains)]


def day_of(view: View, today: date) -> date:
    """The day the view is as of: in the world, else the day of what was known, else today."""
    return view.valid_at or (view.known_at.date() if view.known_at else today)


def _near(view: View, about: Collection[str]) -> Iterable[Event]:
    """The events of those asked about, and of the people and products in what is rumoured of them.

    Of organisations that play along nothing more is looked at: what bears on a rumour names those asked about, or the person.
    """
    events = said_about(view, about)
    return (*events, *said_about(view, rumoured_of(events) - set(about)))


def rumoured_of(events: Iterable[Event]) -> set[str]:
    """The people and products, by id, of whom something is rumoured or denied in the events."""
    unsure = [event for event in events if any(map(_unsure, event.tellings))]
    return {value.entity for event in unsure for role in ("person", "product") for value in event.role(role) if value.entity}


def _unsure(told: Told) -> bool:
    return is_rumour(told) or told.claim.certainty is Certainty.DENIED


def _fate(given: str | None) -> Fate | None:
    if given is None:
        return None
    try:
        return Fate(given.replace("-", "_"))
    except ValueError:
        raise InputError(f"no fate of a rumour: {given!r}; choose one of {', '.join(Fate).replace('_', '-')}") from None


def _rumour(view: View, chain: Chain, event: Event, as_of: date) -> Rumour:
    carried = [step.told for step in chain.steps if step.part is Part.RUMOUR]
    return Rumour(
        event=event,
        fate=chain.verdict.fate,
        reason=chain.verdict.reason,
        by=chain.verdict.by,
        steps=chain.steps,
        outlets=tuple(dict.fromkeys(_outlets(carried))),
        sources=_sources(view, event, carried),
        age=_age(carried, as_of) if chain.verdict.fate is Fate.OPEN else None,
    )


def _outlets(carried: Iterable[Told]) -> Iterator[str]:
    return (told.publisher or told.file for told in carried)


def _sources(view: View, event: Event, carried: Sequence[Told]) -> int:
    """How many independent ones: copies among the documents that carried it are one."""
    if len(carried) == len(event.tellings) and set(carried) == set(event.tellings):
        return event.sources
    return len(set(view.sources_of({told.claim.id for told in carried}).values()))


def _age(carried: Iterable[Told], as_of: date) -> int | None:
    """Days since the first publication, by the last day it may have been on."""
    published = [told.published_at.end for told in carried if told.published_at and told.published_at.end]
    return max(0, (as_of - min(published)).days) if published else None
