"""An SVG picture as it is drawn: shapes and text by class, nothing that could be taken for markup, links that can be focused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.palette import STYLE
from shiguan.interfaces.show.charts.scales import Box

NARROW = 600
_LEAST = 300
# Stands for the picture's id until all of it is drawn; no cleaned text holds it.
_ID = "\x00"
UNKNOWN, UNSURE = f"url(#{_ID}-unknown)", f"url(#{_ID}-unsure)"
"""What fills something that is not told, and that of it which is only rumoured."""

_HEADING, _NOTE = 17, 12.5
_BETWEEN = 0.4  # between two stretches of one text, in ems
_ASCENT, _DESCENT = 0.92, 0.28  # of a line of text above and below its foot, in ems


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is to look. ``width`` in units of its own (pixels at full size); ``href`` says where an id leads, if anywhere.

    ``standalone``: with its title written in it and its own style, for a file; else the page's stylesheet (``STYLE``) styles it.
    """

    width: int = 960
    standalone: bool = False
    href: Callable[[str], str | None] | None = None


PAGE = Look()
"""Wide, styled by the page it stands in, leading nowhere."""


@dataclass(frozen=True, slots=True)
class Font:
    """A kind of text: size, class, which end its place is (start, middle, end), and whether it is bold."""

    size: float = 13
    look: str = ""
    anchor: str = "start"
    bold: bool = False


class Canvas:
    """One picture. Coordinates are the viewBox's; ``bottom`` is where the next part begins."""

    def __init__(self, kind: str, messages: Messages, look: Look) -> None:
        self.messages = messages
        self.width = max(_LEAST, look.width)
        self.narrow = self.width < NARROW
        self.margin = 10.0 if self.narrow else 16.0
        self.size = 12.0 if self.narrow else 13.0
        self.bottom = self.margin
        self._kind = kind
        self._look = look
        self._parts: list[str] = []

    @property
    def left(self) -> float:
        """Where drawing begins."""
        return self.margin

    @property
    def right(self) -> float:
        """Where drawing ends."""
        return self.width - self.margin

    def shape(self, tag: str, look: str, **attributes: float | str) -> None:
        """Any element without text; an underscore in an attribute's name is a hyphen."""
        written = "".join(f' {name.replace("_", "-")}="{_value(value)}"' for name, value in attributes.items())
        self._parts.append(f'<{tag} class="{look}"{written}/>' if look else f"<{tag}{written}/>")

    def rect(self, box: Box, look: str, **attributes: float | str) -> None:
        """A rectangle."""
        self.shape(
            "rect", look, x=box.left, y=box.top, width=max(0.0, box.right - box.left), height=box.bottom - box.top, **attributes
        )

    def line(self, x: float, y: float, to: tuple[float, float], look: str) -> None:
        """A straight line."""
        self.shape("line", look, x1=x, y1=y, x2=to[0], y2=to[1])

    def path(self, steps: str, look: str, **attributes: float | str) -> None:
        """A path, given as SVG writes it."""
        self.shape("path", look, d=steps, **attributes)

    def symbol(self, name: str, x: float, y: float, look: str, r: float = 4.5) -> None:
        """A mark: circle, square, diamond, triangle, cross or bar."""
        if name == "circle":
            self.shape("circle", look, cx=x, cy=y, r=r)
        elif name == "square":
            self.rect(Box(x - r + 0.5, y - r + 0.5, x + r - 0.5, y + r - 0.5), look)
        else:
            self.path(_SYMBOLS[name](x, y, r), look)

    def words(self, x: float, y: float, said: str | Sequence[tuple[str, str]], font: Font, room: float | None = None) -> float:
        """Text with its foot at ``y``, cut to ``room``; in stretches of (text, class), the first is what is cut. Its width."""
        parts = [(writing.clean(t), look) for t, look in ([(said, "")] if isinstance(said, str) else said)]
        gap = font.size * _BETWEEN
        rest = sum(writing.width(t, font.size) + gap for t, _ in parts[1:])
        whole = parts[0][0]
        if room is not None:
            parts[0] = (writing.cut(whole, font.size, room - rest), parts[0][1])
        shown = "".join(t for t, _ in parts)
        taken = writing.width(shown, font.size) + gap * (len(parts) - 1)
        if not shown.strip():
            return 0.0
        attributes = f' x="{_value(x)}" y="{_value(y)}" font-size="{_value(font.size)}"'
        attributes += f' text-anchor="{font.anchor}"' if font.anchor != "start" else ""
        attributes += ' font-weight="600"' if font.bold else ""
        if not writing.sure(shown):  # a script whose room only its font knows is made to keep to what was reckoned with
            attributes += f' textLength="{_value(taken)}" lengthAdjust="spacingAndGlyphs"'
        look = f' class="{font.look}"' if font.look else ""
        title = f"<title>{_text(whole)}</title>" if parts[0][0] != whole else ""
        inner = _text(parts[0][0])
        inner += "".join(f'<tspan class="{c}" dx="{_value(gap)}">{_text(t)}</tspan>' for t, c in parts[1:])
        self._parts.append(f"<text{look}{attributes}>{title}{inner}</text>")
        return taken

    def paragraph(self, said: str, font: Font, room: float | None = None, most: int = 4) -> None:
        """Text from the left edge on, in lines, below all that is drawn."""
        for line in writing.wrap(writing.clean(said), font.size, room or self.right - self.left, most):
            self.bottom += font.size * 1.45
            self.words(self.left, self.bottom - font.size * _DESCENT, line, font)

    def note(self, said: str) -> None:
        """A remark below all that is drawn."""
        self.paragraph(said, Font(_NOTE - self.narrow, "c-dim"))

    @contextmanager
    def mark(self, said: str, identity: str | None = None, *, data: bool = True) -> Iterator[None]:
        """What is drawn within is one mark: named so, a link where its id leads somewhere; ``data``: it stands for a record."""
        to = self._look.href(identity) if self._look.href and identity else None
        look = "c-mark" if data else "c-part"
        self._parts.append(f'<a class="{look}" href="{escape(to, quote=True)}">' if to else f'<g class="{look}">')
        self._parts.append(f"<title>{_text(writing.clean(said))}</title>")
        yield
        self._parts.append("</a>" if to else "</g>")

    def heading(self, title: str, beneath: str = "") -> None:
        """What the picture is of, written in it where it stands alone."""
        if self._look.standalone:
            self.paragraph(title, Font(_HEADING - 2 * self.narrow, bold=True), most=3)
            if beneath:
                self.bottom += 2
                self.note(beneath)
            self.bottom += 8

    def empty(self, sentence: str) -> None:
        """Nothing to draw, said in one sentence."""
        self.bottom += 14
        self.paragraph(sentence, Font(self.size, "c-dim"))
        self.bottom += 14

    def svg(self, title: str, description: str) -> str:
        """The picture, with what it is and what it shows in words."""
        height = _value(self.bottom + self.margin)
        inner = "\n".join(self._parts)
        identity = f"{self._kind}-{sha256(f'{self.width}{title}{inner}'.encode()).hexdigest()[:10]}"
        alone = self._look.standalone
        # Within an image nothing can be focused: with links in it, it is a group.
        role = "group" if self._look.href else "img"
        size = f' width="{self.width}"' + (f' height="{height}"' if alone else "")
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {self.width} {height}"{size} role="{role}" '
            f'aria-labelledby="{_ID}-title" aria-describedby="{_ID}-desc" font-family="{writing.FONTS}" '
            f'lang="{"zh-Hans" if self.messages.language == "zh" else "en"}">',
            f'<title id="{_ID}-title">{_text(writing.clean(title))}</title>',
            f'<desc id="{_ID}-desc">{_text(writing.clean(description))}</desc>',
            *([f"<style>{STYLE}</style>"] if alone else []),
            _hatches() if _ID in inner else "",
            *([f'<rect class="c-paper" width="{self.width}" height="{height}"/>'] if alone else []),
            inner,
            "</svg>",
        ]
        return "\n".join(line for line in lines if line).replace(_ID, identity) + "\n"


