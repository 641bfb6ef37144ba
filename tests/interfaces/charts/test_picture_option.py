"""The commands' --picture: a file that stands alone, or an error in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiguan import Shiguan
from tests.conftest import EXAMPLES
from tests.interfaces.charts.drawn import check
from tests.interfaces.command import Command

ASKED = [
    ("flows", "--by", "kind"),
    ("tenure", "--presumed"),
    ("tally", "departures", "--by", "month"),
    ("timeline", "零一万物"),
    ("money", "月之暗面"),
    ("league", "月活"),
    ("rumours",),
    ("dossier", "零一万物"),
    ("dossier", "六小龙"),
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("drawn") / "record.db"
    with Shiguan(path, reader="rules") as shiguan:
        shiguan.read([EXAMPLES])
    return path


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked[0])
def test_an_answer_is_drawn_into_a_file(run: Command, record: Path, tmp_path: Path, asked: tuple[str, ...]) -> None:
    file = tmp_path / "answer.svg"
    ran = run(*asked, "--record", record, "--picture", file, "--lang", "en")
    assert (ran.status, ran.error) == (0, "")
    assert ran.out == f"chart written to {file}\n"
    root = check(file.read_text(encoding="utf-8"))
    assert root.get("width")
    assert root.find("{http://www.w3.org/2000/svg}style") is not None


def test_with_json_both_are_written(run: Command, record: Path, tmp_path: Path) -> None:
    ran = run("flows", "--record", record, "--picture", tmp_path / "a.SVG", "--json")
    assert ran.json[0]["by"] == "org"
    check((tmp_path / "a.SVG").read_text(encoding="utf-8"))


def test_another_form_or_a_place_that_is_not_there_is_an_error(run: Command, record: Path, tmp_path: Path) -> None:
    other = run("flows", "--record", record, "--picture", tmp_path / "a.png", "--lang", "en")
    assert other.status == 1
    assert "NAME.svg" in other.error
    nowhere = run("flows", "--record", record, "--picture", tmp_path / "no" / "a.svg", "--lang", "zh")
    assert nowhere.status == 1
    assert nowhere.error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
