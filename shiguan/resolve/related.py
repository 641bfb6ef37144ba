"""Which other tellings have to do with a rumour or a plan, though they may be told as another event: its later fate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from shiguan.records.claim import Certainty, Polarity
from shiguan.records.views import Told
from shiguan.resolve import agree
from shiguan.resolve.agree import Identified, Played, agrees, alike, times_fit
from shiguan.resolve.events import EVENT_RULES, EventRule, near_of


class Link(StrEnum):
    """Why a telling belongs to the chain."""

    SAME_EVENT = "the same event"
    SAME_TOLD = "of the same parties"
    JOINED = "joined where the rumour had it"
    LEFT_FOR = "left for where the rumour had it"
    FORMER = "called by a former post there"
    VALUED = "the same valuation, told with the round"
    NAMELESS = "names nobody either, and tells the same"
    GUESS = "says in the same document who it may be"
    ABOUT_IT = "in the same document, right after it"


@dataclass(frozen=True, slots=True)
class Relation:
    """``differs``: roles in which the other telling has it otherwise than the rumour."""

    link: Link
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling with its event's id, and as it is compared with others, all its roles at hand."""

    told: Told
    event: str
    compared: agree.Telling

    @property
    def event_type(self) -> str:
        """The claim's type."""
        return self.told.claim.event_type

    def of(self, role: str) -> tuple[Played, ...]:
        """The values of a role."""
        return self.compared.roles.get(role, ())


_ANY = EventRule(("org", "person", "subject"))
_PERSONAL = frozenset({"departure", "appointment", "membership", "founding"})
_FIGURES = frozenset({"metric", "count_claim"})  # whose values must agree
# Types that tell of one thing: somebody's move, and a sum that a firm is held to be worth.
_FAMILY = {"departure": "move", "appointment": "move", "membership": "move", "funding": "money", "valuation": "money"}
# Both parties identify these, whichever is told.
_BY_EITHER = frozenset({"acquisition", "lawsuit"})  # their rules block by either party
# Roles that a rumour may get wrong though the thing itself comes to pass. (Where an amount is all that tells one round from
# another it must agree: see _must.)
_MAY_DIFFER: Mapping[str, tuple[str, ...]] = {
    "departure": ("destination_org",),
    "funding": ("amount", "valuation"),
    "acquisition": ("amount",),
    "layoff": ("count",),
    "listing": ("step",),
}
_NAMES = frozenset({"org", "orgs", "target", "acquirer", "plaintiff", "defendant", "destination_org", "subject", "investors"})
_SHORTEST_NAME = 2
_NEAR_DAYS = 62
# 几位高管 and 多名成员 are no likeness: how many, and that they are not named, is said of anybody.
_COUNTED = re.compile(r"[(（].*?[)）]|(?:[几多数两一二三四五六七八九十\d]+|大?部分|若干|不少)[位名个家人批]*|等人?$|们|的")
_FORMER = r"(?:前任?|原|曾任|former(?:ly)?|ex-?)"


def telling(told: Told, event: str, entities: Mapping[str, Identified]) -> Telling:
    """The telling with its roles; ``entities`` by mention id."""
    return Telling(told, event, agree.telling(told, {a.role for a in told.claim.arguments}, entities))


def family(event_type: str) -> str:
    """What a type's tellings are looked for under: tellings of two families have nothing to do with each other."""
    return _FAMILY.get(event_type, event_type)


def keys(one: Telling) -> Iterator[tuple[str, ...]]:
    """What the telling is found by; two that share none have nothing to do with each other."""
    kin = family(one.event_type)
    named = [value.key for role in _rule(one).block for value in one.of(role) if _names_somebody(one, value)]
    yield from ((kin, key) for key in named)
    if not named:
        orgs = [value.key for value in one.of("org")] if one.event_type in _PERSONAL else []
        yield from ((kin, "", key) for key in orgs or [""])
    yield ("in", one.told.claim.document)


def lasting_keys(one: Telling) -> tuple[str, ...]:
    """The keys as they are kept; the document, by which tellings are found anyway, is not among them."""
    return tuple(dict.fromkeys("\x1f".join(key) for key in keys(one) if key[0] != "in"))


def step(one: Telling) -> int | None:
    """A number such that figures whose numbers differ by more than one have nothing to do with each other; else None."""
    return near_of(one.compared) if one.event_type in _FIGURES else None


