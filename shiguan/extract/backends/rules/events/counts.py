"""Counts of happenings, companies or people: 已有十七家银行更换行长, 走了三位高管, 今年第二次; and groups with their members."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiguan.extract.backends.rules.events.measures import Kind, kind_of
from shiguan.extract.backends.rules.events.ranks import place
from shiguan.extract.backends.rules.events.subjects import plain, subject
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind

_O, _D, _P, _T, _W, _N = (SYMBOLS[x] for x in "ODPTWN")
_BODIES = (
    r"企业|公司|券商|银行|基金|机构|厂商|厂家|品牌|车企|平台|院校|高校|学校|大学|医院|药企|房企|城市|国家|省份|省市|"
    r"航司|保险公司|险企|信托|俱乐部|球队|门店|商家|商户|运营商|同行|同业|上市公司|初创公司|团队|工厂|项目|产品|模型|"
    r"电站|机场|港口|影院|剧组|节目|影片|电影|游戏"
)
_CROWD = (
    r"投资者|消费者|车主|家长|用户|玩家|乘客|旅客|股民|球员|艺人|教授|院士|经销商|供应商|加盟商|作者|主播|科学家|私募|"
    r"省份|地方|国企|民企|央企|外企|巨头|新势力|大厂|影片|剧集"
)
_STAFF = (
    r"高管|高级管理人员|核心成员|联合创始人|创始人|创始成员|合伙人|副总裁|董事|独董|独立董事|监事|元老|老将|负责人|"
    r"核心高管|技术骨干|核心骨干|骨干|大将|要员|科学家|研究员|首席|总监|主播|教练|主帅|CEO|总经理|总裁|行长|董事长|"
    r"基金经理|分析师|保代|合伙人|核心人员|核心人物|主帅|高层|制作人|设计师|编辑|主编|操盘手|管理层|中高层|灵魂人物"
)
_STAFF_END = re.compile(f"(?:{_STAFF})$")
_LEFT = r"离职|离开|出走|辞职|卸任|离任|流失|跳槽|请辞|退出|告别|去职|辞任|走人|落马|被查|被带走|下课|出局|退休|转投"
_MANY = re.compile(
    rf"(?:已有|已经有|又有|共有|就有|还有|另有|先后有|相继有|至少有|有|新增|出现|{_W}|^|至少|目前|只有|仅有|国内|全国|"
    rf"全球|业内|行业内|[，,])(?P<value>{_N})(?:的)?(?P<subject>[一-鿿A-Za-z0-9]{{0,8}}?(?:{_BODIES}|"
    rf"{_CROWD}))(?:的[一-鿿]{{1,6}}?)?(?:先后|相继|陆续|已经|已|都|均|正在|正|也|因|被|纷纷|集体|同时)*"
    rf"(?P<measure>(?![的和与、及等中里内共之以左或（(是为])[一-鿿A-Za-z{_O}{_D}{_P}{_W}][^，,。；;：:！？]{{1,24}})"
)
_GONE = re.compile(
    rf"(?P<measure>(?:流失|送走|失去|走了|走掉|离开了?|损失|出走|少了|换了|更换|折损|"
    rf"痛失)(?:了)?)(?P<value>{_N})(?P<staff>[^，,。；;{_N}]{{0,8}}?(?:{_STAFF}))"
)
_LEFT_NOW = re.compile(
    rf"(?P<value>{_N})(?P<measure>(?:已|已经|先后|相继|陆续|均已|都已|也已|选择|主动|集体)*(?:{_LEFT}))(?!的|前|后|率|补偿|赔偿)"
)
_REMAIN = re.compile(rf"(?P<measure>(?:仅|只|还|只有|仅有)剩下?)(?P<value>{_N})(?![一-鿿]{{0,2}}(?:元|月|天|年))")
_CHANGED = re.compile(
    rf"(?P<measure>(?:换|更换|更迭|历经|经历|迎来|走马灯似?地?换)(?:过|了)?)(?P<value>{_N})(?P<staff>[^，,。；;{_N}]{{1,12}})"
)
_CASES = re.compile(
    rf"(?:发生|出现|曝出|完成|披露|共有|累计|已有|{_W}|"
    rf"有)(?P<value>{_N})(?P<measure>(?:的)?[^，,。；;{_N}{_P}]{{0,6}}?(?:裁员|收购|并购|融资|诉讼|事故|投诉|起火|自燃|"
    rf"召回|官司|案件|处罚|交易|停电|坠机|火灾|事件))"
)
_LEAVERS = re.compile(
    rf"(?P<value>{_N})(?P<measure>(?:的)?[^，,。；;{_N}{_P}]{{0,8}}?(?:{_STAFF})[^，,。；;{_N}{_P}]{{0,10}}?(?:{_LEFT}))"
)
_ORDINAL = re.compile(
    r"第(?!一|1(?!\d))[一二三四五六七八九十百\d]{1,4}(?:位|名|次|起|任|度|例|宗)(?=(?P<measure>[^，,。；;：:！？]{2,24}))"
)
_TERMS = re.compile(r"(?:换|更换|更迭|历经|经历)(?:过|了)?(?P<value>[两二三四五六七八九十\d]{1,3}任)(?P<measure>[一-鿿]{2,10})")
_NTH_CONTEXT = re.compile(
    r"(?:是|为|成为|迎来|遭遇|以来|内|年|[今本去]年|上市后|成立后|[两二三四五六七八九十\d]+(?:天|周|个月|月|"
    r"年)(?:之?内|来|里)?)[^，,。；;：:！？]{0,20}$"
)
_TEAM = re.compile(
    rf"(?P<value>{_N})(?P<measure>(?:的)?(?:核心|创始|初创|管理|创业|技术|研发|高管|执行|领导)+(?:团队|班子|委员会|"
    rf"成员)|(?:的)?(?:联合创始人|创始人|创始成员|核心成员|创始合伙人|联创)(?![{_P}一-鿿]{{0,3}}之一)(?![{_P}]))"
)
_TIMES = re.compile(
    rf"(?P<value>{_N})(?P<measure>(?:被|遭|更换|换|起诉|裁员|融资|涨价|降价|提价|冲击|冲刺|递表|递交|登上|上热搜|道歉|"
    rf"致歉|召回|改名|更名|推迟|延期|跳票|停牌|申请|传出|否认|获得|入选|夺冠|折戟)[^，,。；;：:！？{_N}]{{0,16}})"
)
_MEMBER = rf"[^、，,。；;（）(){_P}{_T}{_W}{_N}]{{1,12}}"
_MEMBERS = re.compile(rf"(?P<group>{_O})[”’」]?[（(](?P<members>{_MEMBER}(?:、{_MEMBER})*)等?[）)]")
_ONE = re.compile("[^、]+")
_THESE = re.compile(
    rf"(?P<members>{_O})(?:这|等|共|共计)?(?P<value>{_N})(?P<measure>[^，,。；;{_N}{_O}]{{0,6}}?(?:{_BODIES}|巨头|大厂))"
)
_THINGS = re.compile(rf"的?(?P<thing>[一-鿿A-Za-z0-9]{{0,8}}?(?:{_BODIES}|{_CROWD}))")
_THING_IS = re.compile(rf"的(?P<thing>{_BODIES}|{_CROWD})(?:数量|总数|数)?(?:约|共|总共|一共|已|仅|只)?(?:为|是|有|达|达到)$")
_DIGIT = re.compile(r"[两二三四五六七八九十]")


def read(scene: Scene) -> Iterator[Finding]:
    """The counts of a sentence."""
    scene = plain(scene)
    if _N in scene.skeleton.text:
        yield from _bodies(scene)
        yield from _people(scene)
    yield from _nth(scene)
    yield from _groups(scene)


def _value(scene: Scene, match: re.Match[str]) -> Item | None:
    phrase = scene.skeleton.phrases[match.start("value")]
    item = phrase.items[0] if phrase else None
    return item if item and kind_of(item) in (Kind.COUNT, Kind.PLAIN) and not re.search(r"万|亿", item.text) else None


def counted(scene: Scene, position: int) -> Item | None:
    """What the amount at a skeleton position counts: firms, people, products, named right behind it or as 停产的企业有3家."""
    text = scene.skeleton.text
    if behind := _THINGS.match(text, position + 1):
        return scene.item(*behind.span("thing"))
    before = _THING_IS.search(text, 0, position)
    return scene.item(*before.span("thing")) if before else None


def are_staff(words: str) -> bool:
    """Whether words tell people by their posts, who are somebody's: 副总裁级以上高管."""
    return _STAFF_END.search(words) is not None


