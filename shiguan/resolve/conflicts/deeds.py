"""What firms do, across types of event: given up or gone on with, denied though people moved, foreseen and come otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import alike, told_by
from shiguan.resolve.conflicts.compare import one_measure, one_unit
from shiguan.resolve.conflicts.grounds import Ground, Whose, ground, here
from shiguan.resolve.conflicts.records import Cause, Conflict, ConflictKind, Known, Severity
from shiguan.resolve.conflicts.sides import (
    FIRM,
    Said,
    affirmed,
    apart,
    conflict,
    documents,
    named,
    negated,
    players,
    side,
    sides,
    texts,
    time_of,
)
from shiguan.resolve.names import normal
from shiguan.vocabulary.measures import load_measures

_MONTHS = 548  # a year and a half: a denial is of no use against what comes later still
_MOVE_DAYS = 366
_TEAM_DAYS = 62
_TEAM = re.compile(r"团队|小组|成员|人员|员工|部门|部分|班底|骨干")
_MOST = re.compile(r"大部分|大多|多数|绝大")
_SOME = re.compile(r"部分|少数|个别|一些|几名|几位|若干")
_ALL = re.compile(r"全部|所有|整个|整体|全体|悉数")
_OFFERED = re.compile(r"offer|邀请|邀约|拟加入|洽谈", re.I)
_LEAST_SUM = 10_000  # a bare number below this is seldom money
_EXPECTED = re.compile(r"预期|预计|目标|有望|计划实现|力争|指引|展望")


def reversals(known: Known) -> Iterator[Conflict]:
    """What a firm is told to give up and to go on with, or is denied to give up."""
    by_org: dict[str, list[Event]] = defaultdict(list)
    for event in known.of("abandonment"):
        for org in players(event, known, "org"):
            by_org[org.id].append(event)
    for org_id, found in sorted(by_org.items()):
        for kept in (e for e in found if e.polarity is Polarity.NEGATED):
            given_up = [e for e in found if e.polarity is Polarity.AFFIRMED and _may_be_one(kept, e)]
            if given_up:
                yield _reversal(known.entities[org_id], kept, given_up)


def _may_be_one(kept: Event, given_up: Event) -> bool:
    """Whether what is kept and what is given up may be one thing: alike in part, or denied in words that do not say what of it."""
    gap = apart(time_of(kept.tellings[0]), time_of(given_up.tellings[0]))
    if gap is not None and gap > _MONTHS:
        return False
    mine, yours = (tuple(v.text for v in e.role("subject")) for e in (kept, given_up))
    return kept.certainty is Certainty.DENIED or not mine or not yours or any(_shares(a, b) for a in mine for b in yours)


def _shares(left: str, right: str) -> bool:
    """Whether the wordings share two characters running."""
    a, b = normal(left), normal(right)
    return any(a[i : i + 2] in b for i in range(len(a) - 1))


def _reversal(org: Entity, kept: Event, given_up: Sequence[Event]) -> Conflict:
    no = side([Said("≠ " + _subject(kept), kept, t) for t in negated(kept)])
    yes = [side([Said(_subject(e), e, t) for t in affirmed(e)]) for e in given_up]
    exact = [e for e in given_up if _subject(e) and _subject(kept) and alike(normal(_subject(e)), normal(_subject(kept)))]
    later = all(one.published > no.published for one in yes)
    cause = Cause.BORNE_OUT if kept.certainty is Certainty.DENIED and later else Cause.LATER if later and exact else Cause.SCOPE
    firm = any(e.certainty in FIRM for e in exact)
    severity = Severity.CONTRADICTION if firm and not later else Severity.TENSION
    return conflict(ConflictKind.REVERSAL, severity, org, [no, *yes], cause)


def _subject(event: Event) -> str:
    return "、".join(v.text for v in event.role("subject"))


def returns(known: Known) -> Iterator[Conflict]:
    """A product given up or stopped, and released after that; a firm that gives up what it turns to."""
    released: dict[str, list[Event]] = defaultdict(list)
    for event in known.of("product_release"):
        for product in players(event, known, "product"):
            released[product.id].append(event)
    for ended in known.of("product_shutdown", "abandonment"):
        if ended.polarity is not Polarity.AFFIRMED or ended.valid_time is None:
            continue
        for product in players(ended, known, "product", "subject"):
            later = [e for e in released[product.id] if e.valid_time and _after(e, ended) and e.polarity is Polarity.AFFIRMED]
            if later:
                ends = side([Said(_dated(ended), ended, t) for t in affirmed(ended)])
                again = side(
                    [Said(f"{e.event_type} {e.valid_time.when}", e, t) for e in later if e.valid_time for t in affirmed(e)]
                )
                yield conflict(ConflictKind.REVERSAL, Severity.TENSION, product, [ends, again], Cause.SEQUENCE)


def _after(event: Event, other: Event) -> bool:
    mine, yours = event.valid_time, other.valid_time
    return bool(mine and yours and mine.start and yours.end and mine.start > yours.end)


def _dated(event: Event) -> str:
    return f"{event.event_type} {event.valid_time.when if event.valid_time else ''}".strip()


def denied_deals(known: Known) -> Iterator[Conflict]:
    """A deal that is denied, while people moved from the one to the other (or to another part of its house)."""
    deals: dict[str, list[tuple[Entity, Event, Told]]] = defaultdict(list)
    for deal in known.of("acquisition"):
        for target in players(deal, known, "target"):
            deals[target.id] += [(buyer, deal, t) for buyer in players(deal, known, "acquirer") for t in negated(deal)]
    moves = [e for e in known.of("departure") if e.polarity is Polarity.AFFIRMED and e.role("destination_org")]
    for target_id, denied in sorted(deals.items()):
        target, denials = known.entities[target_id], [t for _, _, t in denied]
        moved = [(b, e) for b, _, _ in denied for e in moves if _moves(e, target, b, known) and _in_time(e, denials)]
        said = [Said(_move(t), e, t) for e in {e.id: e for _, e in moved}.values() for t in affirmed(e)]
        if said:
            names = " / ".join(dict.fromkeys(b.name for b, _ in moved))
            no = side([Said(f"≠ {names} · {target.name}", deal, t) for b, deal, t in denied])
            yield conflict(ConflictKind.DENIAL, Severity.TENSION, target, [no, *sides(said, _one_event)], Cause.MOVED)


def _one_event(left: Said, right: Said) -> bool:
    return left.event.id == right.event.id


def _move(told: Told) -> str:
    return f"{'、'.join(texts(told, 'person')) or '?'} → {'、'.join(texts(told, 'destination_org'))}"


def _moves(event: Event, source: Entity, to: Entity, known: Known) -> bool:
    """Whether it tells of somebody who went from the one to the other, or to a part of it that bears its name."""
    if source.id not in {e.id for e in players(event, known, "org")}:
        return False
    return any(v.entity == to.id or to.name in v.text for v in event.role("destination_org"))


def _in_time(event: Event, denials: Sequence[Told]) -> bool:
    gaps = [apart(time_of(event.tellings[0]), time_of(t)) for t in denials]
    return any(gap is None or gap <= _MOVE_DAYS for gap in gaps)


def teams(known: Known) -> Iterator[Conflict]:
    """A team's move told differently: how much of it, where to, whether done or only offered."""
    by_org: dict[str, list[Said]] = defaultdict(list)
    for event in known.of("departure"):
        for told in affirmed(event):
            people = [a.text for a in told.claim.values("person") if not isinstance(a.value, Mention)]
            for org in named(told, "org", known)[:1] if people and _TEAM.search(people[0]) else ():
                where = "、".join(texts(told, "destination_org"))
                by_org[org.id].append(Said(f"{people[0]} → {where}" if where else people[0], event, told))
    for event in known.of("layoff"):
        for told in affirmed(event):
            units = [u for u in texts(told, "unit") if _TEAM.search(u)]
            for org in named(told, "org", known)[:1] if units else ():
                by_org[org.id].append(Said(f"layoff: {units[0]}", event, told))
    for org_id, said in sorted(by_org.items()):
        close = [s for s in said if any(s.told.claim.document != o.told.claim.document and _close(s.told, o.told) for o in said)]
        found = sides(close, lambda a, b: _extent(a) == _extent(b))
        if len(found) > 1 and len(documents(found)) > 1:
            yield conflict(ConflictKind.EXTENT, Severity.TENSION, known.entities[org_id], found, Cause.PART)


