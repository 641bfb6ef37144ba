from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ledger import build


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    while build.OPENED:
        build.OPENED.pop().close()
