"""What all charts stand on: room of text, ticks, folding, order of places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import log10

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.interfaces.show.charts import text as writing
from shiguan.interfaces.show.charts.sankey import OTHERS, layout
from shiguan.interfaces.show.charts.scales import (
    Box,
    Days,
    Room,
    Scale,
    count_ticks,
    date_ticks,
    decade_ticks,
    decades,
    fold,
    packed,
    stretch,
)

FEW = settings(max_examples=60, deadline=None)
WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
SIZES = st.floats(8, 24)
DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
LINKS = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from([*map(str, range(9)), "unknown"]), st.integers(0, 6), st.integers(0, 5)),
    min_size=1,
    max_size=60,
    unique_by=lambda link: (link[0], link[1]),
).map(lambda links: [(f"from{a}", b, low, low + max(more, not low)) for a, b, low, more in links])


def test_chinese_takes_an_em_and_latin_about_half_of_one() -> None:
    assert writing.width("零一万物", 10) == 40
    assert 5 <= writing.width("a", 10) <= 6
    assert 0.5 <= writing.width("Baichuan Intelligence", 1) / 21 <= 0.62


@FEW
@given(WORDS, SIZES, st.floats(0, 400))
def test_what_is_cut_fits_and_says_so(text: str, size: float, room: float) -> None:
    shown = writing.cut(text, size, room)
    assert writing.width(shown, size) <= room + 1e-6
    assert shown == text or not shown or shown.endswith("…")


@FEW
@given(WORDS, SIZES, st.floats(60, 400), st.integers(1, 5))
def test_lines_fit_and_lose_nothing_but_what_is_cut_off(text: str, size: float, room: float, most: int) -> None:
    lines = writing.wrap(writing.clean(text), size, room, most)
    assert len(lines) <= most
    assert all(writing.width(line, size) <= room + 1e-6 for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join(lines).replace(" ", "") == writing.clean(text).replace(" ", "")


@FEW
@given(WORDS)
def test_cleaned_text_steers_nothing_and_is_cleaned_once(text: str) -> None:
    shown = writing.clean(text)
    assert writing.clean(shown) == shown
    assert not {"\u202e", "\u2066", "\u200f", "\x00", "\ufffe", "\uffff", "\n"} & set(shown)


def test_marks_piled_on_a_letter_are_taken_off() -> None:
    assert len(writing.clean("a" + "\u0301" * 50 + "b")) == 4


@FEW
@given(DAYS, DAYS, st.floats(40, 1200))
def test_ticks_of_time_lie_in_it_and_have_room(one: date, other: date, room: float) -> None:
    first, last = sorted((one, other))
    ticks = date_ticks(first, last, lambda count, label: count * writing.width(label, 11) <= room)
    assert all(first <= day <= last for day, _ in ticks)
    assert [day for day, _ in ticks] == sorted({day for day, _ in ticks})
    assert sum(writing.width(label, 11) for _, label in ticks) <= room
    assert all(day.isoformat().startswith(label) for day, label in ticks)


def test_ticks_of_a_year_are_its_months_and_of_many_years_the_years() -> None:
    assert [label for _, label in date_ticks(date(2024, 1, 1), date(2024, 12, 31), lambda n, _: n <= 4)] == [
        "2024-01",
        "2024-04",
        "2024-07",
        "2024-10",
    ]
    assert [label for _, label in date_ticks(date(2015, 3, 1), date(2024, 6, 1), lambda n, _: n <= 5)] == [
        "2016",
        "2018",
        "2020",
        "2022",
        "2024",
    ]


@FEW
@given(st.lists(DAYS, min_size=1))
def test_a_stretch_of_time_holds_all_days_and_has_a_width(days: list[date]) -> None:
    found = stretch(days)
    assert found is not None
    assert found[0] <= min(days) <= max(days) <= found[1]
    assert found[0] < found[1]
    scale = Days(*found, 10, 200)
    assert all(10 <= scale.begin(day) < scale.middle(day) < scale.close(day) <= 200 for day in days)


def test_no_days_make_no_stretch_and_the_first_and_last_of_days_do_not_break_it() -> None:
    assert stretch([]) is None
    assert stretch([date.min]) is not None
    assert stretch([date.max]) is not None


@FEW
@given(st.integers(0, 10**7), st.integers(2, 12))
def test_ticks_of_counts_are_whole_begin_at_0_and_reach_the_highest(high: int, most: int) -> None:
    ticks = count_ticks(high, most)
    assert ticks[0] == 0
    assert ticks[-1] >= high
    assert len(ticks) <= most
    assert len({b - a for a, b in pairwise(ticks)}) == 1


@FEW
@given(st.lists(st.decimals("0.01", "1e15", places=2), min_size=1), st.integers(2, 9))
def test_powers_of_ten_hold_all_sums(sums: list[Decimal], most: int) -> None:
    low, high = decades(sums)
    assert low < high
    assert all(low <= log10(s) <= high for s in sums)
    ticks = decade_ticks(low, high, most)
    assert ticks[0] == low
    assert len(ticks) <= most


@FEW
@given(st.lists(st.integers(0, 50)), st.integers(1, 20))
def test_folding_keeps_the_largest_in_their_order_and_never_folds_one(sizes: list[int], most: int) -> None:
    kept, folded = fold(sizes, most)
    assert sorted([*kept, *folded]) == list(range(len(sizes)))
    assert kept == sorted(kept)
    assert len(kept) + bool(folded) <= most
    assert len(folded) != 1
    assert min((sizes[i] for i in kept), default=50) >= max((sizes[i] for i in folded), default=0)


@FEW
@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 80)).map(lambda p: (p[0], p[0] + p[1]))), st.floats(0, 10))
def test_spans_in_one_row_keep_apart(spans: list[tuple[float, float]], gap: float) -> None:
    rows = packed(spans, gap)
    for row in set(rows):
        mine = sorted(span for span, at in zip(spans, rows, strict=True) if at == row)
        assert all(left[1] + gap <= right[0] for left, right in pairwise(mine))


def test_a_label_is_placed_where_nothing_is_or_not_at_all() -> None:
    room = Room(Box(0, 0, 100, 20))
    room.take(Box(0, 0, 50, 20))
    assert room.first_free([Box(40, 0, 60, 10), Box(60, 0, 110, 10), Box(55, 0, 90, 10)]) == Box(55, 0, 90, 10)
    assert room.first_free([Box(60, 0, 80, 10)]) is None


@pytest.mark.parametrize(("value", "place"), [(-5, 10), (0, 10), (5, 20), (10, 30), (99, 30)])
def test_a_scale_ends_where_it_ends(value: float, place: float) -> None:
    assert Scale(0, 10, 10, 30)(value) == place


@FEW
@given(LINKS, st.integers(4, 14))
def test_bands_lose_nobody_and_places_do_not_touch(links: list[tuple[str, str, int, int]], most: int) -> None:
    made = layout(links, ([], ["unknown"]), most, 18)
    assert sorted(n for run in made.runs for n in run.band.members) == list(range(len(links)))
    assert sum(run.band.high for run in made.runs) == sum(link[3] for link in links)
    for column, end in ((made.left, 0), (made.right, 1)):
        assert len(column) <= most
        assert sum(place.high for place in column) == sum(link[3] for link in links)
        assert sorted(name for place in column for name in place.members) == sorted({str(link[end]) for link in links})
        assert all(upper.middle + 18 <= lower.middle and upper.foot < lower.top for upper, lower in pairwise(column))
        assert column[0].top >= -1e-6
        assert column[-1].foot <= made.height + 1e-6
        at = {place.id: place for place in column}
        for run in made.runs:
            place, top = at[run.band.target if end else run.band.source], run.end if end else run.start
            assert place.top - 1e-6 <= top
            assert top + run.thick <= place.foot + 1e-6
            assert 0 <= run.sure <= run.thick + 1e-6


def test_what_is_unknown_stands_last_and_is_never_folded() -> None:
    links = [(f"a{i}", f"b{i}", 2, 2) for i in range(9)] + [("a0", "unknown", 0, 1)]
    made = layout(links, ([], ["unknown"]), 5, 18)
    assert [place.id for place in made.right][-2:] == [OTHERS, "unknown"]
    assert [place.id for place in made.left][-1] == OTHERS


def test_places_are_ordered_so_that_fewer_bands_cross() -> None:
    links = [("a", "z", 1, 1), ("b", "y", 1, 1), ("c", "x", 1, 1)]
    made = layout(links, ([], []), 9, 18)
    at = {place.id: i for column in (made.left, made.right) for i, place in enumerate(column)}
    assert all((at[a] - at[b]) * (at[x] - at[y]) > 0 for a, x, _, _ in links for b, y, _, _ in links if a != b)
