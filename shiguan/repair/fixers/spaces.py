"""Spaces between Chinese characters that belong to one word: 公 司 is 公司; 公司 AI stays."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shiguan.repair.tracked import Edit, Tracked
from shiguan.vocabulary.characters import together

NAME = "spaces"
_GAP = re.compile("(?<=[\u3400-\u9fff])([ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+)(?=[\u3400-\u9fff])")
_SENTENCE = re.compile("[，。；！？,;!?]")
_LEADING = frozenset("的和与與及在是把被将將还還也就都只不已从從向对對为為而但则則")
_FOLLOWING = frozenset("的了着们們")
"""Words that do not stand before, or behind, the pause that a space marks."""

_WITHIN_A_WORD = 30
"""Tenths of nats: the two characters are twenty times likelier side by side than apart. """


@dataclass(frozen=True, slots=True)
class _Gap:
    start: int
    end: int
    within: bool


def find(page: Tracked) -> list[Edit]:
    """One edit per gap to close.

    A gap closes where it cuts a word or leaves a function word hanging, if half the gaps of its line do: people write a space
    between two phrases (不忘初心 牢记使命) and names (张三 李四), but there the characters that meet rarely make a word. Where two
    gaps, and a third of all, in a line of sentences are such, or three of the page's, spaces were strewn and all gaps close.
    """
    lines: list[tuple[bool, list[_Gap]]] = []
    start = 0
    for line in page.text.split("\n"):
        gaps = [_Gap(start + m.start(), start + m.end(), _within(line, m)) for m in _GAP.finditer(line)]
        lines.append((bool(_SENTENCE.search(line)), gaps))
        start += len(line) + 1
    strewn = _strewn([gap for prose, gaps in lines if prose for gap in gaps], 3)
    return [
        Edit(gap.start, gap.end, "", "space within Chinese text", grouped=True)
        for prose, gaps in lines
        for gap in (gaps if prose and (strewn or _strewn(gaps, 2)) else _cutting(gaps))
    ]


def _strewn(gaps: list[_Gap], least: int) -> bool:
    within = sum(g.within for g in gaps)
    return within >= least and within * 3 >= len(gaps)


def _cutting(gaps: list[_Gap]) -> list[_Gap]:
    """Those within words, where half are such."""
    within = [gap for gap in gaps if gap.within]
    return within if len(within) * 2 >= len(gaps) else []


def _within(line: str, gap: re.Match[str]) -> bool:
    left, right = line[gap.start() - 1], line[gap.end()]
    return left in _LEADING or right in _FOLLOWING or together(left, right) >= _WITHIN_A_WORD