def text_box(x: float, y: float, width: float, font: Font) -> Box:
    """The room of a text with its foot at ``y``."""
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[font.anchor]
    return Box(left, y - font.size * _ASCENT, left + width, y + font.size * _DESCENT)


def _hatches() -> str:
    parts = []
    for name, line in (("unknown", "c-hatch-line"), ("unsure", "c-hatch-faint")):
        parts.append(
            f'<pattern id="{_ID}-{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect class="c-hatch-ground" width="6" height="6"/><line class="{line}" x1="0" y1="0" x2="0" y2="6"/></pattern>'
        )
    return f"<defs>{''.join(parts)}</defs>"


def _diamond(x: float, y: float, r: float) -> str:
    r *= 1.2
    return path("M", (x, y - r), "L", (x + r, y), (x, y + r), (x - r, y), "Z")


def _triangle(x: float, y: float, r: float) -> str:
    r *= 1.15
    return path("M", (x, y - r), "L", (x + r, y + r * 0.8), (x - r, y + r * 0.8), "Z")


def _cross(x: float, y: float, r: float) -> str:
    r *= 0.85
    return path("M", (x - r, y - r), "L", (x + r, y + r), "M", (x - r, y + r), "L", (x + r, y - r))


def _bar(x: float, y: float, r: float) -> str:
    return path("M", (x, y - r), "L", (x, y + r))


_SYMBOLS: dict[str, Callable[[float, float, float], str]] = {
    "diamond": _diamond,
    "triangle": _triangle,
    "cross": _cross,
    "bar": _bar,
}


def path(*steps: str | tuple[float, float]) -> str:
    """A path from its letters and points."""
    return " ".join(step if isinstance(step, str) else f"{_value(step[0])},{_value(step[1])}" for step in steps)


def _value(value: float | str) -> str:
    if isinstance(value, str):
        return escape(value, quote=True)
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")


def _text(said: str) -> str:
    return escape(said, quote=True)
