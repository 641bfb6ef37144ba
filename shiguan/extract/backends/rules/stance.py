"""How a sentence stands to an event it tells: said as a fact, by the party, as hearsay, as a plan, denied, or not said at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shiguan.extract.backends.rules.phrases import SYMBOLS
from shiguan.extract.backends.rules.scene import Finding, Scene
from shiguan.records.claim import Certainty, Polarity

_P, _O = SYMBOLS["P"], SYMBOLS["O"]
_DENY = (
    r"否认|辟谣|不属实|不实|并不属实|子虚乌有|纯属谣言|系谣言|是谣言|为谣言|假消息|无中生有|"
    r"没有这回事|没有此事|绝无此事|并无此事|非事实|并非事实|不是事实|空穴来风|无稽之谈|虚假信息|"
    r"虚假消息"
)
_DENIED_BEFORE = re.compile(r"(?:否认|辟谣|驳斥)[^。；！？]{0,40}$")
_DENIED_AFTER = re.compile(rf"^[^。；！？]{{0,30}}(?:{_DENY})")
_CONFIRMED_DENIAL = re.compile(r"未(?:予)?否认|没有否认|不否认|并未否认|并不否认|不置可否")
# Right before the trigger, adverbs between allowed.
_NEGATED = re.compile(
    r"(?<!不得)(?:没有|并没有|没|未|并未|尚未|未曾|从未|从没|还未|仍未|暂未|暂时没有|暂时还没有|暂无|并无|无|不会|不|并不|并非|不是|不打算|没打算|无意|无计划|没有计划|绝不|绝不会|不可能|不考虑)"
    r"(?:有|再|被|真正|正式|主动|如期|最终|能|会|完全|因此|就此|想|打算|计划|出现|发生|任何|过|要|把|将|实际|立即|马上|一人|员工|高管|核心|在|进行|考虑){0,4}$"
)
_STAYS = re.compile(r"依然在职|仍在职|仍然在职|依旧在职|尚在职|仍在岗|还在职|未离职|没有离职|没有离开|并未离开|只是休假|正常休假")
_RUMOUR = re.compile(
    r"(?:相传|据传|传闻|传言|盛传|网传|疯传|外传|风传|传出|被传|市场传|业内传|被曝|被爆|遭曝|曝出|爆出|曝光称|爆料|消息称|有消息|消息人士|知情人士|知情人|接近[^，。]{1,12}人士|小道消息|坊间|"
    r"或将|或已|或会|或于|恐将|疑似|疑将|疑已|有望|或是|或为|据猜测|猜测|未经证实|传将|传要|据说|听说|(?<![宣流遗相代传])传(?=[OP]|要|将|拟|其|已|正|公司|与)|市场消息|曝)".replace(
        "[OP]", f"[{_O}{_P}]"
    )
)
_PLAN = re.compile(
    r"(?:拟(?!人|定于过去)|计划(?!经济)|预计|即将|将于|将在|将会|将以|将从|将由|将与|将为|将获|将向|将(?=[一-鿿]{0,3}(?:出任|担任|接任|离任|离职|卸任|退休|"
    r"推出|发布|上线|上市|关闭|停止|停运|收购|成立|加入|裁|起诉|接棒|辞|退出|下架|分拆|合并|转|完成|启动|兼任|回|赴|参|投|开|获|继续))|"
    r"打算|准备|筹备|有意(?!思)|意向|拟议|正洽谈|洽谈|计划于|择期|不日|下月|下周|明年|年底前将|年内将|待(?=交割|批准|完成)|会(?=在[^，。]{0,10}(?:离|卸|推|发|"
    r"上))|将(?=届龄|届满|于|正式|陆续|逐步|全面|不再|全部|集体|率先|同步|首次|分批|先))"
)
# 将 right before what is to happen; 将 with an object behind it (将股权转让给) stands further off.
_ABOUT_TO = re.compile(r"(?<![即或恐疑料必势终])将(?:会|要|于|在)?[一-鿿]{0,2}$")
_HYPOTHETICAL = re.compile(r"(?:如果|假如|倘若|若是|若(?![干无非隐])|一旦|假设|假使|要是|万一|除非|只要)[^。；]*$")
_QUESTION = re.compile(r"是否|能否|会不会|是不是|有没有|何时|为何(?=[^，。]{0,20}[？?])|[吗呢么][？?]|难道")
_QUESTION_END = re.compile(r"[？?]”?$")
_ANNOUNCED = re.compile(
    r"宣布|官宣|公告|确认|证实|证实了|承认|通报|声明|披露|内部信|全员信|公开信|通知|回应|公布|发文|决定(?=[^，。]{0,6}$)"
)
_WISH = re.compile(
    r"(?:不排除|希望|期待|呼吁|建议|争取|力争|力求|目标是|考虑|探索|寻求|传达|愿意|可以|可能|有可能|也许|或许|应该|应当|必须|需要|想要|试图|理论上|最好)[^，。；]{0,8}$"
)


@dataclass(frozen=True, slots=True)
class Stance:
    """How an event is told; ``speaker`` as the text names who says it."""

    certainty: Certainty
    polarity: Polarity
    speaker: str | None


def stance(scene: Scene, finding: Finding) -> Stance | None:
    """The stance of a finding; None where the sentence only asks, supposes or wishes. What the finding itself settles stands."""
    if finding.certainty and finding.polarity:
        return Stance(finding.certainty, finding.polarity, finding.speaker)
    before, after, sentence_before = _around(scene, finding)
    clause_before = re.split(r"[，；：]", before)[-1]
    if finding.certainty is None and finding.polarity is None and _unsaid(scene, before, after, clause_before):
        return None
    who = speaker(scene, finding)
    stays = finding.event_type == "departure" and _STAYS.search(after.split("。")[0])
    if finding.polarity is Polarity.NEGATED or stays or _is_denied(before, after, sentence_before):
        return Stance(finding.certainty or Certainty.DENIED, Polarity.NEGATED, who)
    if finding.polarity is None and _NEGATED.search(clause_before):
        return Stance(Certainty.DENIED if _ANNOUNCED.search(sentence_before) or who else Certainty.REPORTED, Polarity.NEGATED, who)
    polarity = finding.polarity or Polarity.AFFIRMED
    return Stance(finding.certainty or _certainty(scene, (before, clause_before), finding, who), polarity, who)


def _around(scene: Scene, finding: Finding) -> tuple[str, str, str]:
    """The skeleton before and after the trigger within the sentence; and all before it."""
    start = next(i for i, o in enumerate(scene.skeleton.origins) if o.end > finding.trigger.start)
    end = next((i for i, o in enumerate(scene.skeleton.origins) if o.start >= finding.trigger.end), len(scene.skeleton.text))
    text = scene.skeleton.text
    hard = max((text.rfind(c, 0, start) for c in "。！？；"), default=-1)
    return text[hard + 1 : start], text[end:], text[:start]


def _unsaid(scene: Scene, before: str, after: str, clause_before: str) -> bool:
    if _HYPOTHETICAL.search(before) and not before.rstrip().endswith("后"):
        return True
    if _QUESTION.search(clause_before) or _QUESTION.search(after[:20]) or _asked(scene.text, after, clause_before):
        return True
    return bool(_WISH.search(clause_before))


def _asked(sentence: str, after: str, clause_before: str) -> bool:
    """Whether the question mark at the end is about the event: not when a clause before the question tells it as done."""
    if not _QUESTION_END.search(sentence):
        return False
    return not (re.search(r"[，,]", after) and re.search(r"已经?|刚刚|日前|宣布|上周|昨[日天]", clause_before))


def _is_denied(before: str, after: str, sentence_before: str) -> bool:
    if _CONFIRMED_DENIAL.search(sentence_before + after):
        return False
    if _DENIED_BEFORE.search(before):
        return True
    return bool(_DENIED_AFTER.search(after)) and not re.match(r"^[^。；！？]{0,30}但", after)


def _certainty(scene: Scene, befores: tuple[str, str], finding: Finding, who: str | None) -> Certainty:
    before, clause_before = befores
    # 将甲公司告上法庭: 将 takes an object and says nothing of when.
    takes_object = any(p.span.start == finding.trigger.start for p in scene.phrases)
    if _RUMOUR.search(before[-40:]):
        return Certainty.RUMOURED
    if _PLAN.search(clause_before[-18:]) or (_ABOUT_TO.search(clause_before) and not takes_object):
        return Certainty.PLANNED
    if _ANNOUNCED.search(clause_before + finding.trigger.of(scene.text)) or (who and _is_party(who, finding)):
        return Certainty.CONFIRMED
    return Certainty.REPORTED


def _is_party(who: str, finding: Finding) -> bool:
    return any(who == r.item.text or (r.item.org and r.item.org.text == who) for r in finding.roles)


_SPEECH = (
    r"(?:公开|明确|对外|独家|此前|近日|曾|也|还|在[^，。]{1,20})?(?:表示|称|透露|指出|认为|坦言|回应|宣布|公告|官宣|说|直言|强调|介绍|补充|告诉|确认|证实|承认|否认|披露|"
    r"辟谣|澄清|声明|写道|发文)"
)
_SPOKEN = re.compile(rf"([{_P}{_O}])[^。；{_P}{_O}]{{0,20}}?{_SPEECH}")


def speaker(scene: Scene, finding: Finding) -> str | None:
    """Who says it, where the sentence names somebody who speaks before the event is told."""
    start = next(i for i, o in enumerate(scene.skeleton.origins) if o.end > finding.trigger.start)
    found = None
    for match in _SPOKEN.finditer(scene.skeleton.text, 0, start):
        phrase = scene.skeleton.phrases[match.start(1)]
        found = phrase.items[0] if phrase else None
    return found.text if found else None
