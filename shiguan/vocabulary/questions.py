"""The words that questions are made of. Read by questions only, so reading does not depend on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from shiguan.vocabulary.reading import mapping, parse, refuse, text

if TYPE_CHECKING:
    from shiguan.vocabulary.values import Vocabulary

_FILE = "questions.yml"
_CLASSES = ("event", "query", "ask", "by", "refuse")
FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of a question stands for: ``event``, ``query``, ``ask``, ``by``, ``refuse`` or ``filler``, and which of these."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """Word → what it may stand for; ``longest`` is the longest word's length.

    ``examples``: language → query → a question that asks it, with ``{org}`` and ``{other}`` in the place of names.
    """

    meanings: Mapping[str, tuple[Meaning, ...]]
    longest: int
    examples: Mapping[str, Mapping[str, str]]


@cache
def _table() -> dict[str, Any]:
    return parse(files("shiguan.vocabulary").joinpath(_FILE).read_bytes(), _FILE)


@cache
def _own() -> tuple[tuple[str, Meaning], ...]:
    """The file's words; VocabularyError where it breaks a rule, in one line with the entry."""
    return tuple(_entries(_table()))


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for kind in _CLASSES:
        seen: dict[str, str] = {}
        for value, words in mapping(table.get(kind), _FILE, kind).items():
            for word in _split(words, f"{kind}: {value}"):
                if seen.setdefault(word, value) != value:
                    refuse(_FILE, word, f"stands for {seen[word]} and {value} of {kind}")
                yield word, Meaning(kind, value)
    fillers = table.get(FILLER)
    if not isinstance(fillers, list):
        refuse(_FILE, FILLER, "must be a list")
    for words in fillers:
        for word in _split(words, FILLER):
            yield word, Meaning(FILLER, "")


def _split(words: object, entry: str) -> Iterator[str]:
    return (word.strip() for word in text(words, _FILE, entry).split(",") if word.strip())


def question_words(vocabulary: Vocabulary) -> QuestionWords:
    """The words of questions, with those that the vocabulary has for event types."""
    found: dict[str, list[Meaning]] = {}
    own = {word.lower() for word, _ in _own()}
    events = ((word, Meaning("event", e.name)) for e in vocabulary.events.values() for word in (e.name, e.zh, e.en, *e.aliases))
    # What a word means in questions goes before what it may be called in the vocabulary: 统计 asks for a count, and is none.
    for word, meaning in (*_own(), *((word, meaning) for word, meaning in events if word.lower() not in own)):
        meanings = found.setdefault(word.lower(), [])
        if meaning not in meanings:
            meanings.append(meaning)
    return QuestionWords({word: tuple(m) for word, m in found.items()}, max(map(len, found)), _examples())


def _examples() -> dict[str, dict[str, str]]:
    told = mapping(_table().get("examples"), _FILE, "examples")
    return {
        language: {query: text(said, _FILE, f"examples: {query}") for query, said in mapping(of, _FILE, language).items()}
        for language, of in told.items()
    }
