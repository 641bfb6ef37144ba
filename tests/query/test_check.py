"""A draft against the record: what each name, time and number of it comes to. Everything is invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.query.check import Checked, Mark, Note, check
from shiguan.query.draft import Draft, DraftSentence, Item, ItemKind, drafted
from shiguan.query.verdicts import Verdict
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Article, Document, OffsetMap, Region, RegionKind, Script, Span
from shiguan.records.extraction import Extraction
from shiguan.records.time import ValidTime
from shiguan.vocabulary import load_vocabulary
from tests.query.build import money, viewed
from tests.resolve.build import NOON, Line, Paper, left, paper

VOCABULARY = load_vocabulary()
RECORD = paper(
    [
        left("王远", "星禾汽车", "2031-03-05", to="北辰银行", texts={"position": "首席技术官"}),
        left("李清", "云杉医药", certainty=Certainty.RUMOURED),
        left("陈默", "蓝湾科技", certainty=Certainty.DENIED, polarity=Polarity.NEGATED),
    ],
    published="2031-03-06",
)


def draft(*lines: Line, published: str = "2031-08-01", file: str = "draft.txt") -> Draft:
    """The lines as a draft whose times stand where they are told."""
    return told(paper(lines, file, published), lines)


def told(one: Paper, lines: tuple[Line, ...] = ()) -> Draft:
    sentences = []
    for line in lines:
        start = one.document.text.index(line.sentence)
        at = line.sentence.rfind(line.when) if line.when else -1
        span = Span(start + at, start + at + len(line.when or ""))
        items = (Item(ItemKind.TIME, span, ValidTime.of(line.when)),) if line.when else ()
        sentences.append(DraftSentence(Span(start, start + len(line.sentence)), items))
    return Draft(one.document, one.extraction, tuple(sentences))


def verdicts(found: Checked) -> dict[str, Verdict]:
    return {mark.text: mark.verdict for mark in found.marks}


def note(found: Checked, text: str) -> Note:
    mark = next(m for m in found.marks if m.text == text)
    return next(n for n in found.notes if n.number in mark.notes and n.verdict is mark.verdict)


@contextmanager
def checked(*lines: Line, record: tuple[Paper, ...] = (RECORD,)) -> Iterator[Checked]:
    with viewed(*record) as view:
        yield check(view, draft(*lines))


def test_what_the_record_says_too_is_supported_by_its_sentence() -> None:
    with checked(left("王远", "星禾汽车", "2031-03-05", to="北辰银行")) as found:
        assert set(verdicts(found).values()) == {Verdict.SUPPORTED}
        assert {m.text for m in found.marks} == {"王远", "星禾汽车", "2031-03-05", "北辰银行"}
        (one,) = found.notes
        assert one.told is not None
        assert one.told.file == "a.txt"
        assert found.only(())


def test_another_month_than_on_record_contradicts() -> None:
    with checked(left("王远", "星禾汽车", "2031-05")) as found:
        assert verdicts(found)["2031-05"] is Verdict.CONTRADICTED
        assert verdicts(found)["王远"] is Verdict.SUPPORTED
        assert note(found, "2031-05").reason == "on record: 2031-03-05"
        assert not found.only({Verdict.UNSUPPORTED})


def test_a_coarser_time_is_borne_out_and_a_finer_one_is_not() -> None:
    coarse = paper([left("王远", "星禾汽车", "2031-03")])
    with checked(left("王远", "星禾汽车", "2031"), record=(coarse,)) as found:
        assert verdicts(found)["2031"] is Verdict.SUPPORTED
    with checked(left("王远", "星禾汽车", "2031-03-09"), record=(coarse,)) as found:
        assert verdicts(found)["2031-03-09"] is Verdict.UNSUPPORTED
        assert note(found, "2031-03-09").reason == "not said so exactly: 2031-03"


def test_another_destination_contradicts_and_one_never_told_is_unsupported() -> None:
    with checked(left("王远", "星禾汽车", to="蓝湾科技")) as found:
        assert verdicts(found)["蓝湾科技"] is Verdict.CONTRADICTED
    untold = paper([left("王远", "星禾汽车"), left("周岚", "蓝湾科技")])
    with checked(left("王远", "星禾汽车", to="蓝湾科技"), record=(untold,)) as found:
        assert verdicts(found)["蓝湾科技"] is Verdict.UNSUPPORTED
        assert note(found, "蓝湾科技").reason == "the record does not say"


def test_a_rumour_told_as_a_fact_is_rumour_only_and_told_as_a_rumour_is_supported() -> None:
    with checked(left("李清", "云杉医药")) as found:
        assert verdicts(found) == {"李清": Verdict.RUMOUR_ONLY, "云杉医药": Verdict.RUMOUR_ONLY}
        assert found.only({Verdict.RUMOUR_ONLY})
        assert not found.only({Verdict.UNSUPPORTED})
    with checked(left("李清", "云杉医药", certainty=Certainty.RUMOURED)) as found:
        assert found.only(())


def test_what_is_denied_contradicts_and_its_denial_is_supported() -> None:
    with checked(left("陈默", "蓝湾科技")) as found:
        assert verdicts(found)["陈默"] is Verdict.CONTRADICTED
        assert note(found, "陈默").reason == "denied"
    with checked(left("陈默", "蓝湾科技", certainty=Certainty.DENIED, polarity=Polarity.NEGATED)) as found:
        assert found.only(())
    with checked(left("王远", "星禾汽车", polarity=Polarity.NEGATED)) as found:
        assert verdicts(found)["王远"] is Verdict.CONTRADICTED


def test_a_denial_of_what_is_only_rumoured_is_unsupported() -> None:
    with checked(left("李清", "云杉医药", certainty=Certainty.DENIED, polarity=Polarity.NEGATED)) as found:
        assert set(verdicts(found).values()) == {Verdict.UNSUPPORTED}
        assert "denies" in note(found, "李清").reason


def test_who_is_not_on_record_is_said_to_be_so_and_what_he_did_is_unsupported() -> None:
    with checked(left("孙一川", "星禾汽车")) as found:
        assert verdicts(found) == {"孙一川": Verdict.UNSUPPORTED, "星禾汽车": Verdict.UNSUPPORTED}
        assert note(found, "孙一川").reason == "not on record"
        assert note(found, "星禾汽车").reason == "nothing on record tells of it"


def test_leaving_another_firm_at_another_time_is_another_matter() -> None:
    with checked(left("王远", "云杉医药", "2029-01")) as found:
        assert set(verdicts(found).values()) == {Verdict.UNSUPPORTED}
        assert "another" in note(found, "王远").reason


def test_a_post_in_other_words_is_not_marked() -> None:
    with checked(left("王远", "星禾汽车", texts={"position": "董事会秘书"})) as found:
        assert Verdict.CONTRADICTED not in verdicts(found).values()
        assert found.only(())  # of wordings no two need be alike


def funding(amount: Amount, when: str | None = None, **roles: str) -> Line:
    return Line("funding", {"org": "星禾汽车"}, {"amount": amount, **roles}, when=when)


def test_another_sum_for_the_same_round_contradicts_and_another_round_is_another_matter() -> None:
    known = paper([funding(money(300, 300, "三百元"), "2031-02", round="A轮")])
    with checked(funding(money(500, 500, "五百元"), "2031-02", round="A轮"), record=(known,)) as found:
        assert note(found, "2031-02").verdict is Verdict.SUPPORTED
        assert [n.reason for n in found.notes if n.verdict is Verdict.CONTRADICTED] == ["on record: 三百元"]
    with checked(funding(money(500, 500, "五百元"), "2031-09", round="C轮"), record=(known,)) as found:
        assert {m.verdict for m in found.marks} == {Verdict.UNSUPPORTED}


def test_the_same_round_years_apart_is_another_matter() -> None:
    known = paper([funding(money(300, 300, "三百元"), "2026-02", round="A轮")])
    with checked(funding(money(300, 300, "三百元"), "2031-02", round="A轮"), record=(known,)) as found:
        assert {m.verdict for m in found.marks} == {Verdict.UNSUPPORTED}


def users(value: int, when: str | None, said: str, measure: str = "月活") -> Line:
    amount = Amount(Decimal(value), Decimal(value), None, None, said)
    return Line("metric", {"org": "星禾汽车"}, {"subject": "小禾", "measure": measure, "value": amount}, when=when)


def test_figures_of_other_measures_are_not_compared() -> None:
    known = paper([users(1000, "2031-01", "一千人")], published="2031-02-01")
    with checked(users(400, "2031-01", "四百人", "日活"), record=(known,)) as found:
        assert found.counts["contradicted"] == 0
        assert found.counts["unsupported"] > 0
    with checked(users(400, "2031-01", "四百人", "月活跃用户"), record=(known,)) as found:
        assert found.counts["contradicted"] > 0


def test_a_figure_that_a_later_one_has_taken_the_place_of_is_out_of_date() -> None:
    known = (
        paper([users(1000, "2031-01", "一千人")], published="2031-02-01"),
        paper([users(3000, "2031-06", "三千人")], file="b.txt", published="2031-07-01"),
    )
    with checked(users(1000, None, "一千人"), record=known) as found:
        old = [n for n in found.notes if n.verdict is Verdict.OUT_OF_DATE]
        assert len(old) == 1
        assert old[0].newest is not None
        assert old[0].reason == "superseded: 2031-06 三千人"
        assert found.counts["contradicted"] == found.counts["unsupported"] == 0
    # Told of its own month it is as right as ever.
    with checked(users(1000, "2031-01", "一千人"), record=known) as found:
        assert found.only(())
    with checked(users(3000, None, "三千人"), record=known) as found:
        assert found.only(())
    with checked(users(4000, "2031-06", "四千人"), record=known) as found:
        assert [n.reason for n in found.notes if n.verdict is Verdict.CONTRADICTED] == ["on record: 三千人"]
    with checked(users(9000, None, "九千人"), record=known) as found:
        assert found.counts["unsupported"] > 0
        assert found.counts["contradicted"] == found.counts["out-of-date"] == 0


def test_two_on_record_who_disagree_are_both_told_of() -> None:
    other = paper([left("王远", "星禾汽车", "2031-04-20")], file="b.txt", published="2031-04-21", publisher="晚报")
    with checked(left("王远", "星禾汽车", "2031-03-05"), record=(RECORD, other)) as found:
        assert verdicts(found)["2031-03-05"] is Verdict.SUPPORTED
        assert note(found, "2031-03-05").reason == "so says 测试报; 晚报 says otherwise"


def test_a_draft_that_is_on_record_itself_does_not_support_itself_nor_do_copies_of_it() -> None:
    lines = (left("赵一", "蓝湾科技", "2031-07"), *(left(f"赵{n}山", "蓝湾科技", f"2031-07-{n + 10}") for n in range(9)))
    own = paper(lines, "draft.txt", "2031-08-01")
    copy = paper(lines, "copy.txt", "2031-08-02")
    with viewed(own, copy) as view:
        assert {m.verdict for m in check(view, told(own, lines)).marks} == {Verdict.UNSUPPORTED}
    independent = paper([left("赵一", "蓝湾科技", "2031-07")], "b.txt")
    with viewed(own, copy, independent) as view:
        found = check(view, told(own, lines))
        one = next(n for n in found.notes if n.verdict is Verdict.SUPPORTED)
        assert one.told is not None
        assert one.told.file == "b.txt"
        assert one.event is not None
        assert one.event.sources == 1


def test_a_copy_with_other_words_in_every_sentence_is_no_support_either() -> None:
    def lines(words: str) -> tuple[Line, ...]:
        people = "赵钱孙李周吴郑王"
        return tuple(left(f"{name}山河", "蓝湾科技", texts={"reason": f"公告说是{words}家里的事情太多"}) for name in people)

    own, spun = paper(lines("因为"), "draft.txt", "2031-08-01"), paper(lines("由于"), "spun.txt", "2031-08-02")
    with viewed(own, spun) as view:
        assert {m.verdict for m in check(view, told(own, lines("因为"))).marks} == {Verdict.UNSUPPORTED}
    # Where the draft is not on record, what it is a copy of is.
    with viewed(spun) as view:
        assert {m.verdict for m in check(view, told(own, lines("因为"))).marks} == {Verdict.SUPPORTED}


def test_what_only_the_passage_says_that_the_draft_takes_over_is_said_to_be_so() -> None:
    words = "据本报从接近公司的人士处了解到并经多方核实之后确认的情况，"
    known = paper([left("王远", "星禾汽车", said=words)])
    with checked(left("王远", "星禾汽车", said=words), record=(known,)) as found:
        assert {n.reason for n in found.notes} == {"on record only in the passage that the draft takes over"}
        assert found.only(())


def test_a_name_in_a_role_that_was_misread_is_no_contradiction() -> None:
    misread = left("王远", "北辰银行", "2031-03-05", said="星禾汽车的人，")
    with checked(misread) as found:
        assert verdicts(found)["北辰银行"] is Verdict.SUPPORTED
    with checked(left("王远", "北辰银行", "2031-03-05")) as found:
        assert verdicts(found)["北辰银行"] is Verdict.CONTRADICTED


def test_things_of_another_unit_are_not_compared() -> None:
    def count(value: int, unit: str) -> Line:
        amount = Amount(Decimal(value), Decimal(value), None, unit, f"{value}{unit}")
        return Line("count_claim", {"subject": "四小鹿"}, {"measure": "门店", "value": amount}, when="2031")

    known = paper([count(32, "家")])
    with checked(count(40, "家"), record=(known,)) as found:
        assert found.counts["contradicted"] == 1
    with checked(count(40, "人"), record=(known,)) as found:
        assert found.counts["contradicted"] == 0
        assert found.counts["unsupported"] > 0


def test_namesakes_are_told_apart_by_their_firm() -> None:
    known = (paper([left("王远", "星禾汽车", "2031-03")]), paper([left("王远", "云杉医药", "2030-01")], file="b.txt"))
    with checked(left("王远", "云杉医药", "2030-01"), record=known) as found:
        assert found.only(())
    with checked(left("王远", "云杉医药", "2031-03"), record=known) as found:
        assert verdicts(found)["2031-03"] is Verdict.CONTRADICTED
        assert note(found, "2031-03").reason == "on record: 2030-01"


def plain(text: str) -> Draft:
    """A draft in which nothing is claimed."""
    source = Article(text.encode(), text, "utf-8", "text/plain", "draft.txt", None, None, None, None, NOON)
    time = ValidTime.of("2031-08-01")
    body = (Region(RegionKind.BODY, Span(0, len(text))),)
    document = Document(source, text, OffsetMap.identity(len(text)), (), body, Script.SIMPLIFIED, None, None, time)
    return drafted(document, Extraction((), (), ()), VOCABULARY)


@pytest.fixture(name="view")
def _view() -> Iterator[View]:
    with viewed(RECORD, paper([funding(money(300000000, 300000000, "3亿元"), "2031-02")], file="b.txt")) as shown:
        yield shown


def test_names_times_and_amounts_that_no_claim_holds_are_looked_up_too(view: View) -> None:
    found = check(view, plain("星禾汽车股份有限公司在2031年2月拿到的3亿元还没有花完。"))
    told_of = {m.text: (m.kind, m.verdict) for m in found.marks}
    assert told_of["2031年2月"] == ("time", Verdict.SUPPORTED)
    assert told_of["3亿元"] == ("amount", Verdict.SUPPORTED)
    assert [m.kind for m in found.marks] == ["name", "time", "amount"]
    other = check(view, plain("星禾汽车股份有限公司在2027年1月拿到的8亿元还没有花完。"))
    assert verdicts(other)["2027年1月"] is Verdict.UNSUPPORTED
    assert verdicts(other)["8亿元"] is Verdict.UNSUPPORTED


def test_the_number_in_a_name_is_none(view: View) -> None:
    found = check(view, plain("三元食品的人也在现场。"))
    assert [(m.text, m.kind) for m in found.marks] == [("三元食品", "name")]


def test_one_firm_or_two_words_for_one_is_no_number(view: View) -> None:
    assert check(view, plain("一家公司的一位高管说了一句话。")).marks == ()


def test_marks_stand_in_the_text_as_received_in_order_and_apart(view: View) -> None:
    given_draft = draft(left("王远", "星禾汽车", "2031-03-05"), left("李清", "云杉医药"))
    found = check(view, given_draft)
    ends = [(m.start, m.end) for m in found.marks]
    assert all(found.text[m.start : m.end] == m.text for m in found.marks)
    assert ends == sorted(ends)
    assert all(end <= start for (_, end), (start, _) in pairwise(ends))
    assert [n.number for n in found.notes] == list(range(1, len(found.notes) + 1))
    assert sum(found.counts.values()) == len(found.marks)


def test_the_draft_is_not_recorded(view: View) -> None:
    before = view.record.counts()
    check(view, draft(left("王远", "星禾汽车", "2031-03-05")))
    assert view.record.counts() == before


def test_a_mark_with_several_notes_takes_the_gravest() -> None:
    with checked(left("王远", "星禾汽车"), left("王远", "赤松集团", "2020")) as found:
        both = [m for m in found.marks if m.text == "王远"]
        assert {m.verdict for m in both} <= {Verdict.SUPPORTED, Verdict.UNSUPPORTED}
        assert isinstance(both[0], Mark)


def bought(
    certainty: Certainty, polarity: Polarity = Polarity.AFFIRMED, acquirer: str = "星禾汽车", target: str = "云杉医药"
) -> Line:
    return Line("acquisition", {"acquirer": acquirer, "target": target}, certainty=certainty, polarity=polarity)


def dealt(*lines: Line, published: str = "2031-03-06", file: str = "a.txt") -> Paper:
    return paper(lines, file, published, publisher=file)


RUMOURED = dealt(bought(Certainty.RUMOURED))
NO = bought(Certainty.DENIED, Polarity.NEGATED)


def test_what_is_rumoured_and_denied_is_contradicted_by_the_denial() -> None:
    record = (RUMOURED, dealt(NO, published="2031-03-08", file="b.txt"))
    with checked(bought(Certainty.REPORTED), record=record) as found:
        assert set(verdicts(found).values()) == {Verdict.CONTRADICTED}
        one = note(found, "云杉医药")
        assert one.reason == "denied"
        assert one.told is not None
        assert one.told.file == "b.txt"
        assert not found.only({Verdict.RUMOUR_ONLY})
    with checked(bought(Certainty.RUMOURED), record=record) as found:
        assert {n.reason for n in found.notes} == {"so says a.txt; b.txt says otherwise"}
        assert found.only(())
    with checked(bought(Certainty.REPORTED, Polarity.NEGATED), record=record) as found:
        assert found.only(())
        assert {n.told.file for n in found.notes if n.told} == {"b.txt"}


def test_a_unit_of_the_house_is_denied_with_it_and_another_buyer_is_not() -> None:
    other = dealt(bought(Certainty.REPORTED, acquirer="北辰银行"), file="c.txt")
    cloud = dealt(bought(Certainty.RUMOURED, acquirer="星禾汽车云"), file="d.txt")
    record = (RUMOURED, dealt(NO, published="2031-03-08", file="b.txt"), other, cloud)
    with checked(bought(Certainty.REPORTED, acquirer="星禾汽车云"), record=record) as found:
        assert verdicts(found)["云杉医药"] is Verdict.CONTRADICTED
    with checked(bought(Certainty.REPORTED, acquirer="北辰银行"), record=record) as found:
        assert found.only(())


def test_a_denial_is_outlived_by_what_is_told_as_a_fact_after_it_and_not_by_what_was_before() -> None:
    denied = dealt(NO, published="2031-03-08", file="b.txt")
    after = dealt(bought(Certainty.REPORTED), published="2031-04-01", file="c.txt")
    before = dealt(bought(Certainty.REPORTED), published="2031-03-01", file="c.txt")
    with checked(bought(Certainty.REPORTED), record=(denied, after)) as found:
        assert {n.reason for n in found.notes} == {"so says c.txt; b.txt says otherwise"}
        assert found.only(())
    with checked(bought(Certainty.REPORTED, Polarity.NEGATED), record=(denied, after)) as found:
        assert set(verdicts(found).values()) == {Verdict.CONTRADICTED}
        assert {n.told.file for n in found.notes if n.told} == {"c.txt"}
    with checked(bought(Certainty.REPORTED), record=(denied, before)) as found:
        assert set(verdicts(found).values()) == {Verdict.CONTRADICTED}


def test_a_sentence_that_names_one_party_only_does_not_speak_for_the_deal() -> None:
    half = dealt(Line("acquisition", {"target": "云杉医药"}), file="b.txt")
    with checked(bought(Certainty.REPORTED), record=(RUMOURED, half)) as found:
        assert {n.told.file for n in found.notes if n.told} == {"a.txt"}
        assert set(verdicts(found).values()) == {Verdict.RUMOUR_ONLY}


def test_another_month_is_held_against_the_dated_report_and_not_against_an_undated_rumour() -> None:
    rumoured = paper([left("王远", "星禾汽车", certainty=Certainty.RUMOURED, texts={"reason": "传言"})], "b.txt", "2030-01-01")
    dated = paper([left("王远", "星禾汽车", "2031-03-05", certainty=Certainty.CONFIRMED)])
    with checked(left("王远", "星禾汽车", "2031-06"), record=(rumoured, dated)) as found:
        assert note(found, "2031-06").reason == "on record: 2031-03-05"
        assert verdicts(found)["王远"] is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("星禾汽车没有高管离职。", Verdict.CONTRADICTED),
        ("星禾汽车至今从未有任何人离职。", Verdict.CONTRADICTED),
        ("北辰银行宣布，星禾汽车没有核心成员离职。", Verdict.CONTRADICTED),
        ("2031年3月星禾汽车没有人离职。", Verdict.CONTRADICTED),
        ("2029年星禾汽车没有人离职。", Verdict.UNSUPPORTED),
        ("云杉医药没有高管离职。", Verdict.UNSUPPORTED),
        ("北辰银行没有高管离职。", Verdict.UNSUPPORTED),
        ("星禾汽车没有回应高管离职。", Verdict.SUPPORTED),
        ("星禾汽车有高管离职。", Verdict.SUPPORTED),
        ("No executives have left 星禾汽车.", Verdict.CONTRADICTED),
    ],
)
def test_that_nobody_left_is_held_against_those_who_did(text: str, verdict: Verdict, view: View) -> None:
    found = check(view, plain(text))
    firm = next(name for name in ("云杉医药", "星禾汽车", "北辰银行") if name in text)
    assert verdicts(found)[firm] is verdict
    if verdict is Verdict.CONTRADICTED:
        assert note(found, firm).reason == "the record says that it is so"
        assert note(found, firm).told is not None


def test_names_on_record_are_found_where_no_claim_is_read_and_never_cut_short() -> None:
    with viewed(paper([left("王远", "暮色之下"), left("李清", "云杉医药")])) as view:
        found = check(view, plain("提起暮色之下的人都这么说。"))
        assert verdicts(found) == {"暮色之下": Verdict.SUPPORTED}
        cut = paper([Line("valuation", {"org": "暮色之"}, {"amount": money(33, 33, "33元")}, said="暮色之下估值")], "draft.txt")
        (claim,) = cut.claims
        at = cut.document.text.index("暮色之下")
        short = replace(
            claim,
            arguments=tuple(
                replace(a, evidence=replace(a.evidence, span=Span(at, at + 3))) if a.role == "org" else a for a in claim.arguments
            ),
        )
        given_draft = told(replace(cut, extraction=Extraction(cut.mentions, (short,), ())))
        assert "暮色之下" in {m.text for m in check(view, given_draft).marks}


def test_a_firm_that_was_read_as_a_person_is_no_claim_against_it() -> None:
    with viewed(RECORD) as view:
        lines = (Line("departure", {"person": "北辰银行", "org": "云杉医药"}),)
        found = check(view, draft(*lines))
        assert all(n.event_type is None for n in found.notes)


NAMES = st.sampled_from(["王远", "李清", "陈默", "周岚"])
FIRMS = st.sampled_from(["星禾汽车", "云杉医药", "蓝湾科技"])
MONTHS = st.sampled_from(["2030-02", "2030-08", "2031-01"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(NAMES, FIRMS, MONTHS), min_size=1, max_size=4, unique_by=lambda one: one[0]), st.data())
def test_what_is_on_record_is_borne_out_and_another_month_or_firm_never_is(
    record: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    person, firm, month = data.draw(st.sampled_from(record))
    papers = tuple(paper([left(*one)], file=f"{n}.txt", published="2031-02-03") for n, one in enumerate(record))
    with viewed(*papers) as shown:
        assert check(shown, draft(left(person, firm, month))).only(())
        wrong = data.draw(MONTHS.filter(lambda other: other != month))
        found = check(shown, draft(left(person, firm, wrong)))
        assert verdicts(found)[wrong] is Verdict.CONTRADICTED
        elsewhere = data.draw(FIRMS.filter(lambda other: other != firm))
        found = check(shown, draft(left(person, elsewhere, month)))
        assert Verdict.SUPPORTED not in {verdicts(found).get(elsewhere)}


def test_a_tender_is_held_against_that_tender_and_not_against_a_count() -> None:
    def won(**told: str) -> Line:
        return Line("bid_wins", {"org": "星禾汽车"}, dict(told), "2031-03")

    record = paper([won(subject="天河环卫项目", rank="第二"), won(rank="第一")], published="2031-04-01")
    with viewed(record) as view:
        assert verdicts(check(view, draft(won(subject="天河环卫项目", rank="第二"))))["星禾汽车"] is Verdict.SUPPORTED
        assert verdicts(check(view, draft(won(subject="天河环卫项目", rank="第一"))))["星禾汽车"] is not Verdict.SUPPORTED
        assert verdicts(check(view, draft(won(subject="云海轨道交通工程"))))["星禾汽车"] is not Verdict.SUPPORTED
        assert verdicts(check(view, draft(won(rank="第一"))))["星禾汽车"] is Verdict.SUPPORTED
