"""What people say: it outranks the rules, is undone singly, survives reading again, and is said anew from a names.yml."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan import Shiguan
from shiguan.app import ReadReport
from shiguan.errors import AmbiguousError, InputError, NotFoundError
from shiguan.interfaces.render import claim_lines
from shiguan.judging import Judging, Said, Word
from shiguan.ledger.reader import Reader
from shiguan.query.preview import Change
from shiguan.query.review import pairs
from shiguan.query.view import load
from shiguan.records.document import Document
from shiguan.records.entry import Action
from shiguan.records.judgement import Verdict
from shiguan.repair import repair
from shiguan.resolve.names import NAME_WORDS
from shiguan.vocabulary.names import read_names, write_names
from shiguan.vocabulary.values import UserNames
from tests.query.build import put, recorded
from tests.resolve.build import Line, Paper, left, paper

LI = Word("li", "known to the desk")
NAMESAKES = (("a.txt", "云杉医药"), ("b.txt", "蓝鲸航运"), ("c.txt", "松果汽车"))


def namesakes() -> tuple[Paper, ...]:
    return tuple(paper([left("顾南舟", org), left("林听雨", org)], file) for file, org in NAMESAKES)


def judging(reader: Reader) -> Judging:
    return Judging(reader.connection, NAME_WORDS, lambda: None)


def exported(reader: Reader) -> str:
    return json.dumps(list(claim_lines(load(reader))), ensure_ascii=False, default=str)


def entities(reader: Reader) -> set[frozenset[str]]:
    return {frozenset(e.mentions) for e in load(reader).entities.values()}


def test_a_merge_joins_and_undoing_it_returns_the_very_same_export() -> None:
    with recorded(*namesakes()) as reader:
        before = exported(reader)
        merge = judging(reader).judge("顾南舟@a.txt", "顾南舟@b.txt", Verdict.SAME, LI)
        assert exported(reader) != before
        assert judging(reader).undo(merge.id[:8], LI) == merge
        assert exported(reader) == before
        assert len(reader.judgements()) >= 2, "nothing is removed"


ENDS = st.sampled_from([f"{name}@{file}" for name in ("顾南舟", "林听雨") for file, _ in NAMESAKES])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(ENDS, ENDS, st.sampled_from(list(Verdict)), st.sampled_from(["li", "wang"])), max_size=5))
def test_undoing_everything_in_any_order_returns_the_very_same_export(steps: list[tuple[str, str, Verdict, str]]) -> None:
    with recorded(*namesakes()) as reader:
        before, people = exported(reader), judging(reader)
        done = []
        for one, other, verdict, by in steps:
            if one != other:
                done.append(people.judge(one, other, verdict, Word(by, "")).id)
        for identity in sorted(set(done)):
            people.undo(identity, LI)
        assert exported(reader) == before


@settings(max_examples=25, deadline=None)
@given(st.permutations([("a.txt", "b.txt"), ("b.txt", "c.txt"), ("a.txt", "c.txt")]), st.permutations(["li", "wang", "zhao"]))
def test_the_order_in_which_people_judge_different_pairs_changes_nothing(order: list[tuple[str, str]], by: list[str]) -> None:
    verdicts = {("a.txt", "b.txt"): Verdict.SAME, ("b.txt", "c.txt"): Verdict.SAME, ("a.txt", "c.txt"): Verdict.DIFFERENT}
    found = []
    for pairs_of in (sorted(order), order):
        with recorded(*namesakes()) as reader:
            for (one, other), person in zip(pairs_of, by, strict=True):
                judging(reader).judge(f"顾南舟@{one}", f"顾南舟@{other}", verdicts[one, other], Word(person, ""))
            found.append(entities(reader))
    assert found[0] == found[1]


def test_of_two_people_the_newer_word_holds() -> None:
    with recorded(*namesakes()) as reader:
        people = judging(reader)
        people.judge("顾南舟@a.txt", "顾南舟@b.txt", Verdict.SAME, LI)
        apart = people.judge("顾南舟@a.txt", "顾南舟@b.txt", Verdict.DIFFERENT, Word("wang", "father and son"))
        assert [p.by for p in pairs(load(reader)) if p.verdict is Verdict.DIFFERENT] == ["wang"]
        people.undo(apart.id, LI)
        assert [p.by for p in pairs(load(reader)) if p.verdict is Verdict.SAME] == ["li"]


def test_what_was_judged_is_not_asked_again() -> None:
    with recorded(*namesakes()) as reader:
        asked = {frozenset((p.left.file, p.right.file)) for p in pairs(load(reader), unsure=True) if p.left.name == "顾南舟"}
        assert len(asked) == 3
        judging(reader).judge("顾南舟@a.txt", "顾南舟@b.txt", Verdict.DIFFERENT, LI)
        judging(reader).judge("顾南舟@b.txt", "顾南舟@c.txt", Verdict.UNSURE, LI)
        left_ = {frozenset((p.left.file, p.right.file)) for p in pairs(load(reader), unsure=True) if p.left.name == "顾南舟"}
        assert left_ == {frozenset(("a.txt", "c.txt"))}


def test_a_pair_shows_both_sentences_and_who_works_where() -> None:
    with recorded(*namesakes()) as reader:
        pair = next(p for p in pairs(load(reader)) if {p.left.file, p.right.file} == {"a.txt", "b.txt"} and p.left.name == "顾南舟")
        for side, org in ((pair.left, dict(NAMESAKES)[pair.left.file]), (pair.right, dict(NAMESAKES)[pair.right.file])):
            assert side.employers == (org,)
            assert side.sentence[side.start : side.end] == "顾南舟"
            assert org in side.sentence
        assert "different employers" in pair.explanation


def twice() -> tuple[Paper, Paper]:
    """One person under two spellings, who left one company."""
    return paper([left("顾南舟", "云杉医药")], "a.txt"), paper([left("顾楠洲", "云杉医药")], "b.txt")


def test_a_preview_says_what_would_change_and_changes_nothing() -> None:
    with recorded(*twice()) as reader:
        before = exported(reader)
        changes = judging(reader).what_if("顾南舟", "顾楠洲", Verdict.SAME).changes
        assert Change("departure", "org", "云杉医药", (2, 2), (1, 1)) in changes
        assert {c.by for c in changes} == {"org", "person"}
        assert exported(reader) == before
        judging(reader).judge("顾南舟", "顾楠洲", Verdict.SAME, LI)
        assert judging(reader).what_if("顾南舟", "顾楠洲", Verdict.SAME).changes == ()


def test_a_preview_of_a_split() -> None:
    with recorded(paper([left("顾南舟", "云杉医药")], "a.txt"), paper([left("顾南舟", "云杉医药")], "b.txt")) as reader:
        changes = judging(reader).what_if("顾南舟@a.txt", "顾南舟@b.txt", Verdict.DIFFERENT).changes
        assert Change("departure", "org", "云杉医药", (1, 1), (2, 2)) in changes


@pytest.mark.parametrize(
    "said", ["顾南舟@a.txt", "person:顾南舟@a.txt", "顾南舟@云杉医药", " 顾南舟 @ 云杉医药有限公司 ", "顧南舟@a.txt"]
)
def test_a_name_is_found_by_file_or_employer_in_either_script(said: str) -> None:
    with recorded(*namesakes()) as reader:
        judged = judging(reader).judge(said, "顾南舟@c.txt", Verdict.DIFFERENT, LI)
        (pair,) = (p for p in pairs(load(reader)) if p.id == judged.id)
        assert {pair.left.file, pair.right.file} == {"a.txt", "c.txt"}


@pytest.mark.parametrize(
    ("one", "other", "error"),
    [
        ("顾南舟", "林听雨@a.txt", AmbiguousError),
        ("顾南舟@d.txt", "顾南舟@a.txt", NotFoundError),
        ("何向晚", "顾南舟@a.txt", NotFoundError),
        ("m-", "顾南舟@a.txt", AmbiguousError),
        ("m-zz", "顾南舟@a.txt", NotFoundError),
        ("顾南舟@a.txt", "顾南舟@云杉医药", InputError),
        ("顾南舟@a.txt", "云杉医药", InputError),
    ],
)
def test_what_cannot_be_judged_is_refused(one: str, other: str, error: type[Exception]) -> None:
    with recorded(*namesakes()) as reader, pytest.raises(error) as refused:
        judging(reader).judge(one, other, Verdict.SAME, LI)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("by", ["", " ", "rules", "rules-1", "model-2", "undo j-1"])
def test_nobody_judges_as_a_rule(by: str) -> None:
    with pytest.raises(InputError):
        Word(by, "")


def test_only_what_a_person_judged_is_undone() -> None:
    with recorded(*namesakes()) as reader:
        (rules,) = (j for j in reader.judgements()[:1])
        with pytest.raises(NotFoundError):
            judging(reader).undo(rules.id, LI)
        with pytest.raises(NotFoundError):
            judging(reader).undo("", LI)


def test_a_claim_is_retracted_and_restored() -> None:
    with recorded(*twice()) as reader:
        before = exported(reader)
        claim = load(reader).tellings[0].claim
        people = judging(reader)
        assert people.correct(claim.id[:9], Action.RETRACT, LI) == claim
        assert claim.id not in {t.claim.id for t in load(reader).tellings}
        with pytest.raises(InputError):
            people.correct(claim.id, Action.RETRACT, LI)
        people.correct(claim.id, Action.ASSERT, LI)
        assert exported(reader) == before
        with pytest.raises(NotFoundError):
            people.correct("c-zz", Action.RETRACT, LI)
        with pytest.raises(AmbiguousError):
            people.correct("c-", Action.RETRACT, LI)


def test_what_people_said_is_written_and_said_anew_on_another_record() -> None:
    with recorded(*namesakes()) as reader:
        people = judging(reader)
        people.judge("顾南舟@a.txt", "顾南舟@b.txt", Verdict.SAME, LI)
        people.judge("林听雨@a.txt", "林听雨@b.txt", Verdict.DIFFERENT, Word("wang", "两个人：同名"))
        people.correct(load(reader).tellings[-1].claim.id, Action.RETRACT, Word("li", "张冠李戴"))
        wanted, found = exported(reader), entities(reader)
        text = write_names(people.said(UserNames()))
    said = read_names(text.encode(), "names.yml")
    with recorded(*namesakes()) as reader:
        assert judging(reader).replay(said).new == 3
        assert (exported(reader), entities(reader)) == (wanted, found)
        assert write_names(judging(reader).said(UserNames())) == text
        again = judging(reader).replay(said)
        assert (again.new, again.taken_back, again.unmet) == (0, 0, ())


def test_what_a_names_yml_says_no_more_is_taken_back() -> None:
    both = read_names(
        "verdicts:\n  - {same: [顾南舟@a.txt, 顾南舟@b.txt]}\n"
        "corrections:\n  - {retract: departure, file: c.txt, quote: person是顾南舟，org是松果汽车，日期不详。}\n".encode(),
        "names.yml",
    )
    with recorded(*namesakes()) as reader:
        before = exported(reader)
        assert judging(reader).replay(both).new == 2
        assert exported(reader) != before
        assert judging(reader).replay(UserNames()).taken_back == 2
        assert exported(reader) == before
        assert judging(reader).replay(both).new == 2


def test_a_persons_later_word_outranks_a_names_yml() -> None:
    said = read_names("verdicts:\n  - {same: [顾南舟@a.txt, 顾南舟@b.txt]}\n".encode(), "names.yml")
    with recorded(*namesakes()) as reader:
        people = judging(reader)
        people.replay(said)
        (judged,) = (p for p in pairs(load(reader)) if p.by == "names.yml")
        people.undo(judged.id, LI)
        assert people.replay(said).new == 0
        people.judge("顾南舟@a.txt", "顾南舟@b.txt", Verdict.DIFFERENT, LI)
        assert people.replay(said).new == 0
        assert [p.verdict for p in pairs(load(reader)) if p.by == "li"] == [Verdict.DIFFERENT]


def test_what_finds_nothing_on_record_is_told() -> None:
    said = read_names(
        "verdicts:\n  - {same: [顾南舟@a.txt, 何向晚]}\n"
        "corrections:\n  - {retract: departure, file: a.txt, quote: 无此句}\n".encode(),
        "names.yml",
    )
    with recorded(*namesakes()) as reader:
        replayed = judging(reader).replay(said)
    assert replayed.new == 0
    assert len(replayed.unmet) == 2
    assert "何向晚" in replayed.unmet[0]


def test_the_names_a_record_came_to_know_are_written_when_asked_for() -> None:
    members = ["云杉医药", "蓝鲸航运", "松果汽车"]
    lists = paper([Line("count_claim", {"subject": "医药三强", "members": members})], "g.txt")
    long = paper([left("何向晚", "云杉医药有限公司")], "d.txt", aliases={"云杉医药有限公司": ("云杉",)})
    with recorded(*namesakes(), long, lists) as reader:
        people = judging(reader)
        assert people.said(UserNames()) == UserNames()
        learned = people.said(UserNames(), learned=True)
        assert read_names(write_names(learned).encode(), "names.yml").titles == ()
        by_name = {k.name: k for k in learned.known}
        assert set(by_name["云杉医药"].aliases) == {"云杉", "云杉医药有限公司"}
        assert set(by_name["医药三强"].members) == set(members)
        assert "顾南舟" not in by_name, "three people bear this name"
        assert people.said(UserNames(learned.known), learned=True) == UserNames(learned.known)


def test_a_name_that_becomes_ambiguous_takes_nothing_back() -> None:
    said = read_names("verdicts:\n  - {same: [顾南舟, 顾楠洲]}\n".encode(), "names.yml")
    with recorded(*twice()) as reader:
        people = judging(reader)
        assert people.replay(said).new == 1
        put(reader.connection, [paper([left("顾南舟", "蓝鲸航运")], "c.txt")], 5)
        again = people.replay(said)
        assert (again.new, again.taken_back, len(again.unmet)) == (0, 0, 1)
        assert [p.verdict for p in pairs(load(reader)) if p.by == "names.yml"] == [Verdict.SAME]
        assert people.replay(UserNames()).taken_back == 1, "what is gone from the file is taken back all the same"


def test_what_changes_nothing_begins_no_run_and_a_replay_begins_one() -> None:
    said = read_names(
        "corrections:\n"
        "  - {retract: departure, file: a.txt, quote: person是顾南舟，org是云杉医药，日期不详。}\n"
        "  - {retract: departure, file: c.txt, quote: person是顾南舟，org是松果汽车，日期不详。}\n".encode(),
        "names.yml",
    )
    with recorded(*namesakes()) as reader:
        people, runs = judging(reader), len(reader.runs())
        assert people.replay(said).new == 2
        assert len(reader.runs()) == runs + 1
        assert people.replay(said).new == 0
        claim = reader.corrections()[0].claim.id
        with pytest.raises(InputError):
            people.correct(claim, Action.RETRACT, LI)
        assert len(reader.runs()) == runs + 1
        people.correct(claim, Action.ASSERT, LI)
        assert [r.reader for r in reader.runs()[runs:]] == ["names.yml", "li"]


def test_a_names_yml_is_said_with_as_many_questions_however_much_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict, correction = (
        "  - {{same: [顾南舟@a.txt, 顾南舟@{file}]}}\n",
        "  - {{retract: departure, file: {file}, quote: {quote}}}\n",
    )
    asked: list[str] = []

    def counted(name: str, plain: Callable[..., object]) -> Callable[..., object]:
        def ask(reader: Reader, *arguments: object, **named: object) -> object:
            asked.append(name)
            return plain(reader, *arguments, **named)

        return ask

    for name in ("judgements", "documents", "corrections"):
        monkeypatch.setattr(Reader, name, counted(name, getattr(Reader, name)))
    counts = []
    for some in (NAMESAKES[1:2], NAMESAKES[1:]):
        quotes = [(file, f"person是林听雨，org是{org}，日期不详。") for file, org in some]
        text = "verdicts:\n" + "".join(verdict.format(file=file) for file, _ in some)
        text += "corrections:\n" + "".join(correction.format(file=file, quote=quote) for file, quote in quotes)
        with recorded(*namesakes()) as reader:
            asked.clear()
            assert judging(reader).replay(read_names(text.encode(), "names.yml")).new == 2 * len(some)
            counts.append(sorted(asked))
    assert counts[0] == counts[1]


# With real readings.

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
        assert record.explain(back).entries[-1].reason == "found again"
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
