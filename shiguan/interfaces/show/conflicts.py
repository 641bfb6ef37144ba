"""Conflicts as people read them: what is disagreed on, why it may be, and each side with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.conflicts import Conflicts
from shiguan.records.claim import Certainty
from shiguan.records.document import Document
from shiguan.resolve.conflicts import Conflict, Severity, Side

_STYLES = {Severity.CONTRADICTION: "red", Severity.TENSION: "yellow", Severity.COMPATIBLE: "green"}
_INDENT = 2
_SIDES = 6
_WORD = re.compile(r"[a-z_]+")


def conflicts(
    messages: Messages, answer: Conflicts, documents: Mapping[str, Document], *, everything: bool = False
) -> RenderableType:
    """Contradictions, tensions, and what is compatible; of the last only the values, unless everything is asked for."""
    key = "conflicts.title_of" if answer.name else "conflicts.title"
    title = Text(messages(key, name=answer.name, count=len(answer.conflicts)), style="bold")
    for severity, style in _STYLES.items():
        title.append("  ").append(f"{messages(f'conflicts.{severity}')} {answer.counts[severity]}", style=style)
    parts: list[RenderableType] = [title]
    for severity, style in _STYLES.items():
        found = [c for c in answer.conflicts if c.severity is severity]
        if found:
            parts += [Text(), Text(messages(f"conflicts.{severity}"), style=f"bold {style}")]
        for one in found:
            parts.append(Padding(_heading(messages, one), (0, 0, 0, _INDENT)))
            brief = severity is Severity.COMPATIBLE and not everything
            parts += _brief(messages, one) if brief else _full(messages, one, documents, everything)
    if answer.conflicts and not everything:
        parts.append(Text(messages("conflicts.all"), style="dim"))
    return Group(*parts)


def _heading(messages: Messages, one: Conflict) -> Text:
    """Kind and subject, then the likely cause."""
    text = Text.assemble((messages(f"conflicts.kind.{one.kind}"), _STYLES[one.severity]), "  ")
    if one.subject:
        text.append(one.subject.name, style="bold").append("  ")
    cause = messages(f"conflicts.cause.{one.cause}")
    brackets = "（{}）" if messages.language == "zh" else " ({})"
    return text.append(cause + (brackets.format(one.detail) if one.detail else ""), style="dim")


def _brief(messages: Messages, one: Conflict) -> Iterator[RenderableType]:
    """The values, each with where it is told."""
    for side in one.sides:
        line = Text.assemble("· ", (value(messages, side.value), "bold"), "  ", values.cite(side.tellings[0], side.event))
        yield Padding(line, (0, 0, 0, 2 * _INDENT))


def _full(messages: Messages, one: Conflict, documents: Mapping[str, Document], everything: bool) -> Iterator[RenderableType]:
    """Each side's value and its sentence; all of its sentences where everything is asked for."""
    shown = one.sides if everything else _first(one)
    for side in shown:
        yield Padding(_side(messages, one, side), (0, 0, 0, 2 * _INDENT))
        told = side.tellings if everything else side.tellings[:1]
        for telling in told:
            yield Padding(values.sentence(telling, documents, side.event), (0, 0, 0, 3 * _INDENT))
        if len(side.tellings) > len(told):
            more = Text(messages("conflicts.tellings", count=len(side.tellings) - len(told)), style="dim")
            yield Padding(more, (0, 0, 0, 3 * _INDENT))
    if len(one.sides) > len(shown):
        more = Text(messages("conflicts.sides", count=len(one.sides) - len(shown)), style="dim")
        yield Padding(more, (0, 0, 0, 2 * _INDENT))


def _first(one: Conflict) -> tuple[Side, ...]:
    """The first sides, and the latest one always."""
    return one.sides if len(one.sides) <= _SIDES else (*one.sides[: _SIDES - 1], one.sides[-1])


def _side(messages: Messages, one: Conflict, side: Side) -> Text:
    text = Text.assemble("· ", (value(messages, side.value), "bold"))
    if one.later is not None and one.sides[one.later] is side:
        text.append(messages("conflicts.later"), style="dim")
    return text


def value(messages: Messages, told: str) -> str:
    """The value with the names of event types and certainties in it said in the reader's language."""

    def said(word: re.Match[str]) -> str:
        if word[0] in messages.events:
            return messages.event(word[0])
        return messages(f"certainty.{word[0]}") if word[0] in _CERTAINTIES else word[0]

    return _WORD.sub(said, told, count=1) if _WORD.match(told.removeprefix("≠ ")) else told


_CERTAINTIES = frozenset(str(c) for c in Certainty)
