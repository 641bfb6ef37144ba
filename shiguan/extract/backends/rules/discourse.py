"""What earlier sentences leave behind for later ones: who was spoken of, who works where, which two were named side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.extract.backends.rules.remainder import Known
from shiguan.extract.backends.rules.story import Story
from shiguan.records.evidence import MentionKind


def _understood(items: Iterable[Item]) -> tuple[Item, ...]:
    """The same things, no longer tied to the place where they were named."""
    return tuple(i.elsewhere() for i in items)


@dataclass(slots=True)
class Discourse:
    """Moves through the document sentence by sentence; each answer is what a reader would have in mind at that point.

    ``story`` is whom it is about; ``groups`` what was told of groups of firms.
    """

    story: Story = field(default_factory=Story)
    employers: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    groups: Known = field(default_factory=Known)
    _houses: dict[str, Item] = field(default_factory=dict)
    _persons: tuple[Item, ...] = ()
    _products: tuple[Item, ...] = ()
    _pair: tuple[Item, Item] | None = None
    _last: Item | None = None
    _taken_up: bool = False

    def of_next_item(self, story: Story) -> Discourse:
        """What a digest leaves behind for its next item: only who works where."""
        return Discourse(story, self.employers, _houses=self._houses)

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
            if phrase.letter in "PO" and not phrase.pronoun:
                self._last = _understood(phrase.items[-1:])[0]
        if subject:
            self._persons = _understood(subject.items)
        self._taken_up = "前者" in text
        self._side_by_side(phrases, orgs, people)
        self.groups.note(phrases, text)
        said = [(i, p.span) for p in phrases if p.letter == "O" for i in p.items]
        said += [(i.org, i.org.span or p.span) for p in phrases if p.letter == "P" for i in p.items if i.org and not i.former]
        self.story.note(said, text)

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
        self.employers[person.text][org.key] += 1
        self._houses[org.key] = org.elsewhere()

    def employer(self, person: Item) -> Item | None:
        """Where the person works as far as the document has said; None when it has not."""
        if person.org:
            return person.org
        known = self.employers.get(person.text)
        return self._houses[known.most_common(1)[0][0]] if known else None

    def persons(self, many: bool) -> tuple[Item, ...]:
        """Whom 他 or 他们 means."""
        if many:
            return self._persons if len(self._persons) > 1 else ()
        return self._persons[:1]

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
