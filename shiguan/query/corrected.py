"""What people said of claims: which is wrong and which right after all, who said so, when and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from shiguan.ledger.corrections import Correction
from shiguan.ledger.since import Since
from shiguan.query.view import View
from shiguan.records.claim import Claim
from shiguan.records.document import Document
from shiguan.records.entry import Action
from shiguan.records.views import Told


@dataclass(frozen=True, slots=True)
class Corrected:
    """A claim, whether it ``stands`` now, and all that people said of it, oldest first."""

    told: Told
    stands: bool
    words: tuple[Correction, ...]

    @property
    def rejected(self) -> bool:
        """Whether it stands no more, and that is a person's word."""
        return not self.stands and self.words[-1].action is Action.RETRACT


def corrected(view: View, claims: Collection[str]) -> dict[str, Corrected]:
    """Of these claims those of which people said something, by id; also those that stand no more."""
    said: dict[str, list[Correction]] = defaultdict(list)
    for word in view.record.said_of(claims, view.known_at):
        said[word.claim.id].append(word)
    standing = Since(view.record.connection, view.known_at).standing(said)
    documents = view.record.whole_documents({words[-1].claim.document for words in said.values()}, view.known_at)
    return {
        claim: Corrected(_told(words[-1].claim, documents[words[-1].claim.document]), claim in standing, tuple(words))
        for claim, words in said.items()
    }


def corrected_in(view: View, document: str) -> dict[str, Corrected]:
    """As ``corrected``, of all that a document ever claimed."""
    return corrected(view, Since(view.record.connection, view.known_at).claims_in([document]))


def rejected(view: View, id_prefix: str) -> Corrected | None:
    """The one claim whose id begins so, if a person said that it is wrong and it stands no more."""
    fitting = view.record.claim_ids(id_prefix)
    found = corrected(view, fitting).get(fitting[0]) if len(fitting) == 1 else None
    return found if found and found.rejected else None


def all_corrected(view: View) -> tuple[Correction, ...]:
    """The newest word of people on each claim that it still decides, newest first."""
    return view.record.corrections(view.known_at)[::-1]


def _told(claim: Claim, document: Document) -> Told:
    span, quote = document.received_quote(claim.evidence.span)
    return Told(claim, document.article.file, document.publisher, document.published_at, span.start, span.end, quote)
