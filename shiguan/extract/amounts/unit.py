"""What a number counts: currencies, per cent and its kin, classifiers, measures, counted nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from shiguan.extract.amounts import patterns
from shiguan.extract.amounts.bounds import Bounds
from shiguan.extract.amounts.lexicon import CURRENCY_OF, HUNDREDTHS
from shiguan.extract.amounts.match import AmountKind
from shiguan.extract.amounts.numerals import DIGITS, numeral

# Tenths: 三成 and 九折 are tens of per cent.
_FACTORS = {"‰": Decimal("0.1"), "成": Decimal(10), "折": Decimal(10)}


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor`` and ``add`` turn the number told into the amount: 七成六 is 7 x 10 + 6 per cent, 3元5角 is 3 + 0.5 yuan."""

    kind: AmountKind
    currency: str | None
    unit: str | None
    end: int
    factor: Decimal = Decimal(1)
    add: Decimal = Decimal(0)

    def measure(self, bounds: Bounds) -> Bounds:
        """The bounds in this unit. A tenth told with two digits is per cent already: 五五折 is 55 %."""
        whole = self.factor == 10 and bounds.low is not None and bounds.low > 10
        factor = Decimal(1) if whole else self.factor
        return Bounds(*(None if b is None else b * factor + self.add for b in (bounds.low, bounds.high)))


def read_unit(text: str, at: int) -> Unit | None:
    """The unit that starts at ``at``."""
    hit = patterns.unit().match(text, at)
    if hit is None:
        return None
    if hit["rate"]:
        return _rate(text, hit["rate"], hit.end())
    if hit["currency"]:
        add = _cents(hit, ("jiao", 10), ("fen", 100), ("cents", 100))
        return Unit(AmountKind.MONEY, CURRENCY_OF[hit["currency"]], None, hit.end(), add=add)
    if hit["hundredth"]:
        return Unit(AmountKind.MONEY, HUNDREDTHS[hit["hundredth"]], None, hit.end(), factor=Decimal("0.01"))
    if hit["dime"] or hit["penny"]:
        share = Decimal("0.1") if hit["dime"] else Decimal("0.01")
        return Unit(AmountKind.MONEY, "CNY", None, hit.end(), factor=share)
    if hit["kuai"] is not None:
        add = _cents(hit, ("mao", 10), ("fen2", 100))
        return Unit(AmountKind.MONEY, "CNY", None, hit.end(), add=add)
    return Unit(AmountKind.COUNT, None, hit["measure"] or hit["noun"] or hit["class"], hit.end())


def _cents(hit: re.Match[str], *parts: tuple[str, int]) -> Decimal:
    return sum((((numeral(hit[name]) or Decimal(0)) / share) for name, share in parts if hit[name]), Decimal(0))


def _rate(text: str, word: str, end: int) -> Unit:
    for name, starts in (("百分点", ("百分点", "个百分点")), ("基点", ("基点", "个基点", "bp")), ("倍", ("倍",))):
        if word.startswith(starts):
            return Unit(AmountKind.RATE, None, name, end)
    add = Decimal(0)
    if word == "成" and text[end : end + 1] in DIGITS:  # 七成六
        add, end = Decimal(DIGITS[text[end]]), end + 1
    return Unit(AmountKind.RATE, None, "%", end, _FACTORS.get(word, Decimal(1)), add)
