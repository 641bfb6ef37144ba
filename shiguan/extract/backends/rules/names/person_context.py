"""What stands beside a stretch of text and says that it is a person, and how well it reads as a name."""

from __future__ import annotations

from functools import lru_cache

from shiguan.extract.backends.rules.lexicon import Lexicon
from shiguan.extract.backends.rules.names.draft import Line, past_adverbs
from shiguan.extract.backends.rules.names.neighbours import neighbours
from shiguan.extract.backends.rules.words import Path, is_han, word_model
from shiguan.records.document import Span

_SIGNS_LEFT = ("“", "「", "、", "，", ",", "：", ":", "。", "（", "(", " ", "；", ";")
_SIGNS_RIGHT = "，。；、）”：,;:)"
_WINDOW = 9  # characters from the start of a name: itself and a few words
_COMMON_GIVEN, _RARE_GIVEN, _SURNAME = -6.5, -9.0, -5.0  # log-probabilities, rounded from the shares in surname lists


def context(line: Line, span: Span, lexicon: Lexicon) -> float:
    """How much the words on both sides speak for a person: 3.5 for a title in front, 0 for nothing."""
    return _left(line, span, lexicon) + _right(line, span, lexicon)


def _left(line: Line, span: Span, lexicon: Lexicon) -> float:
    before = line.text[: span.start]
    if line.title_ending(span.start):
        return 3.5
    if not before or before.endswith(_SIGNS_LEFT):
        return 0.5
    if before.endswith("是") and line.title_ending(span.start - 1):
        return 2.0
    if before.endswith(neighbours().person_left):
        return 1.0
    if before.endswith("的"):  # 经纬创投的万浩然
        return 1.5 if any(s.end == span.start - 1 for s, _ in lexicon.known.find(line.text)) else 0.5
    return 0.0


def _right(line: Line, span: Span, lexicon: Lexicon) -> float:
    after = line.text[span.end : span.end + 8]
    if after[:1] in ("为", "任") and line.title_at(span.end + 1):
        return 3.0
    if lexicon.address_words.after(line.text, span.end) or line.title_at(span.end) or _post_in_brackets(line, span, after):
        return 2.0
    if after.startswith(neighbours().person_verbs_strong) or len(lexicon.speech.after(line.text, span.end)) > 1:
        return 2.0
    beyond = past_adverbs(line, span.end, lexicon)
    later = line.text[beyond : beyond + 8]
    if later.startswith(neighbours().person_verbs_strong) or len(lexicon.speech.after(line.text, beyond)) > 1:
        return 1.5
    if after.startswith(neighbours().person_verbs_weak):
        return 1.0
    if beyond > span.end or not after or after[0] in _SIGNS_RIGHT or _goes_on(line, span.end):
        return 0.5
    return 0.0


def _post_in_brackets(line: Line, span: Span, after: str) -> bool:
    return after.startswith(("（", "(")) and any(0 < t.core.start - span.end < 12 for t in line.titles)


def _goes_on(line: Line, position: int) -> bool:
    """Whether a verb, preposition or particle follows, as after a subject."""
    word = line.words.get(position)
    return word is not None and word.tag[:1] in ("v", "p", "d", "c", "u")


def surprise(text: str, span: Span, compound: bool, lexicon: Lexicon) -> float:
    """How much likelier the stretch reads as a name than as words, 0 to 2: natural logarithm over 5, so 150:1 makes a point."""
    plain = _words(text[span.start : span.start + _WINDOW]).weight(0)
    return max(0.0, min(2.0, (fluency(text, span, compound, lexicon) - plain) / 5))


def fluency(text: str, span: Span, compound: bool, lexicon: Lexicon) -> float:
    """Log-probability of reading this stretch as a name and what follows as words; one window for names of every length.

    The name is Han characters.
    """
    given = span.of(text)[2 if compound else 1 :]
    name = _SURNAME + sum(_COMMON_GIVEN if c in lexicon.vocabulary.given_characters else _RARE_GIVEN for c in given)
    return name + _words(text[span.start : span.start + _WINDOW]).weight(span.end - span.start)


@lru_cache(maxsize=256)  # one window is asked about for every length that a name at its start may have
def _words(window: str) -> Path:
    stop = next((i for i, c in enumerate(window) if not is_han(c)), len(window))
    return word_model().path(window[:stop])
