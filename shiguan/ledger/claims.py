"""Mentions and claims: put on record, and loaded in bulk."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shiguan.ledger.rows import Column, fingerprint, select_in, time_of, time_row
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Span
from shiguan.records.evidence import Argument, Evidence, Mention, MentionKind, Value
from shiguan.records.time import Precision, ValidTime

_INSERT_MENTION = """
INSERT INTO mentions (id, fingerprint, document, kind, name, span_start, span_end, quote) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_CLAIM = """
INSERT INTO claims (
    id, fingerprint, document, event_type, certainty, polarity, speaker, span_start, span_end, quote,
    valid_start, valid_end, valid_precision, valid_expression, confidence, backend)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_ARGUMENT = """
INSERT INTO arguments (
    claim, ordinal, role, value_kind, mention, text, low, high, currency, unit, time_precision, span_start, span_end, quote)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
CLAIM_COLUMNS = """
c.version, c.id, c.document, c.event_type, c.certainty, c.polarity, c.speaker, c.span_start, c.span_end, c.quote,
c.valid_start, c.valid_end, c.valid_precision, c.valid_expression, c.confidence, c.backend
"""
_SELECT_ARGUMENTS = """
SELECT claim, role, value_kind, mention, text, low, high, currency, unit, time_precision, span_start, span_end, quote
FROM arguments WHERE claim IN (?*) ORDER BY claim, ordinal
"""
_SELECT_MENTIONS = """
SELECT version, id, document, kind, name, span_start, span_end, quote FROM mentions WHERE version IN (?*)
"""
_SELECT_ALIASES = """
SELECT mention, alias FROM mention_aliases WHERE mention IN (?*) ORDER BY mention, ordinal
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a claim stands on record: its id, the version of it, and that version's fingerprint."""

    claim: str
    version: int
    fingerprint: str


class MentionStore:
    """Puts the mentions of one document on record; remembers where, so that each is looked up once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[Mention, tuple[int, str]] = {}

    def store(self, mention: Mention) -> tuple[int, str]:
        """The mention's version and fingerprint, put on record where new."""
        if mention not in self._known:
            self._known[mention] = self._store(mention)
        return self._known[mention]

    def _store(self, mention: Mention) -> tuple[int, str]:
        span = mention.evidence.span
        row = (mention.evidence.document, str(mention.kind), mention.name, span.start, span.end, mention.evidence.quote)
        print_ = fingerprint(row, mention.aliases)
        sql = "SELECT version FROM mentions WHERE id = ? AND fingerprint = ?"
        if known := self._connection.execute(sql, (mention.id, print_)).fetchone():
            return int(known[0]), print_
        version = self._connection.execute(_INSERT_MENTION, (mention.id, print_, *row)).lastrowid
        assert version is not None  # an INSERT that did not raise has made a row
        sql = "INSERT INTO mention_aliases (mention, ordinal, alias) VALUES (?, ?, ?)"
        self._connection.executemany(sql, [(version, n, alias) for n, alias in enumerate(mention.aliases)])
        return version, print_


def store_claim(connection: sqlite3.Connection, claim: Claim, mentions: MentionStore) -> Stored:
    """Put the claim on record where it, or something in it, is new."""
    span = claim.evidence.span
    row: list[Column] = [
        *(claim.document, claim.event_type, str(claim.certainty), str(claim.polarity), claim.speaker),
        *(span.start, span.end, claim.evidence.quote),
        *(*time_row(claim.valid_time), claim.confidence, claim.backend),
    ]
    arguments = [_argument_row(a, mentions) for a in claim.arguments]
    print_ = fingerprint(row, [named for named, _ in arguments])
    identity = claim.id
    sql = "SELECT version FROM claims WHERE id = ? AND fingerprint = ?"
    if known := connection.execute(sql, (identity, print_)).fetchone():
        return Stored(identity, int(known[0]), print_)
    version = connection.execute(_INSERT_CLAIM, (identity, print_, *row)).lastrowid
    assert version is not None  # an INSERT that did not raise has made a row
    connection.executemany(_INSERT_ARGUMENT, [(version, n, *columns) for n, (_, columns) in enumerate(arguments)])
    return Stored(identity, version, print_)


def _argument_row(argument: Argument, mentions: MentionStore) -> tuple[list[Column], list[Column]]:
    """The argument's columns twice: with its mention's fingerprint, which is the same in every ledger, and with its version."""
    span = argument.evidence.span
    place: list[Column] = [span.start, span.end, argument.evidence.quote]
    match argument.value:
        case Mention() as mention:
            version, print_ = mentions.store(mention)
            blank: list[Column] = [None] * 6
            head: list[Column] = [argument.role, "mention"]
            return [*head, print_, *blank, *place], [*head, version, *blank, *place]
        case Amount() as amount:
            bounds = [None if bound is None else str(bound) for bound in (amount.low, amount.high)]
            row = [argument.role, "amount", None, amount.expression, *bounds, amount.currency, amount.unit, None, *place]
        case ValidTime() as time:
            start, end, precision, expression = time_row(time)
            row = [argument.role, "time", None, expression, start, end, None, None, precision, *place]
        case text:
            row = [argument.role, "text", None, text, None, None, None, None, None, *place]
    return row, row


def load_claims(connection: sqlite3.Connection, rows: Collection[tuple[Any, ...]]) -> tuple[Claim, ...]:
    """The claims of rows of ``CLAIM_COLUMNS``, in their order; three more statements a batch, however many claims."""
    documents: dict[int, str] = {row[0]: row[2] for row in rows}
    found = list(select_in(connection, _SELECT_ARGUMENTS, documents))
    mentions = load_mentions(connection, {row[3] for row in found if row[3] is not None})
    arguments: dict[int, list[Argument]] = defaultdict(list)
    for claim, role, *value, start, end, quote in found:
        evidence = Evidence(documents[claim], Span(start, end), quote)
        arguments[claim].append(Argument(role, _value(value, mentions), evidence))
    return tuple(_claim(row, tuple(arguments[row[0]])) for row in rows)


def load_mentions(connection: sqlite3.Connection, versions: Collection[int]) -> dict[int, Mention]:
    """The mentions of the given versions."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for version, alias in select_in(connection, _SELECT_ALIASES, versions):
        aliases[version].append(alias)
    return {
        version: Mention(
            MentionKind(kind), name, tuple(aliases.get(version, ())), Evidence(document, Span(start, end), quote)
        ).known_as(identity)
        for version, identity, document, kind, name, start, end, quote in select_in(connection, _SELECT_MENTIONS, versions)
    }


def _value(row: list[Any], mentions: dict[int, Mention]) -> Value:
    """What an argument's columns hold."""
    kind, mention, text, low, high, currency, unit, precision = row
    match kind:
        case "mention":
            return mentions[mention]
        case "amount":
            return Amount(_decimal(low), _decimal(high), currency, unit, text)
        case "time":
            return ValidTime(_day(low), _day(high), Precision(precision), text)
    return str(text)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _claim(row: Iterable[Any], arguments: tuple[Argument, ...]) -> Claim:
    """From a row of ``CLAIM_COLUMNS``."""
    _, identity, document, event_type, certainty, polarity, speaker, start, end, quote, *time, confidence, backend = row
    return Claim(
        event_type=event_type,
        arguments=arguments,
        valid_time=time_of(*time),
        certainty=Certainty(certainty),
        polarity=Polarity(polarity),
        speaker=speaker,
        evidence=Evidence(document, Span(start, end), quote),
        confidence=confidence,
        backend=backend,
    ).known_as(identity)
