"""What earlier sentences leave behind for later ones: who was spoken of, who works where, which two were named side by side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.extract.backends.rules.remainder import Known
from shiguan.records.evidence import MentionKind


def _understood(items: Iterable[Item]) -> tuple[Item, ...]:
    """The same things, no longer tied to the place where they were named."""
    return tuple(i.elsewhere() for i in items)


_FADES = 0.6
_FORGOTTEN = 1e-9  # of what is most in mind; forty sentences ago
_BEGINS = re.compile(r"(?:^|[，,；;：:。“])(?:[^，,；;：:。“]{0,6}(?:公司|企业|集团|平台|品牌|厂商|厂|社区|龙头|商|银行))?[“「]?$")
_LEADS = re.compile(r"^[^，,；;：:。在与和从向对被由为]{0,12}$")
AUTHORITY = re.compile(
    r"(?:交易所|交所|法院|检察院|证监会|银监会|银监局|保监会|保监局|银保监会|金管会|金管局|证监局|监管局|管理局|监管总局|监督管理委员会|国资委|发改委|商务部|工信部|财政部|税务局|公安局|统计局|仲裁委|委员会|仲裁庭|央行|人民银行|教育部|国务院|最高院|"
    r"日报|晚报|早报|时报|商报|晨报|都市报|周刊|周报|新闻|通讯社|新华社|电视台|科技网|财经网|新闻网|资讯网)$"
)
"""Names of authorities, courts and newspapers: they speak of firms, and are seldom whose people the news is about."""


@dataclass(slots=True)
class Discourse:
    """Moves through the document sentence by sentence; each answer is what a reader would have in mind at that point.

    ``groups``: what was told of groups of firms.
    """

    employers: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    groups: Known = field(default_factory=Known)
    _items: dict[str, Item] = field(default_factory=dict)
    _persons: tuple[Item, ...] = ()
    _orgs: tuple[Item, ...] = ()
    _turn: dict[str, float] = field(default_factory=dict)
    _products: tuple[Item, ...] = ()
    _topic: Item | None = None
    _pair: tuple[Item, Item] | None = None
    _weights: Counter[str] = field(default_factory=Counter)

    def note(self, phrases: Sequence[Phrase], text: str = "") -> None:
        """Remember what a sentence named, in order; with the text, who is its subject."""
        orgs: list[Item] = []
        people: list[Item] = []
        subject: Phrase | None = None  # the first person of a sentence is what 他 means in the next
        for phrase in phrases:
            if phrase.letter == "P":
                people.extend(phrase.items)
                for item in phrase.items:
                    if item.org:
                        self.employ(item, item.org)
                        orgs.append(item.org)
                if subject is None and not phrase.pronoun:
                    subject = phrase
            elif phrase.letter == "O":
                orgs.extend(phrase.items)
            elif phrase.letter == "D":
                self._products = _understood(phrase.items)
        if subject:
            self._persons = _understood(subject.items)
        self._side_by_side(phrases, orgs, people)
        self.groups.note(phrases, text)
        if orgs:
            self._speak_of(phrases, text)
            self._weigh(orgs)

    def _weigh(self, orgs: list[Item]) -> None:
        for org in orgs:
            self._weights[self._key(org)] += 1
            self._items[self._key(org)] = _understood([org])[0]
        self._topic = _understood(orgs[:1])[0]

    def _speak_of(self, phrases: Iterable[Phrase], text: str) -> None:
        """Whom 公司 means next: whoever was the subject lately; an authority or a court never, a firm in passing hardly."""
        most = max(self._turn.values(), default=0.0)
        self._turn = {known: turn * _FADES for known, turn in self._turn.items() if turn > most * _FORGOTTEN}
        said = [(i, p.span) for p in phrases if p.letter == "O" for i in p.items]
        said += [(i.org, i.org.span or p.span) for p in phrases if p.letter == "P" for i in p.items if i.org and not i.former]
        for place, (org, span) in enumerate(sorted(said, key=lambda s: s[1])):
            if AUTHORITY.search(self._key(org)):
                continue
            begins = not text or _BEGINS.search(text[: span.start]) or (place == 0 and _LEADS.search(text[: span.start]))
            key = self._key(org)
            self._turn[key] = self._turn.get(key, 0.0) + (1.0 if begins else 0.3)
            self._items.setdefault(key, _understood([org])[0])
        if self._turn:
            best = max(self._turn, key=lambda k: self._turn[k])
            self._orgs = _understood([self._items[best]])

    def _side_by_side(self, phrases: Iterable[Phrase], orgs: list[Item], people: list[Item]) -> None:
        pairs = [p.items for p in phrases if len(p.items) == 2 and not p.pronoun]
        if pairs:
            self._pair = (_understood(pairs[-1][:1])[0], _understood(pairs[-1][1:])[0])
        else:
            for group in (orgs, people):
                distinct = list({i.text: i for i in group}.values())
                if len(distinct) == 2:
                    self._pair = (_understood(distinct[:1])[0], _understood(distinct[1:])[0])

    def employ(self, person: Item, org: Item) -> None:
        """Somebody works, or worked, there."""
        self.employers[person.text][self._key(org)] += 1
        self._items.setdefault(self._key(org), _understood([org])[0])

    @staticmethod
    def _key(org: Item) -> str:
        return org.name.name if org.name else org.text

    def employer(self, person: Item) -> Item | None:
        """Where the person works as far as the document has said; None when it has not."""
        if person.org:
            return person.org
        known = self.employers.get(person.text)
        return self._items.get(known.most_common(1)[0][0]) if known else None

    def persons(self, many: bool) -> tuple[Item, ...]:
        """Whom 他 or 他们 means."""
        if many:
            return self._persons if len(self._persons) > 1 else ()
        return self._persons[:1]

    def orgs(self) -> tuple[Item, ...]:
        """What 该公司 means: the organisation last spoken of."""
        return self._orgs

    def topic(self) -> Item | None:
        """The organisation under discussion."""
        return self._topic

    def main(self) -> Item | None:
        """The organisation the document has named most."""
        return self._items.get(self._weights.most_common(1)[0][0]) if self._weights else None

    def products(self) -> tuple[Item, ...]:
        """The product last spoken of."""
        return self._products

    def pair(self) -> tuple[Item, Item] | None:
        """The two that 前者 and 后者 mean."""
        return self._pair

    def kind_of_pair(self) -> MentionKind | None:
        """What the two are."""
        return self._pair[0].name.kind if self._pair and self._pair[0].name else None
