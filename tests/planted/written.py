"""The same invented world in articles that people could read, for a reader to read; in either script, copied and reprinted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from opencc import OpenCC

from tests.planted.names import Firm
from tests.planted.press import PUBLISHERS
from tests.planted.world import Fate, Happening, World

_FACT = {
    "departure": (
        "{org}{position}{person}已于{when}离职{to}。",
        "{when}，{org}{position}{person}宣布离职{to}。",
        "{org}证实，{position}{person}已于{when}离开公司{to}。",
        "记者获悉，{person}不再担任{org}{position}，已于{when}离任{to}。",
    ),
    "appointment": (
        "{org}{when}宣布，任命{person}为{position}。",
        "{when}，{person}加入{org}，担任{position}。",
        "{person}于{when}出任{org}{position}。",
    ),
    "funding": (
        "{org}于{when}宣布完成{amount}{round}融资。",
        "{when}，{org}完成{round}融资，金额为{amount}。",
        "{org}已完成{round}融资，融资额{amount}，时间是{when}。",
    ),
    "product_release": (
        "{when}，{org}发布了新产品“{product}”。",
        "{org}于{when}正式推出“{product}”。",
        "{org}的“{product}”{when}上线。",
    ),
    "layoff": (
        "{org}{when}裁员{count}，涉及{unit}。",
        "{when}，{org}启动裁员，{unit}共有{count}离开。",
    ),
}
_RUMOUR = ("有消息称，{org}{position}{person}已经离职。", "市场传闻，{org}{position}{person}或将离职。")
_DENIAL = ("对于{person}离职的传闻，{org}回应称消息不属实。", "{org}否认{person}离职，称其仍在公司任职。")
_STAYS = ("{org}{position}{person}依然在职。", "目前，{person}仍担任{org}{position}。")
_AROUND = (
    "这家公司近年来发展较快，业务遍及多个省市。",
    "业内人士认为，行业的竞争正在加剧，成本压力也随之上升。",
    "分析人士指出，市场需求的回暖还需要时间。",
    "截至发稿，公司没有透露更多细节。",
    "受原材料价格影响，去年全行业的利润率有所下降。",
    "多位经销商表示，今年的订单与往年相比变化不大。",
    "公开资料显示，该公司总部设在东部沿海，员工以技术人员为主。",
    "对于下一步的安排，外界有不同的看法。",
    "有投资人表示，更看重企业长期的经营能力。",
    "从全球范围看，类似的调整并不少见。",
    "这一变化会带来什么影响，还有待观察。",
    "消费者对此反应不一，门店的客流没有明显波动。",
    "接近公司的人士说，内部的讨论已经持续了几个月。",
    "多年以来，公司一直强调稳健经营。",
)


@dataclass(frozen=True)
class Article:
    """A file to be read; ``truth``: numbers of the happenings that it tells."""

    file: str
    publisher: str
    published: date
    text: str
    truth: frozenset[int]


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def articles(world: World, seed: int, most: int = 80) -> list[Article]:
    """At most so many articles, one to three for each happening."""
    draw = Random(seed)
    found: list[Article] = []
    told = [h for h in world.happenings if h.event_type in _FACT]
    draw.shuffle(told)
    for h in sorted(told, key=lambda h: not (h.person and h.person.key.startswith("N"))):
        for sentence, published in _sentences(draw, h):
            if len(found) >= most:
                return found
            found.append(_article(draw, len(found), h, sentence, published))
            if draw.random() < 0.15:
                found.append(_reprint(found[-1], len(found)))
    return found


def write(folder: Path, written: Sequence[Article]) -> None:
    """The files, and the manifest that says where they are from."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for one in written:
        (folder / one.file).write_text(one.text, encoding="utf-8")
        lines.append(json.dumps({"file": one.file, "publisher": one.publisher, "published": one.published.isoformat()}))
    (folder / "manifest.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _sentences(draw: Random, h: Happening) -> list[tuple[str, date]]:
    """What is written of a happening, and when."""
    told: list[tuple[str, date]] = []
    if h.fate is Fate.STAYS:
        return [(_filled(draw, h, draw.choice(_STAYS)), h.announced)]
    if h.fate is not Fate.FACT:
        told.append((_filled(draw, h, draw.choice(_RUMOUR)), h.announced - timedelta(20)))
    if h.fate is Fate.DENIED:
        told.append((_filled(draw, h, draw.choice(_DENIAL)), h.announced))
    if h.low:
        frames = draw.sample(_FACT[h.event_type], draw.choice((1, 2, 2)))
        told += [(_filled(draw, h, frame), h.day + timedelta(draw.randrange(0, 6))) for frame in frames]
    return told


def _filled(draw: Random, h: Happening, frame: str) -> str:
    day = h.day
    when = draw.choice((f"{day.year}年{day.month}月{day.day}日", f"{day.month}月{day.day}日", f"{day.year}年{day.month}月"))
    to = f"，加入{h.destination.name}" if h.destination and draw.random() < 0.7 else ""
    org = _org(draw, h.org)
    return frame.format(org=org, when=when, to=to, person=h.person.name if h.person else "", product=h.product or "", **_words(h))


def _words(h: Happening) -> dict[str, str]:
    return {"position": "", "amount": "", "round": "", "count": "", "unit": ""} | h.words


def _org(draw: Random, firm: Firm) -> str:
    forms = (firm.name, firm.name, firm.legal, f"{firm.name}（{firm.english}）")
    return draw.choice(forms)


def _article(draw: Random, number: int, h: Happening, sentence: str, published: date) -> Article:
    around = draw.sample(_AROUND, 5)
    publisher = PUBLISHERS[number % len(PUBLISHERS)]
    text = f"{publisher}讯\n\n{sentence}{around[0]}\n\n{around[1]}{around[2]}\n\n{around[3]}{around[4]}\n"
    if draw.random() < 0.25:
        text = str(_traditional().convert(text))
    return Article(f"{number:03d}.txt", publisher, published, text, frozenset({h.key}))


def _reprint(article: Article, number: int) -> Article:
    """The article in another place, with a line that says where it is from."""
    publisher = PUBLISHERS[(number + 4) % len(PUBLISHERS)]
    text = f"来源：{article.publisher}\n\n{article.text}"
    return Article(f"{number:03d}.txt", publisher, article.published + timedelta(1), text, article.truth)
