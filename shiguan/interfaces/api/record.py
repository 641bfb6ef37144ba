"""What is on record, by itself: articles, claims, events and entities; articles read in, drafts checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from shiguan.app import Shiguan
from shiguan.errors import InputError, NotFoundError
from shiguan.interfaces import render
from shiguan.interfaces.api import ADDRESS, posted
from shiguan.interfaces.api.answers import answer, cursor, number, place, written
from shiguan.interfaces.api.described import Responses, answers, of_posting, sent, summary
from shiguan.interfaces.api.posted import Draft, Posted, Written
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.questions import QUESTIONS, answered
from shiguan.query.view import View
from shiguan.query.whole import standing_of
from shiguan.records.document import Document
from shiguan.records.views import Told

LINES = "application/x-ndjson"
MOST_AT_ONCE = 1000
_BATCH = 500  # claims that a stream loads at once
_LIST = {
    "type": "object",
    "required": ["items", "next"],
    "properties": {
        "items": {"type": "array", "items": {"type": "object"}},
        "next": {"type": ["string", "null"], "description": "The cursor to go on from; null at the end."},
    },
}
_OBJECT = {"type": "object"}
_READ_IN = {
    "type": "object",
    "required": ["known", "article", "claims"],
    "properties": {"known": {"type": "boolean"}, "article": _OBJECT, "claims": {"type": "array", "items": _OBJECT}},
}
_KNOWN_AT = Field(min_length=1, max_length=60, description="As the record stood at that moment.", examples=["2027-01-01T00:00:00Z"])


class Paged(BaseModel):
    """Which part of a list is asked for."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[str | None, Field(min_length=1, max_length=200, description="Where to go on: `next` of the part before.")] = (
        None
    )
    limit: Annotated[int, Field(ge=1, le=MOST_AT_ONCE, description="At most so many.", examples=[20])] = 100
    known_at: Annotated[str | None, _KNOWN_AT] = None


class PagedClaims(Paged):
    """Which claims are asked for."""

    type: Annotated[
        str | None, Field(min_length=1, max_length=60, description="Of an event type, by any of its names.", examples=["departure"])
    ] = None
    name: Annotated[
        str | None,
        Field(min_length=1, max_length=200, description="Of events in which this name plays a role.", examples=["字节跳动"]),
    ] = None


_Id = Annotated[str, Path(alias="id", min_length=1, max_length=200, description="Its id, or the beginning of it.")]
_Article = Annotated[
    str, Path(alias="id", min_length=1, max_length=200, description="The id of the article or of its document, or its file name.")
]
_EXPLAINED = {"claims": "claim", "events": "event", "entities": "entity"}


def add_to(router: APIRouter, desk: Desk) -> None:
    """Add the addresses."""
    _add_articles(router, desk)
    _add_claims(router, desk)
    for plural, kind in _EXPLAINED.items():
        _add_explained(router, desk, plural, kind)


def _add_articles(router: APIRouter, desk: Desk) -> None:
    @router.get("/articles", responses=answers("Some articles.", _LIST), **_described("articles"))
    def articles(request: Request, paged: Annotated[Paged, Query()]) -> Response:
        """The articles on record, in the order in which they first came in; those that come in meanwhile are at the end."""

        def page(shiguan: Shiguan) -> object:
            shiguan.as_of(None, paged.known_at)
            found = shiguan.articles_after(number(paged.cursor), paged.limit + 1)
            kept = found[: paged.limit]
            following = cursor(kept[-1][0]) if len(found) > len(kept) else None
            return {"items": [render.article(listed) for _, listed in kept], "next": following}

        return answer(request, desk, page)

    @router.get("/articles/{id}", responses=answers("The article.", _OBJECT), **_described("article"))
    def article(request: Request, identity: _Article) -> Response:
        """An article as received and as read, with each repair and each claim."""

        def whole(shiguan: Shiguan) -> object:
            listed, document, repairs = shiguan.article(identity)
            return render.document(listed, document, repairs, list(_claims_of(shiguan, document)))

        return answer(request, desk, whole)

    done: Responses = {
        status: {
            "description": says,
            "content": {"application/json": {"schema": _READ_IN}},
            "headers": {"Location": {"description": "Where the article is.", "schema": {"type": "string"}}},
        }
        for status, says in ((200, "It was on record already."), (201, "It was read, and is on record."))
    }

    @router.post("/articles", responses=of_posting(done), openapi_extra=sent(Written), **_described("post"))
    def post(given: Annotated[Posted, Depends(posted.article)]) -> Response:
        """Read an article into the record. What is said of it beside its text is kept with it."""
        known, body = _read_in(desk, given)
        return written(body, 200 if known else 201, {"Location": f"{ADDRESS}/articles/{body['article']['article']}"})

    checked: Responses = {200: {"description": "As `shiguan check --json`.", "content": {"application/json": {"schema": _OBJECT}}}}

    @router.post("/check", responses=of_posting(checked), openapi_extra=sent(Draft), **_described("check"))
    def check(given: Annotated[Posted, Depends(posted.draft)]) -> Response:
        """Every name, date and number of a draft against the record, with the sentence that says so; nothing is recorded."""
        with given.on_disk() as path, desk.reading() as shiguan:
            return written(render.plain(shiguan.check(path, given.said.get("at"))))


