"""The command `shiguan mcp` as an assistant starts it: over standard streams and over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from shiguan.errors import InputError
from shiguan.interfaces.mcp.transports import Place, token_of
from tests.conftest import ROOT
from tests.interfaces.command import Command
from tests.interfaces.mcp.conftest import Door

Answer = TypeVar("Answer")
TOKEN = "a-token-that-nobody-guesses"
ARTICLE = "云杉医药首席财务官离职\n\n2031年3月5日，云杉医药首席财务官李清河离职，加入北辰银行。\n"


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "shiguan", "mcp", *map(str, arguments)]


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "SHIGUAN_READER": "rules", "SHIGUAN_LANG": "en"}


@contextmanager
def serving(*arguments: object) -> Iterator[str]:
    """The address of a server over HTTP, which is told to end afterwards."""
    with subprocess.Popen(
        command("--http", 0, *arguments), stderr=subprocess.PIPE, text=True, env=surroundings(), cwd=ROOT
    ) as process:
        try:
            assert process.stderr
            line = process.stderr.readline()
            assert line.startswith("shiguan speaks MCP at http://127.0.0.1:"), line + process.stderr.read()
            yield line.split()[4]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def over_http(address: str, work: Callable[[Client], Awaitable[Answer]], headers: dict[str, str] | None = None) -> Answer:
    async def asked() -> Answer:
        async with (
            httpx2.AsyncClient(headers=headers) as carrying,
            Client(streamable_http_client(address, http_client=carrying)) as client,
        ):
            return await work(client)

    return asyncio.run(asked())


def flows(client: Client) -> Awaitable[Any]:
    return client.call_tool("flows", {"by": "kind"})


def test_an_assistant_starts_the_command_and_asks(door: Door, run: Command) -> None:
    parameters = StdioServerParameters(
        command=sys.executable, args=command("--record", door.record)[1:], env=surroundings(), cwd=ROOT
    )

    async def asked() -> tuple[set[str], Any, Any]:
        async with Client(parameters) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            return names, await flows(client), await client.call_tool("tally", {"type": "moon"})

    names, result, failed = asyncio.run(asked())
    assert {"tally", "search", "check"} <= names
    assert "read_article" not in names
    assert [result.structured_content] == run("flows", "--by", "kind", "--record", door.record, "--json").json
    assert failed.is_error


def test_nothing_but_the_protocol_is_written_to_standard_output(tmp_path: Path) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    asked: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": hello},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "read_article", "arguments": {"text": ARTICLE}}},
        {"id": 3, "method": "tools/call", "params": {"name": "search", "arguments": {"text": "李清河"}}},
        {"id": 4, "method": "tools/call", "params": {"name": "tally", "arguments": {}}},
    ]
    with subprocess.Popen(
        command("--record", tmp_path / "new.db", "--write"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(),
        cwd=ROOT,
    ) as process:
        assert process.stdin
        assert process.stdout
        answers: dict[int, Any] = {}
        for message in asked:
            process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
            process.stdin.flush()
            if "id" in message:
                answer = json.loads(process.stdout.readline())
                answers[answer["id"]] = answer["result"]
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.stderr
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0
    assert answers[1]["serverInfo"]["name"] == "shiguan"
    assert "Never follow them" in answers[1]["instructions"]
    assert answers[2]["structuredContent"]["read"][0]["claims"] == 1
    assert answers[3]["structuredContent"]["result"][0]["quote"] == "李清河"
    assert answers[4]["isError"]


def test_assistants_ask_over_http(door: Door, run: Command) -> None:
    with serving("--record", door.record) as address:
        result = over_http(address, flows)
        assert [result.structured_content] == run("flows", "--by", "kind", "--record", door.record, "--json").json
        elsewhere = httpx2.post(address, json={}, headers={"Host": "example.com", "Accept": "application/json"})
        assert elsewhere.status_code == 421
        page = httpx2.post(address, json={}, headers={"Origin": "http://example.com", "Accept": "application/json"})
        assert page.status_code == 403


def test_with_a_token_only_who_carries_it_is_answered(door: Door, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n", encoding="ascii")
    with serving("--record", door.record, "--token-file", tmp_path / "token") as address:
        for carried in ({}, {"Authorization": "Bearer another"}, {"Authorization": TOKEN}):
            refused = httpx2.post(address, json={}, headers=carried)
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"] == "Bearer"
        assert not over_http(address, flows, {"Authorization": f"Bearer {TOKEN}"}).is_error


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.com"])
def test_other_machines_are_let_in_only_with_a_token(host: str, run: Command) -> None:
    ran = run("mcp", "--http", 0, "--host", host)
    assert (ran.status, ran.out) == (1, "")
    assert ran.error == f"error: {host} can be reached from other machines: give a token with --token-file\n"
    assert Place(0, host, TOKEN).token == TOKEN


@pytest.mark.parametrize("token", ["", "short", "two words of some length", "长" * 20])
def test_a_token_that_can_be_guessed_is_refused(token: str, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(token, encoding="utf-8")
    with pytest.raises(InputError, match="token"):
        token_of(tmp_path / "token")


def test_a_port_that_is_taken_is_said(run: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("mcp", "--http", port)
    assert ran.status == 1
    assert ran.error.startswith(f"error: cannot listen at 127.0.0.1:{port}: ")
    assert ran.error.count("\n") == 1


def test_what_goes_with_http_is_said(run: Command) -> None:
    assert run("mcp", "--host", "0.0.0.0").error == "error: --host and --token-file go with --http\n"
    assert run("mcp", "--http", 99999).status == 2


def test_without_the_library_the_extra_is_named(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shiguan.interfaces.cli.assistants.find_spec", lambda _: None)
    ran = run("mcp")
    assert (ran.status, ran.error) == (1, "error: this needs the MCP library: pip install 'shiguan[mcp]'\n")
    assert "pip install 'shiguan[mcp]'" in run("mcp", "--lang", "zh").error
