"""Text read by the wrong codec, read again by the right one: 鍦ㄥ唴 is 在内, ÔÚÄÚ is 在内.

A stretch is encoded by the codec it was wrongly read by and decoded by the one it was written in. The result counts only when
nothing is lost on the way and the character model finds it clearly better. Where a reader already lost bytes of UTF-8, the
characters that lack them become U+FFFD, and the rest is read. ftfy (rspeer/python-ftfy) undoes the first family for
all languages by the same round trip; this adds the Chinese codecs and the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

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
# Each pattern begins only where a stretch or a line begins: tried from every place, a long one would cost its square.
_SIGNS = "".join(re.escape(bytes((b,)).decode("cp1252", "ignore")) for b in range(0x80, 0xA0)) + "\ufffd -~"
_LATIN = re.compile(f"(?<![\u0080-\u00ff{_SIGNS}])[{_SIGNS}]*[\u0080-\u00ff][\u0080-\u00ff{_SIGNS}]*")
_LINE = re.compile("(?<![^\n])[^\n\u0080-\uffff]*[\u0080-\uffff][^\n]*")
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


_GONE = "\ufffd"
_LEAST_WHOLE = 4
"""A reading that lacks more than one character in four is not believed."""

# One character of UTF-8, or what is left of one with the mark for what was lost (FF, or the question mark of some readers).
_UTF8 = re.compile(
    rb"[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\xc2-\xf4][\x80-\xbf]*[?\xff]|[\x80-\xff]"
)
_Decoded: TypeAlias = tuple[str, int, int]


def find(page: Tracked) -> list[Edit]:
    """One edit per line or stretch that was read wrongly."""
    edits: list[Edit] = []
    taken = bytearray(len(page.text))
    for mistake in _MISTAKES:
        for match in mistake.sign.finditer(page.text):
            if taken.find(1, *match.span()) < 0 and (edit := _read_again(match, mistake)):
                edits.append(edit)
                taken[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
    return sorted(edits, key=lambda edit: edit.start)


def _read_again(match: re.Match[str], mistake: _Mistake) -> Edit | None:
    before = match[0]
    cost = text_cost(before)
    if cost < _ORDINARY:
        return None
    units = list(_bytes(before, mistake.read))
    data = b"".join(unit for unit, _ in units)
    if len(units) != len(before):
        return None
    characters = _strict(data, mistake.wrote)
    reason = f"{mistake.wrote} read as {mistake.read}"
    if characters is None and mistake.wrote == "utf-8":
        characters = _lenient(data)
        reason += ", with bytes lost"
    after = "".join(c for c, _, _ in characters or ())
    whole = after.replace(_GONE, "")
    if not whole or (len(after) - len(whole)) * _LEAST_WHOLE > len(after):
        return None
    better = text_cost(whole)
    if after == before or better > cost - _BETTER or better > _ORDINARY or not any(map(rank_is_common, after)):
        return None
    owners = [match.start() + position for unit, position in units for _ in unit]
    origins = tuple((owners[first], owners[last - 1] + 1) for _, first, last in characters or ())
    return Edit(match.start(), match.end(), after, reason, origins)


def _bytes(text: str, codec: str) -> Iterator[tuple[bytes, int]]:
    """The bytes of each character and its position; ends early where the codec lacks a character."""
    for position, character in enumerate(text):
        if character == _GONE:
            yield b"\xff", position
            continue
        try:
            yield character.encode(codec), position
        except UnicodeEncodeError:
            # cp1252 leaves five bytes undefined; readers pass them through as controls, as Latin-1 does with all.
            if codec != "cp1252" or character > "\u00ff":
                return
            yield character.encode("latin-1"), position


def _strict(data: bytes, codec: str) -> list[_Decoded] | None:
    """Each character with the bytes it is made of; None unless the codec gives the same bytes back."""
    decoded: list[_Decoded] = []
    done = 0
    try:
        text = data.decode(codec)
        if text.encode(codec) != data:
            return None
        for character in text:
            size = len(character.encode(codec))  # a mark that has bytes only together with its letter has none
            decoded.append((character, done, done + size))
            done += size
    except UnicodeError:
        return None
    return decoded


def _lenient(data: bytes) -> list[_Decoded]:
    """UTF-8 that lacks bytes: what cannot be decoded between two whole characters is one U+FFFD."""
    decoded: list[_Decoded] = []
    for match in _UTF8.finditer(data):
        try:
            character = match[0].decode("utf-8")
        except UnicodeDecodeError:
            character = _GONE
        if character == _GONE and decoded and decoded[-1][0] == _GONE:
            decoded[-1] = (_GONE, decoded[-1][1], match.end())
        else:
            decoded.append((character, match.start(), match.end()))
    return decoded
