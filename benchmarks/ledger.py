"""A large record, generated: ``python -m benchmarks.ledger FILE --claims 1000000``.

Happenings of invented firms and people over ten years, each told by one to ten papers near its day; few firms are in most of the
news (Zipf, exponent 0.9). Claims are recorded through the writer as a reading would; which names are one is told to it, not judged.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from pathlib import Path

from shiguan.ledger.connection import connect
from shiguan.ledger.writer import Writer
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Article, Document, OffsetMap, Region, RegionKind, Script, Span
from shiguan.records.evidence import Argument, Evidence, Mention, MentionKind, Value
from shiguan.records.extraction import Extraction
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.time import ValidTime

FIRMS, PEOPLE, PRODUCTS, PUBLISHERS = 20_000, 60_000, 15_000, 60
PER_PAPER = 10
_FIRST, _DAYS = date(2015, 1, 1), 3650
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋"
    "杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江"
)
_GIVEN = (
    "子文明华建国志强伟磊洋勇军杰娟涛艳超秀霞平刚桂英敏静丽佳欣怡然宇航博雅思远晨曦若彤浩轩"
    "梓涵诗琪云舟南未听澜知行修远望舒景行牧野星河一诺嘉言书瑶清和安宁"
)
_FIRM = (
    "星云海岳泊岸霁川芯屿望岳松涛鹿鸣青石白塔远帆北辰南屏西岭东篱长风映雪听潮沐光折桂临渊观澜逐浪踏莎行舟破晓拾光栖霞衔山抱朴守拙"
)
_TRADE = ("科技", "智能", "医药", "汽车", "半导体", "能源", "物流", "传媒", "食品", "教育", "金融", "游戏")
_POSTS = (
    "首席执行官",
    "首席财务官",
    "首席技术官",
    "副总裁",
    "总经理",
    "市场总监",
    "研发负责人",
    "董事",
    "首席科学家",
    "人力资源总监",
)
_MEASURES = ("月活用户", "营收", "净利润", "出货量", "市场份额", "员工人数", "门店数")
_ROUNDS = ("天使轮", "A轮", "B轮", "C轮", "D轮")
_WEIGHTS = {
    "metric": 20,
    "statement": 18,
    "membership": 14,
    "departure": 8,
    "product_release": 8,
    "funding": 7,
    "appointment": 6,
    "founding": 4,
    "acquisition": 4,
    "partnership": 4,
    "forecast": 3,
    "layoff": 2,
    "abandonment": 1,
    "pivot": 1,
}


@dataclass(frozen=True)
class Happening:
    """Something that happened: its type, who plays which role, what is told of it, and when."""

    event_type: str
    names: tuple[tuple[str, MentionKind, str], ...]
    values: tuple[tuple[str, Value], ...]
    day: date
    certainty: Certainty
    polarity: Polarity


@dataclass
class World:
    """Firms, people and products, and a chance that is the same for the same seed."""

    seed: int = 7
    chance: random.Random = field(init=False)
    firms: list[str] = field(init=False)
    people: list[tuple[str, int]] = field(init=False)
    products: list[tuple[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        pick = self.chance.choice
        self._often = list(accumulate(1 / (n + 1) ** 0.9 for n in range(FIRMS)))
        names: dict[str, None] = {}
        while len(names) < FIRMS:
            names["".join(pick(_FIRM) for _ in range(self.chance.randint(2, 4))) + pick(_TRADE)] = None
        self.firms = list(names)
        self.people = [(pick(_SURNAMES) + pick(_GIVEN) + pick(_GIVEN), self.firm()) for _ in range(PEOPLE)]
        self.products = [(f"{pick(_FIRM)}{pick(_FIRM)}{self.chance.choice('XSTZ')}{n}", self.firm()) for n in range(PRODUCTS)]

    def firm(self) -> int:
        """A firm, the first ones most often."""
        return self.chance.choices(range(FIRMS), cum_weights=self._often)[0]

    def happenings(self) -> Iterator[Happening]:
        """Things that happen, without end."""
        types, weights = list(_WEIGHTS), list(_WEIGHTS.values())
        while True:
            yield self._happening(self.chance.choices(types, weights)[0])

    def _happening(self, event_type: str) -> Happening:
        chance, org = self.chance, MentionKind.ORG
        day = _FIRST + timedelta(days=chance.randrange(_DAYS))
        sure = chance.choices((Certainty.REPORTED, Certainty.CONFIRMED, Certainty.RUMOURED, Certainty.PLANNED), (70, 15, 10, 5))[0]
        names: list[tuple[str, MentionKind, str]] = []
        values: list[tuple[str, Value]] = []
        firm = self.firms[self.firm()]
        if event_type in ("departure", "appointment", "membership", "founding", "statement", "forecast"):
            person, at = chance.choice(self.people)
            if event_type in ("statement", "forecast"):
                names.append(("speaker", MentionKind.PERSON, person))
                values.append(("gist", "".join(chance.choice(_GIVEN) for _ in range(12))))
            else:
                names += [("person", MentionKind.PERSON, person), ("org", org, self.firms[at])]
                values.append(("position", chance.choice(_POSTS)))
            if event_type == "departure" and chance.random() < 0.4:
                names.append(("destination_org", org, firm))
        elif event_type in ("product_release",):
            product, at = chance.choice(self.products)
            names += [("product", MentionKind.PRODUCT, product), ("org", org, self.firms[at])]
        elif event_type == "metric":
            names.append(("subject", org, firm))
            low = int(10 ** chance.uniform(3, 10))
            values += [("measure", chance.choice(_MEASURES)), ("value", _amount(low, None))]
        elif event_type == "funding":
            names += [("org", org, firm), ("investors", org, self.firms[self.firm()])]
            values += [("round", chance.choice(_ROUNDS)), ("amount", _amount(int(10 ** chance.uniform(6, 9)), "CNY"))]
        elif event_type == "acquisition":
            names += [("acquirer", org, firm), ("target", org, self.firms[self.firm()])]
        elif event_type == "partnership":
            names += [("orgs", org, firm), ("orgs", org, self.firms[self.firm()])]
        else:
            names.append(("org", org, firm))
            values.append(({"layoff": "unit", "abandonment": "subject"}.get(event_type, "to"), chance.choice(_TRADE) + "业务"))
        return Happening(event_type, tuple(names), tuple(values), day, sure, Polarity.AFFIRMED)

    def papers(self, claims: int) -> Iterator[tuple[date, list[Happening]]]:
        """Papers in the order of their days, with what each tells; about so many claims in all."""
        told: list[tuple[date, int, Happening]] = []
        for number, one in enumerate(self.happenings()):
            times = self.chance.choices((1, 2, 3, 5, 10), (45, 25, 15, 10, 5))[0]
            told += [(one.day + timedelta(days=self.chance.randrange(4)), number, one) for _ in range(times)]
            if len(told) >= claims:
                break
        told.sort(key=lambda t: (t[0], self.chance.random()))
        rows = iter(told[:claims])
        while batch := list(islice(rows, PER_PAPER)):
            unlike = {number: one for _, number, one in batch}  # a paper tells a thing once
            yield batch[-1][0], list(unlike.values())


def _amount(low: int, currency: str | None) -> Amount:
    return Amount(Decimal(low), Decimal(low), currency, None, f"{low}{'元' if currency else ''}")


def paper(day: date, happenings: list[Happening], number: int) -> tuple[Document, Extraction]:
    """The paper of that number, and what a reader finds in it."""
    file, publisher = f"{number}.txt", f"第{number % PUBLISHERS}报"
    lines = [f"{publisher}{day:%m月%d日}讯{number}"]
    for one in happenings:
        words = [f"{role}{name}" for role, _, name in one.names]
        words += [v.expression if isinstance(v, Amount) else str(v) for _, v in one.values]
        lines.append(f"{one.event_type}：" + "，".join(words) + "。")
    text = "\n".join(lines) + "\n"
    when = ValidTime.of(day.isoformat())
    received = datetime(2026, 1, 1, tzinfo=UTC)
    source = Article(text.encode(), text, "utf-8", "text/plain", file, None, publisher, when, None, received)
    body = (Region(RegionKind.BODY, Span(0, len(text))),)
    document = Document(source, text, OffsetMap.identity(len(text)), (), body, Script.SIMPLIFIED, lines[0], publisher, when)
    mentions: dict[tuple[MentionKind, str], Mention] = {}
    claims, start = [], len(lines[0]) + 1
    for one, line in zip(happenings, lines[1:], strict=True):
        whole = Evidence.of(document, Span(start, start + len(line)))
        arguments = []
        for role, kind, name in one.names:
            at = text.index(f"{role}{name}", start) + len(role)
            here = Evidence.of(document, Span(at, at + len(name)))
            arguments.append(Argument(role, mentions.setdefault((kind, name), Mention(kind, name, (), here)), here))
        arguments += [Argument(role, value, whole) for role, value in one.values]
        time_of = ValidTime.of(one.day.isoformat() if one.certainty is not Certainty.RUMOURED else f"{one.day:%Y-%m}")
        claims.append(Claim(one.event_type, tuple(arguments), time_of, one.certainty, one.polarity, None, whole, 0.9, "generated"))
        start += len(line) + 1
    return document, Extraction(tuple(mentions.values()), tuple(claims), ())


def generate(connection: sqlite3.Connection, claims: int, seed: int = 7) -> None:
    """Fill an empty record."""
    connection.execute("PRAGMA synchronous = OFF")
    writer = Writer(connection)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    run = writer.begin_run("generated", at)
    first: dict[object, str] = {}
    begun, done = time.perf_counter(), 0
    for number, (day, happenings) in enumerate(World(seed).papers(claims)):
        document, extraction = paper(day, happenings, number)
        judgements = []
        employed = [c for c in extraction.claims if c.values("person") and c.values("org")]
        employers = {c.values("person")[0].value: c.values("org")[0].text for c in employed}
        for mention in extraction.mentions:
            thing = mention.kind, mention.name, employers.get(mention, "")
            known = first.setdefault(thing, mention.id)
            if known != mention.id:
                left, right = sorted((known, mention.id))
                judgements.append(Judgement(left, right, Verdict.SAME, 1.0, "told alike in both (+1.00)", "rules-generated", at))
        writer.record(document, extraction, judgements, run, at)
        done += len(extraction.claims)
        if number % 2000 == 0:
            spent = time.perf_counter() - begun
            print(f"{done} claims, {spent:.0f} s, {(claims - done) * spent / max(1, done):.0f} s to go", flush=True)


def main() -> None:
    """Generate the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    arguments = parser.parse_args()
    connection = connect(arguments.file)
    generate(connection, arguments.claims)
    connection.close()


if __name__ == "__main__":
    main()
