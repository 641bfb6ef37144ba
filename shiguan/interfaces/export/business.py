"""League tables, money and names side by side as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shiguan.interfaces.export.cells import EVENT, TIME, TOLD, best, columns, event, names, sure, time, together, told
from shiguan.interfaces.export.course import excluded
from shiguan.interfaces.export.table import Cell, Column, Kind, Row, Table
from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import figures
from shiguan.interfaces.show.companies import cell_text, line_name
from shiguan.interfaces.show.dossier import counted
from shiguan.query.compare import Comparison
from shiguan.query.league import League
from shiguan.query.money import Money, MoneyFigure, Round
from shiguan.query.runway import Runway
from shiguan.query.standings import Table as Standings
from shiguan.records.amount import Amount
from shiguan.records.views import Event

_SURE = (*TIME, "certainty", "polarity", "sources", "outlets")
_AMOUNT = ("amount", "amount_low", "amount_high", "currency")
_NUMBERS = ("amount_low", "amount_high", "value_low", "value_high")
_COMPARED = ("measure", "scope", *TIME, "counter", "certainty")


def league(messages: Messages, answer: League) -> list[Table]:
    """A row for each name in each table, numbered; names that stand differently; or the measures that may be asked about."""
    if answer.asked is None:
        rows = [
            (
                figures.measure(messages, one.measure, one.words[0] if one.words else ""),
                together(one.words),
                one.tellings,
                one.ranked,
            )
            for one in answer.measures
        ]
        heading = (*columns(messages, "measure", "words"), *columns(messages, "tellings", "ranked", kind=Kind.WHOLE))
        return [Table("measures", messages("table.measures"), heading, rows)]
    places = columns(messages, "table", "rank_low", "rank_high", kind=Kind.WHOLE)
    heading = (*places, *_mixed(messages, "rank", "name", "entity", "value", "value_low", "value_high", "unit", *_COMPARED, *TOLD))
    standings = [row for number, one in enumerate(answer.tables, 1) for row in _standings(messages, number, one)]
    differing = [
        (one.subject, one.entity, standing.table, figures.ranks(messages, standing.ranks), _because(messages, one.because))
        for one in answer.differences
        for standing in one.standings
    ]
    order = ("name", "entity"), ("table",), ("rank", "reason")
    kinds = (*columns(messages, *order[0]), *columns(messages, *order[1], kind=Kind.WHOLE), *columns(messages, *order[2]))
    return [
        Table("league", messages("table.league"), heading, standings),
        Table("differences", messages("table.differences"), kinds, differing),
        excluded(messages, answer.excluded),
    ]


def _standings(messages: Messages, number: int, table: Standings) -> Iterator[Row]:
    measure = figures.measure(messages, table.measure, table.words[0] if table.words else "")
    compared = (
        *(measure, figures.conditions(messages, table.scope), *time(table.period)),
        *(counted(messages, table.counter, table.counted), messages(f"certainty.{table.certainty}")),
    )
    for row in table.rows:
        first, value = next(iter(row.ranks), None), next(iter(row.values), None)
        places = (number, first.low, first.high) if first and not first.from_bottom else (number, None, None)
        ends = (value.low, value.high, value.currency or value.unit) if value else (None, None, None)
        said = together(one.expression for one in row.values)
        yield (
            *(*places, figures.ranks(messages, row.ranks) or None, row.subject, row.entity, said, *ends, *compared),
            *told(next(iter(row.told), None)),
        )


def _because(messages: Messages, kinds: Iterable[str]) -> str:
    return together(messages(f"league.because.{kind}") for kind in kinds) or messages("league.contradiction")


def money(messages: Messages, answer: Money) -> list[Table]:
    """Rounds, totals told, valuations, figures, deals, how long it lasts, and what the rounds come to by currency."""
    m = messages
    totals = [(one.event.id, names(one.orgs), *_amounts([one.amount]), *told(one.told)) for one in answer.totals]
    valuations = [(one.event.id, names(one.orgs), *_amounts([one.amount]), *_rests(m, one.event)) for one in answer.valuations]
    deals = [(one.event.id, m(f"money.{one.side}"), *_amounts(one.amounts), *_deal(m, one.event)) for one in answer.deals]
    sums = [(one.currency or m("money.unsaid_currency"), one.low, one.high, one.rounds) for one in answer.sums]
    ends = (Column("low", m("column.low"), Kind.NUMBER), Column("high", m("column.high"), Kind.NUMBER))
    added = (*columns(m, "currency"), *ends, *columns(m, "rounds", kind=Kind.WHOLE))
    keys = ("event", "org", "round", *_AMOUNT, "valuation", "investors", *_SURE, *TOLD)
    books = ("event", "measure", "words", *_AMOUNT, "period", *_SURE, *TOLD)
    return [
        _table(m, "rounds", keys, [_round(m, one) for one in answer.rounds]),
        _table(m, "sums_told", ("event", "org", *_AMOUNT, *TOLD), totals),
        _table(m, "valuations", ("event", "org", *_AMOUNT, *_SURE, *TOLD), valuations),
        _table(m, "figures", books, [_figure(m, one) for one in answer.figures]),
        _table(m, "deals", ("event", "side", *_AMOUNT, *EVENT[2:], *TOLD), deals),
        _table(m, "runway", ("event", "told", "about", *TOLD[:-2]), [_lasts(one) for one in answer.runway]),
        Table("sums", m("table.sums"), added, sums),
    ]


def _round(messages: Messages, one: Round) -> Row:
    sums = (*_amounts(one.amounts), _said(one.valuations))
    return (one.event.id, names(one.orgs), one.round, *sums, names(one.investors), *_rests(messages, one.event))


def _figure(messages: Messages, one: MoneyFigure) -> Row:
    measure, period = figures.measure(messages, one.measure), one.period.when if one.period else None
    return (one.event.id, measure, one.words, *_amounts([one.amount]), period, *_rests(messages, one.event))


def _lasts(one: Runway) -> Row:
    published = one.published_at.when if one.published_at else None
    where = (one.sentence, one.publisher, published, one.file, one.document, one.start, one.end)
    return (one.event.id if one.event else None, one.told, one.about, *where)


def _deal(messages: Messages, found: Event) -> Row:
    return (*event(messages, found)[2:], *told(best(found)))


def _rests(messages: Messages, found: Event) -> Row:
    """How sure an event is, and the telling to cite for it."""
    return (*sure(messages, found), *told(best(found)))


def _table(messages: Messages, name: str, keys: Sequence[str], rows: Sequence[Row]) -> Table:
    return Table(name, messages(f"table.{name}"), _mixed(messages, *keys), rows)


def _mixed(messages: Messages, *keys: str) -> tuple[Column, ...]:
    return tuple(c for key in keys for c in columns(messages, key, kind=Kind.NUMBER if key in _NUMBERS else None))


def _amounts(found: Sequence[Amount]) -> tuple[Cell, Cell, Cell, Cell]:
    """As told; from where to where the first of them goes, and its currency: none of it where they contradict each other."""
    if len(found) != 1:
        return _said(found), None, None, None
    return found[0].expression, found[0].low, found[0].high, found[0].currency


def _said(found: Iterable[Amount]) -> str | None:
    return together(one.expression for one in found)


def compare(messages: Messages, answer: Comparison) -> list[Table]:
    """A column of counts for each name; the events behind them; what is in no cell."""
    heading = columns(messages, "about")
    for place, entity in enumerate(answer.entities, 1):
        heading = (*heading, Column(f"name_{place}", entity.name))
    rows = [(line_name(messages, line), *(cell_text(messages, line, cell) for cell in line.cells)) for line in answer.lines]
    behind = [
        (line_name(messages, line), entity.name, *event(messages, one), *told(best(one)))
        for line in answer.lines
        for entity, cell in zip(answer.entities, line.cells, strict=True)
        for one in cell.events
    ]
    return [
        Table("compare", messages("table.compare"), heading, rows),
        Table("events", messages("table.events"), columns(messages, "about", "name", *EVENT, *TOLD), behind),
        excluded(messages, answer.excluded),
    ]
