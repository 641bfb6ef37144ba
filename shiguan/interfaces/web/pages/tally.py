"""How many, by whom or when; what was left out, and why."""

from __future__ import annotations

from collections import defaultdict

from starlette.responses import Response

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.questions import QUESTIONS
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit
from shiguan.records.views import Exclusion, Tally

_EXAMPLES = 3  # of what was left out, by reason


def add_to(site: Site) -> None:
    """Add the page."""
    site.page("/tally", _tally, label="web.nav.tally", group="events")


def _tally(visit: Visit) -> Response:
    asked = {"type": visit.parameter("type") or "departure"}
    if visit.format:
        return visit.download("tally", **asked)
    answer: Tally = visit.answer("tally", **asked)
    left_out = _by_reason(visit.messages, answer)
    events = [event for row in answer.rows for event in row.events]
    told = [x.told for _, some in left_out for x in some[:_EXAMPLES]]
    return visit.page(
        "tally.html",
        answer=answer,
        asked=asked,
        left_out=left_out,
        examples=_EXAMPLES,
        question=QUESTIONS["tally"],
        documents=visit.documents(events, told),
    )


def _by_reason(messages: Messages, answer: Tally) -> list[tuple[str, list[Exclusion]]]:
    """What was left out, by reason; that something was told of twice is the least news."""
    found: dict[str, list[Exclusion]] = defaultdict(list)
    for one in answer.excluded:
        found[messages.reason(one.reason)].append(one)
    return sorted(found.items(), key=lambda f: (f[1][0].reason.startswith("already counted"), -len(f[1])))
