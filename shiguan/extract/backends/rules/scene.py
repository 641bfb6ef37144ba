"""One sentence as the event readers see it: its skeleton, what came before it, and how to look around in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shiguan.extract.backends.rules.bystanders import AUTHORITY, FORMER
from shiguan.extract.backends.rules.discourse import Discourse
from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item, Phrase, Skeleton
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from shiguan.records.time import ValidTime

_PAUSES = "，,；;。！!？?：:　"  # in headings a wide space stands for a comma
_CLAUSE = re.compile(f"[^{_PAUSES}]+")
_REMEMBERED = 100  # sentences, more than people write in a paragraph
_HARD = frozenset("；;。！!？?")
_QUOTED = {"“": "”", "「": "」"}
_PAIRS = {**_QUOTED, "《": "》"}
_NO_AGENT = re.compile(
    r"(?:[向从与和跟同对被遭据于在把将给]|(?<![可所得加足予])以|接近|根据|针对|面对|收购|超过|超越|不如|来自|对手|一位|一名|多名|多位|"
    rf"{FORMER})$"
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a finding: an item of the skeleton (its text may stand in another sentence)."""

    role: str
    item: Item


@dataclass(frozen=True, slots=True)
class Finding:
    """An event found in a sentence, before stance and time are settled. Spans are sentence coordinates.

    ``trigger`` is the stretch that says it happened; ``evidence`` the clause or clauses that tell it. What is given of
    ``certainty``, ``polarity`` and ``valid_time`` overrides what the sentence would say; ``timeless`` keeps the time unknown.
    ``speaker`` is who says it, where the reader saw that; ``support`` how sure it is of the least sure key participant.
    """

    event_type: str
    roles: tuple[Role, ...]
    trigger: Span
    evidence: Span
    confidence: float = 0.8
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    valid_time: ValidTime | None = None
    timeless: bool = False
    speaker: str | None = None
    support: float | None = None

    def values(self, role: str) -> tuple[Item, ...]:
        """The items that play the role."""
        return tuple(r.item for r in self.roles if r.role == role)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence and its surroundings; coordinates are the sentence's, or the skeleton's where a method says so."""

    line: Line
    skeleton: Skeleton
    discourse: Discourse
    lexicon: Lexicon
    previous: Scene | None = None

    @property
    def text(self) -> str:
        """The sentence."""
        return self.line.text

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases in order."""
        return tuple(p for p in self.skeleton.phrases if p)

    def paragraph(self) -> Iterator[Scene]:
        """The sentences before it in its paragraph, nearest first, as far back as a reader has them in mind."""
        earlier = self.previous
        for _ in range(_REMEMBERED):
            if earlier is None or earlier.line.sentence.paragraph != self.line.sentence.paragraph:
                return
            yield earlier
            earlier = earlier.previous

    def clauses(self) -> list[Span]:
        """Clauses of the skeleton (skeleton coordinates), without the punctuation."""
        return [Span(m.start(), m.end()) for m in _CLAUSE.finditer(self.skeleton.text)]

    def clause_at(self, position: int) -> Span:
        """The clause a skeleton position lies in."""
        text = self.skeleton.text
        begin, end = position, min(position + 1, len(text))
        if begin < end and text[begin] not in _PAUSES:
            while begin and text[begin - 1] not in _PAUSES:
                begin -= 1
            while end < len(text) and text[end] not in _PAUSES:
                end += 1
        return Span(begin, end)

    def before(self, position: int, letter: str) -> Iterator[tuple[int, Phrase]]:
        """Phrases of a letter before a skeleton position, nearest first, with their skeleton positions; stops at 。；！？."""
        for i in range(position - 1, -1, -1):
            if self.skeleton.text[i] in _HARD:
                return
            phrase = self.skeleton.phrases[i]
            if phrase and phrase.letter == letter:
                yield i, phrase

    def after(self, position: int, letter: str) -> Iterator[tuple[int, Phrase]]:
        """Phrases of a letter from a skeleton position on, nearest first; stops at 。；！？."""
        for i in range(position, len(self.skeleton.text)):
            if self.skeleton.text[i] in _HARD:
                return
            phrase = self.skeleton.phrases[i]
            if phrase and phrase.letter == letter:
                yield i, phrase

    def agent(self, position: int, taken: frozenset[str] = frozenset()) -> tuple[Item, ...]:
        """The organisation that does what stands at a skeleton position: the subject of its clause, or of the nearest clause
        before it that has one, a person standing for the employer; of a quotation, who says it; else the organisation that the
        document is about. Who brings the news does nothing of it."""
        first = max(self.skeleton.text.rfind(c, 0, position) for c in _HARD) + 1
        spans = [c for c in self.clauses() if first <= c.start < position]
        for clause in reversed(spans):
            for i in range(clause.start, min(clause.end, position)):
                phrase = self.skeleton.phrases[i]
                if phrase and phrase.letter in "OP" and (found := self._acting(i, phrase, taken)):
                    return found
        if found := self._saying(position, taken):
            return found
        understood = self.discourse.story.about(taken)
        return (understood,) if understood and not _is_authority(understood) else ()

    def _saying(self, position: int, taken: frozenset[str]) -> tuple[Item, ...]:
        """Whose quotation a skeleton position stands in, where it is named right behind: “我们不会涨价。”甲公司总裁王远说."""
        text = self.skeleton.text
        opened = max((text.rfind(c, 0, position) for c in _QUOTED), default=-1)
        closed = text.find(_QUOTED[text[opened]], opened) if opened >= 0 else -1
        if closed < position or closed + 1 >= len(text):
            return ()
        behind = closed + 2 if text[closed + 1] in "，," else closed + 1
        phrase = self.skeleton.phrases[behind] if behind < len(text) else None
        return self._acting(behind, phrase, taken) if phrase and phrase.letter in "OP" else ()

    def _acting(self, position: int, phrase: Phrase, taken: frozenset[str]) -> tuple[Item, ...]:
        if phrase.letter == "P":
            employers = (self.discourse.employer(i) for i in phrase.items)
            return next(((e,) for e in employers if e and e.text not in taken), ())
        if _NO_AGENT.search(self.skeleton.text[:position]) or any(i.text in taken for i in phrase.items):
            return ()
        if any(map(_is_authority, phrase.items)):  # it speaks of those who act
            return ()
        return phrase.items

    def evidence(self, start: int, end: int) -> Span:
        """Sentence coordinates of the whole clauses that a skeleton stretch touches."""
        first, last = self.clause_at(start), self.clause_at(end - 1)
        return self.skeleton.span(min(first.start, start), max(last.end, end))

    def item(self, start: int, end: int) -> Item:
        """A skeleton stretch as a text item, without the marks around it; 《白夜》的研发 keeps what it closes."""
        text = self.skeleton.text
        while start < end and text[start] in " “”《》「」的":
            start += 1
        while end > start and text[end - 1] in " “”《》「」":
            end -= 1
        for opening, closing in _PAIRS.items():
            lacking = text.count(closing, start, end) - text.count(opening, start, end)
            start -= lacking == 1 and text.startswith(opening, max(0, start - 1))
            end += lacking == -1 and text.startswith(closing, end)
        span = self.skeleton.span(start, end)
        return Item(span, span.of(self.text))

    def items(self, start: int, end: int) -> tuple[Item, ...]:
        """What a skeleton stretch names: the items of its phrase when it is one symbol, else the stretch as text."""
        while start < end and self.skeleton.text[start] in " “《":
            start += 1
        while end > start and self.skeleton.text[end - 1] in " ”》":
            end -= 1
        if end - start == 1:
            phrase = self.skeleton.phrases[start]
            if phrase:
                return phrase.items
        return (self.item(start, end),) if end > start else ()


def _is_authority(item: Item) -> bool:
    return AUTHORITY.search(item.name.name if item.name else item.text) is not None


def gap(size: int, stop: str = "PO") -> str:
    """Regular expression for up to ``size`` characters of a clause, the shortest stretch, across no phrase of ``stop``."""
    symbols = "".join(SYMBOLS[s] for s in stop)
    return rf"[^，。；！？{symbols}]{{0,{size}}}?"
