"""When something was founded: as tellings of the founding say, not as those do that only call somebody its founder."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shiguan.records.claim import Polarity
from shiguan.records.time import Precision, ValidTime
from shiguan.records.views import Told
from shiguan.resolve.consensus import valid_time

_FOUNDER = r"(?:创始人|创办人|创立人|创立者|创始合伙人|联创|founders?\b)"
_CALLED = re.compile(_FOUNDER, re.IGNORECASE)
_FOUNDED = re.compile(
    r"创立|创办|创建|成立|组建|开办|设立|创业|发起|建立|"
    r"\b(?:co-?)?found(?:ed|s|ing)\b|\bset up\b|\bestablish|\bstart(?:ed|s|ing)\b",
    re.IGNORECASE,
)
# 甲公司创始人张三: the title, other posts after it, and the name.
_TITLE_BEFORE = re.compile(rf"{_FOUNDER}[^，。；！？,;\n]{{0,16}}$", re.IGNORECASE)
# 张三创立的甲公司; a time told in between is that of the founding.
_WHOSE = re.compile(r"[^，。；！？,;\n\d]{0,8}(?:创立|创办|创建|成立|组建|开办)的[^，。；！？,;\n]{0,12}$")


def founded_on(tellings: Iterable[Told]) -> ValidTime | None:
    """The time that the tellings of a founding agree to, without those that tell it in passing; None where none is left."""
    told = [t for t in tellings if t.claim.polarity is Polarity.AFFIRMED and not in_passing(t)]
    return valid_time(told, {t.claim.id: t.claim.document for t in told})


def in_passing(told: Told) -> bool:
    """Whether the time it gives is that of something else told of a founder: 甲公司创始人张三昨日表示 founds nothing yesterday.

    So it is where somebody bears the title of a founder or the company is called theirs, and where the day is that of the news.
    """
    quote = told.claim.evidence.quote
    if _on_the_day(told) or (_CALLED.search(quote) and not _FOUNDED.search(_CALLED.sub("", quote))):
        return True
    orgs = _places(told, "org")
    return any(_titled(quote, person, orgs) or _whose(quote, person, orgs) for person in _places(told, "person"))


def _on_the_day(told: Told) -> bool:
    time, made = told.claim.valid_time, told.published_at
    return bool(time and made and time.precision is Precision.DAY and (time.start, time.end) == (made.start, made.end))


def _places(told: Told, role: str) -> list[tuple[int, int]]:
    """Where in the quote the names stand that play the role."""
    whole = told.claim.evidence.span
    spans = (a.evidence.span for a in told.claim.values(role))
    return [(s.start - whole.start, s.end - whole.start) for s in spans if whole.start <= s.start and s.end <= whole.end]


def _titled(quote: str, person: tuple[int, int], orgs: Iterable[tuple[int, int]]) -> bool:
    """``甲公司创始人张三``: what is founded stands before the title."""
    title = _TITLE_BEFORE.search(quote[: person[0]])
    return title is not None and any(end <= title.start() + 1 for _, end in orgs)


def _whose(quote: str, person: tuple[int, int], orgs: Iterable[tuple[int, int]]) -> bool:
    return any(_WHOSE.match(quote[person[1] : start]) for start, _ in orgs if start > person[1])
