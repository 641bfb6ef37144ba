"""Who was where, from when to when."""

from __future__ import annotations

import pytest

from shiguan.query.names import find_entity
from shiguan.query.posts import Post, Status, posts, unnamed
from shiguan.records.claim import Certainty, Polarity
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

Y, L = "云杉医药", "蓝鲸航运"


def came(person: str, org: str, when: str | None = None, certainty: Certainty = Certainty.REPORTED) -> Line:
    return Line("appointment", {"person": person, "org": org}, {"position": "财务总监"}, when, certainty)


def at(*papers: Paper, org: str = Y) -> tuple[Post, ...]:
    with viewed(*papers) as view:
        entity = find_entity(view, org)
        return posts(view.events_about({entity.id}), {entity.id})


def test_coming_and_going_are_one_post_with_its_length() -> None:
    (post,) = at(paper([came("甲一", Y, "2028-03"), left("甲一", Y, "2030-08-30", to=L)]))
    assert (post.status, post.positions) == (Status.LEFT, ("财务总监",))
    assert post.began is not None
    assert post.began.when == "2028-03"
    assert [v.text for v in post.destination] == [L]
    assert post.days is not None
    assert post.days == (882, 912)


@pytest.mark.parametrize(
    "lines", [[left("甲一", Y, "2030")], [came("甲一", Y), left("甲一", Y, "2030")], [came("甲一", Y, "2029")]]
)
def test_without_both_times_no_length_is_told(lines: list[Line]) -> None:
    (post,) = at(paper(lines))
    assert post.days is None


def test_who_left_for_it_came_to_it() -> None:
    (post,) = at(paper([left("甲一", Y, "2030", to=L)]), org=L)
    assert (post.status, post.origin.text if post.origin else None) == (Status.JOINED, Y)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (left("甲一", Y, certainty=Certainty.RUMOURED), Status.LEAVING),
        (left("甲一", Y, polarity=Polarity.NEGATED), Status.STAYS),
        (came("甲一", Y, certainty=Certainty.PLANNED), Status.JOINING),
        (came("甲一", Y), Status.JOINED),
        (Line("founding", {"person": "甲一", "org": Y}), Status.FOUNDED),
        (Line("membership", {"person": "甲一", "org": Y}), Status.HELD),
    ],
)
def test_the_status_is_what_was_last_told(line: Line, status: Status) -> None:
    assert [p.status for p in at(paper([line]))] == [status]


def test_others_and_the_unnamed_are_not_in_it() -> None:
    team = Line("departure", {"org": Y}, {"count": "几名骨干"})
    with viewed(paper([left("甲一", L), left("乙二", Y), team])) as view:
        entity = find_entity(view, Y)
        events = view.events_about({entity.id})
        assert [p.person.text for p in posts(events, {entity.id})] == ["乙二"]
        assert len(unnamed(events, {entity.id})) == 1


def test_a_persons_posts_are_in_order() -> None:
    with viewed(
        paper([came("甲一", L, "2030"), left("甲一", Y, "2029"), Line("founding", {"person": "甲一", "org": "松果"})])
    ) as view:
        person = find_entity(view, "甲一")
        found = posts(view.events_about({person.id}), None, {person.id})
    assert [p.org.text if p.org else None for p in found] == [Y, L, "松果"]


def test_who_came_back_is_there_again() -> None:
    lines = [came("甲一", Y, "2020-03"), left("甲一", Y, "2022-05"), came("甲一", Y, "2024-01")]
    first, second = at(paper(lines))
    assert (first.status, first.ended.when if first.ended else None, len(first.events)) == (Status.LEFT, "2022-05", 2)
    assert (second.status, second.began.when if second.began else None, second.ended) == (Status.JOINED, "2024-01", None)
    assert [p.status for p in at(paper([*lines, left("甲一", Y, "2025-02")]))] == [Status.LEFT, Status.LEFT]


def test_another_post_on_leaving_is_no_coming_back() -> None:
    (post,) = at(paper([left("甲一", Y, "2022-05"), came("甲一", Y, "2022-05-20")]))
    assert post.status is Status.LEFT
    (post,) = at(paper([left("甲一", Y, "2022-05"), came("甲一", Y, "2024-01", Certainty.RUMOURED)]))
    assert post.status is Status.LEFT
