"""The door for programs: everything under one address, to be mounted there or served alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from shiguan import __version__
from shiguan.errors import ShiguanError
from shiguan.interfaces.api import ADDRESS, acts, asked, described, docs, problems, record
from shiguan.interfaces.api.guard import HEADERS, Access, Guard
from shiguan.interfaces.api.problems import Kind, ProblemError
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.render import dumps
from shiguan.interfaces.tokens import Tokens


def create_api(desk: Desk, access: Access | None = None) -> FastAPI:
    """The door over a record, to be mounted at ADDRESS; it guards itself wherever it is mounted.

    ``access``: whose tokens open it (default: those beside the record), how often one may ask and how much one may send.
    """
    app = FastAPI(
        title="shiguan 史官",
        version=__version__,
        summary="Chinese industry news as a sourced record",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        servers=[{"url": ADDRESS}],
    )
    app.add_middleware(Guard, access=access or Access(Tokens(desk.record)))
    asked.add_to(app.router, desk)
    record.add_to(app.router, desk)
    acts.add_to(app.router, desk)
    _add_beside(app)
    _add_problems(app, desk)
    made = described.document(app)
    app.openapi = lambda: made  # type: ignore[method-assign]  # the framework's own way to give another
    return app


def alone(desk: Desk, access: Access | None = None) -> Starlette:
    """The door at its address, and nothing beside it."""

    async def beside(request: Request, _: Exception) -> Response:
        return problems.response(request, Kind.NOT_FOUND, f"there is no address {request.url.path}", HEADERS)

    return Starlette(routes=[Mount(ADDRESS, create_api(desk, access))], exception_handlers={404: beside})


def _add_beside(app: FastAPI) -> None:
    @app.get("/health", operation_id="health", summary=described.summary("api.health"), tags=["service"])
    async def health() -> dict[str, str]:
        """Whether the door is open; it asks nothing of the record."""
        return {"status": "ok", "version": __version__}

    @app.get("/openapi.json", include_in_schema=False)
    async def openapi() -> Response:
        return Response(dumps(app.openapi()), media_type="application/json")

    @app.get("/docs", include_in_schema=False)
    async def page(request: Request) -> HTMLResponse:
        language = problems.language(request.headers.get("accept-language", ""))
        headers = {"Content-Security-Policy": docs.POLICY, "Content-Language": language, "Vary": "Accept-Language"}
        return HTMLResponse(docs.page(app.openapi(), language), headers=headers)


def _add_problems(app: FastAPI, desk: Desk) -> None:
    """Whatever goes wrong is a problem in the one form; what it was is for the log, not for who asked."""

    @app.exception_handler(ProblemError)
    async def own(request: Request, problem: ProblemError) -> Response:
        return problems.response(request, problem.kind, str(problem), problem.headers)

    @app.exception_handler(ShiguanError)
    async def meant(request: Request, error: ShiguanError) -> Response:
        kind = problems.of_error(error)
        retry = {"Retry-After": "1"} if kind is Kind.UNUSABLE else None
        return problems.response(request, kind, desk.without_places(str(error)), retry)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return problems.response(request, Kind.INVALID, errors=[_wrong(one) for one in error.errors()])

    @app.exception_handler(HTTPException)
    async def chosen(request: Request, error: HTTPException) -> Response:
        kind = problems.of_status(error.status_code)
        headers = dict(error.headers or {})
        if kind is Kind.NOT_ALLOWED:
            headers["Allow"] = ", ".join(sorted(_methods(app, request)))
        said = {
            Kind.NOT_FOUND: f"there is no address {request.url.path}",
            Kind.NOT_ALLOWED: f"{request.url.path} takes {headers.get('Allow')}",
        }
        return problems.response(request, kind, said.get(kind, "this request makes no sense"), headers)

    @app.exception_handler(Exception)  # answered outside the guard, which sets the headers otherwise
    async def failed(request: Request, _: Exception) -> Response:
        return problems.response(request, Kind.FAILED, "something went wrong here; it is in the log", HEADERS)


def _methods(app: FastAPI, request: Request) -> set[str]:
    """What the address takes, by all its routes; the framework tells those of one."""
    routes = [r for r in app.routes if isinstance(r, APIRoute) and r.matches(request.scope)[0] is not Match.NONE]
    return {method for route in routes for method in route.methods or ()}


def _wrong(one: dict[str, Any]) -> tuple[str, str]:
    """Where something is wrong, and what, in words of ours."""
    place: Sequence[Any] = [part for part in one["loc"] if part not in ("query", "path", "body", "header")]
    said = {
        "missing": "it is needed",
        "extra_forbidden": "there is no such parameter",
        "literal_error": f"choose one of {one.get('ctx', {}).get('expected', '')}",
        "string_pattern_mismatch": "it has not the form that it needs",
        "string_unicode": "this text holds half a character",
    }
    what = said.get(one["type"]) or str(one["msg"]).removeprefix("Value error, ")
    return ".".join(str(part) for part in place) or "body", " ".join(what.split())
