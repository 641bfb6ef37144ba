"""Everything is said in both languages, with the same values."""

import re
import string

import pytest

from shiguan.interfaces.messages import CATALOGUE, LANGUAGES, Messages
from shiguan.query.links import LinkKind
from shiguan.records.claim import Certainty
from shiguan.records.document import Script
from shiguan.records.entry import Action
from shiguan.records.judgement import Verdict
from shiguan.repair import repair
from shiguan.resolve.conflicts import Cause, ConflictKind, Severity
from shiguan.resolve.conflicts.records import EXPLANATIONS
from shiguan.vocabulary import load_vocabulary
from tests.repair.texts import article, cases

EVENTS = load_vocabulary().events
CODES = [*(f"certainty.{c}" for c in Certainty), *(f"script.{s}" for s in Script)]
CODES += [*(f"verdict.{v}" for v in Verdict), *(f"action.{a}" for a in Action)]
CODES += [*(f"conflicts.kind.{k}" for k in ConflictKind), *(f"conflicts.cause.{c}" for c in Cause)]
CODES += [*(f"conflicts.{s}" for s in Severity), *(f"link.{k}" for k in LinkKind)]


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", CATALOGUE)
def test_both_languages_say_it_with_the_same_values(key: str) -> None:
    chinese, english = CATALOGUE[key]
    assert chinese.strip()
    assert english.strip()
    assert fields(chinese) == fields(english)


@pytest.mark.parametrize("key", CODES)
def test_every_value_of_the_records_can_be_said(key: str) -> None:
    assert key in CATALOGUE


@pytest.mark.parametrize("cause", Cause)
def test_a_cause_is_said_as_the_record_says_it(cause: Cause) -> None:
    assert CATALOGUE[f"conflicts.cause.{cause}"][1] == EXPLANATIONS[cause]


@pytest.mark.parametrize("language", LANGUAGES)
def test_event_types_and_roles_have_labels(language: str) -> None:
    messages = Messages(language, EVENTS)
    for event in EVENTS.values():
        assert messages.event(event.name)
        assert all(messages.role(event.name, role.name) for role in event.roles)
    assert messages.event("no_such_type") == messages.role("no_such_type", "no_such_type") == "no_such_type"


@pytest.mark.parametrize(
    "reason",
    [
        "denied",
        "still in office",
        "said not to be so",
        "rumour only: in the high count, not in the low one",
        "rumour only",
        "not yet in effect",
        "outside the time window",
        "its time is unknown to be sure that it falls in the window: in the high count only",
        "names nobody, who may be counted already: in the high count only",
        "already counted: the same as ev-1",
        "said not to be so, and affirmed since: ev-1",
        "does not say of which organisation",
        "only reported",
        "read",
        "no longer found",
        "the rules alone see it, and the model doubts it",
        "the model alone sees it, and is not sure enough",
        "某公司 is not one of 某群体",
    ],
)
def test_reasons_are_said_in_chinese_too(reason: str) -> None:
    said = Messages("zh", EVENTS).reason(reason)
    assert not any(character.isascii() and character.isalpha() for character in said)


@pytest.mark.parametrize("received", [case["received"] for case in cases("damage")])
def test_what_was_repaired_is_said_in_chinese_too(received: str) -> None:
    for made in repair(article(received)).repairs:
        said = Messages("zh", EVENTS).damage(made.fixer, made.reason)
        assert not re.search("[A-Za-z]{2}", re.sub("utf-8|cp1252|gb18030|big5hkscs|HTML", "", said)), said


@pytest.mark.parametrize(
    ("fixer", "reason", "said"),
    [
        ("newlines", "line end (3 places, the first shown)", "换行：不统一的换行符（共 3 处，只列第一处）"),
        ("mojibake", "utf-8 read as cp1252, with bytes lost", "乱码：utf-8 被当作 cp1252 读，有字节丢失"),
        ("misaligned", "read one byte late; open: 顾南 or 顾男", "字节错位：晚读了一个字节；未定：顾南 或 顾男"),
        ("unheard_of", "another reason", "unheard_of：another reason"),
    ],
)
def test_a_repair_is_said_with_all_that_is_told_of_it(fixer: str, reason: str, said: str) -> None:
    assert Messages("zh", EVENTS).damage(fixer, reason) == said


def test_a_reason_of_another_kind_is_passed_on_as_it_is() -> None:
    assert Messages("zh", EVENTS).reason("because") == "because"


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        ("explain.mentions", {"count": 1}, "named in 1 document"),
        ("explain.mentions", {"count": 21}, "named in 21 documents"),
        ("timeline.outlets", {"outlets": 1, "count": 1}, "1 outlet = 1 independent"),
        ("check.title", {"file": "a", "count": 1}, "a: 1 names, dates and numbers"),
    ],
)
def test_one_thing_is_said_in_the_singular(key: str, values: dict[str, object], said: str) -> None:
    assert Messages("en", EVENTS)(key, **values) == said
