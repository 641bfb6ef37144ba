"""Every proposal's quote and roles found again in the text, or the proposal refused. No evidence, no claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from shiguan.extract.amounts import parse_amounts
from shiguan.extract.backends.base import Proposal, ProposedRole
from shiguan.records.amount import Amount
from shiguan.records.claim import Claim, Reject
from shiguan.records.document import Document, Span
from shiguan.records.evidence import Argument, Evidence, Mention, MentionKind, Value
from shiguan.records.extraction import Extraction
from shiguan.vocabulary import EventType, Vocabulary

_SPACE = re.compile(r"\s+")


def align(document: Document, proposals: Iterable[Proposal], backend: str, vocabulary: Vocabulary) -> Extraction:
    """Claims for the proposals the text bears out, rejects with the reason for the others.

    A quote must stand in the text to the character, white space aside; so must every name and number. A key role that
    cannot be found refuses the claim, another one is left out of it.
    """
    page = _Page(document.id, document.text)
    claims: dict[str, Claim] = {}
    rejects: list[Reject] = []
    mentions: dict[str, Mention] = {}
    for proposal in proposals:
        result = _aligned(page, proposal, backend, vocabulary)
        if isinstance(result, Reject):
            rejects.append(result)
            continue
        known = claims.get(name := result.id)
        if known is None or result.confidence > known.confidence:
            claims[name] = result
        mentions |= {a.value.id: a.value for a in result.arguments if isinstance(a.value, Mention)}
    return Extraction(tuple(mentions.values()), tuple(claims.values()), tuple(rejects))


@dataclass(frozen=True, slots=True)
class _Page:
    """A document's id, which is a hash of all of its text, worked out once; and that text."""

    document: str
    text: str

    def evidence(self, span: Span) -> Evidence:
        return Evidence(self.document, span, span.of(self.text))


def locate(text: str, quote: str, hint: int | None = None) -> Span | None:
    """Where the quote stands in the text, nearest to ``hint``; white space may differ, nothing else. None when nowhere."""
    if not quote.strip():
        return None
    if hint is not None and hint >= 0 and text.startswith(quote, hint):
        return Span(hint, hint + len(quote))
    if hint is None and (first := text.find(quote)) >= 0:
        return Span(first, first + len(quote))
    near = hint or 0
    before, after = text.rfind(quote, 0, max(0, near) + len(quote)), text.find(quote, max(0, near))
    starts = [start for start in (before, after) if start >= 0]
    places = [Span(start, start + len(quote)) for start in starts] or list(_loosely(text, quote))
    return min(places, key=lambda s: abs(s.start - near), default=None)


def _loosely(text: str, quote: str) -> Iterator[Span]:
    """Where it stands with other white space."""
    loose = r"\s*".join(re.escape(c) for c in _SPACE.sub("", quote))
    for match in re.finditer(loose, text):
        yield Span(match.start(), match.end())


def _aligned(page: _Page, proposal: Proposal, backend: str, vocabulary: Vocabulary) -> Claim | Reject:
    def refuse(reason: str) -> Reject:
        return Reject(page.document, proposal.event_type, proposal.quote, proposal.backend or backend, reason)

    if proposal.declined:
        return refuse(proposal.declined)

    event = vocabulary.events.get(proposal.event_type)
    if event is None:
        return refuse("unknown event type")
    span = locate(page.text, proposal.quote, proposal.start)
    if span is None:
        return refuse("the quote is not in the text")
    arguments: list[Argument] = []
    keys = {k for choice in event.keys for k in choice}
    for role in proposal.roles:
        if not _has_role(event, role.role):
            return refuse(f"{event.name} has no role {role.role}")
        argument = _argument(page, role, span)
        if argument is not None:
            arguments.append(argument)
        elif role.role in keys:
            return refuse(f"{role.role} {role.text!r} is not in the text")
    if not arguments:
        return refuse("no role is told")
    return Claim(
        proposal.event_type,
        tuple(sorted(set(arguments), key=lambda a: (a.role, a.evidence.span, a.text))),
        proposal.valid_time,
        proposal.certainty,
        proposal.polarity,
        proposal.speaker if proposal.speaker and locate(page.text, proposal.speaker) else None,
        page.evidence(span),
        proposal.confidence,
        proposal.backend or backend,
    )


def _has_role(event: EventType, name: str) -> bool:
    try:
        event.role(name)
    except KeyError:
        return False
    return True


def _argument(page: _Page, role: ProposedRole, near: Span) -> Argument | None:
    span = locate(page.text, role.text, role.start if role.start is not None else near.start)
    if span is None:
        return None
    evidence = page.evidence(span)
    value: Value = role.text
    if role.kind is not None:
        mention = _mention(page, role.kind, role)
        if mention is None:
            return None
        value = mention
    elif role.amount is not None:
        told = span.of(page.text)
        if not _means(told, role.amount):
            return None
        value = replace(role.amount, expression=told)
    return Argument(role.role, value, evidence)


def _means(text: str, amount: Amount) -> bool:
    """Whether the words bear the figures out: some amount read in them overlaps what the reader says."""
    read = [match.amount for match in parse_amounts(text)]
    return not read or any(r.overlaps(amount) for r in read)


def _mention(page: _Page, kind: MentionKind, role: ProposedRole) -> Mention | None:
    name = role.name or role.text
    first = locate(page.text, name)
    if first is None:
        return None
    aliases = {a for a in (role.text, *role.aliases) if a != name and a in page.text}
    return Mention(kind, name, tuple(sorted(aliases)), page.evidence(first))
