"""Judging and correcting in a browser: what is appended, by whom, and who may not."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from shiguan import Shiguan
from shiguan.interfaces.desk import Desk
from shiguan.interfaces.messages import LANGUAGES
from shiguan.interfaces.tokens import Scope, Tokens
from shiguan.interfaces.web.site import create
from tests.interfaces.command import Command
from tests.interfaces.web.conftest import HERE
from tests.interfaces.web.markup import Markup, assert_harmless

TEXTS = {
    "a.txt": "云帆汽车首席财务官周启明已于上月离职，公司尚未公布继任者。\n",
    "b.txt": "海川物流首席运营官周启明宣布离职，加入北岸冷链。\n",
    "c.txt": "青石资本首席执行官周启明离职一事，已得到公司证实。\n",
    "d.txt": "云杉医药研发总监顾南舟于2031年2月离职。\n",
    "e.txt": "云杉医药副总裁顾楠洲于2031年2月离职。\n",
}
ROWS = {
    "judgements": "SELECT left_mention, right_mention, verdict, score, explanation FROM judgements ORDER BY seq",
    "entries": "SELECT claim, version, action, origin, reason FROM entries ORDER BY seq",
    "undone": "SELECT left_mention, right_mention, verdict, judged_by, recorded_at FROM judgements ORDER BY seq",
}
FORMS = ("judge", "undo", "correct", "name")


@pytest.fixture(scope="module")
def judgeable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three namesakes in three companies, and one person under two spellings: four pairs to judge."""
    folder = tmp_path_factory.mktemp("review")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "judgeable.db"
    with Shiguan(path, reader="rules") as shiguan:
        assert shiguan.read([folder / name for name in TEXTS]).failures == ()
        assert len(shiguan.pairs(unsure=True)) == 4
    return path


