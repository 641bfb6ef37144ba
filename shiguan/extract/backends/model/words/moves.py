"""Who comes and goes, and whose employee that makes him, by what his sentence tells around the words that say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from shiguan.extract.backends.model.words.employers import BEFORE_THAT, PAUSE, goes_there
from shiguan.extract.backends.rules.events.posts import FOUNDER
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind

_HAN = re.compile("[一-鿿]")
_DEATH = re.compile("离世|逝世|去世|辞世|病逝|过世|身故|仙逝|离开人[世间]")
_REPLACES = re.compile(
    r"(?:接替|取代|顶替|替代|接棒|继任|代替|接任|接过)(?!者|人选|人[为是将由来尚仍还未：:，,。；;、（(])[^，,。；;]{0,10}$"
)
_NOBODY_YET = re.compile(r"\bsuccessors?\b[^.;]*\b(?:named|appointed|announced|found|chosen|sought)\b(?! as)", re.IGNORECASE)
_WHO_REPLACED = re.compile(r"(?:接替|取代|顶替|替代|接棒)(?:了)?$")
_WHOSE = re.compile("的(?!是)[^，,。；;]{0,12}")
_REPLACING = re.compile(r"(?:接替|取代|顶替|替代)(?:了)?")
_NOT_TAKEN = re.compile(
    r"落选|(?:掌舵|执掌|掌管|主政|统领|领导|执教)(?:了)?[^，,。；;]{0,14}?[一二两三四五六七八九十数多\d]+(?:余|多)?[年载](?![^，,。；;]{0,2}[起出])"
)
_STEADY = re.compile(r"(?:一直|始终|长期|向来)(?!未|没|不|空缺|担任|负责)[^，,。；;的]{0,14}$")
"""一直由王远掌舵: who always was takes nothing."""
_WAVE = re.compile("(?:传闻|风波)?(?:狂|热)?潮")
"""回应高管离职潮: a wave is nobody's own leaving."""
_ITS_STAFF = re.compile("的(?:部分|一些|多名|几名)?(?:员工|人员|工程师|研究员|同事)")
"""部分做云雀的员工离职: what they work on goes nowhere."""
_THOSE_GONE = re.compile("的?(?:前|老)?(?:同事|员工|人员|朋友|前辈|同行)")
_AND_OTHERS = re.compile("等[^，,。；;]{0,6}")
"""王远听离职同事说起: it is they who left, but of 王远等离职员工 he did, too."""
_SINCE = re.compile("(?:^|[，,。；;])(?:继|随着)[^，,。；;]*$")
_THEN = re.compile("[^，,。；;]{0,4}(?:之?后|之余)[，,]")
_REPORTS = re.compile("不再(?:直接)?向[^，,。；;]{1,16}汇报")
"""李明不再向CEO汇报: he has another superior."""
_GOES_TOO = re.compile("(?:[也均都而]|双双|一起|一同|先后)[^，,。；;]{0,6}(?:离|辞|走|退)")
"""李明与离职的王远均已离开: both."""
_CHANGE = re.compile("换|任命|任免|变动|调整|易主|交接|更迭")
_GOES = re.compile("(?:将|已|已经|正式)?(?:离任|卸任|离职|退休|辞职|去职|下课)")
_WHO = re.compile("的(?:(?:(?!任命|[由被获得给与和对是为])[一-鿿]){2,8}(?:裁|官|理|监|任|长|席|师))?")
"""退休的王远, 退休的总经理王远: between what somebody did and his name."""
_ONE_WHO = "(?:者|人选|人(?=[为是将由来尚仍还未：:，,。；;、（(]|$))"
_SUCCESSOR = re.compile(f"(?:来|正式|暂时)?{_ONE_WHO}")
_AWAY = re.compile("缺席|缺阵|请假|休假|病假|保留|轮岗|挂职")
"""Who is away, keeps a title or is sent elsewhere by his house has not left it."""
_RISES = re.compile(r"升|扶正|擢")
_LEAVES = re.compile(
    r"(?:离开|告别|辞别|作别|脱离|退出|走出|出走|从|自|由|辞去|辞任|卸任|辞掉|不再(?:担任|兼任|任))(?:了|其)?[^，,。；;]{0,6}$"
)
_WORKED = re.compile(
    r"(?:进入|进|加入|加盟|入职|分配[到至]|调入|调[到至]|来到|供职于?|任职于?|就职于?|服务于?|效力于?|空降|过档)(?:了)?[^离辞卸，,。；;]{0,6}$"
)
_AT = re.compile(r"在[^离辞卸，,。；;]{0,4}$")
_WORK = re.compile(r"[^，,。；;]{0,12}(?:工作|任职|供职|就职|效力|做|当|担任|任|干|待|年)")
_COMES = re.compile("[^从由自离辞卸出跳转投走]{0,4}(?:赶来|前来|会合|汇合|报到|到岗)[^从由自离辞卸出跳转投走]{0,4}")
_FROM = re.compile("(?:[从由自]|离开|告别|作别)[^，,。；;]{0,10}$")
_HIMSELF = re.compile("[其他她]|本人|自己")
_CROWD = re.compile(
    "(?:(?:多数|大部分|少数|部分|半数|所有|全部|其余|其他|不少|许多|[名个位支批群])[^，,。；;]{0,6}?人|员工|成员|同事|人马|队伍|团队|骨干|旧部)"
    "(?:里|中|们|的?(?:大部分|多数|大半|一半|全部))*(?:则|都|也|已经?|又|先后|陆续|相继|集体|随后|后来|将|会|就|纷纷|跟着|一起|悄悄|转|被|才|正)*$"
)
"""Before what is told of many: 两支队伍里的多数人转去了乙公司."""
_MANY = re.compile(
    r"[几数多一两三四五六七八九十百\d]*[名位个]?(?:核心|技术|业务|管理)?(?:骨干|员工|成员|高管|同事|下属|人员|旧部)们?"
)
_HIS_TEAM = re.compile("的?(?:整个|核心)?(?:团队|队伍|小组|部门|手下|旧部)")
_AND = re.compile(r"(?:[、和与及暨]|以及|连同)[^，,。；;]{0,12}$")
_BUSINESS = re.compile(
    r"(?:业务|部门?|团队|中心|板块|市场|门店|交接|产品线|事务|资产|渠道)(?:也|则|暂|暂时|将|已|现|改|目前|随后|此后|此前|今后|均|都|会|分别)*"
    r"(?:由|交由|改由|转由|交给)$"
)
_MANAGES = re.compile(r"(?:分管|管理|负责|代管|接管|接手|统管|主持|打理|兼管|暂管|兼理)")
_HANDOVER = re.compile("(?:相关|日常)?(?:交接|业务|事务)")
_NEAR = 8  # characters from a word to its object
_FOLLOWS_HIM = re.compile("(?:来|正式|暂时)?(?:接棒|接任|接手|接掌|继任)(?!者|人)")
_THEY = re.compile("[他她]们(?:[^，,。；;后时的]{0,8})$")
_STAFF = re.compile(
    r"(?<![这那述第\d])(?:[几数多两三四五六七八九十百]|\d+)(?:余|多)?[位名个]?(?:高管|主管|高层|员工|同事|成员|骨干|元老|创始人|副总裁|总监|董事|负责人)"
    r"(?:将|已|都|均|先后|陆续|相继|集体|也|会|要|全部|一起)*$"
)
_INVITES = re.compile("(?:之|的)?(?:力|盛情|多次|亲自)?(?:邀|邀请|邀约|游说|延揽)")
_BY = re.compile("由(?:原)?$")
_BECOMES = re.compile("(?:正式)?(?:变更|变动|变|更换|更|调整|改|换)(?:为|成)")
_SAYS = re.compile(r"(?:[^，,。；;]{0,16}?(?:称|表示|说|回应|透露|证实|宣布)[^，,。；;]{0,2}[:：，,]|[:：])")
_OWN_POST = re.compile("(?:[从由自原前]|辞去|卸任|辞任|不再担任|其)[^，,。；;]{0,10}$")
_ABOUT = re.compile("(?:就|对|对于|关于|针对|有关|围绕)(?:总裁|高管|前|原)?[^，,。；;]{0,8}$")
_PASSIVE = re.compile("(?:获|被|受|经)(?:董事会|公司|其|委)?$")
_NAMES = re.compile("任命|委任|聘任|聘请|选举|选聘|推选|提名|委派|指派")
_AS = re.compile(r"(?:（[^）]*）|\([^)]*\))?(?:接替[^，,。；]{2,6})?(?:为|担任|出任|任|接任|兼任)")
_TAKES_OVER = re.compile(r"(?:take|took|taking|assum)\w* (?:on |up )?(?:the|over|charge)\b", re.IGNORECASE)
_GIVES_UP = re.compile(r"(?:relinquish|resign|(?:step|stand|stood)\w* down|bow\w* out|quit|hand\w* over|give\w* up)", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|refut|dismiss|reject|rubbish)\w*[^.;]*\b(?:that|reports?|rumou?rs?|speculation|suggestions?|claims?|talk)\b[^.;]*$",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"(?:爆料|传闻|传言|消息|说法|报道|谣言|一事|[”」])[^。；;！!？?]*(?:假的|不实|没这回事|并无其事|并非事实|子虚乌有|无稽之谈|纯属(?:谣言|揣测|虚构|误传))"
)


