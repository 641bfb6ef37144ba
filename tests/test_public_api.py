"""What may be imported from shiguan, and what importing it costs."""

import subprocess
import sys
import tomllib

import pytest

import shiguan
from tests.conftest import ROOT

HEAVY = {"rich", "trafilatura", "lxml", "opencc", "pypinyin", "ahocorasick_rs", "yaml", "sqlite3", "htmldate"}


def test_few_names_are_promised() -> None:
    assert sorted(shiguan.__all__) == ["ReadReport", "Shiguan", "ShiguanError", "__version__"]
    assert all(hasattr(shiguan, name) for name in shiguan.__all__)


def test_no_other_name_is_made_up() -> None:
    with pytest.raises(AttributeError):
        shiguan.__getattr__("Historian")


def test_the_version_is_the_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert shiguan.__version__ == project["version"]


@pytest.mark.parametrize("code", ["import shiguan", "from shiguan.__main__ import _main; _main(['--help'])"])
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    listed = f"{code}\nimport sys; print('loaded', *{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = set(done.stdout.rpartition("loaded ")[2].split())
    assert "shiguan" in loaded
    assert not loaded & HEAVY
