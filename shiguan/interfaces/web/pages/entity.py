"""A company, person, product or group: who comes and goes, the money, the disputes, the rumours, and all that happened."""

from __future__ import annotations

from starlette.responses import Response

from shiguan.interfaces.questions import QUESTIONS
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.templating import address
from shiguan.interfaces.web.visit import Visit
from shiguan.query.glance import Glance
from shiguan.query.names import find_entity
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Event, Told

_FEW, _MANY = 80, 400  # events; more take longer than a page may take
MONEY = ("funding", "valuation", "acquisition", "listing", "bid_wins")
PRODUCTS = ("product_release", "product_shutdown", "price_change")
DISPUTES = ("lawsuit",)


def add_to(site: Site) -> None:
    """Add the page, and the way to it by name."""
    site.page("/entity", _by_name)
    site.page("/entity/{id}", _entity)


def _by_name(visit: Visit) -> Response:
    found = find_entity(visit.shiguan.view(), visit.parameter("name"))
    return visit.go(address(f"/entity/{found.id}"))


def _entity(visit: Visit) -> Response:
    name = str(visit.request.path_params["id"])
    if visit.format:
        return visit.download("dossier", name=name)
    limit = min(visit.number("limit") or _FEW, _MANY)
    glance = visit.shiguan.glance(name, limit, **visit.scope)
    kept = {"money": MONEY, "products": PRODUCTS, "disputes": DISPUTES}
    return visit.page(
        "entity.html",
        glance=glance,
        entity=glance.entity,
        person=glance.entity.kind is MentionKind.PERSON,
        sections=[(key, glance.of(types)) for key, types in kept.items() if glance.of(types)],
        question=QUESTIONS["dossier"],
        limit=limit,
        most=_MANY,
        documents=visit.documents(*_shown(glance)),
    )


def _shown(glance: Glance) -> tuple[list[Event], list[Told]]:
    told = [side.tellings[0] for one in glance.contradictions for side in one.sides]
    return list(glance.events), told
