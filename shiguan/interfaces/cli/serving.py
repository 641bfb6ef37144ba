"""The command that serves the record to a browser: serve."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from shiguan import settings
from shiguan.errors import InputError
from shiguan.interfaces.cli.door import Options, command

if TYPE_CHECKING:
    from fastapi import FastAPI

_WAITING = 128  # connections that wait to be taken
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, kw_only=True)
class ServeOptions(Options):
    """Options of ``serve``."""

    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = 8000
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on. Another than this machine's own needs a token.")
    ] = "127.0.0.1"
    token: Annotated[
        str | None, typer.Option(metavar="TOKEN", help="Asked of every visitor (default: $SHIGUAN_TOKEN, else none is asked).")
    ] = None
    open_it: Annotated[bool, typer.Option("--open", help="Open it in your browser.")] = False


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    command(app, ServeOptions, "shiguan serve --record shiguan.db --open")(serve)


def serve(options: ServeOptions) -> None:
    """Show the record in a browser.

    Pages on what is on record: what is new, search, everybody's dossier, tallies, timelines. It ends with Ctrl-C.
    """
    site = made(options)
    import uvicorn

    with _listening(options.host, options.port) as listening:
        host, port = listening.getsockname()[:2]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        print(options.say("serve.at", address=address), flush=True)
        if options.open_it:
            _show(address)
        # No visit stands in a log: what somebody looks up is theirs. No header is believed that says who asked by way of a proxy.
        config = uvicorn.Config(site, log_level="warning", access_log=False, proxy_headers=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; InputError where it cannot."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_WAITING)
    except OSError as error:
        raise InputError(f"cannot serve at {host} {port}: {error.strerror or error}") from error


def _show(address: str) -> None:
    """In a browser; it waits at the socket until the site is up."""
    import webbrowser

    webbrowser.open(address)


def made(options: ServeOptions) -> FastAPI:
    """The site that is to be served; InputError where that would show the record to others unasked."""
    token = options.token or settings.token()
    here = options.host in _LOOPBACK
    if not here and not token:
        raise InputError(f"{options.host} can be reached from other machines: give a token with --token or SHIGUAN_TOKEN")
    try:
        import uvicorn  # noqa: F401  # missing here rather than when the site is already made

        from shiguan.interfaces.web.site import create
    except ImportError as error:
        raise InputError(f"serving needs {error.name}; install shiguan[web]") from error
    import secrets

    from shiguan.interfaces.desk import Desk
    from shiguan.interfaces.web.guard import LOOPBACK

    def known(shown: str) -> bool:
        return secrets.compare_digest(shown.encode(), (token or "").encode())

    desk = Desk(options.record_path, options.names)
    return create(desk, hosts=LOOPBACK if here else None, known=known if token else None)
