"""Search: who is called so, and the sentences that say it."""

from __future__ import annotations

from starlette.responses import Response

from shiguan.interfaces.web.cites import found
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit

_NAMES = 8
_FEW, _MANY = 20, 100


def add_to(site: Site) -> None:
    """Add the page."""
    site.page("/search", _search, label="web.nav.search", group="texts")


def _search(visit: Visit) -> Response:
    text = visit.parameter("q")
    if not text:
        return visit.page("search.html", text="", names=(), passages=(), limit=_FEW, most=_MANY)
    limit = min(visit.number("limit") or _FEW, _MANY)
    if visit.format:
        return visit.download("search", text=text, limit=limit)
    passages = visit.answer("search", text=text, limit=limit)
    names = visit.shiguan.like(text, _NAMES)
    shown = [found(passage, text) for passage in passages]
    return visit.page("search.html", text=text, names=names, passages=shown, limit=limit, most=_MANY)
