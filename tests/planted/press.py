"""What an invented press makes of a world: independent reports, and copies, reprints, rewrites and quotations of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind
from shiguan.resolve.sources import runs_at
from tests.planted.draft import Draft, Name, Sentence, Slot
from tests.planted.names import Firm, Person, mistyped
from tests.planted.world import Fate, Happening, World

PUBLISHERS = ("晨报甲", "晚报乙", "财经丙", "科技丁", "周刊戊", "日报己", "快讯庚", "观察辛", "新闻壬", "导报癸")
_FILL = (
    "山川湖海风云日月星辰草木花鸟虫鱼土火春夏秋冬东西南北上下左右大小长短低近旧红黄蓝绿走跑看听想写读开关来去进出起落问答早晚轻重"
)
_TITLES = ("潮生", "夜航", "远灯", "归途", "浮木", "听雨", "长堤", "渡口")
_LATIN = ("Orbit", "Vertex", "Quartz", "Helio", "Nimbus", "Tundra", "Zephyr", "Lumen")


class Press:
    """Writes about a world. ``misprints`` is the share of reports that have a person's name with a wrong character."""

    def __init__(self, world: World, seed: int, misprints: float = 0.0) -> None:
        self._draw = Random(seed)
        self._world = world
        self._misprints = misprints
        self._numbers = itertools.count()
        self._told_latin: set[str] = set()
        self._linked: set[int] = set()

    def drafts(self) -> list[Draft]:
        """All documents, in order of publication."""
        reports = [report for h in self._world.happenings for report in self._reports(h)]
        reports.sort(key=lambda r: r[0])
        articles = [self._article(chunk) for chunk in self._together(reports)]
        articles += [self._list(name, firms) for name, firms in self._world.groups for _ in range(3)]
        articles += [self._in_short(name, firms) for name, firms in self._world.groups for _ in range(2)]
        derived = [d for a in articles for d in self._derived(a)]
        return sorted((*articles, *derived), key=lambda d: (d.published, d.number))

    def _reports(self, h: Happening) -> list[tuple[date, Happening, Sentence]]:
        """The independent reports of a happening: when each is published, and its sentence."""
        draw = self._draw
        count = draw.choice((1, 1, 2, 2, 3, 4))
        if h.fate is Fate.STAYS:
            return [(self._after(h.announced), h, self._sentence(h, None, Certainty.REPORTED, Polarity.NEGATED))]
        found = []
        if h.fate is not Fate.FACT:
            early = [self._after(h.announced - timedelta(25)) for _ in range(draw.choice((1, 2)))]
            found += [(day, h, self._sentence(h, None, Certainty.RUMOURED)) for day in early]
        if h.fate is Fate.DENIED:
            found.append((self._after(h.announced), h, self._sentence(h, None, Certainty.DENIED, Polarity.NEGATED)))
        if h.low:
            whens = self._whens(h, count)
            for when in whens:
                sure = Certainty.CONFIRMED if h.fate is Fate.CONFIRMED or draw.random() < 0.2 else Certainty.REPORTED
                published = self._after(h.announced if when == h.announced.isoformat() else h.day)
                found.append((published, h, self._sentence(h, when, sure)))
        return found

    def _whens(self, h: Happening, count: int) -> list[str | None]:
        """The time that each report gives; the first gives the day or month of effect, at most one that of the announcement."""
        if h.undated:
            return [None] * count
        forms = (h.day.isoformat(), f"{h.day:%Y-%m}", f"{h.day:%Y-%m}", None)
        whens: list[str | None] = [self._draw.choice(forms[:3]), *(self._draw.choice(forms) for _ in range(count - 1))]
        if count >= 3:
            whens[1], whens[2] = h.day.isoformat(), h.announced.isoformat()
        return whens

    def _after(self, day: date) -> date:
        return day + timedelta(self._draw.randrange(0, 8))

    def _together(self, reports: Sequence[tuple[date, Happening, Sentence]]) -> Iterator[list[tuple[date, Happening, Sentence]]]:
        """Most reports alone, some two or three in one article; never two of one happening, nor namesakes."""
        chunk: list[tuple[date, Happening, Sentence]] = []
        for report in reports:
            far = chunk and (report[0] - chunk[0][0]).days > 6
            clash = any(self._clash(report[1], other) for _, other, _ in chunk)
            if chunk and (far or clash or len(chunk) == 3 or self._draw.random() < 0.75):
                yield chunk
                chunk = []
            chunk.append(report)
        if chunk:
            yield chunk

    @staticmethod
    def _clash(left: Happening, right: Happening) -> bool:
        people = left.person and right.person and left.person.name == right.person.name
        return bool(left.key == right.key or people or left.org.short == right.org.short)

    def _article(self, chunk: Sequence[tuple[date, Happening, Sentence]]) -> Draft:
        """Sentences of its own around those that claim something; the facts in passing are partly those of other reports."""
        draw, number = self._draw, next(self._numbers)
        sentences: list[Sentence] = []
        for _, happening, sentence in chunk:
            known = _in_passing(happening)
            draw.shuffle(known)
            passing = iter([*known[:9], *(self._own_fact() for _ in range(6))])
            sentences += [self._filling(passing), sentence, self._filling(passing), self._filling(passing)]
        if draw.random() < 0.3:
            sentences.append(Sentence((_statement(chunk[0][1]),)))  # the firm's own words, which others print too
        publisher = PUBLISHERS[number % len(PUBLISHERS)]
        return Draft(number, number, publisher, max(r[0] for r in chunk), tuple(sentences), f"{publisher}讯 {self._words(6)}")

    def _own_fact(self) -> Slot:
        draw = self._draw
        kind = draw.randrange(3)
        if kind == 0:
            return Slot(f"{draw.randrange(100, 9999)}{draw.choice('个家名')}")
        return Slot(
            f"《{draw.choice(_TITLES)}{self._words(2)}》" if kind == 1 else f"{draw.choice(_LATIN)}{draw.randrange(10, 999)}"
        )

    def _filling(self, passing: Iterator[Slot]) -> Sentence:
        parts: list[str | Slot] = [self._words(8)]
        for slot in itertools.islice(passing, 5):
            parts += [slot, self._words(self._draw.randrange(5, 11))]
        return Sentence((*parts, "。"))

    def _words(self, length: int) -> str:
        return "".join(self._draw.choice(_FILL) for _ in range(length))

    def _list(self, name: str, firms: Sequence[Firm]) -> Draft:
        """An article that says who belongs to a group."""
        number = next(self._numbers)
        group = Name(MentionKind.GROUP, f"G:{name}:{firms[0].key}", name)
        members = [Slot(f.name, "members", Name(MentionKind.ORG, f.key, f.name)) for f in firms]
        self._draw.shuffle(members)
        parts = [x for m in members for x in (m, "、")][:-1]
        claim = Sentence((Slot(name, "subject", group), self._words(4), *parts, self._words(3), "。"), "count_claim", -2)
        own = iter([self._own_fact() for _ in range(15)])
        sentences = (self._filling(own), claim, self._filling(own), self._filling(own))
        publisher = PUBLISHERS[number % len(PUBLISHERS)]
        return Draft(number, number, publisher, self._after(date(2029, 3, 1)), sentences, f"{publisher}讯 {self._words(6)}")

    def _in_short(self, name: str, firms: Sequence[Firm]) -> Draft:
        """An article that only speaks of the group, by its whole name."""
        number = next(self._numbers)
        group = Name(MentionKind.GROUP, f"G:{name}:{firms[0].key}", name)
        value = Slot(f"{self._draw.randrange(12, 99)}亿元", "value")
        claim = Sentence(
            (Slot(name, "subject", group), self._words(4), Slot("融资总额", "measure"), value, "。"), "count_claim", -2
        )
        own = iter([self._own_fact() for _ in range(15)])
        sentences = (self._filling(own), claim, self._filling(own), self._filling(own))
        publisher = PUBLISHERS[number % len(PUBLISHERS)]
        return Draft(number, number, publisher, self._after(date(2029, 6, 1)), sentences, f"{publisher}讯 {self._words(6)}")

    # names

    def _firm(self, firm: Firm) -> Name:
        """How a report calls a firm. Its English name alone stands only once another report has introduced it."""
        draw, form = self._draw.random(), MentionKind.ORG
        if firm.shared:
            return Name(form, firm.key, firm.name if draw < 0.7 else firm.legal, (firm.short,) if draw < 0.5 else ())
        if draw < 0.5:
            return Name(form, firm.key, firm.name)
        if draw < 0.65:
            return Name(form, firm.key, firm.legal, (firm.name,))
        if draw < 0.8:
            return Name(form, firm.key, firm.short)
        if draw < 0.92 or firm.key not in self._told_latin:
            self._told_latin.add(firm.key)
            return Name(form, firm.key, firm.name, (firm.english,))
        return Name(form, firm.key, firm.english)

    def _person(self, person: Person, *, alone: bool) -> Name:
        draw, kind = self._draw.random(), MentionKind.PERSON
        if person.latin:
            if draw < 0.3 and person.key in self._told_latin:
                return Name(kind, person.key, person.latin)
            self._told_latin.add(person.key)
            return Name(kind, person.key, person.name, (person.latin,))
        wrong = mistyped(person.name)
        if wrong and not alone and draw < self._misprints:
            return Name(kind, person.key, wrong)
        return Name(kind, person.key, person.name, (person.name[0] + "总",) if draw > 0.9 else ())

    # sentences

    def _sentence(self, h: Happening, when: str | None, certainty: Certainty, polarity: Polarity = Polarity.AFFIRMED) -> Sentence:
        """One way of telling it; what identifies it is always told, the rest mostly."""
        draw = self._draw
        parts: list[str | Slot] = [self._words(3)]
        namesake = h.person is not None and h.person.key.startswith("N")
        if h.person:
            name = self._person(h.person, alone=namesake)
            parts += [*_written(name, "person"), self._words(2)]
        if h.product:
            parts += [Slot(h.product, "product", Name(MentionKind.PRODUCT, f"X:{h.product}", h.product)), self._words(2)]
        # A departure may be told of somebody without saying of which firm, when it says where to, and another report says both.
        bare = h.key in self._linked and certainty is Certainty.REPORTED and draw.random() < 0.1
        if not bare:
            role = "subject" if h.event_type == "metric" else "org"
            parts += [*_written(self._firm(h.org), role), self._words(3)]
        if h.destination and (bare or draw.random() < 0.7):
            self._linked.add(h.key)
            parts += [*_written(self._firm(h.destination), "destination_org"), self._words(2)]
        for role, word in h.words.items():
            if role in _ALWAYS or draw.random() < 0.6:
                parts += [Slot(word, role), self._words(2)]
        parts += [Slot(when) if when else self._words(4), self._words(draw.randrange(3, 9)), "。"]
        return Sentence(tuple(parts), h.event_type, h.key, when, certainty, polarity)

    # what becomes of an article

    def _derived(self, article: Draft) -> Iterator[Draft]:
        draw = self._draw
        if draw.random() < 0.12:
            yield self._again(article)
        if draw.random() < 0.12:
            yield self._again(article, head=f"来源：{article.publisher}", tail=f"（编辑：{self._words(3)}）")
        if draw.random() < 0.08 and len(article.sentences) > 4:
            yield self._again(article, head=f"{self._words(9)}", sentences=article.sentences[:-2], tail=f"转自{article.publisher}")
        if draw.random() < 0.08:
            yield self._again(article, head=self._words(8), sentences=tuple(self._reworded(s) for s in article.sentences))
        told = [s for s in article.sentences if s.truth >= 0 and runs_at(s.text, Span(0, len(s.text)))]
        if told and draw.random() < 0.08:
            yield self._quotation(article, draw.choice(told))

    def _again(self, article: Draft, **changes: object) -> Draft:
        number = next(self._numbers)
        published = article.published + timedelta(self._draw.randrange(0, 4))
        return article.numbered(number, publisher=PUBLISHERS[(number + 3) % len(PUBLISHERS)], published=published, **changes)

    def _reworded(self, sentence: Sentence) -> Sentence:
        """The same facts with nearly half of the characters between them changed."""
        parts = tuple(
            p if isinstance(p, Slot) else "".join(self._words(1) if c in _FILL and self._draw.random() < 0.45 else c for c in p)
            for p in sentence.parts
        )
        return replace(sentence, parts=parts)

    def _quotation(self, article: Draft, sentence: Sentence) -> Draft:
        """A text of its own that takes over one sentence."""
        number = next(self._numbers)
        own = iter([self._own_fact() for _ in range(20)])
        sentences = (self._filling(own), self._filling(own), sentence, self._filling(own), self._filling(own))
        published = article.published + timedelta(self._draw.randrange(0, 4))
        publisher = PUBLISHERS[(number + 5) % len(PUBLISHERS)]
        return Draft(number, number, publisher, published, sentences, self._words(7), quotes=frozenset({sentence.truth}))


# What tells one happening of a firm from another.
_ALWAYS = frozenset({"round", "amount", "unit", "count", "measure", "value"})


def _written(name: Name, role: str) -> list[str | Slot]:
    """The name in full, its other names in parentheses."""
    aside = [f"（{'，'.join(name.aliases)}）"] if name.aliases else []
    return [Slot(name.name, role, name), *aside]


def _in_passing(h: Happening) -> list[Slot]:
    """The facts about a happening that every reporter has at hand."""
    draw = Random(h.key)
    figures = [Slot(f"{draw.randrange(100, 9999)}{draw.choice('个家名')}") for _ in range(6)]
    return [*figures, *(Slot(f"{draw.choice(_LATIN)}{draw.randrange(10, 99)}") for _ in range(6))]


def _statement(h: Happening) -> str:
    """What the firm said, word for word; it claims nothing of itself."""
    draw = Random(h.key)
    return f"公司回应称：“{''.join(draw.choice(_FILL) for _ in range(34))}。”"
