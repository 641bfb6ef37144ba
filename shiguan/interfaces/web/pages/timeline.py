"""What happened to somebody or something, in order."""

from __future__ import annotations

from starlette.responses import Response

from shiguan.interfaces.questions import QUESTIONS
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit

_FEW, _MANY = 100, 1000


def add_to(site: Site) -> None:
    """Add the page."""
    site.page("/timeline", _timeline, label="web.nav.timeline", group="events")


def _timeline(visit: Visit) -> Response:
    question = QUESTIONS["timeline"]
    name = visit.parameter("name")
    if not name:
        return visit.page("timeline.html", question=question, name="", answer=None, documents={}, limit=_FEW, most=_MANY)
    limit = min(visit.number("limit") or _FEW, _MANY)
    if visit.format:
        return visit.download("timeline", limit=limit)
    answer = visit.answer("timeline", limit=limit)
    documents = visit.documents(answer.events)
    return visit.page("timeline.html", question=question, name=name, answer=answer, documents=documents, limit=limit, most=_MANY)
