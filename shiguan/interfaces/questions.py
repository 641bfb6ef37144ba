"""The questions that every door asks: what each takes, and how its answer is written; REST, MCP and pages are made from this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shiguan.app import Shiguan
from shiguan.errors import InputError
from shiguan.interfaces import render
from shiguan.query.understand import NotUnderstood, Understood

AT_MOST = 100  # rows, events or passages that a door gives where no other limit is asked for
_SCOPED = ("group", "since", "until", "min_certainty")
_ASKED = ("as_of", "known_at")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be given with a question. ``kind``: str, int, bool, or list (of str). ``choices``: none other may be given."""

    name: str
    says: str
    kind: type = str
    required: bool = False
    default: object = None
    choices: tuple[str, ...] = ()
    example: object = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question by the name that its command has; ``ask`` takes what was given by name, defaults filled in."""

    name: str
    says: str
    ask: Callable[[Shiguan, Mapping[str, Any]], object]
    own: tuple[Parameter, ...] = ()
    scoped: bool = True
    write: Callable[[Shiguan, object], object] = field(default=lambda _, answer: render.plain(answer))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its own first, then the scope where it takes one, then the two times."""
        return (*self.own, *(SCOPE if self.scoped else ()), *TIMES)


SCOPE = (
    Parameter("group", "A group, an organisation, or several with commas.", example="六小龙"),
    Parameter("since", "From then on, in any written form: 2024, 2024-08, 2024年8月30日.", example="2024"),
    Parameter("until", "Up to then, included.", example="2025-06"),
    Parameter(
        "min_certainty",
        "Only what is at least so sure.",
        choices=("confirmed", "reported", "planned", "rumoured"),
        example="reported",
    ),
)
TIMES = (
    Parameter("as_of", "Only what had begun by that day, in the world.", example="2025-06-30"),
    Parameter("known_at", "As the record stood at that moment.", example="2026-01-01T00:00:00+00:00"),
)
_NAME = Parameter("name", "A person, organisation, product or group.", required=True, example="字节跳动")
_OF = Parameter("name", "Only about this person, organisation, product or group.", example="字节跳动")
_LATEST = Parameter("limit", "The latest so many; all where none is given.", int, example=20)
_LIMIT = Parameter("limit", "At most so many rows, and of their events.", int, default=AT_MOST, example=20)


def answer(shiguan: Shiguan, question: Question, given: Mapping[str, Any]) -> object:
    """The answer, as the façade gives it; ``given`` by parameter name. InputError for what the question does not take."""
    return question.ask(shiguan.as_of(given.get("as_of"), given.get("known_at")), checked(question, given))


def answered(shiguan: Shiguan, question: Question, given: Mapping[str, Any]) -> object:
    """The answer as JSON: the same through every door."""
    return question.write(shiguan, answer(shiguan, question, given))


