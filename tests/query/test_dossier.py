"""A dossier holds what is told of a name, and nothing of others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shiguan.errors import NotFoundError
from shiguan.extract.amounts import parse_amounts
from shiguan.query.dossier import Dossier, dossier
from shiguan.query.links import LinkKind
from shiguan.query.scope import Scope
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.evidence import MentionKind
from tests.query.build import viewed
from tests.resolve.build import Line, Paper, left, paper

Y, L = "云杉医药", "蓝鲸航运"
TODAY = date(2031, 3, 5)  # thirty days after the papers' day


def about(*papers: Paper, name: str = Y, **more: Any) -> Dossier:
    with viewed(*papers) as view:
        return dossier(view, name, TODAY, **more)


RELEASE = Line("product_release", {"org": Y, "product": "青霉一号"}, {}, "2030-02")


def test_everything_told_stands_in_its_section() -> None:
    lines = [
        left("甲一", Y, "2030-08"),
        RELEASE,
        Line("lawsuit", {"plaintiff": L, "defendant": Y}, {}, "2030"),
        Line("partnership", {"orgs": [Y, L]}, {}, "2030"),
        Line("pivot", {"org": Y}, {"to": "动物药"}, "2030"),
        Line("funding", {"org": Y}, {"amount": parse_amounts("3亿元")[0].amount}, "2029"),
        Line("metric", {"subject": Y}, {"measure": "市场份额", "rank": "第三"}, "2030", kinds={"subject": MentionKind.ORG}),
    ]
    found = about(paper(lines))
    assert [p.person.text for p in found.posts] == ["甲一"]
    assert {s.key for s in found.sections} == {"products", "disputes", "partnerships", "turns"}
    assert [r.measured.measure for r in found.readings] == ["market_share"]
    assert len(found.money.rounds) == 1
    assert len({e.id for e in found.events}) == len(found.events) == len(lines)


def test_what_is_told_of_others_is_not_in_it() -> None:
    found = about(paper([left("甲一", Y), left("乙二", L), Line("funding", {"org": L}, {}, "2030")]))
    assert [p.person.text for p in found.posts] == ["甲一"]
    assert found.money.rounds == ()
    assert len(found.events) == 1


def test_products_owners_groups_and_members_are_linked() -> None:
    group = Line("count_claim", {"subject": "四匹黑马", "members": [Y, L]})
    papers = (paper([group, RELEASE]),)
    maker, member = (LinkKind.MAKER_OF, "青霉一号"), (LinkKind.MEMBER_OF, "四匹黑马")
    assert [(one.kind, one.other.name) for one in about(*papers).linked] == [maker, member]
    assert [(one.kind, one.other.name) for one in about(*papers, name="青霉一号").linked] == [(LinkKind.PRODUCT_OF, Y)]
    in_group = {(one.kind, one.other.name) for one in about(*papers, name="四匹黑马").linked}
    assert in_group == {(LinkKind.GROUP_OF, Y), (LinkKind.GROUP_OF, L)}


def test_a_persons_dossier_is_a_career() -> None:
    lines = [left("甲一", Y, "2029", to=L), Line("founding", {"person": "甲一", "org": "松果"}, {}, "2030"), left("乙二", Y)]
    found = about(paper(lines), name="甲一")
    assert [p.org.text if p.org else None for p in found.posts] == [Y, "松果"]
    assert found.unnamed == ()


def test_open_rumours_have_their_age() -> None:
    rumour = Line("acquisition", {"acquirer": L, "target": Y}, {}, "2031-01", Certainty.RUMOURED)
    found = about(paper([rumour], published="2031-02-03"))
    assert [r.age for r in found.rumours] == [30]
    assert about(paper([left("甲一", Y)])).rumours == ()


def test_sources_count_copies_once() -> None:
    lines = [left(f"{n}一一", Y, said="据知情人士透露的消息，公司内部已经开会宣布了这件事情，") for n in "甲乙丙丁戊己庚辛"]
    found = about(paper(lines, "a"), paper(lines, "b"), paper([left("子丑", Y)], "c"))
    assert (found.sources.documents, found.sources.independent) == (3, 2)
    assert found.sources.outlets == (("测试报", 3),)


def test_a_scope_and_a_day_hold() -> None:
    lines = [left("甲一", Y, "2029"), left("乙二", Y, "2030")]
    assert [p.person.text for p in about(paper(lines), scope=Scope(since=date(2030, 1, 1))).posts] == ["乙二"]
    assert about(paper(lines)).as_of == TODAY


def test_what_is_denied_stays_in_it_as_denied() -> None:
    denied = Line("acquisition", {"acquirer": L, "target": Y}, {}, "2030", Certainty.DENIED, Polarity.NEGATED)
    (deal,) = about(paper([denied])).money.deals
    assert deal.event.polarity is Polarity.NEGATED


def test_nobody_of_that_name() -> None:
    with pytest.raises(NotFoundError):
        about(paper([left("甲一", Y)]), name="无此人")


def test_a_product_said_not_to_be_its_own_is_none_of_its_products() -> None:
    denied = Line("product_release", {"org": Y, "product": "青霉一号"}, {}, "2030-02", Certainty.DENIED, Polarity.NEGATED)
    assert about(paper([denied])).linked == ()


def test_a_unit_is_linked_to_its_house_in_the_dossier() -> None:
    papers = [paper([left("顾南舟", org)], org) for org in (Y, f"{Y}研究院")]
    assert [(one.kind, one.other.name) for one in about(*papers, name=f"{Y}研究院").linked] == [(LinkKind.UNIT_OF, Y)]
