"""Quantities in Chinese news text: money, rates, counts, ranks, plain numbers."""

from shiguan.extract.amounts.match import AmountKind, AmountMatch
from shiguan.extract.amounts.parse import parse_amounts, parse_quantity
from shiguan.extract.amounts.qualifier import qualifier

__all__ = ["AmountKind", "AmountMatch", "parse_amounts", "parse_quantity", "qualifier"]
