"""The tools: what they take, that they answer as every other door does, and what goes wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from shiguan import Shiguan
from shiguan.interfaces.mcp.tools import Tool, tools
from shiguan.interfaces.questions import QUESTIONS
from tests.interfaces.mcp.conftest import Door, said

ARTICLE = "云杉医药首席财务官离职\n\n2031年3月5日，云杉医药首席财务官李清河离职，加入北辰银行。\n"


def test_every_question_is_a_tool_that_only_reads(door: Door) -> None:
    listed = door.ask(lambda client: client.list_tools()).tools
    assert {tool.name for tool in listed} == {*QUESTIONS, "check", "article"}
    for tool in listed:
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.title != tool.name
        assert tool.description


def test_only_who_may_write_is_given_a_tool_that_writes(door: Door) -> None:
    listed = {tool.name: tool for tool in door.but(write=True).ask(lambda client: client.list_tools()).tools}
    may = listed["read_article"].annotations
    assert may
    assert (may.read_only_hint, may.destructive_hint) == (False, False)
    assert "there is no tool 'read_article'" in said(door.call("read_article", text=ARTICLE))


@pytest.mark.parametrize("tool", tools(write=True).values(), ids=lambda tool: tool.question.name)
def test_a_tool_says_what_it_takes(tool: Tool) -> None:
    Draft202012Validator.check_schema(tool.schema)
    takes = Draft202012Validator(tool.schema)
    examples = {p.name: p.example for p in tool.parameters if p.example is not None}
    assert takes.is_valid({"text": ARTICLE, **examples} if tool.question.name == "read_article" else examples)
    assert not takes.is_valid({**examples, "moon": 1})
    for parameter in tool.parameters:
        assert takes.schema["properties"][parameter.name]["description"] == parameter.says
        if parameter.choices:
            assert not takes.is_valid({**examples, parameter.name: "moon"})
    assert not tool.schema["required"] or not takes.is_valid({})


def test_answers_can_be_cited(door: Door) -> None:
    with Shiguan(door.record) as shiguan:
        told = next(
            told for told in shiguan.claims() if told.file == "03_hongtao_leaves.txt" and told.claim.event_type == "departure"
        )
    text = said(door.call("dossier", name="洪涛"))
    [line] = [line for line in text.splitlines() if f"[{told.claim.id}] " in line and told.quote in line]
    for part in (f'"{told.publisher}"', "2024-12-11", told.file, f"{told.start}-{told.end}", told.claim.document):
        assert part in line


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        ("moon", {}, "there is no tool 'moon'; there are "),
        ("tally", {}, "tally needs 'type'"),
        ("tally", {"type": "moon"}, "unknown event type 'moon'; known: "),
        ("tally", {"type": "departure", "by": "moon"}, "by cannot be 'moon'; choose one of "),
        ("tally", {"type": "departure", "limit": "5"}, "limit must be a whole number"),
        ("tally", {"type": "departure", "limit": True}, "limit must be a whole number"),
        ("tally", {"type": "departure", "limit": 0}, "limit must be 1 or more"),
        ("tally", {"type": "departure", "since": "moon"}, "not a date: 'moon'"),
        ("tally", {"type": ["departure"]}, "type must be a text"),
        ("compare", {"names": "字节跳动"}, "names must be a list of texts"),
        ("compare", {"names": ["字节跳动", 1]}, "names must be a list of texts"),
        ("tenure", {"presumed": "yes"}, "presumed must be true or false"),
        ("money", {"name": "字节跳动", "fate": "open"}, "money takes no 'fate'; it takes name, "),
        ("money", {"name": "无此公司"}, "no one on record is called 无此公司"),
        ("flows", {"from_line": 100_000}, "from_line must be 1 to "),
        ("flows", {"max_characters": 10}, "max_characters must be 1000 to 200000"),
        ("explain", {"id": "c-"}, "'c-' begins several ids: "),
        ("article", {"id": "/etc/hostname"}, "no document '/etc/hostname' is on record"),
        ("article", {"id": "d-"}, "d- may be: "),
        ("article", {"id": ""}, "article needs 'id'"),
        ("check", {"text": "\ud800"}, "this text holds half a character"),
        ("check", {"text": "长" * 500_001}, "this text has 500001 characters; 500000 can be taken"),
    ],
)
def test_what_goes_wrong_is_an_answer_of_one_line(name: str, given: dict[str, Any], reason: str, door: Door) -> None:
    result = door.call(name, **given)
    assert result.is_error
    assert result.structured_content is None
    assert json.loads(said(result).removeprefix("error: ")).startswith(reason)
    assert "\n" not in said(result)


def test_a_fault_in_one_question_leaves_the_others_answered(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> object:
        raise ZeroDivisionError("by nothing\nat all")

    broken = {"tally": Tool(replace(QUESTIONS["tally"], ask=fails)), "flows": Tool(QUESTIONS["flows"])}
    monkeypatch.setattr("shiguan.interfaces.mcp.server.tools", lambda **_: broken)
    result = door.call("tally", type="departure")
    assert (result.is_error, said(result)) == (True, 'error: "tally failed: ZeroDivisionError"')
    assert "by nothing" in caplog.text
    assert not door.call("flows").is_error


def test_where_there_is_no_record_the_tools_say_so(tmp_path: Path) -> None:
    door = Door(tmp_path / "none.db")
    result = door.call("flows")
    assert result.is_error
    assert said(result).startswith('error: "there is no record at ')
    assert door.ask(lambda client: client.list_resources()).resources == []
    assert not (tmp_path / "none.db").exists()


def test_an_article_is_put_on_record(tmp_path: Path) -> None:
    door = Door(tmp_path / "new.db", write=True)
    head = {"title": "云杉医药首席财务官离职", "publisher": "示例周报", "published": "2031-03-06", "url": "https://example.com/a"}
    result = door.call("read_article", text=ARTICLE, **head)
    assert not result.is_error
    [read] = result.structured_content["read"]
    assert read["claims"] == 1
    assert 'departure: destination_org="北辰银行", org="云杉医药", person="李清河"' in said(result)
    [found] = door.call("search", text="李清河", limit=1).structured_content
    assert (found["publisher"], found["published"]) == ("示例周报", "2031-03-06")
    again = door.call("read_article", text=ARTICLE, **head)
    assert again.structured_content == {"read": [], "known": [read["file"]], "failed": []}
    assert said(again).startswith("known: a-")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"text": " \n"}, "the file is empty"),
        ({"text": ARTICLE, "published": "moon"}, "not a date: 'moon'"),
        ({"text": ARTICLE, "as_of": "2031"}, "read_article takes no 'as_of'"),
        ({"text": "<!DOCTYPE html><html><body></body></html>"}, "no article was found in the page"),
    ],
)
def test_what_cannot_be_read_is_not_put_on_record(given: dict[str, Any], reason: str, tmp_path: Path) -> None:
    door = Door(tmp_path / "new.db", write=True)
    result = door.call("read_article", **given)
    assert result.is_error
    assert reason in said(result)
    assert str(tmp_path) not in said(result)
    assert door.ask(lambda client: client.list_resources()).resources == []


def test_a_page_is_read_as_a_page(tmp_path: Path) -> None:
    door = Door(tmp_path / "new.db", write=True)
    page = f"<!DOCTYPE html><html><head><title>离职</title></head><body><article><p>{ARTICLE * 3}</p></article></body></html>"
    result = door.call("read_article", text=page, published="2031-03-06")
    assert result.structured_content["read"][0]["file"].endswith(".html")
    assert "<p>" not in said(door.call("article", id=result.structured_content["read"][0]["file"]))


def test_a_long_answer_is_cut_and_goes_on_where_it_was_cut(door: Door) -> None:
    whole = said(door.call("changes", since="2020-01-01", max_characters=200_000)).splitlines()
    assert not whole[-1].startswith("[cut here")
    parts: list[str] = []
    while len(parts) < len(whole):
        text = said(door.call("changes", since="2020-01-01", from_line=len(parts) + 1))
        assert len(text) <= 20_000
        lines = text.splitlines()
        if parts:
            assert lines.pop(0) == f"[from line {len(parts) + 1} on; lines 1 to {len(parts)} came before]"
        if lines[-1].startswith("[cut here"):
            assert f"ask again with from_line={len(parts) + len(lines)}," in lines.pop()
        parts += lines
    assert parts == whole
    assert len(whole) > 500


def test_the_structured_answer_can_be_done_without(door: Door) -> None:
    result = door.but(text_only=True).call("tally", type="departure")
    assert result.structured_content is None
    assert "百川智能" in said(result)


def test_a_structured_answer_too_large_for_clients_is_left_out(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shiguan.interfaces.mcp.server._STRUCTURED", 1000)
    result = door.call("tally", type="departure")
    assert result.structured_content is None
    assert said(result).endswith("is left out: ask for less]")


def test_the_article_is_shown_with_its_head_and_claims(door: Door) -> None:
    result = door.call("article", id="03_hongtao_leaves.txt")
    written = result.structured_content
    assert written["title"]
    assert "> " + written["text"].splitlines()[0] in said(result)
    assert {told["claim"] for told in written["told"]} == {
        told.claim.id for told in Shiguan(door.record).claims() if told.file == "03_hongtao_leaves.txt"
    }
    assert json.dumps(written["publisher"], ensure_ascii=False) in said(result)
