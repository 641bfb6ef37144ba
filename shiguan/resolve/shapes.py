"""Mentions that nothing tells apart, taken together: compared once, however often a name is in the news."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from shiguan.ids import content_id
from shiguan.records.evidence import MentionKind
from shiguan.resolve.names import NameWords, blocks, forms, given_only, many_bear, rest_of_a_group, surname_only
from shiguan.resolve.profile import Profile

_CONTESTED = 2


@dataclass(frozen=True, slots=True)
class Shape:
    """What is told of a name, and in how many documents it is told just so; ``id`` comes from what is told (63 bits).

    As in ``Profile``, but ``houses`` are ids of organisations' shapes. ``own``: the one document that uses the name, where
    another's use of it says nothing (王总, 其他五家; 李伟, of whom
    nothing is told). ``parts``: ids of the shapes that this one was put together of, if any.
    """

    id: int
    kind: MentionKind
    name: str
    aliases: tuple[str, ...]
    employers: frozenset[str]
    positions: frozenset[str]
    members: frozenset[frozenset[str]]
    houses: frozenset[int]
    own: str | None
    documents: int
    parts: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """Ids of the shapes it stands for."""
        return self.parts or (self.id,)

    @property
    def told(self) -> object:
        """What tells it from others of its kind, but for the houses, which say it by the employers."""
        return self.name, self.aliases, self.employers, self.positions, self.members, self.own


def shapes(profiles: Mapping[str, Profile], words: NameWords) -> dict[str, Shape]:
    """The shape of each mention, by mention id; the employers of people must be among the profiles. Each counts one document."""
    found: dict[str, Shape] = {}
    for mention, profile in profiles.items():
        if profile.mention.kind is MentionKind.ORG:
            found[mention] = _shape(profile, frozenset(), words)
    for mention, profile in profiles.items():
        if profile.mention.kind is not MentionKind.ORG:
            houses = frozenset(
                found[house].id for house in profile.houses if house in found and profiles[house].mention.kind is MentionKind.ORG
            )
            found[mention] = _shape(profile, houses, words)
    return found


def _shape(profile: Profile, houses: frozenset[int], words: NameWords) -> Shape:
    mention = profile.mention
    aliases = tuple(sorted(set(mention.aliases)))
    # 王总 is somebody else in each document, and 其他五家 are others; of 李伟 nothing is told that would say which one it is.
    bare = not (profile.employers or profile.positions) and many_bear(mention.name, words)
    person = mention.kind is MentionKind.PERSON and (bare or surname_only(mention.name, words))
    own = mention.evidence.document if person or rest_of_a_group(mention) else None
    members = sorted(sorted(member) for member in profile.members)
    told = (mention.kind, mention.name, aliases, sorted(profile.employers), sorted(profile.positions), members, sorted(houses), own)
    number = int(content_id("s", *told).removeprefix("s-"), 16) >> 1
    return Shape(number, mention.kind, mention.name, aliases, profile.employers, profile.positions, profile.members, houses, own, 1)


@dataclass(frozen=True, slots=True)
class Meant:
    """Mentions of one document: whom a surname with a title, or a given name, may mean there.

    ``contested``: others may be meant too, here or elsewhere, so that it hangs on more than this document who it is.
    """

    short: str
    full: str
    contested: bool


_GIVEN = 2  # characters of a given name that is said by itself


def short_for(short: str, full: str, words: NameWords) -> bool:
    """Whether a document that names ``full`` may call him ``short``: by surname and title, or by the given name."""
    if surname_only(full, words):
        return False
    surname = surname_only(short, words)
    return bool(surname and full.startswith(surname)) or given_only(short, full, words)


def meant(document: Mapping[str, Shape], words: NameWords) -> Iterator[Meant]:
    """Who may be meant by whom in one document; its shapes by mention."""
    people = sorted((m, s) for m, s in document.items() if s.kind is MentionKind.PERSON)
    # A short form is how the full name begins or ends: only those that begin or end so are looked at.
    beginning, ending = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for i, (_, shape) in enumerate(people):
        for size in range(1, len(shape.name) + 1):
            beginning[shape.name[:size]].append(i)
        ending[shape.name[-_GIVEN:]].append(i)
    for mention, shape in people:
        near = {*beginning.get(surname_only(shape.name, words) or "", ()), *ending.get(shape.name, ())}
        likely = (people[i] for i in sorted(near))
        fitting = [m for m, other in likely if m != mention and short_for(shape.name, other.name, words)]
        contested = shape.own is None or len(fitting) >= _CONTESTED
        yield from (Meant(mention, full, contested) for full in fitting)


def settled(people: Iterable[Shape], orgs: Iterable[Shape], set_of: Mapping[int, int], words: NameWords) -> list[Shape]:
    """The people with their employers called what any document calls them, now that it is known which organisations are one.

    ``set_of`` goes from an organisation's shape to its set. A short name that several share then ties nobody to all.
    """
    names: dict[int, set[str]] = defaultdict(set)
    called: dict[int, frozenset[str]] = {}
    for org in orgs:
        names[set_of[org.id]] |= forms(org, words)
        called[org.id] = blocks(org, words)
    found = []
    for person in people:
        known = sorted(person.houses & called.keys())
        own = person.employers.difference(*(called[house] for house in known))
        found.append(replace(person, employers=own.union(*(names[set_of[house]] for house in known))))
    return found
