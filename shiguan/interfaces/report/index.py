"""What is searched in a report without a server: names and events in a file that pages load as a script when one searches."""

from __future__ import annotations

from collections.abc import Iterable

from shiguan.interfaces import render
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.interfaces.web.templating import harmless
from shiguan.query.names import fold
from shiguan.records.views import Entity, Event

_ALIASES = 6  # of a name
_LONGEST = 120  # characters of an event's line
_HAN = range(0x4E00, 0xA000)


def script(messages: Messages, names: Iterable[tuple[Entity, str]], events: Iterable[tuple[Event, str]]) -> str:
    """The script: each name and event with its file, and the traditional characters that are searched as simplified ones."""
    called = [
        [_line(e.name), [_line(a) for a in e.aliases[:_ALIASES]], messages(f"dossier.kind.{e.kind}"), file] for e, file in names
    ]
    told = [[_line(_said(messages, event)), event.valid_time.when if event.valid_time else "", file] for event, file in events]
    index = {"names": called, "events": told}
    lines = render.dumps({**index, "fold": _folded(render.dumps(index))})
    return f"globalThis.shiguanIndex = {lines};\n"


def _said(messages: Messages, event: Event) -> str:
    return f"{messages.event(event.event_type)} {values.roles(messages, event)}"[:_LONGEST]


def _line(text: str) -> str:
    return " ".join(str(harmless(text)).split())


def _folded(text: str) -> list[str]:
    """Two texts of one length: characters that may be typed, and those of the text that they are searched as."""
    typed = [chr(code) for code in _HAN]
    pairs = [(a, b) for a, b in zip(typed, fold("\n".join(typed)).split("\n"), strict=True) if a != b and b in text]
    return ["".join(side) for side in zip(*pairs, strict=True)] or ["", ""]
