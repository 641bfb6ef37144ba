"""The characters that what a regular expression matches may begin with, so that it is tried nowhere else.

The expressions of time are many alternatives, most of them behind a lookbehind, which `re` enters before it looks at the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any


def guarded(source: str) -> str:
    """The expression as a group, behind a lookahead for what it may begin with where that is told by characters."""
    try:
        parser = import_module("re._parser")
    except ImportError:  # it is no public module: without it every place is tried
        return f"(?:{source})"
    opening, empty = _opening(parser.parse(source))
    return f"(?:{source})" if opening is None or empty else f"(?=[{''.join(sorted(opening))}])(?:{source})"


def _opening(nodes: Iterable[tuple[object, Any]]) -> tuple[set[str] | None, bool]:
    """What may stand first, in pieces of a character class (None: not known), and whether there may be nothing at all."""
    found: set[str] = set()
    opening: set[str] | None
    for operation, argument in nodes:
        match str(operation):
            case "ASSERT" | "ASSERT_NOT" | "AT":
                continue
            case "LITERAL":
                opening, empty = {re.escape(chr(argument))}, False
            case "IN":
                opening, empty = _members(argument), False
            case "SUBPATTERN" if not argument[1]:  # no flags of its own
                opening, empty = _opening(argument[3])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                opening, empty = _opening(argument[2])
                empty = empty or argument[0] == 0
            case "BRANCH":
                opening, empty = _any(map(_opening, argument[1]))
            case _:
                return None, False
        if opening is None:
            return None, False
        found |= opening
        if not empty:
            return found, False
    return found, True


def _any(branches: Iterable[tuple[set[str] | None, bool]]) -> tuple[set[str] | None, bool]:
    found: set[str] = set()
    nothing = False
    for opening, empty in branches:
        if opening is None:
            return None, False
        found |= opening
        nothing = nothing or empty
    return found, nothing


def _members(items: Iterable[tuple[object, Any]]) -> set[str] | None:
    found: set[str] = set()
    for operation, argument in items:
        match str(operation), str(argument):
            case "LITERAL", _:
                found.add(re.escape(chr(argument)))
            case "RANGE", _:
                found.add(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
            case "CATEGORY", "CATEGORY_DIGIT":
                found.add(r"\d")
            case "CATEGORY", "CATEGORY_SPACE":
                found.add(r"\s")
            case _:
                return None
    return found
