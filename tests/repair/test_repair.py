import re
import unicodedata
from typing import Any

import pytest

from shiguan.errors import RepairError
from shiguan.gather.decode import decode
from shiguan.records.document import RegionKind, Script, Span
from shiguan.records.time import ValidTime
from shiguan.repair import explain, repair
from shiguan.repair.script import folded, folded_text
from tests.repair.texts import ROOT, SHARED, SIMPLIFIED, article, cases, sentences


def _damage() -> list[Any]:
    return [
        pytest.param(
            case["received"],
            case["read"],
            id=case["name"],
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [],
        )
        for case in cases("damage")
    ]


@pytest.mark.parametrize(("received", "read"), _damage())
def test_damage_is_undone(received: str, read: str) -> None:
    assert repair(article(received)).text == read


@pytest.mark.parametrize("text", cases("clean"))
def test_clean_text_stays(text: str) -> None:
    document = repair(article(text))
    assert document.text == folded(text, document.script)
    assert {r.fixer for r in document.repairs} <= {"script"}


@pytest.mark.parametrize("text", SIMPLIFIED)
def test_clean_simplified_text_is_not_touched_at_all(text: str) -> None:
    document = repair(article(text))
    assert document.text == text
    assert not document.repairs


@pytest.mark.parametrize("name", ["zh_gsdsimp-ud-dev.iob2", "zh_gsdsimp-ud-train.iob2"])
def test_thousands_of_clean_sentences_stay(name: str) -> None:
    changed = [s for s in sentences(name) if "\u200b" not in s and repair(article(s)).text != s]
    assert not changed


def test_thousands_of_clean_traditional_sentences_are_only_folded() -> None:
    changed = [s for s in sentences("zh_gsd-ud-dev.iob2") if {r.fixer for r in repair(article(s)).repairs} - {"script"}]
    assert not changed


def test_folding_leaves_one_note_and_every_other_repair_its_own() -> None:
    document = repair(article("該公司已經(jīng)完成業(yè)務(wù)調(diào)整。\r\n村民在當(dāng)?shù)剞k起了果園。"))
    assert [r.fixer for r in document.repairs] == ["newlines", "misaligned", "pinyin", "pinyin", "pinyin", "pinyin", "script"]


def test_each_repair_quotes_what_was_received() -> None:
    document = repair(article("該公司已經(jīng)完成業(yè)務(wù)調(diào)整,能夠?qū)崿F(xiàn)盈利&amp;分紅。"))
    for change in document.repairs:
        assert change.received.of(document.article.received) == change.before


def test_explanations_show_before_and_after_in_order_of_place() -> None:
    document = repair(article("今年能夠?qū)崿F(xiàn)盈利，已經(jīng)很難。"))
    explained = [e for e in explain(document, about=2) if e.repair.fixer != "script"]
    assert [(e.received, e.read) for e in explained] == [
        ("年能夠?qū)崿F(xiàn)盈利", "年能夠實現盈利"),
        ("已經(jīng)很難", "已經很難"),
    ]


def test_what_is_lost_is_reported_and_not_invented() -> None:
    document = repair(article("营收\ue123\ue456亿元，同比增长锟斤拷\ufffd。"))
    assert "\ue123\ue456" in document.text
    assert "\ufffd" in document.text
    reported = [(r.before, r.after) for r in document.repairs]
    assert ("\ue123\ue456", "\ue123\ue456") in reported
    assert ("\ufffd", "\ufffd") in reported


def test_a_character_that_could_be_several_stays_lost_and_the_reason_names_them() -> None:
    document = repair(article("他因?yàn)樘焐?w弱，辭去了教練的職務(wù)。"))
    assert document.text == "他因为天?体弱，辞去了教练的职务。"
    assert any("open: " in r.reason for r in document.repairs)


def test_the_quote_of_a_read_span_is_the_damage_it_came_from() -> None:
    document = repair(article("誰能夠?qū)崿F(xiàn)盈利，誰才留下。"))
    at = document.text.index("实现")
    span, quote = document.received_quote(Span(at, at + 2))
    assert quote == span.of(document.article.received) == "?qū)崿F"


