"""A tally and a timeline as lines under headings, each with the sentence it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.timeline import Timeline
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Document
from shiguan.records.views import Event, Exclusion, Tally, TallyRow

_WIDEST = 26  # cells of a column, so that one long post does not push the others off the screen
_EXAMPLES = 3
_LEAST = 8  # on a screen that leaves a column less on average, what stands in them is written one after the other
_GAP = 2
_INDENT = 2
_WHEN = 11  # 2024-08-30/ and the end of the range below
# Where somebody went may be told as an organisation or as an occupation: one column.
_DESTINATION = ("destination_org", "destination_activity")


def tally(messages: Messages, answer: Tally, documents: Mapping[str, Document], *, everything: bool = False) -> RenderableType:
    """Rows with their events; then what was left out, by reason, with a few examples of each or all of them.

    ``documents`` are those that the sentences stand in.
    """
    low, high = answer.low, answer.high
    key = "tally.title" if low == high else "tally.title_range"
    parts: list[RenderableType] = [Text(messages(key, type=messages.event(answer.event_type), low=low, high=high), style="bold")]
    events = [event for row in answer.rows for event in row.events]
    if events:
        columns = _Columns(messages, answer, events, documents)
        parts.append(columns.heading())
        for row in answer.rows:
            parts += [_row_heading(messages, row), *columns.events(row)]
            parts += [*_more(messages, row.high - len(row.events)), Text()]
        parts += _more(messages, answer.more_rows)
    if answer.excluded:
        parts += [Text(messages("tally.excluded", count=answer.left_out), style="bold")]
        parts += _excluded(messages, answer.excluded, documents, everything)
        parts += _more(messages, answer.left_out - len(answer.excluded))
    return Group(*parts)


def _more(messages: Messages, count: int) -> Iterator[RenderableType]:
    if count > 0:
        yield Padding(Text(messages("more", count=count), style="dim"), (0, 0, 0, _INDENT))


def timeline(messages: Messages, answer: Timeline, documents: Mapping[str, Document]) -> RenderableType:
    """Events in order: when, what, who did what, how sure; under each the sentence."""
    events = answer.events
    title = messages("timeline.title", name=answer.name, count=len(events) + answer.earlier)
    parts: list[RenderableType] = [Text(title, style="bold")]
    if answer.earlier:
        parts.append(Padding(Text(messages("timeline.earlier", count=answer.earlier), style="dim"), (0, 0, 0, _INDENT)))
    width = max((cell_len(messages.event(event.event_type)) for event in events), default=0)
    for event in events:
        line = Table.grid(padding=(0, 2))
        line.add_column(width=_WHEN)
        line.add_column(width=width)
        line.add_column()
        what = Text.assemble(
            values.roles(messages, event), "  ", values.certainty(messages, event), "  ", _sources(messages, event)
        )
        line.add_row(_when(event), Text(messages.event(event.event_type), style="bold"), what)
        parts += [line, Padding(_evidence(event, documents, [name for name, _ in event.roles]), (0, 0, 0, 13))]
    return Group(*parts)


class _Columns:
    """The columns of a tally's events, as wide as their widest value, the same in all rows."""

    def __init__(self, messages: Messages, answer: Tally, events: Sequence[Event], documents: Mapping[str, Document]) -> None:
        self._messages = messages
        self._documents = documents
        self._columns = list(self._chosen(answer, events))
        self._roles = [answer.by, *(name for _, names in self._columns for name in names)]
        cells = [[label for label, _ in self._columns], *(self._cells(event) for event in events)]
        self._widths = [min(_WIDEST, max(cell_len(row[i]) for row in cells)) for i in range(len(self._columns))]

    def _chosen(self, answer: Tally, events: Sequence[Event]) -> Iterator[tuple[str, tuple[str, ...]]]:
        told = {name for event in events for name, _ in values.read_right(self._messages, event).roles}
        for role in self._messages.events[answer.event_type].roles:
            if role.name in (answer.by, _DESTINATION[1]) or (role.name not in told and role.name != _DESTINATION[0]):
                continue
            if role.name == _DESTINATION[0]:
                yield self._messages("tally.destination"), _DESTINATION
            elif role.name != "reason":  # a sentence of its own, and it stands in the evidence
                yield self._messages.role(answer.event_type, role.name), (role.name,)

    def _cells(self, event: Event) -> list[str]:
        told = values.read_right(self._messages, event)
        return [values.role_text(told, names) for _, names in self._columns]

    def heading(self) -> RenderableType:
        """The labels of the columns."""
        m = self._messages
        labels = [*(label for label, _ in self._columns), m("tally.when"), m("tally.certainty"), m("tally.sources")]
        return self._line([Text(label, style="dim") for label in labels])

    def events(self, row: TallyRow) -> Iterator[RenderableType]:
        """The lines of a row's events; below those that are told of a product, of which."""
        of = dict(row.lifted)
        for event in row.events:
            yield self.event(event)
            if event.id in of:
                lifted = Text(self._messages("tally.of_product", product=of[event.id]), style="dim")
                yield Padding(lifted, (0, 0, 0, 2 * _INDENT))

    def event(self, event: Event) -> RenderableType:
        """The event's line, and its sentence below."""
        cells = [Text(cell, style="" if cell != values.NONE else "dim") for cell in self._cells(event)]
        for cell in cells[:1]:  # none where an event tells no more than what it is counted by
            cell.stylize("bold")
        cells += [_when(event), values.certainty(self._messages, event), Text(values.count_sources(event))]
        evidence = _evidence(event, self._documents, self._roles)
        return Group(self._line(cells), Padding(evidence, (0, 0, 0, 2 * _INDENT)))

    def _line(self, cells: Sequence[Text]) -> RenderableType:
        certainties = [self._messages(f"certainty.{c}") for c in Certainty]
        label = max(cell_len(label) for label in (*certainties, self._messages("tally.certainty")))
        last = (_WHEN, label, cell_len(self._messages("tally.sources")))
        return Padding(_Line(tuple(self._widths), last, tuple(cells)), (0, 0, 0, _INDENT))


