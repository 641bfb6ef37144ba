"""Who is let in, and what a browser is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shiguan.interfaces.desk import Desk
from shiguan.interfaces.tokens import Scope, Tokens
from shiguan.interfaces.web.guard import POLICY
from shiguan.interfaces.web.site import create
from tests.interfaces.web.conftest import HERE


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path / "shiguan.db")


@pytest.fixture
def token(tokens: Tokens) -> str:
    return tokens.add("newsroom", Scope.READ)


@pytest.fixture
def guarded(web_record: Path, tokens: Tokens, token: str) -> TestClient:
    assert token
    return TestClient(create(Desk(web_record, reader="rules"), tokens), base_url=HERE)


def test_nothing_is_shown_without_the_token(guarded: TestClient) -> None:
    answer = guarded.get("/tally?type=departure")
    assert answer.status_code == 401
    assert "token" in answer.text
    assert "零一万物" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY
    assert guarded.get("/static/site.css").status_code == 200


def test_the_token_lets_in_by_form_and_by_header(guarded: TestClient, token: str) -> None:
    assert guarded.get("/tally", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert guarded.get("/tally", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert guarded.post("/enter", data={"token": "wrong"}).status_code == 401
    assert guarded.post("/enter", data={"token": token}).status_code == 200
    assert guarded.get("/tally").status_code == 200


def test_a_page_elsewhere_cannot_have_its_name_lead_here(site: TestClient) -> None:
    assert site.get("/tally", headers={"Host": "evil.example"}).status_code == 421
    assert site.get("/tally", headers={"Host": "localhost:99"}).status_code == 200


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}])
def test_a_form_sent_from_elsewhere_is_refused(guarded: TestClient, headers: dict[str, str]) -> None:
    assert guarded.post("/enter", data={"token": "whatever"}, headers=headers).status_code == 403


def test_another_address_may_be_called_by_any_name_and_asks_for_the_token(web_record: Path, tokens: Tokens, token: str) -> None:
    client = TestClient(create(Desk(web_record, reader="rules"), tokens, at="0.0.0.0"), base_url="http://10.0.0.1")
    assert client.get("/tally").status_code == 401
    assert client.get("/tally", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_rest_stands_beside_the_pages(site: TestClient) -> None:
    assert site.get("/api/v1/health").json()["status"] == "ok"
