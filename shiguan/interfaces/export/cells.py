"""Columns that several tables share, and the cells in them: times, events, and the sentence that something rests on."""

from __future__ import annotations

from collections.abc import Iterable

from shiguan.interfaces.export.table import TOGETHER, Column, Kind, Row
from shiguan.interfaces.messages import CATALOGUE, Messages
from shiguan.interfaces.show import values
from shiguan.records.claim import Claim
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, RoleValue, Told

_KINDS = {
    **dict.fromkeys(("start", "end", "sources", "outlets", "tellings", "low", "high"), Kind.WHOLE),
    **dict.fromkeys(("when_start", "when_end", "published_start", "published_end", "last"), Kind.DAY),
    "confidence": Kind.NUMBER,
}
TIME = ("when", "when_start", "when_end")
EVENT = ("event", "type", "what", *TIME, "certainty", "polarity", "sources", "outlets")
"""An event in few words."""
TOLD = ("read", "publisher", "published", "file", "document", "start", "end", "quote", "claim")
"""A telling: its words as read; where they stand in the text received, and what stands there."""


def columns(messages: Messages, *keys: str, kind: Kind | None = None) -> tuple[Column, ...]:
    """Columns by their names; each has a label in the catalogue."""
    return tuple(Column(key, label(messages, key), kind or _KINDS.get(key, Kind.TEXT)) for key in keys)


def label(messages: Messages, key: str) -> str:
    """The heading of a column."""
    return messages(f"column.{key}") if f"column.{key}" in CATALOGUE else key


def time(told: ValidTime | None) -> Row:
    """The export form, and the first and last day."""
    return (told.when, told.start, told.end) if told else (None, None, None)


def event(messages: Messages, found: Event) -> Row:
    """Of ``EVENT``."""
    return (found.id, messages.event(found.event_type), values.roles(messages, found), *sure(messages, found))


def sure(messages: Messages, found: Event) -> Row:
    """Of ``EVENT`` from the time on."""
    return (*time(found.valid_time), *stance(messages, found), found.sources, found.outlets)


def stance(messages: Messages, said: Event | Claim) -> Row:
    """How sure it is, and whether it is said to be so."""
    return messages(f"certainty.{said.certainty}"), messages(f"export.{said.polarity}")


def told(one: Told | None) -> Row:
    """Of ``TOLD``; nothing where there is none."""
    if one is None:
        return (None,) * len(TOLD)
    published = one.published_at.when if one.published_at else None
    where = (one.publisher, published, one.file, one.claim.document, one.start, one.end)
    return (one.claim.evidence.quote, *where, one.quote, one.claim.id)


def best(found: Event) -> Told:
    """The telling to cite for an event."""
    return values.telling(found, [name for name, _ in found.roles])


def names(said: Iterable[RoleValue]) -> str | None:
    """The texts of values, each once."""
    return together(value.text for value in said)


def together(texts: Iterable[str]) -> str | None:
    """Several texts in one cell, each once; an empty cell for none."""
    return TOGETHER.join(dict.fromkeys(text for text in texts if text)) or None
