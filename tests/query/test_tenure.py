"""Times in post: intervals, who is still there, the curve against published figures, and who has no usable dates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.errors import InputError
from shiguan.ledger.reader import Reader
from shiguan.query.scope import Scope
from shiguan.query.tenure import Life, Tenure, TenureQuestion, kaplan_meier, median, tenure
from shiguan.query.view import load
from shiguan.records.claim import Certainty, Polarity
from shiguan.resolve.names import name_words
from shiguan.vocabulary import load_vocabulary
from tests.query.build import recorded, viewed
from tests.resolve.build import Line, Paper, left, paper

Y, L = "云杉医药", "蓝鲸航运"


@contextmanager
def asked(*papers: Paper, presumed: bool = False, **scope: Any) -> Iterator[Tenure]:
    with viewed(*papers) as view:
        yield tenure(view, TenureQuestion(Scope(**scope), presumed))


def joined(person: str, org: str, when: str | None = None, **more: Any) -> Line:
    return Line("appointment", {"person": person, "org": org}, when=when, **more)


def only(*papers: Paper, presumed: bool = False) -> Life:
    with asked(*papers, presumed=presumed) as found:
        (life,) = found.together.lives
        return life


def why(*lines: Line) -> list[str]:
    with asked(paper(lines)) as found:
        assert found.together.lives == ()
        return [u.reason for u in found.together.undated]


def test_a_time_in_post_is_an_interval_as_exact_as_its_ends() -> None:
    life = only(paper([joined("甲一", Y, "2029-01-10"), left("甲一", Y, "2030-03")]))
    assert (life.ended, life.least, life.most) == (
        True,
        (date(2030, 3, 1) - date(2029, 1, 10)).days,
        (date(2030, 3, 31) - date(2029, 1, 10)).days,
    )
    assert [e.event_type for e in (*life.began, *life.left)] == ["appointment", "departure"]


def test_years_alone_give_a_wide_interval_and_never_a_negative_one() -> None:
    life = only(paper([joined("甲一", Y, "2029"), left("甲一", Y, "2030-01")]))
    assert (life.least, life.most) == (1, 395)
    life = only(paper([joined("甲一", Y, "2030"), left("甲一", Y, "2030-06")]))
    assert (life.least, life.most) == (0, 180)


def test_a_founder_begins_with_the_founding_and_a_post_held_since_then_with_it() -> None:
    assert (
        only(paper([Line("founding", {"person": "甲一", "org": Y}, when="2028-05"), left("甲一", Y, "2030-05")])).start.when
        == "2028-05"
    )
    since = Line("membership", {"person": "甲一", "org": Y}, when="2028-05-01/..")
    assert only(paper([since, left("甲一", Y, "2030-05")])).start.start == date(2028, 5, 1)


def test_who_is_still_there_is_followed_to_the_last_telling() -> None:
    papers = [paper([joined("甲一", Y, "2030-01-01")], "a", "2030-02-01"), paper([left("乙二", Y, "2030-12")], "b", "2031-02-03")]
    life = only(*papers)
    assert (life.ended, life.last, life.least) == (False, date(2030, 2, 1), 31)
    stays = paper([left("甲一", Y, certainty=Certainty.DENIED, polarity=Polarity.NEGATED)], "c", "2030-07-01")
    assert only(*papers, stays).last == date(2030, 7, 1)
    assert only(*papers, presumed=True).last == date(2031, 2, 3)


def test_as_of_a_day_before_the_leaving_somebody_is_still_there() -> None:
    with recorded(paper([joined("甲一", Y, "2029-01"), left("甲一", Y, "2030-06")], "a", "2030-07-01")) as reader:
        assert (found := _as_of(reader, date(2030, 1, 31))).together.ended == 0
        assert found.together.lives[0].last == date(2030, 1, 31)
        assert _as_of(reader, date(2030, 7, 31)).together.ended == 1


def _as_of(reader: Reader, day: date) -> Tenure:
    return tenure(load(reader, valid_at=day))


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([left("甲一", Y, "2030-05")], "since when is not told"),
        ([joined("甲一", Y), left("甲一", Y, "2030-05")], "since when is not told"),
        ([Line("membership", {"person": "甲一", "org": Y}, when="2029"), left("甲一", Y, "2030-05")], "since when is not told"),
        ([joined("甲一", Y, "2029-01"), left("甲一", Y)], "left, but when is not told"),
        ([joined("甲一", Y, "2030-05"), left("甲一", Y, "2030-05")], "since when is not told"),  # another post, on leaving
        ([joined("甲一", Y, "2029-01", certainty=Certainty.RUMOURED)], "since when is not told"),
    ],
    ids=["no beginning", "undated beginning", "held, since when unknown", "undated leaving", "given a post on leaving", "rumour"],
)
def test_who_has_no_usable_dates_is_said_with_the_reason(lines: list[Line], reason: str) -> None:
    assert why(*lines) == [reason]


def test_a_rumoured_leaving_ends_nothing_and_a_return_begins_anew() -> None:
    assert not only(paper([joined("甲一", Y, "2029-01"), left("甲一", Y, "2030-05", certainty=Certainty.RUMOURED)])).ended
    life = only(paper([left("甲一", Y, "2027-05"), joined("甲一", Y, "2029-01")]))
    assert (life.ended, life.start.when) == (False, "2029-01")


def test_organisations_stand_apart_and_together() -> None:
    lines = [joined("甲一", Y, "2029-01"), left("甲一", Y, "2030-01"), joined("乙二", L, "2029-05"), left("丙三", L, "2030-01")]
    with asked(paper(lines)) as found:
        assert [(o.org.text if o.org else None, len(o.lives), o.ended, len(o.undated)) for o in found.orgs] == [
            (L, 1, 0, 1),
            (Y, 1, 1, 0),
        ]
        assert (len(found.together.lives), found.together.ended, len(found.together.undated)) == (2, 1, 1)
    with asked(paper(lines), group=Y) as found:
        assert [o.org.text for o in found.orgs if o.org] == [Y]
    with asked(paper(lines), until=date(2029, 3, 1)) as found:
        assert [x.person.text for x in found.together.lives] == ["甲一"]


def test_nobody_on_record_is_no_curve() -> None:
    with asked(paper([Line("funding", {"org": Y})])) as found:
        assert (found.as_of, found.orgs, found.together.shortest, found.together.median) == (None, (), (), (None, None))


# Weeks in remission of 21 patients on 6-mercaptopurine, + still followed: Freireich et al., Blood 21 (1963), 699–716. The curve and
# its standard errors stand in many a textbook (Cox and Oakes, Analysis of Survival Data, 1984).
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PUBLISHED = [
    (6, 21, 3, 0.857, 0.076),
    (7, 17, 1, 0.807, 0.087),
    (10, 15, 1, 0.753, 0.096),
    (13, 12, 1, 0.690, 0.107),
    (16, 11, 1, 0.627, 0.114),
    (22, 7, 1, 0.538, 0.128),
    (23, 6, 1, 0.448, 0.135),
]


def test_the_curve_is_the_published_one() -> None:
    steps = kaplan_meier([(int(week.rstrip("+")), not week.endswith("+")) for week in REMISSION.split()])
    assert [(s.days, s.at_risk, s.left) for s in steps] == [p[:3] for p in PUBLISHED]
    for step, (_, _, _, share, error) in zip(steps, PUBLISHED, strict=True):
        assert step.share == pytest.approx(share, abs=6e-4)
        assert step.low == pytest.approx(share - 1.96 * error, abs=2e-3)
        assert step.high == pytest.approx(min(1.0, share + 1.96 * error), abs=2e-3)
    assert median(steps) == 23


def test_once_all_have_left_the_bounds_are_not_defined() -> None:
    (first, last) = kaplan_meier([(3, True), (5, True)])
    assert (first.share, last.share, last.low, last.high) == (0.5, 0.0, None, None)
    assert kaplan_meier([(3, False)]) == ()
    assert median(()) is None
    with pytest.raises(InputError):
        kaplan_meier([(-1, True)])


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=30))
def test_the_curve_only_falls_and_without_censoring_is_the_plain_share(times: list[tuple[int, bool]]) -> None:
    shares = [1.0, *(s.share for s in kaplan_meier(times))]
    assert all(0 <= b <= a <= 1 for a, b in pairwise(shares))
    ended = [(days, True) for days, _ in times]
    for step in kaplan_meier(ended):
        assert step.share == pytest.approx(sum(1 for days, _ in ended if days > step.days) / len(ended))


def test_who_came_back_has_two_times_in_post() -> None:
    lines = [joined("甲一", Y, "2026-03"), left("甲一", Y, "2028-05"), joined("甲一", Y, "2030-01")]
    with asked(paper(lines, published="2031-02-03")) as found:
        first, second = found.together.lives
    assert (first.start.when, first.end.when if first.end else None, first.ended) == ("2026-03", "2028-05", True)
    assert (second.start.when, second.end, second.ended, second.last) == ("2030-01", None, False, date(2031, 2, 3))
    with asked(paper([*lines, left("甲一", Y, "2030-12")])) as found:
        assert [life.ended for life in found.together.lives] == [True, True]


def founded(person: str, org: str, when: str | None, said: str = "") -> Line:
    return Line("founding", {"person": person, "org": org}, when=when, said=said)


@pytest.mark.parametrize(
    "lines",
    [
        [founded("甲一", Y, "2030-05", "创始人甲一表示不再主持工作，"), left("乙二", Y, "2029-01")],
        [founded("甲一", Y, "2031-02-03")],  # the day of the news
        [founded("甲一", Y, "2030-05"), left("甲一", Y, "2029-01")],  # after the leaving
    ],
    ids=["a title", "the day of the news", "after the leaving"],
)
def test_the_day_on_which_a_founder_is_mentioned_is_no_beginning(lines: list[Line]) -> None:
    assert "since when is not told" in why(*lines)


def test_of_several_tellings_of_a_founding_that_which_tells_it_holds() -> None:
    passing = paper([founded("甲一", Y, "2019-11", "云杉医药创始人甲一接受采访，")], "a")
    told = paper([founded("甲一", Y, "2019-04", "甲一创立云杉医药，")], "b")
    again = paper([founded("甲一", Y, "2019-11", "云杉医药联合创始人甲一出席会议，")], "c")
    assert only(passing, told, again).start.when == "2019-04"


def test_a_word_for_a_trade_is_no_employer() -> None:
    words = name_words(load_vocabulary())
    with recorded(paper([founded("甲一", "人形机器人", "2029-01"), founded("甲一", Y, "2029-01")])) as reader:
        found = tenure(load(reader, words=words))
    assert [life.org.text for life in found.together.lives] == [Y]
