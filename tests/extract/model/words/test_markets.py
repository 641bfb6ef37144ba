"""Shares, bonds and rates of interest are none of ours; prices of goods, rounds and margins are."""

from __future__ import annotations

import pytest

from shiguan.extract.backends.model.words.markets import off_the_market
from tests.extract.model.words.test_moves import told
from tests.extract.rules.scenery import last_scene


@pytest.mark.parametrize(
    ("kind", "text", "trigger", "roles", "stays"),
    [
        ("price_change", "星河汽车周二下跌2.3%，收报219美元。", "下跌", {"org": "星河汽车", "change": "2.3%"}, False),
        ("price_change", "星河汽车全系降价2.3%。", "降价", {"org": "星河汽车", "change": "2.3%"}, True),
        ("price_change", "星河汽车股价大涨，旗下云雀降价2万元。", "降价", {"org": "星河汽车", "product": "云雀"}, True),
        ("funding", "星河汽车发行5亿美元可转债。", "发行", {"org": "星河汽车", "amount": "5亿美元"}, False),
        ("funding", "星河汽车与银行签订30亿元银团贷款协议。", "签订", {"org": "星河汽车", "amount": "30亿元"}, False),
        ("funding", "星河汽车获纳入恒生指数成份股。", "纳入", {"org": "星河汽车"}, False),
        ("funding", "星河汽车以可转债形式完成5亿元B轮融资。", "融资", {"org": "星河汽车", "amount": "5亿元"}, True),
        ("funding", "星河汽车从老股东那里拿到3亿元可转债。", "拿到", {"org": "星河汽车", "amount": "3亿元"}, True),
        ("metric", "星河汽车债券票面利率为0.5%。", "0.5%", {"subject": "星河汽车", "measure": "票面利率"}, False),
        ("metric", "星河汽车毛利率为5%。", "5%", {"subject": "星河汽车", "measure": "毛利率"}, True),
        ("metric", "星河汽车高开62%。", "62%", {"subject": "星河汽车", "measure": "高开"}, False),
        ("metric", "锡州银行贷款余额62亿元。", "62亿元", {"subject": "锡州银行", "measure": "贷款余额"}, True),
        ("valuation", "星河汽车市值蒸发300亿港元。", "市值", {"org": "星河汽车", "amount": "300亿港元"}, False),
        ("valuation", "星河汽车市值达300亿港元。", "市值", {"org": "星河汽车", "amount": "300亿港元"}, True),
        ("funding", "星河汽车获得5亿元融资和10亿元银团贷款。", "融资", {"org": "星河汽车", "amount": "5亿元"}, True),
        ("funding", "消费贷款平台星河汽车获得3亿元融资。", "融资", {"org": "星河汽车", "amount": "3亿元"}, True),
        ("funding", "被纳入科创名单的星河汽车获得3亿元融资。", "融资", {"org": "星河汽车", "amount": "3亿元"}, True),
        ("valuation", "星河汽车市值缩水至50亿美元。", "市值", {"org": "星河汽车", "amount": "50亿美元"}, True),
        ("departure", "星河汽车股价下跌，总裁王远离职。", "离职", {"person": "王远"}, True),
    ],
)
def test_what_the_market_tells_is_no_claim(kind: str, text: str, trigger: str, roles: dict[str, str], stays: bool) -> None:
    assert (off_the_market(last_scene(text), told(kind, text, trigger, **roles)) is not None) == stays
