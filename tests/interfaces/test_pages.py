"""Sheets as Markdown and HTML: every line cites its sentence, and what stands in an article is never markup."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import dossier as shown
from shiguan.interfaces.show import pages, sheet
from shiguan.query.dossier import dossier
from shiguan.vocabulary import load_vocabulary
from tests.interfaces.command import Command
from tests.query.build import viewed
from tests.resolve.build import Line, left, paper

MESSAGES = {language: Messages(language, load_vocabulary().events) for language in ("zh", "en")}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><svg onload=alert(1)>",
    "&lt;b&gt;",
    "[点我](javascript:alert(1))",
    "`*_#|~^\\",
    "甲\x1b[31m一",
    "甲\u202e一",
    "javascript:alert(1)",
    "https://example.org/x?a=1&b=2 www.example.org a@example.org",
)
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "dl", "dt", "dd", "ul", "ol", "li"),
    *("span", "p", "sup", "a", "q", "mark", "code", "footer"),
}


class Elements(HTMLParser):
    """Every element and attribute of a page, and what is left open."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def made(name: str, said: str = "", language: str = "zh") -> sheet.Sheet:
    lines = [
        left(name, "云杉医药", "2030-08", said=said),
        Line("product_release", {"org": "云杉医药", "product": "青霉"}, {}, "2030"),
    ]
    with viewed(paper(lines)) as view:
        answer = dossier(view, "云杉医药", date(2031, 3, 1))
        return shown.dossier(MESSAGES[language], answer, view.record.whole_documents(None))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_in_an_article_becomes_markup_in_html(text: str, language: str) -> None:
    page = pages.html(MESSAGES[language], made(text, said=f"{text}：", language=language))
    found = Elements(page)
    assert found.open == []
    assert {tag for tag, _ in found.seen} <= ALLOWED
    for tag, attributes in found.seen:
        assert not any(name.startswith("on") or name in ("src", "style") for name in attributes)
        assert tag != "a" or re.fullmatch(r"#n\d+", attributes["href"] or "")
    assert sheet.clean(text) in found.text
    assert "\x1b" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_an_article_becomes_markup_in_markdown(text: str) -> None:
    page = pages.markdown(MESSAGES["zh"], made(text, said=f"{text}："))
    assert "<" not in page
    assert not re.search(r"(?<!\\)\]\(", page)
    assert not re.search(r"(?<!\\)://|www\.\w|(?<!\\)@", page)
    assert "\x1b" not in page


def test_html_loads_nothing_and_says_so() -> None:
    page = pages.html(MESSAGES["zh"], made("甲一"))
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|@import|url\(|https?:", page)
    assert '<html lang="zh-Hans">' in page
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_every_line_cites_notes_that_are_there() -> None:
    one = made("甲一")
    page = pages.html(MESSAGES["zh"], one)
    cited, notes = set(re.findall(r'href="#(n\d+)"', page)), set(re.findall(r'<li id="(n\d+)"', page))
    assert cited == notes != set()
    for section in one.shown:
        for line in section.lines:
            assert line.cites
            assert all(cite.claim for cite in line.cites)
            assert all("a.txt" in cite.source and "测试报" in cite.source and "2031-02-03" in cite.source for cite in line.cites)
    for cite in (c for s in one.shown for line in s.lines for c in line.cites):
        assert (cite.claim or "") in page


def test_markdown_footnotes_are_there() -> None:
    page = pages.markdown(MESSAGES["en"], made("甲一"))
    assert set(re.findall(r"\[\^(\d+)\](?!:)", page)) == set(re.findall(r"^\[\^(\d+)\]:", page, re.MULTILINE)) != set()


def test_one_sentence_is_one_note() -> None:
    with viewed(paper([left("甲一", "云杉医药", "2030-08")])) as view:
        answer = dossier(view, "云杉医药", date(2031, 3, 1))
        one = shown.dossier(MESSAGES["zh"], answer, view.record.whole_documents(None))
    doubled = sheet.Sheet(one.title, one.facts, (*one.sections, *one.sections))
    assert len(sheet.Notes(doubled).notes) == 1


@pytest.mark.parametrize(("name", "begins"), [("d.html", "<!DOCTYPE html>"), ("d.md", "# "), ("d.txt", "# ")])
def test_a_dossier_is_written_to_a_file(name: str, begins: str, demo_record: Path, tmp_path: Path, run: Command) -> None:
    ran = run("dossier", "零一万物", "--record", demo_record, "--out", tmp_path / name)
    assert (ran.status, ran.error) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
