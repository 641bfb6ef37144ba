"""A site on a record of the examples, read by the rules."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fastapi")

from fastapi.testclient import TestClient

from shiguan import Shiguan
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.web.site import create
from tests.conftest import EXAMPLES
from tests.interfaces.web import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def web_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the examples; to be asked, not written to."""
    path = tmp_path_factory.mktemp("web") / "web.db"
    with Shiguan(path, reader="rules") as shiguan:
        assert shiguan.read([EXAMPLES]).failures == ()
    return path


@pytest.fixture(scope="session")
def visitor(web_record: Path) -> Iterator[TestClient]:
    """A visitor of the site on the examples."""
    with TestClient(create(Desk(web_record, reader="rules")), base_url=HERE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def site(visitor: TestClient) -> TestClient:
    """The same, coming for the first time."""
    visitor.cookies.clear()
    return visitor


@pytest.fixture(scope="module")
def served(web_record: Path) -> Iterator[str]:
    """The address of the site, served to this machine."""
    with _serving(web_record) as address:
        yield address


@pytest.fixture
def judged(web_record: Path, tmp_path: Path) -> Iterator[str]:
    """The same of a copy of the record, to be written to."""
    with _serving(Path(shutil.copy(web_record, tmp_path / "shiguan.db"))) as address:
        yield address


@contextmanager
def _serving(record: Path) -> Iterator[str]:
    uvicorn = pytest.importorskip("uvicorn")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(create(Desk(record, reader="rules")), log_level="error", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """This machine's browser; of the module, as a loop runs while it is open that other tests do not bear."""
    pytest.importorskip("playwright.sync_api")
    if browsing.CHROMIUM is None:
        pytest.skip("no chromium here")
    with browsing.browsing() as chromium:
        yield chromium
