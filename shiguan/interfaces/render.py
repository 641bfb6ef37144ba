"""The record as JSON: the only place that writes it. Spans are in received coordinates."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, TypeAlias

from shiguan.app import ReadReport
from shiguan.errors import InputError
from shiguan.extract.amounts import AmountMatch, qualifier
from shiguan.extract.times import TimeMatch
from shiguan.ledger.reader import Listed
from shiguan.query.explain import ClaimExplained, EntityExplained, EventExplained, Explained
from shiguan.query.search import Found
from shiguan.query.timeline import Timeline
from shiguan.query.view import View
from shiguan.query.whole import Standing, standing
from shiguan.records.amount import Amount
from shiguan.records.claim import Claim, Reject
from shiguan.records.document import Document, Repair
from shiguan.records.entry import Entry
from shiguan.records.evidence import Argument, Mention
from shiguan.records.judgement import Judgement
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, Tally, Told
from shiguan.repair import Explanation

Json: TypeAlias = dict[str, Any]

# Amounts of money whose currency the export gives beside them.
_MONEY_ROLES = ("amount", "valuation")
_CURRENCY = "currency"
# The figure that a claim is about, of which the export says how it is told: at least, about.
_FIGURES = ("value", "amount", "valuation", "count")
_QUALIFIER = "qualifier"
_RATES = ("%", "％", "‰", "成", "百分之")


def dumps(value: object) -> str:
    """One line of JSON, characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def loads_line(line: str) -> Json:
    """One line of JSON that holds an object; InputError for anything else."""
    try:
        value = json.loads(line)
    except ValueError as error:
        raise InputError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f"not a JSON object: {line.strip()[:60]}")
    return value


def when(time: ValidTime | None) -> str | None:
    """A time in the export's form."""
    return time.when if time else None


def plain(value: object) -> Any:
    """An answer as JSON: a record becomes an object of its fields, with the forms below for what has one of its own.

    A time is its export form, an event and a telling are as everywhere, an entity is its id, kind and name. TypeError for what is
    none of these.
    """
    for kind, form in _FORMS:
        if isinstance(value, kind):
            return form(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"no JSON form of {type(value).__name__}")


def claim_line(one: Standing) -> Json:
    """A claim in the export's form."""
    told, claim = one.told, one.told.claim
    roles: dict[str, list[str]] = {}
    entities: dict[str, list[str]] = {}
    for argument in claim.arguments:
        roles.setdefault(argument.role, []).extend(_exported(argument, claim.valid_time))
        if isinstance(argument.value, Mention) and argument.value.id in one.entities:
            entities.setdefault(argument.role, []).append(one.entities[argument.value.id])
    currency = _currency(claim)
    if currency and _CURRENCY not in roles:
        roles[_CURRENCY] = [currency]
    told_as = _qualifier(claim)
    if told_as:
        roles[_QUALIFIER] = [told_as]
    return {
        "file": told.file,
        "document": claim.document,
        "type": claim.event_type,
        "roles": {role: _one_or_list(values) for role, values in roles.items()},
        "entities": {role: _one_or_list(values) for role, values in entities.items()},
        "quote": told.quote,
        "start": told.start,
        "end": told.end,
        "when": when(claim.valid_time),
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "speaker": claim.speaker,
        "confidence": round(claim.confidence, 4),
        "event": one.event,
    }


def _exported(argument: Argument, time: ValidTime | None) -> list[str]:
    """The argument as exported: its text.

    Of a share or rate the fraction, so that 38％ and 百分之三十八 are one figure (0.38); of a period that is the claim's time
    that time, for 去年 says nothing away from its article.
    """
    value = argument.value
    if argument.role == "period" and time and argument.text == time.expression:
        return [time.when]
    if argument.role == "unit" and argument.text in _RATES:
        return ["比例"]
    if not isinstance(value, Amount) or value.unit != "%":
        return [argument.text]
    ends = [end / 100 for end in (value.low, value.high) if end is not None]
    return [f"{end.normalize():f}" for end in dict.fromkeys(ends)] or [argument.text]


def claim_lines(view: View) -> Iterator[Json]:
    """Every claim of the view, by file, document and place; a few are held at a time."""
    return map(claim_line, standing(view))


def event_line(found: Event) -> Json:
    """An event in the export's form."""
    return event(found) | {"polarity": found.polarity}


def entity_line(entity: Entity) -> Json:
    """An entity in the export's form, with the ids of its mentions."""
    return _entity(entity)


