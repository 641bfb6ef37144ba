"""How a figure is told: at least, about, nearly; read from the words it is told in."""

from __future__ import annotations

import re

from shiguan.extract.amounts.lexicon import ABOUT, NEAR
from shiguan.records.amount import Amount

_AT_LEAST = re.compile(
    "不少于|不低于|不小于|大于等于|大于或者等于|至少|起码|最少|最低|以上|及以上|≥|>=|at least|no (?:less|fewer) than", re.IGNORECASE
)
_AT_MOST = re.compile("不超过|不多于|不高于|至多|最多|最高|以内|以下|小于等于|≤|<=|at most|up to|no more than", re.IGNORECASE)
_OVER = re.compile(r"[多余餘](?!少)")
_NEARLY = re.compile(f"^(?:{'|'.join(NEAR)}|nearly|almost)", re.IGNORECASE)
_ABOUT = re.compile(f"^(?:{'|'.join(ABOUT)}|about|around|roughly)|左右|上下|级$", re.IGNORECASE)


def qualifier(amount: Amount) -> str | None:
    """``>=``, ``>``, ``<=``, ``<``, ``~`` (about) or ``~<`` (nearly); None for what is told as it is, and for a range.

    >>> from decimal import Decimal
    >>> qualifier(Amount(Decimal(22), None, None, "位", "至少22位"))
    '>='
    """
    told = amount.expression
    if amount.high is None and amount.low is not None:
        return ">=" if _AT_LEAST.search(told) else ">"
    if amount.low is None and amount.high is not None:
        return "<=" if _AT_MOST.search(told) else "<"
    if amount.low == amount.high:
        return None
    forms = ((_NEARLY, "~<"), (_ABOUT, "~"), (_OVER, ">"))
    return next((sign for form, sign in forms if form.search(told)), None)
