"""A record of the examples, and the server over it, asked by the SDK's own client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client
from mcp_types import CallToolResult, TextContent

from shiguan import Shiguan
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.mcp.server import Serving, build
from shiguan.interfaces.messages import Messages
from tests.conftest import EXAMPLES

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Door:
    """The server over a record, with a client that comes and goes; ``mode`` is the generation of the protocol."""

    record: Path
    write: bool = False
    text_only: bool = False
    language: str = "en"
    mode: str = "auto"

    def ask(self, work: Callable[[Client], Awaitable[Answer]]) -> Answer:
        """What the work comes to, done by a client."""

        async def asked(desk: Desk) -> Answer:
            serving = Serving(desk, Messages(self.language, {}), write=self.write, text_only=self.text_only)
            async with Client(build(serving), mode=self.mode) as client:
                return await work(client)

        with Desk(self.record, reader="rules") as desk:
            return asyncio.run(asked(desk))

    def call(self, name: str, /, **given: Any) -> CallToolResult:
        """What a tool answers."""
        return self.ask(lambda client: client.call_tool(name, given))

    def but(self, **changed: Any) -> Door:
        """The same door, served otherwise."""
        return replace(self, **changed)


def said(result: CallToolResult) -> str:
    """The text of an answer."""
    return "\n".join(block.text for block in result.content if isinstance(block, TextContent))


@pytest.fixture(scope="package")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the examples; to be asked, not written to."""
    path = tmp_path_factory.mktemp("mcp") / "examples.db"
    with Shiguan(path, reader="rules") as shiguan:
        assert shiguan.read([EXAMPLES]).failures == ()
    return path


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIGUAN_READER", "rules")


@pytest.fixture
def door(record: Path) -> Door:
    """The server over the examples."""
    return Door(record)
