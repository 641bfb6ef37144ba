"""Names of persons: surname grammar and what stands beside them, decided over the whole document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.extract.backends.rules.names.foreign import dotted, latin
from shiguan.extract.backends.rules.names.neighbours import neighbours
from shiguan.extract.backends.rules.names.person_context import context, fluency, surprise
from shiguan.extract.backends.rules.words import is_han, is_odd_character, word_model
from shiguan.records.document import Span

_ACCEPT = 2.5
_MORE_FOR_SHORT = 0.25  # two characters are a name by chance more often than three
_LIST = re.compile(r"(?<![一-鿿·A-Za-z])[一-鿿·A-Za-z]+(?:[、和与及][一-鿿·A-Za-z]+)+")
_ITEM = re.compile(r"[^、和与及]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name at one place (sentence coordinates) and how much its neighbours speak for it."""

    span: Span
    text: str
    score: float


def persons(lines: list[Line], lexicon: Lexicon) -> dict[str, float]:
    """Names of persons and how sure each is (≥ 2.5 is accepted), decided over all occurrences."""
    totals: dict[str, float] = defaultdict(float)
    seen: dict[str, int] = defaultdict(int)
    for line in lines:
        for candidate in candidates(line, lexicon):
            totals[candidate.text] += candidate.score
            seen[candidate.text] += 1
    accepted = {n: s for n, s in totals.items() if s >= _ACCEPT + (_MORE_FOR_SHORT if len(n) == 2 else 0)}
    return _without_rivals(accepted, seen)


def _without_rivals(accepted: dict[str, float], seen: dict[str, int]) -> dict[str, float]:
    """Of two names one of which begins or ends the other, keep the one more places speak for."""
    # 文昭 inside 谢文昭, 雷拉 inside 佩雷拉: a name met only as the end of a surer one is none.
    surer: dict[str, float] = defaultdict(float)
    for name, score in accepted.items():
        for end in range(1, len(name)):
            if name[end:] in accepted:
                surer[name[end:]] = max(surer[name[end:]], score)
    kept = {n: s for n, s in accepted.items() if n not in surer or surer[n] < s}
    for name, score in accepted.items():
        for shorter in (name[:2], name[:3]):
            if shorter == name or shorter not in kept or name not in kept:
                continue
            # 李强 and 李强在: the longer one needs to be what most places of the shorter one say.
            longer_wins = score >= accepted[shorter] or seen[name] * 2 > seen[shorter] + seen[name]
            del kept[shorter if longer_wins else name]
    return kept


def candidates(line: Line, lexicon: Lexicon) -> Iterator[Candidate]:
    """Every place in a line where a person's name may stand and something beside it says so."""
    yield from _chinese(line, lexicon)
    yield from _listed(line, lexicon)
    for span in dotted(line, lexicon):
        yield Candidate(span, span.of(line.text), 4.0)
    for span, titled in latin(line, lexicon):
        score = context(line, span, lexicon) + (2.0 if titled else 0.0)
        if score >= 1:
            yield Candidate(span, span.of(line.text), score + 1.5)


def _listed(line: Line, lexicon: Lexicon) -> Iterator[Candidate]:
    """A、B、C where most begin with a surname and are no words: a list of names vouches for its members."""
    for match in _LIST.finditer(line.text):
        items = [Span(match.start() + m.start(), match.start() + m.end()) for m in _ITEM.finditer(match[0])]
        named = []
        for number, item in enumerate(items):
            named += _name_in(line, item, (number == 0, number == len(items) - 1), lexicon)
        if len(named) >= 2 and 3 * len(named) >= 2 * len(items):
            for span in named:
                yield Candidate(span, span.of(line.text), 2.0)


def _name_in(line: Line, item: Span, edge: tuple[bool, bool], lexicon: Lexicon) -> list[Span]:
    """The name an item of a list is; the first may have words before it, the last behind it."""
    first, last = edge
    size = item.end - item.start
    for length in (3, 2, 4):
        if length > size or (length < size and not (first or last)):
            continue
        start = item.end - length if first else item.start
        span = Span(start, start + length)
        if _like_name(line, span, last, lexicon):
            return [span]
    return []


def _like_name(line: Line, span: Span, last: bool, lexicon: Lexicon) -> bool:
    name = span.of(line.text)
    compound = name[:2] in lexicon.vocabulary.compound_surnames
    if not compound and (name[0] not in lexicon.vocabulary.surnames or len(name) == 4):
        return False
    if name in lexicon.not_names or name in lexicon.known_names or name[-1] in lexicon.name_stops or _cuts_title(line, span):
        return False
    model = word_model()
    if model.frequency(name) > 20 and not model.tag(name).startswith("nr"):
        return False
    given = name[2 if compound else 1 :]
    if model.frequency(given) > 200 and len(given) > 1 and not model.tag(given).startswith(("nr", "ns")):
        return False
    # Tokens leave no gap: where one ends another starts, or the text ends.
    return span.start in line.words and (last or span.end in line.words or span.end == len(line.text))


