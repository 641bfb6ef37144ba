"""Reconciliations, flows and times in post as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shiguan.interfaces.export.cells import EVENT, TIME, TOLD, best, columns, event, names, time, together, told
from shiguan.interfaces.export.course import excluded
from shiguan.interfaces.export.table import Column, Kind, Row, Table
from shiguan.interfaces.messages import Messages
from shiguan.query.flows import Flow, Flows, Node
from shiguan.query.reconcile import Named, Reconciliation
from shiguan.query.tenure import Life, OrgTenure, Tenure
from shiguan.records.views import Event, Told

_LINE = ("line", "within", "whose", "low", "high", "what", "when_start", "when_end", "note")
_COUNTS = ("named", "firm", "unnamed", "unnamed_firm", "over")
_NAMED = ("line", "whose", "name", "entity", "org", "positions", *TIME, "went_to")
_FLOW = ("person", "entity", "origin", "positions", "destination", "kind", *TIME)
_LIFE = ("person", "entity", "org", "positions", "since", "until", "last")


def reconcile(messages: Messages, answer: Reconciliation) -> list[Table]:
    """The totals beside what is on record; who is on record; counts that are not used."""
    heading = (*columns(messages, *_LINE), *columns(messages, *_COUNTS, kind=Kind.WHOLE), *columns(messages, *TOLD))
    people = (*columns(messages, *_NAMED), *columns(messages, "sure", kind=Kind.FLAG), *columns(messages, "doubts", *TOLD))
    return [
        Table("totals", messages("table.totals"), _numbered(heading), list(_totals(messages, answer))),
        Table("named", messages("table.named"), _numbered(people), list(_named(messages, answer))),
        excluded(messages, answer.excluded),
    ]


def _numbered(heading: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(Column(c.key, c.label, Kind.WHOLE) if c.key in ("line", "within") else c for c in heading)


def _totals(messages: Messages, answer: Reconciliation) -> Iterator[Row]:
    for number, line in enumerate(answer.lines, 1):
        count = line.claimed
        claimed: Row = (count.low, count.high, count.what, count.start, count.end) if count else (None,) * 5
        note = messages.reason(count.note) if count and count.note else None
        within = None if line.within is None else line.within + 1
        counts = (len(line.named), line.firm, line.unnamed, line.unnamed_firm, line.over)
        first = count.tellings[0] if count and count.tellings else None
        yield (number, within, line.subject, *claimed, note, *counts, *told(first))


def _named(messages: Messages, answer: Reconciliation) -> Iterator[Row]:
    beside = messages("reconcile.beside")
    for number, line in enumerate(answer.lines, 1):
        for one in line.named:
            yield (number, line.subject, *_person(messages, one, ()))
        for one in line.beside:
            yield (number, line.subject, *_person(messages, one, (beside,)))


def _person(messages: Messages, one: Named, besides: Iterable[str]) -> Row:
    said = together([*besides, *map(messages.reason, (*one.doubts, *one.notes))])
    names_told = (one.name, one.entity, one.org.text, names(one.positions), *time(one.time), names(one.went_to))
    return (*names_told, one.sure, said, *told(_first(one.events)))


def flows(messages: Messages, answer: Flows) -> list[Table]:
    """Who went from where to where; how many went from each place to each; leavings that name nobody."""
    nodes = {node.id: node for node in answer.nodes}
    links = [
        (_place(messages, nodes[k.source]), _place(messages, nodes[k.target]), k.low, k.high, together(k.people))
        for k in answer.links
    ]
    heading = (*columns(messages, *_FLOW), *columns(messages, "sure", kind=Kind.FLAG), *columns(messages, "doubts", *TOLD))
    nameless = [(*event(messages, one), *told(best(one))) for one in answer.nameless]
    return [
        Table("flows", messages("table.flows"), heading, [_flow(messages, one) for one in answer.flows]),
        Table("links", messages("table.links"), columns(messages, "origin", "destination", "low", "high", "people"), links),
        Table("nameless", messages("table.nameless"), columns(messages, *EVENT, *TOLD), nameless),
    ]


def _place(messages: Messages, node: Node) -> str:
    if node.side == "kind":
        return messages(f"flows.kind.{node.label}")
    return node.label or messages("flows.untold")


def _flow(messages: Messages, one: Flow) -> Row:
    place = one.destination
    reasons = [*([place.paired] if place.paired else []), *one.doubts]
    ways = (one.origin.text if one.origin else None, names(one.positions), place.name, messages(f"flows.kind.{place.kind}"))
    cited = _first(one.events)
    return (
        one.person.text,
        one.person.entity,
        *ways,
        *time(one.time),
        one.sure,
        together(map(messages.reason, reasons)),
        *told(cited),
    )


def tenure(messages: Messages, answer: Tenure) -> list[Table]:
    """Each person's time in post; medians by organisation; who has no usable dates."""
    lives = columns(messages, "least_days", "most_days", kind=Kind.WHOLE)
    heading = (*columns(messages, *_LIFE), *lives, *columns(messages, "ended", kind=Kind.FLAG), *columns(messages, *TOLD))
    counts = columns(messages, "stays", "ended", "median_least", "median_most", kind=Kind.WHOLE)
    undated = [
        (one.person.text, one.person.entity, one.org.text, messages.reason(one.reason), *told(_first(one.events)))
        for one in answer.together.undated
    ]
    of = [answer.together, *answer.orgs]
    return [
        Table("lives", messages("table.lives"), heading, [_life(one) for one in answer.together.lives]),
        Table("medians", messages("table.medians"), (*columns(messages, "org"), *counts), [_median(messages, o) for o in of]),
        Table("undated", messages("table.undated"), columns(messages, "person", "entity", "org", "reason", *TOLD), undated),
    ]


def _life(one: Life) -> Row:
    until = one.end.when if one.end else None
    names_told = (one.person.text, one.person.entity, one.org.text, names(one.positions), one.start.when, until, one.last)
    return (*names_told, one.least, one.most, one.ended, *told(_first((*one.left, *one.began))))


def _median(messages: Messages, one: OrgTenure) -> Row:
    return (one.org.text if one.org else messages("export.together"), len(one.lives), one.ended, *one.median)


def _first(events: Iterable[Event]) -> Told | None:
    return next((best(one) for one in events), None)
