"""Rounds of financing, one claim a round: who raised, how much, from whom, at what valuation; and valuations told alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from shiguan.extract.backends.rules.events.measures import Kind, kind_of
from shiguan.extract.backends.rules.events.subjects import subject
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene

_O, _D, _P, _T, _W, _N = (SYMBOLS[x] for x in "ODPTWN")
_ROUND = (
    r"(?:Pre-?|pre-?|准)?(?:种子|天使|[A-Ha-h]|IPO)\d?\+{0,3}(?:轮|系列轮?)|(?:种子|天使|首|第[一二三四五六七八九十]|"
    r"新一|新|最新一|最近一|上一|近一|老股|过桥|战略)轮|Pre-?IPO轮?|Series [A-H]\d?\+{0,2}|"
    r"[A-H]\d?\+{0,2}(?=股融资|系列融资|及|和|、)|战略融资|战略投资(?![者人方])|战略入股|股权融资|天使投资|种子投资|基石投资|"
    r"现金增资|私募增资|定向增发|私募股权融资"
)
_ROUNDS = re.compile(_ROUND)
_NEXT = re.compile(r"下一?轮|后续融资")
_GET = (
    r"(?:完成|获得|再获|连获|喜获|已获|曾获|又获|获|拿到|拿下|收获|收到|得到|斩获|敲定|筹得|筹集|募得|融得|融到|融了|"
    r"接受|迎来|办理|结束|官宣|宣布)"
)
_MONEY = r"(?:融资|投资(?!者|人|方|机构|银行|公司|集团|部|总监|经理|意向书)|注资|增资|入股)"
_GOT = re.compile(rf"(?P<trigger>{_GET})(?P<body>[^。；;！？，,]{{0,60}}?)(?P<end>{_MONEY}|(?:{_ROUND})(?!融|投|注|增|募))")
_SUM = re.compile(
    rf"(?P<trigger>融资|募资|筹资|募得|募集到?(?:资金)?|筹集(?:资金)?|筹得)(?:了|金额|规模|额|额度)?(?:为|达|约|共|逾|"
    rf"近|超)*(?P<amount>{_N})"
)
_BACKED = re.compile(
    rf"(?P<investors>{_O})(?:[^，,。；;{_O}{_P}]{{0,12}}?)(?P<trigger>领投|跟投|注资|增资|入股|战略投资(?![者人方机])|战略入股|投资(?![者人方机])|"
    rf"押注|加注|参投)(?:了|入)?(?:[^，,。；;、{_O}{_N}]{{0,8}}?)(?P<org>[{_O}])(?!的?(?:基金|股东))"
)
_TO = re.compile(
    rf"(?P<investors>{_O})[^，,。；;{_O}]{{0,10}}?(?:向|对|给|"
    rf"以{_N}[^，,。；;{_O}]{{0,4}}?)(?P<org>{_O})[^，,。；;{_O}{_N}]{{0,8}}?(?P<trigger>追加投资|战略投资|投资|注资|"
    rf"增资|入股)(?!者|人|方|机构|银行|公司)"
)
_BY = re.compile(
    rf"(?P<org>[{_O}{_D}])[^。；{_O}]{{0,12}}?(?:被|获|由|获得|得到|引入|"
    rf"引进)(?P<investors>{_O})[^，,。；;{_O}]{{0,16}}?(?P<trigger>注资|增资|入股|投资(?!者|人|方|机构))"
)
_ONGOING = re.compile(
    rf"(?P<round>{_ROUND})(?:的)?(?P<trigger>融资|募资)(?:[^，,。；;]{{0,6}}?(?:进行|推进|洽谈|接近|尾声|启动|交割|"
    rf"完成|展开|谈判|落地|敲定|到账))"
)
_SEEK = re.compile(
    r"(?P<trigger>(?:寻求|洽谈|商谈|进行|启动|推进|计划|拟|筹备|开启|磋商|谈判|准备)[^，,。；;]{0,24}?(?:融资|"
    r"募资))(?!租赁|担保|融券)"
)
_THIS = re.compile(
    r"(?:本|此|该|这一?|上述)(?:轮|次)(?:融资|投资|增资|领投|投资方|过后|之后|后|的|由|中)|投资方|领投方|本次融资|此次融资"
)
_VERBS = (
    r"(?:独家(?:投资|领投)|联合领投|共同领投|联席领投|领投|跟投|参投|追投|联合投资|共同投资|战略投资|"
    r"参与(?:了)?(?:认购|投资|本轮|跟投|领投|此轮)|认购|独投|出资|注资|增资|入股|加持|投资)"
)
_INVEST = re.compile(_VERBS)
_LISTED = re.compile(
    rf"(?:投资方|领投方|投资者|投资人|参与方|股东|基石|"
    rf"跟投方)[^，,。；;{_O}]{{0,8}}?(?P<investors>{_O}(?:[、，和及与]{{1,2}}[^，,。；;{_O}]{{0,6}}?{_O})*)|(?:来自|"
    rf"引入|引进)(?:了)?[^，,。；;{_O}]{{0,8}}?(?P<investors2>{_O}(?:[、和及与][^，,。；;{_O}]{{0,6}}?{_O})*)"
)
_DOES_INVEST = re.compile(r"等?(?:独家|联合|共同|也|又)?(?:领投|跟投|参投|追投|独投|投了|投资了|注资)")
_START = re.compile(rf"{_GET}|由|被|来自|包括|引入|分别|其中|[，,。；;：:]")
_VALUED = re.compile(
    rf"估值[^。；;！？，,{_N}]{{0,8}}[由从][^。；;！？，,{_N}]{{0,8}}{_N}[^，,。；;{_N}]{{0,6}}(?P<amount3>{_N})|"
    rf"(?:估值|身价|作价)[^。；;！？，,{_N}]{{0,14}}(?P<amount>{_N})|(?P<amount2>{_N})(?:的)?(?:最新|投前|投后|整体|公司)?的?估值"
)
_TOTAL = re.compile(
    r"累计|总融资|融资总额|合计|总共|多轮|数轮|[两三四五六七八九十\d]+轮融资|共获|共完成|历史融资|融资总|起融资|"
    r"笔融资|行业|赛道|[大]?多家|市场融资|融资事件"
)
_OTHER = re.compile(
    r"融资租赁|融资融券|融资成本|融资担保|融资环境|融资难|融资渠道|融资能力|融资余额|债券|公司债|票据|上市募|首次公开|"
    r"IPO募|IPO融资|公开发售|招股|融资客|融资买入|基金募集|投资建|投资额|投资总额|固定资产投资|投资回报|投资收益"
)


_ADVERB = re.compile("曾|已|将|还|也|并|又|再|在|于|随后|此前|近日|日前|先后")
"""What stands before 获得 where nobody is named: 曾在2016年获得."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A round found: the skeleton stretch that tells it, its trigger, and who raised where the pattern says so."""

    start: int
    end: int
    trigger: tuple[int, int]
    orgs: tuple[Item, ...]
    investors: tuple[Item, ...] = ()


