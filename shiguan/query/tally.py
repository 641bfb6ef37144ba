"""How many: events counted by who, where or when, and all that was left out, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from shiguan.errors import InputError
from shiguan.ledger.counting import Count, CountRequest, CountRow
from shiguan.query.links import makers
from shiguan.query.names import members
from shiguan.query.scope import EVERYTHING, SURE, Scope, rank
from shiguan.query.view import View
from shiguan.records.claim import Polarity
from shiguan.records.views import Event, Exclusion, Tally, TallyRow
from shiguan.resolve.happenings import ONCE, ROLES_OF

BY = (*ROLES_OF, "month", "quarter", "year")
# Types that are told of products: of what a product is, or does, or costs.
_OF_PRODUCTS = frozenset({"metric", "count_claim", "abandonment", "product_release", "product_shutdown", "price_change"})
_PERSONAL = ONCE | {"appointment"}


@dataclass(frozen=True, slots=True)
class TallyQuestion:
    """What to count. ``by`` is one of ``BY``.

    The scope's ``min_certainty``: None counts what is confirmed or reported, with rumours in ``high`` only; ``confirmed`` or
    ``reported`` leaves out all that is less; ``planned`` and ``rumoured`` let in, as ``high``, what is planned too.
    ``limit``: so many rows, so many of their events and so many of the events left out are given at most; all are counted.
    """

    event_type: str
    by: str = "org"
    scope: Scope = EVERYTHING
    limit: int | None = None


def tally(view: View, question: TallyQuestion) -> Tally:
    """The events of a type, counted by a key.

    ``low`` counts distinct events that are reported or confirmed, ``high`` also those only rumoured. A departure counts once for
    a person and an organisation, however often and wherever told, unless the times lie more than a year apart; so do
    memberships and foundings. Left out, with the reason in words: what is denied or said not to be so (somebody
    is still in office), not yet in effect, a total of rounds, outside the window, not of the group, and each further telling of
    what is counted. An event of unknown time is taken as news of the day it was first told (see ``window``), and is in ``high``
    only unless that day is in the window for certain; so is one whose time lies across a bound. By organisation, what is told of a
    product counts for its maker, where one is on record. Of people, only the named are
    counted. Raises InputError, NotFoundError, AmbiguousError.
    """
    if question.by not in BY:
        raise InputError(f"cannot count by {question.by!r}; choose one of {', '.join(BY)}")
    request = _request(view, question)
    with closing(Count(view.store, view.valid_at, request)) as count:
        totals, rows = count.totals(), count.rows(question.limit)
        keys = _opened(count.events(_first(rows, question.limit)), question.limit)
        reasons = count.left_out(question.limit)
    events = dict(
        zip((k for ks in keys.values() for k in ks), view.events_in_order([k for ks in keys.values() for k in ks]), strict=True)
    )
    left = list(zip(view.events_in_order(list(reasons)), reasons.values(), strict=True))
    opened = {r.key: tuple(events[k] for k in keys.get(r.key, ())) for r in rows}
    made = view.present.ids(request.makers) if question.by == "org" else {}
    return Tally(
        event_type=question.event_type,
        by=question.by,
        rows=tuple(TallyRow(r.name, r.low, r.high, opened[r.key], _lifted(opened[r.key], made.values())) for r in rows),
        excluded=_excluded(left, events.values()),
        low=totals.low,
        high=totals.high,
        more_rows=totals.rows - len(rows),
        left_out=totals.left_out,
    )


def counted(view: View, question: TallyQuestion) -> Sequence[CountRow]:
    """The rows of the tally alone, without their events: counting many is quick, loading them is not."""
    with closing(Count(view.store, view.valid_at, _request(view, question))) as count:
        return count.rows(question.limit)


def _lifted(events: Iterable[Event], products: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Those of a row's events that are told of one of the products, with its name."""
    found = []
    for event in events if products else ():
        org = next((v for role in ROLES_OF["org"] for v in event.role(role)), None)
        product = org or next((v for v in event.role("product") if v.entity in products), None)
        if product and product.entity in products:
            found.append((event.id, product.text))
    return tuple(found)


def _request(view: View, question: TallyQuestion) -> CountRequest:
    scope = question.scope
    of = members(view, scope.group) if scope.group else None
    least = scope.min_certainty
    return CountRequest(
        event_type=question.event_type,
        by=question.by,
        group=scope.group,
        of=None if of is None else view.present.keys(of).values(),
        org_roles=ROLES_OF["org"],
        since=scope.since,
        until=scope.until,
        least=None if least is None else rank(least) if least in SURE else len(SURE) - 1,
        personal=question.event_type in _PERSONAL,
        makers=makers(view, view.present.products_counted(question.event_type)) if question.event_type in _OF_PRODUCTS else {},
    )


def _first(rows: Sequence[CountRow], limit: int | None) -> Iterator[CountRow]:
    """The rows that come first until they hold so many events."""
    held = 0
    for row in rows:
        if limit is not None and held >= limit:
            return
        held += row.high
        yield row


def _opened(keys: Mapping[int | str | None, list[int]], limit: int | None) -> dict[int | str | None, list[int]]:
    """So many events, the first rows' first."""
    left, found = limit, dict[int | str | None, list[int]]()
    for key, events in keys.items():
        found[key] = events if left is None else events[:left]
        left = None if left is None else left - len(found[key])
    return found


def _excluded(left: Iterable[tuple[Event, str]], counted: Iterable[Event]) -> tuple[Exclusion, ...]:
    """Each telling that is left out, once, by file and place."""
    excluded = [Exclusion(told, reason) for event, reason in left for told in event.tellings]
    excluded += [again for event in counted for again in _told_again(event)]
    order = sorted(excluded, key=lambda x: (x.told.file, x.told.start, x.told.claim.id, x.reason))
    first = {x.told.claim.id: x for x in reversed(order)}
    return tuple(reversed(first.values()))


def _told_again(event: Event) -> list[Exclusion]:
    """The tellings of a counted event beyond the first that affirms it."""
    affirmed = [t for t in event.tellings if t.claim.polarity is Polarity.AFFIRMED]
    denying = [t for t in event.tellings if t.claim.polarity is Polarity.NEGATED]
    again = [Exclusion(told, f"already counted: the same as {event.id}") for told in affirmed[1:]]
    return again + [Exclusion(told, f"said not to be so, and affirmed since: {event.id}") for told in denying]
