"""What a language model said of a chunk, as proposals.

The model points; it does not decide. What it wrote is looked for in the text, times and amounts are what the project's own parsers
read at that place, names are those of the document. What cannot be found goes on to ``align`` as it is, which refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from shiguan.extract.backends.base import Proposal, ProposedRole
from shiguan.extract.backends.llm.answers import Said
from shiguan.extract.backends.llm.chunks import Chunk
from shiguan.extract.backends.llm.orders import gives_orders
from shiguan.extract.backends.llm.page import LONGEST_QUOTE, Page
from shiguan.extract.backends.model.labels import REFERRING
from shiguan.extract.backends.rules.events.metric import unit_of
from shiguan.extract.backends.rules.names.draft import Line
from shiguan.extract.backends.rules.names.table import Name
from shiguan.extract.backends.rules.phrases import Item
from shiguan.extract.times import TimeMatch
from shiguan.records.claim import Certainty, Polarity
from shiguan.records.document import RegionKind, Span
from shiguan.records.evidence import MentionKind
from shiguan.vocabulary import EventType, ValueKind
from shiguan.vocabulary.families import OF_A_PERIOD

CONFIDENCE = 0.5
"""Of every claim: models do not say how sure they are, and nobody measured how often the one at hand is right."""

LEFT_OVER = "the answer has more claims than the text can hold"
CUT = "the answer was cut off"

_LONGEST_TEXT = 80  # characters; what is longer is no name, no post, no amount
_MOST_ROLES = 24  # values in one claim; a list of investors is the longest
_PER_SENTENCE = 16  # claims; the fullest of examples/ makes nine
_KINDS = {ValueKind.PERSON: MentionKind.PERSON, ValueKind.ORG: MentionKind.ORG, ValueKind.PRODUCT: MentionKind.PRODUCT}
_OF_ANY_KIND = ("speaker", "plaintiff", "defendant")  # persons and firms alike speak, and sue
_CERTAINTIES, _POLARITIES = frozenset(map(str, Certainty)), frozenset(map(str, Polarity))
_HE = re.compile(r"[他她其]|[两二三]人|此人|本人|前者|后者|对方|\b(?:he|she|his|her|they)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pointed:
    """A proposal, with the kind of region its quote stands in; None where it is to be refused, here or by ``align``."""

    proposal: Proposal
    kind: RegionKind | None


@dataclass(frozen=True, slots=True)
class _Quote:
    """A claim's event type and quote as found: the quote, the sentences that hold it, and the claim as said."""

    said: Said
    event: EventType
    span: Span
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class _Roles:
    """The roles of a claim as found; ``refused``: why the claim cannot stand, for want of a role that it needs."""

    found: tuple[ProposedRole, ...]
    refused: str | None


def pointed(page: Page, chunk: Chunk, claims: Sequence[Said]) -> Iterator[Pointed]:
    """What was said of a chunk, claim by claim, found again in the text or with the reason why it is declined."""
    most = _PER_SENTENCE * len(chunk.sentences)
    for said in claims[:most]:
        yield from _pointed(page, chunk, said)
    for said in claims[most : most + 1]:
        yield Pointed(replace(_bare(said), declined=LEFT_OVER), None)


def unread(chunk: Chunk) -> Pointed:
    """Says of a chunk that the model came to no end with it."""
    return Pointed(Proposal("", (), chunk.text[:LONGEST_QUOTE], chunk.span.start, declined=CUT), None)


def _bare(said: Said) -> Proposal:
    return Proposal(said.type[:_LONGEST_TEXT], (), said.quote[:LONGEST_QUOTE], confidence=CONFIDENCE)


def _pointed(page: Page, chunk: Chunk, said: Said) -> Iterator[Pointed]:
    event = page.vocabulary.events.get(said.type)
    span = page.find(said.quote, chunk.span.start)
    if event is None or span is None:
        yield Pointed(_bare(said), None)
        return
    quote = _Quote(said, event, span, page.sentences(span))
    when = _when(page, quote)
    roles = _roles(page, quote, when)
    certainty, polarity = _stance(said)
    declined = _declined(quote, roles)
    proposal = replace(
        _bare(said),
        quote=span.of(page.text),
        start=span.start,
        valid_time=when.valid_time if when else None,
        certainty=certainty,
        polarity=polarity,
        speaker=None if _names_nobody(said.speaker) else said.speaker[:_LONGEST_TEXT],
        declined=declined,
    )
    known = {r.name for r in event.roles}
    lost = declined or any(r.role not in known or (r.start is None and r.role in _keys(event)) for r in roles.found)
    for one in [roles.found] if declined else _apart(event, roles.found):
        yield Pointed(replace(proposal, roles=one), None if lost else quote.lines[0].sentence.kind)


def _stance(said: Said) -> tuple[Certainty, Polarity]:
    """As said; nothing said is a plain report. What is denied is negated."""
    certainty = Certainty(said.certainty) if said.certainty in _CERTAINTIES else Certainty.REPORTED
    negated = said.polarity == Polarity.NEGATED or certainty is Certainty.DENIED
    return certainty, Polarity.NEGATED if negated else Polarity.AFFIRMED


def _when(page: Page, quote: _Quote) -> TimeMatch | None:
    """The time that the parser reads where the model points; what the model makes of it does not matter."""
    place = page.find_for(quote.span, quote.said.when)
    return page.time(place) if place else None


