"""One visit to a page: what was asked, in which language, and how it is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shiguan import settings
from shiguan.app import ScopeWords, Shiguan
from shiguan.errors import InputError
from shiguan.interfaces.messages import LANGUAGES, Messages
from shiguan.interfaces.questions import QUESTIONS, Parameter, Question
from shiguan.interfaces.show.charts.canvas import Look
from shiguan.interfaces.show.charts.gallery import CHARTS
from shiguan.interfaces.tokens import Scope, Token
from shiguan.interfaces.web.templating import address, environment
from shiguan.records.document import Document
from shiguan.records.views import Event, Told

if TYPE_CHECKING:
    from shiguan.interfaces.web.site import Site

LANGUAGE, THEME, MARK, BY = "lang", "theme", "shiguan_mark", "by"
THEMES = ("light", "dark")
_OWN = (LANGUAGE, THEME, "format")  # parameters that every page takes; not part of what is asked
_WIDE, _NARROW = 960, 350  # pixels; the stylesheet shows the one that there is room for
_YEAR = 366 * 24 * 3600
_YES = frozenset({"1", "true", "yes", "on"})


@dataclass(frozen=True, slots=True)
class Visit:
    """A request and the record it is about. ``form`` holds what was sent with POST, a list for each name.

    ``mark`` stands in the forms of this visit's pages by which somebody acts, and the browser shows it beside (``forms``).
    """

    site: Site
    request: Request
    shiguan: Shiguan
    messages: Messages
    form: Mapping[str, list[str]] = field(default_factory=dict)
    mark: str = ""

    @property
    def path(self) -> str:
        """Where the page is."""
        return str(self.request.url.path)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """What stands in the address, but for language, theme and format."""
        return [(n, v) for n, v in self.request.query_params.multi_items() if n not in _OWN and v.strip()]

    def parameter(self, name: str) -> str:
        """A parameter of the address without blanks at its ends; empty where it is not given."""
        return str(self.request.query_params.get(name, "")).strip()

    def number(self, name: str) -> int | None:
        """A parameter of the address that is a number; InputError where it is none."""
        given = self.parameter(name)
        return None if not given else _number(name, given)

    def sent(self, name: str) -> str:
        """What was sent under that name, blanks and ends of lines made one blank; empty where nothing was."""
        return " ".join((self.form.get(name) or [""])[0].split())

    @property
    def token(self) -> Token | None:
        """The token that was shown; None where none is asked for."""
        found: Token | None = self.request.state.token
        return found

    @property
    def may_act(self) -> bool:
        """Whether who visits may append to the record."""
        return self.token is None or self.token.scope.covers(Scope.WRITE)

    @property
    def scope(self) -> ScopeWords:
        """Whose, when and how sure, as the address says."""
        group, since, until, least = (self.parameter(name) or None for name in ("group", "since", "until", "min_certainty"))
        return {"group": group, "since": since, "until": until, "min_certainty": least}

    @property
    def format(self) -> str:
        """The form in which the answer is wanted; empty for the page."""
        return self.parameter("format")

    def here(self, **changed: object) -> str:
        """This page's address with some parameters changed; None takes one away."""
        kept: list[tuple[str, object]] = [(n, v) for n, v in self.parameters if n not in changed]
        return address(self.path, [*kept, *changed.items()])

    def given(self, question: Question) -> dict[str, Any]:
        """What the address gives for the question's parameters. InputError for what is none of their kind."""
        told = [(p, self.request.query_params.getlist(p.name)) for p in question.parameters]
        return {p.name: _read(p, [v.strip() for v in values if v.strip()]) for p, values in told if any(v.strip() for v in values)}

    def answer(self, name: str, /, **more: object) -> Any:
        """The answer to the question of that name, as asked by the address; ``more`` goes before what stands there."""
        question = QUESTIONS[name]
        return self.site.answer(self.shiguan, question, {**self.given(question), **more})

    def documents(self, events: Iterable[Event] = (), told: Iterable[Told] = ()) -> dict[str, Document]:
        """By id, the documents that events and other tellings stand in."""
        return self.shiguan.documents({one.claim.document for one in (*(t for e in events for t in e.tellings), *told)})

    def page(self, template: str, status: int = 200, /, **values: object) -> Response:
        """A page from a template; ``m`` says what is said, ``visit`` is this visit."""
        text = environment().get_template(template).render(m=self.messages, visit=self, site=self.site, **values)
        response = Response(
            text, status, media_type="text/html", headers={"Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Language"}
        )
        if self.mark and self.mark in text:
            response.set_cookie(MARK, self.mark, path="/", httponly=True, samesite="strict")
        return response

    def download(self, name: str, /, **more: object) -> Response:
        """The answer in the form that the address asks for."""
        form = self.site.formats.get(self.format)
        if form is None:
            raise InputError(f"no format {self.format!r}; choose one of {', '.join(self.site.formats)}")
        question = QUESTIONS[name]
        if not form.offered(name):
            raise InputError(f"{name} has no {self.format!r}; choose one of {', '.join(self.site.formats)}")
        body = form.write(self, question, self.answer(name, **more))
        shown = {"Content-Disposition": f'attachment; filename="{name}.{self.format}"'}
        return Response(body, media_type=form.media_type, headers=shown)

    def chart(self, name: str, answer: object) -> Markup:
        """The answer to the question of that name as a drawing, wide and narrow, whose marks lead to what they rest on."""

        def drawn(width: int) -> str:
            return CHARTS[name](self.messages, answer, Look(width, href=lambda one: f"/explain/{quote(one)}"))

        return Markup(f'<div class="wide">{drawn(_WIDE)}</div><div class="narrow">{drawn(_NARROW)}</div>')

    def go(self, to: str) -> Response:
        """On to another page of this site."""
        return RedirectResponse(to, 303)

    @property
    def theme(self) -> str:
        """The colours chosen; empty where the browser decides."""
        chosen = self.parameter(THEME) or self.request.cookies.get(THEME, "")
        return chosen if chosen in THEMES else ""

    def remember(self, response: Response) -> None:
        """Keep the language and colours that were chosen in the address."""
        for name, allowed in ((LANGUAGE, LANGUAGES), (THEME, (*THEMES, "auto"))):
            if self.parameter(name) in allowed:
                keep(response, name, self.parameter(name))


