"""What lies behind a claim, an event or an entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import values
from shiguan.query.explain import ClaimExplained, EntityExplained, EventExplained, Explained
from shiguan.query.links import LinkKind
from shiguan.records.document import Document
from shiguan.records.judgement import Judgement
from shiguan.records.views import Entity, Event


def explain(
    messages: Messages, answer: Explained, entities: Mapping[str, Entity], documents: Mapping[str, Document]
) -> RenderableType:
    """The explanation; ``entities`` gives the members of groups their names, ``documents`` hold the sentences told."""
    match answer:
        case ClaimExplained():
            return Group(*_claim(messages, answer, documents))
        case EventExplained(event=event):
            return Group(*_event(messages, event, documents))
        case EntityExplained():
            return Group(*_entity(messages, answer, entities))


def _claim(messages: Messages, answer: ClaimExplained, documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    told, claim = answer.told, answer.told.claim
    yield Text.assemble(
        (messages("explain.claim", id=claim.id), "bold"),
        "  ",
        messages.event(claim.event_type),
        "  ",
        values.certainty(messages, claim),
    )
    facts = _facts()
    for argument in claim.arguments:
        facts.add_row(messages.role(claim.event_type, argument.role), Text(argument.text))
    facts.add_row(messages("tally.when"), values.when(claim.valid_time))
    if claim.speaker:
        facts.add_row(messages("explain.speaker"), Text(claim.speaker))
    facts.add_row(messages("explain.sentence"), Text(answer.sentence, style="italic"))
    facts.add_row(messages("explain.received"), Text(answer.received))
    facts.add_row(
        messages("explain.at"), Text.assemble(f"{told.file} [{told.start}:{told.end}]  ", values.cite(told, told.claim.document))
    )
    facts.add_row(messages("explain.read_by"), Text(f"{messages.readers(claim.backend)}  {claim.confidence:.2f}"))
    for other in answer.otherwise:
        facts.add_row(
            messages("explain.otherwise"),
            Text.assemble(
                f"{messages.readers(other.backend)}: ",
                messages.event(other.event_type),
                f"  {other.quote}  ",
                (messages.reason(other.reason), "dim"),
            ),
        )
    for repair in answer.repairs:
        why = messages.damage(repair.fixer, repair.reason)
        changed = f"{repair.received.start}  {repair.before} → {repair.after or '∅'}  ({why})"
        facts.add_row(messages("explain.repairs"), Text(changed))
    for entry in answer.entries:
        line = f"{entry.recorded_at:%Y-%m-%d %H:%M:%S}Z  {messages(f'action.{entry.action}')}  {messages.reason(entry.reason)}"
        facts.add_row(messages("explain.history"), Text(line))
    yield facts
    if answer.event:
        yield from _event(messages, answer.event, documents)


def _event(messages: Messages, event: Event, documents: Mapping[str, Document]) -> Iterator[RenderableType]:
    head = (messages("explain.event", id=event.id), "bold")
    yield Text.assemble(head, "  ", messages.event(event.event_type), "  ", values.certainty(messages, event))
    facts = _facts()
    for name, role_values in event.roles:
        for value in role_values:
            support = messages("explain.support", count=value.support)
            facts.add_row(
                messages.role(event.event_type, name), Text.assemble(value.text, (f"  {support}  {value.entity or ''}", "dim"))
            )
    facts.add_row(messages("tally.when"), values.when(event.valid_time))
    facts.add_row(messages("tally.sources"), values.sources(messages, event))
    yield facts
    yield Text(messages("explain.told", count=len(event.tellings)), style="bold")
    for told in event.tellings:
        yield Padding(Text.assemble(values.certainty(messages, told.claim), "  ", values.sentence(told, documents)), (0, 0, 0, 2))


def _entity(messages: Messages, answer: EntityExplained, entities: Mapping[str, Entity]) -> Iterator[RenderableType]:
    entity = answer.entity
    yield Text.assemble((messages("explain.entity", id=entity.id), "bold"), f"  {entity.kind}  ", (entity.name, "bold blue"))
    facts = _facts()
    if entity.aliases:
        facts.add_row(messages("explain.aliases"), Text("、".join(entity.aliases)))
    if entity.members:
        names = [entities[member].name if member in entities else member for member in entity.members]
        facts.add_row(messages("explain.members"), Text("、".join(names)))
    for link in (one for one in answer.links if one.kind is not LinkKind.GROUP_OF):  # whose members stand above
        why = messages("explain.told", count=len(link.told)) if link.told else messages.reason(link.why)
        facts.add_row(messages(f"link.{link.kind}"), Text.assemble(link.other.name, (f"  {why}  {link.other.id}", "dim")))
    facts.add_row("", messages("explain.mentions", count=len(entity.mentions)))
    yield facts
    for key, judgements in (("explain.within", answer.within), ("explain.apart", answer.apart)):
        if judgements:
            yield Text(messages(key), style="bold")
            yield Padding(_judgements(messages, judgements), (0, 0, 0, 2))


def _judgements(messages: Messages, judgements: Sequence[Judgement]) -> Table:
    table = Table.grid(padding=(0, 2))
    for judgement in judgements:
        verdict, by = messages(f"verdict.{judgement.verdict}"), Text(judgement.judged_by, style="dim")
        table.add_row(verdict, f"{judgement.score:.2f}", Text(judgement.explanation), by)
    return table


def _facts() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    return table
