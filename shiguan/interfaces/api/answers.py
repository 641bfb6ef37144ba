"""Answers as they are sent: JSON with a mark of what it was made of, so that who has it already is told so."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from hashlib import sha256

from fastapi import Request
from fastapi.responses import Response

from shiguan.app import Shiguan
from shiguan.clock import now
from shiguan.errors import InputError
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.render import dumps

JSON = "application/json"
_TAGS = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
_LONGEST_CURSOR = 200


def answer(request: Request, desk: Desk, make: Callable[[Shiguan], object]) -> Response:
    """What ``make`` makes of the record; 304 and nothing where the one who asks has it.

    The mark changes with the record, the user's names, the code and the day, as ages are counted up to today.
    """
    asked = request.headers.get("if-none-match", "").strip()
    with desk.asking() as shiguan:
        tag = _tag(shiguan.state(), request)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Authorization"}
        if tag in _TAGS.findall(asked):
            return Response(None, 304, headers)
        made = make(shiguan)
    if asked == "*":
        return Response(None, 304, headers)
    return written(made, headers=headers)


def written(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON."""
    return Response(dumps(value).encode("utf-8"), status, headers, JSON)


def _tag(state: str, request: Request) -> str:
    address = f"{request.url.path}?{request.url.query}"
    digest = sha256("\0".join((state, now().date().isoformat(), address)).encode("utf-8", "surrogatepass"))
    return f'"{digest.hexdigest()[:32]}"'


def cursor(after: object) -> str:
    """A place in a list, to go on from; nothing to be read by anybody else."""
    return base64.urlsafe_b64encode(str(after).encode()).decode().rstrip("=")


def place(given: str | None) -> str | None:
    """The inverse of ``cursor``; InputError for what is none."""
    if given is None:
        return None
    try:
        if len(given) > _LONGEST_CURSOR:
            raise ValueError("too long")
        found = base64.b64decode(given.encode("ascii") + b"=" * (-len(given) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (ValueError, binascii.Error) as error:
        raise _no_cursor() from error
    return found


def number(given: str | None) -> int:
    """The number that a cursor is of; 0 for none."""
    found = place(given)
    if found is None:
        return 0
    if not found.isdecimal() or len(found) > 18:
        raise _no_cursor()
    return int(found)


def _no_cursor() -> InputError:
    return InputError("this is no cursor; take it from next, or leave it out")
