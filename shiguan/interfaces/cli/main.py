"""The command `shiguan`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from shiguan import __version__, settings
from shiguan.interfaces.cli import (
    asking,
    asks,
    assistants,
    companies,
    conflicts,
    demo,
    drafts,
    exporting,
    handing,
    people,
    reading,
    reporting,
    resolving,
    rumours,
    serving,
)
from shiguan.interfaces.cli.door import INTERRUPTED, Options, command, complain_in, write
from shiguan.interfaces.messages import LANGUAGES

_ABOUT = "史官 reads Chinese industry news and keeps the record: who left, who joined, who raised, with the sentence that says so."

_HELP = f"{_ABOUT}\n\n\b\nExample:\n  shiguan read articles/ && shiguan tally departures"


@dataclass(frozen=True, kw_only=True)
class VersionOptions(Options):
    """Options of ``version``."""


def version(options: VersionOptions) -> None:
    """Show the version."""
    if options.json:
        write([{"version": __version__}])
    else:
        print(__version__)


def _version_asked(asked: bool) -> None:
    if asked:
        print(__version__)
        raise typer.Exit


_VERSION = typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_version_asked)


def _before(_version: Annotated[bool, _VERSION] = False) -> None:
    """What stands before the name of a command."""


def build() -> typer.Typer:
    """The command with all its commands."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    every = (
        *(reading, asking, conflicts, people, rumours, companies, resolving, exporting, handing),
        *(asks, drafts, serving, reporting, assistants, demo),
    )
    app.callback(help=_HELP)(_before)
    for commands in every:
        commands.add_to(app)
    command(app, VersionOptions, "shiguan version")(version)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with the arguments (default: the process's); the exit status."""
    for stream in (sys.stdout, sys.stderr):
        # Half of a character that a damaged file is named by must not stop an answer.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
    try:
        status = build()(args=None if arguments is None else list(arguments), prog_name="shiguan", standalone_mode=False)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # its message is the help
            print(error.format_message(), file=sys.stderr)
            return int(error.exit_code)
        complain_in(_language(sys.argv[1:] if arguments is None else arguments), error.format_message())
        return int(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def _language(arguments: Sequence[str]) -> str:
    """The language asked for by a command that cannot be understood otherwise."""
    for i, argument in enumerate(arguments):
        given = arguments[i + 1 : i + 2] if argument == "--lang" else [argument.removeprefix("--lang=")]
        if argument.startswith("--lang") and given and given[0] in LANGUAGES:
            return given[0]
    return settings.language()
