"""Sweeping statements and the cases that do not fit them: all have left, none has left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from shiguan.records.claim import Polarity
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.views import Event, Told
from shiguan.resolve.conflicts.grounds import Ground, here
from shiguan.resolve.conflicts.records import Cause, Conflict, ConflictKind, Known, Severity, Side
from shiguan.resolve.conflicts.sides import Said, affirmed, conflict, named, negated, players, side

_SWEEPING = re.compile(r"(?:所有|全部|全体|悉数|每一?[家个位]|无一例外|全都).{0,14}?(?:离职|离开|出走|辞职|离任|离去)")
_FIRMS = re.compile(r"[家企]|公司|厂商|机构")


def exceptions(known: Known) -> Iterator[Conflict]:
    """All have left, and somebody who stays; none has left, and somebody who has."""
    gone: dict[str, list[Event]] = defaultdict(list)
    stay = stays(known)
    for event in known.of("departure") if stay else ():
        if event.polarity is Polarity.AFFIRMED:
            for org in players(event, known, "org"):
                gone[org.id].append(event)
    for event in stay:
        yield from _none_left(event, gone, known)
    sweeping = [Said(_sweep(t), e, t) for e in known.events for t in affirmed(e) if _sweep(t)] if stay else []
    for said in sweeping:
        kept = [Said("≠ " + _who(e), e, t) for e in stay for t in negated(e) if _covers(said, e, t, known)]
        if kept:
            of = next(iter(players(kept[0].event, known, "org")), None)
            found = [side([said]), *(side([one]) for one in kept)]
            yield conflict(ConflictKind.EXCEPTION, Severity.CONTRADICTION, of, _distinct(found), Cause.EXCEPTION)


def stays(known: Known) -> list[Event]:
    """What is told of somebody who has not left."""
    return [e for e in known.of("departure") if e.polarity is Polarity.NEGATED]


def _none_left(none: Event, departures: Mapping[str, Sequence[Event]], known: Known) -> Iterator[Conflict]:
    """Somebody who left where none has: told of later, it replaces the other. ``departures`` by organisation."""
    nobody = [t for t in negated(none) if not named(t, "person", known)]
    for org in players(none, known, "org") if nobody else ():
        no, found = side([Said("≠ departure", none, t) for t in nobody]), departures.get(org.id, ())
        left = [side([Said(_who(e), e, t) for t in affirmed(e)]) for e in found]
        if left:
            later = all(one.published > no.published for one in left)
            severity = Severity.TENSION if later else Severity.CONTRADICTION
            yield conflict(ConflictKind.EXCEPTION, severity, org, [no, *left], Cause.LATER if later else Cause.EXCEPTION)


def _who(event: Event) -> str:
    return next((v.text for v in event.role("person")), "") or event.event_type


def _sweep(told: Told) -> str:
    """The words by which the telling says that all of some have left; nothing where it does not."""
    found = _SWEEPING.search(told.claim.evidence.quote)
    return found[0] if found else ""


def _covers(said: Said, event: Event, told: Told, known: Known) -> bool:
    """Whether who stays is of those of whom all are said to have left: of the organisation or group named, or of the same page.

    That every firm lost somebody is not gainsaid by one who stays, only by a firm that lost nobody.
    """
    if bool(_FIRMS.search(said.value)) == bool(named(told, "person", known)):
        return False
    whose = {p.id for p in players(event, known, "org")}
    told_of = {
        e.id for a in said.told.claim.arguments if isinstance(a.value, Mention) for e in [known.entity_of.get(a.value.id)] if e
    }
    members = {m for i in told_of for m in known.entities[i].members}
    orgs = {i for i in told_of if known.entities[i].kind is MentionKind.ORG}
    if whose & (told_of | members):
        return True
    gist = " ".join(a.text for a in said.told.claim.arguments)
    if any(known.entities[i].name in gist for i in whose):
        return True
    return not orgs and said.told.claim.document == told.claim.document and not members


def _distinct(found: Sequence[Side]) -> list[Side]:
    once: dict[str, Side] = {}
    for one in found:
        once.setdefault(one.tellings[0].claim.id, one)
    return list(once.values())


def grounds(event: Event) -> Iterator[Ground]:
    """Sweeping statements, and what is told of somebody who has not left: each is held against the record."""
    stays_on = event.event_type == "departure" and event.polarity is Polarity.NEGATED
    if stays_on or any(_sweep(t) for t in affirmed(event)):
        yield here()
