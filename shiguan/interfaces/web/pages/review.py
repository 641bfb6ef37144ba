"""What wants judging, what people judged, and the forms by which they do: every act is one more line on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote

from starlette.responses import Response

from shiguan.errors import InputError, LedgerError
from shiguan.interfaces import render
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.show import resolving
from shiguan.interfaces.web import forms
from shiguan.interfaces.web.pages.article import as_json
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.templating import address
from shiguan.interfaces.web.visit import BY, Visit, keep
from shiguan.query import corrected, review
from shiguan.query.preview import Preview
from shiguan.query.review import Pair
from shiguan.records.entry import Action
from shiguan.records.judgement import Verdict

_PAIRS, _SAID = 5, 30  # on a page
# In a record of so many lines it is quick to work out what each merge would change; in a larger one that is done when asked for.
_SMALL = 50_000
_ACTIONS = {"retract": Action.RETRACT, "restore": Action.ASSERT}

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Part(Generic[One]):
    """The part of a list that a page shows, and which of how many it is."""

    shown: Sequence[One]
    count: int
    number: int
    last: int


def add_to(site: Site) -> None:
    """Add the page and its forms. It has a façade of its own, as what a judgement would change takes a moment to work out."""
    site.page("/review", _review, label="web.nav.review", group="texts", of=Desk.alone)
    site.act("/review/judge", _judge)
    site.act("/review/undo", _undo)
    site.act("/review/correct", _correct)
    site.act("/review/name", _name)


def _review(visit: Visit) -> Response:
    if visit.format:
        return as_json(visit, "review", [render.plain(pair) for pair in visit.shiguan.pairs()])
    return _said(visit) if visit.parameter("tab") == "said" else _waiting(visit)


def _waiting(visit: Visit) -> Response:
    view = visit.shiguan.view()
    part = _part(visit, review.waiting(view), _PAIRS)
    pairs = review.shown(view, part.shown)
    done = [one.judgement for one in review.given(view) if one.holds and one.judgement.id == visit.parameter("done")]
    return visit.page(
        "review.html",
        part=part,
        pairs=pairs,
        previews=_previews(visit, pairs),
        done=next(iter(review.shown(view, done)), None),
        features=resolving.features,
        change=resolving.change,
        person=forms.person(visit),
    )


def _said(visit: Visit) -> Response:
    view = visit.shiguan.view()
    given = _part(visit, review.given(view), _SAID)
    claims = _part(visit, corrected.all_corrected(view), _SAID)
    return visit.page(
        "reviewed.html",
        given=given,
        pairs={pair.id: pair for pair in review.shown(view, [one.judgement for one in given.shown])},
        claims=claims,
        documents=visit.shiguan.documents({one.claim.document for one in claims.shown}),
        features=resolving.features,
        person=forms.person(visit),
    )


def _part(visit: Visit, every: Sequence[One], size: int) -> Part[One]:
    """The part that the address asks for; the last where there are not so many, as judging makes a list shorter."""
    last = max(1, -(-len(every) // size))
    number = min(visit.number("page") or 1, last)
    return Part(every[(number - 1) * size : number * size], len(every), number, last)


def _previews(visit: Visit, pairs: Sequence[Pair]) -> dict[str, Preview | None]:
    """By id of the pair what a merge would change; None where it cannot be worked out now."""
    asked = visit.parameter("preview")
    of = pairs if visit.shiguan.view().lines <= _SMALL else [p for p in pairs if p.id == asked]
    return {pair.id: _preview(visit, pair) for pair in of}


def _preview(visit: Visit, pair: Pair) -> Preview | None:
    """It is tried out as if it were written: not while another program writes, nor where nothing may be written."""
    try:
        return visit.shiguan.judging().what_if(pair.left.mention, pair.right.mention, Verdict.SAME)
    except LedgerError:
        return None


def _judge(visit: Visit) -> Response:
    verdict = visit.sent("verdict")
    if verdict not in list(Verdict):
        raise InputError(f"verdict cannot be {verdict!r}; choose one of {', '.join(Verdict)}")
    left, right = (_mention(visit, side) for side in ("left", "right"))
    judged = visit.shiguan.judging().judge(left, right, Verdict(verdict), forms.word(visit))
    return visit.go(address("/review", {"page": visit.sent("page"), "done": judged.id}))


def _mention(visit: Visit, side: str) -> str:
    """A page names mentions by their ids: a name may mean another one by the time the form is sent."""
    sent = visit.sent(side)
    if not sent.startswith("m-"):
        raise InputError(f"{sent!r} is no id of a mention")
    return sent


def _undo(visit: Visit) -> Response:
    visit.shiguan.judging().undo(visit.sent("judgement"), forms.word(visit))
    return visit.go(address("/review", {"tab": visit.sent("tab"), "page": visit.sent("page")}))


def _correct(visit: Visit) -> Response:
    """The page to go back to is one of three of ours, by its kind: an address that is sent could lead anywhere."""
    action = visit.sent("action")
    if action not in _ACTIONS:
        raise InputError(f"action cannot be {action!r}; choose one of {', '.join(_ACTIONS)}")
    claim = visit.shiguan.judging().correct(visit.sent("claim"), _ACTIONS[action], forms.word(visit))
    pages = {"article": f"/article/{claim.document}", "review": "/review"}
    to = address(pages.get(visit.sent("from"), f"/explain/{claim.id}"), {"tab": visit.sent("tab"), "page": visit.sent("page")})
    return visit.go(f"{to}#{claim.id}")


def _name(visit: Visit) -> Response:
    response = visit.go(address("/review", {"tab": visit.sent("tab"), "page": visit.sent("page")}))
    keep(response, BY, quote(forms.named(visit), safe=""))
    return response