def read(scene: Scene) -> Iterator[Finding]:
    """The rounds of a sentence; then what it says of a round told before; then valuations without a round."""
    text = scene.skeleton.text
    if not re.search(r"融资|轮|投|资|募|估值|身价", text):
        return
    found = _rounds(scene)
    for k, raised in enumerate(found):
        stop = found[k + 1].start if k + 1 < len(found) else len(text)
        if finding := _finding(scene, raised, (found[k - 1].end if k else 0, stop)):
            yield finding
    if not found:
        yield from _later(scene)


def _rounds(scene: Scene) -> list[Raised]:
    text = scene.skeleton.text
    found: list[Raised] = []
    for pattern in (_GOT, _TO, _BY, _BACKED, _SUM, _ONGOING, _SEEK):
        for match in pattern.finditer(text):
            clause = text[scene.clause_at(match.start()).start : scene.clause_at(match.end() - 1).end]
            if (
                _OTHER.search(clause)
                or _TOTAL.search(clause)
                or any(match.start() < f.end and f.start < match.end() for f in found)
            ):
                continue
            if (
                pattern is _GOT
                and not _ROUNDS.search(match[0])
                and "融资" not in match[0]
                and _N not in match[0]
                and _O not in match["body"]
            ):
                continue
            groups = match.groupdict()
            orgs = scene.items(match.start("org"), match.end("org")) if groups.get("org") else ()
            investors = scene.items(match.start("investors"), match.end("investors")) if groups.get("investors") else ()
            found.append(Raised(match.start(), match.end(), match.span("trigger"), orgs, investors))
    return sorted(found, key=lambda f: f.start)


