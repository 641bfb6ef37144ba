"""What is made, priced, staffed and given up, as the network saw it: told apart by the words beside it, or let go."""

from __future__ import annotations

import re
from dataclasses import replace

from shiguan.extract.backends.rules.events.ranks import place
from shiguan.extract.backends.rules.events.things import object_of
from shiguan.extract.backends.rules.names.products import product_words
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind

_KINDS = ("product_release", "product_shutdown", "price_change", "pivot", "abandonment", "layoff")
_WORDS = {
    "price_change": re.compile(
        r"[价费涨降调折免租减]|[太更]贵|补贴|利率|便宜|上浮|下浮|提高|砍半|腰斩|跟进|资费|[元%％]|"
        r"\b(?:pric|cost|fee|cheap|discount|tariff|rate|charge|markdown)|[$£€]",
        re.IGNORECASE,
    ),
    "product_shutdown": re.compile(
        r"[停关闭撤终结取召退砍裁收熄倒清歇休断弃废绝卸暂毙]|消失|没了(?!解)|拔线|下[架线市档片映刊]|不再|告别|谢幕|落幕|打烊|寿终|全军覆没|最后一|除役|拉下|"
        r"说再见|喊卡|\b(?:shut|stop|clos|discontinu|end|pull|recall|halt|axe|scrap|drop|wind|retir|suspend|withdr|ceas|kill|cut|phas|"
        r"sunset|take|took|roll|ditch|shelv|launch|unveil|introduc|debut|releas)",
        re.IGNORECASE,
    ),
    "layoff": re.compile(
        r"[裁员职岗编撤]|[减遣辞解毕散退]|优化|精简|人[手力员]|失业|饭碗|走人|离开|团队|"
        r"\b(?:job|staff|work|lay|laid|redundan|employ|headcount|let|fir|severance|axe|cut|layoff)",
        re.IGNORECASE,
    ),
}
"""Of these at least one stands in the words that tell such an event, unless the network is as sure as ``_SURE`` says."""
_SURE, _SURE_LAYOFF = 0.6, 0.85  # above which it was right in six of seven such cases in texts of development
_OTHERS = re.compile("招|聘|旅客|乘客|游客|顾客|客人|毕业生|学员|学生|用户")
_OUTAGE = re.compile(r"宕机|当机|故障|崩溃|瘫痪|卡顿|中断|\boutage|\bcrash", re.IGNORECASE)
_DELISTED = re.compile(r"终止上市(?!计划|申请|辅导|筹备|进程|工作)")
_FILED = re.compile(r"(?:上市|注册)(?:许可|申请)")
_APPROVED = re.compile(r"获批|批准|推出|发布|开售|面市")
_FEE = re.compile(r"[一-鿿A-Za-z]+(?:费|费用|押金|租金|佣金)$")
_DISBANDS = re.compile(r"(?:裁撤|撤销|撤掉|解散|撤编|撤并)(?:了|其|整个)?$")
_UNIT = re.compile(r"(?:部|部门|事业部|事业群|团队|小组|项目组|[^仓车课]组|处|科室|科)$")
_CALLED_OFF = re.compile(r"(?:的?(?:计划|决定|方案|通知))?[也已将被遭又]*(?:取消|撤回|收回|叫停|作罢|搁置|暂缓)")
_CALLS_OFF = re.compile(r"(?:取消|撤回|收回|放弃|叫停|搁置|暂缓)(?:了|原定的?|此前的?)?$")
_ENDS_BY_ITSELF = re.compile(r"熄灯|停运|停服|停刊|休刊|结业|歇业|打烊|谢幕|落幕|倒闭|关门|停业|结束营运|停止运营|寿终正寝")
_WORK_ON_IT = re.compile(r"[”》」]?的?(?:后续|全部|进一步)?(?:研发|开发|研制|[一二三IⅠⅡⅢ]+期|临床|试验|拍摄|制作|建设)")
_ROLLS_OFF = re.compile(
    r"(?:首[台辆艘架批列]|量产|第[一\d]+[台辆架])[^，,。；]*下线$|在[^，,。；的\d年月日周底]{1,8}(?<![店台道场网])下线$"
)
_REACH = 24
_SPLITS_OFF = re.compile(r"剥离|分拆|拆分")
_LAUNCHES = re.compile(r"\b(?:roll(?:s|ed|ing)? ?out|launch|unveil|introduc|debut|releas)", re.IGNORECASE)
_STOPS_MAKING = re.compile(
    r"\b(?:(?:stop|halt|ceas|end)\w* (?:mak|sell|produc|print|publish|manufactur|ship|build)|discontinu|recall)", re.IGNORECASE
)
_ASKED = re.compile(r"(?:问(?:及|到|起)|至于|关于|有关|对于|是否|会不会|有没有)[^。！？；]{0,24}$")
_UNANSWERED = re.compile(
    r"(?:没有|没|未|并未|拒绝|不愿|不予|回避|不)(?:正面|直接|作出|做出|明确|进一步|再|立即)*(?:回答|回应|答复|评论|置评|表态|作答|理会)"
)
_RUMOURED = re.compile(r"传|消息|曝|爆料|报[道导]")
_SHORT_TIME = re.compile(r"减产|减班|轮休|放假|减薪|降薪|冻薪|(?:冻结|停止|暂停)招聘")
_BETTERED = re.compile(
    r"优化(?:了|自身|现有|其)?(?![^，,。；]{0,4}(?:人|员工|岗|编制|团队|部门))[^，,。；]{0,4}(?:网络|布局|产品|流程|资源|模式|渠道|门店|体验|供应链|服务|系统)"
)
_JOINS = re.compile("(?:整体)?(?:并入|划归|划入|合并[到至入]|整合[到至进])")
"""项目组并入其他团队: a team that joins another one is not let go."""
_LEAVES = re.compile(r"[裁遣辞离退]|失业|走人|优化|毕业")
_NO_PEOPLE = re.compile(r"(?:规模|产能|车队|机队|库存|支出|开支|成本|预算)$")
_MOVED_TO = re.compile(r"(?:并入|转入|转到|转至|调往|调到|调入|划归|划入|安置到|分流到)[^，,。；]{0,4}$")
_DEED = re.compile("[关停裁减撤][一-鿿]")  # 裁员关厂: what else is done
_CHANGED_BY = re.compile(r"(?:下滑|下降|下跌|增长|上升|亏损|利润|营收)(?:(?![裁减遣辞])[^，,。；;]){0,3}$")
_PAY_CUT = re.compile(r"[减降](?:薪|工资|租|价)(?:约|近|逾|超|达)?$")
_GIVEN_TO = re.compile(r"(?:给|转入|并入|加入|转投)(?:了)?[^，,。；！？]{0,8}$")
_TELLS_HOW_MUCH = re.compile(
    r"[\d一二两三四五六七八九十百千万半倍免折价涨降减加调翻%％]|\b(?:half|double|free|twice)", re.IGNORECASE
)
_NOT_OF_IT = re.compile(r"(?:平均|的?(?:单价|均价|价格|售价|报价|零售价|出厂价|批发价)|(?<=产品)价)$")
_CODE = re.compile(r"(?!App|APP|AI|CEO|IPO|C[A-Z]O)[A-Z][A-Za-z0-9.\-+]*")
_NO_NOUNS = ("d", "p", "c", "u", "r", "t", "f", "y", "w")  # tags of words that end a noun phrase; and those of verbs
_PAUSE = re.compile(r"[，,；;：:　]")
_SHRINKS = re.compile(
    r"(?:员工|雇员|人员|职工)(?:总数|总量|人数|规模|数量|数)?[^，,。；;！？]{0,16}[，,]?(?:较|比|同比|环比)[^，,。；;！？]{0,10}(?:减少|下降|净减)"
)
"""员工总数1.8万人，较年初减少1200人: how many there are, not that anybody is let go."""
_SENTENCE_END = re.compile(r"[。！？]")


