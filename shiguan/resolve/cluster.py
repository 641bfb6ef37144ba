"""From mentions and judgements to entities."""

from __future__ import annotations

from collections import Counter
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
    members_of: Mapping[str, Sequence[Mention]] | None = None,
) -> tuple[Entity, ...]:
    """The entities that the judgements make of the mentions, in order of kind, name and id.

    Mentions judged SAME are one entity, people's judgements before the rules' and surer ones before others; none is joined
    that would bring together a pair that a person judged DIFFERENT. Judgements of mentions that are not given are passed
    over. ``members_of``: of a group's mention id, the mentions of its members, as ``profile.members_of`` finds them; a member
    must be named by at least half of the lists.
    """
    given = {m.id: m for m in mentions}
    sets = joined(given, newest(judgements).values())
    entity_of: dict[str, str] = {}
    entities: list[Entity] = []
    for ids in sets:
        first = given[ids[0]]
        entity = _entity([given[i] for i in ids], content_id("e", first.kind, ids[0]))
        entity_of.update(dict.fromkeys(ids, entity.id))
        entities.append(entity)
    lists = members_of or {}
    entities = [replace(e, members=members({i: lists[i] for i in e.mentions if i in lists}, entity_of)) for e in entities]
    return tuple(sorted(entities, key=lambda e: (e.kind, e.name, e.id)))


def joined(mentions: Mapping[str, Mention], held: Iterable[Judgement]) -> list[tuple[str, ...]]:
    """The ids of the mentions (given by id) by entity, as ``cluster`` says, of the judgement that holds for each pair."""
    sets = Disjoint(mentions)
    among = [j for j in held if j.left in mentions and j.right in mentions]
    apart = [(j.left, j.right) for j in among if j.verdict is Verdict.DIFFERENT]
    same = [j for j in among if j.verdict is Verdict.SAME and mentions[j.left].kind is mentions[j.right].kind]
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


def members(lists: Mapping[str, Sequence[Mention]], entity_of: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the entities that at least half of a group's lists (by mention of the group) name; ``entity_of`` by mention."""
    named: Counter[str] = Counter()
    for listed in lists.values():
        named.update({entity_of[m.id] for m in listed if m.id in entity_of})
    return tuple(sorted(member for member, count in named.items() if 2 * count >= len(lists)))
