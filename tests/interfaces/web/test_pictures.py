"""The pictures of the pages can be taken, and docs/ has those that are."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.interfaces.web import browsing, pictures

NAMES = {pictures.file_name(name, language) for name in pictures.PICTURES for language in pictures.LANGUAGES}
LARGEST = 200_000  # bytes that somebody who reads the README loads


def test_docs_has_every_picture_and_no_other() -> None:
    kept = {path.name: path.stat().st_size for path in (ROOT / "docs").glob("*.png")}
    assert set(kept) == NAMES
    assert max(kept.values()) <= LARGEST


def test_the_pictures_can_be_taken(web_record: Path, tmp_path: Path) -> None:
    pytest.importorskip("playwright.sync_api")
    pytest.importorskip("uvicorn")
    if browsing.CHROMIUM is None:
        pytest.skip("no chromium here")
    pictures.take(web_record, tmp_path)
    taken = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(taken) == NAMES
    for name, png in taken.items():
        assert png.startswith(b"\x89PNG\r\n")
        assert struct.unpack(">II", png[16:24]) == (pictures.WIDTH, pictures.HEIGHT)
        assert 20_000 < len(png) <= LARGEST, name
