"""Tellings of one event that disagree: when, whether at all, with whom, for how much, and whether it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import alike, event_time, grain, same_amount, told_by
from shiguan.resolve.conflicts.compare import Figure, explain, gravest
from shiguan.resolve.conflicts.grounds import Ground, Whose, here
from shiguan.resolve.conflicts.records import Cause, Conflict, ConflictKind, Known, Severity, Side
from shiguan.resolve.conflicts.sides import (
    FIRM,
    Said,
    affirmed,
    apart,
    conflict,
    copied,
    documents,
    named,
    negated,
    side,
    sides,
    texts,
)
from shiguan.resolve.names import normal

# Events that happen on a day; a metric, a post held or a statement has no such time.
DATED = frozenset(
    {
        "departure",
        "appointment",
        "founding",
        "funding",
        "acquisition",
        "partnership",
        "spin_off",
        "layoff",
        "listing",
        "lawsuit",
        "product_release",
        "product_shutdown",
        "price_change",
    }
)
# Roles that one organisation plays alone.
_SINGLE = {"departure": "destination_org", "acquisition": "acquirer", "product_release": "org", "spin_off": "unit"}
_SUMS = {"acquisition": ("amount",), "funding": ("amount", "valuation"), "layoff": ("count",), "lawsuit": ()}
_DAYS = 3  # told a day or two apart is the news of one event
_AHEAD = re.compile(r"将(?![军来近领])|即将|拟|计划|准备")
_GIST = ("person", "acquirer", "org", "orgs", "target", "product", "subject")
_SUBJECT = ("person", "product", "target", "org", "orgs", "subject", "defendant", "speaker")


def times(known: Known) -> Iterator[Conflict]:
    """One event told of times that do not meet."""
    for event in known.events:
        if event.event_type not in DATED:
            continue
        said = [Said(t.claim.valid_time.when, event, t) for t in affirmed(event) if t.claim.valid_time]
        found = sides(said, lambda a, b: not apart(event_time(a.told), event_time(b.told)))
        if len(found) > 1:
            yield _time_conflict(event, found, known)


def _time_conflict(event: Event, found: tuple[Side, ...], known: Known) -> Conflict:
    gaps = [apart(event_time(a.tellings[0]), event_time(b.tellings[0])) or 0 for i, a in enumerate(found) for b in found[i + 1 :]]
    to_the_day = all(grain(t) == 0 for s in found if (t := event_time(s.tellings[0])))
    close = (to_the_day and max(gaps) <= _DAYS) or len(documents(found)) == 1
    severity = Severity.COMPATIBLE if close else Severity.TENSION
    cause = Cause.REPRINT if _one_source(event, found) or copied(found) else Cause.ANNOUNCED
    return conflict(ConflictKind.TIME, severity, subject(event, known), found, cause, f"{max(gaps)} d" if to_the_day else "")


def _one_source(event: Event, found: Sequence[Side]) -> bool:
    """Whether the documents that tell the event are copies of one: then a copy was changed."""
    return event.sources == 1 and len(documents(found)) > 1


def denials(known: Known) -> Iterator[Conflict]:
    """One event that some tell and others deny."""
    for event in known.events:
        no = negated(event)
        yes = [t for t in affirmed(event) if any(_of_one(t, other) for other in no)]
        if not yes:
            continue
        said = [side([Said(_what(event), event, t) for t in yes]), side([Said("≠ " + _what(event), event, t) for t in no])]
        firm = [t for t in yes if t.claim.certainty in FIRM]
        after = firm and max(told_by(t) for t in firm) > max(told_by(t) for t in no)
        severity = Severity.CONTRADICTION if firm and not after else Severity.TENSION
        yield conflict(ConflictKind.DENIAL, severity, subject(event, known), said, Cause.BORNE_OUT if after else Cause.DENIED)


def _of_one(left: Told, right: Told) -> bool:
    """Whether both are of one post, or of one matter: 不再负责甲 does not deny a post told otherwise.

    One stretch read both ways is a reader in doubt and no conflict of tellings.
    """
    if left.claim.evidence == right.claim.evidence:
        return False
    for role in ("position", "subject"):
        mine, yours = texts(left, role), texts(right, role)
        if mine and yours and not any(alike(normal(a), normal(b)) for a in mine for b in yours):
            return False
    return True


def stages(known: Known) -> Iterator[Conflict]:
    """One event that is told as done, and at the same time or later as still to come."""
    for event in known.events:
        if event.event_type not in DATED:
            continue
        done = [t for t in affirmed(event) if t.claim.certainty in FIRM and not _AHEAD.search(t.claim.evidence.quote)]
        ahead = [t for t in affirmed(event) if t.claim.certainty in (Certainty.PLANNED, Certainty.FORECAST)]
        first = min((told_by(t) for t in done), default=None)
        late = [t for t in ahead if first is not None and told_by(t) >= first]
        if late and {t.claim.document for t in done} != {t.claim.document for t in late}:
            found = [side([Said(str(c), event, t) for t in group]) for c, group in (("reported", done), ("planned", late))]
            yield conflict(ConflictKind.STAGE, Severity.TENSION, subject(event, known), found, Cause.PLANNED)


def parties(known: Known) -> Iterator[Conflict]:
    """One event with different organisations in a role that one plays alone."""
    for event in known.events:
        role = _SINGLE.get(event.event_type)
        if role is None:
            continue
        told = [(t, named(t, role, known)) for t in affirmed(event)]
        said = [Said(who[0].name, event, t) for t, who in told if len(who) == 1]
        found = sides(said, lambda a, b: a.value == b.value)
        if len(found) > 1:
            names = [s.value for s in found]
            house = any(a != b and a in b for a in names for b in names)
            cause = Cause.HOUSE if house else Cause.REPRINT if _one_source(event, found) else Cause.UNEXPLAINED
            severity = Severity.COMPATIBLE if house else Severity.CONTRADICTION
            yield conflict(ConflictKind.PARTY, severity, subject(event, known), found, cause)


def sums(known: Known) -> Iterator[Conflict]:
    """One event with figures that differ."""
    for event in known.events:
        for role in _SUMS.get(event.event_type, ()):
            figures = [
                Figure(a.value, a.text, event, t, role, event_time(t), "")
                for t in affirmed(event)
                for a in t.claim.values(role)
                if isinstance(a.value, Amount)
            ]
            groups = _by_value(figures)
            if len(groups) > 1:
                found = [side([Said(f.text, event, f.told) for f in group]) for group in groups]
                ofs = [group[0] for group in groups]
                cause, severity, detail = gravest(explain(a, b) for i, a in enumerate(ofs) for b in ofs[i + 1 :])
                yield conflict(ConflictKind.AMOUNT, severity, subject(event, known), found, cause, detail)


def _by_value(figures: list[Figure]) -> list[list[Figure]]:
    groups: list[list[Figure]] = []
    for figure in figures:
        group = next((g for g in groups if same_amount(g[0].amount, figure.amount)), None)
        if group is None:
            groups.append([figure])
        else:
            group.append(figure)
    return groups


def subject(event: Event, known: Known) -> Entity | None:
    """Whose event it is: the first entity in the first role that has one."""
    ids = [v.entity for role in _SUBJECT for v in event.role(role) if v.entity]
    return known.entities.get(ids[0]) if ids else None


def _what(event: Event) -> str:
    """The event in few words: its names."""
    values = [
        v.text for name in ("person", "acquirer", "org", "orgs", "target", "product", "subject") for v in event.role(name)[:1]
    ]
    return f"{event.event_type}: {' · '.join(values)}"


def grounds(event: Event, whose: Whose) -> Iterator[Ground]:
    """What may be a conflict by itself: an event that is not told alike by all."""
    if len(event.tellings) > 1 and any(len(told) > 1 for told in _ways(event, whose)):
        yield here()


def _ways(event: Event, whose: Whose) -> Iterator[set[object]]:
    """Of each thing that the rules above compare the ways in which it is told."""
    yes, role = affirmed(event), _SINGLE.get(event.event_type)
    yield {t.claim.polarity for t in event.tellings}
    if event.event_type in DATED:
        yield {t.claim.valid_time.when for t in yes if t.claim.valid_time}
        yield {t.claim.certainty in FIRM for t in yes}
    if role:
        yield {who for t in yes for who in whose(t, role)}
    for role in _SUMS.get(event.event_type, ()):
        yield {a.value for t in yes for a in t.claim.values(role) if isinstance(a.value, Amount)}
