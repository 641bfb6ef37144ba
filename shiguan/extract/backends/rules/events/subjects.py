"""Whose number it is: the organisation, product or market a figure of a sentence belongs to."""

from __future__ import annotations

import re
from dataclasses import replace

from shiguan.extract.backends.rules.events.measures import measures
from shiguan.extract.backends.rules.phrases import SYMBOLS, Item, Skeleton
from shiguan.extract.backends.rules.scene import Scene
from shiguan.extract.backends.rules.words import word_model

_O, _D, _P, _W, _N = (SYMBOLS[x] for x in "ODPWN")
_ANY = f"{_O}{_D}{_P}{_W}{_N}"
# Who gathered the figures, not whose they are.
_SOURCE_BEFORE = re.compile(
    r"(?:据|根据|来自|援引|引述|依据|按照|参考|在|较|比|超过|超越|落后于|仅次于|领先于|低于|高于|不及|逊于|被|向|与|"
    r"和|跟|同|对|从|击败|赶超|反超|不如|给|为|替|供应|之于|除)[“《「]?$"
)
_SOURCE_AFTER = re.compile(
    r"^[”》」]?(?:的|最新|发布|公布|披露|新|所|在|统计|[一-鿿A-Za-z]{0,4}?){0,3}(?:数据|报告|统计|榜单|排行榜|测算|"
    r"调研|调查|研究|预测|估算|监测|分析师|分析|指数)"
)
_OWN_REPORT = re.compile(r"^[^，,。；;]{0,8}(?:财报|年报|半年报|季报|业绩|公告|招股书|报表|自结|法说)")
_LEADS = re.compile(rf"^(?:而|但|其中|并且|并|同时|目前|如今|不过|截至|按|随后|此外|另外|此前|当时|今|昨|\s|[“《「]|{_W}){{0,4}}$")
_MARKET = re.compile(
    rf"^(?:其中|而|但|目前|截至|{_W}|[,，]|末|底|整个|，)*(?P<subject>(?:我国|全国|中国|全球|国内|美国|欧洲|日本|韩国|"
    rf"印度|全行业|行业|整个|本地|台湾|香港|全港|海外|东南亚|"
    rf"世界)(?:(?![有已达为是共])[一-鿿A-Za-z0-9+]){{0,12}}?)(?:的|$)?$"
)
_MARKET_NOUN = re.compile(r"市场|行业|产业|领域|赛道|企业|厂商|公司|品牌|经济|类产品|我国|全行业|全港")


_TITLED = re.compile(r"《([^《》]{2,20})》")
_SOURCES = ("数据", "报告", "指数", "榜单", "统计", "研究院", "研究所", "统计局")
_NEW_HOUSE = re.compile(rf"[{_P}他她其]的?(?:新|创业|初创|下一家)(?:公司|企业|项目|团队)")
"""他的新公司: a firm without a name, none of those told of before."""
_THE_COMPANY = frozenset(("公司", "本公司", "我公司", "集团", "本集团"))
_INSIDE = re.compile(r"在[^，,。；;：:]{1,8}$")
_INSIDE_END = re.compile(r"[^，,。；;：:]{1,14}?[中上里内](?!国|市|海|心|小)")
_BREAKS = frozenset("，,；;：:")
EXCHANGE = re.compile(
    r"交易所$|^(?:港交所|深交所|上交所|北交所|联交所|伦交所|东证所?|证交所|纳斯达克|那斯达克|纽交所|证监会|新交所|[沪深京]市|"
    r"(?:香港|上交所|深交所|港交所)?(?:科创板|创业板|主板|新三板|中小板|兴柜|柜买中心)|"
    r"[AHB港美]股|Nasdaq|NASDAQ|NYSE)$|Stock Exchange$"
)
"""Exchanges, their boards and their authority: firms list there."""
_THIS_THING = re.compile(
    r"(?:这|该|此)(?:款|部|个|档)(?:[一-鿿]{0,6}?(?:游戏|应用|产品|车型|车|模型|App|APP|软件|电影|影片|剧|节目|手机|"
    r"芯片|药物|新药|机器人|小程序|服务))|该(?:产品|游戏|应用|车型|影片|剧|模型|软件|药)"
)
_SAYS = re.compile(rf"{_P}(?=[^，,。；;：:{_ANY}]{{0,10}}?(?:透露|表示|称|披露|介绍|坦言|承认|指出|说)[，,：:])")
_OWNER = re.compile(rf"^(?:而|但|其中|目前|{_W})*([一-鿿A-Za-z0-9]{{2,8}})(?:的|在[^，,]{{1,10}}上|{_W}的?|{_W}[^，,]{{0,3}})$")


def plain(scene: Scene) -> Scene:
    """The scene with lone titles spelled out: 员工规模 and 基金经理 are words here, not positions."""
    kept = [p for p in scene.phrases if p.letter != "T"]
    return scene if len(kept) == len(scene.phrases) else replace(scene, skeleton=Skeleton.of(scene.text, kept))


