"""Answers that are kept for other pages are those that are had by asking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shiguan import Shiguan
from shiguan.errors import InputError
from shiguan.interfaces.questions import QUESTIONS, answered
from shiguan.interfaces.report.answers import Answers
from shiguan.query.forecasts import Mark
from shiguan.resolve.conflicts import ConflictKind
from shiguan.resolve.fates import Fate
from tests.conftest import EXAMPLES

READ = ("07_zhang_qianchuan.txt", "09_weiwei_hk.txt", "19_denial_hk.txt", "20_rumour_qin.txt", "26_forecasts.txt")
CHOSEN: list[tuple[str, dict[str, Any]]] = [
    *(("rumours", {"fate": fate.value}) for fate in Fate),
    *(("forecasts", {"mark": mark.value}) for mark in Mark),
    *(("conflicts", {"kind": kind.value}) for kind in ConflictKind),
    *((name, {"limit": 1}) for name in ("rumours", "forecasts")),
    ("rumours", {"fate": "open", "limit": 1}),
    ("forecasts", {"mark": "open", "limit": 1}),
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answers") / "r.db"
    with Shiguan(path, reader="rules") as shiguan:
        shiguan.read([EXAMPLES / file for file in READ])
    return path


def test_what_is_chosen_from_a_whole_answer_is_what_is_asked_for(record: Path) -> None:
    answers, found = Answers(), 0
    with Shiguan(record, reader="rules") as shiguan:
        for name, given in CHOSEN:
            question = QUESTIONS[name]
            kept = question.write(shiguan, answers(shiguan, question, given))
            asked = question.ask(shiguan, {**{p.name: p.default for p in question.parameters}, **given})
            assert kept == question.write(shiguan, asked)
            found += kept != question.write(shiguan, answers(shiguan, question, {}))
    assert found > len(CHOSEN) // 2


def test_the_record_is_looked_through_once(record: Path) -> None:
    answers = Answers()
    with Shiguan(record, reader="rules") as shiguan:
        first = answers(shiguan, QUESTIONS["rumours"], {})
    with Shiguan(record, reader="rules") as shiguan:
        assert answers(shiguan, QUESTIONS["rumours"], {}) is first
        assert answers(shiguan, QUESTIONS["rumours"], {"as_of": "2024-01-01"}) != first
        tally = QUESTIONS["tally"]
        assert answers(shiguan, tally, {"type": "departure"}) is not answers(shiguan, tally, {"type": "departure"})


@pytest.mark.parametrize("name", ["rumours", "forecasts", "conflicts", "outlets", "flows", "tenure"])
def test_an_answer_holds_when_the_record_was_closed_since(record: Path, name: str) -> None:
    answers, question = Answers(), QUESTIONS[name]
    with Shiguan(record, reader="rules") as shiguan:
        answers(shiguan, question, {})
    with Shiguan(record, reader="rules") as shiguan:
        found = question.write(shiguan, answers(shiguan, question, {}))
        assert found == answered(shiguan, question, {})


@pytest.mark.parametrize(
    ("name", "given"), [("rumours", {"fate": "x"}), ("forecasts", {"mark": "x"}), ("conflicts", {"kind": "x"})]
)
def test_what_is_none_of_the_choices_is_refused(record: Path, name: str, given: dict[str, str]) -> None:
    with Shiguan(record, reader="rules") as shiguan, pytest.raises(InputError):
        Answers()(shiguan, QUESTIONS[name], given)
