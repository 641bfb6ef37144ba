"""A real browser walks the pages: nothing on the console, nothing asked of other machines, nothing wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAME = "零一万物"
WALK: tuple[str, ...] = ("/", "/?since=2020", "/tally", "/timeline", f"/timeline?name={NAME}", "/search", "/search?q=字节")
WALK += (f"/entity?name={NAME}", "/entity?name=洪涛", "/entity?name=豆包", "/entity?name=六小龙", "/tenure", "/tenure?presumed=1")
WALK += (
    "/articles",
    "/rumours",
    "/conflicts",
    "/forecasts",
    "/outlets",
    "/check",
    "/review",
    "/review?tab=said",
    "/flows",
    "/league",
    "/league?measure=月活",
)
WALK += ("/money?name=零一万物", "/compare?names=百川智能,MiniMax")


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
    page.locator("nav summary").first.click()
    page.locator('nav a[href="/tenure"]').click()
    assert page.locator("h1").inner_text() == "任期"
    context.close()


def test_a_name_is_suggested_while_it_is_typed_and_chosen_by_keys(browser: Browser, served: str) -> None:
    page = browser.new_page(locale="en-GB")
    page.goto(served)
    box, options = page.locator("#find"), page.locator("#suggestions [role=option]")
    assert box.get_attribute("role") == "combobox"
    box.press_sequentially("万物")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    box.press("ArrowUp")
    assert page.locator("#suggestions [aria-selected=true]").count() == 0
    box.press("Escape")
    options.first.wait_for(state="detached")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "万物"
    box.press("ArrowDown")
    options.first.wait_for()
    named = options.first.evaluate("one => one.firstChild.data")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/entity/e-*")
    assert page.locator("h1").inner_text() == named == NAME
    page.locator("#find").fill("万物")
    page.locator("#find").press("Enter")  # nothing is chosen: it is searched for
    page.wait_for_url("**/search?q=*")
    page.close()


def test_a_hostile_name_is_suggested_as_the_text_it_is(browser: Browser, served: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    name = "<img src=x onerror=alert(1)>"
    page.route("**/suggest?*", lambda route: route.fulfill(json=[{"id": "javascript:alert(1)//../x", "name": name, "kind": name}]))
    page.goto(served)
    page.locator("#find").press_sequentially("图")
    option = page.locator("#suggestions [role=option]")
    option.wait_for()
    assert option.evaluate("one => [one.firstChild.data, one.querySelectorAll('*').length]") == [name, 1]
    option.click()
    page.wait_for_url("**/entity/**")
    assert page.url == f"{served}/entity/javascript%3Aalert(1)%2F%2F..%2Fx"
    assert said == []
    page.close()


def test_the_menus_open_one_at_a_time_and_close_by_key(browser: Browser, served: str) -> None:
    page = browser.new_page(locale="en-GB", viewport={"width": 360, "height": 800})
    page.goto(f"{served}/tally")
    first, second = page.locator("nav summary").nth(0), page.locator("nav summary").nth(1)
    first.focus()
    page.keyboard.press("Enter")
    assert page.locator("nav a[aria-current=page]").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    second.click()
    assert page.locator("nav details[open]").count() == 1
    assert page.get_by_role("link", name="League").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("nav details[open]").count() == 0
    assert second.evaluate("one => one === document.activeElement")
    page.close()


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


def test_a_pair_is_judged_and_undone_by_keyboard_without_script(browser: Browser, judged: str) -> None:
    from playwright.sync_api import expect

    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{judged}/review")
    waiting = page.locator("article.pair").count()
    page.locator("article.pair textarea").first.focus()
    page.keyboard.type("seen")
    page.keyboard.press("Enter")  # a line of the note: it sends nothing
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("[role=status]").inner_text().startswith("On record")
    expect(page.locator("article.pair")).to_have_count(waiting - 1)
    page.reload()
    page.locator("[role=status] button").press("Enter")
    expect(page.locator("article.pair")).to_have_count(waiting)  # once the page is there
    page.locator("ul.keys a").last.press("Enter")
    expect(page.locator("tr.gone")).to_have_count(1)
    context.close()
