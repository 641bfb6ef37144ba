"""Pairs of names for a person to judge, or that a person judged: both sentences, and what speaks for their being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shiguan.ledger.since import Since
from shiguan.query.explain import sentence_at
from shiguan.query.view import View
from shiguan.query.who import Roll, roll
from shiguan.records.claim import Claim
from shiguan.records.document import Document
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.time import ValidTime
from shiguan.resolve.judge import by_person, holding, newest
from shiguan.resolve.profile import EMPLOYER_ROLES


@dataclass(frozen=True, slots=True)
class Side:
    """One of two names: its entity, who its document says it works for and as what, and the sentence that names it.

    The name stands in the sentence from ``start`` to ``end``. ``entity`` is None once no claim that stands names it.
    """

    mention: str
    kind: MentionKind
    name: str
    entity: str | None
    employers: tuple[str, ...]
    positions: tuple[str, ...]
    document: str
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
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A judgement of a person; ``holds`` until a later one of the pair outranks it, or ``undone`` takes it back.

    ``rules``: what spoke for and against, as it was last worked out for the pair; empty where it never was.
    """

    judgement: Judgement
    holds: bool
    undone: Judgement | None
    rules: str


def pairs(view: View, *, unsure: bool = False) -> tuple[Pair, ...]:
    """What is for a person to judge, surest first, each two entities once; then, unless ``unsure``, what people judged.

    Two entities that a person kept apart, or could not judge, are not asked about again.
    """
    entity_of, held = _held(view)
    by_people = sorted((j for j in held if by_person(j)), key=lambda j: (j.recorded_at, j.left, j.right))
    return shown(view, [*_open(entity_of, held), *(() if unsure else by_people)])


def waiting(view: View) -> tuple[Judgement, ...]:
    """The judgements that leave open whether two entities are one, as ``pairs`` lists them, without their sentences."""
    return tuple(_open(*_held(view)))


def given(view: View) -> tuple[Given, ...]:
    """All that people judged, newest first, also what was taken back."""
    every = view.judgements_questioned
    held = {j.id for j in newest(every).values()}
    standing = {j.id for j in holding(every)}
    undone = {j.undoes: j for j in every if j.undoes}
    rules = {(j.left, j.right): j.explanation for j in every if not by_person(j)}
    by_people = {j.id: j for j in reversed(every) if by_person(j) and not j.undoes}
    return tuple(
        Given(j, i in held, None if i in standing else undone.get(i), rules.get((j.left, j.right), ""))
        for i, j in by_people.items()
    )


def shown(view: View, judgements: Sequence[Judgement]) -> tuple[Pair, ...]:
    """Judgements with both names and their sentences."""
    names, wanted = roll(view), {i for j in judgements for i in (j.left, j.right)}
    mentions = names.mentions(wanted)
    # What was judged stays to be looked at, also when the claims that named it are gone.
    gone = Since(view.record.connection, view.known_at).latest(wanted - mentions.keys())
    told = _Told(names, mentions | gone)
    return tuple(
        Pair(j.id, j.verdict, j.score, j.explanation, j.judged_by, told.side(j.left), told.side(j.right), j.recorded_at)
        for j in judgements
    )


def _held(view: View) -> tuple[Mapping[str, int], list[Judgement]]:
    """Mentions to entities; and the judgements that hold of these, by a person or unsure."""
    judged = [j for j in newest(view.judgements_questioned).values() if by_person(j) or j.verdict is Verdict.UNSURE]
    entity_of = view.store.entities_of({i for j in judged for i in (j.left, j.right)})
    return entity_of, [j for j in judged if j.left in entity_of and j.right in entity_of]


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
        entity = self._names.view.entity_of.get(mention.id)
        return Side(
            mention=mention.id,
            kind=mention.kind,
            name=mention.name,
            entity=entity.id if entity else None,
            employers=employers,
            positions=positions,
            document=document.id,
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
