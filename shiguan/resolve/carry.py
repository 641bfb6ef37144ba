"""Carry what people said over to a new reading of an article, in which a mention or a claim may have become another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from shiguan.records.amount import Amount
from shiguan.records.claim import Claim
from shiguan.records.document import Document
from shiguan.records.evidence import Argument, Mention
from shiguan.records.judgement import Judgement
from shiguan.records.time import ValidTime
from shiguan.resolve.judge import by_person, newest
from shiguan.resolve.names import normal


def carried(
    judgements: Iterable[Judgement], before: Iterable[Mention], after: Iterable[Mention], at: datetime
) -> tuple[Judgement, ...]:
    """What people judged of mentions ``before``, said again of the mentions ``after`` that took their place, in order of pairs.

    Both are mentions of one article. A mention that is there no more is followed to the one of its kind that stands where
    it stood in the same document, else to the one that has its name; where there is none, nothing is carried. What is
    judged of the new pair by a person already stays.
    """
    now = {m.id: m for m in after}
    gone = {m.id: m for m in before if m.id not in now}
    if not gone:
        return ()
    heirs = {i: heir for i, m in gone.items() if (heir := _heir(m, now.values())) is not None}
    held = newest(judgements)
    found: dict[tuple[str, str], Judgement] = {}
    for (left, right), judgement in sorted(held.items()):
        if not by_person(judgement) or not {left, right} & heirs.keys():
            continue
        for pair in _pair(heirs.get(left, left), heirs.get(right, right)):
            old = held.get(pair)
            if old is None or not by_person(old):
                found[pair] = replace(judgement, left=pair[0], right=pair[1], recorded_at=at)
    return tuple(found[pair] for pair in sorted(found))


def _pair(left: str, right: str) -> Iterator[tuple[str, str]]:
    if left != right:
        yield min(left, right), max(left, right)


def _heir(old: Mention, now: Iterable[Mention]) -> str | None:
    """The mention that took the place of an old one: the one that overlaps it most, else the only one of its name."""
    alike = [m for m in now if m.kind is old.kind]
    where = old.evidence
    over = {m.id: _shared(old, m) for m in alike if m.evidence.document == where.document}
    best = max(over, key=lambda i: (over[i], i), default=None)
    if best is not None and over[best]:
        return best
    named = [m.id for m in alike if normal(old.name) in {normal(n) for n in (m.name, *m.aliases)}]
    return named[0] if len(named) == 1 else None


def _shared(old: Mention, new: Mention) -> int:
    """How many characters of the document both cover."""
    a, b = old.evidence.span, new.evidence.span
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def heirs(before: Iterable[Claim], after: Iterable[Claim], documents: Mapping[str, Document]) -> dict[str, str]:
    """For each claim ``before`` that is not among those ``after``, the one of these that took its place, by id.

    It is of the same article, says the same (type, names, amounts, time, stance; free wording may differ) and stands on a stretch
    of the received text that overlaps; the one that overlaps most. A claim that says something else has no part in what was said
    of the old one. ``documents`` are those of all claims.
    """
    by_saying: dict[object, list[Claim]] = {}
    for claim in after:
        by_saying.setdefault(_saying(claim, documents), []).append(claim)
    kept = {claim.id for claims in by_saying.values() for claim in claims}
    found: dict[str, str] = {}
    for old in before:
        if old.id in kept:
            continue
        over = {c.id: _common(old, c, documents) for c in by_saying.get(_saying(old, documents), ())}
        best = max(over, key=lambda i: (over[i], i), default=None)
        if best is not None and over[best] > 0:
            found[old.id] = best
    return found


def _saying(claim: Claim, documents: Mapping[str, Document]) -> object:
    """What a claim says, wherever in its article it says so."""
    told = frozenset(said for a in claim.arguments if (said := _said(a)))
    when = claim.valid_time.when if claim.valid_time else None
    return documents[claim.document].article.id, claim.event_type, claim.polarity, claim.certainty, when, told


def _said(argument: Argument) -> tuple[object, ...] | None:
    match argument.value:
        case Mention(kind=kind, name=name):
            return argument.role, kind, normal(name)
        case Amount(low=low, high=high, currency=currency, unit=unit):
            return argument.role, low, high, currency, unit
        case ValidTime() as time:
            return argument.role, time.when
        case _:
            return None


def _common(old: Claim, new: Claim, documents: Mapping[str, Document]) -> float:
    """The share of received characters that both stand on, of those that either does."""
    home, here = documents[old.document], documents[new.document]
    if home.article.received != here.article.received:  # decoded otherwise: places cannot be compared, words can
        return float(old.evidence.quote == new.evidence.quote)
    a, b = home.offsets.received(old.evidence.span), here.offsets.received(new.evidence.span)
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))
