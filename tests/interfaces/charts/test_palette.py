"""The charts' colours can be told from their ground: axe-core does not look at text within a drawing."""

from __future__ import annotations

import re

import pytest

from shiguan.interfaces.show.charts.palette import STYLE

LEAST = 4.5  # WCAG 2, AA, for text


def _light(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    full = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_as_wcag_has_it() -> None:
    assert _contrast("000", "ffffff") == pytest.approx(21)
    assert _contrast("777777", "fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("number", [0, 1], ids=["light", "dark"])
def test_every_colour_stands_out_from_the_paper(number: int) -> None:
    told = re.findall(r"--c-paper:#", STYLE)
    assert len(told) == 2
    block = re.findall(r"\{[^{}]*--c-paper:#[^{}]*", STYLE)[number]
    colours = dict(re.findall(r"--c-(\w+):#([0-9a-f]+)", block))
    paper = colours.pop("paper")
    del colours["rule"]  # says nothing
    assert len(colours) == 9
    assert {name: round(_contrast(c, paper), 2) for name, c in colours.items() if _contrast(c, paper) < LEAST} == {}
