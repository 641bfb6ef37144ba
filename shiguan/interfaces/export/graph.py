"""GraphML: entities and events are nodes, roles are edges from an event to who plays them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from shiguan.interfaces.export.cells import best, together
from shiguan.interfaces.export.table import Cell, legible
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.view import View
from shiguan.query.whole import entities
from shiguan.records.views import Entity, Event, RoleValue

_NODE = ("label", "node", "kind", "aliases", "when", "first_day", "last_day", "certainty", "polarity")
_NODE_END = ("quote", "file", "publisher", "published", "text")
_COUNTS = ("mentions", "sources", "tellings")
_EDGE = ("role", "said")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def graphml(messages: Messages, view: View) -> Iterator[str]:
    """The file, line by line; values that name nobody stand as text at their event."""
    yield _HEAD
    for name in (*_NODE, *_NODE_END):
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>\n'
    for name in _COUNTS:
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="int"/>\n'
    for name in _EDGE:
        yield f'<key id="{name}" for="edge" attr.name="{name}" attr.type="string"/>\n'
    yield '<key id="support" for="edge" attr.name="support" attr.type="int"/>\n'
    yield '<graph id="shiguan" edgedefault="directed">\n'
    for entity in entities(view):
        yield _entity(entity)
    for event in view.events_passing():
        yield _event(messages, event)
        yield from _edges(messages, event)
    yield "</graph>\n</graphml>\n"


def _entity(entity: Entity) -> str:
    held = {"label": entity.name, "node": "entity", "kind": str(entity.kind), "aliases": together(entity.aliases)}
    return _element("node", {"id": entity.id}, {**held, "mentions": len(entity.mentions)})


def _event(messages: Messages, event: Event) -> str:
    time, told = event.valid_time, best(event)
    nameless = [f"{role}: {v.text}" for role, found in event.roles for v in found if v.entity is None]
    held: dict[str, Cell] = {
        "label": f"{messages.event(event.event_type)} {values.roles(messages, event)}",
        "node": "event",
        "kind": event.event_type,
        "when": time.when if time else None,
        "first_day": time.start if time else None,
        "last_day": time.end if time else None,
        "certainty": str(event.certainty),
        "polarity": str(event.polarity),
        "quote": told.claim.evidence.quote,
        "file": told.file,
        "publisher": told.publisher,
        "published": told.published_at.when if told.published_at else None,
        "text": together(nameless),
        "sources": event.sources,
        "tellings": len(event.tellings),
    }
    return _element("node", {"id": event.id}, held)


def _edges(messages: Messages, event: Event) -> Iterator[str]:
    for number, (role, one) in enumerate(_named(event)):
        ends = {"id": f"{event.id}-{number}", "source": event.id, "target": str(one.entity)}
        yield _element("edge", ends, {"role": role, "said": messages.role(event.event_type, role), "support": one.support})


def _named(event: Event) -> Iterable[tuple[str, RoleValue]]:
    return ((role, one) for role, found in event.roles for one in found if one.entity)


def _element(name: str, attributes: dict[str, str], held: dict[str, Cell]) -> str:
    said = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items())
    data = "".join(f'<data key="{key}">{_text(value)}</data>' for key, value in held.items() if value is not None)
    return f"<{name}{said}>{data}</{name}>\n"


def _quoted(text: str) -> str:
    return quoteattr(legible(text))


def _text(value: Cell) -> str:
    return escape(legible(str(value)), {"\r": "&#13;"})
