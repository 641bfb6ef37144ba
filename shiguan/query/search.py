"""Sentences that say something, and the claims that stand in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shiguan.ledger.search import Hit, Within
from shiguan.query.names import check_length, fold
from shiguan.query.view import View
from shiguan.records.views import Told

DEFAULT_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, and the tellings whose evidence lies in its sentence, in text order."""

    hit: Hit
    tellings: tuple[Told, ...]


def search(view: View, query: str, limit: int = DEFAULT_LIMIT) -> tuple[Found, ...]:
    """At most ``limit`` passages that hold every stretch of ``query`` between blanks, in either script, best first.

    As of a day, only what had been published by then is found.
    """
    check_length(query)
    hits = view.record.search(fold(query), limit, view.known_at, Within(view.valid_at))
    told = view.tellings_in({hit.document for hit in hits})
    return tuple(Found(hit, _standing_in(told, hit)) for hit in hits)


def _standing_in(told: Iterable[Told], hit: Hit) -> tuple[Told, ...]:
    here = [t for t in told if t.claim.document == hit.document and t.claim.evidence.span.overlaps(hit.sentence)]
    return tuple(sorted(here, key=lambda t: (t.claim.evidence.span, t.claim.id)))
