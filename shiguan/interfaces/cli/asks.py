"""Commands that ask what to ask, and what is new: ask, changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from shiguan.interfaces.cli.door import FAILED, Asked, command, show, write

if TYPE_CHECKING:
    from shiguan.query.changes import Changes


@dataclass(frozen=True, kw_only=True)
class AskOptions(Asked):
    """Options of ``ask``."""

    question: Annotated[list[str], typer.Argument(metavar="QUESTION...", help="In Chinese or English.", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class ChangesOptions(Asked):
    """Options of ``changes``."""

    since: Annotated[str, typer.Option(metavar="TIME|last", help="A day, a moment, or last: since before the newest run.")] = "last"
    of: Annotated[str | None, typer.Option(metavar="NAME", help="Only about a person, organisation, product or group.")] = None
    everything: Annotated[bool, typer.Option("--all", help="List everything, not the first of each.")] = False


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, AskOptions, "shiguan ask 2024年以来零一万物有哪些高管离职，去了哪里？")(ask)
    command(app, ChangesOptions, "shiguan changes --since last --of 零一万物")(changes)


def ask(options: AskOptions) -> int:
    """Ask in plain words.

    Shows the command that the question equals, then its answer. What is not understood is not guessed at: it says so, with
    the nearest questions that would be. The fixed commands are all there is to ask.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.cli.main import main
    from shiguan.interfaces.show import asks as shown
    from shiguan.query.understand import NotUnderstood

    with options.open() as shiguan:
        messages = options.messages(shiguan)
        answer = shiguan.understand(" ".join(options.question))
    if options.json:
        write([render.plain(answer)])
    elif isinstance(answer, NotUnderstood):
        show(shown.not_understood(messages, answer))
    else:
        show(shown.understood(messages, answer))
    if isinstance(answer, NotUnderstood):
        return FAILED
    stated = [word for option, value in answer.options.items() for word in (f"--{option.replace('_', '-')}", value)]
    return main([answer.query, *stated, *_passed_on(options), "--", *answer.arguments])


def _passed_on(options: AskOptions) -> Iterator[str]:
    """The options that the command answering takes as well."""
    given = {
        "--record": options.record,
        "--names": options.names,
        "--lang": options.lang,
        "--as-of": options.valid_at,
        "--known-at": options.known_at,
    }
    for option, value in given.items():
        if value is not None:
            yield from (option, str(value))
    if options.json:
        yield "--json"


def changes(options: ChangesOptions) -> None:
    """Show what is new on record, what changed and what was withdrawn.

    Each with the log's reason and date and the sentence; then names now taken for one, or no longer, and conflicts that arose.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import changes as shown

    with options.open() as shiguan:
        answer = shiguan.changes(options.since, options.of)
        if options.json:
            write([render.plain(answer)])
        else:
            documents = shiguan.documents(_cited(answer))
            show(shown.changes(options.messages(shiguan), answer, documents, everything=options.everything))


def _cited(answer: Changes) -> set[str]:
    """The documents that the answer cites."""
    logged = {x.told.claim.document for c in (*answer.new, *answer.changed, *answer.withdrawn) for x in c.logged}
    return logged | {t.claim.document for c in answer.arisen.conflicts for side in c.sides for t in side.tellings}
