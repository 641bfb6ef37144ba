"""A report on some of the examples, in both languages, as the command writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("fastapi")

from shiguan import Shiguan
from shiguan.interfaces.cli.main import main
from tests.conftest import EXAMPLES

READ = ("01_lingyi_departures.txt", "20_rumour_qin.txt")
AS_OF = "2025-12-31"


@pytest.fixture(scope="session")
def small_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of some examples; to be asked, not written to."""
    path = tmp_path_factory.mktemp("small") / "small.db"
    with Shiguan(path, reader="rules") as shiguan:
        assert shiguan.read([EXAMPLES / file for file in READ]).failures == ()
    return path


@pytest.fixture(scope="session")
def report(small_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report on it."""
    folder = tmp_path_factory.mktemp("report") / "site"
    arguments = ["report", "--out", folder, "--record", small_record, "--as-of", AS_OF]
    assert main([str(argument) for argument in arguments]) == 0
    return folder
