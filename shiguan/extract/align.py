"""Every proposal's quote and roles found again in the text, or the proposal refused. No evidence, no claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

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
    claims: dict[str, Claim] = {}
    rejects: list[Reject] = []
    mentions: dict[str, Mention] = {}
    for proposal in proposals:
        result = _aligned(document, proposal, backend, vocabulary)
        if isinstance(result, Reject):
            rejects.append(result)
            continue
        if result.id not in claims or result.confidence > claims[result.id].confidence:
            claims[result.id] = result
        mentions |= {a.value.id: a.value for a in result.arguments if isinstance(a.value, Mention)}
    return Extraction(tuple(mentions.values()), tuple(claims.values()), tuple(rejects))


def locate(text: str, quote: str, hint: int | None = None) -> Span | None:
    """Where the quote stands in the text, nearest to ``hint``; white space may differ, nothing else. None when nowhere."""
    if not quote.strip():
        return None
    if hint is not None and hint >= 0 and text.startswith(quote, hint):
        return Span(hint, hint + len(quote))
    places = list(_places(text, quote))
    if not places:
        return None
    return min(places, key=lambda s: abs(s.start - (hint or 0)))


def _places(text: str, quote: str) -> Iterator[Span]:
    found = False
    start = text.find(quote)
    while start >= 0:
        found = True
        yield Span(start, start + len(quote))
        start = text.find(quote, start + 1)
    if not found:
        loose = r"\s*".join(re.escape(c) for c in _SPACE.sub("", quote))
        for match in re.finditer(loose, text):
            yield Span(match.start(), match.end())


def _aligned(document: Document, proposal: Proposal, backend: str, vocabulary: Vocabulary) -> Claim | Reject:
    def refuse(reason: str) -> Reject:
        return Reject(document.id, proposal.event_type, proposal.quote, backend, reason)

    event = vocabulary.events.get(proposal.event_type)
    if event is None:
        return refuse("unknown event type")
    span = locate(document.text, proposal.quote, proposal.start)
    if span is None:
        return refuse("the quote is not in the text")
    arguments: list[Argument] = []
    keys = {k for choice in event.keys for k in choice}
    for role in proposal.roles:
        if not _has_role(event, role.role):
            return refuse(f"{event.name} has no role {role.role}")
        argument = _argument(document, role, span)
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
        proposal.speaker if proposal.speaker and locate(document.text, proposal.speaker) else None,
        Evidence.of(document, span),
        proposal.confidence,
        backend,
    )


def _has_role(event: EventType, name: str) -> bool:
    try:
        event.role(name)
    except KeyError:
        return False
    return True


def _argument(document: Document, role: ProposedRole, near: Span) -> Argument | None:
    span = locate(document.text, role.text, role.start if role.start is not None else near.start)
    if span is None:
        return None
    evidence = Evidence.of(document, span)
    value: Value = role.text
    if role.kind is not None:
        mention = _mention(document, role.kind, role)
        if mention is None:
            return None
        value = mention
    elif role.amount is not None:
        told = span.of(document.text)
        if not _means(told, role.amount):
            return None
        value = replace(role.amount, expression=told)
    return Argument(role.role, value, evidence)


def _means(text: str, amount: Amount) -> bool:
    """Whether the words bear the figures out: some amount read in them overlaps what the reader says."""
    read = [match.amount for match in parse_amounts(text)]
    return not read or any(r.overlaps(amount) for r in read)


def _mention(document: Document, kind: MentionKind, role: ProposedRole) -> Mention | None:
    name = role.name or role.text
    first = locate(document.text, name)
    if first is None:
        return None
    aliases = {a for a in (role.text, *role.aliases) if a != name and a in document.text}
    return Mention(kind, name, tuple(sorted(aliases)), Evidence.of(document, first))
