"""A name that several things share, and groups whose members stand here or there."""

import pytest

from shiguan.errors import AmbiguousError, InputError
from shiguan.query.groups import Definer, Definition, defined
from shiguan.query.names import find_entity, members, passed_over
from shiguan.query.view import load
from shiguan.records.evidence import MentionKind
from shiguan.resolve.names import NameWords
from tests.query.build import recorded, viewed
from tests.resolve.build import Line, left, paper

Y, L, P = "云杉医药", "蓝鲸航运", "松果汽车"
WORDS = NameWords(trades=(frozenset({"制药", "医疗"}), frozenset({"造车"})))


def released(org: str, product: str) -> Line:
    """A product brought out in one sentence."""
    return Line("product_release", {"org": org, "product": product})


def test_a_name_of_a_firm_and_its_product_is_the_firms() -> None:
    with viewed(paper([released("北极星", "北极星")])) as view:
        assert find_entity(view, "北极星").kind is MentionKind.ORG
        assert [e.kind for e in passed_over(view, "北极星")] == [MentionKind.PRODUCT]


def test_a_name_mostly_a_firms_is_the_firms() -> None:
    papers = [paper([left("甲一", "北极星")], "a"), paper([left("乙二", "北极星")], "b"), paper([released(Y, "北极星")], "c")]
    with viewed(*papers) as view:
        assert find_entity(view, "北极星").kind is MentionKind.ORG
    with viewed(*papers[1:]) as view, pytest.raises(AmbiguousError, match="北极星 may be"):
        find_entity(view, "北极星")


def test_a_name_of_one_thing_passes_nothing_over() -> None:
    with viewed(paper([left("甲一", Y)])) as view:
        assert passed_over(view, Y) == passed_over(view, "无此公司") == ()


@pytest.mark.parametrize("asked", ["五匹黑马", "制药五匹黑马", "“五匹黑马”"])
def test_a_group_is_that_whose_members_are_known(asked: str) -> None:
    told = [paper([Line("count_claim", {"subject": name})], name) for name in ("医疗五匹黑马", "制药五匹黑马")]
    told.append(paper([Line("count_claim", {"subject": "医疗“五匹黑马”", "members": [Y, L, P]})], "c"))
    told.append(paper([Line("count_claim", {"subject": "造车五匹黑马"})], "d"))
    with recorded(*told) as reader:
        view = load(reader, words=WORDS)
        assert members(view, asked) == {find_entity(view, name).id for name in (Y, L, P)}


def test_a_group_of_another_trade_is_another_group() -> None:
    told = [paper([Line("count_claim", {"subject": "造车五匹黑马"})], "a")]
    told.append(paper([Line("count_claim", {"subject": "制药五匹黑马", "members": [Y, L, P]})], "b"))
    with recorded(*told) as reader, pytest.raises(InputError, match="造车五匹黑马"):
        members(load(reader, words=WORDS), "造车五匹黑马")


@pytest.mark.parametrize("listed", [f"{Y}、{L}、{P}", f"{Y}，{L}和{P}", f"{Y}、{L}、{P}等"])
def test_members_may_stand_in_parentheses_after_the_name(listed: str) -> None:
    lone = Line("count_claim", {"subject": "五匹黑马"}, said=f"“五匹黑马”（{listed}）还剩谁？")
    with viewed(paper([lone, left("甲一", Y), left("乙二", L), left("丙三", P)])) as view:
        assert members(view, "五匹黑马") == {find_entity(view, name).id for name in (Y, L, P)}


def test_who_defines_a_group_is_told_with_the_first_telling() -> None:
    listing = Line("count_claim", {"subject": "五匹黑马", "members": [Y, L, P]})
    told = [paper([listing], "b", published="2031-02-02"), paper([listing], "a", published="2030-05-01")]
    with viewed(*told) as view:
        made = defined(view, find_entity(view, "五匹黑马"))
        assert made
        assert made.by is Definer.DOCUMENTS
        assert [t.published_at.when for t in made.told if t.published_at] == ["2030-05-01", "2031-02-02"]
        assert defined(view, find_entity(view, Y)) is None


def test_a_group_whose_members_stand_in_parentheses_is_defined_by_these() -> None:
    lone = Line("count_claim", {"subject": "五匹黑马"}, said=f"“五匹黑马”（{Y}、{L}、{P}）还剩谁？")
    with viewed(paper([lone, left("甲一", Y), left("乙二", L), left("丙三", P)])) as view:
        made = defined(view, find_entity(view, "五匹黑马"))
        assert made
        assert made.by is Definer.PARENTHESES
        assert [t.claim.event_type for t in made.told] == ["count_claim"]


def test_a_group_without_members_is_defined_by_nobody_and_one_of_the_users_by_them() -> None:
    lone = Line("count_claim", {"subject": "五匹黑马"})
    with recorded(paper([lone])) as reader:
        bare, users = load(reader), load(reader, words=NameWords(members={"五匹黑马": (Y, L)}))
        assert defined(bare, find_entity(bare, "五匹黑马")) == Definition(Definer.NOBODY, ())
        assert defined(users, find_entity(users, "五匹黑马")) == Definition(Definer.NAMES, ())


@pytest.mark.parametrize("said", ["五匹黑马（2030年）", f"五匹黑马（{Y}）", "五匹黑马（甲、乙、丙）"])
def test_other_words_in_parentheses_are_no_members(said: str) -> None:
    lone = Line("count_claim", {"subject": "五匹黑马"}, said=said)
    with viewed(paper([lone, left("甲一", Y), left("乙二", L)])) as view, pytest.raises(InputError, match="五匹黑马"):
        members(view, "五匹黑马")
