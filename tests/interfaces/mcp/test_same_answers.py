"""A tool answers what the command writes, through both generations of the protocol, and changes nothing by it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.interfaces.command import Command
from tests.interfaces.mcp.conftest import Door, said
from tests.interfaces.test_questions import ASKED

DRAFT = "2024年12月，洪涛离开百川智能，加入星河汽车。\n"


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("name", ASKED)
def test_a_tool_answers_what_the_command_writes(name: str, mode: str, door: Door, run: Command) -> None:
    given, words = ASKED[name]
    lines = run(name, *words, "--record", door.record, "--json").json
    result = door.but(mode=mode).call(name, **given)
    found = result.structured_content
    assert not result.is_error
    if name == "search":
        assert (found if mode == "auto" else found["result"]) == lines
    elif name == "ask":
        assert [found["understood"], found["answer"]] == lines
    else:
        assert [found] == lines


def test_a_draft_is_checked_as_by_the_command(door: Door, run: Command, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    ran = run("check", tmp_path / "draft.txt", "--at", "2025-06-30", "--record", door.record, "--json")
    result = door.call("check", text=DRAFT, at="2025-06-30")
    assert [result.structured_content] == ran.json
    assert 'text "星河汽车"; kind name; verdict unsupported' in said(result)


def test_asking_leaves_the_record_as_it_is(record: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    own.write_bytes(record.read_bytes())
    before = hashlib.sha256(own.read_bytes()).hexdigest()
    door = Door(own, write=True)
    for name, (given, _) in ASKED.items():
        assert not door.call(name, **given).is_error
    assert not door.call("check", text=DRAFT).is_error
    assert not door.call("article", id="03_hongtao_leaves.txt").is_error
    assert hashlib.sha256(own.read_bytes()).hexdigest() == before
