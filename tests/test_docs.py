"""What the documents say can be done can be done, and what they point to is there."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.interfaces.cli.main import main
from tests.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md"), *(ROOT / "examples").glob("*.md")])
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_TARGET = re.compile(r"`make (\w+)`|^\$ make (\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A command that a page shows, and what it shows it to print (empty: nothing is promised)."""

    page: Path
    command: str
    output: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}: {self.command}"


def shown() -> Iterator[Shown]:
    for page in PAGES:
        for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("shiguan "):
                    yield Shown(page, command, output)


@pytest.mark.parametrize("example", list(shown()), ids=str)
def test_every_command_shown_works(
    example: Shown, demo_record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SHIGUAN_RECORD", str(demo_record))
    words = shlex.split(example.command, comments=True)[1:]
    if "ID" in words:
        with Shiguan(demo_record) as record:
            words[words.index("ID")] = record.view().events[0].id
    status = main(words)
    out, error = capsys.readouterr()
    assert status == 0, error
    if example.output:
        assert out == example.output


def test_the_readmes_show_a_session() -> None:
    for readme in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        assert sum(example.page == readme for example in shown()) >= 8


@pytest.mark.parametrize(("name", "language"), [("demo.svg", "en"), ("demo.zh-CN.svg", "zh")])
def test_the_pictures_show_what_the_demo_shows_now(
    name: str, language: str, demo_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    drawn = tmp_path / name
    assert main(["demo", "--record", str(demo_record), "--lang", language, "--picture", str(drawn)]) == 0
    assert drawn.read_bytes() == (ROOT / "docs" / name).read_bytes(), "run `make pictures`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_named_is_there(page: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {a or b for a, b in _TARGET.findall(page.read_text(encoding="utf-8"))}
    assert named <= targets


def test_the_map_names_every_room() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [p.name for p in (ROOT / "shiguan").iterdir() if p.is_dir() and (p / "__init__.py").exists()]
    assert rooms
    assert all(f"`{room}/`" in page for room in rooms)


def test_the_changelog_has_a_place_for_what_comes() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
