"""How a question was understood, or that it was not."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.query.understand import NotUnderstood, Understood


def understood(messages: Messages, answer: Understood) -> RenderableType:
    """The command line that the question equals, and what of the question it leaves out."""
    command = Text.assemble((messages("ask.understood"), "dim"), (answer.command, "bold cyan"))
    return Group(command, *(Text(messages.reason(note), style="yellow") for note in answer.notes))


def not_understood(messages: Messages, answer: NotUnderstood) -> RenderableType:
    """Why not, and what may be asked."""
    lines = [Text(messages("ask.not", reason=messages.reason(answer.reason)), style="yellow"), Text(messages("ask.examples"))]
    return Group(*lines, *(Padding(Text(example, style="cyan"), (0, 0, 0, 2)) for example in answer.examples))
