"""What is new, what changed and what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import conflicts as shown
from shiguan.interfaces.show import values
from shiguan.query.changes import Change, Changes, Difference, Regrouping
from shiguan.records.document import Document

_INDENT = 2
_SHOWN = 20
_STYLES = {"new": "green", "changed": "yellow", "withdrawn": "red"}
_SIGNS = {"new": "+", "changed": "~", "withdrawn": "−"}


def changes(messages: Messages, answer: Changes, documents: Mapping[str, Document], *, everything: bool = False) -> RenderableType:
    """Counts, then each list with what is told otherwise, the log's line and the sentence; all of them where asked for."""
    title = messages(
        "changes.title",
        since=_since(messages, answer),
        new=len(answer.new),
        changed=len(answer.changed),
        withdrawn=len(answer.withdrawn),
        again=answer.told_again,
    )
    parts: list[RenderableType] = [Text(title, style="bold")]
    for kind, listed in (("new", answer.new), ("changed", answer.changed), ("withdrawn", answer.withdrawn)):
        if listed:
            parts += [Text(), Text(messages(f"changes.{kind}", count=len(listed)), style=f"bold {_STYLES[kind]}")]
            kept = listed if everything else listed[:_SHOWN]
            parts += [line for change in kept for line in _change(messages, change, documents)]
            if len(listed) > len(kept):
                parts.append(Text(messages("more", count=len(listed) - len(kept)), style="dim"))
    for kind, regrouped in (("merged", answer.merged), ("split", answer.split)):
        if regrouped:
            parts += [Text(), Text(messages(f"changes.{kind}", count=len(regrouped)), style="bold")]
            parts += [Padding(_regrouping(one), (0, 0, 0, _INDENT)) for one in regrouped]
    if answer.arisen.conflicts:
        parts += [Text(), Text(messages("changes.arisen"), style="bold"), shown.conflicts(messages, answer.arisen, documents)]
    return Group(*parts)


def _since(messages: Messages, answer: Changes) -> str:
    at = answer.chosen.rpartition(", ")[2]
    return messages("changes.since_run", at=at.removeprefix("begun ")) if "run" in answer.chosen else f" {at} "


def _change(messages: Messages, change: Change, documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    event = change.after or change.before
    if event is None:
        return
    kind = str(change.kind)
    line = Text.assemble((f"{_SIGNS[kind]} ", _STYLES[kind]), (messages.event(event.event_type), "bold"), "  ")
    line.append(f"{values.when(event.valid_time)}  {values.roles(messages, event)}  ").append_text(
        values.certainty(messages, event)
    )
    yield Padding(line, (0, 0, 0, _INDENT))
    for difference in change.differences:
        yield Padding(_difference(messages, event.event_type, difference), (0, 0, 0, 3 * _INDENT))
    for logged in change.logged[-1:]:
        entry = logged.entry
        when = f"{entry.recorded_at.astimezone():%Y-%m-%d %H:%M}"
        said = f"{when} · {messages(f'action.{entry.action}')} · {messages.reason(entry.reason)}"
        yield Padding(Text(said, style="dim"), (0, 0, 0, 3 * _INDENT))
        yield Padding(values.sentence(logged.told, documents, event.id), (0, 0, 0, 3 * _INDENT))


def _difference(messages: Messages, event_type: str, difference: Difference) -> Text:
    plain = difference.what in ("when", "certainty", "polarity", "event")
    label = messages(f"changes.{difference.what}") if plain else messages.role(event_type, difference.what)
    before, after = (_value(messages, difference.what, value) for value in (difference.before, difference.after))
    return Text.assemble(f"{label}  ", (before, "strike dim"), " → ", (after, "bold"))


def _value(messages: Messages, what: str, value: str | None) -> str:
    if value is None:
        return values.NONE
    if what == "certainty":
        return messages(f"certainty.{value}")
    if what == "polarity":
        return messages("polarity.affirmed" if value == "affirmed" else "changes.not_so")
    return value


def _regrouping(one: Regrouping) -> Text:
    before, after = (" + ".join(e.name for e in side) for side in (one.before, one.after))
    text = Text.assemble((before, "bold"), " → ", (after, "bold"))
    said: Sequence[str] = [f"{j.explanation} · {j.recorded_at.astimezone():%Y-%m-%d %H:%M}" for j in one.judgements[-1:]]
    return text.append("".join(f"\n  {line}" for line in said), style="dim")
