"""Rumours, forecasts, conflicts and the records of outlets as tables."""

from __future__ import annotations

from collections.abc import Iterator

from shiguan.interfaces.export.cells import EVENT, TOLD, best, columns, event, together, told
from shiguan.interfaces.export.table import Column, Kind, Row, Table
from shiguan.interfaces.messages import CATALOGUE, Messages
from shiguan.interfaces.show.conflicts import side_value
from shiguan.interfaces.show.values import claim_text
from shiguan.query.conflicts import Conflicts
from shiguan.query.forecasts import Forecasts, Foreseen
from shiguan.query.outlets import OutletRecord, Outlets
from shiguan.query.rumours import Rumour, Rumours
from shiguan.resolve.fates import Fate, Step

_COUNTS = ("documents", "tellings", "events", "first", "alone", "rumours")


def rumours(messages: Messages, answer: Rumours) -> list[Table]:
    """A row a rumour with what became of it; then every step, in order."""
    heading = (
        *columns(messages, *EVENT, "fate", "reason"),
        *columns(messages, "age_days", kind=Kind.WHOLE),
        *columns(messages, *TOLD),
    )
    steps = [_step(messages, one, step) for one in answer.rumours for step in one.steps]
    return [
        Table("rumours", messages("table.rumours"), heading, [_rumour(messages, one) for one in answer.rumours]),
        Table("steps", messages("table.steps"), columns(messages, "event", "part", "link", "differs", "speaker", *TOLD), steps),
    ]


def _rumour(messages: Messages, one: Rumour) -> Row:
    why = messages(f"rumours.why.{one.reason.name.lower()}")
    cells = event(messages, one.event)
    # Its own count: of all who carried it, in whichever event.
    return (
        *cells[:-2],
        one.sources,
        len(one.outlets),
        messages(f"rumours.fate.{one.fate}"),
        why,
        one.age,
        *told(one.by or best(one.event)),
    )


def _step(messages: Messages, one: Rumour, step: Step) -> Row:
    part, link = messages(f"rumours.part.{step.part}"), f"rumours.link.{step.link.name.lower()}"
    tie = messages(link) if link in CATALOGUE else None  # that it is the same event goes without saying
    differs = together(messages.role(one.event.event_type, role) for role in step.differs)
    return (one.event.id, part, tie, differs, step.told.claim.speaker, *told(step.told))


def forecasts(messages: Messages, answer: Forecasts) -> list[Table]:
    """A row a forecast or plan with what came of it; then the tellings that settle it."""
    keys = ("event", "kind", "mark", "reason", "speaker", "gist", "horizon", *TOLD)
    settled = [
        (one.event.id, messages(f"forecasts.mark.{one.mark}"), claim_text(by.claim), *told(by))
        for one in answer.foreseen
        for by in one.evidence
    ]
    return [
        Table(
            "forecasts", messages("table.forecasts"), columns(messages, *keys), [_foreseen(messages, f) for f in answer.foreseen]
        ),
        Table("settled", messages("table.settled"), columns(messages, "event", "mark", "about", *TOLD), settled),
    ]


def _foreseen(messages: Messages, one: Foreseen) -> Row:
    kind = messages("forecasts.plan" if one.planned else "forecasts.forecast")
    why = messages(f"forecasts.why.{one.why.name.lower()}")
    by = one.horizon.when if one.horizon else None
    return (one.event.id, kind, messages(f"forecasts.mark.{one.mark}"), why, one.speaker, one.gist, by, *told(one.said))


def conflicts(messages: Messages, answer: Conflicts) -> list[Table]:
    """A row for each side of each conflict, numbered, with its first telling."""
    keys = ("kind", "severity", "subject", "entity", "cause", "detail", "value")
    heading = (
        *columns(messages, "number", kind=Kind.WHOLE),
        *columns(messages, *keys),
        *columns(messages, "later", kind=Kind.FLAG),
        *columns(messages, "event", "tellings", *TOLD),
    )
    return [Table("conflicts", messages("table.conflicts"), heading, list(_sides(messages, answer)))]


def _sides(messages: Messages, answer: Conflicts) -> Iterator[Row]:
    for number, one in enumerate(answer.conflicts, 1):
        whose = (one.subject.name, one.subject.id) if one.subject else (None, None)
        kind, severity = messages(f"conflicts.kind.{one.kind}"), messages(f"conflicts.{one.severity}")
        cause = messages(f"conflicts.cause.{one.cause}")
        for place, side in enumerate(one.sides):
            told_by = (side.event, len(side.tellings), *told(side.tellings[0]))
            yield (
                number,
                kind,
                severity,
                *whose,
                cause,
                one.detail or None,
                side_value(messages, side.value),
                one.later == place,
                *told_by,
            )


def outlets(messages: Messages, answer: Outlets) -> list[Table]:
    """A row an outlet; then what several tell."""
    fates = tuple(Column(f"fate_{fate}", messages(f"rumours.fate.{fate}"), Kind.WHOLE) for fate in Fate)
    heading = (
        *columns(messages, "outlet"),
        *columns(messages, "named_only", kind=Kind.FLAG),
        *columns(messages, *_COUNTS, kind=Kind.WHOLE),
        *fates,
        *columns(messages, "known", "copies", kind=Kind.WHOLE),
        *columns(messages, "copied"),
    )
    shared = [(*event(messages, s.event)[:-2], s.sources, s.outlets, *told(best(s.event))) for s in answer.shared]
    return [
        Table("outlets", messages("table.outlets"), heading, [_outlet(one) for one in answer.outlets]),
        Table("shared", messages("table.shared"), columns(messages, *EVENT, *TOLD), shared),
    ]


def _outlet(one: OutletRecord) -> Row:
    counts = dict(one.fates)
    copied = together(f"{outlet} {count}" for outlet, count in one.copied)
    told_of = (one.documents, one.tellings, one.events, len(one.first), one.alone, len(one.rumours))
    return (one.outlet, one.named_only, *told_of, *(counts.get(fate, 0) for fate in Fate), len(one.known), one.copies, copied)
