"""What articles hold, made fit to stand in a text that a language model reads: quoted, on one line, nothing unseen in it."""

from __future__ import annotations

import json
import re
import unicodedata

LONGEST = 1000
"""Characters of one quotation; the rest is in the article."""
# One token without blanks is a code, an id, a date or a file's name, and can order nothing.
_BARE = re.compile(r"[A-Za-z0-9_.:/%+-]{1,64}")
_SPACE = re.compile(r"\s+")
# Selectors of a sign's look can stand anywhere in any number, and are seen by no person.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def visible(text: str) -> str:
    """The text on one line, without what a person would not see: control, direction, joining, tag and private characters."""
    line = _SELECTORS.sub("", _SPACE.sub(" ", text)).strip()
    return line if line.isascii() and line.isprintable() else "".join(c for c in line if unicodedata.category(c) not in _UNSEEN)


def quoted(text: str) -> str:
    """The text between double quotes, as JSON writes it, so that nothing in it can end the quotation; cut where it is very long."""
    line = visible(text)
    more = len(line) - LONGEST
    return json.dumps(line if more <= 0 else f"{line[:LONGEST]}… (+{more})", ensure_ascii=False)


def word(text: str) -> str:
    """A code, an id or a date as it is; anything else quoted."""
    return text if _BARE.fullmatch(text) else quoted(text)
