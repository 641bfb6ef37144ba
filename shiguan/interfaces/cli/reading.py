"""Commands that read articles and show what was read: read, articles, repairs."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from shiguan import settings
from shiguan.interfaces.cli.door import FAILED, Asked, Options, command, complain, console, show, write

if TYPE_CHECKING:
    from shiguan.app import Shiguan


@dataclass(frozen=True, kw_only=True)
class ReadOptions(Options):
    """Options of ``read``."""

    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for the standard input.", show_default=False)
    ]
    reader: Annotated[
        str | None,
        typer.Option(metavar="READER", help="model, rules, llm or model+llm (default: $SHIGUAN_READER, else model)."),
    ] = None
    llm_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The service that --reader llm asks (default: $SHIGUAN_LLM_URL).")
    ] = None
    llm_model: Annotated[
        str | None, typer.Option(metavar="NAME", help="The model that it asks for (default: $SHIGUAN_LLM_MODEL).")
    ] = None
    llm_price: Annotated[
        str | None,
        typer.Option(metavar="READ,WRITTEN", help="Its price for a million tokens, as 2,8 CNY (default: $SHIGUAN_LLM_PRICE)."),
    ] = None
    llm_budget: Annotated[
        str | None,
        typer.Option(metavar="LIMIT", help="Spend no more on it than 5, or 200000t in tokens (default: $SHIGUAN_LLM_BUDGET)."),
    ] = None

    def open(self) -> AbstractContextManager[Shiguan]:
        """The façade, with the reader chosen."""
        from shiguan.app import Shiguan

        llm = settings.language_model(self.llm_url, self.llm_model, self.llm_price, self.llm_budget)
        return Shiguan(self.record_path, self.names, self.reader, llm=llm)


@dataclass(frozen=True, kw_only=True)
class RepairsOptions(Asked):
    """Options of ``repairs``."""

    document: Annotated[str, typer.Argument(metavar="FILE|ID", help="A file, or a document on record.", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    command(app, ReadOptions, "shiguan read articles/ extra.html")(read)
    command(app, Asked, "shiguan articles --json")(articles)
    command(app, RepairsOptions, "shiguan repairs examples/11_spliced_misaligned.txt")(repairs)


def read(options: ReadOptions) -> int | None:
    """Read articles into the record.

    Files (.txt .md .html .htm), folders and all below, or - for the standard input.

    A folder may hold manifest.jsonl, one object a line: {"file", "url", "publisher", "published", "title"}.
    What was read before is passed over. What cannot be read is reported, and the rest goes on.

    With --reader llm or model+llm articles are sent to a language model; what that costs is said before and after.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import record

    with options.open() as shiguan:
        messages = options.messages(shiguan)
        terminal = console(error=True)
        bill = shiguan.expected(options.paths)
        if bill:
            terminal.print(record.expected(messages, bill), soft_wrap=True)
        with record.progress(terminal, messages) as progress:
            report = shiguan.read(options.paths, progress)
        for what in report.said.unmet if report.said else ():
            terminal.print(messages("names.unmet", what=messages.error(what)), markup=False, soft_wrap=True)
        for failure in report.failures:
            complain(options, messages("read.failed", file=failure.file, reason=messages.error(failure.reason)))
        if report.spent:
            terminal.print(record.spent(messages, report.spent), soft_wrap=True)
        if options.json:
            write([render.report(report)])
        else:
            show(record.report(messages, report, str(options.record_path)))
    return FAILED if report.failures else None


def articles(options: Asked) -> None:
    """List the articles on record."""
    from shiguan.interfaces import render
    from shiguan.interfaces.show import record

    with options.open() as shiguan:
        listed = shiguan.articles()
        if options.json:
            write(render.article(article) for article in listed)
        else:
            show(record.articles(options.messages(shiguan), listed))


def repairs(options: RepairsOptions) -> None:
    """Show each repair made to an article.

    FILE is repaired on the spot, without the record; otherwise the document on record with that id or file name is shown.
    """
    from shiguan.interfaces import render
    from shiguan.interfaces.show import record

    with options.open() as shiguan:
        document, explained = shiguan.repairs(options.document)
        if options.json:
            write([render.repairs(document, explained)])
        else:
            show(record.repairs(options.messages(shiguan), document, explained))
