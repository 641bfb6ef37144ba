"""One record for many who ask at once: doors that serve several threads take the façade from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self, TypeAlias

from shiguan import settings
from shiguan.app import Shiguan


class Desk:
    """A record's façade, handed to one thread at a time; a context manager.

    Two of them, so that who asks does not wait for who reads an article in: ``asking`` and ``reading``. Each is handed over
    answering as of now. The record is a file (default: settings.record_path), as two connections must see it.
    """

    def __init__(self, record: Path | str | None = None, names: Path | str | None = None, reader: str | None = None) -> None:
        self.record = Path(record) if record else settings.record_path()
        self._names = Path(names) if names else settings.names_path()
        self._reader = reader
        self._asked, self._read_into = self._shiguan(), self._shiguan()
        self._asking, self._reading = Lock(), Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the record."""
        with self._asking, self._reading:
            self._asked.close()
            self._read_into.close()

    @contextmanager
    def asking(self) -> Iterator[Shiguan]:
        """The façade to ask; others who ask wait."""
        with self._asking:
            yield self._asked.as_of()

    @contextmanager
    def reading(self) -> Iterator[Shiguan]:
        """The façade to read articles and drafts with; it holds the readers. Others who read wait."""
        with self._reading:
            yield self._read_into.as_of()

    @contextmanager
    def alone(self) -> Iterator[Shiguan]:
        """A façade of one's own, for an answer that takes its time: nobody waits for it."""
        with self._shiguan() as shiguan:
            yield shiguan

    def without_places(self, text: str) -> str:
        """A message in one line, in which files are called by their names: where they are is nobody's business."""
        for path in (self.record, self._names):
            if path is not None:
                for written in (path.absolute(), path.resolve(), path):
                    text = text.replace(str(written), path.name)
        return " ".join(text.split())

    def _shiguan(self) -> Shiguan:
        return Shiguan(self.record, self._names, self._reader)


Facade: TypeAlias = Callable[[Desk], AbstractContextManager[Shiguan]]
"""Which of a desk's façades is handed over: ``Desk.asking``, ``Desk.reading`` or ``Desk.alone``."""
