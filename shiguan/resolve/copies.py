"""Which of the documents that tell one event are one source; each pair is compared once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.sources import DocumentText, Trace, same_source, trace

_AT_HAND = 8000  # traces of documents: some 100 MB

Pair = tuple[str, str]


@dataclass(slots=True)
class Copies:
    """``documents`` hands out documents by id, as they are compared; ``remembered``: what was found before of pairs among some.

    A pair has the smaller id first. What is found of two documents is kept.
    """

    documents: Callable[[Collection[str]], Mapping[str, DocumentText]]
    remembered: Callable[[Collection[str]], Mapping[Pair, bool]] = lambda _: {}
    found: dict[Pair, bool] = field(default_factory=dict)
    _traces: dict[str, Trace] = field(default_factory=dict)

    def compare(self, groups: Iterable[Collection[str]]) -> None:
        """Find out of every two documents of a group whether they are one source; many groups together take less time."""
        pairs = {pair for ids in groups for pair in combinations(sorted(ids), 2) if pair not in self.found}
        if pairs:
            self.found |= {p: one for p, one in self.remembered({i for pair in pairs for i in pair}).items() if p in pairs}
        fresh = sorted(pair for pair in pairs if pair not in self.found)
        self._hold({i for pair in fresh for i in pair})
        for left, right in fresh:
            self.found[left, right] = self._traces[left].likely(self._traces[right]) and self._one(left, right)

    def among(self, ids: Collection[str]) -> dict[str, str]:
        """Document id → the smallest id among these documents that it is one source with."""
        self.compare([ids])
        sources = Disjoint(ids)
        for left, right in combinations(sorted(ids), 2):
            if self.found[left, right]:
                sources.join(left, right)
        return {i: sources.find(i) for i in ids}

    def pairs(self) -> list[Pair]:
        """Every pair found to be one source."""
        return sorted(pair for pair, one in self.found.items() if one)

    def _hold(self, ids: Collection[str]) -> None:
        """Have what these documents are first compared by at hand."""
        if len(self._traces) > _AT_HAND:
            self._traces.clear()
        missing = [i for i in ids if i not in self._traces]
        self._traces.update((i, trace(d)) for i, d in self.documents(missing).items())

    def _one(self, left: str, right: str) -> bool:
        texts = self.documents([left, right])
        return same_source(texts[left], texts[right]) is not None
