"""Block: which mentions are compared at all, found by keys instead of by looking at every pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from shiguan.records.evidence import MentionKind
from shiguan.resolve.names import NAME_WORDS, NameWords, blocks, forms
from shiguan.resolve.profile import Profile


def keys(profile: Profile, words: NameWords) -> Iterator[object]:
    """The blocks of a profile: its names; for people also a name short of one character beside an employer; for groups members."""
    mention = profile.mention
    yield from blocks(mention, words)
    if mention.kind is MentionKind.PERSON:
        for name in forms(mention, words):
            for i in range(len(name)):
                yield from ((name[:i] + "?" + name[i + 1 :], employer) for employer in profile.employers)
    for member in profile.members:
        yield from (("member", form) for form in member)


def beginnings(profile: Profile, words: NameWords) -> Iterator[str]:
    """The shorter names that this one may be the long form of: its beginnings for companies, its ends for groups."""
    for name in forms(profile.mention, words):
        if profile.mention.kind is MentionKind.ORG:
            yield from (name[:i] for i in range(2, len(name)))
        elif profile.mention.kind is MentionKind.GROUP:
            yield from (name[i:] for i in range(1, len(name) - 1))


class Neighbours:
    """Profiles kept by their keys, so that what a new document has to do with is found without going through all."""

    def __init__(self, profiles: Iterable[Profile] = (), words: NameWords = NAME_WORDS) -> None:
        self._words = words
        self._profiles: dict[str, Profile] = {}
        self._holders: dict[object, set[str]] = defaultdict(set)
        self._longer: dict[object, set[str]] = defaultdict(set)
        for profile in profiles:
            self.add(profile)

    def add(self, profile: Profile) -> None:
        """Keep a profile, in place of an earlier one of the same mention."""
        self.remove(profile.mention.id)
        self._profiles[profile.mention.id] = profile
        for key in self._keys(profile):
            self._holders[key].add(profile.mention.id)
        for beginning in self._beginnings(profile):
            self._longer[beginning].add(profile.mention.id)

    def remove(self, mention: str) -> None:
        """Forget a mention's profile, if there is one."""
        old = self._profiles.pop(mention, None)
        if old is None:
            return
        for key in self._keys(old):
            self._holders[key].discard(mention)
        for beginning in self._beginnings(old):
            self._longer[beginning].discard(mention)

    def near(self, profiles: Iterable[Profile]) -> tuple[Profile, ...]:
        """All kept profiles that the given ones lead to, directly or by way of others, by mention id.

        Judging new mentions against these comes to the same as judging them against all.
        """
        reached: set[str] = set()
        waiting = list(profiles)
        while waiting:
            profile = waiting.pop()
            met: set[str] = set()
            for key in self._keys(profile):
                met |= self._holders.get(key, set()) | self._longer.get(key, set())
            for beginning in self._beginnings(profile):
                met |= self._holders.get(beginning, set())
            waiting += [self._profiles[i] for i in met - reached]
            reached |= met
        return tuple(self._profiles[i] for i in sorted(reached))

    def _keys(self, profile: Profile) -> Iterator[object]:
        return ((profile.mention.kind, key) for key in keys(profile, self._words))

    def _beginnings(self, profile: Profile) -> Iterator[object]:
        return ((profile.mention.kind, key) for key in beginnings(profile, self._words))