def _add_claims(router: APIRouter, desk: Desk) -> None:
    described = answers("Some claims.", _LIST)
    described[200]["content"][LINES] = {"schema": {"type": "string"}}

    @router.get("/claims", responses=described, **_described("claims"))
    def claims(request: Request, paged: Annotated[PagedClaims, Query()]) -> Response:
        """The claims that stand, in the export's form, by id.

        With `Accept: application/x-ndjson` all of them from the cursor on, one a line, without regard to `limit`.
        """
        if LINES in request.headers.get("accept", "").lower():
            lines = _lines(desk, paged)
            first = next(lines, "")  # what is asked wrong is a problem, not the end of an answer
            return StreamingResponse(chain((first,), lines), media_type=LINES, headers={"Vary": "Accept"})

        def page(shiguan: Shiguan) -> object:
            shiguan.as_of(None, paged.known_at)
            found = shiguan.claims_after(place(paged.cursor) or "", paged.limit + 1, paged.type, paged.name)
            kept, view = found[: paged.limit], shiguan.view()
            following = cursor(kept[-1][0].claim.id) if len(found) > len(kept) else None
            return {"items": [_line(told, view, event) for told, event in kept], "next": following}

        return answer(request, desk, page)


def _add_explained(router: APIRouter, desk: Desk, plural: str, kind: str) -> None:
    @router.get(f"/{plural}/{{id}}", responses=answers(f"The {kind}.", _OBJECT), **_described(kind))
    def explained(request: Request, identity: _Id) -> Response:
        def of_kind(shiguan: Shiguan) -> object:
            found = answered(shiguan, QUESTIONS["explain"], {"id": identity})
            if not isinstance(found, dict) or found["kind"] != kind:
                raise NotFoundError(f"nothing on record has an id that begins with {identity!r}")
            return found

        return answer(request, desk, of_kind)

    explained.__doc__ = QUESTIONS["explain"].says


def _described(key: str) -> dict[str, Any]:
    return {"summary": summary(f"api.{key}"), "operation_id": key, "tags": ["record"], "response_class": Response}


def _read_in(desk: Desk, given: Posted) -> tuple[bool, dict[str, Any]]:
    """Whether it was known, and what is on record of it."""
    with given.on_disk() as path, desk.reading() as shiguan:
        report = shiguan.read([path])
        if report.failures:
            raise InputError("; ".join(failure.reason for failure in report.failures))
        (outcome,) = report.outcomes
        listed, document, _ = shiguan.article(outcome.article or "")
        claims = list(_claims_of(shiguan, document))
    return bool(report.known), {"known": bool(report.known), "article": render.article(listed), "claims": claims}


def _line(told: Told, view: View, event: str | None) -> render.Json:
    """A claim in the export's form, with the id to ask by."""
    return {"id": told.claim.id, **render.claim_line(standing_of(view, told, event))}


def _claims_of(shiguan: Shiguan, document: Document) -> Iterator[render.Json]:
    """The document's claims, in their order in it."""
    found = shiguan.claims_after(document=document.id)
    view = shiguan.view()
    for told, event in sorted(found, key=lambda one: (one[0].start, one[0].end, one[0].claim.id)):
        yield _line(told, view, event)


def _lines(desk: Desk, paged: PagedClaims) -> Iterator[str]:
    after = place(paged.cursor) or ""
    with desk.alone() as shiguan:
        shiguan.as_of(None, paged.known_at)
        while found := shiguan.claims_after(after, _BATCH, paged.type, paged.name):
            view = shiguan.view()
            yield "".join(f"{render.dumps(_line(told, view, event))}\n" for told, event in found)
            after = found[-1][0].claim.id
