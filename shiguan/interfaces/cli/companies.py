"""Commands about companies and those who compete: league, money, compare, dossier."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from shiguan.errors import InputError
from shiguan.interfaces.cli.cited import cited
from shiguan.interfaces.cli.door import Drawn, Scoped, command, save, show, tell_passed_over, write
from shiguan.interfaces.cli.drawing import drawn

_FORMATS = ("text", "markdown", "html")


@dataclass(frozen=True, kw_only=True)
class LeagueOptions(Drawn):
    """Options of ``league``."""

    measure: Annotated[
        str | None,
        typer.Argument(help="What is measured: 月活, market share, 中标 … (none: list what is on record).", show_default=False),
    ] = None
    when: Annotated[str | None, typer.Option(metavar="DATE", help="Only what may be of that time: 2025-03, 2025年, 2024-Q3.")] = (
        None
    )


@dataclass(frozen=True, kw_only=True)
class MoneyOptions(Drawn):
    """Options of ``money``."""

    name: Annotated[str, typer.Argument(help="An organisation, or a group.", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class CompareOptions(Scoped):
    """Options of ``compare``."""

    compared: Annotated[list[str], typer.Argument(metavar="NAME...", help="Two or more names.", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class DossierOptions(Drawn):
    """Options of ``dossier``."""

    name: Annotated[str, typer.Argument(help="A person, organisation, product or group.", show_default=False)]
    format: Annotated[str, typer.Option(metavar="FORMAT", help="text (for a terminal), markdown or html.")] = "text"
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it there instead (default format then: by its name).")] = (
        None
    )


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, LeagueOptions, "shiguan league 月活 --when 2025-03")(league)
    command(app, MoneyOptions, "shiguan money 月之暗面")(money)
    command(app, CompareOptions, "shiguan compare 百川智能 零一万物 --since 2024")(compare)
    command(app, DossierOptions, "shiguan dossier 零一万物 --format html --out dossier.html")(dossier)


def league(options: LeagueOptions) -> None:
    """Show who ranks where, by which source and scope.

    Each table compares one measure, scope, period and count. Says which places are not told, what contradicts, and why one name
    stands in different places.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import companies

    with options.open() as shiguan:
        answer = shiguan.league(options.measure, options.when, **options.scope)
        if drawn(options, shiguan, "league", answer):
            return
        if options.json:
            write([render.plain(answer)])
        else:
            told = [t for table in answer.tables for row in table.rows for t in row.told]
            documents = cited(shiguan, (), [*told, *(x.told for x in answer.excluded)])
            show(companies.league(options.messages(shiguan), answer, documents))


def money(options: MoneyOptions) -> None:
    """Show rounds, valuations, figures and deals.

    Amounts stay in the currency told and are added up only as ranges; what is undisclosed is counted, never guessed.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import money as shown
    from shiguan.interfaces.show import sheet
    from shiguan.query.dossier import money_events

    with options.open() as shiguan:
        answer = shiguan.money(options.name, **options.scope)
        tell_passed_over(options, shiguan, options.name)
        if drawn(options, shiguan, "money", answer):
            return
        if options.json:
            write([render.plain(answer)])
        else:
            messages = options.messages(shiguan)
            made = shown.money(messages, answer, cited(shiguan, money_events(answer)))
            show(sheet.terminal(messages, made, beneath=True))


def compare(options: CompareOptions) -> None:
    """Show two or more side by side.

    People, money, products, disputes, rumours, and what is measured of them for one period; below, the events behind each cell.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import companies

    with options.open() as shiguan:
        answer = shiguan.compare(options.compared, **options.scope)
        tell_passed_over(options, shiguan, *options.compared)
        if options.json:
            write([render.plain(answer)])
        else:
            events = [event for line in answer.lines for cell in line.cells for event in cell.events]
            documents = cited(shiguan, events, [x.told for x in answer.excluded])
            show(companies.compare(options.messages(shiguan), answer, documents))


def dossier(options: DossierOptions) -> None:
    """Show everything on record about a name.

    People, money, products, disputes, figures, rumours; every line cites its sentences. As text, Markdown, or one HTML file that
    loads nothing. --picture draws who was in which post from when to when.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import dossier as shown
    from shiguan.interfaces.show import pages, sheet

    form = _format(options)
    with options.open() as shiguan:
        answer = shiguan.dossier(options.name, **options.scope)
        tell_passed_over(options, shiguan, options.name)
        if drawn(options, shiguan, "dossier", answer):
            return
        if options.json:
            write([render.plain(answer)])
            return
        messages = options.messages(shiguan)
        sides = [told for conflict in answer.contradictions for side in conflict.sides for told in side.tellings]
        made = shown.dossier(messages, answer, cited(shiguan, answer.events, sides))
        if form == "text":
            show(sheet.terminal(messages, made, beneath=False))
            return
        page = pages.html(messages, made) if form == "html" else pages.markdown(messages, made)
        if options.out is None:
            print(page, end="")
        else:
            save(options.out, page)
            print(messages("dossier.written", file=options.out))


def _format(options: DossierOptions) -> str:
    """The form asked for; a file's name says it where no option does."""
    asked = options.format
    if asked not in _FORMATS:
        raise InputError(f"no format {asked!r}; choose one of {', '.join(_FORMATS)}")
    if options.out is not None and asked == "text":
        return "html" if options.out.suffix.lower() in (".html", ".htm") else "markdown"
    return asked
