"""Commands about certainty over time: rumours, forecasts, outlets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from shiguan.interfaces.cli.cited import cited
from shiguan.interfaces.cli.door import Drawn, Scoped, command, show, write
from shiguan.interfaces.cli.drawing import drawn

_Latest = Annotated[int | None, typer.Option(min=1, help="Only the latest so many.", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class RumoursOptions(Drawn):
    """Options of ``rumours``."""

    name: Annotated[str | None, typer.Argument(help="Whose: a person, organisation, product or group.", show_default=False)] = None
    fate: Annotated[
        str | None,
        typer.Option(metavar="FATE", help="open, denied, borne-out, denied-then-borne-out, partly-borne-out or withdrawn."),
    ] = None
    limit: _Latest = None


@dataclass(frozen=True, kw_only=True)
class ForecastsOptions(Scoped):
    """Options of ``forecasts``."""

    name: Annotated[str | None, typer.Argument(help="By, or about, whom or what.", show_default=False)] = None
    mark: Annotated[str | None, typer.Option(metavar="MARK", help="come-true, failed, open or cannot-tell.")] = None
    limit: _Latest = None


@dataclass(frozen=True, kw_only=True)
class OutletsOptions(Scoped):
    """Options of ``outlets``."""

    name: Annotated[str | None, typer.Argument(help="An outlet's name, or a part of it.", show_default=False)] = None
    everything: Annotated[bool, typer.Option("--all", help="List all that each told first and all its rumours.")] = False


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, RumoursOptions, "shiguan rumours 零一万物 --fate open")(rumours)
    command(app, ForecastsOptions, "shiguan forecasts --as-of 2025-12-31")(forecasts)
    command(app, OutletsOptions, "shiguan outlets")(outlets)


def rumours(options: RumoursOptions) -> None:
    """Show rumours and what became of them.

    Rumour, denial and confirmation in order, with who said it and when. No answer is no denial. Open ones show their age.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import rumours as shown

    with options.open() as shiguan:
        answer = shiguan.rumours(options.name, options.fate, options.limit, **options.scope)
        if drawn(options, shiguan, "rumours", answer):
            return
        if options.json:
            write([render.plain(answer)])
        else:
            show(shown.rumours(options.messages(shiguan), answer))


def forecasts(options: ForecastsOptions) -> None:
    """Show what was foreseen or planned, and whether it came.

    Marked by what was told later, with the sentences for it. What nothing tells of stays open or cannot be told.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import rumours as shown

    with options.open() as shiguan:
        answer = shiguan.forecasts(options.name, options.mark, options.limit, **options.scope)
        if options.json:
            write([render.plain(answer)])
        else:
            documents = cited(shiguan, told=(told for one in answer.foreseen for told in (one.said, *one.evidence)))
            show(shown.forecasts(options.messages(shiguan), answer, documents))


def outlets(options: OutletsOptions) -> None:
    """Show each outlet's record.

    What it told first, how the rumours it carried ended, whom it copies; and how many outlets are how many independent sources.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import rumours as shown

    with options.open() as shiguan:
        answer = shiguan.outlets(options.name, whole=False, **options.scope)
        if options.json:
            write([render.plain(answer)])
        else:
            few = answer.shared[: None if options.everything else shown.EXAMPLES]
            documents = cited(shiguan, told=(told for shared in few for told in shared.event.tellings))
            show(shown.outlets(options.messages(shiguan), answer, documents, everything=options.everything))
