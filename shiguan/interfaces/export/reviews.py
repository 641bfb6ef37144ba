"""schema.org ClaimReview: rumours of which the record tells how they ended. Those still open have no review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shiguan.interfaces.export.annotations import URN
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.render import dumps
from shiguan.interfaces.show import values
from shiguan.query.rumours import Rumour, Rumours
from shiguan.records.time import Precision, ValidTime
from shiguan.records.views import Told
from shiguan.resolve.fates import Fate, Part

_EXACT = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})


def reviews(messages: Messages, answer: Rumours) -> Iterator[str]:
    """One JSON-LD document, a review a line. The rating is the fate in words: a number would say more than is known."""
    yield '{"@context": "https://schema.org", "@graph": ['
    between = "\n"
    for rumour in answer.rumours:
        if rumour.fate is not Fate.OPEN:
            yield between + dumps(_review(messages, rumour))
            between = ",\n"
    yield "\n]}\n"


def _review(messages: Messages, rumour: Rumour) -> dict[str, Any]:
    event, by = rumour.event, rumour.by
    fate, why = messages(f"rumours.fate.{rumour.fate}"), messages(f"rumours.why.{rumour.reason.name.lower()}")
    carried = [step.told for step in rumour.steps if step.part is Part.RUMOUR]
    claimed: dict[str, Any] = {"@type": "Claim"}
    if carried:  # else it is known only by what was said against it
        claimed["appearance"] = [_work(told) for told in carried]
    if carried and (date := _date(carried[0].published_at)):
        claimed["datePublished"] = date
    return {
        "@type": "ClaimReview",
        "@id": f"{URN}review:{event.id}",
        "claimReviewed": f"{messages.event(event.event_type)}: {values.roles(messages, event)}",
        "itemReviewed": claimed,
        "reviewRating": {"@type": "Rating", "alternateName": fate, "ratingExplanation": why},
        "author": {"@type": "Organization", "name": "shiguan"},
        "inLanguage": messages.language,
        **({"reviewBody": by.claim.evidence.quote, "citation": _work(by)} if by else {}),
        **({"datePublished": date} if by and (date := _date(by.published_at)) else {}),
    }


def _work(told: Told) -> dict[str, Any]:
    """The article that tells it, with the words that do."""
    date = _date(told.published_at)
    return {
        "@type": "NewsArticle",
        "@id": URN + told.claim.document,
        "name": told.file,
        "text": told.claim.evidence.quote,
        **({"publisher": {"@type": "Organization", "name": told.publisher}} if told.publisher else {}),
        **({"datePublished": date} if date else {}),
    }


def _date(time: ValidTime | None) -> str | None:
    """As ISO 8601 has it; nothing for what it has no form of."""
    return time.when if time and time.precision in _EXACT else None
