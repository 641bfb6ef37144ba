"""What is to be said of the parts of a draft's claim, given what the record says to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from shiguan.query.against import TIME, Answer, Match, Part, Says, Telling, answer, best_match, compare_times
from shiguan.query.denied import of_polarity, opposing
from shiguan.query.window import bounds
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import Played, alike, played
from shiguan.resolve.names import normal
from shiguan.vocabulary.measures import load_measures


class Verdict(StrEnum):
    """What the record comes to; of several that a part of the draft gets, the first of these holds."""

    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    RUMOUR_ONLY = "rumour-only"
    OUT_OF_DATE = "out-of-date"
    SUPPORTED = "supported"


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict on a part, why in words, and the telling that says so; ``newest`` is the figure that holds now."""

    part: Part
    verdict: Verdict
    reason: str
    told: Told | None = None
    event: Event | None = None
    newest: Event | None = None


# Of each type of figure, the roles that hold it; what tells figures of one subject apart is the measure.
FIGURES: Mapping[str, tuple[str, ...]] = {
    "metric": ("value", "rank"),
    "count_claim": ("value",),
    "valuation": ("amount",),
    "bid_wins": ("count", "rank"),
}
_FIRM = frozenset({Certainty.REPORTED, Certainty.CONFIRMED})
_LESS = {
    Certainty.PLANNED: "on record only as planned",
    Certainty.FORECAST: "on record only as foreseen",
    Certainty.OPINION: "on record only as somebody's view",
}
# A role of which several values hold at once, or by turns: another one on record is no contradiction.
_MANY = frozenset({"investors", "orgs", "members", "plaintiff", "defendant", "position", "speaker", "unit"})


def rule(telling: Telling, events: Sequence[Event], entity_of: Mapping[str, Entity]) -> tuple[Ruling, ...]:
    """A ruling on each part of the claim."""
    if telling.claim.event_type in FIGURES and not _is_one_bid(telling.claim.event_type, (p.role for p in telling.parts)):
        return tuple(_figure(telling, events, entity_of))
    match = best_match(telling, of_polarity(telling.claim, events), entity_of)
    if match is None or not match.same:
        match = best_match(telling, events, entity_of)
    if match is None:
        return tuple(Ruling(part, Verdict.UNSUPPORTED, "nothing on record tells of it") for part in telling.parts)
    if not match.same:
        return tuple(_apart(telling, match))
    rulings = tuple(_ruling(telling, match, a, events, entity_of) for a in match.answers)
    against = opposing(telling.claim, match, events, entity_of)
    return rulings if against is None else tuple(_opposed(telling, ruling, *against) for ruling in rulings)


def _is_one_bid(event_type: str, told: Iterable[str]) -> bool:
    """Whether it tells of a tender rather than how many were won: that one is measured by nothing else."""
    roles = set(told)
    return event_type == "bid_wins" and "count" not in roles and ("subject" in roles or "rank" not in roles)


def _opposed(telling: Telling, ruling: Ruling, event: Event, told: Told, holds: bool) -> Ruling:
    """The ruling where the record has both the thing and its denial: what the draft tells as a fact must outlive the denial."""
    if ruling.verdict not in (Verdict.SUPPORTED, Verdict.RUMOUR_ONLY) or ruling.told is None:
        return ruling
    if holds and telling.claim.polarity is Polarity.NEGATED:
        return Ruling(ruling.part, Verdict.CONTRADICTED, "the record says that it is so", told, event)
    if holds and telling.claim.certainty in _FIRM:
        return Ruling(ruling.part, Verdict.CONTRADICTED, "denied", told, event)
    return replace(ruling, reason=f"so says {_who(ruling.told)}; {_who(told)} says otherwise")


def _apart(telling: Telling, match: Match) -> Iterator[Ruling]:
    nearest = match.event.tellings[0]
    for part in telling.parts:
        yield Ruling(part, Verdict.UNSUPPORTED, "nothing on record tells of it; the nearest is another", nearest, match.event)


