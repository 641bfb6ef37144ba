"""Sentences as pages show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import sheet, values
from shiguan.query.names import fold
from shiguan.query.search import Found
from shiguan.records.document import Document
from shiguan.records.views import Event, RoleValue, Told


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in three parts, the middle one claimed; where it is from, and the claim and the document to look it up by."""

    before: str
    quote: str
    after: str
    source: str
    claim: str
    document: str


def marked(told: Told, documents: Mapping[str, Document]) -> Sentence:
    """The sentence that a telling stands in."""
    cite = sheet.cite(told, documents)
    at = cite.sentence.find(cite.quote)
    before, quote, after = ("", cite.quote, "")
    if at >= 0:
        before, after = cite.sentence[:at], cite.sentence[at + len(cite.quote) :]
    return Sentence(before, quote, after, cite.source, told.claim.id, told.claim.document)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that was searched for: ``parts`` of it, each with whether it is what was found; and what it tells."""

    parts: tuple[tuple[str, bool], ...]
    source: str
    document: str
    tellings: tuple[Told, ...]


def found(passage: Found, text: str) -> Passage:
    """A passage as shown; what is found in the other script is found all the same, and marked where it can be seen."""
    hit = passage.hit
    words = sorted({w for given in (text, fold(text)) for w in given.split()}, key=len, reverse=True)
    split = re.split(f"({'|'.join(map(re.escape, words))})", sheet.clean(hit.text), flags=re.IGNORECASE)
    when = hit.published_at.when if hit.published_at else None
    source = " · ".join(part for part in (hit.publisher, when, hit.file) if part)
    return Passage(tuple((part, n % 2 == 1) for n, part in enumerate(split) if part), source, hit.document, passage.tellings)


def best_first(event: Event) -> tuple[Told, ...]:
    """An event's tellings, the one to cite for it first."""
    first = values.telling(event, [name for name, _ in event.roles])
    return (first, *(t for t in event.tellings if t is not first))


def roles(messages: Messages, event: Event) -> list[tuple[str, tuple[RoleValue, ...]]]:
    """Each role's label and its best told values, in the order of the event type."""
    told = dict(values.read_right(messages, event).roles)
    order = [r.name for r in messages.events[event.event_type].roles if r.name in told] or list(told)
    return [(messages.role(event.event_type, name), values.together(name, told[name])) for name in order]
