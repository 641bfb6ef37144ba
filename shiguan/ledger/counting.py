"""Counting the events of a type in the present, where they are kept: which count, for how much, and why the others do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from shiguan.ledger.present import PresentStore
from shiguan.ledger.presented import BEGUN
from shiguan.ledger.rows import LISTED, marks

_tables = count(1)
# When it may have happened; what is told without a time has that of what it is counted with, or ends with its first publication.
_DATED = "(PARTITION BY happening ORDER BY valid_precision IS NULL, sources DESC, tellings DESC, id)"
_IS_DATED = "max(valid_precision IS NOT NULL) OVER (PARTITION BY happening)"
_START_ALONE = "CASE WHEN valid_precision IS NOT NULL THEN valid_start END"
_END_ALONE = "CASE WHEN valid_precision IS NOT NULL THEN valid_end ELSE told_end END"
_START = f"CASE WHEN valid_precision IS NOT NULL THEN valid_start ELSE first_value(valid_start) OVER {_DATED} END"
_END = f"""
CASE WHEN valid_precision IS NOT NULL THEN valid_end WHEN {_IS_DATED} THEN first_value(valid_end) OVER {_DATED} ELSE told_end END
"""
# What makes an event count for nothing, first reason first, and then what makes it count in the high number only. Bounds and
# certainties come as parameters; an absent one is NULL, and comparing with it is not true.
_OUT = """
CASE
WHEN polarity = 'negated' THEN CASE
    WHEN certainty = 'denied' THEN 'denied' WHEN event_type = 'departure' THEN 'still in office' ELSE 'said not to be so' END
WHEN rank < 2 AND rank > :least THEN 'only ' || certainty
WHEN rank = 3 AND rank > :least THEN 'rumour only'
WHEN rank = 2 AND (:least IS NULL OR rank > :least) THEN 'not yet in effect'
WHEN scoped = 0 AND org_text IS NULL THEN 'does not say of which organisation'
WHEN scoped = 0 THEN org_name || ' is not one of ' || :group
WHEN finish < :since OR start > :until THEN 'outside the time window'
WHEN :personal AND NOT named THEN 'names nobody, and who it is may be counted already'
END
"""
_UNSURE = " to be sure that it falls in the window: in the high count only"
_HIGH = f"""
CASE
WHEN rank = 3 THEN 'rumour only: in the high count, not in the low one'
WHEN rank = 2 THEN 'not yet in effect: in the high count, not in the low one'
WHEN (:since IS NOT NULL OR :until IS NOT NULL) AND (
    (start IS NULL AND finish IS NULL) OR start < :since OR (:until IS NOT NULL AND (finish IS NULL OR finish > :until)))
