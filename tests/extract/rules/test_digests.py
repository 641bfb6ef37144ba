"""Where a digest turns to its next item, and that nothing of one is understood in another."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.rules.digests import turns
from shiguan.extract.backends.rules.lexicon import lexicon
from shiguan.extract.backends.rules.names.draft import draft
from shiguan.extract.backends.rules.names.table import name_table
from shiguan.extract.sentences import prepare
from tests.extract.rules.page import document
from tests.extract.rules.scenery import last_scene, vocabulary

ITEMS = ("星河汽车昨日降价。", "云帆科技完成融资。", "天工机器人发布新品。", "北辰集团出售一家工厂。", "远大电子总裁离职。")
FEATURE = (
    "星河汽车昨日降价。",
    "云帆科技跟进，星河汽车没有回应。",
    "天工机器人是星河汽车的客户。",
    "北辰集团退出，云帆科技留下。",
    "远大电子与星河汽车和解。",
)


def opened(*paragraphs: str) -> frozenset[int]:
    words = lexicon(vocabulary())
    lines = draft(prepare(document("\n".join(paragraphs))), words)
    return turns(lines, name_table(lines, words))


@pytest.mark.parametrize(
    ("paragraphs", "items"),
    [
        (("一周要闻", *ITEMS), 4),
        (("一周要闻", *(p for item in ITEMS for p in (item, "这是本周的第一次。"))), 4),
        (("一周要闻", *ITEMS, "油价跌到了十年来的最低点。"), 5),
        (("价格战一年", *FEATURE), 0),
        (("两条消息", *ITEMS[:2]), 0),
        (("星河汽车的供应商", *ITEMS, "公司去年营收增长两成。"), 0),
        (("只有一家", "星河汽车降价。", "公司没有回应。", "它的车还在卖。", "没有人离开。", "没有人加入。"), 0),
    ],
)
def test_a_digest_opens_an_item_where_it_names_others_and_a_feature_none(paragraphs: tuple[str, ...], items: int) -> None:
    assert len(opened(*paragraphs)) == items


def test_who_is_left_out_is_not_sought_in_another_item() -> None:
    about = last_scene("\n".join(("一周要闻", *ITEMS[:4], "远大电子的消息。财务总监已离职。"))).discourse.story.about()
    assert about is not None
    assert about.text == "远大电子"
    assert last_scene("\n".join(("一周要闻", *ITEMS))).discourse.story.about() is None
