"""Releases, shutdowns, takeovers, layoffs, suits and changes of course through the real reader; and their patterns' examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from shiguan.extract import extract
from shiguan.extract.backends.rules.patterns import Pattern, load_patterns
from shiguan.records.claim import Claim
from shiguan.vocabulary import load_vocabulary
from tests.extract.rules.page import document
from tests.extract.rules.scenery import RULES

_TYPES = frozenset(
    {
        "product_release",
        "product_shutdown",
        "acquisition",
        "layoff",
        "lawsuit",
        "abandonment",
        "pivot",
        "partnership",
        "spin_off",
    }
)
_CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "events" / "deals.yml").read_text(encoding="utf-8")
)
_PATTERN_TYPES = _TYPES | {"forecast"}


def read(text: str) -> list[Claim]:
    return [c for c in extract(document(text, "2024-05-10"), load_vocabulary(), RULES).claims if c.event_type in _TYPES]


def fits(claim: Claim, wanted: dict[str, Any]) -> bool:
    return (
        claim.event_type == wanted["type"]
        and all(
            [a.text for a in claim.values(role)] == (value if isinstance(value, list) else [value])
            for role, value in wanted["roles"].items()
        )
        and ("certainty" not in wanted or claim.certainty.value == wanted["certainty"])
        and ("polarity" not in wanted or claim.polarity.value == wanted["polarity"])
    )


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"][:24],
            marks=[pytest.mark.xfail(strict=True, reason=case["known_failure"])] if "known_failure" in case else [],
        )
        for case in _CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_a_text_makes_these_claims_and_no_others(case: dict[str, Any]) -> None:
    claims = read(case["text"])
    told = [(c.event_type, [(a.role, a.text) for a in c.arguments], c.certainty, c.polarity) for c in claims]
    for wanted in case["claims"]:
        assert any(fits(c, wanted) for c in claims), (wanted, told)
    assert len(claims) == len(case["claims"]), told


def patterns() -> list[Pattern]:
    return [p for p in load_patterns() if p.event_type in _PATTERN_TYPES]


@pytest.mark.parametrize("pattern", patterns(), ids=lambda p: f"{p.event_type}/{p.name}")
def test_every_pattern_has_an_example(pattern: Pattern) -> None:
    assert pattern.examples


@pytest.mark.parametrize("pattern", [p for p in patterns() if p.counterexamples], ids=lambda p: f"{p.event_type}/{p.name}")
def test_the_counterexamples_of_a_pattern_make_no_claim(pattern: Pattern) -> None:
    for text in pattern.counterexamples:
        found = [c for c in extract(document(text), load_vocabulary(), RULES).claims if c.event_type == pattern.event_type]
        assert not found, text
