"""The command line: help, answers for people and scripts, and what errors come to."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from shiguan import Shiguan
from shiguan.records.document import Article, Document
from tests.conftest import EXAMPLES, ROOT
from tests.interfaces.command import Command

COMMANDS = [
    ("read",),
    ("articles",),
    ("repairs",),
    ("tally",),
    ("timeline",),
    ("reconcile",),
    ("flows",),
    ("tenure",),
    ("explain",),
    ("search",),
    ("conflicts",),
    ("rumours",),
    ("forecasts",),
    ("outlets",),
    ("league",),
    ("money",),
    ("compare",),
    ("dossier",),
    ("ask",),
    ("changes",),
    ("check",),
    ("export", "claims"),
    ("parse", "times"),
    ("parse", "amounts"),
    ("resolve", "list"),
    ("resolve", "review"),
    ("resolve", "judge"),
    ("resolve", "undo"),
    ("resolve", "export"),
    ("correct", "retract"),
    ("correct", "restore"),
    ("mcp",),
    ("serve",),
    ("report",),
    ("token", "add"),
    ("token", "list"),
    ("token", "revoke"),
    ("version",),
    ("demo",),
]
QUESTIONS = [
    ("articles",),
    ("tally", "departures"),
    ("tally", "离职", "--by", "person", "--until", "2025年1月"),
    ("tally", "funding", "--by", "quarter", "--all"),
    ("tally", "departures", "--group", "六小龙", "--since", "2024"),
    ("timeline", "字节跳动"),
    ("reconcile", "departures", "--since", "2024"),
    ("reconcile", "--claimed", "至少9", "--of", "零一万物"),
    ("flows", "--by", "kind"),
    ("tenure", "--presumed"),
    ("search", "离职", "--limit", "3"),
    ("conflicts",),
    ("conflicts", "黄文灏", "--all"),
    ("rumours", "--as-of", "2025-07-01"),
    ("rumours", "零一万物", "--fate", "denied"),
    ("forecasts",),
    ("forecasts", "--mark", "open", "--until", "2026"),
    ("outlets",),
    ("outlets", "示例财经", "--all"),
    ("league",),
    ("league", "月活", "--when", "2025-03"),
    ("money", "月之暗面"),
    ("compare", "百川智能", "零一万物", "--since", "2024"),
    ("dossier", "零一万物"),
    ("dossier", "黄文灏", "--format", "markdown"),
    ("dossier", "Kimi", "--format", "html"),
    ("repairs", "11_spliced_misaligned.txt"),
    ("export", "claims"),
    ("resolve", "list"),
    ("ask", "零一万物有哪些高管离职，去了哪里？"),
    ("ask", "What happened to 零一万物 since 2024?"),
    ("changes", "--all"),
    ("changes", "--since", "2020", "--of", "零一万物"),
    ("check", str(EXAMPLES / "03_hongtao_leaves.txt"), "--allow", "unsupported"),
]
TEXT = "云帆汽车首席财务官周启明已于上月离职，公司尚未公布继任者。\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(command: tuple[str, ...], run: Command) -> None:
    ran = run(*command, "--help")
    assert ran.status == 0
    assert f"Example:\n    shiguan {' '.join(command)}" in ran.out
    assert "--json" in ran.out
    assert "--record FILE" in ran.out


def test_the_list_of_commands_is_whole(run: Command) -> None:
    help_ = run("--help").out
    shown = {line.split()[0] for line in help_.partition("Commands:")[2].splitlines() if line.startswith("  ") and line.split()}
    assert shown == {command[0] for command in COMMANDS} - {"demo"}


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_is_answered_for_people(question: tuple[str, ...], language: str, demo_record: Path, run: Command) -> None:
    ran = run(*question, "--record", demo_record, "--lang", language)
    assert (ran.status, ran.error) == (0, "")
    assert len(ran.out.splitlines()) > 2
    assert "\x1b" not in ran.out  # no colours into a pipe
    assert not any(line.endswith(" ") for line in ran.out.splitlines())


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_is_answered_for_scripts(question: tuple[str, ...], demo_record: Path, run: Command) -> None:
    ran = run(*question, "--record", demo_record, "--json")
    assert (ran.status, ran.error) == (0, "")
    assert ran.json


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("frobnicate",), 2),
        (("tally",), 2),
        (("tally", "departures", "--colour"), 2),
        (("version", "--lang", "fr"), 2),
        (("search", "字节", "--limit", "many"), 2),
        (("export", "claims", "--format", "xml"), 2),
        (("tally", "departures", "--record", "gone.db"), 1),
        (("explain", "c-0", "--record", "gone.db"), 1),
        (("parse", "times"), 1),
        (("parse", "times", "去年", "--at", "someday"), 1),
        (("parse", "times", "gone.jsonl", "--jsonl"), 1),
        (("repairs", "gone.txt", "--record", "gone.db"), 1),
        (("read", "gone.txt", "--record", "new.db"), 1),
        (("articles", "--names", "gone.yml", "--record", "gone.db"), 1),
        (("demo", "--examples", "gone"), 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_bad_input_is_one_line_and_a_status(
    arguments: tuple[str, ...], status: int, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments)
    assert ran.status == status
    assert ran.error.startswith("error: ")
    assert len(ran.error.splitlines()) == 1
    assert not (tmp_path / "gone.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("tally", "weddings"),
        ("tally", "departures", "--by", "colour"),
        ("flows", "--by", "colour"),
        ("reconcile", "--claimed", "many", "--of", "零一万物"),
        ("reconcile", "--claimed", "9"),
        ("tenure", "--group", "无此群体"),
        ("tally", "departures", "--since", "whenever"),
        ("tally", "departures", "--since", "2025", "--until", "2024"),
        ("tally", "departures", "--group", "无此群体"),
        ("timeline", "无此公司"),
        ("league", "无此指标"),
        ("league", "月活", "--when", "whenever"),
        ("money", "无此公司"),
        ("compare", "零一万物"),
        ("compare", "零一万物", "无此公司"),
        ("dossier", "无此公司"),
        ("dossier", "零一万物", "--format", "pdf"),
        ("changes", "--of", "无此公司"),
        ("changes", "--since", "whenever"),
        ("check", "gone.txt"),
        ("dossier", "零一万物", "--out", "no/such/folder/a.html"),
        ("explain", "c-"),
        ("explain", "c-zzzz"),
        ("repairs", "gone.txt"),
        ("articles", "--known-at", "25:99"),
    ],
    ids=" ".join,
)
def test_what_is_not_on_record_or_not_understood_is_one_line(arguments: tuple[str, ...], demo_record: Path, run: Command) -> None:
    ran = run(*arguments, "--record", demo_record)
    assert (ran.status, ran.out) == (1, "")
    assert len(ran.error.splitlines()) == 1


NAMED_ALIKE = (
    "知岸5月宣布完成3亿元A轮融资，由北辰资本领投。",
    "知岸总裁王远舟上月离职。",
    "知岸去年裁员两百人。",
    "知岸今年1月起诉云帆科技侵犯专利。",
    "榜单显示，应用“知岸”3月的月活为1.2亿，应用“云雀”为8000万。",
)


@pytest.fixture(scope="module")
def named_alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a firm that four articles tell of and of an app of its name, which one does."""
    folder = tmp_path_factory.mktemp("alike")
    for number, text in enumerate(NAMED_ALIKE):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    with Shiguan(folder / "alike.db") as shiguan:
        shiguan.read(sorted(folder.glob("*.txt")))
    return folder / "alike.db"


