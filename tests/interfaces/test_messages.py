"""Everything is said in both languages, with the same values."""

import string

import pytest

from shiguan.interfaces.messages import CATALOGUE, LANGUAGES, Messages
from shiguan.records.claim import Certainty
from shiguan.records.document import Script
from shiguan.records.entry import Action
from shiguan.records.judgement import Verdict
from shiguan.vocabulary import load_vocabulary

EVENTS = load_vocabulary().events
CODES = [*(f"certainty.{c}" for c in Certainty), *(f"script.{s}" for s in Script)]
CODES += [*(f"verdict.{v}" for v in Verdict), *(f"action.{a}" for a in Action)]


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
        "某公司 is not one of 某群体",
    ],
)
def test_reasons_are_said_in_chinese_too(reason: str) -> None:
    said = Messages("zh", EVENTS).reason(reason)
    assert not any(character.isascii() and character.isalpha() for character in said)


def test_a_reason_of_another_kind_is_passed_on_as_it_is() -> None:
    assert Messages("zh", EVENTS).reason("because") == "because"