def sorted_out(scene: Scene, finding: Finding) -> Finding | None:
    """A finding of these types as the words that tell it bear it out; None where they tell no such event."""
    if finding.event_type not in _KINDS:
        return finding
    if _is_something_else(scene, finding) or _is_left_open(scene, finding):
        return None
    found = _by_who_acts(scene, _by_itself(scene, _of_type(scene, finding)))
    return _of_people(scene, found) if found.event_type == "layoff" else _with_things(scene, found)


def _is_something_else(scene: Scene, finding: Finding) -> bool:
    """Whether the words tell no event of the type: an outage, a delisting, an application for the market, no word of prices."""
    told, words = finding.evidence.of(scene.text), _WORDS.get(finding.event_type)
    counted = finding.event_type == "layoff" and bool(finding.values("count")) and not _OTHERS.search(told)  # 送走二百四十人
    seen_surely = finding.support is not None and finding.confidence >= (_SURE_LAYOFF if finding.event_type == "layoff" else _SURE)
    if words and not counted and not seen_surely and not words.search(told):
        return True
    match finding.event_type:
        case "product_shutdown":
            return _OUTAGE.search(finding.trigger.of(scene.text)) is not None
        case "product_release":
            return _FILED.search(told) is not None and not _APPROVED.search(told)
        case "abandonment":
            return _DELISTED.match(scene.text, finding.trigger.start) is not None
        case "layoff":
            joins = _JOINS.match(scene.text, finding.trigger.start)
            if joins or _BETTERED.match(scene.text, finding.trigger.start) or _SHRINKS.search(told):
                return True
            return _SHORT_TIME.search(told) is not None and not _LEAVES.search(told)
        case _:
            return False


