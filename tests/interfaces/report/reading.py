"""A report as a browser would find it: its files, and where its pages lead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from shiguan.interfaces.web.templating import web_address
from tests.interfaces.web.markup import OURS, Markup


def files(folder: Path) -> dict[str, bytes]:
    """Every file by its way from the folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every page with its text."""
    for path in sorted(folder.rglob("*.html")):
        yield path, path.read_text(encoding="utf-8")


def led_to(folder: Path, path: Path, page: Markup) -> Iterator[tuple[Path, str]]:
    """The files that a page loads and leads to, with the part of them; AssertionError for what lies outside."""
    for tag, attributes in page.elements:
        for name in ("href", "src"):
            address = attributes.get(name)
            if address is None or (web_address(address) and tag == "a" and "noreferrer" in (attributes.get("rel") or "")):
                continue
            parts = urlsplit(address)
            assert not parts.scheme, address
            assert not parts.netloc, address
            assert not parts.query, address
            assert not parts.path.startswith("/"), address
            to = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            assert to.is_relative_to(folder.resolve()), address
            yield to, parts.fragment


def assert_whole(folder: Path) -> None:
    """Every page is well formed, of our own elements only, with nothing that runs in it; nowhere does it lead to nothing."""
    read = {path.resolve(): Markup(text) for path, text in pages(folder)}
    ids = {path: {attributes["id"] for _, attributes in page.elements if "id" in attributes} for path, page in read.items()}
    for path, page in read.items():
        assert page.wrong == [], path
        assert {tag for tag, _ in page.elements} <= OURS, path
        for _, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "action")], path
        for to, part in led_to(folder, path, page):
            assert to.is_file(), (path, to)
            assert not part or part in ids[to], (path, to, part)
