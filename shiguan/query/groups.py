"""Who says what a group's members are, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from shiguan.query.moves import published
from shiguan.query.names import by_user, in_parentheses
from shiguan.query.view import View
from shiguan.records.claim import Claim, Polarity
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.views import Entity, Told


class Definer(StrEnum):
    """Who lists the members: the user's names, documents, documents in parentheses after the name, or nobody."""

    NAMES = "names"
    DOCUMENTS = "documents"
    PARENTHESES = "parentheses"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Definition:
    """By whom a group's members (see ``names.with_members``) are listed, and the tellings that do, by publication."""

    by: Definer
    told: tuple[Told, ...]


def defined(view: View, entity: Entity) -> Definition | None:
    """The definition of a group; None for what is none."""
    if entity.kind is not MentionKind.GROUP:
        return None
    if by_user(view, entity):
        return Definition(Definer.NAMES, ())
    mine = frozenset(entity.mentions)
    if entity.members:
        lists = view.tellings_of(view.present.lists_of(mine))
        return Definition(Definer.DOCUMENTS, _by_publication(t for t in lists if _lists(t.claim) and _names(t.claim, mine)))
    documents = {document for document, _ in in_parentheses(view, [entity])}
    told = _by_publication(t for t in view.tellings_in(documents) if _names(t.claim, mine))
    return Definition(Definer.PARENTHESES if told else Definer.NOBODY, told)


def _lists(claim: Claim) -> bool:
    return claim.polarity is Polarity.AFFIRMED and bool(claim.values("members"))


def _names(claim: Claim, mentions: frozenset[str]) -> bool:
    return any(isinstance(a.value, Mention) and a.value.id in mentions for a in claim.arguments)


def _by_publication(told: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(sorted(told, key=lambda t: (*published(t), t.claim.document, t.start, t.claim.id)))
