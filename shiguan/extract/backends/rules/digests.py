"""Where a digest turns to its next item: nothing of one is to be understood in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from shiguan.extract.backends.rules.bystanders import is_source
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.extract.backends.rules.names.table import NameTable
from shiguan.records.evidence import MentionKind

_GOES_ON = re.compile(
    "(?:[^，,。；;]{0,10}[，,])?(?:公司|该公司|它|其(?![中他余后次实间])|该平台|该集团)(?!债|法|章程|新闻|公告|要闻|动态|产品)"
)
"""What opens so speaks of a firm that another paragraph names."""
_LEAST_ITEMS = 4
_LONGEST_ITEM = 2.5  # paragraphs, on the average: a heading and what follows it
_ALL_APART = 1.8  # paragraphs an item up to which each paragraph is an item
_SHARED = 0.25  # of the items so many may name a firm that another one names, too


def turns(lines: Sequence[Line], names: NameTable) -> frozenset[int]:
    """The paragraphs that open an item of a digest, but for its title; none where the text is no digest.

    A digest has several short items of which few name a firm that another one names: a feature comes back to its firms.
    """
    items: list[tuple[int, set[str]]] = []
    paragraphs = 0
    for number, group in groupby(lines, key=lambda line: line.sentence.paragraph):
        if number is None:
            continue
        paragraphs += 1
        told = _firms(group, names)
        if told and (not items or told.isdisjoint(items[-1][1])):
            items.append((number, told))
        elif items:
            items[-1][1].update(told)
    body = items[1:]
    alone = [told for at, told in body if not any(told & other for place, other in body if place != at)]
    opening = {line.sentence.paragraph: line.text for line in reversed(lines)}  # the first sentence of each
    if any(_GOES_ON.match(text) for number, text in opening.items() if number is not None and items and number > items[0][0]):
        return frozenset()
    few = len(body) < _LEAST_ITEMS or paragraphs > _LONGEST_ITEM * len(items)
    if few or len(alone) < (1 - _SHARED) * len(body):
        return frozenset()
    if paragraphs <= _ALL_APART * len(items):  # then each is one, also one that names no firm
        return frozenset(n for n in opening if n is not None and n > items[0][0])
    return frozenset(number for number, _ in body)


def _firms(lines: Iterable[Line], names: NameTable) -> set[str]:
    """The organisations that lines tell of, by their fullest forms; sources are told by."""
    return {
        found.name.name
        for line in lines
        for found in names.find(line)
        if found.name.kind is MentionKind.ORG and not is_source(line.text, found.span)
    }
