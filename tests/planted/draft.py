"""Documents of sentences that carry their claims with them, and the record of who and what each name and claim truly is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from shiguan.extract.amounts import parse_amounts
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Article, Document, OffsetMap, Region, RegionKind, Script, Span
from shiguan.records.evidence import Argument, Evidence, Mention, MentionKind, Value
from shiguan.records.extraction import Extraction
from shiguan.records.time import ValidTime
from tests.resolve.build import NOON, Paper

_AMOUNTS = frozenset({"amount", "value", "count"})


@dataclass(frozen=True)
class Name:
    """How one document calls somebody or something: ``name`` first and in full, ``aliases`` elsewhere; ``who`` it truly is."""

    kind: MentionKind
    who: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slot:
    """A stretch of a sentence that plays ``role``: a name's text, or words. Without a role it is only a fact in passing."""

    text: str
    role: str = ""
    named: Name | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence; with an ``event_type`` it makes a claim of the happening numbered ``truth``."""

    parts: tuple[str | Slot, ...]
    event_type: str = ""
    truth: int = -1
    when: str | None = None
    certainty: Certainty = Certainty.REPORTED
    polarity: Polarity = Polarity.AFFIRMED

    @property
    def text(self) -> str:
        return "".join(p if isinstance(p, str) else p.text for p in self.parts)


@dataclass(frozen=True)
class Draft:
    """A document before it has its coordinates. ``origin`` numbers the article that it is, or is taken from."""

    number: int
    origin: int
    publisher: str
    published: date
    sentences: tuple[Sentence, ...]
    head: str = ""
    tail: str = ""
    quotes: frozenset[int] = field(default_factory=frozenset)
    """Happenings that it tells in another's words only."""

    def numbered(self, number: int, **changes: object) -> Draft:
        """The same, as another document."""
        return replace(self, number=number, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Printed:
    """A document as read, with the truth: ``who`` by mention id, the number of the happening by claim id."""

    draft: Draft
    paper: Paper
    who: Mapping[str, str]
    truth: Mapping[str, int]


def printed(draft: Draft) -> Printed:
    """The document; its id comes from what it says, so that two of one text in one file name would be one."""
    file = f"{draft.number:05d}.txt"
    head = f"{draft.head}\n" if draft.head else ""
    text = head + "\n".join(s.text for s in draft.sentences) + (f"\n{draft.tail}" if draft.tail else "") + "\n"
    time = ValidTime.of(draft.published.isoformat())
    content = f"{file}\n{text}".encode()
    article = Article(content, text, "utf-8", "text/plain", file, None, draft.publisher, time, None, NOON)
    body = (Region(RegionKind.BODY, Span(0, len(text))),)
    document = Document(article, text, OffsetMap.identity(len(text)), (), body, Script.SIMPLIFIED, None, draft.publisher, time)
    mentions: dict[Name, Mention] = {}
    claims: list[Claim] = []
    who: dict[str, str] = {}
    truth: dict[str, int] = {}
    start = len(head)
    for sentence in draft.sentences:
        if sentence.event_type:
            claim = _claim(sentence, document, start, mentions)
            claims.append(claim)
            truth[claim.id] = sentence.truth
        start += len(sentence.text) + 1
    who = {mention.id: name.who for name, mention in mentions.items()}
    return Printed(draft, Paper(document, Extraction(tuple(mentions.values()), tuple(claims), ())), who, truth)


def _claim(sentence: Sentence, document: Document, start: int, mentions: dict[Name, Mention]) -> Claim:
    arguments = []
    at = start
    for part in sentence.parts:
        if isinstance(part, Slot) and part.role:
            here = Evidence.of(document, Span(at, at + len(part.text)))
            arguments.append(Argument(part.role, _value(part, document, mentions), here))
        at += len(part if isinstance(part, str) else part.text)
    return Claim(
        sentence.event_type,
        tuple(arguments),
        ValidTime.of(sentence.when) if sentence.when else None,
        sentence.certainty,
        sentence.polarity,
        None,
        Evidence.of(document, Span(start, at)),
        1.0,
        "planted",
    )


def _value(slot: Slot, document: Document, mentions: dict[Name, Mention]) -> Value:
    name = slot.named
    if name is None:
        amounts = parse_amounts(slot.text) if slot.role in _AMOUNTS else []
        return amounts[0].amount if amounts else slot.text
    if name not in mentions:
        at = document.text.index(name.name)
        mentions[name] = Mention(name.kind, name.name, name.aliases, Evidence.of(document, Span(at, at + len(name.name))))
    return mentions[name]
