"""A dossier as a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shiguan.interfaces.messages import Messages
from shiguan.interfaces.show import figures, money, sheet, values
from shiguan.query.dossier import Dossier, Reading
from shiguan.query.links import LinkKind
from shiguan.query.posts import Post
from shiguan.query.rumours import Rumour
from shiguan.records.document import Document
from shiguan.records.evidence import MentionKind
from shiguan.records.time import ValidTime
from shiguan.records.views import Event
from shiguan.resolve.conflicts.records import Conflict


def dossier(messages: Messages, answer: Dossier, documents: Mapping[str, Document]) -> sheet.Sheet:
    """The sheet of an answer; ``documents`` are those that its sentences stand in."""
    return sheet.Sheet(
        messages("dossier.title", name=answer.entity.name),
        tuple(_facts(messages, answer)),
        tuple(_sections(messages, answer, documents)),
    )


def _facts(messages: Messages, answer: Dossier) -> Iterator[tuple[str, str]]:
    m, entity = messages, answer.entity
    yield m("dossier.kind"), m(f"dossier.kind.{entity.kind}")
    yield m("dossier.aliases"), m("list.between").join(entity.aliases)
    for kind in LinkKind:
        yield m(f"link.{kind}"), m("list.between").join(one.other.name for one in answer.linked if one.kind is kind)
    yield m("dossier.as_of"), answer.as_of.isoformat()
    told = answer.sources
    names = m("list.between").join(f"{name} {count}" if count > 1 else name for name, count in told.outlets)
    yield (
        m("dossier.sources"),
        m(
            "dossier.told_by",
            outlets=len(told.outlets),
            documents=told.documents,
            independent=told.independent,
            names=names,
        ),
    )


def _sections(messages: Messages, answer: Dossier, documents: Mapping[str, Document]) -> Iterator[sheet.Section]:
    m, person = messages, answer.entity.kind is MentionKind.PERSON
    posts = tuple(_post(m, post, documents, person) for post in answer.posts)
    yield sheet.Section(m("dossier.career" if person else "dossier.people"), posts)
    yield sheet.Section(
        m("dossier.unnamed"), tuple(sheet.line(e, documents, m.event(e.event_type), values.roles(m, e)) for e in answer.unnamed)
    )
    yield from money.sections(m, answer.money, documents)
    sections = {section.key: section for section in answer.sections}
    for key in ("products", "turns", "partnerships", "disputes"):
        if key in sections:
            yield _events(m, key, sections[key].events, documents)
    yield sheet.Section(m("dossier.readings"), tuple(_reading(m, r, documents) for r in answer.readings))
    yield sheet.Section(m("dossier.rumours"), tuple(_rumour(m, r, documents) for r in answer.rumours))
    yield sheet.Section(m("dossier.contradictions"), tuple(_conflict(m, c, documents) for c in answer.contradictions))
    for key in ("forecasts", "statements", "counts"):
        if key in sections:
            yield _events(m, key, sections[key].events, documents)


def _events(messages: Messages, key: str, events: Sequence[Event], documents: Mapping[str, Document]) -> sheet.Section:
    lines = [sheet.line(e, documents, messages.event(e.event_type), values.roles(messages, e)) for e in events]
    return sheet.Section(messages(f"dossier.{key}"), tuple(lines))


def _post(messages: Messages, post: Post, documents: Mapping[str, Document], person: bool) -> sheet.Line:
    m = messages
    org = post.org.text if post.org else m("dossier.no_org")
    parts = [m(f"dossier.status.{post.status}"), m("list.between").join(post.positions)]
    if post.began and (post.ended or post.began.when != _when(post)):
        parts.append(m("dossier.began", when=post.began.when))
    if post.days:
        parts.append(m("dossier.tenure", span=figures.span(m, post.days)))
    if post.destination:
        parts.append(m("dossier.went", to=m("list.between").join(v.text for v in post.destination)))
    if post.origin:
        parts.append(m("dossier.came", origin=post.origin.text))
    cited = {c: None for event in post.events for c in sheet.cites(event, documents)}
    return sheet.Line(
        when=_when(post),
        what=sheet.clean(org if person else post.person.text),
        rest=sheet.clean(" · ".join(part for part in parts if part)),
        sources=max(event.sources for event in post.events),
        cites=tuple(cited),
    )


def _when(post: Post) -> str:
    time: ValidTime | None = post.ended or (post.began if post.status in ("founded", "joined") else None)
    return values.when(time)


def _reading(messages: Messages, reading: Reading, documents: Mapping[str, Document]) -> sheet.Line:
    m, one = messages, reading.measured
    figure = [figures.rank(m, one.rank)] if one.rank else []
    figure += [one.value.expression] if one.value else []
    parts = [*figure, figures.conditions(m, one.scope) if one.scope else "", counted(m, one.counter, one.counted)]
    made = sheet.line(reading.event, documents, figures.measure(m, one.measure, one.words), " · ".join(p for p in parts if p))
    return sheet.Line(
        when=values.when(one.period),
        what=made.what,
        rest=made.rest,
        certainty=one.told.claim.certainty,
        cites=(sheet.cite(one.told, documents),),
        event=reading.event.id,
    )


def counted(messages: Messages, counter: str | None, how: str) -> str:
    """Who counts, or that nobody is named."""
    if counter is None:
        return messages("league.by_nobody")
    return messages("league.by_publisher" if how == "publisher" else "league.by", counter=counter)


def _conflict(messages: Messages, one: Conflict, documents: Mapping[str, Document]) -> sheet.Line:
    """What is disagreed on, each side's value, how grave it is and the likely cause; a sentence for each side."""
    m = messages
    cause = m(f"conflicts.cause.{one.cause}") + (f" · {one.detail}" if one.detail else "")
    subject = one.subject.name if one.subject else ""
    return sheet.Line(
        when=values.NONE,
        what=sheet.clean(" ".join(part for part in (m(f"conflicts.kind.{one.kind}"), subject) if part)),
        rest=sheet.clean(" ↔ ".join(dict.fromkeys(side.value for side in one.sides))),
        remark=f"{m(f'conflicts.{one.severity}')} · {cause}",
        cites=tuple(sheet.cite(side.tellings[0], documents) for side in one.sides),
    )


def _rumour(messages: Messages, rumour: Rumour, documents: Mapping[str, Document]) -> sheet.Line:
    m = messages
    age = m("dossier.open_since_unknown") if rumour.age is None else m("dossier.open_for", days=rumour.age)
    return sheet.line(rumour.event, documents, m.event(rumour.event.event_type), values.roles(m, rumour.event), age)
