"""What people say, over what the rules read: it survives reading again, better repair, another record."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.app import ReadReport
from shiguan.errors import InputError
from shiguan.interfaces.render import claim_lines
from shiguan.judging import Said, Word
from shiguan.query.explain import ClaimExplained
from shiguan.records.document import Document
from shiguan.records.entry import Action
from shiguan.records.judgement import Verdict
from shiguan.repair import repair
from shiguan.vocabulary.names import write_names
from shiguan.vocabulary.values import UserNames

LI = Word("li", "known to the desk")
TEXTS = {
    "a.txt": "云帆汽车首席财务官周启明已于上月离职，公司尚未公布继任者。\n",
    "b.txt": "海川物流首席运营官周启明宣布离职，加入北岸冷链。\n",
    "c.txt": "云帆汽车的首席财务官周起明离职一事，已得到公司证实。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in TEXTS.items():
        (articles / name).write_text(text, encoding="utf-8")
    return articles


def lines(record: Shiguan) -> list[str]:
    return [json.dumps(line, ensure_ascii=False, sort_keys=True) for line in claim_lines(record.view())]


def test_a_record_made_anew_with_the_exported_names_comes_to_the_same(folder: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.yml"
    names.write_text("orgs:\n  - {name: 云帆汽车, aliases: [云帆]}\n", encoding="utf-8")
    with Shiguan(tmp_path / "one.db", names, reader="rules") as record:
        record.read([folder])
        plain = lines(record)
        record.judging().judge("周启明@a.txt", "周启明@b.txt", Verdict.SAME, LI)
        record.judging().correct(next(t.claim.id for t in record.view().tellings if t.file == "c.txt"), Action.RETRACT, LI)
        wanted = lines(record)
        names.write_text(write_names(record.judging().said(record.vocabulary.user)), encoding="utf-8")
    assert plain != wanted
    with Shiguan(tmp_path / "two.db", names, reader="rules") as record:
        report = record.read([folder])
        assert report.said is not None
        assert report.said.unmet == ()
        assert lines(record) == wanted


def test_verdicts_in_names_yml_do_not_make_articles_read_again(folder: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.yml"
    names.write_text("titles: [首席炼丹师]\n", encoding="utf-8")
    with Shiguan(tmp_path / "one.db", names, reader="rules") as record:
        record.read([folder])
    names.write_text("titles: [首席炼丹师]\nverdicts:\n  - {same: [周启明@a.txt, 周启明@b.txt]}\n", encoding="utf-8")
    with Shiguan(tmp_path / "one.db", names, reader="rules") as record:
        report = record.read([folder])
        assert len(report.known) == len(TEXTS)
        assert report.said is not None
        assert report.said.new == 1
        joined = [e for e in record.view().entities.values() if e.name == "周启明" and len(e.mentions) > 1]
        assert joined


def test_a_verdict_survives_a_reading_that_names_otherwise(folder: Path, tmp_path: Path) -> None:
    """A name that the user adds is longer than the one read before, so that the mention is another: the verdict goes with it."""
    (folder / "b.txt").write_text("海川物流首席运营官周启明博宣布离职，加入北岸冷链。\n", encoding="utf-8")
    with Shiguan(tmp_path / "one.db", reader="rules") as record:
        record.read([folder])
        record.judging().judge("周启明@a.txt", "周启明@b.txt", Verdict.DIFFERENT, LI)
    names = tmp_path / "names.yml"
    names.write_text("persons:\n  - {name: 周启明博, aliases: [周启明]}\n", encoding="utf-8")
    with Shiguan(tmp_path / "one.db", names, reader="rules") as record:
        record.read([folder])
        held = [p for p in record.pairs() if p.by == "li"]
        assert [(p.verdict, {p.left.name, p.right.name}) for p in held] == [(Verdict.DIFFERENT, {"周启明", "周启明博"})]


def test_what_was_known_then_knows_nothing_of_a_later_word(folder: Path, tmp_path: Path) -> None:
    with Shiguan(tmp_path / "one.db", reader="rules") as record:
        record.read([folder])
        then = datetime.now().astimezone()
        before = lines(record)
        record.judging().judge("周启明@a.txt", "周启明@b.txt", Verdict.SAME, LI)
        assert lines(record) != before
        record.as_of(known_at=then)
        assert lines(record) == before


def otherwise(document: Document) -> Document:
    """The document as another repair has it: some characters are read otherwise."""
    return replace(document, text=document.text.replace("公司", "厂司").replace("已", "己"))


def as_it_is(document: Document) -> Document:
    return document


def read_anew(
    path: Path, folder: Path, repaired: Callable[[Document], Document], version: str, names: Path | None = None
) -> ReadReport:
    """Read all with a reader of that version, whose repair is another one."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("shiguan.app.__version__", version)
        patched.setattr("shiguan.pipeline.repair", lambda article: repaired(repair(article)))
        with Shiguan(path, names, reader="rules") as record:
            report = record.read([folder])
    assert len(report.read) == len(TEXTS)
    return report


