"""axe-core finds no serious fault on any page: in both languages, in light and in dark, on a wide screen and on a phone's."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from tests.interfaces.web.test_browser import NAME, WALK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FAULTS = ("serious", "critical")
DRAFT = "2024年12月，百川智能联合创始人洪涛已经离职。2024年，零一万物李开复离职。知情人士称，秦禹嘉将离开字节跳动。"
MORE = (
    "/entity?name=李开复",
    "/tally?type=funding&by=year",
    "/search?q=zzzz",
    "/conflicts?name=nobody",
    "/enter",
    "/nothing",
    "/api/v1/docs",
)
# What is folded away is opened; of lines that are made of the same parts, one is looked at: an hour's work is a minute's.
OPENED = """seen => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const known = new Set(seen);
  for (const one of document.querySelectorAll("main :is(li, tbody tr, blockquote, article, section, .role, a, option)")) {
    if (!one.isConnected || one.matches(":has(h1, form, svg)")) continue;
    const parts = new Set([one, ...one.querySelectorAll("*")].map((part) => `${part.tagName}.${part.getAttribute("class")}`));
    const kind = [one.parentElement.closest("[class]")?.getAttribute("class"), ...[...parts].sort()].join(" ");
    if (known.has(kind)) one.remove();
    known.add(kind);
  }
  return [...known];
}"""
RUN = """of => axe.run(document, {resultTypes: ["violations"], preload: false, ...of})
  .then((all) => all.violations.flatMap((one) => one.nodes.map((node) => [one.impact, one.id, node.html, node.failureSummary])))"""
# Size of what is touched is of WCAG 2.2, which axe does not look at by itself.
EVERYTHING = {"rules": {"target-size": {"enabled": True}}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.fixture(scope="module")
def axe() -> str:
    """The script, as the package for playwright carries it; a page's content policy does not hold back what the browser is told."""
    if find_spec("axe_playwright_python") is None:
        pytest.skip("needs axe-playwright-python")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def opened(page: Page, served: str) -> Iterator[str]:
    """Every page, one after the other, by where it is."""
    page.goto(f"{served}/timeline?name={NAME}")
    led = [page.locator("td.type a").first.get_attribute("href")]
    page.goto(f"{served}{led[0]}")
    led.append(page.locator("blockquote footer a").nth(1).get_attribute("href"))
    page.goto(f"{served}/articles")
    led += [
        page.locator("tbody th a").nth(number).get_attribute("href") for number in (0, 10, 15)
    ]  # plain, spliced, strange letters
    for path in (*WALK, *MORE, *led):
        page.goto(f"{served}{path}")
        yield str(path)
    page.goto(f"{served}/check")
    page.locator("#f-text").fill(DRAFT)
    page.locator("form.asking button").click()
    assert page.locator("mark.verdict").count() > 2
    yield "a draft, checked"


@pytest.mark.parametrize(("language", "width"), [("zh-CN", 360), ("en-GB", 1280)])
def test_axe_finds_no_serious_fault(browser: Browser, served: str, axe: str, language: str, width: int) -> None:
    context = browser.new_context(locale=language, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    seen: list[str] = []
    wrong: list[tuple[Any, ...]] = []
    for where in opened(page, served):
        seen = page.evaluate(OPENED, seen)
        page.evaluate(axe)
        for dark in (False, True):
            page.emulate_media(color_scheme="dark" if dark else "light")
            found = page.evaluate(RUN, COLOURS if dark else EVERYTHING)
            wrong += [(where, dark, *one) for one in found if one[0] in FAULTS]
    context.close()
    assert wrong == []


def test_axe_would_find_faults(browser: Browser, axe: str) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>t</title><main><h1>h</h1><img src="data:,"><p style="color:#bbb">pale</p></main>')
    page.evaluate(axe)
    assert {one[1] for one in page.evaluate(RUN, EVERYTHING)} >= {"image-alt", "color-contrast"}
    assert {one[1] for one in page.evaluate(RUN, COLOURS)} == {"color-contrast"}
    page.close()
