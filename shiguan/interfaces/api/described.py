"""What the OpenAPI document says of answers, problems and what may be sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from shiguan.interfaces.api import problems
from shiguan.interfaces.api.posted import About, Day, Draft, Written
from shiguan.interfaces.api.problems import STATUS, Kind
from shiguan.interfaces.messages import CATALOGUE

Responses = dict[int | str, dict[str, Any]]

_ASKED_WRONG = (Kind.NO_TOKEN, Kind.NOT_FOUND, Kind.AMBIGUOUS, Kind.INVALID, Kind.TOO_MANY, Kind.UNUSABLE)
_SENT_WRONG = (Kind.MALFORMED, Kind.FORBIDDEN, Kind.TOO_LARGE, Kind.UNKNOWN_MEDIA_TYPE)
_TAG = {"ETag": {"description": "Changes when the answer may have.", "schema": {"type": "string"}}}
_AUTHORITY = {"type": "http", "scheme": "bearer", "description": "A token of `shiguan token add NAME --scope read|write`."}
# Without a token too, where there is none and who asks is on this machine.
_SECURITY: list[dict[str, list[str]]] = [{"bearer": []}, {}]
_ABOUT = """
史官 reads Chinese industry news and keeps a sourced, append-only record; this is how programs ask it.
史官的编程接口：问题、文章、主张，都带原文出处。

Answers are what the command writes with `--json`. Spans count in `received`, the text as it came: `received[start:end]`
is the quote. Lists go on from `next`. An answer has an ETag; ask with If-None-Match and you are told when nothing is new.
Every error is a problem of RFC 9457, in Chinese where Accept-Language prefers it.
"""


def summary(key: str) -> str:
    """In English and in Chinese: the document is one for both."""
    chinese, english = CATALOGUE[key]
    return f"{english} · {chinese}"


def answers(description: str, schema: Mapping[str, Any], *, kinds: tuple[Kind, ...] = _ASKED_WRONG) -> Responses:
    """The responses of a question."""
    return {
        200: {"description": description, "content": {"application/json": {"schema": schema}}, "headers": _TAG},
        304: {"description": "As you have it (If-None-Match)."},
        **problematic(kinds),
    }


def of_posting(done: Responses) -> Responses:
    """The responses to something that is sent."""
    return {**done, **problematic((*_ASKED_WRONG, *_SENT_WRONG))}


def problematic(kinds: tuple[Kind, ...]) -> Responses:
    """The problems that may be met."""
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    retry = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
    return {
        STATUS[kind]: {
            "description": CATALOGUE[f"api.problem.{kind}"][1],
            "content": content,
            **({"headers": retry} if kind is Kind.TOO_MANY else {}),
        }
        for kind in sorted(kinds, key=STATUS.__getitem__)
    }


def sent(form: type[Written | Draft]) -> dict[str, Any]:
    """What may be sent: a text, a page, JSON, or a form with a file."""
    beside = (Day if form is Draft else About).model_json_schema()["properties"]
    as_json = form.model_json_schema()
    as_json["oneOf"] = [{"required": [name], "properties": {name: {"type": "string"}}} for name in ("text", "html")]
    text = "云帆汽车首席财务官周启明已于2025年5月离职，公司尚未公布继任者。"
    return {
        "requestBody": {
            "required": True,
            "description": "The article." if form is Written else "The draft; it is not recorded.",
            "content": {
                "text/plain": {"schema": {"type": "string", "minLength": 1}, "example": text},
                "text/html": {"schema": {"type": "string", "minLength": 1}, "example": f"<article><p>{text}</p></article>"},
                "application/json": {"schema": as_json, "example": {"text": text}},
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "required": ["file"],
                        "additionalProperties": False,
                        "properties": {
                            "file": {"type": "string", "format": "binary", "description": ".txt, .md, .html or .htm"},
                            **{name: {**schema, "type": "string"} for name, schema in beside.items()},
                        },
                    }
                },
            },
        }
    }


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document: as the framework makes it, with problems as they are, and who may ask."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=_ABOUT.strip(),
        routes=app.routes,
        servers=app.servers,
    )
    parts = made.setdefault("components", {})
    parts.setdefault("schemas", {})["Problem"] = dict(problems.SCHEMA)
    parts["securitySchemes"] = {"bearer": _AUTHORITY}
    made["security"] = _SECURITY
    return made
