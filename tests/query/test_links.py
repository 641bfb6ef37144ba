"""A product and its maker, a unit and its house: linked, with what says so, and never one."""

from __future__ import annotations

from shiguan.query.explain import EntityExplained, explain
from shiguan.query.links import LinkKind, links
from shiguan.query.names import find_entity
from shiguan.query.view import View, load
from shiguan.records.claim import Polarity
from shiguan.records.evidence import MentionKind
from shiguan.resolve.names import NameWords
from tests.query.build import recorded, viewed
from tests.resolve.build import Line, left, paper


def released(product: str, org: str, polarity: Polarity = Polarity.AFFIRMED) -> Line:
    return Line("product_release", {"org": org, "product": product}, polarity=polarity)


def linked(view: View, name: str) -> list[tuple[str, str, int]]:
    return [(k.kind, k.other.name, len(k.told)) for k in links(view, find_entity(view, name))]


def test_a_product_is_linked_to_its_maker_with_the_sentences() -> None:
    with viewed(paper([released("松果", "云杉医药")], "a"), paper([released("松果", "云杉医药")], "b")) as view:
        assert linked(view, "松果") == [(LinkKind.PRODUCT_OF, "云杉医药", 2)]
        assert linked(view, "云杉医药") == [(LinkKind.MAKER_OF, "松果", 2)]
        assert find_entity(view, "松果") != find_entity(view, "云杉医药")


def test_what_is_said_not_to_be_so_links_nothing() -> None:
    with viewed(paper([released("松果", "云杉医药", Polarity.NEGATED)], "a")) as view:
        assert linked(view, "松果") == []


def test_a_unit_is_linked_to_its_house_by_its_name() -> None:
    papers = [paper([left("顾南舟", org)], org) for org in ("云杉医药", "云杉医药研究院", "云杉医药老员工同乡会", "蓝鲸航运")]
    with viewed(*papers) as view:
        assert linked(view, "云杉医药研究院") == [(LinkKind.UNIT_OF, "云杉医药", 0)]
        assert linked(view, "云杉医药老员工同乡会") == linked(view, "蓝鲸航运") == []


def test_known_owners_link_what_no_document_links() -> None:
    owners = {(MentionKind.ORG, "青松研究院"): "云杉医药", (MentionKind.PRODUCT, "松果"): "云杉医药"}
    papers = [paper([left("顾南舟", "云杉医药"), left("林听雨", "青松研究院")], "a"), paper([released("松果", "蓝鲸航运")], "b")]
    with recorded(*papers) as reader:
        view = load(reader, words=NameWords(owners=owners))
        assert (LinkKind.UNIT_OF, "云杉医药", 0) in linked(view, "青松研究院")
        assert linked(view, "松果") == [(LinkKind.PRODUCT_OF, "蓝鲸航运", 1), (LinkKind.PRODUCT_OF, "云杉医药", 0)]
        assert {name for _, name, _ in linked(view, "云杉医药")} == {"青松研究院", "松果"}


def test_an_entity_is_explained_with_its_links() -> None:
    with viewed(paper([released("松果", "云杉医药")], "a")) as view:
        answer = explain(view, find_entity(view, "松果").id)
        assert isinstance(answer, EntityExplained)
        assert [k.other.name for k in answer.links] == ["云杉医药"]
