"""Whether two tellings can be of one happening: their roles, one by one, and their times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Protocol, TypeGuard

from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.time import ValidTime
from shiguan.records.views import Told
from shiguan.resolve.names import normal

# Told at the month or finer, a time is still often that of the news and not of the deed: two months cover both.
_NEAR_DAYS = 62
_MONTH = 1
_MONTH_DAYS = 31
# Sums are rounded when retold: 33亿 and 33.2亿 are one sum.
_ROUNDING = Decimal("0.02")
# Two wordings of one subject share at least half of their two-character runs.
_ALIKE = 0.5
_AHEAD = frozenset({Certainty.DENIED, Certainty.PLANNED, Certainty.RUMOURED, Certainty.FORECAST})
# A轮 is not Pre-A轮, and 3 is not 30, though one is within the other.
_EXACT = frozenset({"round", "rank", "step", "amount", "valuation", "value", "count"})
# 新一轮 names no round; 第一轮 does.
VAGUE_ROUND = re.compile(r"(?:新|本|该|此|这|近|又|上|下|多|数|几)一?轮")


@dataclass(frozen=True, slots=True)
class Played:
    """A value in a role as compared: its entity where it names one, the normal forms of its name in its document, its quantity."""

    text: str
    entity: str | None
    names: frozenset[str]
    amount: Amount | None

    @property
    def key(self) -> str:
        """What identifies the value: the entity, or else the text."""
        return self.entity or min(self.names)


# What a name that is told as text may be of, by role. A person is not among them: the name alone does not say who it is.
_NAMEABLE: Mapping[str, tuple[MentionKind, ...]] = {
    "product": (MentionKind.PRODUCT,),
    "subject": (MentionKind.ORG, MentionKind.GROUP, MentionKind.PRODUCT),
    **dict.fromkeys(("org", "orgs", "acquirer", "target", "destination_org"), (MentionKind.ORG, MentionKind.GROUP)),
    **dict.fromkeys(("plaintiff", "defendant", "investors"), (MentionKind.ORG, MentionKind.GROUP)),
}
_LEAST_TEXT = 2


def called(kind: MentionKind, name: str) -> str:
    """The key under which the one entity of a kind and name stands beside the ids of mentions."""
    return f"{kind}:{normal(name)}"


def may_name(claim: Claim) -> dict[str, None]:
    """The keys (``called``) of what the claim's texts may name, in the roles that things and organisations play."""
    return dict.fromkeys(key for a in claim.arguments if isinstance(a.value, str) for key in _keys(a.role, a.value))


def _keys(role: str, text: str) -> list[str]:
    return [called(kind, text) for kind in _NAMEABLE.get(role, ()) if len(normal(text)) >= _LEAST_TEXT]


class Identified(Protocol):
    """Something that has an id: an entity, or what stands for one."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


def played(claim: Claim, role: str, entities: Mapping[str, Identified]) -> tuple[Played, ...]:
    """The values of a role, in text order; ``entities`` by mention id.

    A name told as text is of the one entity that ``entities`` has under such a name (``called``), where only one kind has it.
    """
    found: list[Played] = []
    for argument in claim.values(role):
        value = argument.value
        if isinstance(value, Mention):
            names = frozenset(normal(n) for n in (value.name, *value.aliases))
            entity = entities.get(value.id)
            found.append(Played(value.name, entity.id if entity else None, names, None))
        else:
            amount = value if isinstance(value, Amount) else None
            meant = [e.id for key in _keys(role, value) if (e := entities.get(key))] if isinstance(value, str) else []
            found.append(Played(argument.text, meant[0] if len(meant) == 1 else None, frozenset({normal(argument.text)}), amount))
    return tuple(found)


def agrees(role: str, left: tuple[Played, ...], right: tuple[Played, ...]) -> bool:
    """Whether some value of one side may be one of the other's; what a side leaves untold agrees with everything.

    Free wordings agree when they are alike, the words for rounds, ranks, steps and quantities only when they are the same.
    """
    if role == "round":
        left, right = (tuple(v for v in side if not VAGUE_ROUND.search(min(v.names))) for side in (left, right))
    return not left or not right or any(_same(a, b, role in _EXACT) for a in left for b in right)


def _same(left: Played, right: Played, exact: bool) -> bool:
    if left.entity and right.entity:
        return left.entity == right.entity
    if left.amount and right.amount:
        return same_amount(left.amount, right.amount)
    if left.names & right.names:
        return True
    if left.entity or right.entity or left.amount or right.amount:
        return False
    mine, yours = min(left.names), min(right.names)
    return mine.removesuffix("融资") == yours.removesuffix("融资") if exact else alike(mine, yours)


def names_agree(left: tuple[Played, ...], right: tuple[Played, ...]) -> bool:
    """Whether some name of one side may be one of the other's, as ``one_name`` has it; what is untold agrees with all."""
    pairs = [(a, b) for a in left for b in right]
    return not pairs or any((a.entity and a.entity == b.entity) or one_name(min(a.names), min(b.names)) for a, b in pairs)


