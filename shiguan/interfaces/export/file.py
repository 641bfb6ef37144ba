"""Where an export goes: a file, whole or not at all, or the standard output."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from shiguan.errors import InputError

Made = TypeVar("Made")

STDOUT = Path("-")
_DATABASE = b"SQLite format 3\x00"
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a record


def deliver(output: Path | None, record: Path, write: Callable[[BinaryIO], None], *, binary: bool) -> None:
    """Have ``write`` fill the file at ``output`` (``-`` or None: the standard output); an existing one is replaced at the end.

    InputError for the record itself or any other database, for what cannot be written, and for binary data to a terminal.
    """
    if output is None or output == STDOUT:
        _to_stdout(write, binary=binary)
        return
    target = output.resolve()
    if target.exists() and not target.is_file() and not target.is_dir():  # a pipe or a device cannot be replaced
        with _refused(output, lambda: target.open("wb")) as file:
            write(file)
        return
    _check(output, target, record)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    file = _refused(output, lambda: part.open("xb"))
    try:
        with file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def _to_stdout(write: Callable[[BinaryIO], None], *, binary: bool) -> None:
    if not binary:
        sys.stdout.flush()
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    if sys.stdout.isatty():
        raise InputError("this format is not for a terminal; give a file with --output")
    with tempfile.TemporaryFile() as whole:  # its writer goes back in it, which a pipe cannot
        write(whole)
        whole.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(whole, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _check(output: Path, target: Path, record: Path) -> None:
    """InputError where writing would destroy a record."""
    of_record = record.resolve()
    if target in (of_record, *(of_record.with_name(of_record.name + end) for end in _BESIDE)):
        raise InputError(f"{output} is the record; give another file")
    if target.is_dir():
        raise InputError(f"{output}: Is a directory")
    if target.exists():
        with _refused(output, lambda: target.open("rb")) as file:
            if file.read(len(_DATABASE)) == _DATABASE or (record.exists() and target.samefile(record)):
                raise InputError(f"{output} is a database; give another file")


def _refused(output: Path, make: Callable[[], Made]) -> Made:
    try:
        return make()
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror or error}") from error
