"""Certainty over time: what became of what was first told as hearsay. Rumour, denial and confirmation as one chain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from shiguan.records.claim import Certainty, Polarity
from shiguan.records.views import Event, Told
from shiguan.resolve.agree import Identified, told_by
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.events import EVENT_RULES
from shiguan.resolve.related import (
    Link,
    Relation,
    Telling,
    family,
    is_firm,
    is_hearsay,
    is_rumour,
    keys,
    nameless,
    relation,
    telling,
)


class Fate(StrEnum):
    """What became of a rumour, by what is on record."""

    OPEN = "open"
    DENIED = "denied"
    BORNE_OUT = "borne_out"
    DENIED_THEN_BORNE_OUT = "denied_then_borne_out"
    PARTLY = "partly_borne_out"
    WITHDRAWN = "withdrawn"


class Part(StrEnum):
    """What a telling does in the chain."""

    RUMOUR = "rumour"
    DENIAL = "denial"
    REPORT = "report"
    CONFIRMATION = "confirmation"
    PLAN = "plan"
    WITHDRAWAL = "withdrawal"
    NO_ANSWER = "no_answer"


class Reason(StrEnum):
    """Why a chain has its fate."""

    NOTHING_SINCE = "nothing on record tells how it ended"
    NO_ANSWER = "asked, and no answer or confirmation came, which is no denial"
    DENIED = "denied, and never told as a fact since"
    ONLY_DENIAL = "known only by its denial"
    TOLD_AS_FACT = "told as a fact"
    FACT_BEFORE = "told as a fact already before it was carried as a rumour"
    FACT_SINCE = "denied, and told as a fact after that"
    NOT_ALL = "told as a fact of some of those named, not of all"
    OTHERWISE = "told as a fact, but otherwise than the rumour had it"
    ANNOUNCED = "announced, and not told as done"
    TAKEN_BACK = "taken back by who had told it"


@dataclass(frozen=True, slots=True)
class Step:
    """A telling in a chain: the id of its event, its part, how it is tied to the rumour, and the roles it tells otherwise."""

    told: Told
    event: str
    part: Part
    link: Link
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fate, why, and the telling that settles it (None: nothing does)."""

    fate: Fate
    reason: Reason
    by: Told | None


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps in order of publication, and in a document of place. ``events``: ids, those of the rumours first.

    ``idle``: claims that have to do with it and have no part in it as it stands, as what was told before it; in order.
    """

    steps: tuple[Step, ...]
    events: tuple[str, ...]
    verdict: Verdict
    idle: tuple[str, ...] = ()


_NOT_SAID = re.compile(
    r"[未不没拒][^。，；]{0,8}(?:回[应复答]|置评|评论|表态|证实|确认)|三缄其口|"
    r"did not (?:respond|reply|answer|comment)|declined to (?:comment|answer)|unconfirmed",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"否认|辟谣|澄清|不实|不属实|谣|传闻|传言|假消息|驳斥|无此事|没有此事|den(?:y|ied|ies)|rumou?r|untrue", re.IGNORECASE
)
# A sentence about talk reports the talk, however the verb in it was read: 出售给甲的说法并不合理.
_OF_TALK = re.compile(r"传闻|传言|谣言|流言|的说法|假消息|辟谣|rumou?r|speculation", re.IGNORECASE)
_TO_COME = re.compile(r"将(?!近|军)|拟(?!人)|计划|打算|准备|\b(?:will|to be|plans? to)\b", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"撤回|撤稿|撤下|收回|更正|致歉|道歉|删除(?:该|此|了)?(?:报道|文章|消息|稿)|retract|withdr[ae]w|correction|apologi[sz]",
    re.IGNORECASE,
)
# What says that it is not so; that it is rumoured or thought not to be so does not.
_SAYS_NOT = (Certainty.DENIED, Certainty.REPORTED, Certainty.CONFIRMED, Certainty.PLANNED)
# A reply that says nothing is told as a statement.
_REPLY = "statement"
# Characters within which a reply stands after what it replies to.
_REPLY_WITHIN = 300
# Denials of one thing come out within so many days of each other, and of the talk that they deny, whichever is on record first.
_OF_ONE_TALK_DAYS = 31


def chains(events: Iterable[Event], entities: Mapping[str, Identified]) -> tuple[Chain, ...]:
    """Every rumour that the events hold, with its later fate, by first telling; ``entities`` by mention id.

    Rumours of one thing are one chain, also where they are told as several events; the other tellings are those of the
    same events and those of the same parties (``related.relation``). What is known only by its denials is one chain too.
    """
    told = [(one, event.id) for event in events for one in event.tellings]
    made = chains_of(told, entities, Part.RUMOUR)
    made += only_denied(told, {step.told.claim.id for chain in made for step in chain.steps}, entities)
    return in_order(made)


def plans(events: Iterable[Event], entities: Mapping[str, Identified]) -> tuple[Chain, ...]:
    """Every plan that the events hold, with what was told of it since, by first telling, as ``chains`` has rumours.

    Borne out is a plan that is told as done, denied one that is told to be off; that somebody plans to say something is none.
    """
    return in_order(chains_of([(one, event.id) for event in events for one in event.tellings], entities, Part.PLAN))


def planned(chain: Chain) -> Told:
    """Of a chain of plans the telling that first has it as one."""
    return next(s.told for s in chain.steps if s.told.claim.certainty is Certainty.PLANNED)


def begins(told: Told) -> Part | None:
    """What a telling may begin: a chain of rumours or of plans, or, where no rumour of it is on record, one of denials alone."""
    if is_rumour(told):
        return Part.RUMOUR
    if _is_plan(told):
        return Part.PLAN
    return Part.DENIAL if _denies_talk(told) else None


def bears_on(first: Telling, other: Telling) -> bool:
    """Whether ``other`` has to do with the rumour or plan ``first``: it is of the same, or the reply that says nothing."""
    return bool(relation(first, other)) or _replies(first, other)


def chains_of(told: Sequence[tuple[Told, str]], entities: Mapping[str, Identified], part: Part) -> list[Chain]:
    """The chains that begin with rumours or with plans, in no order; ``told``: each with its event's id.

    Only what may belong to one is compared.
    """
    first = [one for one, _ in told if begins(one) is part]
    families = {family(one.claim.event_type) for one in first}
    documents = {one.claim.document for one in first}
    index: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    started: dict[str, Telling] = {}
    for one, event in told:
        kind = one.claim.event_type
        if family(kind) in families or (kind == _REPLY and one.claim.document in documents):
            compared = telling(one, event, entities)
            if begins(one) is part:
                started[one.claim.id] = compared
            for key in keys(compared):
                index[key].append(compared)
    return [_chain(group, index, part) for group in _joined(started, index)]


def in_order(made: Iterable[Chain]) -> tuple[Chain, ...]:
    """Chains by their first tellings."""
    return tuple(sorted(made, key=lambda c: (_order(c.steps[0].told), c.events)))


def _is_plan(told: Told) -> bool:
    claim = told.claim
    affirmed = claim.polarity is Polarity.AFFIRMED and claim.certainty is Certainty.PLANNED
    return affirmed and claim.event_type not in ("statement", "forecast")


def _joined(rumours: Mapping[str, Telling], index: Mapping[tuple[str, ...], list[Telling]]) -> list[list[Telling]]:
    """The rumours of one thing, together."""
    sets = Disjoint(rumours)
    for one in rumours.values():
        for other in _near(one, index):
            if other.told.claim.id in rumours and relation(one, other):
                sets.join(one.told.claim.id, other.told.claim.id)
    return [[rumours[claim] for claim in sorted(group)] for group in sets.sets().values()]


def _near(one: Telling, index: Mapping[tuple[str, ...], list[Telling]]) -> list[Telling]:
    near = {other.told.claim.id: other for key in keys(one) for other in index[key]}
    near.pop(one.told.claim.id)
    return [near[claim] for claim in sorted(near)]


def _chain(rumours: Sequence[Telling], index: Mapping[tuple[str, ...], list[Telling]], begins: Part) -> Chain:
    told = {one.told.claim.id for one in rumours}
    steps = [Step(one.told, one.event, begins, Link.SAME_EVENT) for one in rumours]
    tied: dict[str, tuple[Telling, list[Relation]]] = {}
    replies: dict[str, Telling] = {}
    for one in rumours:
        for other in _near(one, index):
            if other.told.claim.id in told:
                continue
            related = relation(one, other)
            if related:
                tied.setdefault(other.told.claim.id, (other, []))[1].append(related)
            elif _replies(one, other):
                replies[other.told.claim.id] = other
    carried = sorted((one.told for one in rumours), key=_order)
    for other, related_to in tied.values():
        part = _part(other.told, carried)
        if part and not (begins is Part.PLAN and _only_announces(other.told, part)):
            differs = min((r.differs for r in related_to), key=len)
            steps.append(Step(other.told, other.event, part, related_to[0].link, differs))
    steps += [Step(one.told, one.event, Part.NO_ANSWER, Link.ABOUT_IT) for one in replies.values()]
    ordered = tuple(sorted(steps, key=lambda s: _order(s.told)))
    first = dict.fromkeys(s.event for s in ordered if s.part is begins)
    others = dict.fromkeys(s.event for s in ordered)
    idle = {*tied, *replies} - {s.told.claim.id for s in ordered}
    return Chain(ordered, tuple({**first, **others}), _verdict(ordered, rumours), tuple(sorted(idle)))


def _replies(rumour: Telling, other: Telling) -> bool:
    """Whether it says, right after the rumour, that somebody gave no answer."""
    if other.event_type != _REPLY or other.told.claim.document != rumour.told.claim.document:
        return False
    behind = other.told.claim.evidence.span.start - rumour.told.claim.evidence.span.start
    return 0 <= behind <= _REPLY_WITHIN and bool(_NOT_SAID.search(other.told.claim.evidence.quote))


def _part(told: Told, rumours: Sequence[Told]) -> Part | None:
    """What the telling does to the rumours; None where it has no bearing: read in a rumour's own words, or published before it."""
    claim = told.claim
    if claim.polarity is Polarity.NEGATED:
        if claim.certainty not in _SAYS_NOT or _of_other_talk(told, rumours[0]):
            return None
        return Part.WITHDRAWAL if _takes_back(told, rumours) else Part.DENIAL
    if any(_same_words(told, rumour) for rumour in rumours):
        return None
    if claim.certainty is Certainty.PLANNED:
        return Part.PLAN if _before(rumours[0], told) and claim.document != rumours[0].claim.document else None
    if not is_firm(told) or (claim.certainty is Certainty.REPORTED and _OF_TALK.search(claim.evidence.quote)):
        return None
    return Part.CONFIRMATION if claim.certainty is Certainty.CONFIRMED else Part.REPORT


