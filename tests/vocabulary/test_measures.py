"""Measures: each form is of one measure, and phrases find theirs."""

from __future__ import annotations

import pytest

from shiguan.errors import VocabularyError
from shiguan.vocabulary import measures
from shiguan.vocabulary.measures import load_measures


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("月活", "monthly_active_users"),
        ("月活跃用户数", "monthly_active_users"),
        ("MAU", "monthly_active_users"),
        ("monthly active users", "monthly_active_users"),
        ("全年营业收入", "revenue"),
        ("净亏损", "loss"),
        ("市占率", "market_share"),
        ("累计交付量", "sales_volume"),
        ("bids_won", "bids_won"),
    ],
)
def test_a_phrase_finds_its_measure(said: str, name: str) -> None:
    found = load_measures().of(said)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("said", ["", "天气", "MAUI", "用户"])
def test_other_words_find_none(said: str) -> None:
    assert load_measures().of(said) is None


def test_loose_words_are_kin_to_what_they_may_mean() -> None:
    words = load_measures()
    assert "users" in words.kin("monthly_active_users")
    assert "daily_active_users" not in words.kin("monthly_active_users")
    assert {"monthly_active_users", "daily_active_users"} <= words.kin("users")


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("a: {zh: 甲, en: a, kind: count, forms: 乙}\nb: {zh: 丙, en: b, kind: count, forms: 乙}", "乙 is told of a too"),
        ("a: {zh: 甲, en: a, kind: colour, forms: 乙}", "no kind of measure"),
        ("a: {zh: 甲, en: a, kind: count, forms: 乙, may_be: b}", "b is no measure"),
        ("a: {zh: 甲, en: a, kind: count}", "is missing"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused(content: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder:
        def joinpath(self, _name: str) -> Folder:
            return self

        def read_bytes(self) -> bytes:
            return content.encode()

    monkeypatch.setattr(measures, "files", lambda _package: Folder())
    with pytest.raises(VocabularyError, match=wrong):
        load_measures.__wrapped__()
