"""Money as sections of a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import figures, sheet, values
from shiguan.query.money import Deal, Disagreement, DisagreementKind, Money, Round, Total
from shiguan.query.runway import Runway
from shiguan.records.document import Document
from shiguan.records.evidence import MentionKind
from shiguan.records.views import RoleValue


def money(messages: Messages, answer: Money, documents: Mapping[str, Document]) -> sheet.Sheet:
    """The sheet of an answer; ``documents`` are those that its sentences stand in."""
    found = tuple(sections(messages, answer, documents))
    empty = not any(s.lines for s in found)
    facts = ((messages("nothing"), messages("money.nothing")),) if empty else ()
    return sheet.Sheet(messages("money.title", name=answer.entity.name), facts, found if not empty else ())


def sections(messages: Messages, answer: Money, documents: Mapping[str, Document]) -> Iterator[sheet.Section]:
    """Rounds, totals, valuations, figures, how long it lasts, and deals; a sum of the rounds is said above them."""
    m, several = messages, answer.entity.kind is MentionKind.GROUP
    rounds = tuple(_round(m, one, documents, several) for one in answer.rounds)
    yield sheet.Section(m("money.rounds", count=len(rounds)), rounds, _sums(m, answer) if rounds else ())
    yield sheet.Section(m("money.totals"), tuple(_total(m, one, documents) for one in answer.totals))
    apart = tuple(_disagreement(m, one) for one in answer.disagreements if one.kind is not DisagreementKind.ROUNDS)
    yield sheet.Section(m("money.valuations"), tuple(_valuations(m, answer, documents)), apart)
    yield sheet.Section(m("money.figures"), tuple(_figures(m, answer, documents, several)))
    yield sheet.Section(m("money.runway"), tuple(_runway(m, one) for one in answer.runway))
    yield sheet.Section(m("money.deals"), tuple(_deal(m, one, documents) for one in answer.deals))


def _round(messages: Messages, one: Round, documents: Mapping[str, Document], several: bool) -> sheet.Line:
    m = messages
    what = " ".join(part for part in (_names(m, one.orgs) if several else "", one.round or m("money.round")) if part)
    parts = [figures.money(m, one.amounts, none=m("money.undisclosed"))]
    if one.valuations:
        parts.append(m("money.valued", amount=figures.money(m, one.valuations, none="")))
    if one.investors:
        parts.append(m("money.investors", who=_names(m, one.investors)))
    remark = m("money.valuation_only") if one.remark else ""
    return sheet.line(one.event, documents, what, " · ".join(parts), remark)


def _total(messages: Messages, one: Total, documents: Mapping[str, Document]) -> sheet.Line:
    return sheet.Line(
        when=values.when(one.told.published_at),
        what=figures.money(messages, [one.amount], none=""),
        rest=sheet.clean(_names(messages, one.orgs)),
        certainty=one.told.claim.certainty,
        remark="" if one.read else messages("money.beside"),
        cites=(sheet.cite(one.told, documents),),
        event=one.event.id,
    )


def _sums(messages: Messages, answer: Money) -> tuple[str, ...]:
    return (
        sums(messages, answer),
        *(_disagreement(messages, one) for one in answer.disagreements if one.kind is DisagreementKind.ROUNDS),
    )


def sums(messages: Messages, answer: Money) -> str:
    """What the rounds come to, and how many are not in it."""
    told = messages("list.comma").join(figures.total(messages, s) for s in answer.sums) or messages("money.no_sum")
    return messages("money.sums", sums=told, undisclosed=answer.undisclosed, unsure=answer.unsure)


def _disagreement(messages: Messages, one: Disagreement) -> str:
    amounts = messages("list.between").join(a.expression for a in one.amounts)
    return messages(f"money.apart.{one.kind}", who=one.whose, amounts=amounts)


def _valuations(messages: Messages, answer: Money, documents: Mapping[str, Document]) -> Iterator[sheet.Line]:
    for one in answer.valuations:
        rest = messages("money.by_round") if one.by_round else ""
        amount = figures.money(messages, [one.amount], none="")
        yield sheet.line(one.event, documents, amount, " · ".join(p for p in (_names(messages, one.orgs), rest) if p))


def _figures(messages: Messages, answer: Money, documents: Mapping[str, Document], several: bool) -> Iterator[sheet.Line]:
    for one in answer.figures:
        whose = values.role_text(one.event, ["subject"]) if several else ""
        label = figures.measure(messages, one.measure)
        words = f"（{one.words}）" if one.words and one.words != label and messages.language == "zh" else ""
        amount = figures.money(messages, [one.amount], none="")
        made = sheet.line(one.event, documents, " ".join(p for p in (whose, label + words) if p), amount)
        yield made


def _runway(messages: Messages, one: Runway) -> sheet.Line:
    told = " · ".join(p for p in (one.publisher, values.when(one.published_at) if one.published_at else None, one.file) if p)
    claim = one.event.tellings[0].claim.id if one.event else None
    cite = sheet.Cite(sheet.clean(one.sentence), sheet.clean(one.sentence), sheet.clean(told), claim)
    rest = messages(f"money.said.{one.named}", who=one.about)
    return sheet.Line(
        when=values.when(one.published_at),
        what=sheet.clean(one.told),
        rest=sheet.clean(rest),
        certainty=one.event.certainty if one.event else None,
        cites=(cite,),
        event=one.event.id if one.event else "",
    )


def _deal(messages: Messages, one: Deal, documents: Mapping[str, Document]) -> sheet.Line:
    m = messages
    price = m("money.price", amount=figures.money(m, one.amounts, none="")) if one.amounts else m("money.no_price")
    if one.event.event_type == "bid_wins" and not one.amounts:
        price = ""
    what = f"{m.event(one.event.event_type)}（{m(f'money.{one.side}')}）" if m.language == "zh" else _deal_in_english(m, one)
    return sheet.line(one.event, documents, what, " · ".join(p for p in (values.roles(m, one.event), price) if p))


def _deal_in_english(messages: Messages, one: Deal) -> str:
    return f"{messages.event(one.event.event_type)} ({messages(f'money.{one.side}')})"


def _names(messages: Messages, told: Sequence[RoleValue]) -> str:
    return messages("list.between").join(v.text for v in told)