def _bodies(scene: Scene) -> Iterator[Finding]:
    for match in _MANY.finditer(scene.skeleton.text):
        value = _value(scene, match)
        if value:
            yield _finding(scene, match, scene.item(*match.span("subject")), value, scene.item(*match.span("measure")))


def _people(scene: Scene) -> Iterator[Finding]:
    for pattern in (_GONE, _LEAVERS, _LEFT_NOW, _REMAIN, _CHANGED, _CASES, _TIMES, _TEAM):
        for match in pattern.finditer(scene.skeleton.text):
            value = _value(scene, match)
            owners = subject(scene, match.start(), market=False) if value else ()
            if value and owners and _fits(pattern, value):
                told = "staff" if "staff" in match.groupdict() else "measure"
                start, end = match.span(told)
                yield _finding(scene, match, owners[0], value, scene.item(start, end))


def _fits(pattern: re.Pattern[str], value: Item) -> bool:
    """Whether the amount is of people, or of cases, as the pattern needs."""
    unit = (value.amount.amount.unit if value.amount else None) or value.text[-1]
    if pattern in (_LEFT_NOW, _REMAIN, _LEAVERS):
        return unit in ("人", "名", "位")
    if pattern is _CHANGED:
        return unit in ("任", "位", "名", "个")
    if pattern is _TIMES:
        return unit in ("次", "度", "回")
    return unit in ("起", "例", "宗", "笔", "次", "场") if pattern is _CASES else True


