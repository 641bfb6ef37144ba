"""What a document says about each thing it names, as far as it helps to tell namesakes apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shiguan.records.claim import Claim
from shiguan.records.evidence import Mention, MentionKind
from shiguan.resolve.names import NAME_WORDS, NameWords, blocks, normal

# Event types that tie a person to the organisations in these roles.
EMPLOYER_ROLES: Mapping[str, tuple[str, ...]] = {
    "departure": ("org", "destination_org"),
    "appointment": ("org",),
    "membership": ("org",),
    "founding": ("org",),
}
# Event types that tie a product to who makes it.
MAKER_ROLES: Mapping[str, tuple[str, ...]] = {"product_release": ("org",), "product_shutdown": ("org",)}
_GROUPED = "count_claim"  # the type that lists who is in a group
# The types whose claims say anything of a profile.
TELLING = frozenset({*EMPLOYER_ROLES, *MAKER_ROLES, _GROUPED})
_FOUNDER = "创始人"


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention and what is known of it.

    ``employers``: normal forms of the organisations a person works or worked for, or that bring out a product, all of their
    names together; ``houses`` are the ids of a person's employers' mentions, by which it is found what other documents call
    them. ``positions``: normal forms of posts; who founded something is its founder. ``members``: for a group, the forms
    of each member's names. ``documents``: where it is named; two names that share a document are kept apart by it.
    """

    mention: Mention
    employers: frozenset[str]
    positions: frozenset[str]
    members: frozenset[frozenset[str]]
    documents: frozenset[str]
    houses: frozenset[str] = frozenset()


def members_of(claims: Iterable[Claim]) -> dict[str, tuple[Mention, ...]]:
    """The members a document lists for each group it names: group mention id → members, each once, by name.

    They come from affirmed ``count_claim`` claims whose subject is a group and which have the role ``members``.
    """
    found: dict[str, dict[str, Mention]] = defaultdict(dict)
    for claim in claims:
        if claim.event_type != _GROUPED or claim.polarity != "affirmed":
            continue
        listed = [a.value for a in claim.values("members") if isinstance(a.value, Mention)]
        for subject in claim.values("subject"):
            if isinstance(subject.value, Mention) and subject.value.kind is MentionKind.GROUP:
                found[subject.value.id].update((m.id, m) for m in listed)
    return {group: tuple(sorted(ms.values(), key=lambda m: (m.name, m.id))) for group, ms in found.items() if ms}


def profiles(claims: Iterable[Claim], mentions: Iterable[Mention], words: NameWords = NAME_WORDS) -> dict[str, Profile]:
    """A profile for each mention: mention id → profile. Claims of mentions that are not given are passed over."""
    told = tuple(claims)
    employers: dict[str, set[str]] = defaultdict(set)
    houses: dict[str, set[str]] = defaultdict(set)
    positions: dict[str, set[str]] = defaultdict(set)
    for claim in told:
        people = [a.value.id for a in claim.values("person") if isinstance(a.value, Mention)]
        orgs = [a for role in EMPLOYER_ROLES.get(claim.event_type, ()) for a in claim.values(role)]
        for person in people:
            for org in orgs:
                if isinstance(org.value, Mention):
                    houses[person].add(org.value.id)
                employers[person] |= blocks(org.value, words) if isinstance(org.value, Mention) else {normal(org.text)}
            positions[person] |= {normal(a.text) for a in claim.values("position")}
            if claim.event_type == "founding":
                positions[person].add(_FOUNDER)
        for product in (a.value.id for a in claim.values("product") if isinstance(a.value, Mention)):
            for org in (a for role in MAKER_ROLES.get(claim.event_type, ()) for a in claim.values(role)):
                employers[product] |= blocks(org.value, words) if isinstance(org.value, Mention) else {normal(org.text)}
    listed = members_of(told)
    return {
        m.id: Profile(
            m,
            frozenset(employers.get(m.id, ())),
            frozenset(positions.get(m.id, ())),
            frozenset(blocks(member, words) for member in listed.get(m.id, ())),
            frozenset({m.evidence.document}),
            frozenset(houses.get(m.id, ())),
        )
        for m in mentions
    }
