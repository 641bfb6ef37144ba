"""Text read by the wrong codec, read again by the right one: 鍦ㄥ唴 is 在内, ÔÚÄÚ is 在内.

A stretch is encoded by the codec it was wrongly read by and decoded by the one it was written in. The result counts only when
nothing is lost on the way and the character model finds it clearly better. ftfy (rspeer/python-ftfy) undoes the first family for
all languages by the same round trip; this adds the Chinese codecs and the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shiguan.repair.tracked import Edit, Tracked
from shiguan.vocabulary.characters import rank_is_common, text_cost

NAME = "mojibake"


@dataclass(frozen=True, slots=True)
class _Mistake:
    """Bytes written in ``wrote`` were read as ``read``. ``sign`` finds the stretches to try."""

    wrote: str
    read: str
    sign: re.Pattern[str]


# What Latin-1 or cp1252 makes of bytes above 7F: letters, signs and C1 controls. A stretch has the ASCII between as well.
_HIGH = "\u0080-\u00ff" + "".join(re.escape(bytes((b,)).decode("cp1252", "ignore")) for b in range(0x80, 0xA0))
_LATIN = re.compile(f"[{_HIGH} -~]*[\u0080-\u00ff][{_HIGH} -~]*")
_LINE = re.compile("[^\n]*[\u0080-\uffff][^\n]*")
_MISTAKES = (
    _Mistake("utf-8", "cp1252", _LATIN),
    _Mistake("gb18030", "cp1252", _LATIN),
    _Mistake("big5hkscs", "cp1252", _LATIN),
    _Mistake("utf-8", "gb18030", _LINE),
    _Mistake("big5hkscs", "gb18030", _LINE),
    _Mistake("gb18030", "big5hkscs", _LINE),
    _Mistake("utf-8", "big5hkscs", _LINE),
)
_BETTER = 25
"""Tenths of nats per character: the new reading must be twelve times likelier, character for character."""
_ORDINARY = 75
"""Mean cost of the dearest prose met among headlines and lists of names is about 70."""


def find(page: Tracked) -> list[Edit]:
    """One edit per line or stretch that was read wrongly."""
    edits: dict[tuple[int, int], Edit] = {}
    for mistake in _MISTAKES:
        for match in mistake.sign.finditer(page.text):
            taken = any(match.start() < end and start < match.end() for start, end in edits)
            if not taken:
                edit = _read_again(match, mistake)
                if edit:
                    edits[edit.start, edit.end] = edit
    return [edits[place] for place in sorted(edits)]


def _read_again(match: re.Match[str], mistake: _Mistake) -> Edit | None:
    before = match[0]
    cost = text_cost(before)
    if cost < _ORDINARY:
        return None
    units = list(_bytes(before, mistake.read))
    data = b"".join(unit for unit, _ in units)
    if len(units) != len(before):
        return None
    try:
        after = data.decode(mistake.wrote)
        if after.encode(mistake.wrote) != data:
            return None
    except UnicodeError:
        return None
    better = text_cost(after)
    if after == before or better > cost - _BETTER or better > _ORDINARY or not any(map(rank_is_common, after)):
        return None
    origins = _origins(units, after, mistake.wrote, match.start())
    return Edit(match.start(), match.end(), after, f"{mistake.wrote} read as {mistake.read}", origins)


def _bytes(text: str, codec: str) -> Iterator[tuple[bytes, int]]:
    """The bytes of each character and its position; ends early where the codec lacks a character."""
    for position, character in enumerate(text):
        try:
            yield character.encode(codec), position
        except UnicodeEncodeError:
            # cp1252 leaves five bytes undefined; readers pass them through as controls, as Latin-1 does with all.
            if codec != "cp1252" or character > "\u00ff":
                return
            yield character.encode("latin-1"), position


def _origins(units: list[tuple[bytes, int]], after: str, codec: str, start: int) -> tuple[tuple[int, int], ...]:
    """For each character read, the stretch of the text whose bytes it is made of."""
    owners = [position for unit, position in units for _ in unit]
    origins = []
    done = 0
    for character in after:
        size = len(character.encode(codec))
        origins.append((start + owners[done], start + owners[done + size - 1] + 1))
        done += size
    return tuple(origins)
