"""The answers of language models are kept in a file of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiguan.errors import LedgerError
from shiguan.ledger.answers import AnswersFile


def test_an_answer_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "news.llm.db"
    AnswersFile(path)["answer-1"] = '{"claims": []}'
    assert AnswersFile(path).get("answer-1") == '{"claims": []}'
    assert AnswersFile(path).get("answer-2") is None


def test_a_later_answer_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    kept = AnswersFile(tmp_path / "a.db")
    kept["answer-1"] = "one"
    kept["answer-1"] = "two"
    assert kept.get("answer-1") == "two"


@pytest.mark.parametrize("path", ["no/such/folder/a.db", "a.txt"])
def test_a_file_that_cannot_be_used_is_told_of_in_one_line(path: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no database, but some notes of mine\n" * 9, encoding="utf-8")
    with pytest.raises(LedgerError, match=r"the answers of language models in .* cannot be used") as told:
        AnswersFile(tmp_path / path).get("answer-1")
    assert "\n" not in str(told.value)
