"""Which of the documents that tell one event are one source; each pair is compared once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.sources import DocumentText, Trace, same_source, trace

_AT_HAND = 8000  # traces of documents: some 100 MB


@dataclass(slots=True)
class Copies:
    """``documents`` hands out documents by id, as they are compared. What was found of two of them is remembered."""

    documents: Callable[[Collection[str]], Mapping[str, DocumentText]]
    _traces: dict[str, Trace]
    _found: dict[tuple[str, str], bool]

    @classmethod
    def of(cls, documents: Callable[[Collection[str]], Mapping[str, DocumentText]]) -> Copies:
        """Nothing found yet."""
        return cls(documents, {}, {})

    def hold(self, ids: Collection[str]) -> None:
        """Have what these documents are first compared by at hand."""
        if len(self._traces) > _AT_HAND:
            self._traces.clear()
        missing = [i for i in ids if i not in self._traces]
        self._traces.update((i, trace(d)) for i, d in self.documents(missing).items())

    def among(self, ids: Collection[str]) -> dict[str, str]:
        """Document id → the smallest id among these documents that it is one source with."""
        sources = Disjoint(ids)
        if len(ids) > 1:
            self.hold(ids)
            for left, right in combinations(sorted(ids), 2):
                if self._traces[left].likely(self._traces[right]) and self._one(left, right):
                    sources.join(left, right)
        return {i: sources.find(i) for i in ids}

    def _one(self, left: str, right: str) -> bool:
        if (left, right) not in self._found:
            texts = self.documents([left, right])
            self._found[left, right] = same_source(texts[left], texts[right]) is not None
        return self._found[left, right]

    def pairs(self) -> list[tuple[str, str]]:
        """Every pair found to be one source."""
        return sorted(pair for pair, one in self._found.items() if one)