def _of_other_talk(denial: Told, rumour: Told) -> bool:
    """Whether the denial came out before the rumour; not where it speaks of such talk, and the rumour is on record soon after."""
    if not _published_before(denial, rumour):
        return False
    return not (_DENYING.search(denial.claim.evidence.quote) and _soon(denial, rumour))


def _soon(left: Told, right: Told) -> bool:
    """Whether the two were published within the days in which one talk is denied."""
    if left.published_at is None or right.published_at is None:
        return False
    return left.published_at.near(right.published_at, _OF_ONE_TALK_DAYS)


def _only_announces(told: Told, part: Part) -> bool:
    """Whether a fact is told as still to come: that somebody said he would leave does not tell that the plan was carried out."""
    return part in (Part.REPORT, Part.CONFIRMATION) and bool(_TO_COME.search(told.claim.evidence.quote))


def _takes_back(told: Told, rumours: Sequence[Told]) -> bool:
    """Whether who told the rumour takes it back: the same speaker, or the same publisher and in such words."""
    claim = told.claim
    named = None if is_hearsay(claim.speaker) else claim.speaker
    if any(named and named == r.claim.speaker and claim.document != r.claim.document for r in rumours):
        return True
    same_outlet = any(told.publisher and told.publisher == r.publisher for r in rumours)
    return same_outlet and bool(_TAKEN_BACK.search(claim.evidence.quote))