@dataclass(frozen=True, slots=True)
class _Line:
    """Cells side by side; where the screen is too narrow for their ``widths``, the widest give way, and at last the columns.

    Those of ``last`` keep their width.
    """

    widths: tuple[int, ...]
    last: tuple[int, ...]
    cells: tuple[Text, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - sum(self.last) - _GAP * (len(self.cells) - 1)
        if room < _LEAST * len(self.widths):
            yield Text(" · ").join(Text("").join(cell.split()) for cell in self.cells if cell.plain != values.NONE)
            return
        grid = Table.grid(padding=(0, _GAP))
        for width in (*_narrowed(self.widths, room), *self.last):
            grid.add_column(width=width, overflow="fold")
        grid.add_row(*self.cells)
        yield grid


def _narrowed(widths: Sequence[int], room: int) -> list[int]:
    """The widths, the widest of them taken from until all have room."""
    narrow = list(widths)
    while sum(narrow) > max(room, 0):
        narrow[narrow.index(max(narrow))] -= 1
    return narrow


def _row_heading(messages: Messages, row: TallyRow) -> Text:
    count = str(row.low) if row.low == row.high else f"{row.low}–{row.high}"
    return Text.assemble((row.key or messages("tally.unsaid"), "bold blue"), "  ", (count, "bold"))


def _when(event: Event) -> Text:
    text = values.when(event.valid_time).replace("/", "/\n")
    return Text(text, style="dim" if event.valid_time is None else "")


def _sources(messages: Messages, event: Event) -> Text:
    return Text(values.sources(messages, event), style="dim")


def _evidence(event: Event, documents: Mapping[str, Document], roles: Sequence[str]) -> Text:
    """The sentence that gives what is shown, as sure as it is shown where one does both."""
    return values.sentence(values.telling(event, roles), documents, event.id)


def _excluded(
    messages: Messages, excluded: Sequence[Exclusion], documents: Mapping[str, Document], everything: bool
) -> Iterator[RenderableType]:
    by_reason: dict[str, list[Exclusion]] = defaultdict(list)
    for exclusion in excluded:
        by_reason[messages.reason(exclusion.reason)].append(exclusion)
    # What is denied or only rumoured first: that somebody was told of twice is the least news.
    for kind, members in sorted(by_reason.items(), key=lambda item: _rank(item[1])):
        yield Padding(Text.assemble((kind, "yellow"), f"  {len(members)}"), (0, 0, 0, _INDENT))
        shown = members if everything else members[:_EXAMPLES]
        for exclusion in shown:
            told = exclusion.told
            line = Text.assemble((values.claim_text(told.claim), "bold"), "  ", values.sentence(told, documents))
            yield Padding(line, (0, 0, 0, 2 * _INDENT))
        if len(members) > len(shown):
            yield Padding(Text(messages("more", count=len(members) - len(shown)), style="dim"), (0, 0, 0, 2 * _INDENT))


def _rank(members: Sequence[Exclusion]) -> tuple[bool, bool, int]:
    told_again = all(m.reason.startswith("already counted") for m in members)
    negated = any(m.told.claim.polarity is Polarity.NEGATED for m in members)
    return told_again, not negated, len(members)
