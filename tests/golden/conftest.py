"""What the golden tests share: the five reference articles, read once by each reader, and their gold claims on record once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.query.view import View
from tests.golden.gold import PRESENT, SHARED, gold_view

ABSENT = "the reference articles are not beside this checkout"


@pytest.fixture(scope="session")
def read_by(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Shiguan]]:
    """The record of the articles as a reader (``model``, ``rules``) reads them; skipped where they are not beside this checkout.

    It is asked, and never written to.
    """
    folder: Path = tmp_path_factory.mktemp("read")
    with ExitStack() as stack:

        @cache
        def read(reader: str) -> Shiguan:
            record = stack.enter_context(Shiguan(folder / f"{reader}.db", reader=reader))
            report = record.read([SHARED / "articles"])
            assert (len(report.read), report.failures) == (5, ())
            return record

        def given(reader: str) -> Shiguan:
            if not PRESENT:
                pytest.skip(ABSENT)
            return read(reader)

        yield given


@pytest.fixture(scope="session")
def five_articles(read_by: Callable[[str], Shiguan]) -> Shiguan:
    """The record of the articles as the shipped reader reads them."""
    return read_by("model")


@pytest.fixture(scope="session")
def gold() -> Iterator[View]:
    """The record that the gold claims make; skipped where they are not beside this checkout."""
    if not PRESENT:
        pytest.skip(ABSENT)
    with gold_view() as view:
        yield view
