"""Texts that are long to do harm are repaired in time that grows with them, not with their square."""

from __future__ import annotations

import pytest

from shiguan.repair import repair
from tests.growth import MOST, growth, repeated
from tests.repair.texts import article


@pytest.mark.parametrize("unit", ["公 司 ", "公 司，", "能夠?qū)崿F(xiàn)盈利", "ÔÚÄÚÈÝÔÚÄÚÈÝ\n", "字\n"])
def test_repairing_grows_with_the_text(unit: str) -> None:
    assert growth(lambda size: lambda: repair(article(repeated(unit, size)))) < MOST


@pytest.mark.parametrize("unit", ["a", "”", "?", "?ā", "(", "\u3000", "𠀀"])
def test_a_line_without_end_is_repaired(unit: str) -> None:
    """Tried from every place of it, an expression would take half an hour."""
    assert repair(article(f"云杉医药\n{repeated(unit, 60_000)}")).text.startswith("云杉医药\n")


def test_a_mark_that_has_bytes_only_with_its_letter_breaks_nothing() -> None:
    text = ("雲杉醫藥首席財務官離職".encode("big5hkscs") + b"\x88\x62").decode("gb18030")
    assert repair(article(text)).article.received == text
