"""What holds of every document, whatever the damage."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shiguan.errors import RepairError
from shiguan.records.document import Document, Span
from shiguan.repair import repair
from shiguan.repair.script import folded_text
from tests import damage
from tests.repair.texts import SIMPLIFIED, TRADITIONAL, article

IN_BYTES = ("splice", "late", "mojibake", "gbk")
IN_CHARACTERS = ("radical", "space", "entity")

pages = st.lists(st.sampled_from(TRADITIONAL), min_size=1, max_size=8, unique=True)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A page whose lines have damage in their bytes, in their characters, or none."""
    lines = []
    for line in draw(st.lists(st.sampled_from(TRADITIONAL + SIMPLIFIED), min_size=1, max_size=6)):
        spoilt = line
        kinds = draw(st.lists(st.sampled_from(IN_BYTES + IN_CHARACTERS), max_size=1))
        for kind in kinds:
            spoilt = _damaged(spoilt, kind, draw)
        lines.append(spoilt)
    return draw(st.sampled_from(("\n", "\r\n"))).join(lines)


def _damaged(line: str, kind: str, draw: st.DrawFn) -> str:
    try:
        match kind:
            case "splice":
                return damage.splice_pinyin(line)
            case "late":
                return damage.lose_step(line, draw(st.integers(0, len(line) - 1)))
            case "radical":
                return damage.use_radicals(line)
            case "space":
                return damage.add_between_han(line, draw(st.sampled_from((" ", "\u200b", "\u3000"))), draw(st.integers(1, 5)))
            case "entity":
                return damage.escape_entities(line + "<A&B>", draw(st.integers(1, 3)))
            case "gbk":
                return damage.misdecode(line, "utf-8", "gb18030")
        return damage.misdecode(line)
    except UnicodeEncodeError:
        return line


def _checked(text: str) -> Document | None:
    try:
        document = repair(article(text))
    except RepairError:
        return None
    last = (0, 0)
    for position in range(len(document.text)):
        start, end = document.offsets.character(position)
        assert 0 <= start < end <= len(text)
        assert last[0] <= start
        assert last[1] <= end
        last = (start, end)
    for change in document.repairs:
        assert change.received.of(text) == change.before
    return document


@given(damaged())
@settings(max_examples=60, deadline=None)
def test_every_character_read_comes_from_somewhere_and_none_overtakes_another(text: str) -> None:
    document = _checked(text)
    assert document is not None
    for region in document.regions:
        span, quote = document.received_quote(Span(region.span.start, region.span.end))
        assert quote == text[span.start : span.end]


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    _checked(text)


@given(st.text(alphabet="經(jīng)?？能夠qū)崿F！惯@\ufffd。”「\n a<&;#\u200b\u2f64\ue000濟业ÔÚ锟", max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_of_damaged_pieces_is_read_or_refused(text: str) -> None:
    _checked(text)


@given(damaged())
@settings(max_examples=40, deadline=None)
def test_what_was_repaired_whole_needs_no_repair(text: str) -> None:
    once = repair(article(text)).text
    assume(not {"?", "\ufffd"} & set(once))  # what stays lost may be read further once its surroundings are mended
    assert repair(article(once)).text == once


@given(pages)
@settings(max_examples=40, deadline=None)
def test_spliced_pages_read_as_the_clean_page(lines: list[str]) -> None:
    spliced = "\n".join(damage.splice_pinyin(line) for line in lines)
    assert repair(article(spliced)).text == folded_text("\n".join(lines))


def test_each_spliced_sentence_alone_reads_as_the_clean_one() -> None:
    failed = [s for s in TRADITIONAL if repair(article(damage.splice_pinyin(s))).text != folded_text(s)]
    assert not failed


@given(pages)
@settings(max_examples=30, deadline=None)
def test_wrongly_decoded_pages_read_as_the_clean_page(lines: list[str]) -> None:
    clean = "\n".join(lines)
    assert repair(article(damage.misdecode(clean))).text == folded_text(clean)
    assert repair(article(damage.misdecode(clean, "gb18030", "cp1252"))).text == folded_text(clean)


@given(pages)
@settings(max_examples=20, deadline=None)
def test_utf8_read_as_gbk_lacks_only_the_bytes_that_were_lost(lines: list[str]) -> None:
    clean = folded_text("\n".join(lines))
    read = repair(article(damage.misdecode("\n".join(lines), "utf-8", "gb18030"))).text
    assert len(read) == len(clean)
    assert all(a in (b, "\ufffd", "\n") for a, b in zip(read, clean, strict=True))
    assert read.count("\ufffd") * 8 <= len(clean)
