"""Times in Chinese news text: found, and read against the day of publication and what was told before."""

from shiguan.extract.times.match import TimeKind, TimeMatch
from shiguan.extract.times.parse import parse_times

__all__ = ["TimeKind", "TimeMatch", "parse_times"]
