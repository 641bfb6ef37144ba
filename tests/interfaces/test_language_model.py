"""Reading with a language model from the command line: whom it asks, what it costs, and what is on record of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shiguan import Shiguan, settings
from shiguan.extract.backends.llm import chat
from shiguan.interfaces.messages.errors import chinese
from tests.extract.llm.service import Body, Reply, Service, claim, claims, fails, says, serving
from tests.interfaces.command import Command

KEY = "sk-a-key-that-nobody-sees"
SAID = claim("departure", "首席财务官王远舟上周离职", when="上周", person="王远舟", org="星河汽车")
OBEYED = claim("departure", "马云飞昨日离职", person="马云飞", org="星河汽车")


def answer(body: Body) -> Reply:
    asked = body["messages"][-1]["content"]
    return says(claims(*[SAID] * ("王远舟上周离职" in asked), OBEYED), read=1500, written=200)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serving(answer) as running:
        monkeypatch.setenv("SHIGUAN_LLM_URL", running.url)
        monkeypatch.setenv("SHIGUAN_LLM_MODEL", "tiny")
        monkeypatch.setenv("SHIGUAN_LLM_KEY", KEY)
        yield running


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("星河汽车人事变动\n\n星河汽车首席财务官王远舟上周离职。公司尚未回应。\n", encoding="utf-8")
    (folder / "b.txt").write_text("远大电子开店\n\n远大电子的新门店开业，当地居民前来参加。\n", encoding="utf-8")
    return folder


def test_it_says_whom_it_asks_and_what_it_costs_before_and_after(
    service: Service, articles: Path, run: Command, tmp_path: Path
) -> None:
    record = tmp_path / "a.db"
    ran = run("read", articles, "--reader", "llm", "--record", record, "--llm-price", "2,8 CNY")
    assert ran.status == 0
    before, *_, after = ran.error.splitlines()
    assert before.startswith("to ask tiny at 127.0.0.1: 2 questions (0 answers at hand), at most about ")
    assert before.endswith(" CNY")
    assert after == "asked tiny at 127.0.0.1: 2 questions (0 answers at hand), 3,000 tokens read, 400 written; cost: 0.0092 CNY"
    again = run("read", articles, "--reader", "llm", "--record", record, "--lang", "zh")
    assert "提问 0 次（另有 0 个答案现成）" in again.error
    assert "未知（没有设定价格）" in again.error
    assert len(service.asked) == 2


def test_scripts_get_the_bill(service: Service, articles: Path, run: Command, tmp_path: Path) -> None:
    (report,) = run("read", articles, "--reader", "llm", "--record", tmp_path / "a.db", "--json").json
    assert report["spent"] == {
        "model": "tiny",
        "machine": "127.0.0.1",
        "questions": 2,
        "at_hand": 0,
        "read": 3000,
        "written": 400,
        "cost": None,
        "currency": "",
    }
    assert "spent" not in run("read", articles, "--reader", "rules", "--record", tmp_path / "b.db", "--json").json[0]
    assert len(service.asked) == 2


def test_explain_says_that_a_language_model_read_it_and_what_it_said_that_is_not_so(
    service: Service, articles: Path, run: Command, tmp_path: Path
) -> None:
    record = tmp_path / "a.db"
    run("read", articles, "--reader", "llm", "--record", record)
    (found,) = run("export", "claims", "--format", "jsonl", "--record", record).json
    with Shiguan(record) as shiguan:
        (told,) = shiguan.claims()
    assert (found["roles"], told.claim.backend) == ({"person": "王远舟", "org": "星河汽车"}, "llm")
    assert "language model  0.50" in run("explain", told.claim.id, "--record", record).out
    assert "语言模型  0.50" in run("explain", told.claim.id, "--record", record, "--lang", "zh").out
    with closing(sqlite3.connect(record)) as ledger:
        refused = ledger.execute("SELECT backend, quote, reason FROM rejects").fetchall()
    assert set(refused) == {("llm", "马云飞昨日离职", "the quote is not in the text")}
    assert service.asked


def test_both_readers_are_named_where_both_see_it(service: Service, articles: Path, run: Command, tmp_path: Path) -> None:
    record = tmp_path / "a.db"
    run("read", articles, "--reader", "model+llm", "--record", record)
    with Shiguan(record) as shiguan:
        told = next(t for t in shiguan.claims() if t.claim.event_type == "departure")
    assert "and language model  " in run("explain", told.claim.id, "--record", record).out
    assert service.asked


def test_another_model_is_another_reading_and_the_same_one_is_not(
    service: Service, articles: Path, run: Command, tmp_path: Path
) -> None:
    record = tmp_path / "a.db"
    for model in ("tiny", "tiny", "large"):
        run("read", articles, "--reader", "llm", "--llm-model", model, "--record", record)
    with closing(sqlite3.connect(record)) as ledger:
        readers = [reader for (reader,) in ledger.execute("SELECT reader FROM runs ORDER BY rowid")]
    assert ["llm-tiny+prompt-" in r for r in readers] == [True, False]
    assert "llm-large+prompt-" in readers[1]
    assert len(service.asked) == 4


def test_a_record_made_again_costs_nothing(service: Service, articles: Path, run: Command, tmp_path: Path) -> None:
    record = tmp_path / "a.db"
    run("read", articles, "--reader", "llm", "--record", record)
    first = run("export", "claims", "--format", "jsonl", "--record", record).out
    for file in tmp_path.glob("a.db*"):
        file.unlink()
    again = run("read", articles, "--reader", "llm", "--record", record)
    assert "0 questions (2 answers at hand)" in again.error.splitlines()[0]
    assert run("export", "claims", "--format", "jsonl", "--record", record).out == first
    assert len(service.asked) == 2


def test_at_the_limit_what_is_read_is_kept_and_what_is_not_is_told(
    service: Service, articles: Path, run: Command, tmp_path: Path
) -> None:
    record = tmp_path / "a.db"
    ran = run("read", articles, "--reader", "llm", "--llm-budget", "6500t", "--record", record)
    assert ran.status == 1
    assert "b.txt: not read: the spending limit of 6500 tokens would be passed; 1700 tokens spent so far" in ran.error
    assert "1 read now (1 claim)" in ran.out
    later = run("read", articles, "--reader", "llm", "--record", record)
    assert "1 read now (0 claims), 1 known before" in later.out
    assert len(service.asked) == 2


def test_an_article_that_gets_no_answer_does_not_keep_the_others_from_being_read(
    service: Service, articles: Path, run: Command, tmp_path: Path
) -> None:
    service.script = lambda body: fails(400, "no") if "王远舟" in body["messages"][-1]["content"] else answer(body)
    ran = run("read", articles, "--reader", "llm", "--record", tmp_path / "a.db", "--lang", "zh")
    assert "a.txt：未能读入：语言模型的服务拒绝了：400 no" in ran.error
    assert "新读 1 篇" in ran.out


def test_the_key_is_in_no_file_and_in_no_output(service: Service, articles: Path, run: Command, tmp_path: Path) -> None:
    service.script = lambda body: fails(400, f"bad key {KEY}") if "远大电子" in body["messages"][-1]["content"] else answer(body)
    ran = run("read", articles, "--reader", "llm", "--record", tmp_path / "a.db", "--json")
    assert service.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in ran.out + ran.error
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and KEY.encode() in f.read_bytes()]


def test_only_what_is_to_be_read_leaves_the_machine(service: Service, articles: Path, run: Command, tmp_path: Path) -> None:
    run("read", articles, "--reader", "llm", "--record", tmp_path / "a.db")
    sent = str(service.asked) + str(service.headers)
    assert "王远舟上周离职" in sent
    assert "a.txt" not in sent
    assert str(tmp_path) not in sent


def test_without_httpx_the_extra_is_named(
    service: Service, articles: Path, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "find_spec", lambda _: None)
    record = tmp_path / "a.db"
    ran = run("read", articles, "--reader", "llm", "--record", record)
    assert (ran.status, ran.error) == (1, "error: asking a language model needs httpx: pip install 'shiguan[llm]'\n")
    assert not record.exists()
    assert service.asked == []


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("TIMEOUT=soon", "SHIGUAN_LLM_TIMEOUT must be a number from 0.01: soon"),
        ("CONCURRENCY=0", "SHIGUAN_LLM_CONCURRENCY must be a number from 1: 0"),
        ("QUESTION=nan", "SHIGUAN_LLM_QUESTION must be a number from 100: nan"),
        ("ANSWER=-5", "SHIGUAN_LLM_ANSWER must be a number from 100: -5"),
        ("PRICE=cheap", "not a price of a million tokens read and written: cheap; write 2,8 or 2,8 CNY"),
        ("BUDGET=5", "a spending limit in money needs a price: set SHIGUAN_LLM_PRICE, or give it in tokens (200000t)"),
    ],
)
def test_settings_that_make_no_sense_are_told(
    service: Service, articles: Path, run: Command, monkeypatch: pytest.MonkeyPatch, setting: str, reason: str
) -> None:
    name, value = setting.split("=")
    monkeypatch.setenv(f"SHIGUAN_LLM_{name}", value)
    ran = run("read", articles, "--reader", "llm", "--record", articles.parent / "a.db")
    assert ran.error == f"error: {reason}\n"
    assert chinese(reason) != reason
    assert service.asked == []


def test_settings_of_a_language_model_trouble_no_other_reader(
    articles: Path, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIGUAN_LLM_PRICE", "cheap")
    assert run("read", articles, "--reader", "rules", "--record", tmp_path / "a.db").status == 0


def test_where_answers_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.answers_path(None) is None
    assert settings.answers_path(Path("news.db")) == Path("news.llm.db")
    monkeypatch.setenv("SHIGUAN_LLM_ANSWERS", "/cache/answers.db")
    assert settings.answers_path(None) == settings.answers_path(Path("news.db")) == Path("/cache/answers.db")


def test_a_draft_may_be_checked_so_without_being_recorded(service: Service, articles: Path, tmp_path: Path) -> None:
    record = tmp_path / "a.db"
    with Shiguan(record, reader="llm") as shiguan:
        shiguan.read([articles / "b.txt"])
        shiguan.check(articles / "a.txt")
        assert shiguan.claims() == ()
    assert len(service.asked) == 2
