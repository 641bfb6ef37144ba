"""Who ranks where: by which measure, among whom, when, and by whose count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shiguan.errors import NotFoundError
from shiguan.ledger.rows import in_bulk
from shiguan.query.measured import TYPES, Measured, measured, named, place
from shiguan.query.names import fold
from shiguan.query.ranks import Rank
from shiguan.query.scope import EVERYTHING, Scope, within
from shiguan.query.standings import Row, Table, beside, same_scope, tables, wordings
from shiguan.query.view import View
from shiguan.query.window import Fall, Window
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Exclusion, Told
from shiguan.resolve.agree import alike
from shiguan.resolve.names import normal
from shiguan.vocabulary.measures import load_measures


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of a name in a table, by the table's number from 1."""

    table: int
    ranks: tuple[Rank, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A name that stands in different places in several tables, and what sets the tables apart.

    ``because``: ``measure``, ``scope``, ``period``, ``count`` (who counts), ``certainty``; never empty.
    """

    subject: str
    entity: str | None
    standings: tuple[Standing, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureTold:
    """A measure on record: its name or words, how it is worded, how many tellings tell it and how many of them a place."""

    measure: str
    words: tuple[str, ...]
    tellings: int
    ranked: int


@dataclass(frozen=True, slots=True)
class League:
    """``tables`` of the measure asked about, and what the tables differ in; ``measures`` on record, where none was asked."""

    asked: str | None
    measures: tuple[MeasureTold, ...]
    tables: tuple[Table, ...]
    differences: tuple[Difference, ...]
    excluded: tuple[Exclusion, ...]


@in_bulk()
def league(view: View, measure: str | None = None, when: ValidTime | None = None, scope: Scope = EVERYTHING) -> League:
    """Who stands where by a measure, in any of its wordings; None lists the measures on record.

    What is told under one scope, of one period and by one count stands in one table, so that two places of one name by two scopes
    stand in two. ``when`` keeps what may be of that time. Raises NotFoundError, with the measures on record.
    """
    tellings = _tellings(view, scope)
    if measure is None:
        return League(None, _on_record(list(measured(view, tellings))), (), (), ())
    asked = load_measures().of(fold(measure))
    found = _found(view, tellings, measure)
    if not found:
        everywhere = _tellings(view, EVERYTHING)
        if scope != EVERYTHING and _found(view, everywhere, measure):
            raise NotFoundError(f"what is measured by {measure} is on record, but none of it in the scope asked about")
        raise NotFoundError(_nothing(view, everywhere, measure))
    excluded = [Exclusion(m.told, reason) for m in found if (reason := _against(m, when))]
    left_out = {x.told.claim.id for x in excluded}
    kept = beside([m for m in found if m.told.claim.id not in left_out])
    found_tables = tables(kept, asked.name if asked else None)
    return League(measure, (), found_tables, _differences(found_tables), tuple({x.told.claim.id: x for x in excluded}.values()))


def _tellings(view: View, scope: Scope) -> list[tuple[Event, Told]]:
    return [(event, told) for event in within(view, scope, TYPES) for told in event.tellings]


def _found(view: View, tellings: Iterable[tuple[Event, Told]], measure: str) -> list[Measured]:
    """What is told by the measure, in any of its wordings."""
    asked = load_measures().of(fold(measure))
    kin = load_measures().kin(asked.name) if asked else frozenset()
    likely = [(event, told) for event, told in tellings if _may_be(told.claim, kin)]
    return [m for m in measured(view, likely) if _asked_about(m, kin, fold(measure))]


def _may_be(claim: Claim, kin: frozenset[str]) -> bool:
    """Whether the telling may be of one of the measures: it names one, or tells a place or words that are no known measure."""
    told = named(claim)
    return told.name in kin if told and kin else told is None or place(claim) is not None


def _asked_about(one: Measured, kin: frozenset[str], asked: str) -> bool:
    if kin:
        return one.measure in kin
    words = normal(asked)
    return bool(words) and any(said and (words in said or alike(words, said)) for said in (one.measure or "", normal(one.words)))


def _nothing(view: View, tellings: Iterable[tuple[Event, Told]], measure: str) -> str:
    told = [m.words[0] if m.words else m.measure for m in _on_record(list(measured(view, tellings)))]
    return f"nothing on record is measured by {measure}; told are: {', '.join(told) or 'no measures'}"


def _on_record(found: Sequence[Measured]) -> tuple[MeasureTold, ...]:
    groups: dict[str, list[Measured]] = defaultdict(list)
    for one in found:
        if one.measure:
            groups[one.measure].append(one)
    listed = [
        MeasureTold(
            measure,
            wordings(group),
            len({m.told.claim.id for m in group}),
            len({m.told.claim.id for m in group if m.rank}),
        )
        for measure, group in groups.items()
    ]
    return tuple(sorted(listed, key=lambda m: (-m.ranked, -m.tellings, m.measure)))


def _against(one: Measured, when: ValidTime | None) -> str | None:
    """Why the telling stands in no table."""
    if one.told.claim.polarity is Polarity.NEGATED:
        return "denied" if one.told.claim.certainty is Certainty.DENIED else "said not to be so"
    if when is None:
        return None
    window = Window(when.start, when.end)
    alone = Event(one.event, "metric", (), one.period, one.told.claim.certainty, one.told.claim.polarity, (one.told,), 1)
    return "outside the time window" if window.holds(alone) is Fall.OUTSIDE else None


def _differences(compared: Sequence[Table]) -> tuple[Difference, ...]:
    standings: dict[str, list[tuple[Standing, Row]]] = defaultdict(list)
    for number, table in enumerate(compared, 1):
        for row in table.rows:
            if row.ranks:
                standings[row.entity or row.subject].append((Standing(number, row.ranks), row))
    found = []
    for told in standings.values():
        if len({s.ranks[0] for s, _ in told}) > 1:
            because = _because([compared[s.table - 1] for s, _ in told])
            found.append(Difference(told[0][1].subject, told[0][1].entity, tuple(s for s, _ in told), because))
    return tuple(sorted(found, key=lambda d: (-len(d.standings), d.subject)))


def _because(compared: Sequence[Table]) -> tuple[str, ...]:
    """Of what kinds the tables differ; of what kind not all do, is no cause alone."""
    first = compared[0]
    kinds = {
        "measure": any(t.measure != first.measure for t in compared),
        "scope": any(not same_scope(t.scope, first.scope) for t in compared),
        "period": any((t.period.when if t.period else None) != (first.period.when if first.period else None) for t in compared),
        "count": any(normal(t.counter or "") != normal(first.counter or "") for t in compared),
        "certainty": any(t.certainty is not first.certainty for t in compared),
    }
    return tuple(kind for kind, differs in kinds.items() if differs)
