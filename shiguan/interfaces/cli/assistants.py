"""The command that serves assistants: mcp."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from shiguan.errors import InputError
from shiguan.interfaces.cli.door import Options, command


@dataclass(frozen=True, kw_only=True)
class McpOptions(Options):
    """Options of ``mcp``."""

    http: Annotated[
        int | None, typer.Option(metavar="PORT", min=0, max=65535, help="Speak HTTP at this port (0: any free one).")
    ] = None
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="With --http: where; not on this machine alone only with a token.")
    ] = "127.0.0.1"
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --http: a file with the token that assistants must carry.")
    ] = None
    write: Annotated[bool, typer.Option("--write", help="Let assistants put articles on record.")] = False
    text_only: Annotated[
        bool, typer.Option("--text-only", help="Answer in text alone, for assistants that read structured answers whole.")
    ] = False
    reader: Annotated[
        str | None,
        typer.Option(metavar="READER", help="model, rules, llm or model+llm (default: $SHIGUAN_READER, else model)."),
    ] = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    command(app, McpOptions, "shiguan mcp --record news.db")(mcp)


def mcp(options: McpOptions) -> None:
    """Serve assistants by the Model Context Protocol.

    Every question is a tool; answers quote the sentences they rest on and say where these stand. An assistant starts
    this command and speaks with it over standard input and output, or finds it at http://127.0.0.1:PORT/mcp.
    """
    if find_spec("mcp") is None:
        raise InputError("this needs the MCP library: pip install 'shiguan[mcp]'")
    if options.http is None and (options.token_file or options.host != "127.0.0.1"):
        raise InputError("--host and --token-file go with --http")
    from shiguan import settings
    from shiguan.app import Shiguan
    from shiguan.interfaces.mcp import transports
    from shiguan.interfaces.mcp.server import Serving, build
    from shiguan.interfaces.messages import Messages

    def opened() -> Shiguan:
        return Shiguan(options.record_path, options.names, options.reader)

    def ready(address: str) -> None:
        print(options.say("mcp.listening", address=address), file=sys.stderr, flush=True)

    server = build(Serving(opened, Messages(options.lang or settings.language(), {}), options.write, options.text_only))
    with suppress(KeyboardInterrupt):  # which is how it is told to end
        if options.http is None:
            if sys.stdin.isatty():
                print(options.say("mcp.waiting"), file=sys.stderr)
            transports.over_streams(server)
        else:
            token = transports.token_of(options.token_file) if options.token_file else None
            transports.over_http(server, transports.Place(options.http, options.host, token), ready)