def subject(scene: Scene, position: int, person: bool = False, market: bool = True) -> tuple[Item, ...]:
    """The subjects of a figure whose measure (or the amount itself) begins at a skeleton position; several for a list.

    Nearest in the clause, else the sentence's grammatical subject, else the organisation under discussion. Empty where nobody is.
    ``market``: whether the figure may be a market's; where not, people or times are counted, and a group of firms may be meant.
    """
    text = scene.skeleton.text
    opens = position == 0 or text[position - 1] not in _BREAKS
    clause = scene.clause_at(max(position - 1, 0) if opens else position)
    letters = "ODP" if person else "OD"
    if inside := _candidates(scene, clause.start, position, letters):
        return inside[-1][1]
    before = text[clause.start : position]
    whole = _MARKET.match(before) if market else None
    if whole and (_MARKET_NOUN.search(whole["subject"]) or (len(whole["subject"]) > 3 and not topic(scene))):
        return (scene.item(clause.start + whole.start("subject"), clause.start + whole.end("subject")),)
    if (things := scene.discourse.products()) and _THIS_THING.search(text[:position]):
        return things[:1]
    owner = _OWNER.match(before)
    if owner and _is_name(owner[1]):
        return (scene.item(clause.start + owner.start(1), clause.start + owner.end(1)),)
    if _NEW_HOUSE.search(before):
        return ()
    if found := _earlier(scene, clause.start, letters):
        return found
    counted = None if market else scene.discourse.story.counted()
    return (counted,) if counted else topic(scene)


def _is_name(text: str) -> bool:
    """Whether a stretch at the head of a clause is likely a name nobody has found: no dictionary word, with an odd piece."""
    if (
        word_model().frequency(text)
        or measures().noun.search(text)
        or re.match(r"全|国|它|其|他|她|这|该|此|两|双方|前者|后者|公司|平台|目前|我|我们|据|按|从|在|对|以|由|与", text)
    ):
        return False
    return any(len(t.text) == 1 or t.frequency < 30 or t.tag.startswith("nr") for t in word_model().segment(text))


def named(scene: Scene, start: int, stop: int, person: bool = False) -> bool:
    """Whether a stretch of the skeleton names anybody or anything, or a market, that a figure could belong to."""
    text = scene.skeleton.text[start:stop]
    if _candidates(scene, start, stop, "ODP" if person else "OD") or _THIS_THING.search(text):
        return True
    return any(
        ((m := _MARKET.match(c)) and _MARKET_NOUN.search(m["subject"])) or ((o := _OWNER.match(c)) and _is_name(o[1]))
        for c in re.split(r"[，,；;：:]", text)
    )


def topic(scene: Scene) -> tuple[Item, ...]:
    """Whom a sentence without a subject of its own is about."""
    item = scene.discourse.story.about()
    return (item,) if item else ()


def _earlier(scene: Scene, stop: int, letters: str) -> tuple[Item, ...]:
    """From the clauses before, nearest first: whose figure one tells, or the name it begins with."""
    text = scene.skeleton.text
    hard = max((text.rfind(c, 0, stop) for c in "。！？；"), default=-1)
    found = _candidates(scene, hard + 1, stop, letters)
    for position, items in reversed(found):
        clause = scene.clause_at(position)
        figure = text.find(_N, position, clause.end)
        told = figure >= 0 and not any(position < p < figure for p, _ in found) and measures().noun.search(text[position:figure])
        if told or _LEADS.match(text[clause.start : position]):
            return items
    return found[0][1] if found else _house_of_speaker(scene, stop)


def _house_of_speaker(scene: Scene, stop: int) -> tuple[Item, ...]:
    """王远透露，去年营收5亿元: the firm of who says so, as far as it is known."""
    for match in _SAYS.finditer(scene.skeleton.text, 0, stop):
        speaker = scene.skeleton.phrases[match.start()]
        employer = scene.discourse.employer(speaker.items[0]) if speaker and len(speaker.items) == 1 else None
        if employer:
            return (replace(employer, span=None),)
    return ()


def _candidates(scene: Scene, start: int, stop: int, letters: str) -> list[tuple[int, tuple[Item, ...]]]:
    found: list[tuple[int, tuple[Item, ...]]] = []
    text = scene.skeleton.text
    for i in range(start, stop):
        phrase = scene.skeleton.phrases[i]
        if phrase is None or phrase.letter not in letters:
            continue
        if phrase.items[0].text.endswith(_SOURCES) or _SOURCE_BEFORE.search(text[max(0, i - 4) : i]):
            continue
        if _SOURCE_AFTER.match(text[i + 1 : i + 16]) and not _OWN_REPORT.match(text[i + 1 : i + 12]):
            continue
        if _INSIDE.search(text[max(0, i - 9) : i]) and _INSIDE_END.match(text[i + 1 : i + 18]):
            continue
        means_main = (
            phrase.pronoun
            and phrase.letter == "O"
            and phrase.span.of(scene.text) in _THE_COMPANY
            and bool(scene.discourse.story.about())
        )
        found.append((i, topic(scene) if means_main else phrase.items))
    for match in _TITLED.finditer(text, start, stop):
        if not any(match.start() <= i < match.end() for i, _ in found):
            found.append((match.start(1), (scene.item(*match.span(1)),)))
    return sorted(found, key=lambda f: f[0])
