"""A text that is to be checked and is not on record: what it claims, and every name, time and amount that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from shiguan.records.amount import Amount
from shiguan.records.document import Document, Span
from shiguan.records.evidence import MentionKind
from shiguan.records.extraction import Extraction
from shiguan.records.places import Places
from shiguan.records.time import ValidTime

if TYPE_CHECKING:
    from shiguan.extract.backends.rules.names.draft import Line
    from shiguan.extract.backends.rules.names.table import NameTable
    from shiguan.vocabulary import Vocabulary


_SOME = re.compile(r"(?:好?几|数|多|若干|不少|some|several|(?:a )?few)", re.I)
_NAMED_BEFORE = 2
DENIED_AT_LARGE = ("departure", "layoff", "funding")
"""The types of which a draft may say that there was none at all."""
_NO = r"(?:从来|从|至今|迄今)?(?:没有过?|没|未有?|并无|无|不曾|未曾)"
_SOMEBODY = (
    r"任何|哪?一[个位名次轮笔家]|[个位名]|新的?|其他|现任|核心|关键|重要|资深|高管|高层|管理层|管理者|员工|人员|成员|骨干|(?:联合)?创始人|联创|"
    r"科学家|工程师|技术|研发|业务|团队|负责人|人|有|出现|发生|进行|完成|获得|传出|实施|主动|被|正式|宣布|的"
)
_NO_ONE = (
    r"\b(?:no(?:body|\s?one)?|none|not|never|any|without)"
    r"(?:\s+(?:a|single|any|other|more|new|senior|top|key|executives?|employees?|staff|people|founders?|managers?|leaders?))*"
)
_HAVE = r"has|have|had|ever|been|was|were|yet"


class ItemKind(StrEnum):
    """What a stretch of the draft is."""

    NAME = "name"
    TIME = "time"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Item:
    """A name, time or amount at a place (read coordinates).

    Of a name ``value`` is the fullest form the draft has for it, and ``of`` what it names.
    """

    kind: ItemKind
    span: Span
    value: str | ValidTime | Amount
    of: MentionKind | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """Words (read coordinates) by which events of a type are denied at large."""

    span: Span
    event_type: str


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of the draft (read coordinates) with its items, in text order.

    ``edges``: where its words begin and end. ``never``: what it says that nobody did there (没有高管离职), by event type.
    """

    span: Span
    items: tuple[Item, ...]
    edges: frozenset[int] = frozenset()
    never: tuple[Never, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The text as repaired for reading, the claims in it, and its sentences."""

    document: Document
    extraction: Extraction
    sentences: tuple[DraftSentence, ...]


def drafted(document: Document, extraction: Extraction, vocabulary: Vocabulary) -> Draft:
    """The draft of a document and what was read in it."""
    # The readers' own eyes, which no other question needs.
    from shiguan.extract.backends.rules.lexicon import lexicon
    from shiguan.extract.backends.rules.names.draft import draft
    from shiguan.extract.backends.rules.names.table import name_table
    from shiguan.extract.sentences import prepare

    words = lexicon(vocabulary)
    lines = draft(prepare(document), words)
    table = name_table(lines, words)
    never = _never_words(vocabulary)
    return Draft(document, extraction, tuple(_sentence(line, table, never) for line in lines))


def _sentence(line: Line, table: NameTable, never: re.Pattern[str]) -> DraftSentence:
    base = line.sentence.span.start
    edges = frozenset(base + at for t in line.tokens for at in (t.span.start, t.span.end))
    return DraftSentence(line.sentence.span, tuple(_items(line, table)), edges, tuple(_never(line, never)))


def _never(line: Line, words: re.Pattern[str]) -> Iterator[Never]:
    base = line.sentence.span.start
    for found in words.finditer(line.text):
        event_type = next(kind for kind, said in found.groupdict().items() if said)
        yield Never(Span(base + found.start(), base + found.end()), event_type)


def _never_words(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The words that deny events of a type at large: no, somebody or something, and what questions call the events by."""
    from shiguan.vocabulary.questions import question_words

    called: dict[str, set[str]] = {kind: set() for kind in DENIED_AT_LARGE}
    for word, meanings in question_words(vocabulary).meanings.items():
        for meaning in meanings:
            if meaning.kind == "event" and meaning.value in called:
                called[meaning.value].add(word)
    events = "|".join(f"(?P<{kind}>{_either(words)})" for kind, words in called.items())
    return re.compile(rf"(?:{_NO}(?:{_SOMEBODY})*|{_NO_ONE}(?:\s+(?:{_HAVE}))*\s+)(?:{events})(?![A-Za-z])", re.I)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _items(line: Line, table: NameTable) -> Iterator[Item]:
    names = [Item(ItemKind.NAME, found.span, found.name.name, found.name.kind) for found in table.find(line)]
    times = [Item(ItemKind.TIME, t.span, t.valid_time) for t in line.times if t.valid_time]
    amounts = [Item(ItemKind.AMOUNT, a.span, a.amount) for a in line.amounts if not _is_article(a.amount)]
    base = line.sentence.span.start
    for item in sorted(_apart([*times, *names, *amounts]), key=lambda i: i.span):
        yield Item(item.kind, Span(base + item.span.start, base + item.span.end), item.value, item.of)


def _apart(items: Iterable[Item]) -> list[Item]:
    """Those that share no character with one before them: the number in a name is none."""
    kept: list[Item] = []
    places = Places()
    for item in items:
        if not places.over(item.span):
            kept.append(item)
            places.add(item.span)
    return kept


def _is_article(amount: Amount) -> bool:
    """Whether it tells no number: the one of 一家公司, the two of 两人 who were named before, and 几家."""
    words = amount.expression
    if amount.currency is not None or any(c.isdigit() for c in words):
        return False
    return bool(_SOME.match(words)) or (amount.low == amount.high and amount.low is not None and amount.low <= _NAMED_BEFORE)