def tally(answer: Tally) -> Json:
    """``rows`` with their events and claims; ``excluded`` with the reasons.

    An event that is counted for the maker of a product has the product's name as ``told_of_product``.
    """
    return {
        "low": answer.low,
        "high": answer.high,
        "rows": [
            {
                "key": row.key,
                "low": row.low,
                "high": row.high,
                "events": [event(e) | ({"told_of_product": of} if (of := dict(row.lifted).get(e.id)) else {}) for e in row.events],
            }
            for row in answer.rows
        ],
        "excluded": [{"claim": {"id": x.told.claim.id, **_cited(x.told)}, "reason": x.reason} for x in answer.excluded],
        "more_rows": answer.more_rows,
        "left_out": answer.left_out,
    }


def event(found: Event) -> Json:
    """An event; of each role the values told, best supported first."""
    return {
        "id": found.id,
        "type": found.event_type,
        "roles": {role: _one_or_list([value.text for value in values]) for role, values in found.roles},
        "when": when(found.valid_time),
        "certainty": found.certainty,
        "outlets": found.outlets,
        "sources": found.sources,
        "claims": [_cited(told) for told in found.tellings],
    }


def timeline(answer: Timeline) -> Json:
    """Events in order; ``polarity`` says which are told not to be so, ``earlier`` how many before them are not given."""
    events = [event(found) | {"polarity": found.polarity} for found in answer.events]
    return {"name": answer.name, "earlier": answer.earlier, "events": events}


def explained(answer: Explained) -> Json:
    """What is behind a claim, an event or an entity; ``kind`` says which."""
    match answer:
        case ClaimExplained(told=told):
            return {
                "kind": "claim",
                "id": told.claim.id,
                **_said(told),
                "sentence": answer.sentence,
                "received": answer.received,
                "backend": told.claim.backend,
                "confidence": told.claim.confidence,
                "otherwise": [_reject(r) for r in answer.otherwise],
                "repairs": [repair(r) for r in answer.repairs],
                "entries": [_entry(e) for e in answer.entries],
                "event": event(answer.event) if answer.event else None,
            }
        case EventExplained(event=found):
            support = {
                role: [{"text": v.text, "entity": v.entity, "support": v.support} for v in values] for role, values in found.roles
            }
            return {
                "kind": "event",
                **event(found),
                "polarity": found.polarity,
                "support": support,
                "claims": [_said(told) for told in found.tellings],
            }
        case EntityExplained(entity=entity):
            judged = {"within": [judgement(j) for j in answer.within], "apart": [judgement(j) for j in answer.apart]}
            belongs = [{"kind": k.kind, "other": plain(k.other), "why": k.why, "claims": plain(k.told)} for k in answer.links]
            return {"kind": "entity", **_entity(entity), **judged, "links": belongs}


def _reject(reject: Reject) -> Json:
    return {"backend": reject.backend, "type": reject.event_type, "quote": reject.quote, "reason": reject.reason}


def found(passages: Sequence[Found], documents: Mapping[str, Document]) -> list[Json]:
    """Search results: ``quote`` is what was found as received, ``sentence`` what stands around it as read."""
    lines = []
    for passage in passages:
        hit = passage.hit
        span, quote = documents[hit.document].received_quote(hit.span)
        lines.append(
            {
                "file": hit.file,
                "document": hit.document,
                "publisher": hit.publisher,
                "published": when(hit.published_at),
                "start": span.start,
                "end": span.end,
                "quote": quote,
                "sentence": hit.text,
                "claims": [{"id": told.claim.id, **_said(told)} for told in passage.tellings],
            }
        )
    return lines


def article(listed: Listed) -> Json:
    """An article on record."""
    return {
        "file": listed.file,
        "document": listed.document,
        "article": listed.article,
        "title": listed.title,
        "publisher": listed.publisher,
        "published": when(listed.published_at),
        "url": listed.url,
        "script": listed.script,
        "claims": listed.claims,
        "recorded_at": listed.recorded_at.isoformat(),
        "reader": listed.reader,
    }


def document(listed: Listed, whole: Document, explanations: Sequence[Explanation], claims: Sequence[Json]) -> Json:
    """An article with its texts: ``received`` as it came, ``read`` repaired; ``regions`` say what stretches of ``read`` are.

    ``claims`` in the export's form; they and the repairs are placed in ``received``.
    """
    return {
        "article": article(listed),
        "encoding": whole.article.encoding,
        "media_type": whole.article.media_type,
        "received": whole.article.received,
        "read": whole.text,
        "regions": [{"kind": region.kind, "start": region.span.start, "end": region.span.end} for region in whole.regions],
        "repairs": repairs(whole, explanations)["repairs"],
        "claims": list(claims),
    }


