"""Long answers, given in parts that fit where a language model reads them."""

from __future__ import annotations

from collections.abc import Sequence

from shiguan.errors import InputError

DEFAULT, LEAST, MOST = 20_000, 1_000, 200_000
"""Characters of text in one result: where nothing is asked for, and the bounds of what may be."""
_NOTICE = 400  # room for the line that says what is cut


def cut(lines: Sequence[str], begin: int = 1, most: int = DEFAULT) -> str:
    """The lines from the one numbered ``begin`` (from 1) on, at most ``most`` characters, and what is cut and how to ask for it.

    InputError for a line that is not there, and for a length out of bounds.
    """
    if not LEAST <= most <= MOST:
        raise InputError(f"max_characters must be {LEAST} to {MOST}")
    if not 1 <= begin <= max(1, len(lines)):
        raise InputError(f"from_line must be 1 to {max(1, len(lines))}")
    room, end = most - _NOTICE, begin - 1
    while end < len(lines) and (room := room - len(lines[end]) - 1) >= 0:
        end += 1
    end = max(end, begin)  # one line at least, or asking for the rest would never end; none is longer than LEAST by much
    shown = list(lines[begin - 1 : end])
    if begin > 1:
        shown.insert(0, f"[from line {begin} on; lines 1 to {begin - 1} came before]")
    if end < len(lines):
        rest = f"[cut here: lines {begin} to {end} of {len(lines)} are shown; for the rest ask again with from_line={end + 1}"
        shown.append(f"{rest}, or ask for less (since, until, group, name, limit), or for a greater max_characters]")
    return "\n".join(shown)
