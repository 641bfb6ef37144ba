"""How well the reader reads the evaluation set: the rule of the project's scorer in short.

A claim is right when its type is right and its key roles agree (the vocabulary's ``keys``, and ``one_of`` where gold tells one);
a gold claim is matched once; a claim that repeats a matched one costs nothing; an optional gold claim neither costs nor earns.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from shiguan.extract import extract
from shiguan.extract.amounts import parse_amounts
from shiguan.gather import find, receive
from shiguan.records.amount import Amount
from shiguan.records.claim import Claim
from shiguan.records.document import Document
from shiguan.repair import repair
from shiguan.resolve.names import normal
from shiguan.vocabulary import EventType, load_vocabulary

FOLDER = Path(__file__).parent
_SLACK = Decimal("0.02")


@dataclass(slots=True)
class Score:
    """Counts over one half of the set; ``found`` and ``missed`` per type."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    evidence: int = 0
    polarity: int = 0
    grounded: int = 0
    claims: int = 0

    def f1(self, types: Iterable[str] | None = None) -> float:
        """F1 over the given types, over all by default."""
        chosen = set(types) if types else set(self.right) | set(self.wrong) | set(self.missed)
        right, wrong, missed = (sum(c[t] for t in chosen) for c in (self.right, self.wrong, self.missed))
        return 2 * right / (2 * right + wrong + missed) if right else 0.0

    def share(self, count: int) -> float:
        """A count as a share of the matched claims."""
        return count / max(1, sum(self.right.values()))


def score(half: str) -> Score:
    """Read ``open`` or ``held`` with what ships and compare with its gold."""
    folder = FOLDER / half
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    result = Score()
    for source in find([folder]).sources:
        document = repair(receive(source))
        claims = extract(document, load_vocabulary()).claims
        result.claims += len(claims)
        result.grounded += sum(_is_grounded(document, c) for c in claims)
        _compare([g for g in gold if g["file"] == source.file], claims, document, result)
    return result


def _is_grounded(document: Document, claim: Claim) -> bool:
    span, quote = document.received_quote(claim.evidence.span)
    read = claim.evidence.span.of(document.text)
    return read == claim.evidence.quote and document.article.received[span.start : span.end] == quote


def _compare(gold: list[dict[str, Any]], claims: Iterable[Claim], document: Document, result: Score) -> None:
    events = load_vocabulary().events
    of_a_type = [(g, c) for g in gold for c in claims if g["type"] == c.event_type]
    pairs = [(g, c) for g, c in of_a_type if agrees(g["roles"], c, events[c.event_type])]
    matched: dict[int, Claim] = {}
    used: set[str] = set()
    for g, claim in sorted(pairs, key=lambda p: -_overlap(p[0], p[1], document)):
        if id(g) not in matched and claim.id not in used:
            matched[id(g)] = claim
            used.add(claim.id)
    for g in gold:
        optional = g.get("optional", False)
        if id(g) in matched and not optional:
            claim = matched[id(g)]
            result.right[g["type"]] += 1
            result.evidence += _overlap(g, claim, document)
            result.polarity += claim.polarity == g["polarity"]
        elif not optional:
            result.missed[g["type"]] += 1
    repeats = {c.id for _, c in pairs}
    result.wrong.update(c.event_type for c in claims if c.id not in repeats)


def _overlap(gold: Mapping[str, Any], claim: Claim, document: Document) -> bool:
    span, _ = document.received_quote(claim.evidence.span)
    start = document.article.received.find(gold["quote"])
    return span.start < start + len(gold["quote"]) and start < span.end


class Value(Protocol):
    """What plays a role: its words, and the amount they stand for where they are one."""

    @property
    def text(self) -> str: ...
    @property
    def value(self) -> object: ...


class Tells(Protocol):
    """A claim, or what may become one."""

    def values(self, role: str) -> Sequence[Value]: ...


def agrees(gold: Mapping[str, Any], claim: Tells, event: EventType) -> bool:
    """Whether the key roles of a claim of the right type are those of the gold; what gold leaves open cannot be wrong."""
    return all(_agrees_on_one(gold, claim, choice) for choice in (*event.keys, event.one_of))


def _agrees_on_one(gold: Mapping[str, Any], claim: Tells, roles: Sequence[str]) -> bool:
    told = [role for role in roles if gold.get(role) not in (None, "", [])]
    return not told or any(_same_role(gold[role], claim, role) for role in told)


def _same_role(gold: Any, claim: Tells, role: str) -> bool:
    values = gold if isinstance(gold, list) else [gold]
    for argument in claim.values(role):
        for value in values:
            if isinstance(value, int | float):
                told = argument.value
                amounts = [told] if isinstance(told, Amount) else [m.amount for m in parse_amounts(argument.text)]
                if any(_fits(Decimal(str(value)), amount) for amount in amounts):
                    return True
            elif _same_name(str(value), argument.text, role):
                return True
    return False


def _fits(value: Decimal, amount: Amount) -> bool:
    for scale in (1, 100):  # gold writes 38 % as 0.38
        low = (amount.low if amount.low is not None else Decimal("-Infinity")) * (1 - _SLACK)
        high = (amount.high if amount.high is not None else Decimal("Infinity")) * (1 + _SLACK)
        if low <= value * scale <= high and (scale == 1 or amount.unit == "%"):
            return True
    return False


def _same_name(one: str, other: str, role: str) -> bool:
    a, b = sorted((normal(one), normal(other)), key=len)
    if a == b:
        return bool(a)
    if role == "person":
        return len(a) >= 2 and len(b) > 3 and (b.endswith(a) or b.startswith(a))
    return len(a) >= 2 and a in b
