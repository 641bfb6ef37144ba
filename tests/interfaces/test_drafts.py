"""A draft checked from the command line: its marks, its notes, its exit status. Everything is invented."""

import json
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.interfaces.messages import Messages
from tests.interfaces.command import Command

ARTICLES = {
    "a.txt": "星禾汽车高管离职\n\n2031年3月5日，星禾汽车首席技术官王远山离职，加入北辰银行。"
    "据星禾汽车公告，公司2031年2月完成3亿元A轮融资。\n",
    "b.txt": "云杉医药传闻\n\n据传，云杉医药首席财务官李清河将离职。2031年1月，蓝湾科技月活达到1000万。"
    "2031年6月，蓝湾科技月活达到3000万。\n",
}
RIGHT = "2031年3月，星禾汽车首席技术官王远山离职，加入北辰银行。\n"
WRONG = (
    "2031年5月，星禾汽车首席技术官王远山离职，加入北辰银行。据星禾汽车公告，公司2031年2月完成8亿元A轮融资。\n\n"
    "云杉医药首席财务官李清河已经离职。蓝湾科技月活达到1000万。赤松集团总裁周一鸣在场。\n"
)
REASONS = [
    *("nothing on record tells of it", "nothing on record tells of it; the nearest is another", "not said so exactly: 2031-03"),
    *(
        "on record: 2031-03",
        "the record does not say",
        "the record says that it is so",
        "the record says that it is not so",
        "denied",
    ),
    *("nothing on record denies it, though nothing confirms it either", "on record only as a rumour", "on record only as planned"),
    *("on record only as foreseen", "on record only as somebody's view", "so says 甲报; 乙报 says otherwise", "on record"),
    *("no rumour any more: confirmed", "no rumour any more: reported", "on record as 星禾", "superseded: 2031-06 三千人"),
    *("the record has other figures only, the newest of 2031: 三千人", "not on record", "2 of that name are on record"),
    *("on record beside a name of this sentence", "not on record beside any name of this sentence"),
    *("no name on record stands beside it", "on record only in the passage that the draft takes over"),
]
EVERY = ("contradicted", "unsupported", "rumour-only", "out-of-date")


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIGUAN_READER", "rules")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of the articles."""
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "a.db"
    with Shiguan(path) as shiguan:
        assert shiguan.read([tmp_path / name for name in ARTICLES]).failures == ()
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Where drafts are."""
    return tmp_path / "draft.txt"


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_said_in_chinese_too(reason: str) -> None:
    said = Messages("zh", {}).reason(reason)
    assert said != reason
    assert not any(c.isascii() and c.isalpha() for c in said)
    assert Messages("en", {}).reason(reason) == reason


def test_a_right_draft_passes(run: Command, record: Path, draft: Path) -> None:
    draft.write_text(RIGHT, encoding="utf-8")
    ran = run("check", draft, "--record", record, "--at", "2031-08-01", "--lang", "en")
    assert ran.status == 0
    assert "王远山[✓" in ran.out
    assert "supported 4" in ran.out


def test_a_wrong_draft_does_not_and_says_by_which_sentence(run: Command, record: Path, draft: Path) -> None:
    draft.write_text(WRONG, encoding="utf-8")
    ran = run("check", draft, "--record", record, "--at", "2031-08-01", "--json")
    assert ran.status == 3
    (answer,) = ran.json
    verdicts = {(m["text"], m["verdict"]) for m in answer["marks"]}
    assert {
        ("2031年5月", "contradicted"),
        ("8亿元", "contradicted"),
        ("王远山", "supported"),
        ("李清河", "rumour-only"),
        ("1000万", "out-of-date"),
        ("周一鸣", "unsupported"),
    } <= verdicts
    assert all(WRONG[m["start"] : m["end"]] == m["text"] for m in answer["marks"])
    by_number = {n["number"]: n for n in answer["notes"]}
    sum_of_money = next(m for m in answer["marks"] if m["text"] == "8亿元")
    (note,) = (by_number[n] for n in sum_of_money["notes"] if by_number[n]["verdict"] == "contradicted")
    assert "3亿元" in note["told"]["quote"]
    old = next(n for n in answer["notes"] if n["verdict"] == "out-of-date")
    assert "3000万" in json.dumps(old["newest"], ensure_ascii=False)
    assert answer["counts"] == {v: sum(m["verdict"] == v for m in answer["marks"]) for v in (*EVERY, "supported")}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_marks_are_legible_without_colours_and_narrow(
    run: Command, record: Path, draft: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    draft.write_text(WRONG, encoding="utf-8")
    out = run("check", draft, "--record", record, "--at", "2031-08-01", "--lang", language).out
    assert "\x1b" not in out
    assert all(f"[{sign}" in out for sign in "✓✗?~↻")
    plain = out if language == "zh" else "".join(line for line in out.splitlines() if "[" in line[:3])
    assert ("on record:" in out) == (language == "en")
    assert ("记录为：" in plain) == (language == "zh")


def test_what_is_allowed_passes_and_the_rest_does_not(run: Command, record: Path, draft: Path) -> None:
    draft.write_text("据星禾汽车公告，公司2031年2月完成8亿元A轮融资。\n", encoding="utf-8")
    arguments = ("check", draft, "--record", record, "--at", "2031-08-01")
    assert run(*arguments, "--allow", "unsupported").status == 3
    assert run(*arguments, "--allow", "unsupported", "--allow", "contradicted").status == 0
    assert run(*arguments, "--allow", "nonsense").status == 2


def test_a_draft_comes_through_the_standard_input_and_is_not_recorded(
    run: Command, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from io import BytesIO
    from types import SimpleNamespace

    before = run("articles", "--record", record, "--json").out
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(RIGHT.encode())))
    assert run("check", "-", "--record", record, "--at", "2031-08-01").status == 0
    assert run("articles", "--record", record, "--json").out == before


def test_an_article_on_record_is_no_witness_for_itself(run: Command, record: Path, tmp_path: Path) -> None:
    ran = run("check", tmp_path / "a.txt", "--record", record, "--at", "2031-08-01", "--json")
    assert ran.status == 3
    assert ran.json[0]["counts"]["supported"] == 0


def test_a_draft_without_names_or_numbers_passes(run: Command, record: Path, draft: Path) -> None:
    draft.write_text("没有什么可说的。\n", encoding="utf-8")
    ran = run("check", draft, "--record", record, "--lang", "zh")
    assert ran.status == 0
    assert "没有可核对的" in ran.out


def test_no_draft_is_one_line_and_a_status(run: Command, record: Path, tmp_path: Path) -> None:
    ran = run("check", tmp_path / "gone.txt", "--record", record)
    assert (ran.status, ran.out) == (1, "")
    assert len(ran.error.splitlines()) == 1