def _nth(scene: Scene) -> Iterator[Finding]:
    """这是今年第三次, 换了三任: read from the sentence itself, ordinals need be no amounts."""
    found = [(m, Span(m.start(), m.end())) for m in _ORDINAL.finditer(scene.text) if _NTH_CONTEXT.search(scene.text[: m.start()])]
    found += [(m, Span(*m.span("value"))) for m in _TERMS.finditer(scene.text)]
    for match, span in found:
        position = place(scene, span.start)
        if position is None:
            continue
        owners = subject(scene, position, market=False)
        if not owners:
            continue
        value = Item(span, span.of(scene.text))
        measure = Item(Span(*match.span("measure")), match["measure"])
        roles = [Role("subject", owners[0]), Role("measure", measure), Role("value", value)]
        roles += [Role("period", p.items[0]) for _, p in list(scene.before(position, "W"))[:1]]
        last = place(scene, match.end("measure") - 1) or position
        yield Finding("count_claim", tuple(roles), span, scene.evidence(position, last + 1), 0.7)


def _groups(scene: Scene) -> Iterator[Finding]:
    """造车三兄弟（甲、乙、丙）; 甲、乙、丙这三家公司; 其他五家, where it is known of whom."""
    for rest in scene.phrases:
        if rest.items[0].members and rest.items[0].span:
            position = scene.skeleton.phrases.index(rest)
            roles = [Role("subject", rest.items[0]), *(Role("members", i) for i in rest.items[0].members)]
            evidence = scene.evidence(position, position + 1)
            # Who they are is so, whatever is said of them.
            yield Finding("count_claim", tuple(roles), rest.span, evidence, 0.7, Certainty.REPORTED, Polarity.AFFIRMED)
    for match in _MEMBERS.finditer(scene.skeleton.text):
        group = scene.skeleton.phrases[match.start("group")]
        digit = _DIGIT.search(group.items[0].text) if group else None
        if group is None or digit is None or group.items[0].span is None:
            continue
        start = match.start("members")
        listed = (scene.items(start + m.start(), start + m.end()) for m in _ONE.finditer(match["members"]))
        members = [_member(i) for items in listed for i in items]
        if len(members) < 2:
            continue
        item = group.items[0]
        roles = [Role("subject", item), Role("value", Item(None, digit[0]))]
        roles += [Role("members", i) for i in members]
        span, evidence = scene.skeleton.span(*match.span()), scene.evidence(*match.span())
        yield Finding("count_claim", tuple(roles), span, evidence, 0.7, Certainty.REPORTED, Polarity.AFFIRMED)
    for match in _THESE.finditer(scene.skeleton.text):
        phrase, value = scene.skeleton.phrases[match.start("members")], _value(scene, match)
        if phrase is None or value is None or len(phrase.items) < 3:
            continue
        subject_item = scene.item(match.start("value"), match.end("measure"))
        roles = [Role("subject", subject_item), Role("value", value), *(Role("members", i) for i in phrase.items)]
        yield Finding("count_claim", tuple(roles), scene.skeleton.span(*match.span()), scene.evidence(*match.span()), 0.6)


def _member(item: Item) -> Item:
    """A member of a group of firms, also where its name is not known, or was taken for that of what it makes."""
    known = item.name is not None and item.name.kind is not MentionKind.PRODUCT
    return item if known else Item(item.span, item.text, Name(MentionKind.ORG, item.text, item.text))


def _finding(scene: Scene, match: re.Match[str], owner: Item, value: Item, measure: Item) -> Finding:
    roles = [Role("subject", owner), Role("measure", measure), Role("value", value)]
    period = next((p.items[0] for _, p in scene.before(match.start("value"), "W")), None)
    if period:
        roles.append(Role("period", period))
    return Finding("count_claim", tuple(roles), scene.skeleton.span(*match.span("value")), scene.evidence(*match.span()), 0.7)
