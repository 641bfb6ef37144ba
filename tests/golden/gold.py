"""The gold record of the reference articles as a view: what a reader that finds every claim would put on record. Tests only.

Documents are what `repair` makes of the articles, claims stand where the gold quotes them, and names are judged as the pipeline
judges them. A claim holds only what the vocabulary has a role for. Nothing here is data of its own: all is read from ../shared.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from opencc import OpenCC

from shiguan.extract.amounts import parse_amounts
from shiguan.gather import find, receive
from shiguan.query.view import View
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Document, Span
from shiguan.records.evidence import Argument, Evidence, Mention, MentionKind
from shiguan.records.extraction import Extraction
from shiguan.records.time import ValidTime
from shiguan.records.views import Told
from shiguan.repair import repair
from shiguan.vocabulary import EventType, ValueKind, load_vocabulary
from tests.query.build import viewed
from tests.resolve.build import Paper

SHARED = Path(__file__).parents[3] / "shared"
PRESENT = (SHARED / "articles").exists() and (SHARED / "gold/seeds.jsonl").exists()

_SPEAKERS = (MentionKind.ORG, MentionKind.PERSON)
_CODES = {"USD", "CNY"}
_PLAIN = re.compile(r"[\s“”\"'‘’《》]")
_ASIDE = re.compile(r"[(（].*$")
_LONGEST_NAME = 3  # of a Chinese person in the gold
_GOLD_ROLES = {
    "abandonment": {"what": "subject"},
    "partnership": {"what": "subject"},
    "layoff": {"what": "unit"},
    "spin_off": {"new_org": "unit"},
    "forecast": {"subject": "gist"},
}
"""Roles that the gold calls otherwise than the vocabulary."""


@cache
def _simple() -> OpenCC:
    return OpenCC("t2s")


def seeds() -> tuple[dict[str, Any], ...]:
    """The gold's claims, as they stand in the file."""
    lines = (SHARED / "gold/seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines if line.strip())


@contextmanager
def gold_view() -> Iterator[View]:
    """All the gold claims on record, names judged by the real judge; in memory while the context lasts."""
    with viewed(*gold_papers()) as view:
        yield view


def seed_of(told: Told) -> frozenset[str]:
    """Ids of the gold claims (``0-021``) that stand where the telling stands; several when the gold has one quote twice."""
    return _ids().get((told.file, told.start, told.end, told.claim.event_type), frozenset())


@cache
def _ids() -> Mapping[tuple[str, int, int, str], frozenset[str]]:
    found: dict[tuple[str, int, int, str], frozenset[str]] = {}
    documents = {p.document.article.file: p.document for p in gold_papers()}
    for seed in seeds():
        document = documents[seed["file"]]
        received, _ = document.received_quote(_read_span(document, seed["start"], seed["end"]))
        key = (seed["file"], received.start, received.end, seed["type"])
        found[key] = found.get(key, frozenset()) | {seed["id"]}
    return found


@cache
def gold_papers() -> tuple[Paper, ...]:
    """One paper for each article, in order of file name."""
    sources = find([SHARED / "articles"]).sources
    documents = [repair(receive(source)) for source in sources]
    return tuple(_paper(d) for d in sorted(documents, key=lambda d: d.article.file))


def _paper(document: Document) -> Paper:
    page = _Page(document)
    claims = [page.claim(seed) for seed in seeds() if seed["file"] == document.article.file]
    mentions = {a.value.id: a.value for c in claims for a in c.arguments if isinstance(a.value, Mention)}
    once = {c.id: c for c in claims}
    return Paper(document, Extraction(tuple(mentions.values()), tuple(once.values()), ()))


class _Page:
    """A document in which names and figures of the gold are found again."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._groups = [
            [_simple().convert(n) for n in group]
            for group in json.loads((SHARED / "gold/aliases.json").read_text(encoding="utf-8"))
        ]

    def claim(self, seed: Mapping[str, Any]) -> Claim:
        """The gold claim with evidence in read coordinates."""
        span = _read_span(self._document, seed["start"], seed["end"])
        evidence = Evidence.of(self._document, span)
        when = ValidTime.of(seed["when"], seed.get("when_text") or "") if seed["when"] else None
        speaker = _simple().convert(seed["attributed_to"]) if seed["attributed_to"] else None
        return Claim(
            seed["type"],
            tuple(sorted(self._arguments(seed, evidence), key=lambda a: (a.role, a.evidence.span, a.text))),
            when,
            Certainty(seed["certainty"]),
            Polarity(seed["polarity"]),
            speaker and _ASIDE.sub("", speaker),
            evidence,
            1.0,
            "gold",
        )

    def _arguments(self, seed: Mapping[str, Any], evidence: Evidence) -> Iterator[Argument]:
        event, roles = load_vocabulary().events[seed["type"]], seed["roles"]
        renamed = _GOLD_ROLES.get(event.name, {})
        for name, told in roles.items():
            role = renamed.get(name, name)
            if role not in {r.name for r in event.roles} or (role in roles and role != name):
                continue
            if isinstance(told, list) and _is_amount(event, role):
                yield Argument(role, _amount(told, roles, evidence.quote), evidence)
                continue
            for value in told if isinstance(told, list) else [told]:
                yield self._argument(event, role, value, roles, evidence)

    def _argument(self, event: EventType, role: str, value: object, roles: Mapping[str, Any], evidence: Evidence) -> Argument:
        if _is_amount(event, role):
            return Argument(role, _amount(value, roles, evidence.quote), evidence)
        text = _simple().convert(str(value))
        mention = self._mention(text, _kinds(event, role))
        return Argument(role, mention, mention.evidence) if mention else Argument(role, text, evidence)

    def _mention(self, text: str, kinds: tuple[MentionKind, ...]) -> Mention | None:
        """What the text names, by the fullest form that the document has for it; None when it is a description."""
        bare = _ASIDE.sub("", text).strip()
        if not kinds or "未具名" in text:
            return None
        if MentionKind.PERSON in kinds and bare in _people():
            kinds = (MentionKind.PERSON,)
        elif kinds == (MentionKind.PERSON,) or bare in _people():
            return None
        group = next((g for g in self._groups if text in g or bare in g), None)
        if group is None and kinds == _SPEAKERS:
            return None  # 业内人士 is nobody's name
        if group is None and kinds == (MentionKind.ORG, MentionKind.GROUP):  # a firm's team stands for the firm
            group = next((g for g in self._groups if any(len(f) > 1 and bare.startswith(f) for f in g)), None)
            bare = group[0] if group else bare
        spelt = (f if f in self._text else _PLAIN.sub("", f) for f in {bare, *(group or [])})
        here = sorted({f for f in spelt if f in self._text and len(f) > 1}, key=lambda f: (-len(f), f))
        if not here:
            return None
        start = self._text.index(here[0])
        return Mention(self._kind(here[0], kinds), here[0], tuple(sorted(here[1:])), self._at(start, here[0]))

    def _at(self, start: int, form: str) -> Evidence:
        return Evidence.of(self._document, Span(start, start + len(form)))

    def _kind(self, form: str, kinds: tuple[MentionKind, ...]) -> MentionKind:
        group = next((g for g in self._groups if form in g), [form])
        if MentionKind.GROUP in kinds and any(name in _listed() for name in group) and group[0] not in _employers():
            return MentionKind.GROUP
        return next((k for k in kinds if k is not MentionKind.GROUP), kinds[0])


@cache
def _listed() -> frozenset[str]:
    """What the gold lists members of."""
    return frozenset(_simple().convert(s["roles"]["subject"]) for s in seeds() if s["roles"].get("members"))


@cache
def _people() -> frozenset[str]:
    """Names of people, as the gold has them in the roles of people; teams and descriptions left out."""
    told = (s["roles"].get("person") for s in seeds() if s["type"] in ("departure", "appointment", "membership", "founding"))
    names = (_simple().convert(n) for one in told if one for n in (one if isinstance(one, list) else [one]))
    return frozenset(n for n in names if len(n) <= _LONGEST_NAME or "·" in n or n.replace(" ", "").isascii()) - {"高管(任何)"}


@cache
def _employers() -> frozenset[str]:
    """Names that the gold gives people as employers: these are no groups."""
    found = (s["roles"].get("org") for s in seeds() if s["type"] in ("departure", "membership", "founding"))
    return frozenset(_simple().convert(name) for name in found if isinstance(name, str))


def _kinds(event: EventType, role: str) -> tuple[MentionKind, ...]:
    """What a name in the role may be; of those that may be anything, an organisation or a group of them first."""
    kind = event.role(role).kind
    named = {
        ValueKind.PERSON: (MentionKind.PERSON,),
        ValueKind.ORG: (MentionKind.ORG, MentionKind.GROUP),
        ValueKind.PRODUCT: (MentionKind.PRODUCT,),
    }
    if role == "subject" and event.name in ("metric", "count_claim"):
        return (MentionKind.ORG, MentionKind.GROUP, MentionKind.PERSON)
    if role == "speaker":
        return _SPEAKERS
    return named.get(kind, ())


def _is_amount(event: EventType, role: str) -> bool:
    return event.role(role).kind is ValueKind.AMOUNT


def _amount(value: object, roles: Mapping[str, Any], quote: str) -> Amount | str:
    """The gold's number as the quote's own words give it, bounds and all; else as the gold gives it."""
    if isinstance(value, str):
        read = [m.amount for m in parse_amounts(quote)]
        return next((a for a in read if a.expression and a.expression.startswith(value[:1])), value)
    numbers = [Decimal(str(v)) for v in (value if isinstance(value, list) else [value])]
    unit = str(roles.get("unit") or "")
    currency = roles.get("currency") or (unit if unit in _CODES else None)
    share = unit == "比例"
    numbers = [n * 100 for n in numbers] if share else numbers
    low: Decimal | None = min(numbers)
    high: Decimal | None = max(numbers)
    plain = Amount(low, high, currency, "%" if share else (None if currency or unit.startswith("元") else unit or None), "")
    for match in parse_amounts(quote):
        if match.amount.overlaps(plain) and (match.amount.low or match.amount.high) in (low, high):
            return match.amount
    qualifier = str(roles.get("qualifier") or "")
    low, high = (low, None) if qualifier.startswith(">") else (None, high) if qualifier.startswith("<") else (low, high)
    return Amount(low, high, plain.currency, plain.unit, "-".join(f"{n.normalize():f}" for n in numbers))


@cache
def _starts(document: Document) -> tuple[tuple[int, ...], tuple[int, ...]]:
    ends = [document.offsets.character(i) for i in range(len(document.text))]
    return tuple(s for s, _ in ends), tuple(e for _, e in ends)


def _read_span(document: Document, start: int, end: int) -> Span:
    """The read stretch that came from a received one."""
    starts, ends = _starts(document)
    first, last = bisect_right(ends, start), bisect_left(starts, end)
    if first >= last:
        raise ValueError(f"nothing is read of {start}:{end} in {document.article.file}")
    return Span(first, last)


def overlapping(tellings: Iterable[Told], file: str, start: int, end: int) -> bool:
    """Whether one of the tellings stands (in part) where the received stretch stands."""
    return any(t.file == file and t.start < end and start < t.end for t in tellings)
