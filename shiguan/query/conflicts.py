"""Where the record disagrees with itself: the conflicts of all it holds, of one name, or of a part of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from shiguan.errors import InputError
from shiguan.extract.amounts import parse_amounts
from shiguan.query.names import find_entity, with_members
from shiguan.query.said import identities
from shiguan.query.scope import EVERYTHING, Scope, held, rank
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity, Event
from shiguan.resolve.conflicts import Conflict, ConflictKind, Known, Severity
from shiguan.resolve.conflicts import conflicts as all_conflicts
from shiguan.resolve.events import EVENT_RULES
from shiguan.resolve.names import normal

_VERSION = re.compile(r"[\s\-–—]*[vV]?\d.*$")
_MADE = ("product_release", "product_shutdown")


@dataclass(frozen=True, slots=True)
class ConflictQuestion:
    """``name``: only conflicts about it; ``kind``: only of that kind (a ``ConflictKind``). None asks for all."""

    name: str | None = None
    kind: str | None = None
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The conflicts found, gravest first, then the latest; ``counts`` how many of each severity."""

    name: str | None
    conflicts: tuple[Conflict, ...]
    counts: Mapping[Severity, int]


def conflicts(view: View, question: ConflictQuestion, owners: Mapping[str, str] | None = None) -> Conflicts:
    """Where tellings disagree, both sides kept, with the likely cause.

    ``owners``: of a product's name, its firm's, where the vocabulary knows it. A conflict is in the scope when an event of one
    of its sides is, and is as certain as asked when a telling of each side is. Raises NotFoundError, AmbiguousError, InputError.
    """
    kind = None if question.kind is None else _kind(question.kind)
    entity = find_entity(view, question.name) if question.name else None
    events = _events(view, entity)
    found = all_conflicts(known(view, events, owners or {}))
    inside = {e.id for e in held(view, Scope(question.scope.group, question.scope.since, question.scope.until), events)}
    players = {e.id: e.players for e in events}
    wanted = with_members(view, entity) if entity else None
    kept = tuple(
        c
        for c in found
        if kind in (None, c.kind)
        and any(s.event in inside for s in c.sides)
        and _sure(c, question.scope)
        and (wanted is None or _about(c, wanted, players))
    )
    return _counted(entity.name if entity else None, kept)


def of_kind(answer: Conflicts, kind: str) -> Conflicts:
    """Of these conflicts those of the kind, as when they are asked for; InputError for a kind that is none."""
    wanted = _kind(kind)
    return _counted(answer.name, tuple(c for c in answer.conflicts if c.kind is wanted))


def _counted(name: str | None, kept: tuple[Conflict, ...]) -> Conflicts:
    counted = Counter(c.severity for c in kept)
    return Conflicts(name, kept, {s: counted[s] for s in Severity})


def _kind(given: str) -> ConflictKind:
    if given not in set(ConflictKind):
        raise InputError(f"no kind of conflict is called {given!r}; choose one of {', '.join(ConflictKind)}")
    return ConflictKind(given)


def known(view: View, events: tuple[Event, ...], owners: Mapping[str, str]) -> Known:
    """What the rules compare, with the entities that play a role in the events."""
    ids = frozenset[str]().union(*(e.players for e in events))
    whose = identities(view, (t for e in events for t in e.tellings))
    # Who is named only where it is said not to be so is no player.
    view.entities.bring(ids | {one.id for one in whose.values()})
    entities = {i: view.entities[i] for i in sorted(ids | {one.id for one in whose.values()})}
    entities |= {m: view.entities[m] for e in list(entities.values()) for m in e.members if m in view.entities}
    entity_of = {mention: entities[one.id] for mention, one in whose.items()}
    by_type: dict[str, tuple[Event, ...]] = {
        event_type: tuple(same) for event_type, same in groupby(sorted(events, key=_type_and_id), key=lambda e: e.event_type)
    }
    return Known(
        by_type=by_type,
        entities=entities,
        entity_of=entity_of,
        owners=_owners(entities, events, owners),
        document=view.documents.get,
        amounts=_amounts,
    )


def _type_and_id(event: Event) -> tuple[str, str]:
    return event.event_type, event.id


@cache
def _amounts(text: str) -> tuple[Amount, ...]:
    return tuple(match.amount for match in parse_amounts(text))


def _events(view: View, entity: Entity | None) -> tuple[Event, ...]:
    """The events to compare: all, or those about the name and about all who play a role in these."""
    if entity is None:
        return view.events_of(EVENT_RULES)
    wanted = with_members(view, entity)
    near = frozenset(wanted).union(*(e.players for e in view.events_about(wanted)))
    return view.events_about(near)


def _about(found: Conflict, wanted: frozenset[str], players: Mapping[str, frozenset[str]]) -> bool:
    subject = found.subject is not None and found.subject.id in wanted
    return subject or any(not wanted.isdisjoint(players.get(side.event, frozenset())) for side in found.sides)


def _sure(found: Conflict, scope: Scope) -> bool:
    if scope.min_certainty is None:
        return True
    least = rank(scope.min_certainty)
    return all(any(rank(t.claim.certainty) <= least for t in side.tellings) for side in found.sides)


def _owners(entities: Mapping[str, Entity], events: Iterable[Event], owners: Mapping[str, str]) -> dict[str, str]:
    """Of a product's (or brand's) entity, the firm that most tellings say makes it, or else that the vocabulary knows as its owner.

    What is said of one version is said of the product: 甲1.5 is by whom 甲 is.
    """
    by_name = {normal(n): e.id for e in entities.values() if e.kind is MentionKind.ORG for n in (*e.aliases, e.name)}
    made: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        if event.event_type in _MADE and event.polarity is Polarity.AFFIRMED:
            firms = Counter({v.entity: v.support for v in event.role("org") if v.entity})
            names = [n for v in event.role("product") for n in (v.text, *_names(entities, v.entity))]
            for name in {normal(form) for n in names for form in (n, _VERSION.sub("", n))}:
                made[name] += firms
    found: dict[str, str] = {}
    for entity in entities.values():
        forms = (entity.name, *entity.aliases)
        votes = sum((made[f] for n in forms if (f := normal(n)) in made), Counter[str]())
        told = next((f for f, count in votes.most_common(1) if 2 * count > votes.total()), None)
        listed = (normal(owners.get(n, "")) for n in forms)
        owner = next((by_name[o] for o in listed if o in by_name), told)
        if owner and owner != entity.id and entity.kind is not MentionKind.PERSON:
            found[entity.id] = owner
    return found


def _names(entities: Mapping[str, Entity], identity: str | None) -> tuple[str, ...]:
    entity = entities.get(identity) if identity else None
    return (entity.name, *entity.aliases) if entity else ()
