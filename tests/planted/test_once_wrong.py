"""Planted cases that the record once got wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.ledger.writer import Writer
from shiguan.query.tally import TallyQuestion, tally
from shiguan.query.view import load
from shiguan.records.evidence import Value
from shiguan.records.judgement import Judgement, Verdict
from tests.query.build import hour, recorded, viewed
from tests.resolve.build import Line, Paper, left, paper


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


def released(product: str, org: str = "云杉医药", *, named: bool = True, file: str = "a.txt") -> Paper:
    """A product brought out; its name told as a name, or as text."""
    roles: dict[str, str | list[str]] = {"org": org}
    texts: dict[str, Value] = {}
    if named:
        roles["product"] = product
    else:
        texts["product"] = product
    return paper([Line("product_release", roles, texts, when="2031-02-03")], file)


@pytest.mark.parametrize("text", ["星图 V2", "“星图V2”"])
@pytest.mark.parametrize("first", [True, False])
def test_a_product_told_as_text_is_the_product_of_that_name(text: str, *, first: bool) -> None:
    papers = [released("星图 V2"), released(text, named=False, file="b.txt")]
    with viewed(*papers[:: 1 if first else -1]) as view:
        (event,) = view.events_of(["product_release"])
        assert [v.support for v in event.role("product")] == [2]
        assert event.role("product")[0].entity is not None


def test_a_firm_told_as_text_is_counted_with_the_firm_of_that_name() -> None:
    text = paper([Line("funding", {}, {"org": "云杉医药", "round": "B轮"}, when="2031-02-03")], "b.txt")
    named = paper([Line("funding", {"org": "云杉医药"}, {"round": "A轮"}, when="2030-02-03")], "a.txt")
    with viewed(named, text) as view:
        (row,) = tally(view, TallyQuestion("funding")).rows
        assert (row.low, row.high) == (2, 2)


def test_a_text_is_of_nothing_of_another_kind() -> None:
    named = [released("北极星"), paper([Line("funding", {"org": "云帆"})], "b.txt")]
    texts = [released("云帆", named=False, file="c.txt"), paper([Line("funding", {}, {"org": "北极星"})], "d.txt")]
    with viewed(*named, *texts) as view:
        (product,) = (v for e in view.events_of(["product_release"]) for v in e.role("product") if v.text == "云帆")
        (org,) = (v for e in view.events_of(["funding"]) for v in e.role("org") if v.text == "北极星")
        assert (product.entity, org.entity) == (None, None)


def test_a_text_is_of_neither_of_two_that_have_the_name() -> None:
    twice = [released("星图", file=f"{n}.txt") for n in range(2)]
    ends = sorted(m.id for one in twice for m in one.mentions if m.name == "星图")
    with recorded(*twice, released("星图", named=False, file="t.txt")) as reader:
        assert len(load(reader).events_of(["product_release"])) == 1
        Writer(reader.connection).judge(Judgement(ends[0], ends[1], Verdict.DIFFERENT, 1.0, "two", "desk", hour(9)))
        events = load(reader).events_of(["product_release"])
        assert len([e for e in events if e.role("product")[0].entity is None]) == 1


def test_somebody_told_as_text_is_not_the_one_who_has_the_name() -> None:
    text = paper([Line("departure", {"org": "蓝鲸航运"}, {"person": "顾南舟"}, when="2031-01-28")], "b.txt")
    with viewed(paper([left("顾南舟", "云杉医药", "2031-01-28")]), text) as view:
        assert len(view.events_of(["departure"])) == 2


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("星图 V1", "星图 V2", "云帆 V1")), st.booleans()), min_size=2, max_size=6))
def test_planted_releases_count_once_each_whether_named_or_not(told: list[tuple[str, bool]]) -> None:
    papers = [released(product, named=named, file=f"{n}.txt") for n, (product, named) in enumerate(told)]
    with viewed(*papers) as view:
        events = view.events_of(["product_release"])
        assert sorted(e.role("product")[0].text for e in events) == sorted({product for product, _ in told})