def _is_left_open(scene: Scene, finding: Finding) -> bool:
    """Whether it is only asked about, and not answered: 没有回答关于裁员的提问, 被问及是否降价，她没有回应."""
    before, after = scene.text[: finding.trigger.start], scene.text[finding.trigger.end :]
    before = _SENTENCE_END.split(before)[-1]
    if not _ASKED.search(before) or _RUMOURED.search(before):
        return False
    return bool(_UNANSWERED.search(before) or _UNANSWERED.search(_SENTENCE_END.split(after)[0]))


def _of_type(scene: Scene, finding: Finding) -> Finding:
    """The type that the verb and what it is said of call for."""
    if finding.event_type == "price_change":
        return _called_off(scene, finding)
    told = scene.text[finding.trigger.start : finding.evidence.end]
    thing = next((i for role in ("product", "subject") for i in finding.values(role)), None)
    if thing is None or finding.event_type not in ("product_shutdown", "abandonment"):
        return finding
    work = thing.span and finding.trigger.start < thing.span.start and _WORK_ON_IT.match(scene.text, thing.span.end)
    if finding.event_type == "product_shutdown" and work:  # 停止“云雀”的研制
        return _renamed(finding, "abandonment", thing, "subject")
    if finding.event_type == "product_shutdown" and _ROLLS_OFF.search(scene.text, *_around(finding)):
        return replace(finding, event_type="product_release")
    if finding.event_type == "product_shutdown" and _LAUNCHES.match(told):
        return replace(finding, event_type="product_release")
    if finding.event_type == "abandonment" and thing.span and _SPLITS_OFF.search(finding.trigger.of(scene.text)):
        return _renamed(finding, "spin_off", thing, "unit")
    if finding.event_type == "abandonment" and _STOPS_MAKING.match(told):
        return _renamed(finding, "product_shutdown", thing, "product")
    if thing.span and _FEE.search(thing.text):  # 停收管理费
        return _renamed(finding, "price_change", thing, "product")
    if thing.span and _UNIT.search(thing.text) and _DISBANDS.search(scene.text, 0, thing.span.start):
        return _renamed(finding, "layoff", thing, "unit")
    return finding


def _around(finding: Finding) -> tuple[int, int]:
    return max(0, finding.trigger.start - _REACH), finding.trigger.end


def _called_off(scene: Scene, finding: Finding) -> Finding:
    """A change of prices that is taken back before it came is given up: 把涨价取消了, 取消涨价."""
    text, span = scene.text, finding.trigger
    if _CALLED_OFF.match(text, span.end) or _CALLS_OFF.search(text, 0, span.start):
        orgs = tuple(r for r in finding.roles if r.role == "org")
        if orgs:
            return replace(finding, event_type="abandonment", roles=(*orgs, Role("subject", Item(span, span.of(text)))))
    return finding


def _by_itself(scene: Scene, finding: Finding) -> Finding:
    """What ends by itself stands before the verb: in 甲店熄灯，乙关掉电商 it is 甲店."""
    things, orgs, verb = finding.values("product"), finding.values("org"), finding.trigger
    if finding.event_type != "product_shutdown" or not _ENDS_BY_ITSELF.match(scene.text, verb.start) or not things or not orgs:
        return finding
    thing, org = things[0].span, orgs[0].span
    if thing is None or org is None or thing.start < verb.end or org.end != verb.start:
        return finding
    if not _PAUSE.search(scene.text, verb.end, thing.start):
        return finding
    others = tuple(r for r in finding.roles if r.role not in ("product", "org"))
    return replace(finding, roles=(*others, Role("product", _product(scene, org))))


def _renamed(finding: Finding, event_type: str, thing: Item, role: str) -> Finding:
    others = tuple(r for r in finding.roles if r.role == "org")
    return replace(finding, event_type=event_type, roles=(*others, Role(role, replace(thing, name=None))))


