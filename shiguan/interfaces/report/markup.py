"""A page of the site taken apart: where it leads, what its forms let one choose; and its parts put in other words.

The site's pages are made by templates that escape everything, so that ``<`` and ``>`` stand in them only around tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from shiguan.interfaces.report.addresses import Address

CHOSEN = ("type", "by", "kind", "fate", "mark")
"""What forms let one choose from a list, each choice a page of its own."""

_ANCHOR = re.compile(r'<a\b(?P<before>[^>]*?) href="(?P<to>[^"]*)"')
_LOADED = re.compile(r'(?P<before><(?:link|script)\b[^>]* (?:href|src)=")(?P<file>/[^"]*)"')
_FORM = re.compile(r"<form\b(?P<tag>[^>]*)>(?P<inside>.*?)</form>\n?", re.DOTALL)
_FIELD = re.compile(
    r'<label\b[^>]*>(?P<label>[^<]*)</label>\s*<select\b[^>]* name="(?P<name>\w+)"[^>]*>(?P<inside>.*?)</select>', re.DOTALL
)
_OPTION = re.compile(r'<option value="(?P<value>[^"]*)"(?P<selected> selected)?>(?P<label>[^<]*)</option>')
_FOLDED_AWAY = re.compile(r"<details\b[^>]*>\s*<summary>[^<]*</summary>\s*</details>\n?")
_DOWNLOADS = re.compile(r'<p class="downloads">.*?</p>\n?', re.DOTALL)
_DOWNLOAD = re.compile(r'<a href="[^"]*[?;]format=(?P<form>\w+)[^"]*" download>(?P<label>[^<]*)</a>')
_SAID = re.compile(r"<span>([^<]*)</span>")
# Links that ask the page itself for something: another language, other colours, more of a list.
_OF_PAGE = re.compile(
    r'<a\b(?P<before>[^>]*?) href="/[^"]*[?;](?P<what>lang|theme|limit|shown)=(?P<value>\w+)[^"]*"(?P<rest>[^>]*>[^<]*</a>)\n?'
)
_EMPTY = re.compile(r'<p class="empty">.*?</p>\n?', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen in a form, as it is written there: the page that it leads to; None where the page is of that choice."""

    label: str
    to: Address | None


@dataclass(frozen=True, slots=True)
class Form:
    """A form: whether it is the one to search with, and by their labels the lists to choose from that it has."""

    searches: bool
    lists: tuple[tuple[str, tuple[Choice, ...]], ...]


def links(page: str) -> Iterator[str]:
    """Where the page leads, in order of place."""
    return (unescape(found["to"]) for found in _ANCHOR.finditer(page))


def choices(page: str, address: Address) -> Iterator[Address]:
    """The pages that the page's forms let one choose."""
    for found in _FORM.finditer(page):
        for _, offered in _form(found, address).lists:
            yield from (choice.to for choice in offered if choice.to)


def downloads(page: str) -> Iterator[str]:
    """The forms in which the page offers its answer."""
    return (found["form"] for found in _DOWNLOAD.finditer(page))


def is_empty(page: str) -> bool:
    """Whether the page says that there is nothing to show."""
    return _EMPTY.search(page) is not None


def with_links(page: str, lead: Callable[[str], str | None]) -> str:
    """The page with its links led elsewhere; one that leads nowhere (None) is text."""

    def led(found: re.Match[str]) -> str:
        to = lead(unescape(found["to"]))
        return f"<a{found['before']}" if to is None else f'<a{found["before"]} href="{escape(to)}"'

    return _ANCHOR.sub(led, page)


def with_files(page: str, lead: Callable[[str], str]) -> str:
    """The page with the files that it loads taken from elsewhere."""
    return _LOADED.sub(lambda found: f'{found["before"]}{escape(lead(unescape(found["file"])))}"', page)


def with_forms(page: str, address: Address, instead: Callable[[Form], str]) -> str:
    """The page with something else for its forms; what is to be opened and holds no more than a form is gone with it."""
    return _FOLDED_AWAY.sub("", _FORM.sub(lambda found: instead(_form(found, address)), page))


def with_downloads(page: str, lead: Callable[[str], str | None]) -> str:
    """The page with links to downloads, by their form, led elsewhere; those that lead nowhere (None) are gone."""

    def led(row: re.Match[str]) -> str:
        found = [(lead(one["form"]), one["label"]) for one in _DOWNLOAD.finditer(row[0])]
        shown = "\n".join(f'<a href="{escape(to)}" download>{label}</a>' for to, label in found if to)
        said = _SAID.search(row[0])
        return f'<p class="downloads">{said[0] if said else ""}\n{shown}\n</p>\n' if shown else ""

    return _DOWNLOADS.sub(led, page)


def with_languages(page: str, lead: Callable[[str], str | None]) -> str:
    """The page with the link to another language led elsewhere; those to other colours and to more of a list are gone."""

    def led(found: re.Match[str]) -> str:
        to = lead(found["value"]) if found["what"] == "lang" else None
        return "" if to is None else f'<a{found["before"]} href="{escape(to)}"{found["rest"]}\n'

    return _OF_PAGE.sub(led, page)


def with_something(page: str, instead: str) -> str:
    """The page with something where it says that there is nothing to show."""
    return _EMPTY.sub(lambda _: instead, page, count=1)


def _form(found: re.Match[str], address: Address) -> Form:
    fields = [field for field in _FIELD.finditer(found["inside"]) if field["name"] in CHOSEN]
    return Form(' role="search"' in found["tag"], tuple((field["label"], tuple(_choices(field, address))) for field in fields))


def _choices(field: re.Match[str], address: Address) -> Iterator[Choice]:
    for option in _OPTION.finditer(field["inside"]):
        value = unescape(option["value"])
        yield Choice(option["label"], None if option["selected"] else address.asking(**{field["name"]: value}))
