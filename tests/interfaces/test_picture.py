"""The picture of a terminal: every stretch as wide as its cells, so that columns hold."""

import html
import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.table import Table

from shiguan.interfaces.show.picture import picture

PLACED = re.compile(r'<text class="shiguan-r\d+" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"[^>]*>([^<]*)</text>')
WORDS = st.text("零一万物MiniMax 2025-06，。", min_size=1, max_size=9)


def drawn(rows: list[list[str]]) -> str:
    table = Table.grid(padding=(0, 2))
    for row in rows:
        table.add_row(*row)
    return picture([table], "a table", 80)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_each_stretch_takes_the_cells_of_its_characters(rows: list[list[str]]) -> None:
    for x, _, length, text in PLACED.findall(drawn(rows)):
        cells = cell_len(html.unescape(text))
        assert abs(float(length) - 12.2 * cells) < 0.1
        assert abs(float(x) / 12.2 - round(float(x) / 12.2)) < 0.01


def test_a_column_starts_at_one_place_whatever_stands_before_it() -> None:
    places = {
        x
        for x, _, _, text in PLACED.findall(drawn([["零一万物", "second"], ["MiniMax", "second"], ["x一", "second"]]))
        if text == "second"
    }
    assert len(places) == 1


def test_it_is_well_formed_and_fetches_nothing() -> None:
    svg = drawn([["a < b & “c”", "零"]])
    ElementTree.fromstring(svg)
    assert "url(http" not in svg
    assert "@font-face" not in svg
