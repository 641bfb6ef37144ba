"""Figures: an amount with what it measures and whose it is. Ranks are read in ``ranks``, counts of happenings in ``counts``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from shiguan.extract.backends.rules.dating import MADE_PUBLIC, at_its_peak, is_aside, is_of_another
from shiguan.extract.backends.rules.events.measures import Kind, kind_of, measures
from shiguan.extract.backends.rules.events.subjects import named, plain, subject
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item
from shiguan.extract.backends.rules.scene import Finding, Role, Scene
from shiguan.records.document import Span
from shiguan.records.time import Precision, ValidTime

_O, _D, _P, _W, _N = (SYMBOLS[x] for x in "ODPWN")
_NAMES = f"{_O}{_D}{_P}"
_FAR = 18  # characters between a measure and its amount
_LIST = re.compile(rf"{_N}(?:(?:、|和|与|及|以及|至|到|-|~)(?:{_W}的?)?{_N})*")
_RESPECTIVELY = re.compile(r"(?:分别|依序|依次|各)[^，,。；;]{0,6}$")
_IN_ORDER = re.compile("分别|依序|依次|各")
_JOINT = re.compile(r"、|，|,|：|:|以及|和|与|及")
_IN_ROW = re.compile(rf"[{_O}{_D}](?:（[^（）]{{1,16}}）)?[一-鿿A-Za-z0-9]{{0,4}}")  # a name and what follows it of a longer one
_NO_MORE = re.compile("(?:（[^（）]{1,16}）)?(?:紧随其后|位列其后|次之)?")
_CALLED = re.compile("[一-鿿]{1,10}的")
_OF_HOUSE = re.compile(rf"{_O}[{_O}{_D}]")
_LINK = (
    rf"(?:[约近逾超达至到仅只了为是共已再又有出掉大的也还均各总合将在就已从由]|超过|高达|共计|总计|合计|多达|突破|不到|"
    rf"不足|接近|分别|同比|环比|左右|大约|整整|{_W}|[ :：])"
)
_MODS = (
    "累计|日均|月均|年均|平均每天|平均每月|全年|合计|总共|同比|环比|按年|按季|按月|年均复合|逆势|全球|海外|国内|单季|"
    "单月|每天|每日|每月|每年|每周"
)
_BETWEEN_STOP = re.compile(rf"[（(）)“”《》{_NAMES}]|其中|以及|收购|融资|投资|罚|赔")
_MOVED = re.compile(r"[至到为达增降升跌减]|翻")
_LEFT = re.compile(r"[一-鿿A-Za-z0-9+]{0,10}$")
_LEFT_STOP = re.compile(
    r".*(?:[的了在是为其由从和与及将被把据则约达到有已但而也并显示称使令让随着对于]|公司|集团|实现|录得|预计|其中|"
    r"同期|今年|去年|上年|全年累计|期间|平台|目前|如今)"
)
_ENUMERATED = re.compile(rf"(?:{_N}[^，,。；;{_N}]{{1,8}}?(?:、|和|及|以及))+$")
_COUNTED = re.compile(r"(?:的)?([一-鿿A-Za-z]{2,10})(?:[，,。；;、和及与]|以及|$)")
_CARRIED = re.compile(
    rf"^[^，,。{_NAMES}{_N}]{{0,12}}?(?:{_W}|同期|此前|现在|"
    rf"如今)(?:[^，,。{_NAMES}{_N}]{{0,6}}?)(?:为|是|仅|只|剩|只剩|仅剩|达|增至|降至|升至|跌至|减至|达到|有|到|约)+$"
)
_OF_TARGET = re.compile(r"(?P<measure>(?:全年|年度|年|季度|销售|销量|业绩)*目标)的$")
_STRONG_THINGS = re.compile(
    r"用户|会员|粉丝|订户|日活|月活|份额|市占|占比|营收|收入|利润|净利|亏损|销量|交付量|出货量|票房|股份|股权|下载"
)
_HAS = re.compile(
    r"有|达|突破|超|共|至|到|为|以|开|设|营|覆盖|服务|管理|布局|聚集|吸引|坐拥|剩|凭|手握|吸纳|雇|囤|部署|建|铺|拿下|占"
)
_PRICE_CHANGE = re.compile(r"降价|涨价|提价|调价|上调|下调|售价|价格|单价|标价|起售|含税价|报价|现货价|油价|金价|票价|房价|运价")
_SHARES = re.compile(r"持股|持有|控股|股权|股份|身家|财富|年薪|薪酬|服务")
_OF_MARKET = re.compile(r"渗透率|普及率|国产化率|自给率|电动化率|失业率|通胀率")
_COMPARED = re.compile(r"(?:较|比|相比|对比|相较|相比于|相较于|与|自|从)$")
_TIMES_JOINED = re.compile(r"[、，,和与及以]{1,2}")
_ITS_OWN = re.compile(rf"的{_N}")  # 由前年的18%升至22%: the first figure alone is of 前年
_WHOLE_YEAR = re.compile("全年(?!目标|预期|指引|计划|任务|预算|预测)")
_LATELY = re.compile(r"(?:过去|最近|近)的?[一-鿿\d]{1,3}年")
_TENDER = re.compile(r"标段|标包|中标|集采|招标|项目")
_SHARE_OF = re.compile(rf"(?P<measure>占(?:到|了|据|公司|其|全国|全球|集团)*[^，,。；;{_N}{_NAMES}]{{0,12}}?)的?[约近超逾达]*$")
_CLOSED = re.compile(r"关闭|关停|结束|裁|撤|砍|停|召回|逃|罚|索赔|缺席|每|首批|再")
_FORECAST = re.compile(
    r"预估|预期|预测|看好|恐|料将|料为|料达|或将|将达|预言|展望|预计[^，,]{0,6}将|预计(?:到|未来|明年|今后)|未来[一-鿿\d]{0,4}年"
)
_PERSONAL = re.compile(r"员工|雇员|职工|人数")


@dataclass(frozen=True, slots=True)
class Told:
    """A measure as told: skeleton coordinates, and whether it is a change of something."""

    start: int
    end: int
    change: bool = False
    head: int | None = None  # where the measure noun itself begins
    item: Item | None = None  # a measure told in the sentence before

    def before_head(self) -> int:
        """Where a search for the subject may end."""
        return self.start if self.head is None else self.head


@dataclass(frozen=True, slots=True)
class Owned:
    """Where the last figure ended (skeleton coordinates) and whose it was."""

    end: int
    owners: tuple[Item, ...]


def read(scene: Scene) -> Iterator[Finding]:
    """The figures of a sentence, in order."""
    scene = plain(scene)
    last: Owned | None = None
    for group in _LIST.finditer(scene.skeleton.text):
        told, owners = _read_group(scene, group, last)
        if told is not None and owners:
            last = Owned(group.end(), owners)
            yield from _figures(scene, group, told, owners)


def _read_group(scene: Scene, group: re.Match[str], last: Owned | None) -> tuple[Told | None, tuple[Item, ...]]:
    """What a list of amounts measures and whose it is; a figure that names nobody belongs to whom the last one did."""
    positions = _places(scene, group)
    kinds = [kind_of(_item(scene, i)) for i in positions]
    if Kind.RANK in kinds:
        return None, ()
    told = measure_of(scene, positions[0], positions[-1], kinds[-1])
    if told is not None:
        return told, _owners(scene, told, positions[0], last)
    return _from_before(scene, positions[0], kinds[-1])


def _from_before(scene: Scene, position: int, kind: Kind) -> tuple[Told | None, tuple[Item, ...]]:
    """今年6月只剩1700万 after 月活最高时有4300万: the measure and the owner of the last figure of the sentence before."""
    clause = scene.clause_at(position)
    if scene.previous is None or not _CARRIED.match(scene.skeleton.text[clause.start : position]):
        return None, ()
    before = plain(scene.previous)
    for group in reversed(list(_LIST.finditer(before.skeleton.text))):
        places = _places(before, group)
        if kind_of(_item(before, places[-1])) is not kind or (told := measure_of(before, places[0], places[-1], kind)) is None:
            continue
        item = before.item(told.start, told.end)
        owners = _owners(before, told, places[0], None)
        return Told(position, position, told.change, None, Item(None, item.text)), tuple(replace(o, span=None) for o in owners)
    return None, ()


def _places(scene: Scene, group: re.Match[str]) -> list[int]:
    return [i for i in range(group.start(), group.end()) if scene.skeleton.text[i] == _N]


def _figures(scene: Scene, group: re.Match[str], told: Told, owners: tuple[Item, ...]) -> Iterator[Finding]:
    positions = _places(scene, group)
    periods = _periods(scene, positions)
    paired = len(owners) == len(positions) > 1
    each = _measures_of(scene, told, positions)
    for k, position in enumerate(positions):
        for owner in owners[k : k + 1] if paired else owners:
            yield _finding(scene, owner, each[k], (position, _item(scene, position)), periods[k])


def _measures_of(scene: Scene, told: Told, positions: list[int]) -> list[Told]:
    """收入和净利润分别为20亿元和1.2亿元: as many measures as amounts are one each."""
    clause = scene.clause_at(positions[0])
    between = scene.skeleton.text[clause.start : positions[0]]
    found = list(measures().noun.finditer(between))[-len(positions) :] if "分别" in between else []
    joined = all(re.fullmatch(r"(?:、|和|与|及|以及)[一-鿿]{0,4}", between[a.end() : b.start()]) for a, b in pairwise(found))
    if len(found) != len(positions) or len(found) < 2 or not joined:
        return [told] * len(positions)
    return [Told(clause.start + m.start(), clause.start + m.end(), False, clause.start + m.start()) for m in found]


def _owners(scene: Scene, told: Told, position: int, last: Owned | None) -> tuple[Item, ...]:
    """Whose figure it is; a rate that only a market has is of what stands before it: 新能源车 of 新能源车渗透率."""
    text = scene.skeleton.text
    head = min(told.before_head(), position)
    if told.head is not None and told.start < head and _OF_MARKET.match(text[head : told.end]):
        return (scene.item(told.start, head),)
    person = bool(_SHARES.search(text[told.start : told.end]))
    if listed := _listed(scene, position):
        return listed
    if last and not named(scene, last.end, head, person) and not re.search(r"[。；！？]", text[last.end : head]):
        return last.owners
    return subject(scene, head, person)


def _listed(scene: Scene, position: int) -> tuple[Item, ...]:
    """三家持股依序为45%、30%及15%: the list of as many names told before, in this sentence or the one before it."""
    text = scene.skeleton.text
    group = _LIST.match(text, position)
    respectively = _RESPECTIVELY.search(text, 0, position)
    if group is None or respectively is None:
        return ()
    size = text.count(_N, *group.span())
    if size > 1 and (items := _named_in_row(scene, respectively.start(), size)):
        return items
    phrases = [*(p for i, p in enumerate(scene.skeleton.phrases) if p and i < position)]
    if scene.previous:
        phrases = [*scene.previous.phrases, *phrases]
    found = next((p for p in reversed(phrases) if p.letter in "OD" and len(p.items) == size > 1), None)
    if found is None:
        return ()
    return found.items if found in scene.phrases else tuple(replace(i, span=None) for i in found.items)


def _named_in_row(scene: Scene, stop: int, size: int) -> tuple[Item, ...]:
    """The last names before a skeleton position, in a row up to it: 星河，云帆手机，海鲸 as well as 星河、云帆手机和海鲸."""
    text = scene.skeleton.text
    row: list[Item] = []
    end = stop
    for joint in [*reversed(list(_JOINT.finditer(text, 0, stop))), None]:
        start = joint.end() if joint else 0
        if start == stop:  # 星河和海鲸紧随其后，分别为
            end = joint.start() if joint else 0
            continue
        if attribute := _CALLED.match(text, start, end):  # 家用的星河
            start = attribute.end()
        if _OF_HOUSE.match(text, start, end):  # 星河汽车云雀: the house and what it makes
            start += 1
        phrase = scene.skeleton.phrases[start] if start < end else None
        if phrase is None or phrase.letter not in "OD" or not _IN_ROW.fullmatch(text, start, end):
            return ()
        row[:0] = phrase.items if _NO_MORE.fullmatch(text, start + 1, end) else (scene.item(start, end),)
        if len(row) >= size:
            return tuple(row) if len(row) == size else ()
        end = joint.start() if joint else 0
    return ()


def listed_owner(scene: Scene, position: int) -> Item | None:
    """Whose the amount at a skeleton position is, where 分别 says that as many names and amounts go together in order."""
    for group in _LIST.finditer(scene.skeleton.text):
        places = _places(scene, group)
        if position in places and len(owners := _listed(scene, group.start())) == len(places) > 1:
            return owners[places.index(position)]
    return None


def _finding(scene: Scene, owner: Item, told: Told, value: tuple[int, Item], period: Item | None) -> Finding:
    position, item = value
    start = told.start
    if owner.span and told.head is not None and owner.span.overlaps(scene.skeleton.span(start, told.end)):
        start = told.head
    roles = [Role("subject", owner), Role("measure", told.item or scene.item(start, told.end)), Role("value", item)]
    if period:
        roles.append(Role("period", period))
    if unit := unit_of(item):
        roles.append(Role("unit", unit))
    span = scene.skeleton.span(position, position + 1)
    evidence = scene.evidence(min(told.start, position), max(told.end, position + 1))
    when = period.time.valid_time if period and period.time else None
    return Finding("metric", tuple(roles), span, evidence, 0.7 if told.change else 0.8, valid_time=when, timeless=when is None)


def unit_of(item: Item) -> Item | None:
    """The unit of an amount as a stretch of the text: 辆 of 8.7万辆."""
    match = re.search(r"[^\d\s.,，十百千万亿兆几数两一二三四五六七八九零〇多余半]+$", item.text)
    if item.span is None or match is None or match.start() == 0:
        return None
    return Item(Span(item.span.start + match.start(), item.span.end), match[0])


def _item(scene: Scene, position: int) -> Item:
    phrase = scene.skeleton.phrases[position]
    assert phrase is not None
    return phrase.items[0]


def measure_of(scene: Scene, first: int, last: int, kind: Kind) -> Told | None:
    """What the amounts from ``first`` to ``last`` (skeleton positions of one list) measure; None where they are no figures."""
    clause = scene.clause_at(first)
    before = scene.skeleton.text[clause.start : first]
    after = scene.skeleton.text[last + 1 : clause.end]
    words = measures()
    if match := _OF_TARGET.search(before):
        return Told(clause.start + match.start("measure"), clause.start + match.end("measure")) if kind is Kind.RATE else None
    if words.target.search(before) or _FORECAST.search(scene.skeleton.text[:first]) or re.match(r"的?(?:目标|门槛|上限)", after):
        return None
    noun = _noun_before(clause.start, before, kind)
    if noun and not _blocked(scene, noun.end, first, after, kind):
        return noun
    if share := _SHARE_OF.search(before) if kind is Kind.RATE else None:
        return Told(clause.start + share.start("measure"), clause.start + share.end("measure"))
    if kind is Kind.MONEY and (earned := _after(before, after, last, kind)):
        return earned
    if kind is Kind.SPAN or _blocked(scene, clause.start, first, after, kind):
        return None
    listed = _ENUMERATED.sub("", before) if kind is Kind.COUNT else before
    verb = _verb_before(scene, clause.start, listed, kind)
    if verb and _TENDER.search(after) and _TENDER.search(scene.skeleton.text):
        return None
    if verb and kind is Kind.COUNT and (counted := _COUNTED.match(after)):
        return Told(last + 1 + counted.start(1), last + 1 + counted.end(1), False, clause.start + len(before))
    return verb or _after(listed, after, last, kind) or _carried(scene, clause.start, before, kind)


def _blocked(scene: Scene, start: int, position: int, after: str, kind: Kind) -> bool:
    """Whether what stands between makes the amount a price, the sum of a deal or a head count of a layoff."""
    words, between = measures(), scene.skeleton.text[start:position]
    if kind in (Kind.MONEY, Kind.PLAIN) and (
        words.deal.search(between) or words.price.search(between) or re.search(r"每[^，,。]{0,4}$", between)
    ):
        return True
    if kind in (Kind.MONEY, Kind.PLAIN) and re.match(r"的?[^，,。]{0,4}?(?:" + words.deal.pattern + ")", after):
        return True
    if re.match(r"[^，,。；;]{0,12}?(?:融资|注资|增资)", after) or re.match(r"[^，,。；;]{0,8}?轮", after):
        return True
    return kind is not Kind.MONEY and bool(words.layoff.search(between) or words.layoff.search(after[:10]))


def _noun_before(base: int, before: str, kind: Kind) -> Told | None:
    words = measures()
    # What ends like a measure (复购率) is one where no listed word is.
    for match in [*reversed(list(words.noun.finditer(before))), *reversed(list(words.ending.finditer(before)))]:
        between = before[match.end() :]
        if len(between) > _FAR or _BETWEEN_STOP.search(between):
            continue
        if _N in between and not _MOVED.search(between[between.rindex(_N) :]):
            continue
        change = re.search(words.change, between) if kind is Kind.RATE else None
        if change and _N not in between and not words.allows(match[0], kind):
            return Told(base + _left(before, match.start()), base + match.end() + change.end(), True, base + match.start())
        if words.allows(match[0], kind):
            return Told(base + _left(before, match.start()), base + match.end(), False, base + match.start())
    return None


def _left(before: str, start: int) -> int:
    """Where the noun phrase begins that ends in a measure noun: 国内航线 of 国内航线旅客运输量."""
    match = _LEFT.search(before[:start])
    assert match is not None
    stop = _LEFT_STOP.match(match[0])
    return match.start() + (stop.end() if stop else 0)


def _verb_before(scene: Scene, base: int, before: str, kind: Kind) -> Told | None:
    words = measures()
    if kind is Kind.MONEY:
        verbs = words.money_verb
    elif kind is Kind.RATE:
        verbs = f"{words.rate_verb}|{words.change}"
    else:
        verbs = rf"(?:{words.count_verb})(?:了|出|过|超|达)?[一-鿿]{{0,4}}?"
    match = re.search(rf"(?P<measure>(?:(?:{_MODS}))*(?P<verb>{verbs})){_LINK}{{0,4}}$", before[-30:])
    if match is None:
        return None
    if kind in (Kind.COUNT, Kind.PLAIN) and _CLOSED.search(before):
        return None
    change = kind is Kind.RATE and bool(re.fullmatch(words.change, match["verb"]))
    if change and _PRICE_CHANGE.search(scene.skeleton.text):
        return None
    shift = base + max(0, len(before) - 30)
    return Told(shift + match.start("measure"), shift + match.end("measure"), change)


def _after(before: str, after: str, last: int, kind: Kind) -> Told | None:
    words = measures()
    match = re.match(rf"(?:以上|左右)?的?(?P<measure>[一-鿿A-Za-z]{{0,5}}?(?P<thing>{words.things}))", after)
    if match is None or _CLOSED.search(before[-8:]):
        return None
    thing = match["thing"]
    if kind is Kind.RATE and not re.search(r"份额|市占|占比|股份|股权|持股|营收|收入|利润|市场|销量|流水", thing):
        return None
    if kind is Kind.MONEY and not re.search(r"营收|收入|利润|净利|亏损|流水|票房", thing):
        return None
    if not _STRONG_THINGS.search(thing) and not _HAS.search(before[-8:]):
        return None
    if _PERSONAL.search(thing) and not re.search(r"有|达|突破|超|共|至|到|雇", before[-8:]):
        return None
    return Told(last + 1 + match.start("measure"), last + 1 + match.end("measure"))


def _carried(scene: Scene, base: int, before: str, kind: Kind) -> Told | None:
    """上年同期为2.2亿元: the measure of the figure before, when it is of the same kind."""
    if not _CARRIED.match(before):
        return None
    for position, phrase in scene.before(base, "N"):
        if kind_of(phrase.items[0]) is kind:
            return measure_of(scene, position, position, kind)
    return None


def _periods(scene: Scene, positions: list[int]) -> list[Item | None]:
    """The time of each amount: the nearest before it; as many times or years told for the amounts of a list are one each."""
    run: list[tuple[int, Item]] = []
    for i, phrase in scene.before(positions[0], "W"):
        if run and not _TIMES_JOINED.fullmatch(scene.skeleton.text, i + 1, run[0][0]):
            break
        run.insert(0, (i, phrase.items[0]))
    if len(positions) > 1 and run:
        in_order = _IN_ORDER.search(scene.skeleton.text, run[-1][0], positions[0])
        each = [year for _, item in run for year in (_years(item) if in_order else [item])]
        for told in (each, [item for _, item in run][-len(positions) :]):
            if len(told) == len(positions):
                return list(told)
    return [_period(scene, i) for i in positions]


def _years(item: Item) -> list[Item]:
    """The years of a stretch of whole years, each by itself: 2021年至2023年; of 近三年 those that are over. Else the time alone."""
    match = item.time
    told = match.valid_time if match else None
    if match is None or told is None or told.start is None or told.end is None:
        return [item]
    first, count = told.start, told.end.year - told.start.year
    if _LATELY.match(match.text) and (first.month, first.day) == (told.end.month, told.end.day):
        years = range(first.year, told.end.year)
    elif count and (first.month, first.day, told.end.month, told.end.day) == (1, 1, 12, 31):
        years = range(first.year, told.end.year + 1)
    else:
        return [item]
    return [replace(item, time=replace(match, valid_time=ValidTime.of(str(year), match.text))) for year in years]


def _period(scene: Scene, position: int) -> Item | None:
    """The nearest time before an amount that is neither what it is compared with nor when it was made public.

    A peak was when its own clause says, or at a time not told.
    """
    text = scene.skeleton.text
    start = scene.clause_at(position).start
    peak = text[position] == _N and at_its_peak(scene, position)
    for i, phrase in scene.before(position, "W"):
        if peak and i < start:
            return None
        owned = _ITS_OWN.match(text, i + 1)
        if is_aside(scene, i, position) or (owned and owned.end() <= position):
            continue
        if _COMPARED.search(text[max(0, i - 3) : i]) and "到" not in text[i:position] and "至" not in text[i:position]:
            continue
        if not MADE_PUBLIC.match(text[i + 1 : position]) and not is_of_another(scene, i, (position, position)):
            return _whole_year(phrase.items[0], text[start:position])
    # A semicolon ends what we read as a sentence, not what its first clause says of the time.
    if not peak and scene.previous and scene.previous.text.rstrip().endswith(("；", ";")):
        before = _period(scene.previous, len(scene.previous.skeleton.text.rstrip()) - 1)
        return replace(before, span=None) if before else None
    return None


def _whole_year(item: Item, clause: str) -> Item:
    """The year of a time where the clause of the figure says that it is told of all of it: 第四季度营收3亿元，全年净亏损1亿元."""
    match = item.time
    told = match.valid_time if match else None
    if match is None or told is None or told.start is None or told.end is None or not _WHOLE_YEAR.search(clause):
        return item
    if told.start.year != told.end.year or told.precision is Precision.DAY:
        return item
    return replace(item, time=replace(match, valid_time=ValidTime.of(str(told.start.year), match.text)))
