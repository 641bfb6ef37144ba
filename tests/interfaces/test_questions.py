"""Every door gives the same answer: what the registry of questions answers is what the command writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shiguan import Shiguan
from shiguan.errors import InputError
from shiguan.interfaces.cli.main import main
from shiguan.interfaces.questions import QUESTIONS, answered, checked

EXAMPLES = Path(__file__).parents[2] / "examples"
ASKED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "tally": ({"type": "departure", "limit": 5}, ["departure", "--limit", "5"]),
    "timeline": ({"name": "字节跳动", "since": "2020"}, ["字节跳动", "--since", "2020"]),
    "dossier": ({"name": "字节跳动"}, ["字节跳动"]),
    "money": ({"name": "字节跳动"}, ["字节跳动"]),
    "compare": ({"names": ["字节跳动", "阿里"]}, ["字节跳动", "阿里"]),
    "flows": ({"by": "kind"}, ["--by", "kind"]),
    "tenure": ({"presumed": True}, ["--presumed"]),
    "league": ({}, []),
    "reconcile": ({"claimed": "22", "of": "字节跳动"}, ["--claimed", "22", "--of", "字节跳动"]),
    "rumours": ({"fate": "open"}, ["--fate", "open"]),
    "forecasts": ({}, []),
    "conflicts": ({"min_certainty": "reported"}, ["--min-certainty", "reported"]),
    "outlets": ({}, []),
    "changes": ({"since": "2020-01-01"}, ["--since", "2020-01-01"]),
    "search": ({"text": "字节", "limit": 3}, ["字节", "--limit", "3"]),
    "ask": ({"question": "字节跳动有哪些高管离职？"}, ["字节跳动有哪些高管离职？"]),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "examples.db"
    with Shiguan(path, reader="rules") as shiguan:
        shiguan.read([EXAMPLES])
    return path


@pytest.fixture(scope="module")
def asked(record: Path) -> Iterator[Shiguan]:
    with Shiguan(record) as shiguan:
        yield shiguan


def command(capsys: pytest.CaptureFixture[str], name: str, words: list[str], record: Path) -> list[Any]:
    main([name, *words, "--record", str(record), "--json"])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("name", ASKED)
def test_the_command_writes_what_the_question_answers(
    name: str, asked: Shiguan, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, words = ASKED[name]
    lines = command(capsys, name, words, record)
    found = json.loads(json.dumps(answered(asked, QUESTIONS[name], given)))
    if name == "search":
        assert found == lines
        assert len(found) == 3
    elif name == "ask":
        assert [found["understood"], found["answer"]] == lines
    else:
        assert [found] == lines


def test_an_explanation_is_the_same_too(asked: Shiguan, record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for identity in (asked.claims()[0].claim.id, asked.view().events[0].id, next(iter(asked.view().entities))):
        found = json.loads(json.dumps(answered(asked, QUESTIONS["explain"], {"id": identity})))
        assert [found] == command(capsys, "explain", [identity], record)


def test_all_questions_are_compared() -> None:
    assert {*ASKED, "explain"} == QUESTIONS.keys()


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("tally", {}, "tally needs 'type'"),
        ("tally", {"type": "departure", "by": "moon"}, "by cannot be 'moon'"),
        ("money", {"name": "字节跳动", "fate": "open"}, "money takes no 'fate'"),
        ("compare", {"names": []}, "compare needs 'names'"),
    ],
)
def test_what_a_question_does_not_take_is_said(name: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        checked(QUESTIONS[name], given)


def test_a_time_is_asked_as_of(asked: Shiguan) -> None:
    before = answered(asked, QUESTIONS["tally"], {"type": "departure", "as_of": "1990-01-01"})
    assert isinstance(before, dict)
    assert before["high"] == 0
