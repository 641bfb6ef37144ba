"""Who may ask, how often, and how much they may send; before anything else is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shiguan.errors import LedgerError
from shiguan.interfaces.api import problems
from shiguan.interfaces.api.limits import Limiter, Rate
from shiguan.interfaces.api.problems import Kind, ProblemError
from shiguan.interfaces.tokens import SHOWN, Token, Tokens, is_loopback
from shiguan.interfaces.tokens import Scope as May

MOST_BYTES = 5_000_000
_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN = ("/health", "/docs", "/openapi.json")  # nothing of the record is in them
_ASKS_BY_POST = ("/check",)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_CLOSED = "default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Access:
    """Whose tokens open the door, how often one may ask, and how many bytes one may send."""

    tokens: Tokens
    rate: Rate = field(default_factory=Rate)
    most_bytes: int = MOST_BYTES


class Guard:
    """Lets through who may ask.

    From this machine to this machine no token is needed while there is none; then what is asked for by other pages open in
    the same browser is refused, as is what came by way of a proxy. Everybody else shows a token.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access
        self._limiter = Limiter(access.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answering(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", _CLOSED)
            await send(message)

        connection = HTTPConnection(scope)
        try:
            scope.setdefault("state", {})[SHOWN] = self._let_in(connection)
            body = await self._whole_body(connection, receive)
        except ProblemError as problem:
            await problems.response(connection, problem.kind, str(problem), problem.headers)(scope, receive, answering)
            return
        await self._app(scope, body, answering)

    def _let_in(self, connection: HTTPConnection) -> Token | None:
        """The token that was shown, None where none is needed; ProblemError unless they may ask this, now."""
        shown = _shown(connection)
        try:
            token = self._access.tokens.known(shown) if shown else None
            any_token = bool(self._access.tokens.all())
        except LedgerError as error:
            raise ProblemError(Kind.UNUSABLE, str(error)) from error
        seconds = self._limiter.wait(f"token {token.name}" if token else f"address {_client(connection)}")
        if seconds:
            raise ProblemError(Kind.TOO_MANY, f"too many requests; ask again in {seconds} s", {"Retry-After": str(seconds)})
        if _path(connection) in _OPEN:
            return token
        if shown or any_token or not _from_here(connection):
            _holds(token, _needed(connection))
        elif connection.scope["method"] not in _SAFE:
            _same_origin(connection)
        return token

    async def _whole_body(self, connection: HTTPConnection, receive: Receive) -> Receive:
        """What is sent, all of it, to be received again; ProblemError where it is too much."""
        most = self._access.most_bytes
        told = connection.headers.get("content-length", "")
        if told.isdecimal() and int(told[:20]) > most:
            raise _too_large(most)
        chunks: list[bytes] = []
        size, more = 0, connection.scope["method"] not in ("GET", "HEAD")
        while more:
            message = await receive()
            if message["type"] != "http.request":
                break
            size += len(message.get("body", b""))
            if size > most:
                raise _too_large(most)
            chunks.append(message.get("body", b""))
            more = message.get("more_body", False)
        body = b"".join(chunks)
        given = False

        async def again() -> Message:
            nonlocal given
            if given or connection.scope["method"] in ("GET", "HEAD"):
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        return again


def _too_large(most: int) -> ProblemError:
    return ProblemError(Kind.TOO_LARGE, f"more than {most} bytes", {"Connection": "close"})


def _shown(connection: HTTPConnection) -> str | None:
    """The token shown; None where none is."""
    scheme, _, shown = connection.headers.get("authorization", "").partition(" ")
    return shown.strip() or None if scheme.lower() == "bearer" else None


def _holds(token: Token | None, needed: May) -> None:
    if token is None:
        raise ProblemError(Kind.NO_TOKEN, "this needs a token; show it as Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})
    if not token.scope.covers(needed):
        challenge = f'Bearer error="insufficient_scope", scope="{needed}"'
        raise ProblemError(Kind.FORBIDDEN, f"this needs a token to {needed}", {"WWW-Authenticate": challenge})


def _needed(connection: HTTPConnection) -> May:
    writes = connection.scope["method"] not in _SAFE and _path(connection) not in _ASKS_BY_POST
    return May.WRITE if writes else May.READ


def _path(connection: HTTPConnection) -> str:
    """The address below the one that the door is mounted at."""
    path: str = connection.scope["path"]
    return path.removeprefix(connection.scope.get("root_path", ""))


def _client(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else "unknown"


def _from_here(connection: HTTPConnection) -> bool:
    """Whether it was sent on this machine, to an address of this machine alone, by that address's own name.

    A page elsewhere can have its own name lead to 127.0.0.1: the name in Host is not this machine's then.
    """
    server = connection.scope.get("server") or ("",)
    forwarded = any(name in connection.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip"))
    named = _hostname(f"//{connection.headers.get('host', '')}")
    return not forwarded and all(map(is_loopback, (_client(connection), server[0], named)))


def _same_origin(connection: HTTPConnection) -> None:
    """A page of another site can have the browser send a form or a text here; it cannot help saying where it is from."""
    origin = connection.headers.get("origin")
    site = connection.headers.get("sec-fetch-site", "none")
    foreign = origin is not None and origin.lower().rpartition("//")[2] != connection.headers.get("host", "").lower()
    if foreign or site not in ("none", "same-origin"):
        raise ProblemError(Kind.FORBIDDEN, "a page of another site may not write here")


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
