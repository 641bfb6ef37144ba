"""League tables, and names side by side, with the sentences they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import figures, sheet, values
from shiguan.interfaces.show.dossier import counted
from shiguan.query.compare import Cell, Comparison, Line
from shiguan.query.league import Difference, League
from shiguan.query.standings import FlagKind, Row, Table
from shiguan.records.document import Document
from shiguan.records.views import Event, Exclusion

_INDENT = 2
_EXAMPLES = 3
_BETWEEN = frozenset({FlagKind.TIE, FlagKind.SHARED, FlagKind.ORDER})


def league(messages: Messages, answer: League, documents: Mapping[str, Document]) -> RenderableType:
    """The tables, numbered, each with what it compares by; then the names that stand differently in several, and why."""
    m = messages
    if answer.asked is None:
        return _measures(m, answer)
    title = m("league.title", measure=answer.asked, count=len(answer.tables))
    parts: list[RenderableType] = [Text(title, style="bold")]
    for number, table in enumerate(answer.tables, 1):
        parts += ["", *_table(m, number, table, documents)]
    if answer.differences:
        parts += ["", Text(m("league.differs"), style="bold blue")]
        parts += [_difference(m, one) for one in answer.differences]
    parts += _excluded(m, m("league.excluded", count=len(answer.excluded)), answer.excluded, documents)
    return Group(*parts)


def _measures(messages: Messages, answer: League) -> RenderableType:
    m = messages
    grid = Grid.grid(padding=(0, 2))
    for one in answer.measures:
        label = figures.measure(m, one.measure, one.words[0] if one.words else "")
        wordings = m("list.between").join(w for w in one.words if w != label)
        told = m("league.told", tellings=one.tellings, ranked=one.ranked)
        grid.add_row(Text(label, style="bold"), Text(told), Text(wordings, style="dim"))
    return Group(Text(m("league.measures", count=len(answer.measures)), style="bold"), Padding(grid, (0, 0, 0, _INDENT)))


def _table(messages: Messages, number: int, table: Table, documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    m = messages
    label = figures.measure(m, table.measure, table.words[0] if table.words else "")
    when = values.when(table.period) if table.period else m("league.undated")
    what = [when, figures.conditions(m, table.scope), counted(m, table.counter, table.counted)]
    sure = "" if table.certainty == "reported" else f"  {m(f'certainty.{table.certainty}')}"
    yield Text.assemble((f"{number}  {label}", "bold blue"), "  ", " · ".join(what), (sure, "yellow"))
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    for row in table.rows:
        grid.add_row(
            Text(figures.ranks(m, row.ranks) or values.NONE, style="bold" if row.ranks else "dim"),
            Text(sheet.clean(row.subject), style="bold"),
            Text(m("money.or").join(v.expression for v in row.values)),
        )
    yield Padding(grid, (0, 0, 0, _INDENT))
    if table.gaps:
        places = m("list.between").join(str(a) if a == b else f"{a}–{b}" for a, b in table.gaps)
        yield _aside(m("league.gaps", places=places), "dim")
    for words in dict.fromkeys(flags(m, table)):
        yield _aside(words, "yellow")
    yield from _sentences(table.rows, documents)


def flags(messages: Messages, table: Table) -> Iterator[str]:
    """What is odd about a table; what is said of single names is said of all of them at once."""
    m = messages
    for flag in table.flags:
        alike = [flag] if flag.kind in _BETWEEN else [f for f in table.flags if f.kind is flag.kind]
        who = m("list.between").join(dict.fromkeys(name for f in alike for name in f.subjects))
        yield m(f"league.flag.{flag.kind}", who=who, words=m("list.between").join(table.words))


def _sentences(rows: Sequence[Row], documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    """Each sentence the table rests on, once, with the claims in it."""
    seen: dict[tuple[str, str], tuple[sheet.Cite, list[str]]] = {}
    for told in (t for row in rows for t in row.told):
        made = sheet.cite(told, documents)
        seen.setdefault((made.sentence, made.source), (made, []))[1].append(told.claim.id[: values.SHORT_ID])
    for made, claims in seen.values():
        text = Text.assemble(sheet.quoted(made), "\n", (f"{made.source} · {' '.join(dict.fromkeys(claims))}", "dim"))
        yield Padding(text, (0, 0, 0, 2 * _INDENT))


def _difference(messages: Messages, one: Difference) -> RenderableType:
    m = messages
    places = [m("league.in_table", table=s.table, rank=figures.ranks(m, s.ranks)) for s in one.standings]
    kinds = m("list.between").join(m(f"league.because.{kind}") for kind in one.because)
    because = m("league.because", what=kinds) if kinds else m("league.contradiction")
    text = Text.assemble((sheet.clean(one.subject), "bold"), "  ", m("list.comma").join(places), "  ", (because, "yellow"))
    return Padding(text, (0, 0, 0, _INDENT))


def compare(messages: Messages, answer: Comparison, documents: Mapping[str, Document]) -> RenderableType:
    """A table with a column for each name; below it the events behind the cells, with their sentences."""
    m = messages
    title = m("compare.title", names=m("list.between").join(e.name for e in answer.entities))
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column("", overflow="fold")
    for entity in answer.entities:
        grid.add_column(Text(sheet.clean(entity.name), style="bold"), overflow="fold", ratio=1)
    for line in answer.lines:
        grid.add_row(_label(m, line), *(Text(cell_text(m, line, cell), style="" if cell.events else "dim") for cell in line.cells))
    parts: list[RenderableType] = [Text(title, style="bold"), "", Padding(grid, (0, 0, 0, _INDENT))]
    parts += ["", Text(m("compare.evidence"), style="bold blue")]
    for line in answer.lines:
        for entity, cell in zip(answer.entities, line.cells, strict=True):
            if cell.events:
                parts.append(_aside(f"{line_name(m, line)} · {entity.name}", "bold"))
                parts += [_event(m, event, documents) for event in cell.events]
    parts += _excluded(m, m("compare.excluded"), answer.excluded, documents)
    return Group(*parts)


def line_name(messages: Messages, line: Line) -> str:
    """What a line compares."""
    if line.key != "measure":
        return messages(f"compare.{line.key}")
    return f"{figures.measure(messages, line.measure, line.words)} {values.when(line.period)}"


def _label(messages: Messages, line: Line) -> Text:
    text = Text(line_name(messages, line), style="cyan")
    if line.key == "measure" and line.scope:
        text.append(f"\n{figures.conditions(messages, line.scope)}", style="dim")
    if line.apart:
        text.append(f"\n{messages('compare.apart')}", style="yellow")
    return text


def cell_text(messages: Messages, line: Line, cell: Cell) -> str:
    """What a cell tells of its name."""
    m = messages
    if not cell.events:
        return m("compare.none")
    if line.key in ("measure", "valuation"):
        told = [
            figures.ranks(m, cell.ranks),
            figures.money(m, cell.amounts, none="") if line.key == "valuation" else _values(m, cell),
        ]
        return " · ".join(part for part in told if part)
    count = str(cell.low) if cell.low == cell.high else f"{cell.low}–{cell.high}"
    if line.key != "rounds":
        return count
    sums = [figures.total(m, s) for s in cell.sums]
    hidden = [m("compare.undisclosed", count=cell.undisclosed)] if cell.undisclosed else []
    return "\n".join([count, *sums, *hidden])


def _values(messages: Messages, cell: Cell) -> str:
    return messages("money.or").join(a.expression for a in cell.amounts)


def _event(messages: Messages, event: Event, documents: Mapping[str, Document]) -> RenderableType:
    said = Text.assemble(
        values.when(event.valid_time), "  ", values.roles(messages, event), "  ", values.certainty(messages, event)
    )
    cited = sheet.cites(event, documents)[:1]
    text = Text("\n").join([said, *(Text.assemble(sheet.quoted(c), "\n", (f"{c.source} · {event.id[:10]}", "dim")) for c in cited)])
    return Padding(text, (0, 0, 0, 2 * _INDENT))


def _excluded(
    messages: Messages, title: str, excluded: Sequence[Exclusion], documents: Mapping[str, Document]
) -> Iterator[RenderableType]:
    if excluded:
        yield ""
        yield Text(title, style="bold")
    for exclusion in excluded[:_EXAMPLES]:
        reason = (messages.reason(exclusion.reason), "yellow")
        yield Padding(Text.assemble(reason, "  ", values.sentence(exclusion.told, documents)), (0, 0, 0, _INDENT))
    if len(excluded) > _EXAMPLES:
        yield _aside(messages("more", count=len(excluded) - _EXAMPLES), "dim")


def _aside(text: str, style: str) -> RenderableType:
    return Padding(Text(sheet.clean(text), style=style), (0, 0, 0, _INDENT))
