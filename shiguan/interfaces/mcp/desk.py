"""The one record behind the door: asked by one at a time, away from the loop that talks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from shiguan.app import Shiguan

Answer = TypeVar("Answer")


class Desk:
    """Holds the record open; what is asked waits in line, for a record's connection is used by one thread at a time."""

    def __init__(self, opened: Callable[[], Shiguan]) -> None:
        self._thread = ThreadPoolExecutor(1, "record")
        self._open = opened
        self._held: Shiguan | None = None

    async def ask(self, work: Callable[[Shiguan], Answer]) -> Answer:
        """What ``work`` answers of the record; raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._done, work)

    def close(self) -> None:
        """Let go of the record once what was begun is done; what waits is not begun."""
        self._thread.shutdown(cancel_futures=True)
        if self._held is not None:
            self._held.close()

    def _done(self, work: Callable[[Shiguan], Answer]) -> Answer:
        self._held = self._held or self._open()
        return work(self._held)
