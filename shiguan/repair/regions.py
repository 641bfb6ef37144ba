"""What each line of a repaired text is: title, body, or one of the things that a page carries besides its article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from shiguan.records.document import Region, RegionKind, Span
from shiguan.repair.furniture import BYLINE, CAPTION, LIST_ITEM, NOTICE, RELATED, SECTION, SOURCE

_FINAL = re.compile(r"[。！？!?…；;，,、：:][”’」』\"')）]*$")
_STOP = re.compile(r"[。；;]|[！？!?](?=.)")

_TITLE_LENGTH = 60
_HEADING_LENGTH = 32
_HEAD_LINES = 12
_TAIL_LINES = 8
_LIST_LENGTH = 70
"""Headlines run to about 30 characters, with a publisher behind them 60; sub-heads fit one printed line."""


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str


def split(text: str, title: str | None = None) -> tuple[Region, ...]:
    """One region per line that is not blank, in order; ``title``, folded, is the article's where it is known."""
    lines = _lines(text)
    kinds: list[RegionKind | None] = [_furniture(line.text, i, len(lines)) for i, line in enumerate(lines)]
    _mark_related(lines, kinds)
    titled = _title_lines(lines, kinds, title)
    for index in titled:
        kinds[index] = RegionKind.TITLE
    decided = [kind or _prose(lines, kinds, i) for i, kind in enumerate(kinds)]
    return tuple(Region(kind, line.span) for kind, line in zip(decided, lines, strict=True))


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            first = start + raw.index(stripped)
            lines.append(_Line(Span(first, first + len(stripped)), stripped))
        start += len(raw) + 1
    return lines


def _furniture(line: str, index: int, count: int) -> RegionKind | None:
    """What a line is by its own words; None for prose. Only lines at the head or the foot can be bylines or bare counts."""
    head, tail = index < _HEAD_LINES, index >= count - _TAIL_LINES
    sentences = len(_STOP.findall(line))
    if RELATED.match(line):
        return RegionKind.RELATED
    if CAPTION.match(line) and len(line) <= 80 and sentences <= 1:
        return RegionKind.CAPTION
    if NOTICE.match(line):
        return RegionKind.NOTICE
    if tail and not head and SOURCE.match(line) and sentences <= 1 and len(line) <= 60:
        return RegionKind.SOURCE
    if (head or tail) and BYLINE.match(line) and not sentences and len(line) <= 80:
        return RegionKind.BYLINE
    if SOURCE.match(line) and not sentences and len(line) <= 40 and tail:
        return RegionKind.SOURCE
    if (head or tail) and re.fullmatch(r"\d{3,9}", line):
        return RegionKind.NOTICE
    return None


def _mark_related(lines: Sequence[_Line], kinds: list[RegionKind | None]) -> None:
    """The titles listed under a heading such as 相关阅读, up to the next notice or the next line that reads as a paragraph."""
    listing = False
    for index, line in enumerate(lines):
        if kinds[index] is RegionKind.RELATED:
            listing = True
        elif kinds[index] is not None:
            listing = False
        elif listing:
            listed = bool(LIST_ITEM.match(line.text)) or not _FINAL.search(line.text)
            if listed and len(line.text) <= _LIST_LENGTH and not re.search("[。]$", line.text):
                kinds[index] = RegionKind.RELATED
            else:
                listing = False


def _title_lines(lines: Sequence[_Line], kinds: Sequence[RegionKind | None], title: str | None) -> tuple[int, ...]:
    if title:
        wanted = _bare(title)
        for index in range(min(_HEAD_LINES, len(lines))):
            for following in (1, 2):
                shown = _bare("".join(line.text for line in lines[index : index + following]))
                if shown and (shown == wanted or (len(shown) >= 6 and (wanted.startswith(shown) or shown.startswith(wanted)))):
                    return tuple(range(index, min(index + following, len(lines))))
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if kinds[index] is None:
            more = any(kind is None for kind in kinds[index + 1 :])
            return (index,) if more and _looks_like_title(line.text) else ()
    return ()


def _looks_like_title(line: str) -> bool:
    if len(line) > _TITLE_LENGTH or re.search(r"[。；;，,、：:…]$", line) or "。" in line:
        return False
    return any("\u4e00" <= c <= "\u9fff" or c.isalpha() for c in line)


def _prose(lines: Sequence[_Line], kinds: Sequence[RegionKind | None], index: int) -> RegionKind:
    """HEADING for a short line without a final mark that a paragraph follows, BODY for all else."""
    line = lines[index].text
    following = next((other.text for other, kind in zip(lines[index + 1 :], kinds[index + 1 :], strict=True) if kind is None), None)
    if following is None or len(line) > _HEADING_LENGTH or len(lines) < 3:
        return RegionKind.BODY
    if SECTION.match(line) and not re.search("[。，,；;]", line):
        return RegionKind.HEADING
    if _FINAL.search(line) or "。" in line or len(re.findall("[，,]", line)) > 1:
        return RegionKind.BODY
    return RegionKind.HEADING


def _bare(text: str) -> str:
    """Letters and digits only, for comparing titles that differ in marks and spaces."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())
