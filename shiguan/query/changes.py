"""What is new on record since a moment, what changed, and what was withdrawn: the difference of two views."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from shiguan.errors import NotFoundError
from shiguan.ledger.since import Since
from shiguan.query.conflicts import Conflicts
from shiguan.query.disputed import known
from shiguan.query.names import find_entity
from shiguan.query.view import View
from shiguan.records.entry import Action, Entry
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.conflicts import conflicts
from shiguan.resolve.conflicts.records import Severity
from shiguan.resolve.names import normal

_Likeness: TypeAlias = Callable[[Event, Event], int]


class ChangeKind(StrEnum):
    """What became of an event."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Difference:
    """A role, or ``when``, ``certainty``, ``polarity``, that is told otherwise now; None: not told.

    ``event``: tellings that were one event are told apart now, or the other way round; then the values are the events' ids.
    """

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Logged:
    """A claim that came or went: what the log says of it, and the telling."""

    entry: Entry
    told: Told


@dataclass(frozen=True, slots=True)
class Change:
    """An event ``before`` and ``after`` (None: there was, or is, none), what is told otherwise, and the log of it, oldest first."""

    kind: ChangeKind
    before: Event | None
    after: Event | None
    differences: tuple[Difference, ...]
    logged: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Names taken for several (``before``) that now are taken for ``after``, or the other way round, and the judgements since."""

    before: tuple[Entity, ...]
    after: tuple[Entity, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What the record came to say after ``since``; ``chosen`` says in words why then.

    ``told_again`` counts the events that only have further tellings. ``arisen`` are the conflicts in which something takes part
    that was put on record since. Each list is in order of event type and id.
    """

    since: datetime
    chosen: str
    name: str | None
    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    withdrawn: tuple[Change, ...]
    told_again: int
    merged: tuple[Regrouping, ...]
    split: tuple[Regrouping, ...]
    arisen: Conflicts


@dataclass(frozen=True, slots=True)
class ChangesQuestion:
    """Since when, why then in words, and about whom (None: about anybody)."""

    since: datetime
    chosen: str
    name: str | None = None


def changes(then: View, now: View, question: ChangesQuestion, owners: Mapping[str, str] | None = None) -> Changes:
    """The difference of two views of one record, ``then`` being as known at ``question.since``.

    ``owners`` as in ``conflicts``. Raises NotFoundError and AmbiguousError for the name.
    """
    whose = _whose(then, now, question.name)
    log = Since(now.record.connection, now.known_at)
    bounds = Since(now.record.connection, question.since).bounds
    touched = log.changed_claims(bounds.entries)
    judged = {mention for pair in log.changed_pairs(bounds.judgements) for mention in pair}
    before, after = _reached(then, now, touched | log.naming(judged))
    found, again = _paired(before, after)
    told = [_change(now, old, new, touched) for old, new in found]
    kept = [c for c in told if whose is None or any(not whose.isdisjoint(e.players) for e in (c.before, c.after) if e)]
    merged, split = _regrouped(then, now, judged, question.since)
    return Changes(
        since=question.since,
        chosen=question.chosen,
        name=question.name,
        new=tuple(c for c in kept if c.kind is ChangeKind.NEW),
        changed=tuple(c for c in kept if c.kind is ChangeKind.CHANGED),
        withdrawn=tuple(c for c in kept if c.kind is ChangeKind.WITHDRAWN),
        told_again=sum(1 for e in again if whose is None or not whose.isdisjoint(e.players)),
        merged=_about(merged, whose),
        split=_about(split, whose),
        arisen=_arisen(now, after, touched, whose, owners or {}),
    )


def _whose(then: View, now: View, name: str | None) -> frozenset[str] | None:
    """Ids of the entity of that name, now and then (they differ where names were joined), and of a group's members."""
    if name is None:
        return None
    found: set[str] = set()
    failure: NotFoundError | None = None
    for view in (now, then):
        try:
            entity = find_entity(view, name)
        except NotFoundError as error:
            failure = failure or error
            continue
        found |= {entity.id, *entity.members}
    if failure and not found:
        raise failure
    return frozenset(found)


