"""Judging the names of new articles against all that is on record, by shapes kept beside it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from shiguan.ledger.connection import transaction
from shiguan.ledger.shapes import ShapeStore
from shiguan.ledger.since import Since
from shiguan.ledger.writer import Writer
from shiguan.present.entities import standing_mentions
from shiguan.present.shapes import KeptShapes
from shiguan.records.evidence import Mention
from shiguan.records.judgement import Judgement
from shiguan.resolve.carry import carried
from shiguan.resolve.judge import judge
from shiguan.resolve.names import name_words
from shiguan.resolve.neighbours import Changed, near
from shiguan.resolve.profile import TELLING, profiles
from shiguan.resolve.shapes import Shape, shapes
from shiguan.vocabulary import Vocabulary

# Shapes are made anew when they were made by other rules: the number goes up with each change of what tells shapes apart or of
# their keys (resolve/shapes, neighbours, names, profile).
_FORM = 4
_BATCH = 1000
# From so many changed documents on, and a third of all, shapes are made anew: that goes faster.
_MANY = 500


class Resolved:
    """What is judged of the names on record, kept up as articles come in; ``open`` first."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._words = name_words(vocabulary)
        self._store = ShapeStore(connection)
        self._writer = Writer(connection)
        self._kept = KeptShapes(self._store, self._words)
        self._made_by = {"form": str(_FORM), "words": vocabulary.digest}

    def open(self) -> None:
        """Make the shapes of all that is on record, where there are none or they are of other rules or words."""
        if not self._is_usable():
            with transaction(self._connection):
                if not self._is_usable():
                    self._build()

    def take(self, document: str, mentions: Iterable[Mention], at: datetime) -> None:
        """Judge what a document, which was just put on record with these mentions, makes necessary; in its transaction.

        What people said of mentions of the same article that are there no more is said again of those that took their place.
        """
        since = Since(self._connection)
        state = self._store.state()
        documents = {*since.documents_of(since.changed_claims(int(state["entries"]))), document}
        before = {row.mention for row in self._store.mentions_of(since.read_as(document))}
        changed = self._put(since, documents)
        self._reach()
        judged = judge(self._kept, near(self._kept, changed, self._words), at, self._words)
        gone = before - {row.mention for row in self._store.mentions_of(since.read_as(document))}
        for judgement in (*judged, *self._carried(since, gone, tuple(mentions), at)):
            self._writer.judge(judgement)
        self._kept.hear(int(self._store.state()["judgements"]))
        self._reach()

    def _carried(self, since: Since, gone: Collection[str], mentions: Collection[Mention], at: datetime) -> tuple[Judgement, ...]:
        if not gone:
            return ()
        said = since.judgements({*gone, *(m.id for m in mentions)})
        return carried(said, since.latest(gone).values(), mentions, at)

    def _is_usable(self) -> bool:
        state = self._store.state()
        if not self._made_by.items() <= state.items():
            return False
        since = Since(self._connection)
        changed = since.documents_of(since.changed_claims(int(state["entries"])))
        return len(changed) < _MANY or len(changed) < len(since.telling()) // 3

    def _reach(self) -> None:
        self._store.reached({log: str(seq) for log, seq in self._store.newest().items()})

    def _build(self) -> None:
        since = Since(self._connection)
        every = since.telling()

        def named() -> Iterator[tuple[str, Mapping[str, Shape]]]:
            for start in range(0, len(every), _BATCH):
                yield from self._named(since, every[start : start + _BATCH])

        self._kept.fill(named())
        self._store.reached(self._made_by)
        self._reach()

    def _put(self, since: Since, documents: Collection[str]) -> Changed:
        """Bring up the shapes of these documents."""
        made: set[int] = set()
        lost: dict[int, Shape] = {}
        fresh: set[int] = set()
        for document, named in self._named(since, documents):
            new, gone = self._kept.put(document, named)
            made |= new
            lost |= {shape.id: shape for shape in gone}
            fresh |= {shape.id for shape in named.values()}
        return Changed(self._kept.shapes(fresh), made, [lost[i] for i in sorted(lost)])

    def _named(self, since: Since, documents: Collection[str]) -> Iterator[tuple[str, Mapping[str, Shape]]]:
        """What each document names, as far as claims that stand name it: shapes by mention."""
        versions = list(since.standing(since.claims_in(documents)).values())
        mentions = since.mentions(list(standing_mentions(since.named(versions)).values())).values()
        claims = since.claims(since.of_types(versions, TELLING)).values()
        by_document: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            by_document[mention.evidence.document].append(mention)
        told = profiles(claims, mentions, self._words)
        for document in sorted(documents):
            yield document, shapes({m.id: told[m.id] for m in by_document.get(document, ())}, self._words)
