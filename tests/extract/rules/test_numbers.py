"""Figures, counts, rounds, listings, tenders and prices through the real reader; and the examples of their patterns."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from shiguan.extract import extract
from shiguan.extract.backends.rules.events.measures import Kind, measures
from shiguan.extract.backends.rules.patterns import Pattern, load_patterns
from shiguan.records.claim import Claim
from shiguan.records.document import Article
from shiguan.records.time import ValidTime
from shiguan.repair import repair
from shiguan.vocabulary import load_vocabulary
from tests.extract.rules.scenery import RULES

_TYPES = frozenset({"metric", "count_claim", "bid_wins", "price_change", "funding", "valuation", "listing"})
_PATTERN_TYPES = frozenset({"bid_wins", "price_change", "listing"})
_CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "events" / "numbers.yml").read_text(encoding="utf-8")
)


def read(text: str, published: str) -> list[Claim]:
    article = Article(
        text.encode(),
        text,
        "utf-8",
        "text/plain",
        "case.txt",
        None,
        None,
        ValidTime.of(published),
        None,
        datetime(2025, 1, 1, tzinfo=UTC),
    )
    return [c for c in extract(repair(article), load_vocabulary(), RULES).claims if c.event_type in _TYPES]


def roles_of(claim: Claim) -> dict[str, list[str]]:
    roles: defaultdict[str, list[str]] = defaultdict(list)
    for argument in claim.arguments:
        roles[argument.role].append(argument.text)
    return dict(roles)


def fits(claim: Claim, wanted: dict[str, Any]) -> bool:
    told = roles_of(claim)
    values = {role: value if isinstance(value, list) else [value] for role, value in wanted["roles"].items()}
    when = claim.valid_time.when if claim.valid_time else None
    return (
        claim.event_type == wanted["type"]
        and all(told.get(role) == value for role, value in values.items())
        and ("when" not in wanted or when == wanted["when"])
        and ("certainty" not in wanted or claim.certainty.value == wanted["certainty"])
        and ("polarity" not in wanted or claim.polarity.value == wanted["polarity"])
    )


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["name"],
            marks=[pytest.mark.xfail(strict=True, reason=case["known_failure"])] if "known_failure" in case else [],
        )
        for case in _CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_a_text_makes_these_claims_and_no_others(case: dict[str, Any]) -> None:
    claims = read(case["text"], str(case["published"]))
    told = [(c.event_type, roles_of(c), c.valid_time.when if c.valid_time else None) for c in claims]
    for wanted in case["claims"]:
        assert any(fits(c, wanted) for c in claims), (wanted, told)
    assert len(claims) == len(case["claims"]), told


def patterns() -> list[Pattern]:
    return [p for p in load_patterns() if p.event_type in _PATTERN_TYPES]


@pytest.mark.parametrize("pattern", patterns(), ids=lambda p: f"{p.event_type}/{p.name}")
def test_the_examples_of_a_pattern_make_a_claim_and_its_counterexamples_none(pattern: Pattern) -> None:
    for text in pattern.examples:
        assert any(c.event_type == pattern.event_type for c in read(text, "2023-08-03")), text
    for text in pattern.counterexamples:
        assert not any(c.event_type == pattern.event_type for c in read(text, "2023-08-03")), text


def test_every_pattern_of_these_types_has_an_example() -> None:
    assert not [p.name for p in patterns() if not p.examples]


@pytest.mark.parametrize(
    ("noun", "kind"), [("毛利率", Kind.RATE), ("营收", Kind.MONEY), ("门店数", Kind.COUNT), ("推文阅读量", Kind.COUNT)]
)
def test_a_measure_takes_amounts_of_its_kind(noun: str, kind: Kind) -> None:
    assert measures().allows(noun, kind)


@pytest.mark.parametrize(
    ("noun", "kind"), [("毛利率", Kind.MONEY), ("营收", Kind.COUNT), ("质量", Kind.COUNT), ("融资额", Kind.MONEY)]
)
def test_a_measure_refuses_other_amounts(noun: str, kind: Kind) -> None:
    assert not measures().allows(noun, kind)
