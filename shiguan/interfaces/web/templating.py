"""How pages are filled in: everything is escaped, and what articles hold steers neither the page nor the direction of writing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import datetime, timedelta, tzinfo
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from shiguan.interfaces.show import conflicts, figures, money, values
from shiguan.interfaces.web import cites

if TYPE_CHECKING:
    from jinja2 import Environment

_IDS = re.compile(r"\b(?:c|ev|e)-[0-9a-f]{6,}\b")
_KEPT = "\n\t"
_STEERING = ("Cc", "Cf", "Cs")  # control characters, what turns the direction of writing or is not seen, half characters

ZONE: ContextVar[tzinfo | None] = ContextVar("zone", default=None)
"""Whose clock moments are shown on; None: this machine's."""


def harmless(value: object) -> object:
    """A value as it may stand in a page; every expression in a template goes through this, and is then escaped."""
    if value is None:
        return ""
    if isinstance(value, str) and not hasattr(value, "__html__") and not value.isprintable():
        return "".join(c for c in str(value) if c in _KEPT or unicodedata.category(c) not in _STEERING)
    return value


def web_address(text: str | None) -> str | None:
    """An address that a link may lead to; None for what is none, or does something else than lead somewhere."""
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


def address(path: str, parameters: Mapping[str, object] | Iterable[tuple[str, object]] = ()) -> str:
    """A path of this site with its parameters, those that are empty left out."""
    pairs = parameters.items() if isinstance(parameters, Mapping) else parameters
    given = [(name, str(value)) for name, value in pairs if value not in (None, "", False)]
    return quote(path, safe="/") + (f"?{urlencode(given)}" if given else "")


def ids_in(text: str) -> tuple[str, ...]:
    """The ids that an error lists."""
    return tuple(dict.fromkeys(_IDS.findall(text)))


def moment(at: datetime) -> str:
    """A moment on this machine's clock (or ``ZONE``'s), to the minute; the least bit before a day is that day's beginning."""
    return f"{(at + timedelta(microseconds=1)).astimezone(ZONE.get()):%Y-%m-%d %H:%M}"


@cache
def static(name: str) -> str:
    """The address of one of our own files; it changes with what is in the file."""
    held = resources.files("shiguan.interfaces.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={sha256(held).hexdigest()[:12]}"


@cache
def environment() -> Environment:
    """The templates. StrictUndefined: a page that shows what it was not given is an error, not a gap."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("shiguan.interfaces.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=harmless,
    )
    made.filters.update(web_address=web_address)
    made.globals.update(address=address, static=static, ids_in=ids_in, sources=values.sources)
    made.globals.update(marked=cites.marked, best_first=cites.best_first, roles_of=cites.roles)
    made.globals.update(conflict_value=conflicts.side_value, span=figures.span, claim_text=values.claim_text, named=values.names)
    made.globals.update(moment=moment, money_sums=money.sums)
    return made
