"""A sheet: a title, facts, and sections of lines that each cite sentences; and how a terminal shows one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.explain import sentence_at
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Document, Span
from shiguan.records.views import Event, Told

_CITED = 4  # sentences cited of one event; `shiguan explain` shows the rest
_WHEN = 11
_INDENT = 2


@dataclass(frozen=True, slots=True)
class Cite:
    """A sentence as read, the part of it that was claimed, where it is from, and the id of the claim (None: no claim was read)."""

    sentence: str
    quote: str
    source: str
    claim: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``when``, ``what`` it says first, the rest, how sure it is, a remark of our own, and what it rests on.

    ``further`` counts the tellings that are not cited; ``event`` is the id to ask for them.
    """

    when: str
    what: str
    rest: str = ""
    certainty: Certainty | None = None
    negated: bool = False
    remark: str = ""
    sources: int = 0
    cites: tuple[Cite, ...] = ()
    further: int = 0
    event: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading, and what is to be said of them together."""

    title: str
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything, in order; a section with neither lines nor remarks is not shown."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections in which something stands."""
        return tuple(s for s in self.sections if s.lines or s.remarks)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: a sentence, and every claim cited from it."""

    number: int
    cite: Cite
    claims: tuple[str, ...]


class Notes:
    """Footnotes numbered in the order they are first cited; one sentence of one source is one note."""

    def __init__(self, sheet: Sheet) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        claims: dict[tuple[str, str], dict[str, None]] = {}
        first: dict[tuple[str, str], Cite] = {}
        for cite in (cite for section in sheet.shown for line in section.lines for cite in line.cites):
            key = (cite.sentence, cite.source)
            self._numbers.setdefault(key, len(self._numbers) + 1)
            first.setdefault(key, cite)
            claims.setdefault(key, {})
            if cite.claim:
                claims[key][cite.claim] = None
        self.notes = tuple(Note(number, first[key], tuple(claims[key])) for key, number in self._numbers.items())

    def of(self, line: Line) -> tuple[int, ...]:
        """The numbers that a line cites, rising."""
        return tuple(sorted({self._numbers[cite.sentence, cite.source] for cite in line.cites}))


def clean(text: str) -> str:
    """The text on one line, without characters that steer a terminal or the direction of writing."""
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return re.sub(r" +", " ", kept).strip()


def cite(told: Told, documents: Mapping[str, Document]) -> Cite:
    """What a telling rests on."""
    document, span = documents.get(told.claim.document), told.claim.evidence.span
    whole = sentence_at(document, span) if document else span
    sentence = Span(whole.start, whole.end).of(document.text) if document else told.claim.evidence.quote
    date = values.when(told.published_at) if told.published_at else None
    source = " · ".join(part for part in (told.publisher, date, told.file) if part)
    return Cite(clean(sentence), clean(told.claim.evidence.quote), clean(source), told.claim.id)


def cites(event: Event, documents: Mapping[str, Document]) -> tuple[Cite, ...]:
    """What an event rests on: the tellings that its certainty comes from first, one a sentence, at most ``_CITED``."""
    best = sorted(event.tellings, key=lambda t: (t.claim.certainty, t.claim.polarity) != (event.certainty, event.polarity))
    first: dict[tuple[str, str], Cite] = {}
    for told in best:
        made = cite(told, documents)
        first.setdefault((made.sentence, made.source), made)
    return tuple(first.values())[:_CITED]


def line(event: Event, documents: Mapping[str, Document], what: str, rest: str = "", remark: str = "") -> Line:
    """An event's line."""
    cited = cites(event, documents)
    return Line(
        when=values.when(event.valid_time),
        what=clean(what),
        rest=clean(rest),
        certainty=event.certainty,
        negated=event.polarity is Polarity.NEGATED,
        remark=remark,
        sources=event.sources,
        cites=cited,
        further=max(0, len({(t.claim.document, t.claim.evidence.span.start) for t in event.tellings}) - len(cited)),
        event=event.id,
    )


def certainty_text(messages: Messages, one: Line) -> str:
    """How sure a line is, in words; nothing where it is a plain report."""
    if one.certainty is None:
        return ""
    said = "" if one.certainty is Certainty.REPORTED else messages(f"certainty.{one.certainty}")
    return said + (messages("polarity.negated") if one.negated else "")


def terminal(messages: Messages, sheet: Sheet, *, beneath: bool) -> RenderableType:
    """The sheet for a terminal of any width; each sentence ``beneath`` its line, or all as notes at the end."""
    notes = Notes(sheet)
    parts: list[RenderableType] = [Text(clean(sheet.title), style="bold")]
    parts += [_fact(label, clean(value)) for label, value in sheet.facts if value]
    for section in sheet.shown:
        parts += ["", Text(section.title, style="bold blue")]
        parts += [Padding(Text(clean(remark), style="yellow"), (0, 0, 0, _INDENT)) for remark in section.remarks]
        for one in section.lines:
            parts.append(_line(messages, one, () if beneath else notes.of(one)))
            if beneath:
                parts += [Padding(_cited(messages, c, one.event), (0, 0, 0, _INDENT + _WHEN + 2)) for c in one.cites[:1]]
    if notes.notes and not beneath:
        parts += ["", Text(messages("sheet.notes"), style="bold blue")]
        parts += _notes(messages, notes)
    return Group(*parts)


def _fact(label: str, value: str) -> RenderableType:
    return Padding(Text.assemble((f"{label}  ", "dim"), value), (0, 0, 0, _INDENT))


def _line(messages: Messages, one: Line, numbers: Sequence[int]) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=_WHEN)
    grid.add_column(overflow="fold")
    sure = Text(certainty_text(messages, one), style=values.style(one.certainty) if one.certainty else "")
    several = Text(messages("timeline.sources", count=one.sources) if one.sources > 1 else "", style="dim")
    cited = Text("".join(f"[{number}]" for number in numbers), style="cyan")
    said = [Text(one.what, style="bold"), Text(one.rest), sure, several, cited, Text(one.remark, style="yellow")]
    grid.add_row(Text(one.when.replace("/", "/\n"), style="dim" if one.when == values.NONE else ""), _joined(said))
    return Padding(grid, (0, 0, 0, _INDENT))


def _joined(parts: Sequence[Text]) -> Text:
    return Text("  ").join(part for part in parts if part.plain)


def quoted(one: Cite) -> Text:
    """The sentence, the part claimed set off in it."""
    text = Text(f"“{one.sentence}”", style="italic")
    at = one.sentence.find(one.quote)
    if at >= 0 and one.quote != one.sentence:
        text.stylize("underline", at + 1, at + 1 + len(one.quote))
    return text


def _cited(messages: Messages, one: Cite, event: str) -> Text:
    identity = (event or one.claim or "")[: values.SHORT_ID] or messages("sheet.no_claim")
    return Text.assemble(quoted(one), "\n", (f"{one.source} · {identity}", "dim"))


def _notes(messages: Messages, notes: Notes) -> Iterator[RenderableType]:
    width = max(cell_len(f"[{note.number}]") for note in notes.notes)
    for note in notes.notes:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=width, justify="right")
        grid.add_column(overflow="fold")
        ids = " ".join(claim[: values.SHORT_ID] for claim in note.claims) or messages("sheet.no_claim")
        text = Text.assemble(quoted(note.cite), "\n", (f"{note.cite.source} · {ids}", "dim"))
        grid.add_row(Text(f"[{note.number}]", style="cyan"), text)
        yield Padding(grid, (0, 0, 0, _INDENT))
