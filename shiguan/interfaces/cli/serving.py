"""Commands that open the record to programs and to other machines: serve, token."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from shiguan.errors import InputError
from shiguan.interfaces.cli.door import Options, command, show, write
from shiguan.interfaces.tokens import Scope, Tokens

_WAITING = 128  # connections that wait to be taken


def _scope(given: str) -> str:
    if given not in list(Scope):
        raise typer.BadParameter(f"choose one of {', '.join(Scope)}")
    return given


@dataclass(frozen=True, kw_only=True)
class ServeOptions(Options):
    """Options of ``serve``."""

    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; any but this machine's own needs a token.")] = (
        "127.0.0.1"
    )
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="0: any that is free.")] = 8000
    open_it: Annotated[bool, typer.Option("--open", help="Open it in your browser.")] = False


@dataclass(frozen=True, kw_only=True)
class TokenOptions(Options):
    """Options of what is done to one token."""

    name: Annotated[str, typer.Argument(metavar="NAME", help="What the token is called.", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class AddOptions(TokenOptions):
    """Options of ``token add``."""

    scope: Annotated[str, typer.Option(metavar="read|write", parser=_scope, help="Who may write may read.")] = Scope.READ.value


@dataclass(frozen=True, kw_only=True)
class ListOptions(Options):
    """Options of ``token list``."""


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, ServeOptions, "shiguan serve --port 8000")(serve)
    token = typer.Typer(help="Tokens for those who ask from elsewhere.", no_args_is_help=True)
    command(token, AddOptions, "shiguan token add newsroom --scope write", name="add")(add)
    command(token, ListOptions, "shiguan token list", name="list")(listing)
    command(token, TokenOptions, "shiguan token revoke newsroom")(revoke)
    app.add_typer(token, name="token")


def serve(options: ServeOptions) -> None:
    """Show the record in a browser, and serve it to programs under /api/v1.

    On this machine alone nothing more is needed; where a token was made, it is. It ends with Ctrl-C.
    """
    try:
        import uvicorn

        from shiguan.interfaces.web.site import create
    except ImportError as error:
        raise InputError(f"serving needs {error.name}; install shiguan[web]") from error
    from shiguan.interfaces.desk import Desk

    tokens = Tokens(options.record_path)
    tokens.needed_at(options.host)
    listening = _listening(options.host, options.port)
    host = f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{host}:{listening.getsockname()[1]}/"
    print(options.say("serve.at", address=address), flush=True)
    if options.open_it:
        import webbrowser

        webbrowser.open(address)
    with listening, Desk(options.record, options.names) as desk:
        site = create(desk, tokens, at=options.host)
        # No headers are believed that say who asked by way of a proxy, and none say what serves. What somebody looks up is theirs.
        config = uvicorn.Config(site, log_level="warning", access_log=False, proxy_headers=False, server_header=False)
        with suppress(KeyboardInterrupt):  # which ends it, as it was told
            uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; InputError where it cannot."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_WAITING)
    except OSError as error:
        raise InputError(f"cannot serve at {host} {port}: {error.strerror or error}") from error


def add(options: AddOptions) -> None:
    """Make a token. It is shown once; only its hash is kept, in tokens.json beside the record."""
    shown = Tokens(options.record_path).add(options.name, Scope(options.scope))
    if options.json:
        write([{"name": options.name, "scope": options.scope, "token": shown}])
    else:
        print(options.say("token.made", name=options.name, scope=options.scope))
        print(shown)


def listing(options: ListOptions) -> None:
    """List the tokens, by name."""
    tokens = Tokens(options.record_path).all()
    kept = [{name: value for name, value in asdict(token).items() if name != "sha256"} for token in tokens]
    if options.json:
        write(kept)
        return
    if not kept:
        print(options.say("token.none"))
        return
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(*(options.say(f"token.{name}") for name in kept[0]), box=SIMPLE, pad_edge=False)
    for row in kept:
        table.add_row(*(Text(str(value)) for value in row.values()))
    show(table)


def revoke(options: TokenOptions) -> None:
    """Let a token open nothing any more."""
    Tokens(options.record_path).revoke(options.name)
    print(options.say("token.revoked", name=options.name))
