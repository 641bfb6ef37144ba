"""The rest of a group (其他五家, the other five): its members but for those just named, where the numbers bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import Item, Phrase
from shiguan.records.document import Span
from shiguan.records.evidence import MentionKind

_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMBERS |= {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
# What follows says that it is no other noun's number (其他五家银行): a mark, or a word that firms are the subject or owner of.
_REST = re.compile(
    r"(?:其他|其它|其余|另外|剩余|剩下的?|余下的?)(?P<zh>[两二三四五六七八九十]|\d)家(?:公司|企业|厂商)?"
    r"(?=[，。；：、！？,;:）)]|方面|目前|[的均都也则还仍已未没尚皆各在同共合就正将要有对是不而并与和今去至截中里]|$)"
    r"|\b[Tt]he (?:other|remaining) (?P<en>two|three|four|five|six|seven|eight|nine|ten|\d)(?: companies| firms| startups)?\b"
    r"(?! [a-z]+(?:s|people)\b)"
)
_IN_NAME = re.compile(r"[两二三四五六七八九十]")
_OPENS = re.compile(r"[”’」』]?\s*(?:[（(]|包括|包含|即|分别是|分别为|指的?是)\s*")
_CLOSES = re.compile(r"\s*[）)。，,；;]|$")
_LEAST = 3
_MOST = 50  # groups that are kept in mind; no article tells of so many


@dataclass(slots=True)
class Known:
    """What a document has told of groups so far.

    ``groups``: those listed whole, by name; ``singled_out``: of each, the members that were named last; ``rests``: whom the words
    for the rest of one stood for.
    """

    groups: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    singled_out: dict[str, frozenset[str]] = field(default_factory=dict)
    rests: dict[str, frozenset[str]] = field(default_factory=dict)

    def note(self, found: Sequence[Phrase], text: str) -> None:
        """Remember what a sentence tells."""
        for group, members in groups(found, text):
            self.groups[group] = members
            if len(self.groups) > _MOST:
                del self.groups[next(iter(self.groups))]
        named = {group: singled_out(found, members) for group, members in self.groups.items()}
        self.singled_out.update((group, out) for group, out in named.items() if out)
        rests = (item for phrase in found for item in phrase.items if item.members)
        self.rests.update((item.text, frozenset(m.key for m in item.members)) for item in rests)


def groups(found: Sequence[Phrase], text: str) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The groups that a sentence lists whole, by name: 造车三兄弟（甲、乙、丙）. As many as the name says, where it says so."""
    for group, listed in pairwise(found):
        name = group.items[0].name
        if name is None or name.kind is not MentionKind.GROUP or group.pronoun or listed.letter != "O":
            continue
        members = tuple({i.key: i.elsewhere() for i in listed.items if i.name and i.name.kind is MentionKind.ORG}.values())
        number = _IN_NAME.search(name.name)
        whole = len(members) == len(listed.items) >= _LEAST and (number is None or _NUMBERS[number[0]] == len(members))
        opens = _OPENS.fullmatch(text, group.span.end, listed.span.start)
        if whole and opens and _CLOSES.match(text, listed.span.end) and not text[: listed.span.end].endswith("等"):
            yield name.name, members


def singled_out(found: Iterable[Phrase], members: Sequence[Item]) -> frozenset[str]:
    """Which of a group's members the phrases name, themselves or by their people; lists of all of them left out."""
    mine = {m.key for m in members}
    orgs = [[i.key for i in p.items] for p in found if p.letter == "O"]
    orgs += [[i.org.key for i in p.items if i.org] for p in found if p.letter == "P"]
    return frozenset(key for named in orgs for key in named if key in mine and len(set(named) & mine) < len(mine))


def with_rests(text: str, found: Sequence[Phrase], known: Known) -> list[Phrase]:
    """The phrases with those for the rest of a group among them; it is nobody's name where it cannot be told whose rest it is."""
    whole = known.groups | dict(groups(found, text))
    phrases = list(found)
    for match in _REST.finditer(text):
        span = Span(*match.span())
        if any(p.span.overlaps(span) and p.letter != "N" for p in found):
            continue
        item = _rest(match, _fitting(match, [p for p in found if p.span.end <= span.start], whole, known), known)
        phrases = [*(p for p in phrases if not p.span.overlaps(span)), Phrase("O", span, (item,))]
    return sorted(phrases, key=lambda p: p.span)


def _fitting(
    match: re.Match[str], earlier: Sequence[Phrase], whole: Mapping[str, tuple[Item, ...]], known: Known
) -> list[tuple[Item, ...]]:
    """Of each group that so many are left of, once those singled out last are taken away, who these are."""
    told = match["zh"] or match["en"]
    number = int(told) if told.isdigit() else _NUMBERS[told]
    left = []
    for group, members in whole.items():
        out = singled_out(earlier, members) or known.singled_out.get(group, frozenset())
        if out and len(members) - len(out) == number:
            left.append(tuple(m for m in members if m.key not in out))
    return left


def _rest(match: re.Match[str], fitting: Sequence[tuple[Item, ...]], known: Known) -> Item:
    """The item; no name where several fit, or where the same words stood for others before."""
    span = Span(*match.span())
    meant = {frozenset(m.key for m in members) for members in fitting}
    if len(meant) != 1 or not meant <= {known.rests.get(match[0], next(iter(meant)))}:
        return Item(span, match[0])
    return Item(span, match[0], Name(MentionKind.GROUP, match[0], match[0]), members=fitting[0])
