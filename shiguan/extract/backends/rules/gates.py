"""Which of many regular expressions may match a text at all, told by the characters it has.

An expression with 离职 or 辞职 in it matches no text without 职. What must stand in every match is read off the expression: a
list of sets of characters of each of which the text has to have one. Every such set is one bit, so that a text is looked through
once, and an expression is ruled out by one operation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from typing import Any

_WIDEST = 64  # ranges of more characters rule nothing out


class Gates:
    """The bits of all the expressions that have been asked about."""

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._by_character: dict[str, int] = defaultdict(int)
        self._last = ("", 0)

    def needs(self, expression: re.Pattern[str]) -> int:
        """The bits that a text has to meet for the expression to match anywhere in it; 0 when nothing is known."""
        needed = 0
        for characters in required(expression):
            if characters not in self._bits:
                self._bits[characters] = bit = 1 << len(self._bits)
                for character in characters:
                    self._by_character[character] |= bit
                self._last = ("", 0)
            needed |= self._bits[characters]
        return needed

    def met(self, text: str) -> int:
        """The bits a text meets. The last answer is kept: a sentence is asked about by one reader after the other."""
        known, bits = self._last
        if known != text:
            bits = 0
            for character in set(text):
                bits |= self._by_character.get(character, 0)
            self._last = (text, bits)
        return bits


GATES = Gates()


def required(expression: re.Pattern[str]) -> list[frozenset[str]]:
    """Sets of characters of each of which every text has one that the expression matches in."""
    if expression.flags & re.IGNORECASE:
        return []
    try:
        parser = import_module("re._parser")
    except ImportError:  # it is no public module: without it every expression is tried
        return []
    return _required(parser.parse(expression.pattern, expression.flags))


def _required(nodes: Iterable[tuple[object, Any]]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for operation, argument in nodes:
        match str(operation):
            case "LITERAL":
                found.append(frozenset(chr(argument)))
            case "IN":
                found += _members(argument)
            case "SUBPATTERN" if not argument[1]:  # no flags of its own
                found += _required(argument[3])
            case "ATOMIC_GROUP":
                found += _required(argument)
            case "ASSERT":
                found += _required(argument[1])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if argument[0] > 0:
                found += _required(argument[2])
            case "BRANCH":
                branches = [_required(branch) for branch in argument[1]]
                if all(branches):
                    found.append(frozenset().union(*(min(branch, key=len) for branch in branches)))
    return found


def _members(items: Iterable[tuple[object, Any]]) -> list[frozenset[str]]:
    """The characters of a class; nothing for one that says what it has not, or has too many."""
    members: set[str] = set()
    for operation, argument in items:
        match str(operation):
            case "LITERAL":
                members.add(chr(argument))
            case "RANGE" if argument[1] - argument[0] < _WIDEST:
                members.update(map(chr, range(argument[0], argument[1] + 1)))
            case _:
                return []
    return [frozenset(members)]
