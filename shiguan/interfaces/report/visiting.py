"""The site, visited within this process: its pages as it would send them to a browser."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import UTC
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from starlette.routing import Route

from shiguan.errors import ShiguanError
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.report.addresses import Address
from shiguan.interfaces.report.answers import Answers
from shiguan.interfaces.tokens import Scope, Token
from shiguan.interfaces.web.pages import PAGES
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.templating import ZONE

_READER = Token("report", Scope.READ, "", "")  # by which pages show no forms to act with
_FOUND, _ON, _FAILED = 200, (301, 302, 303, 307, 308), 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page comes to. ``body`` is empty where there is none; ``leads`` is where it sends one on to."""

    body: bytes = b""
    leads: Address | None = None


class Visitor:
    """Asks the site on a desk for pages, one at a time; a context manager.

    ``as_of``: the day that all pages are of (None: today). It may read only. Pages that are there to send something, which only a
    server can do anything with, are not in the navigation, nor are those at the paths ``without``.
    """

    def __init__(self, desk: Desk, as_of: str | None = None, without: frozenset[str] = frozenset()) -> None:
        self.site = Site(desk, Answers())
        for page in PAGES:
            page.add_to(self.site)
        routes = [route for route in self.site.app.router.routes if isinstance(route, Route)]
        sent_to = {route.path.split("/")[1] for route in routes if "POST" in (route.methods or ())}
        kept = [place for place in self.site.places if place.path not in without]
        self.site.places = [place for place in kept if place.path.split("/")[1] not in sent_to]
        self._as_of = as_of
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._runner.close()

    def page(self, address: Address, language: str, **more: str) -> Answer:
        """The page in the language; ``more`` is asked besides. ShiguanError where the site fails."""
        status, headers, body = self._runner.run(self._asked(address.asking(**more), language))
        if status >= _FAILED:
            raise ShiguanError(f"the page {address.path} could not be made")
        if status in _ON:
            return Answer(leads=Address.of(headers.get(b"location", b"").decode("latin-1")))
        return Answer(body if status == _FOUND else b"")

    async def _asked(self, address: Address, language: str) -> tuple[int, dict[bytes, bytes], bytes]:
        ZONE.set(UTC)  # the same record makes the same pages, wherever that is
        query = Address("", (*address.asked, ("lang", language), *((("as_of", self._as_of),) if self._as_of else ()))).query
        scope: MutableMapping[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": address.path,
            "raw_path": quote(address.path).encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(b"host", b"localhost")],
            "client": None,
            "server": ("localhost", 80),
            "state": {"token": _READER},
        }
        started: dict[str, Any] = {}
        body = bytearray()

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
            else:
                body.extend(message.get("body", b""))

        await self.site.app(scope, receive, send)
        return started["status"], dict(started["headers"]), bytes(body)
