"""Takes the pictures of the pages that docs/ has: ``python -m tests.interfaces.web.pictures RECORD FOLDER``, as make pictures does.

The record is served as a user serves it. Nothing in a picture tells when it was taken: what is open is asked as of one day.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.interfaces.web.browsing import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTH, HEIGHT = 1200, 800
LANGUAGES = {"en": "en-GB", "zh-CN": "zh-CN"}
DAY = "2025-06-30"
DRAFT = (
    "百川智能联合创始人洪涛2024年12月离职，商业合伙人邓江2025年4月离职。\n"
    "零一万物算法副总裁黄文灏离职，加入字节跳动。阿里已收购零一万物。\n"
    "李开复已离开零一万物。"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: where it is, what is done there first, and what its picture begins with (empty: the top)."""

    path: str
    done: Callable[[Page], None] | None = None
    at: str = ""


def _company(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false; })")


def _article(page: Page) -> None:
    page.locator("tr", has_text="11_spliced_misaligned.txt").locator("th a").click()


def _draft(page: Page) -> None:
    page.locator("#f-text").fill(DRAFT)
    page.locator("form.asking button").click()


PICTURES = {
    "today": Picture(f"/?since=2020&as_of={DAY}"),
    "company": Picture(f"/entity/百川智能?as_of={DAY}", _company),
    "article": Picture("/articles", _article, at="h1"),
    "flows": Picture("/flows", at="main h2"),
    "rumours": Picture(f"/rumours?as_of={DAY}", at="main h2"),
    "check": Picture("/check", _draft),
}


def file_name(name: str, language: str) -> str:
    """What the picture of a page is called."""
    return f"{name}.png" if language == "en" else f"{name}.{language}.png"


def take(record: Path, folder: Path) -> None:
    """Take all of them. ImportError where playwright is missing, FileNotFoundError where chromium is."""
    with browsing() as browser, _served(record) as address:
        for language, locale in LANGUAGES.items():
            window = browser.new_context(locale=locale, viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            page = window.new_page()
            for name, picture in PICTURES.items():
                page.goto(address + picture.path)
                if picture.done:
                    picture.done(page)
                if picture.at:
                    page.locator(picture.at).first.evaluate("one => one.scrollIntoView({behavior: 'instant'})")
                _shoot(page, folder / file_name(name, language))
            window.close()


def _shoot(page: Page, path: Path) -> None:
    """Write the picture; once more where a busy machine's browser says that it could not."""
    from playwright.sync_api import Error

    try:
        page.screenshot(path=path)
    except Error:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=path)


@contextmanager
def _served(record: Path) -> Iterator[str]:
    """The address of the record's site, until it is left."""
    command = [sys.executable, "-m", "shiguan", "serve", "--port", "0", "--record", str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "TZ": "UTC"}) as served:
        try:
            said = served.stdout.readline() if served.stdout else ""
            at = re.search(r"http://[^/ ]+", said)
            if at is None:
                raise RuntimeError("the record is not served")
            yield at[0]
        finally:
            served.send_signal(signal.SIGINT)


if __name__ == "__main__":
    try:
        take(Path(sys.argv[1]), Path(sys.argv[2]))
    except (ImportError, FileNotFoundError) as error:
        sys.exit(f"no pictures of the pages: {error}")
