"""What a telling of a funding round says of its sum and of which round it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from shiguan.records.claim import Claim
from shiguan.records.evidence import Argument
from shiguan.records.views import Event, RoleValue

# Before a sum or right after it: it is of several rounds together.
_TOGETHER_BEFORE = re.compile(
    r"(?:合计|累计|共计|总计|总共|一共|总额|总融资|加起来|相加|加在一起|加总|(?<!第)[两三四五六七八九十多数几]轮(?:融资)?(?:共|总|一共|合计|累计)?|"
    r"in total|a total of|altogether|to date)[^，。；,;]{0,10}$",
    re.I,
)
_TOGETHER_AFTER = re.compile(r"^[^，。；,;]{0,4}(?:合计|累计|in total|altogether|to date|across .{0,12}rounds)", re.I)
_WORTH_BEFORE = re.compile(r"(?:估值|作价|市值|valuation of|valued at|values? (?:it|the company) at)[^，。；,;]{0,8}$", re.I)
_WORTH_AFTER = re.compile(r"^\s*(?:的)?(?:投前|投后)?(?:估值|valuation)", re.I)
_BETWEEN = 24

_LETTER = re.compile(r"(Pre)?[-– ]?([A-H])(?:\s*[-– ]?\s*([1-9]|\++))?\s*轮|Series\s+([A-H])(\+*|\d?)", re.I)
_NUMBERED = re.compile(r"第([一二三四五六七八九十\d]+)轮")
_EARLY = {"种子": 0, "seed": 0, "天使": 10, "angel": 10, "首轮": 15}
_LATE = {"pre-ipo": 900, "上市前": 900, "基石": 950, "ipo": 960, "首次公开募股": 960, "定增": 970}
_STRATEGIC = ("战略",)


class Bearing(StrEnum):
    """What a sum told with a round is: the round's, several rounds' together, or what the firm was valued at."""

    SUM = "sum"
    TOTAL = "total"
    VALUATION = "valuation"


@dataclass(frozen=True, slots=True)
class RoundName:
    """A round as told, and its place in the usual order of rounds."""

    text: str
    order: int


def bearing(claim: Claim) -> Bearing:
    """What the sum of a funding claim is, by the words right before and after it in the quote."""
    argument = next(iter(claim.values("amount")), None)
    if argument is None:
        return Bearing.SUM
    if any(a.text == argument.text and _one_place(a, argument, claim) for a in claim.values("valuation")):
        return Bearing.VALUATION
    before, after = _beside(claim, argument)
    if _WORTH_AFTER.match(after) or _WORTH_BEFORE.search(before):
        return Bearing.VALUATION
    return Bearing.TOTAL if _TOGETHER_BEFORE.search(before) or _TOGETHER_AFTER.match(after) else Bearing.SUM


def bearing_of(event: Event) -> Bearing:
    """What the sum told with the event is: by the surest of its tellings that tell one."""
    told = [bearing(t.claim) for t in event.tellings if t.claim.values("amount")]
    return next((b for b in (Bearing.TOTAL, Bearing.VALUATION, Bearing.SUM) if b in told), Bearing.SUM)


def sums_of(event: Event) -> tuple[tuple[RoleValue, ...], tuple[RoleValue, ...]]:
    """What the event's tellings say was raised, and what they say it was worth, each read by its bearing; best supported first."""
    raised, worth = event.role("amount"), event.role("valuation")
    texts = {a.text for t in event.tellings if bearing(t.claim) is Bearing.VALUATION for a in t.claim.values("amount")}
    texts -= {a.text for t in event.tellings if bearing(t.claim) is not Bearing.VALUATION for a in t.claim.values("amount")}
    valued = tuple(v for v in raised if v.text in texts)
    known = {v.text for v in worth}
    return tuple(v for v in raised if v not in valued), (*worth, *(v for v in valued if v.text not in known))


def _one_place(left: Argument, right: Argument, claim: Claim) -> bool:
    """Whether two roles are read of the very same words: the text tells one sum, not two."""
    return left.evidence.span == right.evidence.span and claim.evidence.quote.count(right.text) == 1


def _beside(claim: Claim, argument: Argument) -> tuple[str, str]:
    quote, start = claim.evidence.quote, argument.evidence.span.start - claim.evidence.span.start
    if not quote.startswith(argument.text, max(start, 0)):
        start = quote.find(argument.text)
    if start < 0:
        return "", ""
    return quote[max(0, start - _BETWEEN) : start], quote[start + len(argument.text) :][:_BETWEEN]


def round_name(event: Event) -> RoundName | None:
    """Which round it is, as its tellings say; where no role says so, the only round that a quote names. None: not said."""
    for text in (*(v.text for v in event.role("round")), *_quoted(event)):
        order = _order(text)
        if order is not None:
            return RoundName(text, order)
    return None


def _quoted(event: Event) -> list[str]:
    """The rounds named in quotes that name one only."""
    found = []
    for told in event.tellings:
        quote = told.claim.evidence.quote
        hits = {m[0] for pattern in (_LETTER, _NUMBERED) for m in pattern.finditer(quote)}
        if len(hits) == 1:
            found += [hit.strip(" -–") for hit in hits]
    return found


def _order(text: str) -> int | None:
    said = text.casefold()
    for word, order in _EARLY.items():
        if word in said:
            return order
    if any(word in said for word in _LATE):
        return next(order for word, order in _LATE.items() if word in said)
    if match := _LETTER.search(text):
        letter = (match[2] or match[4]).upper()
        later = match[3] or match[5] or ""
        return 100 * (ord(letter) - ord("A") + 1) - (50 if match[1] else 0) + (len(later) if "+" in later else int(later or 0))
    if match := _NUMBERED.search(text):
        return 100 * _count(match[1])
    return 800 if any(word in said for word in _STRATEGIC) else None


def _count(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else "一二三四五六七八九十".find(numeral[0]) + 1


def is_total(event: Event) -> bool:
    """Whether it is what several rounds brought in together (累计融资10亿): all its sums are told so, and no round with them."""
    told = [bearing(t.claim) for t in event.tellings if t.claim.values("amount")]
    rounds = [v.text for v in event.role("round") if _order(v.text) is not None]
    return event.event_type == "funding" and bool(told) and set(told) == {Bearing.TOTAL} and not rounds
