"""Where pages are, and what their files are called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.interfaces.report.addresses import Address, between, is_of_page

SAFE = re.compile(r"(?:[a-z0-9](?:[a-z0-9_-]{0,78}[a-z0-9])?/)*[a-z0-9](?:[a-z0-9_-]{0,78}[a-z0-9])?\.html")
KEPT = {"con", "prn", "aux", "nul", "com1", "lpt9"}
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=300)


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("/", "index.html"),
        ("/tally", "tally.html"),
        ("/tally?lang=en&theme=dark&as_of=2025-01-01", "tally.html"),
        ("/entity/e-00ff00ff00ff00ff", "entity/e-00ff00ff00ff00ff.html"),
    ],
)
def test_a_page_is_called_as_its_path(link: str, file: str) -> None:
    address = Address.of(link)
    assert address
    assert address.file == file


def test_what_is_asked_is_told_apart_and_shown_where_it_can_be() -> None:
    asked = [
        "/tally?by=year&type=funding",
        "/tally?type=funding",
        "/tally?type=FUNDING",
        "/league?measure=月活",
        "/league?measure=a/../b",
    ]
    files = [found.file for link in asked if (found := Address.of(link))]
    assert len(set(files)) == len(asked)
    assert files[0].startswith("tally/year-funding-")
    assert Address.of("/tally?type=funding&by=year") == Address.of("/tally?by=year&type=funding")


@pytest.mark.parametrize("link", ["", "#here", "https://example.org/", "//example.org/x", "javascript:alert(1)", "tally"])
def test_what_leads_elsewhere_is_no_page(link: str) -> None:
    assert Address.of(link) is None


@pytest.mark.parametrize("name", sorted(KEPT))
def test_names_that_a_system_keeps_for_itself_are_not_taken(name: str) -> None:
    assert not KEPT & set(re.split("[/.]", Address(f"/{name}").file))


@given(WORDS, WORDS)
def test_every_page_has_a_file_of_its_own_that_every_system_takes(path: str, value: str) -> None:
    one = Address(f"/entity/{path}")
    asked = Address("/timeline", (("name", value),))
    for address in (one, asked, Address(f"/{path}")):
        assert SAFE.fullmatch(address.file)
    assert one.file != Address(f"/entity/{path}x").file
    assert asked.file != Address("/timeline", (("name", f"{value} "),)).file


@given(WORDS, WORDS)
def test_a_link_leads_back_to_its_page(path: str, value: str) -> None:
    address = Address(f"/entity/{path}", (("name", value),) if value.strip() else ())
    assert Address.of(address.link) == address


def test_the_way_between_files_is_below_their_folder() -> None:
    assert between("index.html", "tally.html") == "tally.html"
    assert between("entity/e-1.html", "entity/e-2.html") == "e-2.html"
    assert between("zh/entity/e-1.html", "en/entity/e-1.html") == "../../en/entity/e-1.html"


@pytest.mark.parametrize(
    "link", ["/tally?format=csv", "/tally?type=x&lang=en", "/articles?limit=400", "/rumours?fate=open&shown=100"]
)
def test_a_link_that_asks_its_page_for_something_else_is_known(link: str) -> None:
    assert is_of_page(link)
    assert not is_of_page("/tally?type=format")
    assert not is_of_page("https://example.org/?lang=en")
