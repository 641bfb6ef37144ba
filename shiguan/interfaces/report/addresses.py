"""Where the pages of the site are, and what their files are called: names that every file system takes, each page its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from posixpath import relpath
from typing import Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# Small letters only: some file systems do not tell them from capitals.
_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
# Windows keeps these for itself, whatever stands after the dot.
_KEPT = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_SHOWN = 40  # characters of what is asked, in a file's name
_DIGEST = 16  # hexadecimal digits: of a million pages, two come to the same once in forty million reports
_OWN = ("lang", "theme", "as_of")  # of the whole report, not of one page
_ANOTHER = re.compile(r"/[^?]*\?(?:.*&)?(?:lang|theme|format|limit|shown)=")


@dataclass(frozen=True)
class Address:
    """A page of the site: its path, and what is asked of it in order of name; ``lang``, ``theme`` and ``as_of`` left out."""

    path: str
    asked: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, link: str) -> Self | None:
        """The page that a link leads to; None where it leads elsewhere."""
        if not link.startswith("/") or link.startswith("//"):
            return None
        parts = urlsplit(link)
        asked = sorted((pair for pair in parse_qsl(parts.query) if pair[0] not in _OWN), key=lambda pair: pair[0])
        return cls(unquote(parts.path), tuple(asked))

    def asking(self, **changed: str) -> Address:
        """The same page with something else asked; an empty value takes it away."""
        kept = {name: value for name, value in {**dict(self.asked), **changed}.items() if value}
        return Address(self.path, tuple(sorted(kept.items())))

    def value(self, name: str) -> str:
        """What is asked by that name; empty where nothing is."""
        return dict(self.asked).get(name, "")

    @property
    def query(self) -> str:
        """What is asked, as it stands in an address."""
        return urlencode(self.asked)

    @property
    def link(self) -> str:
        """The address, as a page of the site leads to it."""
        return quote(self.path) + (f"?{self.query}" if self.asked else "")

    @property
    def kind(self) -> str:
        """The first part of the path; empty for the first page."""
        return self.path.split("/")[1]

    @cached_property
    def stem(self) -> str:
        """Where the page's file is below the folder of its language, without the ending."""
        parts = [part for part in self.path.split("/") if part]
        if not self.asked and all(map(_is_plain, parts)):
            return "/".join(parts) or "index"
        shown = _NOT_PLAIN.sub("-", " ".join(value for _, value in self.asked).lower())[:_SHOWN].strip("-")
        digest = sha256(f"{self.path}?{self.query}".encode()).hexdigest()[:_DIGEST]
        folder = self.kind if _is_plain(self.kind) else "page"
        return f"{folder}/{shown}-{digest}" if shown else f"{folder}/{digest}"

    @property
    def file(self) -> str:
        """The page's file."""
        return f"{self.stem}.html"


def _is_plain(part: str) -> bool:
    """Whether a part of a path may be a part of a file's name as it is."""
    return _PLAIN.fullmatch(part) is not None and not _KEPT.fullmatch(part)


def is_of_page(link: str) -> bool:
    """Whether a link asks its own page for something else: other words, colours or forms, or more of a list."""
    return _ANOTHER.match(link) is not None


def between(page: str, file: str) -> str:
    """The way from one file to another, both below the same folder."""
    return relpath(file, page.rpartition("/")[0] or ".")
