"""Products made public and products withdrawn: who told it, what it is called and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shiguan.extract.backends.rules.events.things import Thing, deal_words, names_in, object_of, scene_item, subject_of
from shiguan.extract.backends.rules.matcher import Endings
from shiguan.extract.backends.rules.names.products import product_words
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.document import Span

# A title may hold a comma or a colon; in headings a space between words is a comma.
_STOP = re.compile(r"[，,；;。！!？?：:—　](?![^《》]{0,20}》)|(?<=[一-鿿]) (?=[一-鿿])")
_NOT_NOUN = (
    r"(?![会日者商期人权台员公司]|时间|仪式|以来|前夕|计划|节奏|进度|流程|平台|渠道|质量|现场|当天|当日|"
    r"之初|首日|首周|首月|第[一二三四五六七八九十\d]+[天日周月年]|不到|仅|才|就|地点|方|量|率|牌照|许可|申请|辅导|资格|文号|条件|需求|能力|在即|社区|生态|协议)"
)
# Verbs with the product behind them.
_MAKES = re.compile(
    rf"(?:发布|推出|上线|首发|发售|开售|预售|试水|开源|量产|推向市场的|(?<![背穿换戴])上新|亮出|祭出|端出|发表|研制出|"
    rf"研发出|开通|发行|带来|官宣(?![签聘换离获与将融退转停]|任命|加盟|完成|收购|暂停)|揭晓|上架|投放|首播|开播|公测|内测|上映|升级推出)(?:了|过|的是|的)?{_NOT_NOUN}(?!于)"
)
# Verbs with the product in front of them.
_APPEARS = re.compile(
    r"(?:上线|上市|发布|推出|面世|问世|面市|亮相|首发|首秀|首映|公映|上映|开播|首播|播出|定档|开售|发售|"
    r"预售|开卖|公测|内测|开测|开服|开站|开源|量产|登场|上架|投产|获批上市|获批|"
    rf"推向市场|投放市场|开放下载|开放注册|开放使用|开放体验|面向公众开放|投入商用|正式商用|投入使用|"
    rf"投入运营|首销|首航|开台|开卖|揭开面纱|揭晓|发行)(?:了)?{_NOT_NOUN}"
)
# What may follow a verb that has its product in front of it: nothing that could be its object.
_FOLLOW = re.compile(
    r"[，,。；;！!？?”」』）)：:、]|$|"
    r"[于在至到后时即就已并且但而却近仅才不以的为首满这也可及和与将当前其因]|交付|销售|运营|售卖|预订|发售|"
    r"短短|超|没|计划|引发|遭|受"
)
_ENDS_SUBJECT = re.compile(
    r"(?:停止运营|停止营运|停止服务|停止更新|停止维护|停止销售|停止生产|停止供应|停止营业|停止提供服务|"
    r"停运|停服|停更|停产|停售|停播|停刊|休刊|废刊|停用|下架|下线|撤档|下映|关停|关闭|关店|闭店|歇业|结业|倒闭|"
    r"拉下铁门|熄灯号|熄灯|打烊停业|打烊|除役|停业|结束营业|结束运营|结束营运|终止运营|终止服务|退出历史舞台|退市|"
    r"关服|停印|撤柜|暂停(?=[，,。；”]|$)|收摊|谢幕|落幕|停摆|绝版|关张|关站|停止接单|停止配送|寿终正寝|"
    r"画上句号|走入历史|走到终点|停卖|不再销售|不再贩售|不再供应|不再更新|不再提供服务|不再运营|不再生产|"
    r"不再接受预订|停止供货|停止发售|下市|下档|停航|停飞|停驶|停炉|喊停|吹熄灯号|说再见|终止开发|停止开发|"
    r"胎死腹中|关门停业|关门|停业|休业|停演|停止出版|停止新购|永久关闭|停机|撤场)(?:了)?"
    r"(?!通知|公告|仪式|潮|率|风波|的消息|整顿|危机|前|检修|维修)"
)
_ENDS_OBJECT = re.compile(
    r"(?:关停|关闭|关掉|下架|停产|停售|停运|停用|停更|停掉|裁撤|叫停|撤下|撤回|撤出|结束|下线|停办|"
    r"停播|停飞|取消|停止运营|停止销售|停止生产|停止更新|终止运营|关厂|暂停发售|暂停销售|暂停提供|暂停运营|"
    r"收掉|关掉|停掉|下市|停卖|停止供应|停止提供|终止开发|停止开发|停止贩售|结束运营|中止|终止|停止|清盘|"
    r"召回)(?:了)?(?!通知|公告|的|履行|行使|担任|执行|支付|参与)"
    r"(?![^，,。；！？“《]{0,6}(?:引进|订购|采购|购买|建造|兴建|投建|投资|收购|建设|扩建|招聘|转让|出售|发行))"
)
_PUT_AWAY = re.compile(
    r"(?:把|将)(?P<thing>[^，,。；！？将把]{2,24}?)(?:全部|正式|彻底|全数|全都|全|都|悄悄|一并|陆续|提前|永久)?"
    r"(?P<verb>关停|关闭|关掉|关了|下架|下线|停掉|停产|停售|停用|停办|停播|撤下|退役)(?:了)?(?=[，,。；！？”」]|$)"
)
_FOR_GOOD = re.compile(r"最后|全部|全数|永久|从此|悉数|相继|正式")
_OF = re.compile(
    r"(?:停止|终止|结束|中止|停掉|取消|暂停|关停|关闭|"
    r"停)(?:了)?(?P<thing>[^，,。；！？]{2,30}?)(?:的)?(?P<what>运营|营运|服务|生产|销售|供应|更新|维护|"
    r"营业|业务|上映|发行|发售|播出|订阅)(?=[，,。；！？、并和以的]|"
    r"$)"
)
_PUT_OFF = re.compile(r"(?:暂停|停止|终止|取消|延期|推迟|不再|叫停|禁止)$")
_LISTED = re.compile(
    r"交易所|交所|[港美A]股|科创板|创业板|主板|新三板|NYSE|Nasdaq|纳斯达克|IPO|单独上市|分拆|借壳|赴[港美]|挂牌", re.IGNORECASE
)
_DEMANDED = re.compile(r"(?:请求|(?<!被)要求|判令|诉请|责令)[^，,。；！？]{0,12}$")
_NOT_ENDED = re.compile(
    r"首[台辆艘架批列]|在[^，,。；的\d年月日周底]{1,8}(?<![店台道场网])下线|(?:总装|装配|工厂|基地|车间)[^，,。；]{0,4}下线|(?:第\d|仪式|整车|[量产下]线车|第[一二三四五六七八九十百千万]+[辆台架])"
)
_SPENT = re.compile(r"广告|预算|营销|推广|买量|渠道")
_LIKE_A_NOUN = re.compile("[也都更很较相]")
_ADVERBS = Endings(deal_words("adverbs"))
_LEADING = re.compile(r"[在于从自由因被]|面向|因为|由于")
_THIS = re.compile(
    r"(?:这款|该款|这部|该部|这个|该)(?:[^，。；的]{0,6}?)(?:产品|游戏|手游|电影|影片|车|新车|车型|手机|"
    r"芯片|模型|大模型|应用|App|APP|软件|平台|药|新药|药物|服务|系统|机器人|剧|剧集|节目|品牌|品种|品类|杂志|刊物|报纸|周刊|月刊|"
    r"专线|航线|课程|套餐|网站|小程序)$|^(?:新车|"
    r"新机|新品|该片|该剧|该药|该车|该机|影片|该游戏|其|它)$"
)


_MANY = re.compile(
    r"[\d一二两三四五六七八九十多数几各]+[家款]|纷纷|厂商|各大|不少|许多|众多|陆续|企业|玩家|巨头|同行|"
    r"行业|一旦|每年|频繁|不断|持续|大量"
)


@dataclass(frozen=True, slots=True)
class _Told:
    thing: Thing
    org: tuple[Item, ...]
    trigger: Span
    evidence: Span
    confidence: float


def read(scene: Scene) -> Iterator[Finding]:
    """Releases and shutdowns of a sentence."""
    if not any(v in scene.text for v in "布出线售源产市世相映播测服台架停闭运下撤关终结裁砍叫取召中熄打铁行批首上开档登休废除清"):
        return
    for told in _releases(scene):
        yield from _findings("product_release", told)
    for told in _shutdowns(scene):
        yield from _findings("product_shutdown", told)


def _findings(event_type: str, told: _Told) -> Iterator[Finding]:
    org = tuple(Role("org", o) for o in told.org)
    kind = told.thing.kind if event_type == "product_release" else None
    if kind and _NO_KIND.match(kind.text):
        kind = None
    if _COUNTED.fullmatch(told.thing.items[0].text):
        return
    if event_type == "product_shutdown" and _FEE.search(told.thing.items[0].text):
        return
    for number, item in enumerate(told.thing.items):
        roles = (Role("product", item), *org, *([Role("kind", kind)] if kind and number == 0 else ()))
        yield Finding(event_type, roles, told.trigger, told.evidence, told.confidence)


def _releases(scene: Scene) -> Iterator[_Told]:
    used: list[Span] = []
    for match in _MAKES.finditer(scene.text):
        if _PUT_OFF.search(scene.text, 0, match.start()):
            continue
        if match[0].startswith("投放") and _is_spending(scene, match):
            continue
        clause = _clause(scene.text, match.start())
        if thing := object_of(scene, match.end(), _list_end(scene.text, match.end(), clause.end)):
            relative = match[0].endswith("的")
            if match[0].startswith(("发行", "开通")) and not _issued(thing):
                continue
            if not thing.named and (
                match[0].startswith(("带来", "官宣", "揭晓")) or relative or _MANY.search(scene.text[clause.start : match.start()])
            ):
                continue
            used.append(Span(match.start(), match.end()))
            yield _told(scene, thing, _doer(scene, match.start()), Span(match.start(), match.end()), 0.8 if thing.named else 0.65)
    for match in _APPEARS.finditer(scene.text):
        span = Span(match.start(), match.end())
        if any(span.overlaps(u) for u in used) or _PUT_OFF.search(scene.text, 0, span.start):
            continue
        if told := _appears(scene, match, span):
            yield told


def _is_spending(scene: Scene, match: re.Match[str]) -> bool:
    """Whether 投放 is said of money: 广告投放, 投放2亿元, 大厂的投放更猛."""
    sum_follows = any(p.letter == "N" and p.span.start == match.end() for p in scene.phrases)
    return sum_follows or bool(_SPENT.search(scene.text) or _LIKE_A_NOUN.match(scene.text, match.end()))


def _issued(thing: Thing) -> bool:
    """发行 is said of bonds and 开通 of accounts as well: the kind must say that it is a product."""
    told = thing.kind or thing.items[0]
    return re.search(r"(?:卡|险|基金|专辑|单曲|游戏|航线|专线|班列|列车|线路)$", told.text) is not None


def _appears(scene: Scene, match: re.Match[str], span: Span) -> _Told | None:
    verb = match[0].rstrip("了")
    if verb == "上市" and _LISTED.search(_clause(scene.text, span.start).of(scene.text)):
        return None
    if not _followed(scene, span.end):
        return None
    if verb in ("发布", "推出", "获批", "播出", "发行", "开源", "上架", "预售", "投产") and not re.match(
        r"[，,。；！？”]|$|后|时", scene.text[span.end :]
    ):
        return None
    before = _subject(scene, span.start, listing=verb in ("上市", "发行", "亮相", "登场", "获批", "投产", "发布", "推出"))
    if before is None:
        return None
    thing, org = before
    if verb in ("亮相", "登场", "获批", "投产", "首秀", "发行", "揭晓", "投入使用", "投入运营") and not thing.named:
        return None
    return _told(scene, thing, org, span, 0.75 if thing.named else 0.6)


def _shutdowns(scene: Scene) -> Iterator[_Told]:
    used: list[Span] = []
    for told in (*_stopped_running(scene), *_taken_off(scene), *_put_away(scene)):
        if not any(told.trigger.overlaps(u) for u in used):
            used.append(told.trigger)
            yield told
    for match in _ENDS_SUBJECT.finditer(scene.text):
        span = Span(match.start(), match.end())
        if any(span.overlaps(u) for u in used) or not _followed(scene, span.end):
            continue
        if match[0] == "打烊" and not _FOR_GOOD.search(scene.text, _clause(scene.text, span.start).start, span.start):
            continue  # shops close every evening
        if match[0] == "下线" and _NOT_ENDED.search(scene.text[max(0, span.start - 16) : span.end + 4]):
            continue
        before = _subject(scene, span.start, listing=match[0] in ("退市", "倒闭", "熄灯号", "停机"), places=True)
        if before:
            yield _told(scene, before[0], before[1], span, 0.75)


def _stopped_running(scene: Scene) -> Iterator[_Told]:
    """终止某某的运营, 停止某某服务."""
    for match in _OF.finditer(scene.text):
        thing = object_of(scene, match.start("thing"), match.end("thing"), places=True)
        if thing and (thing.named or match["what"] != "业务") and not _DEMANDED.search(scene.text, 0, match.start()):
            span = Span(match.start(), match.end())
            yield _told(scene, thing, _doer(scene, span.start), span, 0.8)


def _taken_off(scene: Scene) -> Iterator[_Told]:
    """下架某某, 关闭某店."""
    for match in _ENDS_OBJECT.finditer(scene.text):
        clause = _clause(scene.text, match.start())
        thing = object_of(scene, match.end(), _list_end(scene.text, match.end(), clause.end), places=True)
        if thing and match.end() < len(scene.text) and scene.text[match.end()] in _WITH_WHOM:
            continue  # 撤回对某某的诉讼, 终止与某某的项目
        if (
            thing
            and _may_end(match[0], thing)
            and not _is_made(scene, thing)
            and not _DEMANDED.search(scene.text, 0, match.start())
        ):
            yield _told(scene, thing, _doer(scene, match.start()), Span(match.start(), match.end()), 0.75)


def _put_away(scene: Scene) -> Iterator[_Told]:
    """把某店关了, 将某某下架."""
    for match in _PUT_AWAY.finditer(scene.text):
        thing = object_of(scene, match.start("thing"), match.end("thing"), places=True)
        made = match["verb"] == "下线" and _NOT_ENDED.search(match[0])
        if thing and not made and not _PEOPLE.search(thing.items[-1].text):
            yield _told(scene, thing, _doer(scene, match.start()), Span(match.start("verb"), match.end()), 0.75)


def _followed(scene: Scene, position: int) -> bool:
    return bool(_FOLLOW.match(scene.text, position)) or any(p.letter in "WN" and p.span.start == position for p in scene.phrases)


_LOOSE = ("裁撤", "叫停", "撤回", "撤出", "结束", "取消", "中止", "终止", "停止", "召回")


_PLACE = re.compile(r"(?:店|厂|校区|门店|工厂|专线|航线|专柜|分公司|分行|支行|营业部|据点|网点|门市|分校|站点)$")
_COUNTED = re.compile(r"(?:[\d一二两三四五六七八九十百多几]+[款家部个间]|短期内)")  # how many, not which
_FEE = re.compile(r"(?:费|费用|押金)$")  # one that is no longer taken is a price
_WITH_WHOM = "对与向跟"
_MADE = re.compile(r"[^，,。；！？]{0,6}?(?:研发|开发|研制|[一二三I]+期|临床|试验|项目|拍摄|制作|建设|订单|诉讼|要约|股权)")
_NO_KIND = re.compile(
    r"[（(与及或]|和(?!牛|风)|以及|现已|现在|已经|已于|正在|正式|作为|其中|包括|还有|也将|将于"
)  # words before a name that are no noun for it
_PEOPLE = re.compile(r"(?:[人名员组部]|团队|部门)$")
_UNDERTAKING = re.compile(r"(?:项目|计划|工程|方案|扩产|议案|合同|合作|股权)$")


def _is_made(scene: Scene, thing: Thing) -> bool:
    """Whether what ends is the work on it, not its use: 终止某药的开发."""
    return thing.named and _MADE.match(scene.text, thing.span.end) is not None


def _may_end(verb: str, thing: Thing) -> bool:
    if not verb.rstrip("了").endswith(_LOOSE):
        return True
    if _PEOPLE.search(thing.items[-1].text):
        return False
    if _UNDERTAKING.search(thing.items[-1].text):  # that is given up, not taken from who uses it
        return False
    return thing.named or verb.startswith("召回") or _PLACE.search(thing.items[0].text) is not None


def _clause(text: str, position: int) -> Span:
    start = max((m.end() for m in _STOP.finditer(text, 0, position)), default=0)
    stop = _STOP.search(text, position)
    return Span(start, stop.start() if stop else len(text))


def _list_end(text: str, start: int, end: int) -> int:
    """A title or a bracket may hold a comma: 《甲，乙》."""
    opened = text.rfind("《", start, end)
    if opened >= 0 and "》" not in text[opened:end]:
        closing = text.find("》", end)
        return closing + 1 if 0 <= closing < end + 20 else end
    return end


def _told(scene: Scene, thing: Thing, org: tuple[Item, ...], trigger: Span, confidence: float) -> _Told:
    first, last = (
        _clause(scene.text, min(thing.span.start, trigger.start)),
        _clause(scene.text, max(trigger.end - 1, thing.span.end - 1)),
    )
    return _Told(thing, org, trigger, Span(first.start, max(last.end, trigger.end, thing.span.end)), confidence)


def _doer(scene: Scene, end: int) -> tuple[Item, ...]:
    """The organisation that does it, ``end`` in sentence coordinates."""
    position = next((i for i, o in enumerate(scene.skeleton.origins) if o.start >= end), len(scene.skeleton.text) - 1)
    return scene.agent(position)[:1]


def _subject(scene: Scene, end: int, listing: bool, places: bool = False) -> tuple[Thing, tuple[Item, ...]] | None:
    """What the verb that starts at ``end`` is said of, and whose it is."""
    text = scene.text
    clause = _clause(text, end)
    start, stop = clause.start, _without_adverbs(scene, clause.start, end)
    if stop <= start and start > 0:  # only adverbs here: the subject stands at the head of the clause before
        clause = _clause(text, start - 1)
        head = _head_of_clause(scene, clause)
        return (head, _owner(scene, head.span.start)) if head else None
    if _THIS.search(text[start:stop].strip()):
        spoken = _spoken(scene, start)
        if spoken is None:
            return None
        return Thing((spoken,), None, Span(start, stop), True), _owner(scene, start)
    thing = subject_of(scene, _after_owner(scene, start, stop), stop, places)
    if thing and not thing.named and any(p.letter == "O" and p.span == thing.span for p in scene.phrases):
        return None
    if thing and places and not thing.named:
        thing = _without_owner(scene, thing)
    if thing:
        by = re.compile(r"(?:由|被|遭)$")
        agent = next(
            (
                p
                for p in scene.phrases
                if p.letter == "O" and thing.span.end < p.span.start < end and by.search(text[: p.span.start])
            ),
            None,
        )
        return thing, agent.items[:1] if agent else _owner(scene, thing.span.start + 1)
    org = next((p for p in scene.phrases if p.letter == "O" and p.span.end == stop), None)
    online = re.match(r"停服|下线|停更|关服|下架|停刊|停播|停航|停止服务|停止运营|停止营运|终止运营|结束营运|停运", text[end:])
    if org and not listing and (online or not places) and not org.pronoun and len(org.items) == 1:
        return Thing((scene_item(scene, org.span),), None, org.span, True), ()
    return None


_SHORTEST_PLACE = 4  # characters of a place told apart from others of its owner: 上海二店


def _without_owner(scene: Scene, thing: Thing) -> Thing:
    """星河|上海四家门店: a place by itself, whose it is being told apart."""
    owner = next((p for p in scene.phrases if p.letter == "O" and p.span.start == thing.span.start), None)
    if owner is None or thing.span.end - owner.span.end < _SHORTEST_PLACE:
        return thing
    return replace(thing, items=(scene_item(scene, Span(owner.span.end, thing.span.end)),))


def _spoken(scene: Scene, before: int) -> Item | None:
    """The product that 这款游戏 means: named before in the sentence or in an earlier one."""
    names = list(names_in(scene, 0, before))
    if names:
        return scene_item(scene, names[-1])
    earlier = scene.previous
    for _ in range(3):
        if earlier is None:
            break
        found = list(names_in(earlier, 0, len(earlier.text)))
        if found:
            name = found[-1].of(earlier.text)
            return Item(None, name)
        earlier = earlier.previous
    return next(iter(scene.discourse.products()[:1]), None)


def _head_of_clause(scene: Scene, clause: Span) -> Thing | None:
    names = list(names_in(scene, clause.start, clause.end))
    if not names or names[0].start - clause.start > 8:
        return None
    lead = scene.text[clause.start : names[0].start].rstrip("“《「『")
    owned = lead.endswith(("旗下", "的")) or any(p.letter == "O" and p.span.end == clause.start + len(lead) for p in scene.phrases)
    if lead and not owned and not product_words().heads.before(lead, len(lead)):
        return None
    return subject_of(
        scene, clause.start, names[0].end + (scene.text[names[0].end : names[0].end + 1] in "》”」』" and names[0].end < clause.end)
    )


def _after_owner(scene: Scene, start: int, stop: int) -> int:
    """Behind the organisation whose product it is: 星河旗下, 由星河开发的 …"""
    for phrase in scene.phrases:
        if phrase.letter == "O" and start <= phrase.span.start and phrase.span.end < stop:
            match = re.compile(r"(?:旗下|自研|自主研发|研发|开发|推出|打造|出品|的|新一代|首款|全新|宣布|表示|称|，)+").match(
                scene.text, phrase.span.end, stop
            )
            if match:
                start = match.end()
    return start


def _owner(scene: Scene, position: int) -> tuple[Item, ...]:
    return _doer(scene, position)


def _without_adverbs(scene: Scene, start: int, end: int) -> int:
    """Where the subject ends: the longest run of adverbs, times and places before the verb is cut off."""
    text = scene.text
    times = {p.span.start: p.span.end for p in scene.phrases if p.letter == "W"}
    starts = set(_word_starts(scene, start, end)) | set(times)
    reached = {end}
    for i in range(end - 1, max(start, end - 40) - 1, -1):
        word = _ADVERBS.after(text, i)
        if (
            (i + len(word) in reached and word)
            or times.get(i) in reached
            or (text[i] == " " and i + 1 in reached)
            or (i in starts and _LEADING.match(text, i) and any(j in reached for j in _adverbial(text, i, end)))
        ):
            reached.add(i)
    return min(r for r in reached if r in starts or r == end)


def _adverbial(text: str, start: int, end: int) -> range:
    """Where a phrase of place or cause that begins at ``start`` may end: before a 的, behind which stands what it tells of."""
    last = min(start + 18, end)
    of = text.find("的", start, last)
    return range(start + 2, (of if of >= 0 else last) + 1)


def _word_starts(scene: Scene, start: int, end: int) -> Iterator[int]:
    """Where words start in a clause, from the left; a subject is not cut within a word or a name."""
    inside = [p.span for p in scene.phrases if p.letter in "DOP"]
    for token in scene.line.tokens:
        at = token.span.start
        if start <= at < end and not any(s.start < at < s.end for s in inside):
            yield at
