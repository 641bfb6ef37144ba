"""Counting the events of a type in the present, where they are kept: which count, for how much, and why the others do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from shiguan.ledger.present import PresentStore
from shiguan.ledger.presented import BEGUN
from shiguan.ledger.rows import LISTED, marks

_tables = count(1)
# What makes an event count for nothing, first reason first, by the number of the reason in _WHY_OUT; and what then makes it count
# in the high number only. Bounds and certainties come as parameters; an absent one is NULL, and comparing with it is not true.
_OUT = """
CASE
WHEN polarity = 'negated' THEN CASE WHEN certainty = 'denied' THEN 1 WHEN event_type = 'departure' THEN 2 ELSE 3 END
WHEN total THEN 15
WHEN rank > :least AND rank < 2 THEN 4
WHEN rank > :least AND rank = 3 THEN 5
WHEN rank = 2 AND (:least IS NULL OR rank > :least) THEN 6
WHEN scoped = 0 AND org_text IS NULL THEN 7
WHEN scoped = 0 THEN 8
WHEN last_day < :since OR first_day > :until THEN 9
WHEN :personal AND NOT named THEN 10
END
"""
_HIGH = """
CASE
WHEN rank = 3 THEN 11
WHEN rank = 2 THEN 12
WHEN (:since IS NOT NULL OR :until IS NOT NULL) AND (
    (first_day IS NULL AND last_day IS NULL) OR first_day < :since OR (NOT dated AND coalesce(told_start, '') < :since)
    OR (:until IS NOT NULL AND (last_day IS NULL OR last_day > :until)))
THEN CASE WHEN NOT dated THEN 13 ELSE 14 END
END
"""
_UNSURE = "to be sure that it falls in the window: in the high count only"
_WHY_OUT = {
    1: "denied",
    2: "still in office",
    3: "said not to be so",
    4: "only {certainty}",
    5: "rumour only",
    6: "not yet in effect",
    7: "does not say of which organisation",
    8: "{org} is not one of {group}",
    9: "outside the time window",
    10: "names nobody, and who it is may be counted already",
    11: "rumour only: in the high count, not in the low one",
    12: "not yet in effect: in the high count, not in the low one",
    13: f"its time is unknown {_UNSURE}",
    15: "a total of rounds, no round",
    14: f"its time is too coarse {_UNSURE}",
}
_SAYS_WHOSE = (4, 8)
_MONTH, _YEAR = "substr({0}, 1, 7)", "substr({0}, 1, 4)"
_QUARTER = "substr({0}, 1, 4) || '-Q' || ((CAST(substr({0}, 6, 2) AS INTEGER) + 2) / 3)"
_PERIODS = {"month": _MONTH, "quarter": _QUARTER, "year": _YEAR}
_COLUMNS = ("org", "person", "destination")


@dataclass(frozen=True, slots=True)
class CountRequest:
    """What is to be counted, by which key, and of what.

    ``by``: ``org``, ``person``, ``destination`` (whose columns the present keeps) or a period. ``of``: numbers of the entities of
    ``group``, None for all. ``makers``: of products (by number) the organisations under which they are counted. ``least``: the
    rank of the least sure that counts. ``personal``: only what names somebody counts.
    """

    event_type: str
    by: str
    group: str | None
    of: Collection[int] | None
    org_roles: Sequence[str]
    since: date | None
    until: date | None
    least: int | None
    personal: bool
    makers: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountRow:
    """A key and how often: ``low`` for certain, ``high`` at most; ``name`` None where the text does not say."""

    key: int | str | None
    name: str | None
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Of all rows together; ``left_out`` counts the tellings that are not counted."""

    rows: int
    low: int
    high: int
    left_out: int


