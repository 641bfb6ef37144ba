"""Small records to put in a ledger. Everything said in them is invented."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from shiguan.ledger.connection import connect
from shiguan.ledger.reader import Reader
from shiguan.ledger.writer import Recorded, Writer
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Article, Document, OffsetMap, Region, RegionKind, Script, Span
from shiguan.records.entry import Run
from shiguan.records.evidence import Argument, Evidence, Mention, MentionKind, Value
from shiguan.records.extraction import Extraction
from shiguan.records.judgement import Judgement, Verdict
from shiguan.records.time import ValidTime

OPENED: list[sqlite3.Connection] = []
DAWN = datetime(2031, 3, 1, 8, 0, tzinfo=UTC)
TEXT = "甘露乳业完成B轮融资\n去年底，甘露乳业宣布获得约3亿元融资，由青石资本领投。\n副总裁陆小满于2030年8月离职，去向未知。"


def at(hours: int) -> datetime:
    """A moment so many hours after the tests' first."""
    return DAWN + timedelta(hours=hours)


def article(received: str = TEXT, file: str = "a.txt", published: str | None = "2031-02-03") -> Article:
    return Article(
        content=received.encode(),
        received=received,
        encoding="utf-8",
        media_type="text/plain",
        file=file,
        url=f"https://news.example/{file}",
        publisher="乳业观察",
        published_at=ValidTime.of(published, "昨日") if published else None,
        title=None,
        retrieved_at=DAWN,
    )


def document(received: str = TEXT, text: str | None = None, file: str = "a.txt", published: str | None = "2031-02-03") -> Document:
    """``text`` None: nothing to repair."""
    source = article(received, file, published)
    read = received if text is None else text
    return Document(
        article=source,
        text=read,
        offsets=OffsetMap.identity(len(read)),
        repairs=(),
        regions=(Region(RegionKind.BODY, Span(0, len(read))),),
        script=Script.SIMPLIFIED,
        title=read.split("\n", 1)[0],
        publisher=source.publisher,
        published_at=source.published_at,
    )


def evidence(home: Document, quote: str) -> Evidence:
    """Where the quote first stands in the document."""
    start = home.text.index(quote)
    return Evidence.of(home, Span(start, start + len(quote)))


def mention(home: Document, name: str, kind: MentionKind = MentionKind.ORG, aliases: Sequence[str] = ()) -> Mention:
    return Mention(kind, name, tuple(aliases), evidence(home, name))


def claim(home: Document, quote: str, roles: Sequence[tuple[str, Value, str]] = (), **other: object) -> Claim:
    """A claim of the quote; ``roles`` are role, value and the text that says it; ``other`` overrides fields."""
    fields: dict[str, object] = {
        "event_type": "funding",
        "arguments": tuple(Argument(role, value, evidence(home, text)) for role, value, text in roles),
        "valid_time": None,
        "certainty": Certainty.REPORTED,
        "polarity": Polarity.AFFIRMED,
        "speaker": None,
        "evidence": evidence(home, quote),
        "confidence": 0.9,
        "backend": "rules",
    }
    return Claim(**(fields | other))  # type: ignore[arg-type]


def funding(home: Document, **other: object) -> Claim:
    """The round of ``TEXT``: a mention, an amount and a text."""
    amount = Amount(Decimal(290_000_000), Decimal("3.1E+8"), "CNY", None, "约3亿元")
    roles: list[tuple[str, Value, str]] = [
        ("org", mention(home, "甘露乳业", aliases=["甘露"]), "甘露乳业"),
        ("amount", amount, "约3亿元"),
        ("investors", mention(home, "青石资本"), "青石资本"),
        ("round", "B轮", "B轮"),
    ]
    return claim(home, "甘露乳业宣布获得约3亿元融资", roles, **other)


def departure(home: Document, **other: object) -> Claim:
    """The departure of ``TEXT``: a mention and a time."""
    when = ValidTime.of("2030-08", "2030年8月")
    roles: list[tuple[str, Value, str]] = [
        ("person", mention(home, "陆小满", MentionKind.PERSON), "陆小满"),
        ("since", when, "2030年8月"),
    ]
    fields: dict[str, object] = {"event_type": "departure", "valid_time": when}
    return claim(home, "副总裁陆小满于2030年8月离职", roles, **(fields | other))


def extraction(*claims: Claim) -> Extraction:
    """The claims, and the mentions that they name."""
    named = dict.fromkeys(a.value for c in claims for a in c.arguments if isinstance(a.value, Mention))
    return Extraction(tuple(named), claims, ())


def judgement(left: str, right: str, hours: int, verdict: Verdict = Verdict.SAME, judged_by: str = "rules") -> Judgement:
    first, second = sorted((left, right))
    return Judgement(first, second, verdict, 0.8, "one name, one post", judged_by, at(hours))


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger in memory with a run begun."""

    writer: Writer
    reader: Reader
    run: Run

    def record(self, home: Document, claims: Sequence[Claim], hours: int, run: Run | None = None) -> Recorded:
        return self.writer.record(home, extraction(*claims), (), run or self.run, at(hours))

    def standing(self, hours: int | None = None) -> set[Claim]:
        return set(self.reader.claims(known_at=None if hours is None else at(hours)))


def in_memory() -> sqlite3.Connection:
    """A new ledger; closed when the test ends (see conftest)."""
    connection = connect(None)
    OPENED.append(connection)
    return connection


def ledger() -> Ledger:
    connection = in_memory()
    writer = Writer(connection)
    return Ledger(writer, Reader(connection), writer.begin_run("rules 1", at(0)))