def relation(rumour: Telling, other: Telling) -> Relation | None:
    """How ``other`` has to do with the rumour; None where it does not."""
    if is_firm(other.told) and not _both_parties(other):
        return None
    if rumour.event == other.event:
        return Relation(Link.SAME_EVENT, _differing(rumour, other))
    link = _link(rumour, other)
    if link is None or not _times_fit(rumour, other):
        return None
    return Relation(link, _differing(rumour, other) if link is Link.SAME_TOLD else ())


def _link(rumour: Telling, other: Telling) -> Link | None:
    """What ties two tellings of different events by what they tell, their times left out."""
    if rumour.event_type != other.event_type:
        return _across(rumour, other)
    if nameless(rumour) or nameless(other):
        return _nameless(rumour, other)
    same = _one_party(rumour, other) and all(_agree(role, rumour.of(role), other.of(role)) for role in _must(rumour, other))
    return Link.SAME_TOLD if same else None


def _times_fit(rumour: Telling, other: Telling) -> bool:
    """As for one event; but the time told with hearsay is often that of the talk, so some months either way are no obstacle."""
    mine, yours = rumour.told.claim.valid_time, other.told.claim.valid_time
    return times_fit(rumour.compared, other.compared) or bool(mine and yours and mine.near(yours, _NEAR_DAYS))


def nameless(one: Telling) -> bool:
    """Whether it does not say who: two firms, some people."""
    return not any(_names_somebody(one, value) for role in _rule(one).block for value in one.of(role))


def _names_somebody(one: Telling, value: Played) -> bool:
    """A measure's subject or a statement's gist need be no entity to be one and the same; who left must be."""
    return bool(value.entity) or one.event_type in ("metric", "count_claim", "statement", "forecast")


def _both_parties(one: Telling) -> bool:
    """Whether a deal or a suit is told with both its parties: with one only it may be another."""
    return one.event_type not in _BY_EITHER or all(one.of(role) for role in _rule(one).block)


def _one_party(rumour: Telling, other: Telling) -> bool:
    """Whether whom it is about is the same: a party in common, or all of them where the type is told apart by all."""
    rule = _rule(rumour)
    if not rule.whole:
        return any(_meets(role, rumour.of(role), other.of(role)) for role in rule.block)
    mine, yours = (one.of(rule.block[0]) for one in (rumour, other))
    fewer, more = sorted((mine, yours), key=len)
    return len(fewer) > 1 and all(_meets(rule.block[0], (value,), more) for value in fewer)


def _rule(one: Telling) -> EventRule:
    return EVENT_RULES.get(one.event_type, _ANY)


def _must(rumour: Telling, other: Telling) -> set[str]:
    """The roles in which the two must agree where both tell them."""
    rule = _rule(rumour)
    may = _MAY_DIFFER.get(rumour.event_type, ())
    told_apart = all(rumour.of(role) and other.of(role) for role in rule.agree if role not in may)
    loose = set(may) if told_apart else set()
    return ({*rule.agree} | ({*rule.block} if rumour.event_type in _BY_EITHER else set())) - loose


def _differing(rumour: Telling, other: Telling) -> tuple[str, ...]:
    if rumour.event_type != other.event_type:
        return ()
    may = _MAY_DIFFER.get(rumour.event_type, ())
    return tuple(role for role in may if not _agree(role, rumour.of(role), other.of(role)))


def _agree(role: str, left: tuple[Played, ...], right: tuple[Played, ...]) -> bool:
    return not left or not right or _meets(role, left, right)


def _meets(role: str, left: tuple[Played, ...], right: tuple[Played, ...]) -> bool:
    """Whether both tell the role and agree; a firm and its unit agree (甲 and 甲云), being one name within the other."""
    if not left or not right:
        return False
    if agrees(role, left, right):
        return True
    return role in _NAMES and any(_within(a, b) for x in left for y in right for a in x.names for b in y.names)


def _within(left: str, right: str) -> bool:
    shorter, longer = sorted((left, right), key=len)
    return len(shorter) >= _SHORTEST_NAME and shorter in longer


