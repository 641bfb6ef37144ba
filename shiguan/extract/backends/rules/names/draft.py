"""A document's lines prepared for finding names: words, titles and the stretches that can hold no name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from shiguan.extract.amounts import AmountMatch, parse_amounts
from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.words import Token, is_han, word_model
from shiguan.extract.reading import Reading, Sentence
from shiguan.extract.times import TimeMatch, parse_times
from shiguan.records.document import Span

_HAN_RUN = re.compile(r"(?:[一-鿿]|[A-Za-z][A-Za-z0-9.\-]*){2,}")
_UNIT = re.compile(r"[A-Za-z][A-Za-z0-9.\-]*|[一-鿿]")
_LONGEST_NEW_WORD = 6
# Chief officers of whatever a firm thinks of, the Taiwanese forms in 长, and English titles.
_FORMED = re.compile(
    r"首席[一-鿿]{1,6}?官(?!方|司|网|宣|员)|"
    r"(?:技术|财务|执行|营运|运营|策略|战略|法务|产品|营销|行销|资讯|信息|人资|投资|资安|研发|制造|采购|科技|数位)长(?![期大远处久度])|"
    r"Chief [A-Z][a-z]+ Officer|(?:Senior |Executive )?Vice President(?: of [A-Z][a-z]+)?|"
    r"(?:S?VP|Head|Director|President|GM) of [A-Z][A-Za-z]+|"
    r"General Counsel|Managing (?:Director|Partner)|(?:Operating|General|Venture) Partner|Co-?[Ff]ounder|Founder|Chairman"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A position such as 首席技术官: ``core`` is the head with its known modifiers, in sentence coordinates."""

    core: Span
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what is known of it before any name is: coordinates are the sentence's own."""

    sentence: Sentence
    text: str
    tokens: tuple[Token, ...]
    titles: tuple[Title, ...]
    times: tuple[TimeMatch, ...]
    amounts: tuple[AmountMatch, ...]
    words: Mapping[int, Token]  # the tokens by where they start

    def title_at(self, start: int) -> Title | None:
        """The title whose core starts here."""
        for title in self.titles:
            if title.core.start == start:
                return title
        return None

    def title_ending(self, end: int) -> Title | None:
        """The title that ends here."""
        for title in self.titles:
            if title.core.end == end:
                return title
        return None


def draft(reading: Reading, lexicon: Lexicon, seen: Iterable[str] | None = None) -> list[Line]:
    """The lines of a document, in order. Times are read in document order, so that 同年 and 次日 find their day.

    ``seen`` are names known beforehand; without them, what the document repeats is taken for such.
    """
    new_words = frozenset(discover([s.text for s in reading.sentences], lexicon) if seen is None else seen)
    lines = []
    told = None
    for sentence in reading.sentences:
        times = tuple(parse_times(sentence.text, reading.anchor, told))
        told = next((t.valid_time for t in reversed(times) if _frames(t)), told)
        tokens = tuple(word_model().segment(sentence.text, lexicon.vouched, new_words))
        words = {t.span.start: t for t in tokens}
        amounts = tuple(parse_amounts(sentence.text))
        lines.append(Line(sentence, sentence.text, tokens, tuple(titles(sentence.text, lexicon)), times, amounts, words))
    return lines


def _frames(match: TimeMatch) -> bool:
    """Whether times told later may hang on this one: what something is compared with (去年同期) tells them nothing."""
    return match.valid_time is not None and match.valid_time.start is not None and not match.text.endswith("同期")


def titles(text: str, lexicon: Lexicon) -> Iterable[Title]:
    """Titles by head and modifiers: 高级副总裁, 财务负责人, 创始人兼首席执行官."""
    listed = [span for span, _ in lexicon.title_heads.find(text)]
    formed = [Span(m.start(), m.end()) for m in _FORMED.finditer(text)]
    # Of two that overlap the one that goes on longer, the listed one when neither does.
    heads = [f for f in formed if not any(f.overlaps(h) and h.end >= f.end for h in listed)]
    heads += [h for h in listed if not any(f.overlaps(h) and f.end > h.end for f in formed)]
    for span in sorted(heads):
        start = span.start
        while modifier := lexicon.title_modifiers.before(text, start):
            start -= len(modifier)
        for general in ("公司", "集团"):  # 公司副董事长: the firm is understood, not part of the title
            start += len(general) if text.startswith(general, start) and start + len(general) <= span.start else 0
        yield Title(Span(start, span.end), text[start : span.end])


