"""Who held what post where, from when to when, put together from what is told of one person and one organisation, stay by stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from shiguan.query.foundings import founded_on
from shiguan.query.stays import by_stay, comebacks
from shiguan.query.timeline import by_time
from shiguan.query.window import bounds
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, RoleValue

TYPES = ("departure", "appointment", "membership", "founding")
"""The event types that tell of posts."""

_FIRM = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})
_BEGINS = ("appointment", "founding")
_Told: TypeAlias = tuple[RoleValue, RoleValue | None, Event]


class Status(StrEnum):
    """What became of somebody in a post, as last told.

    ``joined`` and ``founded``: taken up, and no end told; ``held``: told to have or have had it; ``stays``: told not to have left;
    ``left``; ``leaving``: only rumoured or planned to leave; ``joining``: only rumoured or planned to come; ``not_joining``.
    """

    FOUNDED = "founded"
    JOINED = "joined"
    HELD = "held"
    STAYS = "stays"
    LEFT = "left"
    LEAVING = "leaving"
    JOINING = "joining"
    NOT_JOINING = "not_joining"


@dataclass(frozen=True, slots=True)
class Post:
    """A person at an organisation. ``org`` None where no text says; ``origin`` where somebody came from, as their leaving tells.

    ``days`` is how long, at least and at most; None where the beginning or the end is not told. ``events`` by time.
    """

    person: RoleValue
    org: RoleValue | None
    positions: tuple[str, ...]
    status: Status
    began: ValidTime | None
    ended: ValidTime | None
    days: tuple[int, int] | None
    destination: tuple[RoleValue, ...]
    origin: RoleValue | None
    events: tuple[Event, ...]

    def leaves(self, event: Event) -> bool:
        """Whether one of its events tells of a leaving, were it to say that there is none."""
        return _goes(event, (self.org.entity or self.org.text) if self.org else None)


def posts(events: Iterable[Event], orgs: Collection[str] | None, people: Collection[str] | None = None) -> tuple[Post, ...]:
    """The posts that events tell of, at one of the organisations (by id; None: any) and of one of the people; by time.

    That somebody left for one of the organisations is told of a post there too. Who came back has a post for each stay.
    Who is not named is in none.
    """
    groups: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for event in events:
        if event.event_type not in TYPES:
            continue
        for person in event.role("person"):
            if person.entity and (people is None or person.entity in people):
                for org in _places(event, orgs, people is not None):
                    groups[person.entity, (org.entity or org.text) if org else ""].append((person, org, event))
    made = [_post(stay) for group in groups.values() for stay in _stays(group)]
    return tuple(sorted(made, key=lambda p: (*_day(p), p.person.text, p.events[0].id)))


def unnamed(events: Iterable[Event], orgs: Collection[str]) -> tuple[Event, ...]:
    """The events of posts at one of the organisations that name nobody, teams and people only described; by time."""
    found = [
        e
        for e in events
        if e.event_type in TYPES and not any(v.entity for v in e.role("person")) and any(v.entity in orgs for v in e.role("org"))
    ]
    return tuple(sorted(found, key=by_time))


def _places(event: Event, orgs: Collection[str] | None, of_person: bool) -> Sequence[RoleValue | None]:
    """Where the event puts its people: its organisation, and (asked about others than the person) where they went."""
    here: list[RoleValue | None] = [v for v in event.role("org")[:1] if orgs is None or v.entity in orgs]
    if event.event_type == "departure" and orgs is not None:
        here += [v for v in event.role("destination_org")[:1] if v.entity in orgs]
    return here or ([None] if of_person and not event.role("org") else [])


def _stays(group: Sequence[_Told]) -> tuple[tuple[_Told, ...], ...]:
    """What is told of each stay: a firm beginning after a firm end begins another."""
    place = _place(group)
    sure = [e for _, _, e in group if e.polarity is Polarity.AFFIRMED and e.certainty in _FIRM]
    begun = [e.valid_time for e in sure if e.valid_time and _comes(e, place)]
    ended = [e.valid_time for e in sure if e.valid_time and _goes(e, place)]
    return by_stay(group, comebacks(begun, ended), lambda told: _day_of(told[2], _goes(told[2], place)))


def _day_of(event: Event, goes: bool) -> date | None:
    """The day that says of which stay it is: an end by its last day, all else by its first."""
    start, end = bounds(event)
    return end or start if goes else start or end


def _place(group: Sequence[_Told]) -> str | None:
    org = group[0][1]
    return (org.entity or org.text) if org else None


def _comes(event: Event, place: str | None) -> bool:
    return event.event_type in _BEGINS or (event.event_type == "departure" and place in _at(event, "destination_org"))


def _goes(event: Event, place: str | None) -> bool:
    return event.event_type == "departure" and place not in _at(event, "destination_org")


def _post(group: Sequence[_Told]) -> Post:
    person, org, _ = group[0]
    events = tuple(sorted({e.id: e for _, _, e in group}.values(), key=by_time))
    place = _place(group)
    away = [e for e in events if _goes(e, place)]
    came = [e for e in events if _comes(e, place)]
    left = _surest(away)
    joined = _surest(came)
    ended = left.valid_time if left and left.polarity is Polarity.AFFIRMED else None
    began = _beginning(came)
    return Post(
        person=person,
        org=org,
        positions=_positions(events, place),
        status=_status(left, joined),
        began=began,
        ended=ended,
        days=_days(began, ended) if left and left.certainty in _FIRM else None,
        destination=left.role("destination_org") or left.role("destination_activity") if left else (),
        origin=next((v for e in came if e.event_type == "departure" for v in e.role("org")), None),
        events=events,
    )


def _at(event: Event, role: str) -> set[str]:
    return {v.entity or v.text for v in event.role(role)}


def _surest(events: Sequence[Event]) -> Event | None:
    """That which holds: what is affirmed and firm before what is not, the best told first."""
    return min(
        events,
        key=lambda e: (e.polarity is not Polarity.AFFIRMED, e.certainty not in _FIRM, e.valid_time is None, -e.sources, e.id),
        default=None,
    )


def _beginning(came: Sequence[Event]) -> ValidTime | None:
    """The time of the first firm beginning; where somebody came from says when they left there, which is near enough to say so.

    A founding that is only told in passing, of a founder, has no time of its own.
    """
    sure = [e for e in came if e.polarity is Polarity.AFFIRMED and e.certainty in _FIRM and e.valid_time and _dated(e)]
    return min(sure, key=by_time).valid_time if sure else None


def _dated(event: Event) -> bool:
    return event.event_type != "founding" or founded_on(event.tellings) is not None


def _status(left: Event | None, joined: Event | None) -> Status:
    if left is not None and left.polarity is Polarity.AFFIRMED:
        return Status.LEFT if left.certainty in _FIRM else Status.LEAVING
    if left is not None:
        return Status.STAYS
    if joined is None:
        return Status.HELD
    if joined.polarity is Polarity.NEGATED:
        return Status.NOT_JOINING
    if joined.certainty not in _FIRM:
        return Status.JOINING
    return Status.FOUNDED if joined.event_type == "founding" else Status.JOINED


def _positions(events: Sequence[Event], place: str | None) -> tuple[str, ...]:
    """The titles told, most told first; those told with the leaving of another place are titles there."""
    support: dict[str, int] = defaultdict(int)
    for event in events:
        if place is None or not _at(event, "org") or place in _at(event, "org"):
            for value in event.role("position"):
                support[value.text] += value.support
    return tuple(sorted(support, key=lambda text: (-support[text], text)))


def _days(began: ValidTime | None, ended: ValidTime | None) -> tuple[int, int] | None:
    """How long, at least and at most, both days known to lie within their times; None where a bound is missing or they cross."""
    if not (began and ended and began.start and began.end and ended.start and ended.end) or ended.end < began.start:
        return None
    return max(0, (ended.start - began.end).days), (ended.end - began.start).days


def _day(post: Post) -> tuple[bool, date]:
    time = post.began or post.ended
    return (time is None, (time.start or time.end or date.max) if time else date.max)
