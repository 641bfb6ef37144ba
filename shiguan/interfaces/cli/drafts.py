"""The command that holds a draft against the record: check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from shiguan.interfaces.cli.door import Asked, command, show, write

if TYPE_CHECKING:
    from shiguan.query.check import Checked

_VERDICTS = ("contradicted", "unsupported", "rumour-only", "out-of-date")
NOT_BORNE_OUT = 3
"""The exit status where something in the draft is not borne out."""


def _verdict(given: str) -> str:
    if given not in _VERDICTS:
        raise typer.BadParameter(f"choose one of {', '.join(_VERDICTS)}")
    return given


@dataclass(frozen=True, kw_only=True)
class CheckOptions(Asked):
    """Options of ``check``."""

    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="The draft: a file, or - for the standard input.", show_default=False)
    ]
    at: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that the draft is of (default: the one it gives, else today).")
    ] = None
    allow: Annotated[
        list[str] | None,
        typer.Option(metavar="VERDICT", parser=_verdict, help=f"Let pass what is {', '.join(_VERDICTS)}; may be given again."),
    ] = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    command(app, CheckOptions, "shiguan check draft.txt --allow rumour-only")(check)


def check(options: CheckOptions) -> int:
    """Check a draft against the record.

    Marks every name, date and number as supported, contradicted, unsupported, rumour only or out of date, with the sentence
    that says so. The draft is not recorded. Exit status: 0 where all is supported or allowed, 3 where something is not.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import drafts as shown
    from shiguan.query.verdicts import Verdict

    with options.open() as shiguan:
        answer = shiguan.check(options.file, options.at)
        if options.json:
            write([render.plain(answer)])
        else:
            show(shown.checked(options.messages(shiguan), answer, shiguan.documents(_cited(answer))))
    return 0 if answer.only({Verdict(given) for given in options.allow or ()}) else NOT_BORNE_OUT


def _cited(answer: Checked) -> set[str]:
    """The documents that the notes cite."""
    told = [note.told for note in answer.notes] + [note.newest.tellings[0] for note in answer.notes if note.newest]
    return {one.claim.document for one in told if one}
