"""The command that shows where tellings disagree: conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from shiguan.interfaces.cli.door import Scoped, command, show, write


@dataclass(frozen=True, kw_only=True)
class ConflictsOptions(Scoped):
    """Options of ``conflicts``."""

    name: Annotated[
        str | None, typer.Argument(help="Only about this person, organisation, product or group.", show_default=False)
    ] = None
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Only of this kind: time, title, name, amount, round, metric, rank, count, party, founders, post, denial, "
            "exception, stage, extent, reversal, forecast or order.",
        ),
    ] = None
    everything: Annotated[bool, typer.Option("--all", help="Every sentence, and those of what is compatible too.")] = False


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    command(app, ConflictsOptions, "shiguan conflicts 零一万物 --since 2024")(conflicts)


def conflicts(options: ConflictsOptions) -> None:
    """Show where tellings disagree.

    Both sides with their sentences, which is later, and the likely cause: another currency, scope or period, a total, a rewrite …
    Contradictions come first, then tensions, then what can both be so. Nothing is settled: that is for the reader.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import conflicts as shown

    with options.open() as shiguan:
        answer = shiguan.conflicts(options.name, options.kind, **options.scope)
        if options.json:
            write([render.plain(answer)])
        else:
            ids = {t.claim.document for c in answer.conflicts for side in c.sides for t in side.tellings}
            documents = shiguan.documents(ids)
            show(shown.conflicts(options.messages(shiguan), answer, documents, everything=options.everything))
