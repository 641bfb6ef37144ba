"""Money told of somebody: rounds, valuations, totals, figures, how long it lasts, and what was bought with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from shiguan.query.explain import sentence_at
from shiguan.query.financing import total_in
from shiguan.query.measured import figure, named
from shiguan.query.names import find_entity, with_members
from shiguan.query.runway import Runway, runway
from shiguan.query.scope import EVERYTHING, Scope, held
from shiguan.query.timeline import by_time
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Entity, Event, RoleValue, Told
from shiguan.resolve.agree import same_amount
from shiguan.resolve.rounds import Bearing, bearing, bearing_of, round_name
from shiguan.vocabulary.measures import MeasureKind

_FIRM = frozenset({Certainty.CONFIRMED, Certainty.REPORTED})
_UNDATED = 10**6  # after every named round


@dataclass(frozen=True, slots=True)
class Round:
    """A round of funding.

    ``amounts`` are those told of it, most told first: one, unless its tellings contradict each other; none is undisclosed.
    ``remark`` says in words what was judged about the sum.
    """

    event: Event
    orgs: tuple[RoleValue, ...]
    round: str | None
    amounts: tuple[Amount, ...]
    valuations: tuple[Amount, ...]
    investors: tuple[RoleValue, ...]
    remark: str | None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum told of several rounds together, and the telling whose sentence says it; ``read`` where it is that claim's own sum."""

    event: Event
    told: Told
    orgs: tuple[RoleValue, ...]
    amount: Amount
    read: bool


@dataclass(frozen=True, slots=True)
class Valuation:
    """What somebody was said to be worth, in the currency told (None: not told); ``by_round`` where a round is said to set it."""

    event: Event
    orgs: tuple[RoleValue, ...]
    amount: Amount
    time: ValidTime | None
    by_round: bool


@dataclass(frozen=True, slots=True)
class MoneyFigure:
    """A figure of the books: ``measure`` is revenue, profit, loss, cash … of ``vocabulary.measures``."""

    event: Event
    measure: str
    words: str
    amount: Amount
    period: ValidTime | None


