"""A name at a glance is its dossier of the latest events. Everything is invented."""

from __future__ import annotations

from datetime import date

import pytest

from shiguan.errors import NotFoundError
from shiguan.query.dossier import dossier
from shiguan.query.glance import glance
from shiguan.query.names import like
from shiguan.query.scope import Scope
from shiguan.records.claim import Certainty
from tests.query.build import viewed
from tests.resolve.build import Line, left, paper

TODAY = date(2031, 3, 1)
PAPERS = (
    paper([left("王远", "星禾汽车", "2030-01"), left("李清", "星禾汽车", "2030-05"), left("赵川", "云杉医药", "2030-06")]),
    paper([Line("funding", {"org": "星禾汽车"}, {"round": "B轮"}, "2030-07")], file="b.txt"),
    paper([left("钱进", "星禾汽车", "2030-09", certainty=Certainty.RUMOURED)], file="c.txt"),
)


def test_with_room_for_all_it_tells_what_the_dossier_tells() -> None:
    with viewed(*PAPERS) as view:
        whole, brief = dossier(view, "星禾汽车", TODAY), glance(view, "星禾汽车", TODAY, 50)
        assert brief.earlier == 0
        assert (brief.posts, brief.money, brief.linked) == (whole.posts, whole.money, whole.linked)
        assert (brief.rumours.rumours, brief.contradictions) == (whole.rumours, whole.contradictions)
        assert brief.readings == whole.readings
        assert [e.event_type for e in brief.events] == ["departure", "departure", "funding", "departure"]


def test_only_the_latest_of_each_kind_are_looked_at_and_the_others_counted() -> None:
    with viewed(*PAPERS) as view:
        brief = glance(view, "星禾汽车", TODAY, 1)
        assert [e.valid_time.when for e in brief.events if e.valid_time] == ["2030-07", "2030-09"]
        assert brief.earlier == 2
        assert [p.person.text for p in brief.posts] == ["钱进"]


def test_what_the_scope_leaves_out_is_not_counted() -> None:
    with viewed(*PAPERS) as view:
        brief = glance(view, "星禾汽车", TODAY, 1, Scope(until=date(2030, 6, 30)))
        assert [e.valid_time.when for e in brief.events if e.valid_time] == ["2030-05"]
        assert brief.earlier == 1


def test_who_is_not_on_record_has_no_glance() -> None:
    with viewed(*PAPERS) as view, pytest.raises(NotFoundError):
        glance(view, "北辰银行", TODAY, 5)


def test_names_like_a_text_come_best_first() -> None:
    with viewed(
        paper([left("王远", "星禾"), left("李清", "星禾汽车"), left("赵川", "大星禾重工"), left("钱进", "星禾汽车")])
    ) as view:
        assert [e.name for e in like(view, "星禾", 9)] == ["星禾", "星禾汽车", "大星禾重工"]
        assert [e.name for e in like(view, "星禾", 1)] == ["星禾"]
        assert [e.name for e in like(view, "遠", 9)] == ["王远"]
        assert like(view, " ", 9) == ()
        assert like(view, "%", 9) == ()
