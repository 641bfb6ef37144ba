"""Invented names: firms with their long, short and English forms, people, products. None is of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_WORDS = {
    "云杉": "Spruce",
    "蓝鲸": "Bluewhale",
    "青石": "Slate",
    "松果": "Pinecone",
    "赤狐": "Redfox",
    "白鹭": "Egret",
    "银杏": "Ginkgo",
    "海棠": "Crabapple",
    "竹溪": "Bamboo",
    "雪峰": "Snowpeak",
    "金雀": "Goldfinch",
    "铁杉": "Hemlock",
    "丹枫": "Maple",
    "碧潭": "Greenpool",
    "苍鹰": "Goshawk",
    "墨竹": "Inkstalk",
    "朝露": "Dewfall",
    "晨星": "Daystar",
    "寒松": "Coldpine",
    "玉兰": "Magnolia",
    "珊瑚": "Coral",
    "驼铃": "Camelbell",
    "麦浪": "Wheatwave",
    "杏林": "Apricot",
}
_TRADES = {"医药": "Pharma", "汽车": "Motors", "能源": "Energy", "软件": "Software", "机器人": "Robotics", "食品": "Foods"}
_CITIES = ("上海", "杭州", "成都", "武汉")
_SURNAMES = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
_GIVEN = "明远志国文博宇晨思涵嘉怡建平海波雅琴立新春兰子轩书瑶家豪晓东玉梅景行若水安然"
_FOREIGN = (("艾伦·里德", "Alan Reed"), ("玛莎·科尔", "Martha Cole"), ("约恩·贝格", "Jorn Berg"), ("露西·哈特", "Lucy Hart"))
_PRODUCTS = ("星图", "云帆", "天梭", "问渠", "行舟", "听松", "观澜", "踏雪")
# Characters that are typed for one another.
MISTYPED = {
    "明": "铭",
    "远": "园",
    "志": "致",
    "博": "勃",
    "宇": "雨",
    "晨": "辰",
    "涵": "函",
    "嘉": "佳",
    "建": "健",
    "波": "泼",
    "琴": "勤",
    "兰": "澜",
    "瑶": "遥",
    "豪": "毫",
    "梅": "玫",
    "景": "璟",
}


@dataclass(frozen=True)
class Firm:
    """A firm; ``short`` alone says which it is unless ``shared`` with another."""

    key: str
    name: str
    legal: str
    short: str
    english: str
    shared: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody; ``latin`` is how the name is written in Latin letters, where it is. ``key`` tells namesakes apart."""

    key: str
    name: str
    latin: str | None = None


def firms(draw: Random, count: int, sharing: int) -> list[Firm]:
    """Firms, of which the first ``2 * sharing`` share their short name two by two."""
    words = list(_WORDS)
    draw.shuffle(words)
    trades = list(_TRADES)
    found: list[Firm] = []
    pairs = [(word, trade) for word in words[:sharing] for trade in draw.sample(trades, 2)]
    pairs += [(word, draw.choice(trades)) for word in words[sharing : sharing + max(0, count - 2 * sharing)]]
    for number, (word, trade) in enumerate(pairs[:count]):
        legal = f"{word}{trade}({draw.choice(_CITIES)})股份有限公司" if number % 2 else f"{word}{trade}有限公司"
        found.append(Firm(f"F{number}", word + trade, legal, word, f"{_WORDS[word]} {_TRADES[trade]}", number < 2 * sharing))
    return found


def people(draw: Random) -> Iterator[Person]:
    """People of different names, some of them foreign."""
    seen: set[str] = set()
    foreign = list(_FOREIGN)
    number = 0
    while True:
        if number % 25 == 7 and foreign:
            name, latin = foreign.pop()
            yield Person(f"P{number}", name, latin)
        else:
            name = draw.choice(_SURNAMES) + "".join(draw.sample(_GIVEN, 2 if draw.random() < 0.8 else 1))
            if name in seen:
                continue
            seen.add(name)
            yield Person(f"P{number}", name)
        number += 1


def product(number: int) -> str:
    """A product's name; of one name there are several versions, which are several products."""
    return f"{_PRODUCTS[number % len(_PRODUCTS)]} V{1 + number // len(_PRODUCTS)}"


def mistyped(name: str) -> str | None:
    """The name with one character typed wrong, where it has one that often is."""
    at = next((i for i, c in enumerate(name) if i and c in MISTYPED), None)
    return None if at is None else name[:at] + MISTYPED[name[at]] + name[at + 1 :]