def settled(scene: Scene, finding: Finding) -> Finding | None:
    """A departure or appointment that the network saw, of the employer its sentence tells; None where it is none."""
    found: Finding | None = finding if finding.event_type in ("departure", "appointment") else None
    if found is None:
        return finding
    for step in _STEPS:
        found = step(scene, found) if found else None
    return found


_ONLY_LEFT = re.compile("[只仅还就唯]剩(?:下|了)?|[只仅]留下|剩下的?(?:只|仅|就)?[有是]")
_WHO_ARE = re.compile("[^，,。；;]{0,12}的[，,]?(?:则|还|也|又)?(?:有|是|包括|为)")
_SEVERAL = re.compile(r"(?<![这那述第\d])(?:[几数多三四五六七八九十百]|[3-9]|\d{2,})(?:余|多)?[位名个人](?:[一-鿿]{0,6})$")


def borne_out(scene: Scene, finding: Finding) -> Finding | None:
    """A departure or appointment unless its words tell another thing: a death, who is replaced, who is given work to mind."""
    if finding.event_type not in ("departure", "appointment"):
        return finding
    invites = any(i.span and _INVITES.match(scene.text, i.span.end) for i in finding.values("person"))
    if invites and finding.event_type == "appointment":
        return None
    if _NOBODY_YET.search(scene.text) and not any(i.span for i in finding.values("person")):
        return None
    if any(i.span and _ITS_STAFF.match(scene.text, i.span.end) for i in finding.values("person")):
        return None
    if finding.event_type == "departure":
        dies = _DEATH.search(scene.text, max(0, finding.trigger.start - 2), finding.trigger.end + 2)
        stays = _is_left_behind(scene, finding) or _is_none_of_the_counted(scene, finding) or _is_of_others(scene, finding)
        arrives = _is_only_arrival(scene, finding)
        follows = any(i.span and _FOLLOWS_HIM.match(scene.text, i.span.end) for i in finding.values("person"))
        wave = _WAVE.match(scene.text, finding.trigger.end) or _AWAY.fullmatch(finding.trigger.of(scene.text))
        before = _is_gone_before(scene, finding) or _is_told_after(scene, finding) or _only_reports(scene, finding)
        before = before or _is_of_who_follows(scene, finding) or _is_of_those_gone(scene, finding)
        return None if dies or stays or arrives or follows or wave or before else finding
    if _STEADY.search(scene.text, 0, finding.trigger.start) or _is_who_goes(scene, finding) or _is_followed(scene, finding):
        return None
    if _NOT_TAKEN.match(scene.text, finding.trigger.start) or _is_replaced(scene, finding) or _minds_business(scene, finding):
        return None
    roles = tuple(r for r in finding.roles if r.role != "position" or not FOUNDER.fullmatch(r.item.text))  # nobody is made one
    return _where_replaced(scene, replace(finding, roles=roles))