def _ruling(telling: Telling, match: Match, said: Answer, events: Sequence[Event], entity_of: Mapping[str, Entity]) -> Ruling:
    claim, event, part = telling.claim, match.event, said.part
    if claim.polarity is not event.polarity:
        return _told_as_rumour(said, event) if claim.certainty is Certainty.RUMOURED else _not_so(part, event)
    match said.says:
        case Says.AGREES if said.told:
            return _agreeing(telling, part, said.told, event, said.otherwise)
        case Says.COARSER:
            return Ruling(
                part, Verdict.UNSUPPORTED, f"not said so exactly: {_theirs(part, said.told, entity_of)}", said.told, event
            )
        case Says.DIFFERS:
            if said.told and _in_another_role(telling, part, event):
                return _agreeing(telling, part, said.told, event, None)
            verdict = Verdict.UNSUPPORTED if part.role in _MANY else Verdict.CONTRADICTED
            return Ruling(part, verdict, f"on record: {_theirs(part, said.told, entity_of)}", said.told, event)
    # What this event does not say, another telling of the same about the same may.
    for other in (e for e in events if e is not event and e.event_type == event.event_type and e.players & event.players):
        found = answer(part, other, entity_of)
        if found.says is Says.AGREES and found.told and _all_agree(telling, other, entity_of):
            return _agreeing(telling, part, found.told, other, found.otherwise)
    return Ruling(part, Verdict.UNSUPPORTED, "the record does not say", event.tellings[0], event)


def _in_another_role(telling: Telling, part: Part, event: Event) -> bool:
    """Whether the event has the name in another role, and the draft's sentence names whom it has in this one.

    Then the sentence says what the record says, and only who plays what was misread.
    """
    if not isinstance(part.value, Played) or part.value.entity not in event.players:
        return False
    return any(normal(value.text) in normal(telling.claim.evidence.quote) for value in event.role(part.role))


def _all_agree(telling: Telling, event: Event, entity_of: Mapping[str, Entity]) -> bool:
    return all(answer(p, event, entity_of).says in (Says.AGREES, Says.NOTHING) for p in telling.parts)


def _told_as_rumour(said: Answer, event: Event) -> Ruling:
    """The ruling on a rumour told as one, and denied: there was the talk, and that it is denied is told beside it."""
    ruling = _not_so(said.part, event)
    if said.says is not Says.AGREES or said.told is None or ruling.told is None or said.told.claim.polarity is Polarity.NEGATED:
        return ruling
    reason = f"so says {_who(said.told)}; {_who(ruling.told)} says otherwise"
    return Ruling(said.part, Verdict.SUPPORTED, reason, said.told, event)


def _not_so(part: Part, event: Event) -> Ruling:
    told = next((t for t in event.tellings if t.claim.polarity is event.polarity), event.tellings[0])
    if event.polarity is Polarity.AFFIRMED and event.certainty not in _FIRM:
        return Ruling(part, Verdict.UNSUPPORTED, "nothing on record denies it, though nothing confirms it either", told, event)
    if event.polarity is Polarity.AFFIRMED:
        return Ruling(part, Verdict.CONTRADICTED, "the record says that it is so", told, event)
    reason = "denied" if event.certainty is Certainty.DENIED else "the record says that it is not so"
    return Ruling(part, Verdict.CONTRADICTED, reason, told, event)


def _agreeing(telling: Telling, part: Part, told: Told, event: Event, otherwise: Told | None) -> Ruling:
    if telling.claim.polarity is told.claim.polarity is Polarity.NEGATED and told.claim.certainty is Certainty.DENIED:
        return Ruling(part, Verdict.SUPPORTED, "denied", told, event)
    if telling.claim.certainty in _FIRM and told.claim.certainty not in _FIRM:
        if told.claim.certainty in (Certainty.RUMOURED, Certainty.DENIED):
            return Ruling(part, Verdict.RUMOUR_ONLY, "on record only as a rumour", told, event)
        return Ruling(part, Verdict.UNSUPPORTED, _LESS[told.claim.certainty], told, event)
    if otherwise is not None:
        return Ruling(part, Verdict.SUPPORTED, f"so says {_who(told)}; {_who(otherwise)} says otherwise", told, event)
    if telling.claim.certainty is Certainty.RUMOURED and told.claim.certainty in _FIRM:
        return Ruling(part, Verdict.SUPPORTED, f"no rumour any more: {told.claim.certainty}", told, event)
    return Ruling(part, Verdict.SUPPORTED, "on record", told, event)


