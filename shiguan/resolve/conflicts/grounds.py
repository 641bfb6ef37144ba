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
"""What a ground ends in on which all that is said there stands: it only counts where something of any time does."""
OF_HOUSE = "~"
"""What grounds begin with that are of a house, and not of the one that is named: whose a product is, all events tell."""
_MOST = 24  # stretches of time that one telling may lie in; what leaves more open is near to everything


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing said on a ground. ``open``: of any time, and so near to all that is said of it at whatever time."""

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


def near(*parts: object, said: object, time: ValidTime | None, days: int) -> Iterator[Ground]:
    """Grounds such that what lies so many days apart or less stands on one of them; none for what has no time."""
    if time is None:
        return
    stretches = _stretches(time.start, time.end, days)
    for stretch in stretches:
        yield ground(*parts, stretch, said=said)
    yield Ground(_APART.join(map(str, parts)) + ANY_TIME, str(said), open=not stretches)


def _stretches(start: date | None, end: date | None, days: int) -> range:
    """The stretches that reach into the time, and the one after."""
    if start is None or end is None or (end - start).days > _MOST * days:
        return range(0)
    return range(start.toordinal() // days, end.toordinal() // days + 2)
