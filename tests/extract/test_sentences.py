"""Where sentences begin and end, and which parts of a document are read at all."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.extract.sentences import prepare, split
from shiguan.records.document import Region, RegionKind, Span
from tests.extract.bare import bare
from tests.extract.rules.page import document


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲厂开工。乙厂停产！丙厂呢？", ["甲厂开工。", "乙厂停产！", "丙厂呢？"]),
        ("甲厂开工；乙厂停产;丙厂未定", ["甲厂开工；", "乙厂停产;", "丙厂未定"]),
        ("  甲厂开工。 　乙厂停产。 ", ["甲厂开工。", "乙厂停产。"]),
        ("他走了……她没有走。", ["他走了……", "她没有走。"]),
        ("真的吗？！当然。", ["真的吗？！", "当然。"]),
        ("收于3.5元，较昨日跌0.2元。", ["收于3.5元，较昨日跌0.2元。"]),
        ("没有句号的一行", ["没有句号的一行"]),
        ("要闻：①甲厂停产②乙厂开工③丙厂未定", ["要闻：", "①甲厂停产", "②乙厂开工", "③丙厂未定"]),
        ("甲厂①停产，见注。", ["甲厂①停产，见注。"]),
        ("", []),
        (" \t　", []),
    ],
)
def test_a_paragraph_is_cut_at_its_full_stops(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲厂（详见公告。第三页）开工。完。", ["甲厂（详见公告。第三页）开工。", "完。"]),
        ("甲厂(见第2页!)开工。完。", ["甲厂(见第2页!)开工。", "完。"]),
        ("《谁来接班？》上映。完。", ["《谁来接班？》上映。", "完。"]),
        ("《甲（乙。丙）丁。》上映。完。", ["《甲（乙。丙）丁。》上映。", "完。"]),
        ("甲厂开工。（完）", ["甲厂开工。", "（完）"]),
    ],
)
def test_a_full_stop_inside_brackets_or_a_book_title_ends_nothing(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('The CFO left in 2019. "Fine." He agreed.', ["The CFO left in 2019.", '"Fine."', "He agreed."]),
        (
            "Pell Inc. rose 12.5% in the U.S. last year. Mr. Li left.",
            ["Pell Inc. rose 12.5% in the U.S. last year.", "Mr. Li left."],
        ),
        ("他说“We are open. Full stop.”之后离开。完。", ["他说“We are open. Full stop.”之后离开。", "完。"]),
        ("他离开了。J. Smith接任首席执行官。", ["他离开了。", "J. Smith接任首席执行官。"]),
        ("营收3. 5亿元，同比持平。", ["营收3. 5亿元，同比持平。"]),
        ("1. ABC公司宣布停产。", ["1. ABC公司宣布停产。"]),
        (
            "It raised $5 million in Series A. The round was led by Pell.",
            ["It raised $5 million in Series A.", "The round was led by Pell."],
        ),
        ("A. Smith took over from J. K. Rao. Both are founders", ["A. Smith took over from J. K. Rao.", "Both are founders"]),
    ],
)
def test_an_english_full_stop_ends_a_sentence_and_an_abbreviation_does_not(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@pytest.mark.parametrize("text", ["（没有合上的括号。后面还有。", "“没有合上的引号。后面还有。", f"（{'长' * 210}。）后面还有。"])
def test_a_bracket_that_never_closes_or_too_late_is_damage(text: str) -> None:
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“我走了。”他说。第二天他没来。", ["“我走了。”他说。", "第二天他没来。"]),
        ("「我走了。」她说。", ["「我走了。」她说。"]),
        ("他问“要走吗？”便离开了。", ["他问“要走吗？”便离开了。"]),
        ("他说：“我走了。”", ["他说：“我走了。”"]),
        ("他说：“我走了。明天不来。”", ["他说：“我走了。", "明天不来。”"]),
        ("“他问：‘走吗？’我说走。”完。", ["“他问：‘走吗？’我说走。”完。"]),
    ],
)
def test_a_quotation_of_one_sentence_is_whole_and_of_several_is_read_sentence_by_sentence(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


def test_a_sentence_that_ends_with_its_quotation_ends_there() -> None:
    assert sentences("甲厂表示：“我们没有停产。”乙厂随后宣布停产。") == ["甲厂表示：“我们没有停产。”", "乙厂随后宣布停产。"]


LINES = st.text(st.sampled_from("甲乙丙。！？；…“”「」（）()《》，、 \t　.!a1"), max_size=60)


@settings(deadline=None)
@given(LINES)
def test_sentences_are_in_order_trimmed_and_leave_out_only_white_space(text: str) -> None:
    spans = list(split(text))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


PARTS = (
    (RegionKind.TITLE, "甲厂停产"),
    (RegionKind.BYLINE, "记者某某。"),
    (RegionKind.HEADING, "一、经过"),
    (RegionKind.BODY, "甲厂宣布停产。员工已知情。"),
    (RegionKind.CAPTION, "图为甲厂。"),
    (RegionKind.BODY, "乙厂没有回应。"),
    (RegionKind.NOTICE, "转载须经许可。"),
    (RegionKind.RELATED, "丙厂开工。"),
    (RegionKind.SOURCE, "综合各报。"),
)


def test_titles_headings_and_body_are_read_and_nothing_else() -> None:
    regions = []
    text = ""
    for kind, part in PARTS:
        regions.append(Region(kind, Span(len(text), len(text) + len(part))))
        text += part + "\n"
    reading = prepare(bare(text, tuple(regions)))
    assert [(s.kind, s.text, s.paragraph) for s in reading.sentences] == [
        (RegionKind.TITLE, "甲厂停产", 0),
        (RegionKind.HEADING, "一、经过", 1),
        (RegionKind.BODY, "甲厂宣布停产。", 2),
        (RegionKind.BODY, "员工已知情。", 2),
        (RegionKind.BODY, "乙厂没有回应。", 3),
    ]


def test_boilerplate_of_a_real_page_is_left_out() -> None:
    page = "甲厂停产\n来源：某报 2024-05-20\n\n甲厂宣布停产。\n\n图：甲厂大门\n责任编辑：某某\n相关阅读\n丙厂开工\n"
    assert [s.text for s in prepare(document(page)).sentences] == ["甲厂停产", "甲厂宣布停产。"]


def test_each_line_is_a_paragraph_and_empty_ones_are_none() -> None:
    reading = prepare(bare("甲厂停产。乙厂开工。\n\n \n丙厂未定。"))
    assert [(s.index, s.paragraph) for s in reading.sentences] == [(0, 0), (1, 0), (2, 1)]


def test_a_line_break_ends_a_sentence_even_in_brackets() -> None:
    assert [s.text for s in prepare(bare("甲厂（见\n下文）停产")).sentences] == ["甲厂（见", "下文）停产"]


@settings(deadline=None)
@given(st.lists(LINES, max_size=5).map("\n".join))
def test_a_sentence_is_its_stretch_of_the_document(text: str) -> None:
    whole = bare(text)
    for sentence in prepare(whole).sentences:
        assert sentence.span.of(whole.text) == sentence.text


@pytest.mark.parametrize(
    ("published", "anchor"),
    [("2024-05-20", date(2024, 5, 20)), ("2024-02", date(2024, 2, 29)), ("2024", date(2024, 12, 31)), (None, None)],
)
def test_relative_times_hang_on_the_last_day_of_publication(published: str | None, anchor: date | None) -> None:
    assert prepare(bare("甲厂停产。", published=published)).anchor == anchor
