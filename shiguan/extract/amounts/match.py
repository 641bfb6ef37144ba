"""What the amount parser finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shiguan.records.amount import Amount
from shiguan.records.document import Span


class AmountKind(StrEnum):
    """What is measured."""

    MONEY = "money"  # a currency is told
    RATE = "rate"  # per cent, points, times
    COUNT = "count"  # of something: a classifier, a measure or a counted noun follows
    RANK = "rank"  # a place in an order, 1 the first; 前三 is 1 to 3
    NUMBER = "number"  # nothing says of what: 80亿


@dataclass(frozen=True, slots=True)
class AmountMatch:
    """An amount; ``text`` is exactly ``span`` of the text read, and the amount's expression."""

    span: Span
    text: str
    amount: Amount
    kind: AmountKind
