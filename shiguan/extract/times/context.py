"""What a time hangs on while a text is read: the day of publication, what was told before, and the sentence around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from shiguan.extract.times import patterns
from shiguan.extract.times.match import TimeKind
from shiguan.records.time import Precision, ValidTime

Build = Callable[[int], ValidTime | None]

# A month or day without a year is read as the last one, unless it lies no further ahead than this (a date just announced).
_AHEAD = timedelta(days=45)
# A promised month this far back is next year's.
_BEHIND = timedelta(days=90)
# No clause is looked through further than this, in characters.
_WINDOW = 60
_STOPS = "。！？!?\n"
_CLAUSE = "，。；！？,;!?\n"


@dataclass(slots=True)
class Context:
    """``year`` and ``month`` are those told earlier in the same sentence; ``told`` the last time told at all."""

    text: str
    anchor: date | None
    told: ValidTime | None
    told_evening: bool = False
    year: int | None = None
    month: tuple[int, int] | None = None
    joined: bool = False  # while the end of a range is read
    ahead: date | None = None  # from when on what the sentence told last was still to come

    def enter(self, start: int, last: int) -> None:
        """Forget the sentence's year where a stop lies between the last time's end and this one's start."""
        if any(c in _STOPS for c in self.text[last:start]):
            self.year = self.month = self.ahead = None

    def promised(self, start: int, end: int) -> bool:
        """Whether the clause around ``[start, end)`` speaks of what is to come."""
        before = self.text[self._clause_start(start) : start]
        if patterns.future().search(before) and not _reported_last(before):
            return True
        right, commas = end, 0
        while right < len(self.text) and right < end + _WINDOW and commas < 2 and self.text[right] not in _STOPS:
            commas += self.text[right] in "，,；;"
            right += 1
        ahead = self.text[end:right]
        done = patterns.done().search(ahead)
        return bool(patterns.future().search(ahead[: done.start()] if done else ahead))

    def reported(self, start: int, end: int) -> bool:
        """Whether the clause around ``[start, end)`` speaks of what was done."""
        ends = [i for c in _CLAUSE if (i := self.text.find(c, end, end + _WINDOW)) >= 0]
        return bool(patterns.done().search(self.text, self._clause_start(start), min(ends, default=end + _WINDOW)))

    def _over(self, end: int) -> bool:
        """Whether the words after ``end`` tell that something is over: 9月底前已撤出, 完成了."""
        ends = [i for c in _CLAUSE if (i := self.text.find(c, end, end + _WINDOW)) >= 0]
        return any(c in "了已曾" for c in self.text[end : min(ends, default=end + _WINDOW)])

    def _clause_start(self, at: int) -> int:
        """Where the clause around ``at`` starts, looked for no further back than the window."""
        floor = max(0, at - _WINDOW)
        return max(floor, *(self.text.rfind(c, floor, at) + 1 for c in _CLAUSE))

    def dated(self, build: Build, start: int, end: int) -> tuple[ValidTime | None, TimeKind]:
        """A time without its year: that of the sentence, else the nearest past one before publication, or the promised one.

        The first half or quarter of a year that has not yet run half of it is last year's.
        """
        if self.year is not None:
            value = build(self.year)
            if value and value.end and self.told and self.told.start and self._led_to(start) and value.end < self.told.start:
                value = build(self.year + 1)  # 从2021年底的31%降至6月末的28%
            return value, TimeKind.TOLD
        if self.anchor is None:
            return None, TimeKind.ANCHORED
        now = self._existing(build, self.anchor.year)
        if now is None or now.start is None or now.end is None:
            return None, TimeKind.ANCHORED
        if now.end > self.anchor and self.due(end):
            return now, TimeKind.ANCHORED
        if self.ahead and now.start > self.ahead:  # 将于3月31日卸任，4月1日生效
            return now, TimeKind.ANCHORED
        if self.promised(start, end):
            late = self.anchor - now.end > _BEHIND
            return (build(self.anchor.year + 1) if late else now), TimeKind.ANCHORED
        half_run = now.start + (now.end - now.start) / 2
        opening = now.start.month == 1 and now.precision in (Precision.HALF, Precision.QUARTER, Precision.RANGE)
        if now.start - self.anchor > _AHEAD or (opening and half_run > self.anchor):
            return build(self.anchor.year - 1), TimeKind.ANCHORED
        return now, TimeKind.ANCHORED

    def due(self, end: int) -> bool:
        """Whether the words after ``end`` make the time before them a deadline, and not one that was met."""
        return bool(patterns.deadline().match(self.text, end)) and not self._over(end)

    def _led_to(self, start: int) -> bool:
        """Whether a figure is told to have gone to what it was at the time that starts here."""
        return self.text.endswith(("至", "到"), 0, start)

    @staticmethod
    def _existing(build: Build, year: int) -> ValidTime | None:
        """This year's reading; for the 29th of February the last year that has one."""
        return next((v for y in range(year, year - 8, -1) if (v := build(y)) is not None), None)


def _reported_last(before: str) -> bool:
    """Whether a reporting word stands after the last promise: 将停产的消息公布后, 8月 is past."""
    promise = max(m.start() for m in patterns.future().finditer(before))
    return bool(patterns.done().search(before[promise:]))
