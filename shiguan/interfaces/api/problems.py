"""Problems, in the one form of RFC 9457 for every error: what went wrong, in the language that is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import Response

from shiguan.errors import (
    AmbiguousError,
    GatherError,
    InputError,
    LedgerError,
    NotFoundError,
    ReaderError,
    ReadOnlyError,
    RepairError,
    ShiguanError,
    VocabularyError,
)
from shiguan.interfaces.api import ADDRESS
from shiguan.interfaces.messages import CATALOGUE, LANGUAGES
from shiguan.interfaces.messages.errors import chinese
from shiguan.interfaces.render import dumps

MEDIA_TYPE = "application/problem+json"


class Kind(StrEnum):
    """What kind of problem it is: the end of its ``type``, an address at which it is described."""

    MALFORMED = "malformed"
    NO_TOKEN = "no-token"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not-found"
    NOT_ALLOWED = "not-allowed"
    AMBIGUOUS = "ambiguous"
    TOO_LARGE = "too-large"
    UNKNOWN_MEDIA_TYPE = "unknown-media-type"
    INVALID = "invalid"
    TOO_MANY = "too-many"
    FAILED = "failed"
    UNUSABLE = "unusable"


# Several that a name may mean are 409, not 300: 300 is no error to a client, and a problem is one.
STATUS: Mapping[Kind, int] = {
    Kind.MALFORMED: 400,
    Kind.NO_TOKEN: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.NOT_ALLOWED: 405,
    Kind.AMBIGUOUS: 409,
    Kind.TOO_LARGE: 413,
    Kind.UNKNOWN_MEDIA_TYPE: 415,
    Kind.INVALID: 422,
    Kind.TOO_MANY: 429,
    Kind.FAILED: 500,
    Kind.UNUSABLE: 503,
}
_OF_STATUS = {status: kind for kind, status in STATUS.items()}
# The first that fits.
_OF_ERROR: tuple[tuple[type[ShiguanError], Kind], ...] = (
    (NotFoundError, Kind.NOT_FOUND),
    (AmbiguousError, Kind.AMBIGUOUS),
    (InputError, Kind.INVALID),
    (GatherError, Kind.INVALID),
    (RepairError, Kind.INVALID),
    (ReaderError, Kind.UNUSABLE),
    (ReadOnlyError, Kind.FORBIDDEN),
    (LedgerError, Kind.UNUSABLE),
    (VocabularyError, Kind.UNUSABLE),
    (ShiguanError, Kind.FAILED),
)

SCHEMA: Mapping[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "The kind of problem; it is described there."},
        "title": {"type": "string", "description": "The kind of problem in words."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What went wrong this time, in one line."},
        "errors": {
            "type": "array",
            "description": "Each thing that is wrong with what was given.",
            "items": {
                "type": "object",
                "required": ["at", "detail"],
                "properties": {"at": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
    "example": {
        "type": "/api/v1/docs#not-found",
        "title": "Not found",
        "status": 404,
        "detail": "no one on record is called 云杉; did you mean 云杉医药?",
    },
}


class ProblemError(Exception):
    """A problem of the door's own; ``detail`` is one line in English."""

    def __init__(self, kind: Kind, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.headers = headers


def of_error(error: ShiguanError) -> Kind:
    """What kind of problem an error is."""
    return next(kind for expected, kind in _OF_ERROR if isinstance(error, expected))


def of_status(status: int) -> Kind:
    """The kind of problem of a status that the framework chose."""
    return _OF_STATUS.get(status, Kind.FAILED if status >= 500 else Kind.MALFORMED)


def response(
    request: HTTPConnection,
    kind: Kind,
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    errors: Sequence[tuple[str, str]] = (),
) -> Response:
    """The problem as answered; ``errors``: where each thing is that is wrong, and what; these are the detail then."""
    spoken = language(request.headers.get("accept-language", ""))
    said = chinese if spoken == "zh" else str
    wrong = [{"at": at, "detail": said(what)} for at, what in errors]
    body: dict[str, Any] = {
        "type": f"{ADDRESS}/docs#{kind}",
        "title": CATALOGUE[f"api.problem.{kind}"][LANGUAGES.index(spoken)],
        "status": STATUS[kind],
        "detail": "; ".join(f"{one['at']}: {one['detail']}" for one in wrong) or said(" ".join(detail.split())),
    }
    if wrong:
        body["errors"] = wrong
    told = {"Content-Language": spoken, "Vary": "Accept-Language", "Cache-Control": "no-store", **(headers or {})}
    return Response(_whole(dumps(body)), STATUS[kind], told, MEDIA_TYPE)


def language(accepted: str) -> str:
    """``zh`` where that is wanted more than ``en``, else ``en``: what a program that names no language logs."""
    weights = {"zh": 0.0, "en": 0.0}
    for one in accepted.split(","):
        tag, _, quality = one.strip().partition(";")
        spoken = tag.strip().lower().partition("-")[0]
        if spoken in weights:
            weights[spoken] = max(weights[spoken], _weight(quality))
    return "zh" if weights["zh"] > weights["en"] else "en"


def _weight(quality: str) -> float:
    name, _, value = quality.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def _whole(text: str) -> bytes:
    """As UTF-8; half a character, as somebody sent it, is shown as it would be written."""
    return text.encode("utf-8", "backslashreplace")
