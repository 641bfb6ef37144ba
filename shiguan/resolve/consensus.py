"""What the tellings of one event come to together: its roles, time, certainty and number of sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import RoleValue, Told
from shiguan.resolve.agree import Identified, days, played, told_by
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.sources import runs_at

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


def valid_time(tellings: Sequence[Told], source_of: Mapping[str, str]) -> ValidTime | None:
    """The time that most sources can agree to; of several the most exact, then the most told, the most surely, the earliest.

    ``source_of``: claim id → source, as ``sources`` gives it: copies of one announcement have one vote.
    """
    told = [
        (t.claim.valid_time, LIFE_CYCLE.index(t.claim.certainty), source_of[t.claim.id]) for t in tellings if t.claim.valid_time
    ]

    def rank(one: tuple[ValidTime, int, str]) -> tuple[int, int, int, int, date, int, str]:
        time, sure, _ = one
        agreeing = len({source for other, _, source in told if other.overlaps(time)})
        same = len({source for other, _, source in told if other.when == time.when})
        return (-agreeing, _coarse(time), -same, sure, time.start or date.min, days(time), time.expression)

    return min(told, key=rank)[0] if told else None


def _coarse(time: ValidTime) -> int:
    """How exact the time is, from 0: a day, a week, ten days, half a month, a month, and so on."""
    return sum(days(time) > longest for longest in (1, 7, 11, 16, 31, 92, 184, 366))


def roles(
    tellings: Sequence[Told], entities: Mapping[str, Identified], names: Mapping[str, str], source_of: Mapping[str, str]
) -> tuple[tuple[str, tuple[RoleValue, ...]], ...]:
    """Each role told, by name, with its values, best supported first, then first told; a source supports a value once.

    ``entities`` by mention id, ``names`` of entities by their ids; ``source_of``: claim id → source, as ``sources`` gives it.
    """
    support: dict[str, dict[tuple[str | None, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    texts: dict[tuple[str | None, str], Counter[str]] = defaultdict(Counter)
    for told in tellings:
        for role in {a.role for a in told.claim.arguments}:
            values = {(p.entity, p.key): names.get(p.entity or "", p.text) for p in played(told.claim, role, entities)}
            for key, text in values.items():
                support[role][key].add(source_of[told.claim.id])
                texts[key][text] += 1
    found = []
    for role, counted in sorted(support.items()):
        # In the order told, which is that of the dictionary: a name that changes later changes nothing here.
        values_of = [RoleValue(_commonest(texts[key]), key[0], len(by)) for key, by in counted.items()]
        found.append((role, tuple(sorted(values_of, key=lambda v: -v.support))))
    return tuple(found)


def _commonest(texts: Counter[str]) -> str:
    return min(texts, key=lambda text: (-texts[text], -len(text), text))


def sources(tellings: Sequence[Told], source_of: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """Claim id → the independent source it is of: copies of a document, and tellings in a passage that both share, are one.

    ``source_of``: document id → source; a document not in it is a source of its own. ``texts``: document id → its text as read.
    """
    of = {t.claim.id: source_of.get(t.claim.document, t.claim.document) for t in tellings}
    if len(set(of.values())) == 1:
        return of
    keys = Disjoint(of.values())
    holder: dict[str, str] = {}
    for told in tellings:
        for run in runs_at(texts[told.claim.document], told.claim.evidence.span):
            keys.join(holder.setdefault(run, of[told.claim.id]), of[told.claim.id])
    return {claim: keys.find(source) for claim, source in of.items()}
