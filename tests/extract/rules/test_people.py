"""Departures, appointments, memberships and foundings, through the real reader with names it is given."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from shiguan.extract import extract
from shiguan.extract.backends.rules.patterns import Pattern, load_patterns
from shiguan.extract.backends.rules.reader import scenes
from shiguan.extract.sentences import prepare
from shiguan.records.claim import Claim, Polarity
from shiguan.records.document import Article, Document
from shiguan.records.time import ValidTime
from shiguan.repair import repair
from shiguan.vocabulary import Vocabulary, load_vocabulary
from tests.extract.rules.scenery import NAMED_RULES

CASES = Path(__file__).parents[2] / "cases" / "events"
TYPES = ("departure", "appointment", "membership", "founding")
FILES = ("people.yml", "people_changes.yml", "people_careers.yml")
DATA = [yaml.safe_load((CASES / name).read_text(encoding="utf-8")) for name in FILES]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary with the cases' names."""
    return load_vocabulary(CASES / "people_names.yml")


def document(text: str) -> Document:
    """A text as if published in September 2024."""
    published = ValidTime.of("2024-09-15")
    moment = datetime(2024, 9, 16, tzinfo=UTC)
    return repair(Article(text.encode(), text, "utf-8", "text/plain", "case.txt", None, None, published, None, moment))


def claims(text: str) -> list[Claim]:
    """What the reader finds of the people's types."""
    return [c for c in extract(document(text), vocabulary(), NAMED_RULES).claims if c.event_type in TYPES]


def tells(claim: Claim, wanted: dict[str, Any]) -> bool:
    """Whether a claim is the one a case wants: its type, person and org, and every role told of it."""
    name, person, org = wanted["is"].split()
    expected = Polarity.NEGATED if name.startswith("~") else Polarity.AFFIRMED
    if claim.event_type != name.lstrip("~") or claim.polarity is not expected:
        return False
    roles = {"person": person} | ({} if org == "null" else {"org": org})
    roles |= {k: v for k, v in wanted.items() if k not in ("is", "certainty", "when")}
    if any(all(value not in a.text and a.text not in value for a in claim.values(role)) for role, value in roles.items()):
        return False
    if "certainty" in wanted and claim.certainty.value != wanted["certainty"]:
        return False
    return "when" not in wanted or (claim.valid_time is not None and claim.valid_time.when == wanted["when"])


def check(case: dict[str, Any]) -> None:
    """Every wanted claim is told, and no claim of an unwanted type."""
    found = claims(case["text"])
    for wanted in case.get("claims", ()):
        assert any(tells(c, wanted) for c in found), (wanted, found)
    assert not [c for c in found if c.event_type in case.get("none", ())]


@pytest.mark.parametrize("case", [c for d in DATA for c in d["cases"]], ids=lambda c: c["text"][:20])
def test_a_sentence_tells_its_claims(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", [c for d in DATA for c in d["known_failures"]], ids=lambda c: c["why"])
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_known_failure(case: dict[str, Any]) -> None:
    check(case)


PATTERNS = [p for p in load_patterns() if p.event_type in TYPES]


def matches(pattern: Pattern, text: str) -> bool:
    """Whether the pattern matches a sentence of the text, with 王远 and 李明 put in for by names of the cases."""
    named = text.replace("王远", "王远舟").replace("李明", "李明岸").replace("张三", "张思琪").replace("星河队", "江城联队")
    return any(pattern.regex.search(s.skeleton.text) for s in scenes(prepare(document(named)), vocabulary()))


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: f"{p.event_type}-{p.name}")
def test_a_pattern_matches_its_examples(pattern: Pattern) -> None:
    assert pattern.examples
    assert [e for e in pattern.examples if not matches(pattern, e)] == []
    assert [e for e in pattern.counterexamples if matches(pattern, e)] == []