def same_figure(left: tuple[Played, ...], right: tuple[Played, ...]) -> bool:
    """Whether both sides tell one exact sum of money, to the last digit."""
    mine, yours = ({(v.amount.low, v.amount.currency) for v in side if _is_exact(v.amount)} for side in (left, right))
    return bool(mine & yours)


def _is_exact(amount: Amount | None) -> TypeGuard[Amount]:
    return amount is not None and amount.currency is not None and amount.low is not None and amount.low == amount.high


def one_name(left: str, right: str) -> bool:
    """Whether two names (normal forms) may be of one thing: one is the other in short, or they are alike; and in no place do both
    have words of their own.

    >>> one_name("天河环卫项目", "天河市环卫一体化服务项目"), one_name("天河环卫项目一标段", "天河环卫项目二标段")
    (True, False)
    """
    steps = {step[0] for step in SequenceMatcher(None, left, right, autojunk=False).get_opcodes()} - {"equal"}
    return "replace" not in steps and (len(steps) <= 1 or alike(left, right))


def same_amount(left: Amount, right: Amount) -> bool:
    """Whether two quantities may be one, rounding allowed; told in different currencies or units they are not."""
    for mine, yours in ((left.currency, right.currency), (left.unit, right.unit)):
        if mine and yours and mine != yours:
            return False
    return _widened(left).overlaps(_widened(right))


def _widened(amount: Amount) -> Amount:
    low = amount.low - abs(amount.low) * _ROUNDING / 2 if amount.low is not None else None
    high = amount.high + abs(amount.high) * _ROUNDING / 2 if amount.high is not None else None
    return Amount(low, high, amount.currency, amount.unit, amount.expression)


def alike(left: str, right: str) -> bool:
    """Whether two free wordings (normal forms) may say the same: one within the other, or half of their character pairs shared."""
    if left in right or right in left:
        return True
    mine = {left[i : i + 2] for i in range(len(left) - 1)}
    yours = {right[i : i + 2] for i in range(len(right) - 1)}
    return bool(mine and yours) and 2 * len(mine & yours) >= _ALIKE * (len(mine) + len(yours))


def days(time: ValidTime) -> int:
    """How many days the time leaves open, at least one; the years' end for one without bounds."""
    return ((time.end or date.max) - (time.start or date.min)).days + 1


def grain(time: ValidTime) -> int:
    """How exact the time is: 0 for a day, 1 a month, 2 a quarter, 3 a half, 4 a year, 5 for what leaves more open."""
    return sum(days(time) > longest for longest in (1, _MONTH_DAYS, 92, 184, 366))


def told_by(told: Told) -> date:
    """The last day of its publication; the calendar's first where that is unknown."""
    return (told.published_at.end if told.published_at else None) or date.min


def event_time(told: Told) -> ValidTime | None:
    """When the telling has the event happen; None where it does not say.

    The time on a telling that it did not happen is when that was said, so it is no time of the event.
    """
    return told.claim.valid_time if told.claim.polarity is Polarity.AFFIRMED else None


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling as it is compared with others.

    ``time`` is when it has the event happen, ``told`` the last day of its publication, both None where unknown; ``ahead`` says that
    it may have been told before the event: a denial, a plan, a rumour or a forecast.
    """

    claim: str
    event_type: str
    affirmed: bool
    ahead: bool
    time: ValidTime | None
    told: date | None
    roles: Mapping[str, tuple[Played, ...]]


def telling(told: Told, roles: Iterable[str], entities: Mapping[str, Identified]) -> Telling:
    """The telling with these roles at hand; ``entities`` by mention id."""
    claim = told.claim
    return Telling(
        claim=claim.id,
        event_type=claim.event_type,
        affirmed=claim.polarity is Polarity.AFFIRMED,
        ahead=claim.certainty in _AHEAD,
        time=event_time(told),
        told=told.published_at.end if told.published_at else None,
        roles={role: played(claim, role, entities) for role in roles},
    )


def times_fit(left: Telling, right: Telling) -> bool:
    """Whether the times of two tellings may be of one event.

    Times known to the month fit when within two months of each other, coarser ones when they overlap. An unknown time fits
    every event that had begun when it was told; a denial and a plan may come before the event.
    """
    mine, yours = left.time, right.time
    if mine and yours:
        fine = max(grain(mine), grain(yours)) <= _MONTH
        return mine.near(yours, _NEAR_DAYS) if fine else mine.overlaps(yours)
    if mine is None and yours is None:
        return True
    undated, dated = (left, yours) if mine is None else (right, mine)
    start = dated.start if dated else None
    return undated.ahead or undated.told is None or start is None or start <= undated.told