def _where_replaced(scene: Scene, finding: Finding) -> Finding:
    """甲公司副总裁王远将接替李明: he goes where 李明 was, as far as the text has told that, unless a house stands behind."""
    cue = _REPLACING.search(scene.text, finding.trigger.start)
    followed = cue and next((p for p in scene.phrases if p.letter == "P" and p.span.start == cue.end()), None)
    if not cue or not followed or cue.start() > finding.trigger.end or followed.items[0].text in _names(finding):
        return finding
    house, org = scene.discourse.employer(followed.items[0]), next(iter(finding.values("org")), None)
    told = org and org.span and org.span.start >= cue.end()
    return finding if house is None or told or (org and org.key == house.key) else _at(finding, house.elsewhere())


def _names(finding: Finding) -> set[str]:
    return {i.text for i in finding.values("person")}


def _of_kind(scene: Scene, finding: Finding) -> Finding:
    """Who takes the helm is no leaver and who relinquishes a title takes none; what is denied in so many words is denied."""
    start = finding.trigger.start
    while start and scene.text[start - 1].isalpha() and scene.text[start - 1].isascii():
        start -= 1
    if finding.event_type == "departure" and _TAKES_OVER.match(scene.text, start):
        kept = tuple(r for r in finding.roles if r.role in ("person", "org", "position"))
        finding = replace(finding, event_type="appointment", roles=kept)
    elif finding.event_type == "appointment" and _GIVES_UP.match(scene.text, start):
        finding = replace(finding, event_type="departure")
    if _DENIES.search(scene.text, 0, start) or _UNTRUE.search(scene.text, finding.trigger.end):
        finding = replace(finding, certainty=Certainty.DENIED, polarity=Polarity.NEGATED)
    return finding


