"""A page gives its article and what it says of itself, and nothing of what stands around."""

import re
from pathlib import Path

import pytest

from shiguan.errors import GatherError
from shiguan.gather.pages import declared_charset, read_page

PEERS = Path(__file__).parents[3] / "shared/peer/readability-zh"
PARAGRAPHS = [
    "海川物流董事长林若溪周三在内部信中宣布，首席运营官贺知远因个人原因离职，即日生效。",
    "林若溪在信中感谢贺知远五年来的付出，并表示接替人选将从内部产生，过渡期由她本人代管仓储与干线两条业务线。",
    "海川物流成立于2012年，总部设在宁波，去年营收约四十亿元，今年上半年刚刚完成对北岸冷链的收购。",
]
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html><head><title>海川物流首席运营官离职_公司频道_示例财经网</title>
<meta property="og:site_name" content="示例财经网"><meta name="PubDate" content="2023-08-02 17:20">
<link rel="canonical" href="https://example.com/a/1"></head><body>
<div class="nav"><a href="/">首页</a><a href="/gs">公司</a></div>
<h1>海川物流首席运营官离职</h1>
<div class="content">{paragraphs}</div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/b">南岭医药完成B轮融资</a></li></ul></div>
<div class="comments"><p>网友：早该走了，这家公司的仓库从来没有准时过一次，快递员都这么说。</p></div>
<div class="footer">版权所有 示例财经网</div></body></html>"""


def page(paragraphs: list[str] = PARAGRAPHS, markup: str = PAGE) -> str:
    return markup.format(paragraphs="".join(f"<p>{p}</p>" for p in paragraphs))


def test_the_text_is_the_headline_and_the_paragraphs_and_nothing_around_them() -> None:
    assert read_page(page()).text == "\n".join(["海川物流首席运营官离职", "", *PARAGRAPHS])


def test_the_page_says_who_published_it_and_when() -> None:
    listed = read_page(page()).listed
    assert listed.published_at is not None
    assert (listed.title, listed.publisher, listed.url, listed.published_at.when) == (
        "海川物流首席运营官离职",
        "示例财经网",
        "https://example.com/a/1",
        "2023-08-02",
    )


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("贺知远离任_公司_示例网", "贺知远离任"),
        ("贺知远离任 | 公司 | 示例网", "贺知远离任"),
        ("贺知远离任｜示例网", "贺知远离任"),
        ("贺知远离任：五年-半程", "贺知远离任：五年-半程"),
    ],
)
def test_the_sites_name_is_no_part_of_the_headline(title: str, headline: str) -> None:
    markup = PAGE.replace("海川物流首席运营官离职_公司频道_示例财经网", title).replace(
        "<h1>海川物流首席运营官离职</h1>", "<h1>示例财经网</h1>"
    )
    assert read_page(page(markup=markup)).listed.title == headline


def test_a_page_that_says_nothing_of_itself_still_gives_its_article() -> None:
    found = read_page(f"<html><body><div>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</div></body></html>")
    assert found.text == "\n".join(PARAGRAPHS)
    assert (found.listed.title, found.listed.publisher, found.listed.published_at) == (None, None, None)


def test_a_headline_repeated_in_the_body_is_taken_once() -> None:
    markup = PAGE.replace("<h1>海川物流首席运营官离职</h1>", "")
    found = read_page(page(["海川物流首席运营官离职", *PARAGRAPHS], markup))
    assert found.text.count("海川物流首席运营官离职") == 1


@pytest.mark.parametrize("markup", ["<html><body></body></html>", "<html><body><a href='/'>首页</a></body></html>", "<!-- -->"])
def test_a_page_without_an_article_is_refused(markup: str) -> None:
    with pytest.raises(GatherError):
        read_page(markup)


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="big5">', "big5"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=GB2312'>", "GB2312"),
        (b"<html><head>", None),
        (b"<p>charset=big5</p>", None),
    ],
)
def test_the_charset_is_what_the_head_declares(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@pytest.mark.skipif(not PEERS.is_dir(), reason="the peers' test pages are not beside this checkout")
@pytest.mark.parametrize("name", ["qq", "youth"])
def test_peers_pages_come_out_whole_and_clean(name: str) -> None:
    """Of the characters found 0.97 are expected, of those expected 0.88 found: they hold share links and a poll."""
    expected = _characters(re.sub(r"<[^>]+>", "", (PEERS / name / "expected.html").read_text(encoding="utf-8")))
    found = read_page((PEERS / name / "source.html").read_text(encoding="utf-8"))
    body = _characters(found.text.partition("\n\n")[2])
    common = sum(size for size in _common(expected, body))
    assert common / len(body) >= 0.97
    assert common / len(expected) >= 0.88
    assert found.listed.published_at is not None


def _characters(text: str) -> str:
    return "".join(text.split())


def _common(left: str, right: str) -> list[int]:
    from difflib import SequenceMatcher

    return [block.size for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()]
