"""What stands in articles is data in every page: never markup, never a place to go, never a turn of the writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shiguan import Shiguan
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.web.site import create
from shiguan.interfaces.web.templating import harmless, web_address
from shiguan.records.evidence import MentionKind
from tests.interfaces.web.conftest import HERE
from tests.interfaces.web.markup import assert_harmless

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style><svg onload=alert(1)>",
    "<iframe srcdoc='<p>'></iframe>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "\u202e倒着\u2066写\u200f",
    "\x1b[31m红\x07",
)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A site on articles that hold each of these in title, name and sentence."""
    folder = tmp_path_factory.mktemp("hostile")
    for n, text in enumerate(HOSTILE):
        lines = [
            f"{text}：星河汽车高管离职",
            f"来源：{text}报 2031年3月{n + 1}日",
            "",
            f"星河汽车首席财务官王远于2031年2月{n + 1}日离职，加入{text}科技公司，他说“{text}”。",
            f"据传{text}张三将离开星河汽车，公司对{text}予以否认。",
            f"星河汽车完成{n + 2}亿元B轮融资，投资方为{text}资本。",
        ]
        (folder / f"{n:02}_a&b.txt").write_text("\n".join(lines), encoding="utf-8")
    record = folder / "hostile.db"
    with Shiguan(record, reader="rules") as shiguan:
        assert shiguan.read([folder]).failures == ()
    with TestClient(create(Desk(record, reader="rules")), base_url=HERE) as client:
        said_by_hostile_people(record, client)
        yield client


def said_by_hostile_people(record: Path, client: TestClient) -> None:
    """Each of the texts as somebody's note on two names and on a claim, and as their name where it can be one."""
    with Shiguan(record, reader="rules") as shiguan:
        view = shiguan.view()
        people = sorted(m.id for m in view.record.mentions() if m.kind is MentionKind.PERSON)
        claims = sorted(told.claim.id for told in shiguan.claims() if told.claim.event_type == "funding")
    found = re.search(r'name="shiguan_mark" value="([^"]+)"', client.get("/review").text)
    assert found
    assert len(people) == len(claims) == len(HOSTILE)
    named = 0
    for n, text in enumerate(HOSTILE):
        sent = {"shiguan_mark": found[1], "by": text, "note": text, "left": people[n - 1], "right": people[n], "claim": claims[n]}
        named += client.post("/review/name", data=sent).status_code == 200
        assert client.post("/review/judge", data=sent | {"verdict": "different"}).status_code == 200
        assert client.post("/review/correct", data=sent | {"action": ("retract", "restore")[n % 2]}).status_code == 200
    assert named == len(HOSTILE) - 2  # what turns the writing or cannot be seen is no name


def pages(client: TestClient) -> Iterator[str]:
    """Every page, and those that they lead to."""
    first = ["/?since=2000", "/tally", "/tally?type=funding", "/tally?by=person", "/tally?by=destination"]
    first += ["/timeline?name=星河汽车", "/entity?name=星河汽车", "/search?q=星河汽车&limit=100", "/search?q=alert"]
    first += ["/tenure", "/tenure?presumed=1", "/articles", "/rumours", "/conflicts", "/forecasts", "/outlets", "/flows"]
    first += ["/review", "/review?tab=said", "/league", "/money?name=星河汽车"]
    led: set[str] = set()
    for path in first:
        page = client.get(path).text
        led |= set(re.findall(r'href="(/(?:explain|entity|article)/[^"#?]+)"', page))
        yield page
    assert len(led) > 10
    for path in sorted(led):
        yield client.get(path).text


def test_nothing_in_an_article_becomes_markup(hostile: TestClient) -> None:
    seen = ""
    for page in pages(hostile):
        found = assert_harmless(page)
        assert not STEERING.search(page)
        seen += found.text
    said = assert_harmless(hostile.get("/review?tab=said").text).text
    for text in HOSTILE:
        assert str(harmless(text)).split("\n")[0] in seen
        assert str(harmless(text)) in said


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_asked_is_no_markup_either(hostile: TestClient, text: str) -> None:
    for path, name in (
        ("/search", "q"),
        ("/timeline", "name"),
        ("/entity", "name"),
        ("/tally", "type"),
        ("/tally", "group"),
        ("/", "since"),
        ("/rumours", "name"),
        ("/rumours", "fate"),
        ("/conflicts", "kind"),
        ("/forecasts", "mark"),
        ("/outlets", "name"),
        ("/flows", "by"),
        ("/tenure", "group"),
        ("/league", "measure"),
        ("/money", "name"),
        ("/compare", "names"),
        ("/review", "page"),
        ("/review", "done"),
        ("/review", "preview"),
    ):
        page = hostile.get(path, params={name: text})
        assert page.status_code in (200, 300, 400, 404)
        assert_harmless(page.text)
        assert not STEERING.search(page.text)


def test_names_are_suggested_without_what_steers(hostile: TestClient) -> None:
    seen = 0
    for text in ("公司", "alert", "写", "科技", "资本", "<script", "\u202e"):
        answer = hostile.get("/suggest", params={"q": text})
        assert answer.headers["content-type"] == "application/json"
        assert not STEERING.search(answer.text.rstrip("\n"))
        assert all(set(one) == {"id", "name", "kind"} and not STEERING.search(one["name"]) for one in answer.json())
        seen += len(answer.json())
    assert seen >= 5


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http:///x", "http://[", "", None]
)
def test_only_what_leads_to_a_page_is_an_address(address: str | None) -> None:
    assert web_address(address) is None


def test_an_address_is_an_address() -> None:
    assert web_address("https://example.org/a?b=1") == "https://example.org/a?b=1"
