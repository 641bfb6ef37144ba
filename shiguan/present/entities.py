"""Entities kept up as mentions come and go: which mentions are one, and what they are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from shiguan.ids import content_id
from shiguan.ledger.present import EntityRow, FormRow, PresentStore
from shiguan.ledger.since import Since
from shiguan.records.evidence import Mention, MentionKind
from shiguan.records.judgement import Verdict
from shiguan.resolve.cluster import joined
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.judge import newest
from shiguan.resolve.names import core, normal


def build(store: PresentStore, since: Since, versions: Mapping[str, int]) -> None:
    """All entities anew; ``versions`` goes from each mention that stands to the version that speaks for it."""
    mentions = {m.id: m for m in since.mentions(list(versions.values())).values()}
    sets = joined(mentions, newest(since.judgements()).values())
    _put(store, dict(enumerate(sets, store.next_entity())), mentions, versions)


def update(
    store: PresentStore, since: Since, versions: Mapping[str, int], gone: Collection[str], pairs: Collection[tuple[str, str]]
) -> set[str]:
    """Bring entities up to date; the mentions whose entity is another than before (new ones not among them).

    ``versions``: mentions named anew or otherwise than before; ``gone``: those that nothing names any more; ``pairs``: judged anew.
    """
    ends = {m for pair in pairs for m in pair}
    before = store.entities_of({*versions, *gone, *ends})
    fresh = {m: v for m, v in versions.items() if m not in before}
    changed = {m for m, v in store.versions_of([m for m in versions if m in before]).items() if v != versions[m]}
    held = newest(since.judgements({*fresh, *ends}))
    same = [pair for pair, j in held.items() if j.verdict is Verdict.SAME and (pair in pairs or not fresh.keys().isdisjoint(pair))]
    entity_of = before | store.entities_of({m for pair in same for m in pair} - before.keys())
    mentions = {m.id: m for m in since.mentions(list(fresh.values())).values()}
    merge = _Merge(store, entity_of, mentions)
    different = set(since.told_apart())
    for pair in (*same, *(pair for pair in pairs if pair in different)):
        merge.join(*pair)
    unlike = [pair for pair in pairs if pair not in held or held[pair].verdict is not Verdict.SAME]
    parted = {entity_of[a] for a, b in unlike if a in entity_of and entity_of[a] == entity_of.get(b)}
    spoilt = {before[m] for m in (*gone, *changed) if m in before} | parted
    apart = store.entities_of({m for pair in different for m in pair})
    told_apart = [(apart.get(a), apart.get(b), a, b) for a, b in sorted(different)]
    moved: set[str] = set()
    for group in merge.groups():
        slow = not spoilt.isdisjoint(group.entities) or group.holds_apart(told_apart)
        moved |= _regroup(store, since, group, versions, gone) if slow else _grow(store, group, fresh)
        spoilt -= set(group.entities)
    for entity in sorted(spoilt):
        moved |= _regroup(store, since, _Group([entity], {}), versions, gone)
    return moved - fresh.keys()


class _Group:
    """Entities that have become one, and new mentions that belong to them."""

    def __init__(self, entities: Sequence[int], mentions: Mapping[str, Mention]) -> None:
        self.entities = sorted(entities)
        self.mentions = dict(mentions)

    def holds_apart(self, pairs: Iterable[tuple[int | None, int | None, str, str]]) -> bool:
        """Whether somebody told two of it apart."""
        mine = set(self.entities)
        return any((a in mine or left in self.mentions) and (b in mine or right in self.mentions) for a, b, left, right in pairs)


class _Merge:
    """Which entities and new mentions become one."""

    def __init__(self, store: PresentStore, entity_of: Mapping[str, int], mentions: Mapping[str, Mention]) -> None:
        self._entity_of = entity_of
        self._mentions = mentions
        self._kinds = {k: r.kind for k, r in store.entity_rows(set(entity_of.values())).items()}
        self._sets = Disjoint([*(self._name(k) for k in self._kinds), *mentions])

    def join(self, left: str, right: str) -> None:
        """Two mentions are one, where both stand and are of one kind."""
        ends = [self._node(left), self._node(right)]
        if None not in ends and self._kind(left) == self._kind(right):
            self._sets.join(str(ends[0]), str(ends[1]))

    def groups(self) -> list[_Group]:
        """What has become one; entities that nothing came to are left out."""
        found = []
        for nodes in self._sets.sets().values():
            entities = [int(n[1:]) for n in nodes if n.startswith("#")]
            mentions = {n: self._mentions[n] for n in nodes if not n.startswith("#")}
            if mentions or len(entities) > 1:
                found.append(_Group(entities, mentions))
        return found

    @staticmethod
    def _name(entity: int) -> str:
        return f"#{entity}"

    def _node(self, mention: str) -> str | None:
        if mention in self._mentions:
            return mention
        return self._name(self._entity_of[mention]) if mention in self._entity_of else None

    def _kind(self, mention: str) -> str:
        found = self._mentions.get(mention)
        return str(found.kind) if found else self._kinds[self._entity_of[mention]]


def _grow(store: PresentStore, group: _Group, versions: Mapping[str, int]) -> set[str]:
    """Put the group's new mentions, and its smaller entities, into its largest; the mentions of the smaller ones."""
    rows = store.entity_rows(group.entities)
    target = max(rows, key=lambda k: (rows[k].mentions, -k)) if rows else store.next_entity()
    counts = {f.form: [f.named, f.also] for f in store.forms([target])} if rows else {}
    others = [k for k in group.entities if k != target]
    for key in others:
        for form in store.forms([key]):
            mine = counts.setdefault(form.form, [0, 0])
            mine[0] += form.named
            mine[1] += form.also
    for mention in group.mentions.values():
        _count(counts, mention)
    moved = {m for ms in store.mentions_of(others).values() for m in ms}
    kept = store.versions_of(moved)
    store.put_mentions([(m, kept[m], target) for m in moved] + [(m, versions[m], target) for m in group.mentions])
    kind = rows[target].kind if rows else str(next(iter(group.mentions.values())).kind)
    first = min([*(r.first for r in rows.values()), *group.mentions])
    total = sum(r.mentions for r in rows.values()) + len(group.mentions)
    store.drop_entities(others)
    _put_entity(store, target, kind, first, total, counts)
    return moved


