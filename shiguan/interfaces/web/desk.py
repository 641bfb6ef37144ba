"""One record, asked by one visitor at a time."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import TypeVar

from shiguan.app import Shiguan
from shiguan.interfaces.messages import Messages

Given = TypeVar("Given")


class Desk:
    """Hands the façade to one caller at a time: neither it nor SQLite may be used by two threads at once.

    What an answer holds may be loaded when it is looked at, so all that looks at it belongs into ``use``.
    """

    def __init__(self, shiguan: Shiguan) -> None:
        self._shiguan = shiguan
        self._lock = RLock()
        self._events = shiguan.vocabulary.events

    def use(self, ask: Callable[[Shiguan], Given]) -> Given:
        """What ``ask`` makes of the record, while nobody else uses it."""
        with self._lock:
            return ask(self._shiguan)

    def messages(self, language: str) -> Messages:
        """What is said in a language."""
        return Messages(language, self._events)

    def close(self) -> None:
        """Let go of the record."""
        with self._lock:
            self._shiguan.close()
