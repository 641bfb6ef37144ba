"""What several rooms' tests share: the record that the demo makes of examples/."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from shiguan import Shiguan

# What lands is judged by the same examples every time; at a desk each run looks at new ones.
settings.register_profile("ci", derandomize=True, database=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
LANGUAGE_MODEL = ("URL", "MODEL", "KEY", "PRICE", "BUDGET", "TIMEOUT", "CONCURRENCY", "QUESTION", "ANSWER", "ANSWERS")


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests reaches them."""
    for name in (
        "SHIGUAN_RECORD",
        "SHIGUAN_NAMES",
        "SHIGUAN_PERSON",
        "SHIGUAN_LANG",
        *(f"SHIGUAN_LLM_{name}" for name in LANGUAGE_MODEL),
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "FORCE_COLOR",
        "COLUMNS",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the examples; to be asked, not written to."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Shiguan(path) as shiguan:
        report = shiguan.read([EXAMPLES])
    assert report.failures == ()
    return path
