"""How much room text takes before any font is known, and text made fit for a picture."""

from __future__ import annotations

import unicodedata

from shiguan.interfaces.show import sheet

FONTS = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB','Microsoft YaHei',"
    "'WenQuanYi Micro Hei',system-ui,sans-serif"
)
CUT = "…"
_NARROW = frozenset("ijl.,;:'!|` ")
_WIDE = frozenset("MWmw@%")
_SLIM = frozenset('()[]{}frt-/"*I')
# Marks of a CJK font that take half of a character's room or a little more.
_HALF = frozenset("–·×‘’“”≥≤")
# Beyond this many marks on one letter, writing runs into the lines above and below.
_MARKS = 2


def clean(text: str) -> str:
    """The text on one line, without what steers the direction of writing, what XML forbids, and piled up marks."""
    kept: list[str] = []
    marks = 0
    for character in sheet.clean(text):
        if ord(character) & 0xFFFE == 0xFFFE:  # no character in any plane; XML refuses two of them
            continue
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= _MARKS:
            kept.append(character)
    return "".join(kept)


def _ems(character: str) -> float:
    """The room of one character in ems, rather too much than too little."""
    code = ord(character)
    if code < 0x80:
        if character in _NARROW:
            return 0.32
        if character in _SLIM:
            return 0.42
        return 0.92 if character in _WIDE else 0.68 if character.isupper() else 0.58
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0.0
    if code >= 0x1F000 and not 0x20000 <= code < 0x40000:
        return 1.4
    if character in _HALF:
        return 0.7
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.72


def _known(character: str) -> bool:
    """Whether fonts agree on its room: ASCII, Chinese, Japanese, Korean and their punctuation."""
    code = ord(character)
    return (
        code < 0x80
        or character in _HALF
        or character in "…—"
        or 0x3000 <= code < 0xA000
        or 0xAC00 <= code < 0xD7B0
        or 0xF900 <= code < 0xFB00
        or 0xFF00 <= code < 0xFFF0
        or 0x20000 <= code < 0x40000
    )


def width(text: str, size: float) -> float:
    """The room the text takes at a font size, in the size's unit: a Chinese character 1 em, a Latin one about 0.55."""
    return sum(map(_ems, text)) * size


def sure(text: str) -> bool:
    """Whether ``width`` can be relied on, whatever the font."""
    return all(map(_known, text))


def cut(text: str, size: float, room: float) -> str:
    """The text, its end cut off with … where it does not fit; empty where not even that does."""
    if width(text, size) <= room:
        return text
    left = room - width(CUT, size)
    if left < 0:
        return ""
    taken, used = 0, 0.0
    for character in text:
        used += _ems(character) * size
        if used > left:
            break
        taken += 1
    return text[:taken].rstrip() + CUT


def wrap(text: str, size: float, room: float, most: int) -> list[str]:
    """At most so many lines, broken at blanks or between Chinese characters; what is left over is cut off with …"""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1 and width(rest, size) > room:
        at = _break(rest, size, room)
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*lines, cut(rest, size, room)] if rest else lines


def _break(text: str, size: float, room: float) -> int:
    """Where the first line ends: at the last place that fits, at least one character in."""
    used, best = 0.0, 0
    for at, character in enumerate(text):
        used += _ems(character) * size
        if used > room and at:
            return best or at
        following = text[at + 1 : at + 2]
        wide = unicodedata.east_asian_width(character) in "WF"
        if character == " " or (wide and following and unicodedata.category(following) != "Po"):
            best = at + 1
    return len(text)
