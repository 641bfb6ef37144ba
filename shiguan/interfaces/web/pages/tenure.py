"""How long people stay in post, by organisation."""

from __future__ import annotations

from starlette.responses import Response

from shiguan.interfaces.desk import Desk
from shiguan.interfaces.questions import QUESTIONS
from shiguan.interfaces.show import lifelines
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit
from shiguan.query.tenure import Tenure

_FEW = 20  # organisations
_PEOPLE = 40  # of one organisation
_EXAMPLES = 10


def add_to(site: Site) -> None:
    """Add the page; it looks through the whole record where no group is given."""
    site.page("/tenure", _tenure, label="web.nav.tenure", group="events", of=Desk.alone)


def _tenure(visit: Visit) -> Response:
    if visit.format:
        return visit.download("tenure")
    answer: Tenure = visit.answer("tenure")
    orgs = [org for org in answer.orgs if org.org and org.lives]
    shown = orgs[: visit.number("shown") or _FEW]
    undated = answer.together.undated[:_EXAMPLES]
    events = [e for org in shown for life in org.lives[:_PEOPLE] for e in (*life.began, *life.left)]
    return visit.page(
        "tenure.html",
        answer=answer,
        orgs=orgs,
        shown=shown,
        undated=undated,
        few=_FEW,
        people=_PEOPLE,
        median=lifelines.median,
        curve=lifelines.curve(answer.together) if answer.together.ended else (),
        question=QUESTIONS["tenure"],
        documents=visit.documents((*events, *(e for one in undated for e in one.events[:1]))),
    )
