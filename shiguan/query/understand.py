"""From a question in plain words to one of the fixed queries; what is not understood is said to be so, and never guessed at."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

from shiguan.query.asked import Asked, take_apart
from shiguan.query.names import check_length
from shiguan.query.view import View
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity
from shiguan.vocabulary import Vocabulary
from shiguan.vocabulary.questions import QuestionWords, question_words

QUERIES = (
    *("tally", "timeline", "dossier", "flows", "league", "money", "rumours", "conflicts", "forecasts", "tenure", "compare"),
    *("outlets", "changes", "reconcile", "search"),
)
"""The fixed set of queries, by the name of the command and of the façade's method."""
_TAKE_SEVERAL = frozenset({"compare"})
"""Of these the method takes the arguments as one value."""
_EXAMPLES = 3
_PERSONAL = frozenset({"departure", "appointment", "membership", "founding"})
# Of these both parties may be named: whether the one bought the other stands under either.
_OF_TWO = frozenset({"acquisition", "partnership", "lawsuit"})
_LEAST_COMPARED = 2
_MONEY = frozenset({"funding", "valuation"})
_FIRMS = (MentionKind.ORG, MentionKind.GROUP)
# Names side by side: 甲和乙, A, B and C. From one to the other, or one's in the other, is not a question of both.
_AND = re.compile(r"\s*(?:[、，,]?\s*(?:和|与|及|跟|以及|还有|或|或者|and|or)|[、，,/])\s*", re.I)
_BARE = re.compile(r"[\w@%+=:,./，、-]+")


