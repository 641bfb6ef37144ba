"""A table as every spreadsheet format writes it: columns with names and kinds, rows of plain cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Cell: TypeAlias = str | int | float | Decimal | date | bool | None
Row: TypeAlias = tuple[Cell, ...]

TOGETHER = "; "
"""Between several values in one cell."""

# What no XML may hold; and what moves the writing about or turns it around, which no cell and no label needs.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOVING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# What a spreadsheet takes for the beginning of a formula; the full-width forms where it runs in an East Asian language. Blanks and
# what cannot be seen may stand before it.
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200d\u2060]*[=+\-@＝＋－＠]|[\t\r\n]")


class Kind(StrEnum):
    """What the cells of a column are; any may be empty."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names it for programs, ``label`` for people."""

    key: str
    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` may be gone through once only, where they are too many to hold. ``label`` is the name for people."""

    name: str
    label: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]


def legible(text: str) -> str:
    """The text without what XML forbids and what turns the direction of writing."""
    return _MOVING.sub("", _ILLEGAL.sub("", text))


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: an apostrophe before what may begin one."""
    clean = legible(text)
    return f"'{clean}" if _FORMULA.match(clean) else clean
