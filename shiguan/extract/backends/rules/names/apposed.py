"""Other names that a document gives in brackets: 云杉智能（Spruce AI）, 云杉智能科技有限公司（以下简称“云杉智能”）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from shiguan.extract.backends.rules.matcher import Endings
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.records.evidence import MentionKind

_BRACKETED = re.compile(r"[(（]([^()（）]{2,60})[)）]")
_QUOTED = r"[“‘「\"']?([^“”‘’「」\"'，,、；;：:。]{2,20})[”’」\"']?"
# The words that say that a name follows.
_SAID = re.compile(
    r"(?:以下简称|下称|简称|以下称|又称|也称|亦称|即|英文名(?:称)?(?:为)?|英文简称|中文名(?:称)?(?:为)?|原名|曾用名)[:：为]?\s*"
    + _QUOTED
)
# An English name by itself: begins with a capital; NASDAQ: BIDU, CEO and SH600519 are none.
_ENGLISH = re.compile(r"[A-Z][A-Za-z]*(?:[ .&'\-][A-Za-z]+){0,5}")
_CODE = re.compile(r"[A-Z]{2,6}")
_HAN = re.compile(r"[一-鿿]")
_LEAST_LETTERS = 4


def apposed(lines: Iterable[Line], kinds: Mapping[str, MentionKind]) -> dict[str, str]:
    """The other names given in brackets behind a name, each with the name it stands for; ``kinds`` are the names found so far.

    A name given so to two things is left out.
    """
    found: dict[str, set[str]] = {}
    ends = Endings(kinds)
    for line in lines:
        for match in _BRACKETED.finditer(line.text):
            end = match.start() - (line.text[match.start() - 1 : match.start()] in ("”", "’", "」", " "))
            name = ends.before(line.text, end)
            for other in _named(match[1], name, kinds) if name else ():
                found.setdefault(other, set()).add(name)
    return {other: names.pop() for other, names in found.items() if len(names) == 1}


def _named(inside: str, name: str, kinds: Mapping[str, MentionKind]) -> Iterator[str]:
    """What a bracket behind ``name`` gives as its other name."""
    kind = kinds[name]
    said = [match[1].strip() for match in _SAID.finditer(inside)]
    head = re.split(r"[，,；;、]", inside)[0].strip()
    if not said and _HAN.search(name) and _is_english(head, kind):
        said = [head]
    for other in said:
        if other != name and not other.isdigit() and kinds.get(other, kind) is kind and kind in _NAMED_TWICE:
            yield other


_NAMED_TWICE = (MentionKind.ORG, MentionKind.PRODUCT, MentionKind.PERSON)


def _is_english(text: str, kind: MentionKind) -> bool:
    """Whether it is a name in Latin letters: of a person two words or more, of others no mere abbreviation."""
    if not _ENGLISH.fullmatch(text) or _CODE.fullmatch(text):
        return False
    return " " in text if kind is MentionKind.PERSON else sum(c.isalpha() for c in text) >= _LEAST_LETTERS
