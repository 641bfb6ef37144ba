"""How much more is done for a text four times as long, counted in calls, which are the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

SIZE = 1000
MOST = 6.0
"""Times the work for four times the text: four where it grows with the text, sixteen where it grows with its square."""
_GIVEN = [chr(0x4E00 + 97 * i) for i in range(150)]


def work(do: Callable[[], object]) -> int:
    """How many calls it makes, and steps of its generators; what expressions do is not seen."""
    made = 0

    def tick(_: FrameType, event: str, __: Any) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        do()
    finally:
        sys.setprofile(before)
    return made


def growth(doing: Callable[[int], Callable[[], object]], size: int = SIZE) -> float:
    """By how much the work grows from a text of a size to one four times as long; ``doing`` gets it ready."""
    doing(20)()  # what is read once a process is read
    return work(doing(4 * size)) / work(doing(size))


def repeated(unit: str, size: int) -> str:
    """A text that says one thing on and on."""
    return (unit * (size // len(unit) + 1))[:size]


def numbered(unit: str, size: int) -> str:
    """A text that says one thing of another name each time."""
    said: list[str] = []
    length = 0
    for number in range(size):
        said.append(unit.format(_GIVEN[number % 150] + _GIVEN[(7 * number + number // 150) % 150]))
        length += len(said[-1])
        if length >= size:
            break
    return "".join(said)[:size]
