"""Commands for scripts: show what the parsers see."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from shiguan.errors import InputError
from shiguan.interfaces.cli.door import Options, command, show, write

if TYPE_CHECKING:
    from shiguan.app import Shiguan

_STDIN = "-"


@dataclass(frozen=True, kw_only=True)
class ParseOptions(Options):
    """Options of ``parse``."""

    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The text; with --jsonl a file, or - for the standard input.")
    ] = None
    at: Annotated[str | None, typer.Option(metavar="DATE", help="The day relative times hang on.")] = None
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Read lines {"text","at"}, write one JSON list for each.')] = False


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    parse = typer.Typer(help="Show what the parsers see in a text.", no_args_is_help=True)
    command(parse, ParseOptions, "shiguan parse times 去年11月离职 --at 2025-06-18 --json")(times)
    command(parse, ParseOptions, "shiguan parse amounts 融资33亿美元 --json")(amounts)
    app.add_typer(parse, name="parse")


def times(options: ParseOptions) -> None:
    """Show the times a text tells."""
    from shiguan.interfaces import render

    _parse(options, lambda shiguan, text, at: render.times(shiguan.parse_times(text, at)))


def amounts(options: ParseOptions) -> None:
    """Show the amounts a text tells, as intervals."""
    from shiguan.interfaces import render

    _parse(options, lambda shiguan, text, _: render.amounts(shiguan.parse_amounts(text)))


def _parse(options: ParseOptions, parse: Callable[[Shiguan, str, str | None], list[dict[str, Any]]]) -> None:
    with options.open() as shiguan:
        if options.jsonl:
            write(parse(shiguan, *line) for line in _lines(options))
            return
        if options.text is None:
            raise InputError("give a text to parse, or --jsonl and a file")
        found = parse(shiguan, options.text, options.at)
        if options.json:
            write([found])
        else:
            show(_table(found) if found else options.say("nothing"))


def _lines(options: ParseOptions) -> Iterator[tuple[str, str | None]]:
    """Text and date of each line; a line's own date goes before ``--at``."""
    from shiguan.interfaces.render import loads_line

    with _opened(options.text or _STDIN) as file:
        for line in file:
            if line.strip():
                value = loads_line(line)
                text, at = value.get("text"), value.get("at") or options.at
                if not isinstance(text, str) or not isinstance(at, str | None):
                    raise InputError(f'not a line {{"text","at"}}: {line.strip()[:60]}')
                yield text, at


def _opened(path: str) -> AbstractContextManager[TextIO]:
    if path == _STDIN:
        return nullcontext(sys.stdin)
    try:
        return Path(path).open(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error


def _table(found: list[dict[str, Any]]) -> Any:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(*found[0], box=SIMPLE, pad_edge=False)
    for row in found:
        table.add_row(*(Text("—" if value is None else str(value)) for value in row.values()))
    return table