def _finding(scene: Scene, raised: Raised, room: tuple[int, int]) -> Finding | None:
    text = scene.skeleton.text
    orgs = raised.orgs or _raiser(scene, raised.trigger[0])
    if orgs and not orgs[0].name and _ADVERB.match(orgs[0].text):
        orgs = scene.agent(scene.clause_at(raised.start).start)
    orgs = tuple(o for o in orgs if o not in raised.investors)
    if not orgs:
        return None
    stop = min(room[1], _sentence_end(text, raised.end))
    clause = scene.clause_at(raised.start)
    start = max(room[0], clause.start)
    roles = [Role("org", orgs[0])]
    roles += [Role("round", item) for item in _round_names(scene, start, stop)]
    valuation = _valuation(scene, start, stop)
    amount = _amount(scene, raised, stop, valuation)
    investors = dict.fromkeys((*raised.investors, *_investors(scene, start, stop)))
    if amount:
        roles.append(Role("amount", amount))
    roles += [Role("investors", i) for i in investors if i.text not in {o.text for o in orgs}]
    if valuation:
        roles.append(Role("valuation", valuation))
    if len(roles) == 1 or _NEXT.search(text[start:stop]):
        return None
    if not {r.role for r in roles} & {"round", "amount", "valuation"} and not _firm(text[raised.start : raised.end]):
        return None
    return Finding("funding", tuple(roles), scene.skeleton.span(*raised.trigger), scene.evidence(raised.start, raised.end), 0.8)


def _raiser(scene: Scene, position: int) -> tuple[Item, ...]:
    """Whose money it is to be: the subject, but for one that invests: then the organisation under discussion."""
    found = subject(scene, position)
    return raiser_for(scene, found) if invests(scene, found) else found


def invests(scene: Scene, orgs: Collection[Item]) -> bool:
    """Whether the words right behind an organisation say that it gives money: 甲、乙领投了其A轮."""
    told = ((i, p) for i, p in enumerate(scene.skeleton.phrases) if p and p.letter == "O")
    return any(set(orgs) & set(p.items) and _DOES_INVEST.match(scene.skeleton.text, i + 1) for i, p in told)


def raiser_for(scene: Scene, investors: Collection[Item]) -> tuple[Item, ...]:
    """The organisation under discussion, where it is none of those who invest."""
    story = scene.discourse.story.about(frozenset(i.text for i in investors))
    return (story,) if story else ()


def _firm(told: str) -> bool:
    return bool(re.search(r"融资|注资|增资|入股|领投|战略投资|跟投", told))


def _sentence_end(text: str, start: int) -> int:
    ends = [i for i in (text.find(c, start) for c in "。；！？") if i >= 0]
    return min(ends, default=len(text))


def _round_names(scene: Scene, start: int, stop: int) -> list[Item]:
    """The round as named; A及A+轮 are two names of one telling."""
    found = [scene.item(m.start(), m.end()) for m in _ROUNDS.finditer(scene.skeleton.text, start, stop)]
    return found[:1] if len(found) < 2 else [f for f in found if not f.text.startswith(("新", "最"))][:1] or found[:1]


def _money(scene: Scene, position: int) -> Item | None:
    phrase = scene.skeleton.phrases[position]
    if phrase and phrase.letter == "N" and kind_of(phrase.items[0]) in (Kind.MONEY, Kind.PLAIN):
        return phrase.items[0]
    return None


