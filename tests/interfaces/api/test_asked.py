"""The same question has the same answer through every door; what is asked wrong is said."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from shiguan import Shiguan
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.questions import QUESTIONS, answered
from tests.interfaces.api.conftest import client
from tests.interfaces.test_questions import ASKED


def in_words(given: dict[str, Any]) -> dict[str, Any]:
    """As an address has it."""
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in given.items()}


@pytest.mark.parametrize("name", ASKED)
def test_a_question_has_the_answer_it_has_through_every_door(name: str, asked: TestClient, examples: Any) -> None:
    given, _ = ASKED[name]
    with Shiguan(examples) as shiguan:
        expected = answered(shiguan, QUESTIONS[name], given)
    found = asked.get(name, params=in_words(given))
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/json"
    assert found.json() == json.loads(json.dumps(expected))


def test_an_explanation_is_the_same_too_and_has_an_address_of_its_own(asked: TestClient, examples: Any) -> None:
    with Shiguan(examples) as shiguan:
        for plural, identity in (
            ("claims", shiguan.claims()[0].claim.id),
            ("events", shiguan.view().events[0].id),
            ("entities", next(iter(shiguan.view().entities))),
        ):
            expected = json.loads(json.dumps(answered(shiguan, QUESTIONS["explain"], {"id": identity})))
            assert asked.get("explain", params={"id": identity}).json() == expected
            assert asked.get(f"{plural}/{identity}").json() == expected


def test_all_questions_are_compared(asked: TestClient) -> None:
    assert {*ASKED, "explain"} == QUESTIONS.keys()
    paths = asked.get("openapi.json").json()["paths"]
    assert {f"/{name}" for name in QUESTIONS} <= paths.keys()


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("tally", 422, "type: it is needed"),
        ("tally?type=departure&by=moon", 422, "by: choose one of 'org', 'person', 'destination', 'month', 'quarter' or 'year'"),
        ("tally?type=departure&sinse=2024", 422, "sinse: there is no such parameter"),
        ("tally?type=departure&limit=0", 422, "limit: Input should be greater than or equal to 1"),
        ("tally?type=departure&limit=many", 422, "limit: Input should be a valid integer"),
        ("tally?type=departure&since=whenever", 422, "not a date: 'whenever'"),
        ("tally?type=departure&known_at=then:now", 422, "not a moment: 'then:now'"),
        ("tally?type=moon", 422, "unknown event type 'moon'"),
        ("tenure?presumed=perhaps", 422, "presumed: give true or false"),
        ("compare?names=字节跳动", 422, "name two or more to compare"),
        ("dossier?name=没有这个人", 404, "no one on record is called 没有这个人"),
        ("explain?id=c-", 409, "'c-' begins several ids"),
        ("events/c-", 409, "'c-' begins several ids"),
        ("nothing", 404, "there is no address /api/v1/nothing"),
        ("events/c%0Ad", 404, "there is no address /api/v1/events/c"),
        ("http://127.0.0.1:8000/elsewhere", 404, "there is no address /elsewhere"),
        ("articles/no-such", 404, "no-such is no file here"),
        ("claims?cursor=zz", 422, "this is no cursor"),
        ("articles?cursor=LTU", 422, "this is no cursor"),
        ("claims?type=moon", 422, "unknown event type 'moon'"),
    ],
)
def test_what_is_asked_wrong_is_a_problem(address: str, status: int, detail: str, asked: TestClient) -> None:
    found = asked.get(address)
    body = found.json()
    assert (found.status_code, body["status"]) == (status, status)
    assert found.headers["content-type"] == "application/problem+json"
    assert body["detail"].startswith(detail)
    assert "\n" not in body["detail"]
    assert body["type"].startswith("/api/v1/docs#")
    assert f'id="{body["type"].partition("#")[2]}"' in asked.get("docs").text


def test_an_id_of_another_kind_is_not_found(asked: TestClient, examples: Any) -> None:
    with Shiguan(examples) as shiguan:
        identity = shiguan.claims()[0].claim.id
    assert asked.get(f"events/{identity}").status_code == 404


@pytest.mark.parametrize(
    "address", ["dossier?name=没有这个人", "tally", "nothing", "tally?type=departure&limit=x", "explain?id=c-"]
)
def test_a_problem_is_told_in_chinese_to_who_prefers_it(address: str, asked: TestClient) -> None:
    found = asked.get(address, headers={"Accept-Language": "en;q=0.5, zh-CN"})
    assert found.headers["content-language"] == "zh"
    assert not any(word in found.json()["title"] + found.json()["detail"] for word in ("should", "there", "is", "several"))


def test_what_the_answer_hangs_on_is_in_its_mark(writing: TestClient) -> None:
    before = writing.get("tally", params={"type": "departure"})
    tag = before.headers["etag"]
    assert tag.startswith('"')
    assert writing.get("tally", params={"type": "funding"}).headers["etag"] != tag
    for mark in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = writing.get("tally", params={"type": "departure"}, headers={"If-None-Match": mark})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    text = "云帆汽车首席财务官周启明已于2025年5月离职，公司尚未公布继任者。\n"
    assert writing.post("articles", content=text, headers={"Content-Type": "text/plain"}).status_code == 201
    grown = writing.get("tally", params={"type": "departure"}, headers={"If-None-Match": tag})
    assert grown.status_code == 200
    assert grown.headers["etag"] != tag
    assert grown.json()["low"] == before.json()["low"] + 1


def test_a_question_asked_of_the_past_does_not_stay_there(asked: TestClient) -> None:
    now = asked.get("tally", params={"type": "departure"}).json()["high"]
    assert asked.get("tally", params={"type": "departure", "as_of": "1990-01-01"}).json()["high"] == 0
    assert asked.get("claims", params={"known_at": "1990-01-01T00:00:00Z"}).json()["items"] == []
    assert asked.get("articles", params={"known_at": "1990-01-01T00:00:00Z"}).json()["items"] == []
    assert asked.get("tally", params={"type": "departure"}).json()["high"] == now
    assert asked.get("claims").json()["items"]


def test_where_nothing_was_read_that_is_said_without_the_place(tmp_path: Any) -> None:
    with Desk(tmp_path / "none.db", reader="rules") as desk:
        found = client(desk).get("tally", params={"type": "departure"})
    assert found.status_code == 404
    assert found.json()["detail"] == "there is no record at none.db; read some articles first"


def test_a_record_that_cannot_be_used_is_said_without_the_place(tmp_path: Any) -> None:
    (tmp_path / "bad.db").write_bytes(b"no record at all" * 1000)
    with Desk(tmp_path / "bad.db", reader="rules") as desk:
        found = client(desk).get(f"timeline?name={quote('字节跳动')}")
    assert found.status_code == 503
    assert str(tmp_path) not in found.text
    assert "retry-after" in found.headers


def test_a_defect_shows_nothing_of_itself(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret/path")

    monkeypatch.setattr(Shiguan, "state", broken)
    found = asked.get("outlets")
    assert found.status_code == 500
    assert found.headers["content-type"] == "application/problem+json"
    assert "secret" not in found.text
    assert found.headers["x-content-type-options"] == "nosniff"
