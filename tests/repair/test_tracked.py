import pytest

from shiguan.records.document import Span
from shiguan.repair.tracked import Edit, Tracked


def test_a_dropped_stretch_leaves_the_neighbours_where_they_were() -> None:
    page = Tracked("經(jīng)濟")
    page.apply("t", [Edit(1, 7, "", "r")])
    assert page.text == "經濟"
    assert [page.offsets().character(i) for i in range(2)] == [(0, 1), (7, 8)]


def test_equal_lengths_map_one_to_one() -> None:
    page = Tracked("ab乙c")
    page.apply("t", [Edit(1, 3, "BX", "r")])
    assert [page.offsets().character(i) for i in range(4)] == [(i, i + 1) for i in range(4)]


def test_unequal_lengths_map_to_the_whole_stretch() -> None:
    page = Tracked("a&amp;b")
    page.apply("t", [Edit(1, 6, "&", "r")])
    assert page.offsets().character(1) == (1, 6)


def test_origins_are_followed_through_several_fixers() -> None:
    page = Tracked("0123456789")
    page.apply("first", [Edit(2, 4, "", "drop 23")])
    page.apply("second", [Edit(1, 5, "xy", "join", origins=((1, 3), (2, 5)))])
    assert page.text == "0xy789"
    assert page.offsets().character(1) == (1, 5)
    assert page.offsets().character(2) == (4, 7)
    assert page.repairs[1].received == Span(1, 7)
    assert page.repairs[1].before == "123456"


def test_grouped_edits_leave_one_repair_with_their_number() -> None:
    page = Tracked("a\r\nb\r\nc")
    page.apply("t", [Edit(1, 3, "\n", "line end", grouped=True), Edit(4, 6, "\n", "line end", grouped=True)])
    assert [(r.received, r.reason) for r in page.repairs] == [(Span(1, 3), "line end (2 places, the first shown)")]


@pytest.mark.parametrize("edits", [[Edit(3, 4, "", "r"), Edit(1, 2, "", "r")], [Edit(0, 99, "", "r")], [Edit(2, 2, "x", "r")]])
def test_edits_out_of_order_outside_or_of_nothing_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="out of order or outside"):
        Tracked("abcdef").apply("t", edits)
