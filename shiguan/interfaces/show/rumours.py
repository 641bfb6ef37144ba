"""Rumours with their steps, forecasts with their marks, outlets with their records, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.forecasts import Forecasts, Foreseen, Mark
from shiguan.query.outlets import OutletRecord, Outlets
from shiguan.query.rumours import Rumour, Rumours
from shiguan.records.document import Document
from shiguan.records.views import Event, Told
from shiguan.resolve.fates import Fate, Part, Step
from shiguan.resolve.related import Link

_FATES = {
    Fate.OPEN: "yellow",
    Fate.DENIED: "red",
    Fate.BORNE_OUT: "green",
    Fate.DENIED_THEN_BORNE_OUT: "green",
    Fate.PARTLY: "cyan",
    Fate.WITHDRAWN: "red",
}
_PARTS = {
    Part.RUMOUR: "yellow",
    Part.DENIAL: "red",
    Part.REPORT: "cyan",
    Part.CONFIRMATION: "green",
    Part.PLAN: "magenta",
    Part.WITHDRAWAL: "red",
    Part.NO_ANSWER: "dim",
}
_MARKS = {Mark.COME_TRUE: "green", Mark.FAILED: "red", Mark.OPEN: "yellow", Mark.CANNOT_TELL: "dim"}
# That a telling is of the same event or parties goes without saying; what else ties it to the rumour is said.
_TOLD_OTHERWISE = frozenset(Link) - {Link.SAME_EVENT, Link.SAME_TOLD, Link.ABOUT_IT}
_INDENT = 2
_WHEN = 10  # 2024-08-30
EXAMPLES = 3
"""What is shown of each list of an outlet, where not all is asked for."""


def rumours(messages: Messages, answer: Rumours) -> RenderableType:
    """Each rumour with its fate and why, then its steps in order: when, what, on whose word, in which words."""
    counts = [(f"rumours.fate.{fate}", _FATES[fate], count) for fate, count in answer.fates]
    title = messages("rumours.title", count=answer.total, day=answer.as_of)
    parts: list[RenderableType] = [_title(messages, title, counts)]
    for rumour in answer.rumours:
        steps = [_step(messages, step) for step in rumour.steps]
        parts += [Text(), _heading(messages, rumour), _reason(messages, rumour), *_indented(steps)]
    return Group(*parts)


def forecasts(messages: Messages, answer: Forecasts, documents: Mapping[str, Document]) -> RenderableType:
    """Each forecast and plan with its mark and why, its sentence, and the sentences that settle it."""
    counts = [(f"forecasts.mark.{mark}", _MARKS[mark], count) for mark, count in answer.marks]
    title = messages("forecasts.title", count=answer.total, day=answer.as_of)
    parts: list[RenderableType] = [_title(messages, title, counts)]
    for one in answer.foreseen:
        parts += [Text(), _foreseen(messages, one), Padding(values.sentence(one.said, documents), (0, 0, 0, _INDENT))]
        parts += _indented(
            Text.assemble("→ ", values.sentence(told, documents)) for told in one.evidence if told.claim.id != one.said.claim.id
        )
    return Group(*parts)


def outlets(messages: Messages, answer: Outlets, documents: Mapping[str, Document], *, everything: bool = False) -> RenderableType:
    """Each outlet's record with examples (or all) of what it told first and of its rumours; then what several tell."""
    title = messages("outlets.title", count=len(answer.outlets), documents=answer.documents, sources=answer.sources)
    parts: list[RenderableType] = [Text(title, style="bold")]
    limit = None if everything else EXAMPLES
    for record in answer.outlets:
        parts += [Text(), *_record(messages, record, limit)]
    if answer.shared:
        parts += [Text(), Text(messages("outlets.shared", count=len(answer.shared)), style="bold")]
        for shared in answer.shared[:limit]:
            told = Text(messages("rumours.carried", outlets=shared.outlets, sources=shared.sources), style="cyan")
            parts += _indented([_event(messages, shared.event, told)])
            parts.append(Padding(values.sentence(shared.event.tellings[0], documents, shared.event.id), (0, 0, 0, 2 * _INDENT)))
        parts += _more(messages, len(answer.shared), limit)
    return Group(*parts)


def _title(messages: Messages, title: str, counts: Iterable[tuple[str, str, int]]) -> Text:
    text = Text(title, style="bold")
    for key, style, count in counts:
        text.append("  ").append(f"{messages(key)} {count}", style=style)
    return text


def _heading(messages: Messages, rumour: Rumour) -> Text:
    notes = [messages("rumours.age", days=rumour.age)] if rumour.age is not None else []
    if len(rumour.outlets) > 1:
        notes.append(messages("rumours.carried", outlets=len(rumour.outlets), sources=rumour.sources))
    fate = Text(messages(f"rumours.fate.{rumour.fate}"), style=f"bold {_FATES[rumour.fate]}")
    return _event(messages, rumour.event, Text.assemble(fate, *(Text(f" · {note}", style="dim") for note in notes)))


