"""Judging and correcting by way of programs: what is appended, in whose name, and what is refused."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from shiguan import Shiguan
from shiguan.interfaces import render
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.tokens import Scope, Tokens
from tests.interfaces.api.conftest import client


@pytest.fixture(autouse=True)
def _person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIGUAN_PERSON", "desk")


def two_names(record: Path) -> dict[str, str]:
    with Shiguan(record, reader="rules") as shiguan:
        pair = shiguan.pairs(unsure=True)[0]
    return {"left": pair.left.mention, "right": pair.right.mention}


def kept(record: Path) -> tuple[int, int]:
    with Shiguan(record, reader="rules") as shiguan:
        counts = shiguan.view().record.counts()
    return counts.judgements, counts.entries


def test_names_are_judged_and_the_judgement_taken_back(writing: TestClient, desk: Desk) -> None:
    before = kept(desk.record)
    done = writing.post("judgements", json=two_names(desk.record) | {"verdict": "different", "reason": "同名"})
    assert done.status_code == 201
    judged = done.json()
    assert (judged["verdict"], judged["explanation"], judged["judged_by"]) == ("different", "同名", "desk")
    with Shiguan(desk.record, reader="rules") as shiguan:
        assert judged["id"] in [pair.id for pair in shiguan.pairs() if pair.by == "desk"]
    undone = writing.post(f"judgements/{judged['id']}/undo", json={"by": "li"})
    assert (undone.status_code, undone.json()) == (201, judged)
    with Shiguan(desk.record, reader="rules") as shiguan:
        newest = shiguan.view().judgements[-1]
    assert (newest.undoes, newest.by) == (judged["id"], "li")
    assert kept(desk.record) == (before[0] + 2, before[1])
    assert writing.post(f"judgements/{judged['id']}/undo", json={}).status_code == 404


def test_a_rejected_claim_is_gone_from_answers_until_it_is_right_after_all(writing: TestClient, desk: Desk) -> None:
    claim = writing.get("claims", params={"limit": 1, "type": "departure"}).json()["items"][0]["id"]
    high = writing.get("tally", params={"type": "departure"}).json()
    done = writing.post(f"claims/{claim}/corrections", json={"action": "retract", "reason": "张冠李戴", "by": "li"})
    assert done.status_code == 201
    assert {name: done.json()[name] for name in ("claim", "action", "by")} == {"claim": claim, "action": "retract", "by": "li"}
    assert writing.get(f"claims/{claim}").status_code == 404
    assert writing.get("tally", params={"type": "departure"}).json() != high
    assert writing.post(f"claims/{claim}/corrections", json={"action": "retract"}).status_code == 422
    assert writing.post(f"claims/{claim}/corrections", json={"action": "restore"}).status_code == 201
    assert writing.get("tally", params={"type": "departure"}).json() == high
    with Shiguan(desk.record, reader="rules") as shiguan:
        said = [(word.action, word.by, word.reason) for word in shiguan.view().record.said_of([claim])]
    assert said == [("retract", "li", "张冠李戴"), ("assert", "desk", "")]


def test_with_a_token_it_is_the_tokens_name_and_one_to_read_is_not_enough(desk: Desk) -> None:
    tokens, given = Tokens(desk.record), two_names(desk.record) | {"verdict": "same", "by": "li"}
    reads, writes = ({"Authorization": f"Bearer {tokens.add(f'{scope} token', scope)}"} for scope in Scope)
    here, before = client(desk), kept(desk.record)
    for address in ("judgements", "judgements/j-1/undo", "claims/c-1/corrections"):
        assert here.post(address, json=given, headers=reads).status_code == 403
        assert here.post(address, json=given).status_code == 401
    assert kept(desk.record) == before
    assert here.post("judgements", json=given, headers=writes).json()["judged_by"] == "write token"


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("judgements", {"json": {"left": "周启明", "right": "查无此人", "verdict": "same"}}, 404),
        ("judgements", {"json": {"left": "m-", "right": "m-", "verdict": "same"}}, 409),
        ("judgements", {"json": {"left": "周启明", "right": "王远", "verdict": "perhaps"}}, 422),
        ("judgements", {"json": {"left": "周启明", "right": "王远", "verdict": "same", "by": "rules"}}, 422),
        ("judgements", {"json": {"left": "周启明", "right": "王远", "verdict": "same", "reason": "长" * 501}}, 422),
        ("judgements", {"json": {"left": "周启明", "right": "王远", "verdict": "same", "why": ""}}, 422),
        ("judgements", {"content": "{", "headers": {"Content-Type": "application/json"}}, 400),
        ("judgements", {"content": "{}", "headers": {"Content-Type": "text/plain"}}, 415),
        ("judgements", {"json": {}, "headers": {"Origin": "http://evil.example"}}, 403),
        ("judgements/j-none/undo", {"json": {}}, 404),
        ("claims/c-none/corrections", {"json": {"action": "retract"}}, 404),
        ("claims/c-/corrections", {"json": {"action": "retract"}}, 409),
        ("claims/c-/corrections", {"json": {"action": "erase"}}, 422),
    ],
)
def test_what_cannot_be_done_is_a_problem_and_nothing_is_appended(
    writing: TestClient, desk: Desk, address: str, sent: dict[str, Any], status: int
) -> None:
    before = kept(desk.record)
    refused = writing.post(address, **sent)
    assert refused.status_code == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert kept(desk.record) == before


def test_the_examples_of_the_document_are_what_may_be_sent(writing: TestClient) -> None:
    paths = render.loads_line(writing.get("openapi.json").text)["paths"]
    for path in ("/judgements", "/judgements/{id}/undo", "/claims/{id}/corrections"):
        body = paths[path]["post"]["requestBody"]["content"]["application/json"]
        assert set(body["example"]) == set(body["schema"]["properties"])
        assert writing.post(path.strip("/").replace("{id}", "none"), json=body["example"]).status_code == 404
