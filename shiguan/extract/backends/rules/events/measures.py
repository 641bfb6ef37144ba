"""The words that say what a number measures, as regular expressions over skeletons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from shiguan.extract.amounts import AmountKind
from shiguan.extract.backends.rules.phrases import Item

_SPANS = frozenset(
    [
        "年",
        "个月",
        "月",
        "周",
        "天",
        "日",
        "小时",
        "分钟",
        "秒",
        "岁",
        "周岁",
        "季度",
        "个季度",
        "週",
        "星期",
        "个星期",
        "周年",
        "日夜",
        "毫秒",
        "世纪",
    ]
)


class Kind(StrEnum):
    """What an amount counts."""

    MONEY = "money"
    RATE = "rate"
    SPAN = "span"
    COUNT = "count"
    PLAIN = "plain"  # no unit told: 4300万
    RANK = "rank"


_KINDS = {AmountKind.MONEY: Kind.MONEY, AmountKind.RATE: Kind.RATE, AmountKind.RANK: Kind.RANK, AmountKind.NUMBER: Kind.PLAIN}


def kind_of(item: Item) -> Kind:
    """The kind of the amount of an N item."""
    if item.amount is None:
        return Kind.PLAIN
    if item.amount.kind is AmountKind.COUNT:
        return Kind.SPAN if item.amount.amount.unit in _SPANS else Kind.COUNT
    return _KINDS[item.amount.kind]


@dataclass(frozen=True, slots=True)
class Measures:
    """Alternations of ``measures.yml``, longest word first; ``nouns`` gives the kinds each measure noun may have."""

    nouns: dict[str, frozenset[Kind]]
    noun: re.Pattern[str]
    ending: re.Pattern[str]
    endings: dict[str, Kind]
    no_measure: frozenset[str]
    money_verb: str
    rate_verb: str
    change: str
    count_verb: str
    things: str
    price: re.Pattern[str]
    deal: re.Pattern[str]
    layoff: re.Pattern[str]
    target: re.Pattern[str]

    def allows(self, noun: str, kind: Kind) -> bool:
        """Whether a measure noun can have an amount of that kind."""
        kinds = self.nouns.get(noun) or self._by_ending(noun)
        if kind is Kind.PLAIN:
            return bool(kinds & {Kind.COUNT, Kind.MONEY})
        return kind in kinds

    def _by_ending(self, noun: str) -> frozenset[Kind]:
        if self.deal.search(noun) or self.price.search(noun) or any(noun.endswith(w) for w in self.no_measure if len(w) > 1):
            return frozenset()
        ending = next((e for e in sorted(self.endings, key=len, reverse=True) if noun.endswith(e)), None)
        return frozenset({self.endings[ending]}) if ending and noun not in self.no_measure else frozenset()


def alternation(words: Iterable[str]) -> str:
    """Words as alternatives, the longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def measures() -> Measures:
    """The list that ships, read once a process."""
    data = yaml.safe_load((files(__package__) / "measures.yml").read_text(encoding="utf-8"))
    words = {name: tuple(str(text).split()) for name, text in data.items()}
    nouns: dict[str, frozenset[Kind]] = {}
    for kind in (Kind.MONEY, Kind.RATE, Kind.COUNT, Kind.SPAN):
        for word in words[kind.value]:
            nouns[word] = nouns.get(word, frozenset()) | {kind}
    endings = {word: kind for kind in (Kind.COUNT, Kind.RATE, Kind.MONEY) for word in words[f"{kind.value}_endings"]}
    return Measures(
        nouns=nouns,
        noun=re.compile(alternation(nouns)),
        ending=re.compile(f"[一-鿿A-Za-z]{{1,2}}(?:{alternation(endings)})"),
        endings=endings,
        no_measure=frozenset(words["not_measures"]),
        money_verb=alternation(words["money_verbs"]),
        rate_verb=alternation(words["rate_verbs"]),
        change=alternation(words["change_verbs"]),
        count_verb=alternation(words["count_verbs"]),
        things=alternation(words["things"]),
        price=re.compile(alternation(words["price_words"])),
        deal=re.compile(alternation(words["deal_words"])),
        layoff=re.compile(alternation(words["layoff_words"])),
        target=re.compile(alternation(words["targets"])),
    )