def test_no_text_is_an_error() -> None:
    with pytest.raises(RepairError):
        repair(article(" \n\u200b\n"))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("公司宣布裁员。", Script.SIMPLIFIED),
        ("公司宣佈裁員，行云和皇后都在。", Script.TRADITIONAL),
        ("公司宣佈裁員。公司宣布裁员，进入第二轮。", Script.MIXED),
        ("The company announced layoffs.", Script.OTHER),
    ],
)
def test_the_script_received_is_told(text: str, script: Script) -> None:
    assert repair(article(text)).script is script


def test_what_is_known_of_the_article_comes_before_what_its_lines_say() -> None:
    text = "港口吞吐量創新高\n來源：示例日報\n2022-07-08 10:00\n上半年全國港口吞吐量同比增長百分之四。"
    read = repair(article(text))
    assert (read.title, read.publisher, read.published_at and read.published_at.when) == (
        "港口吞吐量创新高",
        "示例日报",
        "2022-07-08",
    )
    known = repair(article(text, title="港口吞吐量創新高", publisher="別處", published_at=ValidTime.of("2021-01")))
    assert (known.title, known.publisher, known.published_at and known.published_at.when) == ("港口吞吐量创新高", "別處", "2021-01")


def _originals() -> list[str]:
    return sorted(p.name.split(".")[0] for p in (ROOT / "tests" / "cases" / "damage").glob("*.original.txt"))


@pytest.mark.parametrize("stem", _originals())
def test_damaged_examples_read_as_their_originals(stem: str) -> None:
    received = next((ROOT / "examples").glob(f"{stem}.*"))
    if received.suffix != ".txt":
        pytest.skip("text is taken out of pages by gather, which has its own tests")
    original = (ROOT / "tests" / "cases" / "damage" / f"{stem}.original.txt").read_text(encoding="utf-8")
    assert repair(article(decode(received.read_bytes()).text)).text.strip() == folded_text(original).strip()


# Measured on ../shared (gold/SUMMARY.md, "Damage in file 0"): after folding, and with the marks as the file has them.
RESTORED = (
    "能够实现自我造血",
    "主要创始团队",
    "和百川智能相当的是智谱AI",
    "因为他们从此将不再追求训练",
    "就因为价格便宜",
    "还是免费开源的。”\n",
    "大模型六小龙在内的",
    "智谱AI去年营收3亿",
)


def _shared(prefix: str) -> str:
    for path in sorted((SHARED / "articles").glob(f"{prefix}*.txt")):
        return path.read_text(encoding="utf-8")
    pytest.skip("../shared/articles is not present")


def test_the_most_damaged_article_comes_out_whole() -> None:
    document = repair(article(_shared("000")))
    assert not [place for place in RESTORED if place not in document.text]
    parentheses = re.findall(r"\([^)]*\)", document.text)
    assert not [p for p in parentheses if unicodedata.normalize("NFD", p) != p]
    assert len(parentheses) == 4
    assert not re.search(r"\?[^ \n]", document.text.replace("?》", "").replace("?\n", ""))
    assert not [r for r in document.repairs if r.before == r.after]


@pytest.mark.parametrize("prefix", ["001", "002", "003", "004"])
def test_the_other_articles_keep_every_character_but_radicals_and_script(prefix: str) -> None:
    text = _shared(prefix)
    document = repair(article(text))
    changed = [c for a, c in zip(folded(text, document.script), document.text, strict=True) if a != c]
    assert changed == (["里", "用"] if prefix == "003" else [])
    assert len(document.text) == len(text)
    assert {r.fixer for r in document.repairs} <= {"script", "characters"}


def test_notices_captions_and_related_titles_are_not_body() -> None:
    document = repair(article(_shared("000")))
    body = "\n".join(r.span.of(document.text) for r in document.regions_of([RegionKind.BODY, RegionKind.TITLE, RegionKind.HEADING]))
    for marker in ("特别声明", "Notice:", "制图", "参考文章", "图片来源于", "文|"):
        assert marker not in body
