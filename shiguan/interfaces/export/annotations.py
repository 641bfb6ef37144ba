"""W3C Web Annotation: each claim an annotation on the text received, found again by its words and by its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.render import claim_line, dumps
from shiguan.query.view import View
from shiguan.query.whole import Standing, standing
from shiguan.records.document import Document

URN = "urn:shiguan:"
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"shiguan": f"{URN}term:"}]
_AROUND = 32  # characters of prefix and suffix: enough to tell repeated words apart
_LANGUAGES = {"simplified": "zh-Hans", "traditional": "zh-Hant", "mixed": "zh"}


def annotated(messages: Messages, view: View) -> Iterator[str]:
    """One annotation page as JSON-LD, an annotation a line; places count code points of the received text."""
    yield f'{{"@context": {dumps(_CONTEXT)}, "id": "{URN}annotations", "type": "AnnotationPage", "items": ['
    between = "\n"
    for document, claims in groupby(standing(view), key=lambda one: one.told.claim.document):
        whole = view.record.document(document, view.known_at)
        for one in claims:
            yield between + dumps(_annotation(messages, one, whole))
            between = ",\n"
    yield "\n]}\n"


def _annotation(messages: Messages, one: Standing, document: Document) -> dict[str, Any]:
    told, claim, received = one.told, one.told.claim, document.article.received
    said = " · ".join(f"{messages.role(claim.event_type, a.role)} {a.text}" for a in claim.arguments)
    line = claim_line(one)
    # What of the claim has no word in the vocabulary of annotations.
    own = {
        f"shiguan:{key}": line[key] for key in ("type", "roles", "entities", "when", "certainty", "polarity", "speaker", "event")
    }
    body = {"type": "TextualBody", "purpose": "describing", "format": "text/plain"}
    return {
        "id": URN + claim.id,
        "type": "Annotation",
        "motivation": "describing",
        "body": {**body, "value": f"{messages.event(claim.event_type)}: {said}", "language": messages.language, **own},
        "target": {
            "source": _source(document),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": told.quote,
                    "prefix": received[max(0, told.start - _AROUND) : told.start],
                    "suffix": received[told.end : told.end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": told.start, "end": told.end},
            ],
        },
        "generator": {"id": f"{URN}reader:{claim.backend}", "type": "Software", "name": f"shiguan {claim.backend}"},
    }


def _source(document: Document) -> dict[str, Any]:
    """The received text of a document; the page it was taken out of, where that is known, is where it comes from."""
    language = _LANGUAGES.get(document.script)
    return {
        "id": URN + document.id,
        "type": "Text",
        "format": "text/plain",
        **({"language": language} if language else {}),
        **({"shiguan:title": document.title} if document.title else {}),
        "shiguan:file": document.article.file,
        **({"via": document.article.url} if document.article.url else {}),
    }
