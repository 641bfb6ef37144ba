"""The command as a user runs it, within this process."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from shiguan.interfaces.cli.main import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command answered."""

    status: int
    out: str
    error: str

    @property
    def json(self) -> list[Any]:
        """Its output, one value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class Command:
    """Runs the command with arguments."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured

    def __call__(self, *arguments: object) -> Ran:
        status = main([str(argument) for argument in arguments])
        out, error = self._captured.readouterr()
        return Ran(status, out, error)
