"""Listings as the words tell them: none without words of it; of an exchange, or as a mere since when, they are told otherwise."""

from __future__ import annotations

import re
from dataclasses import replace

from shiguan.extract.backends.rules.events.subjects import EXCHANGE
from shiguan.extract.backends.rules.scene import Finding, Scene
from shiguan.records.claim import Polarity

_TELLS = re.compile(
    r"上市|下市|退市|挂牌|摘牌|上柜|兴柜|IPO|递表|交表|撤[表单件]|(?<![快传邮])递[^，。；]{0,4}(?:表|件|材料|A1)|鸣钟|锣|敲[^，。；警丧]{0,2}钟|招股|过会|上会|聆讯|登陆|登录|登上|首发|公开发行|辅导|备案|注册|受理|问询|"
    r"申请|借壳|交易?所|板|[AHB港美]股|资本市场|\b(?:list|delist|public|float|debut|offering|exchange|prospectus|S-1|F-1)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"以来|至今")
_OFF = re.compile(
    r"(?:终止|撤回|撤销|撤下|叫停|取消|放弃|搁置)(?:了)?(?:对)?[^，,。；;！？]{0,14}(?:上市(?!公司)|IPO|发行|挂牌|申请|审核|材料)|撤[回]?(?:单|材料|件)",
    re.IGNORECASE,
)
"""终止对其上市审核: what is broken off is no listing."""
_ENDED = re.compile(r"终止上市|终止挂牌|摘牌|退市")
"""Whose listing ends leaves the exchange, which is a step of its own."""
_CALLS_OFF = re.compile("终止|撤|叫停|取消|放弃|搁置")
_GOODS = re.compile(
    "(?:旗下[^，,。]{0,4}品牌|品牌(?=[“「《])|产品(?!公司)|新品|车型|新车|新药(?!企|研发|公司)|手机(?!厂|品牌|公司|企业)|疫苗(?!企|公司|厂)|药品|药物|"
    "游戏(?!厂|公司|企业|开发|发行)|机型)(?:[“「《][^”」》]{1,16}[”」》])?"
    "(?:(?!公司|企业|厂商|集团|科技|互娱|医药|生物)[^，,。；;！？]){0,10}$"
)
_SHARES = re.compile(
    r"IPO|股|交易?所|板|招股|递[交表]|聆讯|挂牌|资本|赴[港美]|公开发行|辅导|估值|提交|上市申请|市值", re.IGNORECASE
)
_PAUSES = "，,；;。！!？?"


def listing_put_right(scene: Scene, finding: Finding) -> Finding | None:
    """A listing of a firm that the words tell of; None where they do not."""
    if finding.event_type != "listing":
        return finding
    orgs = [o for o in finding.values("org") if not EXCHANGE.search(o.name.name if o.name else o.text)]
    since = _SINCE.match(scene.text, finding.trigger.end) and not finding.valid_time and not finding.values("exchange")
    if not orgs or since or not _TELLS.search(finding.evidence.of(scene.text)):
        return None
    if _is_of_goods(scene, finding):
        return None
    off = _is_off(scene, finding)
    return replace(
        finding,
        roles=tuple(r for r in finding.roles if r.role != "org" or r.item in orgs),
        polarity=Polarity.NEGATED if off else finding.polarity,
    )


def _is_of_goods(scene: Scene, finding: Finding) -> bool:
    """旗下品牌「海鸥」6月在泰国上市: what is sold comes to the market, and its firm does not."""
    text, end = scene.text, finding.trigger.start
    start = max((text.rfind(c, 0, end) + 1 for c in _PAUSES), default=0)
    named = any(p.letter == "D" and start <= p.span.start and p.span.end <= end for p in scene.phrases)
    told = _GOODS.search(text, start, end)
    return bool(named or told) and not finding.values("exchange") and not _SHARES.search(finding.evidence.of(text))


def _is_off(scene: Scene, finding: Finding) -> bool:
    """Whether the clause of the event says that it is broken off; not where that comes before it, or is the step told."""
    text = scene.text
    start = max((text.rfind(c, 0, finding.trigger.start) + 1 for c in _PAUSES), default=0)
    ends = [at for c in _PAUSES if (at := text.find(c, finding.trigger.end)) >= 0]
    off = _OFF.search(text, start, min(ends, default=len(text)))
    if off is None or text.startswith(("后", "之后"), off.end()) or _ENDED.search(text, start, min(ends, default=len(text))):
        return False
    return not any(_CALLS_OFF.match(i.text) for i in finding.values("step"))