def _valuation(scene: Scene, start: int, stop: int) -> Item | None:
    for match in _VALUED.finditer(scene.skeleton.text, start, stop):
        group = next(g for g in ("amount3", "amount", "amount2") if match[g])
        if item := _money(scene, match.start(group)):
            return item
    return None


def _amount(scene: Scene, raised: Raised, stop: int, valuation: Item | None) -> Item | None:
    """The sum of the round: in what tells it, else in the clauses after it; never the valuation, never a figure of its own."""
    text = scene.skeleton.text
    for i in [
        *range(raised.start, raised.end),
        *range(scene.clause_at(raised.start).start, raised.start),
        *range(raised.end, stop),
    ]:
        item = _money(scene, i)
        if item is None or item is valuation:
            continue
        before = text[max(0, i - 8) : i]
        if re.search(r"估值|营收|收入|累计|总|利润|市值|持股|每股", before):
            continue
        if i >= raised.end and not re.search(r"融资|金额|规模|募|筹|注资|投|增资|额|为|达", before):
            continue
        return item
    return None


def _investors(scene: Scene, start: int, stop: int) -> Iterator[Item]:
    """Organisations before a verb of investing, back to where their list begins; and those named as 投资方 or after 引入."""
    text = scene.skeleton.text
    for verb in _INVEST.finditer(text, start, stop):
        begin = max((m.end() for m in _START.finditer(text, start, verb.start())), default=start)
        begin = max(begin, max((m.end() for m in _INVEST.finditer(text, start, verb.start())), default=start))
        if begin == start and not re.search(r"投|认购|加持", verb[0]):
            continue
        told_before = begin == start and not re.search(r"[，,。；;：:]", text[max(0, start - 1) : start])
        if told_before and start:
            continue
        for i in range(begin, verb.start()):
            phrase = scene.skeleton.phrases[i]
            if phrase and phrase.letter in "OP" and not phrase.pronoun:
                yield from phrase.items
    for match in _LISTED.finditer(text, start, stop):
        for phrase in scene.skeleton.phrases[match.start() : match.end()]:
            if phrase and phrase.letter == "O":
                yield from phrase.items


def _later(scene: Scene) -> Iterator[Finding]:
    """What a sentence adds to a round told before it, or a valuation by itself."""
    text = scene.skeleton.text
    valuation = _valuation(scene, 0, len(text))
    this, told = _THIS.search(text), _told_before(scene)
    verb = _INVEST.search(text)
    if (this or verb) and told and (valuation or list(_investors(scene, 0, len(text)))):
        org, name = told
        name = next(iter(_round_names(scene, 0, len(text))), name)
        roles = [Role("org", org), *([Role("round", name)] if name else [])]
        roles += [Role("investors", i) for i in dict.fromkeys(_investors(scene, 0, len(text))) if i.text != org.text]
        if valuation:
            roles.append(Role("valuation", valuation))
        if this or re.search(r"领投|跟投|参投|认购", text):
            at = this or verb
            assert at is not None
            yield Finding("funding", tuple(roles), scene.skeleton.span(*at.span()), scene.evidence(*at.span()), 0.6)
            return
    if valuation is None or valuation.span is None:
        return
    position = next(i for i, p in enumerate(scene.skeleton.phrases) if p and valuation in p.items)
    for match in _VALUED.finditer(text):
        for org in _raiser(scene, match.start())[:1] if match.start() <= position < match.end() else ():
            yield Finding(
                "valuation",
                (Role("org", org), Role("amount", valuation)),
                scene.skeleton.span(position, position + 1),
                scene.evidence(*match.span()),
                0.7,
            )


def _told_before(scene: Scene) -> tuple[Item, Item | None] | None:
    """The organisation and the round of the nearest of the two sentences before that tells one."""
    before = scene.previous
    for _ in range(2):
        if before is None:
            return None
        found = _rounds(before)
        if found:
            orgs = found[-1].orgs or subject(before, found[-1].trigger[0])
            names = _round_names(before, 0, len(before.skeleton.text))
            if orgs:
                org, name = orgs[0], names[0] if names else None
                return Item(None, org.text, org.name), Item(None, name.text) if name else None
        before = before.previous
    return None
