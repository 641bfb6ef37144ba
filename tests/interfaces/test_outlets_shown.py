"""How many outlets tell a thing, and how many sources these are, as people are shown it."""

from __future__ import annotations

from datetime import date

import pytest

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.render import event as rendered
from shiguan.interfaces.show import values
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Event
from tests.planted.draft import Draft, Name, Sentence, Slot, printed
from tests.planted.record import on_record

PERSON, FIRM = Name(MentionKind.PERSON, "P", "顾南舟"), Name(MentionKind.ORG, "F", "云杉医药")


def told(number: int, publisher: str, around: str) -> Draft:
    claim = Sentence(
        (around, Slot("顾南舟", "person", PERSON), "离开", Slot("云杉医药", "org", FIRM), "。"), "departure", 0, "2031-02"
    )
    return Draft(number, number, publisher, date(2031, 2, 3), (Sentence((f"{around * 20}。",)), claim))


def event_of(*drafts: Draft) -> Event:
    with on_record([printed(d) for d in drafts]) as view:
        (event,) = view.events_of(["departure"])
    return event


COPIED = (told(1, "甲报", "据本报了解此事属实"), told(2, "乙报", "据本报了解此事属实"), told(3, "丙报", "另一家的记者这样写道"))


@pytest.mark.parametrize(("language", "expected"), [("zh", "3 家媒体 = 2 个独立来源"), ("en", "3 outlets = 2 independent")])
def test_outlets_that_copy_are_shown_beside_their_sources(language: str, expected: str) -> None:
    event = event_of(*COPIED)
    assert (event.outlets, event.sources) == (3, 2)
    assert values.sources(Messages(language, {}), event) == expected
    assert values.count_sources(event) == "3 = 2"
    assert (rendered(event)["outlets"], rendered(event)["sources"]) == (3, 2)


def test_where_each_outlet_is_a_source_only_these_are_shown() -> None:
    event = event_of(COPIED[0], COPIED[2])
    assert values.sources(Messages("en", {}), event) == "sources: 2"
    assert values.count_sources(event) == "2"