def _reached(then: View, now: View, claims: Collection[str]) -> tuple[dict[str, Event], dict[str, Event]]:
    """The events, then and now, that the claims tell, and those that share a claim with one of these."""
    before: dict[str, Event] = {}
    after: dict[str, Event] = {}
    seen: set[str] = set()
    fresh = set(claims)
    while fresh:
        seen |= fresh
        for view, held in ((then, before), (now, after)):
            keys = view.present.begun(sorted(set(view.present.events_of_claims(sorted(fresh)).values())))
            held.update((e.id, e) for e in view.events_at(keys))
        fresh = {t.claim.id for e in (*before.values(), *after.values()) for t in e.tellings} - seen
    return before, after


def _paired(before: Mapping[str, Event], after: Mapping[str, Event]) -> tuple[list[tuple[Event | None, Event | None]], list[Event]]:
    """Each event of one side with the event of the other that it became; and those of which nothing but tellings changed."""
    pairs: list[tuple[Event | None, Event | None]] = []
    again: list[Event] = []
    free = dict(after)
    lost: list[Event] = []
    for old in sorted(before.values(), key=lambda e: (-len(e.tellings), e.id)):
        new = _best(old, free.values(), _shared)
        if new is None:
            lost.append(old)
            continue
        del free[new.id]
        if differences(old, new):
            pairs.append((old, new))
        elif _claims(new) - _claims(old):
            again.append(new)
    for old in lost:
        # Read again by a better reader, a sentence makes another claim of the same happening.
        new = _best(old, free.values(), _overlapping)
        if new is not None:
            del free[new.id]
        # Two that are one event now, or one that is two now, have changed: nothing of them came or went.
        pairs.append((old, new or _best(old, after.values(), _shared)))
    pairs += [(_best(new, before.values(), _shared), new) for new in free.values()]
    return sorted(pairs, key=lambda p: _order(p[1] or p[0])), again


def _order(event: Event | None) -> tuple[str, str]:
    return (event.event_type, event.id) if event else ("", "")


def _claims(event: Event) -> set[str]:
    return {t.claim.id for t in event.tellings}


def _best(old: Event, events: Iterable[Event], likeness: _Likeness) -> Event | None:
    ranked = [(likeness(old, e), e) for e in events if e.event_type == old.event_type]
    return min(((-count, e.id, e) for count, e in ranked if count), default=(0, "", None))[2]


def _shared(old: Event, new: Event) -> int:
    return len(_claims(old) & _claims(new))


def _overlapping(old: Event, new: Event) -> int:
    """How many tellings of the one stand in the same sentence of the same file as one of the other."""
    return sum(
        left.file == right.file and left.start < right.end and right.start < left.end
        for left in old.tellings
        for right in new.tellings
    )


def differences(old: Event, new: Event, *, regrouped: bool = False) -> tuple[Difference, ...]:
    """What is told otherwise: roles by name, then time, certainty and polarity; of events ``regrouped`` at least the event."""
    found = [
        Difference(role, _said(old, role), _said(new, role))
        for role in sorted({name for name, _ in (*old.roles, *new.roles)})
        if _values(old, role) != _values(new, role)
    ]
    was, now = (e.valid_time.when if e.valid_time else None for e in (old, new))
    plain = (
        Difference("when", was, now),
        Difference("certainty", old.certainty, new.certainty),
        Difference("polarity", old.polarity, new.polarity),
    )
    told = (*found, *(d for d in plain if d.before != d.after))
    return told or ((Difference("event", old.id, new.id),) if regrouped else ())


def _values(event: Event, role: str) -> set[str]:
    return {normal(value.text) for value in event.role(role)}


def _said(event: Event, role: str) -> str | None:
    return "、".join(value.text for value in event.role(role)) or None


