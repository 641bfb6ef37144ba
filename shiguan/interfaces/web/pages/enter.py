"""Where a token is asked for."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from shiguan.interfaces.web.guard import COOKIE, ENTER
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit


def add_to(site: Site) -> None:
    """Add the page."""
    site.page(ENTER, _enter, methods=("GET", "POST"))


def _enter(visit: Visit) -> Response:
    """The form; what it sends is kept by the browser, and whether it is the token is the guard's to say."""
    if visit.request.method != "POST":
        return visit.page("enter.html", 401)
    response = visit.go("/")
    shown = quote((visit.form.get("token") or [""])[0].strip(), safe="")
    response.set_cookie(COOKIE, shown, path="/", httponly=True, samesite="strict")
    return response
