"""Readings of characters, and the pairs of GBK bytes that have them."""

from __future__ import annotations

import unicodedata
from functools import cache

SYLLABLE = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹɑɡ]{1,6}"
"""A syllable of pinyin as converters write it; a regular expression to be used inside parentheses."""

TONED_SYLLABLE = rf"(?=[^()]{{0,5}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]){SYLLABLE}"
"""One that has a tone; to be used before a closing parenthesis."""

# Combining macron, acute, caron and grave: the four tones. The diaeresis of ü is no tone.
_TONES = dict.fromkeys((0x304, 0x301, 0x30C, 0x300))


def toneless(syllable: str) -> str:
    """The syllable without tone marks, and with the plain a and g: ``lǜ`` → ``lü``."""
    bare = unicodedata.normalize("NFD", syllable).translate(_TONES)
    return unicodedata.normalize("NFC", bare).replace("ɑ", "a").replace("ɡ", "g")


@cache
def readings(character: str) -> frozenset[str]:
    """All readings of a character, without tones; source: pypinyin's table of single characters."""
    return frozenset(toneless(r) for r in _toned(character))


def first_reading(character: str) -> str:
    """The commonest reading, with its tone; empty for a character that the table lacks."""
    return next(iter(_toned(character)), "")


def _toned(character: str) -> list[str]:
    from pypinyin.constants import PINYIN_DICT

    return [r for r in PINYIN_DICT.get(ord(character), "").split(",") if r]


def reads_as(character: str, syllable: str) -> bool:
    """Whether the character has the reading. Tones are left out: converters and dictionaries differ in them (調 diào, tiáo)."""
    return len(character) == 1 and toneless(syllable) in readings(character)


def decode_pair(pair: bytes) -> str | None:
    """The character of two GBK bytes; None where they are not one. Undefined pairs are private use, as in GB18030."""
    try:
        text = pair.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if len(text) == 1 and pair[0] > 0x80 else None


@cache
def second_bytes(first: int, syllable: str) -> tuple[int, ...]:
    """Every byte b such that (first, b) is a character with the reading."""
    found = []
    for second in range(0x40, 0xFF):
        character = decode_pair(bytes((first, second)))
        if character and reads_as(character, syllable):
            found.append(second)
    return tuple(found)
