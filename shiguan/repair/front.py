"""Title, publisher and time of publication, read from a document's own lines where the article came without them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiguan.records.document import Region, RegionKind
from shiguan.records.time import ValidTime

_PUBLISHER = re.compile(r"(?:文章|本文)?(?:来源|Source)\s*[|｜丨∣︱│┃:：/／]\s*(?P<name>[^|｜丨\n]{2,40})")
# The name ends where the next thing on the line begins: a date, another role, or two spaces.
_NAME_END = re.compile(
    r"\s{2,}|\s*(?:19|20)\d\d[-/.年]|\s*(?:作者|编辑|记者|责编|责任编辑|发布时间|时间|时间|阅读|浏览|评论)\s*[|｜丨:：/]|[(（,，;；]"
)
_TIME = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})(?:\s?[-/.月]\s?(?P<day>\d{1,2}))?")


def title(text: str, regions: Sequence[Region]) -> str | None:
    """The text of the title lines."""
    lines = [r.span.of(text) for r in regions if r.kind is RegionKind.TITLE]
    return "".join(lines) or None


def publisher(text: str, regions: Sequence[Region]) -> str | None:
    """The name behind 来源 in a byline or source line; None when there is none."""
    for region in regions:
        if region.kind in (RegionKind.BYLINE, RegionKind.SOURCE):
            match = _PUBLISHER.search(region.span.of(text))
            if match:
                name = _NAME_END.split(match["name"].strip())[0].strip(" 《》“”\"'")
                if name:
                    return name
    return None


def published_at(text: str, regions: Sequence[Region]) -> ValidTime | None:
    """The first date with a year in a byline, to the precision written (day or month); None when there is none, or no such day."""
    for region in regions:
        if region.kind is RegionKind.BYLINE:
            for match in _TIME.finditer(region.span.of(text)):
                when = f"{match['year']}-{int(match['month']):02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")
                try:
                    return ValidTime.of(when, match[0])
                except ValueError:
                    continue
    return None
