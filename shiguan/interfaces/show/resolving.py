"""Pairs of names side by side, with what speaks for their being one and what it would change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.preview import Change
from shiguan.query.review import Pair, Side
from shiguan.records.judgement import Verdict

_WEIGHED = re.compile(r"(.*) \(([+-]\d\.\d\d)\)", re.DOTALL)
_CHANGES_SHOWN = 12


def pairs(messages: Messages, found: Sequence[Pair]) -> RenderableType:
    """Pairs one below the other, those that people judged last."""
    if not found:
        return Text(messages("resolve.none"))
    judged = sum(not _open(pair) for pair in found)
    title = Text(messages("resolve.title", open=len(found) - judged, judged=judged), style="bold")
    return Group(title, *(part for one in found for part in ("", pair(messages, one))))


def pair(messages: Messages, found: Pair) -> RenderableType:
    """Both names with their sentences, and the features in words, each with its weight."""
    said = messages("resolve.is_one") if _open(found) else _said(messages, found)
    names = found.left.name if found.left.name == found.right.name else f"{found.left.name} / {found.right.name}"
    head = Text.assemble((names, "bold blue"), "  ", said, f"  {found.score:.2f}  ", (found.id[: values.SHORT_ID], "dim"))
    table = Table(box=SIMPLE, show_header=False, expand=True, padding=(0, 1))
    for _ in range(2):
        table.add_column(ratio=1, overflow="fold")
    table.add_row(_side(messages, found.left), _side(messages, found.right))
    return Group(head, table, Padding(_features(messages, found.explanation), (0, 0, 0, 2)))


def changes(messages: Messages, found: Sequence[Change], verdict: Verdict) -> RenderableType:
    """What a judgement would change."""
    if not found:
        return Text(messages("resolve.changes_nothing"), style="dim")
    key = "resolve.changes_different" if verdict is Verdict.DIFFERENT else "resolve.changes"
    lines = [
        Text(messages(key, count=len(found)), style="yellow"),
        *(Text(f"  {change(messages, one)}") for one in found[:_CHANGES_SHOWN]),
    ]
    if len(found) > _CHANGES_SHOWN:
        lines.append(Text(messages("more", count=len(found) - _CHANGES_SHOWN), style="dim"))
    return Group(*lines)


def change(messages: Messages, one: Change) -> str:
    """A row of a tally that would change, in words."""
    return messages(
        "resolve.change",
        type=messages.event(one.event_type),
        of=one.key or messages("resolve.unsaid"),
        before=_count(one.before),
        after=_count(one.after),
    )


def _count(count: tuple[int, int]) -> str:
    low, high = count
    return str(low) if low == high else f"{low}–{high}"


def _open(found: Pair) -> bool:
    return found.verdict is Verdict.UNSURE and found.by.startswith(("rules", "model"))


def _said(messages: Messages, found: Pair) -> str:
    return messages("resolve.by", by=found.by, verdict=messages(f"verdict.{found.verdict}"))


def _side(messages: Messages, side: Side) -> RenderableType:
    return Group(*_side_lines(messages, side))


def _side_lines(messages: Messages, side: Side) -> Iterator[Text]:
    yield Text(side.name, style="bold")
    if side.employers or side.positions:
        employers, positions = "、".join(side.employers), "、".join(side.positions)
        yield Text(messages("resolve.works", employers=employers, positions=positions).strip(), style="cyan")
    sentence = Text(side.sentence, style="italic")
    sentence.stylize("bold underline", side.start, side.end)
    yield Text(" ").join(line for line in sentence.split() if line.plain.strip())
    parts = [
        side.publisher,
        values.when(side.published_at) if side.published_at else None,
        side.file,
        side.mention[: values.SHORT_ID],
    ]
    yield Text(" · ".join(part for part in parts if part), style="dim")


def features(messages: Messages, explanation: str) -> Iterator[tuple[str, str]]:
    """Each feature's weight and words; what people wrote as it is, without a weight."""
    for part in explanation.split("; "):
        weighed = _WEIGHED.fullmatch(part)
        words, weight = (weighed[1], weighed[2]) if weighed else (part, "")
        if words:
            yield weight, messages.reason(words)


def _features(messages: Messages, explanation: str) -> RenderableType:
    """Each feature on a line, its weight before it."""
    table = Table.grid(padding=(0, 1))
    for weight, words in features(messages, explanation):
        table.add_row(Text(weight, style="green" if weight.startswith("+") else "red"), Text(words))
    return table
