"""Fixtures of the doors' tests."""

import pytest

from tests.interfaces.command import Command


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command and says what it answered."""
    return Command(capsys)
