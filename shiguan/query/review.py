"""Pairs of names for a person to judge, or that a person judged: both sentences, and what speaks for their being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shiguan.query.explain import sentence_at
from shiguan.query.view import View
from shiguan.query.who import Roll, roll
from shiguan.records.claim import Claim
from shiguan.records.document import Document
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.time import ValidTime
from shiguan.resolve.judge import by_person, newest
from shiguan.resolve.profile import EMPLOYER_ROLES


@dataclass(frozen=True, slots=True)
class Side:
    """One of two names: its entity, who its document says it works for and as what, and the sentence that names it.

    The name stands in the sentence from ``start`` to ``end``.
    """

    mention: str
    kind: MentionKind
    name: str
    entity: str
    employers: tuple[str, ...]
    positions: tuple[str, ...]
    file: str
    publisher: str | None
    published_at: ValidTime | None
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and the judgement that holds of them; ``explanation`` has what speaks for and against, each with its weight."""

    id: str
    verdict: Verdict
    score: float
    explanation: str
    by: str
    left: Side
    right: Side


def pairs(view: View, *, unsure: bool = False) -> tuple[Pair, ...]:
    """What is for a person to judge, surest first, each two entities once; then, unless ``unsure``, what people judged.

    Two entities that a person kept apart, or could not judge, are not asked about again.
    """
    names = roll(view)
    judged = [j for j in newest(view.judgements).values() if by_person(j) or j.verdict is Verdict.UNSURE]
    entity_of = view.store.entities_of({i for j in judged for i in (j.left, j.right)})
    held = [j for j in judged if j.left in entity_of and j.right in entity_of]
    by_people = sorted((j for j in held if by_person(j)), key=lambda j: (j.recorded_at, j.left, j.right))
    chosen = [*_open(entity_of, held), *(() if unsure else by_people)]
    mentions = names.mentions({i for j in chosen for i in (j.left, j.right)})
    told = _Told(names, mentions)
    return tuple(Pair(j.id, j.verdict, j.score, j.explanation, j.judged_by, told.side(j.left), told.side(j.right)) for j in chosen)


def _open(entity_of: Mapping[str, int], held: Sequence[Judgement]) -> Iterator[Judgement]:
    """The judgements that leave open whether two entities are one."""
    settled = {frozenset((entity_of[j.left], entity_of[j.right])) for j in held if by_person(j)}
    for j in sorted(held, key=lambda j: (-j.score, j.left, j.right)):
        ends = frozenset((entity_of[j.left], entity_of[j.right]))
        if not by_person(j) and len(ends) == 2 and ends not in settled:
            settled.add(ends)
            yield j


class _Told:
    """What the documents say of the mentions."""

    def __init__(self, names: Roll, mentions: Mapping[str, Mention]) -> None:
        view, ids = names.view, {m.evidence.document for m in mentions.values()}
        self._names, self._mentions = names, mentions
        self._documents: Mapping[str, Document] = view.record.whole_documents(ids, view.known_at) if ids else {}
        self._claims: dict[str, list[Claim]] = {}
        for claim in view.record.claims(documents=ids, known_at=view.known_at):
            self._claims.setdefault(claim.document, []).append(claim)

    def side(self, mention_id: str) -> Side:
        mention = self._mentions[mention_id]
        document = self._documents[mention.evidence.document]
        span = mention.evidence.span
        whole = sentence_at(document, span)
        employers, positions = self._work(mention)
        return Side(
            mention=mention.id,
            kind=mention.kind,
            name=mention.name,
            entity=self._names.view.entity_of[mention.id].id,
            employers=employers,
            positions=positions,
            file=document.article.file,
            publisher=document.publisher,
            published_at=document.published_at,
            sentence=whole.of(document.text),
            start=span.start - whole.start,
            end=span.end - whole.start,
        )

    def _work(self, mention: Mention) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Where a person works or worked, and as what, in the order told."""
        employers: dict[str, None] = {}
        positions: dict[str, None] = {}
        for claim in self._claims.get(mention.evidence.document, ()):
            roles = EMPLOYER_ROLES.get(claim.event_type, ())
            if any(isinstance(a.value, Mention) and a.value.id == mention.id for a in claim.values("person")):
                employers.update((a.text, None) for role in roles for a in claim.values(role))
                positions.update((a.text, None) for a in claim.values("position"))
        return tuple(employers), tuple(positions)
