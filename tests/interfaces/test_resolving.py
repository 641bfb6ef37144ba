"""Judging at the command line: listed, gone through key by key, undone, written out."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.interfaces.messages import Messages
from shiguan.resolve.compare import compare
from shiguan.resolve.profile import profiles
from shiguan.vocabulary import load_vocabulary
from tests.interfaces.command import Command, Ran
from tests.resolve.build import Line, left, paper
from tests.resolve.shelf import Shelf

TEXTS = {
    "a.txt": "云帆汽车首席财务官周启明已于上月离职，公司尚未公布继任者。\n",
    "b.txt": "海川物流首席运营官周启明宣布离职，加入北岸冷链。\n",
    "c.txt": "青石资本首席执行官周启明离职一事，已得到公司证实。\n",
}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Three namesakes, in three companies: three pairs to judge."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "a.db"
    with Shiguan(path, reader="rules") as shiguan:
        shiguan.read([tmp_path / name for name in TEXTS])
        assert len(shiguan.pairs(unsure=True)) == 3
    return path


def reviewed(run: Command, record: Path, letters: str, monkeypatch: pytest.MonkeyPatch, *more: str) -> Ran:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{letter}\n" for letter in letters)))
    return run("resolve", "review", "--record", record, "--by", "li", *more)


def listed(run: Command, record: Path, *more: str) -> list[dict[str, object]]:
    return list(run("resolve", "list", "--record", record, "--json", *more).json)


def test_pairs_are_listed_with_both_sentences(run: Command, record: Path) -> None:
    found = run("resolve", "list", "--record", record, "--json").json
    assert len(found) == 3
    for pair in found:
        assert (pair["verdict"], pair["left"]["name"], pair["right"]["name"]) == ("unsure", "周启明", "周启明")
        for side in (pair["left"], pair["right"]):
            assert side["sentence"][side["start"] : side["end"]] == "周启明"
    shown = run("resolve", "list", "--record", record, "--lang", "zh").out
    assert "同名 周启明" in shown
    assert "任职单位不同" in shown
    assert "云帆汽车" in shown


@pytest.mark.parametrize(
    ("letters", "verdicts", "open_"),
    [
        ("sdd", ["same"], 0),  # a merge with one of two, then the other pair of it is the merged one's
        ("ddd", ["different", "different", "different"], 0),
        ("uuu", [], 3),
        ("ss", ["same", "same"], 0),
        ("dzzq", [], 3),
        ("duzzdq", ["different"], 2),
        ("dq", ["different"], 2),
        ("", [], 3),
        ("x?d", ["different"], 2),
    ],
)
def test_a_review_goes_through_the_pairs(
    letters: str, verdicts: list[str], open_: int, run: Command, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = reviewed(run, record, letters, monkeypatch)
    assert (ran.status, ran.error) == (0, "")
    after = listed(run, record)
    by_li = [pair["verdict"] for pair in after if pair["by"] == "li"]
    assert by_li[: len(verdicts)] == verdicts
    assert len(listed(run, record, "--unsure")) == open_


def test_a_review_shows_what_a_merge_would_change(run: Command, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = reviewed(run, record, "q", monkeypatch)
    assert "s same · d different · u skip · z undo last · q quit · 3 to go" in ran.out
    for text in ("周启明", "+0.50 same name 周启明", "-0.20 different employers"):
        assert text in ran.out


def test_a_review_for_scripts_tells_what_it_did(run: Command, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (told,) = reviewed(run, record, "ud", monkeypatch, "--json").json
    assert (len(told["judged"]), told["skipped"]) == (1, 1)
    assert run("resolve", "undo", told["judged"][0], "--record", record, "--json").json[0]["verdict"] == "different"
    assert len(listed(run, record, "--unsure")) == 3


def test_names_are_judged_previewed_and_undone(run: Command, record: Path) -> None:
    arguments = (
        "resolve",
        "judge",
        "周启明@a.txt",
        "周启明@海川物流",
        "--same",
        "--record",
        record,
        "--reason",
        "同一人",
        "--by",
        "li",
    )
    changes = run(*arguments, "--dry-run", "--json").json
    assert {"event_type": "departure", "by": "person", "key": "周启明", "before": [3, 3], "after": [3, 3]} not in changes
    assert listed(run, record, "--unsure") == listed(run, record)
    (judged,) = run(*arguments, "--json").json
    assert (judged["verdict"], judged["judged_by"], judged["explanation"]) == ("same", "li", "同一人")
    assert "li: same" in run("resolve", "list", "--record", record, "--lang", "en").out
    undone = run("resolve", "undo", judged["id"][:6], "--record", record, "--lang", "zh")
    assert undone.status == 0
    assert judged["id"] in undone.out
    assert len(listed(run, record, "--unsure")) == 3


def test_what_people_said_is_written_and_read_again(
    run: Command, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIGUAN_READER", "rules")
    run("resolve", "judge", "周启明@a.txt", "周启明@b.txt", "--same", "--record", record, "--by", "li")
    claim = next(c for c in run("search", "青石", "--record", record, "--json").json[0]["claims"])["id"]
    assert run("correct", "retract", claim, "--record", record, "--reason", "张冠李戴", "--by", "li").status == 0
    out = tmp_path / "names.yml"
    assert run("resolve", "export", "--record", record, "--out", out).status == 0
    text = out.read_text(encoding="utf-8")
    assert run("resolve", "export", "--record", record).out == text
    assert "张冠李戴" in text
    new = tmp_path / "b.db"
    ran = run("read", *(tmp_path / name for name in TEXTS), "--record", new, "--names", out)
    assert ran.status == 0
    assert "names.yml" not in ran.error
    assert run("export", "claims", "--record", new).out == run("export", "claims", "--record", record).out
    assert run("correct", "restore", claim, "--record", record).status == 0
    assert run("export", "claims", "--record", new).out != run("export", "claims", "--record", record).out


def test_brackets_and_colons_in_an_article_are_text(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIGUAN_READER", "rules")
    said = "云帆汽车首席财务官周启明已于上月离职[/red][bold]，公司尚未公布继任者。"
    (tmp_path / "a.txt").write_text(said + "\n", encoding="utf-8")
    record = tmp_path / "a.db"
    run("read", tmp_path / "a.txt", "--record", record)
    (claim,) = (c["id"] for hit in run("search", "周启明", "--record", record, "--json").json for c in hit["claims"][:1])
    ran = run("correct", "retract", claim, "--record", record, "--by", "li")
    assert (ran.status, ran.error) == (0, "")
    assert "[/red][bold]" in "".join(ran.out.split())
    (tmp_path / "[b]:smile:.txt").write_text(said, encoding="utf-8")
    run("read", tmp_path / "[b]:smile:.txt", "--record", tmp_path / "b.db")
    assert "[b]:smile:.txt" in run("articles", "--record", tmp_path / "b.db").out


def test_what_names_yml_says_of_nothing_on_record_is_told(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    names = tmp_path / "names.yml"
    names.write_text("verdicts:\n  - {same: [周启明, 何向晚]}\n", encoding="utf-8")
    ran = run("read", tmp_path / "a.txt", "--record", tmp_path / "a.db", "--names", names)
    assert ran.status == 0
    (told,) = (line for line in ran.error.splitlines() if line.startswith("names.yml"))
    assert "何向晚" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("resolve", "judge", "周启明", "林听雨", "--same"),
        ("resolve", "judge", "周启明@a.txt", "周启明@b.txt"),
        ("resolve", "judge", "周启明@a.txt", "周启明@b.txt", "--same", "--different"),
        ("resolve", "judge", "周启明@a.txt", "周启明@b.txt", "--same", "--by", "rules"),
        ("resolve", "undo", "j-"),
        ("resolve", "export", "--out", "/no/such/folder/names.yml"),
        ("correct", "retract", "c-zz"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_judged_is_one_line(arguments: tuple[str, ...], run: Command, record: Path) -> None:
    ran = run(*arguments, "--record", record)
    assert (ran.status, ran.out) == (1, "")
    assert len(ran.error.splitlines()) == 1


def test_every_feature_is_said_in_chinese_too() -> None:
    messages = Messages("zh", load_vocabulary().events)
    lines = [
        left("顾南舟", "云杉医药"),
        left("顾楠舟", "云杉医药", texts={"position": "研发总监"}),
        left("顾南舟", "云杉"),
        left("顾南舟", "蓝鲸航运"),
        Line("statement", {"person": "顾南舟"}),
        Line("departure", {"person": "顾南洲", "org": "云杉医药"}, {"position": "研发总监"}),
        Line("count_claim", {"subject": "新贵五强", "members": ["云杉医药", "蓝鲸航运", "松果汽车"]}),
        Line("count_claim", {"subject": "五强", "members": ["云杉医药", "蓝鲸航运", "松果汽车", "青石资本"]}),
    ]
    papers = [paper([line], f"{i}.txt") for i, line in enumerate(lines)]
    shelf = Shelf(profiles([c for p in papers for c in p.claims], [m for p in papers for m in p.mentions]).values())
    told = shelf.every.values()
    found = [c for a in told for b in told if a is not b and (c := compare(a, b, lambda a, b: bool(shelf.beside(a.id, b.id))))]
    features = {words for comparison in found for words, _ in comparison.features}
    assert len(features) > 8
    for words in features:
        assert messages.reason(words) != words, f"no Chinese for {words!r}"


def test_at_a_terminal_a_key_is_enough(run: Command, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    os.write(ours, b"dq")  # no line ends
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr("sys.stdin", terminal)
        ran = run("resolve", "review", "--record", record, "--by", "li")
    os.close(ours)
    assert ran.status == 0
    assert len(listed(run, record, "--unsure")) == 2
