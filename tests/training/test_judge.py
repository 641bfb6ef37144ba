"""The weights of the judge: what is right more often gets better odds."""

from __future__ import annotations

from shiguan.extract.backends.model.judge import BOTH, MODEL, Judge, Sighting
from shiguan.extract.backends.rules.scene import Finding
from shiguan.records.document import Span
from training.judge import Judged, crossed, f1_at, fit

FINDING = Finding("layoff", (), Span(0, 2), Span(0, 20))


def data() -> list[Judged]:
    """What both saw is always right; what the network alone saw when it was sure."""
    found = []
    for n in range(60):
        sure = n % 2 == 0
        found.append(Judged(Sighting(FINDING, BOTH, 0.9, 0.9, 0.8), True, (n, 0), n))
        found.append(Judged(Sighting(FINDING, MODEL, 0.9 if sure else 0.3, 0.8), sure, (n, 1) if sure else None, n))
    return found


def test_the_fitted_judge_tells_right_from_wrong() -> None:
    judge = Judge(fit(data()), {})
    assert judge.probability(Sighting(FINDING, BOTH, 0.9, 0.9, 0.8)) > 0.9
    assert judge.probability(Sighting(FINDING, MODEL, 0.9, 0.8)) > 0.7
    assert judge.probability(Sighting(FINDING, MODEL, 0.3, 0.8)) < 0.3


def test_precision_recall_and_f1_count_an_event_once() -> None:
    pairs = crossed(data())
    assert f1_at(pairs, 90, 0.5) == (1.0, 1.0, 1.0)
    assert f1_at([(0.9, j) for _, j in pairs], 90, 0.5)[0] == 0.75
