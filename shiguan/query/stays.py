"""Who left and came back was there twice: where one stay ends and the next begins."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from shiguan.records.time import ValidTime

Told = TypeVar("Told")


def comebacks(begun: Iterable[ValidTime], ended: Iterable[ValidTime]) -> tuple[date, ...]:
    """The first days of the stays after the first, in order: of each beginning before which the stay before had surely ended.

    An end in the month of a beginning is none: who is given another post on leaving one did not come back.
    """
    days: list[date] = []
    ends = [(end.start or end.end, end.end) for end in ended if end.end]
    for start in sorted(time.start for time in begun if time.start):
        if any(last < start and (not days or (first or last) >= days[-1]) for first, last in ends):
            days.append(start)
    return tuple(days)


def by_stay(told: Iterable[Told], starts: tuple[date, ...], day: Callable[[Told], date | None]) -> tuple[tuple[Told, ...], ...]:
    """What is told, in its order, by stay; ``starts`` as ``comebacks`` gives them. What nothing dates is of the last."""
    stays: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        at = day(one)
        stays[len(starts) if at is None else bisect_right(starts, at)].append(one)
    return tuple(tuple(stays[n]) for n in sorted(stays))
