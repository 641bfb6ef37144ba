"""A language model beside the project's own reader: what either sees, and of what both see that both do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shiguan.extract.backends.base import Backend, Bill, Proposal, ProposedRole
from shiguan.extract.backends.llm.reader import LlmBackend
from shiguan.extract.reading import Reading
from shiguan.vocabulary import Vocabulary


class Beside:
    """Proposes what ``own`` proposes, and what the language model sees besides."""

    def __init__(self, vocabulary: Vocabulary, own: Backend, llm: LlmBackend) -> None:
        self._vocabulary, self._own, self._llm = vocabulary, own, llm
        self.name = f"{own.name}+{llm.name}"

    @property
    def version(self) -> str:
        """Both readers' versions."""
        return f"{self._own.version}+{self._llm.version}"

    def propose(self, reading: Reading) -> Iterable[Proposal]:
        """Proposals in text order. Where both tell one thing, the own reader's telling stands: it is measured how sure that is."""
        mine = [replace(p, backend=p.backend or self._own.name) for p in self._own.propose(reading)]
        others = [replace(p, backend=self._llm.name) for p in self._llm.propose(reading)]
        agreed = [next((i for i, p in enumerate(mine) if self._same(p, other)), None) for other in others]
        both = set(agreed)
        told = [replace(p, backend=f"{p.backend}+{self._llm.name}") if i in both else p for i, p in enumerate(mine)]
        told += [other for other, i in zip(others, agreed, strict=True) if i is None]
        return sorted(told, key=lambda p: p.start or 0)

    def expected(self, readings: Iterable[Reading]) -> Bill:
        """The language model's; the own reader costs nothing."""
        return self._llm.expected(readings)

    def spent(self) -> Bill:
        """Likewise."""
        return self._llm.spent()

    def _same(self, one: Proposal, other: Proposal) -> bool:
        """Whether two proposals that stand tell one thing: in the same words, of the same type and the same who and what."""
        if one.declined or other.declined or one.start is None or other.start is None:
            return False
        apart = one.start >= other.start + len(other.quote) or other.start >= one.start + len(one.quote)
        if apart or (one.event_type, one.polarity) != (other.event_type, other.polarity):
            return False
        keys = (key for choice in self._vocabulary.events[one.event_type].keys for key in choice)
        return all(not a or not b or a & b for key in keys for a, b in [(_players(one.roles, key), _players(other.roles, key))])


def _players(roles: Sequence[ProposedRole], name: str) -> set[str]:
    return {r.name or r.text for r in roles if r.role == name}
