"""Days that move or have names: facts of the calendar, 2000 to 2036.

The lunar table gives, for each year, the first day of the first month and the lengths of its months. It was checked, month
by month, against the `lunardate` package.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import accumulate

# One hexadecimal word a year: bits 15-4 say which of the twelve months has 30 days (else 29), bits 3-0 which month is repeated
# (0: none), bit 16 whether the repeated one has 30 days.
_FIRST_YEAR = 2000
_FIRST_DAY = date(2000, 2, 5)
_WORDS = (
    "0c960 0d954 0d4a0 0da50 07552 056a0 0abb7 025d0 092d0 0cab5 0a950 0b4a0 0baa4 0ad50 055d9 04ba0 0a5b0 15176 052b0 "
    "0a930 07954 06aa0 0ad50 05b52 04b60 0a6e6 0a4e0 0d260 0ea65 0d530 05aa0 076a3 096d0 04afb 04ad0 0a4d0 1d0b6"
)

# Lunar (month, day); New Year's Eve is the day before the next year's first.
LUNAR = {"元宵": (1, 15), "端午": (5, 5), "七夕": (7, 7), "中元": (7, 15), "中秋": (8, 15), "重阳": (9, 9), "腊八": (12, 8)}
# Solar (month, day).
SOLAR = {
    "元旦": (1, 1),
    "情人节": (2, 14),
    "妇女节": (3, 8),
    "愚人节": (4, 1),
    "清明": (4, 4),
    "劳动节": (5, 1),
    "五一": (5, 1),
    "植树节": (3, 12),
    "青年节": (5, 4),
    "建党节": (7, 1),
    "618": (6, 18),
    "十一": (10, 1),
    "记者节": (11, 8),
    "光棍节": (11, 11),
    "双12": (12, 12),
    "儿童节": (6, 1),
    "六一": (6, 1),
    "建军节": (8, 1),
    "八一建军节": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "十一黄金周": (10, 1),
    "万圣节": (10, 31),
    "双十一": (11, 11),
    "双11": (11, 11),
    "双十二": (12, 12),
    "平安夜": (12, 24),
    "圣诞": (12, 25),
}
# Month, weekday (Monday 0), which one of the month.
NTH_WEEKDAY = {"母亲节": (5, 6, 2), "父亲节": (6, 6, 3), "感恩节": (11, 3, 4)}
# Names that mean a festival only before these: 十一 and 618 alone are numbers.
SHOPPING = "大促|购物节|期间|当天|当日|前夕|战报|预售|销售|活动|电商|之?[前后](?![年月日名])"
HOLIDAYS = "小?长假|假期|黄金周|假日|期间|前夕|前后|出游"
# First day's offset and length in days of the public holiday that 期间 and 假期 mean.
HOLIDAY = {"春节": (-1, 8), "十一": (0, 7), "国庆": (0, 7), "十一黄金周": (0, 7), "五一": (0, 5), "劳动节": (0, 5), "元旦": (0, 3)}
HOLIDAY_ELSE = (0, 3)


@cache
def _years() -> dict[int, tuple[date, int]]:
    table: dict[int, tuple[date, int]] = {}
    first = _FIRST_DAY
    for year, word in enumerate(_WORDS.split(), _FIRST_YEAR):
        bits = int(word, 16)
        table[year] = first, bits
        first += timedelta(days=sum(length for _, _, length in _months(bits)))
    table[year + 1] = first, 0
    return table


def _months(bits: int) -> list[tuple[int, bool, int]]:
    """(month, whether it is the repeated one, days) in order."""
    months: list[tuple[int, bool, int]] = []
    for month in range(1, 13):
        months.append((month, False, 29 + (bits >> (16 - month) & 1)))
        if month == bits & 15:
            months.append((month, True, 29 + (bits >> 16 & 1)))
    return months


def lunar_month(year: int, month: int, repeated: bool = False) -> tuple[date, date] | None:
    """First and last day of a lunar month; None outside the table or for a repeated month the year lacks."""
    first, bits = _years().get(year, (None, 0))
    if first is None or not bits:
        return None
    rows = _months(bits)
    starts = accumulate((length for _, _, length in rows), initial=0)
    for start, (number, again, length) in zip(starts, rows, strict=False):
        if (number, again) == (month, repeated):
            return first + timedelta(days=start), first + timedelta(days=start + length - 1)
    return None


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The solar day of a lunar one; None outside the table or past the month's end."""
    bounds = lunar_month(year, month)
    if bounds is None:
        return None
    moment = bounds[0] + timedelta(days=day - 1)
    return moment if moment <= bounds[1] else None


def festival(name: str, year: int) -> date | None:
    """The day a festival falls on in the (lunar festivals: lunar) year; None outside the table."""
    if name == "春节":
        return _years()[year][0] if year in _years() else None
    if name == "除夕":  # of the lunar year that ends: 2024年除夕 in speech is the one before the Spring Festival of 2024
        return _years()[year][0] - timedelta(days=1) if year in _years() else None
    if name in LUNAR:
        return lunar_day(year, *LUNAR[name])
    if name == "黑色星期五":  # the day after Thanksgiving
        thanks = festival("感恩节", year)
        return thanks + timedelta(days=1) if thanks else None
    if name in NTH_WEEKDAY:
        month, weekday, nth = NTH_WEEKDAY[name]
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    month, day = SOLAR[name]
    return date(year, month, day)
