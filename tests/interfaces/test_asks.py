"""Questions in plain words, and what is new, from the command line."""

from pathlib import Path

import pytest
from typer.main import get_command

from shiguan import Shiguan
from shiguan.interfaces.cli.main import build
from shiguan.interfaces.questions import QUESTIONS, Asked
from shiguan.query.understand import QUERIES, Understood
from tests.interfaces.command import Command

FIRST = "2031年3月5日，星禾汽车首席技术官王远山离职，加入北辰银行。\n"
SECOND = "2031年4月2日，星禾汽车首席财务官李清河离职，加入蓝湾科技。\n"


def test_every_query_is_a_command_and_a_method() -> None:
    commands = getattr(get_command(build()), "commands")  # noqa: B009  (click's group, which typer hides)
    assert set(QUERIES) <= set(commands)
    assert all(callable(getattr(Shiguan, query)) for query in QUERIES)
    assert set(QUERIES) <= set(QUESTIONS)


@pytest.mark.parametrize("question", ["2024年以来零一万物有哪些高管离职，去了哪里？", "比较百川智能和零一万物", "搜索“离职”"])
def test_the_answer_is_that_of_the_command_shown(question: str, demo_record: Path, run: Command) -> None:
    asked = run("ask", question, "--record", demo_record, "--lang", "zh")
    assert asked.status == 0
    first, _, rest = asked.out.partition("\n")
    assert first.startswith("理解为：shiguan ")
    command = first.removeprefix("理解为：shiguan ").split()
    assert rest == run(*command, "--record", demo_record, "--lang", "zh").out
    as_json = run("ask", question, "--record", demo_record, "--json").json
    assert as_json[0]["command"] == first.removeprefix("理解为：")
    assert as_json[1:] == run(*command, "--record", demo_record, "--json").json


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_understood_is_a_status_and_three_examples(language: str, demo_record: Path, run: Command) -> None:
    ran = run("ask", "零一万物的股票值得买吗", "--record", demo_record, "--lang", language)
    assert ran.status == 1
    assert len(ran.out.strip().splitlines()) == 5
    (answer,) = run("ask", "零一万物的股票值得买吗", "--record", demo_record, "--json").json
    assert set(answer) == {"question", "reason", "examples"}
    assert len(answer["examples"]) == 3


def test_the_two_times_are_passed_on(demo_record: Path, run: Command) -> None:
    question = "零一万物有哪些高管离职"
    now = run("ask", question, "--record", demo_record, "--json").json[1]
    then = run("ask", question, "--record", demo_record, "--as-of", "2024-06-30", "--json").json[1]
    assert sum(row["high"] for row in then["rows"]) < sum(row["high"] for row in now["rows"])


def test_the_method_answers_as_the_query_does(demo_record: Path) -> None:
    with Shiguan(demo_record) as shiguan:
        understood, answer = shiguan.ask("零一万物有哪些高管离职")
        assert isinstance(understood, Understood)
        assert answer == shiguan.tally("departure", "person", group="零一万物")
        compared, side_by_side = shiguan.ask("比较百川智能和零一万物")
        assert isinstance(compared, Understood)
        assert side_by_side == shiguan.compare(compared.arguments)
        through_a_door = QUESTIONS["ask"].ask(shiguan, {"question": compared.question})
        assert through_a_door == Asked(compared, QUESTIONS["compare"], side_by_side)
        refused, nothing = shiguan.ask("今天天气如何")
        assert not isinstance(refused, Understood)
        assert nothing is None


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record into which two articles were read, one by one."""
    monkeypatch.setenv("SHIGUAN_READER", "rules")
    path = tmp_path / "a.db"
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with Shiguan(path) as shiguan:
            assert shiguan.read([tmp_path / name]).failures == ()
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_changes_since_last_are_those_of_the_newest_run(language: str, record: Path, run: Command) -> None:
    ran = run("changes", "--record", record, "--lang", language)
    assert ran.status == 0
    assert "李清河" in ran.out
    assert "王远山" not in ran.out


def test_changes_since_a_day_and_of_a_name(record: Path, run: Command) -> None:
    (whole,) = run("changes", "--since", "2020", "--record", record, "--json").json
    departures = [c for c in whole["new"] if c["after"]["type"] == "departure"]
    assert len(departures) == 2
    assert all(c["kind"] == "new" and c["logged"][0]["entry"]["reason"] for c in departures)
    (one,) = run("changes", "--since", "2020", "--of", "蓝湾科技", "--record", record, "--json").json
    assert {c["after"]["roles"]["person"] for c in one["new"] if c["after"]["type"] == "departure"} == {"李清河"}
    (none,) = run("changes", "--since", "2999", "--record", record, "--json").json
    assert none["new"] == none["changed"] == none["withdrawn"] == []


def test_changes_say_since_when_and_why(record: Path, run: Command) -> None:
    (last,) = run("changes", "--record", record, "--json").json
    assert last["chosen"].startswith("before the newest run, begun ")
    assert "T" in last["since"]
    assert run("changes", "--of", "无此人", "--record", record).status == 1
    assert run("changes", "--since", "whenever", "--record", record).status == 1
