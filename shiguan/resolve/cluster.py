"""From mentions and judgements to entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shiguan.ids import content_id
from shiguan.records.evidence import Mention
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.views import Entity
from shiguan.resolve.disjoint import Disjoint
from shiguan.resolve.judge import by_person, newest


def cluster(
    mentions: Iterable[Mention],
    judgements: Iterable[Judgement],
    members: Mapping[str, Sequence[Mention]] | None = None,
) -> tuple[Entity, ...]:
    """The entities that the judgements make of the mentions, in order of kind, name and id.

    Mentions judged SAME are one entity, people's judgements before the rules' and surer ones before others; none is joined
    that would bring together a pair that a person judged DIFFERENT. Judgements of mentions that are not given are passed
    over. ``members``: of a group's mention id, the mentions of its members, as ``profile.members_of`` finds them; a member
    must be named by at least half of the lists.
    """
    given = {m.id: m for m in mentions}
    held = [j for j in newest(judgements).values() if j.left in given and j.right in given]
    sets = _joined(given, held)
    entity_of: dict[str, str] = {}
    entities: list[Entity] = []
    for ids in sets:
        first = given[ids[0]]
        entity = _entity([given[i] for i in ids], content_id("e", first.kind, ids[0]))
        entity_of.update(dict.fromkeys(ids, entity.id))
        entities.append(entity)
    entities = [replace(e, members=_members(e, members or {}, entity_of)) for e in entities]
    return tuple(sorted(entities, key=lambda e: (e.kind, e.name, e.id)))


def _joined(mentions: Mapping[str, Mention], held: Sequence[Judgement]) -> list[tuple[str, ...]]:
    sets = Disjoint(mentions)
    apart = [(j.left, j.right) for j in held if j.verdict is Verdict.DIFFERENT]
    same = [j for j in held if j.verdict is Verdict.SAME and mentions[j.left].kind is mentions[j.right].kind]
    for j in sorted(same, key=lambda j: (not by_person(j), -j.score, j.left, j.right)):
        ends = {sets.find(j.left), sets.find(j.right)}
        if not any({sets.find(a), sets.find(b)} == ends for a, b in apart):
            sets.join(j.left, j.right)
    return list(sets.sets().values())


def _entity(mentions: Sequence[Mention], entity_id: str) -> Entity:
    """The name is the form that most documents use; of several, the longest, then the first in the order of the text."""
    named = Counter(m.name for m in mentions)
    name = min(named, key=lambda n: (-named[n], -len(n), n))
    aliases = sorted({form for m in mentions for form in (m.name, *m.aliases)} - {name})
    return Entity(entity_id, mentions[0].kind, name, tuple(aliases), (), tuple(m.id for m in mentions))


def _members(entity: Entity, members: Mapping[str, Sequence[Mention]], entity_of: Mapping[str, str]) -> tuple[str, ...]:
    lists = [{entity_of[m.id] for m in members[i] if m.id in entity_of} for i in entity.mentions if i in members]
    named: dict[str, int] = defaultdict(int)
    for listed in lists:
        for member in listed:
            named[member] += 1
    return tuple(sorted(member for member, count in named.items() if 2 * count >= len(lists)))