def _same_words(left: Told, right: Told) -> bool:
    a, b = left.claim.evidence, right.claim.evidence
    return a.document == b.document and a.span.start < b.span.end and b.span.start < a.span.end


def _before(left: Told, right: Told) -> bool:
    """Whether the left is told before the right: further up in one document, or published on earlier days for certain."""
    a, b = left.claim.evidence, right.claim.evidence
    if a.document == b.document:
        return a.span.start < b.span.start
    return _published_before(left, right)


def _published_before(left: Told, right: Told) -> bool:
    start = right.published_at.start if right.published_at else None
    end = left.published_at.end if left.published_at else None
    return start is not None and end is not None and end < start


def _order(told: Told) -> tuple[bool, date, str, int, str]:
    return (told.published_at is None, told_by(told), told.claim.document, told.claim.evidence.span.start, told.claim.id)


def _verdict(steps: Sequence[Step], rumours: Sequence[Telling]) -> Verdict:
    """The fate by what was told last: a denial holds until something is told as a fact after it.

    Where it cannot be told which came first, only the party's own confirmation outweighs a denial.
    """
    facts = [s for s in steps if s.part in (Part.REPORT, Part.CONFIRMATION)]
    denials = [s for s in steps if s.part in (Part.DENIAL, Part.WITHDRAWAL)]
    outlive = [f for f in facts if all(_outweighs(f, d) for d in denials)]
    if outlive:
        return _borne_out(outlive, denials, rumours)
    if denials:
        back = next((s for s in denials if s.part is Part.WITHDRAWAL), None)
        return (
            Verdict(Fate.WITHDRAWN, Reason.TAKEN_BACK, back.told) if back else Verdict(Fate.DENIED, Reason.DENIED, denials[0].told)
        )
    plan = next((s for s in steps if s.part is Part.PLAN), None)
    if plan and plan.told.claim.id not in {one.told.claim.id for one in rumours}:
        return Verdict(Fate.PARTLY, Reason.ANNOUNCED, plan.told)
    unanswered = next((s for s in steps if s.part is Part.NO_ANSWER), None)
    reason = Reason.NO_ANSWER if unanswered else Reason.NOTHING_SINCE
    return Verdict(Fate.OPEN, reason, unanswered.told if unanswered else None)


