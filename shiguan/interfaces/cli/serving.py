"""The command that serves the record to a browser: serve."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from shiguan import settings
from shiguan.errors import InputError
from shiguan.interfaces.cli.door import Options, command

if TYPE_CHECKING:
    from fastapi import FastAPI

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
    import socket

    import uvicorn

    class Server(uvicorn.Server):
        """Says where it is once it is there."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                host, port = self.servers[0].sockets[0].getsockname()[:2]
                _tell(options, f"http://{f'[{host}]' if ':' in host else host}:{port}/")

    # A visit is one line in nobody's log: what somebody looks up is theirs.
    config = uvicorn.Config(site, host=options.host, port=options.port, log_level="warning", access_log=False, server_header=False)
    Server(config).run()


def made(options: ServeOptions) -> FastAPI:
    """The site that is to be served; InputError where that would show the record to others unasked."""
    token = options.token or settings.token()
    here = options.host in _LOOPBACK
    if not here and not token:
        raise InputError(f"{options.host} can be reached from other machines: give a token with --token or SHIGUAN_TOKEN")
    try:
        from shiguan.interfaces.web.site import create
    except ImportError as error:
        raise InputError(f"pages need {error.name}; install shiguan[web]") from error
    import secrets

    from shiguan.interfaces.desk import Desk
    from shiguan.interfaces.web.guard import LOOPBACK

    def known(shown: str) -> bool:
        return secrets.compare_digest(shown.encode(), (token or "").encode())

    desk = Desk(options.record_path, options.names)
    return create(desk, hosts=LOOPBACK if here else None, known=known if token else None)


def _tell(options: ServeOptions, address: str) -> None:
    print(options.say("serve.at", address=address), file=sys.stderr, flush=True)
    if options.open_it:
        import webbrowser

        webbrowser.open(address)
