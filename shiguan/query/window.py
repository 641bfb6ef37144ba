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

        A time with no beginning counts by its end, and one that lies across a bound is PERHAPS. What is told undated is taken as
        news of the day of its first publication: it is OUTSIDE when that was before ``since``, INSIDE when that was in the
        window for certain, and else PERHAPS, as it is when it was told after ``until``.
        """
        fall = self.falls(*bounds(event))
        published = min((t.published_at.start for t in event.tellings if t.published_at and t.published_at.start), default=None)
        unsure = event.valid_time is None and self.since is not None and (published is None or published < self.since)
        return Fall.PERHAPS if fall is Fall.INSIDE and unsure else fall

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
