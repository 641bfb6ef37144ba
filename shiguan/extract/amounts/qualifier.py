"""How a figure is told: at least, about, nearly; read from the words it is told in."""

from __future__ import annotations

import re

from shiguan.extract.amounts.lexicon import ABOUT, AT_LEAST, AT_MOST, NEAR
from shiguan.extract.amounts.patterns import words
from shiguan.records.amount import Amount

_AT_LEAST = re.compile(rf"{words(AT_LEAST)}|以上|at least|no (?:less|fewer) than", re.IGNORECASE)
_AT_MOST = re.compile(rf"{words(AT_MOST)}|以内|以下|at most|up to|no more than", re.IGNORECASE)
_OVER = re.compile(r"[多余](?!少)")
_NEARLY = re.compile(rf"^(?:{words(NEAR)}|nearly|almost)", re.IGNORECASE)
_ABOUT = re.compile(rf"^(?:{words(ABOUT)}|about|around|roughly)|左右|上下|级$", re.IGNORECASE)


def qualifier(amount: Amount) -> str | None:
    """``>=``, ``>``, ``<=``, ``<``, ``~`` (about) or ``~<`` (nearly); None for what is told as it is, and for a range.

    >>> from decimal import Decimal
    >>> qualifier(Amount(Decimal(17), None, None, "家", "至少17家"))
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