def _of_people(scene: Scene, finding: Finding) -> Finding | None:
    """Jobs cut without the unit that people are moved to and without a share of pay; None where no people are meant."""
    if any(_NO_PEOPLE.search(i.text) for i in finding.values("unit")):
        return None
    off = [r for r in finding.roles if r.role == "unit" and _stands_behind(scene, r.item, _MOVED_TO)]
    off += [r for r in finding.roles if r.role == "count" and _stands_behind(scene, r.item, _PAY_CUT)]
    return replace(finding, roles=tuple(r for r in finding.roles if r not in off))


def of_people_alone(scene: Scene, finding: Finding) -> Finding:
    """净利润下滑四成，裁员关厂: neither by how much something else fell, nor what else is closed, is of those let go."""
    if finding.event_type != "layoff":
        return finding
    off = [r for r in finding.roles if r.role == "count" and _stands_behind(scene, r.item, _CHANGED_BY)]
    off += [r for r in finding.roles if r.role == "unit" and _DEED.fullmatch(r.item.text)]
    return replace(finding, roles=tuple(r for r in finding.roles if r not in off))


def _stands_behind(scene: Scene, item: Item, words: re.Pattern[str]) -> bool:
    return item.span is not None and words.search(scene.text, 0, item.span.start) is not None


def _by_who_acts(scene: Scene, finding: Finding) -> Finding:
    """Whoever something was just given or sold to did not do what is told next: the firm that acts did."""
    orgs = finding.values("org")
    if (
        len(orgs) != 1
        or orgs[0].span is None
        or orgs[0].span.end > finding.trigger.start
        or not _stands_behind(scene, orgs[0], _GIVEN_TO)
    ):
        return finding
    position = place(scene, finding.trigger.start)
    acting = scene.agent(position, frozenset({orgs[0].text})) if position is not None else ()
    roles = [r for r in finding.roles if r.role != "org"]
    return replace(finding, roles=(*roles, Role("org", acting[0].elsewhere()))) if acting else finding


def _with_things(scene: Scene, finding: Finding) -> Finding:
    """The thing in full where the network saw only the beginning of its name; no change of prices that says none."""
    told = [r for r in finding.roles if r.role != "change" or _TELLS_HOW_MUCH.search(r.item.text)]
    roles = [Role(r.role, _thing(scene, r.item)) if r.role in ("product", "subject") else r for r in told]
    return replace(finding, roles=tuple(roles))


def _thing(scene: Scene, item: Item) -> Item:
    span = item.span
    if span is None:
        return item
    if product_words().modifiers.after(item.text, 0) == item.text:  # 全部|17间门市
        thing = object_of(scene, span.start, _clause_end(scene, span), places=True)
        return thing.items[0] if thing else _to_noun(scene, span, item)
    if item.text.endswith("的"):  # 亏损多年的|杨梅厂
        return _to_noun(scene, span, item)
    if item.name is None or item.name.name == item.text:
        cut = _NOT_OF_IT.search(item.text)
        if cut and cut.start() > 1:
            return _product(scene, Span(span.start, span.start + cut.start()))
        if not item.text[-1].isascii() and (code := _CODE.match(scene.text, span.end)):  # 星河|X9
            return _product(scene, Span(span.start, code.end()))
        owner = next((p for p in scene.phrases if p.letter == "O" and p.span.end == span.start), None)
        if owner and product_words().heads.before(item.text, len(item.text)) == item.text:  # 星河|App
            return _product(scene, Span(owner.span.start, span.end))
    return item


def _product(scene: Scene, span: Span) -> Item:
    text = span.of(scene.text)
    return Item(span, text, Name(MentionKind.PRODUCT, text, text))


def _to_noun(scene: Scene, span: Span, item: Item) -> Item:
    """The stretch on to the noun that it describes, as far as the clause has nothing else."""
    end = span.end
    for token in scene.line.tokens:
        verb = token.tag.startswith("v") and token.tag != "vn"
        if (
            token.span.start == end
            and token.text[0].isalnum()
            and (token.text == "的" or not (verb or token.tag.startswith(_NO_NOUNS)))
        ):
            end = token.span.end
    return _product(scene, Span(span.start, end)) if end > span.end and not scene.text[:end].endswith("的") else item


def _clause_end(scene: Scene, span: Span) -> int:
    return next((i for i in range(span.end, len(scene.text)) if scene.text[i] in "，,；;。！!？?：:　将于已"), len(scene.text))