class Count:
    """One count, in tables of its own that ``close`` drops."""

    def __init__(self, store: PresentStore, day: date | None, request: CountRequest) -> None:
        self._store = store
        self._table = f"count{next(_tables)}"
        self._by_period = request.by in _PERIODS
        self._group = request.group
        values = {
            "day": None if day is None else day.isoformat(),
            "type": request.event_type,
            "least": request.least,
            "since": request.since.isoformat() if request.since else None,
            "until": request.until.isoformat() if request.until else None,
            "personal": request.personal,
        }
        store.execute(f"CREATE TEMP TABLE {self._table}_makers (product INTEGER PRIMARY KEY, maker INTEGER)")
        store.many(f"INSERT INTO temp.{self._table}_makers (product, maker) VALUES (?, ?)", request.makers.items())
        store.execute(self._made(request), values)
        store.execute(f"""
        CREATE TEMP TABLE {self._table}_by AS
        SELECT counted, sum(high IS NULL) AS low, count(*) AS high, min(id) AS first FROM temp.{self._table}
        WHERE out IS NULL AND again IS NULL GROUP BY counted
        """)

    def close(self) -> None:
        """Drop the tables."""
        self._store.execute(f"DROP TABLE temp.{self._table}")
        self._store.execute(f"DROP TABLE temp.{self._table}_by")
        self._store.execute(f"DROP TABLE temp.{self._table}_makers")

    def _made(self, request: CountRequest) -> str:
        scoped = "1"
        org = self._org(request)
        by = org if request.by == "org" else _key(request.by)
        if request.of is not None:
            keys = ", ".join(map(str, sorted(request.of))) or "NULL"  # numbers of ours, no words of a user's
            roles = ", ".join(f"'{role}'" for role in request.org_roles)
            scoped = f"key IN (SELECT event FROM {{values}} WHERE entity IN ({keys}) AND role IN ({roles}))"
            scoped += f" OR coalesce({org} IN ({keys}), 0)" if request.makers else ""
        judged = f"""
        SELECT *, {_OUT} AS out, {_HIGH} AS high
        FROM (SELECT *, {by} AS counted, {scoped} AS scoped FROM {{events}} WHERE event_type = :type AND {BEGUN})
        """
        # Nearly all happenings are one event. Of the others the best told is counted that counts at all (those for certain before
        # those in the high number only), under the first key that one of them tells.
        return f"""
        CREATE TEMP TABLE {self._table} AS
        WITH many AS MATERIALIZED (
            SELECT key, id, tellings, out, high, first_day, last_day, counted, happening, high IS NOT NULL AS less, place
            FROM ({judged}) WHERE NOT alone
        )
        SELECT key, id, tellings, out, high, first_day, last_day, NULL AS again, counted FROM ({judged}) WHERE alone
        UNION ALL
        SELECT key, id, tellings, out, high, first_day, last_day,
            CASE WHEN out IS NULL AND row_number() OVER same > 1 THEN first_value(id) OVER same END, first_value(counted) OVER told
        FROM many
        WINDOW same AS (PARTITION BY happening, out IS NULL ORDER BY less, place),
            told AS (PARTITION BY happening, out IS NULL ORDER BY counted IS NULL, less, place)
        """

    def _org(self, request: CountRequest) -> str:
        """Whose event it is, in SQL: of a product its maker, where it is known; so too where only a product is told."""
        if not request.makers:
            return _key("org")
        makers = f"temp.{self._table}_makers"
        product = f"""
        SELECT min(m.maker) FROM {{values}} v JOIN {makers} m ON m.product = v.entity WHERE v.event = key AND v.role = 'product'
        """
        return f"coalesce((SELECT maker FROM {makers} WHERE product = org_entity), org_entity, org_text, ({product}))"

    def totals(self) -> Totals:
        """All rows together."""
        sql = f"SELECT count(*), coalesce(sum(low), 0), coalesce(sum(high), 0) FROM temp.{self._table}_by"
        rows, low, high = self._store.execute(sql).fetchone()
        (tellings,) = self._store.execute(f"SELECT coalesce(sum(tellings), 0) FROM temp.{self._table}").fetchone()
        return Totals(rows, low, high, tellings - low)

    def rows(self, limit: int | None) -> list[CountRow]:
        """The largest rows, or the first periods; what does not say last."""
        order = "counted" if self._by_period else "low DESC, high DESC, name"
        # A number under which is counted is that of an entity, which has a name; a text is its own.
        name = "CASE typeof(counted) WHEN 'integer' THEN (SELECT n.name FROM {entities} n WHERE n.key = counted) ELSE counted END"
        # Names are looked up only of those that may be among so many: of all would take longer than counting.
        least = f"(SELECT low FROM temp.{self._table}_by WHERE counted IS NOT NULL ORDER BY low DESC LIMIT 1 OFFSET :last)"
        among = "" if self._by_period or limit is None else f"WHERE counted IS NULL OR low >= coalesce({least}, 0)"
        sql = f"""
        SELECT counted, {name} AS name, low, high FROM temp.{self._table}_by {among}
        ORDER BY counted IS NULL, {order}, first LIMIT :limit
        """
        bounds = {"limit": -1 if limit is None else limit} | ({"last": (limit or 1) - 1} if among else {})
        return [CountRow(*row) for row in self._store.execute(sql, bounds)]

    def events(self, rows: Iterable[CountRow]) -> dict[int | str | None, list[int]]:
        """The numbers of what rows count, in order of time, by the row's key."""
        found: dict[int | str | None, list[int]] = {row.key: [] for row in rows}
        told = [key for key in found if key is not None]
        order = "coalesce(first_day, last_day, '9999'), coalesce(last_day, '9999'), id"
        # More keys than a statement takes values are most of them all.
        among = f"AND (counted IN {marks(told)} OR counted IS NULL)" if len(told) <= LISTED else ""
        sql = f"SELECT counted, key FROM temp.{self._table} WHERE out IS NULL AND again IS NULL {among} ORDER BY {order}"
        for key, event in self._store.execute(sql, told if among else ()):
            if key in found:
                found[key].append(event)
        return found

    def left_out(self, limit: int | None) -> dict[int, str]:
        """The numbers of events that count for nothing, or not for certain, and why; what is counted already last.

        Of many, a tenth of the limit for each reason.
        """
        why = "CASE WHEN again IS NULL THEN coalesce(out, high) ELSE 0 END"
        reasons = [row[0] for row in self._store.execute(f"SELECT DISTINCT {why} FROM temp.{self._table}") if row[0] is not None]
        some = f"SELECT key, id, {why} AS why, again FROM temp.{self._table} WHERE {why} = {{}} ORDER BY id LIMIT :each"
        each = f"SELECT * FROM ({some})"
        sql = f"SELECT * FROM ({' UNION ALL '.join(map(each.format, reasons))}) ORDER BY why = 0, id LIMIT :limit"
        bounds = {"each": -1, "limit": -1} if limit is None else {"each": max(3, limit // 10), "limit": limit}
        found = [(key, reason, again) for key, _, reason, again in (self._store.execute(sql, bounds) if reasons else ())]
        whose = """
        SELECT key, certainty, coalesce((SELECT n.name FROM {entities} n WHERE n.key = org_entity), org_text)
        FROM {events} WHERE key IN (?*)
        """
        of = {row[0]: row[1:] for row in self._store.select(whose, [key for key, why, _ in found if why in _SAYS_WHOSE])}
        return {key: self._why(why, best, *of.get(key, ("", ""))) for key, why, best in found}

    def _why(self, why: int, best: str | None, certainty: str, org: str) -> str:
        if why == 0:
            return f"already counted: the same as {best}"
        return _WHY_OUT[why].format(certainty=certainty, org=org, group=self._group)


def _key(by: str) -> str:
    """What is counted under one key, in SQL; NULL where it is not told."""
    if by in _COLUMNS:
        return f"coalesce({by}_entity, {by}_text)"
    first, last = (_PERIODS[by].format(end) for end in ("valid_start", "valid_end"))
    return f"CASE WHEN valid_precision IS NOT NULL AND {first} = {last} THEN {first} END"
