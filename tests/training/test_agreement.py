"""The second annotation: of the same texts, and the measure of agreement counts what it says."""

from __future__ import annotations

from training.agreement import agreement, marked
from training.examples import of_record
from training.markup import parse


def test_what_was_marked_twice_is_the_same_text() -> None:
    second = marked("second")
    assert len(second) >= 200
    assert set(second) <= set(marked("sentences") | marked("articles"))


def test_agreement_is_whole_with_oneself_and_less_where_a_mark_is_missing() -> None:
    full = of_record(parse("{泊岸|org#1}{副总裁|position#1}{许知非|person#1}{离职|departure#1}", "x"))
    less = of_record(parse("{泊岸|org#1}副总裁{许知非|person#1}{离职|departure#1:rumoured}", "x"))
    none = of_record(parse("{泊岸|org}副总裁{许知非|per}离职", "x"))
    assert agreement([(full, full)]) == {"names": 1, "events": 1, "claims": 1, "roles": 1, "certainty": 1, "polarity": 1}
    assert agreement([(full, less)])["roles"] == 0.8
    assert agreement([(full, less)])["certainty"] == 0
    other = of_record(parse("{泊岸|org#1}{副总裁|position#1}许{知非|person#1}{离职|departure#1}", "x"))
    another = of_record(parse("{泊岸|person#1}{副总裁|position#1 org#1}许知非{离职|departure#1}", "x"))
    assert agreement([(full, other)])["claims"] == 1
    assert agreement([(full, another)])["claims"] == 0
    assert agreement([(full, none)])["events"] == 0
