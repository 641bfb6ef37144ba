from __future__ import annotations

import random
from itertools import product, takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.records.document import Span
from shiguan.resolve.passages import letters, passages, units

_CHARACTERS = "山川湖海风云日月星辰草木花鸟虫鱼金石土火春夏秋冬东西南北上下左右大小长短高低近远"


def prose(seed: int, length: int = 100) -> str:
    draw = random.Random(seed)
    return "".join(draw.choice(_CHARACTERS) for _ in range(length))


def test_letters_leave_out_what_reprints_change() -> None:
    assert letters("“星图 · AI”，\nＶ2.5！") == "星图aiv25"


def test_a_latin_word_is_one_unit() -> None:
    told, at = units("驼铃（Camelbell Robotics）3.5")
    assert told == ("驼", "铃", "camelbell", "robotics", "3", "5")
    assert at[2] == Span(3, 12)


def test_a_shared_passage_is_found_with_its_place_in_each() -> None:
    shared = prose(1, 30)
    left, right = prose(2) + shared + prose(3), prose(4, 40) + shared + prose(5)
    (found,) = passages(left, right)
    assert (found.left, found.right, found.length) == (Span(100, 130), Span(40, 70), 30)


def test_marks_within_are_not_compared_and_marks_around_belong_to_it() -> None:
    a, b = prose(1, 12), prose(2, 12)
    left, right = f"甲说：“{a}，{b}。”", f"乙也说过。“{a}\n{b}。”"
    (found,) = passages(left, right)
    assert found.left.of(left) == f"“{a}，{b}。”"
    assert found.right.of(right) == f"“{a}\n{b}。”"
    assert found.length == 24 + 3


@pytest.mark.parametrize(("length", "count"), [(18, 0), (19, 1)])
def test_a_passage_has_nineteen_characters(length: int, count: int) -> None:
    assert len(passages(f"甲{prose(1, length)}乙", f"丙{prose(1, length)}丁")) == count


def test_a_long_foreign_name_is_no_passage() -> None:
    name = "驼铃机器人（Camelbell Robotics International）"
    assert passages(prose(2) + name + prose(3), prose(4) + name + prose(5)) == ()


def test_texts_that_share_no_passage_have_none() -> None:
    assert passages(prose(2) + prose(1, 30), prose(4) + prose(5)) == ()


def test_what_stands_twice_is_found_twice() -> None:
    shared = prose(1, 25)
    assert [p.right.start for p in passages(shared, f"{shared}隔{shared}")] == [0, 26]


def test_a_line_repeated_on_and_on_is_told_of_in_its_first_places() -> None:
    line = prose(1, 30) + "。"
    left, right = line * 400 + prose(2, 40), prose(3, 40) + line * 400
    found = passages(left, right)
    # Laid beside each other at every line there would be 799 stretches.
    assert max(p.length for p in found) == 31 * 400
    assert len(found) < 500


@settings(max_examples=150, deadline=None)
@given(st.text("山川湖", max_size=60), st.text("山川湖", max_size=60))
def test_every_shared_stretch_is_given_once(left: str, right: str) -> None:
    least = 4
    expected = []
    for i, j in product(range(len(left)), range(len(right))):
        if left[i] == right[j] and not (i and j and left[i - 1] == right[j - 1]):
            length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left[i:], right[j:], strict=False)))
            expected += [(Span(i, i + length), Span(j, j + length))] if length >= least else []
    assert [(p.left, p.right) for p in passages(left, right, least)] == expected