def keep(response: Response, name: str, value: str) -> None:
    """Have the browser keep a value for a year; no other site's request brings it, and no script reads it."""
    response.set_cookie(name, value, max_age=_YEAR, path="/", httponly=True, samesite="lax")


def language(request: Request) -> str:
    """The language to speak: the address's, else the one kept, else the one that the browser likes best, else the machine's."""
    for chosen in (request.query_params.get(LANGUAGE), request.cookies.get(LANGUAGE)):
        if chosen in LANGUAGES:
            return chosen
    return next((found for found in _liked(request.headers.get("accept-language", "")) if found in LANGUAGES), settings.language())


def _liked(accepted: str) -> list[str]:
    """The languages of an Accept-Language line, best first, without their regions."""
    ranked: list[tuple[float, int, str]] = []
    for i, part in enumerate(accepted.split(",")[:20]):
        tag, _, weight = part.strip().partition(";")
        try:
            liked = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if liked > 0:
            ranked.append((-liked, i, tag.partition("-")[0].lower()))
    return [tag for _, _, tag in sorted(ranked)]


def _read(parameter: Parameter, values: list[str]) -> object:
    if parameter.kind is list:
        return [part.strip() for value in values for part in value.replace("，", ",").split(",") if part.strip()]
    if parameter.kind is bool:
        return values[-1].lower() in _YES
    if parameter.kind is int:
        return _number(parameter.name, values[-1])
    return values[-1]


def _number(name: str, written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 7 and int(written)):
        raise InputError(f"{name} cannot be {written!r}; it is a number")
    return int(written)
