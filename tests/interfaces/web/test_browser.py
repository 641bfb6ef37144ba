"""A real browser walks the pages: nothing on the console, nothing asked of other machines, nothing wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAME = "零一万物"
WALK: tuple[str, ...] = ("/", "/?since=2020", "/tally", "/timeline", f"/timeline?name={NAME}", "/search", "/search?q=字节")
WALK += (f"/entity?name={NAME}",)
WALK += ("/articles", "/rumours", "/conflicts", "/forecasts", "/outlets", "/check", "/flows", "/league", "/league?measure=月活")
WALK += ("/money?name=Noisee", "/compare?names=百川智能,MiniMax")


@pytest.mark.parametrize(("language", "width"), [("zh-CN", 360), ("en-GB", 1280)])
def test_a_browser_walks_every_page(browser: Browser, served: str, language: str, width: int) -> None:
    context = browser.new_context(locale=language, viewport={"width": width, "height": 800}, color_scheme="dark")
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((served, "data:", "blob:")) else wrong.append(asked.url))
    for path in WALK:
        page.goto(served + path)
        assert page.locator("html").get_attribute("lang") == ("zh-Hans" if language == "zh-CN" else "en")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    page.goto(f"{served}/timeline?name={NAME}")
    page.locator("details.told summary").first.click()
    told = page.locator("details.told[open] blockquote a")
    source, why = told.nth(0).get_attribute("href"), told.nth(1).get_attribute("href")
    page.goto(f"{served}{source}")
    assert page.locator(".beside .region").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.locator(f'.beside a[href="{why}"]').first.click()
    assert "/explain/c-" in page.url
    assert page.locator("blockquote mark").first.is_visible()
    context.close()
    assert wrong == []


def test_tables_sort_and_filter(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/tally?type=departure")
    rows = page.locator("tbody tr")
    names = rows.locator("th").all_inner_texts()
    page.locator("thead button").nth(1).click()
    assert page.locator("thead th").nth(1).get_attribute("aria-sort") == "ascending"
    counts = [int(n) for n in rows.locator("td:nth-child(2)").all_inner_texts()]
    assert counts == sorted(counts)
    page.locator(".filter input").fill(names[0])
    assert [row.locator("th").inner_text() for row in rows.all() if row.is_visible()] == [names[0]]
    page.close()


def test_what_is_printed_is_black_on_white_whatever_the_screen_is(browser: Browser, served: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{served}/articles?theme=dark")
    page.locator("tbody th a").first.click()
    page.emulate_media(media="print")
    colours = "one => { const made = getComputedStyle(one); return [made.color, made.backgroundColor]; }"
    assert page.locator("body").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    on_screen = "rgb(29, 58, 92)"
    assert page.locator(".claim.people").first.evaluate(colours)[1] != on_screen
    assert not page.locator("nav").is_visible()
    page.emulate_media(media="screen")
    assert page.locator(".claim.people").first.evaluate(colours)[1] == on_screen
    context.close()


def test_everything_works_without_script(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(served)
    page.locator("#find").fill(NAME)
    page.locator(".find button").click()
    page.locator(".names a").first.click()
    assert page.locator("h1").inner_text() == NAME
    page.locator(".choices a").first.click()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    context.close()


def test_a_draft_is_sent_and_its_marks_lead_to_what_they_rest_on(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{served}/check")
    page.locator("#f-text").fill("2024年12月，百川智能联合创始人洪涛已经离职。")
    page.locator("form.asking button").click()
    assert page.locator(".draft mark.supported").first.is_visible()
    page.locator(".draft sup a").first.click()
    assert page.locator("li:target blockquote mark").is_visible()
    context.close()
