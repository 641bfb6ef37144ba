"""From claims that stand to what they are compared by, and back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shiguan.ledger.present import PresentStore, TellingRow
from shiguan.records.amount import Amount
from shiguan.records.claim import Claim
from shiguan.records.document import Document
from shiguan.records.evidence import Mention
from shiguan.records.time import Precision, ValidTime
from shiguan.records.views import Told
from shiguan.resolve import related
from shiguan.resolve.agree import Identified, Played, Telling, may_name
from shiguan.resolve.conflicts.order import may_lead_on
from shiguan.resolve.events import EVENT_RULES, block_of, compared, near_of, told_order
from shiguan.resolve.fates import begins


@dataclass(frozen=True, slots=True)
class Key:
    """What stands for an entity while tellings are compared: its number, as text."""

    id: str


def told(claim: Claim, document: Document) -> Told:
    """The claim as its document tells it."""
    span, quote = document.received_quote(claim.evidence.span)
    return Told(claim, document.article.file, document.publisher, document.published_at, span.start, span.end, quote)


def whose(store: PresentStore, claims: Collection[Claim]) -> dict[str, Key]:
    """What stands for the entities that claims name: by mention id, and by name where a text names the only one."""
    named = {a.value.id for c in claims for a in c.arguments if isinstance(a.value, Mention)}
    found = store.entities_of(named) | store.entities_by_name({key for c in claims for key in may_name(c)})
    return {key: Key(str(entity)) for key, entity in found.items()}


def placed(store: PresentStore, told: Iterable[Told]) -> list[tuple[Told, str]]:
    """Tellings with the ids of their events: by type and event, and as an event has them."""
    whole = list(told)
    events = store.event_ids([t.claim.id for t in whole])
    found = [(t, events[t.claim.id]) for t in whole]
    return sorted(found, key=lambda one: (one[0].claim.event_type, one[1], told_order(one[0])))


def row(version: int, one: Told, entities: Mapping[str, Identified], text: str) -> TellingRow:
    """The row of a telling; ``entities`` by mention id and name, ``text`` of its document as read."""
    telling = compared(one, entities)
    followed = related.telling(one, "", entities) if telling.event_type in EVENT_RULES else None
    return TellingRow(
        claim=telling.claim,
        version=version,
        document=one.claim.document,
        event_type=telling.event_type,
        block=block_of(telling),
        near=near_of(telling),
        event=None,
        compared=_written(telling),
        start=one.start,
        end=one.end,
        quote=one.quote,
        part=begins(one) if followed else None,
        leads=followed is not None and may_lead_on(one, text),
        keys=related.lasting_keys(followed) if followed else (),
        step=related.step(followed) if followed else None,
        texts=tuple((key, int(entities[key].id) if key in entities else None) for key in may_name(one.claim)),
    )


def telling_of(kept: TellingRow) -> Telling:
    """The telling of a row, as it is compared."""
    affirmed, ahead, start, end, when, roles = json.loads(kept.compared)
    return Telling(
        claim=kept.claim,
        event_type=kept.event_type,
        affirmed=affirmed,
        ahead=ahead,
        time=None if start == "" else ValidTime(day_of(start), day_of(end), Precision.RANGE),
        told=day_of(when),
        roles={role: tuple(map(_played, values)) for role, values in roles.items()},
    )


def _written(one: Telling) -> str:
    time = ("", "") if one.time is None else (iso(one.time.start), iso(one.time.end))
    roles = {role: [_value(v) for v in values] for role, values in one.roles.items()}
    return json.dumps([one.affirmed, one.ahead, *time, iso(one.told), roles], ensure_ascii=False, separators=(",", ":"))


def _value(value: Played) -> list[Any]:
    return [value.entity, sorted(value.names), amount_row(value.amount)]


def _played(written: list[Any]) -> Played:
    entity, names, figures = written
    return Played("", entity, frozenset(names), amount_of(figures))


def amount_row(amount: Amount | None) -> list[str | None] | None:
    """A quantity as it is kept, without its words."""
    return None if amount is None else [_text(amount.low), _text(amount.high), amount.currency, amount.unit]


def amount_of(figures: Sequence[str | None] | None) -> Amount | None:
    """The inverse of ``amount_row``."""
    return None if figures is None else Amount(_number(figures[0]), _number(figures[1]), figures[2], figures[3], "")


def iso(day: date | None) -> str | None:
    """A day as it is kept."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """The inverse of ``iso``."""
    return None if text is None else date.fromisoformat(text)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def first_told(group: Iterable[Told]) -> tuple[str | None, str | None]:
    """First and last day of the first publication, each the earliest there is."""
    times = [t.published_at for t in group if t.published_at]
    return iso(min((t.start for t in times if t.start), default=None)), iso(min((t.end for t in times if t.end), default=None))