def _outweighs(fact: Step, denial: Step) -> bool:
    return _before(denial.told, fact.told) or (fact.part is Part.CONFIRMATION and not _before(fact.told, denial.told))


def _borne_out(facts: Sequence[Step], denials: Sequence[Step], rumours: Sequence[Telling]) -> Verdict:
    whole = [f for f in facts if not f.differs]
    by = (whole or facts)[0].told
    missing = _not_all(facts, rumours)
    if denials:
        return Verdict(Fate.DENIED_THEN_BORNE_OUT, Reason.NOT_ALL if missing else Reason.FACT_SINCE, by)
    if missing or not whole:
        return Verdict(Fate.PARTLY, Reason.NOT_ALL if missing else Reason.OTHERWISE, by)
    first = min((one.told for one in rumours), key=_order)
    return Verdict(Fate.BORNE_OUT, Reason.FACT_BEFORE if _before(by, first) else Reason.TOLD_AS_FACT, by)


def _not_all(facts: Sequence[Step], rumours: Sequence[Telling]) -> bool:
    """Whether a rumour told of several at once, and the facts of some of them only."""
    rule = EVENT_RULES.get(rumours[0].event_type)
    if rule is None or rule.whole or any(f.told.claim.event_type != rumours[0].event_type for f in facts):
        return False
    role = rule.block[0]
    told = {a.text for f in facts for a in f.told.claim.values(role)}
    lists = [{a.text for a in one.told.claim.values(role)} for one in rumours if not nameless(one)]
    return any(len(names) > 1 and names & told and not names <= told for names in lists)


def only_denied(told: Iterable[tuple[Told, str]], chained: Collection[str], entities: Mapping[str, Identified]) -> list[Chain]:
    """What is denied in words that speak of a rumour, and not on record as one: what is denied of the same parties together.

    ``told``: by type, event and then as told, each with its event's id; ``chained``: claims that are steps of rumours.
    """
    denials: dict[str, Telling] = {}
    index: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for one, event in told:
        claim = one.claim
        if claim.id not in chained and _denies_talk(one):
            denials[claim.id] = telling(one, event, entities)
            for key in (*keys(denials[claim.id]), ("event", event)):
                index[key].append(denials[claim.id])
    made = []
    for group in _joined_denials(denials, index):
        ordered = sorted(group, key=lambda one: _order(one.told))
        steps = tuple(Step(one.told, one.event, Part.DENIAL, Link.SAME_EVENT) for one in ordered)
        events = tuple(dict.fromkeys(one.event for one in ordered))
        made.append(Chain(steps, events, Verdict(Fate.DENIED, Reason.ONLY_DENIAL, ordered[0].told)))
    return made


def _denies_talk(told: Told) -> bool:
    claim = told.claim
    denied = claim.certainty is Certainty.DENIED and claim.polarity is Polarity.NEGATED
    return denied and bool(_DENYING.search(claim.evidence.quote))


def _joined_denials(
    denials: Mapping[str, Telling], index: Mapping[tuple[str, ...], list[Telling]]
) -> Iterable[tuple[Telling, ...]]:
    """Denials of one event together, and those of the same parties that came out soon after each other."""
    sets = Disjoint(denials)
    for together in index.values():
        for one, other in combinations(together, 2):
            ends = one.told.claim.id, other.told.claim.id
            near = one.told.claim.document == other.told.claim.document or _soon(one.told, other.told)
            if sets.find(ends[0]) != sets.find(ends[1]) and (one.event == other.event or (near and relation(one, other))):
                sets.join(*ends)
    return [tuple(denials[claim] for claim in group) for group in sets.sets().values()]
