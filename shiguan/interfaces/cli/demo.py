"""The demo: read the articles in examples/, show what was read and who left which company, and what to try next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shiguan.errors import InputError
from shiguan.interfaces.cli.door import FAILED, Options, command, complain, console, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from shiguan.interfaces.messages import Messages
    from shiguan.records.views import Tally

_EXAMPLES = Path("examples")
_RECORD = Path("shiguan-demo.db")
_DAMAGED = "11_spliced_misaligned.txt"
_PICTURE_WIDTH = 116


@dataclass(frozen=True, kw_only=True)
class DemoOptions(Options):
    """Options of ``demo``."""

    examples: Annotated[Path, typer.Option(metavar="FOLDER", help="The articles to read.")] = _EXAMPLES
    picture: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw what is shown as SVG.")] = None

    @property
    def record_path(self) -> Path:
        """The demo has a record of its own."""
        return self.record or _RECORD


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    command(app, DemoOptions, "shiguan demo", hidden=True)(demo)


def demo(options: DemoOptions) -> int | None:
    """Read the examples and show what comes of it."""
    from rich.console import Group

    from shiguan.interfaces.show import record
    from shiguan.interfaces.show.picture import picture
    from shiguan.interfaces.show.tally import tally

    if not options.examples.is_dir():
        raise InputError(f"there is no folder {options.examples} here; run this in the project's folder")
    with options.open() as shiguan:
        messages = options.messages(shiguan)
        with record.progress(console(error=True), messages) as progress:
            report = shiguan.read([options.examples], progress)
        for failure in report.failures:
            complain(options, messages("read.failed", file=failure.file, reason=messages.error(failure.reason)))
        answer, documents = shiguan.tally("departure", by="org"), shiguan.documents()
        who_left = [_heading(messages, "demo.question"), tally(messages, answer, documents)]
        if options.picture:
            # Of what the demo is about; the rest would make it too tall for a page.
            options.picture.write_text(picture(who_left, "make demo", _PICTURE_WIDTH), encoding="utf-8")
            return FAILED if report.failures else None
        repairs = {document.id: len(document.repairs) for document in documents.values()}
        show(_heading(messages, "demo.read"))
        show(record.articles(messages, shiguan.articles(), repairs))
        show(record.report(messages, report, str(options.record_path)))
        show(Group("", *who_left, ""))
        show(_heading(messages, "demo.next"))
        show(_next(options, messages, answer))
    return FAILED if report.failures else None


def _heading(messages: Messages, key: str) -> RenderableType:
    from rich.rule import Rule
    from rich.text import Text

    return Rule(Text(messages(key), style="bold"), align="left")


def _next(options: DemoOptions, messages: Messages, answer: Tally) -> RenderableType:
    """Commands that work as they stand, on this record."""
    from rich.console import Group
    from rich.text import Text

    from shiguan.interfaces.show.values import SHORT_ID

    installed = Path(".venv/bin/shiguan")
    program, record = str(installed) if installed.exists() else "shiguan", f"--record {options.record_path}"
    rows = [row for row in answer.rows if row.key]
    company = rows[0].key if rows else "零一万物"
    tries = [
        ("tally", f"tally departures --group {','.join(row.key or '' for row in rows[:3])} --since 2024 --by org {record}"),
        ("timeline", f"timeline {company} {record}"),
        *([("explain", f"explain {rows[0].events[0].id[:SHORT_ID]} {record}")] if rows else []),
        ("search", f"search 字节 {record}"),
        ("repairs", f"repairs {options.examples / _DAMAGED}"),
        ("export", f"export claims --format jsonl {record}"),
        ("read", "read FOLDER_OR_FILE …"),
    ]
    lines: list[RenderableType] = []
    for what, arguments in tries:
        lines.append(Text(f"# {messages(f'demo.next_{what}')}", style="dim"))
        # Unwrapped, so that the line can be copied as it stands.
        lines.append(Text(f"{program} {arguments}", style="green", no_wrap=True, overflow="ignore"))
    return Group(*lines)
