"""Commands about people on the move: reconcile, flows, tenure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from shiguan.interfaces.cli.cited import cited
from shiguan.interfaces.cli.door import Drawn, Scoped, command, show, write
from shiguan.interfaces.cli.drawing import drawn


@dataclass(frozen=True, kw_only=True)
class ReconcileOptions(Scoped):
    """Options of ``reconcile``."""

    type: Annotated[str, typer.Argument(metavar="TYPE", help="What is counted: departures, funding, 离职 …")] = "departures"
    claimed: Annotated[str | None, typer.Option(metavar="N", help="A total of your own to check: 22, 至少22, 20多人.")] = None
    of: Annotated[str | None, typer.Option(metavar="NAME", help="Whose total that is (default: the group's).")] = None


@dataclass(frozen=True, kw_only=True)
class FlowsOptions(Drawn):
    """Options of ``flows``."""

    by: Annotated[str, typer.Option(metavar="KEY", help="org, kind (of place) or person.")] = "org"


@dataclass(frozen=True, kw_only=True)
class TenureOptions(Drawn):
    """Options of ``tenure``."""

    presumed: Annotated[bool, typer.Option("--presumed", help="Who is not said to have left is taken to be still in post.")] = False


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, ReconcileOptions, "shiguan reconcile departures --group 六小龙 --since 2024")(reconcile)
    command(app, FlowsOptions, "shiguan flows --group 六小龙 --by kind")(flows)
    command(app, TenureOptions, "shiguan tenure --group 六小龙")(tenure)


def reconcile(options: ReconcileOptions) -> None:
    """Set claimed totals against the record.

    Who of the 22 is named, how many are not, and what the totals of some leave for the others. Totals that are part of another are
    shown within it and never added to it.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import people as shown

    with options.open() as shiguan:
        answer = shiguan.reconcile(options.type, options.claimed, options.of, **options.scope)
        if options.json:
            write([render.plain(answer)])
        else:
            told = [t for line in answer.lines if line.claimed for t in line.claimed.tellings]
            documents = cited(shiguan, told=[*told, *(x.told for x in answer.excluded)])
            show(shown.reconcile(options.messages(shiguan), answer, documents))


def flows(options: FlowsOptions) -> None:
    """Show from where to where people went.

    By organisation or by kind of place; what is not told is unknown, and what came out later says when.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import people as shown

    with options.open() as shiguan:
        answer = shiguan.flows(options.by, **options.scope)
        if drawn(options, shiguan, "flows", answer):
            return
        if options.json:
            write([render.plain(answer)])
        else:
            told = [event.tellings[0] for event in answer.nameless]
            show(shown.flows(options.messages(shiguan), answer, cited(shiguan, told=told)))


def tenure(options: TenureOptions) -> None:
    """Show how long people stay in post.

    The share still in post after so long (Kaplan-Meier), and a lifeline for each person whose dates are told.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import lifelines as shown

    with options.open() as shiguan:
        answer = shiguan.tenure(presumed=options.presumed, **options.scope)
        if drawn(options, shiguan, "tenure", answer):
            return
        if options.json:
            write([render.plain(answer)])
        else:
            show(shown.tenure(options.messages(shiguan), answer))