def departures(path: Path, file: str) -> list[str]:
    with Shiguan(path, reader="rules") as record:
        return [t.claim.id for t in record.view().tellings if t.file == file and t.claim.event_type == "departure"]


def test_a_correction_by_hand_survives_a_better_repair(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    read_anew(path, folder, as_it_is, "1")
    (wrong,), (right,) = departures(path, "a.txt"), departures(path, "c.txt")
    with Shiguan(path, reader="rules") as record:
        record.judging().correct(wrong, Action.RETRACT, Word("li", "张冠李戴"))
        record.judging().correct(right, Action.ASSERT, Word("wang", "原文无误"))
    read_anew(path, folder, otherwise, "2")
    assert departures(path, "a.txt") == []
    (heir,) = departures(path, "c.txt")
    assert heir != right, "it took the old claim's place"
    with Shiguan(path, reader="rules") as record:
        told = {c.claim.document: (c.by, c.action, c.reason) for c in record.view().record.corrections()}
        listed = {d.file: d.document for d in record.articles()}
        assert told[listed["a.txt"]] == ("li", Action.RETRACT, "张冠李戴")
        assert told[listed["c.txt"]] == ("wang", Action.ASSERT, "原文无误")
        assert len(record.judging().said(UserNames()).corrections) == 1, "said once, of the claim as it is read now"
    read_anew(path, folder, as_it_is, "3")
    assert departures(path, "a.txt") == []
    assert departures(path, "c.txt") == [right]


def test_the_newest_word_on_a_claim_goes_on(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    read_anew(path, folder, as_it_is, "1")
    (first,) = departures(path, "a.txt")
    with Shiguan(path, reader="rules") as record:
        record.judging().correct(first, Action.RETRACT, LI)
    read_anew(path, folder, otherwise, "2")
    with Shiguan(path, reader="rules") as record:
        here = {d.document for d in record.articles()}
        (heir,) = (c.claim.id for c in record.view().record.corrections() if c.claim.document in here)
        record.judging().correct(heir, Action.ASSERT, Word("wang", "原文无误"))
    read_anew(path, folder, as_it_is, "3")
    assert departures(path, "a.txt") == [first]


def test_a_claim_that_says_something_else_has_no_part_in_a_correction(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    read_anew(path, folder, as_it_is, "1")
    (wrong,) = departures(path, "a.txt")
    with Shiguan(path, reader="rules") as record:
        record.judging().correct(wrong, Action.RETRACT, LI)
    read_anew(path, folder, lambda document: replace(document, text=document.text.replace("启", "起")), "2")
    assert len(departures(path, "a.txt")) == 1, "somebody else left, as it is read now"


@pytest.mark.parametrize(
    ("first", "then", "quoted"),
    [(as_it_is, otherwise, "已"), (otherwise, as_it_is, "已"), (otherwise, as_it_is, "己")],
    ids=["received", "received before", "as it was read before"],
)
def test_what_a_names_yml_takes_back_is_not_revived_by_a_better_repair(
    first: Callable[[Document], Document], then: Callable[[Document], Document], quoted: str, folder: Path, tmp_path: Path
) -> None:
    path, names = tmp_path / "one.db", tmp_path / "names.yml"
    quote = f"云帆汽车首席财务官周启明{quoted}于上月离职"
    names.write_text(f"corrections:\n  - {{retract: departure, file: a.txt, quote: {quote}}}\n", encoding="utf-8")
    said = read_anew(path, folder, first, "1", names).said
    assert said == Said(1, 0, ())
    assert departures(path, "a.txt") == []
    assert read_anew(path, folder, then, "2", names).said == Said(0, 0, ())
    assert departures(path, "a.txt") == []
    names.write_text("titles: []\n", encoding="utf-8")
    said = read_anew(path, folder, then, "3", names).said
    assert said == Said(0, 1, ()), "only of the claim as it is read now"
    (back,) = departures(path, "a.txt")
    with Shiguan(path, reader="rules") as record:
        assert {t.claim.id for t in record.view().tellings if t.claim.document in {d.document for d in record.articles()}} >= {back}


def test_after_a_names_yml_took_a_retraction_back_readings_decide_again(folder: Path, tmp_path: Path) -> None:
    """Nobody says that the claim is right: no later reading needs a line that says so, and one that misses it retracts it."""
    path, names = tmp_path / "one.db", tmp_path / "names.yml"
    names.write_text(
        "corrections:\n  - {retract: departure, file: a.txt, quote: 云帆汽车首席财务官周启明已于上月离职}\n", encoding="utf-8"
    )
    read_anew(path, folder, as_it_is, "1", names)
    assert read_anew(path, folder, otherwise, "2", names).said == Said(0, 0, ())
    names.write_text("titles: []\n", encoding="utf-8")
    assert read_anew(path, folder, otherwise, "3", names).said == Said(0, 1, ())
    with Shiguan(path, reader="rules") as record:
        assert record.view().record.corrections() == ()
        assert record.judging().said(UserNames()).corrections == ()
    names.unlink()
    read_anew(path, folder, as_it_is, "4")
    (back,) = departures(path, "a.txt")
    with Shiguan(path, reader="rules") as record:
        explained = record.explain(back)
        assert isinstance(explained, ClaimExplained)
        assert explained.entries[-1].reason == "found again"
    read_anew(path, folder, lambda document: replace(document, text=document.text.replace("离职", "在职")), "5")
    assert departures(path, "a.txt") == []


def test_a_correction_of_a_document_that_another_took_the_place_of_is_not_taken_back(folder: Path, tmp_path: Path) -> None:
    """What names.yml says no more is of a claim that is read no more, and that nothing took the place of."""
    path, names = tmp_path / "one.db", tmp_path / "names.yml"
    names.write_text(
        "corrections:\n  - {retract: departure, file: a.txt, quote: 云帆汽车首席财务官周启明已于上月离职}\n", encoding="utf-8"
    )
    read_anew(path, folder, as_it_is, "1", names)
    names.write_text("titles: []\n", encoding="utf-8")
    said = read_anew(path, folder, lambda document: replace(document, text=document.text.replace("离职", "在职")), "2", names).said
    assert said == Said(0, 0, ())
    assert departures(path, "a.txt") == []


def test_what_is_corrected_counts_for_no_reading(folder: Path, tmp_path: Path) -> None:
    with Shiguan(tmp_path / "one.db", reader="rules") as record:
        record.read([folder])
        read = record.changes()
        assert read.new
        claim = record.view().tellings[0].claim.id
        record.judging().correct(claim, Action.RETRACT, LI)
        with pytest.raises(InputError):
            record.judging().correct(claim, Action.RETRACT, LI)
        assert record.changes().since == read.since