def _is_left_behind(scene: Scene, finding: Finding) -> bool:
    """其他人都离开了，只剩下王远和李明: these stay."""
    spans = [i.span for i in finding.values("person") if i.span]
    return any(_ONLY_LEFT.search(scene.text, finding.trigger.end, s.start) for s in spans if s.start > finding.trigger.end)


def _is_none_of_the_counted(scene: Scene, finding: Finding) -> bool:
    """公司有5位高管离职, 离开公司的则有王远, of somebody whom only other sentences name: these are others, or not told to be he."""
    if any(i.span for i in finding.values("person")):
        return False
    counted = _SEVERAL.search(scene.text, 0, finding.trigger.start)
    named = any(p.letter == "P" and not p.pronoun and p.span.start >= finding.trigger.end for p in scene.phrases)
    return bool(counted or (named and _WHO_ARE.match(scene.text, finding.trigger.end)))


def _is_of_others(scene: Scene, finding: Finding) -> bool:
    """王远宣布四位高管离职，并说他们是自愿离开: of several in a clause, whom somebody only tells of from another one."""
    end = finding.trigger.start
    start = max((m.end() for m in PAUSE.finditer(scene.text, 0, end)), default=0)
    people = finding.values("person")
    if not _HAN.search(scene.text) or any(i.span and i.span.start >= start for i in people):
        return False
    inside = [p for p in scene.phrases if p.letter == "P" and start <= p.span.start < end]
    meant = any(p.pronoun and len(p.items) > 1 for p in inside)
    return not meant and bool(_THEY.search(scene.text, start, end) or _STAFF.search(scene.text, start, end))


def _is_only_arrival(scene: Scene, finding: Finding) -> bool:
    """Whether somebody only comes, and nothing says from where: 公司起步后他赶来会合."""
    if not _COMES.fullmatch(finding.trigger.of(scene.text)):
        return False
    left = [i.span for i in finding.values("org") if i.span]
    return not any(_FROM.search(scene.text, 0, s.start) for s in left)


def _is_gone_before(scene: Scene, finding: Finding) -> bool:
    """接替她的王远一年后离职: what follows is said of 王远."""
    names, text = _names(finding), scene.text
    people = [p for p in scene.phrases if p.letter == "P" and p.span.start < finding.trigger.start]
    for person, follower in pairwise(people):
        mine = bool(names & {i.text for i in person.items}) and _WHO_REPLACED.search(text, 0, person.span.start)
        if mine and _WHOSE.fullmatch(text, person.span.end, follower.span.start):
            return True
    return False


def _is_told_after(scene: Scene, finding: Finding) -> bool:
    """继总监离职后，王远也传出将离任: who is named only after that clause is not the one who left in it."""
    people = [i.span for i in finding.values("person") if i.span]
    since = _SINCE.search(scene.text, 0, finding.trigger.start)
    then = _THEN.match(scene.text, finding.trigger.end)
    return bool(since and then and people) and all(s.start >= finding.trigger.end for s in people)


