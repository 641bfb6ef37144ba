"""What earlier sentences leave behind for later ones: who was spoken of, who works where, which two were named side by side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from shiguan.extract.backends.rules.bystanders import Bystanders, is_source
from shiguan.extract.backends.rules.datelines import dateline
from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.extract.backends.rules.remainder import Known
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind


def _understood(items: Iterable[Item]) -> tuple[Item, ...]:
    """The same things, no longer tied to the place where they were named."""
    return tuple(i.elsewhere() for i in items)


# Chosen by how often they find the participant that a sentence of our training articles leaves out.
_FADES = 0.7  # with every sentence that names somebody
_FORGOTTEN = 1e-9  # of what is most in mind; sixty sentences ago
_FIRST = 2.0  # the subject of a paragraph's first sentence, where that of another one counts 1
_IN_PASSING = 0.6
_BACKER = 0.3  # where the head does not name it
_WATCHER = 0.05
_RIVAL = 0.5  # of the weight of the one most in mind, so that another may be meant instead
_HEAD = 0.5  # whoever the document begins with stays in mind
_BEGINS = re.compile(r"(?:^|[，,；;：:。“])(?:[^，,；;：:。“]{0,6}(?:公司|企业|集团|平台|品牌|厂商|厂|社区|龙头|商|银行))?[“「]?$")
_LEADS = re.compile(r"^[^，,；;：:。在与和从向对被由为]{0,12}$")


def _faded(mind: dict[str, float]) -> dict[str, float]:
    most = max(mind.values(), default=0.0)
    return {known: weight * _FADES for known, weight in mind.items() if not weight or weight > most * _FORGOTTEN}


@dataclass(slots=True)
class Discourse:
    """Moves through the document sentence by sentence; each answer is what a reader would have in mind at that point.

    ``groups``: what was told of groups of firms.
    """

    bystanders: Bystanders = field(default_factory=Bystanders)
    employers: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    groups: Known = field(default_factory=Known)
    _items: dict[str, Item] = field(default_factory=dict)
    _persons: tuple[Item, ...] = ()
    _mind: dict[str, float] = field(default_factory=dict)
    _crowds: dict[str, float] = field(default_factory=dict)
    _head: dict[str, float] = field(default_factory=dict)
    _paragraph: int | None = None
    _products: tuple[Item, ...] = ()
    _pair: tuple[Item, Item] | None = None
    _last: Item | None = None
    _taken_up: bool = False

    def note(self, phrases: Sequence[Phrase], text: str = "", paragraph: int | None = None) -> None:
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
            if phrase.letter in "PO" and not phrase.pronoun:
                self._last = _understood(phrase.items[-1:])[0]
        if subject:
            self._persons = _understood(subject.items)
        self._taken_up = "前者" in text
        self._side_by_side(phrases, orgs, people)
        self.groups.note(phrases, text)
        self._speak_of(phrases, text, opens=paragraph is not None and paragraph != self._paragraph)
        self._paragraph = paragraph

    def _speak_of(self, phrases: Iterable[Phrase], text: str, *, opens: bool) -> None:
        """Whom the story is about: who was the subject lately or named beside somebody, above all of a sentence that ``opens``
        a paragraph; whoever is only a source not at all, bystanders hardly."""
        said = [(i, p.span) for p in phrases if p.letter == "O" for i in p.items]
        said += [(i.org, i.org.span or p.span) for p in phrases if p.letter == "P" for i in p.items if i.org and not i.former]
        if not said:
            return
        self._mind, self._crowds = _faded(self._mind), _faded(self._crowds)
        for place, (org, span) in enumerate(sorted(said, key=lambda s: s[1])):
            key = self._key(org)
            self._items[key] = _understood([org])[0]
            group = org.name is not None and org.name.kind is MentionKind.GROUP
            weight = self._weight(org, span, text, opens=opens, first=place == 0)
            self._mind[key] = self._mind.get(key, 0.0) + (0.0 if group else weight)
            if group:
                self._crowds[key] = self._crowds.get(key, 0.0) + weight
        if not self._head:
            self._head = {key: weight for key, weight in self._mind.items() if weight}

    def _weight(self, org: Item, span: Span, text: str, *, opens: bool, first: bool) -> float:
        if is_source(text, span):
            return 0.0
        before = text[dateline(text) : span.start]
        begins = not text or _BEGINS.search(before) or (first and _LEADS.search(before))
        weight = (_FIRST if opens and first else 1.0) if begins else _IN_PASSING
        if self.bystanders.watches(org.text, self._key(org)):
            return weight * _WATCHER
        backs = self._key(org) not in self._head and self.bystanders.backs(org.text, self._key(org))
        return weight * _BACKER if backs else weight

    def _side_by_side(self, phrases: Iterable[Phrase], orgs: list[Item], people: list[Item]) -> None:
        if self._taken_up:  # the pair stays the one that 后者 means
            return
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

    def standing(self, org: Item) -> float:
        """How much an organisation is in mind beside the one that the story is about, 0 to 1; 1 where it was never named."""
        most = max(self._mind.values(), default=0.0)
        return self._mind.get(self._key(org), most) / most if most else 1.0

    def counted(self) -> Item | None:
        """Of whom a count without a subject is: a group of firms where it is more in mind than any one firm, else the story's."""
        crowd = max(self._crowds, key=self._crowds.__getitem__, default=None)
        more = crowd is not None and self._crowds[crowd] >= max(self._mind.values(), default=0.0)
        return self._items[crowd] if crowd is not None and more else self.about()

    def about(self, without: Set[str] = frozenset()) -> Item | None:
        """The organisation that the story is about by now, and 公司 means; where that is of ``without``, one as much in mind."""
        most = max(self._head.values(), default=1.0)
        told = {key: weight + _HEAD * self._head.get(key, 0.0) / most for key, weight in self._mind.items()}
        at_least = _RIVAL * max(told.values(), default=0.0)
        meant = [k for k, weight in told.items() if weight and weight >= at_least and self._items[k].text not in without]
        return self._items[max(meant, key=told.__getitem__)] if meant else None

    def products(self) -> tuple[Item, ...]:
        """The product last spoken of."""
        return self._products

    def pair(self) -> tuple[Item, Item] | None:
        """The two that 前者 and 后者 mean."""
        return self._pair

    def latter(self) -> Item | None:
        """What 后者 means where its sentence names nobody before it: who was named last, or the other of a pair taken up."""
        return self._pair[1] if self._taken_up and self._pair else self._last

    def takes_up_a_pair(self) -> bool:
        """Whether the sentence before told of 前者."""
        return self._taken_up and self._pair is not None

    def kind_of_pair(self) -> MentionKind | None:
        """What the two are."""
        return self._pair[0].name.kind if self._pair and self._pair[0].name else None