def checked(question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given, with defaults; InputError for what is unknown, missing, or none of the choices."""
    known = {p.name: p for p in question.parameters}
    for name in given:
        if name not in known:
            raise InputError(f"{question.name} takes no {name!r}; it takes {', '.join(known)}")
    found = {name: p.default if given.get(name) is None else given[name] for name, p in known.items()}
    for name, parameter in known.items():
        if parameter.required and found[name] in (None, "", []):
            raise InputError(f"{question.name} needs {name!r}")
        if parameter.choices and found[name] is not None and found[name] not in parameter.choices:
            raise InputError(f"{name} cannot be {found[name]!r}; choose one of {', '.join(parameter.choices)}")
    return found


def _scope(given: Mapping[str, Any]) -> Any:
    return {name: given[name] for name in _SCOPED}


def _found(shiguan: Shiguan, passages: Any) -> object:
    return render.found(passages, shiguan.documents({passage.hit.document for passage in passages}))


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question in words is understood, and the answer to the question it equals; None where it is not understood."""

    understood: Understood | NotUnderstood
    question: Question | None = None
    answer: object = None


def _ask(shiguan: Shiguan, words: str) -> Asked:
    understood = shiguan.understand(words)
    if isinstance(understood, NotUnderstood):
        return Asked(understood)
    question = QUESTIONS[understood.query]
    limits = {parameter.name: parameter.default for parameter in question.own if parameter.name == _LIMIT.name}
    return Asked(understood, question, understood.answered_by(shiguan, **limits))


def _understood(shiguan: Shiguan, asked: Any) -> object:
    found = asked.question.write(shiguan, asked.answer) if asked.question else None
    return {"understood": render.plain(asked.understood), "answer": found}


QUESTIONS: Mapping[str, Question] = {
    question.name: question
    for question in (
        Question(
            "tally",
            "How many events of a type, by whom, where or when: a range, each row with its events, and what was left out and why.",
            lambda s, g: s.tally(g["type"], g["by"], g["limit"], **_scope(g)),
            (
                Parameter(
                    "type", "An event type by any of its names: departure, funding, 离职.", required=True, example="departure"
                ),
                Parameter(
                    "by",
                    "The key to count by.",
                    default="org",
                    choices=("org", "person", "destination", "month", "quarter", "year"),
                    example="org",
                ),
                _LIMIT,
            ),
        ),
        Question(
            "timeline",
            "What happened to somebody or something, in order; each event with its sentences.",
            lambda s, g: s.timeline(g["name"], g["limit"], **_scope(g)),
            (_NAME, Parameter("limit", "The latest so many.", int, default=AT_MOST, example=20)),
        ),
        Question("dossier", "Everything on record about a name.", lambda s, g: s.dossier(g["name"], **_scope(g)), (_NAME,)),
        Question("money", "Rounds, valuations, figures, runway and deals.", lambda s, g: s.money(g["name"], **_scope(g)), (_NAME,)),
        Question(
            "compare",
            "Two or more names side by side.",
            lambda s, g: s.compare(g["names"], **_scope(g)),
            (Parameter("names", "Two names or more.", list, required=True, example=["字节跳动", "阿里巴巴"]),),
        ),
        Question(
            "flows",
            "Who went from where to where.",
            lambda s, g: s.flows(g["by"], **_scope(g)),
            (Parameter("by", "What the ends are.", default="org", choices=("org", "kind", "person"), example="org"),),
        ),
        Question(
            "tenure",
            "How long people stay in post, by organisation.",
            lambda s, g: s.tenure(presumed=g["presumed"], **_scope(g)),
            (Parameter("presumed", "Who is not said to have left is still there.", bool, default=False, example=True),),
        ),
        Question(
            "league",
            "Who ranks where by a measure, in tables of one measure, scope, period and count; without a measure, which there are.",
            lambda s, g: s.league(g["measure"], g["when"], **_scope(g)),
            (
                Parameter("measure", "What is measured.", example="月活跃用户"),
                Parameter("when", "The time that is measured.", example="2025-06"),
            ),
        ),
        Question(
            "reconcile",
            "Claimed totals of a type against those on record.",
            lambda s, g: s.reconcile(g["type"], g["claimed"], g["of"], **_scope(g)),
            (
                Parameter("type", "An event type.", default="departure", example="departure"),
                Parameter("claimed", "One more claim, given by hand: 22, 至少22位.", example="至少22位"),
                Parameter("of", "Of whom that is claimed.", example="六小龙"),
            ),
        ),
        Question(
            "rumours",
            "Rumours and what became of them; open ones with their age.",
            lambda s, g: s.rumours(g["name"], g["fate"], g["limit"], **_scope(g)),
            (_OF, Parameter("fate", "Only those that ended so: open, denied, confirmed …", example="open"), _LATEST),
        ),
        Question(
            "forecasts",
            "What was foreseen and planned, and whether it came.",
            lambda s, g: s.forecasts(g["name"], g["mark"], g["limit"], **_scope(g)),
            (_OF, Parameter("mark", "Only those that are marked so.", example="open"), _LATEST),
        ),
        Question(
            "conflicts",
            "Where tellings disagree: both sides with their sentences, and the likely cause.",
            lambda s, g: s.conflicts(g["name"], g["kind"], **_scope(g)),
            (_OF, Parameter("kind", "Only in this kind of thing.", example="time")),
        ),
        Question(
            "outlets",
            "The record of each outlet: what it told first, how its rumours ended, whom it copies.",
            lambda s, g: s.outlets(g["name"], whole=False, **_scope(g)),
            (_OF,),
        ),
        Question(
            "changes",
            "What is new on record since a moment, what changed, what was withdrawn.",
            lambda s, g: s.changes(g["since"], g["of"]),
            (
                Parameter("since", "A day, a moment, or last: before the newest run.", default="last", example="last"),
                Parameter("of", "Only about this name.", example="字节跳动"),
            ),
            scoped=False,
        ),
        Question(
            "search",
            "Sentences that hold every word of a text, in either script, and the claims in them.",
            lambda s, g: s.search(g["text"], g["limit"]),
            (
                Parameter("text", "Words of any length.", required=True, example="字节"),
                Parameter("limit", "At most so many passages.", int, default=20, example=5),
            ),
            scoped=False,
            write=_found,
        ),
        Question(
            "explain",
            "What a claim, an event or an entity rests on: sentences, repairs, history, judgements.",
            lambda s, g: s.explain(g["id"]),
            (Parameter("id", "The beginning of its id.", required=True, example="c-1f00a9b2"),),
            scoped=False,
        ),
        Question(
            "ask",
            "A question in plain Chinese or English, understood as one of the others; says so when it is not understood.",
            lambda s, g: _ask(s, g["question"]),
            (Parameter("question", "The question.", required=True, example="2024年以来字节跳动有哪些高管离职，去了哪里？"),),
            scoped=False,
            write=_understood,
        ),
    )
}
