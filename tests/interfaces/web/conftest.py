"""A site on a record of the examples, read by the rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi")

from fastapi.testclient import TestClient

from shiguan import Shiguan
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.web.site import create
from tests.conftest import EXAMPLES

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