def told_there(
    events: Iterable[Event], firm: Entity, event_type: str, times: Sequence[ValidTime]
) -> tuple[Verdict, str, Told | None, Event | None]:
    """The verdict on a sentence that says that nothing of the type happened at the firm (within the times, where it tells some)."""
    there = [
        e
        for e in events
        if e.event_type == event_type and e.polarity is Polarity.AFFIRMED and any(v.entity == firm.id for v in e.role("org"))
    ]
    within = [e for e in there if not times or (e.valid_time and any(compare_times(t, e.valid_time) is Says.AGREES for t in times))]
    firmly = sorted((e for e in within if e.certainty in _FIRM), key=lambda e: (-e.sources, e.id))
    if firmly:
        told = next(t for t in firmly[0].tellings if t.claim.certainty is firmly[0].certainty)
        return Verdict.CONTRADICTED, "the record says that it is so", told, firmly[0]
    if within:
        reason = "nothing on record denies it, though nothing confirms it either"
        return Verdict.UNSUPPORTED, reason, within[0].tellings[0], within[0]
    return Verdict.UNSUPPORTED, "the record does not say", None, None


def _who(told: Told) -> str:
    return told.publisher or told.file


def _theirs(part: Part, told: Told | None, entity_of: Mapping[str, Entity]) -> str:
    """What the telling says in the part's role."""
    if told is None:
        return ""
    if part.role == TIME:
        return told.claim.valid_time.when if told.claim.valid_time else ""
    times = [a.value.when for a in told.claim.values(part.role) if isinstance(a.value, ValidTime)]
    return ", ".join(dict.fromkeys(times or (value.text for value in played(told.claim, part.role, entity_of))))


def _figure(telling: Telling, events: Sequence[Event], entity_of: Mapping[str, Entity]) -> Iterator[Ruling]:
    """A figure holds for a time: told of a time, it is measured against the figures of that time, else against the newest."""
    roles = FIGURES[telling.claim.event_type]
    figures = [p for p in telling.parts if p.role in roles]
    known = sorted((e for e in events if _same_figure(telling, e, entity_of)), key=_moment)
    held = {p.role: [e for e in known if e.role(p.role)] for p in figures}
    time = next((p.value for p in telling.parts if p.role in (TIME, "period") and isinstance(p.value, ValidTime)), None)
    ruled = [_against(telling, part, held[part.role], time, entity_of) for part in figures]
    yield from ruled
    lead = min(ruled, key=lambda r: tuple(Verdict).index(r.verdict), default=None)
    for part in telling.parts:
        if part in figures:
            continue
        if lead is None or lead.event is None:
            reason = "the record does not say" if known else "nothing on record tells of it"
            yield Ruling(part, Verdict.UNSUPPORTED, reason, known[-1].tellings[0] if known else None)
        elif lead.verdict in (Verdict.CONTRADICTED, Verdict.OUT_OF_DATE):
            yield Ruling(part, Verdict.SUPPORTED, "on record", lead.told, lead.event)
        else:
            yield Ruling(part, lead.verdict, lead.reason, lead.told, lead.event, lead.newest)


def _same_figure(telling: Telling, event: Event, entity_of: Mapping[str, Entity]) -> bool:
    if event.event_type != telling.claim.event_type or event.polarity is not Polarity.AFFIRMED:
        return False
    if _is_one_bid(event.event_type, (name for name, _ in event.roles)):
        return False
    subject = "subject" if event.event_type in ("metric", "count_claim") else "org"
    parts = [p for role in (subject, "measure") for p in telling.of(role)]
    return bool(parts) and all(_said_of(part, event, entity_of) for part in parts)


def _said_of(part: Part, event: Event, entity_of: Mapping[str, Entity]) -> bool:
    if part.role != "measure":
        return answer(part, event, entity_of).says is Says.AGREES
    return any(same_measure(part.text, value.text) for value in event.role("measure"))


