"""Whom a document is about, learned from cases: what tells the right organisation counts, and nothing is learned from nothing."""

from __future__ import annotations

import numpy as np

from shiguan.extract.backends.rules.story import WEIGHTS
from training.story import Case, fit, share


def case(right: int, **features: tuple[float, float]) -> Case:
    """Two organisations with their traits, of which the numbered one is meant."""
    table = np.array([[features.get(t, (0.0, 0.0))[n] for t in WEIGHTS] for n in (0, 1)])
    return Case(table, np.array([right == 0, right == 1]))


def test_what_the_right_ones_have_counts() -> None:
    found = [case(0, near=(0.5, 0.1), first=(1, 0)), case(1, near=(0.1, 0.5), first=(1, 0))] * 20
    weights = dict(zip(WEIGHTS, fit(found), strict=True))
    assert weights["near"] > 1
    assert abs(weights["first"]) < 0.1
    assert share(found, np.array(list(weights.values()))) == (40, 40)


def test_what_speaks_against_counts_against() -> None:
    weights = dict(zip(WEIGHTS, fit([case(0, watches=(0, 1))] * 20), strict=True))
    assert weights["watches"] < -1


def test_of_no_case_nothing_is_learned() -> None:
    assert not fit([]).any()
