"""A draft with its marks, and below it what the record says to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.check import Checked, Mark, Note
from shiguan.query.verdicts import Verdict
from shiguan.records.document import Document

_SIGNS = {
    Verdict.SUPPORTED: ("✓", "green"),
    Verdict.CONTRADICTED: ("✗", "red"),
    Verdict.UNSUPPORTED: ("?", "yellow"),
    Verdict.RUMOUR_ONLY: ("~", "magenta"),
    Verdict.OUT_OF_DATE: ("↻", "blue"),
}
_INDENT = 4


def checked(messages: Messages, answer: Checked, documents: Mapping[str, Document]) -> RenderableType:
    """The draft as received with a sign and a number behind each thing marked; the numbered notes; how many are what.

    ``documents`` are those that the notes' sentences stand in.
    """
    summary = Text(messages("check.title", file=answer.file, count=len(answer.marks)), style="bold")
    for verdict, (sign, style) in _SIGNS.items():
        count = answer.counts[verdict.value]
        if count:
            summary.append("  ")
            summary.append(f"{sign} " + messages("check.count", verdict=messages(f"verdict.{verdict}"), count=count), style=style)
    notes = (part for note in answer.notes for part in _note(messages, note, documents))
    nothing = [] if answer.marks else [Text(messages("check.nothing"), style="dim")]
    return Group(_text(answer), Text(), *notes, *nothing, summary)


def _text(answer: Checked) -> Text:
    """The draft with its marks: legible without colours."""
    by_number = {note.number: note for note in answer.notes}
    text = Text()
    position = 0
    for mark in answer.marks:
        sign, style = _SIGNS[mark.verdict]
        text.append(answer.text[position : mark.start])
        text.append(answer.text[mark.start : mark.end], style=f"{style} underline")
        text.append(f"[{sign}{_gravest(mark, by_number)}]", style=style)
        position = mark.end
    text.append(answer.text[position:])
    text.rstrip()
    return text


def _gravest(mark: Mark, notes: Mapping[int, Note]) -> str:
    """The number of the note that the mark's verdict comes from, then those of its other notes."""
    order = sorted(mark.notes, key=lambda n: (notes[n].verdict is not mark.verdict, n))
    return " ".join(str(number) for number in order)


def _note(messages: Messages, note: Note, documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    sign, style = _SIGNS[note.verdict]
    line = Text.assemble((f"[{sign}{note.number}] ", style), (messages(f"verdict.{note.verdict}"), f"bold {style}"), "  ")
    if note.event_type is not None:
        line.append(messages.event(note.event_type) + " · ")
    line.append(messages.reason(note.reason))
    yield line
    if note.told is not None:
        identity = note.event.id if note.event else None
        yield Padding(values.sentence(note.told, documents, identity), (0, 0, 0, _INDENT))
    if note.newest is not None and note.verdict is Verdict.OUT_OF_DATE:
        now = values.sentence(note.newest.tellings[0], documents, note.newest.id)
        yield Padding(Text.assemble((messages("check.now") + " ", "bold"), now), (0, 0, 0, _INDENT))
