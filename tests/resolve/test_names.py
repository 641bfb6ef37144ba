from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.records.document import Span
from shiguan.records.evidence import Evidence, Mention, MentionKind
from shiguan.resolve import names
from shiguan.resolve.names import alias_forms, blocks, core, name_words, normal, starts
from shiguan.vocabulary import load_vocabulary


def mention(kind: MentionKind, name: str, *aliases: str) -> Mention:
    return Mention(kind, name, aliases, Evidence("d-1", Span(0, len(name)), name))


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(names).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｎｏｖａ　Ｌａｂ", "nova lab"),
        ("卡尔·林德", "卡尔•林德"),
        ("《松果》", "松果"),
        ("Speech - 02", "Speech-02"),
        ("星图 AI", "星图ai"),
    ],
)
def test_spellings_of_one_name_have_one_form(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("松果2.5", "松果25"), ("松果1-2", "松果12"), ("万青", "万清"), ("松果", "松果X")])
def test_different_names_keep_different_forms(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text())
def test_the_normal_form_of_a_normal_form_is_itself(name: str) -> None:
    assert normal(normal(normal(name))) == normal(normal(name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("云杉医药有限公司", "云杉医药"),
        ("云杉（上海）集团有限公司", "云杉"),
        ("集团", "集团"),
        ("Alder Ltd", "alder"),
        ("Basalto", "basalto"),
    ],
)
def test_company_forms_go_and_nothing_else(name: str, expected: str) -> None:
    assert core(name) == expected


def test_a_person_is_not_found_by_a_surname_with_a_title() -> None:
    assert alias_forms(mention(MentionKind.PERSON, "顾南舟", "顾总", "老顾")) == frozenset()
    assert blocks(mention(MentionKind.ORG, "云杉医药有限公司", "云杉")) == {"云杉医药有限公司", "云杉医药", "云杉"}


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("云杉", "云杉医药", True),
        ("云杉", "云杉云", False),
        ("云杉", "云杉物流", False),
        ("云", "云杉", False),
        ("ab", "abc", False),
    ],
)
def test_a_short_form_starts_the_long_one_unless_that_is_a_unit(short: str, long: str, expected: bool) -> None:
    assert starts(short, long) is expected


def test_the_vocabulary_ties_known_names() -> None:
    vocabulary = load_vocabulary()
    words = name_words(vocabulary)
    tied = [k for k in vocabulary.known if k.aliases and not set(k.forms) & vocabulary.ambiguous]
    if not tied:
        pytest.skip("the vocabulary holds no known name with an alias")
    for known in tied:
        assert words.known[known.kind, normal(known.aliases[0])] == normal(known.name)
