"""A question taken apart: the names, times and words that it is made of, and what is left over."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TypeAlias

from shiguan.query.names import fold
from shiguan.query.view import View
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.records.places import Places
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity
from shiguan.resolve.names import normal
from shiguan.vocabulary.measures import load_measures
from shiguan.vocabulary.questions import FILLER, Meaning, QuestionWords

_LONGEST_NAME = 40
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUOTED = re.compile('[“「『"]([^”」』"]+)[”」』"]')
_SINCE_BEFORE = re.compile(r"(?:since|after|自从|自|从|打从)\s*$", re.I)
_UNTIL_BEFORE = re.compile(r"(?:until|till|up to|by|through|截至|截止到?|到)\s*$", re.I)
_BEFORE_BEFORE = re.compile(r"\bbefore\s*$", re.I)
_PREPOSITION = re.compile(r"(?:since|after|until|till|before|by|from)\s+", re.I)
_SINCE_AFTER = re.compile(r"\s*(?:以来|之后|以后|起|后|开始|至今|到现在|到今天)")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the question: a name, a time, a measure, a word with its meanings; without any of these, left over."""

    span: Span
    text: str
    entity: Entity | None = None
    time: ValidTime | None = None
    measure: str | None = None
    meanings: tuple[Meaning, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it means anything, if only that nothing hangs on it."""
        return bool(self.entity or self.time or self.measure or self.meanings)


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a question. ``since`` and ``until``: days, both included; ``quoted`` what stands in quotation marks."""

    text: str
    tokens: tuple[Token, ...]
    since: date | None
    until: date | None
    quoted: str | None

    @property
    def names(self) -> tuple[Entity, ...]:
        """The entities named, once each, in order."""
        return tuple({t.entity.id: t.entity for t in self.tokens if t.entity}.values())

    @property
    def unknown(self) -> tuple[str, ...]:
        """What is left over."""
        return tuple(t.text for t in self.tokens if not t.known)

    @property
    def measure(self) -> str | None:
        """The first measure named."""
        return next((t.measure for t in self.tokens if t.measure), None)

    @property
    def measure_said(self) -> str | None:
        """The words that name it."""
        return next((t.text for t in self.tokens if t.measure), None)

    def values(self, kind: str) -> tuple[str, ...]:
        """What the words of a class stand for, once each, in order."""
        return tuple(dict.fromkeys(m.value for t in self.tokens for m in t.meanings if m.kind == kind))

    def after(self, kind: str, value: str) -> str:
        """The rest of the question behind the first word of that meaning; words that change nothing are taken off its ends."""
        start = next(t.span.end for t in self.tokens if Meaning(kind, value) in t.meanings)
        rest = [t for t in self.tokens if t.span.start >= start]
        while rest and _is_filler(rest[0]):
            rest.pop(0)
        while rest and _is_filler(rest[-1]):
            rest.pop()
        return self.text[rest[0].span.start : rest[-1].span.end] if rest else ""


def _is_filler(token: Token) -> bool:
    return bool(token.meanings) and all(m.kind == FILLER for m in token.meanings)


def take_apart(question: str, view: View, words: QuestionWords, today: date) -> Asked:
    """The question in simplified script and its parts: as little as can be is left over, then as few idle words as can be."""
    text = fold(unicodedata.normalize("NFKC", question)).strip()
    quoted = _QUOTED.search(text)
    times = list(_times(text, today))
    found = [*_names(text, view, words), *_words(text, words), *_measures(text), *times]
    tokens = _cheapest(text, found)
    since, until = _bounds(text, [t for t in tokens if t.time], today)
    return Asked(text, tokens, since, until, quoted[1] if quoted else None)


def _edges(text: str, start: int, end: int) -> bool:
    """Whether a stretch neither begins nor ends within a Latin word or a number."""

    def joined(left: str, right: str) -> bool:
        return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()

    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before and joined(before, text[start])) and not (after and joined(text[end - 1], after))


def _names(text: str, view: View, words: QuestionWords) -> Iterator[Token]:
    for start in range(len(text)):
        if text[start].isspace():
            continue
        for end in range(start + 2, min(len(text), start + _LONGEST_NAME) + 1):
            said = text[start:end]
            if said[-1].isspace() or said.lower() in words.meanings or not _edges(text, start, end):
                continue
            entity = _called(view, normal(said))
            if entity:
                yield Token(Span(start, end), said, entity=entity)


def _called(view: View, form: str) -> Entity | None:
    """The entity of that name, else of that alias, else of the known name for it, else of that name without its company form.

    Of several the most named.
    """
    if len(form) < 2:
        return None
    ways = (view.present.entities_named, view.present.entities_called, partial(_known, view), view.present.entities_with_core)
    keys = next((keys for way in ways if (keys := way(form))), [])
    return max(view.entities_at(sorted(keys)), key=lambda e: (len(e.mentions), e.id), default=None)


