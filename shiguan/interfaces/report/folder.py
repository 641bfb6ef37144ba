"""The folder that a report is written to: new, or one that a report made before, which is replaced when all is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from shiguan.errors import InputError
from shiguan.interfaces.render import dumps, loads_line

LISTED = "report.json"
"""What a report says of itself, with the list of its files: by it a folder is known for one that a report made."""
MADE_BY = "shiguan report"


class Folder:
    """A report's folder, written beside where it is to be; a context manager that leaves nothing behind where it fails.

    InputError for a folder that holds what no report put there, and for what cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._target = path.resolve()
        self._part = self._target.with_name(f".{self._target.name}.{os.getpid()}.part")
        self._files: list[str] = []
        self.size = 0
        self._check()
        try:
            self._part.mkdir()
        except OSError as error:
            raise self._refused(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self._part, ignore_errors=True)

    @property
    def files(self) -> int:
        """How many files it has."""
        return len(self._files)

    def write(self, file: str, content: bytes) -> None:
        """Write a file, by its way from the folder."""
        path = self._part / file
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise self._refused(error) from error
        self._files.append(file)
        self.size += len(content)

    def beside(self) -> IO[bytes]:
        """A file without a name where the folder is to be, for what need not be held in memory; gone when it is closed."""
        return TemporaryFile(dir=self._part)

    def finish(self, said: dict[str, object]) -> None:
        """Write what the report says of itself, and put the folder where it is to be; one that was there before is gone."""
        files = ",\n".join(dumps(file) for file in sorted(self._files))
        about = dumps({"made_by": MADE_BY, **said}).removesuffix("}")
        self.write(LISTED, f'{about}, "files": [\n{files}\n]}}\n'.encode())
        before = self._target.with_name(f".{self._target.name}.{os.getpid()}.before")
        try:
            self._check()  # all this took its time
            if self._target.exists():
                self._target.rename(before)
            self._part.rename(self._target)
        except OSError as error:
            if before.exists() and not self._target.exists():
                before.rename(self._target)
            raise self._refused(error) from error
        shutil.rmtree(before, ignore_errors=True)

    def _check(self) -> None:
        """InputError for a folder that is not a report's; one that is empty may be taken."""
        if not self._target.exists():
            return
        if not self._target.is_dir():
            raise InputError(f"{self._path} is no folder")
        found = set(_files(self._target))
        foreign = sorted(found - _listed(self._target))
        if foreign:
            raise InputError(f"{self._path} holds {foreign[0]}, which no report put there; give a new folder")

    def _refused(self, error: OSError) -> InputError:
        return InputError(f"{self._path}: cannot be written: {error.strerror or error}")


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _listed(folder: Path) -> set[str]:
    """The files that the report in the folder says it has; none where there is no report."""
    try:
        said = loads_line((folder / LISTED).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, InputError):
        return set()
    files = said.get("files")
    return {LISTED, *map(str, files)} if said.get("made_by") == MADE_BY and isinstance(files, list) else set()
