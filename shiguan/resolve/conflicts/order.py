"""Times that cannot be in the order told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from shiguan.records.claim import Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Told
from shiguan.resolve.conflicts.grounds import Ground, ground, here
from shiguan.resolve.conflicts.records import Cause, Conflict, ConflictKind, Known, Severity
from shiguan.resolve.conflicts.sides import FIRM, Said, affirmed, conflict, first_player, players, side
from shiguan.resolve.conflicts.within import DATED, subject

_AFTERWARDS = re.compile(r"随后|此后|之后|其后|紧接着|而后|继而")
_FOUNDED = re.compile(r"创[立办建](?![人者])|成立|founded", re.I)
_BETWEEN = 60  # characters that may stand between two deeds told one after the other
_THIS_YEAR = re.compile(r"今年|本年")
# The first cannot come after the second, of one subject: role of each, by type.
_BEFORE = (
    ("founding", "org", "funding", "org"),
    ("founding", "org", "departure", "org"),
    ("product_release", "product", "product_shutdown", "product"),
)


def sequences(known: Known) -> Iterator[Conflict]:
    """Two deeds told one after the other as such, with times the other way round."""
    by_document: dict[str, list[Said]] = defaultdict(list)
    for event in known.events:
        for told in affirmed(event) if event.event_type in DATED else ():
            if told.claim.valid_time:
                by_document[told.claim.document].append(Said(told.claim.valid_time.when, event, told))
    for document, said in sorted(by_document.items()):
        ordered = sorted(said, key=lambda s: (s.told.claim.evidence.span, s.told.claim.id))
        other_way = [(first, second) for first, second in pairwise(ordered) if _earlier(_time(second), _time(first))]
        page = known.document(document) if other_way else None  # of few documents is the text needed
        for first, second in other_way if page else ():
            start, end = first.told.claim.evidence.span.end, second.told.claim.evidence.span.end
            between = page.text[start : max(start, second.told.claim.evidence.span.start)] if page else ""
            if _follows(between, page.text[start:end] if page else ""):
                found = [side([first]), side([second])]
                yield conflict(ConflictKind.ORDER, Severity.CONTRADICTION, subject(second.event, known), found, Cause.SEQUENCE)


def _follows(between: str, onwards: str) -> bool:
    """Whether the second deed is told as following: a word for it stands first after the one before, in its own sentence."""
    return leads_on(onwards) and len(between) <= _BETWEEN and not re.search(r"[。！？\n]", between.lstrip("，,。；; \n"))


def leads_on(onwards: str) -> bool:
    """Whether a text goes on with a word for what came next."""
    return bool(_AFTERWARDS.match(onwards.lstrip("，,。；; \n")))


def _time(said: Said) -> ValidTime | None:
    return said.told.claim.valid_time


def _earlier(left: ValidTime | None, right: ValidTime | None) -> bool:
    return bool(left and right and (left.end or date.max) < (right.start or date.min))


def impossible(known: Known) -> Iterator[Conflict]:
    """What a thing cannot do before it begins, told to come before that."""
    for before, role, after, other in _BEFORE:
        begun: dict[str, list[Event]] = defaultdict(list)
        for event in known.of(before):
            for entity in players(event, known, role)[:1]:
                begun[entity.id].append(event)
        too_early: dict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in known.of(after):
            for entity in players(event, known, other)[:1]:
                for first in begun[entity.id]:
                    if _cannot_be(first, event):
                        too_early[entity.id, first.id].append(event)
        for (entity_id, first_id), events in sorted(too_early.items()):
            first = next(e for e in begun[entity_id] if e.id == first_id)
            found = [side([_said(e, t) for t in affirmed(e)]) for e in (first, *events)]
            yield conflict(ConflictKind.ORDER, Severity.TENSION, known.entities.get(entity_id), found, Cause.SEQUENCE)


def _cannot_be(first: Event, then: Event) -> bool:
    """Whether both are told as facts, of one organisation where both name one, the second before the first began."""
    if not (first.polarity is then.polarity is Polarity.AFFIRMED and {first.certainty, then.certainty} <= FIRM):
        return False
    if first.event_type == "founding" and not any(_dated_there(t) for t in affirmed(first)):
        return False
    mine, yours = ({v.entity or v.text for v in e.role("org")} for e in (first, then))
    return mine == yours and _earlier(then.valid_time, first.valid_time)


def _dated_there(told: Told) -> bool:
    """Whether the sentence that says it was founded says when: of an 创始人 something else is dated."""
    time, quote = told.claim.valid_time, told.claim.evidence.quote
    return bool(time and time.expression and time.expression in quote and _FOUNDED.search(quote))


def _said(event: Event, told: Told) -> Said:
    return Said(f"{event.event_type} {event.valid_time.when if event.valid_time else ''}".strip(), event, told)


def stale(known: Known) -> Iterator[Conflict]:
    """A sentence that says this year of a time in another year than it was published."""
    for event in known.events:
        for told in event.tellings:
            time, published = told.claim.valid_time, told.published_at
            if time and published and _is_stale(told):
                value = f"{time.expression} = {time.when} · {published.when}"
                yield conflict(
                    ConflictKind.ORDER, Severity.TENSION, subject(event, known), [side([Said(value, event, told)])], Cause.STALE
                )


def _is_stale(told: Told) -> bool:
    time, published = told.claim.valid_time, told.published_at
    if not time or not published or not published.start or not time.start or not _THIS_YEAR.search(time.expression):
        return False
    return time.start.year != published.start.year


def grounds(event: Event) -> Iterator[Ground]:
    """Where the rules above look, but for documents: what cannot come before another thing; what is stale by itself."""
    if any(map(_is_stale, event.tellings)):
        yield here()
    if event.polarity is not Polarity.AFFIRMED or event.certainty not in FIRM or event.valid_time is None:
        return
    begins = event.event_type != "founding" or any(map(_dated_there, affirmed(event)))
    for before, role, after, other in _BEFORE:
        first = first_player(event, role) if event.event_type == before and begins else None
        then = first_player(event, other) if event.event_type == after else None
        yield from (ground("order", role, whose, said=what) for what, whose in (("first", first), ("then", then)) if whose)


def may_lead_on(told: Told, text: str) -> bool:
    """Whether another deed may be told as following this one; ``text``: of its document."""
    dated = told.claim.event_type in DATED and told.claim.polarity is Polarity.AFFIRMED and told.claim.valid_time is not None
    end = told.claim.evidence.span.end
    return dated and leads_on(text[end : end + _BETWEEN])
