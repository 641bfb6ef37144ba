"""A document cut into stretches that are asked about one by one: whole sentences, as many as fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shiguan.extract.reading import Reading, Sentence
from shiguan.records.document import Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sentences that follow each other; ``before`` is the sentence before them, to understand them by."""

    sentences: tuple[Sentence, ...]
    before: str

    @property
    def text(self) -> str:
        """The sentences, a line a paragraph."""
        lines: list[str] = []
        for earlier, sentence in zip((None, *self.sentences), self.sentences, strict=False):
            if earlier and earlier.paragraph == sentence.paragraph:
                lines[-1] += sentence.text
            else:
                lines.append(sentence.text)
        return "\n".join(lines)

    @property
    def span(self) -> Span:
        """From the first sentence to the last, in read coordinates."""
        return Span(self.sentences[0].span.start, self.sentences[-1].span.end)

    def halves(self) -> tuple[Chunk, Chunk]:
        """Two chunks of about as much text; only of a chunk of two sentences or more."""
        sizes = [tokens(s.text) for s in self.sentences]
        middle = min(range(1, len(sizes)), key=lambda i: abs(sum(sizes[:i]) - sum(sizes[i:])))
        first, second = self.sentences[:middle], self.sentences[middle:]
        return Chunk(first, self.before), Chunk(second, first[-1].text)


def chunks(reading: Reading, most: int) -> list[Chunk]:
    """The document's sentences in order, up to ``most`` tokens together; a longer one by itself."""
    found: list[Chunk] = []
    held: list[Sentence] = []
    size = 0
    for sentence in reading.sentences:
        added = tokens(sentence.text)
        if held and size + added > most:
            found.append(Chunk(tuple(held), _last(found)))
            held, size = [], 0
        held.append(sentence)
        size += added
    return [*found, Chunk(tuple(held), _last(found))] if held else found


def _last(found: list[Chunk]) -> str:
    return found[-1].sentences[-1].text if found else ""


def tokens(*texts: str) -> int:
    """How many tokens texts have at most, or nearly: one for a Chinese character, one for three letters.

    A reckoning that is meant to be high: DeepSeek's documents give 0.6 and 0.3 a character.
    """
    return sum(map(_tokens, texts))


def _tokens(text: str) -> int:
    ascii_ = sum(_ascii(text))
    return len(text) - ascii_ + -(-ascii_ // 3)


def _ascii(text: str) -> Iterable[bool]:
    return (c < "\x80" for c in text)
