"""Every page, in both languages, as a browser gets it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shiguan import Shiguan
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.messages import LANGUAGES
from shiguan.interfaces.questions import QUESTIONS, answered
from shiguan.interfaces.render import dumps
from shiguan.interfaces.web.guard import POLICY
from shiguan.interfaces.web.site import create
from tests.interfaces.web.conftest import HERE
from tests.interfaces.web.markup import Markup, assert_harmless

NAME = "零一万物"
# Address and heading, in Chinese and in English.
PAGES = {
    "/": ("今日", "Today"),
    "/?since=2020": ("今日", "Today"),
    "/tally": ("统计", "Tally"),
    "/tally?type=funding&by=year&since=2020&min_certainty=reported": ("统计", "Tally"),
    "/tally?group=没有这样的公司": ("没有找到", "Not found"),
    "/timeline": ("时间线", "Timeline"),
    f"/timeline?name={NAME}": (f"时间线 · {NAME}", f"Timeline · {NAME}"),
    "/tenure": ("任期", "Tenure"),
    f"/tenure?group={NAME}&presumed=1": ("任期", "Tenure"),
    "/tenure?group=百川智能": ("任期", "Tenure"),
    "/search": ("搜索", "Search"),
    "/search?q=字節": ("搜索 · 字節", "Search · 字節"),
    "/search?q=查无此词": ("搜索 · 查无此词", "Search · 查无此词"),
    f"/entity?name={NAME}": (NAME, NAME),
    "/entity?name=六小龙": ("大模型“六小龙”", "大模型“六小龙”"),
    "/entity?name=豆包": ("豆包", "豆包"),
    "/entity?name=冒泡鸭": ("冒泡鸭", "冒泡鸭"),
    "/entity?name=洪涛": ("洪涛", "洪涛"),
    "/entity/e-0000000000000000": ("没有找到", "Not found"),
    "/explain/c-": ("有几个可能", "This may be several"),
    "/timeline?name=x&limit=many": ("不能这样问", "This cannot be asked so"),
    "/no/such/page": ("没有找到", "Not found"),
}


def heading(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert found
    return found[1].strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_in_each_language(site: TestClient, path: str, language: str) -> None:
    answer = site.get(path, headers={"Accept-Language": f"fr;q=0.1, {language}-XX;q=0.9"})
    said = PAGES[path][LANGUAGES.index(language)]
    assert heading(answer.text) == said
    status = {"没有找到": 404, "Not found": 404, "不能这样问": 400, "This cannot be asked so": 400}.get(said, 200)
    assert answer.status_code == (300 if "c-" in path else status)
    page = assert_harmless(answer.text)
    assert page.all("html")[0]["lang"] == ("zh-Hans" if language == "zh" else "en")
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_walked_without_seeing_it(site: TestClient, path: str) -> None:
    page = Markup(site.get(path).text)
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {"header", "nav", "main", "footer"} <= {tag for tag, _ in page.elements}
    assert page.all("a")[0]["href"] == "#main"
    labelled = {a["for"] for a in page.all("label") if "for" in a}
    assert all(a.get("id") in labelled for tag in ("input", "select") for a in page.all(tag))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all("scope" in a for a in page.all("th"))
    assert all(a["href"] in (None, "#main") or a["href"][1:] in ids for a in page.all("a") if (a["href"] or "").startswith("#"))


def test_what_events_and_claims_rest_on_is_shown(site: TestClient) -> None:
    page = site.get(f"/timeline?name={NAME}").text
    events, claims = set(re.findall(r"/explain/(ev-\w+)", page)), set(re.findall(r"/explain/(c-\w+)", page))
    assert events
    assert claims
    for one, said in ((min(events), "Event"), (min(claims), "Claim")):
        shown = site.get(f"/explain/{one}", headers={"Accept-Language": "en"})
        assert heading(shown.text).startswith(said)
        assert one in assert_harmless(shown.text).text
        assert "<mark>" in shown.text


def test_every_page_of_the_navigation_stands_in_its_group_and_is_marked_when_one_is_there(site: TestClient) -> None:
    page = site.get("/flows", headers={"Accept-Language": "en"}).text
    nav = page[page.index("<nav") : page.index("</nav>")]
    groups = re.findall(r"<summary[^>]*>(.*?)</summary>", nav)
    assert groups == ["Events", "Standing", "Doubt", "Texts"]
    events, *others = nav.split("<details")[1:]
    assert re.findall(r'href="(/\w*)"', events) == ["/tally", "/timeline", "/tenure", "/flows"]
    assert 'summary aria-current="true"' in events
    assert 'href="/flows" aria-current="page"' in events
    assert not any("aria-current" in other for other in others)
    assert 'href="/" aria-current="page"' in site.get("/").text


def test_names_are_suggested_in_either_script_those_called_so_first(site: TestClient) -> None:
    for text in ("字节", "字節"):
        names = site.get("/suggest", params={"q": text}).json()
        assert names[0]["name"] == "字节跳动"
        assert {n["kind"] for n in names} <= {"person", "org", "product", "group"}
        assert all(re.fullmatch(r"e-\w+", n["id"]) for n in names)
    assert site.get("/suggest").json() == site.get("/suggest", params={"q": "查无此名"}).json() == []
    assert site.get("/suggest", params={"q": "字" * 5000}).json() == []


def test_where_nothing_is_on_record_nothing_is_suggested(tmp_path: Path) -> None:
    with TestClient(create(Desk(tmp_path / "none.db")), base_url=HERE) as client:
        assert client.get("/suggest", params={"q": "字节"}).json() == []


def test_a_names_page_draws_its_posts_and_each_bar_leads_to_what_it_rests_on(site: TestClient) -> None:
    page = site.get("/entity", params={"name": NAME}, headers={"Accept-Language": "en"}).text
    people = page[page.index('aria-labelledby="people"') : page.index("</figure>")]
    wide = people[: people.index('class="narrow"')]
    bars = re.findall(r'<a class="c-mark" href="(/explain/ev-\w+)">\s*<title>([^<]*)</title>', wide)
    assert len(bars) == 7
    assert {said.partition(",")[0] for _, said in bars} >= {"黄文灏", "马杰"}
    assert all(site.get(where).status_code == 200 for where, _ in bars)


def test_the_places_of_a_name_are_told_with_who_counts(site: TestClient) -> None:
    page = site.get("/entity", params={"name": "豆包"}, headers={"Accept-Language": "en"}).text
    places = page[page.index('aria-labelledby="places"') :]
    assert places.count('class="c-mark"') > 0
    assert 'scope="col">by whose count' in places
    assert "<blockquote" in places[: places.index("</section>")]


def test_an_entity_is_found_by_name_and_by_id(site: TestClient) -> None:
    by_name = site.get("/entity", params={"name": NAME})
    assert re.fullmatch(r"/entity/e-\w+", by_name.url.path)
    by_id = site.get(f"/explain/{by_name.url.path.rpartition('/')[2]}")
    assert by_id.url.path == by_name.url.path
    assert by_id.text == by_name.text


@pytest.mark.parametrize(
    ("path", "question", "given"),
    [
        ("/tally?type=离职&by=year&limit=3", "tally", {"type": "离职", "by": "year", "limit": 3}),
        (f"/timeline?name={NAME}&since=2024", "timeline", {"name": NAME, "since": "2024", "limit": 100}),
        ("/tenure?presumed=yes&since=2024", "tenure", {"presumed": True, "since": "2024"}),
        ("/search?q=字节&limit=4", "search", {"text": "字节", "limit": 4}),
        ("/?since=2020", "changes", {"since": "2020"}),
        (f"/entity/{NAME}?as_of=2025-01-01", "dossier", {"name": NAME, "as_of": "2025-01-01"}),
    ],
)
def test_a_page_downloads_as_the_answer_that_every_door_gives(
    site: TestClient, web_record: Path, path: str, question: str, given: dict[str, object]
) -> None:
    got = site.get(f"{path}&format=json" if "?" in path else f"{path}?format=json")
    with Shiguan(web_record, reader="rules") as shiguan:
        assert got.text == dumps(answered(shiguan, QUESTIONS[question], given)) + "\n"
    assert got.headers["content-type"] == "application/json"
    assert json.loads(got.text)


def test_a_download_in_no_known_form_is_refused(site: TestClient) -> None:
    assert site.get("/tally?format=doc").status_code == 400


def test_the_answer_as_of_another_time_is_nobody_elses(site: TestClient) -> None:
    now = site.get("/tally").text
    assert site.get("/tally?as_of=1990-01-01").text != now
    assert site.get("/tally").text == now


def test_a_tally_says_what_it_left_out(site: TestClient) -> None:
    page = site.get("/tally?type=departure", headers={"Accept-Language": "en"}).text
    assert "Not counted, and why" in page
    assert "told again: the event is counted already" in page


def test_the_language_and_the_colours_chosen_are_kept(site: TestClient) -> None:
    assert '<html lang="en"' in site.get("/tally?lang=en").text
    assert '<html lang="en"' in site.get("/tally", headers={"Accept-Language": "zh"}).text
    assert 'data-theme="dark"' in site.get("/tally?theme=dark").text
    assert 'data-theme="dark"' in site.get("/tally").text
    assert "data-theme" not in site.get("/tally?theme=blue", headers={"Cookie": "theme=x"}).text


def test_a_link_to_the_other_language_keeps_what_was_asked(site: TestClient) -> None:
    page = Markup(site.get("/tally?type=funding&since=2020&lang=zh").text)
    assert "/tally?type=funding&since=2020&lang=en" in [a["href"] for a in page.all("a")]


def test_today_tells_what_is_new_since_the_last_visit(site: TestClient) -> None:
    first = site.get("/", headers={"Accept-Language": "en"})
    assert "Since the newest reading" in first.text
    kept = site.cookies["seen"]
    again = site.get("/", headers={"Accept-Language": "en"})
    assert "Since the newest reading" in again.text  # the same visit goes on
    site.cookies.clear()
    site.cookies.set("seen", '"~2020-01-01T00:00:00+00:00"')
    later = site.get("/", headers={"Accept-Language": "en"})
    assert "Since your last visit (2020-01-01" in later.text
    assert "~" in kept


@pytest.mark.parametrize("kept", ["x", "~", "2999-01-01T00:00:00+00:00~2999-01-01T00:00:00+00:00", "~2020-01-01", "%00"])
def test_a_spoilt_memory_is_no_memory(site: TestClient, kept: str) -> None:
    assert "最近一次读入以来" in site.get("/", headers={"Cookie": f"seen={kept}", "Accept-Language": "zh"}).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_record_today_says_what_to_do(tmp_path: Path, language: str) -> None:
    with TestClient(create(Desk(tmp_path / "none.db")), base_url=HERE) as client:
        answer = client.get("/", params={"lang": language})
        assert answer.status_code == 200
        assert "shiguan read" in assert_harmless(answer.text).text
        assert client.get("/tally").status_code == 404
    assert list(tmp_path.iterdir()) == []