@dataclass(frozen=True, slots=True)
class Deal:
    """An acquisition (``side``: acquirer or target) or a tender (winner or issuer); no ``amounts`` where no price is told."""

    event: Event
    side: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What the rounds with a told sum in one currency (None: not told) come to; ``high`` None where one is open above.

    Never more than a sum of what is told: ``Money.undisclosed`` rounds are in no sum.
    """

    currency: str | None
    low: Decimal
    high: Decimal | None
    rounds: int


class DisagreementKind(StrEnum):
    """What contradicts: the ``rounds``' sums, ``valuations`` of one time, or valuations whose ``currencies`` keep them apart."""

    ROUNDS = "rounds"
    VALUATIONS = "valuations"
    CURRENCIES = "currencies"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Sums that do not agree, whose they are, and the same in words."""

    kind: DisagreementKind
    whose: str
    amounts: tuple[Amount, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Money:
    """All of it in order of time; ``rounds`` that nothing dates go by their names (天使, A, B …).

    ``totals`` are sums told of several rounds together, kept apart from them. ``sums`` add up, currency by currency, the rounds
    that are reported or confirmed; ``undisclosed`` counts those of them whose sum is untold, ``unsure`` the rounds that are
    rumoured, planned or denied, which are in no sum either. ``disagreements`` are what contradicts.
    """

    entity: Entity
    rounds: tuple[Round, ...]
    totals: tuple[Total, ...]
    valuations: tuple[Valuation, ...]
    figures: tuple[MoneyFigure, ...]
    runway: tuple[Runway, ...]
    deals: tuple[Deal, ...]
    sums: tuple[Sum, ...]
    undisclosed: int
    unsure: int
    disagreements: tuple[Disagreement, ...]


def money(view: View, name: str, scope: Scope = EVERYTHING) -> Money:
    """The money of an organisation, a product, a person or the members of a group. Raises NotFoundError and AmbiguousError."""
    entity = find_entity(view, name)
    return money_of(view, entity, with_members(view, entity), scope)


def money_of(view: View, entity: Entity, ids: frozenset[str], scope: Scope = EVERYTHING) -> Money:
    """The money of the entity and those that ``ids`` names with it."""
    return money_in(view, entity, ids, held(view, scope, view.events_about(ids)), scope)


def money_in(view: View, entity: Entity, ids: frozenset[str], told: Iterable[Event], scope: Scope = EVERYTHING) -> Money:
    """The same, of what these events tell."""
    events = sorted(told, key=by_time)
    of_type = {kind: [e for e in events if e.event_type == kind] for kind in {e.event_type for e in events}}
    raised = [e for e in of_type.get("funding", []) if _mine(e, ("org",), ids)]
    rounds = tuple(sorted((_round(e) for e in raised if bearing_of(e) is not Bearing.TOTAL), key=_in_order))
    valuations = tuple(_valuations(of_type.get("valuation", []), rounds, ids))
    counted = [r for r in rounds if r.event.certainty in _FIRM and r.event.polarity is Polarity.AFFIRMED]
    return Money(
        entity=entity,
        rounds=rounds,
        totals=tuple(_totals(view, raised)),
        valuations=valuations,
        figures=tuple(_figures(of_type.get("metric", []), ids)),
        runway=runway(view, entity, events, scope),
        deals=tuple(_deals(events, ids)),
        sums=_sums(counted),
        undisclosed=sum(not r.amounts for r in counted),
        unsure=len(rounds) - len(counted),
        disagreements=(*_of_rounds(rounds), *_of_valuations(valuations)),
    )


def _mine(event: Event, roles: Iterable[str], ids: frozenset[str]) -> str | None:
    """The first of the roles that one of the entities plays."""
    return next((role for role in roles if any(v.entity in ids for v in event.role(role))), None)


def amounts(claims: Iterable[Claim], role: str) -> tuple[Amount, ...]:
    """The different sums that the claims tell in a role, most told first; of sums that agree the closer one stands."""
    found: list[tuple[Amount, int]] = []
    for claim in claims:
        for value in (a.value for a in claim.values(role)):
            if not isinstance(value, Amount) or (value.low is None and value.high is None):
                continue
            at = next((i for i, (kept, _) in enumerate(found) if _same(kept, value)), None)
            if at is None:
                found.append((value, 1))
            else:
                found[at] = (min(found[at][0], value, key=_breadth), found[at][1] + 1)
    return tuple(amount for amount, _ in sorted(found, key=lambda f: -f[1]))


def _same(left: Amount, right: Amount) -> bool:
    return (left.currency is None or right.currency is None or left.currency == right.currency) and same_amount(left, right)


def _breadth(amount: Amount) -> tuple[bool, bool, Decimal]:
    if amount.low is None or amount.high is None:
        return (amount.currency is None, True, Decimal(0))
    return (amount.currency is None, False, amount.high - amount.low)


def _affirming(event: Event) -> list[Claim]:
    said = [t.claim for t in event.tellings if t.claim.polarity is event.polarity]
    return said or [t.claim for t in event.tellings]


def _round(event: Event) -> Round:
    claims = _affirming(event)
    what = bearing_of(event)
    told = amounts((c for c in claims if bearing(c) is not Bearing.VALUATION), "amount")
    worth = amounts(claims, "valuation") or amounts((c for c in claims if bearing(c) is Bearing.VALUATION), "amount")
    remark = None
    if what is Bearing.VALUATION and not told:
        remark = "the sum told with it is what it was valued at; what was raised is undisclosed"
    named_round = round_name(event)
    return Round(event, event.role("org"), named_round.text if named_round else None, told, worth, event.role("investors"), remark)


def _in_order(one: Round) -> tuple[bool, object, int, str]:
    """By time, then by the order of round names; what nothing dates last."""
    placed = round_name(one.event)
    return (one.event.valid_time is None, by_time(one.event)[1:3], placed.order if placed else _UNDATED, one.event.id)


def _totals(view: View, events: Sequence[Event]) -> Iterator[Total]:
    """The totals that claims tell, and those that stand beside a round in its sentence; each sentence's once."""
    told = [(event, t) for event in events for t in event.tellings]
    documents = view.documents.bring({t.claim.document for _, t in told})
    seen: set[tuple[str, int]] = set()
    for event, one in sorted(told, key=lambda pair: bearing(pair[1].claim) is not Bearing.TOTAL):
        document = documents.get(one.claim.document)
        sentence = sentence_at(document, one.claim.evidence.span) if document else one.claim.evidence.span
        place = (one.claim.document, sentence.start)
        read = bearing(one.claim) is Bearing.TOTAL
        found = amounts([one.claim], "amount")[:1] if read else ()
        if not found and document and (beside := total_in(sentence.of(document.text))):
            found = (beside,)
        if found and place not in seen:
            seen.add(place)
            yield Total(event, one, event.role("org"), found[0], read)


