"""What an epoch reads of which files, and how the learning rate rises and falls."""

from __future__ import annotations

import argparse
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.examples import Example
from training.schedule import named_share, rate, read_in_an_epoch


def examples(source: str, count: int) -> list[Example]:
    return [Example(f"{source}:{n}", "甲公司。", (), ()) for n in range(count)]


def test_files_named_are_read_by_their_own_share_and_the_rest_by_the_common_one() -> None:
    data = [*examples("18_people", 50), *examples("fewfc/train", 50), *examples("01_cars", 400)]
    read = read_in_an_epoch(data, 0.25, {"18_": 1.0, "fewfc": 0.0}, random.Random(1))
    count = {name: sum(e.source.startswith(name) for e in read) for name in ("18_", "fewfc", "01_")}
    assert (count["18_"], count["fewfc"]) == (50, 0)
    assert 70 <= count["01_"] <= 130
    assert [data.index(e) for e in read] == sorted(data.index(e) for e in read)


@pytest.mark.parametrize(("text", "wanted"), [("finre=0.5", ("finre", 0.5)), ("18_=1", ("18_", 1.0))])
def test_a_share_is_named_by_how_a_file_begins(text: str, wanted: tuple[str, float]) -> None:
    assert named_share(text) == wanted


@pytest.mark.parametrize("text", ["finre", "finre=", "finre=half", ""])
def test_what_names_no_share_is_said_to(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="NAME=SHARE"):
        named_share(text)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_rate_never_leaves_its_bounds(done: float, level: float) -> None:
    assert 0.0 <= rate(done, level) <= 1.0


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    assert rate(0.0, 0.4) < 0.01
    assert rate(0.05, 0.4) == rate(0.4, 0.4) == 1.0
    assert rate(0.7, 0.4) == pytest.approx(0.5)
    assert rate(1.0, 0.4) == 0.0
    assert rate(1.0, 1.0) == 1.0