def _close(left: Told, right: Told) -> bool:
    gap = apart(left.claim.valid_time, right.claim.valid_time)
    return gap is not None and gap <= _TEAM_DAYS


def _extent(said: Said) -> tuple[str, str, bool]:
    """How much of the team, where to (or laid off), and whether only offered."""
    what = said.value.partition(" → ")[0]
    share = "most" if _MOST.search(what) else "some" if _SOME.search(what) else "all" if _ALL.search(what) else ""
    offered = bool(_OFFERED.search(said.told.claim.evidence.quote)) or said.told.claim.certainty not in FIRM
    where = said.event.event_type if said.event.event_type == "layoff" else normal("".join(texts(said.told, "destination_org")))
    return share, where, offered


def cases(known: Known) -> Iterator[Conflict]:
    """Suits (or arbitrations) with one party in common, told by different documents of different opponents: perhaps one case."""
    by_party: dict[tuple[str, bool], list[Said]] = defaultdict(list)
    for event in known.of("lawsuit"):
        for told in affirmed(event):
            accuser, accused = (" ".join(texts(told, role)) for role in ("plaintiff", "defendant"))
            for party in (
                {e.id for role in ("plaintiff", "defendant") for e in named(told, role, known)} if accuser and accused else ()
            ):
                court = "仲裁" in told.claim.evidence.quote
                by_party[party, court].append(Said(f"{accuser} → {accused}", event, told))
    for (party, _), told_of in sorted(by_party.items()):
        said = [s for s in told_of if any(_other_case(s, o) for o in told_of)]
        found = sides(said, lambda a, b: normal(a.value) == normal(b.value))
        if len(found) > 1:
            yield conflict(ConflictKind.PARTY, Severity.TENSION, known.entities[party], found, Cause.ONE_CASE)