def _valuations(events: Sequence[Event], rounds: Sequence[Round], ids: frozenset[str]) -> Iterator[Valuation]:
    found = [
        Valuation(event, event.role("org"), amount, event.valid_time, False)
        for event in events
        if _mine(event, ("org",), ids)
        for amount in amounts(_affirming(event), "amount")
    ]
    for one in (Valuation(r.event, r.orgs, amount, r.event.valid_time, True) for r in rounds for amount in r.valuations):
        twin = next((i for i, other in enumerate(found) if _one_valuation(one, other)), None)
        if twin is None:
            found.append(one)
        else:
            found[twin] = replace(found[twin], by_round=True)
    yield from sorted(found, key=lambda v: (by_time(v.event), v.amount.expression))


def _one_valuation(left: Valuation, right: Valuation) -> bool:
    apart = left.time is not None and right.time is not None and not left.time.overlaps(right.time)
    whose = {v.entity or v.text for v in left.orgs} & {v.entity or v.text for v in right.orgs}
    return bool(whose) and not apart and left.amount.currency == right.amount.currency and same_amount(left.amount, right.amount)


def _figures(events: Sequence[Event], ids: frozenset[str]) -> Iterator[MoneyFigure]:
    for event in events:
        if not _mine(event, ("subject",), ids):
            continue
        seen: set[tuple[str, Amount]] = set()
        for claim in _affirming(event):
            measure, amount = named(claim), figure(claim)
            if measure is None or measure.kind is not MeasureKind.MONEY or amount is None or amount.unit == "%":
                continue
            if (measure.name, amount) not in seen:
                seen.add((measure.name, amount))
                words = next((a.text for a in claim.values("measure")), measure.zh)
                yield MoneyFigure(event, measure.name, words, amount, claim.valid_time)


def _deals(events: Sequence[Event], ids: frozenset[str]) -> Iterator[Deal]:
    for event in events:
        if event.event_type == "acquisition" and (side := _mine(event, ("acquirer", "target"), ids)):
            yield Deal(event, side, amounts(_affirming(event), "amount"))
        elif event.event_type == "bid_wins" and (role := _mine(event, ("org", "issuer"), ids)):
            yield Deal(event, "winner" if role == "org" else "issuer", amounts(_affirming(event), "amount"))


def _sums(rounds: Sequence[Round]) -> tuple[Sum, ...]:
    found: dict[str | None, Sum] = {}
    for one in rounds:
        if not one.amounts:
            continue
        # What contradicts itself counts from its least to its most.
        currency = one.amounts[0].currency
        told = [a for a in one.amounts if a.currency == currency]
        low = min((a.low or Decimal(0) for a in told), default=Decimal(0))
        highs = [a.high for a in told]
        high = None if None in highs else max(h for h in highs if h is not None)
        before = found.get(currency, Sum(currency, Decimal(0), Decimal(0), 0))
        open_above = before.high is None or high is None
        total = None if before.high is None or high is None or open_above else before.high + high
        found[currency] = Sum(currency, before.low + low, total, before.rounds + 1)
    return tuple(sorted(found.values(), key=lambda s: (-s.rounds, s.currency or "~")))


def _of_rounds(rounds: Sequence[Round]) -> Iterator[Disagreement]:
    for one in rounds:
        if len(one.amounts) > 1:
            words = "the sums {} of one round contradict each other"
            yield _disagreement(DisagreementKind.ROUNDS, one.orgs, one.amounts, words)


def _of_valuations(valuations: Sequence[Valuation]) -> Iterator[Disagreement]:
    for i, left in enumerate(valuations):
        for right in valuations[i + 1 :]:
            one_time = left.time is not None and right.time is not None and left.time.overlaps(right.time)
            if not one_time or {v.entity for v in left.orgs}.isdisjoint(v.entity for v in right.orgs):
                continue
            both = (left.amount, right.amount)
            if left.amount.currency != right.amount.currency:
                words = "the valuations {} are of one time in different currencies, and are not compared"
                yield _disagreement(DisagreementKind.CURRENCIES, left.orgs, both, words)
            elif not same_amount(*both):
                words = "the valuations {} are of one time and contradict each other"
                yield _disagreement(DisagreementKind.VALUATIONS, left.orgs, both, words)


def _disagreement(kind: DisagreementKind, orgs: Sequence[RoleValue], told: tuple[Amount, ...], words: str) -> Disagreement:
    whose = orgs[0].text if orgs else ""
    said = words.format(", ".join(a.expression for a in told))
    return Disagreement(kind, whose, told, f"{whose}: {said}" if whose else said)