def _event(messages: Messages, event: Event, before: Text) -> Text:
    """What it is about, in few words: type and roles."""
    label = messages.event(event.event_type)
    return Text.assemble(before, "  ", (label, "bold"), "  ", values.roles(messages, event))


def _reason(messages: Messages, rumour: Rumour) -> RenderableType:
    text = Text(messages(f"rumours.why.{rumour.reason.name.lower()}"), style="dim")
    if rumour.by:
        text.append(f"（{_who(rumour.by)}）" if messages.language == "zh" else f" ({_who(rumour.by)})")
    return Padding(text, (0, 0, 0, _INDENT))


def _who(told: Told) -> str:
    """Publisher and day, as far as known."""
    when = values.when(told.published_at) if told.published_at else None
    return " ".join(part for part in (told.publisher or told.file, when) if part)


def _step(messages: Messages, step: Step) -> RenderableType:
    claim = step.told.claim
    line = Table.grid(padding=(0, 2))
    line.add_column(width=_WHEN)
    line.add_column(width=max(cell_len(messages(f"rumours.part.{part}")) for part in Part))
    line.add_column(overflow="fold")
    said = Text.assemble((f"{claim.speaker}：", "bold") if claim.speaker else "", _quote(step.told))
    if step.differs:
        roles = "、".join(messages.role(claim.event_type, role) for role in step.differs)
        said.append(f"  {messages('rumours.otherwise', roles=roles)}", style="magenta")
    said.append_text(Text.assemble("\n", values.cite(step.told, claim.id)))
    if step.link in _TOLD_OTHERWISE:
        said.append(f" · {messages(f'rumours.link.{step.link.name.lower()}')}", style="dim")
    part = Text(messages(f"rumours.part.{step.part}"), style=_PARTS[step.part])
    line.add_row(values.when(step.told.published_at), part, said)
    return line


def _quote(told: Told) -> Text:
    quote = " ".join(told.claim.evidence.quote.split())
    return Text(quote if "“" in quote else f"“{quote}”", style="italic")


def _foreseen(messages: Messages, one: Foreseen) -> Text:
    kind = messages("forecasts.plan" if one.planned else "forecasts.forecast")
    text = Text.assemble((messages(f"forecasts.mark.{one.mark}"), f"bold {_MARKS[one.mark]}"), "  ", (kind, "bold"), "  ")
    about = values.names(one.event, one.said.claim)
    who = one.speaker or (messages("forecasts.about", who=messages("list.between").join(about)) if about else None)
    text.append(who or messages("forecasts.unnamed"), style="" if who else "dim")
    if one.horizon:
        text.append(f"  {messages('forecasts.by', when=one.horizon.when)}")
    return text.append(f"  {messages(f'forecasts.why.{one.why.name.lower()}')}", style="dim")


def _record(messages: Messages, record: OutletRecord, limit: int | None) -> Iterator[RenderableType]:
    yield Text(record.outlet, style="bold blue")
    counts = {"documents": record.documents, "tellings": record.tellings, "events": record.events, "alone": record.alone}
    said = [messages("outlets.told", first=len(record.first), **counts)]
    lines = [Text(messages("outlets.named_only"), style="dim") if record.named_only else Text(said[0])]
    if record.rumours:
        fates = " · ".join(f"{messages(f'rumours.fate.{fate}')} {count}" for fate, count in record.fates)
        lines.append(Text(messages("outlets.rumours", count=len(record.rumours), fates=fates)))
    if record.known:
        lines.append(Text(messages("outlets.known", count=len(record.known)), style="dim"))
    if record.copies:
        whom = "、".join(f"{outlet} {count}" for outlet, count in record.copied)
        lines.append(Text(messages("outlets.copies", count=record.copies, whom=whom), style="magenta"))
    yield from _indented(lines)
    first = Text(messages("outlets.first"), style="green")
    yield from _events(messages, [(event, first) for event in record.first], limit)
    carried = [(r.event, Text(messages(f"rumours.fate.{r.fate}"), style=_FATES[r.fate])) for r in record.rumours]
    yield from _events(messages, carried, limit)
    known = Text(messages("outlets.known_one"), style="dim")
    yield from _events(messages, [(r.event, known) for r in record.known], limit)


def _events(messages: Messages, events: Sequence[tuple[Event, Text]], limit: int | None) -> Iterator[RenderableType]:
    """A line for each event, with the id that `explain` leads from to its sentences."""
    for event, before in events[:limit]:
        identity = Text(f"  {event.id[: values.SHORT_ID]}", style="dim")
        yield Padding(Text.assemble(_event(messages, event, before), identity), (0, 0, 0, 2 * _INDENT))
    yield from _more(messages, len(events), limit)


def _more(messages: Messages, count: int, limit: int | None) -> Iterator[RenderableType]:
    if limit is not None and count > limit:
        yield Padding(Text(messages("more", count=count - limit), style="dim"), (0, 0, 0, 2 * _INDENT))


def _indented(lines: Iterable[RenderableType]) -> Iterator[RenderableType]:
    return (Padding(line, (0, 0, 0, _INDENT)) for line in lines)
