"""The quality gate: what was once reached is not lost; no claim without its quote."""

from __future__ import annotations

import json

import pytest

from tests.eval.check_gold import problems
from tests.eval.pin import BASELINE, HALVES, digest, lowered, measure, told
from tests.eval.score import FOLDER, score


@pytest.mark.parametrize("half", HALVES)
def test_the_set_itself_is_sound(half: str) -> None:
    assert problems(FOLDER / half) == []


def test_no_figure_is_below_its_floor() -> None:
    pinned = json.loads(BASELINE.read_text(encoding="utf-8"))
    assert pinned["digest"] == digest(), "the set has changed: pin its floors anew (python -m tests.eval.pin)"
    assert lowered(pinned, measure()) == []


@pytest.mark.parametrize("half", HALVES)
def test_every_claim_is_a_stretch_of_what_was_received(half: str) -> None:
    result = score(half)
    assert result.claims > 0
    assert result.grounded == result.claims


def test_a_fallen_figure_is_named() -> None:
    assert lowered({"floors": {"open": {"micro_f1": 0.5}}}, {"open": {"micro_f1": 0.4}}) == ["open micro_f1: 0.4 < 0.5"]
    assert lowered({"floors": {"open": {"micro_f1": 0.5}}}, {"open": {"micro_f1": 0.5}}) == []


def test_why_floors_were_lowered_is_kept_when_they_rise() -> None:
    before = {"lowered": [{"what": ["open micro_f1: 0.4 < 0.5"], "reason": "harder texts"}]}
    assert told(before, [], None) == before["lowered"]
    assert told({}, [], None) == []
    assert told(before, ["held micro_f1: 0.6 < 0.7"], "new weights")[1:] == [
        {"what": ["held micro_f1: 0.6 < 0.7"], "reason": "new weights"}
    ]
