"""A report: the pages of the site as files, each leading to the others, the same each time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.errors import InputError
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.messages import LANGUAGES
from shiguan.interfaces.questions import QUESTIONS, answered
from shiguan.interfaces.render import dumps
from shiguan.interfaces.report.leaf import POLICY
from shiguan.interfaces.report.walk import Room
from shiguan.interfaces.report.writing import Wanted, write
from tests.conftest import EXAMPLES, ROOT
from tests.interfaces.command import Command
from tests.interfaces.report.conftest import AS_OF
from tests.interfaces.report.reading import assert_whole, files, pages
from tests.interfaces.web.markup import Markup


def indexed(report: Path, language: str) -> dict[str, list[list[str]]]:
    script = (report / language / "index.js").read_text(encoding="utf-8")
    found = re.fullmatch(r"globalThis\.shiguanIndex = (\{.*\});\n", script, re.DOTALL)
    assert found
    read: dict[str, list[list[str]]] = json.loads(found[1])
    return read


def test_no_page_leads_to_nothing_or_outside(report: Path) -> None:
    assert_whole(report)
    assert len(list(pages(report))) > 100


def test_what_there_is_room_for_is_there(report: Path) -> None:
    for path, text in pages(report):
        assert "left out" not in text
        assert "未收入" not in text
        assert all(a.get("href") for a in Markup(text).all("a")), path


def test_pages_carry_their_policy_and_have_no_forms(report: Path) -> None:
    for path, text in pages(report):
        page = Markup(text)
        assert {"http-equiv": "Content-Security-Policy", "content": POLICY} in page.all("meta"), path
        assert page.all("form") == page.all("button") == page.all("select") == []


def test_names_of_files_are_taken_by_every_system(report: Path) -> None:
    found = list(files(report))
    assert all(re.fullmatch(r"(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_.-]*\.[a-z]+", file) for file in found)
    assert all(len(part) <= 80 for file in found for part in file.split("/"))


def test_nothing_says_where_it_was_made(report: Path, small_record: Path) -> None:
    for file, content in files(report).items():
        for place in (small_record.parent, EXAMPLES.parent, Path.home()):
            assert str(place).encode() not in content, file


def test_both_languages_have_the_same_pages_and_lead_to_each_other(report: Path) -> None:
    zh, en = ({path.relative_to(report / language) for path, _ in pages(report / language)} for language in LANGUAGES)
    assert zh == en
    for language, other in zip(LANGUAGES, reversed(LANGUAGES), strict=True):
        for path, text in pages(report / language):
            (link,) = (a for a in Markup(text).all("a") if "hreflang" in a)
            assert (path.parent / str(link["href"])).resolve() == report.resolve() / other / path.relative_to(report / language)
    first = Markup((report / "index.html").read_text(encoding="utf-8"))
    assert [a["href"] for a in first.all("a")] == ["zh/index.html", "en/index.html"]


def test_what_only_a_server_can_do_is_not_in_the_navigation(report: Path) -> None:
    nav = re.search(r"<nav.*?</nav>", (report / "en/index.html").read_text(encoding="utf-8"), re.DOTALL)
    assert nav
    labels = {Markup(link).text for link in re.findall("<a .*?</a>", nav[0])}
    assert {"Today", "Tally", "Timeline", "Search", "Rumours", "Money"} <= labels
    assert not {"Check", "Review", "Compare"} & labels
    assert all(a["href"] for a in Markup(nav[0]).all("a"))


def test_what_a_form_lets_choose_is_a_link_to_a_page(report: Path) -> None:
    page = (report / "en/tally.html").read_text(encoding="utf-8")
    chosen = re.search(r'<div class="asking chosen">.*?</div>', page, re.DOTALL)
    assert chosen
    led = {Markup(link).text: re.search('href="([^"]*)"', link) for link in re.findall("<a .*?</a>", chosen[0])}
    year = led["year"]
    assert year
    assert '<th scope="row">2024</th>' in (report / "en" / year[1]).read_text(encoding="utf-8")
    assert "lawsuit" not in led  # of which nothing is on record


@pytest.mark.parametrize(("page", "folder"), [("search", "entity/"), ("timeline", "timeline/")])
def test_names_are_listed_where_a_name_is_asked_for(report: Path, page: str, folder: str) -> None:
    listed = (report / f"zh/{page}.html").read_text(encoding="utf-8").partition("<main")[2]
    assert re.search(f'<a href="{folder}[^"]*">零一万物</a>', listed)
    assert '<h2>组织 <span class="count">' in listed
    assert "Nothing of this kind is on record." in (report / "en/money.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_searched_leads_to_pages(report: Path, language: str) -> None:
    index = indexed(report, language)
    assert "零一万物" in {row[0] for row in index["names"]}
    assert any(row[0].startswith({"zh": "离职 ", "en": "departure "}[language]) for row in index["events"])
    assert all((report / language / row[-1]).is_file() for row in (*index["names"], *index["events"]))
    typed, meant = index["fold"]
    assert "萬" in typed
    assert meant[typed.index("萬")] == "万"


def test_downloads_are_the_answers_that_every_door_gives(small_record: Path, tmp_path: Path, run: Command) -> None:
    asked = ("report", "--out", tmp_path / "r", "--record", small_record, "--as-of", AS_OF, "--limit", 2, "--lang", "zh")
    assert run(*asked).status == 0
    assert "download" not in (tmp_path / "r/zh/tally.html").read_text(encoding="utf-8").replace('class="downloads"', "")
    assert run(*asked, "--downloads").status == 0
    with Shiguan(small_record, reader="rules") as shiguan:
        expected = dumps(answered(shiguan, QUESTIONS["tally"], {"type": "departure", "as_of": AS_OF})) + "\n"
    assert (tmp_path / "r/zh/tally.json").read_text(encoding="utf-8") == expected
    for form in ("json", "csv", "xlsx"):
        assert f'href="tally.{form}" download' in (tmp_path / "r/zh/tally.html").read_text(encoding="utf-8")
        assert (tmp_path / f"r/zh/tally.{form}").is_file()
    assert_whole(tmp_path / "r")


def test_the_day_is_said_and_nothing_later_is_told(report: Path, small_record: Path, run: Command, tmp_path: Path) -> None:
    assert "As of 2025-12-31 (UTC)." in (report / "en/index.html").read_text(encoding="utf-8")
    ran = run("report", "--out", tmp_path / "r", "--record", small_record, "--as-of", "2024-09", "--limit", 40, "--json")
    assert (ran.status, ran.error) == (0, "")
    assert ran.json[0]["as_of"] == "2024-09-30"
    assert 'datetime="2025' not in (tmp_path / "r/en/tally.html").read_text(encoding="utf-8")
    early, whole = ((folder / "en/tally.html").read_text(encoding="utf-8") for folder in (tmp_path / "r", report))
    assert early.count("<tr>") < whole.count("<tr>")


def test_the_same_record_makes_the_same_files(report: Path, small_record: Path, tmp_path: Path) -> None:
    asked = ["report", "--out", str(tmp_path / "again"), "--record", str(small_record), "--as-of", AS_OF]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "LANG": "de_DE.UTF-8", "TZ": "Asia/Shanghai"}
    subprocess.run([sys.executable, "-m", "shiguan", *asked], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    assert files(tmp_path / "again") == files(report)


def test_what_there_is_no_room_for_is_said_and_its_links_are_text(small_record: Path, tmp_path: Path, run: Command) -> None:
    folder = tmp_path / "r"
    ran = run("report", "--out", folder, "--record", small_record, "--limit", 45, "--entities", 3, "--lang", "en", "--json")
    (said,) = ran.json
    assert (said["pages"], said["languages"], len(list(pages(folder)))) == (45, ["en"], 46)
    assert said["names"] <= 3
    assert said["left_out"] > 20
    assert said["files"] == len(files(folder))
    assert said["size"] == sum(map(len, files(folder).values()))
    assert_whole(folder)
    page = (folder / "en/index.html").read_text(encoding="utf-8")
    assert f"Pages: 45; left out: {said['left_out']} more, and links to them are plain text." in page
    assert "<a>evidence</a>" in page
    assert "hreflang" not in page


def test_a_report_is_replaced_by_the_next(small_record: Path, tmp_path: Path, run: Command) -> None:
    asked = ("report", "--out", tmp_path / "r", "--record", small_record, "--limit", 20)
    (tmp_path / "r").mkdir()  # an empty one may be taken
    assert run(*asked, "--lang", "en").status == 0
    assert run(*asked, "--lang", "zh").status == 0
    assert not (tmp_path / "r/en").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


@pytest.mark.parametrize("beside", ["notes.txt", "zh/notes.txt", "report.json", "zh/index.html"])
def test_a_folder_with_what_no_report_put_there_is_left_alone(
    beside: str, small_record: Path, tmp_path: Path, run: Command
) -> None:
    mine = tmp_path / "r" / beside
    mine.parent.mkdir(parents=True)
    mine.write_text('{"made_by": "me", "files": ["zh/index.html"]}', encoding="utf-8")
    ran = run("report", "--out", tmp_path / "r", "--record", small_record, "--lang", "en")
    assert (ran.status, ran.out) == (1, "")
    assert ran.error == f"error: {tmp_path / 'r'} holds {beside}, which no report put there; give a new folder\n"
    assert files(tmp_path) == {f"r/{beside}": mine.read_bytes()}


def test_what_cannot_be_written_to_is_said_in_one_line(small_record: Path, tmp_path: Path, run: Command) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder, said in (("file", "is no folder"), ("file/r", "Not a directory"), ("none/r", "No such file")):
        ran = run("report", "--out", tmp_path / folder, "--record", small_record, "--lang", "en")
        assert ran.status == 1
        assert said in ran.error
        assert len(ran.error.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_report_that_fails_leaves_the_one_before_it(small_record: Path, tmp_path: Path, run: Command) -> None:
    assert run("report", "--out", tmp_path / "r", "--record", small_record, "--limit", 5).status == 0
    before = files(tmp_path)
    for wrong in (("--record", tmp_path / "none.db"), ("--record", small_record, "--as-of", "whenever")):
        ran = run("report", "--out", tmp_path / "r", *wrong)
        assert (ran.status, len(ran.error.splitlines())) == (1, 1)
    assert files(tmp_path) == before


def test_what_a_report_needs_and_is_missing_is_said(tmp_path: Path, run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "shiguan.interfaces.report.walk")
    monkeypatch.delitem(sys.modules, "shiguan.interfaces.report.visiting")
    monkeypatch.setitem(sys.modules, "starlette.routing", None)
    ran = run("report", "--out", tmp_path / "r", "--record", tmp_path / "r.db", "--lang", "en")
    assert (ran.status, ran.error) == (1, "error: a report needs starlette.routing; install shiguan[web]\n")


def test_a_record_that_is_added_to_meanwhile_makes_no_report(tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    with Shiguan(record, reader="rules") as shiguan:
        shiguan.read([EXAMPLES / "01_lingyi_departures.txt"])
    added: list[int] = []

    def tell(*_: object) -> None:
        if not added:
            with Shiguan(record, reader="rules") as shiguan:
                added.append(len(shiguan.read([EXAMPLES / "05_dengjiang.txt"]).read))

    with Desk(record, reader="rules") as desk, pytest.raises(InputError, match="added to while"):
        write(desk, Wanted(("zh",), Room(3, 20)), tmp_path / "report", tell)
    assert added == [1]
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith("r.db")} == set()
