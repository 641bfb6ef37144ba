"""Whether an event falls in a stretch of time, as surely as its tellings say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shiguan.records.time import ValidTime
from shiguan.records.views import Event


class Fall(StrEnum):
    """INSIDE as far as can be told; PERHAPS, its time being too coarse to say; OUTSIDE for certain."""

    INSIDE = "inside"
    PERHAPS = "perhaps"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Window:
    """``since`` to ``until``, both included; None leaves that side open."""

    since: date | None
    until: date | None

    def holds(self, event: Event) -> Fall:
        """Where the event falls.

        A time with no beginning (and an unknown one, which ends with its first publication) counts by its end: what is told
        undated after ``since`` is taken as news, and is OUTSIDE only when it was told before; but when it was told after
        ``until`` too, it is PERHAPS. A time that lies across a bound is PERHAPS.
        """
        return self.falls(*bounds(event))

    def falls(self, start: date | None, end: date | None) -> Fall:
        """Where that falls which happened on a day from ``start`` to ``end``, both included; None where there is no bound."""
        if self.since is None and self.until is None:
            return Fall.INSIDE
        if start is None and end is None:
            return Fall.PERHAPS
        if (self.since and end and end < self.since) or (self.until and start and start > self.until):
            return Fall.OUTSIDE
        across_since = self.since is not None and start is not None and start < self.since
        across_until = self.until is not None and (end is None or end > self.until)
        return Fall.PERHAPS if across_since or across_until else Fall.INSIDE


def bounds(event: Event) -> tuple[date | None, date | None]:
    """First and last day the event may have happened on, None where there is no bound: its time, or up to its first publication."""
    time: ValidTime | None = event.valid_time
    if time:
        return time.start, time.end
    published = [t.published_at.end for t in event.tellings if t.published_at and t.published_at.end]
    return None, min(published, default=None)
