"""What stands in a picture: its labels with their room, its marks, and what must never be in it."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.canvas import Font, text_box
from shiguan.interfaces.show.charts.scales import Box

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "style", "defs", "pattern", "rect", "line", "circle", "path", "text", "tspan", "g", "a"}
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Places are written to a tenth.
_ROUNDED = 0.4


def parsed(svg: str) -> ElementTree.Element:
    """The picture; it must be well formed."""
    return ElementTree.fromstring(svg)


def labels(root: ElementTree.Element) -> list[tuple[str, Box]]:
    """Every text and the room it takes, reckoned from what is written in the picture."""
    return [_label(one) for one in root.iter(f"{SVG}text")]


def _label(one: ElementTree.Element) -> tuple[str, Box]:
    parts = [one.text or ""]
    gaps = 0.0
    for child in one:
        if child.tag == f"{SVG}tspan":
            parts.append(child.text or "")
            gaps += float(child.get("dx", 0))
        parts.append(child.tail or "")
    shown = "".join(parts)
    size = float(one.get("font-size", 0))
    taken = writing.width(shown, size) + gaps
    if length := one.get("textLength"):
        assert abs(float(length) - taken) < 0.1
    font = Font(size, "", one.get("text-anchor", "start"))
    return shown, text_box(float(one.get("x", 0)), float(one.get("y", 0)), taken, font)


def marks(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The marks that stand for records."""
    return [one for one in root.iter() if one.get("class") == "c-mark"]


def check(svg: str) -> ElementTree.Element:
    """The picture, if it keeps what every picture must."""
    root = parsed(svg)
    _only_what_may_be(root, svg)
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    whole = Box(-_ROUNDED, -_ROUNDED, width + _ROUNDED, height + _ROUNDED)
    told = labels(root)
    for said, box in told:
        assert box.within(whole), f"{said!r} leaves the picture: {box}"
    for (said, box), (other, beside) in combinations(told, 2):
        smaller = Box(box.left + _ROUNDED, box.top + _ROUNDED, box.right - _ROUNDED, box.bottom - _ROUNDED)
        assert not smaller.overlaps(beside), f"{said!r} runs into {other!r}"
    for box in _shapes(root):
        assert box.within(whole), f"a shape leaves the picture: {box}"
    return root


def _only_what_may_be(root: ElementTree.Element, svg: str) -> None:
    assert not STEERING.search(svg)
    assert "NaN" not in svg
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= TAGS
    for one in root.iter():
        assert not any(name.lower().startswith("on") or name == "style" for name in one.attrib)
        assert one.get("fill", "url(#").startswith("url(#")  # colours come by class
        assert "stroke" not in one.attrib
    known = {one.get("id") for one in root.iter() if one.get("id")}
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= known
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= known
    assert all((root.findtext(f"{SVG}{name}") or "").strip() for name in ("title", "desc"))


def _shapes(root: ElementTree.Element) -> list[Box]:
    """The room of every shape but paths with curves, whose points are looked at alone."""
    found = []
    inside = {shape for pattern in root.iter(f"{SVG}pattern") for shape in pattern.iter()}
    for one in root.iter():
        if one in inside:
            continue
        tag = one.tag.removeprefix(SVG)
        of = {name: float(one.get(name, 0)) for name in ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r")}
        if tag == "rect":
            found.append(Box(of["x"], of["y"], of["x"] + float(one.get("width", 0)), of["y"] + float(one.get("height", 0))))
        elif tag == "line":
            found.append(Box(min(of["x1"], of["x2"]), min(of["y1"], of["y2"]), max(of["x1"], of["x2"]), max(of["y1"], of["y2"])))
        elif tag == "circle":
            found.append(Box(of["cx"] - of["r"], of["cy"] - of["r"], of["cx"] + of["r"], of["cy"] + of["r"]))
        elif tag == "path":
            points = [tuple(map(float, p.split(","))) for p in re.findall(r"-?[\d.]+,-?[\d.]+", one.get("d", ""))]
            found += [Box(x, y, x, y) for x, y in points]
    return found
