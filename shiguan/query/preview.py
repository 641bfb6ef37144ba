"""What a judgement would change: the rows of tallies without it beside those with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from shiguan.query.tally import TallyQuestion, counted
from shiguan.query.view import View
from shiguan.records.views import Event

_BY = ("org", "person")
Rows: TypeAlias = Mapping[tuple[str, str, str | None], tuple[int, int]]
"""From event type, what is counted by, and key to the counts, low and high."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row of a tally that would change: its counts (low, high) ``before`` and ``after``; 0 where there is no such row."""

    event_type: str
    by: str
    key: str | None
    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a judgement would change: rows of tallies, and of the events those that would be one, together.

    ``left``, ``right``, ``together``: how many events are told of each of the two entities now, and would be of both.
    """

    changes: tuple[Change, ...]
    joined: tuple[tuple[Event, ...], ...]
    left: int
    right: int
    together: int


def events_of(view: View, *mentions: str) -> tuple[Event, ...]:
    """The events in which the mentions' entities play a role."""
    return view.events_about({view.entity_of[m].id for m in mentions})


def joined(before: Iterable[Event], after: Iterable[Event]) -> tuple[tuple[Event, ...], ...]:
    """Of the events before those that are told as one after, together."""
    of_claim = {told.claim.id: event for event in before for told in event.tellings}
    found = []
    for event in after:
        parts = {of_claim[t.claim.id].id: of_claim[t.claim.id] for t in event.tellings if t.claim.id in of_claim}
        if len(parts) > 1:
            found.append(tuple(parts.values()))
    return tuple(found)


def types_of(events: Iterable[Event]) -> tuple[str, ...]:
    """The types of these events: no other tally depends on who takes part in them."""
    return tuple(sorted({event.event_type for event in events}))


def rows(view: View, event_types: Collection[str]) -> Rows:
    """The tallies of these types by organisation and by person; rows of namesakes are added up."""
    found: dict[tuple[str, str, str | None], tuple[int, int]] = {}
    for event_type in event_types:
        for by in _BY:
            for row in counted(view, TallyQuestion(event_type, by)):
                low, high = found.get((event_type, by, row.name), (0, 0))
                found[event_type, by, row.name] = (low + row.low, high + row.high)
    return found


def changes(before: Rows, after: Rows) -> tuple[Change, ...]:
    """The rows that differ, in order of type, what is counted by, and key."""
    none = (0, 0)
    keys = sorted({*before, *after}, key=lambda k: (k[0], k[1], k[2] is None, k[2] or ""))
    both = ((key, before.get(key, none), after.get(key, none)) for key in keys)
    return tuple(Change(*key, old, new) for key, old, new in both if old != new)