def _change(now: View, old: Event | None, new: Event | None, touched: Collection[str]) -> Change:
    kind = ChangeKind.NEW if old is None else ChangeKind.WITHDRAWN if new is None else ChangeKind.CHANGED
    told = differences(old, new, regrouped=True) if old and new else ()
    return Change(kind, old, new, told, tuple(_logged(now, (old, new), touched)))


def _logged(now: View, events: Iterable[Event | None], touched: Collection[str]) -> Iterator[Logged]:
    """The newest line of the log for each claim that came or went."""
    told = {t.claim.id: t for e in events if e for t in e.tellings if t.claim.id in touched}
    found = []
    for claim, telling in told.items():
        logged = [e for e in now.record.entries(claim) if now.known_at is None or e.recorded_at <= now.known_at]
        if logged:
            found.append(Logged(logged[-1], telling))
    yield from sorted(found, key=lambda logged: logged.entry.seq)


def withdrawn(change: Change) -> tuple[Logged, ...]:
    """The lines of the log that take something back."""
    return tuple(logged for logged in change.logged if logged.entry.action is Action.RETRACT)


def _regrouped(
    then: View, now: View, judged: Iterable[str], since: datetime
) -> tuple[tuple[Regrouping, ...], tuple[Regrouping, ...]]:
    """Entities of then that are one now, and entities that were one then."""
    mentions = sorted(judged)
    merged = [_falling(now, then, entity, since, Verdict.SAME) for entity in _entities(now, mentions)]
    split = [_falling(then, now, entity, since, None, asked=now) for entity in _entities(then, mentions)]
    return (
        tuple(Regrouping(parts, (whole,), by) for whole, parts, by in merged if len(parts) > 1),
        tuple(Regrouping((whole,), parts, by) for whole, parts, by in split if len(parts) > 1),
    )


def _entities(view: View, mentions: Iterable[str]) -> list[Entity]:
    found = {e.id: e for m in mentions if (e := view.entity_of.get(m))}
    return sorted(found.values(), key=lambda e: (e.kind, e.name, e.id))


def _falling(
    view: View, other: View, entity: Entity, since: datetime, verdict: Verdict | None, asked: View | None = None
) -> tuple[Entity, tuple[Entity, ...], tuple[Judgement, ...]]:
    """The entity of one view, those of the other that its mentions are of, and the judgements since about these mentions."""
    parts = tuple(_entities(other, entity.mentions))
    if len(parts) < 2:
        return entity, parts, ()
    told = (asked or view).judgements_of(entity.mentions)
    inside = frozenset(entity.mentions)
    by = [j for j in told if j.recorded_at > since and {j.left, j.right} <= inside and verdict in (None, j.verdict)]
    return entity, parts, tuple(by)


def _about(found: Sequence[Regrouping], whose: frozenset[str] | None) -> tuple[Regrouping, ...]:
    return tuple(r for r in found if whose is None or any(e.id in whose for e in (*r.before, *r.after)))


def _arisen(
    now: View, after: Mapping[str, Event], touched: Collection[str], whose: frozenset[str] | None, owners: Mapping[str, str]
) -> Conflicts:
    """The conflicts in which a claim takes part that came since, and that cannot all be so."""
    came = {i: e for i, e in after.items() if not _claims(e).isdisjoint(touched)}
    near = now.events_about(frozenset[str]().union(*(e.players for e in came.values())))
    events = {e.id: e for e in (*near, *came.values())}
    kept = tuple(
        c
        for c in conflicts(known(now, tuple(events[i] for i in sorted(events)), owners))
        if c.severity is not Severity.COMPATIBLE
        and any(t.claim.id in touched for side in c.sides for t in side.tellings)
        and (whose is None or any(side.event in events and not whose.isdisjoint(events[side.event].players) for side in c.sides))
    )
    return Conflicts(None, kept, {s: sum(c.severity is s for c in kept) for s in Severity})