def _is_of_who_follows(scene: Scene, finding: Finding) -> bool:
    """李明接替退休的王远: it is 王远 who retired."""
    end = finding.trigger.end
    after = [p for p in scene.phrases if p.letter == "P" and not p.pronoun and p.span.start >= end]
    person = min(after, key=lambda p: p.span.start, default=None)
    if person is None or {i.text for i in person.items} & _names(finding):
        return False
    mine = [i.span for i in finding.values("person") if i.span]
    beside = any(s.end == finding.trigger.start for s in mine)  # 李明离职的原因: he stands right before the word
    if beside or not any(s.end <= finding.trigger.start for s in mine) or _GOES_TOO.search(scene.text, person.span.end):
        return False
    starts = (person.span.start, *(i.span.start for i in person.items if i.span))
    return any(_WHO.fullmatch(scene.text, end, s) for s in starts)


def _is_of_those_gone(scene: Scene, finding: Finding) -> bool:
    """王远听离职同事说起: of some who left, and he only stands before the word."""
    start, spans = finding.trigger.start, [i.span for i in finding.values("person") if i.span]
    if not spans or not _THOSE_GONE.match(scene.text, finding.trigger.end):
        return False
    return all(s.end < start and not _AND_OTHERS.fullmatch(scene.text, s.end, start) for s in spans)


def _only_reports(scene: Scene, finding: Finding) -> bool:
    return any(m.start() <= finding.trigger.start < m.end() for m in _REPORTS.finditer(scene.text))


def _is_followed(scene: Scene, finding: Finding) -> bool:
    """王远将离任，接任者来自远川: the one who comes after him takes it, whoever that is."""
    end = finding.trigger.end
    return bool(_SUCCESSOR.match(scene.text, end)) and all(i.span and i.span.end <= end for i in finding.values("person"))


def _is_who_goes(scene: Scene, finding: Finding) -> bool:
    """总裁换人，王远离任: who is told to go behind the words for a change takes nothing by them."""
    if not _CHANGE.search(finding.trigger.of(scene.text)):
        return False
    after = (i.span for i in finding.values("person") if i.span and PAUSE.search(scene.text, finding.trigger.end, i.span.start))
    return any(_GOES.match(scene.text, s.end) for s in after)


def _is_replaced(scene: Scene, finding: Finding) -> bool:
    """接替王远出任总裁: 王远 takes nothing, where another one stands before him."""
    for person in finding.values("person"):
        before = scene.text[: person.span.start] if person.span else ""
        cue = _REPLACES.search(before)
        others = [p.span for p in scene.phrases if p.letter == "P" and all(i.text != person.text for i in p.items)]
        if cue and any(o.end <= cue.start() for o in others) and not any(cue.start() <= o.start < len(before) for o in others):
            return True
    return False


def _minds_business(scene: Scene, finding: Finding) -> bool:
    """海外业务暂由王远代管: work passes to him and no post, unless one is told."""
    told = finding.trigger.of(scene.text)
    person = next((i for i in finding.values("person") if i.span), None)
    if person is None or person.span is None:
        return False
    phrase = next((p for p in scene.phrases if p.letter == "P" and p.span.contains(person.span)), None)
    start = phrase.span.start if phrase else person.span.start
    manages = _MANAGES.search(told) or _MANAGES.match(scene.text[person.span.end : person.span.end + _NEAR].lstrip("直接暂时全面"))
    if manages and _HANDOVER.match(scene.text, finding.trigger.end):
        return True
    behind = any(i.span and i.span.start >= person.span.end for i in finding.values("position"))
    return bool(manages and not behind and _BUSINESS.search(scene.text[max(0, start - 2 * _NEAR) : start]))


def _of_own_clause(scene: Scene, finding: Finding) -> Finding | None:
    """Of 甲说，乙已经离开 it is 乙 who left: a clause that has a person of its own is not said of one before it."""
    if finding.event_type != "departure" or not _HAN.search(scene.text):
        return finding
    person = next((i for i in finding.values("person") if i.span), None)
    start = max((m.end() for m in PAUSE.finditer(scene.text, 0, finding.trigger.start)), default=0)
    if person is None or person.span is None or person.span.end > start or _HIMSELF.search(scene.text, start, finding.trigger.end):
        return finding
    inside = [p for p in scene.phrases if p.letter == "P" and start <= p.span.start and p.span.end <= finding.trigger.start]
    own = [p for p in inside if not p.pronoun and all(i.text != person.text for i in p.items)]
    listed = any(_AND.search(scene.text, start, p.span.start) for p in own)
    return None if len(own) == len(inside) > 0 and not listed else finding


