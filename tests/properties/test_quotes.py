"""Whatever befalls a text on its way, each claim read in it quotes what was received, to the character."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.errors import RepairError
from shiguan.extract import extract
from shiguan.records.document import Article, Document
from shiguan.records.time import ValidTime
from shiguan.repair import repair
from shiguan.vocabulary import load_vocabulary
from tests import damage

TEXTS = [p.read_text(encoding="utf-8") for p in sorted((Path(__file__).parents[1] / "eval/open").glob("*.txt"))]
PARAGRAPHS = [
    line for text in TEXTS for line in text.splitlines() if "离职" in line or "融资" in line or "發布" in line or "辭" in line
]
assert len(PARAGRAPHS) > 20


def spliced(text: str) -> str:
    """With pinyin spliced in, as far as the text can be written in GBK at all."""
    try:
        return damage.splice_pinyin(text)
    except UnicodeEncodeError:
        return text


ONE_KIND = (
    lambda text: text,
    spliced,
    damage.use_radicals,
    damage.add_between_han,
    damage.escape_entities,
    damage.misdecode,
    lambda text: text.replace("，", ",").replace("：", ":"),
    lambda text: text.replace("。", "。\r\n"),
    lambda text: "\ufeff" + text.replace("的", "的\u200b"),
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """One to three paragraphs, damaged in up to two ways one over the other, with a stretch cut out of the middle at times."""
    text = "\n".join(draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=3)))
    for how in draw(st.lists(st.sampled_from(ONE_KIND), min_size=1, max_size=2)):
        text = how(text)
    start = draw(st.integers(0, len(text)))
    return text[:start] + text[start + draw(st.integers(0, 12)) :]


def read(text: str) -> Document | None:
    received = datetime(2024, 6, 1, tzinfo=UTC)
    if not text.strip():
        return None
    content = text.encode("utf-8", "surrogatepass")
    article = Article(content, text, "utf-8", "text/plain", "page.txt", None, None, ValidTime.of("2024-05-20"), None, received)
    try:
        return repair(article)
    except RepairError:  # nothing but characters that nobody sees
        return None


@settings(max_examples=120, deadline=None)
@given(damaged())
def test_each_claim_quotes_the_received_text(text: str) -> None:
    document = read(text)
    if document is None:
        return
    for claim in extract(document, load_vocabulary()).claims:
        span, quote = document.received_quote(claim.evidence.span)
        assert text[span.start : span.end] == quote != ""
        assert claim.evidence.span.of(document.text) == claim.evidence.quote
        for argument in claim.arguments:
            assert argument.evidence.span.of(document.text) == argument.evidence.quote


@settings(max_examples=30, deadline=None)
@given(damaged())
def test_the_same_text_is_always_read_the_same(text: str) -> None:
    first, second = read(text), read(text)
    assert first == second
    if first is not None:
        assert extract(first, load_vocabulary()) == extract(first, load_vocabulary())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text_at_all_is_read_without_failing(text: str) -> None:
    if any("\ud800" <= c <= "\udfff" for c in text):
        return
    document = read(text)
    if document is not None:
        extract(document, load_vocabulary())
