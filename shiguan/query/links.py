"""What an entity belongs to, though the two are never one: a product and its maker, a unit and its house."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from shiguan.query.view import View
from shiguan.records.claim import Polarity
from shiguan.records.evidence import MentionKind
from shiguan.records.views import Entity, Event, Told
from shiguan.resolve.names import core, han, normal

_LEAST_HOUSE = 2


class LinkKind(StrEnum):
    """What the entity is to the other."""

    PRODUCT_OF = "product of"
    MAKER_OF = "maker of"
    UNIT_OF = "unit of"
    HOUSE_OF = "house of"
    GROUP_OF = "group of"
    MEMBER_OF = "member of"


@dataclass(frozen=True, slots=True)
class Link:
    """An entity is ``kind`` the ``other``; ``why`` in words, and the events that say so (none where the names do)."""

    kind: LinkKind
    other: Entity
    why: str
    events: tuple[Event, ...]

    @property
    def told(self) -> tuple[Told, ...]:
        """The tellings that say so."""
        return tuple(t for event in self.events for t in event.tellings)


# Of an event type: the roles of the whole and of the part, and what each is to the other.
_BELONGING = (
    ("product_release", "org", "product", LinkKind.PRODUCT_OF, LinkKind.MAKER_OF, "brought out by it"),
    ("product_shutdown", "org", "product", LinkKind.PRODUCT_OF, LinkKind.MAKER_OF, "shut down by it"),
    ("price_change", "org", "product", LinkKind.PRODUCT_OF, LinkKind.MAKER_OF, "priced by it"),
    ("spin_off", "org", "unit", LinkKind.UNIT_OF, LinkKind.HOUSE_OF, "spun off from it"),
)


_MAKING = tuple(event_type for event_type, _, _, part, _, _ in _BELONGING if part is LinkKind.PRODUCT_OF)


def makers(view: View, products: Collection[int]) -> dict[int, int]:
    """The one organisation that makes each product (by number), as told, or else as the known names have it.

    A product that several are said to make has none.
    """
    told = view.present.makers_told(products, _MAKING)
    found = {product: next(iter(orgs)) for product, orgs in told.items() if len(orgs) == 1}
    rest = sorted(set(products) - told.keys())
    for product, entity in zip(rest, view.entities_at(rest), strict=True):
        owners = [link.other.id for link in _known(view, entity) if link.kind is LinkKind.PRODUCT_OF]
        if len(owners) == 1:
            found[product] = view.present.keys(owners)[owners[0]]
    return found


def links(view: View, entity: Entity, events: Iterable[Event] | None = None) -> tuple[Link, ...]:
    """What the entity belongs to and what belongs to it: as told, as the known names have it, and as its name says.

    ``events`` are those that may tell so (None: all about it). What is said not to be so links nothing. Each other entity once,
    best told first; a claim goes before a known name, and that before what a name alone says.
    """
    about = tuple(view.events_about([entity.id]) if events is None else events)
    found: dict[tuple[LinkKind, str], Link] = {}
    for link in (*_told(view, entity, about), *_known(view, entity), *_named(view, entity)):
        if link.other.id != entity.id:
            found.setdefault((link.kind, link.other.id), link)
    return tuple(sorted(found.values(), key=in_order))


def in_order(link: Link) -> tuple[int, int, str, str]:
    """By kind, best told first."""
    return list(LinkKind).index(link.kind), -len(link.told), link.other.name, link.other.id


def _told(view: View, entity: Entity, events: Iterable[Event]) -> Iterator[Link]:
    """From affirmed events in which the entity is the whole or the part; what one other is to it by the best told way."""
    by: dict[tuple[LinkKind, str], dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        for kind, other, why in _of(event, entity.id):
            by[kind, other][why].append(event)
    for (kind, other), ways in by.items():
        why = min(ways, key=lambda way: (-sum(len(e.tellings) for e in ways[way]), way))
        yield Link(kind, view.entities[other], why, tuple(event for told in ways.values() for event in told))


def _of(event: Event, entity_id: str) -> Iterator[tuple[LinkKind, str, str]]:
    if event.polarity is not Polarity.AFFIRMED:
        return
    for event_type, whole, part, is_part, is_whole, why in _BELONGING:
        if event.event_type != event_type:
            continue
        wholes, parts = ({v.entity for v in event.role(role) if v.entity} for role in (whole, part))
        if entity_id in parts:
            yield from ((is_part, other, why) for other in sorted(wholes))
        if entity_id in wholes:
            yield from ((is_whole, other, why) for other in sorted(parts))


def _known(view: View, entity: Entity) -> Iterator[Link]:
    """From the owners that the vocabulary or the user's names give to units and products."""
    forms = {normal(form) for form in (entity.name, *entity.aliases)}
    owners = {view.words.owners[entity.kind, form] for form in forms if (entity.kind, form) in view.words.owners}
    kind = LinkKind.PRODUCT_OF if entity.kind is MentionKind.PRODUCT else LinkKind.UNIT_OF
    for owner in _organisations(view, owners):
        yield Link(kind, owner, "known names say so", ())
    if entity.kind is MentionKind.ORG:
        known = {view.words.known.get((entity.kind, form), form) for form in forms}
        owned = sorted({key for key, owner in view.words.owners.items() if owner in known})
        for part_kind, name in owned:
            for part in (e for e in view.entities_at(sorted(view.present.entities_called(name))) if e.kind is part_kind):
                yield Link(
                    LinkKind.MAKER_OF if part_kind is MentionKind.PRODUCT else LinkKind.HOUSE_OF, part, "known names say so", ()
                )


def _named(view: View, entity: Entity) -> Iterator[Link]:
    """A unit whose name begins with its house's and ends with a word for a unit: 云杉研究院 is of 云杉."""
    if entity.kind is not MentionKind.ORG:
        return
    name = core(entity.name, view.words)
    for end in range(len(name) - 1, _LEAST_HOUSE - 1, -1):
        house, rest = name[:end], name[end:]
        if han(house) < _LEAST_HOUSE or not rest.endswith(view.words.units):
            continue
        fitting = [e for e in view.entities_at(sorted(view.present.entities_with_core(house))) if e.kind is MentionKind.ORG]
        if len(fitting) == 1 and name not in {core(form, view.words) for form in (fitting[0].name, *fitting[0].aliases)}:
            yield Link(LinkKind.UNIT_OF, fitting[0], f"its name is {house} and {rest}", ())
            return


def _organisations(view: View, names: set[str]) -> tuple[Entity, ...]:
    keys = {key for name in names for key in view.present.entities_called(name)}
    return tuple(e for e in view.entities_at(sorted(keys)) if e.kind is MentionKind.ORG)
