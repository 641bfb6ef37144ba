"""What is told of shares, bonds, loans and rates is none of ours: a share that falls is no price cut, a bond is no round."""

from __future__ import annotations

import re

from shiguan.extract.backends.rules.scene import Finding, Scene

_SHARES = re.compile(
    r"收报|[收高低]开|[收]?[涨跌](?:停|超|逾|近)|[收齐领普飙暴][涨跌]|股价|盘[中前后初]|收[盘市]|股票|个股|概念股|市值|成交额|换手率|大盘|(?<![持控])股指"
)
_DEBT = re.compile(
    r"发行[^，,。；;！？]{0,12}(?:可转(?:换公司)?债|可交换债|可换股债)|债券(?!股)|公司债|企业债|美元债|点心债|永续债|永续资本|"
    r"(?:中期|短期|定向)?票据(?!服务|平台|科技)|融资券|超短融|银团|贷款(?!服务|平台|科技|机构|公司|业务)|授信|资产支持证券|\bABS\b"
)
_EQUITY = re.compile(
    r"轮(?!候)|股权|领投|跟投|参投|投资方|增资|"
    r"战略(?:投资|融资)|元(?:人民币)?融资(?:[和及、，,并]|以及)|天使|估值|转股"
)
_INDEX = re.compile(r"(?:纳入|调入|剔除|调出)[^，,。；;！？]{0,16}(?:指数|成[份分]股?|股通|名单(?!的))")
_MOVES = re.compile("市值(?:一夜|单日|累计|合计|已经?)?(?:蒸发|缩水|减少|增加|增长|暴[涨跌]|少了|多了)(?!了?[至到])")
_RATE = re.compile(r"(?<![毛净纯盈溢业])利率|票面|存期|整存整取|\bLPR\b")
_QUOTED = re.compile(r"[高低]开|收[盘报涨跌]|股价|单签|中签")


def off_the_market(scene: Scene, finding: Finding) -> Finding | None:
    """The finding; None where its words tell of a share's price, a debt, an index or a rate of interest."""
    told = finding.evidence.of(scene.text)
    if finding.event_type == "price_change":
        return None if not finding.values("product") and _SHARES.search(told) else finding
    if finding.event_type == "funding":
        owed = _DEBT.search(told) and not _EQUITY.search(told)
        indexed = _INDEX.search(told) and not finding.values("round")
        return None if owed or indexed else finding
    if finding.event_type == "valuation":  # by how much, not how much
        return None if _MOVES.search(told) else finding
    if finding.event_type == "metric":
        measures = [i.text for i in finding.values("measure")]
        return None if any(_RATE.search(m) or _QUOTED.search(m) for m in measures) else finding
    return finding
