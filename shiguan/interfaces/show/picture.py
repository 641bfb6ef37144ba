"""What is shown on a terminal, as a picture (SVG) whose columns hold with Chinese characters in any font."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, RenderableType

_FONTS = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', 'PingFang SC', 'Microsoft YaHei', monospace"
_CELL = 12.2  # width of a cell in rich's picture: 0.61 of its font size, 20
_WIDE_SIZE = 22  # as much larger than rich's 20 as the line is high, towards the square that two cells make
_TEXT = re.compile(
    r'<text class="(?P<style>[^"]+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+"(?P<clip>[^>]*)>(?P<text>[^<]*)</text>'
)


def picture(parts: Iterable[RenderableType], title: str, width: int) -> str:
    """The parts as they would stand on a terminal ``width`` cells wide."""
    drawn = Console(
        record=True,
        width=width,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in parts:
        drawn.print(part)
    svg = drawn.export_svg(title=title, unique_id="shiguan")
    # Without the fonts that it would fetch from elsewhere.
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg).replace("font-family: Fira Code, monospace", f"font-family: {_FONTS}")
    return re.sub(r"[ \t]+\n", "\n", _TEXT.sub(_laid_out, svg))


def _laid_out(match: re.Match[str]) -> str:
    """A stretch of text, its wide and its narrow characters each at their own place: rich counts a wide one as one cell."""
    x, written = float(match["x"]), []
    for width, run in groupby(html.unescape(match["text"]), key=cell_len):
        text = "".join(run)
        cells = width * len(text)
        if text.strip():
            place = f'x="{x:.1f}" y="{match["y"]}" textLength="{cells * _CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
            place += f' style="font-size: {_WIDE_SIZE}px"' if width > 1 else ""
            written.append(f'<text class="{match["style"]}" {place}{match["clip"]}>{html.escape(text)}</text>')
        x += cells * _CELL
    return "".join(written)