def report(answer: ReadReport) -> Json:
    """How a reading went; ``spent`` where it cost something."""
    said = {
        "read": [
            {"file": o.file, "article": o.article, "claims": len(o.extraction.claims) if o.extraction else 0} for o in answer.read
        ],
        "known": [outcome.file for outcome in answer.known],
        "failed": [{"file": failure.file, "reason": failure.reason} for failure in answer.failures],
    }
    return said | {"spent": plain(answer.spent)} if answer.spent else said


def repairs(document: Document, explanations: Sequence[Explanation]) -> Json:
    """A document's repairs, in order of place."""
    return {
        "file": document.article.file,
        "document": document.id,
        "encoding": document.article.encoding,
        "script": document.script,
        "repairs": [repair(case.repair) | {"around": {"received": case.received, "read": case.read}} for case in explanations],
    }


def repair(made: Repair) -> Json:
    """One repair; its place in received coordinates."""
    return {
        "start": made.received.start,
        "end": made.received.end,
        "before": made.before,
        "after": made.after,
        "fixer": made.fixer,
        "reason": made.reason,
    }


def times(found_times: Iterable[TimeMatch]) -> list[Json]:
    """Times told in a text; ``when`` is null where the words tell none that can be placed."""
    return [{"start": t.span.start, "end": t.span.end, "text": t.text, "when": when(t.valid_time)} for t in found_times]


def amounts(found_amounts: Iterable[AmountMatch]) -> list[Json]:
    """Amounts told in a text; ``low`` and ``high`` in whole units."""
    return [{"start": a.span.start, "end": a.span.end, "text": a.text, **_amount(a.amount)} for a in found_amounts]


def _amount(amount: Amount) -> Json:
    return {"low": _number(amount.low), "high": _number(amount.high), "currency": amount.currency, "unit": amount.unit}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _currency(claim: Claim) -> str | None:
    def code(argument: Argument) -> str | None:
        return argument.value.currency if isinstance(argument.value, Amount) else None

    return next((found for a in claim.arguments if a.role in _MONEY_ROLES and (found := code(a))), None)


def _qualifier(claim: Claim) -> str | None:
    figure = next((a.value for role in _FIGURES for a in claim.arguments if a.role == role), None)
    return qualifier(figure) if isinstance(figure, Amount) else None


def _one_or_list(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values


def _cited(told: Told) -> Json:
    return {"file": told.file, "start": told.start, "end": told.end, "quote": told.quote}


def _said(told: Told) -> Json:
    claim = told.claim
    roles: dict[str, list[str]] = {}
    for argument in claim.arguments:
        roles.setdefault(argument.role, []).append(argument.text)
    return {
        **_cited(told),
        "type": claim.event_type,
        "roles": {role: _one_or_list(values) for role, values in roles.items()},
        "when": when(claim.valid_time),
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "speaker": claim.speaker,
        "publisher": told.publisher,
        "published": when(told.published_at),
    }


def _entry(entry: Entry) -> Json:
    return {
        "seq": entry.seq,
        "action": entry.action,
        "recorded_at": entry.recorded_at.isoformat(),
        "run": entry.run,
        "reason": entry.reason,
    }


def _entity(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "type": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "members": list(entity.members),
        "mentions": list(entity.mentions),
    }


def judgement(made: Judgement) -> Json:
    """A judgement with its id, by which it can be undone."""
    return {
        "id": made.id,
        "left": made.left,
        "right": made.right,
        "verdict": made.verdict,
        "score": made.score,
        "explanation": made.explanation,
        "judged_by": made.judged_by,
        "recorded_at": made.recorded_at.isoformat(),
    }


# The first kind that fits: a moment is a date too, and what is written as text is a Sequence.
_FORMS: tuple[tuple[type | UnionType, Callable[[Any], Any]], ...] = (
    (NoneType | bool | int | float, lambda value: value),
    (str, str),
    (Decimal, _number),
    (datetime, datetime.isoformat),
    (date, date.isoformat),
    (ValidTime, when),
    (Amount, lambda value: {"text": value.expression, **_amount(value)}),
    (Tally, tally),
    (Timeline, timeline),
    (ClaimExplained | EventExplained | EntityExplained, explained),
    (Event, event_line),
    (Told, lambda value: {"claim": value.claim.id, **_said(value)}),
    (Entity, lambda value: {"id": value.id, "kind": value.kind, "name": value.name}),
    (Mapping, lambda value: {str(key): plain(of) for key, of in value.items()}),
    (Sequence | Set, lambda value: [plain(one) for one in value]),
)
