"""Articles, rumours, contradictions, forecasts, outlets, drafts and figures, in both languages, as a browser gets them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from shiguan import Shiguan
from shiguan.interfaces.messages import LANGUAGES
from shiguan.interfaces.questions import QUESTIONS, answered
from shiguan.interfaces.render import dumps
from tests.interfaces.web.markup import Markup, assert_harmless

# Address, and what its heading says in Chinese and in English.
PAGES = {
    "/articles": ("在册文章（28 篇）", "On record: 28 articles"),
    "/rumours": ("传闻", "Rumours"),
    "/rumours?fate=denied": ("传闻", "Rumours"),
    "/conflicts": ("矛盾", "Contradictions"),
    "/conflicts?kind=title": ("矛盾", "Contradictions"),
    "/forecasts": ("预测", "Forecasts"),
    "/forecasts?mark=failed": ("预测", "Forecasts"),
    "/outlets": ("媒体", "Sources"),
    "/check": ("核稿", "Check"),
    "/review": ("审核", "Review"),
    "/review?tab=said": ("审核", "Review"),
    "/flows": ("去向", "Flows"),
    "/flows?by=kind": ("去向", "Flows"),
    "/flows?by=person": ("去向", "Flows"),
    "/league": ("榜单", "League"),
    "/league?measure=月活": ("榜单", "League"),
    "/money": ("资金", "Money"),
    "/money?name=零一万物": ("资金 · 零一万物", "Money · 零一万物"),
    "/compare": ("对照", "Compare"),
    "/compare?names=百川智能,MiniMax": ("对照", "Compare"),
}
MISSING = (
    "/article/d-0000000000000000",
    "/article/..%2F..%2Fetc%2Fpasswd",
    "/rumours?name=查无此人",
    "/conflicts?name=查无此人",
    "/forecasts?name=查无此人",
    "/outlets?name=查无此报",
    "/flows?group=查无此群",
    "/league?measure=查无此数",
    "/money?name=查无此人",
    "/compare?names=查无此人,MiniMax",
)
ASKED: dict[str, dict[str, Any]] = {
    "rumours": {"fate": "denied"},
    "conflicts": {"kind": "title"},
    "forecasts": {"mark": "open"},
    "outlets": {"since": "2025"},
    "flows": {"by": "kind"},
    "league": {"measure": "月活"},
    "money": {"name": "Noisee"},
    "compare": {"names": ["百川智能", "MiniMax"]},
}


def document(site: TestClient, file: str) -> str:
    found = [one["document"] for one in site.get("/articles", params={"format": "json"}).json() if one["file"] == file]
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_in_each_language(site: TestClient, path: str, language: str) -> None:
    answer = site.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert re.search(rf"<h1>{re.escape(PAGES[path][LANGUAGES.index(language)])}\s*</h1>", answer.text)
    assert_harmless(answer.text)


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_on_record_is_not_found(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404


@pytest.mark.parametrize("name", ASKED)
def test_a_page_gives_the_same_answer_as_every_door(site: TestClient, web_record: Path, name: str) -> None:
    with Shiguan(web_record, reader="rules") as shiguan:
        expected = dumps(answered(shiguan, QUESTIONS[name], ASKED[name])) + "\n"
    assert site.get(f"/{name}", params={**ASKED[name], "format": "json"}).text == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_is_a_page_that_leads_to_each_of_its_claims(site: TestClient, language: str) -> None:
    for one in site.get("/articles", params={"format": "json"}).json():
        path = f"/article/{one['document']}"
        answer = site.get(path, params={"lang": language})
        assert answer.status_code == 200
        found = assert_harmless(answer.text)
        led = {(link.get("href") or "").removeprefix("/explain/") for link in found.all("a")}
        whole = site.get(path, params={"format": "json"}).json()
        assert len(whole["claims"]) == one["claims"]
        assert len([address for address in led if address.startswith("c-")]) == one["claims"]
        assert (len(found.all("del")) > 0) == (len(whole["repairs"]) > 0)


def test_an_article_is_read_beside_what_was_received_word_for_word(site: TestClient, web_record: Path) -> None:
    found = document(site, "11_spliced_misaligned.txt")
    with Shiguan(web_record, reader="rules") as shiguan:
        whole = shiguan.documents({found})[found]
    page = site.get(f"/article/{found}").text
    received = page[page.index('<div class="text received"') : page.index("</section>", page.index('<div class="text received"'))]
    assert Markup(received).text.strip() == whole.article.received.strip()
    read = page[page.index('id="read"') : page.index('id="claims"')]
    read = re.sub(r"<sup>.*?</sup>", "", read)
    for region in whole.regions:
        assert region.span.of(whole.text).strip() in Markup(read).text


def test_claims_that_overlap_each_have_a_link_and_a_number(site: TestClient) -> None:
    found = document(site, "25_ranking.txt")
    numbers = re.findall(r'<sup><a class="number [^>]*>(\d+)</a></sup>', site.get(f"/article/{found}").text)
    assert [int(number) for number in numbers] == list(range(1, 15))


def test_what_makes_no_claim_is_dimmed(site: TestClient) -> None:
    page = site.get(f"/article/{document(site, '18_captions.txt')}").text
    assert 'class="region caption dim"' in page
    assert 'class="region body"' in page


def test_a_rumour_has_its_steps_its_age_and_who_carried_it(site: TestClient) -> None:
    page = site.get("/rumours", params={"name": "秦禹嘉", "lang": "en"}).text
    assert 'class="fate borne_out"' in page
    assert page.count('<li class="step ') == 3
    assert "1 outlet" in page
    assert re.search(r"\d+ days", site.get("/rumours", params={"fate": "open", "lang": "en"}).text)


def test_a_contradiction_has_both_sides(site: TestClient) -> None:
    page = site.get("/conflicts", params={"name": "张前川", "kind": "extent"}).text
    assert page.count("<blockquote") == 2
    assert 'class="conflict tension"' in page


def test_an_outlet_is_shown_with_whom_it_copies(site: TestClient) -> None:
    page = Markup(site.get("/outlets", params={"name": "示例新闻网"}).text).text
    assert "5: 示例财经 5" in page


DRAFT = "2024年12月，百川智能联合创始人洪涛已经离职。<script>alert(1)</script>段楠加入阿里云\u202e，融资3亿美元。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_marked_with_verdicts_and_not_recorded(site: TestClient, language: str) -> None:
    before = site.get("/articles", params={"format": "json"}).text
    answer = site.post("/check", params={"lang": language}, data={"text": DRAFT})
    assert answer.status_code == 200
    found = assert_harmless(answer.text)
    verdicts = {mark.get("class") for mark in found.all("mark")}
    assert {"verdict supported", "verdict unsupported"} <= verdicts
    assert "<script>alert(1)</script>" in found.text
    assert "\u202e" not in answer.text
    assert site.get("/articles", params={"format": "json"}).text == before


def test_a_draft_is_checked_as_of_its_day(site: TestClient) -> None:
    sent = {"text": "本月，百川智能联合创始人洪涛离职。", "at": "2024-12-20"}
    asked = site.post("/check", params={"format": "json"}, data=sent).json()
    assert {"text": "洪涛", "verdict": "supported"}.items() <= next(m for m in asked["marks"] if m["text"] == "洪涛").items()
    assert site.post("/check", data={**sent, "at": "someday"}).status_code == 400


def test_a_draft_that_is_empty_or_too_long_is_not_checked(site: TestClient) -> None:
    assert "<mark" not in site.post("/check", data={"text": " \n "}).text
    assert site.post("/check", data={"text": "字" * 50_001}).status_code == 400


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_no_other_site_can_send_a_draft(site: TestClient, headers: dict[str, str]) -> None:
    assert site.post("/check", data={"text": DRAFT}, headers=headers).status_code == 403


def test_more_is_shown_where_it_is_asked_for(site: TestClient) -> None:
    assert site.get("/rumours", params={"shown": "2"}).text.count('class="fate ') < site.get("/rumours").text.count('class="fate ')
    assert 'href="/rumours?shown=52"' in site.get("/rumours", params={"shown": "2"}).text
    assert site.get("/rumours", params={"shown": "many"}).status_code == 400
