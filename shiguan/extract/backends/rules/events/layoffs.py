"""Jobs cut: whose, in which unit, and how many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiguan.extract.backends.rules.events.things import deal_words
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item, Phrase
from shiguan.extract.backends.rules.scene import Finding, Role, Scene

_O, _P, _N = SYMBOLS["O"], SYMBOLS["P"], SYMBOLS["N"]
_UNIT_NOUN = (
    r"(?:团队|部门|事业部|事业群|工厂|分公司|子公司|工作室|业务线|业务|基地|中心|门店|编辑部|研究院|研究所|实验室|产品线|条线|"
    r"厂|岗位|职位|总部|办公室|校区|组|分部|院线|车间|分社|项目组)"
)
_NEAR = rf"(?=[^，。；{_O}{_P}]{{0,8}}{_N})"
_JOBS = r"(?:岗位|职位|员工|人手|人员|人力|编制|雇员|职缺|工人|职工|团队|人头)"
# What says by itself that people are let go; and what says it only with a number of people or jobs beside it.
_PLAIN = deal_words("loses_jobs")
_NUMBERED = (
    rf"(?<![总仲制独剪体别套栽])裁(?![决判定缝剪量军处示可断撤减员])(?:了|去|掉|走|约|近|超|人)*|"
    rf"优化(?:掉)?(?:了)?{_NEAR}|(?:解雇|辞退|解聘|开除|炒掉|淘汰)(?:了)?{_NEAR}|"
    rf"砍掉?(?:了)?{_NEAR}(?=[^，。；]{{0,16}}{_JOBS})|"
    rf"(?:削减|缩减|精简|减少|撤销|取消)(?:了)?{_NEAR}(?=[^，。；]{{0,16}}{_JOBS})|(?:削减|缩减|精简)(?=[^，。]{{0,8}}{_JOBS})|"
    rf"{_N}(?:的)?(?:多|余)?[^，。；{_O}{_P}]{{0,8}}?{_JOBS}[^，。；{_O}{_P}]{{0,10}}?(?:(?:将|会|被|要|需|"
    rf"须|陆续|面临)[^，。；]{{0,6}}?(?:离开|离职|走人|取消|撤销|消失|离场|削减|减少|分流|转岗|不保|失去)|"
    rf"受影响|受到影响|受波及|受到波及)|"
    rf"(?:关闭|关停|停产|撤销|撤并|调整|收缩|重组|合并|撤出|关厂|结束|停工)[^。；]{{0,30}}?(?:波及|影响|"
    rf"涉及)(?=(?:约|近|超|到|了)*{_N})|"
    rf"让(?:约|近)?{_N}[^，。；]{{0,8}}(?:离开|离职|走人)|(?:砍掉|撤销|撤掉)(?:了)?[^，。；{_O}]{{0,12}}?(?:团队|编制|人马)|"
    rf"解除(?:了)?[^，。；]{{0,10}}劳动(?:合同|关系)|领到(?:资)?遣散?费|(?:收到|接到)(?:了)?(?:离职|解约|遣散|裁员)通知|"
    rf"关闭[^，。]{{0,20}}，(?:波及|影响|涉及)(?=(?:约|近|超)?{_N})"
)
_CUT = re.compile("|".join(map(re.escape, sorted(_PLAIN, key=len, reverse=True))) + "|" + _NUMBERED)
_NO_EVENT = re.compile(
    r"^(?:潮|率|的企业|的公司|补偿|赔偿|信息|话题|新规|浪潮|方案|指南|清算|法|基金|费|令$|式|之王|季|保险|"
    r"救济|人口|金|者|问题)"
)
_NOBODY = re.compile(
    r"(?:行业|业内|多家|不少|各大|纷纷|大厂|互联网公司|同行|巨头|厂商|谈|谈及|提到|提及|关于|议会|国会|委员会|合唱团|"
    r"乐队|乐团|组合|欧盟|政府|人们|年轻人)"
    r"[^，。；]{0,8}$"
)
_OTHER_WORD = re.compile("[仲总地独制剪]裁|裁(?:[决判定缝量军处示断令])")
_OF_ONE = frozenset(
    ("劝退", "请走", "劝离", "被迫离职", "打包走人", "卷铺盖", "被要求离职", "被通知离职", "强制离职", "协商解约", "解除聘用")
)
_STAFF = re.compile("员工|人员|职工|团队|岗位|[名人](?![下工行])")
_PEOPLE_UNITS = frozenset(("人", "名", "位", "%", "成", "个", None))
_PEOPLE = re.compile(
    r"^(?:的)?(?:多|余)?(?:名|位|个)?(?:以上|左右)?(?:的)?[^，。；、]{0,4}?(?:员工|人|工人|雇员|岗位|职位|"
    r"职员|人员|正式员工|全球|全职|在职|技术|研发)"
)


def read(scene: Scene) -> Iterator[Finding]:
    """Layoffs of a sentence; one for each organisation and trigger."""
    text = scene.skeleton.text
    if not re.search(r"[裁减缩遣优辞雇散毕削岗闭砍劝失丢饭淘精除清压收人走撤请释影涉波]", text):
        return
    for match in _CUT.finditer(text):
        start, end = match.span()
        clause = scene.clause_at(start)
        if _NO_EVENT.match(text[end:]) or _NOBODY.search(text[clause.start : start]) or _OTHER_WORD.match(text, max(0, start - 1)):
            continue
        if match[0] in _OF_ONE and _P in text[clause.start : start] and not _count(scene, clause.start, start, end):
            continue  # somebody by name leaves
        if match[0] == "清退" and not _STAFF.search(scene.skeleton.span(clause.start, clause.end).of(scene.text)):
            continue  # of partners, branches, customers
        unit = _unit(scene, clause.start, start, end, match[0])
        if match[0] in ("解散", "末位淘汰", "失业", "下岗") and unit is None and not _count(scene, clause.start, start, end):
            continue
        org = _org(scene, start)
        if org is None:
            continue
        roles = [Role("org", org)]
        if unit and unit.text != org.text:
            roles.append(Role("unit", unit))
        counted = _count(scene, clause.start, start, end)
        stop = end
        if counted:
            roles.append(Role("count", counted[1].items[0]))
            stop = max(end, counted[0] + 1)
        told = scene.evidence(min(start, counted[0]) if counted else start, stop)
        yield Finding("layoff", tuple(roles), scene.skeleton.span(start, end), told, 0.6 + 0.1 * len(roles))


def _org(scene: Scene, start: int) -> Item | None:
    return next(iter(scene.agent(start)), None) or scene.discourse.story.about()


def _unit(scene: Scene, floor: int, start: int, end: int, verb: str) -> Item | None:
    """裁撤某团队, 某部门遭裁撤, 在两大基地裁员."""
    text = scene.skeleton.text
    if verb in ("裁撤", "解散", "裁掉", "裁减", "裁去", "关停"):
        behind = re.compile(rf"(?:了|其|旗下|整个|整条|{_N}|的)*(?P<unit>[^，。；、{_O}{_P}{_N}]{{0,14}}?{_UNIT_NOUN})").match(
            text, end
        )
        if behind and not behind["unit"].endswith(("岗位", "职位")):
            return scene.item(behind.start("unit"), behind.end("unit"))
    places = re.search(
        rf"(?:在|旗下|其|的|"
        rf"{_O})(?P<unit>[^，。；在{_O}{_P}{_N}]{{0,20}}?{_UNIT_NOUN}(?:[“「][^”」]{{1,10}}[”」])?)[^，。；{_O}]{{0,12}}$",
        text[floor:start],
    )
    if places and not re.search(r"[传曝称将]|宣布|计划|已", places["unit"]):
        return scene.item(floor + places.start("unit"), floor + places.end("unit"))
    return None


def _count(scene: Scene, floor: int, start: int, end: int) -> tuple[int, Phrase] | None:
    """The number nearest behind the verb in the sentence, or before it in the clause, that counts people."""
    text = scene.skeleton.text
    for i, phrase in scene.after(end, "N"):
        if _counts_people(text, i, phrase) and i - end < 40:
            return i, phrase
    for i, phrase in scene.before(start, "N"):
        if i < floor - 1 and not re.match(r"[^，]{0,8}，?[^，]{0,6}$", text[i:floor]):
            break
        if _counts_people(text, i, phrase) and re.search(
            r"员工|人|岗|名|成|[%％]|分之", phrase.span.of(scene.text) + text[i + 1 : i + 5]
        ):
            return i, phrase
    return None


def _counts_people(text: str, position: int, phrase: Phrase) -> bool:
    amount = phrase.items[0].amount
    if amount is None or amount.amount.currency or amount.amount.unit not in _PEOPLE_UNITS:
        return False
    if amount.amount.unit in ("人", "名", "位", "%", "成"):
        return not re.match(r"(?:的)?(?:高管|股|营收|利润|毛利)", text[position + 1 :])
    if amount.amount.unit is None and re.search(r"(?:人数|裁员|裁减|裁|规模)[^，。]{0,6}$", text[:position]):
        return True
    return (
        bool(_PEOPLE.match(text[position + 1 :]))
        or phrase.items[0].text.endswith(("成", "半", "一"))
        or "分之" in phrase.items[0].text
    )
