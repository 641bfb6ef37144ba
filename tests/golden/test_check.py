"""Drafts made of the reference record's own claims: as told they are borne out, with a year or a sum changed they are not.

It reads ../shared at run time, and is skipped where that is absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

import pytest

from shiguan.query.check import check
from shiguan.query.draft import Draft, DraftSentence, Item, ItemKind
from shiguan.query.verdicts import Verdict
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Claim
from shiguan.records.extraction import Extraction
from shiguan.records.time import ValidTime
from tests.golden.gold import PRESENT, gold_papers
from tests.resolve.build import Paper

pytestmark = pytest.mark.skipif(not PRESENT, reason="the reference articles are not beside this checkout")
_YEARS = 3
_EVERY = 3  # of the claims, so that the test is quick


@pytest.fixture(scope="module")
def view(gold: View) -> View:
    return gold


def _drafts(change: Callable[[Claim], Claim | None]) -> Iterator[Draft]:
    """Claims as changed, each a draft of its own: in the words of its article, but in no article on record."""
    for paper in gold_papers():
        for claim in paper.claims:
            told = change(claim)
            if told is not None:
                yield _draft(paper, told)


def _draft(paper: Paper, claim: Claim) -> Draft:
    document = paper.document
    article = replace(document.article, content=document.article.content + b"\n", file="draft.txt")
    span = claim.evidence.span
    items = (Item(ItemKind.TIME, span, claim.valid_time),) if claim.valid_time else ()
    drafted = replace(document, article=article, text=document.text + "\n补记于发稿之后。")
    return Draft(drafted, Extraction(paper.mentions, (claim,), ()), (DraftSentence(span, items),))


def test_what_the_record_says_is_borne_out(view: View) -> None:
    counted = Counter[Verdict]()
    for draft in islice(_drafts(lambda claim: claim), None, None, _EVERY):
        counted.update(mark.verdict for mark in check(view, draft).marks)
    total = sum(counted.values())
    assert total > 200
    assert counted[Verdict.SUPPORTED] >= 0.9 * total
    assert counted[Verdict.CONTRADICTED] <= 0.05 * total  # what is told and denied is both on record


def _earlier(claim: Claim) -> Claim | None:
    """A departure told of a year long before."""
    time = claim.valid_time
    if claim.event_type != "departure" or claim.polarity != "affirmed" or time is None or time.start is None or time.end is None:
        return None
    then = ValidTime.of(str(time.start.year - _YEARS))
    return replace(claim, valid_time=then)


def test_a_departure_told_of_another_year_is_never_borne_out(view: View) -> None:
    drafts = list(_drafts(_earlier))
    notes = [n for draft in drafts for n in check(view, draft).notes if n.reason.startswith("on record: 20")]
    assert len(drafts) > 15
    assert len(notes) >= 0.9 * len(drafts)
    assert {n.verdict for n in notes} == {Verdict.CONTRADICTED}


def _tenfold(claim: Claim) -> Claim | None:
    """A round of ten times the sum."""
    if claim.event_type != "funding" or not any(a.role == "amount" and isinstance(a.value, Amount) for a in claim.arguments):
        return None
    arguments = tuple(
        replace(a, value=replace(a.value, low=_times(a.value.low), high=_times(a.value.high)))
        if a.role == "amount" and isinstance(a.value, Amount)
        else a
        for a in claim.arguments
    )
    return replace(claim, arguments=arguments)


def _times(value: Decimal | None) -> Decimal | None:
    return None if value is None else value * 10


def test_ten_times_the_sum_is_never_borne_out(view: View) -> None:
    drafts = list(_drafts(_tenfold))
    assert drafts
    for draft in drafts:
        found = check(view, draft)
        amounts = {n.verdict for n in found.notes if n.event_type == "funding"}
        assert amounts & {Verdict.CONTRADICTED, Verdict.UNSUPPORTED}
