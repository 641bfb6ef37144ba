"""What importing the package and its command line does not load: reading comes only when something is read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

# Each takes from 30 ms (yaml) to a second (trafilatura); together they would make every `--help` wait.
LATE = {"httpx", "jieba", "opencc", "trafilatura", "lxml", "ahocorasick_rs", "pypinyin", "yaml", "sqlite3", "mcp"}
LATE_ROOMS = ("shiguan.vocabulary", "shiguan.gather", "shiguan.repair", "shiguan.extract", "shiguan.resolve", "shiguan.ledger")


def loaded_by(code: str) -> set[str]:
    """The modules a fresh interpreter has loaded once it has run the code."""
    listed = f"{code}\nimport sys; print('loaded', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(done.stdout.rpartition("loaded ")[2].split())


@pytest.mark.parametrize("module", ["shiguan", "shiguan.interfaces.cli.main"])
def test_importing_loads_no_reader_and_no_heavy_library(module: str) -> None:
    loaded = loaded_by(f"import {module}")
    assert module in loaded
    assert not {name.partition(".")[0] for name in loaded} & LATE
    assert not [name for name in loaded if name.startswith(LATE_ROOMS)]


def test_the_check_sees_what_is_loaded() -> None:
    loaded = loaded_by("from shiguan import Shiguan; from shiguan.vocabulary import load_vocabulary")
    assert "shiguan.app" in loaded
    assert "yaml" in loaded
    assert [name for name in loaded if name.startswith(LATE_ROOMS)]


def test_the_version_is_told_without_reading_anything() -> None:
    loaded = loaded_by("from shiguan.interfaces.cli.main import main; assert main(['version']) == 0")
    assert not {name.partition(".")[0] for name in loaded} & LATE
