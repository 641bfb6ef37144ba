"""Line ends: every kind becomes one line feed."""

from __future__ import annotations

import re

from shiguan.repair.tracked import Edit, Tracked

NAME = "newlines"
# Line separators of Unicode, next line (EBCDIC) and form feed are met in text taken out of PDF and office files.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def find(page: Tracked) -> list[Edit]:
    """One grouped edit per foreign line end."""
    return [Edit(m.start(), m.end(), "\n", "line end", grouped=True) for m in _LINE_END.finditer(page.text)]
