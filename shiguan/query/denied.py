"""Where the record holds a thing and its denial: which of the two speaks against a draft's claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shiguan.query.against import Match
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import told_by
from shiguan.resolve.related import Link, Telling, is_firm, relation, telling

# That something is planned or thought not to be so does not deny it.
_SAYS_NOT = frozenset({Certainty.DENIED, Certainty.REPORTED, Certainty.CONFIRMED})
_SAME = frozenset({Link.SAME_EVENT, Link.SAME_TOLD})
# Who denies a deal or a suit without saying with whom denies no particular one.
_TELLS: Mapping[str, tuple[str, ...]] = {"acquisition": ("target",), "lawsuit": ("plaintiff", "defendant")}
_PARTIES: Mapping[str, tuple[str, ...]] = {"acquisition": ("target", "acquirer"), "lawsuit": ("plaintiff", "defendant")}


def opposing(
    claim: Claim, match: Match, events: Iterable[Event], entity_of: Mapping[str, Entity]
) -> tuple[Event, Told, bool] | None:
    """What denies what the event tells (of a denial: what tells it as a fact), and whether that outweighs what bears the claim out.

    A denial holds until it is told as a fact after it; where it cannot be told which came first, only a confirmation outweighs it.
    """
    kin = [e for e in events if e.event_type == claim.event_type]
    mine = [telling(t, match.event.id, entity_of) for t in match.event.tellings if t.claim.polarity is claim.polarity]
    found = [
        (event, other.told)
        for event in kin
        for other in _against(claim, event, entity_of)
        if any(_of_one(own, other, claim) for own in mine)
    ]
    if not found:
        return None
    event, told = min(found, key=lambda one: (told_by(one[1]), one[1].claim.id))
    own = [one.told for one in mine]
    if claim.polarity is Polarity.AFFIRMED:
        facts = [t for t in own if _is_fact(t)]
        return event, told, not any(all(_outweighs(fact, denial) for _, denial in found) for fact in facts)
    return next(((e, fact, True) for e, fact in found if all(_outweighs(fact, denial) for denial in own)), (event, told, False))


def _against(claim: Claim, event: Event, entity_of: Mapping[str, Entity]) -> Iterator[Telling]:
    for told in event.tellings:
        if told.claim.polarity is claim.polarity:
            continue
        if told.claim.polarity is Polarity.AFFIRMED:
            if _is_fact(told):
                yield telling(told, event.id, entity_of)
        elif told.claim.certainty in _SAYS_NOT and all(told.claim.values(role) for role in _TELLS.get(claim.event_type, ())):
            yield telling(told, event.id, entity_of)


def _is_fact(told: Told) -> bool:
    """Whether it is told as a fact; a deal or a suit with both its parties: with one only it may be another, or mere talk of it."""
    return is_firm(told) and all(told.claim.values(role) for role in _PARTIES.get(told.claim.event_type, ()))


def _of_one(own: Telling, other: Telling, claim: Claim) -> bool:
    """Whether the two are of one thing and tell it alike; ``relation`` asks from what is affirmed to what is not."""
    pair = (own, other) if claim.polarity is Polarity.AFFIRMED else (other, own)
    found = relation(*pair)
    return found is not None and found.link in _SAME and not found.differs


def _outweighs(fact: Told, denial: Told) -> bool:
    if _before(denial, fact):
        return True
    return fact.claim.certainty is Certainty.CONFIRMED and not _before(fact, denial)


def _before(left: Told, right: Told) -> bool:
    """Whether the left is told before the right: further up in one document, or published on earlier days for certain."""
    a, b = left.claim.evidence, right.claim.evidence
    if a.document == b.document:
        return a.span.start < b.span.start
    end = left.published_at.end if left.published_at else None
    start = right.published_at.start if right.published_at else None
    return end is not None and start is not None and end < start


def of_polarity(claim: Claim, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that deny, where the claim does and the record has any: what it denies is told beside them."""
    if claim.polarity is Polarity.AFFIRMED:
        return tuple(events)
    return tuple(e for e in events if e.polarity is Polarity.NEGATED)