def _regroup(store: PresentStore, since: Since, group: _Group, versions: Mapping[str, int], gone: Collection[str]) -> set[str]:
    """Work out anew what the mentions of these entities come to; those that are of another entity than before."""
    old = store.mentions_of(group.entities)
    before = {m: key for key, ids in old.items() for m in ids}
    kept = store.versions_of(before) | {m: v for m, v in versions.items() if m in before or m in group.mentions}
    kept = {m: v for m, v in kept.items() if m not in gone}
    mentions = {m.id: m for m in since.mentions(list(kept.values())).values()}
    sets = joined(mentions, newest(since.judgements(kept)).values())
    free = set(group.entities)
    keyed: dict[int, tuple[str, ...]] = {}
    fresh = store.next_entity()
    for ids in sorted(sets, key=lambda s: (-len(s), s)):
        likely = Counter(before[m] for m in ids if m in before and before[m] in free)
        key = max(likely, key=lambda k: (likely[k], -k)) if likely else fresh
        fresh += not likely
        free.discard(key)
        keyed[key] = ids
    store.drop_entities(group.entities)
    store.drop_mentions(before)
    _put(store, keyed, mentions, kept)
    return {m for key, ids in keyed.items() for m in ids if before.get(m, key) != key}


def _put(
    store: PresentStore, sets: Mapping[int, Sequence[str]], mentions: Mapping[str, Mention], versions: Mapping[str, int]
) -> None:
    for key, ids in sets.items():
        counts: dict[str, list[int]] = {}
        for i in ids:
            _count(counts, mentions[i])
        store.put_mentions([(i, versions[i], key) for i in ids])
        _put_entity(store, key, str(mentions[ids[0]].kind), min(ids), len(ids), counts)


def _count(counts: dict[str, list[int]], mention: Mention) -> None:
    counts.setdefault(mention.name, [0, 0])[0] += 1
    for alias in {*mention.aliases}:
        counts.setdefault(alias, [0, 0])[1] += 1


def _put_entity(store: PresentStore, key: int, kind: str, first: str, total: int, counts: Mapping[str, Sequence[int]]) -> None:
    """The name is the form that most documents use; of several, the longest, then the first in the order of the text."""
    name = min((form for form, (named, _) in counts.items() if named), key=lambda form: (-counts[form][0], -len(form), form))
    store.put_entities([EntityRow(key, content_id("e", MentionKind(kind), first), kind, name, first, total)])
    is_org = kind == MentionKind.ORG
    store.put_forms(
        FormRow(key, form, named, also, normal(form), core(form) if is_org else None) for form, (named, also) in counts.items()
    )


def standing_mentions(rows: Iterable[tuple[int, str, int]]) -> dict[str, int]:
    """Of the mentions that claims name, the newest version of each; rows as ``Since.named`` gives them."""
    found: dict[str, int] = defaultdict(int)
    for _, mention, version in rows:
        found[mention] = max(found[mention], version)
    return dict(found)