def _other_case(left: Said, right: Said) -> bool:
    gap = apart(left.told.claim.valid_time, right.told.claim.valid_time)
    near = gap is None or gap <= _TEAM_DAYS
    return left.told.claim.document != right.told.claim.document and near and normal(left.value) != normal(right.value)


def forecasts(known: Known) -> Iterator[Conflict]:
    """A figure that was expected, and the figure that came."""
    expected = hopes(known)
    came = _came(known) if expected else {}
    for event, told, amount in expected:
        org = whose_hope(told, known)
        missed = [s for s in came.get(org.id, ()) if _missed(amount, told, s)] if org else []
        if missed:
            hoped = side([Said(amount.expression or told.claim.evidence.quote, event, told)])
            found = [hoped, *sides(missed, lambda a, b: normal(a.value) == normal(b.value))]
            yield conflict(ConflictKind.FORECAST, Severity.TENSION, org, found, Cause.MISSED)


def hopes(known: Known) -> list[tuple[Event, Told, Amount]]:
    """What is expected of measures, and how much."""
    return [(e, t, amount) for e in known.events for t in affirmed(e) if (amount := _expected(t, known))]


def _expected(told: Told, known: Known) -> Amount | None:
    """The sum that the telling expects of a measure; None where it expects none."""
    if not hopes_for(told):
        return None
    return next((a for a in known.amounts(told.claim.evidence.quote) if a.currency or (a.low and a.low >= _LEAST_SUM)), None)


def hopes_for(told: Told) -> bool:
    """Whether the telling expects something of a measure."""
    claim = told.claim
    ahead = claim.certainty in (Certainty.FORECAST, Certainty.PLANNED) or claim.event_type in ("forecast", "statement")
    quote = told.claim.evidence.quote
    return ahead and bool(_EXPECTED.search(quote)) and load_measures().of(quote) is not None


