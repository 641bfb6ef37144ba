"""How common Chinese characters are, alone and side by side: a small model that tells text from damage.

The figures are in ``characters.txt``, made by ``training/make_characters.py`` from jieba's word counts (MIT) and OpenCC's forms.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

from shiguan.vocabulary.reading import parse, refuse, words

UNKNOWN_HAN = 170
"""Cost of an ideograph that the figures lack; the rarest they hold costs 145. Costs are -10 ln P: 23 is a factor of ten."""

_SYMBOL = 200
_PAIR_DISCOUNT = 3
"""A pair seen counts for three quarters of what is expected after its first character; the rest is for pairs within no word."""

_PUNCTUATION = {
    **dict.fromkeys(",。\uff0c", 30),
    **dict.fromkeys("、“”\u201c\u201d\n", 42),
    **dict.fromkeys(":;\uff1a\uff1b《》()\uff08\uff09", 52),
    **dict.fromkeys("?!\uff01\uff1f—…·%「」『』-/.\"'|", 62),
    **dict.fromkeys("‘’【】&+~<>[]*#@=$～￥ \u3000", 72),
}
"""Costs of marks, by order of size only: nothing here depends on the second digit."""

_CLOSING = ("。”", "。」", "？”", "！”", "“”", "”,", "”，", "」，", "》、", "》，", "”。", "」。", "——", "……", ":“", "：“", "：「")
_AT_LINE_END = tuple(mark + "\n" for mark in "。！？”」")
_PUNCTUATION_PAIRS = dict.fromkeys(_CLOSING + _AT_LINE_END, 12)
_PAIR = re.compile(r"(\D)(\d+)")


@cache
def _table() -> tuple[dict[str, int], dict[str, str], dict[str, str]]:
    """Cost of each character; the simplified form of each other form; the pairs of each character, still as text."""
    costs: dict[str, int] = {}
    folds: dict[str, str] = {}
    pairs: dict[str, str] = {}
    text = files("shiguan.vocabulary").joinpath("characters.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        character, level, forms, *rest = line.split(" ")
        costs[character] = int(level)
        pairs[character] = rest[0] if rest else ""
        folds.update({form: character for form in forms if form != "-" and form not in costs})
    return costs, folds, pairs


@cache
def _pairs(character: str) -> dict[str, int]:
    return {second: int(level) for second, level in _PAIR.findall(_table()[2].get(character, ""))}


@cache
def simplified(character: str) -> str:
    """The simplified form of a character, taken by itself; itself where it has no other."""
    return _table()[1].get(character, character)


@cache
def cost(character: str) -> int:
    """-10 ln of how often the character is met in Chinese text, either script; about 200 for what is never met."""
    if "\u4e00" <= character <= "\u9fff":
        return _table()[0].get(simplified(character), UNKNOWN_HAN)
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    if character.isascii():
        return 55 if character.isalnum() else _SYMBOL
    if "\u3041" <= character <= "\u30fe" or "\uff10" <= character <= "\uff5a":
        return 110
    if character.isalpha() and character < "\u0600":
        return 130
    return _SYMBOL


@cache
def cost_after(left: str, character: str) -> int:
    """-10 ln of how often ``character`` is met after ``left``: less than ``cost`` where the two stand together in words."""
    alone = cost(character)
    if left + character in _PUNCTUATION_PAIRS:
        return _PUNCTUATION_PAIRS[left + character]
    first, second = simplified(left), simplified(character)
    pair = _pairs(first).get(second)
    return alone if pair is None else min(alone, max(0, pair - cost(first)) + _PAIR_DISCOUNT)


def together(left: str, right: str) -> int:
    """How much likelier the two are side by side than apart, in tenths of nats; 0 where no word has them so."""
    return max(0, cost(right) - cost_after(left, right))


def text_cost(text: str) -> float:
    """Mean ``cost_after`` over a text: about 45 for Chinese prose, above 90 for text read by the wrong codec. 0 for no text."""
    if not text:
        return 0.0
    total = cost(text[0])
    for left, right in pairwise(text):
        total += cost_after(left, right)
    return total / len(text)


@cache
def _rows() -> dict[str, str]:
    file = "lookalikes.yml"
    table = parse(files("shiguan.vocabulary").joinpath(file).read_bytes(), file)
    found: dict[str, str] = {}
    for row in words(table.get("lookalikes"), file, "lookalikes"):
        for character in row:
            if found.setdefault(character, row) != row:
                refuse(file, row, f"{character} stands in two rows")
    return found


def look(character: str) -> str:
    """One of the characters that look like it, the same for all of them (simplified script): 未 for 末; else itself."""
    return _rows().get(character, character)[0]


def rank_is_common(character: str) -> bool:
    """Whether the character, in either script, is one of about 3,000 that ordinary text is made of."""
    return "\u4e00" <= character <= "\u9fff" and cost(character) <= 105
