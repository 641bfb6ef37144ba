"""Answers as data frames of pandas or polars: one row a thing, columns that never change, ids to find the sentences by."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any, TypeAlias

from shiguan.errors import InputError
from shiguan.interfaces.render import dumps
from shiguan.query.flows import Flows
from shiguan.query.league import League
from shiguan.query.money import Money
from shiguan.query.rumours import Rumours
from shiguan.query.timeline import Timeline
from shiguan.records.amount import Amount
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, RoleValue, Tally, Told

LIBRARIES = ("pandas", "polars")
Cells: TypeAlias = dict[str, object]
Columns: TypeAlias = Mapping[str, str]
"""Name → kind: text, count (whole number), number, flag, day."""

_PANDAS = {"text": "string", "count": "Int64", "number": "Float64", "flag": "boolean", "day": "datetime64[s]"}
_POLARS = {"text": "String", "count": "Int64", "number": "Float64", "flag": "Boolean", "day": "Date"}
# Roles that have columns of their own; all others are in `roles`.
_ROLES = ("person", "org", "position", "destination_org", "product", "subject")


def _time(name: str = "when") -> Columns:
    return {name: "text", f"{name}_start": "day", f"{name}_end": "day"}


def _texts(*names: str) -> Columns:
    return dict.fromkeys(names, "text")


CLAIM: Columns = {
    **_texts("claim", "document", "file"),
    "start": "count",
    "end": "count",
    "quote": "text",
    "publisher": "text",
    **_time("published"),
    **_texts("type"),
    **_time(),
    "certainty": "text",
    "polarity": "text",
    "speaker": "text",
    "confidence": "number",
    **_texts(*_ROLES, "roles"),
}
EVENT: Columns = {
    **_texts("event", "type"),
    **_time(),
    "certainty": "text",
    "polarity": "text",
    "outlets": "count",
    "sources": "count",
    **_texts(*chain.from_iterable((role,) if role == "position" else (role, f"{role}_id") for role in _ROLES)),
    **_texts("roles", "claims", "quote", "file", "publisher", "published"),
}
TALLY: Columns = {"key": "text", "key_low": "count", "key_high": "count", **EVENT}
FLOW: Columns = {
    **_texts("person", "person_id", "origin", "origin_id", "positions"),
    **_texts("destination_kind", "destination", "destination_id"),
    **_time(),
    "sure": "flag",
    "doubts": "text",
    "events": "text",
}
ROUND: Columns = {
    **_texts("event", "org", "org_id", "round"),
    **_time(),
    "amount": "text",
    "amount_low": "number",
    "amount_high": "number",
    "currency": "text",
    "valuation": "text",
    "valuation_low": "number",
    "valuation_high": "number",
    "valuation_currency": "text",
    "investors": "text",
    "remark": "text",
    "certainty": "text",
    "polarity": "text",
    "outlets": "count",
    "sources": "count",
    **_texts("claims"),
}
RUMOUR: Columns = {"fate": "text", "reason": "text", "age": "count", "carried_by": "text", "chain": "text", **EVENT}
STANDING: Columns = {
    "table": "count",
    "measure": "text",
    "words": "text",
    "scope": "text",
    **_time("period"),
    "counter": "text",
    "certainty": "text",
    "subject": "text",
    "subject_id": "text",
    "rank_low": "count",
    "rank_high": "count",
    "from_bottom": "flag",
    "value": "text",
    "value_low": "number",
    "value_high": "number",
    "unit": "text",
    "events": "text",
    "claims": "text",
}


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a kind of answer comes to: its columns, and a row for each thing in it."""

    columns: Columns
    of: Callable[[Any], Iterator[Cells]]


def frame(answer: object, library: str = "pandas") -> Any:
    """The answer as a data frame of the library, whose types of columns are the same for every answer of a kind.

    Claims (``claims()``): a row a claim. Tally: a row an event, under its key. Timeline, and events by themselves: a row an event.
    Flows: a row a way somebody went. Money: a row a round. Rumours: a row a rumour. League: a row a standing. Times are text as
    everywhere (``2024-08``) with their first and last day beside; several ids are parted by blanks, several texts by ``; ``;
    ``roles`` is JSON. What is unknown is missing. No rows at all are taken for no claims.

    InputError for another answer, for another library, and for one that is not installed.
    """
    if library not in LIBRARIES:
        raise InputError(f"no library of frames: {library}; choose one of {', '.join(LIBRARIES)}")
    rows = _rows(answer)
    try:
        made = importlib.import_module(library)
    except ImportError as error:
        raise InputError(f"frames need {library}: pip install 'shiguan[{library}]'") from error
    listed = list(rows.of(answer))
    cells = {name: [row.get(name) for row in listed] for name in rows.columns}
    if library == "polars":
        return made.DataFrame(cells, schema={name: getattr(made, _POLARS[kind]) for name, kind in rows.columns.items()})
    return made.DataFrame({name: made.Series(cells[name], dtype=_PANDAS[kind]) for name, kind in rows.columns.items()})


def _rows(answer: object) -> _Rows:
    for kind, rows in _KINDS.items():
        if isinstance(answer, kind):
            return rows
    if isinstance(answer, Sequence) and all(isinstance(one, Told) for one in answer):
        return _Rows(CLAIM, lambda every: map(_claim, every))
    if isinstance(answer, Sequence) and all(isinstance(one, Event) for one in answer):
        return _Rows(EVENT, lambda every: map(_event, every))
    raise InputError(f"no frame is made of {type(answer).__name__}")


