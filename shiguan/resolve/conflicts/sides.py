"""From tellings to the sides of a conflict; when things were, as far as it matters for a conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import Mention
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import event_time, told_by
from shiguan.resolve.conflicts.records import EXPLANATIONS, Cause, Conflict, ConflictKind, Known, Severity, Side
from shiguan.resolve.passages import passages

FIRM = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})
# Tellings that claim a thing is so, or was: an opinion and a forecast do not.
FACTUAL = FIRM | {Certainty.RUMOURED, Certainty.PLANNED, Certainty.DENIED}


@dataclass(frozen=True, slots=True)
class Said:
    """A value as one telling gives it."""

    value: str
    event: Event
    told: Told


def affirmed(event: Event) -> tuple[Told, ...]:
    """The tellings that say it is so."""
    return tuple(t for t in event.tellings if t.claim.polarity is Polarity.AFFIRMED)


def negated(event: Event) -> tuple[Told, ...]:
    """The tellings that say it is not so."""
    return tuple(t for t in event.tellings if t.claim.polarity is Polarity.NEGATED)


def sides(said: Iterable[Said], same: Callable[[Said, Said], bool]) -> tuple[Side, ...]:
    """The values told, those that are the same put together, first told first; the commonest wording stands for each."""
    groups: list[list[Said]] = []
    for one in sorted(said, key=lambda s: told_order(s.told)):
        group = next((g for g in groups if same(g[0], one)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return tuple(side(group) for group in groups)


def side(group: Sequence[Said]) -> Side:
    """One side of all that is said in the group: first the tellings, and the event, that give the value in those very words."""
    texts = Counter(s.value for s in group)
    value = min(texts, key=lambda text: (-texts[text], -len(text), text))
    told = {s.told.claim.id: s.told for s in group}
    saying = {s.told.claim.id for s in group if s.value == value}
    ordered = sorted(told.values(), key=lambda t: (t.claim.id not in saying, told_order(t)))
    event = next(s.event.id for s in group if s.told.claim.id == ordered[0].claim.id)
    return Side(value, event, tuple(ordered))


def told_order(told: Told) -> tuple[date, str, int, str]:
    """By publication, then by place."""
    return told_by(told), told.claim.document, told.start, told.claim.id


def conflict(
    kind: ConflictKind, severity: Severity, subject: Entity | None, found: Sequence[Side], cause: Cause, detail: str = ""
) -> Conflict:
    """A conflict with its explanation; which side is later is seen from the publications."""
    ordered = tuple(sorted(found, key=lambda s: (s.published, s.tellings[0].claim.id)))
    latest = [i for i, one in enumerate(ordered) if one.published == ordered[-1].published]
    return Conflict(
        kind, severity, subject, ordered, cause, EXPLANATIONS[cause], detail, latest[0] if len(latest) == 1 < len(ordered) else None
    )


def copied(found: Sequence[Side]) -> bool:
    """Whether the sides' first sentences share a passage: then one is a copy of the other with a change."""
    quotes = [one.tellings[0] for one in found]
    return any(
        a.claim.document != b.claim.document and bool(passages(a.claim.evidence.quote, b.claim.evidence.quote))
        for i, a in enumerate(quotes)
        for b in quotes[i + 1 :]
    )


def documents(found: Iterable[Side]) -> frozenset[str]:
    """The documents that the sides are told in."""
    return frozenset(t.claim.document for one in found for t in one.tellings)


def players(event: Event, known: Known, *roles: str) -> tuple[Entity, ...]:
    """The entities in the roles, best supported first."""
    ids = dict.fromkeys(v.entity for role in roles for v in event.role(role) if v.entity)
    return tuple(known.entities[i] for i in ids if i in known.entities)


def first_player(event: Event, role: str) -> str | None:
    """The id of the best supported entity in the role."""
    return next((v.entity for v in event.role(role) if v.entity), None)


def texts(told: Told, *roles: str) -> tuple[str, ...]:
    """What the telling gives the roles, as text."""
    return tuple(a.text for role in roles for a in told.claim.values(role))


def named(told: Told, role: str, known: Known) -> tuple[Entity, ...]:
    """The entities that the telling names in the role."""
    values = (a.value for a in told.claim.values(role))
    return tuple(known.entity_of[v.id] for v in values if isinstance(v, Mention) and v.id in known.entity_of)


def time_of(told: Told) -> ValidTime | None:
    """When the telling has it happen, or else when it was published; None where neither is known."""
    return event_time(told) or told.published_at


def apart(left: ValidTime | None, right: ValidTime | None) -> int | None:
    """Days between the two times: 0 where they overlap; None where one is unknown."""
    if left is None or right is None:
        return None
    gaps = [(b - a).days for a, b in ((left.end, right.start), (right.end, left.start)) if a and b]
    return max(0, *gaps) if gaps else 0


def published_apart(left: Told, right: Told) -> int | None:
    """Days between the publications; None where one is unknown."""
    return apart(left.published_at, right.published_at)
