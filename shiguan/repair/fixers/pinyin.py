"""Spliced pinyin in step with the text: 穩(wěn)定 is 穩定.

A converter put a reading behind every occurrence of certain traditional characters. People do so too: in lessons, for rare
characters, for names. The page decides which it was; see ``_spliced``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from shiguan.repair.fixers import misaligned
from shiguan.repair.readings import TONED_SYLLABLE, first_reading, reads_as
from shiguan.repair.script import is_traditional
from shiguan.repair.tracked import Edit, Tracked
from shiguan.vocabulary.characters import rank_is_common

NAME = "pinyin"
_SPLICE = re.compile(rf"([\u3400-\u9fff])\(({TONED_SYLLABLE})\)")
_LESSON = re.compile("讀音|拼音|注音|發音|读音|发音|念作|讀作|读作|唸作|音同|生僻|多音|Pinyin|pinyin")
_OFTEN_GLOSSED = frozenset("長樂還為傳彈處興難幾間裡重行")
"""Common characters that authors do give readings for, since they have several: one alone is no sign of a converter."""

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
    common traditional characters; eight behind four simplified ones; fewer, where they stand amid sentences (已經(jīng)完成) on a
    page that does not speak of pronunciation; or places where the same converter broke the bytes.
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
        return not _LESSON.search(text) and any(_in_running_text(text, s) for s in traditional)
    return len(common) >= 8 and len({s.character for s in common}) >= 4


def _in_running_text(text: str, splice: _Splice) -> bool:
    """Whether the reading is the character's first and stands amid a sentence, not in quotes or brackets of its own."""
    before, after = _SPLICE.sub(r"\1", text[max(0, splice.start - 10) : splice.start])[-1:], text[splice.end : splice.end + 1]
    if before in set("「『“‘(（《") or not (after.isalnum() or after in set(",。，、；;《「“：:")):
        return False
    return first_reading(splice.character) == splice.syllable and splice.character not in _OFTEN_GLOSSED
