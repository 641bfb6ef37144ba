"""The mark-up of the training data: what it says is kept to the letter, what breaks the guide is told."""

from __future__ import annotations

import pytest

from training.markup import MarkupError, Record, parse


def spans(record: Record, event: int) -> dict[str, list[str]]:
    """Role → its texts, with the triggers under "!"."""
    told: dict[str, list[str]] = {"!": [record.text[t.start : t.end] for t in record.events[event].triggers]}
    for role in record.events[event].roles:
        told.setdefault(role.name, []).append(role.of or record.text[role.start : role.end])
    return told


def test_text_is_what_is_left_without_the_marks() -> None:
    assert parse("前{泊岸|org#1}{副总裁|membership#1 position#1}{许知非|person#1}。", "x").text == "前泊岸副总裁许知非。"


def test_a_span_may_serve_several_events() -> None:
    record = parse("{许知非|person#1 person#2}{离开|departure#1}{泊岸|org#1}，{加盟|appointment#2:rumoured}{霁川|org#2}", "x")
    assert spans(record, 1) == {"!": ["离开"], "person": ["许知非"], "org": ["泊岸"]}
    assert spans(record, 2) == {"!": ["加盟"], "person": ["许知非"], "org": ["霁川"]}
    assert record.events[2].stance == ("rumoured", "affirmed")


def test_spans_nest() -> None:
    record = parse("{{泊岸|org}智驾部门|unit#1}被{裁撤|layoff#1}，{泊岸|org#1}称", "x")
    assert spans(record, 1)["unit"] == ["泊岸智驾部门"]
    assert [record.text[k.start : k.end] for k in record.kinds] == ["泊岸"]


def test_a_pronoun_stands_for_a_name_of_the_record() -> None:
    record = parse("{泊岸|org}说，{该公司|org#1=泊岸}{裁员|layoff#1:planned}。", "x")
    assert spans(record, 1)["org"] == ["泊岸"]


def test_what_is_denied_is_negated() -> None:
    assert parse("{泊岸|org#1}否认{裁员|layoff#1:denied}", "x").events[1].stance == ("denied", "negated")
    assert parse("{泊岸|org#1}没有{裁员|layoff#1:confirmed,negated}", "x").events[1].stance == ("confirmed", "negated")


def test_the_valuation_of_a_round_is_its_role() -> None:
    record = parse("{泊岸|org#1}{融资|funding#1}，估值{70亿元|valuation#1}", "x")
    assert spans(record, 1)["valuation"] == ["70亿元"]


@pytest.mark.parametrize(
    ("marked", "says"),
    [
        ("{泊岸|org#1}没有事件", "has no trigger"),
        ("{离职|departure#1}", "has no role"),
        ("{泊岸|org#1}{离职|departure#1", "is not closed"),
        ("{泊岸}{离职|departure#1}", "without labels"),
        ("{|org}{离职|departure#1}", "an empty span"),
        ("{泊岸|firm}", "neither a kind"),
        ("{泊岸|org#1}{离职|departure#1:perhaps}", "no such stance"),
        ("{泊岸|product#1}{离职|departure#1}", "has no role product"),
        ("{泊岸|org#1}{离职|departure#1}{加盟|appointment#1}", "is departure and appointment"),
        ("{该公司|org#1=望岳}{裁员|layoff#1}", "is not in the record"),
        ("{泊岸|org-1}", "not a label"),
    ],
)
def test_what_breaks_the_guide_is_told(marked: str, says: str) -> None:
    with pytest.raises(MarkupError, match=says):
        parse(marked, "x")
