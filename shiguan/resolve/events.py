"""From tellings to events: which claims tell one happening."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shiguan.ids import content_id
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import Identified, Telling, agrees, grain, names_agree, same_figure, telling, times_fit
from shiguan.resolve.consensus import certainty, roles, sources, valid_time


@dataclass(frozen=True, slots=True)
class EventRule:
    """How events of a type are told apart.

    ``block``: tellings are compared when they agree in the first of these roles that is told. ``agree``: roles that must
    agree where both tell them. ``whole``: the block is all values of its role, not the first. ``names``: of these the
    wordings are names of one thing among many alike, 一标段 and 二标段, and agree only as such. ``settles``: where both tell the
    very same in this role, it is one event whatever its names.
    """

    block: tuple[str, ...]
    agree: tuple[str, ...] = ()
    whole: bool = False
    names: tuple[str, ...] = ()
    settles: str = ""


EVENT_RULES: Mapping[str, EventRule] = {
    "departure": EventRule(("person",), ("org",)),
    "appointment": EventRule(("person",), ("org",)),
    "membership": EventRule(("person",), ("org",)),
    "founding": EventRule(("person",), ("org",)),
    "funding": EventRule(("org",), ("round", "amount", "valuation")),
    "valuation": EventRule(("org",), ("amount",)),
    "acquisition": EventRule(("target", "acquirer"), ("acquirer",)),
    "partnership": EventRule(("orgs",), (), whole=True),
    "spin_off": EventRule(("org",), ("unit",)),
    "layoff": EventRule(("org",), ("unit", "count")),
    "product_release": EventRule(("product",), ("org",)),
    "product_shutdown": EventRule(("product",), ("org",)),
    "price_change": EventRule(("product", "org"), ("org", "change")),
    "pivot": EventRule(("org",), ("from", "to")),
    "abandonment": EventRule(("org",), ("subject",)),
    "lawsuit": EventRule(("defendant", "plaintiff"), ("plaintiff",)),
    "bid_wins": EventRule(
        ("org",), ("count", "rank", "period", "subject", "amount", "issuer"), names=("subject",), settles="amount"
    ),
    "listing": EventRule(("org",), ("exchange", "step")),
    "metric": EventRule(("subject",), ("measure", "value", "unit", "rank", "period")),
    "count_claim": EventRule(("subject",), ("measure", "value", "period")),
    "forecast": EventRule(("speaker",), ("gist",)),
    "statement": EventRule(("speaker",), ("gist",)),
}
_ANY = EventRule(("org", "person", "subject"))
# In these, who is not named is not the same as whom another text leaves unnamed: they meet only through their organisation.
_PERSONAL = frozenset({"departure", "appointment", "membership", "founding"})


# What is said is said at a time: a statement that comes up again two months later was made again.
_SAID = frozenset({"statement", "forecast"})
# Amounts that may be one (agree.same_amount allows 2 %) lie in one step of a ladder of tenths, or in neighbouring ones.
_STEP = math.log(1.1)
_WIDEST_POINT = Decimal("1.05")
_APART = "\x1f"


def compared(told: Told, entities: Mapping[str, Identified]) -> Telling:
    """The telling with the roles that its type is told apart by; ``entities`` by mention id."""
    rule = EVENT_RULES.get(told.claim.event_type, _ANY)
    return telling(told, dict.fromkeys((*rule.block, *rule.agree)), entities)


def block_of(one: Telling) -> str:
    """The key of those a telling is compared with; tellings of different blocks never tell one event."""
    rule = EVENT_RULES.get(one.event_type, _ANY)
    if one.event_type in _PERSONAL:
        return _personal_block(one)
    for role in rule.block:
        keys = sorted(value.key for value in one.roles[role])
        if keys:
            return _APART.join((one.event_type, role, *(keys if rule.whole else keys[:1])))
    return _APART.join((one.event_type, "", one.claim))


def _personal_block(one: Telling) -> str:
    named = sorted(p.entity for p in one.roles["person"] if p.entity)
    if named:
        return _APART.join((one.event_type, "person", named[0]))
    described = sorted(p.key for p in one.roles["person"])
    org = sorted(p.key for p in one.roles["org"])
    return _APART.join((one.event_type, "unnamed", *org, "", *described) if org else (one.event_type, "", one.claim))


def near_of(one: Telling) -> int | None:
    """A number such that tellings of one block whose numbers differ by more than one do not fit; None where it says nothing."""
    if one.event_type in _SAID:
        return one.told.year * 12 + one.told.month if one.told else None
    values = one.roles.get("value") or one.roles.get("amount") or ()
    amount = values[0].amount if len(values) == 1 else None
    if amount is None or amount.low is None or amount.high is None or not 0 < amount.high <= amount.low * _WIDEST_POINT:
        return None
    return math.floor(math.log(amount.low) / _STEP)


def fits(left: Telling, right: Telling) -> bool:
    """Whether two tellings of one block may tell one event."""
    rule = EVENT_RULES.get(left.event_type, _ANY)
    if not _meet(near_of(left), near_of(right)) or not times_fit(left, right):
        return False
    settled = rule.settles and same_figure(left.roles[rule.settles], right.roles[rule.settles])
    return all(
        (settled or names_agree(values, right.roles[role])) if role in rule.names else agrees(role, values, right.roles[role])
        for role, values in left.roles.items()
    )


def _meet(left: int | None, right: int | None) -> bool:
    return left is None or right is None or abs(left - right) <= 1


def events(
    tellings: Iterable[Told], entities: Mapping[str, Entity], source_of: Mapping[str, str], texts: Mapping[str, str]
) -> tuple[Event, ...]:
    """The events that the tellings tell, in order of type and id, whatever the order of the tellings.

    ``entities`` by mention id; ``source_of``: document id → source key, as ``Copies.among`` gives it (a document not
    in it is a source of its own); ``texts``: document id → its text as read. A telling that fits several events is none of
    them: it makes one of its own.
    """
    names = {entity.id: entity.name for entity in entities.values()}
    blocks: dict[str, list[Telling]] = defaultdict(list)
    told_of: dict[str, Told] = {}
    for told in tellings:
        one = compared(told, entities)
        told_of[one.claim] = told
        blocks[block_of(one)].append(one)
    groups = [[told_of[one.claim] for one in group] for block in blocks.values() for group in grouped(block)]
    found = [event_of(group, entities, names, sources(group, source_of, texts)) for group in groups]
    return tuple(sorted(found, key=lambda e: (e.event_type, e.id)))


def _order(one: Telling) -> tuple[bool, bool, int, int, str]:
    """Those that say most first: affirmed, dated, exactly dated, with most roles told; then by claim."""
    filled = sum(1 for values in one.roles.values() if values)
    return (not one.affirmed, one.time is None, grain(one.time) if one.time else 0, -filled, one.claim)


class _Groups:
    """Groups in the order they were begun, found by the numbers of their tellings."""

    def __init__(self) -> None:
        self.all: list[list[Telling]] = []
        self._at: dict[int | None, dict[int, None]] = defaultdict(dict)

    def fitting(self, one: Telling) -> list[int]:
        """The groups whose every telling it fits."""
        near = near_of(one)
        if near is None:
            likely: Iterable[int] = range(len(self.all))
        else:
            likely = sorted({i for key in (None, near - 1, near, near + 1) for i in self._at.get(key, ())})
        return [i for i in likely if all(fits(one, other) for other in self.all[i])]

    def add(self, group: int | None, one: Telling) -> None:
        """Put it into the group, or into a new one."""
        if group is None:
            group = len(self.all)
            self.all.append([])
        self.all[group].append(one)
        self._at[near_of(one)][group] = None


def grouped(block: Iterable[Telling]) -> list[list[Telling]]:
    """The tellings of a block by event, those that say most first.

    Each goes to the one group whose every telling it fits; to a new one if there is none; of several, to the unplaced. What
    comes of a telling depends only on those it fits, on those they fit, and so on.
    """
    placed, unplaced = _Groups(), _Groups()
    for one in sorted(block, key=_order):
        fitting = placed.fitting(one)
        if len(fitting) <= 1:
            placed.add(fitting[0] if fitting else None, one)
        else:
            alike = unplaced.fitting(one)
            unplaced.add(alike[0] if alike else None, one)
    return placed.all + unplaced.all


def event_of(
    group: Sequence[Told], entities: Mapping[str, Identified], names: Mapping[str, str], source_of: Mapping[str, str]
) -> Event:
    """The event that the tellings of a group come to.

    ``entities`` by mention id, ``names`` of entities by their ids; ``source_of``: claim id → source (``consensus.sources``).
    """
    tellings = tuple(sorted(group, key=told_order))
    event_type = tellings[0].claim.event_type
    sure, polarity = certainty(tellings)
    counted = tuple(t for t in tellings if t.claim.polarity is polarity)
    return Event(
        id=event_id(event_type, (t.claim.id for t in tellings)),
        event_type=event_type,
        roles=roles(counted, entities, names, source_of),
        valid_time=valid_time(counted, source_of),
        certainty=sure,
        polarity=polarity,
        tellings=tellings,
        sources=len({source_of[t.claim.id] for t in tellings}),
    )


def event_id(event_type: str, claims: Iterable[str]) -> str:
    """The id of the event that these claims tell: that of the smallest."""
    return content_id("ev", event_type, min(claims))


def told_order(told: Told) -> tuple[bool, str, str, int, str]:
    """By publication, unknown last; then by document and place."""
    published = told.published_at.when if told.published_at else ""
    return (not published, published, told.claim.document, told.start, told.claim.id)