def _across(rumour: Telling, other: Telling) -> Link | None:
    """Told as another type: who was to go to X is at X; what was to be worth so much raised money at that."""
    match rumour.event_type, other.event_type:
        case "departure", "appointment" | "membership" if _same_person(rumour, other):
            if _former(other):
                return Link.FORMER if _meets("org", rumour.of("org"), other.of("org")) else None
            return Link.JOINED if _meets("org", rumour.of("destination_org"), other.of("org")) else None
        case "appointment", "departure" if _same_person(rumour, other):
            return Link.LEFT_FOR if _meets("org", rumour.of("org"), other.of("destination_org")) else None
        case "appointment", "membership" if _same_person(rumour, other) and not _former(other):
            return Link.JOINED if _meets("org", rumour.of("org"), other.of("org")) else None
        case "valuation", "funding" if _meets("org", rumour.of("org"), other.of("org")):
            return Link.VALUED if _meets("valuation", rumour.of("amount"), other.of("valuation")) else None
    return None


def _same_person(left: Telling, right: Telling) -> bool:
    mine = {v.entity for v in left.of("person") if v.entity}
    return any(v.entity in mine for v in right.of("person"))


def _former(one: Telling) -> bool:
    """Whether the quote calls somebody by a post he no longer holds: 前首席财务官, 原甲公司副总裁."""
    if one.event_type != "membership":
        return False
    names = (name for role in ("position", "org") for name in (a.text for a in one.told.claim.values(role)))
    quote = one.told.claim.evidence.quote
    return any(re.search(rf"{_FORMER}\s?{re.escape(name)}", quote, re.IGNORECASE) for name in names if name)


def _nameless(rumour: Telling, other: Telling) -> Link | None:
    """A rumour that names nobody is told again by what names nobody either, or by a guess at who it is in the same document."""
    if not _same_content(rumour, other):
        return None
    if nameless(rumour) and nameless(other):
        return Link.NAMELESS
    same_document = rumour.told.claim.document == other.told.claim.document
    return Link.GUESS if same_document and is_rumour(rumour.told) and is_rumour(other.told) else None


def _same_content(left: Telling, right: Telling) -> bool:
    """Whether both tell the same of somebody: people by employer and post or description, all else by what is done."""
    if left.event_type in _PERSONAL:
        if not _meets("org", left.of("org"), right.of("org")):
            return False
        mine, yours = (set(_described(one)) for one in (left, right))
        return any(alike(a, b) for a in mine for b in yours)
    roles = [role for role in _rule(left).agree if left.of(role) and right.of(role)]
    return bool(roles) and all(_meets(role, left.of(role), right.of(role)) for role in roles)


def _described(one: Telling) -> Iterator[str]:
    """The posts and descriptions of the people told of, without the employer's name and without how many they are."""
    employers = {name for value in one.of("org") for name in value.names}
    for value in (*one.of("position"), *one.of("person")):
        text = min(value.names)
        for employer in sorted(employers, key=len, reverse=True):
            text = text.replace(employer, "")
        text = _COUNTED.sub("", text)
        if len(text) >= _SHORTEST_NAME:
            yield text


# Who says so is not named: it is hearsay, however firmly put.
_HEARSAY = re.compile(
    r"知情|消息|内部人|匿名|不具名|不愿(?:具名|透露)|传闻|传言|网传|流传|坊间|爆料|猜测|"
    r"insider|unnamed|anonym|people familiar|sources?\b",
    re.IGNORECASE,
)
_SURE = (Certainty.CONFIRMED, Certainty.REPORTED)


def is_rumour(told: Told) -> bool:
    """Whether it is told as hearsay: with a hedge, or as the word of somebody who is not named (whose mere opinion is none)."""
    claim = told.claim
    if claim.polarity is not Polarity.AFFIRMED:
        return False
    said_only = claim.event_type in ("statement", "forecast")
    return claim.certainty is Certainty.RUMOURED or (claim.certainty in _SURE and is_hearsay(claim.speaker) and not said_only)


def is_hearsay(speaker: str | None) -> bool:
    """Whether what is named as the source names nobody: 知情人士, 消息, an insider."""
    return bool(speaker and _HEARSAY.search(speaker))


def is_firm(told: Told) -> bool:
    """Whether it is told as a fact."""
    return told.claim.polarity is Polarity.AFFIRMED and told.claim.certainty in _SURE and not is_rumour(told)
