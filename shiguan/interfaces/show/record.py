"""What is on record and how it was read: articles, repairs, search results, and how one reading went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.box import SIMPLE
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiguan.app import Progress, ReadReport
from shiguan.extract import Bill
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.ledger.reader import Listed
from shiguan.pipeline import Outcome, Status
from shiguan.query.search import Found
from shiguan.records.document import Document
from shiguan.repair import Explanation


def articles(messages: Messages, listed: Sequence[Listed], repairs: Mapping[str, int] | None = None) -> RenderableType:
    """The articles on record; ``repairs`` adds how many were made in each document."""
    title = messages("articles.title", count=len(listed))
    table = Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE, pad_edge=False, expand=True, collapse_padding=True
    )
    # Where all is narrow, the file's name and the title fold, so that both can still be read.
    table.add_column(messages("articles.file"), max_width=28, overflow="fold", style="dim")
    table.add_column(messages("articles.title_of"), overflow="fold")
    table.add_column(messages("articles.publisher"), max_width=14, overflow="fold")
    table.add_column(messages("articles.published"), no_wrap=True)
    table.add_column(messages("articles.script"), no_wrap=True)
    if repairs is not None:
        table.add_column(messages("articles.repairs"), justify="right")
    table.add_column(messages("articles.claims"), justify="right")
    for article in listed:
        counts = [str(article.claims)] if repairs is None else [_count(repairs.get(article.document, 0)), _count(article.claims)]
        said = [
            article.file,
            " ".join((article.title or values.NONE).split()),
            article.publisher or values.NONE,
            values.when(article.published_at),
        ]
        table.add_row(*(Text(part) for part in (*said, messages(f"script.{article.script}"), *counts)))
    return table


def _count(number: int) -> str:
    return str(number or values.NONE)


def repairs(messages: Messages, document: Document, explained: Sequence[Explanation]) -> RenderableType:
    """Each repair with a few characters about it, as received and as repaired."""
    article = document.article
    title = messages("repairs.title", file=article.file, count=len(explained))
    if article.encoding:
        title += f" · {messages('repairs.decoded', encoding=article.encoding)}"
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE, pad_edge=False)
    table.add_column(messages("repairs.place"), justify="right", style="dim")
    table.add_column(messages("repairs.before"), ratio=1, overflow="fold")
    table.add_column(messages("repairs.after"), ratio=1, overflow="fold")
    table.add_column(messages("repairs.reason"), style="dim")
    for case in explained:
        repair = case.repair
        before = _marked(case.received, repair.before, "red")
        after = _marked(case.read, repair.after, "green")
        table.add_row(str(repair.received.start), before, after, Text(messages.damage(repair.fixer, repair.reason)))
    return table


def _marked(around: str, changed: str, style: str) -> Text:
    """The stretch with what was changed in colour; what cannot be seen is written as its code point."""
    text = Text()
    start = max(0, (len(around) - len(changed)) // 2)
    place = around.find(changed, max(0, start - 1)) if changed else start
    place = around.find(changed) if place < 0 else place
    text.append(_visible(around[:place]), style="dim")
    text.append(_visible(changed), style=style)
    text.append(_visible(around[place + len(changed) :]), style="dim")
    return text


def _visible(text: str) -> str:
    return "".join("⏎" if c == "\n" else c if c.isprintable() or c in " \u3000" else f"<{ord(c):04X}>" for c in text)


def search(messages: Messages, text: str, found: Sequence[Found], *, more: bool = False) -> RenderableType:
    """The passages, the words found in colour, and under each the claims that stand in it; ``more``: there are others."""
    count = len(found)
    key = "search.title_more" if more else "search.title"
    parts: list[RenderableType] = [Text(messages(key, text=text, least=count + 1, count=count), style="bold")]
    for passage in found:
        hit = passage.hit
        line = Text(hit.text)
        start = hit.span.start - hit.sentence.start
        line.stylize("bold yellow", start, start + hit.span.end - hit.span.start)
        where = " · ".join(p for p in (hit.publisher, values.when(hit.published_at) if hit.published_at else "", hit.file) if p)
        parts += [line, Padding(Text(where, style="dim"), (0, 0, 0, 2))]
        for told in passage.tellings:
            claim = told.claim
            said = Text.assemble((messages.event(claim.event_type), "cyan"), " ", values.claim_text(claim), " ")
            parts.append(Padding(Text.assemble(said, values.certainty(messages, claim), (f" · {claim.id}", "dim")), (0, 0, 0, 4)))
    return Group(*parts)


def report(messages: Messages, answer: ReadReport, record: str) -> RenderableType:
    """How many were read, known and failed."""
    counts = {"read": len(answer.read), "known": len(answer.known), "failed": len(answer.failures)}
    return Text(messages("read.done", claims=answer.claims, record=record, **counts))


def expected(messages: Messages, bill: Bill) -> Text:
    """Whom a reading will ask, how much, and what it will cost at most."""
    return _bill(messages, "read.expected", bill)


def spent(messages: Messages, bill: Bill) -> Text:
    """What a reading has cost."""
    return _bill(messages, "read.spent", bill)


def _bill(messages: Messages, key: str, bill: Bill) -> Text:
    cost = messages("read.price_unknown") if bill.cost is None else f"{bill.cost:.4f} {bill.currency}".strip()
    counts = {"questions": bill.questions, "at_hand": bill.at_hand, "read": f"{bill.read:,}", "written": f"{bill.written:,}"}
    return Text(messages(key, model=bill.model, machine=bill.machine, cost=cost, **counts))


@contextmanager
def progress(console: Console, messages: Messages) -> Iterator[Progress]:
    """Shows how far a reading has come: a bar with the time left on a terminal, else one line for each article read."""
    if not console.is_terminal:
        yield lambda done, total, outcome: _line(console, messages, done, total, outcome)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("[dim]{task.fields[file]}"),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task(messages("read.reading"), total=None, file="")

        def advance(done: int, total: int, outcome: Outcome | None) -> None:
            bars.update(task, completed=done, total=total, file=outcome.file if outcome else "")

        yield advance


def _line(console: Console, messages: Messages, done: int, total: int, outcome: Outcome | None) -> None:
    if outcome and outcome.status is Status.READ and outcome.document and outcome.extraction:
        claims, changed = len(outcome.extraction.claims), len(outcome.document.repairs)
        console.print(
            f"[{done}/{total}] " + messages("read.article", file=outcome.file, claims=claims, repairs=changed), markup=False
        )
