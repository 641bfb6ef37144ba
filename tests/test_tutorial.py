"""The tutorial notebook runs from its first cell to its last, and prints what it shows."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from shiguan import Shiguan
from tests import tutorial

NOTEBOOK = tutorial.load()


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object], list[str]]:
    folder = tmp_path_factory.mktemp("tutorial")
    return folder, *tutorial.run(NOTEBOOK, folder)


def test_the_cells_run_and_leave_a_record(ran: tuple[Path, dict[str, object], list[str]]) -> None:
    folder, namespace, _ = ran
    assert isinstance(namespace["record"], Shiguan)
    with Shiguan(folder / "tutorial.db", reader="rules") as record:
        assert record.tally("departure") == namespace["left"]
    if importlib.util.find_spec("polars"):
        assert len(namespace["table"]) > 0  # type: ignore[arg-type]
    else:
        assert namespace["table"] is None


def test_the_cells_print_what_is_written_down(ran: tuple[Path, dict[str, object], list[str]]) -> None:
    for cell, text in zip(tutorial.code_cells(NOTEBOOK), ran[2], strict=True):
        if "frame(" in "".join(cell["source"]) and not importlib.util.find_spec("polars"):
            assert text == "frames need polars: pip install 'shiguan[polars]'\n"
        else:
            assert text == tutorial.printed(cell), "run `python -m tests.tutorial`"


def test_ten_questions_are_asked_in_both_languages() -> None:
    headings = [line for cell in NOTEBOOK["cells"] for line in cell["source"] if cell["cell_type"] == "markdown" and line[0] == "#"]
    questions = [heading for heading in headings if re.search(r" · \d+\. ", heading)]
    assert len(questions) == 10
    for heading in headings:
        assert re.search(r"[一-鿿].* · .*[A-Za-z]", heading), heading


def test_a_cell_that_fails_is_noticed(tmp_path: Path) -> None:
    failing = {"cells": [{"cell_type": "code", "id": "one", "source": ["x = 1\n", "assert x == 2"], "outputs": []}]}
    with pytest.raises(AssertionError):
        tutorial.run(failing, tmp_path)
