"""What is on record as tables: claims, events, entities; a column for each role, in the order of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from shiguan.interfaces.export.cells import TIME, best, columns, label, time, together
from shiguan.interfaces.export.table import Cell, Column, Kind, Row, Table
from shiguan.interfaces.messages import Messages
from shiguan.query.view import View
from shiguan.query.whole import Standing, entities, standing
from shiguan.records.amount import Amount
from shiguan.records.evidence import Argument, Mention
from shiguan.records.views import Entity, Event
from shiguan.vocabulary import EventType
from shiguan.vocabulary.values import ValueKind

_CLAIM = ("claim", "type", *TIME, "when_precision", "when_told", "certainty", "polarity", "speaker")
_CLAIM_END = ("event", "confidence", "backend", "quote", "read", "file", "document", "start", "end", "publisher", "published")
_PUBLISHED = ("published_start", "published_end")
_EVENT = ("event", "type", *TIME, "when_precision", "when_told", "certainty", "polarity", "sources", "outlets", "tellings")
_EVENT_END = ("quote", "read", "file", "document", "start", "end", "publisher", "published", *_PUBLISHED, "claim")
_ENTITY = ("entity", "kind", "name", "aliases", "members")
_NAMES = frozenset({ValueKind.PERSON, ValueKind.ORG, ValueKind.PRODUCT})


def claims(messages: Messages, view: View) -> Table:
    """Every claim that stands, by file, document and place."""
    roles = Roles(messages.events)
    heading = (*columns(messages, *_CLAIM), *roles.columns(messages), *columns(messages, *_CLAIM_END, *_PUBLISHED))
    rows = (_claim(roles, one) for one in standing(view))
    return Table("claims", messages("table.claims"), heading, rows)


def events(messages: Messages, view: View) -> Table:
    """Every event, by type and id, with its best told sentence; several values of a role best supported first."""
    roles = Roles(messages.events)
    heading = (*columns(messages, *_EVENT), *roles.columns(messages), *columns(messages, *_EVENT_END))
    rows = (_event(roles, one) for one in view.events_passing())
    return Table("events", messages("table.events"), heading, rows)


def entity_table(messages: Messages, view: View) -> Table:
    """Every entity, by kind, name and id; ``members`` are ids."""
    heading = (*columns(messages, *_ENTITY), *columns(messages, "mentions", kind=Kind.WHOLE))
    return Table("entities", messages("table.entities"), heading, map(_entity, entities(view)))


@dataclass(frozen=True)
class Roles:
    """The columns of the roles: the text of each; of a name the ids of its entities too, of an amount its two ends."""

    types: Mapping[str, EventType]

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[ValueKind]]:
        """Every role with what may play it."""
        found: dict[str, set[ValueKind]] = {}
        for event_type in self.types.values():
            for role in event_type.roles:
                found.setdefault(role.name, set()).add(role.kind)
        return {name: frozenset(kinds) for name, kinds in found.items()}

    def columns(self, messages: Messages) -> tuple[Column, ...]:
        """Their headings; last come roles that the vocabulary does not know."""
        return tuple(self._columns(messages))

    def _columns(self, messages: Messages) -> Iterator[Column]:
        says = {role.name: messages.role(t.name, role.name) for t in reversed([*self.types.values()]) for role in t.roles}
        for name, kinds in self.kinds.items():
            yield Column(f"role_{name}", says[name])
            if self._named(name):
                yield Column(f"entity_{name}", f"{says[name]} {label(messages, 'id')}")
            if ValueKind.AMOUNT in kinds:
                for end in ("low", "high"):
                    yield Column(f"{name}_{end}", f"{says[name]} {label(messages, end)}", Kind.NUMBER)
        yield Column("role_other", label(messages, "role_other"))

    def _named(self, name: str) -> bool:
        return not self.kinds[name].isdisjoint(_NAMES) or name == "subject"  # what is measured may be a name or words

    def row(self, told: Mapping[str, Iterable[str]], ids: Mapping[str, Iterable[str]], amounts: Mapping[str, Amount]) -> Row:
        """Their cells: texts and ids by role, and the amount that speaks for a role."""
        cells: list[Cell] = []
        for name, kinds in self.kinds.items():
            cells.append(together(told.get(name, ())))
            if self._named(name):
                cells.append(together(ids.get(name, ())))
            if ValueKind.AMOUNT in kinds:
                amount = amounts.get(name)
                cells += [amount.low, amount.high] if amount else [None, None]
        cells.append(together(f"{name}: {text}" for name, texts in told.items() if name not in self.kinds for text in texts))
        return tuple(cells)


def _claim(roles: Roles, one: Standing) -> Row:
    told, claim = one.told, one.told.claim
    texts: dict[str, list[str]] = {}
    ids: dict[str, list[str]] = {}
    amounts: dict[str, Amount] = {}
    for argument in claim.arguments:
        texts.setdefault(argument.role, []).append(argument.text)
        match argument.value:
            case Mention(id=mention) if mention in one.entities:
                ids.setdefault(argument.role, []).append(one.entities[mention])
            case Amount() as amount:
                amounts.setdefault(argument.role, amount)
    when = claim.valid_time
    return (
        *(claim.id, claim.event_type, *time(when), when.precision if when else None, when.expression if when else None),
        *(claim.certainty, claim.polarity, claim.speaker, *roles.row(texts, ids, amounts)),
        *(
            one.event,
            round(claim.confidence, 4),
            claim.backend,
            told.quote,
            claim.evidence.quote,
            told.file,
            claim.document,
            told.start,
            told.end,
        ),
        *(told.publisher, *time(told.published_at)),
    )


def _event(roles: Roles, event: Event) -> Row:
    first, when = best(event), event.valid_time
    texts = {role: [value.text for value in values] for role, values in event.roles}
    ids = {role: [value.entity for value in values if value.entity] for role, values in event.roles}
    return (
        *(event.id, event.event_type, *time(when), when.precision if when else None, when.expression if when else None),
        *(event.certainty, event.polarity, event.sources, event.outlets, len(event.tellings)),
        *roles.row(texts, ids, _amounts(event)),
        *(first.quote, first.claim.evidence.quote, first.file, first.claim.document, first.start, first.end, first.publisher),
        *(*time(first.published_at), first.claim.id),
    )


def _amounts(event: Event) -> dict[str, Amount]:
    """Of each role the amount that is told best, as the tellings of it give it."""
    shown = {role: values[0].text for role, values in event.roles if values}

    def speaks(argument: Argument) -> bool:
        return shown.get(argument.role) == argument.text

    found: dict[str, Amount] = {}
    for argument in (a for told in event.tellings for a in told.claim.arguments if speaks(a)):
        if isinstance(argument.value, Amount):
            found.setdefault(argument.role, argument.value)
    return found


def _entity(entity: Entity) -> Row:
    return (
        *(entity.id, entity.kind, entity.name, together(entity.aliases), together(entity.members)),
        len(entity.mentions),
    )
