"""A company, person, product or group: who comes and goes, money, places, disputes, rumours, and all that happened."""

from __future__ import annotations

from starlette.responses import Response

from shiguan.interfaces.questions import QUESTIONS
from shiguan.interfaces.show import figures
from shiguan.interfaces.show.dossier import counted
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.templating import address
from shiguan.interfaces.web.visit import Visit
from shiguan.query.dossier import Reading
from shiguan.query.glance import DISPUTES, MONEY, PRODUCTS, Glance
from shiguan.query.links import LinkKind
from shiguan.query.names import find_entity
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Event, Told

_FEW, _MANY = 24, 120  # events of each kind; more take longer than a page may take
_READINGS = 40  # figures, and places
_LATEST = 40  # events of any kind
_RELEASES, _PRICES = PRODUCTS[:2], PRODUCTS[2:]


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
    kind = glance.entity.kind
    products = {"releases": _RELEASES, "prices": _PRICES} if kind is MentionKind.PRODUCT else {"products": PRODUCTS}
    kept = {"money": MONEY, **products, "disputes": DISPUTES}
    places = [one for one in glance.readings if one.measured.rank]
    plain = [one for one in glance.readings if not one.measured.rank]
    readings = {"places": places[-_READINGS:], "figures": plain[-_READINGS:]}
    return visit.page(
        "entity.html",
        glance=glance,
        entity=glance.entity,
        person=kind is MentionKind.PERSON,
        group=kind is MentionKind.GROUP,
        members=[link.other for link in glance.linked if link.kind is LinkKind.GROUP_OF],
        sections=[(key, glance.of(types)) for key, types in kept.items() if glance.of(types)],
        readings=[(key, some) for key, some in readings.items() if some],
        latest=glance.events[-max(limit, _LATEST) :],
        figures=figures,
        counted=counted,
        question=QUESTIONS["dossier"],
        limit=limit,
        most=_MANY,
        documents=visit.documents(*_shown(glance, [one for some in readings.values() for one in some])),
    )


def _shown(glance: Glance, readings: list[Reading]) -> tuple[list[Event], list[Told]]:
    told = [side.tellings[0] for one in glance.contradictions for side in one.sides]
    told += [one.measured.told for one in readings]
    told += glance.definition.told if glance.definition else ()
    return list(glance.events), told
