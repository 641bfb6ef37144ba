"""Single values as people read them: times, certainties, roles, citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.query.explain import sentence_at
from shiguan.records.amount import Amount
from shiguan.records.claim import Certainty, Claim, Polarity
from shiguan.records.document import Document
from shiguan.records.evidence import Argument, Mention, MentionKind
from shiguan.records.time import ValidTime
from shiguan.records.views import Event, RoleValue, Told
from shiguan.resolve.rounds import Bearing, bearing_of, sums_of

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
# What stands where a round's name should and is none.
_NO_ROUND = frozenset({"估值", "valuation"})


def sources(messages: Messages, event: Event) -> str:
    """How many independent sources tell it; where more outlets do, how many these are."""
    key = "timeline.outlets" if event.outlets > event.sources else "timeline.sources"
    return messages(key, outlets=event.outlets, count=event.sources)


def count_sources(event: Event) -> str:
    """The same in figures: ``5 = 2`` are five outlets and two independent sources."""
    return f"{event.outlets} = {event.sources}" if event.outlets > event.sources else str(event.sources)


def when(time: ValidTime | None) -> str:
    """The time in the export's form."""
    return time.when if time else NONE


def style(certainty: Certainty) -> str:
    """The colour that says how sure."""
    return _STYLES[certainty]


def certainty(messages: Messages, said: Event | Claim) -> Text:
    """How sure it is, and whether it is said not to be so."""
    text = Text(messages(f"certainty.{said.certainty}"), style=_STYLES[said.certainty])
    if said.polarity is Polarity.NEGATED:
        text.append(messages("polarity.negated"), style="red")
    return text


def roles(messages: Messages, event: Event) -> str:
    """Every role and its best told value, in the order of the event type: ``人物 王远 · 去向 星河汽车``."""
    event = read_right(messages, event)
    told = dict(event.roles)
    order = [role.name for role in messages.events[event.event_type].roles if role.name in told] or list(told)
    return " · ".join(f"{messages.role(event.event_type, name)} {role_text(event, [name])}" for name in order)


def read_right(messages: Messages, event: Event) -> Event:
    """A funding event whose sum is a valuation, or several rounds' together, with its roles saying so; any other as it is."""
    told = dict(event.roles)
    if event.event_type != "funding" or "amount" not in told:
        return event
    what, (raised, worth) = bearing_of(event), sums_of(event)
    if what is Bearing.TOTAL:
        told["round"] = (_said(messages("money.of_several")),)
    elif raised != told["amount"]:
        told["amount"] = raised or (_said(messages("money.not_told")),)
        told["valuation"] = worth
        if any(v.text.strip() in _NO_ROUND for v in told.get("round", ())):
            del told["round"]
    return replace(event, roles=tuple(told.items()))


def _said(text: str) -> RoleValue:
    return RoleValue(text, None, 0)


def telling(event: Event, roles: Iterable[str]) -> Told:
    """The telling to cite for an event shown with these roles: of those of its polarity one that gives most of the figures shown,
    then one of its certainty that gives most of what is shown; the event's first where all are alike."""
    shown = {(role, values[0].text) for role in roles if (values := event.role(role))}

    def rank(told: Told) -> tuple[bool, int, bool, int]:
        given = [a for a in told.claim.arguments if (a.role, a.text) in shown]
        figures = sum(isinstance(a.value, Amount) for a in given)
        claim = told.claim
        return claim.polarity is event.polarity, figures, claim.certainty is event.certainty, len(given)

    return max(event.tellings, key=rank)


def role_text(event: Event, names: Iterable[str]) -> str:
    """The values of the first of these roles that is told; several that were told together are listed."""
    for name in names:
        values = event.role(name)
        if values:
            return "、".join(value.text for value in together(name, values))
    return NONE


def together(name: str, values: Sequence[RoleValue]) -> tuple[RoleValue, ...]:
    """Of a role's values the best told; of a role that may have several all that are told as well."""
    return tuple(value for value in values if value.support == values[0].support) if name in MANY else tuple(values[:1])


def claim_text(claim: Claim) -> str:
    """The claim's names in few words: who, of what."""
    return " · ".join(dict.fromkeys(a.text for role in _GIST for a in claim.values(role))) or NONE


def names(event: Event, claim: Claim) -> tuple[str, ...]:
    """Whom the claim names, by the names that they have in its event, people first."""
    named = [(a, a.value.kind) for a in claim.arguments if isinstance(a.value, Mention)]
    return tuple(dict.fromkeys(_named(event, a) for a, _ in sorted(named, key=lambda n: n[1] is not MentionKind.PERSON)))


def _named(event: Event, argument: Argument) -> str:
    told = event.role(argument.role)
    return told[0].text if len(told) == 1 else argument.text


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


MANY = frozenset({"investors", "orgs", "members", "person", "unit"})
"""Roles that several may play together."""
_GIST = ("person", "speaker", "org", "orgs", "subject", "product", "acquirer", "target", "plaintiff", "defendant")
