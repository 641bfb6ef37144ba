"""What is on record, and one article: as received beside as read, its repairs, and its claims where they stand."""

from __future__ import annotations

from collections import defaultdict

from starlette.responses import Response

from shiguan.errors import InputError, NotFoundError
from shiguan.interfaces import render
from shiguan.interfaces.web import article_marks, forms
from shiguan.interfaces.web.article_marks import FAMILIES, Numbered
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.visit import Visit
from shiguan.query import corrected
from shiguan.query.whole import standing_of
from shiguan.records.document import Document
from shiguan.records.views import Told

_FEW = 200


def add_to(site: Site) -> None:
    """Add the pages."""
    site.page("/articles", _articles, label="web.nav.articles", group="texts")
    site.page("/article/{document}", _article)


def _articles(visit: Visit) -> Response:
    if visit.format:
        return as_json(visit, "articles", [render.article(one) for one in visit.shiguan.articles()])
    limit = visit.number("limit") or _FEW
    listed, count = visit.shiguan.articles(limit), visit.shiguan.how_many_articles()
    return visit.page("articles.html", listed=listed, count=count, limit=limit, few=_FEW)


def _article(visit: Visit) -> Response:
    asked = str(visit.request.path_params["document"])
    document = visit.shiguan.documents({asked}).get(asked)
    if document is None:
        raise NotFoundError(f"no article on record is called {asked}")
    view = visit.shiguan.view()
    tellings = view.tellings_in({document.id})
    if visit.format:
        event_of = {told.claim.id: event.id for told in tellings if (event := view.event_telling(told.claim.id))}
        claims = [render.claim_line(standing_of(view, told, event_of.get(told.claim.id))) for told in tellings]
        return as_json(visit, "article", render.repairs(document, ()) | {"repairs": _repairs(document), "claims": claims})
    return _page(visit, document, tellings)


def _page(visit: Visit, document: Document, tellings: tuple[Told, ...]) -> Response:
    claims = article_marks.numbered(tellings)
    said = corrected.corrected_in(visit.shiguan.view(), document.id)
    return visit.page(
        "article.html",
        document=document,
        title=document.title or document.article.title or document.article.file,
        received=article_marks.received(document),
        blocks=article_marks.read(document, claims),
        repairs=article_marks.repairs(document),
        claims=claims,
        said=said,
        rejected=[one for one in said.values() if one.rejected],
        person=forms.person(visit),
        families=_families(claims),
        certainties=sorted({one.told.claim.certainty for one in claims}),
        visible=article_marks.visible,
    )


def as_json(visit: Visit, name: str, answer: object) -> Response:
    """An answer that is no question's, as JSON; InputError for any other form."""
    if visit.format != "json":
        raise InputError(f"format cannot be {visit.format!r}; choose one of json")
    shown = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    return Response(render.dumps(answer) + "\n", media_type="application/json", headers=shown)


def _repairs(document: Document) -> list[render.Json]:
    return [render.repair(made) for made in article_marks.repairs(document)]


def _families(claims: tuple[Numbered, ...]) -> list[tuple[str, list[str]]]:
    """The families met, each with the types met in it."""
    met: dict[str, dict[str, None]] = defaultdict(dict)
    for one in claims:
        met[one.family][one.told.claim.event_type] = None
    return [(name, list(met[name])) for name in FAMILIES if name in met]
