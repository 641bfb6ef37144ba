"""What a browser saves of a chart and does to a table: the pictures are whole, and the tables answer to the keyboard."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.interfaces.charts.drawn import SVG
from tests.interfaces.web.test_browser import NAME

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

CHARTS: tuple[str, ...] = (
    "/tally",
    "/tally?by=month",
    f"/timeline?name={NAME}",
    "/flows",
    "/flows?by=kind",
    "/league?measure=月活",
    "/rumours",
)
CHARTS += ("/money?name=零一万物",)
CHINESE = re.compile("[\u4e00-\u9fff]")
# How many dots of a picture are not of its ground, and how large it is.
INK = """async ([kind, data, times]) => {
  const image = new Image();
  image.src = `data:image/${kind};base64,${data}`;
  await image.decode();
  const canvas = new OffscreenCanvas(times * image.naturalWidth, times * image.naturalHeight), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const dots = pen.getImageData(0, 0, canvas.width, canvas.height).data;
  let ink = 0;
  for (let i = 4; i < dots.length; i += 4)
    if (Math.abs(dots[i] - dots[0]) + Math.abs(dots[i + 1] - dots[1]) + Math.abs(dots[i + 2] - dots[2]) > 60) ink += 1;
  return [canvas.width, canvas.height, ink];
}"""


def saved(page: Page, button: Locator) -> tuple[str, bytes]:
    """What a button has the browser save: the file's name and what is in it."""
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def ink(blank: Page, png: bytes) -> tuple[int, int, int]:
    """Width and height of a picture, and how much is drawn on it."""
    width, height, dots = blank.evaluate(INK, ["png", base64.b64encode(png).decode(), 1])
    return width, height, dots


def drawn(blank: Page, svg: str) -> int:
    """How much the browser draws of a drawing that stands alone, twice as large."""
    dots: int = blank.evaluate(INK, ["svg+xml", base64.b64encode(svg.encode()).decode(), 2])[2]
    return dots


def checked(svg: bytes) -> tuple[str, float, float]:
    """A saved drawing, its width and height: well formed, and leading nowhere."""
    root = ElementTree.fromstring(svg)
    text = svg.decode()
    assert root.tag == f"{SVG}svg"
    for one in root.iter():
        assert one.tag.removeprefix(SVG) not in ("script", "style", "image", "use", "foreignObject")
        assert not {name.rpartition("}")[2] for name in one.attrib} & {"href", "class", "style", "src"}
    assert all(at.startswith("#") for at in re.findall(r"url\(\"?(?:&quot;)?([^)]*)", text))
    assert "var(" not in text
    return text, float(root.get("width", 0)), float(root.get("height", 0))


@pytest.mark.parametrize(("language", "width"), [("zh-CN", 1280), ("en-GB", 360)])
def test_every_chart_is_saved_as_it_is_drawn(browser: Browser, served: str, language: str, width: int) -> None:
    context = browser.new_context(locale=language, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if language == "en-GB" else "light")
    blank = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text))
    for path in CHARTS:
        page.goto(served + path)
        figures = page.locator("figure.chart").all()
        assert figures, path
        for figure in figures:
            svg_name, svg = saved(page, figure.locator(".downloads button").nth(0))
            png_name, png = saved(page, figure.locator(".downloads button").nth(1))
            assert (Path(svg_name).suffix, Path(png_name).suffix) == (".svg", ".png")
            assert Path(svg_name).stem == Path(png_name).stem
            text, wide, high = checked(svg)
            found = ink(blank, png)
            assert found[:2] == (2 * wide, 2 * high)
            assert found[2] > 1000, path
            assert f">{page.locator('figure.chart svg > title').first.text_content()}</text>" in text
            whole = drawn(blank, text)
            assert found[2] == whole, path
            if language == "zh-CN":  # each character as itself: there is less ink where all are the one with the fewest strokes
                assert drawn(blank, CHINESE.sub("一", text)) < 0.99 * whole, path
    blank.close()
    context.close()
    assert wrong == []


@pytest.mark.parametrize("width", [360, 1280])
def test_tables_answer_to_the_keyboard(browser: Browser, served: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, locale="en-GB")
    page.goto(f"{served}/articles")
    rows, heads = page.locator("tbody tr"), page.locator("thead th")
    page.locator(".filter input").focus()
    page.keyboard.press("Tab")
    for column in range(5):
        assert page.evaluate("document.activeElement.closest('th')?.cellIndex") == column
        assert page.evaluate("document.activeElement.getBoundingClientRect().width") > 10, "what has the focus is seen"
        if column < 4:
            page.keyboard.press("Tab")
    for key, order in (("Enter", "ascending"), ("Space", "descending")):
        page.keyboard.press(key)
        assert heads.nth(4).get_attribute("aria-sort") == order
        counts = [int(one) for one in rows.locator("td:nth-child(5)").all_inner_texts()]
        assert counts == sorted(counts, reverse=order == "descending")
    page.locator(".filter input").focus()
    page.keyboard.type("big5")
    shown = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(shown) < rows.count()
    assert all("big5" in row.inner_text().lower() for row in shown)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    assert all(row.is_visible() for row in rows.all())
    page.close()
