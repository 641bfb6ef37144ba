"""What a folder's ``manifest.jsonl`` says about its articles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shiguan.errors import GatherError
from shiguan.gather.dates import published
from shiguan.records.time import ValidTime

MANIFEST = "manifest.jsonl"


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of an article beside its bytes; each part is None where nothing was said."""

    url: str | None = None
    publisher: str | None = None
    published_at: ValidTime | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was given and could not be read, and why, in one line; the rest goes on."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``listed`` by file name, relative to the manifest's folder; ``failures`` are the lines that make no sense.

    ``absent``: those of them that name a file which is not there, which matters to who asks for the whole folder.
    """

    listed: dict[str, Listed]
    failures: tuple[Failure, ...]
    absent: frozenset[Failure] = frozenset()


def read_manifest(folder: Path) -> Manifest:
    """The folder's manifest, one ``{"file", "url", "publisher", "published", "title"}`` a line; empty when there is none.

    A line that cannot be read becomes a failure; one whose date cannot be read still counts, without its date.
    """
    path = folder / MANIFEST
    listed: dict[str, Listed] = {}
    failures: list[Failure] = []
    absent: list[Failure] = []
    if not path.is_file():
        return Manifest(listed, ())
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return Manifest(listed, (Failure(str(path), f"the manifest cannot be read: {error}"),))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = _value(line)
        except GatherError as error:
            failures.append(Failure(str(path), f"line {number}: {error}"))
            continue
        file, date, time = value["file"], value.get("published"), None
        if not (folder / file).is_file():
            failures.append(Failure(str(path), f"line {number}: names {file}, which is not there"))
            absent.append(failures[-1])
        try:
            time = None if date is None else published(date)
        except GatherError as error:
            failures.append(Failure(str(path), f"line {number}: {error}"))
        listed[file] = Listed(value.get("url"), value.get("publisher"), time, value.get("title"))
    return Manifest(listed, tuple(failures), frozenset(absent))


def _value(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise GatherError(f"not JSON: {error}") from error
    if not isinstance(value, dict) or not isinstance(value.get("file"), str) or not value["file"]:
        raise GatherError('not an object with "file"')
    for key in ("url", "publisher", "title"):
        if not isinstance(value.get(key), str | None):
            raise GatherError(f'"{key}" is not a text')
    if isinstance(value.get("published"), bool) or not isinstance(value.get("published"), str | int | float | None):
        raise GatherError('"published" is not a date')
    return value
