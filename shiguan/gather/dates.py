"""The date an article carries, in any common written form, never made more exact than it was written."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from shiguan.errors import GatherError
from shiguan.records.time import ValidTime

# A number of seconds names no day by itself; the press read here goes by Beijing time.
_BEIJING = timezone(timedelta(hours=8))
_EPOCH_SECONDS = range(631_152_000, 4_102_444_800)  # 1990 to 2100; outside, a number is no moment of publication
_EPOCH_DIGITS = {10: 1, 13: 1_000, 16: 1_000_000}
_REPUBLIC = 1911  # 民國1年 is 1912

# After a day may stand a weekday, a time of day and a zone, but no second date: that would be a range.
_REST = r"(?!\d)(?!.*\d{4}\s*[-/.年]).*"
_FORMS = (
    re.compile(rf"(?P<y>\d{{4}})\s*[-/.]\s*(?P<m>\d{{1,2}})(?:\s*[-/.]\s*(?P<d>\d{{1,2}}){_REST})?$", re.DOTALL),
    re.compile(
        rf"(?P<roc>民[國国])?\s*(?P<y>\d{{2,4}})\s*年(?:\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*[日号號]?{_REST})?)?$",
        re.DOTALL,
    ),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$"),
)
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ENGLISH = (
    re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"{_MONTH}\s+(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>\d{{4}})\b", re.IGNORECASE),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_NUMBER = re.compile(r"([二三]?)十([一二三四五六七八九]?)")


def published(written: str | int | float) -> ValidTime:
    """The time a date names: a day, a month, a year, or a form of the claims export; times of day are dropped.

    Reads ISO 8601, slashes and dots, 年月日 in digits or characters, 民國 years, RFC 822, English month names, and
    seconds, milliseconds or microseconds since 1970 (the day in Beijing). Raises GatherError for anything else.
    """
    text = unicodedata.normalize("NFKC", str(written)).strip()
    if isinstance(written, float):
        text = text.split(".", maxsplit=1)[0]
    try:
        found = _epoch(text) or _export(text) or _numeric(text) or _spelled(text)
    except ValueError as error:
        raise GatherError(f"not a date: {str(written)!r} ({error})") from error
    if found is None:
        raise GatherError(f"not a date: {str(written)!r}")
    return ValidTime.of(found, str(written))


def _epoch(text: str) -> str | None:
    per_second = _EPOCH_DIGITS.get(len(text)) if text.isdecimal() else None
    if per_second is None or int(text) // per_second not in _EPOCH_SECONDS:
        return None
    return datetime.fromtimestamp(int(text) // per_second, UTC).astimezone(_BEIJING).date().isoformat()


def _numeric(text: str) -> str | None:
    digits = _HAN_NUMBER.sub(_ten, text).translate(_HAN_DIGITS) if "年" in text else text
    for form in _FORMS:
        match = form.match(digits)
        if match:
            groups = match.groupdict()
            year = int(groups["y"]) + (_REPUBLIC if groups.get("roc") else 0)
            return _written(year, groups["m"], groups["d"])
    return None


def _ten(match: re.Match[str]) -> str:
    tens, ones = match.groups()
    return f"{tens or '1'}{ones or '0'}"


def _export(text: str) -> str | None:
    try:
        return ValidTime.of(text).when
    except ValueError:
        return None


def _spelled(text: str) -> str | None:
    if re.match(r"[A-Za-z]{3,9},\s*\d", text):
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except ValueError:
            return None
    for form in _ENGLISH:
        match = form.search(text)
        if match:
            return _written(int(match["y"]), str(_MONTHS.index(match["name"].lower()) + 1), match["d"])
    return None


def _written(year: int, month: str | None, day: str | None) -> str:
    if month is None:
        return f"{year:04d}"
    moment = date(year, int(month), int(day or 1))
    return moment.isoformat() if day else f"{moment:%Y-%m}"
