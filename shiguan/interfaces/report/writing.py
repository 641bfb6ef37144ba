"""A report written: the site walked through in one language, its pages turned into files in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from importlib import resources
from pathlib import Path
from typing import IO

from shiguan.app import Shiguan
from shiguan.clock import now
from shiguan.errors import InputError
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.report import door, index, markup
from shiguan.interfaces.report.addresses import Address
from shiguan.interfaces.report.folder import Folder
from shiguan.interfaces.report.leaf import INDEX, STATIC, Book, leaf
from shiguan.interfaces.report.visiting import Visitor
from shiguan.interfaces.report.walk import ENTITY, EVENT, Room, Walk
from shiguan.interfaces.show.charts.palette import PAGE_STYLE
from shiguan.query.names import most_named
from shiguan.query.view import View
from shiguan.records.views import Entity, Event

COMPARE = "/compare"  # names are given to it by hand
# Pages whose whole answers are as quickly had as they are shown, and are tables: by these names, and for each name.
_DOWNLOADED = frozenset(
    {
        *("tally", "timeline", "tenure", "flows", "league", "money", "articles"),
        *("rumours", "conflicts", "forecasts", "outlets"),
    }
)
_FINDING, _WRITING = "report.finding", "report.writing"

Tell = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is to hold: its languages, the first walked through; how much; as of which day (None: today)."""

    languages: tuple[str, ...]
    room: Room
    as_of: str | None = None
    downloads: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: pages in all languages, and how many that links lead to are left out (of one language); files; bytes."""

    languages: tuple[str, ...]
    as_of: str
    pages: int
    names: int
    left_out: int
    files: int = 0
    size: int = 0


def write(desk: Desk, wanted: Wanted, folder: Path, tell: Tell) -> Written:
    """Write a report on the desk's record; InputError where the record is added to meanwhile, or the folder cannot be had."""
    with _asking(desk, wanted.as_of) as shiguan:
        state, day = shiguan.state(), shiguan.view().valid_at
        names = most_named(shiguan.view(), wanted.room.names)
    as_of = day.isoformat() if day else None
    with Folder(folder) as to:
        with Visitor(desk, as_of, frozenset({COMPARE})) as visitor, to.beside() as file:
            kept = _Kept(file)
            walk = Walk(visitor, wanted.languages[0], wanted.room, kept.keep, partial(tell, _FINDING))
            walk.go(names, lambda address: _named(desk, as_of, address))
            pages = len(walk.pages) * len(wanted.languages)
            done = Written(wanted.languages, as_of or now().date().isoformat(), pages, len(walk.names), walk.left_out)
            report = _Report(desk, wanted, visitor, walk, kept, to)
            _write_own(to, {language: report.write(language, done, tell) for language in wanted.languages})
        with desk.asking() as shiguan:
            if shiguan.state() != state:
                raise InputError("the record was added to while the report was written; write it again")
        to.finish({name: value for name, value in asdict(done).items() if name not in ("files", "size")})
        return replace(done, files=to.files, size=to.size)


@contextmanager
def _asking(desk: Desk, as_of: str | None) -> Iterator[Shiguan]:
    with desk.asking() as shiguan:
        yield shiguan.as_of(as_of)


def _named(desk: Desk, as_of: str | None, address: Address) -> Entity | None:
    """Whose page an address is."""
    with _asking(desk, as_of) as shiguan:
        return shiguan.view().entities.get(address.path.rpartition("/")[2])


class _Kept:
    """Pages as the site sent them, in a file until all are found."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[Address, tuple[int, int]] = {}

    def keep(self, address: Address, page: str) -> None:
        """Keep a page."""
        content = page.encode()
        self._places[address] = (self._file.tell(), len(content))
        self._file.write(content)

    def page(self, address: Address) -> str:
        """A page that was kept."""
        start, length = self._places[address]
        self._file.seek(start)
        return self._file.read(length).decode()


@dataclass(frozen=True, slots=True)
class _Report:
    """The pages found, and where they are written to."""

    desk: Desk
    wanted: Wanted
    visitor: Visitor
    walk: Walk
    kept: _Kept
    to: Folder

    def write(self, language: str, done: Written, tell: Tell) -> tuple[Messages, str]:
        """Write the pages of a language; what it speaks, and what is said in it of the report."""
        with _asking(self.desk, self.wanted.as_of) as shiguan:
            messages = Messages(language, shiguan.vocabulary.events)
            found = index.script(messages, self._names(), self._events(shiguan.view()))
        self.to.write(f"{language}/{INDEX}", found.encode())
        said = _said(messages, done)
        book = Book(messages, self.wanted.languages, self.walk.place, self.walk.names, said)
        for number, address in enumerate(self.walk.pages, self.wanted.languages.index(language) * len(self.walk.pages) + 1):
            page = self._page(address, language)
            forms = self._downloads(address, language, page)
            self.to.write(f"{language}/{address.file}", leaf(book, address, page, forms).encode())
            tell(_WRITING, number, done.pages)
        return messages, said

    def _page(self, address: Address, language: str) -> str:
        if language == self.wanted.languages[0]:
            return self.kept.page(address)
        return self.walk.ask(address, language)

    def _downloads(self, address: Address, language: str, page: str) -> set[str]:
        """Write the answer of a page in the forms that it offers it in; in which it was."""
        if not self.wanted.downloads or address.kind not in _DOWNLOADED:
            return set()
        forms = {form: self.visitor.page(address, language, format=form).body for form in markup.downloads(page)}
        for form, content in forms.items():
            self.to.write(f"{language}/{address.stem}.{form}", content)
        return set(forms)

    def _names(self) -> list[tuple[Entity, str]]:
        return [(entity, Address(f"{ENTITY}/{entity.id}").file) for entity in self.walk.names]

    def _events(self, view: View) -> Iterator[tuple[Event, str]]:
        for address in self.walk.pages:
            event = view.event(address.path.rpartition("/")[2]) if address.path.startswith(EVENT) else None
            if event:
                yield event, address.file


def _said(messages: Messages, done: Written) -> str:
    key = "report.left_out" if done.left_out else "report.said"
    return messages(key, day=done.as_of, pages=done.pages // len(done.languages), count=done.left_out)


def _write_own(to: Folder, said: Mapping[str, tuple[Messages, str]]) -> None:
    """Write the first page, and what all pages load."""
    to.write(door.FILE, door.door(said).encode())
    to.write(f"{STATIC}/charts.css", PAGE_STYLE.encode())
    for package in ("web", "report"):
        for file in resources.files(f"shiguan.interfaces.{package}").joinpath("static").iterdir():
            to.write(f"{STATIC}/{file.name}", file.read_bytes())