@pytest.fixture
def record(judgeable: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHIGUAN_PERSON", "desk")
    return Path(shutil.copy(judgeable, tmp_path / "shiguan.db"))


@pytest.fixture
def browser(record: Path) -> Iterator[TestClient]:
    with TestClient(create(Desk(record, reader="rules")), base_url=HERE, headers={"Accept-Language": "en"}) as client:
        yield client


def rows(record: Path, which: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(record)
    try:
        return connection.execute(ROWS[which]).fetchall()
    finally:
        connection.close()


def everything(record: Path) -> list[list[tuple[Any, ...]]]:
    return [rows(record, which) for which in ROWS]


def filled(browser: TestClient, path: str, act: str, at: int = 0) -> dict[str, str]:
    """What the form of the page that does that holds, as a browser would send it."""
    found = re.findall(rf'<form class="acting" action="/review/{act}".*?</form>', browser.get(path).text, re.DOTALL)
    fields = [(a["name"], a.get("value") or "") for a in Markup(found[at]).all("input")]
    return {str(name): value for name, value in fields}


def send(browser: TestClient, act: str, form: dict[str, str], **more: Any) -> Any:
    return browser.post(f"/review/{act}", data=form, follow_redirects=False, **more)


def a_claim(record: Path) -> str:
    with Shiguan(record, reader="rules") as shiguan:
        return next(told.claim.id for told in shiguan.claims() if told.file == "a.txt")


def test_what_is_judged_in_the_browser_is_what_the_command_judges(record: Path, browser: TestClient, run: Command) -> None:
    by_command = Path(shutil.copy(record, record.with_name("command.db")))
    form = filled(browser, "/review", "judge")
    answer = send(browser, "judge", form | {"verdict": "different", "note": "同名，\n不是一人"})
    assert (answer.status_code, answer.headers["location"].partition("&")[0]) == (303, "/review?page=1")
    told = ("--different", "--reason", "同名， 不是一人", "--by", "li")
    assert run("resolve", "judge", form["left"], form["right"], *told, "--record", by_command).status == 0
    assert rows(record, "judgements") == rows(by_command, "judgements")
    assert rows(record, "entries") == rows(by_command, "entries")
    assert rows(record, "undone")[-1][3] == "desk"


def test_what_was_judged_is_asked_no_more_and_listed_with_who_and_why(browser: TestClient) -> None:
    form = filled(browser, "/review", "judge")
    page = browser.post("/review/judge", data=form | {"verdict": "same", "note": "看过履历"}).text
    assert page.count('<article class="pair"') < 4
    assert "On record:" in page
    said = assert_harmless(browser.get("/review?tab=said").text).text
    for part in ("desk", "看过履历", "same", "read alike", "Judgements on names (1)"):
        assert part in said
    assert browser.get("/review?format=json").json()[-1]["explanation"] == "看过履历"


def test_undoing_appends_and_leaves_what_was_as_it_was(record: Path, browser: TestClient) -> None:
    form = filled(browser, "/review", "judge")
    send(browser, "judge", form | {"verdict": "same"})
    before = rows(record, "undone")
    assert send(browser, "undo", filled(browser, "/review?tab=said", "undo")).status_code == 303
    after = rows(record, "undone")
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
    assert re.fullmatch(r"undo j-\w+ by desk", after[-1][3])
    assert filled(browser, "/review", "judge")["left"] == form["left"]
    page = browser.get("/review?tab=said").text
    assert "taken back by desk on" in page
    assert 'action="/review/undo"' not in page
    assert send(browser, "undo", {**form, "judgement": "j-"}).status_code == 404


def test_sent_twice_it_is_one_line(record: Path, browser: TestClient) -> None:
    form = filled(browser, "/review", "judge") | {"verdict": "same"}
    assert send(browser, "judge", form).status_code == 303
    before = rows(record, "judgements")
    assert send(browser, "judge", form).status_code == 303
    assert rows(record, "judgements") == before


def test_a_rejected_claim_counts_no_more_and_comes_back(record: Path, browser: TestClient, run: Command) -> None:
    claim, by_command = a_claim(record), Path(shutil.copy(record, record.with_name("command.db")))
    assert "云帆汽车" in browser.get("/tally?type=departure").text
    form = filled(browser, f"/explain/{claim}", "correct")
    sent = send(browser, "correct", form | {"action": "retract", "note": "张冠李戴"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/explain/{claim}#{claim}")
    assert "云帆汽车" not in browser.get("/tally?type=departure").text
    shown = assert_harmless(browser.get(f"/explain/{claim}").text).text
    for part in ("desk", "said that it is wrong", "张冠李戴", "it stands no more"):
        assert part in shown
    assert "张冠李戴" in browser.get("/review?tab=said").text
    form = filled(browser, f"/explain/{claim}", "correct")
    assert send(browser, "correct", form | {"action": "restore"}).status_code == 303
    assert "云帆汽车" in browser.get("/tally?type=departure").text
    shown = browser.get(f"/explain/{claim}").text
    assert shown.count('<ul class="words">') == 1
    assert shown.index("said that it is wrong") < shown.index("said that it is right after all")
    for act, reason in (("retract", "张冠李戴"), ("restore", "")):
        assert run("correct", act, claim, "--reason", reason, "--by", "li", "--record", by_command).status == 0
    assert rows(record, "entries") == rows(by_command, "entries")


def test_an_article_shows_what_people_said_of_its_claims(record: Path, browser: TestClient) -> None:
    claim = a_claim(record)
    with Shiguan(record, reader="rules") as shiguan:
        document = next(told.claim.document for told in shiguan.claims() if told.claim.id == claim)
    form = filled(browser, f"/article/{document}", "correct")
    assert form["claim"] == claim
    sent = send(browser, "correct", form | {"action": "retract", "note": "不是财务官"})
    assert sent.headers["location"] == f"/article/{document}#{claim}"
    page = assert_harmless(browser.get(f"/article/{document}").text).text
    assert "Claims said to be wrong (1)" in page
    assert "不是财务官" in page
    again = send(browser, "correct", filled(browser, f"/article/{document}", "correct") | {"action": "restore", "from": "review"})
    assert again.headers["location"] == f"/review#{claim}"
    assert "Claims said to be wrong" not in browser.get(f"/article/{document}").text


@pytest.mark.parametrize("wrong", ["no field", "another", "no cookie", "a short one", "elsewhere", "cross-site"])
def test_what_no_page_of_ours_sent_is_refused_and_nothing_is_appended(record: Path, browser: TestClient, wrong: str) -> None:
    form = filled(browser, "/review", "judge") | {"verdict": "same", "claim": a_claim(record), "action": "retract", "by": "li"}
    headers = {"elsewhere": {"Origin": "http://evil.example"}, "cross-site": {"Sec-Fetch-Site": "cross-site"}}.get(wrong, {})
    if wrong == "no field":
        del form["shiguan_mark"]
    elif wrong == "another":
        form["shiguan_mark"] = form["shiguan_mark"][::-1]
    elif wrong == "no cookie":
        browser.cookies.delete("shiguan_mark")
    elif wrong == "a short one":
        browser.cookies.clear()
        browser.cookies.set("shiguan_mark", "x")
        form["shiguan_mark"] = "x"
    before = everything(record)
    for act in FORMS:
        answer = send(browser, act, form, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert everything(record) == before


def test_the_mark_is_the_browsers_own_and_no_script_or_other_site_has_it(record: Path, browser: TestClient) -> None:
    told = browser.get("/review").headers["set-cookie"]
    assert re.fullmatch(r"shiguan_mark=[\w-]{43}; HttpOnly; Path=/; SameSite=strict", told)
    kept = filled(browser, "/review", "judge")["shiguan_mark"]
    assert kept == filled(browser, f"/explain/{a_claim(record)}", "correct")["shiguan_mark"]
    assert "shiguan_mark" not in browser.get("/tally").headers.get("set-cookie", "")
    browser.cookies.clear()
    assert filled(browser, "/review", "judge")["shiguan_mark"] != kept


def test_an_act_is_no_page(browser: TestClient) -> None:
    assert [browser.get(f"/review/{act}").status_code for act in FORMS] == [405] * len(FORMS)


def test_who_acts_is_the_name_given_and_never_nobody(record: Path, browser: TestClient) -> None:
    named = filled(browser, "/review", "name")
    assert named["by"] == "desk"
    assert send(browser, "name", named | {"by": " 编辑 甲 "}).status_code == 303
    send(browser, "judge", filled(browser, "/review", "judge") | {"verdict": "same"})
    assert rows(record, "undone")[-1][3] == "编辑 甲"
    for wrong in ("rules", "undo j-1", "x" * 65, "\u202eli"):
        assert send(browser, "name", named | {"by": wrong}).status_code == 400
    assert filled(browser, "/review", "name")["by"] == "编辑 甲"
    send(browser, "name", named | {"by": "  "})
    assert filled(browser, "/review", "name")["by"] == "desk"


def test_who_has_a_token_acts_in_its_name_and_who_may_only_read_does_not_act(record: Path, browser: TestClient) -> None:
    tokens = Tokens(record)
    reads, writes = ({"Authorization": f"Bearer {tokens.add(f'{scope} token', scope)}"} for scope in Scope)
    before = everything(record)
    claim = a_claim(record)
    for path in ("/review", "/review?tab=said", f"/explain/{claim}"):
        page = browser.get(path, headers=reads).text
        assert 'action="/review/' not in page
        assert "may only read" in page
    browser.headers.update(writes)
    form = filled(browser, "/review", "judge") | {"verdict": "same", "claim": claim, "action": "retract", "by": "li"}
    for act in FORMS:
        refused = send(browser, act, form, headers=reads)
        assert refused.status_code == 403
        assert "this needs a token to write" in assert_harmless(refused.text).text
    assert everything(record) == before
    browser.cookies.set("by", "li")
    assert send(browser, "judge", form).status_code == 303
    assert rows(record, "undone")[-1][3] == "write token"
    del browser.headers["authorization"]
    assert send(browser, "judge", form | {"verdict": "different"}).status_code == 401
    assert len(rows(record, "undone")) == len(before[2]) + 1


@pytest.mark.parametrize(
    ("act", "wrong"),
    [
        ("judge", {"verdict": "perhaps"}),
        ("judge", {"left": "周启明"}),
        ("judge", {"note": "长" * 501}),
        ("judge", {"right": ""}),
        ("correct", {"action": "erase"}),
        ("correct", {"action": "retract", "note": "长" * 501}),
    ],
)
def test_what_makes_no_sense_is_said_so_and_nothing_is_appended(
    record: Path, browser: TestClient, act: str, wrong: dict[str, str]
) -> None:
    form = filled(browser, "/review", "judge") | {"verdict": "same", "claim": a_claim(record)} | wrong
    before = everything(record)
    assert send(browser, act, form).status_code == 400
    assert everything(record) == before


def test_many_pairs_come_in_parts(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shiguan.interfaces.web.pages.review._PAIRS", 3)
    first, second, beyond = (browser.get(f"/review?page={n}").text for n in (1, 2, 9))
    assert [page.count('<article class="pair"') for page in (first, second, beyond)] == [3, 1, 1]
    assert "page 2 of 2" in second
    assert "page 2 of 2" in beyond
    assert 'rel="next" href="/review?page=2"' in first
    assert not set(re.findall(r'<article class="pair" id="(j-\w+)"', first)) & set(re.findall(r'id="(j-\w+)"', second))


def test_a_merge_is_previewed_with_what_would_be_one(record: Path, browser: TestClient) -> None:
    before = everything(record)
    page = browser.get("/review").text
    assert_harmless(page)
    pair = Markup(page[page.index('<article class="pair"') : page.index("</article>")]).text
    for part in ("顾南舟", "顾楠洲", "are read alike", "Events told: 1 and 1 → 1", "Events that would become one: 1"):
        assert part in pair
    assert "departure of 云杉医药: 2 → 1" in pair
    assert everything(record) == before


def test_in_a_large_record_a_merge_is_previewed_when_asked_for(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shiguan.interfaces.web.pages.review._SMALL", 0)
    page = browser.get("/review").text
    assert "Events told:" not in page
    asked = re.findall(r'href="(/review\?preview=j-\w+)#', page)
    assert len(asked) == 4
    shown = browser.get(asked[1]).text
    assert shown.count("Events told:") == 1
    pair = shown[shown.index(f'id="{asked[1].partition("=")[2]}"') :]
    assert "Events told:" in pair[: pair.index("</article>")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_what_to_do(tmp_path: Path, language: str) -> None:
    (tmp_path / "d.txt").write_text(TEXTS["d.txt"], encoding="utf-8")
    record = tmp_path / "one.db"
    with Shiguan(record, reader="rules") as shiguan:
        shiguan.read([tmp_path / "d.txt"])
    with TestClient(create(Desk(record, reader="rules")), base_url=HERE) as browser:
        page, said = (assert_harmless(browser.get(f"/review?lang={language}{tab}").text).text for tab in ("", "&tab=said"))
    assert ("没有待裁定的名字" if language == "zh" else "No names are left to judge") in page
    assert ("还没有人裁定过" if language == "zh" else "Nobody has judged anything yet") in said
    assert ("还没有人更正过主张" if language == "zh" else "Nobody has corrected a claim yet") in said
