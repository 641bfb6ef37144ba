"""A tally and a timeline as lines under headings, each with the sentence it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Document
from shiguan.records.views import Event, Exclusion, Tally, TallyRow

_WIDEST = 26  # cells of a column, so that one long post does not push the others off the screen
_EXAMPLES = 3
_INDENT = 2
_WHEN = 11  # 2024-08-30/ and the end of the range below
# Where somebody went may be told as an organisation or as an occupation: one column.
_DESTINATION = ("destination_org", "destination_activity")


def tally(messages: Messages, answer: Tally, documents: Mapping[str, Document], *, everything: bool = False) -> RenderableType:
    """Rows with their events; then what was left out, by reason, with a few examples of each or all of them.

    ``documents`` are those that the sentences stand in.
    """
    low, high = sum(row.low for row in answer.rows), sum(row.high for row in answer.rows)
    key = "tally.title" if low == high else "tally.title_range"
    parts: list[RenderableType] = [Text(messages(key, type=messages.event(answer.event_type), low=low, high=high), style="bold")]
    events = [event for row in answer.rows for event in row.events]
    if events:
        columns = _Columns(messages, answer, events, documents)
        parts.append(columns.heading())
        for row in answer.rows:
            parts += [_row_heading(messages, row), *(columns.event(event) for event in row.events), Text()]
    if answer.excluded:
        parts += [Text(messages("tally.excluded", count=len(answer.excluded)), style="bold")]
        parts += _excluded(messages, answer.excluded, documents, everything)
    return Group(*parts)


def timeline(messages: Messages, name: str, events: Sequence[Event], documents: Mapping[str, Document]) -> RenderableType:
    """Events in order: when, what, who did what, how sure; under each the sentence."""
    parts: list[RenderableType] = [Text(messages("timeline.title", name=name, count=len(events)), style="bold")]
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
        parts += [line, Padding(_evidence(event, documents), (0, 0, 0, 13))]
    return Group(*parts)


class _Columns:
    """The columns of a tally's events, as wide as their widest value, the same in all rows."""

    def __init__(self, messages: Messages, answer: Tally, events: Sequence[Event], documents: Mapping[str, Document]) -> None:
        self._messages = messages
        self._documents = documents
        self._columns = list(self._chosen(answer, events))
        cells = [[label for label, _ in self._columns], *(self._cells(event) for event in events)]
        self._widths = [min(_WIDEST, max(cell_len(row[i]) for row in cells)) for i in range(len(self._columns))]

    def _chosen(self, answer: Tally, events: Sequence[Event]) -> Iterator[tuple[str, tuple[str, ...]]]:
        told = {name for event in events for name, _ in event.roles}
        for role in self._messages.events[answer.event_type].roles:
            if role.name in (answer.by, _DESTINATION[1]) or (role.name not in told and role.name != _DESTINATION[0]):
                continue
            if role.name == _DESTINATION[0]:
                yield self._messages("tally.destination"), _DESTINATION
            elif role.name != "reason":  # a sentence of its own, and it stands in the evidence
                yield self._messages.role(answer.event_type, role.name), (role.name,)

    def _cells(self, event: Event) -> list[str]:
        return [values.role_text(event, names) for _, names in self._columns]

    def heading(self) -> RenderableType:
        """The labels of the columns."""
        m = self._messages
        labels = [*(label for label, _ in self._columns), m("tally.when"), m("tally.certainty"), m("tally.sources")]
        return self._line([Text(label, style="dim") for label in labels])

    def event(self, event: Event) -> RenderableType:
        """The event's line, and its sentence below."""
        cells = [Text(cell, style="" if cell != values.NONE else "dim") for cell in self._cells(event)]
        cells[0].stylize("bold")
        cells += [_when(event), values.certainty(self._messages, event), Text(str(event.sources))]
        return Group(self._line(cells), Padding(_evidence(event, self._documents), (0, 0, 0, 2 * _INDENT)))

    def _line(self, cells: Sequence[Text]) -> RenderableType:
        grid = Table.grid(padding=(0, 2))
        for width in self._widths:
            grid.add_column(width=width, overflow="fold")
        certainties = [self._messages(f"certainty.{c}") for c in Certainty]
        grid.add_column(width=_WHEN)
        grid.add_column(width=max(cell_len(label) for label in (*certainties, self._messages("tally.certainty"))))
        grid.add_column()
        grid.add_row(*cells)
        return Padding(grid, (0, 0, 0, _INDENT))


def _row_heading(messages: Messages, row: TallyRow) -> Text:
    count = str(row.low) if row.low == row.high else f"{row.low}–{row.high}"
    return Text.assemble((row.key or messages("tally.unsaid"), "bold blue"), "  ", (count, "bold"))


def _when(event: Event) -> Text:
    text = values.when(event.valid_time).replace("/", "/\n")
    return Text(text, style="dim" if event.valid_time is None else "")


def _sources(messages: Messages, event: Event) -> Text:
    return Text(messages("timeline.sources", count=event.sources), style="dim")


def _evidence(event: Event, documents: Mapping[str, Document]) -> Text:
    """The sentence of the telling that the event's own certainty and polarity come from."""
    best = next(
        (t for t in event.tellings if (t.claim.certainty, t.claim.polarity) == (event.certainty, event.polarity)), event.tellings[0]
    )
    return values.sentence(best, documents, event.id)


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