def same_measure(left: str, right: str) -> bool:
    """Whether two wordings may name one measure: as the list of measures has it, else when they are alike."""
    words = load_measures()
    mine, yours = words.of(left), words.of(right)
    if mine and yours:
        return yours.name in words.kin(mine.name)
    return alike(normal(left), normal(right))


def _moment(event: Event) -> tuple[date, date, str]:
    start, end = _period(event)
    return (end or start or date.min, start or date.min, event.id)


def _period(event: Event) -> tuple[date | None, date | None]:
    told = [a.value for t in event.tellings for a in t.claim.values("period") if isinstance(a.value, ValidTime)]
    return (told[0].start, told[0].end) if told else bounds(event)


def _against(
    telling: Telling, part: Part, known: Sequence[Event], time: ValidTime | None, entity_of: Mapping[str, Entity]
) -> Ruling:
    if time is not None:
        then = [e for e in known if _falls(e, time)]
        ruling = _agreed(telling, part, then, entity_of)
        if ruling:
            return ruling
        same = [e for e in then if _as_exact(e, time)]
        said = [(e, answer(part, e, entity_of)) for e in same]
        for event, found in said:
            if found.says in (Says.DIFFERS, Says.COARSER):
                return _other(part, event, found, entity_of)
        return _unsaid(part, known)
    if not known:
        return _unsaid(part, known)
    newest_day = _moment(known[-1])[0]
    newest = [e for e in known if _moment(e)[0] == newest_day]
    ruling = _agreed(telling, part, newest, entity_of)
    if ruling:
        return ruling
    earlier = _agreed(telling, part, [e for e in reversed(known) if e not in newest], entity_of)
    if earlier and earlier.verdict is Verdict.SUPPORTED:
        latest = newest[0]
        reason = f"superseded: {_when(latest)} {_value(part, latest)}"
        return Ruling(part, Verdict.OUT_OF_DATE, reason, earlier.told, earlier.event, latest)
    return _unsaid(part, known)


def _agreed(telling: Telling, part: Part, events: Iterable[Event], entity_of: Mapping[str, Entity]) -> Ruling | None:
    """The ruling by those events that agree in the figure, a firm one before a rumour."""
    found = []
    for event in events:
        said = answer(part, event, entity_of)
        if said.says is Says.AGREES and said.told:
            found.append(_agreeing(telling, part, said.told, event, said.otherwise))
    return max(found, key=lambda r: tuple(Verdict).index(r.verdict), default=None)


def _other(part: Part, event: Event, found: Answer, entity_of: Mapping[str, Entity]) -> Ruling:
    theirs = _theirs(part, found.told, entity_of)
    if found.says is Says.COARSER:
        return Ruling(part, Verdict.UNSUPPORTED, f"not said so exactly: {theirs}", found.told, event)
    return Ruling(part, Verdict.CONTRADICTED, f"on record: {theirs}", found.told, event)


def _unsaid(part: Part, known: Sequence[Event]) -> Ruling:
    if not known:
        return Ruling(part, Verdict.UNSUPPORTED, "nothing on record tells of it")
    newest = known[-1]
    reason = f"the record has other figures only, the newest of {_when(newest)}: {_value(part, newest)}"
    return Ruling(part, Verdict.UNSUPPORTED, reason, newest.tellings[0], None, newest)


def _value(part: Part, event: Event) -> str:
    values = event.role(part.role)
    return values[0].text if values else "?"


def _when(event: Event) -> str:
    if event.valid_time:
        return event.valid_time.when
    end = bounds(event)[1]
    return end.isoformat() if end else "?"


def _falls(event: Event, time: ValidTime) -> bool:
    start, end = _period(event)
    return (start or date.min) <= (time.end or date.max) and (time.start or date.min) <= (end or date.max)


def _as_exact(event: Event, time: ValidTime) -> bool:
    """Whether the event's figure is of the very time: a month's figure does not contradict the year's."""
    told = event.valid_time
    return told is not None and (told.when == time.when or compare_times(time, told) is compare_times(told, time) is Says.AGREES)
