"""Whom the words typed so far may mean: names alone, for the search box."""

from __future__ import annotations

from starlette.responses import Response

from shiguan.errors import NotFoundError
from shiguan.interfaces import render
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.templating import harmless
from shiguan.interfaces.web.visit import Visit

_NAMES = 8
_LONGEST = 60  # characters; no name is longer


def add_to(site: Site) -> None:
    """Add the address."""
    site.page("/suggest", _suggest)


def _suggest(visit: Visit) -> Response:
    text = visit.parameter("q")
    try:
        found = visit.shiguan.like(text, _NAMES) if len(text) <= _LONGEST else ()
    except NotFoundError:  # nothing is on record yet
        found = ()
    names = [{"id": one.id, "name": harmless(one.name), "kind": one.kind} for one in found]
    return Response(render.dumps(names) + "\n", media_type="application/json", headers={"Cache-Control": "private, max-age=60"})
