"""Planted cases that the record does not get right yet; each says what would."""

from __future__ import annotations

import pytest

from shiguan.records.evidence import Mention
from tests.query.build import viewed
from tests.resolve.build import Line, left, paper

NAMED_ONLY = (
    "a value that is told as text starts another block than the entity of that name; it is of the entity where only one has it"
)


def test_copies_do_not_outvote_independent_reports_of_the_day() -> None:
    announced = [left("甲一", "云杉医药", "2031-01-28", said="公司昨日发布公告称此事已经董事会审议通过，")]
    copies = [paper(announced, f"{n}.txt", "2031-01-30") for n in range(3)]
    effect = [
        paper([left("甲一", "云杉医药", "2031-02-27", said=f"第{n}家自己的话，")], f"e{n}.txt", "2031-02-28") for n in range(2)
    ]
    with viewed(*copies, *effect) as view:
        (event,) = view.events_of(["departure"])
        assert event.sources == 3
        assert event.valid_time is not None
        assert event.valid_time.when == "2031-02-27"


@pytest.mark.xfail(strict=True, reason=NAMED_ONLY)
def test_a_product_told_as_text_is_the_product_of_that_name() -> None:
    named = paper([Line("product_release", {"product": "星图 V2", "org": "云杉医药"}, when="2031-02-03")], "a.txt")
    text = paper([Line("product_release", {"org": "云杉医药"}, {"product": "星图 V2"}, when="2031-02-03")], "b.txt")
    (argument,) = (a for c in text.claims for a in c.arguments if a.role == "product")
    assert not isinstance(argument.value, Mention)
    with viewed(named, text) as view:
        assert len(view.events_of(["product_release"])) == 1
