"""What people say: it outranks the rules, is undone singly, survives reading again, and is said anew from a names.yml."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.errors import AmbiguousError, InputError, NotFoundError
from shiguan.interfaces.render import claim_lines
from shiguan.judging import Judging, Word
from shiguan.ledger.reader import Reader
from shiguan.query.preview import Change
from shiguan.query.review import pairs
from shiguan.query.view import load
from shiguan.records.entry import Action
from shiguan.records.judgement import Verdict
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
