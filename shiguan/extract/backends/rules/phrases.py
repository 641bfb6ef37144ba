"""A sentence with its names, titles, times and amounts as symbols, so that event patterns can be plain regular expressions.

``P`` persons, ``O`` organisations (and groups of them), ``D`` products, ``T`` a title by itself, ``W`` a time, ``N`` an amount.
A symbol stands for a whole phrase: 星河汽车前首席财务官王远 is one ``P`` that knows its organisation, its position and that the
post is a former one; 王远、李明和张三 is one ``P`` with three items.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from shiguan.extract.amounts import AmountMatch
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.times import TimeMatch
from shiguan.records.document import Span

# Private-use characters: no article has them (repair reports them), so a pattern cannot hit text by chance.
SYMBOLS = {"P": "\ue000", "O": "\ue001", "D": "\ue002", "T": "\ue003", "W": "\ue004", "N": "\ue005"}
LETTERS = {v: k for k, v in SYMBOLS.items()}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a phrase names. ``span`` in sentence coordinates, or None where it is understood from other sentences.

    ``org`` and ``positions`` are what the phrase itself says of a person; ``former`` that the post is past. ``members`` are
    those of a group that is told only by who is not in it (其他五家).
    """

    span: Span | None
    text: str
    name: Name | None = None
    org: Item | None = None
    positions: tuple[Item, ...] = ()
    former: bool = False
    time: TimeMatch | None = None
    amount: AmountMatch | None = None
    members: tuple[Item, ...] = ()

    @property
    def key(self) -> str:
        """What two mentions of one thing share: the fullest form of its name."""
        return self.name.name if self.name else self.text

    def elsewhere(self) -> Item:
        """The same thing as another sentence understands it: without any place, neither its own nor its firm's and posts'."""
        org = self.org.elsewhere() if self.org else None
        return Item(None, self.text, self.name, org, tuple(p.elsewhere() for p in self.positions), self.former)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A symbol: its letter, where it stands in the sentence, its items, and whether a pronoun or 该公司 stands for it."""

    letter: str
    span: Span
    items: tuple[Item, ...]
    pronoun: bool = False


@lru_cache(maxsize=1024)  # every sentence counts from 0
def _character(position: int) -> Span:
    return Span(position, position + 1)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A sentence in symbols: ``text`` to match patterns on; ``origins[i]`` where character i stands in the sentence."""

    text: str
    origins: tuple[Span, ...]
    phrases: tuple[Phrase | None, ...]

    @classmethod
    def of(cls, text: str, phrases: list[Phrase]) -> Skeleton:
        """Replace each phrase (in order, without overlap) by its symbol."""
        symbols: list[str] = []
        origins: list[Span] = []
        kept: list[Phrase | None] = []
        position = 0
        for phrase in [*phrases, None]:
            stop = phrase.span.start if phrase else len(text)
            if position < stop:
                symbols.append(text[position:stop])
                origins.extend(map(_character, range(position, stop)))
                kept.extend([None] * (stop - position))
            if phrase:
                symbols.append(SYMBOLS[phrase.letter])
                origins.append(phrase.span)
                kept.append(phrase)
                position = phrase.span.end
        return cls("".join(symbols), tuple(origins), tuple(kept))

    def span(self, start: int, end: int) -> Span:
        """Sentence coordinates of a stretch of ``text`` that is not empty."""
        return Span(self.origins[start].start, self.origins[end - 1].end)

    def readable(self) -> str:
        """The skeleton with letters in brackets for the symbols, for people who write patterns."""
        return "".join(f"<{LETTERS[c]}>" if c in LETTERS else c for c in self.text)
