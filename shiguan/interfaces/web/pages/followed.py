"""What became of rumours, forecasts and plans; where tellings disagree; and the record of those who tell."""

from __future__ import annotations

from starlette.responses import Response

from shiguan.interfaces.desk import Desk
from shiguan.interfaces.questions import QUESTIONS
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit
from shiguan.query.conflicts import Conflicts
from shiguan.query.forecasts import Forecasts, Mark
from shiguan.query.outlets import Outlets
from shiguan.query.rumours import Rumours
from shiguan.resolve.conflicts import ConflictKind, Severity
from shiguan.resolve.fates import Fate

_FEW = 50
_EXAMPLES = 10  # events of one outlet, of one kind


def add_to(site: Site) -> None:
    """Add the pages; each looks through the whole record where no name is given."""
    site.page("/rumours", _rumours, label="web.nav.rumours", group="doubt", of=Desk.alone)
    site.page("/conflicts", _conflicts, label="web.nav.conflicts", group="doubt", of=Desk.alone)
    site.page("/forecasts", _forecasts, label="web.nav.forecasts", group="doubt", of=Desk.alone)
    site.page("/outlets", _outlets, label="web.nav.outlets", group="doubt", of=Desk.alone)


def _limit(visit: Visit) -> int:
    return visit.number("shown") or _FEW


def _rumours(visit: Visit) -> Response:
    if visit.format:
        return visit.download("rumours")
    answer: Rumours = visit.answer("rumours")
    shown = answer.rumours[: _limit(visit)]
    return visit.page(
        "rumours.html",
        answer=answer,
        shown=shown,
        fates=tuple(Fate),
        few=_FEW,
        question=QUESTIONS["rumours"],
        documents=visit.documents((), (step.told for one in shown for step in one.steps)),
    )


def _forecasts(visit: Visit) -> Response:
    if visit.format:
        return visit.download("forecasts")
    answer: Forecasts = visit.answer("forecasts")
    shown = answer.foreseen[: _limit(visit)]
    return visit.page(
        "forecasts.html",
        answer=answer,
        shown=shown,
        marks=tuple(Mark),
        few=_FEW,
        question=QUESTIONS["forecasts"],
        documents=visit.documents((), (told for one in shown for told in (one.said, *one.evidence))),
    )


def _conflicts(visit: Visit) -> Response:
    if visit.format:
        return visit.download("conflicts")
    answer: Conflicts = visit.answer("conflicts")
    shown = answer.conflicts[: _limit(visit)]
    return visit.page(
        "conflicts.html",
        answer=answer,
        shown=shown,
        severities=tuple(Severity),
        kinds=tuple(ConflictKind),
        few=_FEW,
        question=QUESTIONS["conflicts"],
        documents=visit.documents((), (side.tellings[0] for one in shown for side in one.sides)),
    )


def _outlets(visit: Visit) -> Response:
    if visit.format:
        return visit.download("outlets")
    answer: Outlets = visit.answer("outlets")
    shared = answer.shared[: _limit(visit)]
    return visit.page(
        "outlets.html",
        answer=answer,
        shared=shared,
        examples=_EXAMPLES,
        few=_FEW,
        question=QUESTIONS["outlets"],
        documents=visit.documents((), (one.event.tellings[0] for one in shared)),
    )
