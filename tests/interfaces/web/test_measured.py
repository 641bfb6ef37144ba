"""The benchmark of pages asks for every page that the site has."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.pages import addresses, paths
from shiguan import Shiguan


def test_every_page_is_measured(web_record: Path) -> None:
    with Shiguan(web_record, reader="rules") as record:
        asked = addresses(record, paths(web_record))
    assert {"/", "/tally", "/rumours", "/review"} <= asked.keys()
    assert asked["/"]() == "/"
    assert asked["/article/{document}"]().startswith("/article/d-")


def test_a_page_of_which_nothing_is_known_to_ask_for_is_told(web_record: Path) -> None:
    with Shiguan(web_record, reader="rules") as record, pytest.raises(ValueError, match="/unheard"):
        addresses(record, [*paths(web_record), "/unheard/{of}"])
