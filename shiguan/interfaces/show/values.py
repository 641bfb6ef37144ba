"""Single values as people read them: times, certainties, roles, citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.query.explain import sentence_at
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Document
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, Told

NONE = "—"
SHORT_ID = 10
"""Characters of an id that are shown; ``explain`` takes any beginning that fits one thing only."""

_STYLES = {
    Certainty.CONFIRMED: "green",
    Certainty.REPORTED: "cyan",
    Certainty.RUMOURED: "yellow",
    Certainty.PLANNED: "magenta",
    Certainty.DENIED: "red",
    Certainty.FORECAST: "blue",
    Certainty.OPINION: "blue",
}


def when(time: ValidTime | None) -> str:
    """The time in the export's form."""
    return time.when if time else NONE


def certainty(messages: Messages, said: Event | Claim) -> Text:
    """How sure it is, and whether it is said not to be so."""
    text = Text(messages(f"certainty.{said.certainty}"), style=_STYLES[said.certainty])
    if said.polarity is Polarity.NEGATED:
        text.append(messages("polarity.negated"), style="red")
    return text


def roles(messages: Messages, event: Event) -> str:
    """Every role and its best told value, in the order of the event type: ``人物 王远 · 去向 星河汽车``."""
    told = dict(event.roles)
    order = [role.name for role in messages.events[event.event_type].roles if role.name in told] or list(told)
    return " · ".join(f"{messages.role(event.event_type, name)} {role_text(event, [name])}" for name in order)


def role_text(event: Event, names: Iterable[str]) -> str:
    """The values of the first of these roles that is told; several that were told together are listed."""
    for name in names:
        values = event.role(name)
        if values:
            together = [value.text for value in values if value.support == values[0].support] if name in _MANY else [values[0].text]
            return "、".join(together)
    return NONE


def claim_text(claim: Claim) -> str:
    """The claim's names in few words: who, of what."""
    return " · ".join(dict.fromkeys(a.text for role in _GIST for a in claim.values(role))) or NONE


def sentence(told: Told, documents: Mapping[str, Document], event: str | None = None) -> Text:
    """The sentence as read, the quote in it set off, and where it stands; with the id to ask ``explain`` about."""
    document, span = documents.get(told.claim.document), told.claim.evidence.span
    whole = sentence_at(document, span) if document else span
    text = Text(whole.of(document.text) if document else told.claim.evidence.quote, style="italic")
    if whole != span:
        text.stylize("underline", span.start - whole.start, span.end - whole.start)
    text = Text(" ").join(line for line in text.split() if line.plain.strip())
    return Text.assemble("“", text, "”\n", cite(told, event or told.claim.id))


def cite(told: Told, identity: str) -> Text:
    """Publisher, date and file of a telling, and the beginning of an id."""
    parts = [told.publisher, when(told.published_at) if told.published_at else None, told.file, identity[:SHORT_ID]]
    return Text(" · ".join(part for part in parts if part), style="dim")


_MANY = frozenset({"investors", "orgs", "members", "person", "unit"})
_GIST = ("person", "speaker", "org", "orgs", "subject", "product", "acquirer", "target", "plaintiff", "defendant")
