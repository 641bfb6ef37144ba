"""Two figures told of one thing: whether they differ, and what may explain it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from shiguan.records.amount import Amount
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Told
from shiguan.resolve.agree import alike, same_amount
from shiguan.resolve.conflicts.records import Cause, Severity
from shiguan.resolve.conflicts.sides import apart, published_apart
from shiguan.resolve.names import normal
from shiguan.vocabulary.measures import family, load_measures

# How many of it a US dollar bought between 2010 and 2025, yearly averages rounded outwards (World Bank, PA.NUS.FCRF).
_PER_DOLLAR: Mapping[str, tuple[str, str]] = {
    "USD": ("1", "1"),
    "CNY": ("6.1", "7.4"),
    "HKD": ("7.7", "7.9"),
    "TWD": ("28", "33"),
    "JPY": ("79", "155"),
    "KRW": ("1050", "1430"),
    "EUR": ("0.71", "0.96"),
    "GBP": ("0.60", "0.82"),
    "SGD": ("1.23", "1.39"),
    "INR": ("45", "88"),
}
_LOOSE = Decimal("0.25")  # beyond the yearly averages: the day's rate, and rounding to whole 亿
_ROUNDED = Decimal("0.1")  # further off it is another figure: nobody rounds twelve to ten
_PRE_POST = Decimal("0.35")  # a round seldom sells more of the firm than this
_LATER_DAYS = 60
_TOTAL = re.compile(r"累计|合计|总计|总共|总额|总融资|共融资|加起来|total", re.I)
_RATE = re.compile(r"占比|比例|率|份额|百分比|占")
_MONEY_STAGE = re.compile(r"投前|投后|pre-?money|post-?money", re.I)
# Costs are of as many things as there are; of these the wording must agree besides.
_BROAD = frozenset({"cost", "cash", "orders"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as one telling gives it; ``when`` the time it is of, ``named`` whether ``subject`` is an entity or only words."""

    amount: Amount
    text: str
    event: Event
    told: Told
    measure: str
    when: ValidTime | None
    subject: str
    named: bool = True


def differ(left: Figure, right: Figure) -> bool:
    """Whether no value fits both, rounding allowed; money in an unnamed currency is compared as it stands."""
    return not same_amount(left.amount, right.amount)


def explain(left: Figure, right: Figure) -> tuple[Cause, Severity, str]:
    """The likely cause of a difference, how grave it is, and the figure that shows it."""
    currency = _converted(left.amount, right.amount)
    if currency:
        return currency
    if any(_TOTAL.search(f.told.claim.evidence.quote) for f in (left, right)):
        return Cause.TOTAL, Severity.COMPATIBLE, ""
    if left.subject != right.subject:
        if not left.named or not right.named:
            return Cause.SCOPE, Severity.TENSION, ""
        return Cause.HOUSE, Severity.TENSION, ""
    if left.when and right.when and left.when.when != right.when.when:
        return Cause.PERIOD, Severity.TENSION, ""
    if _rounded(left.amount, right.amount) or _rounded(right.amount, left.amount):
        return Cause.ROUNDING, Severity.COMPATIBLE, ""
    if normal(left.measure) != normal(right.measure):
        return Cause.SCOPE, Severity.TENSION, ""
    gap = published_apart(left.told, right.told)
    if gap is not None and gap > _LATER_DAYS:
        return Cause.LATER, Severity.TENSION, ""
    return Cause.UNEXPLAINED, Severity.CONTRADICTION, ""


def explain_value(left: Figure, right: Figure) -> tuple[Cause, Severity, str]:
    """As ``explain``, for what a firm is worth: a round's money may lie between."""
    cause, severity, detail = explain(left, right)
    share = _share(left.amount, right.amount)
    marked = any(_MONEY_STAGE.search(f.told.claim.evidence.quote) for f in (left, right))
    if cause in (Cause.PERIOD, Cause.LATER, Cause.UNEXPLAINED) and share is not None:
        gap = apart(left.when, right.when)
        if marked or (gap is not None and gap <= _LATER_DAYS and share <= _PRE_POST):
            return Cause.PRE_POST, Severity.TENSION, f"{share:.0%}"
    return cause, severity, detail


