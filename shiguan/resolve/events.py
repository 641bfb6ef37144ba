"""From tellings to events: which claims tell one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shiguan.ids import content_id
from shiguan.records.claim import Polarity
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.agree import Played, agrees, event_time, grain, played, times_fit
from shiguan.resolve.consensus import certainty, roles, sources, valid_time


@dataclass(frozen=True, slots=True)
class EventRule:
    """How events of a type are told apart.

    ``block``: tellings are compared when they agree in the first of these roles that is told. ``agree``: roles that must
    agree where both tell them. ``whole``: the block is all values of its role, not the first.
    """

    block: tuple[str, ...]
    agree: tuple[str, ...] = ()
    whole: bool = False


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
    "bid_wins": EventRule(("org",), ("count", "rank", "period")),
    "listing": EventRule(("org",), ("exchange", "step")),
    "metric": EventRule(("subject",), ("measure", "value", "unit", "rank", "period")),
    "count_claim": EventRule(("subject",), ("measure", "value", "period")),
    "forecast": EventRule(("speaker",), ("gist",)),
    "statement": EventRule(("speaker",), ("gist",)),
}
_ANY = EventRule(("org", "person", "subject"))
# In these, who is not named is not the same as whom another text leaves unnamed: they meet only through their organisation.
_PERSONAL = frozenset({"departure", "appointment", "membership", "founding"})


@dataclass(frozen=True, slots=True)
class _Telling:
    """A telling with its compared roles at hand."""

    told: Told
    roles: Mapping[str, tuple[Played, ...]]

    @property
    def order(self) -> tuple[int, int, int, int, str]:
        """Those that say most first: affirmed, dated, exactly dated, with most roles told; then by claim."""
        time = event_time(self.told)
        filled = sum(1 for values in self.roles.values() if values)
        affirmed = self.told.claim.polarity is Polarity.AFFIRMED
        return (not affirmed, time is None, grain(time) if time else 0, -filled, self.told.claim.id)


def events(tellings: Iterable[Told], entities: Mapping[str, Entity], source_of: Mapping[str, str]) -> tuple[Event, ...]:
    """The events that the tellings tell, in order of type and id, whatever the order of the tellings.

    ``entities`` by mention id; ``source_of``: document id → source key, as ``sources.independent`` gives it (a document not
    in it is a source of its own). A telling that fits several events is none of them: it makes one of its own.
    """
    blocks: dict[tuple[str, ...], list[_Telling]] = defaultdict(list)
    for told in tellings:
        rule = EVENT_RULES.get(told.claim.event_type, _ANY)
        compared = {role: played(told.claim, role, entities) for role in (*rule.block, *rule.agree)}
        blocks[_block(told, rule, compared)].append(_Telling(told, compared))
    found = [
        _event([t.told for t in group], entities, source_of)
        for block in blocks.values()
        for group in _grouped(sorted(block, key=lambda t: t.order))
    ]
    return tuple(sorted(found, key=lambda e: (e.event_type, e.id)))


def _block(told: Told, rule: EventRule, compared: Mapping[str, tuple[Played, ...]]) -> tuple[str, ...]:
    event_type = told.claim.event_type
    if event_type in _PERSONAL:
        return _personal_block(told, compared)
    for role in rule.block:
        keys = sorted(value.key for value in compared[role])
        if keys:
            return (event_type, role, *(keys if rule.whole else keys[:1]))
    return (event_type, "", told.claim.id)


def _personal_block(told: Told, compared: Mapping[str, tuple[Played, ...]]) -> tuple[str, ...]:
    event_type = told.claim.event_type
    named = sorted(p.entity for p in compared["person"] if p.entity)
    if named:
        return (event_type, "person", named[0])
    described = sorted(p.key for p in compared["person"])
    org = sorted(p.key for p in compared["org"])
    return (event_type, "unnamed", *org, "", *described) if org else (event_type, "", told.claim.id)


def _grouped(block: list[_Telling]) -> list[list[_Telling]]:
    """Each telling to the one group whose every telling it fits; to a new one if there is none; else to the unplaced."""
    placed: list[list[_Telling]] = []
    unplaced: list[list[_Telling]] = []
    for telling in block:
        fitting = [group for group in placed if all(_fits(telling, other) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(telling)
        elif not fitting:
            placed.append([telling])
        else:
            alike = next((g for g in unplaced if all(_fits(telling, other) for other in g)), None)
            if alike is None:
                unplaced.append([telling])
            else:
                alike.append(telling)
    return placed + unplaced


def _fits(left: _Telling, right: _Telling) -> bool:
    return times_fit(left.told, right.told) and all(agrees(role, values, right.roles[role]) for role, values in left.roles.items())


def _event(group: list[Told], entities: Mapping[str, Entity], source_of: Mapping[str, str]) -> Event:
    tellings = tuple(sorted(group, key=_told_order))
    event_type = tellings[0].claim.event_type
    sure, polarity = certainty(tellings)
    counted = tuple(t for t in tellings if t.claim.polarity is polarity)
    return Event(
        id=content_id("ev", event_type, min(t.claim.id for t in tellings)),
        event_type=event_type,
        roles=roles(counted, entities),
        valid_time=valid_time(counted),
        certainty=sure,
        polarity=polarity,
        tellings=tellings,
        sources=sources(tellings, source_of),
    )


def _told_order(told: Told) -> tuple[bool, str, str, int, str]:
    """By publication, unknown last; then by document and place."""
    published = told.published_at.when if told.published_at else ""
    return (not published, published, told.claim.document, told.start, told.claim.id)
