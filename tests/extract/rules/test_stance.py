"""How sure a sentence is of what it tells, and whether it tells it at all."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from shiguan.extract import extract
from shiguan.extract.backends.rules.scene import Finding
from shiguan.extract.backends.rules.stance import Stance, stance
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Span
from tests.extract.rules.page import document
from tests.extract.rules.scenery import CASES, NAMED_RULES, last_scene, vocabulary

DATA = yaml.safe_load((CASES / "stance.yml").read_text(encoding="utf-8"))
_SIGNS = {Polarity.AFFIRMED: "+", Polarity.NEGATED: "-"}


def said(claim: Claim) -> str:
    return " ".join(filter(None, (claim.event_type, claim.certainty.value, _SIGNS[claim.polarity], claim.speaker)))


def check(case: dict[str, Any]) -> None:
    claims = extract(document(case["text"]), vocabulary(), NAMED_RULES).claims
    event_type = case["none"] if "none" in case else case["is"].split()[0]
    told = [said(c) for c in claims if c.event_type == event_type]
    assert told == ([case["is"]] if "is" in case else [])


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda c: c["text"])
def test_a_sentence_stands_to_its_event(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", DATA["known_failures"], ids=lambda c: c["text"])
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_known_failure(case: dict[str, Any]) -> None:
    check(case)


def test_every_stance_has_a_case() -> None:
    told = {tuple(c["is"].split()[1:3]) for c in DATA["cases"] if "is" in c}
    assert told >= {("reported", "+"), ("reported", "-"), ("confirmed", "+"), ("rumoured", "+"), ("planned", "+"), ("denied", "-")}


def settled(text: str, trigger: str, certainty: Certainty | None = None, polarity: Polarity | None = None) -> Stance | None:
    """The stance to a finding that settles some of it itself."""
    scene = last_scene(text)
    span = Span(text.index(trigger), text.index(trigger) + len(trigger))
    return stance(scene, Finding("departure", (), span, Span(0, len(text)), certainty=certainty, polarity=polarity))


def test_what_the_finding_settles_stands_whatever_the_sentence_says() -> None:
    found = settled("如果王远舟离开星河汽车，会怎样？", "离开", Certainty.PLANNED, Polarity.AFFIRMED)
    assert found == Stance(Certainty.PLANNED, Polarity.AFFIRMED, None)


def test_a_negation_that_is_settled_is_a_denial_where_no_certainty_is() -> None:
    assert settled("王远舟离开星河汽车。", "离开", polarity=Polarity.NEGATED) == Stance(Certainty.DENIED, Polarity.NEGATED, None)


def test_a_certainty_that_is_settled_leaves_the_polarity_to_the_sentence() -> None:
    found = settled("王远舟没有离开星河汽车。", "离开", Certainty.FORECAST)
    assert found is not None
    assert found.polarity is Polarity.NEGATED


def test_the_speaker_is_who_spoke_last_before_the_event_is_told() -> None:
    found = settled("星河汽车称，李明岸表示，王远舟已离职，云帆科技说不知情。", "离职")
    assert found is not None
    assert found.speaker == "李明岸"
