"""How likely a finding is, from who saw it and how surely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.extract.backends.model.judge import BOTH, MODEL, RULES, Judge, Sighting, logit
from shiguan.extract.backends.model.network import network
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role
from shiguan.records.document import Span

FINDING = Finding("departure", (Role("person", Item(Span(0, 2), "王远")),), Span(2, 4), Span(0, 20))


@pytest.mark.parametrize("p", [None, 0.5])
def test_not_to_know_is_to_be_of_two_minds(p: float | None) -> None:
    assert logit(p) == 0.0


@given(st.floats(0, 1), st.floats(0, 1))
def test_log_odds_grow_with_probability_and_stay_within_bounds(a: float, b: float) -> None:
    assert abs(logit(a)) <= 5.01
    assert (logit(a) <= logit(b)) or a > b


def test_a_type_has_its_own_bar() -> None:
    judge = Judge({}, {"": 0.4, "departure": 0.6})
    layoff = Finding("layoff", FINDING.roles, FINDING.trigger, FINDING.evidence)
    assert not judge.lets_in(Sighting(FINDING, MODEL, 0.5), 0.5)
    assert judge.lets_in(Sighting(layoff, MODEL, 0.5), 0.5)


def test_the_judge_that_ships_trusts_what_both_see_most_and_doubts_what_the_network_doubts() -> None:
    net = network()
    assert net is not None
    both = net.judge.probability(Sighting(FINDING, BOTH, 0.95, 0.95, 0.9))
    alone = net.judge.probability(Sighting(FINDING, MODEL, 0.95, 0.95))
    doubted = net.judge.probability(Sighting(FINDING, MODEL, 0.2, 0.3))
    rules = net.judge.probability(Sighting(FINDING, RULES, 0.0, None, 0.6, rivalled=True))
    assert both > alone > doubted
    assert both > rules
