"""Looking many words up at once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.extract.backends.rules.matcher import Endings, Matcher
from shiguan.records.document import Span


def found(text: str, *words: str) -> list[str]:
    return [value for _, value in Matcher({w: w for w in words}).find(text)]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("星河汽车公布", ("星河", "星河汽车"), ["星河汽车"]),
        ("星河汽车公布", ("河汽", "星河"), ["星河"]),
        ("星河汽车公布", ("汽车公布", "星河汽"), ["星河汽"]),
        ("星河与星河", ("星河",), ["星河", "星河"]),
        ("aBc", ("b", "B"), ["B"]),
        ("无", ("星河",), []),
        ("", ("星河",), []),
    ],
)
def test_leftmost_then_longest_without_overlap(text: str, words: tuple[str, ...], wanted: list[str]) -> None:
    assert found(text, *words) == wanted


def test_spans_count_code_points() -> None:
    assert Matcher({"星河": 1}).find("😀𠮷a星河") == [(Span(3, 5), 1)]


def test_an_empty_word_is_no_word() -> None:
    assert found("星河", "", "河") == ["河"]


def test_values_are_those_of_their_words() -> None:
    assert Matcher({"甲": ("x", 1), "乙": ("y", 2)}).find("乙甲") == [(Span(0, 1), ("y", 2)), (Span(1, 2), ("x", 1))]


LETTERS = st.text(st.sampled_from("甲乙丙"), max_size=12)


def slowly(text: str, table: frozenset[str]) -> list[Span]:
    """What the matcher promises, said plainly."""
    spans, position = [], 0
    while position < len(text):
        longest = max((w for w in table if text.startswith(w, position)), key=len, default="")
        if longest:
            spans.append(Span(position, position + len(longest)))
        position += len(longest) or 1
    return spans


@settings(deadline=None)
@given(LETTERS, st.frozensets(st.text(st.sampled_from("甲乙丙"), min_size=1, max_size=4), min_size=1, max_size=6))
def test_it_finds_what_a_plain_search_finds(text: str, table: frozenset[str]) -> None:
    matches = Matcher({w: w for w in table}).find(text)
    assert [span for span, _ in matches] == slowly(text, table)
    assert all(span.of(text) == word for span, word in matches)
    assert all(one.end <= other.start for (one, _), (other, _) in pairwise(matches))


ENDINGS = Endings(("汽车", "新能源汽车", "集团", ""))


@pytest.mark.parametrize(
    ("position", "floor", "wanted"),
    [(7, 0, "新能源汽车"), (7, 2, "新能源汽车"), (7, 3, "汽车"), (7, 6, ""), (6, 0, ""), (9, 0, "集团"), (1, 0, "")],
)
def test_the_longest_word_before_a_position(position: int, floor: int, wanted: str) -> None:
    assert ENDINGS.before("星河新能源汽车集团", position, floor) == wanted


@pytest.mark.parametrize(("position", "wanted"), [(2, "新能源汽车"), (5, "汽车"), (7, "集团"), (8, ""), (9, ""), (0, "")])
def test_the_longest_word_after_a_position(position: int, wanted: str) -> None:
    assert ENDINGS.after("星河新能源汽车集团", position) == wanted


def test_which_words_it_holds() -> None:
    assert "汽车" in ENDINGS
    assert "车" not in ENDINGS
    assert "" not in ENDINGS
    assert 1 not in ENDINGS
