"""Sources of the reference articles, and of the examples that copy each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from shiguan import Shiguan
from shiguan.query.view import View
from shiguan.records.document import Document
from shiguan.records.evidence import Mention
from shiguan.records.views import Told
from shiguan.resolve.passages import passages
from shiguan.resolve.sources import DocumentText, same_source
from tests.golden.gold import PRESENT, gold_papers

EXAMPLES = Path(__file__).parents[2] / "examples"
COPIED = ("03_hongtao_leaves.txt", "04_hongtao_second_source.txt", "21_bytedance_hires.txt", "22_reprint.txt", "23_spun_copy.txt")


def articles() -> dict[str, Document]:
    return {p.document.article.file[:3]: p.document for p in gold_papers()}


@pytest.mark.skipif(not PRESENT, reason="the reference articles are not beside this checkout")
def test_the_four_passages_that_two_articles_share_are_found_and_no_others() -> None:
    documents = articles()
    found = {(a, b): passages(documents[a].text, documents[b].text) for a, b in combinations(sorted(documents), 2)}
    assert [pair for pair, shared in found.items() if shared] == [("001", "003")]
    assert [abs(p.length - told) <= 1 for p, told in zip(found["001", "003"], (19, 41, 27, 76), strict=True)] == [True] * 4


def test_what_both_tell_in_these_passages_has_one_source(gold: View) -> None:
    one, other = (next(d for d in gold.documents.values() if d.article.file.startswith(name)) for name in ("001", "003"))
    shared = passages(one.text, other.text)

    def inside(told: Told) -> bool:
        spans = [p.left if told.claim.document == one.id else p.right for p in shared]
        return any(span.overlaps(told.claim.evidence.span) for span in spans)

    # Of the fourth the passage has nineteen characters with its full stop, and eighteen without: letters are counted here.
    both = [e for e in gold.events if {t.claim.document for t in e.tellings} == {one.id, other.id}]
    counted = [e.sources for e in both if all(map(inside, e.tellings))]
    assert len(counted) == 4
    assert counted.count(1) >= 3


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, DocumentText]]:
    with Shiguan(tmp_path_factory.mktemp("copied") / "copied.db", reader="rules") as shiguan:
        shiguan.read([EXAMPLES / file for file in COPIED])
        named: dict[str, set[str]] = {}
        for told in shiguan.claims():
            for argument in told.claim.arguments:
                if isinstance(argument.value, Mention):
                    named.setdefault(told.claim.document, set()).update((argument.value.name, *argument.value.aliases))
        yield {
            d.article.file[:2]: DocumentText(d.id, d.text, d.publisher, tuple(sorted(named.get(d.id, ()))))
            for d in shiguan.documents().values()
        }


@pytest.mark.parametrize(
    ("left", "right", "one"), [("03", "22", True), ("21", "23", True), ("03", "04", False), ("04", "22", False)]
)
def test_a_reprint_and_a_spun_copy_among_the_examples(copied: dict[str, DocumentText], left: str, right: str, *, one: bool) -> None:
    assert (same_source(copied[left], copied[right]) is not None) is one
