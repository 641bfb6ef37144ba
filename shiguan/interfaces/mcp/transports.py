"""How an assistant reaches the server: over the standard streams of this process, or over HTTP."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shiguan.errors import InputError

if TYPE_CHECKING:
    from mcp.server import Server
    from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/mcp"
_SHORTEST = 16  # characters of a token: what nobody guesses
_GRACE_SECONDS = 2  # how long an answer on its way may take once the server is told to end


@dataclass(frozen=True, slots=True)
class Place:
    """Where HTTP is spoken; ``port`` 0 is any free one. ``token``: what whoever asks must carry; None: nothing."""

    port: int
    host: str = "127.0.0.1"
    token: str | None = None

    def __post_init__(self) -> None:
        if not self.token and not _is_loopback(self.host):
            raise InputError(f"{self.host} can be reached from other machines: give a token with --token-file")


def token_of(path: Path) -> str:
    """The token in a file, its only line; InputError where there is none or it can be guessed."""
    try:
        token = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    if len(token) < _SHORTEST or not token.isprintable() or " " in token:
        raise InputError(f"{path}: a token is one word of {_SHORTEST} characters or more")
    return token


def over_streams(server: Server[Any]) -> None:
    """Serve one assistant over standard input and output, until it closes them. Nothing else is written there meanwhile."""
    from mcp.server.stdio import stdio_server

    async def serve() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    asyncio.run(serve())


def over_http(server: Server[Any], place: Place, ready: Callable[[str], None]) -> None:
    """Serve any number of assistants until the process is told to end; ``ready`` is told the address.

    InputError where the port cannot be had.
    """
    import uvicorn

    try:
        family, *_, address = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address[:2], family=family)
    except (OSError, OverflowError) as error:
        raise InputError(f"cannot listen at {place.host}:{place.port}: {error}") from error
    with listening:
        port = listening.getsockname()[1]
        host = f"[{place.host}]" if ":" in place.host else place.host
        app = _app(server, place, host)
        config = uvicorn.Config(app, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=_GRACE_SECONDS)
        ready(f"http://{host}:{port}{PATH}")
        uvicorn.Server(config).run(sockets=[listening])


def _app(server: Server[Any], place: Place, host: str) -> ASGIApp:
    """The server as a web application. On loopback only pages of this machine may ask: no other's name is taken for its own."""
    from mcp.server.transport_security import TransportSecuritySettings

    here = {host, "localhost", "127.0.0.1"} if _is_loopback(place.host) else set()
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=bool(here),
        allowed_hosts=[f"{name}:*" for name in here],
        allowed_origins=[f"http://{name}:*" for name in here],
    )
    app = server.streamable_http_app(streamable_http_path=PATH, transport_security=security)
    return _Guarded(app, place.token) if place.token else app


class _Guarded:
    """An application that answers only who carries the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._digest = _digest(f"Bearer {token}".encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: list[tuple[bytes, Any]] = scope.get("headers", [])
        given = next((value for name, value in headers if name == b"authorization"), b"")
        if scope["type"] == "lifespan" or hmac.compare_digest(_digest(given), self._digest):
            await self._app(scope, receive, send)
            return
        body = b'{"error": "a token is needed: Authorization: Bearer TOKEN"}'
        told = [(b"content-type", b"application/json"), (b"www-authenticate", b"Bearer"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 401, "headers": told})
        await send({"type": "http.response.body", "body": body})


def _digest(words: bytes) -> bytes:
    """Of one length whatever the words, so that comparing them takes the same time."""
    return hashlib.sha256(words).digest()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
