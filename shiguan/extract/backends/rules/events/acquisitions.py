"""Who takes over whom: bought, sold, merged, or a controlling stake taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shiguan.extract.backends.rules.events.subjects import plain
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene, gap
from shiguan.records.claim import Certainty, Polarity

_O, _P, _N, _D = SYMBOLS["O"], SYMBOLS["P"], SYMBOLS["N"], SYMBOLS["D"]
_A = rf"[{_O}{_P}]"
_B = rf"[{_O}{_D}]"  # a firm is often known by its product
_IN = r"[^，,。；;！？!?：:]"
_CONTROL = 50
_BUY = re.compile(
    r"全资收购|溢价收购|现金收购|要约收购|联合收购|换股收购|公开收购|收购|并购|购并|兼并|吞并|整并|买下|"
    r"买走|吃下|吃进|吞下|盘下|入主|接盘|洽购|竞购|收编|鲸吞|私有化|"
    r"收入囊中|收进囊中|纳入麾下|收入麾下|揽入麾下|收归旗下|纳入旗下|收入旗下|揽入怀中|抄底|全资控股|接手|"
    r"接管|接下|承接|买进|买入|拿下|迎娶|并下"
    rf"|控股(?=了?{_O})"
)
# These take over a firm only when a firm is named as what is taken, by a firm.
_AMBIGUOUS = frozenset(["接手", "接管", "接下", "承接", "买进", "买入", "拿下", "迎娶", "抄底", "吃进", "并下"])
_NOT_TAKEN_OVER = re.compile(
    r"(?:的)?(?:[^，。]{0,6})(?:订单|项目|大单|合同|标段|冠军|职务|工作|教鞭|帅印|业务员|股票|债|代工|生意|"
    r"客户|一职|市场|份额|产能|设备|车|芯片|服务|奖|专利|授权|代言)"
)
_BECOMES = re.compile(
    rf"(?P<target>{_O}|{_D})[^，。；{_O}{_P}]{{0,12}}?(?P<verb>(?:成为|成了|变成|变为|变身|"
    rf"沦为)(?:了)?(?P<to>{_O})(?:集团)?(?:的)?(?:全资|控股|旗下|间接|直接|一家){{0,2}}(?:子公司|附属公司|"
    rf"孙公司|旗下|一员|一部分|囊中之物|家族)|"
    rf"(?:归入|划归|划入|并入|纳入|归属|归于|落入|投入|投向|嫁入|嫁给|委身|转投|"
    rf"被)(?P<to2>{_O})(?:集团)?(?:的)?(?:旗下|麾下|名下|之手|手中|囊中|怀抱|门下|体系|收入囊中|揽入怀中))"
)
_OWNER = re.compile(
    rf"(?P<to>{_O})[^，。；{_O}{_P}]{{0,10}}?(?P<verb>成为|成了|是|当上|"
    rf"坐上)(?P<target>{_O})(?:的)?(?:新东家|新主人|新老板|新东主|控股股东|实控人|实际控制人|新的控股股东|"
    rf"新晋大股东|母公司)"
)
_TAKES_CONTROL = re.compile(
    rf"(?P<to>{_A})[^。；{_O}{_P}]{{0,40}}?(?P<verb>成为|成了)(?P<target>{_O})(?:（[^（）]{{1,14}}）)?的?(?:控股股东|实控人|实际控制人|新主人|新东家)"
)
"""甲协议受让13.3%，成为乙实际控制人."""
_NEW_MASTER = re.compile(
    rf"(?P<target>{_O})[^。；{_O}{_P}]{{0,8}}?(?:易主|换主|变天|控[制股]权变更)[^。；，,：:{_O}{_P}]{{0,6}}[，,：: ]"
    rf"[^。；{_O}{_P}]{{0,8}}(?P<to>{_A})[^。；，,{_O}{_P}]{{0,20}}?(?P<verb>入主|接盘|接手|拿下|上位|成为新?(?:实控人|实际控制人|控股股东))"
)
"""乙易主：甲入主."""
_TRANSFERRED = re.compile(
    rf"(?P<target>{_O})的?(?P<share>{_N})?(?:的|全部|国有)*(?:股权|股份|产权)?(?:将|已|拟)?"
    rf"(?P<verb>(?:全部|整体)?无偿(?:划转|划拨)|整体(?:划转|划入|划归|并入|注入))[给至到入于]?(?P<to>{_O})"
)
"""乙51%国有产权无偿划转至甲, 乙整体划入甲."""
_NOUN_AFTER = re.compile(
    r"^(?:方|案|价|要约|磋商|洽谈|提案|报价|传闻|消息|标的|对价|资金|后|前|完成|计划|协议|谈判|交易|事宜|事项|一事|邀约|邀请|"
    r"意向|提议|行为|重组|基金|战|潮|条款|狂潮|意愿|失败|成功|之后|之前|之外|委员会|的(?:代价|消息|传闻|"
    r"可能|计划|谈判|协议|资金|交易|公司有))"
)
_SELL = re.compile(
    r"(?:出售|卖|转让|转手|售|售卖|抛售|变卖|让售|剥离|脱手|转卖|出让|转)(?:给|予|与)(?:了)?|卖身(?:给|于)?(?:了)?|委身(?:于)?(?:了)?|并入(?:了)?(?=[^，]{0,4}"
    + _O
    + ")|出售|卖掉|变卖|让售|转让|出让|脱手|洽售|处分(?=[^，。；]{0,16}(?:持股|股权|股份))"
)
_MERGE = re.compile(
    r"(?:换股|吸收|正式|宣布|完成|官宣|拟|将|进行|实施|方式|新设|战略|业务){0,3}(?:合并|整并|吸收合并|"
    r"换股合并)(?!报表|营收|财务|口径|利润|净|报告|资产|计算|办公|收入|范围|税|后的营|毛利|持有|统计|开|症|"
    r"为一个|同类)"
)
_STAKE = re.compile(r"(?:受让|取得|获得|购买|购入|拿下|收购|买下|认购|接手|拿到|获取|持有|增持|夺得|掌握)(?:了)?")
_OWNED = re.compile(
    rf"(?:了|的|下)?(?:(?:[^，。；、{_O}{_P}]{{0,16}}?{_A}(?:[（(][^（）()]{{1,20}}[）)])?|其)"
    rf"(?:所?(?:直接|间接|合计)?(?:持有|控制|拥有|实控|手中)的|(?:所属|下属|旗下|属下)的?[^，。；、{_O}{_P}{_N}]{{0,12}}?(?={_O})))?"
)
"""Whose it was that is bought: 收购甲持有的乙, 收购甲旗下全资子公司乙."""
_UNIT = (
    r"(?:业务|板块|部门|事业部|资产|工作室|品牌|子公司|分公司|公司|项目|工厂|股权|股份|酒庄|球队|俱乐部|"
    r"卖场|门店|平台|医院|酒店|团队|大楼|园区|矿|电站|影城)"
)
_STATUS = re.compile(
    r"达成(?:最终|初步|收购|合并|排他性|原则性|框架)?(?:收购|合并|出售|转让)?(?:协议|意向|一致)|"
    r"签署[^，。；]{0,10}协议|签订[^，。；]{0,10}协议|完成交割|完成(?:了)?[^，。；]{0,12}收购|完成收购|"
    r"完成合并|预计[^，。；]{0,8}完成|洽谈|商谈|磋商|谈判|接洽|"
    r"有意|意向|拟|要约|获批|批准|核准|终止|告吹|放弃|谈崩|没有谈拢|未谈拢|搁置|传闻|竞购|考虑|换股|计划|宣布|已完成"
)
_FAILED = re.compile(
    r"告吹|谈崩|没有谈拢|未谈拢|没谈拢|没有谈成|未能谈成|未谈成|作罢|流产|夭折|(?:交易|收购|合并|协议|谈判|"
    r"要约|计划)(?:已|被|最终|宣告)?(?:终止|失败|取消|破裂|搁浅)|(?:放弃|终止|取消|叫停|停止|退出|撤回|"
    r"撤销)(?:了)?[^，。；]{0,12}?(?:收购|并购|合并|竞购|交易|要约)|未能(?:完成|达成|成功)"
)
_CONSIDERS = re.compile(r"考虑|寻求|探讨|评估|可能|有兴趣|感兴趣|接触|酝酿|商讨|试图|想要|打算|有意")
_ALLOWS = re.compile(
    r"(?:已|将|正式|日前|今日|无条件|附条件|有条件|附加限制性条件)*(?:批准|核准|放行|同意|否决|叫停|禁止|不予核准)"
)
_LABEL = re.compile(r"【[^【】]{1,12}】")
"""Of what kind the news is."""
_SHARE = re.compile(rf"(?:的?(?:{_N}|全部|多数|部分|剩余|控股))*的?(?:股权|股份)?$")
"""How much of it, behind the name of what is sold."""
_ITSELF = re.compile(r"(?:自己|自身|自家)(?:整个|整体|打包|全部|公司)*")
"""把自己卖给甲: who sells is what is sold."""
_STOCK = re.compile(r"(?:股权|股份|资产|业务|权益)[^，。]*$")
_HEARSAY = re.compile(r"知情人士|消息|传|曝|据报道|爆料|媒体报")
_TALKED = re.compile(rf"(?:与|和|跟|同|向|对手|对)(?P<other>{_O})")


@dataclass(frozen=True, slots=True)
class _Deal:
    acquirer: tuple[Item, ...]
    target: tuple[Item, ...]
    start: int
    end: int
    confidence: float


def read(scene: Scene) -> Iterator[Finding]:
    """Acquisitions of a sentence."""
    scene = plain(scene)  # 实际控制人 is a word here, not a post
    text = scene.skeleton.text
    if not re.search(r"[购并买卖售吃吞入接控让股成拿手归嫁落投抄变是当划]", text):
        return
    labels = [m.span() for m in _LABEL.finditer(text)]
    for deal in (*_bought(scene), *_sold(scene), *_merged(scene), *_stakes(scene), *_becomes(scene)):
        if any(start < deal.start < end for start, end in labels):
            continue
        if not deal.target or {i.text for i in deal.acquirer} & {i.text for i in deal.target}:
            continue
        if re.search(r"是否|会否|能否|[？?]”?$", text[scene.clause_at(deal.start).start :]):
            continue
        roles = [*(Role("acquirer", i) for i in deal.acquirer), *(Role("target", i) for i in deal.target)]
        told = scene.evidence(deal.start, deal.end)
        clause = scene.clause_at(deal.start)
        if status := _STATUS.search(text, clause.start, scene.clause_at(deal.end - 1).end):
            roles.append(Role("status", scene.item(status.start(), status.end())))
        certainty, polarity = _stage(scene, clause.start, deal)
        yield Finding(
            "acquisition", tuple(roles), scene.skeleton.span(deal.start, deal.end), told, deal.confidence, certainty, polarity
        )
        if (
            polarity is None
            and (failed := _FAILED.search(text, scene.clause_at(deal.end - 1).end))
            and "。" not in text[deal.end : failed.start()]
        ):
            yield _called_off(scene, deal, roles, failed)


def _stage(scene: Scene, start: int, deal: _Deal) -> tuple[Certainty | None, Polarity | None]:
    """Talks are told as hearsay or as a plan; a deal that its own clause calls off is negated."""
    text = scene.skeleton.text
    if _FAILED.search(text, start, scene.clause_at(deal.end - 1).end):
        return Certainty.REPORTED, Polarity.NEGATED
    if _CONSIDERS.search(text, start, deal.start):
        return (Certainty.RUMOURED if _HEARSAY.search(text, 0, deal.end) else Certainty.PLANNED), None
    return None, None


def _called_off(scene: Scene, deal: _Deal, roles: list[Role], failed: re.Match[str]) -> Finding:
    """The later clause that says it came to nothing."""
    kept = tuple(r for r in roles if r.role != "status")
    status = Role("status", scene.item(failed.start(), failed.end()))
    told = scene.evidence(failed.start(), failed.end())
    trigger = scene.skeleton.span(failed.start(), failed.end())
    return Finding("acquisition", (*kept, status), trigger, told, deal.confidence, Certainty.REPORTED, Polarity.NEGATED)


def _bought(scene: Scene) -> Iterator[_Deal]:
    text = scene.skeleton.text
    for match in _BUY.finditer(text):
        clause = scene.clause_at(match.start())
        before, after = text[clause.start : match.start()], text[match.end() : clause.end]
        deal = _passive(scene, clause.start, match, before) or _nominal(scene, clause.start, match, before)
        if deal is None and not _NOUN_AFTER.match(after.lstrip("了")):
            deal = _active(scene, clause.start, clause.end, match)
        if deal:
            yield deal


def _passive(scene: Scene, start: int, match: re.Match[str], before: str) -> _Deal | None:
    """乙被甲收购, 乙由甲以 11 亿元买下."""
    agent = re.search(rf"(?:被|遭|由|为|遭到|获得|获)(?:[^，。{_O}{_P}]{{0,8}})(?P<agent>{_A})[^，。{_O}{_P}]{{0,24}}$", before)
    if agent and match[0] in _AMBIGUOUS and agent["agent"] != _O:
        return None
    if agent:
        return _Deal(
            _items(scene, start + agent.start("agent")),
            _subject(scene, start + agent.start(), set()),
            match.start(),
            match.end(),
            0.85,
        )
    if re.search(r"(?:被|遭|遭到)[^，。]{0,6}$", before):
        passive = re.search(r"(?:被|遭|遭到)[^，。]{0,6}$", before)
        assert passive is not None
        return _Deal((), _subject(scene, start + passive.start(), set()), match.start(), match.end(), 0.6)
    return None


def _nominal(scene: Scene, start: int, match: re.Match[str], before: str) -> _Deal | None:
    """甲对乙的收购; 甲将乙收入囊中."""
    told = re.search(
        rf"(?:对|将|"
        rf"把)(?:[^，。{_O}{_P}]{{0,8}})(?P<target>{_B})(?:(?:[^，。{_O}{_P}]{{0,10}})的(?:[^，。{_O}{_P}]{{0,8}})|"
        rf"[^，。{_O}{_P}]{{0,6}})$",
        before,
    )
    if told is None or match[0] in ("入主", "控股"):
        return None
    target = _items(scene, start + told.start("target"))
    return _Deal(_subject(scene, start + told.start(), {i.text for i in target}), target, match.start(), match.end(), 0.85)


def _active(scene: Scene, start: int, end: int, match: re.Match[str]) -> _Deal | None:
    found = _target(scene, match.end(), end)
    if found is None:
        return None
    target, stop, minority, sure = found
    if match[0] in _AMBIGUOUS and not (sure and _takes_over(scene, stop, start, match.start())):
        return None
    if minority or (match[0] in ("买下", "接盘", "吃下", "吞下") and not sure):
        return None
    acquirer = _buyer(scene, start, match.start(), {i.text for i in target})
    if not acquirer and not sure:
        return None
    return _Deal(acquirer, target, match.start(), max(stop, match.end()), 0.85 if sure and acquirer else 0.65)


def _takes_over(scene: Scene, stop: int, start: int, end: int) -> bool:
    actor = next((p for p in scene.skeleton.phrases[start:end] if p and p.letter in "OP"), None)
    return bool(actor and actor.letter == "O") and not _NOT_TAKEN_OVER.match(scene.skeleton.text, stop)


def _target(scene: Scene, start: int, end: int) -> tuple[tuple[Item, ...], int, bool, bool] | None:
    """What is bought, where it ends, whether only a small stake of it, and whether a name says it."""
    text = scene.skeleton.text
    head = _OWNED.match(text, start, end)
    position = head.end() if head else start
    named = re.compile(
        rf"(?P<skip>[^，。；{_O}{_P}{_D}]{{0,20}}?)(?P<org>{_B})(?P<part>(?:旗下|的|所属|"
        rf"在)?(?:[^，。；！？的{_O}{_P}{_N}]{{0,10}}?){_UNIT})?(?P<rest>[^，。；]{{0,24}})"
    ).match(text, position, end)
    if named and not re.search(r"的(?=[^，]{3,})|股权|以便|来|用于|与$|和$|向$|从$|在$|由$", named["skip"] or ""):
        whole = named["part"] and not re.search(r"(?:股权|股份|公司)$", named["part"])
        stop = named.end("part") if whole else named.end("org")
        items = (scene.item(named.start("org"), stop),) if whole else _items(scene, named.start("org"))
        small = _minority(scene, named.end("org"), min(end, named.end("org") + 16)) or _minority(
            scene, position, named.start("org")
        )
        return items, stop, small, True
    plain = re.compile(
        rf"(?:了|一家|一间|名为|其|[“‘「]|{_N})*(?P<what>[^，。；！？的{_P}{_N}“”]{{2,16}}?)(?=[”」’]|"
        rf"的?(?:{_N}|全部|多数|控股|剩余|部分)?的?(?:股权|股份|控股权|控制权)|$|的(?:交易|协议|谈判|计划|"
        rf"消息))"
    ).match(text, position, end)
    if plain is None or re.match(
        r"的|是|在|与|和|同业$|后|前|，|或|及|并|所持|该|这|对方|竞争|股权|股份|[一二两三\d多数几]", plain["what"]
    ):
        return None
    small = _minority(scene, plain.end("what"), min(end, plain.end("what") + 12))
    return (scene.item(_named_part(plain), plain.end("what")),), plain.end("what"), small, False


def _named_part(match: re.Match[str]) -> int:
    """Where the name starts behind what it is: 电池同业 + 星河."""
    told = re.match(r".*(?:同业|对手|公司|企业|厂商|品牌|平台|运营商|制造商|开发商|巨头|初创|零售商)(?=[^，]{2})", match["what"])
    return match.start("what") + (told.end() if told else 0)


def _minority(scene: Scene, start: int, end: int) -> bool:
    """Whether a share of less than half is named there."""
    for phrase in scene.skeleton.phrases[start:end]:
        amount = phrase.items[0].amount if phrase and phrase.letter == "N" else None
        if amount and amount.amount.unit == "%" and amount.amount.high is not None and amount.amount.high < _CONTROL:
            return True
    return bool(re.search(r"少数股权|部分股权|少量股份|小部分股", scene.skeleton.text[start:end]))


def _buyer(scene: Scene, start: int, end: int, taken: set[str]) -> tuple[Item, ...]:
    """Who buys: the first organisation of the clause that is not party to the verb otherwise, else the subject before."""
    text = scene.skeleton.text
    for i in range(start, end):
        phrase = scene.skeleton.phrases[i]
        if phrase and phrase.letter == "O":
            break
        if phrase and phrase.letter == "P" and not any(scene.discourse.employer(x) for x in phrase.items):
            return phrase.items[:1]
        if phrase and phrase.letter == "D" and not text[start:i].endswith("将"):
            return phrase.items[:1]
    return _subject(scene, end, taken)


def _subject(scene: Scene, position: int, taken: set[str]) -> tuple[Item, ...]:
    """Who acts; who only allows it or forbids it does not."""
    allow = (p for i, p in enumerate(scene.skeleton.phrases) if p and p.letter == "O" and _ALLOWS.match(scene.skeleton.text, i + 1))
    return scene.agent(position, frozenset(taken).union(i.text for p in allow for i in p.items))


def _sold(scene: Scene) -> Iterator[_Deal]:
    text = scene.skeleton.text
    for match in _SELL.finditer(text):
        clause = scene.clause_at(match.start())
        before, after = text[clause.start : match.start()], text[match.end() : clause.end]
        given = re.search(r"[给予与于入]了?$|^(?:卖身|委身)", match[0]) is not None
        buyer: tuple[Item, ...] = ()
        if given and (to := re.match(rf"[^，。{_O}{_P}]{{0,12}}(?P<to>{_O})", after)):
            buyer = _items(scene, match.end() + to.start("to"))
        elif given:
            continue
        if match[0].startswith("并入") and not re.search(rf"{_O}[^，。]{{0,10}}$", before):
            continue
        target = _thing_sold(scene, clause.start, match, before, after, given)
        if not buyer:
            tail = re.search(rf"(?:给|予)(?:了)?[^，。{_O}]{{0,8}}(?P<to>{_O})", after)
            talked = _TALKED.search(before)
            spot = match.end() + tail.start("to") if tail else clause.start + talked.start("other") if talked else None
            buyer = _items(scene, spot) if spot is not None else ()
        if target:
            yield _Deal(buyer, target, match.start(), match.end(), 0.8 if buyer else 0.6)


def _thing_sold(scene: Scene, start: int, match: re.Match[str], before: str, after: str, given: bool) -> tuple[Item, ...]:
    moved = re.search(
        rf"(?:把|将)(?:其)?(?:所?(?:直接|间接|合计)?持有的|旗下的|旗下|自己的)?(?P<what>(?:{_B})?[^，。{_O}{_P}]{{0,14}}?)(?:全部|"
        rf"整体|打包|以{_IN}{{0,14}}|{_N}|的|股权|股份|作价|悉数|一并)*$",
        before,
    )
    if moved and _ITSELF.fullmatch(moved["what"]):
        return _subject(scene, start + moved.start(), set())
    if moved and moved["what"]:
        return scene.items(start + moved.start("what"), start + moved.end("what"))
    if given:
        if moved or _STOCK.search(before):
            return ()
        return _subject(scene, match.start(), set())
    what = re.match(
        rf"(?:了)?(?:其)?(?:所)?(?:持有的|旗下的|旗下|自己的)*(?:另一家|一家|"
        rf"另)?(?:[^，。；、{_O}{_P}{_N}]{{0,6}}(?:卖场|品牌|公司|企业|子公司|平台)(?={_O}|"
        rf"[一-鿿]{{2,4}}(?:[，,。]|$)))?(?P<what>(?:{_B})(?:的)?(?:[^，。；{_O}{_P}]{{0,8}}?{_UNIT})?|"
        rf"[^，。；、{_O}{_P}{_N}]{{2,10}}?(?:业务|板块|部门|事业部|子公司|工作室|卖场|球队|品牌)|(?<=卖场|品牌|"
        rf"公司|企业|平台)[一-鿿]{{2,4}}(?=[，,。]|$))",
        after,
    )
    if what:
        stop = match.end() + what.end("what")
        return scene.items(match.end() + what.start("what"), stop - len(_SHARE.search(what["what"])[0]))  # type: ignore[index]
    return ()


def _merged(scene: Scene) -> Iterator[_Deal]:
    text = scene.skeleton.text
    for match in _MERGE.finditer(text):
        clause = scene.clause_at(match.start())
        before = text[clause.start : match.end()]
        two = re.search(
            rf"(?P<one>{_O})[^，。；{_O}{_P}]{{0,12}}?(?:与|和|同|跟|"
            rf"、)[^，。；{_O}{_P}]{{0,8}}?(?P<other>{_O})[^，。；{_O}{_P}]{{0,20}}$",
            before,
        )
        if two:
            yield _Deal(
                _items(scene, clause.start + two.start("one")),
                _items(scene, clause.start + two.start("other")),
                match.start(),
                match.end(),
                0.8,
            )
            continue
        other = re.match(rf"[^{_O}{_P}]*?[与和同跟][^，。；{_O}{_P}]{{0,8}}?(?P<other>{_O})[^，。；{_O}{_P}]{{0,20}}$", before)
        if other:  # 甲宣布，与乙合并
            items = _items(scene, clause.start + other.start("other"))
            one = _subject(scene, clause.start, {i.text for i in items})
            yield _Deal(one, items, match.start(), match.end(), 0.75 if one else 0.5)
            continue
        pair = next((p for _, p in scene.before(match.start(), "O") if len(p.items) == 2), None)
        if pair and re.search(rf"{_O}[^；。！？]{{0,30}}$", text[: match.start()]):
            yield _Deal(pair.items[:1], pair.items[1:], match.start(), match.end(), 0.75)


def _stakes(scene: Scene) -> Iterator[_Deal]:
    """A share of half or more, or control in so many words, changes hands."""
    text = scene.skeleton.text
    for match in _STAKE.finditer(text):
        clause = scene.clause_at(match.start())
        told = re.compile(
            rf"(?:[^，。；{_O}{_P}]{{0,8}}(?:{_A})(?:所)?持有的)?[^，。；{_O}{_P}]{{0,6}}?(?P<org>{_O})(?:的)?(?:全部|"
            rf"合计|约|不低于|不少于|至少|已发行|剩余|{_N})*(?:的)?(?P<what>股权|股份|控股权|控制权|多数股权)"
        ).match(text, match.end(), clause.end)
        if told is None:
            continue
        amounts = [p.items[0].amount.amount for p in scene.skeleton.phrases[match.start() : told.end()] if p and p.items[0].amount]
        most = any(a.unit == "%" and a.low is not None and a.low >= _CONTROL for a in amounts)
        if not (most or told["what"].startswith(("控", "多数")) or "全部" in told[0]) or match[0].startswith("持有"):
            continue
        target = _items(scene, told.start("org"))
        yield _Deal(_buyer(scene, clause.start, match.start(), {i.text for i in target}), target, match.start(), told.end(), 0.9)
    changed = re.search(
        rf"(?P<target>{_O})(?:的)?(?:控股股东|实际控制人|实控人|第一大股东及实际控制人)(?:将|"
        rf"已)?{gap(6)}(?:变更为|变为|易主为|换成)(?:了)?{gap(8)}(?P<to>{_A})",
        text,
    )
    if changed:
        yield _Deal(_items(scene, changed.start("to")), _items(scene, changed.start("target")), changed.start(), changed.end(), 0.8)


def _becomes(scene: Scene) -> Iterator[_Deal]:
    """乙成为甲的全资子公司, 乙落入甲之手, 甲成为乙的新东家."""
    told = (_BECOMES, _OWNER, _TAKES_CONTROL, _NEW_MASTER, _TRANSFERRED)
    for match in (m for pattern in told for m in pattern.finditer(scene.skeleton.text)):
        groups = match.groupdict()
        to = match.start("to") if groups["to"] else match.start("to2")
        if groups.get("share") and _minority(scene, match.start(), match.end()):
            continue
        yield _Deal(_items(scene, to), _items(scene, match.start("target")), match.start("verb"), match.end(), 0.75)


def _items(scene: Scene, position: int) -> tuple[Item, ...]:
    phrase = scene.skeleton.phrases[position]
    return phrase.items if phrase else ()
