"""Files, folders and the standard input → the articles in them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shiguan.clock import now
from shiguan.errors import GatherError
from shiguan.gather.decode import decode
from shiguan.gather.manifest import Failure, Listed, Manifest, read_manifest
from shiguan.gather.pages import declared_charset, read_page
from shiguan.records.document import Article

STDIN = "-"
_PAGE = "text/html"
_MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": _PAGE, ".htm": _PAGE}
_NOISE = 0.1  # share of characters; an article cut through in the middle of its bytes has a few, a picture has half of them
_PAGE_STARTS = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Source:
    """Where one article's bytes are. ``path`` None is the standard input; ``file`` is what the record will call it."""

    path: Path | None
    file: str
    listed: Listed


@dataclass(frozen=True, slots=True)
class Found:
    """The sources under some paths, in order, and what could not be used."""

    sources: tuple[Source, ...]
    failures: tuple[Failure, ...]


def find(paths: Iterable[str | Path]) -> Found:
    """What there is to read: files named, ``.txt .md .html .htm`` files in folders named and below, ``-`` for the standard input.

    In folders, hidden files, read-me files and manifests are passed over; files are called by their path below the folder named.
    """
    sources: list[Source] = []
    failures: list[Failure] = []
    manifests: dict[Path, Manifest] = {}
    folders: set[Path] = set()
    for given in paths:
        if str(given) == STDIN:
            sources.append(Source(None, "stdin", Listed()))
            continue
        path = Path(given)
        if path.is_dir():
            inside = _inside(path)
            folders.add(path)
            sources += [Source(file, file.relative_to(path).as_posix(), _listed(file, path, manifests)) for file in inside]
            if not inside:
                failures.append(Failure(str(path), f"no article in this folder ({_kinds()})"))
        elif not path.exists():
            failures.append(Failure(str(path), "no such file or folder"))
        elif path.suffix.lower() not in _MEDIA_TYPES:
            failures.append(Failure(str(path), f"not a kind of file that is read ({_kinds()})"))
        else:
            sources.append(Source(path, path.name, _listed(path, path.parent, manifests)))
    for folder, manifest in manifests.items():
        whole = bool(folders & {folder, *folder.parents})
        failures += [f for f in manifest.failures if whole or f not in manifest.absent]
    return Found(tuple(sources), tuple(failures))


def receive(source: Source) -> Article:
    """The source's bytes as an article; what the manifest says goes before what the page says of itself.

    Raises GatherError where the bytes cannot be read or no text is in them.
    """
    try:
        content = source.path.read_bytes() if source.path else sys.stdin.buffer.read()
    except OSError as error:
        raise GatherError(error.strerror or str(error)) from error
    if not content.strip():
        raise GatherError("the file is empty")
    suffix = source.path.suffix.lower() if source.path else ""
    media_type = _MEDIA_TYPES.get(suffix) or (_PAGE if content.lstrip()[:20].lower().startswith(_PAGE_STARTS) else "text/plain")
    received, encoding, listed = _text(content, media_type)
    if sum(map(_is_noise, received)) > _NOISE * len(received):
        raise GatherError("this is no text in an encoding that is known")
    return Article(
        content=content,
        received=received,
        encoding=encoding,
        media_type=media_type,
        file=source.file,
        url=source.listed.url or listed.url,
        publisher=source.listed.publisher or listed.publisher,
        published_at=source.listed.published_at or listed.published_at,
        title=source.listed.title or listed.title,
        retrieved_at=now(),
    )


def _text(content: bytes, media_type: str) -> tuple[str, str | None, Listed]:
    if media_type != _PAGE:
        decoded = decode(content)
        return decoded.text, decoded.encoding, Listed()
    page = read_page(decode(content, declared_charset(content)).text)
    return page.text, None, page.listed


def _is_noise(character: str) -> bool:
    """Whether no text has it: what did not decode, and control characters that lay nothing out."""
    return character == "\ufffd" or (character < " " and character not in "\t\n\v\f\r")


def _inside(folder: Path) -> Sequence[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _MEDIA_TYPES
        and path.stem.lower().split(".", maxsplit=1)[0] != "readme"
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def _listed(file: Path, top: Path, manifests: dict[Path, Manifest]) -> Listed:
    """What the manifests say that stand between the file and the folder named; the nearest one that lists it."""
    for folder in file.parents:
        if folder not in manifests:
            manifests[folder] = read_manifest(folder)
        entry = manifests[folder].listed.get(file.relative_to(folder).as_posix())
        if entry:
            return entry
        if folder == top:
            break
    return Listed()


def _kinds() -> str:
    return " ".join(_MEDIA_TYPES)
