"""What an assistant's user may choose from a list: check my draft, write a dossier with citations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shiguan.errors import InputError
from shiguan.interfaces.messages import Messages


@dataclass(frozen=True, slots=True)
class Prompt:
    """A request by name; what it takes, and of that what it needs. Its words are messages."""

    name: str
    takes: tuple[str, ...]
    needs: tuple[str, ...]

    def said(self, messages: Messages, given: Mapping[str, str]) -> str:
        """The request, filled in; InputError for what is missing or unknown."""
        for name in given:
            if name not in self.takes:
                raise InputError(f"{self.name} takes no {name!r}; it takes {', '.join(self.takes)}")
        for name in self.needs:
            if not given.get(name, "").strip():
                raise InputError(f"{self.name} needs {name!r}")
        values = {name: given.get(name, "") for name in self.takes}
        if values.get("at"):
            values["at"] = messages("prompt.check.day", day=values["at"])
        return messages(f"prompt.{self.name}.asks", **values)


PROMPTS = {
    prompt.name: prompt
    for prompt in (Prompt("check", takes=("draft", "at"), needs=("draft",)), Prompt("dossier", takes=("name",), needs=("name",)))
}