def _known(view: View, form: str) -> list[int]:
    """Those of the name that the vocabulary or the user's names have for the form: a firm's English one."""
    names = ((kind, view.words.known.get((kind, form))) for kind in MentionKind)
    keys = {key: kind for kind, name in names if name and name != form for key in view.present.entities_called(name)}
    return [k for k, e in zip(keys, view.entities_at(list(keys)), strict=True) if e.kind is keys[k]]


def _words(text: str, words: QuestionWords) -> Iterator[Token]:
    lower = text.lower().replace("’", "'")
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + words.longest) + 1):
            meanings = words.meanings.get(lower[start:end])
            if meanings and _edges(text, start, end):
                yield Token(Span(start, end), text[start:end], meanings=meanings)


def _measures(text: str) -> Iterator[Token]:
    for start, end, measure in load_measures().find(text):
        yield Token(Span(start, end), text[start:end], measure=measure.name)


def _times(text: str, today: date) -> Iterator[Token]:
    from shiguan.extract.times import TimeKind, parse_times  # brings the readers with it, which no other question needs

    taken = Places()
    for match in parse_times(text, today):
        if match.valid_time is None or match.kind is TimeKind.VAGUE:
            continue
        time = replace(match.valid_time, expression=match.kind.value)
        if match.kind is TimeKind.PRESENT and time.start == time.end:
            continue
        taken.add(match.span)
        yield Token(match.span, match.text, time=time)
    for year in _YEAR.finditer(text):
        span = Span(*year.span())
        if not taken.over(span):
            yield Token(span, year[0], time=ValidTime.of(year[0]))


_Cost: TypeAlias = tuple[int, int, int]


def _cheapest(text: str, found: Sequence[Token]) -> tuple[Token, ...]:
    """Of all ways to lay the text out in tokens the one that leaves least over, then is least idle, then has the longest tokens."""
    starting: dict[int, list[Token]] = defaultdict(list)
    for token in found:
        starting[token.span.start].append(token)
    # From each place on: what the best way costs, its first token, and where it goes on.
    best: list[tuple[_Cost, Token | None, int]] = [((0, 0, 0), None, len(text))] * (len(text) + 1)
    for position in range(len(text) - 1, -1, -1):
        (over, idle, count), *_ = best[position + 1]
        options: list[tuple[_Cost, Token | None, int]]
        if text[position].isalnum():
            left_over = Token(Span(position, position + 1), text[position])
            options = [((over + 1, idle, count + 1), left_over, position + 1)]
        else:
            options = [((over, idle, count), None, position + 1)]
        for token in starting[position]:
            (over, idle, count), *_ = best[token.span.end]
            length = len(token.text) if _is_filler(token) else 0
            options.append(((over, idle + length, count + 1), token, token.span.end))
        best[position] = min(options, key=lambda option: option[0])
    tokens, position = [], 0
    while position < len(text):
        _, first, position = best[position]
        if first:
            tokens.append(first)
    return _joined(text, tokens)


def _joined(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with neighbours that are left over made one."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last and not last.known and not token.known and not text[last.span.end : token.span.start].strip():
            span = Span(last.span.start, token.span.end)
            joined[-1] = Token(span, span.of(text))
        else:
            joined.append(token)
    return tuple(joined)


def _bounds(text: str, times: Sequence[Token], today: date) -> tuple[date | None, date | None]:
    """The first and last day asked for; a time that reaches until today is open."""
    since: date | None = None
    until: date | None = None
    for token in times:
        time = token.time
        if time is None:
            continue
        first, last = _turned(text, token.span, time)
        since = first if since is None or (first and first < since) else since
        until = last if until is None or (last and last > until) else until
    return since, None if until == today else until


def _turned(text: str, span: Span, time: ValidTime) -> tuple[date | None, date | None]:
    """The bounds that a time sets, as the words about it turn it: since, until, before."""
    # Some times are found with the preposition before them.
    opening = _PREPOSITION.match(span.of(text))
    before = text[: span.start + (opening.end() if opening else 0)]
    if _BEFORE_BEFORE.search(before):
        return None, time.start - timedelta(days=1) if time.start else None
    if _SINCE_AFTER.match(text[span.end :]) or (_SINCE_BEFORE.search(before) and not _goes_on(text, span)):
        return time.start, None
    if _UNTIL_BEFORE.search(before) and not re.search(r"\d\s*(?:年|月|日)?\s*到\s*$", before):
        return None, time.end
    return time.start, time.end


def _goes_on(text: str, span: Span) -> bool:
    """Whether a time is the first of two: 从2029年到2030年, from 2029 to 2030."""
    return bool(re.match(r"\s*(?:到|至|to|until|and)\s*(?:\d|去年|今年|last|this)", text[span.end :], re.I))
