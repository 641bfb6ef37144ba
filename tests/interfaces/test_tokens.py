"""Tokens: shown once, kept as hashes, in a file of the owner's own; and where one is needed to serve."""

import json
import stat
from pathlib import Path

import pytest

from shiguan.errors import InputError, LedgerError
from shiguan.interfaces.tokens import Scope, Tokens
from tests.interfaces.command import Command


def test_a_token_is_made_listed_and_revoked(tmp_path: Path, run: Command) -> None:
    record = ("--record", tmp_path / "r.db")
    made = run("token", "add", "newsroom", "--scope", "write", *record, "--lang", "en")
    assert made.status == 0
    first, shown = made.out.splitlines()
    assert first == "token newsroom (write) is made; it is shown this once:"
    assert len(shown) > 40
    kept = (tmp_path / "tokens.json").read_text(encoding="utf-8")
    assert shown not in kept
    assert stat.S_IMODE((tmp_path / "tokens.json").stat().st_mode) == 0o600
    (other,) = run("token", "add", "reader", *record, "--json").json
    assert (other["name"], other["scope"]) == ("reader", "read")
    assert other["token"] != shown
    listed = run("token", "list", *record, "--json")
    assert [(one["name"], one["scope"]) for one in listed.json] == [("newsroom", "write"), ("reader", "read")]
    assert "sha256" not in listed.out
    assert "newsroom" in run("token", "list", *record).out
    tokens = Tokens(tmp_path / "r.db")
    known = tokens.known(shown)
    assert known is not None
    assert known.name == "newsroom"
    assert run("token", "revoke", "newsroom", *record).status == 0
    assert tokens.known(shown) is None
    assert [token.name for token in tokens.all()] == ["reader"]
    assert {path.name for path in tmp_path.iterdir()} == {"tokens.json"}


def test_where_there_are_none_that_is_said(tmp_path: Path, run: Command) -> None:
    assert run("token", "list", "--record", tmp_path / "r.db", "--lang", "zh").out == "没有令牌\n"
    assert run("token", "revoke", "x", "--record", tmp_path / "r.db", "--lang", "zh").error == "错误：没有叫 'x' 的令牌\n"
    assert run("token", "add", "x", "--scope", "all", "--record", tmp_path / "r.db").status == 2


@pytest.mark.parametrize("name", ["", " ", "a\nb", "长" * 65, "\u202e"])
def test_a_token_needs_a_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no name for a token"):
        Tokens(tmp_path / "r.db").add(name, Scope.READ)


def test_a_name_is_given_once(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path / "r.db")
    tokens.add("a", Scope.READ)
    with pytest.raises(InputError, match="a token is called 'a' already"):
        tokens.add("a", Scope.WRITE)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"tokens": [{"name": "a", "scope": "all", "sha256": "x", "made_at": "x"}]}', '{"tokens": 1}']
)
def test_a_damaged_file_is_no_open_door(text: str, tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_text(text, encoding="utf-8")
    tokens = Tokens(tmp_path / "r.db")
    for ask in (tokens.all, lambda: tokens.known("sg_x"), lambda: tokens.add("b", Scope.READ)):
        with pytest.raises(LedgerError, match="cannot be used"):
            ask()


def test_one_changes_the_tokens_at_a_time(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path / "r.db")
    tokens.path.with_suffix(".lock").touch()
    with pytest.raises(LedgerError, match="being changed by another process"):
        tokens.add("a", Scope.READ)
    assert not tokens.path.exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_on_this_machine_no_token_is_needed_to_serve(host: str, tmp_path: Path) -> None:
    Tokens(tmp_path / "r.db").needed_at(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", ""])
def test_elsewhere_a_token_is_needed_to_serve(host: str, tmp_path: Path, run: Command) -> None:
    pytest.importorskip("fastapi", reason="needs shiguan[web]")
    record = tmp_path / "r.db"
    ran = run("serve", "--host", host, "--port", "0", "--record", record, "--lang", "en")
    assert ran.status == 1
    assert "can be reached from elsewhere, which needs a token" in ran.error
    Tokens(record).add("a", Scope.READ)
    Tokens(record).needed_at(host)


def test_a_hash_is_not_a_token(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path / "r.db")
    tokens.add("a", Scope.READ)
    (kept,) = json.loads(tokens.path.read_text(encoding="utf-8"))["tokens"]
    assert tokens.known(kept["sha256"]) is None
