"""What the tellings of one event come to together: its roles, time, certainty and number of sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, RoleValue, Told
from shiguan.resolve.agree import days, grain, played, told_by
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.sources import same_passage

# Surest first; what is told by the surest telling holds.
LIFE_CYCLE = (
    Certainty.CONFIRMED,
    Certainty.REPORTED,
    Certainty.PLANNED,
    Certainty.FORECAST,
    Certainty.OPINION,
    Certainty.RUMOURED,
    Certainty.DENIED,
)
_FIRM = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})


def certainty(tellings: Sequence[Told]) -> tuple[Certainty, Polarity]:
    """How sure the event is, and whether it is said to happen.

    It is, while somebody says so and nobody says otherwise. Against a telling that it is not so only one published later
    holds that reports or confirms it (a rumour does not), or on the same day the party's own confirmation.
    """
    affirmed = [t for t in tellings if t.claim.polarity is Polarity.AFFIRMED]
    negated = [t for t in tellings if t.claim.polarity is Polarity.NEGATED]
    if not negated or _outlives(affirmed, max(told_by(t) for t in negated)):
        return _surest(affirmed), Polarity.AFFIRMED
    denied = any(t.claim.certainty is Certainty.DENIED for t in negated)
    return Certainty.DENIED if denied else _surest(negated), Polarity.NEGATED


def _outlives(affirmed: Sequence[Told], negated_on: date) -> bool:
    return any(
        (told_by(t) > negated_on and t.claim.certainty in _FIRM)
        or (told_by(t) == negated_on and t.claim.certainty is Certainty.CONFIRMED)
        for t in affirmed
    )


def _surest(tellings: Sequence[Told]) -> Certainty:
    return min((t.claim.certainty for t in tellings), key=LIFE_CYCLE.index)


def valid_time(tellings: Sequence[Told]) -> ValidTime | None:
    """The time that most tellings can agree to; of several the most exact, then the most told, the most surely, the earliest."""
    told = [(t.claim.valid_time, LIFE_CYCLE.index(t.claim.certainty)) for t in tellings if t.claim.valid_time]

    def rank(one: tuple[ValidTime, int]) -> tuple[int, int, int, int, date, int, str]:
        time, sure = one
        agreeing = sum(1 for other, _ in told if other.overlaps(time))
        same = sum(1 for other, _ in told if other.when == time.when)
        return (-agreeing, grain(time), -same, sure, time.start or date.min, days(time), time.expression)

    return min(told, key=rank)[0] if told else None


def roles(tellings: Sequence[Told], entities: Mapping[str, Entity]) -> tuple[tuple[str, tuple[RoleValue, ...]], ...]:
    """Each role told, by name, with its values, best supported first; a telling supports a value once."""
    support: dict[str, Counter[tuple[str | None, str]]] = defaultdict(Counter)
    texts: dict[tuple[str | None, str], Counter[str]] = defaultdict(Counter)
    for told in tellings:
        for role in {a.role for a in told.claim.arguments}:
            values = {(p.entity, p.key): p.text for p in played(told.claim, role, entities)}
            support[role].update(values.keys())
            for key, text in values.items():
                texts[key][text] += 1
    found = []
    for role, counted in sorted(support.items()):
        values_of = [RoleValue(_commonest(texts[key]), key[0], count) for key, count in counted.items()]
        found.append((role, tuple(sorted(values_of, key=lambda v: (-v.support, v.text, v.entity or "")))))
    return tuple(found)


def _commonest(texts: Counter[str]) -> str:
    return min(texts, key=lambda text: (-texts[text], -len(text), text))


def sources(tellings: Sequence[Told], source_of: Mapping[str, str]) -> int:
    """How many independent sources tell it: copies of a document, and tellings that share a passage, are one."""
    keys = Disjoint(source_of.get(t.claim.document, t.claim.document) for t in tellings)
    for i, left in enumerate(tellings):
        for right in tellings[i + 1 :]:
            a, b = (source_of.get(t.claim.document, t.claim.document) for t in (left, right))
            if keys.find(a) != keys.find(b) and same_passage(left.claim.evidence.quote, right.claim.evidence.quote):
                keys.join(a, b)
    return len(keys.sets())
