"""TimelineJS: what happened to a name, each event a slide with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

from shiguan.interfaces.export.cells import best
from shiguan.interfaces.export.table import legible
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.render import dumps
from shiguan.interfaces.show import values
from shiguan.query.timeline import Timeline
from shiguan.records.time import Precision, ValidTime
from shiguan.records.views import Event


def storyline(messages: Messages, answer: Timeline) -> Iterator[str]:
    """One JSON object. TimelineJS reads texts as HTML: all are escaped. Where no beginning is told, there is no slide."""
    dated = [(one, one.valid_time) for one in answer.events if one.valid_time and one.valid_time.start]
    undated = len(answer.events) - len(dated)
    said = messages("export.undated", count=undated) if undated else ""
    title = messages("timeline.title", name=answer.name, count=len(answer.events) + answer.earlier)
    slides = [_slide(messages, one, time) for one, time in dated]
    yield dumps({"title": {"text": {"headline": _html(title), "text": _html(said)}}, "events": slides}) + "\n"


def _slide(messages: Messages, event: Event, time: ValidTime) -> dict[str, Any]:
    told = best(event)
    source = " · ".join(part for part in (told.publisher, told.published_at.when if told.published_at else None, told.file) if part)
    sure = values.certainty(messages, event).plain
    text = f"<p>{_html(sure)}</p><blockquote>{_html(told.claim.evidence.quote)}</blockquote><p>{_html(source)}</p>"
    made: dict[str, Any] = {
        "unique_id": event.id,
        "display_date": time.when,
        "group": messages.event(event.event_type),
        "text": {"headline": _html(f"{messages.event(event.event_type)} {values.roles(messages, event)}"), "text": text},
    }
    if time.start:
        made["start_date"] = _day(time.start, time.precision)
    if time.end and time.precision in (Precision.RANGE, Precision.QUARTER, Precision.HALF):
        made["end_date"] = _day(time.end, time.precision)
    return made


def _day(day: date, precision: Precision) -> dict[str, int]:
    """No more exact than it is told."""
    if precision is Precision.YEAR:
        return {"year": day.year}
    if precision in (Precision.MONTH, Precision.QUARTER, Precision.HALF):
        return {"year": day.year, "month": day.month}
    return {"year": day.year, "month": day.month, "day": day.day}


def _html(text: str) -> str:
    return escape(legible(text))