def _changed_over(scene: Scene, finding: Finding) -> Finding:
    """董事长由王远变更为李明: 王远 leaves, and 李明 comes."""
    people = [p for p in scene.phrases if p.letter == "P" and not p.pronoun and len(p.items) == 1]
    for old, new in pairwise(people):
        if not (_BY.search(scene.text, 0, old.span.start) and _BECOMES.fullmatch(scene.text, old.span.end, new.span.start)):
            continue
        if not max(0, old.span.start - _NEAR) <= finding.trigger.start < new.span.end:  # 发生变更，由甲变为乙
            continue
        wrong, right = (new, old) if finding.event_type == "departure" else (old, new)
        if wrong.items[0].text in _names(finding):
            return replace(finding, roles=(*(r for r in finding.roles if r.role != "person"), Role("person", right.items[0])))
    return finding


def _of_the_nearest(scene: Scene, finding: Finding) -> Finding:
    """王远就李明离职作出回应: it is 李明 who leaves, of whom 王远 speaks."""
    start = finding.trigger.start
    beside = next((p for p in scene.phrases if p.letter == "P" and p.span.end == start and not p.pronoun), None)
    if finding.event_type != "departure" or beside is None or len(beside.items) != 1:
        return finding
    others = [i.span for i in finding.values("person") if i.span and i.span.end < beside.span.start]
    if not others or beside.items[0].text in _names(finding) or not _ABOUT.search(scene.text, 0, beside.span.start):
        return finding
    kept = tuple(r for r in finding.roles if r.role not in ("person", "position"))
    return replace(finding, roles=(*kept, Role("person", beside.items[0])))


def _of_the_spoken_of(scene: Scene, finding: Finding) -> Finding | None:
    """创始人王远称，首席运营官离职不实: who says so is not who is said to have left, whose post is told and another one."""
    person = next((i for i in finding.values("person") if i.span), None)
    if finding.event_type not in ("departure", "appointment") or person is None or person.span is None:
        return finding
    told = _SAYS.match(scene.text, person.span.end)
    if not told or told.end() > finding.trigger.start or _HIMSELF.search(scene.text, told.end(), finding.trigger.end):
        return finding
    posts = [p for p in scene.phrases if p.letter in "TP" and told.end() <= p.span.start and p.span.end <= finding.trigger.start]
    told_of = posts and posts[-1].letter == "T" and posts[-1].span.end == finding.trigger.start
    return None if told_of and not _OWN_POST.search(scene.text, 0, posts[-1].span.start) else finding


def _of_the_appointed(scene: Scene, finding: Finding) -> Finding | None:
    """王远离职，董事会任命李明为总裁: it is 李明 who is appointed."""
    named = _NAMES.search(finding.trigger.of(scene.text)) if finding.event_type == "appointment" else None
    if named is None or _PASSIVE.search(scene.text, 0, finding.trigger.start + named.start()):
        return finding
    pause = PAUSE.search(scene.text, finding.trigger.end)
    stop = pause.start() if pause else len(scene.text)
    behind = [p for p in scene.phrases if p.letter == "P" and finding.trigger.end <= p.span.start < stop]
    behind = [p for p in behind if not _REPLACES.search(scene.text[: p.span.start])]
    appointed = next((p for p in behind if _AS.match(scene.text, p.span.end)), None)
    return finding if appointed is None or _names(finding) & {i.text for i in appointed.items} else None


