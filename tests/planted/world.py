"""What truly happened in an invented trade: firms, people, and their doings with dates. The documents are another file's."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from tests.planted.names import Firm, Person, firms, people, product

FIRST_DAY = date(2029, 1, 1)
_DAYS = 900
POSTS = ("首席财务官", "首席技术官", "联合创始人", "市场总监", "研发副总裁", "总经理", "首席科学家")
PASTIMES = ("自行创业", "回高校任教", "休养一段时间")
UNITS = ("销售部", "客服中心", "海外团队", "硬件事业部")
MEASURES = ("月活跃用户", "年营收", "门店数", "日均订单")


class Fate(StrEnum):
    """FACT is told as one; RUMOUR is never cleared up; DENIED and CONFIRMED after a rumour; STAYS: said not to be so."""

    FACT = "fact"
    RUMOUR = "rumour"
    DENIED = "denied"
    CONFIRMED = "confirmed"
    STAYS = "stays"


@dataclass(frozen=True)
class Happening:
    """Something that happened once, or is said to. ``day`` is when it took effect, ``announced`` when it was made known.

    ``undated``: no document says when. ``words`` are roles that name nothing (posts, rounds, sums), by role.
    """

    key: int
    event_type: str
    day: date
    announced: date
    org: Firm
    person: Person | None = None
    destination: Firm | None = None
    product: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    undated: bool = False
    fate: Fate = Fate.FACT

    @property
    def low(self) -> bool:
        """Whether it is to be counted for sure."""
        return self.fate in (Fate.FACT, Fate.CONFIRMED)

    @property
    def high(self) -> bool:
        """Whether it is to be counted with the rumours."""
        return self.low or self.fate is Fate.RUMOUR

    @property
    def month(self) -> str | None:
        """The month it is to be counted under."""
        return None if self.undated else f"{self.day:%Y-%m}"


@dataclass(frozen=True)
class World:
    """Everything there is to know. ``groups``: by name and trade, the firms of each."""

    firms: tuple[Firm, ...]
    groups: tuple[tuple[str, tuple[Firm, ...]], ...]
    happenings: tuple[Happening, ...]
    namesakes: tuple[tuple[Person, Person], ...]


class _Making:
    """What is drawn from while a world is made."""

    def __init__(self, draw: Random, size: int) -> None:
        self.draw = draw
        self.firms = firms(draw, max(8, min(26, size // 6)), 2)
        self.people = people(draw)
        self.numbers = itertools.count()
        self.products = itertools.count()
        self._done: set[tuple[str, str]] = set()

    def once(self, firm: Firm, what: str) -> bool:
        """Whether this is asked of the firm for the first time; things that could not be told apart happen once."""
        before = len(self._done)
        self._done.add((firm.key, what))
        return len(self._done) > before

    def day(self) -> date:
        """A day late in its month, so that the announcement mostly falls in the same one."""
        return (FIRST_DAY + timedelta(self.draw.randrange(_DAYS))).replace(day=self.draw.randrange(14, 28))

    def happening(self, event_type: str, org: Firm, day: date, **more: Any) -> Happening:
        announced = day - timedelta(30 if self.draw.random() < 0.1 else self.draw.randrange(1, 12))
        undated = self.draw.random() < 0.08
        return Happening(next(self.numbers), event_type, day, announced, org, undated=undated, **more)


def world(seed: int, size: int) -> World:
    """A world of about ``size`` happenings, the same for the same seed."""
    making = _Making(Random(seed), size)
    happenings: list[Happening] = []
    for _ in range(size):
        happenings += making.draw.choices(_KINDS, _WEIGHTS)[0](making)
    pairs, theirs = _namesakes(making, max(2, size // 25))
    rest = making.firms[4:]
    several = (("机器六骏马", rest[:6]), ("六骏马", rest[-6:])) if len(rest) >= 9 else (("机器六骏马", rest[:4]),)
    groups = tuple((name, tuple(firms)) for name, firms in several)
    return World(tuple(making.firms), groups, (*happenings, *theirs), tuple(pairs))


def _career(making: _Making) -> list[Happening]:
    """Somebody leaves a firm; perhaps for another, which appoints them; perhaps only as rumour has it."""
    draw = making.draw
    person, (org, other) = next(making.people), draw.sample(making.firms, 2)
    day = making.day()
    fate = draw.choices([Fate.FACT, Fate.CONFIRMED, Fate.RUMOUR, Fate.DENIED, Fate.STAYS], [12, 2, 1, 1, 1])[0]
    moved = fate is Fate.FACT and draw.random() < 0.6
    words = {"position": draw.choice(POSTS)} | (
        {} if moved or draw.random() < 0.5 else {"destination_activity": draw.choice(PASTIMES)}
    )
    destination = other if moved else None
    found = [making.happening("departure", org, day, person=person, words=words, destination=destination, fate=fate)]
    if moved and draw.random() < 0.5:
        joined = (day + timedelta(30)).replace(day=20)
        found.append(making.happening("appointment", other, joined, person=person, words={"position": draw.choice(POSTS)}))
    return found


def _rounds(making: _Making) -> list[Happening]:
    """A firm raises money, round after round, half a year apart."""
    org, day = making.draw.choice(making.firms), making.day()
    found = []
    for letter in "ABC"[: making.draw.randrange(1, 4)] if making.once(org, "funding") else ():
        words = {"round": f"{letter}轮", "amount": f"{making.draw.randrange(11, 99) / 10:.1f}亿元"}
        found.append(making.happening("funding", org, day, words=words))
        day = (day + timedelta(200)).replace(day=21)
    return found


def _release(making: _Making) -> list[Happening]:
    org = making.draw.choice(making.firms)
    return [making.happening("product_release", org, making.day(), product=product(next(making.products)))]


def _layoff(making: _Making) -> list[Happening]:
    org, unit = making.draw.choice(making.firms), making.draw.choice(UNITS)
    words = {"unit": unit, "count": f"{making.draw.randrange(2, 90) * 10}人"}
    return [making.happening("layoff", org, making.day(), words=words)] if making.once(org, unit) else []


def _metric(making: _Making) -> list[Happening]:
    org, measure = making.draw.choice(making.firms), making.draw.choice(MEASURES)
    words = {"measure": measure, "value": f"{making.draw.randrange(12, 990)}万"}
    return [making.happening("metric", org, making.day(), words=words)] if making.once(org, measure) else []


_KINDS = (_career, _rounds, _release, _layoff, _metric)
_WEIGHTS = (9, 2, 4, 2, 2)


def _namesakes(making: _Making, count: int) -> tuple[list[tuple[Person, Person]], list[Happening]]:
    """Two by two people of one name at firms that have nothing to do with each other; each leaves."""
    pairs, found = [], []
    for number in range(count):
        name = next(making.people).name
        pair = Person(f"N{number}a", name), Person(f"N{number}b", name)
        # The first pairs are at firms that share their short name.
        orgs = making.firms[2 * number : 2 * number + 2] if number < 2 else making.draw.sample(making.firms[4:], 2)
        for person, org in zip(pair, orgs, strict=True):
            words = {"position": making.draw.choice(POSTS)}
            found.append(making.happening("departure", org, making.day(), person=person, words=words))
        pairs.append(pair)
    return pairs, found
