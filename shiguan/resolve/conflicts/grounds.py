"""Where conflicts can be: what of an event is told apart from others by, found when the event is made.

A rule compares what stands on one ground: the tellings of one person's post, of one firm's rounds of some weeks. Where all on a
ground say the same there is no conflict; of a large record only the grounds are looked at on which two things are said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from shiguan.records.time import ValidTime
from shiguan.records.views import Told

Whose = Callable[[Told, str], tuple[str, ...]]
"""The entities, by id, that a telling names in a role."""

HERE = ""
"""The ground of what may be a conflict by itself, or of which more than events is asked."""
_APART = "\x1f"
ANY_TIME = f"{_APART}*"
"""What a ground ends in that only counts where something open stands on it."""
OF_HOUSE = "~"
"""What grounds begin with that are of a house, and not of the one that is named: whose a product is, all events tell."""
_MONTH_DAYS = 31
_MOST = 24  # stretches of time that one telling may lie in; what leaves more open is near to everything


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing said on a ground. ``open``: of no one time, and so near to all else that is said there, at whatever time."""

    key: str
    said: str
    open: bool = False


def here() -> Ground:
    """What is looked at whatever others say."""
    return Ground(HERE, "")


def ground(*parts: object, said: object) -> Ground:
    """A ground by its parts."""
    return Ground(_APART.join(map(str, parts)), str(said))


def split(key: str) -> list[str]:
    """The parts of a ground."""
    return key.split(_APART)


def at_once(*parts: object, said: object, time: ValidTime) -> Iterator[Ground]:
    """Grounds such that what shares a day stands on one of them.

    What is of one day shares one with what is of the same, or with what is of more days, which is open.
    """
    stretches = _stretches(time.start, time.end, _MONTH_DAYS, 0)
    one_day = time.start is not None and time.start == time.end
    if one_day:
        yield ground(*parts, time.start, said=said)
    yield from (_if_open((*parts, stretch), said, not one_day) for stretch in stretches)
    yield _if_open(parts, said, not stretches)


def near(*parts: object, said: object, time: ValidTime | None, days: int) -> Iterator[Ground]:
    """Grounds such that what lies so many days apart or less stands on one of them; none for what has no time."""
    if time:
        stretches = _stretches(time.start, time.end, days, 1)
        yield from (ground(*parts, stretch, said=said) for stretch in stretches)
        yield _if_open(parts, said, not stretches)


def _if_open(parts: tuple[object, ...], said: object, is_open: bool) -> Ground:
    """A ground that counts only where something open stands on it."""
    return Ground(_APART.join(map(str, parts)) + ANY_TIME, str(said), is_open)


def _stretches(start: date | None, end: date | None, days: int, after: int) -> range:
    """The stretches that reach into the time, and so many after."""
    if start is None or end is None or (end - start).days > _MOST * days:
        return range(0)
    return range(start.toordinal() // days, end.toordinal() // days + 1 + after)
