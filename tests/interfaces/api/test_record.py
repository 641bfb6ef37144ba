"""Articles and claims by themselves: lists in parts, articles read in, drafts checked."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from shiguan import Shiguan
from shiguan.interfaces import render
from shiguan.interfaces.desk import Desk
from tests.interfaces.command import Command

TEXT = "云帆汽车首席财务官周启明已于2025年5月离职，公司尚未公布继任者。\n"
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


def parts(client: TestClient, address: str, **given: Any) -> Iterator[list[dict[str, Any]]]:
    following: str | None = None
    while True:
        body = client.get(address, params={**given, **({"cursor": following} if following else {})}).json()
        yield body["items"]
        following = body["next"]
        if following is None:
            return


def test_all_articles_come_once_in_parts_also_while_new_ones_come_in(writing: TestClient) -> None:
    before = {item["article"] for page in parts(writing, "articles", limit=1000) for item in page}
    seen: list[str] = []
    new: set[str] = set()
    for number, page in enumerate(parts(writing, "articles", limit=5)):
        assert len(page) <= 5
        seen += [item["article"] for item in page]
        if number < 3:
            done = writing.post("articles", content=f"第{number}篇。{TEXT}", headers=PLAIN)
            new.add(done.json()["article"]["article"])
    assert len(new) == 3
    assert len(seen) == len(set(seen))
    assert set(seen) == before | new


def test_all_claims_come_once_in_parts(asked: TestClient, examples: Path) -> None:
    with Shiguan(examples) as shiguan:
        exported = {told.claim.id: line for told, line in zip(_ordered(shiguan), render.claim_lines(shiguan.view()), strict=True)}
    found = [item for page in parts(asked, "claims", limit=20) for item in page]
    assert len(found) == len(exported) > 100
    assert {item["id"]: {k: v for k, v in item.items() if k != "id"} for item in found} == json.loads(json.dumps(exported))


def _ordered(shiguan: Shiguan) -> list[Any]:
    return sorted(shiguan.claims(), key=lambda t: (t.file, t.start, t.end, t.claim.id))


def test_claims_are_asked_by_type_and_by_name(asked: TestClient) -> None:
    every = asked.get("claims", params={"limit": 1000}).json()["items"]
    left = asked.get("claims", params={"limit": 1000, "type": "离职"}).json()["items"]
    assert left == [item for item in every if item["type"] == "departure"]
    named = asked.get("claims", params={"limit": 1000, "type": "departure", "name": "百川智能"}).json()["items"]
    assert 0 < len(named) < len(left)
    assert all("百川" in json.dumps(item["roles"], ensure_ascii=False) or item["event"] for item in named)
    (entity,) = {
        e for item in named for e in [item["entities"].get("org")] if isinstance(e, str) and item["roles"]["org"] == "百川智能"
    }
    assert {i["id"] for i in left if entity in json.dumps(i["entities"])} <= {i["id"] for i in named}


def test_claims_come_as_lines(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shiguan.interfaces.api.record._BATCH", 7)
    found = asked.get("claims", headers={"Accept": "application/x-ndjson"}, params={"limit": 1})
    assert found.headers["content-type"].startswith("application/x-ndjson")
    lines = [json.loads(line) for line in found.text.split("\n") if line]
    assert lines == asked.get("claims", params={"limit": 1000}).json()["items"]


def test_what_is_asked_wrong_of_a_stream_is_a_problem(asked: TestClient) -> None:
    found = asked.get("claims", headers={"Accept": "application/x-ndjson"}, params={"name": "没有这个人"})
    assert (found.status_code, found.headers["content-type"]) == (404, "application/problem+json")


def test_an_article_is_shown_as_received_and_as_read(asked: TestClient) -> None:
    by_name = asked.get("articles/11_spliced_misaligned.txt").json()
    assert by_name["repairs"]
    for repair in by_name["repairs"]:
        assert by_name["received"][repair["start"] : repair["end"]] == repair["before"]
    assert by_name["claims"]
    for claim in by_name["claims"]:
        assert by_name["received"][claim["start"] : claim["end"]] == claim["quote"]
    assert by_name["received"] != by_name["read"]
    for identity in (by_name["article"]["article"], by_name["article"]["document"], by_name["article"]["document"][:8]):
        assert asked.get(f"articles/{identity}").json() == by_name


def test_a_file_that_is_on_no_record_is_not_shown(asked: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("私信", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("private.txt", "./private.txt", "%2e%2fprivate.txt", "..%2f..%2fetc%2fpasswd"):
        found = asked.get(f"articles/{name}")
        assert found.status_code == 404
        assert "私信" not in found.text


SENT: list[dict[str, Any]] = [
    {"content": TEXT, "headers": PLAIN},
    {"content": f"<html><body><article><p>{TEXT}{TEXT}</p></article></body></html>", "headers": {"Content-Type": "text/html"}},
    {"json": {"text": TEXT}},
    {"json": {"html": f"<html><body><article><p>{TEXT}{TEXT}</p></article></body></html>"}},
    {"files": {"file": ("a.txt", TEXT.encode("gb18030"), "text/plain")}},
    {"files": {"file": ("", TEXT.encode(), "text/plain")}},
]


@pytest.mark.parametrize("sent", SENT, ids=["text", "page", "json", "json page", "file in gb18030", "file without a name"])
def test_what_is_sent_is_read_once(sent: dict[str, Any], writing: TestClient) -> None:
    first = writing.post("articles", **sent)
    body = first.json()
    assert (first.status_code, body["known"]) == (201, False)
    assert body["claims"][0]["type"] == "departure"
    shown = writing.get(first.headers["location"].removeprefix("/api/v1/")).json()
    assert shown["claims"] == body["claims"]
    again = writing.post("articles", **sent)
    assert (again.status_code, again.json()) == (200, {**body, "known": True})


def test_what_is_said_of_an_article_is_kept_with_it(writing: TestClient) -> None:
    said = {"title": "人事\u2028“变动”", "publisher": "示例财经", "published": "2025年6月1日", "url": "https://example.org/a?b=1"}
    ways: list[dict[str, Any]] = [
        {"json": {"text": f"一。{TEXT}", **said}},
        {"content": f"二。{TEXT}", "headers": PLAIN, "params": said},
        {"files": {"file": ("三.txt", f"三。{TEXT}".encode())}, "data": said},
    ]
    for sent in ways:
        found = writing.post("articles", **sent).json()["article"]
        assert [found[name] for name in said] == [said["title"], "示例财经", "2025-06-01", said["url"]]


@pytest.mark.parametrize(
    ("sent", "status", "detail"),
    [
        ({"content": "x", "headers": {"Content-Type": "image/png"}}, 415, "send one of text/plain"),
        ({"content": "x"}, 415, "send one of text/plain"),
        ({"content": "", "headers": PLAIN}, 422, "the file is empty"),
        ({"content": b"\x00\x01\x02\xff" * 50, "headers": PLAIN}, 422, "this is no text"),
        ({"content": "{", "headers": {"Content-Type": "application/json"}}, 400, "this is not JSON"),
        ({"content": "[" * 100_000, "headers": {"Content-Type": "application/json"}}, 400, "this is not JSON"),
        ({"json": [TEXT]}, 422, "body: "),
        ({"json": {}}, 422, "body: give text, or html"),
        ({"json": {"text": TEXT, "html": TEXT}}, 422, "body: give text, or html"),
        ({"json": {"text": TEXT, "colour": "red"}}, 422, "colour: there is no such parameter"),
        ({"json": {"text": TEXT, "published": "whenever"}}, 422, "not a date: 'whenever'"),
        ({"json": {"text": TEXT, "url": "javascript:alert(1)"}}, 422, "url: it has not the form"),
        ({"json": {"text": TEXT, "title": "a\nb"}}, 422, "title: it has not the form"),
        ({"content": r'{"text": "\ud800"}', "headers": {"Content-Type": "application/json"}}, 422, "text: this text holds half"),
        ({"content": "x" * 50_001, "headers": PLAIN}, 413, "a text of more than 50000 characters"),
        ({"content": b"x" * 5_000_001, "headers": PLAIN}, 413, "more than 5000000 bytes"),
        ({"content": iter([b"x" * 3_000_000] * 2), "headers": PLAIN}, 413, "more than 5000000 bytes"),
        ({"files": {"file": ("a.exe", b"x")}}, 422, "not a kind of file that is read"),
        ({"files": {"other": ("a.txt", b"x")}}, 422, "the form has no part called file"),
        ({"files": {"file": ("a.txt", b"x")}, "data": {"html": "x"}}, 422, "the form may have the parts file, title"),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "this is no form"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_leaves_nothing(
    sent: dict[str, Any], status: int, detail: str, writing: TestClient
) -> None:
    before = writing.get("articles").headers["etag"]
    found = writing.post("articles", **sent)
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert found.json()["detail"].startswith(detail)
    assert "/tmp" not in found.text
    assert writing.get("articles").headers["etag"] == before


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/evil.txt", "evil.txt"),
        ("..\\..\\evil.html", "evil.html"),
        ("/etc/.txt", None),
        ("a\u202etxt.md", "atxt.md"),
        ("<script>.txt", "<script>.txt"),
        ("长" * 300 + ".txt", "长" * 60 + ".txt"),
    ],
)
def test_a_files_name_leads_nowhere(name: str, kept: str | None, writing: TestClient, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    content = f"<html><body><article><p>{TEXT}{TEXT}</p></article></body></html>" if "html" in name else TEXT
    found = writing.post("articles", files={"file": (name, content.encode(), "text/plain")})
    assert found.status_code == 201
    article = found.json()["article"]
    assert article["file"] == (kept or f"{article['article']}.txt")
    after = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.name.partition("-")[0] for path in after} <= {"copy.db"}


def test_a_draft_is_checked_as_by_the_command(writing: TestClient, desk: Desk, tmp_path: Path, run: Command) -> None:
    text = "洪涛已离开百川智能。云帆汽车融资33亿美元。"
    before = writing.get("articles").headers["etag"]
    found = writing.post("check", json={"text": text, "at": "2025-01-01"})
    assert found.status_code == 200
    (tmp_path / found.json()["file"]).write_text(text, encoding="utf-8")
    ran = run("check", tmp_path / found.json()["file"], "--at", "2025-01-01", "--record", desk.record, "--json")
    assert ran.json == [found.json()]
    assert {"supported", "unsupported"} <= found.json()["counts"].keys()
    assert writing.get("articles").headers["etag"] == before
    assert writing.post("check", content=text, headers=PLAIN, params={"at": "2025-01-01"}).json() == found.json()


def test_many_ask_and_send_at_once(writing: TestClient) -> None:
    before = len(writing.get("articles").json()["items"])

    def one(number: int) -> int:
        if number % 3:
            return writing.get("timeline", params={"name": "百川智能"}).status_code
        return writing.post("articles", content=f"第{number}篇。{TEXT}", headers=PLAIN).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(one, range(24)))
    assert statuses == [200 if number % 3 else 201 for number in range(24)]
    assert len(writing.get("articles").json()["items"]) == before + 8


def test_a_draft_of_no_day_is_refused(writing: TestClient) -> None:
    assert writing.post("check", json={"text": TEXT, "at": "whenever"}).status_code == 422