THEN CASE WHEN NOT dated THEN 'its time is unknown{_UNSURE}' ELSE 'its time is too coarse{_UNSURE}' END
END
"""
_RANK = "CASE certainty WHEN 'confirmed' THEN 0 WHEN 'reported' THEN 1 WHEN 'denied' THEN 1 WHEN 'rumoured' THEN 3 ELSE 2 END"
_MONTH, _YEAR = "substr({0}, 1, 7)", "substr({0}, 1, 4)"
_QUARTER = "substr({0}, 1, 4) || '-Q' || ((CAST(substr({0}, 6, 2) AS INTEGER) + 2) / 3)"
_PERIODS = {"month": _MONTH, "quarter": _QUARTER, "year": _YEAR}
_COLUMNS = ("org", "person", "destination")
_ORDER = "high IS NOT NULL, org_text IS NULL, sources DESC, tellings DESC, id"


@dataclass(frozen=True, slots=True)
class CountRequest:
    """What is to be counted, by which key, and of what.

    ``by``: ``org``, ``person``, ``destination`` (whose columns the present keeps) or a period. ``of``: numbers of the entities of
    ``group``, None for all. ``least``: the rank of the least sure that counts. ``personal``: only what names somebody counts.
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
    """One count, in a table of its own that ``close`` drops."""

    def __init__(self, store: PresentStore, day: date | None, request: CountRequest) -> None:
        self._store = store
        self._table = f"count{next(_tables)}"
        self._by_period = request.by in _PERIODS
        values = {
            "day": None if day is None else day.isoformat(),
            "type": request.event_type,
            "least": request.least,
            "group": request.group,
            "since": request.since.isoformat() if request.since else None,
            "until": request.until.isoformat() if request.until else None,
            "personal": request.personal,
        }
        store.execute(self._made(request), values)

    def close(self) -> None:
        """Drop the table."""
        self._store.execute(f"DROP TABLE temp.{self._table}")

    def _made(self, request: CountRequest) -> str:
        scoped = "1"
        if request.of is not None:
            keys = ", ".join(map(str, sorted(request.of))) or "NULL"  # numbers of ours, no words of a user's
            roles = ", ".join(f"'{role}'" for role in request.org_roles)
            scoped = f"key IN (SELECT event FROM {{values}} WHERE entity IN ({keys}) AND role IN ({roles}))"
        someone = "SELECT 1 FROM {values} v WHERE v.event = key AND v.role = 'person' AND v.entity IS NOT NULL"
        org_name = "coalesce((SELECT n.name FROM {entities} n WHERE n.key = org_entity), org_text)"
        counted, words = _key(request.by)
        # Nearly all happenings are one event: only of the others need their events be seen together, which takes longest.
        return f"""
        CREATE TEMP TABLE {self._table} AS
        WITH these AS MATERIALIZED (
            SELECT key, id, event_type, happening, tellings, sources, certainty, polarity, {_RANK} AS rank,
                valid_precision, valid_start, valid_end, told_end, org_text,
                {counted} AS counted, {words} AS words, {scoped} AS scoped,
                CASE WHEN :group IS NOT NULL THEN {org_name} END AS org_name,
                CASE WHEN :personal THEN person_entity IS NOT NULL OR EXISTS ({someone}) END AS named
            FROM {{events}} WHERE event_type = :type AND {BEGUN}
        ), several AS (SELECT happening FROM these GROUP BY happening HAVING count(*) > 1),
        timed AS (
            SELECT *, 0 AS many, valid_precision IS NOT NULL AS dated, {_START_ALONE} AS start, {_END_ALONE} AS finish FROM these
            WHERE happening NOT IN several
            UNION ALL
            SELECT *, 1, {_IS_DATED}, {_START}, {_END} FROM these WHERE happening IN several
        ), judged AS MATERIALIZED (SELECT *, {_OUT} AS out, {_HIGH} AS high FROM timed)
        SELECT key, id, tellings, out, high, start, finish, 1 AS place, id AS best, counted, words FROM judged WHERE NOT many
        UNION ALL
        SELECT key, id, tellings, out, high, start, finish, row_number() OVER same, first_value(id) OVER same,
            first_value(counted) OVER told, first_value(words) OVER told
        FROM judged WHERE many
        WINDOW same AS (PARTITION BY happening, out IS NULL ORDER BY {_ORDER}),
            told AS (PARTITION BY happening, out IS NULL ORDER BY counted IS NULL, {_ORDER})
        """

    def totals(self) -> Totals:
        """All rows together."""
        in_it = "out IS NULL AND place = 1"
        sql = f"""
        SELECT count(DISTINCT CASE WHEN {in_it} THEN coalesce(counted, '') END), count(*) FILTER (WHERE {in_it} AND high IS NULL),
            count(*) FILTER (WHERE {in_it}), coalesce(sum(tellings), 0) FROM temp.{self._table}
        """
        rows, low, high, tellings = self._store.execute(sql).fetchone()
        return Totals(rows, low, high, tellings - low)

    def rows(self, limit: int | None) -> list[CountRow]:
        """The largest rows, or the first periods; what does not say last."""
        order = "counted" if self._by_period else "low DESC, high DESC, name"
        # A number under which is counted is that of an entity, which has a name; a text is its own.
        name = "CASE typeof(counted) WHEN 'integer' THEN (SELECT n.name FROM {entities} n WHERE n.key = counted) ELSE words END"
        sql = f"""
        SELECT counted, {name} AS name, sum(high IS NULL) AS low, count(*) AS high FROM temp.{self._table}
        WHERE out IS NULL AND place = 1 GROUP BY counted ORDER BY counted IS NULL, {order}, min(id) LIMIT ?
        """
        return [CountRow(*row) for row in self._store.execute(sql, (-1 if limit is None else limit,))]

    def events(self, rows: Iterable[CountRow]) -> dict[int | str | None, list[int]]:
        """The numbers of what rows count, in order of time, by the row's key."""
        found: dict[int | str | None, list[int]] = {row.key: [] for row in rows}
        told = [key for key in found if key is not None]
        order = "coalesce(start, finish, '9999'), coalesce(finish, '9999'), id"
        # More keys than a statement takes values are most of them all.
        among = f"AND (counted IN {marks(told)} OR counted IS NULL)" if len(told) <= LISTED else ""
        sql = f"SELECT counted, key FROM temp.{self._table} WHERE out IS NULL AND place = 1 {among} ORDER BY {order}"
        for key, event in self._store.execute(sql, told if among else ()):
            if key in found:
                found[key].append(event)
        return found

    def left_out(self, limit: int | None) -> dict[int, str]:
        """The numbers of events that count for nothing, or not for certain, and why; what is counted already last."""
        again = "CASE WHEN place > 1 THEN 'already counted: the same as ' || best END"
        sql = f"""
        SELECT key, coalesce(out, {again}, high) FROM temp.{self._table}
        WHERE out IS NOT NULL OR place > 1 OR high IS NOT NULL ORDER BY out IS NULL AND place > 1, id LIMIT ?
        """
        return dict(self._store.execute(sql, (-1 if limit is None else limit,)))


def _key(by: str) -> tuple[str, str]:
    """What is counted under one key, and how the key is written where it is no entity; both NULL where it is not told."""
    if by in _COLUMNS:
        return f"coalesce({by}_entity, {by}_text)", f"{by}_text"
    first, last = (_PERIODS[by].format(end) for end in ("valid_start", "valid_end"))
    period = f"CASE WHEN valid_precision IS NOT NULL AND {first} = {last} THEN {first} END"
    return period, period
