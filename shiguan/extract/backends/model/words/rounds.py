"""What the network takes for a round of financing: who is no investor, which sum is no round, who invests in whom."""

from __future__ import annotations

import re
from dataclasses import replace

from shiguan.extract.backends.rules.events.funding import invests, raiser_for
from shiguan.extract.backends.rules.events.ranks import place
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene

_O, _P, _N, _W = (SYMBOLS[x] for x in "OPNW")
_ITS_OWN = ("investors", "amount", "valuation")
_ADVISES = re.compile(
    r"(?:(?!投资方|领投|跟投|参投)[^，,。；;！？]){0,30}?(?:担任|出任|任|作为|为|充当)[^，,。；;！？]{0,16}(?:顾问|律师|承销|保荐|FA\b)"
)
_HOLDS_ON = re.compile("(?:[则也]?[仍还]然?|依然|依旧|继续)(?:持有?|占|控)股?")
"""云帆仍持股51%: who keeps what it has puts nothing in."""
_NEW_WORTH = re.compile(
    "估值[^，,。；;！？]{0,10}[从由自][^，,。；;！？]{1,20}(?:降|跌|缩水|下调|涨|升|抬|上调|翻|增)[^，,。；;！？]{0,6}[到至为]"
)
_RAISED = re.compile("[融募增注]资|[轮輪]|拿到|获投")
_BACKER = re.compile("(?:投资|领投|跟投|出资|参投)(?:方|人|者)(?:包括|为|是|有)?$")
_FROM, _HAND = re.compile(r"[从自由][^，,。；;！？]{0,6}$"), re.compile("手[中上里]|处|那里")
_OWNS = re.compile(rf"(?:旗下|所属|控股|参股|孵化)的?[^，,。；;！？{_O}{_P}]{{0,10}}{_O}")
_NEW_TIME = re.compile(rf"[，,；;](?:[^，,。；;！？{_O}{_P}{_N}]{{0,4}}){_W}")
_ROUND = re.compile("轮|融资|投资|募|注资|增资")
_SUM_BEFORE = re.compile(r"(?:累计|累积|总共|合计|共计|总计|历次)[^，,。；;！？]{0,10}$")
_SUM = re.compile(r"(?:多|数|[两三四五六七八九十\d]+)(?:轮|笔|次)(?:股权)?(?:融资|投资)|(?:累计|总)融资|融资总|融资事件")
_TRADES = re.compile(r"卖出|买入|减持|抛售|分红|派息|成交|交易席位|营业部")
_RAISES = re.compile(r"融资|投资|入股|增资|注资|认购|轮|募|参股|增持|领投|跟投")
_BUILDS = re.compile(
    "建厂|投建|建设|[扩新兴改]建|扩产|建造|(?:生产|研发)基地|(?:新|建|座)[^，,。；;！？]{0,10}(?:工厂|项目|园区|数据中心)"
)
_INTO_A_FIRM = re.compile("融资|入股|增资|注资|股[权份]|领投|跟投|参投|募|认购|轮|天使|战略投资")
_PUTS_IN = re.compile(
    r"(?![^，,。；;]{0,12}(?:募|基金完成|配股|发债))[^，,。；;]{0,12}?"
    r"(?:加码|加注|跟投|领投|参投|入股|注资|押注|追[加投]|投了|投资|进场|敲定|[投掏砸]出)"
)
"""Behind somebody who gives money."""
_INTO = re.compile(rf"(?:向|对|给)(?P<to>{_O})[^，,。；;！？{_O}]{{0,10}}$|^[^，,。；;！？{_O}{_P}]{{0,4}}(?P<next>{_O})")
_INVESTS = re.compile(r"(?:参股|入股|注资|增资|领投|跟投|参投|战略投资|投资|认购)了?$")


def round_put_right(scene: Scene, finding: Finding) -> Finding | None:
    """A round without its advisers among the investors; of whom the words say that money goes there. None for a sum of several."""
    if finding.event_type in ("funding", "valuation") and invests(scene, finding.values("org")):
        orgs = raiser_for(scene, finding.values("org"))
        finding = _turned(finding, orgs[0]) if orgs else finding
    elif finding.event_type == "funding" and (firm := _backed(scene, finding)):
        finding = _turned(finding, firm)
    if finding.event_type != "funding":
        return finding
    if _is_worth_now(scene, finding):
        amounts = finding.values("amount")
        kept = tuple(r for r in finding.roles if r.role in ("org", "amount"))
        return replace(finding, event_type="valuation", roles=kept) if amounts else None
    text = finding.trigger.of(scene.text)
    if not finding.values("round") and (_is_sum(scene, finding) or _is_trade(scene, finding) or _is_built(scene, finding)):
        return None
    others = {r for r in finding.roles if r.role in _ITS_OWN and _is_of_another(scene, finding, r.item)}
    others |= {r for r in finding.roles if r.role == "investors" and _is_none(scene, r.item)}
    worth = {i.span for i in finding.values("valuation") if i.span}
    others |= {r for r in finding.roles if r.role == "amount" and r.item.span in worth}
    finding = replace(finding, roles=tuple(r for r in finding.roles if r not in others))
    target = _invested_in(scene, finding) if _INVESTS.search(text) else None
    return _turned(finding, target) if target else finding