def _of_a_crowd(scene: Scene, finding: Finding) -> Finding | None:
    """王远说，团队的多数人去了乙公司, 王远团队转入乙公司: it is not he who left; and 骨干 are nobody by name."""
    person = next((i for i in finding.values("person") if i.span), None)
    if any(_MANY.fullmatch(i.text) for i in finding.values("person")):
        return None
    if finding.event_type != "departure" or person is None or person.span is None:
        return finding
    start = max((m.end() for m in PAUSE.finditer(scene.text, 0, finding.trigger.start)), default=0)
    if start <= person.span.start:
        his = _HIS_TEAM.match(scene.text, person.span.end)
        return None if his and _CROWD.search(scene.text, person.span.end, finding.trigger.start) else finding
    if person.span.start > finding.trigger.start or _HIMSELF.search(scene.text, start, finding.trigger.end):
        return finding
    return None if _CROWD.search(scene.text, start, finding.trigger.start) else finding


def _where_joined(scene: Scene, finding: Finding) -> Finding:
    """甲公司总监王远加入乙公司，任副总裁: the post is where he went."""
    if finding.event_type != "appointment":
        return finding
    start, org = _behind_person(scene, finding), next(iter(finding.values("org")), None)
    if org and org.span and org.span.start >= start:
        return finding
    last = finding.trigger.end + _NEAR
    for house, span in reversed(list(_houses(scene, start, last))):
        if span.start > finding.trigger.end and PAUSE.search(scene.text, finding.trigger.end, span.start):
            continue
        if goes_there(scene.text, span) and not BEFORE_THAT.search(scene.text, start, span.start):
            return _at(finding, house)
    return finding


def _where_worked(scene: Scene, finding: Finding) -> Finding:
    """他1985年进入甲厂，2000年离职: what he left is where he had gone before, unless the sentence names another one."""
    org = next(iter(finding.values("org")), None)
    if finding.event_type != "departure" or (org and org.span):
        return finding
    start = _behind_person(scene, finding)
    for house, span in reversed(list(_houses(scene, start, finding.trigger.start))):
        before = scene.text[start : span.start]
        at = _AT.search(before) and _WORK.match(scene.text, span.end)
        if (at or _WORKED.search(before)) and not BEFORE_THAT.search(before):
            return _at(finding, house)
    return finding


def _of_own_phrase(scene: Scene, finding: Finding) -> Finding:
    """甲公司总裁王远因与大股东乙集团不合辞职: he leaves the house whose post he is called by, and rises in it."""
    org = next(iter(finding.values("org")), None)
    told = finding.trigger.of(scene.text)
    if org is None or (finding.event_type == "appointment" and not _RISES.search(told)):
        return finding
    if org.span and (org.span.start >= finding.trigger.start or _LEAVES.search(scene.text, 0, org.span.start)):
        return finding
    people = {i.text for i in finding.values("person")}
    for phrase in scene.phrases:
        for item in phrase.items if phrase.letter == "P" and not phrase.pronoun else ():
            own = item.org
            if item.text in people and own and own.span and not item.former and _is_house(own) and own.key != org.key:
                return _at(finding, own)
    return finding


def _is_house(org: Item) -> bool:
    return org.name is not None and org.name.kind is MentionKind.ORG


def _behind_person(scene: Scene, finding: Finding) -> int:
    """Where the person's name ends, or the pronoun that means him; the beginning of the sentence that has neither."""
    people = finding.values("person")
    names = {i.text for i in people}
    meant = [p.span.end for p in scene.phrases if p.letter == "P" and p.pronoun and names & {i.text for i in p.items}]
    return min([*(i.span.end for i in people if i.span), *meant], default=0)


def _houses(scene: Scene, start: int, end: int) -> Iterator[tuple[Item, Span]]:
    """The organisations between two places of the sentence, in order, as far as nobody else is named."""
    for phrase in scene.phrases:
        if phrase.span.start < start or phrase.span.start > end:
            continue
        if phrase.letter == "P" and not phrase.pronoun:
            return
        if phrase.letter == "O" and len(phrase.items) == 1 and _is_house(phrase.items[0]):
            yield phrase.items[0], phrase.span


def _at(finding: Finding, house: Item) -> Finding:
    return replace(finding, roles=(*(r for r in finding.roles if r.role != "org"), Role("org", house)))


_STEPS: tuple[Callable[[Scene, Finding], Finding | None], ...] = (
    _of_kind,
    borne_out,
    _changed_over,
    _of_the_nearest,
    _of_the_spoken_of,
    _of_own_clause,
    _of_the_appointed,
    _of_a_crowd,
    _where_joined,
    _where_worked,
    _of_own_phrase,
)
