"""Tallies and timelines as tables: an event a row."""

from __future__ import annotations

from collections.abc import Iterable

from shiguan.interfaces.export.cells import EVENT, TIME, TOLD, best, columns, event, names, sure, told
from shiguan.interfaces.export.table import Column, Row, Table
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show.values import claim_text, read_right
from shiguan.query.timeline import Timeline
from shiguan.records.views import Event, Exclusion, Tally

_SURE = (*TIME, "certainty", "polarity", "sources", "outlets")


def tally(messages: Messages, answer: Tally) -> list[Table]:
    """The events under what they are counted by; the counts; what is not counted and why."""
    found = messages.events.get(answer.event_type)
    roles = [role.name for role in found.roles] if found else []
    labels = tuple(Column(f"role_{name}", messages.role(answer.event_type, name)) for name in roles)
    heading = (*columns(messages, "key", "event"), *labels, *columns(messages, *_SURE, *TOLD))
    unsaid = messages("tally.unsaid")

    def row(key: str | None, one: Event) -> Row:
        right = read_right(messages, one)
        return (key or unsaid, one.id, *(names(right.role(name)) for name in roles), *sure(messages, one), *told(best(one)))

    counts = [(row.key or unsaid, row.low, row.high, len(row.events)) for row in answer.rows]
    return [
        Table("events", messages("table.events"), heading, [row(r.key, one) for r in answer.rows for one in r.events]),
        Table("counts", messages("table.counts"), columns(messages, "key", "low", "high", "given"), counts),
        excluded(messages, answer.excluded),
    ]


def timeline(messages: Messages, answer: Timeline) -> list[Table]:
    """The events in order."""
    rows = [(*event(messages, one), *told(best(one))) for one in answer.events]
    return [Table("timeline", messages("table.timeline"), columns(messages, *EVENT, *TOLD), rows)]


def excluded(messages: Messages, left_out: Iterable[Exclusion]) -> Table:
    """What was looked at and not counted, and why."""
    rows = [(claim_text(one.told.claim), messages.reason(one.reason), *told(one.told)) for one in left_out]
    return Table("excluded", messages("table.excluded"), columns(messages, "about", "reason", *TOLD), rows)