def _claim(told: Told) -> Cells:
    claim = told.claim
    roles: dict[str, list[str]] = {}
    for argument in claim.arguments:
        roles.setdefault(argument.role, []).append(argument.text)
    return {
        "claim": claim.id,
        "document": claim.document,
        "file": told.file,
        "start": told.start,
        "end": told.end,
        "quote": told.quote,
        "publisher": told.publisher,
        **_when(told.published_at, "published"),
        "type": claim.event_type,
        **_when(claim.valid_time),
        "certainty": str(claim.certainty),
        "polarity": str(claim.polarity),
        "speaker": claim.speaker,
        "confidence": claim.confidence,
        **{role: _texted(roles[role]) for role in _ROLES if role in roles},
        "roles": dumps(roles),
    }


def _event(event: Event) -> Cells:
    """The event, of each role that has a column the value best supported, and the first of its sentences."""
    best = {role: values[0] for role, values in event.roles if values}
    first = event.tellings[0]
    return {
        **{role: best[role].text for role in _ROLES if role in best},
        **{f"{role}_id": best[role].entity for role in _ROLES if role in best},
        **_of(event),
        "type": event.event_type,
        "roles": dumps({role: [value.text for value in values] for role, values in event.roles}),
        "quote": first.quote,
        "file": first.file,
        "publisher": first.publisher,
        "published": first.published_at.when if first.published_at else None,
    }


def _of(event: Event) -> Cells:
    """How an event is told, and by which claims."""
    return {
        "event": event.id,
        **_when(event.valid_time),
        "certainty": str(event.certainty),
        "polarity": str(event.polarity),
        "outlets": event.outlets,
        "sources": event.sources,
        "claims": _ids(told.claim.id for told in event.tellings),
    }


def _tally(answer: Tally) -> Iterator[Cells]:
    for row in answer.rows:
        for event in row.events:
            yield {"key": row.key, "key_low": row.low, "key_high": row.high, **_event(event)}


def _flows(answer: Flows) -> Iterator[Cells]:
    for flow in answer.flows:
        place = flow.destination
        yield {
            **_named("person", flow.person),
            **_named("origin", flow.origin),
            "positions": _texted(value.text for value in flow.positions),
            "destination_kind": str(place.kind),
            "destination": place.name,
            "destination_id": place.org.entity if place.org else None,
            **_when(flow.time),
            "sure": flow.sure,
            "doubts": _texted(flow.doubts),
            "events": _ids(event.id for event in flow.events),
        }


def _rounds(answer: Money) -> Iterator[Cells]:
    for one in answer.rounds:
        yield {
            **_of(one.event),
            **_named("org", one.orgs[0] if one.orgs else None),
            "round": one.round,
            **_sum("amount", "currency", one.amounts),
            **_sum("valuation", "valuation_currency", one.valuations),
            "investors": _texted(value.text for value in one.investors),
            "remark": one.remark,
        }


def _rumours(answer: Rumours) -> Iterator[Cells]:
    for rumour in answer.rumours:
        yield {
            **_event(rumour.event),
            "fate": str(rumour.fate),
            "reason": str(rumour.reason),
            "age": rumour.age,
            "carried_by": _texted(rumour.outlets),
            "chain": _ids(step.told.claim.id for step in rumour.steps),
            "sources": rumour.sources,
        }


def _standings(answer: League) -> Iterator[Cells]:
    for number, table in enumerate(answer.tables, 1):
        for row in table.rows:
            rank = row.ranks[0] if row.ranks else None
            yield {
                "table": number,
                "measure": table.measure,
                "words": _texted(table.words),
                "scope": _texted(f"{condition.kind} {condition.of}" for condition in table.scope),
                **_when(table.period, "period"),
                "counter": table.counter,
                "certainty": str(table.certainty),
                "subject": row.subject,
                "subject_id": row.entity,
                **({"rank_low": rank.low, "rank_high": rank.high, "from_bottom": rank.from_bottom} if rank else {}),
                **_sum("value", "unit", row.values),
                "events": _ids(row.events),
                "claims": _ids(told.claim.id for told in row.told),
            }


def _when(time: ValidTime | None, name: str = "when") -> Cells:
    return {name: time.when, f"{name}_start": time.start, f"{name}_end": time.end} if time else {}


def _named(name: str, value: RoleValue | None) -> Cells:
    return {name: value.text, f"{name}_id": value.entity} if value else {}


def _sum(name: str, counted_in: str, amounts: Sequence[Amount]) -> Cells:
    """The amount most told: its words, its bounds in whole units, and what it is counted in."""
    if not amounts:
        return {}
    told = amounts[0]
    bounds = {f"{name}_low": _number(told.low), f"{name}_high": _number(told.high)}
    return {name: told.expression, **bounds, counted_in: told.currency or told.unit}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _texted(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None


def _ids(ids: Iterable[str]) -> str:
    return " ".join(ids)


_KINDS: Mapping[type, _Rows] = {
    Tally: _Rows(TALLY, _tally),
    Timeline: _Rows(EVENT, lambda answer: map(_event, answer.events)),
    Flows: _Rows(FLOW, _flows),
    Money: _Rows(ROUND, _rounds),
    Rumours: _Rows(RUMOUR, _rumours),
    League: _Rows(STANDING, _standings),
}
