"""A real browser opens a report from its folder: every page in both languages, the search, and all of it without script."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.interfaces.web.browsing import CHROMIUM, browsing
from tests.interfaces.web.test_accessible import COLOURS, EVERYTHING, FAULTS, RUN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = find_spec("axe_playwright_python")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no chromium here")
    with browsing() as chromium:
        yield chromium


def watched(page: Page, folder: Path) -> list[str]:
    """What goes wrong on a page from now on: what the console says, and what is asked for outside the folder."""
    wrong: list[str] = []
    inside = (f"{folder.as_uri()}/", "data:", "blob:")
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(inside) else wrong.append(asked.url))
    # What is on its way when one goes on is not needed any more.
    page.on("requestfailed", lambda asked: None if asked.failure == "net::ERR_ABORTED" else wrong.append(asked.url))
    return wrong


@pytest.mark.parametrize(("language", "spoken", "width"), [("zh-CN", "zh-Hans", 360), ("en-GB", "en", 1280)])
def test_a_browser_walks_every_link_of_a_report(browser: Browser, report: Path, language: str, spoken: str, width: int) -> None:
    context = browser.new_context(locale=language, viewport={"width": width, "height": 800}, color_scheme="dark")
    page = context.new_page()
    wrong = watched(page, report)
    page.goto((report / "index.html").as_uri())
    page.wait_for_url(f"**/{language[:2]}/index.html")  # the first page knows the language
    waiting, seen = [page.url], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address, wait_until="domcontentloaded")
        assert page.locator("html").get_attribute("lang") == spoken
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
        links = "[...document.querySelectorAll('a[href]:not([hreflang]):not([rel])')]"
        waiting += page.evaluate(f"{links}.map((a) => new URL(a.getAttribute('href'), location.href).href.split('#')[0])")
    context.close()
    assert wrong == []
    assert {Path(address).name for address in seen} == {path.name for path in (report / language[:2]).rglob("*.html")}


def test_names_and_events_are_searched_in_both_scripts(browser: Browser, report: Path) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    wrong = watched(page, report)
    page.goto((report / "zh/rumours.html").as_uri())
    box, suggested = page.locator("#find"), page.locator("#suggested [role=option]")
    box.fill("零一萬")
    suggested.first.wait_for()
    assert suggested.first.locator("b").inner_text() == "零一万物"
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert suggested.first.get_attribute("aria-selected") == "true"
    box.press("Escape")
    assert suggested.count() == 0
    box.fill("零一萬")
    suggested.first.wait_for()
    box.press("ArrowUp")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/zh/entity/*.html")
    assert page.locator("h1").inner_text() == "零一万物"
    page.locator("#find").fill("离职 零一万物")
    page.locator("#find").press("Enter")
    page.wait_for_url("**/zh/search.html?q=*")
    page.locator(".results a").first.click()
    assert "/zh/explain/ev-" in page.url
    page.goto((report / "zh/search.html").as_uri() + "?q=%3Cb%3E")
    page.locator(".results").wait_for()
    assert page.locator(".results").inner_text() == "没有找到。"
    context.close()
    assert wrong == []


def test_charts_and_tables_are_as_they_are_on_the_site(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    page.goto((report / "zh/tally.html").as_uri())
    page.locator("thead button").nth(1).click()
    assert page.locator("thead th").nth(1).get_attribute("aria-sort") == "ascending"
    with page.expect_download() as saved:
        page.locator(".chart .downloads button").nth(1).click()
    assert saved.value.suggested_filename.endswith(".png")
    page.close()


def test_a_report_is_read_without_script(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report / "index.html").as_uri())
    page.locator("a", has_text="English").click()
    assert not page.locator(".seek").is_visible()
    page.locator("nav details", has_text="Search").locator("summary").click()
    page.locator("nav a", has_text="Search").click()
    page.locator("main a", has_text="零一万物").first.click()
    assert page.locator("h1").inner_text() == "零一万物"
    page.locator(".choices a").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert "/zh/entity/" in page.url
    context.close()


@pytest.mark.skipif(AXE is None, reason="needs axe-playwright-python")
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_serious_fault_in_what_a_report_has_of_its_own(browser: Browser, report: Path, width: int) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(locale="fr", viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    wrong = []
    for path in ("zh/index.html", "zh/tally.html", "en/search.html", "zh/timeline.html", "en/search.html?q=零一万物"):
        page.goto(f"{report.as_uri()}/{path}")
        if "?" in path:
            page.locator(".results").wait_for()
            page.locator("#find").press("End")
            page.locator("#find").press_sequentially(" ")
            page.locator("[role=option]").first.wait_for()
            page.locator("#find").press("ArrowDown")
        page.evaluate(axe)
        for dark in (False, True):
            page.emulate_media(color_scheme="dark" if dark else "light")
            wrong += [(path, dark, *one) for one in page.evaluate(RUN, COLOURS if dark else EVERYTHING) if one[0] in FAULTS]
    context.close()
    assert wrong == []
