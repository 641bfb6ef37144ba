"""Segmentation: nothing lost, Latin words and numbers whole, words that are handed in believed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.extract.backends.rules.words import is_han, is_odd_character, word_model

TEXTS = st.text(st.one_of(st.sampled_from("公司发布了新产品的研究生命起源大学生 ，。A1.%\n"), st.characters()), max_size=60)


def words(text: str, *extra: str) -> list[str]:
    return [t.text for t in word_model().segment(text, frozenset(extra))]


@settings(deadline=None)
@given(TEXTS, st.frozensets(st.text(min_size=1, max_size=4), max_size=4))
def test_the_words_cover_the_text_in_order(text: str, extra: frozenset[str]) -> None:
    tokens = word_model().segment(text, extra)
    assert "".join(t.text for t in tokens) == text
    assert all(t.span.of(text) == t.text for t in tokens)
    assert all(one.span.end == other.span.start for one, other in pairwise(tokens))


@settings(deadline=None)
@given(st.lists(st.sampled_from(("公司", "Northwind", "GPT", "的", "3.5%", "2024", "1,200", "A1b2", "增长", "，")), max_size=12))
def test_no_word_ends_inside_a_latin_word_or_a_number(parts: list[str]) -> None:
    text = "".join(parts)
    for token in word_model().segment(text):
        around = text[token.span.end - 1 : token.span.end + 1]
        assert not (len(around) == 2 and around.isascii() and (around.isalpha() or around.isdigit())), (text, token)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公司发布了GPT-4", ["公司", "发布", "了", "GPT-4"]),
        ("增长3.5%左右", ["增长", "3.5%", "左右"]),
        ("共3,500人", ["共", "3,500", "人"]),
        ("AT&T与Coca-Cola合作", ["AT&T", "与", "Coca-Cola", "合作"]),
        ("在Node.js上", ["在", "Node.js", "上"]),
        ("O’Neil加入", ["O’Neil", "加入"]),
        ("我爱北京天安门", ["我", "爱", "北京", "天安门"]),
        ("研究生命起源", ["研究", "生命", "起源"]),
        ("甲 \n 乙", ["甲", " \n ", "乙"]),
        ("", []),
    ],
)
def test_the_likeliest_words(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


def test_a_word_handed_in_is_one_word() -> None:
    assert words("蓝鲸云图发布新品") == ["蓝鲸", "云图", "发布", "新品"]
    assert words("蓝鲸云图发布新品", "蓝鲸云图") == ["蓝鲸云图", "发布", "新品"]
    (first, *_) = word_model().segment("蓝鲸云图发布新品", frozenset({"蓝鲸云图"}))
    assert (first.tag, first.frequency) == ("nx", 0)


def test_a_word_handed_in_that_the_dictionary_has_keeps_its_part_of_speech() -> None:
    (only,) = word_model().segment("公司", frozenset({"公司"}))
    assert only.tag == word_model().tag("公司") == "n"
    assert only.frequency == word_model().frequency("公司") > 0


def test_what_the_dictionary_does_not_know_has_no_tag_and_no_frequency() -> None:
    assert (word_model().tag("蓝鲸云图"), word_model().frequency("蓝鲸云图")) == ("", 0)
    (latin,) = word_model().segment("Northwind")
    assert (latin.tag, latin.frequency) == ("", 0)


def test_a_word_handed_in_does_not_cut_a_latin_word() -> None:
    assert words("Northwind发布", "North") == ["Northwind", "发布"]


@pytest.mark.parametrize(
    ("character", "han"), [("一", True), ("鿿", True), ("㐀", True), ("a", False), ("，", False), ("ア", False), ("1", False)]
)
def test_what_is_a_han_character(character: str, han: bool) -> None:
    assert is_han(character) is han


@pytest.mark.parametrize(("character", "odd"), [("衿", True), ("砼", True), ("在", False), ("的", False)])
def test_a_character_that_seldom_stands_alone_is_odd(character: str, odd: bool) -> None:
    assert is_odd_character(character) is odd