@pytest.mark.parametrize("command", [("money",), ("dossier",), ("timeline",), ("compare", "云帆科技")], ids=" ".join)
def test_a_name_of_a_firm_and_its_product_is_the_firms(command: tuple[str, ...], named_alike: Path, run: Command) -> None:
    ran = run(*command, "知岸", "--record", named_alike)
    (said,) = ran.error.splitlines()
    assert ran.status == 0
    product = said.rpartition(" ")[2]
    assert product.startswith("e-")
    assert run("explain", product, "--record", named_alike, "--json").json[0]["type"] == "product"


def test_another_programs_file_is_no_record(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("these are notes, and no database", encoding="utf-8")
    ran = run("articles", "--record", path)
    assert ran.status == 1
    assert "no shiguan record" in ran.error


def test_reading_goes_on_past_a_bad_file_and_says_so(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    record = tmp_path / "a.db"
    ran = run("read", tmp_path, tmp_path / "gone", "--record", record, "--json")
    assert ran.status == 1
    (report,) = ran.json
    assert [article["file"] for article in report["read"]] == ["a.txt"]
    assert sorted(Path(failure["file"]).name for failure in report["failed"]) == ["b.txt", "gone"]
    assert sum(line.startswith("error: ") for line in ran.error.splitlines()) == 2
    again = run("read", tmp_path / "a.txt", "--record", record, "--json")
    assert again.status == 0
    assert again.json[0]["known"] == ["a.txt"]


def test_the_standard_input_is_read(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert run("read", "-", "--record", tmp_path / "a.db").status == 0
    assert run("articles", "--record", tmp_path / "a.db", "--json").json[0]["file"] == "stdin"


def test_the_environment_names_the_record_and_the_language(
    run: Command, demo_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIGUAN_RECORD", str(demo_record))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "在册文章" in run("articles").out
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert "On record" in run("articles").out


def test_an_interrupted_reading_keeps_what_it_read(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name + TEXT, encoding="utf-8")
    from shiguan.repair import repair

    def interrupted(article: Article) -> Document:
        if article.file == "b.txt":
            raise KeyboardInterrupt
        return repair(article)

    with monkeypatch.context() as patched:
        patched.setattr("shiguan.pipeline.repair", interrupted)
        ran = run("read", tmp_path, "--record", tmp_path / "a.db")
    assert ran.status == 130
    assert ran.error.splitlines()[-1].startswith("interrupted")
    assert [a["file"] for a in run("articles", "--record", tmp_path / "a.db", "--json").json] == ["a.txt"]


def test_a_reader_that_had_enough_is_no_error(demo_record: Path) -> None:
    command = [sys.executable, "-m", "shiguan", "export", "claims", "--record", str(demo_record)]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_either_script_finds_the_same(run: Command, demo_record: Path) -> None:
    answers = [run("search", word, "--record", demo_record, "--json").json for word in ("字节", "字節")]
    assert answers[0] == answers[1]
    assert answers[0]
    assert all(passage["quote"] and "字节" in passage["sentence"] for passage in answers[0])


def test_a_search_says_that_there_is_more(run: Command, demo_record: Path) -> None:
    everything = len(run("search", "离职", "--limit", "1000", "--record", demo_record, "--json").json)
    assert everything > 4
    for limit, said in (
        (3, "至少 4 处，这里是前 3 处"),
        (everything - 1, f"至少 {everything} 处"),
        (everything, f"：{everything} 处"),
    ):
        ran = run("search", "离职", "--limit", limit, "--record", demo_record, "--lang", "zh")
        assert said in ran.out.splitlines()[0]
    assert len(run("search", "离职", "--limit", "3", "--record", demo_record, "--json").json) == 3


def test_a_tally_for_scripts_has_the_promised_form(run: Command, demo_record: Path) -> None:
    (answer,) = run("tally", "departure", "--record", demo_record, "--json").json
    assert set(answer) == {"low", "high", "rows", "excluded", "more_rows", "left_out"}
    with Shiguan(demo_record) as record:
        received = {d.article.file: d.article.received for d in record.documents().values()}
    events = [event for row in answer["rows"] for event in row["events"]]
    assert events
    assert answer["excluded"]
    for row in answer["rows"]:
        assert set(row) == {"key", "low", "high", "events"}
        assert row["low"] <= row["high"] == len(row["events"])
    for event in events:
        assert set(event) == {"id", "type", "roles", "when", "certainty", "outlets", "sources", "claims"}
        assert event["sources"] >= 1
    for claim in (*(claim for event in events for claim in event["claims"]), *(x["claim"] for x in answer["excluded"])):
        assert received[claim["file"]][claim["start"] : claim["end"]] == claim["quote"]
    assert all(set(x) == {"claim", "reason"} and x["reason"] for x in answer["excluded"])


def test_every_exported_claim_quotes_the_file_received(run: Command, demo_record: Path) -> None:
    lines = run("export", "claims", "--record", demo_record, "--format", "jsonl").json
    with Shiguan(demo_record) as record:
        received = {d.article.file: d.article.received for d in record.documents().values()}
    keys = {"file", "document", "type", "roles", "entities", "quote", "start", "end", "when", "certainty"}
    keys |= {"polarity", "speaker", "confidence", "event"}
    for line in lines:
        assert set(line) == keys
        assert received[line["file"]][line["start"] : line["end"]] == line["quote"] != ""
        assert set(line["entities"]) <= set(line["roles"])
    assert len(lines) == len({json.dumps(line, sort_keys=True) for line in lines})


def test_what_a_tally_counts_can_be_explained(run: Command, demo_record: Path) -> None:
    (answer,) = run("tally", "departure", "--record", demo_record, "--json").json
    event = answer["rows"][0]["events"][0]
    (explained,) = run("explain", event["id"], "--record", demo_record, "--json").json
    assert (explained["kind"], explained["id"]) == ("event", event["id"])
    (claim,) = run("explain", answer["excluded"][0]["claim"]["id"], "--record", demo_record, "--json").json
    assert claim["kind"] == "claim"
    assert claim["quote"] in claim["received"]
    assert claim["entries"][0]["action"] == "assert"
    line = run("export", "claims", "--record", demo_record).json[0]
    entity = next(value if isinstance(value, str) else value[0] for value in line["entities"].values())
    (found,) = run("explain", entity, "--record", demo_record, "--json").json
    assert (found["kind"], found["id"]) == ("entity", entity)
    for identity in (event["id"], claim["id"], entity):
        assert identity in run("explain", identity, "--record", demo_record).out


def test_before_anything_was_known_the_record_is_empty(run: Command, demo_record: Path) -> None:
    assert run("articles", "--known-at", "2001-01-01", "--record", demo_record, "--json").out == ""
    nothing = {"low": 0, "high": 0, "rows": [], "excluded": [], "more_rows": 0, "left_out": 0}
    assert run("tally", "departure", "--known-at", "2001", "--record", demo_record, "--json").json == [nothing]


def test_lines_are_parsed_one_list_each(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{"text": "他去年11月离职", "at": "2025-06-18"}, {"text": "没有时间"}, {"text": "今年离职", "at": None}]
    written = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path = tmp_path / "lines.jsonl"
    path.write_text(written, encoding="utf-8")
    expected = [
        [{"start": 1, "end": 6, "text": "去年11月", "when": "2024-11"}],
        [],
        [{"start": 0, "end": 2, "text": "今年", "when": "2023"}],
    ]
    assert run("parse", "times", path, "--jsonl", "--at", "2023-01-05").json == expected
    monkeypatch.setattr("sys.stdin", io.StringIO(written))
    assert run("parse", "times", "--jsonl", "--at", "2023-01-05", "--json").json == expected


@pytest.mark.parametrize("line", ["{", "[]", '{"at": "2024"}', '{"text": 3}', '{"text": "去年", "at": 3.5}'])
def test_a_line_that_cannot_be_parsed_is_named(line: str, run: Command, tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text(line, encoding="utf-8")
    ran = run("parse", "times", tmp_path / "lines.jsonl", "--jsonl")
    assert ran.status == 1
    assert len(ran.error.splitlines()) == 1


def test_amounts_are_numbers_with_their_currency(run: Command) -> None:
    (found,) = run("parse", "amounts", "公司融资33亿美元", "--json").json
    assert found == [
        {"start": 4, "end": 9, "text": "33亿美元", "low": 3_300_000_000, "high": 3_300_000_000, "currency": "USD", "unit": None}
    ]


def test_a_file_is_repaired_without_a_record(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (answer,) = run("repairs", EXAMPLES / "10_spliced_aligned.txt", "--json").json
    assert answer["repairs"]
    assert {"start", "end", "before", "after", "fixer", "reason", "around"} == set(answer["repairs"][0])
    assert list(tmp_path.iterdir()) == []


def test_the_demo_reads_shows_and_changes_nothing_when_run_again(run: Command, tmp_path: Path) -> None:
    arguments = ("demo", "--examples", EXAMPLES, "--record", tmp_path / "demo.db")
    first, second = run(*arguments), run(*arguments)
    assert (first.status, second.status) == (0, 0)
    tables = [ran.out.split("read now", maxsplit=1)[1].partition("known before")[2] for ran in (first, second)]
    assert tables[0] == tables[1]
    for part in ("What was read", "Who left which company", "Not counted, and why", "Commands to go on with"):
        assert part in first.out


def test_the_version_is_told_without_a_command(run: Command) -> None:
    assert run("--version").out == run("version").out != ""
