"""The colours and strokes of the charts, by class: for a page's stylesheet, or for a picture that stands alone.

The hues differ for any kind of colour vision and have a contrast of 4.5 to 1 or more with the ground, in light and in dark.
Nothing is told by colour alone.
"""

from __future__ import annotations

SERIES = 7
"""So many classes c-s0, c-s1 … tell lines apart, by hue and dashes."""

_LIGHT = (
    "--c-ink:#1b1f24;--c-dim:#545e68;--c-paper:#fff;--c-rule:#d5dae0;--c-blue:#0b5cad;--c-red:#b3340e;--c-green:#00694f;"
    "--c-purple:#7a3a94;--c-amber:#855300;--c-sky:#1f6f8f;--c-grey:#5c6670"
)
_DARK = (
    "--c-ink:#e3e6ea;--c-dim:#a3adb7;--c-paper:#14171a;--c-rule:#343b43;--c-blue:#7db7f5;--c-red:#ff9a76;--c-green:#4fc9a4;"
    "--c-purple:#d6a0e0;--c-amber:#e0b050;--c-sky:#79cbe8;--c-grey:#98a2ad"
)
_HUES = ("blue", "red", "green", "purple", "amber", "sky", "grey")
_DASHES = ("none", "7 3", "2 3", "9 3 2 3", "4 4", "12 4", "1 4")

_RULES = """
.chart text{fill:var(--c-ink)}
.chart .c-dim{fill:var(--c-dim)}
.chart .c-paper{fill:var(--c-paper)}
.chart .c-rule{stroke:var(--c-rule);stroke-width:1;fill:none}
.chart .c-axis{stroke:var(--c-dim);stroke-width:1;fill:none}
.chart .c-now{stroke:var(--c-dim);stroke-width:1;stroke-dasharray:2 3;fill:none}
.chart .c-band{fill-opacity:.16;stroke:none}
.chart .c-full{stroke:none}
.chart .c-faint{fill-opacity:.22;stroke-dasharray:3 2;stroke-width:1}
.chart .c-flow{fill-opacity:.42;stroke-width:.6}
.chart .c-flow.c-faint{fill-opacity:.14}
.chart .c-hollow{fill:var(--c-paper);stroke-width:1.6}
.chart .c-line{fill:none;stroke-width:2}
.chart .c-thin{fill:none;stroke-width:1.4}
.chart .c-thin.c-perhaps{stroke-dasharray:2 2;stroke-opacity:.7}
.chart .c-open{fill:none;stroke-width:1.4;stroke-dasharray:1 4;stroke-linecap:round}
.chart .c-tile{fill:var(--c-paper);stroke-width:1.4}
.chart .c-tile.c-perhaps{stroke-dasharray:4 2}
.chart .c-hatch-ground{fill:var(--c-paper)}
.chart .c-hatch-line{stroke:var(--c-grey);stroke-width:1.6}
.chart .c-hatch-faint{stroke:var(--c-grey);stroke-width:1.2;stroke-opacity:.55;stroke-dasharray:2 2}
.chart .c-edge{stroke:var(--c-grey);stroke-width:.8}
.chart .c-edge.c-faint{stroke-dasharray:3 2;fill-opacity:1}
.chart a{cursor:pointer}
.chart a:hover,.chart a:focus-visible{filter:brightness(1.25)}
.chart a:focus-visible{outline:2px solid var(--c-ink);outline-offset:2px}
.chart a:hover .c-flow,.chart .c-mark:hover .c-flow{fill-opacity:.75}
"""


def _hues() -> str:
    lines = []
    for number, (hue, dashes) in enumerate(zip(_HUES, _DASHES, strict=True)):
        lines.append(f".chart .c-{hue}{{fill:var(--c-{hue});stroke:var(--c-{hue})}}")
        lines.append(f".chart text.c-{hue}{{stroke:none}}")
        lines.append(f".chart .c-s{number}{{stroke:var(--c-{hue})}}")
        lines.append(f".chart .c-line.c-s{number}{{stroke-dasharray:{dashes}}}")
    return "\n".join(lines)


_ROOM = "max-width:100%;height:auto"
STYLE = f".chart{{{_ROOM};{_LIGHT}}}\n@media screen and (prefers-color-scheme:dark){{.chart{{{_DARK}}}}}\n{_hues()}{_RULES}"
"""What a page's stylesheet needs for all charts; it follows the reader's choice of light or dark."""
PAGE_STYLE = f"""{STYLE}
@media screen{{:root[data-theme="light"] .chart{{{_LIGHT}}}
:root[data-theme="dark"] .chart{{{_DARK}}}}}
"""
"""The same, where the page says itself whether it is light or dark."""
