"""Small documents, mentions and claims. Everything said in them is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Article, Document, OffsetMap, Region, RegionKind, Script, Span
from shiguan.records.evidence import Argument, Evidence, Mention, MentionKind, Value
from shiguan.records.extraction import Extraction
from shiguan.records.time import ValidTime
from shiguan.records.views import Told

NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
_KIND = {
    "person": MentionKind.PERSON,
    "org": MentionKind.ORG,
    "destination_org": MentionKind.ORG,
    "acquirer": MentionKind.ORG,
    "target": MentionKind.ORG,
    "product": MentionKind.PRODUCT,
    "subject": MentionKind.GROUP,
    "members": MentionKind.ORG,
    "orgs": MentionKind.ORG,
    "investors": MentionKind.ORG,
    "plaintiff": MentionKind.ORG,
    "defendant": MentionKind.ORG,
}


@dataclass(frozen=True)
class Line:
    """One sentence and the claim it makes. A role's value that is a text in ``roles`` names something, in ``texts`` it does not.

    ``kinds``: of a role, what its names are, where that is not what they mostly are.
    """

    event_type: str = "departure"
    roles: dict[str, str | list[str]] = field(default_factory=dict)
    texts: dict[str, Value] = field(default_factory=dict)
    when: str | None = None
    certainty: Certainty = Certainty.REPORTED
    polarity: Polarity = Polarity.AFFIRMED
    said: str = ""
    speaker: str | None = None
    kinds: dict[str, MentionKind] = field(default_factory=dict)

    @property
    def names(self) -> list[tuple[str, str]]:
        return [(role, name) for role, value in self.roles.items() for name in ([value] if isinstance(value, str) else value)]

    @property
    def sentence(self) -> str:
        free = [v if isinstance(v, str) else v.name if isinstance(v, Mention) else v.expression for v in self.texts.values()]
        return self.said + "，".join([f"{role}是{name}" for role, name in self.names] + free + [self.when or "日期不详"]) + "。"


def left(person: str, org: str, when: str | None = None, **more: Any) -> Line:
    """A departure as told in one sentence."""
    roles: dict[str, str | list[str]] = {"person": person, "org": org}
    if "to" in more:
        roles["destination_org"] = more.pop("to")
    return Line("departure", roles, when=when, **more)


@dataclass(frozen=True)
class Paper:
    """A document made of lines, and all that was read in it."""

    document: Document
    extraction: Extraction

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.extraction.mentions

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.extraction.claims

    @property
    def tellings(self) -> tuple[Told, ...]:
        d = self.document
        return tuple(
            Told(c, d.article.file, d.publisher, d.published_at, c.evidence.span.start, c.evidence.span.end, c.evidence.quote)
            for c in self.claims
        )


def paper(
    lines: Sequence[Line],
    file: str = "a.txt",
    published: str | None = "2031-02-03",
    aliases: dict[str, tuple[str, ...]] | None = None,
    publisher: str = "测试报",
) -> Paper:
    """``aliases``: of a name, the other forms that this document uses for it."""
    also = aliases or {}
    text = f"{file}\n" + "\n".join(line.sentence for line in lines) + "\n"
    time = ValidTime.of(published) if published else None
    source = Article(text.encode(), text, "utf-8", "text/plain", file, None, publisher, time, None, NOON)
    body = (Region(RegionKind.BODY, Span(0, len(text))),)
    document = Document(source, text, OffsetMap.identity(len(text)), (), body, Script.SIMPLIFIED, None, publisher, time)
    mentions: dict[tuple[MentionKind, str], Mention] = {}
    claims = []
    start = len(file) + 1
    for line in lines:
        span = Span(start, start + len(line.sentence))
        arguments = []
        for role, name in line.names:
            at = text.index(f"{role}是{name}", start) + len(role) + 1
            here = Evidence.of(document, Span(at, at + len(name)))
            kind = line.kinds.get(role) or _KIND[role]
            mention = mentions.setdefault((kind, name), Mention(kind, name, also.get(name, ()), here))
            arguments.append(Argument(role, mention, here))
        arguments += [Argument(role, value, Evidence.of(document, span)) for role, value in line.texts.items()]
        when = ValidTime.of(line.when) if line.when else None
        claims.append(
            Claim(
                line.event_type,
                tuple(arguments),
                when,
                line.certainty,
                line.polarity,
                line.speaker,
                Evidence.of(document, span),
                1.0,
                "test",
            )
        )
        start = span.end + 1
    return Paper(document, Extraction(tuple(mentions.values()), tuple(claims), ()))
