"""Amounts, places, measures and what they compare by, in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from shiguan.interfaces.messages import Messages
from shiguan.query.among import Condition
from shiguan.query.money import Sum
from shiguan.query.ranks import Rank
from shiguan.records.amount import Amount
from shiguan.vocabulary.measures import load_measures

_STEPS = {
    "zh": ((Decimal(10**8), "亿"), (Decimal(10**4), "万")),
    "en": ((Decimal(10**9), "bn"), (Decimal(10**6), "m"), (Decimal(10**3), "k")),
}
_DIGITS = Decimal("0.01")


def number(messages: Messages, value: Decimal) -> str:
    """A number with its scale as the language counts it: 12.5亿, 1.25bn."""
    for step, name in _STEPS[messages.language]:
        if value >= step:
            return f"{(value / step).quantize(_DIGITS).normalize():f}{name}"
    return f"{value.normalize():f}"


def money(messages: Messages, told: Sequence[Amount], *, none: str) -> str:
    """Sums as told, those that contradict each other beside each other; a sum without a currency says so."""
    parts = [a.expression if a.currency or a.unit else messages("money.no_currency", amount=a.expression) for a in told]
    return messages("money.or").join(parts) or none


def total(messages: Messages, found: Sum) -> str:
    """A sum from low to high, its currency, and of how many rounds."""
    low = number(messages, found.low)
    between = low if found.high == found.low else f"{low}–{number(messages, found.high)}" if found.high is not None else f"≥{low}"
    return messages("money.total", amount=between, currency=found.currency or messages("money.unsaid_currency"), count=found.rounds)


def rank(messages: Messages, place: Rank) -> str:
    """A place: 第4, 第1–3, 倒数第2."""
    between = str(place.low) if place.exact else f"{place.low}–{place.high}"
    return messages("league.from_bottom" if place.from_bottom else "league.place", place=between)


def ranks(messages: Messages, places: Sequence[Rank]) -> str:
    """The place told best of one name, any others in brackets."""
    if not places:
        return ""
    others = messages("list.between").join(rank(messages, place) for place in places[1:])
    first = rank(messages, places[0])
    return messages("league.others", first=first, others=others) if others else first


def conditions(messages: Messages, scope: Sequence[Condition]) -> str:
    """Under what limits a figure stands; that the text tells none."""
    return messages("list.comma").join(messages(f"league.{c.kind}", of=c.of) for c in scope) or messages("league.no_scope")


def measure(messages: Messages, name: str | None, words: str = "") -> str:
    """A measure's label; the words told where it is none that is known."""
    known = load_measures().measures.get(name or "")
    return words or name or messages("league.unnamed") if known is None else known.zh if messages.language == "zh" else known.en


def span(messages: Messages, days: tuple[int, int]) -> str:
    """A length of time from days to days, in months or years as fits."""
    low, high = days
    unit, name = (365, "years") if low >= 2 * 365 else (30, "months") if high > 60 else (1, "days")
    least, most = round(low / unit, 1 if unit == 365 else None), round(high / unit, 1 if unit == 365 else None)
    return messages(f"span.{name}", count=f"{least:g}" if least == most else f"{least:g}–{most:g}")
