"""Commands that ask the record: tally, timeline, explain, search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from shiguan.interfaces.cli.cited import cited
from shiguan.interfaces.cli.door import Asked, Drawn, command, show, tell_passed_over, write
from shiguan.interfaces.cli.drawing import drawn


@dataclass(frozen=True, kw_only=True)
class TallyOptions(Drawn):
    """Options of ``tally``."""

    type: Annotated[str, typer.Argument(metavar="TYPE", help="An event type: departures, funding, 离职 …", show_default=False)]
    by: Annotated[str, typer.Option(metavar="KEY", help="org, person, destination, month, quarter or year.")] = "org"
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many rows, and of their events.")] = 100
    everything: Annotated[bool, typer.Option("--all", help="Show all rows, and everything left out, not examples.")] = False


@dataclass(frozen=True, kw_only=True)
class TimelineOptions(Drawn):
    """Options of ``timeline``."""

    name: Annotated[str, typer.Argument(help="A person, organisation, product or group.", show_default=False)]
    limit: Annotated[int, typer.Option(min=1, help="Show the latest so many.")] = 100
    everything: Annotated[bool, typer.Option("--all", help="Show all, however many.")] = False


@dataclass(frozen=True, kw_only=True)
class ExplainOptions(Asked):
    """Options of ``explain``."""

    id: Annotated[str, typer.Argument(metavar="ID", help="The beginning of a claim's, event's or entity's id.", show_default=False)]


@dataclass(frozen=True, kw_only=True)
class SearchOptions(Asked):
    """Options of ``search``."""

    text: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="Words, in either script; all must be there.", show_default=False)
    ]
    limit: Annotated[int, typer.Option(min=1, help="At most so many passages.")] = 20


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, TallyOptions, "shiguan tally departures --group 六小龙 --since 2024 --by org")(tally)
    command(app, TimelineOptions, "shiguan timeline 零一万物 --since 2024")(timeline)
    command(app, ExplainOptions, "shiguan explain c-1f00a9b2")(explain)
    command(app, SearchOptions, "shiguan search 字节 --limit 5")(search)


def tally(options: TallyOptions) -> None:
    """Count events by who or when.

    Shows the sentence behind each, and what was left out and why. low counts what is reported or confirmed, high adds the unsure.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import tally as shown

    with options.open() as shiguan:
        answer = shiguan.tally(options.type, options.by, None if options.everything else options.limit, **options.scope)
        if drawn(options, shiguan, "tally", answer):
            return
        if options.json:
            write([render.tally(answer)])
        else:
            events = [event for row in answer.rows for event in row.events]
            documents = cited(shiguan, events, [x.told for x in answer.excluded])
            show(shown.tally(options.messages(shiguan), answer, documents, everything=options.everything))


def timeline(options: TimelineOptions) -> None:
    """Show what happened, in order.

    To a person, an organisation, a product, or the members of a group; under each event the sentence it rests on.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import tally as shown

    with options.open() as shiguan:
        answer = shiguan.timeline(options.name, None if options.everything else options.limit, **options.scope)
        tell_passed_over(options, shiguan, options.name)
        if drawn(options, shiguan, "timeline", answer):
            return
        if options.json:
            write([render.timeline(answer)])
        else:
            show(shown.timeline(options.messages(shiguan), answer, cited(shiguan, answer.events)))


def explain(options: ExplainOptions) -> None:
    """Show what a line of the record rests on.

    For a claim: sentence, repairs in it, history. For an event: who tells it. For an entity: what made its names one.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import explain as shown
    from shiguan.query.explain import EntityExplained

    with options.open() as shiguan:
        answer = shiguan.explain(options.id)
        if options.json:
            write([render.explained(answer)])
        else:
            entities = shiguan.view().entities if isinstance(answer, EntityExplained) else {}
            event = None if isinstance(answer, EntityExplained) else answer.event
            documents = cited(shiguan, [event] if event else [])
            show(shown.explain(options.messages(shiguan), answer, entities, documents))


def search(options: SearchOptions) -> None:
    """Find sentences, and the claims in them.

    Words of any length are found, in either script.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import record

    with options.open() as shiguan:
        text = " ".join(options.text)
        found = shiguan.search(text, options.limit + 1)
        more, found = len(found) > options.limit, found[: options.limit]
        if options.json:
            write(render.found(found, shiguan.documents({passage.hit.document for passage in found})))
        else:
            show(record.search(options.messages(shiguan), text, found, more=more))
