"""Who may ask: tokens, scopes, how often, from where."""

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from shiguan.interfaces.api.limits import Limiter, Rate
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.tokens import Scope, Tokens
from tests.interfaces.api.conftest import client

PLAIN = {"Content-Type": "text/plain"}
ELSEWHERE = ("192.0.2.7", 50000)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_from_this_machine_no_token_is_needed_while_there_is_none(desk: Desk) -> None:
    here = client(desk)
    assert here.get("articles").status_code == 200
    token = Tokens(desk.record).add("me", Scope.READ)
    refused = here.get("articles")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.headers["content-type"] == "application/problem+json"
    assert here.get("articles", headers=bearer(token)).status_code == 200
    assert here.get("articles", headers=bearer(token[:-1])).status_code == 401
    assert here.get("articles", headers={"Authorization": f"Basic {token}"}).status_code == 401
    Tokens(desk.record).revoke("me")
    assert here.get("articles", headers=bearer(token)).status_code == 401
    assert here.get("articles").status_code == 200


def test_a_scope_allows_what_it_says(desk: Desk) -> None:
    reads, writes = (bearer(Tokens(desk.record).add(scope, scope)) for scope in Scope)
    here = client(desk)
    refused = here.post("articles", content="云帆汽车。", headers={**PLAIN, **reads})
    assert refused.status_code == 403
    assert "insufficient_scope" in refused.headers["www-authenticate"]
    assert here.post("check", content="云帆汽车。", headers={**PLAIN, **reads}).status_code == 200
    assert here.post("articles", content="云帆汽车。", headers={**PLAIN, **writes}).status_code == 201
    assert here.get("articles", headers=writes).status_code == 200


@pytest.mark.parametrize(
    ("host", "options", "headers"),
    [
        ("127.0.0.1:8000", {"client": ELSEWHERE}, {}),
        ("192.0.2.1:8000", {}, {}),
        ("rebound.example:8000", {}, {}),
        ("127.0.0.1:8000", {}, {"Host": "rebound.example"}),
        ("127.0.0.1:8000", {}, {"Host": "["}),
        ("127.0.0.1:8000", {}, {"X-Forwarded-For": "192.0.2.7"}),
        ("127.0.0.1:8000", {}, {"Forwarded": "for=192.0.2.7"}),
    ],
)
def test_from_elsewhere_a_token_is_needed_always(host: str, options: Any, headers: Any, desk: Desk) -> None:
    outside = client(desk, host=host, **options)
    assert outside.get("articles", headers=headers).status_code == 401
    assert outside.post("articles", content="云帆汽车。", headers={**PLAIN, **headers}).status_code == 401
    token = Tokens(desk.record).add("newsroom", Scope.WRITE)
    assert outside.get("articles", headers={**headers, **bearer(token)}).status_code == 200


def test_what_holds_nothing_of_the_record_is_open(desk: Desk) -> None:
    outside = client(desk, client=ELSEWHERE)
    assert [outside.get(address).status_code for address in ("health", "docs", "openapi.json")] == [200] * 3


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_page_of_another_site_cannot_write(headers: dict[str, str], desk: Desk) -> None:
    here = client(desk)
    refused = here.post("articles", content="云帆汽车。", headers={**PLAIN, **headers})
    assert refused.status_code == 403
    own = {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}
    assert here.post("articles", content="云帆汽车。", headers={**PLAIN, **own}).status_code == 201
    assert "access-control-allow-origin" not in here.get("articles", headers=headers).headers


def test_who_asks_too_often_is_told_when_to_come_again(desk: Desk) -> None:
    hasty = client(desk, Rate(burst=3, per_second=0.001))
    assert [hasty.get("health").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = hasty.get("articles")
    assert int(refused.headers["retry-after"]) > 1
    assert refused.json()["title"] == "Too many requests"
    token = Tokens(desk.record).add("other", Scope.READ)
    assert hasty.get("articles", headers=bearer(token)).status_code == 200


def test_a_bucket_fills_again_and_few_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shiguan.interfaces.api.limits._MOST_BUCKETS", 3)
    time = [0.0]
    limiter = Limiter(Rate(burst=2, per_second=0.5), lambda: time[0])
    assert [limiter.wait("a") for _ in range(3)] == [0, 0, 2]
    time[0] = 2.0
    assert [limiter.wait("a") for _ in range(2)] == [0, 2]
    for who in "bcdef":
        assert limiter.wait(who) == 0
    assert len(limiter._buckets) == 3


def test_every_answer_says_that_it_is_no_page_to_be_framed_or_guessed_at(desk: Desk) -> None:
    here = client(desk)
    for address in ("articles", "nothing", "health"):
        headers = here.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_addresses_loads_and_runs_nothing(language: str, desk: Desk) -> None:
    found = client(desk).get("docs", headers={"Accept-Language": language})
    assert found.headers["content-language"] == language
    assert "script" not in found.headers["content-security-policy"]
    assert not any(part in found.text for part in ("<script", "src=", "<link", "@import", "url("))
    assert "/api/v1/articles" in found.text
    assert "Content-Type: text/plain" in unescape(found.text)
    assert """-H 'Content-Type: application/json' --data-binary '{"reason": """ in unescape(found.text)


def test_tokens_that_cannot_be_read_let_nobody_in(desk: Desk) -> None:
    tokens = Tokens(desk.record)
    token = tokens.add("me", Scope.READ)
    tokens.path.write_text(json.dumps({"tokens": [{"name": "me"}]}), encoding="utf-8")
    found = client(desk).get("articles", headers=bearer(token))
    assert found.status_code == 503
    assert str(Path(desk.record).parent) not in found.text
