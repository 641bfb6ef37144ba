"""Spliced pinyin in step with the text: 穩(wěn)居 is 穩居.

A converter put a reading behind every occurrence of certain traditional characters. People do so too: in lessons, for rare
characters, for names. The page decides which it was; see ``_spliced``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from shiguan.repair.fixers import misaligned
from shiguan.repair.readings import SYLLABLE, TONED, reads_as
from shiguan.repair.script import is_traditional
from shiguan.repair.tracked import Edit, Tracked
from shiguan.vocabulary.characters import rank_is_common, together

NAME = "pinyin"
_SPLICE = re.compile(rf"([\u3400-\u9fff])\((?=[^)]*{TONED})({SYLLABLE})\)")
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Splice:
    start: int
    end: int
    character: str
    syllable: str


def find(page: Tracked) -> list[Edit]:
    """One edit per reading to drop; none when the page's readings are its author's."""
    text = page.text
    splices = [_Splice(m.start(), m.end(), m[1], m[2]) for m in _SPLICE.finditer(text) if reads_as(m[1], m[2])]
    broken = any(r.fixer == misaligned.NAME and r.before != r.after for r in page.repairs)
    if not splices or not _spliced(text, splices, broken):
        return []
    return [
        Edit(s.start + 1, s.end, "", f"reading spliced in behind {s.character}")
        for s in splices
        if is_traditional(s.character) or not any(is_traditional(t.character) for t in splices)
    ]


def _spliced(text: str, splices: list[_Splice], broken: bool) -> bool:
    """Whether a converter made the page's readings, not its author.

    Signs of an author: a character with two readings (樂 lè and yuè), one that elsewhere stands without its reading (a converter
    misses none), readings behind most characters (a lesson), rare characters only (龘). Signs of a converter: three readings behind
    common traditional characters; eight behind four simplified ones; fewer, where they cut a word in running text (經(jīng)濟);
    or places where the same converter broke the bytes.
    """
    syllables = {(s.character, s.syllable) for s in splices}
    characters = {s.character for s in splices}
    if len(syllables) > len(characters):
        return False
    if broken:
        return True
    bare = Counter(_HAN.findall(text))
    missed = sum(bare[c] for c in characters) - len(splices)
    if missed > len(splices) / 10 or len(splices) > 0.6 * sum(bare.values()):
        return False
    common = [s for s in splices if rank_is_common(s.character)]
    traditional = [s for s in common if is_traditional(s.character)]
    if len(traditional) >= 3 and len({s.character for s in traditional}) >= 2:
        return True
    if traditional:
        return all(_cuts_a_word(text, s) for s in traditional)
    return len(common) >= 8 and len({s.character for s in common}) >= 4


def _cuts_a_word(text: str, splice: _Splice) -> bool:
    """Whether the reading stands in running text behind or within a word, with no quotes or brackets about it."""
    before, after = text[: splice.start][-1:], text[splice.end : splice.end + 1]
    if not (_HAN.match(after) or after in {",", "。", "，", "、", "；", ";"}):
        return False
    return together(before, splice.character) >= 15 or together(splice.character, after) >= 15
