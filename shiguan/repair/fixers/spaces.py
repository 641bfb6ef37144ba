"""Spaces between Chinese characters that belong to one word: 智 谱 is 智谱; 智谱 AI stays."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shiguan.repair.tracked import Edit, Tracked
from shiguan.vocabulary.characters import together

NAME = "spaces"
_GAP = re.compile("(?<=[\u3400-\u9fff])([ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+)(?=[\u3400-\u9fff])")
_ALONE = re.compile("(?:^|[^\u3400-\u9fff])[\u3400-\u9fff]$")
_SENTENCE = re.compile("[，。；！？,;!?]")
_WITHIN_A_WORD = 30
"""Tenths of nats: the two characters are twenty times likelier side by side than apart. """


@dataclass(frozen=True, slots=True)
class _Gap:
    start: int
    end: int
    within: bool


def find(page: Tracked) -> list[Edit]:
    """One edit per gap to close.

    A gap within a word closes where half the gaps of its line are such: people do write a space between two phrases
    (不忘初心 牢记使命) and names (张三 李四), but there the characters that meet rarely make a word. Where two gaps, and a third of all, in a line of
    sentences fall within words, spaces were strewn over it, and all its gaps close.
    """
    edits: list[Edit] = []
    start = 0
    for line in page.text.split("\n"):
        edits += _line_edits(line, start)
        start += len(line) + 1
    return edits


def _line_edits(line: str, start: int) -> list[Edit]:
    gaps = [_Gap(m.start(), m.end(), _within(line, m)) for m in _GAP.finditer(line)]
    within = sum(g.within for g in gaps)
    strewn = within >= 2 and within * 3 >= len(gaps) and bool(_SENTENCE.search(line))
    return [
        Edit(start + g.start, start + g.end, "", "space within Chinese text", grouped=True)
        for g in gaps
        if strewn or (g.within and within * 2 >= len(gaps))
    ]


def _within(line: str, gap: re.Match[str]) -> bool:
    return together(line[gap.start() - 1], line[gap.end()]) >= _WITHIN_A_WORD
