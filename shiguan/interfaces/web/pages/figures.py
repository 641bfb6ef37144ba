"""Where people went, who ranks where, the money of a name, and names side by side."""

from __future__ import annotations

from starlette.responses import Response

from shiguan.interfaces.desk import Desk
from shiguan.interfaces.questions import QUESTIONS
from shiguan.interfaces.show import companies, figures, money, sheet
from shiguan.interfaces.show.dossier import counted
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit
from shiguan.query.compare import Comparison
from shiguan.query.flows import Flows
from shiguan.query.league import League

_FEW = 100
_EXAMPLES = 3


def add_to(site: Site) -> None:
    """Add the pages."""
    site.page("/flows", _flows, label="web.nav.flows", group="events", of=Desk.alone)
    site.page("/league", _league, label="web.nav.league", group="standing", of=Desk.alone)
    site.page("/money", _money, label="web.nav.money", group="standing")
    site.page("/compare", _compare, label="web.nav.compare", group="standing")


def _flows(visit: Visit) -> Response:
    if visit.format:
        return visit.download("flows")
    answer: Flows = visit.answer("flows")
    limit = visit.number("shown") or _FEW
    shown = answer.flows[:limit]
    return visit.page(
        "flows.html",
        answer=answer,
        shown=shown,
        links=answer.links[:limit],
        nodes={node.id: node for node in answer.nodes},
        few=_FEW,
        examples=_EXAMPLES,
        question=QUESTIONS["flows"],
        documents=visit.documents((*answer.nameless[:_EXAMPLES], *(event for one in shown for event in one.events))),
    )


def _league(visit: Visit) -> Response:
    if visit.format:
        return visit.download("league")
    answer: League = visit.answer("league")
    told = [told for table in answer.tables for row in table.rows for told in row.told[:1]]
    return visit.page(
        "league.html",
        answer=answer,
        figures=figures,
        counted=counted,
        flags=companies.flags,
        examples=_EXAMPLES,
        question=QUESTIONS["league"],
        documents=visit.documents((), (*told, *(one.told for one in answer.excluded[:_EXAMPLES]))),
    )


def _money(visit: Visit) -> Response:
    question = QUESTIONS["money"]
    if not visit.parameter("name"):
        return visit.page("money.html", question=question, made=None, entity=None, certainty_text=sheet.certainty_text)
    if visit.format:
        return visit.download("money")
    answer = visit.answer("money")
    dated = (*answer.rounds, *answer.valuations, *answer.figures, *answer.deals)
    documents = visit.documents((one.event for one in dated), (one.told for one in answer.totals))
    made = money.money(visit.messages, answer, documents)
    chart = visit.chart("money", answer)
    return visit.page(
        "money.html", question=question, made=made, entity=answer.entity, certainty_text=sheet.certainty_text, chart=chart
    )


def _compare(visit: Visit) -> Response:
    question = QUESTIONS["compare"]
    if not visit.parameter("names"):
        return visit.page("compare.html", question=question, answer=None, figures=figures, examples=_EXAMPLES, documents={})
    if visit.format:
        return visit.download("compare")
    answer: Comparison = visit.answer("compare")
    events = (event for line in answer.lines for cell in line.cells for event in cell.events)
    return visit.page(
        "compare.html",
        question=question,
        answer=answer,
        figures=figures,
        examples=_EXAMPLES,
        documents=visit.documents(events, (one.told for one in answer.excluded[:_EXAMPLES])),
    )