def gravest(figures: Iterable[tuple[Cause, Severity, str]]) -> tuple[Cause, Severity, str]:
    """Of the causes of all pairs: a conversion explains the lot; otherwise the gravest stands."""
    found = list(figures)
    converted = [f for f in found if f[0] is Cause.CURRENCY]
    order = list(Severity)
    return max(converted, key=lambda f: -order.index(f[1])) if converted else min(found, key=lambda f: order.index(f[1]))


def one_measure(left: str, right: str) -> bool:
    """Whether the wordings may be of one measure: alike, or forms of one or of a narrower one; a share is no sum."""
    if bool(_RATE.search(left)) != bool(_RATE.search(right)):
        return False
    words = load_measures()
    mine, yours = ({m.name for _, _, m in words.find(text)} for text in (left, right))
    if not mine or not yours or _RATE.search(left) or (mine | yours) & _BROAD:
        return mine == yours and alike(normal(left), normal(right))
    return any(name in words.kin(other) for name in mine for other in yours)


def kinds_of(measure: str) -> frozenset[str]:
    """What a wording of a measure may be of: two that share nothing here are not of one measure."""
    words = load_measures()
    rate = "%" if _RATE.search(measure) else ""
    return frozenset(rate + family(m.name) for _, _, m in words.find(measure)) or frozenset({rate})


def one_unit(left: Amount, right: Amount) -> bool:
    """Whether the two count the same: money with money, people with people, a share with a share."""
    if left.currency or right.currency:
        return not (left.currency and right.unit) and not (right.currency and left.unit)
    return left.unit == right.unit or ("%" not in (left.unit, right.unit) and not (left.unit and right.unit))


def _rounded(exact: Amount, round_one: Amount) -> bool:
    """Whether the second is the first, written with fewer digits."""
    mine, yours = exact.low, round_one.low
    if not mine or not yours or mine != exact.high or yours != round_one.high:
        return False
    if abs(mine - yours) > _ROUNDED * abs(mine):
        return False
    digits = len(yours.normalize().as_tuple().digits)
    return digits < len(mine.normalize().as_tuple().digits) and Decimal(f"{mine:.{digits - 1}e}") == yours


def _middle(amount: Amount) -> Decimal | None:
    ends = [end for end in (amount.low, amount.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else None


def _share(left: Amount, right: Amount) -> Decimal | None:
    """By what share of the larger the two differ; None where there is nothing to compare or the units are not one."""
    mine, yours = _middle(left), _middle(right)
    if mine is None or yours is None or (left.currency and right.currency and left.currency != right.currency):
        return None
    larger = max(abs(mine), abs(yours))
    return abs(mine - yours) / larger if larger else None


def _converted(left: Amount, right: Amount) -> tuple[Cause, Severity, str] | None:
    """Whether one is the other in another currency, by the order of magnitude of the rate; bare money is taken as yuan."""
    mine, yours = left.currency or "CNY", right.currency or "CNY"
    if mine == yours or not (left.currency or right.currency) or mine not in _PER_DOLLAR or yours not in _PER_DOLLAR:
        return None
    a, b = _middle(left), _middle(right)
    if not a or not b:
        return None
    (low, high), (other_low, other_high) = _per_dollar(mine), _per_dollar(yours)
    rate, least, most = a / b, low / other_high, high / other_low
    if least * (1 - _LOOSE) <= rate <= most * (1 + _LOOSE):
        exact = least * Decimal("0.97") <= rate <= most * Decimal("1.03")
        shown = f"{rate:.3g} {mine}/{yours}" if rate >= 1 else f"{1 / rate:.3g} {yours}/{mine}"
        return Cause.CURRENCY, Severity.COMPATIBLE if exact else Severity.TENSION, shown
    return None


def _per_dollar(currency: str) -> tuple[Decimal, Decimal]:
    low, high = _PER_DOLLAR[currency]
    return Decimal(low), Decimal(high)
