"""What became of rumours, forecasts and plans; where tellings disagree; and the record of those who tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.responses import Response

from shiguan.interfaces.desk import Desk
from shiguan.interfaces.questions import QUESTIONS
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit
from shiguan.query.forecasts import Mark
from shiguan.records.views import Told
from shiguan.resolve.conflicts import ConflictKind, Severity
from shiguan.resolve.fates import Fate

_FEW = 50
_EXAMPLES = 10  # events of one outlet, of one kind


@dataclass(frozen=True, slots=True)
class _Page:
    """The page of a question: which rows of its answer are shown, a few at first, and the tellings cited in a row.

    ``latest``: no more than is shown is asked for, and the latest is shown first. ``besides`` is what else its template needs.
    """

    question: str
    rows: Callable[[Any], Sequence[Any]]
    told: Callable[[Any], Iterable[Told]]
    besides: Mapping[str, object]
    latest: bool = False


_PAGES = (
    _Page("rumours", lambda a: a.rumours, lambda one: (step.told for step in one.steps), {"fates": tuple(Fate)}, latest=True),
    _Page(
        "conflicts",
        lambda a: a.conflicts,
        lambda one: (side.tellings[0] for side in one.sides),
        {"severities": tuple(Severity), "kinds": tuple(ConflictKind)},
    ),
    _Page("forecasts", lambda a: a.foreseen, lambda one: (one.said, *one.evidence), {"marks": tuple(Mark)}, latest=True),
    _Page("outlets", lambda a: a.shared, lambda one: one.event.tellings[:1], {"examples": _EXAMPLES}),
)


def add_to(site: Site) -> None:
    """Add the pages; each looks through the whole record where no name is given."""
    for page in _PAGES:
        site.page(f"/{page.question}", partial(_shown, page), label=f"web.nav.{page.question}", group="doubt", of=Desk.alone)


def _shown(page: _Page, visit: Visit) -> Response:
    if visit.format:
        return visit.download(page.question)
    few = visit.number("shown") or _FEW
    answer = visit.answer(page.question, limit=few) if page.latest else visit.answer(page.question)
    shown = page.rows(answer)[::-1] if page.latest else page.rows(answer)[:few]
    return visit.page(
        f"{page.question}.html",
        answer=answer,
        shown=shown,
        few=_FEW,
        question=QUESTIONS[page.question],
        documents=visit.documents((), (told for one in shown for told in page.told(one))),
        **page.besides,
    )