@dataclass(frozen=True, slots=True)
class Understood:
    """``question`` asks what the command of these ``words`` asks: ``query``, its ``arguments`` and ``options`` apart.

    ``command`` is the whole command line; ``notes`` say what of the question the answer is not narrowed to.
    """

    question: str
    query: str
    arguments: tuple[str, ...]
    options: Mapping[str, str]
    words: tuple[str, ...]
    command: str
    notes: tuple[str, ...] = ()

    def answered_by(self, methods: object, /, **more: object) -> object:
        """What the method that is called like the query answers; ``more`` are options that the question leaves open."""
        arguments = (self.arguments,) if self.query in _TAKE_SEVERAL else self.arguments
        return getattr(methods, self.query)(*arguments, **{**more, **self.options})


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why the question is not understood, and the nearest questions that would be."""

    question: str
    reason: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Query:
    """A query with its arguments and options, in the order of the command line."""

    name: str
    arguments: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Refusal:
    reason: str


_Decided: TypeAlias = _Query | _Refusal | None

_REFUSED = {
    "advice": "it asks for advice; the record only says what was told",
    "opinion": "it asks for an opinion; the record only says what was told",
    "future": "it asks what is to come; ask for forecasts, which the record holds as somebody's words",
    "reason": "it asks for reasons; the record says what was told, sentence by sentence",
    "sums": "it asks for a sum; the record only counts what is on it",
}


def understand(question: str, view: View, vocabulary: Vocabulary, today: date) -> Understood | NotUnderstood:
    """The query that the question asks, or why it asks none of them.

    Every word must be a name on record, a time, a measure, or known from ``questions.yml``; relative times hang on ``today``.
    """
    check_length(question)
    words = question_words(vocabulary)
    asked = take_apart(question, view, words, today)
    found = next((d for rule in _RULES if (d := rule(asked, today)) is not None), None)
    if isinstance(found, _Query):
        said = (found.name, *found.arguments, *(w for option, value in found.options for w in (f"--{option}", value)))
        options = {option.replace("-", "_"): value for option, value in found.options}
        return Understood(question, found.name, found.arguments, options, said, command_line(said), found.notes)
    reason = found.reason if found else "it asks none of the questions that can be asked of the record"
    return NotUnderstood(question, reason, _nearest(asked, view, words))


def command_line(words: tuple[str, ...]) -> str:
    """The words as typed after ``$``: those with blanks in quotes."""
    return " ".join(("shiguan", *(w if _BARE.fullmatch(w) else "'" + w.replace("'", "'\\''") + "'" for w in words)))


def _search(asked: Asked, _: date) -> _Decided:
    if "search" not in asked.values("query"):
        return None
    text = asked.quoted or asked.after("query", "search")
    return _Query("search", (text,)) if text else _Refusal("it does not say what to search for")


def _refused(asked: Asked, today: date) -> _Decided:
    refused = [r for r in asked.values("refuse") if not (r == "future" and "forecasts" in asked.values("query"))]
    # Where words are unknown, one character is as likely a part of one of them.
    words = [t.text for t in asked.tokens if any(m.kind == "refuse" for m in t.meanings)]
    if refused and (not asked.unknown or any(len(word) > 1 for word in words)):
        return _Refusal(_REFUSED[refused[0]])
    if asked.unknown:
        return _Refusal(f"unknown words, and no names on record: {', '.join(asked.unknown)}")
    if asked.since and asked.since > today:
        return _Refusal(_REFUSED["future"])
    return None


def _changes(asked: Asked, _: date) -> _Decided:
    about = asked.values("ask")
    if "changes" not in asked.values("query") or asked.values("event"):
        return None
    since = "last" if "last" in about else _written(asked.since) if asked.since else "last" if "record" in about else None
    if since is None:
        return _Refusal("it does not say since when: name a day, or say since last time")
    if len(asked.names) > 1:
        return _Refusal("it names several; ask of one at a time")
    return _Query("changes", options=(("since", since), *((("of", asked.names[0].name),) if asked.names else ())))


def _compare(asked: Asked, _: date) -> _Decided:
    if "compare" not in asked.values("query"):
        return None
    if len(asked.names) < _LEAST_COMPARED:
        return _Refusal("to compare, name two that are on record")
    return _Query("compare", tuple(e.name for e in asked.names), _window(asked))


def _plain(asked: Asked, _: date) -> _Decided:
    """Queries that take a scope, and some of them a name."""
    queries, names = asked.values("query"), asked.names
    if "reconcile" in queries:
        return _Query("reconcile", asked.values("event")[:1], _scope(asked, sure=False))
    for name in ("conflicts", "rumours", "forecasts", "outlets"):
        if name in queries:
            fate = _fate(asked) if name == "rumours" else ()
            if len(names) == 1:
                return _Query(name, (names[0].name,), (*_window(asked), *fate))
            return _Query(name, (), (*_scope(asked, sure=False), *fate))
    stays = "still" in asked.values("ask") and bool(names) and not asked.values("event")
    if ("tenure" in queries or (stays and not queries)) and all(e.kind in _FIRMS for e in names):
        return _Query("tenure", (), _scope(asked, sure=False))
    return None


def _fate(asked: Asked) -> tuple[tuple[str, str], ...]:
    """How the rumours asked about ended."""
    told = [value.removeprefix("fate_").replace("_", "-") for value in asked.values("ask") if value.startswith("fate_")]
    return (("fate", told[0]),) if told else ()


def _money(asked: Asked, _: date) -> _Decided:
    firms = _firms(asked)
    about = "money" in asked.values("query") or bool(_MONEY & set(asked.values("event")))
    counted = bool({"many", "most"} & set(asked.values("ask"))) or bool(asked.values("by"))
    if not about or set(asked.values("event")) - _MONEY or not firms:
        return None
    if "money" not in asked.values("query") and (counted or len(firms) > 1):
        return None
    return (
        _Query("money", (firms[0].name,), _window(asked)) if len(firms) == 1 else _Refusal("it names several; ask of one at a time")
    )


def _league(asked: Asked, _: date) -> _Decided:
    ranked = "league" in asked.values("query") or "most" in asked.values("ask") or "org" in asked.values("by")
    if not asked.measure or not ranked or asked.values("event"):
        return None
    when = _written(asked.until, last=True) if asked.until else None
    firms = ",".join(e.name for e in _firms(asked))
    others = tuple(e.name for e in asked.names if e.kind not in _FIRMS)
    options = (*((("group", firms),) if firms else ()), *((("when", when),) if when else ()))
    return _Query("league", (asked.measure,), options, _not_narrowed(others))


def _not_narrowed(to: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"the answer is not narrowed to {name}" for name in to)


def _flows(asked: Asked, _: date) -> _Decided:
    if any(e.kind is MentionKind.PERSON for e in asked.names) or set(asked.values("event")) - _PERSONAL:
        return None
    named = bool(asked.values("event")) and ("who" in asked.values("ask") or bool(asked.values("by")))
    moves = "flows" in asked.values("query") or ("where" in asked.values("ask") and bool(asked.values("event")))
    went = "went" in asked.values("ask") and bool(_firms(asked)) and not asked.values("event") and not asked.values("query")
    return _Query("flows", (), _scope(asked)) if (moves or went) and not named else None


def _counted(asked: Asked, _: date) -> _Decided:
    events = asked.values("event")
    if not events:
        return None
    if {"departure", "appointment"} <= set(events):
        events = ("departure",)
    if len(events) > 1:
        return _Refusal("it asks of several kinds of events at once; ask one by one")
    others = [e for e in asked.names if e.kind not in _FIRMS]
    if len(others) == 1:
        return _Query("timeline", (others[0].name,), _window(asked))
    if others or not (_side_by_side(asked) or events[0] in _OF_TWO):
        return _Refusal("it names several; ask of one at a time")
    return _Query("tally", (events[0],), (("by", _by(asked, events[0])), *_scope(asked)))


def _side_by_side(asked: Asked) -> bool:
    """Whether the firms named stand side by side."""
    spans = [t.span for t in asked.tokens if t.entity and t.entity.kind in _FIRMS]
    return all(_AND.fullmatch(asked.text[left.end : right.start]) for left, right in pairwise(spans))


def _by(asked: Asked, event: str) -> str:
    told = asked.values("by")
    about = set(asked.values("ask"))
    if told:
        return told[0]
    if "most" in about:
        return "org"
    if "who" in about and event in _PERSONAL:
        return "person"
    if "many" in about or event not in _PERSONAL:
        return "org"
    return "person" if "people" in about or len(_firms(asked)) == 1 else "org"


def _of_one(asked: Asked, _: date) -> _Decided:
    """What is asked of one name: its story, or who it is."""
    queries, about = set(asked.values("query")), set(asked.values("ask"))
    told = bool(queries & {"timeline", "dossier"}) or bool(about & {"when", "where"})
    if len(asked.names) != 1:
        return _Refusal("it names nobody, or several; name one that is on record") if told else None
    entity = asked.names[0]
    if "timeline" in queries or (about & {"when", "where"} and "dossier" not in queries):
        return _Query("timeline", (entity.name,), _window(asked))
    # Who somebody is, and what a figure of somebody is, stands in the dossier; so does all there is of a bare name.
    of_person = entity.kind is MentionKind.PERSON and not queries and bool(asked.values("by") or "people" in about)
    bare = not (queries or about or asked.values("by") or asked.measure or asked.since or asked.until)
    if "dossier" in queries or of_person or bare or (asked.measure and not queries):
        said = [asked.measure_said] if asked.measure_said else []
        return _Query("dossier", (entity.name,), _window(asked), _not_narrowed(said))
    return None


_RULES: tuple[Callable[[Asked, date], _Decided], ...] = (
    _search,
    _refused,
    _changes,
    _compare,
    _plain,
    _money,
    _league,
    _flows,
    _counted,
    _of_one,
)


def _firms(asked: Asked) -> tuple[Entity, ...]:
    return tuple(e for e in asked.names if e.kind in _FIRMS)


def _scope(asked: Asked, *, sure: bool = True) -> tuple[tuple[str, str], ...]:
    firms = ",".join(e.name for e in _firms(asked))
    confirmed = sure and "confirmed" in asked.values("ask")
    return (
        *((("group", firms),) if firms else ()),
        *_window(asked),
        *((("min-certainty", "confirmed"),) if confirmed else ()),
    )


def _window(asked: Asked) -> tuple[tuple[str, str], ...]:
    since = (("since", _written(asked.since)),) if asked.since else ()
    until = (("until", _written(asked.until, last=True)),) if asked.until else ()
    return (*since, *until)


def _written(day: date | None, *, last: bool = False) -> str:
    """The day in the shortest form that begins (or ends) with it: 2030, 2030-07, 2030-07-15."""
    if day is None:
        return ""
    turn = day + timedelta(days=1) if last else day
    if turn.day != 1:
        return day.isoformat()
    return f"{day.year:04d}" if turn.month == 1 else f"{day.year:04d}-{day.month:02d}"


def _nearest(asked: Asked, view: View, words: QuestionWords) -> tuple[str, ...]:
    """The examples that share most with the question, in its language, with names that are on record."""
    chinese = _in_chinese(asked)
    named = [e for e in asked.names if e.kind is MentionKind.ORG]
    often = view.entities_at(view.present.most_named(MentionKind.ORG, _EXAMPLES))
    known = [*named, *(e for e in often if e not in named)]
    names = [e.name for e in known] + ["…", "…"]
    told = words.examples["zh" if chinese else "en"]
    meant = {*asked.values("query"), *(("tally",) if asked.values("event") else ())}

    def distance(item: tuple[str, str]) -> tuple[bool, float]:
        return (item[0] not in meant, -difflib.SequenceMatcher(None, item[1], asked.text).ratio())

    nearest = sorted(told.items(), key=distance)[:_EXAMPLES]
    return tuple(said.format(org=names[0], other=names[1]) for _, said in nearest)


def _in_chinese(asked: Asked) -> bool:
    """The question's language is that of its words, whatever script the names in it have."""
    words = [t.text for t in asked.tokens if t.meanings and not t.entity]
    return any(not word.isascii() for word in words) if words else not asked.text.isascii()
