"""Names that are nearly spelt alike: a wrong character, one that sounds or looks the same, a letter too many or too few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from shiguan.vocabulary.characters import look

# A Latin name of fewer letters is too easily another name: Kimi and Kiwi.
_LEAST_LETTERS = 6
_LATIN = re.compile(r"[a-z0-9.\-&+]+")
_DIGITS = re.compile(r"[\d.]+")


def one_apart(left: str, right: str) -> bool:
    """Whether two names of one length, at least two, differ in exactly one character."""
    return len(left) == len(right) >= 2 and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def sound(name: str) -> tuple[str, ...]:
    """How each character is read by itself (pypinyin, without tones); other characters as they are."""
    return tuple(map(_sound, name))


@cache
def _sound(character: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0])


def same_sound(left: str, right: str) -> bool:
    """Whether two names that are written otherwise are read alike."""
    return left != right and len(left) == len(right) and sound(left) == sound(right)


def outline(name: str) -> str:
    """The name with each character as one of those that look like it (未 for 末): two names that look alike have one."""
    return "".join(map(look, name))


def alike_to_the_eye(left: str, right: str) -> bool:
    """Whether two names of at least two characters are written otherwise and look alike: 王未, 王末."""
    return left != right and len(left) == len(right) >= 2 and outline(left) == outline(right)


def is_latin(name: str) -> bool:
    """Whether a name (in normal form) has Latin letters only, and enough of them for a slip to be told from another name."""
    return _LATIN.fullmatch(name) is not None and sum(c.isalpha() for c in name) >= _LEAST_LETTERS


def one_letter(left: str, right: str) -> bool:
    """Whether two Latin names differ by one letter written otherwise, too many, too few, or by two that changed places.

    Figures are no slip: 4 and 5 are two versions.
    """
    if left == right or not (is_latin(left) and is_latin(right)) or _DIGITS.findall(left) != _DIGITS.findall(right):
        return False
    if len(left) == len(right):
        places = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        crossed = len(places) == 2 and places[1] == places[0] + 1
        swapped = crossed and left[places[0]] == right[places[1]] and left[places[1]] == right[places[0]]
        return len(places) == 1 or swapped
    short, long = sorted((left, right), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def letters_less(name: str) -> Iterator[str]:
    """The keys under which Latin names that differ by one letter meet: the name, and the name short of each letter."""
    if is_latin(name):
        yield name
        yield from dict.fromkeys(name[:i] + name[i + 1 :] for i in range(len(name)))
