"""The command that writes the pages as files: report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shiguan.errors import InputError
from shiguan.interfaces.cli.door import Options, chosen_language, command, console, write
from shiguan.interfaces.messages import LANGUAGES

if TYPE_CHECKING:
    from shiguan.interfaces.report.writing import Tell

_NAMES, _PAGES = 300, 3000


@dataclass(frozen=True, kw_only=True)
class ReportOptions(Options):
    """Options of ``report``."""

    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder: a new one, or one that a report made, which is replaced.")]
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what had begun by then, in the world (default: all; of today).")
    ] = None
    entities: Annotated[
        int, typer.Option(metavar="N", min=1, help="So many names have pages: the newest, then the most named.")
    ] = _NAMES
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many pages in one language.")] = _PAGES
    downloads: Annotated[bool, typer.Option("--downloads", help="With the tables as JSON, CSV and XLSX beside their pages.")] = (
        False
    )
    lang: Annotated[
        str | None, typer.Option(metavar="zh|en", parser=chosen_language, help="Pages in this language only (default: in both).")
    ] = None


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    command(app, ReportOptions, "shiguan report --out report/ --as-of 2025-06-30")(report)


def report(options: ReportOptions) -> None:
    """Write the pages of shiguan serve as files that open in a browser without a server.

    Open index.html in the folder. What only a server can do is left out; names and events can be searched. Of a large record the
    pages in the navigation and those of names are written, then what these lead to, while there is room; links to what is left
    out are plain text.
    """
    try:
        from shiguan.interfaces.report.walk import Room
        from shiguan.interfaces.report.writing import Wanted
        from shiguan.interfaces.report.writing import write as write_report
    except ImportError as error:
        raise InputError(f"a report needs {error.name}; install shiguan[web]") from error
    from shiguan.interfaces.desk import Desk

    with options.open() as shiguan:
        shiguan.view()  # says how long it takes, where the rules have changed and all is made anew
    languages = (options.lang,) if options.lang else LANGUAGES
    wanted = Wanted(languages, Room(options.entities, options.limit), options.as_of, options.downloads)
    with Desk(options.record, options.names) as desk, _progress(options) as tell:
        done = write_report(desk, wanted, options.out, tell)
    if options.json:
        write([asdict(done)])
        return
    first = options.out / "index.html"
    print(options.say("report.done", pages=done.pages, files=done.files, size=done.size / 1e6, folder=options.out, first=first))
    if done.left_out:
        print(options.say("report.more", count=done.left_out))


@contextmanager
def _progress(options: ReportOptions) -> Iterator[Tell]:
    """Shows how many pages are done, of how many, and the time left; on a terminal only."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    terminal = console(error=True)
    with Progress(*columns, console=terminal, transient=True, disable=not terminal.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(options.say(what))
            bars.update(tasks[what], completed=done, total=total)

        yield tell
