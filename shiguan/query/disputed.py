"""What the rules for conflicts compare: all events that are given, or of the whole record those that may be in conflict."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby

from shiguan.extract.amounts import parse_amounts
from shiguan.ledger.grounded import GroundStore
from shiguan.query.said import identities
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity, Event
from shiguan.resolve.conflicts import Known
from shiguan.resolve.conflicts.counts import says_only, totals
from shiguan.resolve.conflicts.deeds import hopes, hopes_for, whose_hope
from shiguan.resolve.conflicts.figures import FIGURES, RANKS, VALUES, WORDED
from shiguan.resolve.conflicts.grounds import ANY_TIME, HERE, OF_HOUSE, split
from shiguan.resolve.conflicts.sweeping import stays
from shiguan.resolve.names import normal

_VERSION = re.compile(r"[\s\-–—]*[vV]?\d.*$")
_MADE = ("product_release", "product_shutdown")


def known(view: View, events: tuple[Event, ...], owners: Mapping[str, str]) -> Known:
    """The events, with the entities that play a role in them; ``owners``: of a product's name, its firm's."""
    entities, entity_of = _named(view, events)
    by_name = {normal(n): e.id for e in entities.values() if e.kind is MentionKind.ORG for n in (*e.aliases, e.name)}
    owner_of = _owners(entities.values(), _makers(events, entities), by_name, owners)
    return _known(view, events, entities, entity_of, owner_of)


def disputed(view: View, owners: Mapping[str, str]) -> Known:
    """Of all events, whenever they begin, those of which one may be in conflict with another; ``owners`` as for ``known``.

    What stands on grounds on which two things are said; then what sweeping statements, totals and expectations are held against.
    """
    store = GroundStore(view.store)
    houses = _Houses(view, store, _all_owners(view, owners))
    keys = store.disputed(HERE, ANY_TIME, OF_HOUSE) | store.leading_on() | houses.disputed()
    events = view.events_at(sorted(keys))
    first = _known(view, events, *_named(view, events, _also_named(view, events)), houses.owner_of)
    against = frozenset[str](org.id for _, told, _ in hopes(first) if (org := whose_hope(told, first)))
    more = keys | _held_against(view, first) | houses.figures_of(view.entities[i] for i in sorted(against))
    if more == keys and not against:
        return first
    events = view.events_at(sorted(more))
    return _known(view, events, *_named(view, events, _also_named(view, events, against)), houses.owner_of)


def _known(
    view: View,
    events: tuple[Event, ...],
    entities: Mapping[str, Entity],
    entity_of: Mapping[str, Entity],
    owner_of: Mapping[str, str],
) -> Known:
    by_type = {kind: tuple(same) for kind, same in groupby(sorted(events, key=_type_and_id), key=lambda e: e.event_type)}
    return Known(
        by_type=by_type,
        entities=entities,
        entity_of=entity_of,
        owners=owner_of,
        document=view.documents.get,
        amounts=_amounts,
    )


def _named(
    view: View, events: Iterable[Event], also: Collection[str] = frozenset()
) -> tuple[Mapping[str, Entity], Mapping[str, Entity]]:
    """Who plays a role or is named, and the members of groups, by id; and by mention id. ``also``: ids of more."""
    told = tuple(events)
    whose = identities(view, (t for e in told for t in e.tellings))
    # Who is named only where it is said not to be so is no player.
    ids = {*also, *(one.id for one in whose.values())}.union(*(e.players for e in told))
    held = view.entities.bring(ids)
    ids |= {member for i in ids for member in held[i].members}
    entities = {i: held[i] for i in sorted(ids) if i in held}
    return entities, {mention: entities[one.id] for mention, one in whose.items()}


def _type_and_id(event: Event) -> tuple[str, str]:
    return event.event_type, event.id


@cache
def _amounts(text: str) -> tuple[Amount, ...]:
    return tuple(match.amount for match in parse_amounts(text))


def _held_against(view: View, compared: Known) -> set[int]:
    """The events, by number, that those of whom none has left are told to have left in, and that totals count."""
    asked: dict[str, set[str]] = defaultdict(set)
    for event in stays(compared):
        asked["departure"] |= {v.entity for v in event.role("org") if v.entity}
    for total in totals(compared):
        asked[total.event_type] |= total.of
    keys = {kind: sorted(view.present.keys(sorted(ids)).values()) for kind, ids in asked.items()}
    return {event for kind, orgs in keys.items() for event in view.present.events_played(orgs, "org", (kind,))}


def _also_named(view: View, events: Iterable[Event], against: Collection[str] = frozenset()) -> set[str]:
    """Whom the rules may find by name alone: groups of which somebody is the only one, who is called as a speaker or a firm is.

    ``against``: ids of firms.
    """
    told = [t for e in events for t in e.tellings]
    names = {t.claim.speaker for t in told if t.claim.speaker and hopes_for(t)} | {view.entities[i].name for i in against}
    keys = {key for name in sorted(names) for key in view.present.entities_named(normal(name))}
    keys |= set(view.present.entities_of_kind(MentionKind.GROUP)) if any(map(says_only, told)) else set()
    return set(view.present.ids(sorted(keys)).values())


class _Houses:
    """Figures by the house they are of; ``owner_of``: of a product's id its firm's."""

    def __init__(self, view: View, store: GroundStore, owner_of: Mapping[str, str]) -> None:
        self.owner_of = owner_of
        self._rows = list(store.of_houses(OF_HOUSE))
        numbers = {split(ground)[1] for ground, *_ in self._rows}
        ids = view.present.ids({int(number) for number in numbers if number.isdecimal()})
        self._ids = {str(number): identity for number, identity in ids.items()}

    def disputed(self) -> set[int]:
        """The events, by number, that tell figures of a house of which one may be told differently."""
        said: dict[tuple[str, ...], set[str]] = defaultdict(set)
        opened: set[tuple[str, ...]] = set()
        for ground, what, _, of_any_time in self._rows:
            tag, subject, *rest = split(ground)
            if tag in (VALUES, RANKS):
                place = tag, self._house(subject), *rest
                said[place].add(what)
                opened |= {place} if of_any_time or not ground.endswith(ANY_TIME) else set()
        disputed = {(place[1], place[2]) for place in opened if len(said[place]) > 1}
        return self._with_kin(disputed)

    def _with_kin(self, disputed: set[tuple[str, str]]) -> set[int]:
        """The events that tell figures of a house and kind, of which some may be of another kind too, and so on."""
        kinds: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for subject, kind, event in self._figures():
            kinds[event].add((self._house(subject), kind))
        found: set[int] = set()
        while fresh := {event for event, told in kinds.items() if event not in found and not told.isdisjoint(disputed)}:
            found |= fresh
            disputed = disputed.union(*(kinds[event] for event in fresh))
        return found

    def figures_of(self, firms: Iterable[Entity]) -> set[int]:
        """The events that tell figures of the firms, of what they own, or of what is called by their names."""
        asked = list(firms)
        ids, names = {firm.id for firm in asked}, [firm.name for firm in asked]
        found = {e for subject, _, e in self._figures() if not ids.isdisjoint((self._ids.get(subject, ""), self._house(subject)))}
        worded = ((split(ground)[1], event) for ground, _, event, _ in self._rows if ground.startswith(WORDED))
        return found | {event for words, event in worded if any(name in words for name in names)}

    def _figures(self) -> Iterator[tuple[str, str, int]]:
        """Of all figures the subject, the kind and the event."""
        for ground, _, event, _ in self._rows:
            tag, *parts = split(ground)
            if tag == FIGURES:
                yield parts[0], parts[1], event

    def _house(self, subject: str) -> str:
        identity = self._ids.get(subject, subject)
        return self.owner_of.get(identity, identity)


def _all_owners(view: View, owners: Mapping[str, str]) -> dict[str, str]:
    """Of all products and brands on record their firms: looked for are those that bear the name of something that is made."""
    events = view.outlines_of(_MADE)
    products = {v.entity for e in events for v in e.role("product") if v.entity}
    makers = _makers(events, view.entities.bring(products))
    firms = view.present.firms_named({normal(name) for name in owners.values()})
    keys = view.present.entities_bearing({*makers, *map(normal, owners)})
    return _owners(view.entities_at(sorted(keys)), makers, firms, owners)


def _makers(events: Iterable[Event], entities: Mapping[str, Entity]) -> Mapping[str, Counter[str]]:
    """By the normal form of a product's name the firms that are told to bring it out, with the support.

    What is said of one version is said of the product: 甲1.5 is by whom 甲 is.
    """
    made: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        if event.event_type in _MADE and event.polarity is Polarity.AFFIRMED:
            firms = Counter({v.entity: v.support for v in event.role("org") if v.entity})
            names = [n for v in event.role("product") for n in (v.text, *_names(entities, v.entity))]
            for name in {normal(form) for n in names for form in (n, _VERSION.sub("", n))}:
                made[name] += firms
    return made


def _owners(
    entities: Iterable[Entity], makers: Mapping[str, Counter[str]], by_name: Mapping[str, str], owners: Mapping[str, str]
) -> dict[str, str]:
    """Of a product's (or brand's) entity, the firm that most tellings say makes it, or else that the vocabulary knows as its owner.

    ``by_name``: firms by the normal forms of their names.
    """
    found: dict[str, str] = {}
    for entity in entities:
        forms = (entity.name, *entity.aliases)
        votes = sum((makers[f] for n in forms if (f := normal(n)) in makers), Counter[str]())
        told = next((f for f, count in votes.most_common(1) if 2 * count > votes.total()), None)
        listed = (normal(owners.get(n, "")) for n in forms)
        owner = next((by_name[o] for o in listed if o in by_name), told)
        if owner and owner != entity.id and entity.kind is not MentionKind.PERSON:
            found[entity.id] = owner
    return found


def _names(entities: Mapping[str, Entity], identity: str | None) -> tuple[str, ...]:
    entity = entities.get(identity) if identity else None
    return (entity.name, *entity.aliases) if entity else ()
