"""Where the record disagrees with itself: the conflicts of all it holds, of one name, or of a part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from shiguan.errors import InputError
from shiguan.ledger.rows import in_bulk
from shiguan.query.disputed import disputed, known
from shiguan.query.names import find_entity, with_members
from shiguan.query.scope import EVERYTHING, Scope, held, rank
from shiguan.query.view import View
from shiguan.records.views import Entity, Event
from shiguan.resolve.conflicts import Conflict, ConflictKind, Severity
from shiguan.resolve.conflicts import conflicts as all_conflicts
from shiguan.resolve.events import EVENT_RULES


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
    with in_bulk():
        whole = entity is None and view.valid_at is None
        compared = disputed(view, owners or {}) if whole else known(view, _events(view, entity), owners or {})
        found = all_conflicts(compared)
    events = compared.events
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