def _backed(scene: Scene, finding: Finding) -> Item | None:
    """B轮翻到1.6亿元，云山资本继续加码: who is known to back others, and does so here, invests in whom the story is about."""
    orgs, story = finding.values("org"), scene.discourse.story
    if len(orgs) != 1 or orgs[0].span is None or finding.values("investors"):
        return None
    if not _PUTS_IN.match(scene.text, orgs[0].span.end):
        return None
    firm, backs = story.about(), story.bystanders.backs
    if firm is None or firm.key == orgs[0].key or not backs(orgs[0].text, orgs[0].key) or backs(firm.text, firm.key):
        return None
    return firm


def _is_sum(scene: Scene, finding: Finding) -> bool:
    at = place(scene, finding.trigger.start)
    return bool((at is not None and _SUM_BEFORE.search(scene.skeleton.text[:at])) or _SUM.search(finding.trigger.of(scene.text)))


def _is_trade(scene: Scene, finding: Finding) -> bool:
    told = finding.evidence.of(scene.text)
    return bool(_TRADES.search(told)) and not _RAISES.search(told)


def _is_built(scene: Scene, finding: Finding) -> bool:
    """Whether a plant is paid for, and nobody puts money into a firm: 拟投资30亿元建厂."""
    told = finding.evidence.of(scene.text)
    return not finding.values("investors") and bool(_BUILDS.search(told)) and not _INTO_A_FIRM.search(told)


def _is_worth_now(scene: Scene, finding: Finding) -> bool:
    """估值从12亿美元降到7亿美元: two valuations, and no round where none is told."""
    told = _NEW_WORTH.search(scene.text)
    if told is None or _RAISED.search(scene.text) or finding.values("round") or finding.values("investors"):
        return False
    sums = [r.item.span for r in finding.roles if r.role in _ITS_OWN and r.item.span]
    return bool(sums) and all(told.start() < s.start <= told.end() + 1 for s in sums)


def _is_none(scene: Scene, investor: Item) -> bool:
    """Whether who seems to invest only advises, sells, or holds what it had."""
    at = investor.span
    holds = at and _HOLDS_ON.match(scene.text, at.end) and not _BACKER.search(scene.text, 0, at.start)
    return bool(holds) or _advises(scene, investor) or _is_seller(scene, investor)


def _advises(scene: Scene, investor: Item) -> bool:
    return investor.span is not None and _ADVISES.match(scene.text, investor.span.end) is not None


def _is_seller(scene: Scene, investor: Item) -> bool:
    """Whether the stake comes from there, or the firm belongs there: 从甲手中接过24%, 甲旗下的乙."""
    at = place(scene, investor.span.start) if investor.span else None
    if at is None:
        return False
    text = scene.skeleton.text
    return bool((_FROM.search(text[:at]) and _HAND.match(text, at + 1)) or _OWNS.match(text, at + 1))


def _is_of_another(scene: Scene, finding: Finding, item: Item) -> bool:
    """Whether the sentence has gone on to another time and round where it stands: 2021年获甲A轮融资，2022年完成乙领投的B轮."""
    at, mine = (place(scene, s.start) if s else None for s in (item.span, finding.trigger))
    if at is None or mine is None:
        return False
    text = scene.skeleton.text
    turns = [m.start() for m in _NEW_TIME.finditer(text)]
    start = max((t for t in turns if t < at), default=0)
    end = min((t for t in turns if t > at), default=len(text))
    return not start <= mine < end and bool(_ROUND.search(text, start, end))


def _invested_in(scene: Scene, finding: Finding) -> Item | None:
    """甲向乙增资, 甲入股乙: 乙, where the network has it the other way."""
    at = place(scene, finding.trigger.start)
    mine = finding.values("org")
    start = place(scene, mine[0].span.start) if mine and mine[0].span else None
    if at is None or start is None or start >= at:
        return None
    text = scene.skeleton.text
    end = place(scene, finding.trigger.end - 1) or at
    before = _INTO.search(text[start + 1 : at])
    spot = start + 1 + before.start("to") if before and before["to"] else None
    after = _INTO.match(text[end + 1 :]) if spot is None else None
    if after and after["next"]:
        spot = end + 1 + after.start("next")
    phrase = scene.skeleton.phrases[spot] if spot is not None else None
    return phrase.items[0] if phrase and phrase.items[0].text != mine[0].text else None


def _turned(finding: Finding, org: Item) -> Finding:
    """With another as who raises or is valued; who was taken for it invests."""
    kept = [r for r in finding.roles if r.role not in ("org", "investors")]
    investors = dict.fromkeys((*finding.values("org"), *finding.values("investors"))) if finding.event_type == "funding" else {}
    return replace(finding, roles=(*kept, Role("org", org), *(Role("investors", i) for i in investors if i.text != org.text)))
