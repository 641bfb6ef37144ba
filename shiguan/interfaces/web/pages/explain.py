"""What a claim or an event rests on."""

from __future__ import annotations

from starlette.responses import Response

from shiguan.interfaces.web import forms
from shiguan.interfaces.web.site import Site
from shiguan.interfaces.web.templating import address
from shiguan.interfaces.web.visit import Visit
from shiguan.query import corrected
from shiguan.query.explain import ClaimExplained, EntityExplained, EventExplained

_MOST = 100  # tellings of an event that are shown


def add_to(site: Site) -> None:
    """Add the page."""
    site.page("/explain/{id}", _explain)


def _explain(visit: Visit) -> Response:
    asked = str(visit.request.path_params["id"])
    if visit.format:
        return visit.download("explain", id=asked)
    said = corrected.rejected(visit.shiguan.view(), asked)
    if said is not None:
        return visit.page("rejected.html", said=said, documents=visit.documents((), (said.told,)), person=forms.person(visit))
    answer: ClaimExplained | EventExplained | EntityExplained = visit.answer("explain", id=asked)
    if isinstance(answer, EntityExplained):
        return visit.go(address(f"/entity/{answer.entity.id}"))
    event = answer.event
    tellings = event.tellings[:_MOST] if event else ()
    claim = answer if isinstance(answer, ClaimExplained) else None
    return visit.page(
        "explain.html",
        claim=claim,
        said=corrected.corrected(visit.shiguan.view(), [claim.told.claim.id]).get(claim.told.claim.id) if claim else None,
        person=forms.person(visit),
        event=event,
        tellings=tellings,
        documents=visit.documents((), tellings),
    )