def whose_hope(told: Told, known: Known) -> Entity | None:
    """Of whom a telling expects something: the entity it names, else the one that is called as its speaker is."""
    found = next((e for role in ("subject", "org", "speaker") for e in named(told, role, known)), None)
    called = (e for e in known.entities.values() if e.kind is not MentionKind.PERSON and e.name == told.claim.speaker)
    return found or next(reversed(list(called)), None)


def _came(known: Known) -> dict[str, list[Said]]:
    """Figures told as facts, by the entity they are of: the one named, its owner, or one whose name the subject's words hold."""
    found: dict[str, list[Said]] = defaultdict(list)
    firms = {e.name: e.id for e in known.entities.values() if e.kind is MentionKind.ORG}
    for event in known.of("metric"):
        for told in (t for t in affirmed(event) if t.claim.certainty in FIRM):
            of = {e.id for e in named(told, "subject", known)}
            words = [t for t in texts(told, "subject") if not of]
            of |= {known.owners[i] for i in of if i in known.owners}
            of |= {i for n, i in firms.items() if any(n in w for w in words)} if words else set()
            for i in sorted(of):
                found[i] += [Said(a.text, event, told) for a in told.claim.values("value")]
    return found


def _missed(expected: Amount, told: Told, came: Said) -> bool:
    value = next((a.value for a in came.told.claim.values("value")), None)
    measured = " ".join(texts(came.told, "measure"))
    if not isinstance(value, Amount) or not one_measure(told.claim.evidence.quote, measured) or told_by(came.told) < told_by(told):
        return False
    if not one_unit(expected, value):
        return False
    mine, yours = told.claim.valid_time, came.told.claim.valid_time
    in_time = not (mine and yours and mine.start and yours.end) or yours.end >= mine.start
    most = value.high if value.high is not None else value.low
    return in_time and expected.low is not None and most is not None and most < expected.low


def grounds(event: Event, whose: Whose) -> Iterator[Ground]:
    """Where the rules above look: what one firm gives up, a product's end and return, deals and moves, teams, suits.

    What is expected is held against the record.
    """
    yes = affirmed(event)
    if any(map(hopes_for, yes)):
        yield here()
    match event.event_type:
        case "abandonment" | "product_shutdown" | "product_release":
            yield from _of_ends(event)
        case "acquisition" if negated(event):
            yield from (ground("deals", target, said="denied") for target in _ids(event, "target"))
        case "departure" | "layoff":
            if event.polarity is Polarity.AFFIRMED and event.role("destination_org"):
                yield from (ground("deals", source, said="moved") for source in _ids(event, "org"))
            teams_of = (t for t in yes if _tells_of_team(event.event_type, t))
            yield from (ground("teams", org, said=t.claim.document) for t in teams_of for org in whose(t, "org")[:1])
        case "lawsuit":
            for told in yes:
                parties = (" ".join(texts(told, role)) for role in ("plaintiff", "defendant"))
                said = normal(" → ".join(parties))
                for party in {*whose(told, "plaintiff"), *whose(told, "defendant")}:
                    yield ground("cases", party, said=said)


def _of_ends(event: Event) -> Iterator[Ground]:
    if event.event_type == "abandonment":
        yield from (ground("reversals", org, said=event.polarity) for org in _ids(event, "org"))
    if event.event_type == "product_release":
        yield from (ground("returns", product, said="released") for product in _ids(event, "product"))
    elif event.polarity is Polarity.AFFIRMED and event.valid_time:
        yield from (ground("returns", product, said="ended") for product in _ids(event, "product", "subject"))


def _ids(event: Event, *roles: str) -> Iterator[str]:
    yield from dict.fromkeys(v.entity for role in roles for v in event.role(role) if v.entity)


def _tells_of_team(event_type: str, told: Told) -> bool:
    named = [a.text for a in told.claim.values("person") if not isinstance(a.value, Mention)]
    return any(map(_TEAM.search, texts(told, "unit") if event_type == "layoff" else named[:1]))