def _declined(quote: _Quote, roles: _Roles) -> str | None:
    """Why the claim is not proposed though its quote stands in the text; None where nothing speaks against it."""
    if not quote.lines:
        return "the quote is not in what was to be read"
    if any(gives_orders(line.text) for line in quote.lines):
        return "the sentence gives orders to who reads it"
    for word, known in ((quote.said.certainty, _CERTAINTIES), (quote.said.polarity, _POLARITIES)):
        if word and word not in known:
            return f"how the text stands to it is called {word[:_LONGEST_TEXT]}, which nothing is"
    if roles.refused:
        return roles.refused
    told = {r.role for r in roles.found}
    if len([values for name, values in _by_role(roles.found).items() if name in _alone(quote.event) and len(values) > 1]) > 1:
        return "of several roles several are told, and not who goes with whom"
    for choice in quote.event.keys:
        if not told & set(choice):
            return f"{quote.event.name} needs {'|'.join(choice)}, and none is told"
    return _far(quote, roles.found)


def _far(quote: _Quote, roles: Iterable[ProposedRole]) -> str | None:
    """Why the quote's sentences do not speak of those that the claim is about; None where they do.

    One of them stands there, and a person who does not is at least referred to. One whom the text lacks ``align`` refuses.
    """
    keys = _keys(quote.event)
    first = min(line.sentence.span.start for line in quote.lines)
    last = max(line.sentence.span.end for line in quote.lines)
    placed = [r for r in roles if r.start is not None and (not keys or r.role in keys)]
    away = [r for r in placed if r.start is not None and not first <= r.start < last]
    if placed and len(away) == len(placed):
        return "the quote names none of those it is about"
    person = next((r for r in away if r.kind is MentionKind.PERSON), None)
    if person and not any(_HE.search(line.text) for line in quote.lines):
        return f"the quote does not speak of {person.role} {person.text}"
    return None


def _keys(event: EventType) -> frozenset[str]:
    return frozenset(role for choice in event.keys for role in choice)


def _roles(page: Page, quote: _Quote, when: TimeMatch | None) -> _Roles:
    event = quote.event
    kinds = {r.name: r.kind for r in event.roles}
    found: list[ProposedRole] = []
    refused = None
    for name, text in quote.said.roles[:_MOST_ROLES]:
        made = _role(page, quote, (name, text), kinds.get(name))
        if isinstance(made, ProposedRole):
            found.append(made)
        elif name in _keys(event):
            refused = refused or made
    if when and event.name in OF_A_PERIOD:
        found.append(ProposedRole("period", when.text))
    value = next((r for r in found if r.role == "value" and r.start is not None), None)
    if event.name == "metric" and value is not None and value.start is not None:
        unit = unit_of(Item(Span(value.start, value.start + len(value.text)), value.text))
        if unit and unit.span:
            found.append(ProposedRole("unit", unit.text, unit.span.start))
    return _Roles(tuple(dict.fromkeys(found)), refused)


def _role(page: Page, quote: _Quote, said: tuple[str, str], kind: ValueKind | None) -> ProposedRole | str:
    """A role as found, as it is where it is not for ``align`` to say so; or why it is none."""
    name, text = said
    place = page.find_for(quote.span, text)
    if place is None or kind is None:
        return ProposedRole(name, text[:_LONGEST_TEXT], kind=_KINDS.get(kind) if kind else None)
    exact = place.of(page.text)
    if kind is ValueKind.AMOUNT:
        read = page.amount(place)
        return ProposedRole(name, read[1].text, read[0].start, amount=read[1].amount) if read else f"{name} {exact} tells no number"
    if kind not in _KINDS:
        return ProposedRole(name, exact, place.start)
    if _names_nobody(exact):
        return f"{name} {exact} names nobody"
    return _named(name, exact, place.start, _KINDS[kind], page.names.get(exact))


def _named(role: str, text: str, start: int, kind: MentionKind, known: Name | None) -> ProposedRole:
    """A mention; where the document has the name, in its fullest form."""
    fits = known and (known.kind is kind or role in _OF_ANY_KIND or (kind, known.kind) == (MentionKind.ORG, MentionKind.GROUP))
    if known is None or not fits:
        return ProposedRole(role, text, start, kind, text)
    return ProposedRole(role, text, start, known.kind, known.name, known.aliases)


def _names_nobody(text: str) -> bool:
    return len(text) < 2 or REFERRING.fullmatch(text) is not None


def _alone(event: EventType) -> frozenset[str]:
    """The key roles that one value alone can play."""
    return _keys(event) - {r.name for r in event.roles if r.many}


def _by_role(roles: Iterable[ProposedRole]) -> dict[str, list[ProposedRole]]:
    found: dict[str, list[ProposedRole]] = {}
    for role in roles:
        found.setdefault(role.role, []).append(role)
    return found


def _apart(event: EventType, roles: Iterable[ProposedRole]) -> Iterator[tuple[ProposedRole, ...]]:
    """Several values of a key role that only one can play make several claims; of another such role the first is kept."""
    by_role = _by_role(roles)
    many = {r.name for r in event.roles if r.many}
    single = [values if name in _alone(event) else values[:1] for name, values in by_role.items() if name not in many]
    for chosen in product(*single):
        yield (*chosen, *(role for name in many & by_role.keys() for role in by_role[name]))
