"""The site: pages put together on one record, and what becomes of errors."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, TypeAlias

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from shiguan.app import Shiguan
from shiguan.errors import AmbiguousError, InputError, NotFoundError, NotPermittedError, ReadOnlyError, ShiguanError
from shiguan.interfaces import export, render
from shiguan.interfaces.desk import Desk, Facade
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.questions import Question, answer
from shiguan.interfaces.show.charts.palette import PAGE_STYLE
from shiguan.interfaces.tokens import Tokens, is_loopback
from shiguan.interfaces.web import forms
from shiguan.interfaces.web.guard import LOOPBACK, Guard
from shiguan.interfaces.web.visit import Visit, language

Handler: TypeAlias = Callable[[Visit], Response]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The questions whose answers are tables; of the others there is JSON.
_TABLED = frozenset(
    {
        *("tally", "timeline", "flows", "tenure", "league", "money"),
        *("compare", "reconcile", "rumours", "forecasts", "conflicts", "outlets"),
    }
)
_log = logging.getLogger(__name__)
_STATUS: tuple[tuple[type[ShiguanError], int], ...] = (
    (NotFoundError, 404),
    (AmbiguousError, 300),
    (InputError, 400),
    (NotPermittedError, 403),
    (ReadOnlyError, 403),
)


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which an answer can be downloaded: ``write`` is given the visit, the question and its answer.

    ``offered``: whether the question of that name has answers of that form.
    """

    label: str
    media_type: str
    write: Callable[[Visit, Question, object], bytes | str]
    offered: Callable[[str], bool] = lambda _: True


GROUPS = ("events", "standing", "doubt", "texts")
"""What pages stand together in the navigation, in this order."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the navigation: the key of its label, where it is, and in which of ``GROUPS`` it stands (None: by itself)."""

    label: str
    path: str
    group: str | None


def _json(visit: Visit, question: Question, answer: object) -> str:
    return render.dumps(question.write(visit.shiguan, answer)) + "\n"


def _csv(visit: Visit, _: Question, answer: object) -> bytes:
    return b"".join(export.to_csv(export.tables(visit.messages, answer), bom=True))


def _xlsx(visit: Visit, question: Question, answer: object) -> bytes:
    about = export.About(question.name, tuple((name, str(value)) for name, value in visit.given(question).items()))
    return export.to_xlsx(export.tables(visit.messages, answer), about, visit.messages)


def _has_workbooks(name: str) -> bool:
    return name in _TABLED and find_spec("xlsxwriter") is not None


async def _charts_style(_: Request) -> Response:
    return Response(PAGE_STYLE, media_type="text/css", headers={"Cache-Control": "max-age=3600"})


class Site:
    """Pages on one record. A page is a function of a ``Visit``; it has the record to itself while it runs.

    ``answer`` asks the façade a question with what is given, as ``questions.answer`` does.
    """

    def __init__(self, desk: Desk, answer: Callable[[Shiguan, Question, Mapping[str, Any]], object] = answer) -> None:
        self.desk = desk
        self.answer = answer
        self.places: list[Place] = []
        self.formats: dict[str, Format] = {
            "json": Format("JSON", "application/json", _json),
            "csv": Format("CSV", "text/csv", _csv, _TABLED.__contains__),
            "xlsx": Format("XLSX", _XLSX, _xlsx, _has_workbooks),
        }
        self.app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=self._lifespan)
        self.app.add_exception_handler(HTTPException, self._missing)
        self.app.add_exception_handler(Exception, self._failed)
        self.app.router.routes.append(Route("/charts.css", _charts_style))
        self.app.mount("/static", StaticFiles(packages=[("shiguan.interfaces.web", "static")]), name="static")

    def page(
        self,
        path: str,
        handler: Handler,
        *,
        label: str | None = None,
        group: str | None = None,
        methods: Collection[str] = ("GET",),
        of: Facade = Desk.asking,
    ) -> None:
        """Put a page at a path (``{name}`` in it are ``visit.request.path_params``); with a label it stands in the navigation, in
        the ``group``.

        ``of``: the façade that it is given: ``Desk.reading`` where it reads a text, ``Desk.alone`` where its answer takes its time,
        so that others who ask do not wait for it.
        """

        async def endpoint(request: Request) -> Response:
            form = await _form(request)
            return await run_in_threadpool(self._answer, request, handler, form, of)

        self.app.router.routes.append(Route(path, endpoint, methods=list(methods)))
        if label is not None:
            self.places.append(Place(label, path, group))

    @property
    def navigation(self) -> list[tuple[str | None, list[Place]]]:
        """The places by group, those that stand by themselves first; only groups that have some."""
        groups = [(group, [place for place in self.places if place.group == group]) for group in (None, *GROUPS)]
        return [(group, places) for group, places in groups if places]

    def act(self, path: str, handler: Handler) -> None:
        """Put at a path what a form has done: it appends to the record, and whoever sends it must be admitted first."""

        def admitted(visit: Visit) -> Response:
            forms.admit(visit)
            return handler(visit)

        self.page(path, admitted, methods=("POST",), of=Desk.alone)

    def _answer(
        self,
        request: Request,
        handler: Handler,
        form: Mapping[str, list[str]],
        of: Facade,
    ) -> Response:
        with of(self.desk) as shiguan:
            visit = Visit(self, request, shiguan, self._messages(request, shiguan), form, forms.mark(request))
            try:
                shiguan.as_of(visit.parameter("as_of") or None, visit.parameter("known_at") or None)
                response = handler(visit)
            except ShiguanError as error:
                response = self._refusal(visit, error)
            visit.remember(response)
            return response

    def _refusal(self, visit: Visit, error: ShiguanError) -> Response:
        code = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
        return visit.page("error.html", code, code=code, reason=self.desk.without_places(str(error)))

    @staticmethod
    def _messages(request: Request, shiguan: Shiguan) -> Messages:
        return Messages(language(request), shiguan.vocabulary.events)

    async def _missing(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return await self._error(request, status)

    async def _failed(self, request: Request, error: Exception) -> Response:
        _log.error("%s failed", request.url.path, exc_info=error)
        return await self._error(request, 500)

    async def _error(self, request: Request, code: int) -> Response:
        def show() -> Response:
            with self.desk.asking() as shiguan:
                visit = Visit(self, request, shiguan, self._messages(request, shiguan))
                return visit.page("error.html", code, code=code, reason="")

        return await run_in_threadpool(show)

    @asynccontextmanager
    async def _lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        yield
        self.desk.close()


async def _form(request: Request) -> dict[str, list[str]]:
    if request.method != "POST":
        return {}
    sent: dict[str, list[str]] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                sent.setdefault(name, []).append((await value.read()).decode("utf-8", "replace"))
            else:
                sent.setdefault(name, []).append(value)
    return sent


def create(desk: Desk, tokens: Tokens | None = None, at: str = "localhost") -> FastAPI:
    """The site on a record, and REST at its address; it lets go of the desk when it ends.

    ``tokens`` (default: those beside the record): while there are none, whoever can reach it is let in, which is this machine
    alone. ``at``: where it listens.
    """
    from shiguan.interfaces.api import ADDRESS
    from shiguan.interfaces.api.app import create_api
    from shiguan.interfaces.api.guard import Access
    from shiguan.interfaces.web.pages import PAGES

    held = tokens or Tokens(desk.record)
    site = Site(desk)
    for page in PAGES:
        page.add_to(site)
    site.app.mount(ADDRESS, create_api(desk, Access(held)))
    site.app.add_middleware(Guard, tokens=held, hosts=LOOPBACK if is_loopback(at) else None)
    return site.app
