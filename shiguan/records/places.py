"""Stretches of a text that do not overlap, in order: whether one overlaps them is asked of every other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from shiguan.records.document import Span

_START, _END = attrgetter("start"), attrgetter("end")


class Placed(Protocol):
    """What stands at a place."""

    @property
    def span(self) -> Span:
        """Where."""
        ...


Thing = TypeVar("Thing", bound=Placed)


def over(things: Sequence[Thing], span: Span) -> Sequence[Thing]:
    """Of things in order that do not overlap each other, those that share a character with a stretch."""
    first = bisect_right(things, span.start, key=attrgetter("span.end"))
    return things[first : bisect_left(things, span.end, first, key=attrgetter("span.start"))]


class Places:
    """Stretches, none of them empty, that must not overlap; those that are asked about may."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def add(self, span: Span) -> None:
        """One more, which overlaps none."""
        insort(self._spans, span)

    def over(self, span: Span) -> Sequence[Span]:
        """Those that share a character with the stretch."""
        first = bisect_right(self._spans, span.start, key=_END)
        return self._spans[first : bisect_left(self._spans, span.end, first, key=_START)]

    def around(self, position: int) -> Span | None:
        """The one that goes on over a place."""
        before = bisect_left(self._spans, position, key=_START) - 1
        return self._spans[before] if before >= 0 and self._spans[before].end > position else None
