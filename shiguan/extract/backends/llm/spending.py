"""What a language model's answers cost, and the limit that is not to be passed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from threading import Condition

from shiguan.errors import InputError, ReaderError

_MILLION = 1_000_000
_PRICE = re.compile(r"(\d+(?:\.\d+)?)\s*[,/]\s*(\d+(?:\.\d+)?)\s*([A-Za-z]{3})?")
_BUDGET = re.compile(r"(\d+(?:\.\d+)?)\s*(t(?:okens)?)?")


@dataclass(frozen=True, slots=True)
class Tokens:
    """``read`` by the model and ``written`` by it."""

    read: int
    written: int


@dataclass(frozen=True, slots=True)
class Price:
    """For a million tokens ``read`` and ``written``; ``currency`` is a code, or empty."""

    read: Decimal
    written: Decimal
    currency: str = ""

    @classmethod
    def parse(cls, text: str) -> Price | None:
        """From ``2,8`` or ``2,8 CNY``; None for no text. InputError for anything else."""
        if not text:
            return None
        match = _PRICE.fullmatch(text.strip())
        if not match:
            raise InputError(f"not a price of a million tokens read and written: {text}; write 2,8 or 2,8 CNY")
        return cls(Decimal(match[1]), Decimal(match[2]), (match[3] or "").upper())

    def of(self, used: Tokens) -> Decimal:
        """What so many tokens cost."""
        return (self.read * used.read + self.written * used.written) / _MILLION


@dataclass(frozen=True, slots=True)
class Budget:
    """As much as may be spent: tokens, or money in the currency of the price."""

    most: Decimal
    tokens: bool

    @classmethod
    def parse(cls, text: str, price: Price | None) -> Budget | None:
        """From ``5`` (money) or ``200000t``; None for no text.

        InputError for anything else, and for money where the price is not known.
        """
        if not text:
            return None
        match = _BUDGET.fullmatch(text.strip())
        if not match:
            raise InputError(f"not a spending limit: {text}; write 5 for money, 200000t for tokens")
        if not match[2] and price is None:
            raise InputError("a spending limit in money needs a price: set SHIGUAN_LLM_PRICE, or give it in tokens (200000t)")
        return cls(Decimal(match[1]), bool(match[2]))


class Purse:
    """Counts what is ``spent`` and on how many ``questions``, and refuses what might pass the limit; for many threads at once.

    What a question will cost at most is held until its answer says what it did cost. Where answers show that the questions'
    tokens are reckoned too low, later ones are held at as much more.
    """

    def __init__(self, price: Price | None, budget: Budget | None) -> None:
        self.price = price
        self.spent = Tokens(0, 0)
        self.questions = 0
        self._budget = budget
        self._settled = Condition()
        self._held = Tokens(0, 0)
        self._stretch = 1.0

    def hold(self, most: Tokens) -> Tokens:
        """Set so much aside, once other questions under way leave room for it; ReaderError where it would pass the limit."""
        with self._settled:
            while True:
                wanted = Tokens(round(most.read * self._stretch), most.written)
                if self._budget is None or self._worth(_sum(self.spent, _sum(self._held, wanted))) <= self._budget.most:
                    self._held = _sum(self._held, wanted)
                    return wanted
                if self._held == Tokens(0, 0):
                    limit, spent = self._said(self._budget.most), self._said(self._worth(self.spent))
                    raise ReaderError(f"the spending limit of {limit} would be passed; {spent} spent so far")
                self._settled.wait()

    def release(self, held: Tokens) -> None:
        """Nothing was spent of it."""
        self._settle(held, Tokens(0, 0), 0)

    def spend(self, held: Tokens, used: Tokens | None) -> None:
        """So much was used of it; None: nobody says, so all of it counts."""
        self._settle(held, held if used is None else used, 1)

    def _settle(self, held: Tokens, used: Tokens, questions: int) -> None:
        with self._settled:
            self._held = Tokens(self._held.read - held.read, self._held.written - held.written)
            self.spent = _sum(self.spent, used)
            self.questions += questions
            if held.read:
                self._stretch *= max(1.0, used.read / held.read)
            self._settled.notify_all()

    def _worth(self, tokens: Tokens) -> Decimal:
        if self._budget is None or self._budget.tokens or self.price is None:
            return Decimal(tokens.read + tokens.written)
        return self.price.of(tokens)

    def _said(self, worth: Decimal) -> str:
        unit = "tokens" if self._budget and self._budget.tokens else self.price.currency if self.price else ""
        return f"{worth:f} {unit}".strip()


def _sum(one: Tokens, other: Tokens) -> Tokens:
    return Tokens(one.read + other.read, one.written + other.written)
