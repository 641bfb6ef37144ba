"""Forms by which people act on the record: who may send them, from which page, and in whose name."""

from __future__ import annotations

import re
from secrets import compare_digest, token_urlsafe
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.requests import Request

from shiguan import settings
from shiguan.errors import InputError, NotPermittedError
from shiguan.interfaces.tokens import Scope
from shiguan.interfaces.web.visit import BY, MARK
from shiguan.judging import Word

if TYPE_CHECKING:
    from shiguan.interfaces.web.visit import Visit

LONGEST_NAME, LONGEST_NOTE = 64, 500  # characters
_BYTES = 32
_MARK = re.compile(r"[\w-]{43}", re.ASCII)


def mark(request: Request) -> str:
    """What the forms on this browser's pages hold: what it keeps, else a new one that nobody can guess."""
    kept = request.cookies.get(MARK, "")
    return kept if _MARK.fullmatch(kept) else token_urlsafe(_BYTES)


def admit(visit: Visit) -> None:
    """NotPermittedError unless who sent the form may act, and sent it from a page that their browser was shown.

    A page of another site can have the browser send a form with all that it keeps, but cannot tell what to put into it.
    """
    if not visit.may_act:
        raise NotPermittedError(f"this needs a token to {Scope.WRITE}")
    kept = visit.request.cookies.get(MARK, "")
    if not _MARK.fullmatch(kept) or not compare_digest(kept.encode(), visit.sent(MARK).encode()):
        raise NotPermittedError("this form is of no page that this browser was shown last; load the page again")


def person(visit: Visit) -> str:
    """In whose name a visitor acts: the token's, the one they gave, or the one that the command would take."""
    if visit.token is not None:
        return visit.token.name
    return unquote(visit.request.cookies.get(BY, "")).strip() or settings.person()


def word(visit: Visit) -> Word:
    """Who says what was sent, and their note. InputError for what is no name, or too long."""
    note = visit.sent("note")
    if len(note) > LONGEST_NOTE:
        raise InputError(f"a note of {len(note)} characters is too long; {LONGEST_NOTE} are kept")
    return Word(person(visit), note)


def named(visit: Visit) -> str:
    """The name that was sent to act by; empty where none was. InputError for what is no name."""
    name = visit.sent(BY)
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise InputError(f"{name[:LONGEST_NAME]!r} is no name to judge by; give another with --by")
    return Word(name, "").by if name else ""
