"""Judgements taken back, and taken back again; what people judged, carried over to a new reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from shiguan.records.claim import Certainty, Claim
from shiguan.records.document import OffsetMap, Span
from shiguan.records.evidence import Evidence, Mention, MentionKind
from shiguan.records.judgement import Judgement, Verdict, undo
from shiguan.resolve.carry import carried, heirs
from shiguan.resolve.judge import holding, newest
from tests.resolve.build import NOON, Line, Paper, left, paper

PAIR = ("m-a", "m-b")


def judged(verdict: Verdict, by: str, hours: int, pair: tuple[str, str] = PAIR) -> Judgement:
    return Judgement(*pair, verdict, 1.0, f"said at {hours}", by, NOON + timedelta(hours=hours))


def after(judgements: list[Judgement], which: int, hours: int) -> list[Judgement]:
    return [*judgements, undo(judgements[which], "a slip", "wang", NOON + timedelta(hours=hours))]


def test_what_is_taken_back_leaves_the_rules_word() -> None:
    rules, person = judged(Verdict.SAME, "rules-1", 0), judged(Verdict.DIFFERENT, "li", 1)
    assert newest([rules, person])[PAIR] == person
    assert newest(after([rules, person], 1, 2))[PAIR] == rules
    assert newest(after([person], 0, 2)) == {}


def test_what_is_taken_back_leaves_an_earlier_persons_word() -> None:
    first, second = judged(Verdict.SAME, "li", 0), judged(Verdict.DIFFERENT, "wang", 1)
    assert newest(after([first, second], 1, 2))[PAIR] == first
    assert newest(after([first, second], 0, 2))[PAIR] == second


def test_taking_back_may_be_taken_back() -> None:
    once = after([judged(Verdict.SAME, "li", 0)], 0, 1)
    assert newest(once) == {}
    assert newest(after(once, 1, 2))[PAIR] == once[0]


def test_who_took_back_what_is_told() -> None:
    person = judged(Verdict.SAME, "li", 0)
    back = undo(person, "a slip", "wang", NOON)
    assert (back.undoes, back.by, person.undoes, person.by) == (person.id, "wang", None, "li")


STEPS = st.lists(st.tuples(st.sampled_from(list(Verdict)), st.sampled_from(["li", "wang", "rules-1"])), max_size=6)


@given(STEPS, st.data())
def test_taking_back_a_judgement_is_as_if_it_had_not_been_given(steps: list[tuple[Verdict, str]], data: st.DataObject) -> None:
    given_ = [judged(verdict, by, hours) for hours, (verdict, by) in enumerate(steps)]
    by_people = [j for j in given_ if not j.by.startswith("rules")]
    if not by_people:
        assert holding(given_) == given_
        return
    gone = data.draw(st.sampled_from(by_people))
    back = [*given_, undo(gone, "", "wang", NOON + timedelta(days=1))]
    assert newest(back) == newest(j for j in given_ if j != gone)


def mention(name: str, start: int, document: str = "d-1", aliases: tuple[str, ...] = ()) -> Mention:
    evidence = Evidence(document, Span(start, start + len(name)), name)
    return Mention(MentionKind.PERSON, name, aliases, evidence)


OTHER = mention("顾南舟", 5, "d-9")


def between(one: Mention, verdict: Verdict = Verdict.DIFFERENT, by: str = "li") -> Judgement:
    return judged(verdict, by, 0, (min(one.id, OTHER.id), max(one.id, OTHER.id)))


def test_a_verdict_follows_the_name_that_now_stands_in_its_place() -> None:
    old, new = mention("顾南舟博", 10), mention("顾南舟", 10)
    (now,) = carried([between(old)], [old], [new, mention("林听雨", 30)], NOON)
    assert {now.left, now.right} == {new.id, OTHER.id}
    assert (now.verdict, now.by, now.recorded_at) == (Verdict.DIFFERENT, "li", NOON)


def test_a_verdict_follows_the_name_into_a_document_repaired_otherwise() -> None:
    old, new = mention("顾南舟", 10), mention("顾南舟教授", 12, "d-2", ("顾南舟",))
    (now,) = carried([between(old)], [old], [new, mention("林听雨", 10, "d-2")], NOON)
    assert new.id in (now.left, now.right)


def test_nothing_is_carried_where_nothing_was_lost_or_nothing_took_its_place() -> None:
    old = mention("顾南舟", 10)
    assert carried([between(old)], [old], [old], NOON) == ()
    assert carried([between(old)], [old], [mention("林听雨", 30)], NOON) == ()
    twice = [mention("顾南舟教授", 1, "d-2", ("顾南舟",)), mention("顾南舟博士", 9, "d-2", ("顾南舟",))]
    assert carried([between(old)], [old], twice, NOON) == ()


def test_only_the_word_of_people_is_carried_and_only_once() -> None:
    old, new = mention("顾南舟博", 10), mention("顾南舟", 10)
    assert carried([between(old, by="rules-1")], [old], [new], NOON) == ()
    first = carried([between(old)], [old], [new], NOON)
    assert carried([between(old), *first], [old], [new], NOON) == ()
    gone = [between(old), undo(between(old), "", "li", NOON)]
    assert carried(gone, [old], [new], NOON) == ()


def reread(one: Paper, lines: list[Line], cut: int = 0) -> Paper:
    """The article of one paper as another repair reads it: with these lines, ``cut`` characters of the beginning left out."""
    other = paper(lines, one.document.article.file)
    text = other.document.text[cut:]
    offsets = OffsetMap.from_spans([(i + cut, i + cut + 1) for i in range(len(text))])
    home = replace(other.document, article=one.document.article, text=text, offsets=offsets)

    def moved(evidence: Evidence) -> Evidence:
        return Evidence.of(home, Span(evidence.span.start - cut, evidence.span.end - cut))

    claims = tuple(
        replace(c, evidence=moved(c.evidence), arguments=tuple(replace(a, evidence=moved(a.evidence)) for a in c.arguments))
        for c in other.claims
    )
    return Paper(home, replace(other.extraction, claims=claims))


def heirs_of(old: Paper, new: Paper) -> dict[str, Claim]:
    by_id = {c.id: c for c in new.claims}
    found = heirs(old.claims, new.claims, {p.document.id: p.document for p in (old, new)})
    return {i: by_id[heir] for i, heir in found.items()}


TOLD = [left("顾南舟", "云杉医药", "2031-01"), left("林听雨", "云杉医药"), left("顾南舟", "云杉医药", "2031-01")]


def test_a_claim_s_heir_says_the_same_in_the_same_place() -> None:
    old = paper(TOLD)
    new = reread(old, TOLD, cut=3)
    assert not {c.id for c in old.claims} & {c.id for c in new.claims}
    assert heirs_of(old, new) == {c.id: n for c, n in zip(old.claims, new.claims, strict=True)}


def test_what_stays_needs_no_heir_and_what_says_something_else_is_none() -> None:
    old = paper([left("顾南舟", "云杉医药", "2031-01")])
    assert heirs_of(old, old) == {}
    for line in (
        left("顾南周", "云杉医药", "2031-01"),
        left("顾南舟", "云杉医药", "2031-02"),
        left("顾南舟", "云杉医药", "2031-01", certainty=Certainty.DENIED),
        Line("appointment", {"person": "顾南舟", "org": "云杉医药"}, when="2031-01"),
    ):
        assert heirs_of(old, reread(old, [line], cut=1)) == {}, line
    elsewhere = paper([left("顾南舟", "云杉医药", "2031-01")], file="b.txt")
    assert heirs_of(old, elsewhere) == {}
