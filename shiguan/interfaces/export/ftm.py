"""FollowTheMoney: people, organisations and what ties them, each tie with its sentence and the article that holds it.

Only what is affirmed and confirmed or reported is written as a fact (Employment, Directorship, Ownership). All else, and what
FollowTheMoney has no word for, is an UnknownLink, whose status says how sure it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.render import dumps
from shiguan.interfaces.show import values
from shiguan.ledger.reader import Listed
from shiguan.query.view import View
from shiguan.query.whole import entities
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.time import Precision, ValidTime
from shiguan.records.views import Entity, Event, RoleValue

Properties: TypeAlias = dict[str, list[str]]

_KINDS = {MentionKind.PERSON: "Person", MentionKind.ORG: "Organization", MentionKind.GROUP: "Organization"}
_FACT = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})
_DIRECTOR = re.compile(r"董事|理事长|board|director|chair", re.IGNORECASE)
_POSTED = {"departure": "endDate", "appointment": "startDate", "membership": "date"}
_CITED = 20  # articles and sentences of one tie; a scoop is told hundreds of times


def ftm(messages: Messages, view: View) -> Iterator[str]:
    """One entity a line: the articles, then who they tell of, then what ties these."""
    owned = _owned(view)
    kinds: dict[str, str] = {}
    for listed in view.record.documents(view.known_at):
        yield _line(listed.document, "Article", _article(listed))
    for entity in entities(view):
        schema = "Company" if entity.id in owned else _KINDS.get(entity.kind)
        if schema:  # FollowTheMoney has no products
            kinds[entity.id] = schema
            yield _line(entity.id, schema, {"name": [entity.name], "alias": list(entity.aliases)})
            yield from _members(entity)
    for event in view.events_passing():
        yield from _ties(messages, event, kinds)


def _line(identity: str, schema: str, properties: Properties) -> str:
    held = {name: list(dict.fromkeys(v for v in found if v)) for name, found in properties.items()}
    return dumps({"id": identity, "schema": schema, "properties": {n: found for n, found in held.items() if found}}) + "\n"


def _article(listed: Listed) -> Properties:
    return {
        "title": [listed.title or listed.file],
        "fileName": [listed.file],
        "sourceUrl": [listed.url or ""],
        "publisher": [listed.publisher or ""],
        "publishedAt": _date(listed.published_at),
    }


def _owned(view: View) -> frozenset[str]:
    """Those told to be bought, as a fact: only a Company can be owned."""
    found: set[str] = set()
    for event in view.events_of({"acquisition"}):
        if _is_fact(event):
            found.update(value.entity for value in event.role("target") if value.entity)
    return frozenset(i for i in found if view.entities[i].kind is MentionKind.ORG)


def _members(group: Entity) -> Iterator[str]:
    for member in group.members:
        yield _line(f"{group.id}-{member}", "Membership", {"organization": [group.id], "member": [member]})


def _is_fact(event: Event) -> bool:
    return event.polarity is Polarity.AFFIRMED and event.certainty in _FACT


def _ties(messages: Messages, event: Event, kinds: Mapping[str, str]) -> Iterator[str]:
    """What an event ties: whoever plays its first role, to each who plays another."""
    order = [role.name for role in messages.events[event.event_type].roles] if event.event_type in messages.events else []
    told = [(role, v.entity) for role in order for v in _best(role, event.role(role)) if v.entity in kinds]
    said = _said(messages, event)
    for number, (role, other) in enumerate(told[1:]):
        first = told[0][1]
        if first is None or other is None or first == other:
            continue
        label = f"{messages.event(event.event_type)}: {messages.role(event.event_type, role)}"
        schema, properties = _fact(event, role, (first, other), kinds) or (
            "UnknownLink",
            {"subject": [first], "object": [other], "role": [label], "date": _date(event.valid_time)},
        )
        yield _line(f"{event.id}-{number}", schema, {**properties, **said})


def _best(role: str, found: Sequence[RoleValue]) -> Sequence[RoleValue]:
    """The value told best; where a role is played by several, those told as well."""
    return [v for v in found if v.support == found[0].support] if role in values.MANY else found[:1]


def _fact(event: Event, role: str, ends: tuple[str, str], kinds: Mapping[str, str]) -> tuple[str, Properties] | None:
    """The tie as a fact; None where it is none, or where FollowTheMoney has no word for it."""
    if not _is_fact(event):
        return None
    first, other = ends
    date = _date(event.valid_time)
    posted = _POSTED.get(event.event_type)
    if posted and role == "org" and kinds[first] == "Person" and kinds[other] != "Person":
        posts = [value.text for value in event.role("position")[:1]]
        if any(map(_DIRECTOR.search, posts)):
            return "Directorship", {"director": [first], "organization": [other], "role": posts, posted: date}
        return "Employment", {"employee": [first], "employer": [other], "role": posts, posted: date}
    if event.event_type == "acquisition" and role == "target" and kinds[other] == "Company":
        return "Ownership", {"owner": [first], "asset": [other], "startDate": date}
    return None


def _said(messages: Messages, event: Event) -> Properties:
    """The sentences, the articles that hold them, and how sure it is."""
    told = event.tellings[:_CITED]
    when = event.valid_time.when if event.valid_time else messages("unknown")
    return {
        "proof": [one.claim.document for one in told],
        "summary": [one.claim.evidence.quote for one in told],
        "publisher": [one.publisher or "" for one in told],
        "recordId": [event.id],
        "status": [values.certainty(messages, event).plain],
        "description": [f"{messages.event(event.event_type)} · {values.roles(messages, event)} · {when}"],
    }


def _date(time: ValidTime | None) -> list[str]:
    """As ISO 8601 has it, less exact where it has no form of it; nothing where even the year is not sure."""
    if time is None:
        return []
    if time.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        return [time.when]
    return [f"{time.start.year:04d}"] if time.start and time.end and time.start.year == time.end.year else []