def _chinese(line: Line, lexicon: Lexicon) -> Iterator[Candidate]:
    text = line.text
    times = [t.span for t in line.times]
    blocked = [span for span, _ in lexicon.known.find(text)]
    sounding = _sounding(text, lexicon)
    titled = {t.core.end for t in line.titles}
    for start, character in enumerate(text):
        if not is_han(character):
            continue
        compound = text[start : start + 2] in lexicon.vocabulary.compound_surnames
        usual = compound or character in lexicon.vocabulary.surnames or sounding[start] >= 3
        if not usual and not (start in titled and is_odd_character(character)):
            continue  # behind a title a surname need not be one of the common ones
        options = []
        for length in _lengths(sounding[start], compound):
            span = Span(start, start + length)
            if span.end > len(text) or any(_cuts(span, b) for b in blocked) or _cuts_title(line, span):
                continue
            if any(map(span.overlaps, times)):
                continue
            score = _score(line, span, compound, lexicon)
            if score >= 1:
                options.append((fluency(text, span, compound, lexicon) + 2 * score, span.end, score))
        if options:
            _, end, score = max(options)
            yield Candidate(Span(start, end), text[start:end], score)


def _lengths(sounding: int, compound: bool) -> tuple[int, ...]:
    if compound:
        return (3, 4)
    if sounding < 3:
        return (2, 3)
    return tuple(sorted({2, 3, min(sounding, 6)}))


def _sounding(text: str, lexicon: Lexicon) -> list[int]:
    """For each character how many from it on are those of foreign names; three in a row sound like one."""
    sounds = lexicon.vocabulary.transliteration_characters
    lengths = [0] * (len(text) + 1)
    for i in range(len(text) - 1, -1, -1):
        if text[i] in sounds:
            lengths[i] = lengths[i + 1] + 1
    return lengths


def _cuts(span: Span, other: Span) -> bool:
    """Whether the two share characters and ``other`` is no mere part of the name (启明 in 周启明 is a firm only by itself)."""
    return span.overlaps(other) and not (span.contains(other) and other.start > span.start)


def _cuts_title(line: Line, span: Span) -> bool:
    return any(t.core.overlaps(span) for t in line.titles)


def _score(line: Line, span: Span, compound: bool, lexicon: Lexicon) -> float:
    name = span.of(line.text)
    if not _may_be_name(name, lexicon):
        return 0
    beside = context(line, span, lexicon)
    if beside < 0.5:
        return 0
    novel = surprise(line.text, span, compound, lexicon)
    if beside < (0.5 if novel > 1 else 1):
        return 0  # one weak sign on one side alone says nothing: 张开 in 张开双臂
    return beside + novel + compound + _familiar(line, span) - _doubt(name, compound, lexicon)


def _may_be_name(name: str, lexicon: Lexicon) -> bool:
    if not all(map(is_han, name)) or name[-1] in neighbours().no_last:
        return False
    if name in lexicon.not_names or name in lexicon.known_names or lexicon.places.before(name, len(name)) == name:
        return False
    if name[-1] == "人" and lexicon.places.before(name[:-1], len(name) - 1) == name[:-1]:
        return False  # 山西人
    model = word_model()
    foreign = all(c in lexicon.vocabulary.transliteration_characters for c in name)
    return model.frequency(name) <= 3 or model.tag(name).startswith("nr") or not model.tag(name) or foreign


def _familiar(line: Line, span: Span) -> float:
    """The document repeats the stretch as a word the dictionary has not, or the dictionary has it as a name."""
    token = line.words.get(span.start)
    if token is None or token.span.end != span.end:
        return 0.0
    by_dictionary = token.tag.startswith("nr")
    return (1.5 if token.tag == "nx" or (by_dictionary and len(token.text) > 2) else 0.0) + (0.5 if by_dictionary else 0.0)


def _doubt(name: str, compound: bool, lexicon: Lexicon) -> float:
    """What in the name itself speaks against it."""
    model = word_model()
    given = name[2 if compound else 1 :]
    doubt = 0.0
    if model.frequency(name[:2]) > 20 and len(name) == 3 and not compound and not model.tag(name[:2]).startswith(("nr", "ns")):
        doubt += 1.5  # 冒泡 begins a word, not a name
    if len(given) == 2 and model.frequency(given) > 500 and model.tag(given)[:1] in ("v", "d", "r", "p", "c", "m", "f", "t"):
        doubt += 2  # 方没有, 向本报: words that nobody is called
    if not compound and name[0] in lexicon.vocabulary.doubtful_surnames:
        doubt += 0.5
    if not all(c in lexicon.vocabulary.transliteration_characters for c in name):
        doubt += 0.5 * sum(c not in lexicon.vocabulary.given_characters for c in given)
    return doubt
