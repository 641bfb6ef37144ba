"""A record of the examples, and the door over it as who asks from this machine meets it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shiguan import Shiguan
from tests.conftest import EXAMPLES

pytest.importorskip("fastapi", reason="needs shiguan[web]")

from fastapi.testclient import TestClient

from shiguan.interfaces.api import ADDRESS
from shiguan.interfaces.api.app import alone
from shiguan.interfaces.api.guard import Access
from shiguan.interfaces.api.limits import Rate
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.tokens import Tokens

PATIENT = Rate(burst=1_000_000)
HERE = ("127.0.0.1", 50000)


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the examples, read by the rules; to be asked."""
    path = tmp_path_factory.mktemp("api") / "examples.db"
    with Shiguan(path, reader="rules") as shiguan:
        shiguan.read([EXAMPLES])
    return path


@pytest.fixture(scope="session")
def asked(examples: Path) -> Iterator[TestClient]:
    """Who asks that record from this machine."""
    with Desk(examples, reader="rules") as desk:
        yield client(desk)


@pytest.fixture
def desk(examples: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a copy of that record, to be read into."""
    copy = tmp_path / "record" / "copy.db"
    copy.parent.mkdir()
    shutil.copy(examples, copy)
    with Desk(copy, reader="rules") as made:
        yield made


@pytest.fixture
def writing(desk: Desk) -> TestClient:
    """Who reads articles into that copy."""
    return client(desk)


def client(desk: Desk, rate: Rate = PATIENT, host: str = "127.0.0.1:8000", **options: object) -> TestClient:
    """Who asks a desk's record; from this machine, where nothing else is said."""
    access = Access(Tokens(desk.record), rate)
    told: dict[str, object] = {"client": HERE, "raise_server_exceptions": False, **options}
    return TestClient(alone(desk, access), base_url=f"http://{host}{ADDRESS}/", **told)  # type: ignore[arg-type]
