"""What the time parser finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shiguan.records.document import Span
from shiguan.records.time import ValidTime


class TimeKind(StrEnum):
    """What a time hangs on, or how it is meant."""

    ABSOLUTE = "absolute"  # 2024年8月: needs nothing
    ANCHORED = "anchored"  # 去年8月, 三天前, 8月: hangs on the day of publication
    TOLD = "told"  # 同年, 次日, 11月 after 2023年: hangs on a time told before
    SINCE = "since"  # 自2019年以来: from a time until the day of publication
    BOUND = "bound"  # 2031年之前, 2月10日后: one side is told
    VAGUE = "vague"  # 近日, 不久前, 近年来
    PRESENT = "present"  # 目前, 如今


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A time expression; ``text`` is exactly ``span`` of the text read.

    ``valid_time`` is None where what it hangs on is not known (a relative time without an anchor, 次日 without a told day,
    此前), and for dates that do not exist.
    """

    span: Span
    text: str
    valid_time: ValidTime | None
    kind: TimeKind
