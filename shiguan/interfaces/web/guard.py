"""What every request passes and every answer carries: who may ask, from where, and what a browser may load."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from shiguan.interfaces.tokens import SHOWN, Tokens

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # not no-referrer: a browser then sends our own forms with the origin "null"
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
COOKIE = "shiguan_token"
ENTER = "/enter"
API = "/api/"  # what stands there sees to its own tokens, and to who may write
# One who has no token sees what the page that asks for it needs, and no more.
_OPEN = ("/static/", API)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Refuses what does not come from here, and gives every answer its headers.

    ``hosts``: the names by which it may be called (None: any), so that no page elsewhere can have its own name lead here.
    ``tokens``: those that open it; while there are none, none is asked for. The one that was shown goes with the request.
    """

    def __init__(self, app: App, tokens: Tokens, hosts: Collection[str] | None = LOOPBACK) -> None:
        self._app = app
        self._tokens = tokens
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((n, v) for n, v in HEADERS if n not in given)]
            await send(message)

        scope.setdefault("state", {})[SHOWN] = None
        asked = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if self._hosts is not None and _host(asked.get("host", "")) not in self._hosts:
            await _refuse(headed, 421, "this server is not called so")
        elif scope["method"] not in _SAFE and not scope["path"].startswith(API) and not _from_here(asked):
            await _refuse(headed, 403, "this was sent from another site")
        elif not self._let_in(scope, asked):
            asking = {"path": ENTER, "raw_path": ENTER.encode(), "query_string": b"", "method": "GET"}
            await self._app({**scope, **asking}, receive, headed)
        else:
            await self._app(scope, receive, headed)

    def _let_in(self, scope: Scope, asked: dict[str, str]) -> bool:
        if scope["path"] == ENTER or scope["path"].startswith(_OPEN) or not self._tokens.all():
            return True
        kind, _, bearer = asked.get("authorization", "").partition(" ")
        token = self._tokens.known(bearer.strip() if kind.lower() == "bearer" else _cookie(asked.get("cookie", "")))
        scope["state"][SHOWN] = token
        return token is not None


def _host(named: str) -> str:
    """The host without its port."""
    return (urlsplit(f"//{named}").hostname or "") if named.isprintable() else ""


def _from_here(asked: dict[str, str]) -> bool:
    """Whether a form was sent by one of our own pages, or by a program that is no browser."""
    if asked.get("sec-fetch-site") not in (None, "same-origin", "none"):
        return False
    origin = asked.get("origin")
    return origin is None or urlsplit(origin).netloc == asked.get("host", "")


def _cookie(cookies: str) -> str:
    held = (part.strip().partition("=") for part in cookies.split(";"))
    return next((unquote(value) for name, _, value in held if name == COOKIE), "")


async def _refuse(send: Send, status: int, reason: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{reason}\n".encode()})
