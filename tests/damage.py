"""Make the damage that copies of Chinese news really show, so that tests can ask for it to be undone.

>>> splice_pinyin("能夠實現自我")
'能夠?qū)崿F(xiàn)自我'
>>> lose_step("二級市場。」這便是", 4)
'二級市場?！惯@便是'
>>> misdecode("在内", wrote="utf-8", read="gbk")
'鍦ㄥ唴'

Every function is pure and takes clean text. Nothing here knows how a repair works.
"""

import html
import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from pypinyin import Style, pinyin

ANNOTATED: Final = (
    "驅價堅業創獎數經發產術礎現負訓責個內領關團隊務驗聯進時會據網動構態當遠續穩節標轉戰醫優機調統計環復費規應風擔區認達導藍強項實"
)
"""Characters that a converter seen in the wild gives a reading, in an order that agrees with what it left.

Read off one damaged page; 驅, 價, 獎 and 堅 only show there where the bytes are out of step.
"""

_READINGS: Final = {"調": "diào"}  # where the converter's reading is not the dictionary's first
_LOST: Final = "?"
_KANGXI: Final = range(0x2F00, 0x2FD6)


def splice_pinyin(text: str, characters: Iterable[str] | None = None) -> str:
    """Put `(pinyin)` behind every GBK byte pair that is one of `characters`, then read the bytes again.

    The converter replaced one character after another, in bytes and wherever the pair was found. Where that is a
    character of the text its reading stands behind it, as in 穩(wěn); where the pair is the end of one character
    and the start of the next, the text falls out of step, and a character cut in two is not found any more. So the
    order counts; a set is taken in code point order.
    Raises UnicodeEncodeError where GBK lacks a character of the text.
    """
    if characters is None:
        characters = ANNOTATED
    elif isinstance(characters, AbstractSet):
        characters = sorted(characters)
    data = text.encode("gbk")
    for character in characters:
        pair = character.encode("gbk")
        data = data.replace(pair, pair + f"({reading(character)})".encode("gbk"))
    return read_gbk(data)


def lose_step(text: str, index: int) -> str:
    """Read the character at `index` one byte late: its lead byte becomes `?`, and what follows is out of step."""
    before, rest = text[:index], text[index:].encode("gbk")
    return before + _LOST + read_gbk(rest[1:])


def misdecode(text: str, wrote: str = "utf-8", read: str = "cp1252") -> str:
    """Encode by one codec and decode by another, as a reader does that was told the wrong one.

    Bytes that cp1252 leaves undefined become C1 controls, as in browsers; elsewhere what cannot be read is U+FFFD.
    """
    data = text.encode(wrote)
    if read.lower() in {"cp1252", "windows-1252"}:
        return "".join(_cp1252_character(byte) for byte in data)
    return data.decode(read, errors="replace")


def use_radicals(text: str, every: int = 1) -> str:
    """Write every n-th character that has a Kangxi radical for a double as that radical: 用 as U+2F64."""
    return _replace_every(text, _radicals(), every)


def add_between_han(text: str, filler: str = " ", every: int = 1) -> str:
    """Put `filler` (a space, a zero-width character) into every n-th gap between two Han characters."""
    written: list[str] = []
    gaps = 0
    for position, character in enumerate(text):
        if position and is_han(text[position - 1]) and is_han(character):
            gaps += 1
            if gaps % every == 0:
                written.append(filler)
        written.append(character)
    return "".join(written)


def escape_entities(text: str, times: int = 1) -> str:
    """Escape as HTML does, `times` times over: twice makes `&amp;amp;` of an ampersand."""
    for _ in range(times):
        text = html.escape(text)
    return text


@cache
def reading(character: str) -> str:
    """The pinyin with its tone mark that the converter shows for one character."""
    return _READINGS.get(character) or str(pinyin(character, style=Style.TONE, heteronym=False)[0][0])


def read_gbk(data: bytes) -> str:
    """Decode GBK as a forgiving reader does: a bad pair is one `?`, and both its bytes are gone."""
    written: list[str] = []
    position = 0
    while position < len(data):
        width = 1 if data[position] < 0x80 else 2
        unit = data[position : position + width]
        written.append(chr(unit[0]) if width == 1 else _gbk_character(unit) or _LOST)
        position += width
    return "".join(written)


def is_han(character: str) -> bool:
    """Whether a character is a unified ideograph of the basic block."""
    return "\u4e00" <= character <= "\u9fff"


def _gbk_character(pair: bytes) -> str | None:
    try:
        return pair.decode("gbk")
    except UnicodeDecodeError:
        return None


def _cp1252_character(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


@cache
def _radicals() -> dict[str, str]:
    return {unicodedata.normalize("NFKC", chr(point)): chr(point) for point in _KANGXI}


def _replace_every(text: str, table: dict[str, str], every: int) -> str:
    written: list[str] = []
    seen = 0
    for character in text:
        seen += character in table
        written.append(table[character] if character in table and seen % every == 0 else character)
    return "".join(written)
