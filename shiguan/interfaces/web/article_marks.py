"""An article as a page shows it: as received and as read, cut into runs wherever a repair, a region or a claim begins or ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from shiguan.records.document import Document, RegionKind, Repair, Span
from shiguan.records.views import Told

_READ = (RegionKind.TITLE, RegionKind.BODY)  # what makes claims; the rest is dimmed
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_KEPT = "\n\t"

_FAMILIES = (
    ("people", frozenset({"departure", "appointment", "membership", "founding", "layoff"})),
    ("money", frozenset({"funding", "valuation", "acquisition", "listing", "bid_wins", "price_change"})),
    ("products", frozenset({"product_release", "product_shutdown", "metric"})),
    ("words", frozenset({"statement", "forecast", "count_claim"})),
)
FAMILIES = ("people", "money", "products", "words", "other")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text, and the number of the repair that it was made or undone by (None: none)."""

    text: str
    repair: int | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim and the number that it has on the page."""

    number: int
    told: Told

    @property
    def family(self) -> str:
        """What kind of thing it tells of."""
        return family(self.told.claim.event_type)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch under the same claims: it leads to the narrowest of them; ``ending`` are those that end with it."""

    parts: tuple[Part, ...]
    claim: Numbered | None
    ending: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A region of the read text; ``dim`` where nothing in it is read for claims."""

    kind: str
    dim: bool
    runs: tuple[Run, ...]


def family(event_type: str) -> str:
    """The family of event types that one colour stands for."""
    return next((name for name, types in _FAMILIES if event_type in types), FAMILIES[-1])


def visible(text: str) -> str:
    """The text with what cannot be seen in it written as its code point."""
    return "".join(f"<{ord(c):04X}>" if unicodedata.category(c) in _UNSEEN and c not in _KEPT else c for c in text)


def numbered(tellings: Iterable[Told]) -> tuple[Numbered, ...]:
    """The claims of an article, numbered in order of place."""
    order = sorted(tellings, key=lambda t: (t.claim.evidence.span.start, -t.claim.evidence.span.end, t.claim.event_type))
    return tuple(Numbered(number, told) for number, told in enumerate(order, 1))


def received(document: Document) -> tuple[Part, ...]:
    """The text as it came in; what was changed in it with the number of the repair, from 1 in the order of place."""
    painted = _painted(document)
    return tuple(_parts(document.article.received, painted))


def read(document: Document, claims: Sequence[Numbered]) -> tuple[Block, ...]:
    """The text as read, region by region."""
    painted = _read_repairs(document)
    edges = sorted({end for one in claims for end in (_span(one).start, _span(one).end)})
    return tuple(
        Block(str(kind), kind not in _READ, tuple(_runs(document.text, span, painted, claims, edges)))
        for kind, span in _regions(document)
        if span.of(document.text).strip()
    )


def repairs(document: Document) -> tuple[Repair, ...]:
    """The repairs in order of place."""
    return tuple(sorted(document.repairs, key=lambda r: (r.received.start, r.received.end)))


def _span(one: Numbered) -> Span:
    return one.told.claim.evidence.span


def _regions(document: Document) -> Iterator[tuple[RegionKind, Span]]:
    """The regions, and as a notice what stands in none of them."""
    position = 0
    for region in document.regions:
        if region.span.start > position:
            yield RegionKind.NOTICE, Span(position, region.span.start)
        yield region.kind, region.span
        position = max(position, region.span.end)
    if position < len(document.text):
        yield RegionKind.NOTICE, Span(position, len(document.text))


def _painted(document: Document) -> list[int | None]:
    """For each received character the repair that changed it; a repair within another goes before it."""
    painted: list[int | None] = [None] * len(document.article.received)
    numbers = list(enumerate(repairs(document), 1))
    for number, made in sorted(numbers, key=lambda n: n[1].received.start - n[1].received.end):
        for at in range(made.received.start, min(made.received.end, len(painted))):
            painted[at] = number
    return painted


def _read_repairs(document: Document) -> list[int | None]:
    """For each read character the repair that it comes from."""
    painted = _painted(document)
    found: list[int | None] = []
    for segment in document.offsets.segments:
        for i in range(segment.length):
            at = segment.received if segment.width else segment.received + i
            found.append(painted[at] if at < len(painted) else None)
    return found


def _parts(text: str, painted: Sequence[int | None], start: int = 0, end: int | None = None) -> Iterator[Part]:
    for number, places in groupby(range(start, len(text) if end is None else end), key=lambda at: painted[at]):
        held = list(places)
        yield Part(visible(text[held[0] : held[-1] + 1]), number)


def _runs(
    text: str, region: Span, painted: Sequence[int | None], claims: Sequence[Numbered], edges: Sequence[int]
) -> Iterator[Run]:
    cuts = [region.start, *(e for e in edges if region.start < e < region.end), region.end]
    for start, end in pairwise(cuts):
        over = [one for one in claims if _span(one).start < end and start < _span(one).end]
        narrowest = min(over, key=lambda one: (_span(one).end - _span(one).start, one.number), default=None)
        ending = tuple(one for one in over if _span(one).end == end or (end == region.end and _span(one).end > end))
        yield Run(tuple(_parts(text, painted, start, end)), narrowest, ending)
