"""What the network takes for working together: who does so alone, what ends, what is a deal or a product instead."""

from __future__ import annotations

import re
from dataclasses import replace

from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.evidence import MentionKind

_WITH = re.compile(r"[与和同跟]|携手|联手|联合|牵手|双方|两家|\bwith\b")
_ENDS = re.compile(r"(?:终止|结束|解除|中止|停止|取消|退出|不再|未再)了?[^，,。；]{0,30}$")
_IS_OVER = re.compile(
    r"(?:协议|合同|关系|合约|项目)?(?:也|则|均|都|已|已经|就此|于[^，,。；]{1,10}?|将)?(?:终止|结束|到期|告终|破裂|告吹|中止|解除)"
)
_BRING_OUT = re.compile("(?:联合|联手|携手|合作|共同)(?:正式|重磅|首次|对外)?(?:发布|推出|上线|首发|发售)")
_UNDERTAKING = re.compile("[”》」』]?(?:的)?(?:计划|倡议|框架|协议|标准|方案|白皮书|项目|平台战略)")
_FOR_SHARES = re.compile(
    r"股[份权](?:转让|收购|认购|购买)(?:意向|框架)?(?:协议|合同)|(?:出售|转让|出让|收购|受让|购买)[^，,。；]{1,40}股[份权]"
)
_TALKS = re.compile("谈|协商|接触|磋商")
_ON_A_DEAL = re.compile("(?:就|关于|商讨|洽谈|涉及|有关)[^，,。；;！？]{0,12}(?:合并|收购|并购|私有化)[^，,。；;！？]{0,10}$")


def partnership_put_right(scene: Scene, finding: Finding) -> Finding | None:
    """A partnership as its sentence bears it out, or the release that it is; None where nobody works with anybody."""
    if finding.event_type != "partnership":
        return finding
    none = _is_alone(scene, finding) or _is_over(scene, finding) or _is_of_a_deal(scene, finding)
    return None if none else _released(scene, finding)


def _is_alone(scene: Scene, finding: Finding) -> bool:
    """Nobody works together alone: one party is told only with words for another, and a group by its nickname with none."""
    parties = {i.key: i for i in finding.values("orgs")}
    if len(parties) != 1:
        return False
    (only,) = parties.values()
    group = only.name is not None and only.name.kind is MentionKind.GROUP
    return group or not _WITH.search(scene.text)


def _is_over(scene: Scene, finding: Finding) -> bool:
    """终止与甲的合作, 与甲签署股份转让协议: what ends is no working together, nor is what is bought and sold."""
    before = _ENDS.search(scene.text, 0, finding.trigger.start)
    after = _IS_OVER.match(scene.text, finding.trigger.end)
    return bool(before or after or _FOR_SHARES.search(scene.text, finding.trigger.start))


def _is_of_a_deal(scene: Scene, finding: Finding) -> bool:
    """与甲就合并进行谈判: who may buy the other."""
    return bool(_TALKS.search(finding.trigger.of(scene.text)) and _ON_A_DEAL.search(scene.text, 0, finding.trigger.start))


def _released(scene: Scene, finding: Finding) -> Finding:
    """甲与乙联合推出产品丙: a product that two bring out together is brought out."""
    if not _BRING_OUT.match(scene.text, finding.trigger.start):
        return finding
    products = [p.span for p in scene.phrases if p.letter == "D"]
    named = [i for i in finding.values("subject") if i.span and any(i.span.overlaps(p) for p in products)]
    things = [i for i in named if i.span and not _UNDERTAKING.match(scene.text, i.span.end)]
    orgs = finding.values("orgs")
    if not things or not orgs:
        return finding
    roles = (Role("org", orgs[0]), Role("product", things[0]))
    return replace(finding, event_type="product_release", roles=roles)
