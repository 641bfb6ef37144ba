"""Days and moments as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from shiguan.errors import GatherError, InputError
from shiguan.gather.dates import published


def day_of(when: date | str | None, *, last: bool = False) -> date | None:
    """The first (or last) day of a time as written."""
    if when is None or isinstance(when, date):
        return when
    try:
        told = published(when)
    except GatherError as error:
        raise InputError(str(error)) from error
    return told.end if last else told.start


def to_the_minute(moment: datetime) -> str:
    """The moment on this machine's clock, to the minute; the least bit before a day is that day's beginning."""
    return f"{(moment + timedelta(microseconds=1)).astimezone():%Y-%m-%d %H:%M}"


def in_utc(moment: datetime) -> datetime:
    """The moment in UTC, one without a time zone taken for this machine's; InputError beyond what a calendar of UTC holds."""
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise InputError(f"too far from now to ask of: {moment.date()}") from error


def moment_of(when: str) -> datetime:
    """A moment as written: ISO form, or the end of a day (of this machine's time zone)."""
    try:
        return datetime.fromisoformat(when) if ":" in when else datetime.combine(day_of(when, last=True) or date.max, time.max)
    except ValueError as error:
        raise InputError(f"not a moment: {when!r} ({error})") from error
