"""Who works together: two or more, for as long as it lasts, and neither by a deal nor by a product alone."""

from __future__ import annotations

import pytest

from tests.extract.model.test_findings import event, values
from tests.extract.model.words.test_mending import mend


def test_a_group_works_with_nobody_by_its_nickname_alone() -> None:
    text = "造车“四小龙”都要合作。"
    assert mend(text, event(text, "partnership", "合作", orgs="四小龙")) == []
    text = "星河汽车和北辰集团要合作。"
    assert len(mend(text, event(text, "partnership", "合作", orgs="星河汽车 北辰集团"))) == 1


@pytest.mark.parametrize(
    ("text", "trigger", "orgs", "kept"),
    [
        ("星河汽车与云帆科技签约，共建工厂。", "签约", "星河汽车 云帆科技", True),
        ("星河汽车终止了与云帆科技的合作。", "合作", "星河汽车 云帆科技", False),
        ("星河汽车与云帆科技的合作于去年到期。", "合作", "星河汽车 云帆科技", False),
        ("星河汽车与云帆科技的合作还有一年到期。", "合作", "星河汽车 云帆科技", True),
        ("星河汽车与云帆科技签署股份转让协议。", "签署", "星河汽车 云帆科技", False),
        ("星河汽车与云帆科技签约，以4亿元收购远大电子全部股权。", "签约", "星河汽车 云帆科技", False),
        ("星河汽车与一家日本厂商签约。", "签约", "星河汽车", True),
        ("星河汽车的签约订单增加了三成。", "签约", "星河汽车", False),
        ("星河汽车正与云帆科技就合并事宜进行谈判。", "谈判", "星河汽车 云帆科技", False),
        ("星河汽车正与云帆科技就共建工厂进行谈判。", "谈判", "星河汽车 云帆科技", True),
        ("星河汽车收购云帆科技后，两家仍在洽谈共建工厂。", "洽谈", "星河汽车 云帆科技", True),
    ],
)
def test_a_partnership_is_of_two_and_lasts_and_sells_nobody(text: str, trigger: str, orgs: str, kept: bool) -> None:
    assert bool(mend(text, event(text, "partnership", trigger, orgs=orgs))) is kept


@pytest.mark.parametrize(
    ("text", "subject", "kind"),
    [
        ("星河汽车与云帆科技联合推出Skylark 3。", "Skylark", "product_release"),
        ("星河汽车与云帆科技联合发布“云雀”计划，共建十座工厂。", "云雀", "partnership"),
        ("星河汽车与云帆科技联合投标。", "", "partnership"),
        ("星河汽车与云帆科技联合推出新品。", "", "partnership"),
    ],
)
def test_a_named_product_that_two_bring_out_together_is_brought_out(text: str, subject: str, kind: str) -> None:
    (one,) = mend(text, event(text, "partnership", "联合", orgs="星河汽车 云帆科技", subject=subject))
    assert one.event_type == kind
    if kind == "product_release":
        assert values(one)["org"] == "星河汽车"
