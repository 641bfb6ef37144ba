"""Traditional, simplified and mixed text read as simplified, one code point for one code point."""

from __future__ import annotations

from functools import cache
from typing import Any

from shiguan.records.document import Script
from shiguan.repair.tracked import Edit

NAME = "script"

_ALSO_SIMPLIFIED = frozenset("昇陞甯邨剋迺瞭徵乾鉅著夥拚捱摺薹袷麴藉")
"""Standard in simplified text too, some of them in names only (通用规范汉字表, 2013): folded only where the text is traditional."""

_FEW = 0.02
"""A text with fewer signs of the other script than this is not mixed: a name or a slip."""


def fold(text: str, script: Script) -> list[Edit]:
    """One grouped edit per character that reads otherwise in simplified script; ``script`` is what the text was received in.

    In a simplified text only characters that simplified script lacks are folded, so that 昇腾 and 乾坤 stay.
    """
    return [
        Edit(position, position + 1, after, "traditional character", grouped=True)
        for position, (before, after) in enumerate(zip(text, folded(text, script), strict=True))
        if after != before
    ]


def folded(text: str, script: Script) -> str:
    """The text as ``fold`` makes it read."""
    whole = folded_text(text)
    if script is not Script.SIMPLIFIED:
        return whole
    return "".join(after if is_traditional(before) else before for before, after in zip(text, whole, strict=True))


def detect(text: str) -> Script:
    """The script by counts of characters that only one of the two has; OTHER when hardly a tenth of the letters are Han."""
    han = sum("\u3400" <= c <= "\u9fff" for c in text)
    letters = sum(c.isalpha() for c in text)
    if han * 10 < letters or not han:
        return Script.OTHER
    traditional = sum(map(is_traditional, text))
    simplified = sum(map(is_simplified, text))
    if not traditional or traditional < _FEW * simplified:
        return Script.SIMPLIFIED
    return Script.TRADITIONAL if simplified < _FEW * traditional or not simplified else Script.MIXED


@cache
def is_traditional(character: str) -> bool:
    """Whether simplified text does not use the character: 經, 裡; not 乾, 著."""
    if not "\u3400" <= character <= "\u9fff" or character in _ALSO_SIMPLIFIED:
        return False
    return folded_text(character) != character


@cache
def is_simplified(character: str) -> bool:
    """Whether traditional text does not use the character: 经; not 后, 云, 里, which are characters of their own there."""
    if not "\u3400" <= character <= "\u9fff":
        return False
    expanded = _converter("s2t").convert(character)
    return bool(expanded != character and len(expanded) == 1 and folded_text(character) == character and not _in_big5(character))


def folded_text(text: str) -> str:
    """The text in simplified script, whatever its variants (爲 and 為, 迴應, 裏 and 裡); as many code points as before.

    Line by line; a line that the phrase tables would make longer or shorter is folded character by character.
    """
    return "".join(_folded_line(line) for line in text.splitlines(keepends=True))


def _folded_line(line: str) -> str:
    base = _convert("t2s", line)
    others = _convert("hk2s", line)
    # 著 stands for 着 in Taiwan and for itself elsewhere: where the text has 着 as well, its 著 is meant.
    taiwan = _convert("tw2s", line) if "著" in line and "着" not in line and any(map(is_traditional, line)) else base
    written = []
    for character, plain, other, local in zip(line, base, others, taiwan, strict=True):
        if plain != character:
            written.append(plain)
        elif character in "著藉":
            written.append(local)
        else:
            written.append(other)
    return "".join(written)


def _convert(name: str, line: str) -> str:
    converted = str(_converter(name).convert(line))
    if len(converted) == len(line):
        return converted
    singles = [str(_converter(name).convert(c)) for c in line]
    return "".join(s if len(s) == 1 else c for c, s in zip(line, singles, strict=True))


def _in_big5(character: str) -> bool:
    try:
        return bool(character.encode("big5"))
    except UnicodeEncodeError:
        return False


@cache
def _converter(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)
