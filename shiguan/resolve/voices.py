"""Who tells an event: how many outlets, and which one first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from shiguan.records.claim import Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Told


def outlet_of(told: Told) -> str:
    """Who published it; a document without a publisher is its own outlet, by its file."""
    return told.publisher or told.file


def days_of(time: ValidTime | None) -> tuple[date, date] | None:
    """The first and the last day it was published on; None where one is unknown."""
    return (time.start, time.end) if time and time.start and time.end else None


def first_of(tellings: Iterable[Told]) -> str | None:
    """The one outlet of several that affirmed it on the earliest day; None where that cannot be told."""
    days: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for told in tellings:
        if told.claim.polarity is Polarity.AFFIRMED:
            days[outlet_of(told)].append(days_of(told.published_at) or (date.min, date.max))
    if len(days) < 2:  # first among several
        return None
    earliest = {outlet: min(published, key=lambda d: (d[1], d[0])) for outlet, published in days.items()}
    name = min(earliest, key=lambda outlet: (earliest[outlet][1], outlet))
    return name if all(earliest[name][1] < start for outlet, (start, _) in earliest.items() if outlet != name) else None