def past_adverbs(line: Line, position: int, lexicon: Lexicon) -> int:
    """Past a bracket, times and adverbs: what somebody does is told behind them."""
    text = line.text
    for _ in range(6):
        start = position
        if text[position : position + 1] in ("”", "》"):
            position += 1
        if text[position : position + 1] in ("（", "("):
            closing = next((i for i in range(position, min(len(text), position + 40)) if text[i] in "）)"), None)
            position = closing + 1 if closing else position
        since = position + 1 if text[position : position + 1] in ("自", "从", "于", "在", "至") else position
        timed = next((t.span.end for t in line.times if t.span.start == since), None)
        if timed is not None:
            position = timed + (1 if text[timed : timed + 1] in ("起", "间", "份", "时") else 0)
        position += len(lexicon.adverbs.after(text, position))
        if position == start:
            break
    return position


def discover(texts: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Strings the document repeats as one piece and the dictionary does not know: most are names.

    A candidate stands at least twice, is never part of one and the same longer repeated string, its neighbours vary,
    and it is not made of common words alone.
    """
    runs = [(text, [m.span() for m in _UNIT.finditer(text, *run.span())]) for text in texts for run in _HAN_RUN.finditer(text)]
    # What is repeated is so by its first two units, its first three …: only such places are looked at further.
    places = [(text, units, i) for text, units in runs for i in range(len(units))]
    repeated: list[str] = []
    for size in range(2, _LONGEST_NEW_WORD + 1):
        by_word: dict[str, list[_Place]] = defaultdict(list)
        for text, units, i in places:
            if i + size <= len(units):
                by_word[text[units[i][0] : units[i + size - 1][1]]].append((text, units, i))
        several = {word: found for word, found in by_word.items() if len(found) > 1}
        repeated += [word for word, found in several.items() if _varies(found, size)]
        places = [place for found in several.values() for place in found]
    return [w for w in repeated if _is_new(w, lexicon)]


_Place: TypeAlias = tuple[str, list[tuple[int, int]], int]  # a text, the units of a run in it, and which of these


def _varies(places: list[_Place], size: int) -> bool:
    """Whether what stands before a string of units differs, and what stands behind it; every edge of a text is another."""
    left = {text[units[i][0] - 1] if units[i][0] else f"^{n}" for n, (text, units, i) in enumerate(places)}
    ends = [(text, units[i + size - 1][1]) for text, units, i in places]
    right = {text[end] if end < len(text) else f"${n}" for n, (text, end) in enumerate(ends)}
    return len(left) > 1 and len(right) > 1


def is_odd(piece: Token) -> bool:
    """Whether a piece of a segmentation is no everyday word: rare, a name, or a lone character that seldom stands alone."""
    if not is_han(piece.text[0]):
        return False
    lone = len(piece.text) == 1 and piece.frequency < 30_000
    rare = piece.frequency < 60 and len(piece.text) < 4  # 房屋交易 is rare in the dictionary and still no name
    return lone or rare or piece.tag.startswith(("nr", "nz"))


def _is_new(word: str, lexicon: Lexicon) -> bool:
    cut_short = word[-1] in lexicon.end_stops and not lexicon.org_weak.before(word, len(word))
    if word[0] in lexicon.name_stops or cut_short or not any(map(is_han, word)):
        return False
    if any(stop in word for stop in lexicon.inner_stops):
        return False
    model = word_model()
    if model.frequency(word) or word in lexicon.modern:
        return False
    pieces = model.segment(word, lexicon.modern)
    # Pieces that are all everyday words (大模型 公司) make a phrase; a rare or lone character makes a name.
    odd = [p for p in pieces if is_odd(p) and p.text not in lexicon.modern]
    return bool(odd) and not any(p.tag in {"d", "p", "c", "u", "uj", "ul", "r", "y", "f"} and len(p.text) > 1 for p in pieces)
